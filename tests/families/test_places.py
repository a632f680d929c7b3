"""The manager keeps the nursery's own page: its address, rooms and terms."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families.actions.stamps import open_stamp_keys
from families.models import AuditEvent, Room, Setting, Term
from tests import factories as make
from tests.cast import Cast
from tests.roles import acting_as
from tests.statements import statements

Browse = Callable[[str], Client]


@pytest.fixture
def browse(cast: Cast) -> Browse:
    """`browse("bettina")` is a browser in which Bettina is signed in."""

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(cast.users[name])
        return client

    return signed_in


def url(name: str, *args: object) -> str:
    return reverse(f"families:{name}", args=args)


def a_room(**fields: Any) -> dict[str, Any]:
    room = {"name": "Acorns", "colour": "sky", "youngest_months": 6, "oldest_months": 18}
    return {"key": uuid.uuid4(), **room, "places": 9, **fields}


def a_term(first: int, last: int, **fields: Any) -> dict[str, Any]:
    """A term by days from today."""
    days = [timezone.localdate() + timedelta(days=each) for each in (first, last)]
    dates = {"starts_on": days[0].isoformat(), "ends_on": days[1].isoformat()}
    return {"key": uuid.uuid4(), "name": "Spring term", **dates, **fields}


def test_a_room_sent_twice_is_one_room_and_stands_last(cast: Cast, browse: Browse) -> None:
    form, bettina = a_room(), browse("bettina")
    for _twice in range(2):
        assert bettina.post(url("room_create"), form).status_code == 302
    [acorns] = Room.objects.filter(name="Acorns")
    assert acorns.setting == cast.hill
    assert acorns.position == max(cast.hill.rooms.values_list("position", flat=True))
    assert AuditEvent.objects.filter(verb="add_room").count() == 1
    page = bettina.get(url("nursery_detail")).content.decode()
    assert "Acorns" in page
    assert "from 6 to 18 months" in page


def test_a_second_room_of_the_same_name_is_refused_beside_the_name(
    cast: Cast, browse: Browse
) -> None:
    answer = browse("bettina").post(url("room_create"), a_room(name="Conkers", places=31))
    assert answer.status_code == 422
    assert "a room with this name already" in answer.content.decode()
    assert 'value="31"' in answer.content.decode(), "what was typed is kept"
    conkers = cast.rooms["conkers"]
    opened = browse("bettina").get(url("room_edit", conkers.pk)).context["form"].initial
    answer = browse("bettina").post(url("room_edit", conkers.pk), {**opened, "name": "Pinecones"})
    assert answer.status_code == 422
    assert Room.objects.get(pk=conkers.pk).name == "Conkers"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "required"),
        ("name", "R" * 61, "there is room for 60"),
        ("oldest_months", "6", "not older than the youngest"),
        ("places", "0", "1"),
        ("colour", "neon", "choice"),
    ],
)
def test_a_room_that_cannot_be_is_said_and_not_made(
    cast: Cast, browse: Browse, field: str, value: str, words: str
) -> None:
    answer = browse("bettina").post(url("room_create"), a_room(**{field: value}))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert cast.hill.rooms.count() == 2


def test_the_next_term_is_written_down_and_may_not_overlap(cast: Cast, browse: Browse) -> None:
    bettina = browse("bettina")
    form = a_term(30, 120)
    for _twice in range(2):
        assert bettina.post(url("term_create"), form).status_code == 302
    assert Term.objects.filter(setting=cast.hill).count() == 2
    answer = bettina.post(url("term_create"), a_term(120, 200, name="Summer term"))
    assert answer.status_code == 422
    assert "Another term has some of these days." in answer.content.decode()
    assert "Summer term" in answer.content.decode()
    answer = bettina.post(url("term_create"), a_term(200, 190))
    assert "before the first day" in answer.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        make.make_term(cast.hill, starts_on=timezone.localdate(), name="Another")
    make.make_term(make.make_setting("Elsewhere"))  # other nurseries have terms of their own


def test_the_first_day_stays_once_there_are_stamps_of_the_term(cast: Cast, browse: Browse) -> None:
    """Moved and moved back, the stamps that were used would be good again."""
    term, bettina = cast.terms["hill"], browse("bettina")
    open_stamp_keys(timezone.localdate())
    address, before = url("term_edit", term.pk), term.starts_on
    opened = bettina.get(address).context["form"].initial
    form = {**opened, "name": "Conker term", "starts_on": before + timedelta(days=1)}
    answer = bettina.post(address, form)
    assert answer.status_code == 422
    assert "its first day stays as it is" in str(answer.context["form"].errors["starts_on"])
    assert "Conker term" in answer.content.decode()
    with (
        pytest.raises(DatabaseError, match="there are stamps of this term"),
        acting_as(cast.bettina),
    ):
        Term.objects.filter(pk=term.pk).update(starts_on=before + timedelta(days=1))
    last = term.ends_on + timedelta(days=1)
    assert bettina.post(address, {**opened, "ends_on": last.isoformat()}).status_code == 302
    term.refresh_from_db()
    assert (term.starts_on, term.ends_on) == (before, last)


def test_two_leaders_change_the_same_term_and_the_second_hears_of_it(
    cast: Cast, browse: Browse
) -> None:
    address = url("term_edit", cast.terms["hill"].pk)
    opened = {who: browse(who).get(address).context["form"].initial for who in ("bettina", "tariq")}
    first = browse("bettina").post(address, {**opened["bettina"], "name": "Autumn at the Hill"})
    assert first.status_code == 302
    second = browse("tariq").post(address, {**opened["tariq"], "name": "Michaelmas"})
    assert second.status_code == 422
    assert "Autumn at the Hill" in second.content.decode()
    assert "Michaelmas" in second.content.decode()
    assert Term.objects.get(pk=cast.terms["hill"].pk).name == "Autumn at the Hill"


def test_the_address_of_the_nursery_is_its_managers_to_change(cast: Cast, browse: Browse) -> None:
    opened = browse("tariq").get(url("nursery_edit")).context["form"].initial
    changed = {**opened, "address": "3 Marmalade Hill\nDingle", "email": "Hello@Hill.example"}
    assert browse("tariq").post(url("nursery_edit"), changed).status_code == 302
    hill = Setting.objects.get(pk=cast.hill.pk)
    assert (hill.address, hill.email) == ("3 Marmalade Hill\nDingle", "hello@hill.example")
    assert "3 Marmalade Hill" in browse("bettina").get(url("nursery_detail")).content.decode()


@pytest.mark.parametrize("name", ["marek", "gwen", "agnieszka"])
def test_nobody_else_keeps_rooms_and_terms(cast: Cast, browse: Browse, name: str) -> None:
    client = browse(name)
    for address in (url("nursery_detail"), url("room_create"), url("term_create")):
        assert client.get(address).status_code == 403
    assert client.post(url("room_create"), a_room()).status_code == 403
    answers = {
        client.get(url("room_edit", room)).status_code
        for room in (cast.rooms["conkers"].pk, cast.rooms["ducklings"].pk, uuid.uuid4())
    }
    assert answers == {403}
    assert cast.hill.rooms.count() == 2


def test_a_manager_finds_no_room_or_term_of_another_nursery(cast: Cast, browse: Browse) -> None:
    for address in (
        url("room_edit", cast.rooms["ducklings"].pk),
        url("term_edit", cast.terms["wharf"].pk),
    ):
        assert browse("bettina").get(address).status_code == 404
        assert browse("bettina").post(address, a_room()).status_code == 404


def test_the_page_asks_as_often_with_thirty_rooms_and_terms(cast: Cast, browse: Browse) -> None:
    bettina = browse("bettina")
    bettina.get(url("nursery_detail"))
    with statements() as few:
        bettina.get(url("nursery_detail"))
    for number in range(30):
        room = make.make_room(cast.hill, name=f"Room {number}")
        make.make_child(cast.hill, name=f"Child {number}", room=room)
        day = timezone.localdate() + timedelta(days=100 + 20 * number)
        make.make_term(cast.hill, name=f"T{number}", starts_on=day, ends_on=day + timedelta(days=9))
    with statements() as many:
        page = bettina.get(url("nursery_detail")).content.decode()
    assert len(many) == len(few)
    assert page.count("1 child today") == 30
