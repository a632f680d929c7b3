"""Comments without a name on a question to all families: which questions there are, and whether a
note that was written for one stands on its page.

Called by `communications`, which knows the questions and the people; this knows neither. Like the
rest of the tray, nothing here writes down a time or a name.
"""

import uuid
from datetime import date

from django.db import transaction

from families.context import Person

from .. import policies
from ..models import AskedQuestion, FeedbackItem, StampedComment
from .tray import answer_note


class NoComment(Exception):
    """This note is for no question, is set aside or stands in the record: it comes on no page."""


def lay_out_question(actor: Person, *, key: uuid.UUID, title: str, open_until: date) -> None:
    """A question is asked: the letterbox takes comments on it from its next emptying on. Called
    inside the transaction that asks it."""
    AskedQuestion.objects.bulk_create(
        [AskedQuestion(pk=key, setting_id=actor.here, title=title, open_until=open_until)],
        ignore_conflicts=True,
    )


def close_question(actor: Person, *, key: uuid.UUID) -> None:
    """It is decided: the letterbox takes comments on it until its next emptying, and then no more
    (`AskedQuestion`)."""
    asked = AskedQuestion.objects.filter(pk=key, setting_id=actor.here, is_closed=False)
    asked.update(is_closed=True)


@transaction.atomic
def show_comment(item: FeedbackItem, *, actor: Person) -> None:
    """Put a note on the page of its question, word for word. Pressed twice it is there once. Raises
    `NoComment`."""
    _held(item, actor=actor)
    _tell(item, is_shown=True, words=item.words)


@transaction.atomic
def keep_off(item: FeedbackItem, *, actor: Person, key: uuid.UUID, reason: str) -> None:
    """Keep a note off the page of its question, or take it off again. The writer reads the reason
    with the code: it is an answer to the note, and the same form (`key`) is one answer. Raises
    `NoComment`."""
    _held(item, actor=actor)
    answer_note(item, actor=actor, key=key, words=reason)
    _tell(item, is_shown=False, words="")


def _held(item: FeedbackItem, *, actor: Person) -> None:
    """The note, held until the transaction ends, as it is now."""
    rows = policies.feedback_visible_to(actor).filter(pk=item.pk, is_aside=False)
    held = rows.exclude(question=None).select_for_update(of=("self",)).first()
    if held is None or not policies.can_put_on_page(actor, held):
        raise NoComment


def _tell(item: FeedbackItem, *, is_shown: bool, words: str) -> None:
    says = {"is_shown": is_shown, "words": words}
    there = StampedComment.objects.filter(item=item).first()
    if there is None:
        row = {"setting_id": item.setting_id, "question_id": item.question_id, "item": item}
        StampedComment.objects.create(**row, **says)
    elif (there.is_shown, there.words) != (is_shown, words):
        StampedComment.objects.filter(pk=there.pk).update(**says)
