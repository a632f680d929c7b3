"""Answering a note, and putting it away: for those whom its writer chose."""

import uuid

from django.db import IntegrityError, transaction

from families.context import Person

from ..models import FeedbackItem, FeedbackReply


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
