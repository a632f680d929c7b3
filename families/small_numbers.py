"""Which numbers may be told: none that points at fewer than five, not by subtraction either.

Plain arithmetic that knows no person: of a question that is answered by name, and of three taps
without one (`feedback`).
"""

from dataclasses import dataclass
from itertools import product

FEWEST = 5  # domain.md 2.18, 3: results of fewer than five are hidden


@dataclass(frozen=True)
class Told:
    """The number of each option, or None where it is not told; how many there are in all, or None;
    and whether an option that is not told has fewer than five (never said where nothing is told).
    """

    counts: list[int | None]
    total: int | None
    is_few: list[bool]


def what_may_be_told(counts: list[int]) -> Told:
    """The numbers of a vote, as far as they give nobody away.

    Numbers below five are hidden. If the total less the others would give one of them away, the
    next smallest is hidden too. If that is not enough, and where fewer than five answered, nothing
    is told at all: no total, and not which options had few. Whoever reads the result and knows
    this rule is left with at least two possible numbers for each hidden one
    (`tests/families/test_small_numbers.py` tries every result of up to four options).
    """
    few = [count < FEWEST for count in counts]
    nothing = Told([None] * len(counts), None, [False] * len(counts))
    if sum(counts) < FEWEST:
        return nothing
    if not any(few) or _keeps(sum(count for count in counts if count < FEWEST), few=sum(few)):
        return Told(
            [None if few[at] else count for at, count in enumerate(counts)], sum(counts), few
        )
    many = sorted((count, at) for at, count in enumerate(counts) if count >= FEWEST)
    if not many or not _keeps_with_next(counts, few=sum(few), many=many):
        return nothing
    shown = {at: count for count, at in many[1:]}
    return Told([shown.get(at) for at in range(len(counts))], sum(counts), few)


def _keeps(together: int, *, few: int) -> bool:
    """Whether so many small numbers, of which one knows what they are together, stay unknown: the
    sum is not small itself, and there are several ways to make it."""
    return FEWEST <= together < few * (FEWEST - 1)


def _keeps_with_next(counts: list[int], *, few: int, many: list[tuple[int, int]]) -> bool:
    """The same when the smallest of the other numbers is hidden as well. It is at least five, and
    no more than the next one that is told; among equals the first one is hidden."""
    (_least, place), rest = many[0], many[1:]
    hidden = sum(counts) - sum(count for count, _at in rest)
    most = hidden
    if rest:
        count, at = rest[0]
        most = count if place < at else count - 1
    possible = [
        (*each, sum(each))
        for each in product(range(FEWEST), repeat=few)
        if FEWEST <= hidden - sum(each) <= most and not _keeps(sum(each), few=few)
    ]
    return all(len(set(values)) > 1 for values in zip(*possible, strict=True))
