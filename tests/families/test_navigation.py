"""The four places of the bar: who sees which, which one is marked, what waits there."""

from types import SimpleNamespace

import pytest
from django.test import RequestFactory

from families.context_processors import navigation


@pytest.fixture(autouse=True)
def _nothing_waits(settings: object) -> None:
    """These people are not in the database; what waits for them is another test's question."""
    settings.NAVIGATION_BADGES = {}


def places(path: str, *, is_staff: bool = False) -> list[object]:
    request = RequestFactory().get(path)
    request.person = SimpleNamespace(is_staff=is_staff, governs=False, setting_id=None)
    return list(navigation(request)["nav"])


def seven_unread(person: object) -> int:
    return 7


def test_signed_out_there_are_no_places() -> None:
    request = RequestFactory().get("/")
    request.person = None
    assert navigation(request) == {"nav": [], "here": None, "person": None}


def test_parents_have_one_journal_and_staff_have_journals() -> None:
    assert "Journal" in [place.label for place in places("/")]
    assert "Journals" in [place.label for place in places("/", is_staff=True)]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/", "today"),
        ("/today/5/", "today"),
        ("/children/5/day/2026-11-03/", "today"),
        ("/journals/", "journal"),
        ("/children/5/journal/", "journal"),
        ("/observations/new/", "journal"),
        ("/observations/new/?room=5", "today"),
    ],
)
def test_the_place_one_is_in_is_marked(path: str, name: str) -> None:
    assert [place.name for place in places(path) if place.current] == [name]


def test_what_waits_is_counted_by_whoever_the_project_names(settings: object) -> None:
    settings.NAVIGATION_BADGES = {"journal": f"{__name__}.seven_unread"}
    badges = {place.name: (place.badge, place.badge_words) for place in places("/")}
    assert badges["journal"] == (7, "7 new")
    assert badges["today"] == (0, "")
