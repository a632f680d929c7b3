"""Three taps as people of the nursery see them: what is open, and what came of the earlier ones."""

from dataclasses import dataclass

from families.context import Person
from families.models import open_on

from .. import policies
from ..models import Pulse

TO_SHOW = 20


@dataclass(frozen=True)
class Pulses:
    """`drafts` for who leads; `open` now; `waiting` to begin, or for the box; `told` the newest
    first."""

    drafts: list[Pulse]
    open: list[Pulse]
    soon: list[Pulse]
    waiting: list[Pulse]
    told: list[Pulse]


# May `open_pulses_for` find something? (families/queries/glances.py)
OPEN_PULSES = """
SELECT FROM feedback_pulse p
WHERE p.is_opened AND p.opens_on <= %(today)s AND p.closes_on >= %(today)s
"""


def open_pulses_for(person: Person) -> list[Pulse]:
    """What a family may answer today, one for each of its nurseries at most. Whether somebody has
    answered, nobody knows. One statement."""
    if not person.is_family:
        return []
    pulses = policies.pulses_visible_to(person).filter(
        open_on(person.today),
        is_opened=True,
        opens_on__lte=person.today,
        closes_on__gte=person.today,
    )
    return list(pulses.select_related("setting").order_by("closes_on", "pk"))


def pulses_of(person: Person) -> Pulses:
    """All of this person's nurseries; of those that were told the latest twenty. Two statements."""
    rows = policies.pulses_visible_to(person).select_related("setting").order_by("-closes_on", "pk")
    not_told = list(rows.filter(counted_on=None))
    today = person.today
    running = [each for each in not_told if each.is_opened]
    return Pulses(
        drafts=[each for each in not_told if not each.is_opened],
        open=[each for each in running if each.opens_on <= today <= each.closes_on],
        soon=[each for each in running if each.opens_on > today],
        waiting=[each for each in running if each.closes_on < today],
        told=list(rows.exclude(counted_on=None)[:TO_SHOW]),
    )


def running_beside(person: Person, pulse: Pulse) -> Pulse | None:
    """The one of the same nursery that was opened and is not counted yet: while there is one, no
    other is opened. For who leads. One statement."""
    running = policies.pulses_led_by(person).filter(is_opened=True, counted_on=None)
    return running.filter(setting_id=pulse.setting_id).exclude(pk=pulse.pk).first()


def rows_to_export(pulse: Pulse) -> list[list[str | int]]:
    """What the page shows, in rows, and nothing more: question, answer, number, and last how many
    answered. A number that is not told is empty."""
    rows: list[list[str | int]] = [
        [question.words, option.words, "" if option.told is None else option.told]
        for question in pulse.asked
        for option in question.options
    ]
    return [*rows, ["", "", "" if pulse.total is None else pulse.total]]
