"""The board of a room, as Marek sees it."""

from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests import factories as make
from tests.cast import Cast

pytestmark = pytest.mark.django_db

# performance.md: the same with 5 and with 24 children; one each for what is not read at home yet
# and for medicine that is due.
# performance.md: the same with 5 and with 24 children; from home and today's menu are one each
# One of them: what waits for a second reader.
MOST_QUERIES = 23


@pytest.fixture
def marek(cast: Cast, client: Client) -> Client:
    client.force_login(cast.marek)
    return client


def board_of(cast: Cast, room: str) -> str:
    return reverse("learning_journals:today_room", args=[cast.rooms[room].pk])


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_marek_comes_straight_to_his_room(cast: Cast, marek: Client) -> None:
    answer = marek.get(reverse("learning_journals:today"))
    assert answer.status_code == 302
    assert answer.url == board_of(cast, "conkers")


def test_the_tablet_comes_back_to_the_room_it_was_in_last(cast: Cast, client: Client) -> None:
    client.force_login(cast.bettina)
    client.get(board_of(cast, "pinecones"))
    assert client.get(reverse("learning_journals:today")).url == board_of(cast, "pinecones")


def test_zofias_mother_is_led_to_zofias_day(cast: Cast, client: Client) -> None:
    client.force_login(cast.agnieszka)
    answer = client.get(reverse("learning_journals:today"))
    assert answer.url == reverse("learning_journals:day_today", args=[cast.children["zofia"].pk])


def test_gwen_in_the_office_reads_why_there_is_no_board(cast: Cast, client: Client) -> None:
    client.force_login(cast.gwen)
    assert "You have no room" in page(client, reverse("learning_journals:today"))


def test_olwen_whose_link_has_ended_is_told_kindly(cast: Cast, client: Client) -> None:
    client.force_login(cast.olwen)
    assert "no day to read yet" in page(client, reverse("learning_journals:today"))


@pytest.mark.parametrize("who", ["saoirse", "gwen", "agnieszka", "ottilie", "rosalind", "femi"])
def test_nobody_else_knows_of_the_board_of_conkers(cast: Cast, client: Client, who: str) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(board_of(cast, "conkers")).status_code == 404


def test_the_board_shows_what_the_room_needs_to_know_of_a_child(cast: Cast, marek: Client) -> None:
    html = page(marek, board_of(cast, "conkers"))
    assert "Allergy" in html
    assert "egg" in html
    assert "Your key child" in html
    assert "Some permissions not answered yet" in html
    assert "Lunch: most" in html
    assert "Ottoline" not in html, "a child of another room"


def test_what_was_undone_is_not_the_last_thing_logged(cast: Cast, marek: Client) -> None:
    zofia = cast.children["zofia"]
    make.make_care_entry(zofia, by=cast.marek, kind="mood", answer="joyful")
    make.make_care_entry(
        zofia, by=cast.marek, kind="mood", answer="upset", undone_at=timezone.now()
    )
    html = page(marek, board_of(cast, "conkers"))
    assert "Joyful" in html
    assert "Upset, " not in html


def test_a_sleeping_child_is_shown_asleep_and_a_forgotten_sleep_is_asked_about(
    cast: Cast, marek: Client
) -> None:
    just_now = timezone.now() - timedelta(minutes=1)
    long_ago = timezone.now() - timedelta(days=2)
    make.make_care_entry(cast.children["zofia"], by=cast.marek, kind="sleep", at=just_now)
    make.make_care_entry(cast.children["idris"], by=cast.marek, kind="sleep", at=long_ago)
    html = page(marek, board_of(cast, "conkers"))
    assert "When did <bdi>Idris</bdi> wake up?" in html
    assert "When did <bdi>Zofia</bdi> wake up?" not in html
    today = timezone.localdate(just_now) == timezone.localdate()
    assert html.count("status-asleep") == (1 if today else 0)


def test_everybody_can_be_chosen_without_scripting(cast: Cast, marek: Client) -> None:
    assert page(marek, board_of(cast, "conkers")).count('name="child"') == 3
    html = page(marek, board_of(cast, "conkers") + "?all=1")
    chosen = [part for part in html.split("<input")[1:] if 'name="child"' in part.split(">")[0]]
    assert [" checked" in part.split(">")[0] for part in chosen] == [True] * 3


@pytest.mark.parametrize(
    ("clock", "kind"), [("08:00", "breakfast"), ("12:00", "lunch"), ("16:00", "tea")]
)
def test_the_board_offers_what_the_clock_says(
    cast: Cast, marek: Client, monkeypatch: pytest.MonkeyPatch, clock: str, kind: str
) -> None:
    hour, minute = map(int, clock.split(":"))
    then = timezone.localtime().replace(hour=hour, minute=minute)
    monkeypatch.setattr("learning_journals.views.today.timezone.now", lambda: then)
    html = page(marek, board_of(cast, "conkers"))
    assert f'name="kind" value="{kind}" checked' in html


def test_a_setting_that_does_not_log_moods_is_not_asked_for_them(cast: Cast, marek: Client) -> None:
    cast.hill.hidden_care_kinds = ["mood"]
    cast.hill.save()
    html = page(marek, board_of(cast, "conkers"))
    assert 'name="kind" value="nappy"' in html
    assert 'name="kind" value="mood"' not in html


def test_htmx_brings_the_board_alone(cast: Cast, marek: Client) -> None:
    answer = marek.get(board_of(cast, "conkers"), headers={"HX-Request": "true"})
    html = answer.content.decode()
    assert html.lstrip().startswith('<div class="today" id="board"')
    assert "<html" not in html
    assert "HX-Request" in answer["Vary"]


def test_an_empty_room_says_so(cast: Cast, client: Client) -> None:
    make.make_room(cast.hill, name="Oaks")
    room = cast.hill.rooms.get(name="Oaks")
    client.force_login(cast.bettina)
    html = page(client, reverse("learning_journals:today_room", args=[room.pk]))
    assert "No child belongs to this room today" in html


def test_a_board_of_24_children_costs_no_more_statements_than_one_of_five(
    cast: Cast, marek: Client
) -> None:
    def fill(until: int) -> None:
        room = cast.rooms["conkers"]
        for number in range(room.places_taken.count(), until):
            child = make.make_child(cast.hill, name=f"Child{number} Bobbin", room=room)
            make.make_care_entry(child, by=cast.marek)
            make.make_care_entry(child, by=cast.marek, kind="sleep")
            make.make_key_person(child, membership=cast.posts["ewa"])

    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert marek.get(board_of(cast, "conkers")).status_code == 200
        return len([each for each in seen if not each["sql"].startswith(TESTS_OWN)])

    fill(5)
    statements()  # the first visit writes the session
    with_five = statements()
    fill(24)
    assert statements() == with_five
    assert with_five <= MOST_QUERIES


# What the tests' own middleware does to put on the web role, and savepoints around it.
TESTS_OWN = (
    "SET LOCAL ROLE",
    "RESET ROLE",
    "SELECT footbridge_leave",
    "SELECT set_config",
    "SAVEPOINT",
    "RELEASE SAVEPOINT",
)
