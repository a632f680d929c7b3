"""Every URL pattern × method × person × own, other family, other setting, missing.

In each cell: nobody else's words in the answer, no failure of ours, a hidden object answers exactly
like a missing one, and a refused request writes nothing. The number of cells is printed with
`pytest -rP`, and asserted, so that the matrix cannot shrink unseen.
"""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.test import Client
from pypdf import PdfReader

import communications.policies
import families.policies
import feedback.policies
import learning_journals.policies
from families.row_security import RULES
from tests.cast import MAY_READ, PERSONAS, Cast

from .addresses import HOME_OF, MISSING, SETTING_OF, TALK_OF, Address, addresses, patterns
from .words import canaries_in

METHODS = ("GET", "HTMX", "HEAD", "POST", "PUT", "DELETE")
# Pages that answer somebody who is signed out, each with the reason.
OPEN_TO_ALL = {
    "health_live": "for machines; says nothing about anybody",
    "health_ready": "for machines; says nothing about anybody",
    "styleguide": "development only; shows components",
    "families:invitation_accept": "the token is the authority",
    "communications:demo_mail_list": "the demo's mail, invented people; absent elsewhere",
    "communications:demo_mail_detail": "the demo's mail, invented people; absent elsewhere",
    "feedback:letterbox": "anonymous on purpose",
    "feedback:letterbox_receipt": "anonymous on purpose",
}
SIGN_IN = re.compile(r"^(account_|mfa_|usersessions_|letterbox)")
# Who tries to write with somebody else's ids: one of each kind of rights.
FORGERS = (
    *("bettina", "marek", "saoirse", "priya", "gwen", "ottilie"),
    *("agnieszka", "edmund", "emrys", "olwen"),
)
VARYING = re.compile(
    rb'name="csrfmiddlewaretoken" value="[^"]*"|X-CSRFToken[^}]*|value="[0-9a-f-]{36}"'
)
# Tables that a request may write to on the way to being refused.
BOOKKEEPING = ("django_session", "families_auditevent", "usersessions_usersession")
# What the twenty-one people make of every pattern; a smaller number means a pattern got lost.
FEWEST_CELLS = 10_000


# Pages that may open, empty, for whoever belongs to the setting: that the room exists is no secret.
NO_SECRET_THERE = ("learning_journals:today_room",)
ABOUT_STAFF = ("families:person_detail", "families:post_edit", "families:post_end")
# Where each person belongs today; leavers, newcomers of tomorrow and nobody belong nowhere.
AT = {
    **dict.fromkeys(PERSONAS, "hill"),
    **dict.fromkeys(("ottilie", "bram", "sunniva"), "wharf"),
    **dict.fromkeys(("nobody", "dai", "rosalind", "femi", "olwen"), ""),
}


class Visitor:
    """One person with a browser, asking for addresses; every request is undone afterwards."""

    def __init__(self, cast: Cast, name: str) -> None:
        self.cast = cast
        self.name = name
        self.client = Client(raise_request_exception=False)
        if name not in ("nobody",):
            self.client.force_login(cast.users[name])
        self.writes: list[str] = []

    def ask(self, method: str, address: Address, **body: object) -> tuple[HttpResponseBase, bytes]:
        """Send one request and return the response and everything it contains."""
        send: Callable[..., HttpResponseBase] = getattr(
            self.client, {"HTMX": "get"}.get(method, method.lower())
        )
        headers = {"HX-Request": "true"} if method == "HTMX" else {}
        self.writes = []
        cookies = dict(self.client.cookies)
        with self._undone(), connection.execute_wrapper(self._watch):
            response = send(address.path, body or {}, headers=headers)
            content = (
                b"".join(response.streaming_content) if response.streaming else response.content
            )
        self.client.cookies.clear()
        self.client.cookies.update(cookies)
        return response, content

    @contextmanager
    def _undone(self) -> Iterator[None]:
        savepoint = transaction.savepoint()
        try:
            yield
        finally:
            transaction.savepoint_rollback(savepoint)

    def _watch(
        self, execute: Callable[..., object], sql: str, params: object, many: bool, context: object
    ) -> object:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and not any(
            table in sql for table in BOOKKEEPING
        ):
            self.writes.append(sql[:120])
        return execute(sql, params, many, context)


def words_in(response: HttpResponseBase, content: bytes) -> set[str]:
    """The canaries in body, headers and the text of a PDF."""
    text = content.decode("utf-8", "replace") + str(dict(response.items()))
    if content and response.get("Content-Type", "").startswith("application/pdf"):
        text += "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return canaries_in(text)


def allowed(name: str) -> frozenset[str]:
    return MAY_READ[name]


def may_know(name: str, address: Address) -> bool:
    """By the truth table of the cast: may this person know that the object exists?"""
    if "conversation_id" in address.name or "conversation" in address.name:
        return f"kanari-talk-{TALK_OF.get(address.target)}-kanari" in MAY_READ[name]
    if address.name in ABOUT_STAFF:  # who works in one's setting is no secret there
        return SETTING_OF[address.target] == AT.get(name)
    if "family" in address.name:
        return f"kanari-home-{HOME_OF.get(address.target)}-kanari" in MAY_READ[name]
    return f"kanari-{address.target}-kanari" in MAY_READ[name]


def same(content: bytes) -> bytes:
    """The content without what differs from one request to the next."""
    return VARYING.sub(b"", content)


def stuffed(cast: Cast, target: str) -> dict[str, object]:
    """A form full of somebody else's ids, under every name that our forms use."""
    child = cast.children[target]
    home = cast.homes[HOME_OF[target]]
    return {
        "child": child.pk,
        "children": [child.pk],
        "family": home.pk,
        "home": home.pk,
        "room": child.room_places.get().room_id,
        "words": "x",
        "kind": "lunch",
        "answer": "all",
        "subject": "x",
        "idempotency_key": MISSING,
        "batch": MISSING,
        "action": "save",
    }


@pytest.mark.parametrize("name", PERSONAS)
def test_nobody_reads_or_learns_what_is_not_theirs(
    cast: Cast, name: str, record_property: Callable[[str, object], None]
) -> None:
    visitor, cells, seen = Visitor(cast, name), 0, set()
    found = addresses(cast)
    missing: dict[tuple[str, str], tuple[int, bytes]] = {}
    for address in sorted(found, key=lambda each: each.target != "missing"):
        for method in METHODS:
            cells += 1
            response, content = visitor.ask(method, address)
            where = f"{name}: {method} {address.name} of {address.target or 'nobody'}"
            status = response.status_code
            assert status < 500 or status == 503, f"{where} failed with {status}"
            leaked = words_in(response, content) - allowed(name)
            assert not leaked, f"{where} shows {leaked}"
            seen |= words_in(response, content)
            if address.target == "missing":
                missing[address.name, method] = (status, same(content))
            elif address.target and not may_know(name, address):
                answer = (status, same(content))
                # The team is known to every family of the nursery; changing it is not theirs.
                if name not in ("nobody", "dai"):
                    assert answer == missing[address.name, method], (
                        f"{where} answers {status}, a missing one "
                        f"{missing[address.name, method][0]}"
                    )
                assert visitor.writes == [], f"{where} wrote {visitor.writes}"
    record_property("cells", cells)
    assert cells * len(PERSONAS) >= FEWEST_CELLS
    if MAY_READ[name] - {"kanari-adult-olwen-kanari"}:
        assert seen, f"{name} saw no word at all: is this person really signed in?"


@pytest.mark.parametrize("name", FORGERS)
def test_a_form_full_of_other_peoples_ids_changes_nothing_of_theirs(cast: Cast, name: str) -> None:
    visitor = Visitor(cast, name)
    for address in addresses(cast):
        if SIGN_IN.match(address.name) or visitor.ask("POST", address)[0].status_code == 405:
            continue
        for target in ("zofia", "ottoline", "barnacle"):
            if f"kanari-{target}-kanari" in MAY_READ[name]:
                continue
            before = _rows_about(cast, target)
            response, content = visitor.ask("POST", address, **stuffed(cast, target))
            where = f"{name}: POST {address.name} of {address.target} with {target}'s ids"
            assert response.status_code < 500 or response.status_code == 503, where
            assert not words_in(response, content) - allowed(name), where
            if visitor.writes:
                with visitor._undone():
                    visitor.client.post(address.path, stuffed(cast, target))
                    assert _rows_about(cast, target) == before, where


def _rows_about(cast: Cast, target: str) -> list[object]:
    """Every row that names this child, as text; as the owner, who sees all."""
    child_id = str(cast.children[target].pk)
    rows: list[object] = []
    with connection.cursor() as cursor:
        for table in sorted(set(RULES) - {"families_auditevent"}):
            cursor.execute(
                f'SELECT md5(t::text) FROM "{table}" t WHERE t::text LIKE %s ORDER BY 1',
                [f"%{child_id}%"],
            )
            rows.append((table, cursor.fetchall()))
    return rows


def test_signed_out_every_page_leads_to_sign_in_or_says_why_it_is_open(cast: Cast) -> None:
    visitor = Visitor(cast, "nobody")
    for address in addresses(cast):
        if address.name in OPEN_TO_ALL or SIGN_IN.match(address.name):
            continue
        for method in METHODS:
            response, _ = visitor.ask(method, address)
            # htmx is told by a header, because it would put a redirect's page into the region.
            where = response.get("Location") or response.get("HX-Redirect") or ""
            to_sign_in = response.status_code in (200, 302) and "/account/login/" in where
            assert to_sign_in, f"{method} {address.name} answered {response.status_code}"


# --- each wall without the other ------------------------------------------------------------------

POLICY_MODULES = (
    families.policies,
    learning_journals.policies,
    communications.policies,
    feedback.policies,
)


def _take_the_code_wall_down(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every `…_visible_to` gives all rows and every `can_…` says yes, wherever it was imported."""
    # What is imported while the wall is down would keep the hole after this test.
    assert list(patterns())
    for module in POLICY_MODULES:
        for rule_name, rule in list(vars(module).items()):
            if getattr(rule, "__module__", "") != module.__name__:
                continue
            if rule_name.endswith("_visible_to") or rule_name in (
                "children_cared_for_by",
                "rooms_worked_in_by",
                "children_to_write_about",
            ):
                # The empty queryset of an anonymous call tells the model.
                replacement = _everything(rule)
            elif rule_name.startswith(("can_", "is_manager_of")):
                replacement = _yes
            else:
                continue
            for loaded in list(sys.modules.values()):
                for attribute, value in list(vars(loaded).items()) if loaded else ():
                    if value is rule:
                        monkeypatch.setattr(loaded, attribute, replacement)


def _everything(rule: Callable[..., QuerySet[Any]]) -> Callable[..., QuerySet[Any]]:
    def all_rows(person: object, *args: object) -> QuerySet[Any]:
        return rule(person, *args).model.objects.all()

    return all_rows


def _yes(*args: object, **kwargs: object) -> bool:
    return True


def _take_the_database_wall_down() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in RULES:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY')


KNOCKED_OUT = ("edmund", "emrys", "saoirse", "ottilie", "tomasz", "gwen")


def _leaks(cast: Cast, name: str) -> tuple[set[str], set[str]]:
    """The patterns of which the matrix would complain, and all that name a hidden object.

    It complains of foreign words, and of a hidden object that answers otherwise than a missing one:
    a page that says no more than "Zofia moves to another room" has told that she is here.
    """
    visitor, leaking, hidden = Visitor(cast, name), set(), set()
    missing: dict[tuple[str, str], int] = {}
    for address in sorted(addresses(cast), key=lambda each: each.target != "missing"):
        for method in ("GET", "HTMX"):
            response, content = visitor.ask(method, address)
            if words_in(response, content) - allowed(name):
                leaking.add(address.name)
            if address.target == "missing":
                missing[address.name, method] = response.status_code
            elif address.target and not may_know(name, address):
                if response.status_code != 405:  # an address that only takes forms
                    hidden.add(address.name)
                differs = response.status_code != missing[address.name, method]
                at_home = SETTING_OF[address.target] == AT.get(name)
                if differs and not (at_home and address.name in NO_SECRET_THERE):
                    leaking.add(address.name)
    return leaking, hidden


@pytest.mark.parametrize("name", KNOCKED_OUT)
def test_without_the_wall_in_code_the_database_still_keeps_everything(
    cast: Cast, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _take_the_code_wall_down(monkeypatch)
    leaking, _ = _leaks(cast, name)
    assert leaking == set()


@pytest.mark.parametrize("name", KNOCKED_OUT)
def test_without_the_wall_in_the_database_the_code_still_keeps_everything(
    cast: Cast, name: str
) -> None:
    _take_the_database_wall_down()
    leaking, _ = _leaks(cast, name)
    assert leaking == set()


def test_without_both_walls_the_matrix_goes_red(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proves that the scan sees: nearly every page about a hidden object shows it to somebody."""
    _take_the_code_wall_down(monkeypatch)
    _take_the_database_wall_down()
    leaking, hidden = set(), set()
    for name in ("edmund", "ottilie", "saoirse"):
        more_leaking, more_hidden = _leaks(cast, name)
        leaking |= more_leaking
        hidden |= more_hidden
    silent = hidden - leaking
    assert len(hidden) >= 20
    assert len(silent) <= 0.05 * len(hidden), f"blind on {sorted(silent)} of {len(hidden)}"
