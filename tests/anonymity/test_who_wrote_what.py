"""Twelve attackers, twenty parents, few rounds: nobody finds out who wrote what, and against the
naive build everybody does. The long run (`make anonymity`) plays two hundred.

What four rounds can show: the bound is 15 of 80 (chance gives 4), and an area may lie 0.29 from one
half. They find a house that links about one note in five, or more; whoever gains less is found by
the long run alone. Four rounds of a house that keeps its promise are red once in ten thousand runs;
the seed of a red one is printed (`ANONYMITY_SEED`).
"""

import pytest

from . import long_run
from .house import AnonymityHouse
from .judging import RISK_IN_SUITE, area_may_differ, most_hits
from .measures import link, who_posted

# A house of its own, with a Postgres and everything: its tests follow each other in one process.
pytestmark = [pytest.mark.anonymity, pytest.mark.xdist_group("anonymity")]

ROUNDS = 4


def test_against_a_box_that_only_means_well_every_attacker_wins(house: AnonymityHouse) -> None:
    """Or the next test would prove nothing."""
    house.serve(naive=True)
    measured = link(house, 2, naive=True)
    assert long_run.all_linked(measured), measured


def test_in_the_naive_build_it_shows_who_posted(house: AnonymityHouse) -> None:
    house.serve(naive=True)
    measured = who_posted(house, 2, when="at once", naive=True)
    assert long_run.knows_who(measured), measured


def test_the_best_of_twelve_attackers_does_no_better_than_chance(house: AnonymityHouse) -> None:
    house.serve()
    measured = link(house, ROUNDS)
    bound = most_hits(ROUNDS, RISK_IN_SUITE)
    assert long_run.chance_alone(measured, RISK_IN_SUITE), (measured, bound)


def test_nobody_can_tell_who_posted_at_all(house: AnonymityHouse) -> None:
    """Who opens the letterbox at a moment of its own. What comes at once after reading shows to
    those who watch all the time: the page says so, and docs/anonymity.md how much."""
    house.serve()
    measured = who_posted(house, ROUNDS, when="of its own")
    may = area_may_differ(ROUNDS, RISK_IN_SUITE)
    assert long_run.knows_nothing(measured, RISK_IN_SUITE), (measured, may)


@pytest.mark.parametrize(
    ("rounds", "bound"), [(1, 5), (40, 61), (100, 133), (200, 246), (700, 785)]
)
def test_the_bound_is_the_exact_tail_for_the_best_of_twelve(rounds: int, bound: int) -> None:
    """246 in 200 rounds is the figure of trust.md; it is worked out, for any number of rounds."""
    from math import exp, lgamma, log

    def tail(above: int) -> float:
        terms = (
            exp(at * log(rounds) - rounds - lgamma(at + 1))
            for at in range(above + 1, 10 * rounds + 50)
        )
        return sum(terms)

    assert 12 * tail(most_hits(rounds)) <= 0.01 < 12 * tail(most_hits(rounds) - 1)
    assert most_hits(rounds) == bound
