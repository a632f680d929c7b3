"""The parts of the long run: how often, and whether what came out is what was promised."""

import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from . import attempts, canary
from .house import AnonymityHouse
from .judges import interop
from .judging import PEOPLE, RISK, area_may_differ, most_hits
from .measures import Measured, link, who_posted

AT_LEAST_NAIVE = 0.95
PAGED = ("dump order", "ctid")
# Where the word of a note may stand once the box has been opened: where everybody who leads reads.
AFTER = {"database files", "write-ahead log", "dump"}


def all_linked(measured: Measured) -> bool:
    """Every attacker wins against the naive build. Once its table has a second page each web
    process fills one of its own, so the order of the dump is several orders laid side by side: far
    beyond chance, and less than all."""
    wanted = AT_LEAST_NAIVE * PEOPLE * measured.rounds
    return all(
        hits >= wanted or (name in PAGED and hits > most_hits(measured.rounds))
        for name, hits in measured.numbers.items()
    )


def chance_alone(measured: Measured, risk: float = RISK) -> bool:
    """The best of twelve does no better than chance."""
    return max(measured.numbers.values()) <= most_hits(measured.rounds, risk)


def knows_nothing(measured: Measured, risk: float = RISK) -> bool:
    """Nobody can tell who posted."""
    may = area_may_differ(measured.rounds, risk)
    return all(abs(area - 0.5) <= may for area in measured.numbers.values())


def knows_who(measured: Measured) -> bool:
    """In the naive build somebody can."""
    return max(measured.numbers.values()) >= AT_LEAST_NAIVE


def found_only_after(measured: Measured) -> bool:
    """The word stands nowhere while the box is shut."""
    return not measured.numbers["before"] and set(measured.numbers["after"]) == AFTER


def found_everywhere(measured: Measured) -> bool:
    """In the naive build the search finds it in every kind of place that it leaves it in."""
    return set(measured.numbers["found"]) >= {*AFTER, "logs", "Valkey", "media"}


def none_let_in(measured: Measured) -> bool:
    return measured.numbers["accepted"] == 0 and not measured.numbers["box touched"]


def exactly_one(measured: Measured) -> bool:
    numbers = measured.numbers
    return (numbers["accepted"], numbers["stored"], numbers["spent"]) == (1, 1, 1) and not (
        numbers["accepted afterwards"]
    )


def both_or_none(measured: Measured) -> bool:
    return measured.numbers["half"] == 0


def as_the_backup_knows(measured: Measured) -> bool:
    """Spent before it, spent; spent after it, good once more."""
    numbers = measured.numbers
    return (
        "Before" in numbers["notes there"]
        and "After" not in numbers["notes there"]
        and numbers["spent before the backup, again"] == 422
        and numbers["spent after the backup, again"] == 200
        and numbers["and a third time"] == 422
    )


def one_answer(measured: Measured) -> bool:
    numbers = measured.numbers
    return (
        numbers["different answers"] == 1
        and set(numbers["statuses"]) == {"422"}
        and numbers["the right code"] == 200
        and not numbers["box touched"]
    )


def all_good(measured: Measured) -> bool:
    judged = measured.numbers["judge blinds, we sign"], measured.numbers["we blind, judge signs"]
    return judged == (measured.rounds, -(-measured.rounds // 10))


def _naive(do: Callable[[AnonymityHouse, int], Measured]) -> Callable[..., Measured]:
    def in_naive(house: AnonymityHouse, rounds: int) -> Measured:
        house.serve(naive=True)
        return do(house, rounds)

    return in_naive


def _real(do: Callable[[AnonymityHouse, int], Measured]) -> Callable[..., Measured]:
    def in_real(house: AnonymityHouse, rounds: int) -> Measured:
        house.serve()
        return do(house, rounds)

    return in_real


# name → what is done, how often, when the promise holds
Part = tuple[Callable[[AnonymityHouse, int], Measured], int, Callable[[Measured], bool]]
PARTS: dict[str, Part] = {
    "naive": (_naive(lambda house, rounds: link(house, rounds, naive=True)), 5, all_linked),
    "linking": (_real(link), 200, chance_alone),
    "naive-who": (
        _naive(lambda house, rounds: who_posted(house, rounds, when="at once", naive=True)),
        5,
        knows_who,
    ),
    "who": (
        _real(lambda house, rounds: who_posted(house, rounds, when="of its own")),
        60,
        knows_nothing,
    ),
    # Not hidden, and said so on the page: no figure to reach.
    "who-at-once": (
        _real(lambda house, rounds: who_posted(house, rounds, when="at once")),
        20,
        lambda measured: True,
    ),
    "naive-canary": (lambda house, _rounds: canary.canary_of_naive(house), 1, found_everywhere),
    "canary": (lambda house, _rounds: canary.canary_before_and_after(house), 1, found_only_after),
    "forgeries": (attempts.forgeries, 10_000, none_let_in),
    "fifty": (lambda house, _rounds: attempts.fifty_at_once(house), 1, exactly_one),
    "killed": (attempts.killed, 30, both_or_none),
    "restored": (lambda house, _rounds: attempts.restored(house), 1, as_the_backup_knows),
    "codes": (attempts.guessed_codes, 10_000, one_answer),
    "interop": (lambda house, times: interop(house.var_dir / "judge", times), 1_000, all_good),
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
    """What was measured, as tables in Markdown."""
    lines = []
    for part, made in done.items():
        numbers = made["numbers"]
        lines += [
            f"### {part}: {made['rounds']} rounds, {made['on']}"
            f"{'' if made['holds'] else ', DOES NOT HOLD'}",
            "",
            "| | |",
            "|---|---|",
            *(f"| {name} | {_cell(value)} |" for name, value in numbers.items()),
            "",
        ]
        if part == "linking":
            lines += [f"The bound for {made['rounds']} rounds is {most_hits(made['rounds'])}.", ""]
        if part == "who":
            lines += [f"It may differ from 0.5 by {area_may_differ(made['rounds']):.3f}.", ""]
    return "\n".join(lines)


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.3f}"
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_cell(each)}" for name, each in value.items()) or "nowhere"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)
