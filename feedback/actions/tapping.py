"""Tapping an answer: it is counted inside the sealed box. Takes no person and no request."""

import uuid

from django.utils import timezone

from families.models import Setting

from ..queries.letterbox import FEWEST_PEOPLE, key_of, open_pulse_of
from ..stamps import Stamp
from .box import begin_term, only_while_open, put_back, take_box
from .posting import AlreadySpent, TooFewPeople, mark_of


class PulseClosed(Exception):
    """These questions are not open, or not any more."""


def tap(
    setting: Setting, *, pulse_id: uuid.UUID, answers: list[int], stamp: Stamp | None, card: str
) -> None:
    """Spend the stamp (or the code of a card) and count one answer to each question.

    It is one write of the box, as with a note. A stamp or card that was used gets one answer,
    whatever it was used for, and the same for these very taps sent again (our answer was lost on
    the way): what was tapped is not kept by itself, and whoever kept the code of a card must not
    learn whether it let a note in. The page that sent it remembers that it did. Raises
    `PulseClosed`, of `posting` `TooFewPeople`, `NotStamped` and `AlreadySpent`, and of
    `feedback.sealed_box` `NoRoom`, and of `.box` `NurseryClosed`; then nothing is written.
    """
    today = timezone.localdate()
    key = key_of(setting, today)
    if key is None or key.holders < FEWEST_PEOPLE:
        raise TooFewPeople
    mark, by_card = mark_of(setting, key=key, stamp=stamp, card=card)
    row, box = take_box(setting)
    # Read once the box is held: it may have been emptied and counted while we waited.
    only_while_open(setting)
    pulse = open_pulse_of(setting, today)
    if pulse is None or pulse.pk != pulse_id:
        raise PulseClosed
    begin_term(box, key=key)
    box.check_room(places=0 if pulse.pk in box.tallies else 1)  # first, as in `post_note`
    if mark in box.spent:
        raise AlreadySpent
    box.spend(mark)
    box.count(pulse.pk, shape=pulse.shape, answers=answers, by_card=by_card)
    put_back(row, box=box)
