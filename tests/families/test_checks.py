"""Has anything changed? The walk of a term, and what a family says anew about health."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families.models import AuditEvent, Child, Family, FamilyCheck, HardTime, HealthChange, Term
from families.queries.checks import STEPS
from families.queries.trail import VERBS
from tests import factories as make
from tests.cast import Cast
from tests.roles import acting_as
from tests.statements import statements

Browse = Callable[[str], Client]


@pytest.fixture
def browse(cast: Cast) -> Browse:
    """`browse("marek")` is a browser in which Marek is signed in."""
    HealthChange.objects.all().delete()
    FamilyCheck.objects.all().delete()

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(cast.users[name])
        return client

    return signed_in


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def health(cast: Cast, child: str) -> str:
    return reverse("families:health_change_create", args=[cast.children[child].pk])


def walk(cast: Cast, home: str, step: str = "") -> str:
    if step:
        return reverse("families:family_check_step", args=[cast.homes[home].pk, step])
    return reverse("families:family_check", args=[cast.homes[home].pk])


def board(cast: Cast, room: str) -> str:
    return reverse("learning_journals:today_room", args=[cast.rooms[room].pk])


def say(client: Client, address: str, **changed: str) -> Any:
    """What a browser sends: the fields, and beside them what stood in them."""
    stood = client.get(address).context["form"].initial
    return client.post(address, {**stood, **_beside(stood), **changed})


def _beside(stood: dict[str, str]) -> dict[str, str]:
    return {f"initial-{name}": words for name, words in stood.items()}


def shown(manager: Client, change: HealthChange) -> dict[str, str]:
    """What stands in the fields under one family's words when the manager opens the list."""
    cards = manager.get(reverse("families:check_list")).context["cards"]
    form = next(form for waits, form in cards if waits == change)
    return {name: form[name].value() or "" for name in form.fields}


def settle(manager: Client, change: HealthChange, **changed: str) -> Any:
    """Take a family's words over as the list offers them, or with what the manager changed."""
    address = reverse("families:health_change_settle", args=[change.pk])
    return manager.post(address, {**shown(manager, change), "then": "accept", **changed})


# --- health ---------------------------------------------------------------------------------------


def test_a_new_allergy_is_shown_at_once_beside_the_old_until_it_is_checked(
    cast: Cast, browse: Browse
) -> None:
    assert say(browse("nia"), health(cast, "idris"), allergies="egg and sesame").status_code == 302
    page = text(browse("marek"), board(cast, "conkers"))
    assert "egg and sesame" in page
    assert "allergy to egg" in page, "the old one is not gone"
    assert "being checked" in page
    assert Child.objects.get(pk=cast.children["idris"].pk).allergies == "egg"
    [change] = HealthChange.objects.all()
    assert settle(browse("bettina"), change).status_code == 302
    assert Child.objects.get(pk=cast.children["idris"].pk).allergies == "egg and sesame"
    page = text(browse("marek"), board(cast, "conkers"))
    assert "being checked" not in page
    assert "egg and sesame" in page


def test_an_allergy_that_a_family_says_is_over_stays_on_the_board_until_it_is_checked(
    cast: Cast, browse: Browse
) -> None:
    say(browse("nia"), health(cast, "idris"), allergies="")
    page = text(browse("marek"), board(cast, "conkers"))
    assert "allergy to egg" in page
    assert "no longer so" in page
    [change] = HealthChange.objects.all()
    settle(browse("bettina"), change, then="leave", answer="Bring us the letter, please.")
    page = text(browse("marek"), board(cast, "conkers"))
    assert "allergy to egg" in page
    assert "no longer so" not in page


def test_said_twice_it_is_one_and_said_anew_the_newest_counts(cast: Cast, browse: Browse) -> None:
    nia = browse("nia")
    for words in ("sesame", "sesame", "sesame and kiwi"):
        say(nia, health(cast, "idris"), allergies=words)
    still_open = HealthChange.objects.filter(settled_at__isnull=True)
    assert [change.words for change in still_open] == ["sesame and kiwi"]
    say(nia, health(cast, "idris"), allergies="egg")
    assert not HealthChange.objects.filter(settled_at__isnull=True).exists(), "a slip of the pen"


def test_two_adults_of_a_home_who_write_at_the_same_time_are_both_heard(
    cast: Cast, browse: Browse
) -> None:
    uncle = make.make_user("uncle@example.org", full_name="Uncle Tolu")
    make.make_link(cast.children["idris"], user=uncle, family=cast.homes["lanternjack"])
    nia, page = browse("nia"), health(cast, "idris")
    stood = nia.get(page).context["form"].initial
    his = Client()
    his.force_login(uncle)
    say(his, page, allergies="peanuts: EpiPen")
    nia.post(page, {**stood, **_beside(stood), "allergies": "eggs and kiwi"})
    [waits] = HealthChange.objects.filter(settled_at__isnull=True)
    assert waits.words == "peanuts: EpiPen; eggs and kiwi"
    say(nia, page, allergies="kiwi")
    [waits] = HealthChange.objects.filter(settled_at__isnull=True)
    assert waits.words == "kiwi", "she has seen his words and says otherwise"


def test_a_manager_leaves_what_we_hold_however_long_the_two_texts_are(
    cast: Cast, browse: Browse
) -> None:
    Child.objects.filter(pk=cast.children["ottoline"].pk).update(allergies="")
    say(browse("flora"), health(cast, "ottoline"), allergies="a" * 120)
    say(browse("edmund"), health(cast, "ottoline"), allergies="b" * 120)
    bettina = browse("bettina")
    flora, edmund = HealthChange.objects.order_by("at")
    assert settle(bettina, flora).status_code == 302
    assert settle(bettina, edmund, then="accept").status_code == 422, "too long to hold"
    assert settle(bettina, edmund, then="leave").status_code == 302


def test_the_other_home_hears_of_it_when_it_is_checked_and_not_before(
    cast: Cast, browse: Browse
) -> None:
    page = reverse("families:child_detail", args=[cast.children["ottoline"].pk])
    say(browse("flora"), health(cast, "ottoline"), allergies="wasps")
    assert "wasps" in text(browse("flora"), page)
    assert "wasps" not in text(browse("edmund"), page)
    [change] = HealthChange.objects.all()
    settle(browse("tariq"), change)
    assert "wasps" in text(browse("edmund"), page)


def two_homes_say(cast: Cast, browse: Browse) -> tuple[HealthChange, HealthChange]:
    """Flora and Edmund each say something new of Ottoline, and neither knows of the other's."""
    Child.objects.filter(pk=cast.children["ottoline"].pk).update(allergies="")
    say(browse("flora"), health(cast, "ottoline"), allergies="peanuts: EpiPen")
    say(browse("edmund"), health(cast, "ottoline"), allergies="eggs")
    flora, edmund = HealthChange.objects.order_by("at")
    return flora, edmund


def test_the_allergies_that_two_homes_name_are_both_held(cast: Cast, browse: Browse) -> None:
    flora, edmund = two_homes_say(cast, browse)
    bettina, ottoline = browse("bettina"), cast.children["ottoline"]
    assert settle(bettina, flora).status_code == 302
    page = text(bettina, reverse("families:check_list"))
    assert '<dd dir="auto">peanuts: EpiPen</dd>' in page, "what would be replaced is shown"
    assert "What we hold has changed since they wrote" in page
    assert settle(bettina, edmund).status_code == 302
    ottoline.refresh_from_db()
    assert ottoline.allergies == "peanuts: EpiPen; eggs"


def test_an_allergy_that_came_in_while_the_manager_was_reading_is_not_erased(
    cast: Cast, browse: Browse
) -> None:
    flora, edmund = two_homes_say(cast, browse)
    ottoline = cast.children["ottoline"]
    bettina, opened = browse("bettina"), shown(browse("bettina"), edmund)
    assert settle(browse("tariq"), flora).status_code == 302
    address = reverse("families:health_change_settle", args=[edmund.pk])
    late = bettina.post(address, {**opened, "then": "accept"})
    assert late.status_code == 422
    assert "Someone else changed what we hold" in late.content.decode()
    ottoline.refresh_from_db()
    assert ottoline.allergies == "peanuts: EpiPen"
    form = late.context["form"]
    again = {name: form[name].value() or "" for name in form.fields}
    assert bettina.post(address, {**again, "then": "accept"}).status_code == 302
    ottoline.refresh_from_db()
    assert ottoline.allergies == "peanuts: EpiPen; eggs"


def test_a_father_who_had_the_page_open_does_not_take_back_what_the_mother_said_meanwhile(
    cast: Cast, browse: Browse
) -> None:
    ottoline, address = cast.children["ottoline"], health(cast, "ottoline")
    Child.objects.filter(pk=ottoline.pk).update(allergies="", diet="")
    edmund = browse("edmund")
    opened = edmund.get(address).context["form"].initial
    assert 'name="initial-allergies"' in text(edmund, address)
    page = {**opened, **{f"initial-{name}": words for name, words in opened.items()}}
    say(browse("flora"), address, allergies="peanuts: EpiPen")
    bettina = browse("bettina")
    settle(bettina, HealthChange.objects.get())
    assert edmund.post(address, {**page, "diet": "no pork"}).status_code == 302
    [food] = HealthChange.objects.filter(settled_at__isnull=True)
    assert food.field == "diet", "of allergies he said nothing"
    edmund.post(address, {**page, "allergies": "eggs"})
    eggs = HealthChange.objects.get(settled_at__isnull=True, field="allergies")
    settle(bettina, eggs)
    ottoline.refresh_from_db()
    assert ottoline.allergies == "peanuts: EpiPen; eggs", "he had not seen the peanuts"


def test_the_manager_holds_what_she_writes_and_a_text_too_long_stays_on_the_page(
    cast: Cast, browse: Browse
) -> None:
    _flora, edmund = two_homes_say(cast, browse)
    bettina, ottoline = browse("bettina"), cast.children["ottoline"]
    refused = settle(bettina, edmund, allergies="eggs " * 50)
    assert refused.status_code == 422
    assert ("eggs " * 50).strip() in refused.content.decode()
    assert settle(bettina, edmund, allergies="eggs, also baked").status_code == 302
    ottoline.refresh_from_db()
    assert ottoline.allergies == "eggs, also baked"


def test_of_two_who_settle_one_families_words_the_second_changes_nothing(
    cast: Cast, browse: Browse
) -> None:
    flora, _edmund = two_homes_say(cast, browse)
    bettina, ottoline = browse("bettina"), cast.children["ottoline"]
    opened = shown(bettina, flora)
    settle(browse("tariq"), flora, then="leave", answer="Bring us the letter.")
    address = reverse("families:health_change_settle", args=[flora.pk])
    late = bettina.post(address, {**opened, "then": "accept"}, follow=True)
    assert "A colleague was quicker" in late.content.decode()
    flora.refresh_from_db()
    ottoline.refresh_from_db()
    assert (flora.is_accepted, flora.answer) == (False, "Bring us the letter.")
    assert ottoline.allergies == ""


@pytest.mark.parametrize("name", ["marek", "nia"])
def test_nobody_but_the_manager_takes_it_over(cast: Cast, browse: Browse, name: str) -> None:
    say(browse("nia"), health(cast, "idris"), allergies="sesame")
    [change] = HealthChange.objects.all()
    address = reverse("families:health_change_settle", args=[change.pk])
    assert browse(name).post(address, {"then": "accept"}).status_code == 403
    assert browse("edmund").post(address, {"then": "accept"}).status_code == 404
    with acting_as(cast.nia), pytest.raises(ProgrammingError), transaction.atomic():
        HealthChange.objects.filter(pk=change.pk).update(
            is_accepted=True, settled_at=timezone.now(), settled_by=cast.nia
        )


def test_words_too_long_for_health_are_kept_on_the_page(cast: Cast, browse: Browse) -> None:
    words = "sesame " * 60
    answer = say(browse("nia"), health(cast, "idris"), allergies=words)
    assert answer.status_code == 422
    assert "there is room for 200" in answer.content.decode()
    assert words.strip() in answer.content.decode()
    assert not HealthChange.objects.exists()


# --- the walk -------------------------------------------------------------------------------------


@pytest.fixture
def better_times(cast: Cast) -> None:
    """Nobody is reminded in a hard time; that of the cast is over."""
    HardTime.objects.update(taken_back_on=timezone.localdate())


@pytest.mark.usefixtures("better_times")
def test_a_mother_goes_the_walk_in_two_sittings_and_the_reminder_is_gone(
    cast: Cast, browse: Browse
) -> None:
    agnieszka, home = browse("agnieszka"), reverse("home")
    assert "Has anything changed?" in text(agnieszka, home)
    answer = say(agnieszka, walk(cast, "kapelusz", "contacts"), phone="01632 960 999")
    assert answer.url == walk(cast, "kapelusz", "health")
    assert Family.objects.get(pk=cast.homes["kapelusz"].pk).phone == "01632 960 999"
    assert "1 of 5 looked at" in text(agnieszka, home)
    for step in STEPS:
        if step != "contacts":
            assert browse("tomasz").post(walk(cast, "kapelusz", step)).status_code == 302
    [check] = FamilyCheck.objects.all()
    assert check.finished_at
    assert "Has anything changed?" not in text(agnieszka, home)
    page = text(browse("bettina"), reverse("families:check_list"))
    assert "kanari-home-kapelusz" not in page
    assert "kanari-home-flora" in page


@pytest.mark.usefixtures("better_times")
def test_it_can_be_put_off_and_comes_back_after_two_weeks(cast: Cast, browse: Browse) -> None:
    term = cast.terms["hill"]
    Term.objects.filter(pk=term.pk).update(ends_on=timezone.localdate() + timedelta(days=60))
    agnieszka, home = browse("agnieszka"), reverse("home")
    agnieszka.post(walk(cast, "kapelusz"), {"then": "later"})
    assert "Has anything changed?" not in text(agnieszka, home)
    with time_machine.travel(timezone.now() + timedelta(days=14), tick=True):
        assert "Has anything changed?" in text(browse("agnieszka"), home)


def test_two_homes_go_their_own_walks(cast: Cast, browse: Browse) -> None:
    browse("flora").post(walk(cast, "flora", "routines"))
    assert "1 of 5" not in text(browse("edmund"), reverse("home"))
    assert browse("edmund").get(walk(cast, "flora")).status_code == 404
    assert browse("saoirse").get(walk(cast, "flora")).status_code == 403
    assert browse("bettina").post(walk(cast, "flora", "routines")).status_code == 403


def test_between_terms_nobody_is_asked(cast: Cast, browse: Browse) -> None:
    Term.objects.all().delete()
    assert "Has anything changed?" not in text(browse("agnieszka"), reverse("home"))
    assert browse("agnieszka").get(walk(cast, "kapelusz")).status_code == 404
    assert "No term is running." in text(browse("bettina"), reverse("families:check_list"))


def test_a_step_done_twice_is_one_and_an_unknown_step_is_none(cast: Cast, browse: Browse) -> None:
    agnieszka = browse("agnieszka")
    for _twice in range(2):
        agnieszka.post(walk(cast, "kapelusz", "health"))
    assert FamilyCheck.objects.get().steps_done == ["health"]
    assert agnieszka.get(walk(cast, "kapelusz", "income")).status_code == 404


def test_only_the_manager_reads_the_list(cast: Cast, browse: Browse) -> None:
    for name, status in (("bettina", 200), ("tariq", 200), ("marek", 403), ("agnieszka", 403)):
        assert browse(name).get(reverse("families:check_list")).status_code == status, name


def test_every_step_is_in_the_trail_in_plain_words(cast: Cast, browse: Browse) -> None:
    agnieszka = browse("agnieszka")
    say(agnieszka, health(cast, "zofia"), allergies="plasters")
    agnieszka.post(walk(cast, "kapelusz"), {"then": "later"})
    for step in ("health", "routines"):
        agnieszka.post(walk(cast, "kapelusz", step))
    [change] = HealthChange.objects.all()
    settle(browse("bettina"), change)
    done = set(AuditEvent.objects.values_list("verb", flat=True))
    wanted = {"propose_health_change", "put_off_check", "do_check_step", "accept_health_change"}
    assert wanted <= done <= VERBS.keys()


def test_the_managers_list_costs_the_same_with_many_homes(cast: Cast, browse: Browse) -> None:
    bettina, page = browse("bettina"), reverse("families:check_list")

    def cost() -> int:
        bettina.get(page)
        with statements() as sent:
            assert bettina.get(page).status_code == 200
        return len(sent)

    few = cost()
    for number in range(20):
        child = make.make_child(cast.hill, name=f"Tot{number} Bobbin")
        home = make.make_family(cast.hill, name=f"Home {number}")
        user = make.make_user(f"tot{number}@example.org", full_name=f"Parent {number}")
        make.make_link(child, user=user, family=home)
        HealthChange.objects.create(
            setting=cast.hill,
            child=child,
            family=home,
            field="diet",
            words="No pork.",
            proposed_by=user,
        )
    assert cost() == few
