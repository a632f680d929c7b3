"""The measurements that go into `docs/anonymity.md`, each with what it has to reach."""

from dataclasses import dataclass, field
from typing import Any

from .attackers import areas, hits
from .house import AnonymityHouse
from .judging import PEOPLE
from .parents import Parent
from .rounds import SEED, Game, Played, When

SAY_EVERY = 20  # rounds


@dataclass
class Measured:
    """One part of the report: what was done how often, and the numbers."""

    part: str
    rounds: int
    numbers: dict[str, Any] = field(default_factory=dict)


def parents_of(house: AnonymityHouse) -> list[Parent]:
    return [Parent(house, number) for number in range(PEOPLE)]


def _game(house: AnonymityHouse, *, naive: bool) -> Game:
    print(f"ANONYMITY_SEED={SEED}", flush=True)
    return Game(house, parents_of(house), naive=naive)


def link(house: AnonymityHouse, rounds: int, *, naive: bool = False) -> Measured:
    """All twenty post at once after reading; twelve attackers guess. Hits of `rounds` × 20."""
    game = _game(house, naive=naive)
    played: list[Played] = []
    for number in range(1, rounds + 1):
        played.append(game.play())
        if number % SAY_EVERY == 0:  # a long run that is cut off has said something
            print(f"{number} rounds: {hits(played)}", flush=True)
    return Measured("naive" if naive else "linking", rounds, hits(played))


def who_posted(house: AnonymityHouse, rounds: int, *, when: When, naive: bool = False) -> Measured:
    """Ten of twenty post, all sign in; thirteen say who. The area under each one's curve."""
    game = _game(house, naive=naive)
    played: list[Played] = [game.play(half=True, when=when) for _round in range(rounds)]
    part = f"{'naive ' if naive else ''}who, {when}"
    return Measured(part, rounds, areas(played))
