"""One person with a browser, whose every request is undone, and what can be asked of its answer."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.contrib.sessions.backends.cached_db import KEY_PREFIX
from django.core.cache import caches
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client
from django_htmx import middleware as htmx
from django_htmx.middleware import HtmxDetails
from pypdf import PdfReader

from families import context_processors as bar
from families.context import Person
from families.middleware import LAST_SEEN
from families.row_security import RULES
from tests.cast import MAY_READ, Cast

from .addresses import Address
from .words import canaries_in

SIGN_IN = re.compile(r"^(account_|mfa_|usersessions_|letterbox)")
# Tables that a request may write to on the way to being refused.
BOOKKEEPING = ("django_session", "families_auditevent", "usersessions_usersession")
# What every request of a signed-in person reads: who it is.
WHO_ASKS = ("families_user", "usersessions_usersession")
COUNT_BADGE = bar._badge
TABLE = re.compile(r'"(\w+)"')


class Visitor:
    """One person with a browser, asking for addresses; every request is undone afterwards.

    The numbers beside the places of the bar are counted once for each person: they are of no
    address, and would be half of the work.
    """

    def __init__(self, cast: Cast, name: str) -> None:
        self.cast = cast
        self.name = name
        self.client = Client(raise_request_exception=False)
        if name not in ("nobody",):
            self.client.force_login(cast.users[name])
            session = self.client.session
            session[LAST_SEEN] = int(time.time())  # not noted again within the test
            session.save()
        self._badges: dict[str, int | None] = {}
        self.writes: list[str] = []  # of the last request, without bookkeeping
        self.bookkeeping: list[str] = []
        self.tables: set[str] = set()  # behind a rule, touched by the last request
        self.looked_at_htmx = False  # did anything ask whether the last request was htmx's?

    def ask(
        self,
        method: str,
        address: Address,
        *,
        body: dict[str, Any] | None = None,
        query: str = "",
        afterwards: Callable[[], object] | None = None,
    ) -> tuple[HttpResponseBase, bytes]:
        """Send one request and return the response and everything it contains. `afterwards` is
        called before the request is undone, as the owner, and only if it wrote something."""
        send: Callable[..., HttpResponseBase] = getattr(
            self.client, {"HTMX": "get"}.get(method, method.lower())
        )
        headers = {"HX-Request": "true"} if method == "HTMX" else {}
        self.writes, self.bookkeeping, self.tables = [], [], set()
        self.looked_at_htmx = False
        cookies = dict(self.client.cookies)
        with undone():
            with self._watched():
                response = send(address.path + query, body or {}, headers=headers)
                content = (
                    b"".join(response.streaming_content) if response.streaming else response.content
                )
            if afterwards and self.writes:
                afterwards()
        # What the request wrote into its session is undone in the database; so in the cache.
        wrote = any('"django_session"' in sql for sql in self.bookkeeping)
        if wrote and (session := cookies.get(settings.SESSION_COOKIE_NAME)):
            caches[settings.SESSION_CACHE_ALIAS].delete(f"{KEY_PREFIX}{session.value}")
        self.client.cookies.clear()
        self.client.cookies.update(cookies)
        return response, content

    @contextmanager
    def _watched(self) -> Iterator[None]:
        visitor = self

        class Htmx(HtmxDetails):
            def _get_header_value(self, name: str) -> str | None:
                visitor.looked_at_htmx = True
                return super()._get_header_value(name)

        with (
            connection.execute_wrapper(self._watch),
            patch.object(htmx, "HtmxDetails", Htmx),
            patch.object(bar, "_badge", self._badge),
        ):
            yield

    def _badge(self, name: str, person: Person) -> int | None:
        if name not in self._badges:
            self._badges[name] = COUNT_BADGE(name, person)
        return self._badges[name]

    def _watch(
        self, execute: Callable[..., object], sql: str, params: object, many: bool, context: object
    ) -> object:
        named = set(TABLE.findall(sql))
        self.tables |= named & RULES.keys()
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            kept = self.bookkeeping if named & set(BOOKKEEPING) else self.writes
            kept.append(sql[:120])
        return execute(sql, params, many, context)


@contextmanager
def undone() -> Iterator[None]:
    """What happens in the block has not happened after it."""
    savepoint = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(savepoint)
        transaction.savepoint_commit(savepoint)  # released: thousands inside one another are slow


def words_in(response: HttpResponseBase, content: bytes) -> set[str]:
    """The canaries in body, headers and the text of a PDF."""
    text = content.decode("utf-8", "replace") + str(dict(response.items()))
    if content and response.get("Content-Type", "").startswith("application/pdf"):
        text += "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return canaries_in(text)


def allowed(name: str) -> frozenset[str]:
    return MAY_READ[name]
