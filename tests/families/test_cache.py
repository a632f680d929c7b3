"""Redis is away: nobody is kept out, and nobody may guess as often as they like.

The cache of these tests points to a port where nobody listens.
"""

import uuid
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from families.cache import KEPT_ELSEWHERE
from tests.cast import Cast
from tests.factories import PASSWORD

LOGIN = "/account/login/"


@pytest.fixture(autouse=True)
def _redis_is_away(settings: Any, _own_cache: None) -> None:
    settings.CACHES = {
        "default": {
            **settings.CACHES["default"],
            "LOCATION": "redis://127.0.0.1:1/0",
            "KEY_PREFIX": f"test-{uuid.uuid4().hex}",
        }
    }


def signs_in(cast: Cast, client: Client) -> bool:
    client.post(LOGIN, {"login": cast.agnieszka.email, "password": PASSWORD})
    return client.session.get("_auth_user_id") == str(cast.agnieszka.pk)


def test_one_can_sign_in_and_read(cast: Cast) -> None:
    client = Client()
    assert signs_in(cast, client)
    assert client.get(f"/children/{cast.children['zofia'].pk}/").status_code == 200


def test_guessing_a_password_is_stopped(cast: Cast) -> None:
    for number in range(6):
        page = Client(REMOTE_ADDR=f"10.0.0.{number}").post(
            LOGIN, {"login": cast.agnieszka.email, "password": f"guess-number-{number}"}
        )
    assert "Too many tries" in page.content.decode()
    assert not signs_in(cast, Client(REMOTE_ADDR="10.1.2.3")), "even with the right password"


def test_guessing_addresses_is_stopped(cast: Cast) -> None:
    client = Client()
    for number in range(11):
        client.post(LOGIN, {"login": f"n{number}@example.org", "password": "guess-a-lot"})
    assert not signs_in(cast, client)


def test_nobody_gets_more_letters_with_a_code_than_otherwise(cast: Cast) -> None:
    for _ in range(6):
        Client().post("/account/code/", {"email": cast.agnieszka.email})
    assert len(mail.outbox) == 3


def test_what_is_counted_is_counted_and_what_is_kept_elsewhere_is_not_here() -> None:
    assert cache.add("allauth:once", 1, 60)
    assert not cache.add("allauth:once", 1, 60)
    cache.set("allauth:list", [1], 60)
    session = f"{KEPT_ELSEWHERE}cached_db-abc"
    cache.set(session, {"user": 1}, 60)
    assert cache.get(session) is None, "another process may have ended it meanwhile"
    assert cache.get_many(["allauth:list", session, "nothing"]) == {"allauth:list": [1]}
    assert cache.has_key("allauth:list")
    cache.delete("allauth:list")
    assert cache.get("allauth:list", "gone") == "gone"
    cache.set("count", 1, 60)
    assert cache.incr("count") == 2
