"""The morning note: told by a home until the day is over, read by the room."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from families import audit
from families.actions.meanwhile import ChangedMeanwhile, one_at_a_time
from families.context import Person
from families.models import Child, Family

from .. import policies
from ..models import MorningNote, MorningNoteReading
from ..queries.from_home import days_to_tell
from . import Refused

TOLD = ("slept", "breakfast", "mood", "medicine", "medicine_at", "words")


@transaction.atomic
def tell_morning(
    child: Child, *, actor: Person, family: Family, day: date, version: int, told: dict[str, Any]
) -> MorningNote:
    """What this home tells about a morning; an earlier version stays written down.

    `version` is that of the note the writer saw, 0 for none. The same form sent twice is one
    version. Raises `Refused` for a day that is over or far away, `ChangedMeanwhile` if somebody of
    the home was faster.
    """
    if day not in days_to_tell(actor.today):
        raise Refused({"": [_("This day is over. What is here now stays as it was told.")]})
    if child.started_on > day or (child.ended_on and child.ended_on < day):
        raise Refused({"": [_("%(name)s is not with us on this day.") % {"name": child.known_as}]})
    one_at_a_time(f"morning-note:{child.pk}:{family.pk}:{day}")
    notes = policies.morning_notes_visible_to(actor).filter(child=child, family=family, day=day)
    now = notes.filter(replaced_at__isnull=True).select_related("written_by").first()
    if now and all(getattr(now, name) == told[name] for name in TOLD):
        return now
    if version != (now.version if now else 0):
        if now is None:
            raise Refused({"": [_("This page was about another day. Look again, then save.")]})
        raise ChangedMeanwhile(now)
    if now:
        notes.filter(pk=now.pk).update(replaced_at=timezone.now())
    note = MorningNote.objects.create(
        setting_id=child.setting_id,
        child=child,
        family=family,
        day=day,
        version=version + 1,
        written_by=actor.user,
        **{name: told[name] for name in TOLD},
    )
    audit.record(actor, "tell_morning", note)
    return note


@transaction.atomic
def read_mornings(note_ids: Sequence[uuid.UUID], *, actor: Person) -> list[MorningNote]:
    """The room has read these notes; each home sees by whom and when. Pressed twice it is one
    reading. Returns those that were read now for the first time by this person."""
    notes = [
        note
        for note in policies.morning_notes_visible_to(actor)
        .filter(pk__in=note_ids, day=actor.today, replaced_at__isnull=True)
        .exclude(readings__by=actor.user)
        .select_related("child")
        if policies.can_log_care(actor, note.child)
    ]
    MorningNoteReading.objects.bulk_create(
        [
            MorningNoteReading(setting_id=note.setting_id, note=note, by=actor.user)
            for note in notes
        ],
        ignore_conflicts=True,
    )
    audit.record_each(actor, "read_morning", notes)
    return notes
