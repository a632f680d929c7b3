"""Help nearby: keep the cards right, and hear whether they helped."""

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from .. import audit, policies
from ..context import Person
from ..models import LocalService, ServiceAnswer
from .meanwhile import take


@transaction.atomic
def add_service(key: uuid.UUID, *, actor: Person, fields: dict[str, Any]) -> LocalService:
    """Put up a card. The same form sent twice is one card. Raises PermissionDenied."""
    if not policies.can_keep_services(actor):
        raise PermissionDenied
    there = LocalService.objects.filter(pk=key, setting_id=actor.here).first()
    if there:
        return there
    taken = LocalService.objects.filter(pk=key).exists()
    service = LocalService.objects.create(
        pk=uuid.uuid4() if taken else key, setting_id=actor.here, **fields
    )
    audit.record(actor, "add_service", service)
    return service


@transaction.atomic
def change_service(
    service: LocalService, *, actor: Person, seen: str, fields: dict[str, Any]
) -> LocalService:
    """Save a card. Raises ChangedMeanwhile."""
    service = take(service, seen=seen, fields=tuple(fields))
    for name, value in fields.items():
        setattr(service, name, value)
    service.save(update_fields=list(fields))
    audit.record(actor, "change_service", service)
    return service


@transaction.atomic
def answer_service(
    service: LocalService, *, actor: Person, form_key: uuid.UUID, helped: str, words: str
) -> None:
    """Tell the setting whether a card helped. Nothing of it in the trail: who needed help is
    nobody's business. The same form sent twice is one answer."""
    answer = ServiceAnswer(
        setting_id=service.setting_id,
        service=service,
        user=actor.user,
        helped=helped,
        words=words,
        form_key=form_key,
    )
    ServiceAnswer.objects.bulk_create([answer], ignore_conflicts=True)
