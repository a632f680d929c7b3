"""Valkey, the mail server or Postgres is away: Footbridge says so, does what it can without it,
and goes on by itself when it is back (trust.md 4)."""

import json
import time

import pytest

from tests.cast import canary
from tests.faults.house import DUE, House
from tests.faults.visitor import Visitor
from tests.stack import wait_until

# One house for the whole folder: its tests run one after the other, in one process.
pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]

CATCH_UP_SECONDS = 60
SLOWEST_PAGE_SECONDS = 10  # a page that waits for what is away would take half a minute or more
BETTINA = "bettina@marmaladehill.example"
AGNIESZKA = f"agnieszka@{canary('home-kapelusz')}.example"


def test_without_valkey_people_go_on_working_and_what_they_asked_for_is_done_later(
    house: House,
) -> None:
    house.start("mail", "web")
    agnieszka = Visitor(house, AGNIESZKA)
    house.start("worker", "beat")
    wait_until(lambda: " ready." in house.log("worker"), what="the worker")
    assert _readiness(house) == (200, {"database": True, "bell": True, "storage": True})
    house.kill_valkey()
    assert _readiness(house) == (503, {"database": True, "bell": False, "storage": True})
    assert house.answers("/health/live") == 200

    began = time.monotonic()
    page = agnieszka.get("/digests/")  # her session outlives the cache it was kept in
    assert page.status == 200
    ((setting,),) = house.ask("SELECT id FROM families_setting WHERE name LIKE 'Marmalade%%'")
    page = agnieszka.post("/digests/now/", page, setting=str(setting))
    assert page.status == 200
    assert "an e-mail is on its way to you" in page.text
    bettina = Visitor(house, BETTINA)  # one can even sign in
    assert bettina.get("/today/").status == 200
    assert time.monotonic() - began < 6 * SLOWEST_PAGE_SECONDS
    time.sleep(3)  # worker and beat notice, too
    assert house.mails() == []
    assert house.promised() >= 1

    house.start_valkey()
    wait_until(lambda: not house.promised(), seconds=CATCH_UP_SECONDS, what="the promised e-mail")
    wait_until(lambda: _readiness(house)[0] == 200, what="the bell")
    assert AGNIESZKA in [mail["To"] for mail in house.mails()]
    house.assert_each_digest_came_once(at_least=1)


def test_without_a_mail_server_digests_wait_and_none_is_called_sent(house: House) -> None:
    house.start("worker", "beat")
    house.ring(DUE)
    wait_until(lambda: _tried(house) >= 40, what="every digest to be tried in vain")
    digests = house.digests()
    assert digests["sent"] == 0
    assert digests["due"] >= 40
    assert house.ask("SELECT 1 FROM communications_digest WHERE sent_at IS NOT NULL") == []

    house.start("mail")
    wait_until(lambda: not house.promised(), seconds=CATCH_UP_SECONDS, what="the last digest")
    house.assert_each_digest_came_once(at_least=40)


def test_without_its_database_footbridge_says_so_and_goes_on_where_it_was(house: House) -> None:
    house.start("slow_mail", "worker", "beat", "web")
    bettina = Visitor(house, BETTINA)
    house.ring(DUE)
    wait_until(lambda: len(house.mails()) > 4, what="the first mails")
    house.close_database()
    mails = len(house.mails())

    assert house.answers("/health/live") == 200
    assert _readiness(house) == (503, {"database": False, "bell": True, "storage": True})
    for visitor in (bettina, Visitor(house)):
        for path in ("/", "/today/", "/account/login/"):
            visitor.get(path).assert_an_honest_page_of_ours()
    assert len(house.mails()) <= mails + 2, "mails go out although nothing can be written down"

    house.open_database()
    wait_until(lambda: _readiness(house)[0] == 200, what="the database to be found again")
    assert bettina.get("/today/").status == 200  # still signed in
    wait_until(
        lambda: house.digests()["sent"] and not house.promised(),
        seconds=CATCH_UP_SECONDS,
        what="the last digest",
    )
    house.assert_each_digest_came_once(repeats=2, at_least=40)


def _readiness(house: House) -> tuple[int, dict[str, bool]]:
    answer = Visitor(house).get("/health/ready")
    return answer.status, json.loads(answer.text or "{}")


def _tried(house: House) -> int:
    """How many jobs have failed at least once."""
    ((number,),) = house.ask("SELECT count(*) FROM families_outboxjob WHERE last_error <> ''")
    return int(number)
