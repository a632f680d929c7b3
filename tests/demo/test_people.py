"""The facts of the demo hang together: names, ages, addresses, key persons, rights."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from . import people
from .homes import HOMES
from .places import ROOMS, WORKERS
from .shapes import FULL

# Domain facts 4: the children of the table, with their age in months.
TABLE = {
    "wren": 9,
    "idris": 13,
    "nura": 16,
    "kofi": 20,
    "zofia": 23,
    "teddy": 26,
    "hodan": 28,
    "pip": 30,
    "ayaan": 31,
    "ileana": 34,
    "ottoline": 38,
    "rafferty": 38,
    "harleen": 40,
    "mehul": 43,
    "rumi": 46,
    "solomiya": 48,
    "barnaby": 49,
}
DAYS = [date(2026, 11, 23), date(2027, 2, 28), date(2028, 2, 29), date(2026, 8, 31)]


def test_marmalade_hill_has_the_children_and_rooms_of_its_story() -> None:
    children = people.on_roll("marmalade-hill")
    assert len(children) == 84
    assert Counter(child.room for child in children) == {
        "acorns": 18,
        "conkers": 26,
        "pinecones": 18,
        "oaks": 22,
    }
    assert {key: people.CHILD[key].months for key in TABLE} == TABLE


@pytest.mark.parametrize("today", DAYS)
def test_ages_and_rooms_follow_the_clock(today: date) -> None:
    for child in people.CHILD.values():
        assert people.months_old(child, today, today) == child.months
        if child.left_days_ago is None:
            assert people.room_on(child, today, today) == people.ROOM[child.room]
        stays = people.stays(child, today)
        for before, after in pairwise(stays):
            assert before.ended_on is not None
            assert (after.started_on - before.ended_on).days == 1


def test_no_room_holds_more_than_its_places() -> None:
    for room in ROOMS:
        for weekday in people.WEEKDAYS:
            here = [
                child
                for child in people.on_roll(room.setting)
                if child.room == room.key and weekday in child.days
            ]
            assert len(here) <= room.places, (room.name, weekday)


def test_every_child_has_a_key_person_and_another_as_back_up_in_the_right_room() -> None:
    for child in people.CHILD.values():
        key_person, backup = people.WORKER[child.key_person], people.WORKER[child.backup]
        assert child.room in key_person.rooms
        assert child.room in backup.rooms
        assert key_person != backup


def test_addresses_and_phones_belong_to_one_person() -> None:
    mails = [people.worker_mail(worker) for worker in WORKERS]
    mails += [people.adult_mail(a) for home in HOMES for a in home.adults if not a.worker]
    assert len(mails) == len(set(mails))
    assert all(mail.endswith(".example") for mail in mails)
    assert len(set(people.PHONE.values())) == len(people.PHONE)
    assert all(phone.startswith("01632 960") for phone in people.PHONE.values())


def test_nobody_at_home_goes_by_the_key_of_somebody_who_works_here() -> None:
    """Accounts are kept by key: the second would take the place of the first, and its post."""
    at_home = {key for key, adult in people.ADULT.items() if not adult.worker}
    assert not at_home & {worker.key for worker in WORKERS}


def test_every_child_has_an_adult_with_full_rights_at_home() -> None:
    for child in people.on_roll("marmalade-hill"):
        own = [
            link
            for link in people.links_of(child)
            if link.home == people.HOME_OF_CHILD[child.key] and link.adult.rights.sees_reports
        ]
        assert own, child.key


def test_the_special_homes_are_there() -> None:
    flora, edmund = people.HOME["button-flora"], people.HOME["button-edmund"]
    assert people.children_of(flora) == people.children_of(edmund)
    assert flora.address != edmund.address
    emrys = people.ADULT["emrys"].rights
    assert (emrys.sees_journal, emrys.sees_reports, emrys.can_message) == (True, False, False)
    moira = people.ADULT["moira"].rights
    assert moira.sees_reports
    assert not moira.has_parental_responsibility
    assert people.CHILD["pip"].photos == "none"
    assert people.ADULT["maureen"].rights == FULL
    assert people.ADULT["layla"].reads == "ar"
    assert people.adult_mail(people.ADULT["priya"]) == people.worker_mail(people.WORKER["priya"])
