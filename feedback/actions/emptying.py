"""Emptying the box at its hour, and writing it anew in between so that a write tells nothing.

Called by the worker on the letterbox's own connection. Two at the same moment, or one that dies in
the middle, do no harm: it is one transaction, and the day is written down with it.
"""

import secrets
import uuid
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Case, Q, Value, When
from django.utils import timezone

from families.models import Setting, StampKey
from families.small_numbers import FEWEST, what_may_be_told

from ..models import (
    AskedQuestion,
    FeedbackItem,
    FeedbackReply,
    Letterbox,
    MovedNote,
    Pulse,
    Reader,
)
from ..queries.letterbox import (
    FEWEST_PEOPLE,
    LETTERBOX,
    key_of,
    last_turn,
    note_by_hash,
    running_pulses_of,
    setting_of,
)
from ..sealed_box import Box, Posted, Tally
from .box import keep_times, put_back, take_box

ONE_IN = 120  # minutes, on average, between two writes that bring nothing

_chance = secrets.SystemRandom()


def empty_box(address: str, *, now: datetime) -> bool:
    """Empty the box with this address if its hour has come. Returns whether it was emptied.

    The notes leave in random order and without a time; of three taps whose last day is over what
    may be told is written down, the others are counted on. While fewer than ten people hold stamps
    of the term they were posted in, and of the one that runs, all stays where it is; but three taps
    that nobody answered, with no note beside them, hide nobody and are told as too few. From now on
    comments are taken on what was asked since the last time, and no more on what is over. A
    letterbox whose nursery has closed is shut with this, and opened again if it stays open.
    """
    with transaction.atomic(using=LETTERBOX):
        setting = setting_of(address)
        if setting is None:
            return False
        row, box = take_box(setting)  # who comes second waits here, and then finds it done
        times = Letterbox.objects.using(LETTERBOX).filter(setting_id=setting.pk).first()
        if times is None or times.emptied_on >= (turn := last_turn(times, now)):
            return False
        over = list(running_pulses_of(setting).filter(closes_on__lt=turn))
        waits = box.posted or any(pulse.pk in box.tallies for pulse in over)
        if waits and not _hides(setting, box=box, now=now):
            return False
        posted, box.posted = box.posted, []
        for pulse in over:
            _tell(pulse, box=box, turn=turn)
        readers = _bring(setting, posted=posted, term=_term_id(setting, now=now))
        put_back(row, box=box)
        _turn_questions(setting, today=timezone.localdate(now))
        _write_down(setting, times=times, now=now, turn=turn, readers=readers)
    return True


def _tell(pulse: Pulse, *, box: Box, turn: date) -> None:
    """Write down of three taps what may be told, and forget the rest.

    Whoever came with a card is left out of deciding what is told: a manager can print cards, and
    with five answers of her own she could subtract them from the rest. To what is told they are
    added. No option of fewer than five is told, nor what would give it away, nor a total of fewer
    than five (`families.small_numbers`).
    """
    tally = box.tallies.pop(pulse.pk, None) or Tally.of(pulse.shape)
    box.answered.clear()  # these stamps stay spent
    counts, total = [], None
    for stamped, carded in zip(tally.by_stamp, tally.by_card, strict=True):
        told = what_may_be_told(stamped).counts
        pairs = zip(told, carded, strict=True)
        counts.append([None if n is None else n + more for n, more in pairs])
        if sum(stamped) >= FEWEST:
            total = sum(stamped) + sum(carded)
    Pulse.objects.using(LETTERBOX).filter(pk=pulse.pk).update(
        counted_on=turn, result={"total": total, "counts": counts}
    )


def _turn_questions(setting: Setting, *, today: date) -> None:
    state = AskedQuestion.State
    asked = AskedQuestion.objects.using(LETTERBOX).filter(setting_id=setting.pk)
    is_over = Q(is_closed=True) | Q(open_until__lt=today)
    begins = Q(state=state.ASKED) & ~is_over
    asked.filter(~Q(state=state.OVER) & (is_over | begins)).update(
        state=Case(When(is_over, then=Value(state.OVER)), default=Value(state.OPEN))
    )


def _hides(setting: Setting, *, box: Box, now: datetime) -> bool:
    keys = StampKey.objects.using(LETTERBOX).only("holders").filter(setting_id=setting.pk)
    then = keys.filter(pk=box.key).first()
    today = key_of(setting, timezone.localdate(now))
    return any(key is not None and key.holders >= FEWEST_PEOPLE for key in (then, today))


def _term_id(setting: Setting, *, now: datetime) -> uuid.UUID | None:
    """The last term that has begun and has a key: all notes that come out together are of this."""
    key = key_of(setting, timezone.localdate(now))
    return key.term_id if key else None


def _bring(setting: Setting, *, posted: list[Posted], term: uuid.UUID | None) -> set[str]:
    """Lay everything into the tray; returns for whom there is something."""
    notes = [
        FeedbackItem(
            setting_id=setting.pk,
            words=each.words,
            reader=each.reader,
            receipt_hash=each.receipt_hash,
            term_id=term,
            question_id=each.question or None,
        )
        for each in posted
        if each.kind == "note"
    ]
    _chance.shuffle(notes)
    FeedbackItem.objects.using(LETTERBOX).bulk_create(notes)
    added = [each for each in posted if each.kind != "note"]
    _chance.shuffle(added)
    added.sort(key=lambda each: each.number)  # of one writer in their order, of all by chance
    return {note.reader for note in notes} | {_bring_added(setting, what=each) for each in added}


def _bring_added(setting: Setting, *, what: Posted) -> str:
    """What a writer adds to a note; returns who reads that."""
    note = note_by_hash(setting, what.receipt_hash)
    if note is None:
        return ""
    items = FeedbackItem.objects.using(LETTERBOX)
    items.select_for_update().get(pk=note.pk)  # a manager may be answering
    if what.kind == "close":
        items.filter(pk=note.pk).update(is_closed=True)
        return ""
    replies = FeedbackReply.objects.using(LETTERBOX)
    reply = FeedbackReply(
        setting_id=setting.pk,
        item_id=note.pk,
        number=replies.filter(item_id=note.pk).count() + 1,
        words=what.words,
        from_writer=True,
    )
    replies.bulk_create([reply])
    moved = MovedNote.objects.using(LETTERBOX).filter(item_id=note.pk, for_leads=True).exists()
    return Reader.LEAD if moved else note.reader


def _write_down(
    setting: Setting, *, times: Letterbox, now: datetime, turn: date, readers: set[str]
) -> None:
    is_shut = setting.is_closed(timezone.localdate(now))
    changed: dict[str, Any] = {"emptied_on": turn, "is_shut": is_shut}
    if readers & {Reader.MANAGERS, Reader.BOTH}:
        changed["brought_on"] = timezone.localdate(now)
    if readers & {Reader.LEAD, Reader.BOTH}:
        changed["lead_brought_on"] = timezone.localdate(now)
    if Reader.COMMITTEE in readers:
        changed["committee_brought_on"] = timezone.localdate(now)
    if times.then_weekday is not None and times.then_hour is not None:
        changed |= {"weekday": times.then_weekday, "hour": times.then_hour}
        changed |= {"then_weekday": None, "then_hour": None}
        # From 23:00 of one day to 0:00 of the next is an hour: who chose that would know the hour
        # in which everything was written. A turn of less than a day is passed over.
        chosen = Letterbox(weekday=times.then_weekday, hour=times.then_hour)
        changed["emptied_on"] = max(turn, last_turn(chosen, now + timedelta(hours=23)))
    Letterbox.objects.using(LETTERBOX).filter(pk=times.pk).update(**changed)


def write_anew(address: str) -> None:
    """Write the box with this address anew, with what is in it: from outside it looks as if
    something had been posted. The first time it is made."""
    with transaction.atomic(using=LETTERBOX):
        if setting := setting_of(address):
            keep_times(setting)
            row, box = take_box(setting)
            put_back(row, box=box)


def its_turn_by_chance() -> bool:
    """Once in `ONE_IN` times."""
    return secrets.randbelow(ONE_IN) == 0
