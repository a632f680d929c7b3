"""The words of a child's day, and the moment when the family may read them.

The writer says that the words are ready; the setting's rule says when families read them: at once,
at a set hour, or when the room leader or a manager releases the room (`release.py`).
"""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from families import audit
from families.actions.meanwhile import ChangedMeanwhile
from families.context import Person
from families.models import Child

from .. import policies
from ..models import DailyNote, DailyNoteChange
from ..queries.release import is_open, rule_of
from . import Refused
from .hidden_names import refuse_other_names


@transaction.atomic
def write_daily_note(
    child: Child,
    *,
    actor: Person,
    day: date,
    words: str,
    version: int,
    ready: bool,
    why: str = "",
) -> DailyNote:
    """Write the words of a day; `ready` says that the family may read them when the setting's rule
    allows it, which may be at once.

    `version` is that of the note the writer had before their eyes, 0 for none. Raises
    `ChangedMeanwhile` if it is no longer the newest, so that nobody's words are overwritten unseen.
    Words that were released stay released: families can read corrections, not lose what they read.
    The words they had read are kept, with the reason `why`; raises `Refused` without one, and where
    another child is named.
    """
    refuse_other_names({"words": words, "why": why}, children=[child], actor=actor)
    opens = ready and is_open(rule_of(child.setting_id, actor), day=day, today=actor.today)
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
        stays = note.released_at or (bool(note.ready_at) == ready and not opens)
        if note.words == words and stays:
            return note  # the same form sent twice, or nothing changed
        if note.version != version:
            raise ChangedMeanwhile(note)
        if note.released_at and note.words != words:
            _keep_what_was_read(note, actor=actor, why=why)
        note.words = words
        note.written_by = actor.user
        note.version += 1
    is_released = note.released_at is not None
    if not is_released:
        now = timezone.now()
        note.ready_at = (note.ready_at or now) if ready else None
        note.released_at = now if opens else None
    note.save(update_fields=["words", "written_by", "version", "ready_at", "released_at"])
    if is_released:
        verb = "correct_daily_note"
    elif note.released_at:
        verb = "release_daily_note"
    else:
        verb = "finish_daily_note" if ready else "write_daily_note"
    audit.record(actor, verb, note)
    return note


def _keep_what_was_read(note: DailyNote, *, actor: Person, why: str) -> None:
    """The words as families had read them, beside the corrected ones."""
    if not why:
        said = _("Families have read these words. Say why you change them.")
        raise Refused({"why": [said]})
    DailyNoteChange.objects.create(
        setting_id=note.setting_id,
        note=note,
        version=note.version,
        words=note.words,
        why=why,
        changed_by=actor.user,
    )
