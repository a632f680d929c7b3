"""The parts of the long run: how often, and whether what came out is what was promised."""

import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .house import AnonymityHouse
from .judging import PEOPLE, area_may_differ, most_hits
from .measures import Measured, link, who_posted

AT_LEAST_NAIVE = 0.95


def _naive(house: AnonymityHouse, rounds: int) -> Measured:
    house.serve(naive=True)
    return link(house, rounds, naive=True)


def _linking(house: AnonymityHouse, rounds: int) -> Measured:
    house.serve()
    return link(house, rounds)


def _naive_who(house: AnonymityHouse, rounds: int) -> Measured:
    house.serve(naive=True)
    return who_posted(house, rounds, when="at once", naive=True)


def _who(house: AnonymityHouse, rounds: int) -> Measured:
    house.serve()
    return who_posted(house, rounds, when="of its own")


def _who_at_once(house: AnonymityHouse, rounds: int) -> Measured:
    house.serve()
    return who_posted(house, rounds, when="at once")


def _all_linked(measured: Measured) -> bool:
    return min(measured.numbers.values()) >= AT_LEAST_NAIVE * PEOPLE * measured.rounds


def _chance_alone(measured: Measured) -> bool:
    return max(measured.numbers.values()) <= most_hits(measured.rounds)


def _knows_nothing(measured: Measured) -> bool:
    may = area_may_differ(measured.rounds)
    return all(abs(area - 0.5) <= may for area in measured.numbers.values())


# name → what is done, how often, when the promise holds
Part = tuple[Callable[[AnonymityHouse, int], Measured], int, Callable[[Measured], bool]]
PARTS: dict[str, Part] = {
    "naive": (_naive, 5, _all_linked),
    "linking": (_linking, 200, _chance_alone),
    "naive-who": (_naive_who, 5, lambda measured: max(measured.numbers.values()) >= 0.95),
    "who": (_who, 60, _knows_nothing),
    "who-at-once": (_who_at_once, 20, lambda measured: True),  # said on the page, not hidden
}


def measure(part: str, folder: Path, rounds: int | None) -> dict[str, Any]:
    """One part in a house of its own: {part: what was measured}."""
    do, usual, holds = PARTS[part]
    shutil.rmtree(folder, ignore_errors=True)
    began = time.monotonic()
    with AnonymityHouse(folder) as house:
        measured = do(house, rounds or usual)
    made = {
        "on": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "rounds": measured.rounds,
        "seconds": round(time.monotonic() - began),
        "numbers": measured.numbers,
        "holds": holds(measured),
    }
    print(part, made, flush=True)
    return {part: made}


def report(done: dict[str, Any]) -> str:
    return ""
