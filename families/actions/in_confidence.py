"""Notes of court orders, and looking at Footbridge as a family sees it."""

import uuid
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from .. import audit
from ..context import Person
from ..models import CourtOrderNote, ParentCarer, SeeingAs
from .dated import ONE_DAY


@transaction.atomic
def note_court_order(
    link: ParentCarer,
    *,
    actor: Person,
    key: uuid.UUID,
    words: str,
    days: tuple[date, date | None],
    review_on: date | None,
) -> CourtOrderNote:
    """Write down what was ordered about this adult and this child. The same form (`key`) sent twice
    is one note. The trail says that there is one, and nothing of what it says."""
    pk = uuid.uuid5(key, str(link.child_id))
    if note := CourtOrderNote.objects.filter(pk=pk).first():
        return note
    try:
        with transaction.atomic():
            note = CourtOrderNote.objects.create(
                pk=pk,
                setting_id=link.setting_id,
                child_id=link.child_id,
                adult_id=link.user_id,
                words=words,
                started_on=days[0],
                ended_on=days[1],
                review_on=review_on,
                written_by=actor.user,
            )
    except IntegrityError:
        return CourtOrderNote.objects.get(pk=pk)
    audit.record(actor, "note_court_order", note)
    return note


@transaction.atomic
def end_court_order(note: CourtOrderNote, *, actor: Person) -> None:
    """The order holds no more: yesterday was its last day, or the only one it had."""
    note = CourtOrderNote.objects.select_for_update(of=("self",)).get(pk=note.pk)
    last_day = max(note.started_on, actor.today - ONE_DAY)
    if note.ended_on is not None and note.ended_on <= last_day:
        return
    note.ended_on = last_day
    note.save(update_fields=["ended_on"])
    audit.record(actor, "end_court_order", note)


@transaction.atomic
def start_seeing_as(link: ParentCarer, *, actor: Person) -> SeeingAs:
    """Begin a look as this adult. The adult reads of it on their own page."""
    look = SeeingAs.objects.create(
        setting_id=link.setting_id, manager=actor.user, adult_id=link.user_id
    )
    audit.record(actor, "see_as", link)
    return look


@transaction.atomic
def stop_seeing_as(look: SeeingAs, *, actor: Person) -> None:
    """The look is over; its permission is used up."""
    if look.stopped_at is None:
        look.stopped_at = timezone.now()
        look.save(update_fields=["stopped_at"])
        audit.record(actor, "stop_seeing_as", look)


def note_page_seen_as(look: SeeingAs, *, actor: Person, child_id: uuid.UUID | None) -> None:
    """One page was opened in a look: a line in the manager's own name."""
    audit.record(actor, "see_page_as", look, child_id=child_id)
