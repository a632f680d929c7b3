"""Logging a day, many children at a tap, and taking a tap back.

Times come as times of today, the database keeps moments. Nothing lies in the future.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime, time

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from families import audit
from families.context import Person
from families.models import Room

from .. import policies
from ..models import CareEntry
from . import Refused
from .sleeps import LONGEST_SLEEP, overlapping_sleeps, undo_end
from .taps import (
    Logged,
    batch_key,
    chosen_children,
    is_to_come,
    moment_on,
    refuse_late_undo,
    still_to_come,
)


def log_care(
    room: Room,
    *,
    actor: Person,
    child_ids: Sequence[uuid.UUID],
    form_key: uuid.UUID,
    kind: str,
    answer: str = "",
    millilitres: int | None = None,
    words: str = "",
    at: time | None = None,
    until: time | None = None,
) -> Logged:
    """Log the same thing for all these children of a room, now or earlier today.

    `form_key` is the open form's own key: the same form sent twice makes one set. `until` is for
    sleeps that are over. Raises `Refused`.
    """
    batch = batch_key(form_key, kind, child_ids, answer, millilitres, words, at, until, actor=actor)
    if done := _done_before(batch, actor):
        return done
    children = chosen_children(room, actor=actor, child_ids=child_ids)
    now = timezone.now()
    begun = moment_on(actor.today, at) if at else now
    ended = moment_on(actor.today, until) if until else None
    errors = _time_errors(begun, ended)
    is_sleep = kind == CareEntry.Kind.SLEEP
    if is_sleep and not errors and (said := overlapping_sleeps(children, begun=begun, ended=ended)):
        errors["child"] = said
    if errors:
        raise Refused(errors)
    entries = [
        CareEntry(
            setting_id=room.setting_id,
            child=child,
            kind=kind,
            at=begun,
            ended_at=ended,
            answer=answer,
            millilitres=millilitres,
            words=words,
            logged_by=actor.user,
            logged_at=now,
            batch=batch,
        )
        for child in children
    ]
    try:
        with transaction.atomic():
            CareEntry.objects.bulk_create(entries)
            audit.record_each(actor, f"log_{kind}", entries)
    except IntegrityError:
        # Another tablet was faster: with this very form, or with a sleep of its own.
        if done := _done_before(batch, actor):
            return done
        said = overlapping_sleeps(children, begun=begun, ended=ended) if is_sleep else []
        raise Refused({"child": said or [_("Nothing was logged. Send it once more.")]}) from None
    return Logged(batch, entries)


def undo_care(batch: uuid.UUID, *, actor: Person) -> list[CareEntry]:
    """Take back what this person logged with one tap, for a few minutes (`taps.UNDO_MINUTES`).

    Keeps the rows and hides them; a sleep that was ended goes on. Undoing twice changes nothing.
    Returns the entries; empty when there is nothing of this person's under this batch. Raises
    `Refused` when it is too late.
    """
    entries = list(
        _logged_with(batch, actor).select_related("child").select_for_update(of=("self",))
    )
    if not entries:
        return undo_end(batch, actor=actor)
    to_undo = [entry for entry in entries if entry.undone_at is None]
    if to_undo:
        refuse_late_undo(entries[0].logged_at)
        ids = [entry.pk for entry in to_undo]
        CareEntry.objects.filter(pk__in=ids).update(undone_at=timezone.now())
        audit.record_each(actor, "undo_care", to_undo)
    return entries


# --- steps ----------------------------------------------------------------------------------------


def _logged_with(batch: uuid.UUID, actor: Person) -> QuerySet[CareEntry]:
    """What this person logged with this tap."""
    return policies.care_entries_visible_to(actor).filter(
        setting_id=actor.here, batch=batch, logged_by=actor.user
    )


def _done_before(batch: uuid.UUID, actor: Person) -> Logged | None:
    """The first set, if this very form was sent before."""
    entries = list(_logged_with(batch, actor).select_related("child"))
    if not entries:
        return None
    if any(entry.undone_at for entry in entries):
        said = _("You took this back a moment ago. If you want it after all, send it once more.")
        raise Refused({"": [said]})
    return Logged(batch, entries, repeated=True)


def _time_errors(begun: datetime, ended: datetime | None) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = {}
    if is_to_come(begun):
        errors["at"] = [still_to_come()]
    if ended is None:
        return errors
    if is_to_come(ended):
        errors["until"] = [still_to_come()]
    elif ended <= begun:
        errors["until"] = [_("A sleep cannot end before it begins.")]
    elif ended - begun > LONGEST_SLEEP:
        errors["until"] = [_("A sleep cannot be longer than 20 hours.")]
    return errors
