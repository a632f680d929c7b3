"""No number of fewer than five is told, and none can be worked out by whoever knows the rule."""

from collections import defaultdict
from itertools import product

import pytest

from families.small_numbers import FEWEST, Told, what_may_be_told


def test_numbers_of_five_and_more_are_told_as_they_are() -> None:
    assert what_may_be_told([12, 7, 5]) == Told([12, 7, 5], 24, [False] * 3)


def test_fewer_than_five_answers_are_no_numbers_at_all() -> None:
    for counts in ([4, 0], [0, 0], [2, 2]):
        assert what_may_be_told(counts) == Told([None, None], None, [False, False])


def test_a_small_one_takes_the_next_smallest_with_it() -> None:
    """11 + 7 + 2 = 20: with the total and the seven the two would be known."""
    assert what_may_be_told([11, 7, 2]) == Told([11, None, None], 20, [False, False, True])


def test_several_small_ones_hide_each_other_as_long_as_nobody_can_tell_which_is_which() -> None:
    assert what_may_be_told([20, 4, 3]).counts == [20, None, None]
    assert what_may_be_told([20, 4, 4]).counts == [None, None, None], "eight are four and four"
    assert what_may_be_told([20, 9, 1, 1]).counts == [20, None, None, None], "two are few too"


def test_where_that_is_not_enough_it_looks_as_if_too_few_had_answered() -> None:
    """Of five and nothing, five is the least that is not few: the nothing would be known."""
    assert what_may_be_told([5, 0]) == what_may_be_told([0, 5]) == what_may_be_told([3, 1])


@pytest.mark.parametrize(("options", "most"), [(2, 30), (3, 24), (4, 13)])
def test_of_every_result_each_small_number_could_be_another_one(options: int, most: int) -> None:
    """All results that are told alike are laid side by side: in each such heap every option with
    fewer than five has at least two possible numbers, and so have all of them together."""
    alike = defaultdict(list)
    for counts in product(range(most + 1), repeat=options):
        told = what_may_be_told(list(counts))
        alike[tuple(told.counts), told.total, tuple(told.is_few)].append(counts)
        assert all(count is None or count >= FEWEST for count in told.counts), counts
    for (counts, total, is_few), possible in alike.items():
        if total is not None and total > most:
            continue  # this heap is not whole: larger numbers than are tried here belong to it
        for place, few in enumerate(is_few):
            if few:
                assert len({each[place] for each in possible}) > 1, (counts, total, possible)
        if any(is_few):
            together = {
                sum(n for n, few in zip(each, is_few, strict=True) if few) for each in possible
            }
            assert len(together) > 1 or min(together) >= FEWEST, (counts, total, possible)
