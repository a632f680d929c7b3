"""Rows of three taps: open, told, and still being written."""

import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from families.models import Setting
from families.small_numbers import what_may_be_told
from feedback.models import Pulse
from feedback.sealed_box import MARK_BYTES, Box

from ..words.pulses import FOOD, GATE, SETTLING, Asked
from .book import Book, named_id


def load_pulses(setting: Setting, book: Book, *, box: Box) -> None:
    """What families were asked; what they have tapped of the open one lies in the box."""
    today = book.today
    _title, settling = SETTLING
    counts = [what_may_be_told(list(each.tapped)).counts for each in settling]
    _pulse(
        setting,
        SETTLING,
        opens_on=today - timedelta(days=45),
        closes_on=today - timedelta(days=31),
        counted_on=today - timedelta(days=28),
        result={"total": sum(settling[0].tapped), "counts": counts},
    )
    food = _pulse(
        setting,
        FOOD,
        opens_on=today - timedelta(days=4),
        closes_on=today + timedelta(days=9),
    )
    _tap(food, FOOD[1], box=box)
    _pulse(
        setting,
        GATE,
        is_opened=False,
        opens_on=today + timedelta(days=14),
        closes_on=today + timedelta(days=27),
    )


def _pulse(setting: Setting, asks: tuple[str, tuple[Asked, ...]], **fields: Any) -> Pulse:
    title, questions = asks
    return Pulse.objects.create(
        pk=named_id("pulse", title),
        setting=setting,
        title=title,
        questions=[
            {"words": each.words, "signs": each.signs, "options": list(each.options)}
            for each in questions
        ],
        **{"is_opened": True, **fields},
    )


def _tap(pulse: Pulse, questions: Iterable[Asked], *, box: Box) -> None:
    """One answer after the other, each with a stamp of its own."""
    tapped = [
        [number for number, times in enumerate(each.tapped, start=1) for _time in range(times)]
        for each in questions
    ]
    for answers in zip(*tapped, strict=True):
        mark = secrets.token_bytes(MARK_BYTES)
        box.spend(mark)
        box.count(pulse.pk, shape=pulse.shape, answers=list(answers), by_card=False)
