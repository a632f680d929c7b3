"""The nursery's column of the routine card, and that somebody has opened the card."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from .. import audit
from ..context import Person
from ..languages import language_of
from ..models import Child, Family, NurseryRoutine, ReadMark
from ..models.questions import Page
from .meanwhile import ChangedMeanwhile, fingerprint, one_at_a_time

SEEN_OF_ROUTINE = ("words",)


def nursery_line(child: Child, *, question: str) -> NurseryRoutine:
    """What the nursery says to one line of the card, or an empty line that is not saved yet."""
    kept = NurseryRoutine.objects.filter(
        child=child, question=question, replaced_at__isnull=True
    ).first()
    if kept:
        kept.child = child
        return kept
    return NurseryRoutine(setting_id=child.setting_id, child=child, question=question)


@transaction.atomic
def save_nursery_line(
    line: NurseryRoutine, *, actor: Person, seen: str, words: str
) -> NurseryRoutine:
    """Save what we do for a child at nursery; what stood there before is kept as a version.

    Raises ChangedMeanwhile if a colleague wrote since the page was opened.
    """
    # Two colleagues at once wait for each other; before the first line there is no row to lock.
    one_at_a_time(f"nursery-line:{line.child_id}:{line.question}")
    kept = nursery_line(line.child, question=line.question)
    if kept.words == words:
        return kept
    now = timezone.now()
    if fingerprint(kept, fields=SEEN_OF_ROUTINE) != seen:
        raise ChangedMeanwhile(kept)
    NurseryRoutine.objects.filter(
        child_id=line.child_id, question=line.question, replaced_at__isnull=True
    ).update(replaced_at=now)
    new = NurseryRoutine.objects.create(
        setting_id=line.child.setting_id,
        child=line.child,
        question=line.question,
        words=words,
        language=language_of(words, preferred=actor.user.preferred_language) if words else "",
        written_by=actor.user,
        begun_at=now,
        at=now,
    )
    audit.record(actor, "write_nursery_routine", new)
    return new


@transaction.atomic
def open_routine(
    child: Child, *, actor: Person, families: Iterable[Family], up_to: datetime
) -> None:
    """The card was opened: the sign that something is new goes out for this person, for each of
    these homes' columns, or, for a parent, beside the own one."""
    marks = [
        ReadMark(
            setting_id=child.setting_id,
            family=family,
            child=child,
            page=Page.ROUTINE,
            user=actor.user,
            up_to=up_to,
        )
        for family in families
    ]
    ReadMark.objects.bulk_create(marks, ignore_conflicts=True)
    audit.record(actor, "read_routine", child, child_id=child.pk)
