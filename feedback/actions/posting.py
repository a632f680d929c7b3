"""Putting a note into the box, and adding to one that was emptied. Takes no person and no request.

Everything here runs inside the letterbox's own transaction: a stamp is spent and its note is kept
by one write, so there are both or none.
"""

import secrets
import uuid
from dataclasses import dataclass

from django.utils import timezone

from families.models import Setting, StampKey

from ..models import FeedbackItem
from ..queries.letterbox import (
    FEWEST_PEOPLE,
    LETTERBOX,
    hash_of,
    is_a_card,
    key_of,
    note_by_hash,
    note_of,
    open_questions_of,
)
from ..sealed_box import NOTE, Box, Posted
from ..stamps import LETTERS, Stamp, card_hash, card_mark
from .box import NotStamped, begin_term, only_while_open, put_back, take_box

RECEIPT_LENGTH = 24  # base32: 120 random bits
MOST_WAITING = 3  # of what one writer adds to a note before the next emptying


class TooFewPeople(Exception):
    """So few hold stamps that nobody would be hidden: nothing is taken."""


class AlreadySpent(Exception):
    """This stamp or card has let a note in already."""


class ReceiptTaken(Exception):
    """Another note has this receipt code: a new one is needed."""


class QuestionOver(Exception):
    """The question that the note is for is closed, or none of this nursery."""


class Closed(Exception):
    """The note was closed; nothing more is added to it."""


class EnoughWaiting(Exception):
    """As much as one writer may add lies in the box already."""


@dataclass(frozen=True)
class Note:
    """What somebody sends. `at_once`: it does not wait in the box. `question`: it is a comment on
    this question to all families; such a one always waits."""

    words: str
    reader: str
    receipt: str
    at_once: bool = False
    question: uuid.UUID | None = None

    @property
    def posted(self) -> Posted:
        about = self.question.hex if self.question else ""
        return Posted(NOTE, hash_of(self.receipt), self.words, self.reader, question=about)


def new_receipt() -> str:
    """A receipt code: 24 base32 letters, 120 random bits."""
    return "".join(secrets.choice(LETTERS) for _letter in range(RECEIPT_LENGTH))


def post_note(setting: Setting, *, note: Note, stamp: Stamp | None, card: str) -> None:
    """Spend the stamp (or the code of a card) and put the note into the box.

    The same note again (the answer was lost on the way) is one note, whatever lets it in. Raises
    `TooFewPeople`, `NotStamped`, `QuestionOver`, `AlreadySpent`, `ReceiptTaken`, of
    `feedback.sealed_box` `TooLong` and `NoRoom`, and of `.box` `NurseryClosed`; then nothing is
    written.

    Whether a stamp or card is spent is looked at last of all. Whoever kept the code of a card could
    otherwise ask, with a receipt that is taken or a box that is full, whether it was used, as often
    as they like. So they learn it only by using it up.
    """
    key = key_of(setting, timezone.localdate())
    if key is None or key.holders < FEWEST_PEOPLE:
        raise TooFewPeople
    note.posted.to_bytes()  # raises TooLong, before anybody waits for the box
    mark, _by_card = mark_of(setting, key=key, stamp=stamp, card=card)
    row, box = take_box(setting)
    begin_term(box, key=key)
    if _is_kept(setting, box=box, note=note):
        return
    only_while_open(setting)  # read once the box is held, as the emptying shuts it
    if note.question and not _is_open(setting, note.question):
        raise QuestionOver
    if _receipt_is_taken(setting, box=box, note=note):
        raise ReceiptTaken
    box.check_room(places=0 if note.at_once else 1)
    if mark in box.spent:
        raise AlreadySpent
    box.spend(mark)
    if note.at_once:
        _keep_at_once(setting, key=key, note=note)
    else:
        box.put_in(note.posted)
    put_back(row, box=box)


def mark_of(
    setting: Setting, *, key: StampKey, stamp: Stamp | None, card: str
) -> tuple[bytes, bool]:
    """What the box remembers of a good stamp or card, and whether it is a card. Raises
    `NotStamped`."""
    if stamp is not None and stamp.is_signed(key.modulus):
        return stamp.mark, False
    if card and is_a_card(setting, key=key, code=card):
        return card_mark(card_hash(card)), True
    raise NotStamped


def _is_kept(setting: Setting, *, box: Box, note: Note) -> bool:
    if note.posted in box.posted:
        return True
    kept = note_of(setting, note.receipt)
    same = (note.words, note.reader, note.question)
    return kept is not None and (kept.words, kept.reader, kept.question_id) == same


def _is_open(setting: Setting, question: uuid.UUID) -> bool:
    return open_questions_of(setting).filter(pk=question).exists()


def _receipt_is_taken(setting: Setting, *, box: Box, note: Note) -> bool:
    wanted = hash_of(note.receipt)
    return any(each.receipt_hash == wanted for each in box.posted) or (
        note_of(setting, note.receipt) is not None
    )


def _keep_at_once(setting: Setting, *, key: StampKey, note: Note) -> None:
    item = FeedbackItem(
        setting_id=setting.pk,
        words=note.words,
        reader=note.reader,
        receipt_hash=hash_of(note.receipt),
        term_id=key.term_id,
    )
    FeedbackItem.objects.using(LETTERBOX).bulk_create([item])


def add_to_note(setting: Setting, *, receipt: str, words: str) -> None:
    """The writer answers: it waits in the box like a note, and comes with the next emptying.

    The same again is one. Raises `NotStamped` (no note has this code), `Closed`, `EnoughWaiting`,
    `TooLong`, `NoRoom`.
    """
    _add(setting, what=Posted("reply", hash_of(receipt), words))


def close_own_note(setting: Setting, *, receipt: str) -> None:
    """The writer has said everything: the note is put away with the next emptying."""
    _add(setting, what=Posted("close", hash_of(receipt)))


def _add(setting: Setting, *, what: Posted) -> None:
    note = note_by_hash(setting, what.receipt_hash)
    if note is None:
        raise NotStamped
    if note.is_closed:
        raise Closed
    what.to_bytes()
    row, box = take_box(setting)
    only_while_open(setting)
    waiting = [each for each in box.posted if each.receipt_hash == what.receipt_hash]
    if any((each.kind, each.words) == (what.kind, what.words) for each in waiting):
        return
    if len(waiting) >= MOST_WAITING:
        raise EnoughWaiting
    number = 1 + max((each.number for each in waiting), default=0)
    box.put_in(Posted(what.kind, what.receipt_hash, what.words, number=number))
    put_back(row, box=box)
