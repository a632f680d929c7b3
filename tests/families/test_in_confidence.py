"""Rights with days, court orders, and a manager who sees Footbridge as a family sees it."""

import dataclasses
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.db import InternalError, ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families import context, policies
from families.actions.in_confidence import start_seeing_as
from families.middleware import OPEN_WHEN_SEEN_AS, SEEING_AS
from families.models import (
    RIGHTS,
    AuditEvent,
    BarrierAnswer,
    CollectionPassword,
    Consent,
    CourtOrderNote,
    FamilyAnswer,
    HardTime,
    ParentCarer,
    SeeingAs,
    ShareInvitation,
    SkillOffer,
    User,
)
from families.row_security import WEB
from tests import factories as make
from tests.access.addresses import addresses
from tests.access.people import person_by_code
from tests.access.words import canaries_in
from tests.cast import MAY_READ, Cast, canary
from tests.roles import acting_as, as_role
from tests.statements import statements

Browse = Callable[[str], Client]
ONE_DAY = timedelta(days=1)


@pytest.fixture
def browse(cast: Cast) -> Browse:
    """`browse("marek")` is a browser in which Marek is signed in."""

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(cast.users[name])
        return client

    return signed_in


def today() -> date:
    return timezone.localdate()


def read(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return unescape(answer.content.decode())


def link_of(cast: Cast, adult: str, child: str) -> ParentCarer:
    return ParentCarer.objects.get(
        user=cast.users[adult], child=cast.children[child], started_on__lte=today()
    )


def change(browse: Browse, link: ParentCarer, *, day: date, **rights: bool) -> Any:
    bettina = browse("bettina")
    url = reverse("families:link_edit", args=[link.pk])
    initial = bettina.get(url).context["form"].initial
    body = {name: value for name, value in initial.items() if value and name in ("seen",)}
    given = {name: getattr(link, name) for name in RIGHTS} | rights
    body |= {name: "on" for name, yes in given.items() if yes}
    body |= {"relationship": link.relationship, "day": day.isoformat()}
    return bettina.post(url, body)


# --- rights have days -----------------------------------------------------------------------------


def test_what_held_until_yesterday_stays_written_down_for_the_manager(
    cast: Cast, browse: Browse
) -> None:
    before = link_of(cast, "edmund", "ottoline")
    assert change(browse, before, day=today(), sees_journal=False).status_code == 302
    old, new = ParentCarer.objects.filter(
        user=cast.edmund, child=cast.children["ottoline"]
    ).order_by("started_on")
    assert (old.pk, old.sees_journal, old.ended_on) == (before.pk, True, today() - ONE_DAY)
    assert (new.sees_journal, new.started_on, new.ended_on) == (False, today(), None)
    child = reverse("families:child_detail", args=[cast.children["ottoline"].pk])
    assert "What they could until now" in read(browse("bettina"), child)
    assert "What they could until now" not in read(browse("saoirse"), child)
    assert "Links that have ended" not in read(browse("bettina"), child)


def test_rights_change_on_the_day_that_was_chosen_behind_both_walls(
    cast: Cast, browse: Browse
) -> None:
    journal = reverse("learning_journals:journal", args=[cast.children["ottoline"].pk])
    link = link_of(cast, "edmund", "ottoline")
    assert change(browse, link, day=today() + 3 * ONE_DAY, sees_journal=False).status_code == 302
    assert browse("edmund").get(journal).status_code == 200
    with time_machine.travel(timezone.now() + 3 * ONE_DAY, tick=True):
        assert browse("edmund").get(journal).status_code == 404
        with as_role(WEB), connection.cursor() as cursor:
            cursor.execute(
                "SELECT footbridge_enter(%s, NULL, %s)", [cast.edmund.pk, timezone.localdate()]
            )
            cursor.execute("SELECT current_setting('app.journal')")
            assert str(cast.children["ottoline"].pk) not in cursor.fetchone()[0]


def test_a_later_thought_takes_the_place_of_what_was_planned(cast: Cast, browse: Browse) -> None:
    link = link_of(cast, "edmund", "ottoline")
    change(browse, link, day=today() + 9 * ONE_DAY, sees_journal=False)
    change(browse, link, day=today() + 5 * ONE_DAY, sees_photos=False)
    rows = ParentCarer.objects.filter(user=cast.edmund, child=cast.children["ottoline"])
    now, planned = rows.order_by("started_on")
    assert now.ended_on == today() + 4 * ONE_DAY
    assert (planned.sees_journal, planned.sees_photos, planned.ended_on) == (True, False, None)


def test_a_link_that_ends_takes_what_was_planned_along(cast: Cast, browse: Browse) -> None:
    link = link_of(cast, "edmund", "ottoline")
    change(browse, link, day=today() + ONE_DAY, sees_photos=False)
    end = reverse("families:link_end", args=[link.pk])
    assert browse("bettina").post(end, {"when": "today"}).status_code == 302
    with time_machine.travel(timezone.now() + ONE_DAY, tick=True):
        page = reverse("families:child_detail", args=[cast.children["ottoline"].pk])
        assert browse("edmund").get(page).status_code == 404


@pytest.mark.parametrize(
    ("days", "said"), [(-1, "This day is over"), (400, "within a year"), (40, "ends before")]
)
def test_a_day_that_cannot_be_is_said_beside_it(
    cast: Cast, browse: Browse, days: int, said: str
) -> None:
    link = link_of(cast, "edmund", "ottoline")
    ParentCarer.objects.filter(pk=link.pk).update(ended_on=today() + 30 * ONE_DAY)
    answer = change(browse, link, day=today() + days * ONE_DAY, sees_photos=False)
    assert answer.status_code == 422
    assert said in unescape(answer.content.decode())
    assert ParentCarer.objects.filter(user=cast.edmund).count() == 2


# --- court orders ---------------------------------------------------------------------------------


def test_a_court_order_is_read_by_manager_and_deputy_and_by_nobody_else(
    cast: Cast, browse: Browse
) -> None:
    link, child = link_of(cast, "edmund", "ottoline"), cast.children["ottoline"]
    form = reverse("families:court_order_create", args=[link.pk])
    body = {
        "key": "0a4b2c1e-0000-4000-8000-000000000001",
        "words": "Contact at the centre only. heron-4711",
        "started_on": today().isoformat(),
    }
    for _twice in range(2):
        assert browse("tariq").post(form, body).status_code == 302
    assert CourtOrderNote.objects.filter(words__contains="heron-4711").count() == 1
    page = reverse("families:child_homes", args=[child.pk])
    assert "heron-4711" in read(browse("bettina"), page)
    for name in ("saoirse", "flora", "edmund"):
        assert browse(name).get(page).status_code == 403
        with acting_as(cast.users[name]):
            assert not CourtOrderNote.objects.exists()
    assert "heron" not in str(list(AuditEvent.objects.values()))
    for field, value in (("review_on", "2020-01-01"), ("ended_on", "2020-01-01"), ("words", "")):
        assert browse("bettina").post(form, {**body, field: value}).status_code == 422


def test_side_by_side_costs_the_same_with_one_adult_and_with_twenty(
    cast: Cast, browse: Browse
) -> None:
    child, bettina = cast.children["ottoline"], browse("bettina")
    page = reverse("families:child_homes", args=[child.pk])

    def counted() -> int:
        bettina.get(page)
        with statements() as sent:
            assert canary("home-edmund") in read(bettina, page)
        return len(sent)

    before = counted()
    for place in range(20):
        user = make.make_user(f"aunt{place}@families.example", full_name=f"Aunt {place}")
        make.make_link(child, user=user, family=cast.homes["flora"])
    assert counted() == before


def test_an_order_that_has_ended_stays_for_the_manager_to_read_and_holds_no_more(
    cast: Cast, browse: Browse
) -> None:
    note = cast.court_orders["zofia"]
    CourtOrderNote.objects.filter(pk=note.pk).update(started_on=today() - 9 * ONE_DAY)
    end = reverse("families:court_order_end", args=[note.pk])
    for name in ("marek", "agnieszka", "ottilie"):
        assert browse(name).post(end).status_code == 404, name
    for _twice in range(2):
        assert browse("bettina").post(end).status_code == 302
    note.refresh_from_db()
    assert note.ended_on == today() - ONE_DAY, "yesterday was its last day"
    homes = reverse("families:child_homes", args=[note.child_id])
    assert note.words in read(browse("bettina"), homes)
    assert AuditEvent.objects.filter(verb="end_court_order").count() == 1


# --- to see as a family sees ----------------------------------------------------------------------


def begin(cast: Cast, browse: Browse, adult: str = "flora", child: str = "ottoline") -> Client:
    bettina = browse("bettina")
    url = reverse("families:see_as", args=[link_of(cast, adult, child).pk])
    assert bettina.post(url).status_code == 302
    return bettina


def test_a_manager_sees_what_flora_sees_and_flora_reads_of_it(cast: Cast, browse: Browse) -> None:
    bettina = begin(cast, browse)
    page = read(bettina, "/")
    assert "You see Footbridge as <b><bdi>Flora</bdi></b> sees it" in page
    assert canary("home-edmund") not in page
    verbs = list(
        AuditEvent.objects.filter(actor=cast.bettina).values_list("verb", flat=True).order_by("id")
    )
    assert verbs[-2:] == ["see_as", "see_page_as"]
    assert not AuditEvent.objects.filter(actor=cast.flora).exists()
    assert "Bettina</bdi> looked at Footbridge as you see it" in read(
        browse("flora"), reverse("families:more")
    )
    assert bettina.post(reverse("families:see_as_stop")).status_code == 302
    assert "seeing-as" not in read(bettina, reverse("families:people_list"))
    assert SeeingAs.objects.get().stopped_at is not None


def test_in_a_look_the_first_page_does_not_say_that_questions_are_unanswered(
    cast: Cast, browse: Browse
) -> None:
    Consent.objects.all().delete()
    HardTime.objects.all().delete()
    waits = reverse("families:consent_list", args=[cast.children["ottoline"].pk])
    assert waits in read(browse("flora"), "/")
    assert waits not in read(begin(cast, browse), "/")


@pytest.mark.timeout(900)  # every page of the house
def test_what_is_shut_says_its_name_in_floras_frame_and_stop_leads_back_to_the_child(
    cast: Cast, browse: Browse
) -> None:
    bettina = browse("bettina")
    child = cast.children["ottoline"]
    bettina.post(reverse("families:see_as", args=[link_of(cast, "flora", "ottoline").pk]))
    here = reverse("families:child_detail", args=[child.pk])
    permissions = reverse("families:consent_list", args=[child.pk])
    for address, name in (
        (permissions, "Permissions"),
        (reverse("communications:conversation_list"), "Messages"),
    ):
        answer = bettina.get(address, headers={"referer": f"http://testserver{here}"})
        html = answer.content.decode()
        assert answer.status_code == 403
        assert f"<h1>{name}</h1>" in html
        assert f'href="{here}"' in html, "there is a way back"
        assert "Worried?" not in html, "that is Bettina's frame"
        assert "Journals" not in html
    assert bettina.post(permissions).status_code == 403
    assert bettina.post(reverse("families:see_as_stop"))["Location"] == here


@pytest.mark.timeout(900)  # hundreds of pages
def test_every_address_is_readable_as_flora_reads_it_or_shut(cast: Cast, browse: Browse) -> None:
    """Every page, every method: no word that is not Flora's, none of her talks, nothing written."""
    bettina = begin(cast, browse)
    may_read = MAY_READ["flora"] - {canary("talk-flora"), canary("key-flora")}
    opened = set()
    for address in addresses(cast):
        if address.name.startswith(("health", "feedback:", "styleguide", "account_logout")):
            continue
        if address.name == "families:see_as_stop":
            continue
        for method in ("get", "post", "put", "delete"):
            with transaction.atomic():
                answer = getattr(bettina, method)(address.path)
                content = b"".join(answer) if answer.streaming else answer.content
            seen = canaries_in(content.decode("utf-8", "replace"))
            assert seen <= may_read, f"{method} {address.name} shows {seen - may_read}"
            if method != "get":
                assert answer.status_code in (403, 404, 405), f"{method} {address.name}"
            elif answer.status_code == 200:
                opened.add(address.name)
    assert opened <= OPEN_WHEN_SEEN_AS
    assert {"home", "families:child_detail", "learning_journals:journal"} <= opened


def test_nothing_is_written_while_she_looks_not_even_by_mistake(cast: Cast, browse: Browse) -> None:
    look = _look(cast, "flora", "ottoline")
    with acting_as(cast.bettina) as bettina:
        seen = context.see_as(look, manager=bettina)
        assert seen is not None
        assert seen.user == cast.flora
        with pytest.raises(InternalError, match="read-only"), transaction.atomic():
            User.objects.filter(pk=cast.flora.pk).update(about="I was here.")


def _look(cast: Cast, adult: str, child: str, *, by: str = "bettina") -> SeeingAs:
    with acting_as(cast.users[by]) as manager:
        return start_seeing_as(link_of(cast, adult, child), actor=manager)


def test_the_database_alone_shows_flora_without_her_talks_and_wishes(cast: Cast) -> None:
    make.make_digest_preference(cast.flora, setting=cast.hill)
    look = _look(cast, "flora", "ottoline")
    with acting_as(cast.bettina) as bettina:
        assert context.see_as(look, manager=bettina)
        words = set()
        with connection.cursor() as cursor:
            for table in (
                *("families_child", "families_family", "learning_journals_comment"),
                *("communications_conversation", "communications_message", "families_invitation"),
                *("communications_digestpreference", "families_courtordernote"),
                *("usersessions_usersession", "account_emailaddress", "feedback_feedbackitem"),
            ):
                cursor.execute(f'SELECT t::text FROM "{table}" t')
                rows = cursor.fetchall()
                words |= canaries_in(str(rows))
                if not table.startswith(("families_child", "families_family", "learning")):
                    assert rows == [], table
        assert words == {canary(each) for each in ("ottoline", "rafferty", "home-flora")}


@pytest.mark.parametrize("how", ["old", "future", "stopped", "other", "staff", "herself", "left"])
def test_a_look_that_does_not_hold_opens_nothing(cast: Cast, how: str) -> None:
    look = _look(cast, "flora", "ottoline")
    rows = SeeingAs.objects.filter(pk=look.pk)
    manager = cast.bettina
    if how == "old":
        rows.update(started_at=timezone.now() - timedelta(minutes=16))
    elif how == "future":
        rows.update(started_at=timezone.now() + timedelta(days=400))
    elif how == "stopped":
        rows.update(stopped_at=timezone.now())
    elif how == "other":
        manager = cast.tariq
    elif how == "staff":
        make.make_staff(cast.hill, user=cast.flora, role="office")
    elif how == "left":
        ParentCarer.objects.filter(user=cast.flora).update(ended_on=today() - ONE_DAY)
    elif how == "herself":
        manager = cast.flora
    with acting_as(manager) as person:
        assert context.see_as(look, manager=person) is None


@pytest.mark.parametrize("who", ["marek", "flora", "ottilie", "gwen"])
def test_nobody_but_a_manager_of_this_nursery_begins_a_look(
    cast: Cast, browse: Browse, who: str
) -> None:
    url = reverse("families:see_as", args=[link_of(cast, "edmund", "ottoline").pk])
    assert browse(who).post(url).status_code in (403, 404)
    assert not SeeingAs.objects.exists()


def test_staff_cannot_be_seen_as_nor_oneself(cast: Cast, browse: Browse) -> None:
    make.make_link(cast.children["zofia"], user=cast.bettina, family=cast.homes["kapelusz"])
    for adult, child in (("priya", "anouk"), ("bettina", "zofia")):
        url = reverse("families:see_as", args=[link_of(cast, adult, child).pk])
        assert browse("bettina").post(url).status_code == 403
    assert not SeeingAs.objects.exists()


def test_a_look_put_into_somebody_elses_session_opens_nothing(cast: Cast, browse: Browse) -> None:
    look = _look(cast, "flora", "ottoline")
    for who in ("marek", "edmund", "tariq", "ottilie"):
        client = browse(who)
        session = client.session
        session[SEEING_AS] = str(look.pk)
        session.save()
        page = client.get(reverse("families:more"), follow=True).content.decode()
        assert "seeing-as" not in page
        assert canary("home-flora") not in page


def test_after_a_quarter_of_an_hour_she_is_herself_again(cast: Cast, browse: Browse) -> None:
    bettina = begin(cast, browse)
    SeeingAs.objects.update(started_at=timezone.now() - timedelta(minutes=15, seconds=1))
    page = bettina.get("/", follow=True).content.decode()
    assert "The time is over" in page
    assert "seeing-as" not in page


def test_a_parent_with_children_in_two_nurseries_is_seen_in_this_one_only(
    cast: Cast, browse: Browse
) -> None:
    make.make_link(cast.children["barnacle"], user=cast.flora, family=cast.homes["sunniva"])
    bettina = begin(cast, browse)
    for url in ("/", reverse("families:more"), reverse("families:child_list")):
        page = read(bettina, url)
        assert "Barnacle" not in page
        assert canary("home-sunniva") not in page


# --- what was told to a few is not looked at ------------------------------------------------------


def test_what_flora_told_her_key_person_alone_is_not_read_by_looking_as_her(
    cast: Cast, browse: Browse
) -> None:
    page = reverse("families:family_detail", args=[cast.homes["flora"].pk])
    assert canary("key-flora") in read(browse("flora"), page)
    seen = read(begin(cast, browse), page)
    assert canary("home-flora") in seen
    assert canary("key-flora") not in seen
    assert "for the key person only: not shown while you look" in seen
    assert "not shown while you look" not in read(browse("flora"), page)


def test_the_password_at_the_door_is_not_shown_while_she_looks(cast: Cast, browse: Browse) -> None:
    page = reverse("families:collection", args=[cast.children["ottoline"].pk])
    assert 'class="the-word"' in read(browse("flora"), page)
    seen = read(begin(cast, browse), page)
    assert 'class="the-word"' not in seen
    assert "The password is not shown while you look." in seen


def test_each_wall_alone_keeps_from_a_look_what_flora_told_to_a_few(cast: Cast) -> None:
    look = _look(cast, "flora", "ottoline")
    told = FamilyAnswer.objects.filter(family=cast.homes["flora"])
    with acting_as(cast.flora):
        assert set(told.values_list("audience", flat=True)) == {"room", "key_person"}
    with acting_as(cast.bettina) as bettina:  # the database alone
        assert context.see_as(look, manager=bettina)
        assert set(told.values_list("audience", flat=True)) == {"room"}
        for model in (CollectionPassword, SkillOffer, BarrierAnswer, ShareInvitation):
            assert not model.objects.exists(), model
    seen = dataclasses.replace(person_by_code(cast, "flora"), seen_by=cast.bettina)
    answers = policies.answers_visible_to(seen)  # the code alone
    assert set(answers.values_list("audience", flat=True)) == {"room"}
    for visible in (
        policies.collection_passwords_visible_to,
        policies.skill_offers_visible_to,
        policies.barrier_answers_visible_to,
        policies.share_invitations_visible_to,
    ):
        assert not visible(seen).exists(), visible


@pytest.mark.parametrize("when", [timedelta(days=400), timedelta(minutes=2), -timedelta(minutes=2)])
def test_no_look_is_written_down_for_another_hour_than_this_one(
    cast: Cast, when: timedelta
) -> None:
    """Whoever dates a look ahead would have more than a quarter of an hour."""
    look = SeeingAs(setting=cast.hill, manager=cast.bettina, adult=cast.flora)
    look.started_at = timezone.now() + when
    with acting_as(cast.bettina):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            SeeingAs.objects.bulk_create([look])
        assert not SeeingAs.objects.exists()
