"""The web server is killed while it saves: all of it is there afterwards, or nothing, and the same
form sent again is saved once (trust.md 4)."""

import threading

import pytest

from tests.cast import canary
from tests.faults.house import House
from tests.faults.visitor import Answer, Visitor
from tests.stack import wait_until

# One house for the whole folder: its tests run one after the other, in one process.
pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]

AGNIESZKA = f"agnieszka@{canary('home-kapelusz')}.example"
WORDS = "She counted the stairs: one, two, five."


def test_an_entry_that_was_being_saved_is_not_there_and_is_there_once_when_sent_again(
    house: House,
) -> None:
    ((child,),) = house.ask("SELECT id FROM families_child WHERE full_name LIKE 'Zofia%%'")
    address = f"/children/{child}/journal/new/"
    house.start("web")
    agnieszka = Visitor(house, AGNIESZKA)
    page = agnieszka.get(address)

    answers: list[Answer] = []
    sending = threading.Thread(
        target=lambda: answers.append(agnieszka.post(address, page, words=WORDS))
    )
    with house.connection() as trail:
        # The trail is written last: an entry that waits for it is in the middle of being saved.
        trail.execute("LOCK TABLE families_auditevent IN SHARE MODE")
        sending.start()
        wait_until(lambda: _waits_for_the_trail(house), what="the entry to be half saved")
        house.kill("web")
        sending.join(30)
    assert [answer.status for answer in answers] == [0], "she was told something"
    wait_until(lambda: not _waits_for_the_trail(house), what="its connection to end")
    assert _saved(house) == (0, 0, 0)

    house.start("web")
    for _ in range(2):
        answer = agnieszka.post(address, page, words=WORDS)
        assert (answer.status, answer.path) == (200, f"/children/{child}/journal/")
    assert _saved(house) == (1, 1, 1)


def _waits_for_the_trail(house: House) -> bool:
    return bool(
        house.ask(
            "SELECT 1 FROM pg_locks WHERE NOT granted"
            " AND relation = 'families_auditevent'::regclass"
        )
    )


def _saved(house: House) -> tuple[int, int, int]:
    """How many entries with these words there are, lines in journals, and lines of the trail."""
    ((entries, lines, trail),) = house.ask(
        "WITH entry AS (SELECT id FROM learning_journals_observation WHERE words = %s)"
        " SELECT (SELECT count(*) FROM entry),"
        " (SELECT count(*) FROM learning_journals_observationchild"
        "   WHERE observation_id IN (TABLE entry)),"
        " (SELECT count(*) FROM families_auditevent"
        "   WHERE target_id IN (SELECT id::text FROM entry))",
        WORDS,
    )
    return entries, lines, trail
