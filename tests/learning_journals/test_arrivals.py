"""Who comes through the door, and how to greet them."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories as make
from tests.cast import Cast
from tests.statements import statements

pytestmark = pytest.mark.django_db


def arrivals(cast: Cast, name: str, room: str = "conkers") -> str:
    client = Client()
    client.force_login(cast.users[name])
    answer = client.get(reverse("learning_journals:arrivals", args=[cast.rooms[room].pk]))
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_marek_greets_agnieszka_in_polish_and_says_her_name_right(cast: Cast) -> None:
    cast.agnieszka.languages = ["pl", "en"]
    cast.agnieszka.pronunciation = "ag-NYESH-ka"
    cast.agnieszka.save()
    html = arrivals(cast, "marek")
    assert "ag-NYESH-ka" in html
    assert 'lang="pl"' in html
    assert "Dzień dobry" in html or "Witamy!" in html


def test_who_has_told_nothing_is_greeted_in_no_other_language(cast: Cast) -> None:
    cast.nia.languages = ["en"]
    cast.nia.save()
    html = arrivals(cast, "marek")
    assert "Nia" in html
    assert 'class="greeting"' not in html


@pytest.mark.parametrize("name", ["saoirse", "agnieszka", "gwen", "ottilie"])
def test_for_others_there_are_no_arrivals_in_conkers(cast: Cast, name: str) -> None:
    client = Client()
    client.force_login(cast.users[name])
    url = reverse("learning_journals:arrivals", args=[cast.rooms["conkers"].pk])
    assert client.get(url).status_code == 404


def test_a_full_room_costs_no_more_statements(cast: Cast) -> None:
    arrivals(cast, "marek")
    with statements() as few:
        arrivals(cast, "marek")
    for number in range(20):
        child = make.make_child(cast.hill, name=f"Child {number}", room=cast.rooms["conkers"])
        parent = make.make_user(f"p{number}@example.org", full_name=f"Parent{number} Button")
        home = make.make_family(cast.hill, name=f"Home {number}")
        make.make_link(child, user=parent, family=home)
    with statements() as many:
        assert "Parent19" in arrivals(cast, "marek")
    assert len(many) == len(few)
