"""A word of chance in every note and code: it stands nowhere until the box is opened."""

import pytest

from . import long_run
from .canary import PIECE, Canary, canary_before_and_after, canary_of_naive
from .house import AnonymityHouse

pytestmark = [pytest.mark.anonymity, pytest.mark.xdist_group("anonymity")]


def test_the_search_finds_what_a_box_that_only_means_well_leaves_behind(
    house: AnonymityHouse,
) -> None:
    measured = canary_of_naive(house)
    assert long_run.found_everywhere(measured), measured


def test_whatever_is_posted_and_however_it_fails_no_word_of_it_stands_anywhere(
    house: AnonymityHouse,
) -> None:
    measured = canary_before_and_after(house)
    assert long_run.found_only_after(measured), measured
    answers = measured.numbers["ways"]
    assert {how for how, status in answers.items() if status == 200} == {
        "a note", "without scripting", "in the address",
    }, answers  # fmt: skip
    assert {how for how, status in answers.items() if status == 503} == {
        "sent now, and refused",
        "into a broken box",
        "while the database is away",
        "sent now while it is away",
    }, answers


def test_the_search_knows_a_word_in_every_clothing() -> None:
    import base64

    canary = Canary()
    word = canary.word.encode()
    for by in range(3):
        assert canary.is_in(base64.b64encode(b"x" * by + b"so " + word + b" said"))
    for code in ("utf-8", "utf-16-le", "utf-16-be"):
        assert canary.is_in(canary.word.encode(code))
    assert canary.is_in(word.hex().encode())
    assert canary.is_in(word[5 : 5 + PIECE])
    assert not canary.is_in(b"something else " * 100)
