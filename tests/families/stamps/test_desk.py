"""The desk with a real database: how many stamps, for whom, how often, and when no more."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone

from families.actions.stamps import (
    WrongNumber,
    destroy_stamp_keys,
    give_stamps,
    open_stamp_keys,
    tell_letterbox,
)
from families.models import AuditEvent, Setting, StampKey, StampsGiven, User
from families.stamps.blind_rsa import Blinded, PublicKey, blind, finalize, is_signed
from families.tasks import keep_stamp_keys
from tests import factories as make
from tests.at_once import at_once
from tests.cast import Cast
from tests.roles import acting_as, as_worker

DESK = "/stamps/"


def key_of(setting: Setting) -> StampKey:
    """The key of the term that runs, opened as the worker opens it."""
    with as_worker():
        open_stamp_keys(timezone.localdate())
    return StampKey.objects.get(setting=setting)


class Device:
    """A browser of somebody's: it knows what it has shown, and what it holds."""

    def __init__(self, user: User) -> None:
        self.client = Client()
        self.client.force_login(user)

    def desks(self) -> list[dict[str, Any]]:
        return self.client.get(DESK).json()["desks"]

    def show(self, key: StampKey, how_many: int) -> list[Blinded]:
        public = PublicKey(int(key.modulus, 16))
        return [blind(public, uuid.uuid4().bytes * 2) for _each in range(how_many)]

    def ask(self, key: StampKey, shown: list[Blinded]) -> Any:
        words = ",".join(each.shown.hex().zfill(768) for each in shown)
        return self.client.post(DESK, {"key": key.pk, "shown": words})


def test_a_mother_gets_stamps_that_are_ordinary_signatures_of_what_nobody_saw(cast: Cast) -> None:
    key, phone = key_of(cast.hill), Device(cast.agnieszka)
    [desk] = phone.desks()
    assert desk == {
        "key": str(key.pk),
        "letterbox": cast.hill.letterbox_address,
        "modulus": key.modulus,
        "stamps": 6,
        "given": False,
    }
    shown = phone.show(key, 6)
    signed = phone.ask(key, shown).json()["signed"]
    public = PublicKey(int(key.modulus, 16))
    for blinded, each in zip(shown, signed, strict=True):
        signature = finalize(public, blinded, bytes.fromhex(each))
        assert is_signed(public, blinded.message, signature)
        assert blinded.message.hex() not in str(StampsGiven.objects.values())


def test_three_devices_get_six_two_and_two_and_a_fourth_none(cast: Cast) -> None:
    key = key_of(cast.hill)
    for stamps in (6, 2, 2):
        device = Device(cast.agnieszka)
        assert [desk["stamps"] for desk in device.desks()] == [stamps]
        assert device.ask(key, device.show(key, stamps + 1)).status_code == 422
        assert device.ask(key, device.show(key, stamps)).status_code == 200
    fourth = Device(cast.agnieszka)
    assert [desk["stamps"] for desk in fourth.desks()] == [0]
    assert fourth.ask(key, fourth.show(key, 2)).status_code == 409
    assert StampsGiven.objects.filter(person=cast.agnieszka).count() == 3


def test_an_answer_that_was_lost_is_given_once_more_and_no_other(cast: Cast) -> None:
    key, phone = key_of(cast.hill), Device(cast.agnieszka)
    shown = phone.show(key, 6)
    first, again = phone.ask(key, shown).json(), phone.ask(key, shown).json()
    assert first == again
    assert StampsGiven.objects.count() == 1
    other = [*shown[:5], *phone.show(key, 1)]
    assert phone.ask(key, other).status_code == 422, "six others would be the second device's two"
    assert StampsGiven.objects.count() == 1


@pytest.mark.parametrize("broken", ["", "zz", "0" * 768, "f" * 768, "1," * 9])
def test_what_is_no_number_to_sign_writes_nothing(cast: Cast, broken: str) -> None:
    key, phone = key_of(cast.hill), Device(cast.agnieszka)
    words = ",".join([broken, *(each.shown.hex() for each in phone.show(key, 5))])
    assert phone.client.post(DESK, {"key": key.pk, "shown": words}).status_code == 422
    assert not StampsGiven.objects.exists()


def test_the_same_number_twice_is_one_stamp_too_few(cast: Cast) -> None:
    key, phone = key_of(cast.hill), Device(cast.agnieszka)
    shown = phone.show(key, 5)
    assert phone.ask(key, [*shown, shown[0]]).status_code == 422


@pytest.mark.parametrize("name", ["bettina", "marek", "rosalind", "sunniva"])
def test_who_has_no_child_here_today_gets_none(cast: Cast, name: str) -> None:
    """Staff without a child, a mother whose child has left, a mother of another nursery."""
    key, device = key_of(cast.hill), Device(cast.users[name])
    answer = device.client.get(DESK)
    if answer.status_code == 200:
        assert str(key.pk) not in str(answer.json())
    assert device.ask(key, device.show(key, 6)).status_code in (302, 403, 404)
    assert not StampsGiven.objects.exists()


def test_a_father_who_works_here_gets_as_many_as_everybody(cast: Cast) -> None:
    """Staff who are parents write as parents."""
    both = [
        name
        for name, user in cast.users.items()
        if user.memberships.filter(ended_on=None, setting=cast.hill).exists()
        and any(adult == name for adult, _child in cast.links)
    ]
    key_of(cast.hill)
    for name in both:
        assert [desk["stamps"] for desk in Device(cast.users[name]).desks()] in ([6], [])


def test_a_key_is_opened_once_a_term_and_destroyed_when_it_is_over(cast: Cast) -> None:
    key = key_of(cast.hill)
    today = timezone.localdate()
    with as_worker():
        assert open_stamp_keys(today) == 0
        assert destroy_stamp_keys(key.term.ends_on) == 0
        assert destroy_stamp_keys(key.term.ends_on + timedelta(days=1)) == 2
    key.refresh_from_db()
    assert key.sealed is None
    phone = Device(cast.agnieszka)
    assert phone.desks() == []
    assert phone.ask(key, phone.show(key, 6)).status_code == 404


def test_the_beat_opens_keys_and_counts_how_many_people_hold_stamps(cast: Cast) -> None:
    with as_worker():
        keep_stamp_keys()
    key = StampKey.objects.get(setting=cast.hill)
    for name in ("agnieszka", "tomasz"):
        for stamps in (6, 2):
            device = Device(cast.users[name])
            assert device.ask(key, device.show(key, stamps)).status_code == 200
    with as_worker():
        keep_stamp_keys()
    assert StampKey.objects.get(pk=key.pk).holders == 2
    assert StampKey.objects.get(setting=cast.wharf).holders == 0


def test_the_letterbox_hears_whether_somebody_but_the_manager_leads_safeguarding(
    cast: Cast,
) -> None:
    key = key_of(cast.hill)

    def told() -> bool:
        with as_worker():
            keep_stamp_keys()
        return StampKey.objects.get(pk=key.pk).lead_apart

    assert told(), "Tariq, the deputy"
    bettina = cast.hill.memberships.filter(user=cast.bettina)
    bettina.update(is_safeguarding_lead=True)
    assert not told(), "Tariq, and the manager as well"
    bettina.update(is_safeguarding_lead=False)
    assert told()
    posts = cast.hill.memberships.filter(is_safeguarding_lead=True)
    posts.update(role="manager")
    assert not told()
    posts.update(is_safeguarding_lead=False)
    assert not told()


def test_the_web_cannot_say_how_many_hold_stamps_nor_touch_a_key(cast: Cast) -> None:
    key = key_of(cast.hill)
    for statement in (
        "UPDATE families_stampkey SET holders = 99",
        "UPDATE families_stampkey SET sealed = NULL",
        "DELETE FROM families_stampkey",
    ):
        with pytest.raises(DatabaseError, match="permission denied"), acting_as(cast.bettina):
            connection.cursor().execute(statement)
    key.refresh_from_db()
    assert (key.holders, key.sealed is None) == (0, False)


def test_another_nurserys_key_signs_nothing_for_me(cast: Cast) -> None:
    key_of(cast.hill)
    theirs, phone = StampKey.objects.get(setting=cast.wharf), Device(cast.agnieszka)
    assert phone.ask(theirs, phone.show(theirs, 6)).status_code == 404


def test_everybody_is_shown_the_same_key(
    cast: Cast,
) -> None:
    """A key of one's own would be a name: every stamp of it would say whose it was."""
    key = key_of(cast.hill)
    shown = {
        desk["modulus"]
        for name in ("agnieszka", "tomasz", "flora", "edmund", "nia", "emrys")
        for desk in Device(cast.users[name]).desks()
    }
    assert shown == {key.modulus}
    assert re.fullmatch(r"([0-9A-F]{4} ){5}[0-9A-F]{4}", key.fingerprint)


def test_giving_stamps_writes_no_line_and_no_time(cast: Cast) -> None:
    key, phone = key_of(cast.hill), Device(cast.agnieszka)
    lines = AuditEvent.objects.count()
    phone.ask(key, phone.show(key, 6))
    assert AuditEvent.objects.count() == lines
    kinds = {field.get_internal_type() for field in StampsGiven._meta.get_fields()}
    assert not kinds & {"DateField", "DateTimeField"}


@pytest.mark.django_db(transaction=True)
def test_two_browsers_that_ask_at_the_same_moment_are_two_devices() -> None:
    hill = make.make_setting("Marmalade Hill")
    make.make_term(hill)
    mother, child = make.make_user("a@example.org"), make.make_child(hill, name="Zofia")
    make.make_link(child, user=mother, family=make.make_family(hill, name="Kapelusz"))
    key = key_of(hill)
    showing = Device(mother).show(key, 6)

    def ask(shown: list[Blinded]) -> str:
        with acting_as(mother) as person:
            words = [each.shown.hex().zfill(768) for each in shown]
            return str(len(give_stamps(key, actor=person, shown=words)))

    todo = [lambda: ask(showing), lambda: ask(Device(mother).show(key, 6))]
    results = at_once(before="INSERT", todo=todo)
    assert {type(each) for each in results} == {str, WrongNumber}, "the second is to show two"
    assert StampsGiven.objects.filter(device=0).count() == 1
    tell_letterbox(timezone.localdate())
    assert StampKey.objects.get(pk=key.pk).holders == 1
