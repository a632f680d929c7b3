"""Stamps that nobody was given, used again, killed, restored; codes that are guessed."""

from pathlib import Path

import pytest

from families.stamps.blind_rsa import EXPONENT, PrivateKey, blind, sign_blindly
from tests.families.stamps import rfc9474

from . import attempts, long_run, vectors
from .house import AnonymityHouse
from .judges import NoJudge, interop

pytestmark = [pytest.mark.anonymity, pytest.mark.xdist_group("anonymity")]


def test_no_forged_foreign_or_old_stamp_lets_a_note_in(house: AnonymityHouse) -> None:
    measured = attempts.forgeries(house, 60)
    assert long_run.none_let_in(measured), measured


def test_of_fifty_notes_with_one_stamp_one_is_kept(house: AnonymityHouse) -> None:
    """Through two real web processes, with four threads each."""
    measured = attempts.fifty_at_once(house)
    assert long_run.exactly_one(measured), measured


def test_killed_between_spending_and_storing_there_is_both_or_none(house: AnonymityHouse) -> None:
    measured = attempts.killed(house, 2)
    assert long_run.both_or_none(measured), measured


def test_guessed_codes_are_all_answered_alike(house: AnonymityHouse) -> None:
    """A code of nothing, and one whose note still lies in the box."""
    measured = attempts.guessed_codes(house, 200)
    assert long_run.one_answer(measured), measured


def test_after_a_restore_what_the_backup_knows_as_spent_is_spent(house: AnonymityHouse) -> None:
    """And what it does not know is good once more, and that note is gone: the price."""
    measured = attempts.restored(house)
    assert long_run.as_the_backup_knows(measured), measured


def test_our_half_and_somebody_elses_are_good_for_each_other(tmp_path: Path) -> None:
    try:
        measured = interop(tmp_path / "judge", 10)
    except NoJudge as why:
        pytest.skip(str(why))
    assert long_run.all_good(measured), measured


@pytest.mark.parametrize("vector", rfc9474.VECTORS, ids=lambda vector: vector.name)
def test_every_vector_of_the_rfc_comes_out(vector: rfc9474.Vector) -> None:
    """RSABSSA-SHA384-PSS-Randomized is what we use. The other three differ in the prefix and in the
    salt alone, which we can be given: what is blinded and signed is the same in all of them."""
    key = PrivateKey(rfc9474.P * rfc9474.Q, pow(EXPONENT, -1, (rfc9474.P - 1) * (rfc9474.Q - 1)))
    made = blind(
        key.public, rfc9474.MESSAGE, prefix=vector.prefix, salt=vector.salt, inverse=rfc9474.INV
    )
    if vector.blinded is not None:
        assert made.shown.hex().startswith(vector.blinded[0])
        assert made.shown.hex().endswith(vector.blinded[1])
    signature = vectors.unblinded(key, made, sign_blindly(key, made.shown))
    assert signature.hex().startswith(vector.signature[0])
    assert signature.hex().endswith(vector.signature[1])
    assert vectors.verifies(key, made.message, signature, salt=len(vector.salt))
