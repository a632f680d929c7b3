"""Safeguarding: raise a concern, read it, add what was done.

Nothing of this stands in the general trail: that somebody is worried about a child is known to
nobody but the leads. The record keeps its own trail inside itself (`SafeguardingReading`).
"""

import uuid
from collections.abc import Collection
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from .. import outbox, policies
from ..context import Person, acting_as
from ..emails import safeguarding_letter
from ..models import (
    Child,
    SafeguardingAddendum,
    SafeguardingConcern,
    SafeguardingReading,
    SafeguardingReceipt,
    Setting,
)
from ..queries.safeguarding import readers_of

TELL = "families.tasks.tell_safeguarding_lead"


class NobodyWouldRead(Exception):
    """Of the leads nobody is left who may read this: it must be told outside the nursery."""


@transaction.atomic
def raise_concern(
    form_key: uuid.UUID,
    *,
    actor: Person,
    kind: str,
    child: Child | None,
    about: str,
    kept_from: Collection[uuid.UUID],
    happened_on: date,
    around: str,
    words: str,
    done_at_once: str,
) -> SafeguardingReceipt:
    """Write a concern into the leads' record and tell them that there is one.

    Returns the writer's receipt. The same form sent twice is one concern. Raises NobodyWouldRead
    (then nothing is kept: a worry is never laid where nobody looks) and PermissionDenied.
    """
    if sent := _receipt(actor, form_key):
        return sent
    if not policies.can_raise_concern(actor):
        raise PermissionDenied
    readers = readers_of(actor, child=child, kept_from=kept_from)
    if not readers:
        raise NobodyWouldRead
    receipt = SafeguardingReceipt(
        setting_id=actor.here,
        author=actor.user,
        form_key=form_key,
        readers=", ".join(reader.user.name for reader in readers)[:400],
    )
    try:
        with transaction.atomic():
            receipt.save(force_insert=True)
    except IntegrityError:  # the same form a moment ago, in another process
        if sent := _receipt(actor, form_key):
            return sent
        raise
    SafeguardingConcern.objects.create(
        setting_id=actor.here,
        reference=receipt.reference,
        author=actor.user,
        written_at=receipt.at,
        kind=kind,
        child=child,
        about=about,
        kept_from=list(kept_from),
        happened_on=happened_on,
        around=around,
        words=words,
        done_at_once=done_at_once,
    )
    for reader in readers:
        outbox.promise(
            task=TELL,
            subject_id=reader.user_id,
            key=f"safeguarding:{receipt.pk}:{reader.user_id}",
            setting_id=actor.setting_id,
        )
    return receipt


def open_concerns(concerns: Collection[SafeguardingConcern], *, actor: Person) -> None:
    """Write into the record itself who reads these, each time."""
    SafeguardingReading.objects.bulk_create(
        SafeguardingReading(setting_id=each.setting_id, concern=each, reader=actor.user)
        for each in concerns
    )


@transaction.atomic
def add_to_concern(
    concern: SafeguardingConcern, *, actor: Person, form_key: uuid.UUID, kind: str, words: str
) -> None:
    """Add what was done or learned; closing and opening again are additions too. The same form
    sent twice is one. Raises PermissionDenied if the actor may not read the concern."""
    if not policies.concerns_visible_to(actor).filter(pk=concern.pk).exists():
        raise PermissionDenied
    addendum = SafeguardingAddendum(
        setting_id=concern.setting_id,
        concern=concern,
        author=actor.user,
        kind=kind,
        words=words,
        form_key=form_key,
    )
    SafeguardingAddendum.objects.bulk_create([addendum], ignore_conflicts=True)


def tell_lead(user_id: uuid.UUID, *, setting_id: uuid.UUID) -> None:
    """Send a lead the mail that says no more than that something waits. Not to somebody who leads
    no more."""
    with acting_as(user_id, setting_id=setting_id) as lead:
        if policies.can_read_concerns(lead) and lead.setting_id == setting_id:
            setting = Setting.objects.get(pk=setting_id)
            safeguarding_letter(lead.user, setting=setting).send()


def _receipt(actor: Person, form_key: uuid.UUID) -> SafeguardingReceipt | None:
    return policies.receipts_visible_to(actor).filter(form_key=form_key).first()
