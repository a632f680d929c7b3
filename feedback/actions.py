"""Putting a note into the letterbox; answering and closing it.

Nothing here writes to the audit trail, promises a job or counts: a line with a time beside a note
would be the beginning of finding out who wrote it. Posting takes no person and no request.
"""

import secrets
import uuid

from django.db import IntegrityError, transaction

from families.context import Person
from families.models import Setting

from .forms import RECEIPT_LENGTH, RECEIPT_LETTERS
from .models import FeedbackItem, FeedbackReply
from .queries import LETTERBOX, hash_of, note_of


def new_receipt() -> str:
    """A receipt code: 24 base32 letters, 120 random bits."""
    return "".join(secrets.choice(RECEIPT_LETTERS) for _letter in range(RECEIPT_LENGTH))


def post_note(setting: Setting, *, words: str, receipt: str) -> str:
    """Keep an anonymous note, and return the code with which its answer can be read.

    The code is `receipt`. The same form sent twice is one note; if other words come with a code
    that is used already (somebody went back and wrote again), they are a note of their own with a
    new code. Runs on the letterbox's connection, inside its transaction.
    """
    for _attempt in range(3):
        FeedbackItem.objects.using(LETTERBOX).bulk_create(
            [FeedbackItem(setting_id=setting.pk, words=words, receipt_hash=hash_of(receipt))],
            ignore_conflicts=True,
        )
        kept = note_of(setting, receipt)
        if kept is not None and kept.words == words:
            return receipt
        receipt = new_receipt()
    raise IntegrityError("three codes in a row were taken")


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
