"""Answering a note, putting it away, setting it aside: for those whom its writer chose.

Nothing here is written down with a time or a name: a manager who looks for the one who wrote an
abusive note finds no more than anybody else.
"""

import uuid
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from families.context import Person

from .. import policies
from ..models import FeedbackItem, FeedbackReply, MovedNote, StampedComment


@dataclass(frozen=True)
class Said:
    """What one side said, the writer or the setting."""

    words: str
    from_writer: bool


class AlreadyMoved(Exception):
    """The words of this note stand in the safeguarding record, and it is the leads' alone."""


@transaction.atomic
def answer_note(item: FeedbackItem, *, actor: Person, key: uuid.UUID, words: str) -> FeedbackReply:
    """Answer a note; the writer reads it with the code. The same form (`key`) is one answer.

    `actor` decides in `policies`; the answer itself is the setting's and names nobody.
    """
    FeedbackItem.objects.select_for_update().get(pk=item.pk, setting_id=actor.here)
    replies = FeedbackReply.objects.filter(item=item)
    if sent_before := replies.filter(pk=key).first():
        return sent_before
    row = {
        "setting_id": item.setting_id,
        "item": item,
        "number": replies.count() + 1,
        "words": words,
    }
    try:
        with transaction.atomic():
            return FeedbackReply.objects.create(pk=key, **row)
    except IntegrityError:  # a key that is another answer; the note is held, so nobody was faster
        return FeedbackReply.objects.create(**row)


@transaction.atomic
def close_note(item: FeedbackItem, *, actor: Person, closed: bool) -> None:
    """Put a note away, or take it out again."""
    FeedbackItem.objects.filter(pk=item.pk, setting_id=actor.here).update(is_closed=closed)


@transaction.atomic
def set_aside(item: FeedbackItem, *, actor: Person, aside: bool) -> None:
    """Fold an abusive note away, or bring it back. Nobody looks for its writer. It stands on no
    page any more."""
    # The note first: who puts it on a page at this moment holds it, and the other waits.
    FeedbackItem.objects.filter(pk=item.pk, setting_id=actor.here).update(is_aside=aside)
    if aside:
        _take_off_the_page(item)


def _take_off_the_page(item: FeedbackItem) -> None:
    """Of a question, if it was put there (`feedback.actions.comments`)."""
    if item.question_id is not None:
        shown = StampedComment.objects.filter(item=item, is_shown=True)
        shown.update(is_shown=False, words="")


def hold_note(actor: Person, *, item_id: uuid.UUID) -> FeedbackItem | None:
    """A note that this person reads, held until the transaction ends: who comes second waits."""
    notes = policies.feedback_visible_to(actor).filter(pk=item_id)
    return notes.select_for_update(of=("self",)).first()


def take_out_for_the_record(
    actor: Person, *, item_id: uuid.UUID, answer: str, for_leads: bool
) -> list[Said]:
    """What the tray does when the words of a note are written into the safeguarding record: answer
    the writer if there is an answer, and with `for_leads` leave it to the safeguarding leads.
    Returns what was said until then, the note first.

    Called inside the transaction that writes the record (`communications.actions.notes`). Raises
    `FeedbackItem.DoesNotExist` if this person does not read it, `AlreadyMoved` if it is the leads'
    already. One that was moved and stayed is moved again as if it had not been, and stays: whoever
    is kept from the record does not learn of it, and whoever knows nothing of that undoes nothing.
    """
    item = hold_note(actor, item_id=item_id)
    if item is None or not policies.can_move_to_record(actor, item):
        raise FeedbackItem.DoesNotExist
    if policies.moved_notes_visible_to(actor).filter(item=item).exists():
        raise AlreadyMoved
    if answer:
        answer_note(item, actor=actor, key=uuid.uuid4(), words=answer)
    if for_leads:
        _take_off_the_page(item)
    replies = FeedbackReply.objects.filter(item=item).order_by("number")
    said = [Said(each.words, each.from_writer) for each in replies]
    MovedNote.objects.bulk_create(
        [MovedNote(setting_id=item.setting_id, item=item, reader=item.reader, for_leads=for_leads)],
        ignore_conflicts=True,  # it was moved and stayed
    )
    return [Said(item.words, from_writer=True), *said]
