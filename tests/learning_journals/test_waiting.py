"""What the server gives a tablet that must wait for its connection."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families import middleware
from tests.cast import Cast

pytestmark = pytest.mark.django_db

KEY = reverse("learning_journals:waiting_key")


def key_of(client: Client) -> dict[str, object]:
    answer = client.get(KEY)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    return {name: answer.json()[name] for name in ("who", "secret")}


def test_the_key_is_the_same_at_every_sign_in_and_everybody_has_another(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.marek)
    his = key_of(client)
    client.logout()
    client.force_login(cast.ewa)
    hers = key_of(client)
    assert not set(his.values()) & set(hers.values())
    client.logout()
    client.force_login(cast.marek)
    assert key_of(client) == his
    page = client.get(reverse("learning_journals:journal_list")).content.decode()
    assert f'data-who="{his["who"]}"' in page
    assert str(his["secret"]) not in page


def test_families_and_strangers_get_no_key(cast: Cast, client: Client) -> None:
    assert client.get(KEY).status_code == 302
    client.force_login(cast.agnieszka)
    assert client.get(KEY).status_code == 403
    page = client.get(reverse("learning_journals:journal_list")).content.decode()
    assert "waiting" not in page


def test_the_page_that_a_tablet_keeps_is_of_nobody(cast: Cast, client: Client) -> None:
    address = reverse("learning_journals:waiting_shell")
    of_nobody = client.get(address)
    assert of_nobody.cookies == {}
    client.force_login(cast.marek)
    assert client.get(address).content == of_nobody.content
    assert "csrfmiddlewaretoken" not in of_nobody.content.decode()


def test_the_worker_is_asked_for_every_time_and_keeps_no_page_of_a_person(client: Client) -> None:
    answer = client.get(reverse("learning_journals:waiting_worker"))
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache"
    assert answer.cookies == {}
    assert 'credentials: "omit"' in answer.content.decode()


def test_a_tablet_that_asks_by_itself_keeps_nobody_signed_in(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(middleware, "TOUCHED_SECONDS", 60)
    client.force_login(cast.marek)
    now = timezone.now()
    page_opened = reverse("learning_journals:journal_list")
    assert client.get(page_opened).status_code == 200
    for minutes, page, status in [
        (20, KEY, 200),
        (25, page_opened, 200),
        (50, KEY, 200),
        (56, KEY, 302),
    ]:
        with time_machine.travel(now + timedelta(minutes=minutes), tick=True):
            assert client.get(page).status_code == status, minutes
