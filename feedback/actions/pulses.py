"""Three taps, as who leads writes them. Once they are opened nobody changes them any more.

No line stands in the trail about who wrote them: the letterbox and all that is of it is left out.
"""

import uuid
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from families.context import Person
from families.models import StampKey

from .. import policies
from ..models import Pulse
from ..queries.letterbox import FEWEST_PEOPLE

MOST_A_TERM = 3  # half of the stamps that a term has for a family


class ChangedMeanwhile(Exception):
    """Somebody else saved other words since these were read."""


class OpenedAlready(Exception):
    """Families can answer these words: they stay as they are."""


class OneIsRunning(Exception):
    """Another one is open, or not counted yet."""


class EnoughThisTerm(Exception):
    """As many as a term has stamps for."""


class TooFewStamps(Exception):
    """So few people hold stamps that the box would hide nobody, take nothing and tell nothing."""


class DaysAreOver(Exception):
    """The first day is over already: it would not be open as long as it says."""


@transaction.atomic
def write_pulse(*, actor: Person, key: uuid.UUID, words: dict[str, Any]) -> Pulse:
    """Write three taps that are not open yet: `title`, `questions`, `opens_on` and `closes_on`. The
    same form sent twice is one. `actor` decides in `policies`."""
    if written := _written(actor, key):
        return written
    try:
        with transaction.atomic():
            return Pulse.objects.create(pk=key, setting_id=actor.here, **words)
    except IntegrityError as taken:
        if written := _written(actor, key):  # the same form a moment ago, in another process
            return written
        if "pkey" not in str(taken):
            raise
        # The key of something else.
        return Pulse.objects.create(setting_id=actor.here, **words)


def _written(actor: Person, key: uuid.UUID) -> Pulse | None:
    return policies.pulses_led_by(actor).filter(pk=key).first()


@transaction.atomic
def change_pulse(pulse: Pulse, *, actor: Person, version: int, words: dict[str, Any]) -> None:
    """Change them before they are opened. Raises `ChangedMeanwhile` and `OpenedAlready`."""
    row = _draft(pulse, actor=actor)
    if row.version != version:
        raise ChangedMeanwhile
    if any(getattr(row, name) != value for name, value in words.items()):
        Pulse.objects.filter(pk=row.pk).update(version=version + 1, **words)


@transaction.atomic
def open_pulse(pulse: Pulse, *, actor: Person, version: int) -> None:
    """Let families answer from the first day on. Opened already: it stays so.

    Raises `ChangedMeanwhile` if it says something else than what the actor has read, `DaysAreOver`,
    `TooFewStamps`, `OneIsRunning` and `EnoughThisTerm`.
    """
    try:
        row = _draft(pulse, actor=actor)
    except OpenedAlready:
        return
    if row.version != version:
        raise ChangedMeanwhile
    if row.opens_on < actor.today:
        raise DaysAreOver
    if not _stamps_hide(actor):
        raise TooFewStamps
    if _opened_in_the_term_of(row.opens_on, actor=actor) >= MOST_A_TERM:
        raise EnoughThisTerm
    try:
        with transaction.atomic():
            Pulse.objects.filter(pk=row.pk).update(is_opened=True)
    except IntegrityError:
        raise OneIsRunning from None


@transaction.atomic
def remove_pulse(pulse: Pulse, *, actor: Person) -> None:
    """Throw away what was not opened. Raises `OpenedAlready`."""
    Pulse.objects.filter(pk=_draft(pulse, actor=actor).pk).delete()


def _draft(pulse: Pulse, *, actor: Person) -> Pulse:
    """The row, locked, if it may still be changed."""
    rows = policies.pulses_led_by(actor).filter(pk=pulse.pk, is_opened=False)
    row = rows.select_for_update().first()
    if row is None:
        raise OpenedAlready
    return row


def _stamps_hide(actor: Person) -> bool:
    """As the letterbox's own page asks it (`feedback.queries.letterbox.AtTheBox.hides`)."""
    keys = StampKey.objects.filter(setting_id=actor.here, term__starts_on__lte=actor.today)
    holders = keys.order_by("-term__starts_on").values_list("holders", flat=True).first()
    return holders is not None and holders >= FEWEST_PEOPLE


def _opened_in_the_term_of(day: date, *, actor: Person) -> int:
    """Of the term whose stamps the answers will spend."""
    keys = StampKey.objects.filter(setting_id=actor.here, term__starts_on__lte=day)
    begun = keys.order_by("-term__starts_on").values_list("term__starts_on", flat=True).first()
    opened = policies.pulses_led_by(actor).filter(is_opened=True)
    return (opened.filter(opens_on__gte=begun) if begun else opened).count()
