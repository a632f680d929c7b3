"""What the letterbox reads, on the connection of its own database role.

Everything here is called inside `with transaction.atomic(using=LETTERBOX)`, after `setting_of` has
opened the letterbox of one nursery for this transaction.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connections
from django.db.models import QuerySet
from django.utils import timezone

from families.models import Room, Setting, StampKey

from ..models import (
    EVERY_DAY,
    AskedQuestion,
    FeedbackItem,
    FeedbackReply,
    Letterbox,
    PaperCard,
    Pulse,
    StampedComment,
)
from ..stamps import card_hash

LETTERBOX = "letterbox"  # the database connection of the role that can touch nothing else
FEWEST_PEOPLE = 10  # who hold stamps; among fewer nobody is hidden


@dataclass(frozen=True)
class AtTheBox:
    """What the page of a letterbox says about it."""

    setting: Setting
    times: Letterbox
    key: StampKey | None  # of the term's stamps
    rooms: list[str]

    @property
    def hides(self) -> bool:
        """Whether enough people hold stamps. If not, nothing is taken."""
        return self.key is not None and self.key.holders >= FEWEST_PEOPLE

    @property
    def is_shut(self) -> bool:
        """Whether nothing is taken, from the first emptying on after the nursery has closed. What
        came is still read."""
        return self.times.is_shut

    @property
    def nursery_has_closed(self) -> bool:
        """Whether the nursery has closed. The letterbox shuts, and opens, only with an emptying."""
        return self.setting.is_closed(timezone.localdate())

    @property
    def last_opening(self) -> datetime | None:
        """When the box of a nursery that has closed is opened once more; None before and after."""
        if self.is_shut or not self.nursery_has_closed:
            return None
        return next_turn(self.times, timezone.now())

    @property
    def opens_again(self) -> bool:
        """Whether a letterbox that is shut takes notes again with the next emptying."""
        then = next_turn(self.times, timezone.now())
        return self.is_shut and not self.setting.is_closed(timezone.localdate(then))

    @property
    def lead_apart(self) -> bool:
        """Whether the manager can be left out: somebody leads safeguarding, and no manager does."""
        return self.key is not None and self.key.lead_apart

    @property
    def committee_reads(self) -> bool:
        """Whether there is an owner or a committee to write to."""
        return self.key is not None and self.key.committee_reads


def hash_of(receipt: str) -> str:
    """What the database keeps of a receipt code."""
    return hashlib.sha256(receipt.encode()).hexdigest()


def setting_of(address: str) -> Setting | None:
    """The setting whose letterbox has this address. Opens the letterbox for this transaction."""
    _say("app.letterbox", address)
    known = Setting.objects.using(LETTERBOX).only(
        "id", "name", "phone", "letterbox_address", "closed_on"
    )
    return known.filter(letterbox_address=address).first()


def at_the_box(setting: Setting) -> AtTheBox:
    """What the page says: when it is emptied, whether it hides anybody, which words to warn of."""
    rooms = Room.objects.using(LETTERBOX).filter(setting_id=setting.pk)
    return AtTheBox(
        setting=setting,
        times=times_of(setting),
        key=key_of(setting, timezone.localdate()),
        rooms=list(rooms.order_by("name").values_list("name", flat=True)),
    )


def key_of(setting: Setting, day: date) -> StampKey | None:
    """The key of the term that runs, or between two terms of the last one: its stamps hold until
    there are new ones."""
    keys = StampKey.objects.using(LETTERBOX).only(
        *("id", "setting_id", "term_id", "modulus", "holders"),
        *("lead_apart", "committee_reads"),
    )
    return (
        keys.filter(setting_id=setting.pk, term__starts_on__lte=day)
        .order_by("-term__starts_on")
        .first()
    )


def times_of(setting: Setting) -> Letterbox:
    """When the box is emptied; what is usual, if nothing has been written down yet."""
    known = Letterbox.objects.using(LETTERBOX).filter(setting_id=setting.pk).first()
    if known is None:
        known = Letterbox(setting=setting, is_shut=setting.is_closed(timezone.localdate()))
        known.emptied_on = last_turn(known, timezone.now())
    return known


def is_a_card(setting: Setting, *, key: StampKey, code: str) -> bool:
    """Whether a paper card of this term has this code. It may be spent."""
    cards = PaperCard.objects.using(LETTERBOX).filter(setting_id=setting.pk, key_id=key.pk)
    return cards.filter(code_hash=card_hash(code)).exists()


def note_of(setting: Setting, receipt: str) -> FeedbackItem | None:
    """The note that belongs to a receipt code, in this setting, once the box was emptied."""
    return note_by_hash(setting, hash_of(receipt))


def note_by_hash(setting: Setting, receipt_hash: str) -> FeedbackItem | None:
    """The same, by what is kept of the code. Opens the note for this transaction."""
    _say("app.receipt", receipt_hash)
    notes = FeedbackItem.objects.using(LETTERBOX)
    return notes.filter(receipt_hash=receipt_hash, setting_id=setting.pk).first()


def said_after(note: FeedbackItem) -> list[FeedbackReply]:
    """What both sides said after a note that was found by its code, in its order."""
    return list(FeedbackReply.objects.using(LETTERBOX).filter(item_id=note.pk).order_by("number"))


def open_pulse_of(setting: Setting, day: date) -> Pulse | None:
    """The three taps that families may answer on this day; there is one at most."""
    running = running_pulses_of(setting).filter(opens_on__lte=day, closes_on__gte=day)
    return running.first()


def running_pulses_of(setting: Setting) -> QuerySet[Pulse]:
    """What was opened and is not counted yet."""
    pulses = Pulse.objects.using(LETTERBOX)
    return pulses.filter(setting_id=setting.pk, is_opened=True, counted_on=None)


def open_questions_of(setting: Setting) -> QuerySet[AskedQuestion]:
    """The questions to all families on which something can be said, the one that closes first on
    top."""
    asked = AskedQuestion.objects.using(LETTERBOX).filter(setting_id=setting.pk)
    return asked.filter(state=AskedQuestion.State.OPEN).order_by("open_until", "pk")


def question_of(note: FeedbackItem) -> AskedQuestion | None:
    """The question that a note is for which was found by its code."""
    if note.question_id is None:
        return None
    return AskedQuestion.objects.using(LETTERBOX).filter(pk=note.question_id).first()


def comment_of(note: FeedbackItem) -> StampedComment | None:
    """What became of a note that is for a question; None as long as nothing has."""
    return StampedComment.objects.using(LETTERBOX).filter(item_id=note.pk).first()


def last_turn(times: Letterbox, now: datetime) -> date:
    """The day of the latest moment, not after `now`, at which the box was to be emptied."""
    here = timezone.localtime(now)
    day = here.date()
    if here.time() < time(times.hour):
        day -= timedelta(days=1)
    while times.weekday not in (EVERY_DAY, day.weekday()):
        day -= timedelta(days=1)
    return day


def next_turn(times: Letterbox, now: datetime) -> datetime:
    """The moment at which the box is to be emptied next. It is over already where the worker has
    not come yet."""
    last = last_turn(times, now)
    day = last if times.emptied_on < last else times.emptied_on + timedelta(days=1)
    while times.weekday not in (EVERY_DAY, day.weekday()):
        day += timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time(times.hour)))


def _say(word: str, value: str) -> None:
    with connections[LETTERBOX].cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [word, value])
