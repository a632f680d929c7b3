"""Somebody who works here and has a child here: at work they read nothing of the child's other
home, and decide nothing about their own child. Each wall keeps that without the other."""

import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from django.db.models import Model, QuerySet
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families.actions.covers import CannotCover, Stand, arrange_cover
from families.actions.key_persons import CannotLookAfter, assign_key_person
from families.context import Person
from families.models import (
    RIGHTS,
    CourtOrderNote,
    HealthChange,
    Invitation,
    KeyPersonAssignment,
    ParentCarer,
    SeeingAs,
)
from families.queries.safeguarding import readers_of
from families.row_security.rules import HOUSEHOLD_OF, READ_ACROSS
from tests import factories as make
from tests.cast import Cast
from tests.roles import acting_as

from .walls import POLICY_MODULES, is_rule_of, take_the_database_wall_down

pytestmark = pytest.mark.django_db
JOBS = ("deputy", "practitioner")
# Tables that say whose household a row is, by another field than a foreign key named so.
FIELDS = {table: column.removesuffix("_id") for table, column in HOUSEHOLD_OF.items()}


def start_work(cast: Cast, job: str, name: str = "flora") -> None:
    """From today on this parent works with the twins, or leads."""
    room = cast.rooms["pinecones"] if job == "practitioner" else None
    make.make_staff(cast.hill, user=cast.users[name], role=job, room=room)


def browser(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.users[name])
    return client


def policies_by_model() -> Iterator[tuple[str, Callable[[Person], QuerySet[Any]]]]:
    for module in POLICY_MODULES:
        for name, rule in vars(module).items():
            if name.endswith("_visible_to") and is_rule_of(module, rule):
                yield name, rule


def test_every_table_that_knows_a_household_is_named() -> None:
    knows = {
        model._meta.db_table
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model._meta.db_table == "families_family"
    }
    assert knows | {"families_family"} == set(HOUSEHOLD_OF) | set(READ_ACROSS)


@pytest.mark.parametrize("job", JOBS)
def test_a_mother_at_work_reads_nothing_of_the_fathers_home_whatever_the_code_asks_for(
    cast: Cast, job: str
) -> None:
    theirs = cast.homes["edmund"].pk
    start_work(cast, job)
    found, there = set(), set()
    models: dict[str, type[Model]] = {model._meta.db_table: model for model in apps.get_models()}
    for table, field in FIELDS.items():
        rows = models[table]._default_manager.filter(**{field: theirs})
        if rows.exists():
            there.add(table)
        with acting_as(cast.flora):
            if rows.all().exists():
                found.add(table)
    assert found == set()
    assert len(there) >= 12, f"only {sorted(there)} have a row of that home: what is proved?"


@pytest.mark.parametrize("job", JOBS)
def test_a_mother_at_work_finds_nothing_of_the_fathers_home_by_any_policy(
    cast: Cast, job: str
) -> None:
    theirs = cast.homes["edmund"].pk
    start_work(cast, job)
    take_the_database_wall_down()
    found, asked = set(), 0
    with acting_as(cast.flora) as flora:
        for name, visible in policies_by_model():
            rows = visible(flora)
            if field := FIELDS.get(rows.model._meta.db_table):
                asked += 1
                if rows.filter(**{field: theirs}).exists():
                    found.add(name)
    assert found == set()
    assert asked >= 20


def test_a_colleague_without_a_child_here_reads_on(cast: Cast) -> None:
    with acting_as(cast.saoirse) as saoirse:
        for name, visible in policies_by_model():
            rows = visible(saoirse)
            if name in ("goals_visible_to", "home_visits_visible_to", "families_visible_to"):
                field = FIELDS[rows.model._meta.db_table]
                assert rows.filter(**{field: cast.homes["edmund"].pk}).exists(), name


def test_once_her_link_has_ended_the_other_home_stays_shut(cast: Cast) -> None:
    start_work(cast, "deputy")
    yesterday = timezone.localdate() - timedelta(days=1)
    ParentCarer.objects.filter(user=cast.flora).update(ended_on=yesterday)
    page = reverse("families:family_detail", args=[cast.homes["edmund"].pk])
    assert browser(cast, "flora").get(page).status_code == 404


@pytest.mark.parametrize("wall", ["both", "the code alone"])
def test_who_has_moved_out_reads_at_work_what_a_stranger_to_that_home_reads(
    cast: Cast, wall: str
) -> None:
    """Flora leaves the home in which she has lived with Edmund, and works here."""
    their_home, today = cast.homes["flora"], timezone.localdate()
    start_work(cast, "deputy")
    ParentCarer.objects.filter(user=cast.flora).update(ended_on=today - timedelta(days=1))
    ParentCarer.objects.filter(user=cast.edmund).update(family=their_home)
    hers = make.make_family(cast.hill, name="Flora alone")
    make.make_link(cast.children["ottoline"], user=cast.flora, family=hers, started_on=today)
    page = reverse("families:family_detail", args=[their_home.pk])
    if wall == "the code alone":
        take_the_database_wall_down()
    assert browser(cast, "flora").get(page).status_code == 404
    assert browser(cast, "edmund").get(page).status_code == 200
    with acting_as(cast.flora):
        rows = ParentCarer.objects.filter(family=their_home).exclude(user=cast.flora)
        assert rows.exists() is (wall != "both")


@pytest.mark.parametrize("job", JOBS)
def test_what_the_other_home_says_about_peanuts_reaches_her_board(cast: Cast, job: str) -> None:
    start_work(cast, job)
    twin = cast.children["ottoline"]
    address = reverse("families:health_change_create", args=[twin.pk])
    browser(cast, "edmund").post(address, {"allergies": "peanuts: EpiPen"})
    flora = browser(cast, "flora")
    board = reverse("learning_journals:today_room", args=[cast.rooms["pinecones"].pk])
    assert "peanuts: EpiPen" in flora.get(board).content.decode()
    change = HealthChange.objects.get(words="peanuts: EpiPen")
    settle = reverse("families:health_change_settle", args=[change.pk])
    assert flora.post(settle, {"then": "leave", "seen": "x"}).status_code == 403
    with acting_as(cast.flora):
        assert not HealthChange.objects.filter(pk=change.pk).update(is_accepted=True)


def test_letters_to_her_own_child_are_a_colleagues(cast: Cast) -> None:
    start_work(cast, "deputy")
    letter = Invitation.objects.create(
        setting=cast.hill,
        email="grandfather@example.org",
        full_name="A grandfather",
        token_hash="0" * 64,
        invited_by=cast.bettina,
        child=cast.children["ottoline"],
        family=make.make_family(cast.hill, name="Grandfather"),
        relationship="grandfather",
        rights={right: right == "sees_journal" for right in RIGHTS},
    )
    for name in ("families:invitation_revoke", "families:invitation_again"):
        address = reverse(name, args=[letter.pk])
        assert browser(cast, "flora").post(address).status_code == 404
        with acting_as(cast.flora):
            assert not Invitation.objects.filter(pk=letter.pk).exists()
    assert (
        browser(cast, "bettina")
        .post(reverse("families:invitation_revoke", args=[letter.pk]))
        .status_code
        == 302
    )


def test_a_worry_about_her_own_child_is_told_by_ringing(cast: Cast) -> None:
    start_work(cast, "practitioner")
    with acting_as(cast.flora) as flora:
        assert readers_of(flora, child=cast.children["ottoline"], kept_from=[]) == []
        assert readers_of(flora, child=cast.children["idris"], kept_from=[]) != []


def test_she_keeps_her_own_home_and_the_board(cast: Cast) -> None:
    start_work(cast, "practitioner")
    flora = browser(cast, "flora")
    own = reverse("families:family_detail", args=[cast.homes["flora"].pk])
    assert "kanari-home-flora-kanari" in flora.get(own).content.decode()
    board = reverse("learning_journals:today_room", args=[cast.rooms["pinecones"].pk])
    assert str(cast.children["ottoline"].pk) in flora.get(board).content.decode()


# --- deciding -------------------------------------------------------------------------------------


def test_a_deputy_who_is_the_father_decides_nothing_about_his_own_twins(cast: Cast) -> None:
    start_work(cast, "deputy", "edmund")
    edmund, twin = browser(cast, "edmund"), cast.children["ottoline"]
    own, hers = cast.links["edmund", "ottoline"], cast.links["flora", "ottoline"]
    refused = [
        ("families:link_edit", own.pk),
        ("families:link_end", own.pk),
        ("families:court_order_create", own.pk),
        ("families:child_end", twin.pk),
        ("families:child_homes", twin.pk),
        ("families:invitation_create", twin.pk),
        ("families:consent_paper", twin.pk),
    ]
    for name, pk in refused:
        assert edmund.get(reverse(name, args=[pk])).status_code == 403, name
    for name in ("families:link_edit", "families:link_end"):
        assert edmund.get(reverse(name, args=[hers.pk])).status_code == 404, name
    assert edmund.post(reverse("families:see_as", args=[hers.pk])).status_code == 404
    assert not SeeingAs.objects.filter(manager=cast.edmund).exists()
    page = edmund.get(reverse("families:child_detail", args=[twin.pk])).content.decode()
    assert "a child of your own" in page
    assert reverse("families:link_edit", args=[own.pk]) not in page


def test_the_manager_still_decides(cast: Cast) -> None:
    bettina = browser(cast, "bettina")
    link = cast.links["edmund", "ottoline"]
    for name in ("families:link_edit", "families:link_end", "families:court_order_create"):
        assert bettina.get(reverse(name, args=[link.pk])).status_code == 200, name
    page = bettina.get(reverse("families:child_detail", args=[link.child_id])).content.decode()
    assert "a child of your own" not in page


def test_the_database_lets_him_give_himself_nothing(cast: Cast) -> None:
    start_work(cast, "deputy", "edmund")
    own = cast.links["edmund", "ottoline"]
    with acting_as(cast.edmund):
        assert not ParentCarer.objects.filter(pk=own.pk).update(may_collect=True)
        assert not CourtOrderNote.objects.filter(child=own.child_id).exists()
        with pytest.raises(ProgrammingError), transaction.atomic():
            CourtOrderNote.objects.create(
                setting=cast.hill,
                child_id=own.child_id,
                adult=cast.flora,
                words="She may not come near.",
                started_on=timezone.localdate(),
                written_by=cast.edmund,
            )
        with pytest.raises(ProgrammingError), transaction.atomic():
            SeeingAs.objects.create(setting=cast.hill, manager=cast.edmund, adult=cast.flora)


def test_the_database_opens_no_look_at_the_other_home(cast: Cast) -> None:
    start_work(cast, "deputy", "edmund")
    look = SeeingAs.objects.create(setting=cast.hill, manager=cast.edmund, adult=cast.flora)
    with acting_as(cast.edmund), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM footbridge_see_as(%s, %s)", [look.pk, timezone.localdate()])
        assert cursor.fetchall() == []


# --- looking after one's own ----------------------------------------------------------------------


def test_nobody_is_key_person_to_a_child_of_their_own(cast: Cast) -> None:
    post = make.make_staff(
        cast.hill, user=cast.flora, role="practitioner", room=cast.rooms["pinecones"]
    )
    twin = cast.children["ottoline"]
    with acting_as(cast.bettina) as bettina:
        with pytest.raises(CannotLookAfter, match="own parent"):
            assign_key_person(
                twin, actor=bettina, membership=post, is_backup=False, day=bettina.today
            )
        with pytest.raises(ProgrammingError), transaction.atomic():
            KeyPersonAssignment.objects.create(
                pk=uuid.uuid4(),
                setting=cast.hill,
                child=twin,
                membership=post,
                is_backup=True,
                started_on=bettina.today + timedelta(days=300),
            )
        held = KeyPersonAssignment.objects.get(child=twin, is_backup=False, ended_on=None)
        with pytest.raises(CannotCover, match="own parent"):
            arrange_cover(
                held.membership,
                actor=bettina,
                stands=[Stand(held=held, membership=post)],
                started_on=bettina.today,
                ended_on=bettina.today,
                reason="",
            )
