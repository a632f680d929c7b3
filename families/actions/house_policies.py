"""The policies of the house: publish, publish again, read and understood."""

import uuid
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from .. import audit, policies
from ..context import Person
from ..models import HousePolicy, HousePolicyReading, HousePolicyVersion


class TitleTaken(Exception):
    """There is a policy with this title already."""


@transaction.atomic
def publish_policy(
    policy: HousePolicy | None,
    *,
    actor: Person,
    form_key: uuid.UUID,
    kind: str,
    title: str,
    valid_from: date,
    summary: str,
    words: str,
) -> HousePolicyVersion:
    """Publish a new policy, or the next version of this one; everybody is asked to read it. The
    same form sent twice is one version. Raises TitleTaken and PermissionDenied."""
    sent = HousePolicyVersion.objects.filter(author=actor.user, form_key=form_key).first()
    if sent:
        return sent
    if not policies.can_manage_people(actor):
        raise PermissionDenied
    if policy is None:
        if HousePolicy.objects.filter(setting_id=actor.here, title__iexact=title).exists():
            raise TitleTaken
        policy = HousePolicy.objects.create(setting_id=actor.here, kind=kind, title=title)
    # One version after the other: two managers who publish at once would write the same number.
    versions = HousePolicyVersion.objects.filter(policy=policy)
    number = versions.aggregate(most=Max("number"))["most"] or 0
    version = HousePolicyVersion.objects.create(
        setting_id=policy.setting_id,
        policy=policy,
        number=number + 1,
        valid_from=valid_from,
        summary=summary,
        words=words,
        author=actor.user,
        form_key=form_key,
    )
    audit.record(actor, "publish_policy", version)
    return version


@transaction.atomic
def read_policy(version: HousePolicyVersion, *, actor: Person) -> None:
    """Note that this adult has read and understood a version, or says yes to the agreement. Once:
    pressed twice, it stays the first time."""
    reading = HousePolicyReading(setting_id=version.setting_id, version=version, user=actor.user)
    HousePolicyReading.objects.bulk_create([reading], ignore_conflicts=True)
    audit.record(actor, "understand_policy", version)
