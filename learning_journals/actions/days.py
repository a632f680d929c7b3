"""The words of a child's day, and the moment when the family may read them."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from families import audit
from families.context import Person
from families.models import Child

from .. import policies
from ..models import DailyNote


@dataclass
class ChangedMeanwhile(Exception):
    """Somebody else saved this note first; `note` is what stands there now. Nothing was written."""

    note: DailyNote


@transaction.atomic
def write_daily_note(
    child: Child, *, actor: Person, day: date, words: str, version: int, release: bool
) -> DailyNote:
    """Write the words of a day, and release them to the family if `release`.

    `version` is that of the note the writer had before their eyes, 0 for none. Raises
    `ChangedMeanwhile` if it is no longer the newest, so that nobody's words are overwritten unseen.
    Words that were released stay released: families can read corrections, not lose what they read.
    """
    note, is_new = DailyNote.objects.get_or_create(
        child=child,
        day=day,
        defaults={"setting_id": child.setting_id, "words": words, "written_by": actor.user},
    )
    if not is_new:
        note = (
            policies.daily_notes_visible_to(actor)
            .select_for_update(of=("self",))
            .select_related("written_by")
            .get(pk=note.pk)
        )
        if note.words == words and (note.released_at or not release):
            return note  # the same form sent twice, or nothing changed
        if note.version != version:
            raise ChangedMeanwhile(note)
        note.words = words
        note.written_by = actor.user
        note.version += 1
    if release and note.released_at is None:
        note.released_at = timezone.now()
    note.save(update_fields=["words", "written_by", "version", "released_at"])
    audit.record(actor, "release_daily_note" if release else "write_daily_note", note)
    return note
