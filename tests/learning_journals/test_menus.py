"""What is on the table, and the child who must not eat it."""

import uuid
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families.models import AuditEvent
from learning_journals.models import CareEntry, ChildAllergen, MealStop, Offer
from learning_journals.queries.menus import either
from tests import factories as make
from tests.at_once import at_once
from tests.cast import Cast
from tests.roles import acting_as
from tests.statements import statements

pytestmark = pytest.mark.django_db


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.users[name])
    return client


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def board(cast: Cast) -> str:
    return reverse("learning_journals:today_room", args=[cast.rooms["conkers"].pk])


@pytest.fixture
def with_egg(cast: Cast) -> Cast:
    """There is egg in today's lunch, and Idris must not have it."""
    CareEntry.objects.all().delete()
    MealStop.objects.all().delete()
    make.make_offer_of_the_day(
        cast.hill, by=cast.bettina, words="Egg fried rice", allergens=["eggs", "soya"]
    )
    make.make_child_allergen(cast.children["idris"], allergen="eggs", by=cast.bettina)
    return cast


def log_lunch(cast: Cast, *names: str, key: uuid.UUID | None = None, **given: Any) -> HttpResponse:
    url = reverse("learning_journals:care_create", args=[cast.rooms["conkers"].pk])
    body = {
        "key": key or uuid.uuid4(),
        "kind": "lunch",
        "amount": "most",
        "child": [cast.children[name].pk for name in names],
        **given,
    }
    return signed_in(cast, "marek").post(url, body)


def answer_stop(cast: Cast, *names: str, who: str = "marek", **given: Any) -> Any:
    """The answer to the stop of the first of these children that was made last."""
    url = reverse("learning_journals:meal_instead", args=[cast.rooms["conkers"].pk])
    stop = MealStop.objects.filter(child=cast.children[names[0]]).latest("stopped_at")
    body = {
        "key": uuid.uuid4(),
        "batch": stop.batch,
        "child": [cast.children[name].pk for name in names],
        **given,
    }
    return signed_in(cast, who).post(url, body)


def answers() -> dict[str, str]:
    """Child → how the stop was answered."""
    return {stop.child.known_as: stop.how for stop in MealStop.objects.select_related("child")}


def eaten() -> dict[str, tuple[str, str]]:
    """Child → how much of what."""
    return {
        entry.child.known_as: (entry.answer, entry.words or entry.offer.words)
        for entry in CareEntry.objects.select_related("child", "offer")
    }


def test_the_board_says_what_is_on_the_table_and_who_must_not_have_it(with_egg: Cast) -> None:
    html = page(signed_in(with_egg, "marek"), board(with_egg))
    assert "Egg fried rice" in html
    assert "in it: Eggs, Soya" in html
    assert "not this lunch: eggs" in html
    assert either(["Eggs", "Gluten", "Milk"]) == "eggs, gluten or milk"


def test_the_meal_stops_for_idris_and_goes_through_for_the_others(with_egg: Cast) -> None:
    answer = log_lunch(with_egg, "zofia", "idris", "anouk")
    assert answer.status_code == 200
    html = unescape(answer.content.decode())
    assert "Lunch stops here" in html
    assert "must not have eggs. It is in this meal." in html
    assert eaten() == {
        "Zofia": ("most", "Egg fried rice"),
        "Anouk": ("most", "Egg fried rice"),
    }
    day = reverse("learning_journals:day_today", args=[with_egg.children["zofia"].pk])
    assert "Lunch: ate most of it" in page(signed_in(with_egg, "agnieszka"), day)
    assert "Egg fried rice" in page(signed_in(with_egg, "agnieszka"), day)


def test_the_same_tap_sent_again_asks_again_and_logs_nobody_twice(with_egg: Cast) -> None:
    key = uuid.uuid4()
    for _twice in range(2):
        answer = log_lunch(with_egg, "zofia", "idris", key=key)
        assert "Lunch stops here" in answer.content.decode()
    assert set(eaten()) == {"Zofia"}


def test_idris_had_something_else(with_egg: Cast) -> None:
    log_lunch(with_egg, "zofia", "idris")
    answer = answer_stop(with_egg, "idris", instead="else", what="Rice and peas", amount="all")
    assert answer.status_code == 302
    assert eaten()["Idris"] == ("all", "Rice and peas")
    assert CareEntry.objects.get(child=with_egg.children["idris"]).offer is None


def test_idris_had_nothing_of_it(with_egg: Cast) -> None:
    log_lunch(with_egg, "zofia", "idris")
    assert answer_stop(with_egg, "idris", instead="not").status_code == 302
    assert set(eaten()) == {"Zofia"}


def test_it_was_given_by_mistake(with_egg: Cast) -> None:
    log_lunch(with_egg, "zofia", "idris")
    answer = answer_stop(with_egg, "idris", instead="mistake")
    assert answer.status_code == 200
    html = unescape(answer.content.decode())
    assert "Tell the manager." in html
    assert "999" in html
    idris = with_egg.children["idris"].pk
    assert reverse("families:child_detail", args=[idris]) in html
    assert reverse("learning_journals:notice_create", args=[idris]) in html
    assert set(eaten()) == {"Zofia"}
    line = AuditEvent.objects.get(verb="give_food_by_mistake")
    assert line.child_id == with_egg.children["idris"].pk


def test_a_mistake_sent_twice_is_one_line_in_the_trail(with_egg: Cast) -> None:
    log_lunch(with_egg, "idris")
    for _twice in range(2):
        answer = answer_stop(with_egg, "idris", instead="mistake")
        assert "Tell the manager." in unescape(answer.content.decode())
    assert AuditEvent.objects.filter(verb="give_food_by_mistake").count() == 1


def test_what_nobody_has_answered_waits_on_everybodys_board(with_egg: Cast) -> None:
    log_lunch(with_egg, "zofia", "idris")
    for _later in range(2):
        html = page(signed_in(with_egg, "ewa"), board(with_egg))
        assert html.count("Lunch stops here") == 1
        assert "must not have eggs. It is in this meal." in html
        log_lunch(with_egg, "anouk")
    answer_stop(with_egg, "idris", who="ewa", instead="not")
    assert "stops here" not in page(signed_in(with_egg, "marek"), board(with_egg))
    assert answers() == {"Idris": "not"}


def test_lunch_of_friday_is_asked_about_on_monday_and_logged_for_friday(with_egg: Cast) -> None:
    log_lunch(with_egg, "idris")
    friday = timezone.now() - timedelta(days=3)
    MealStop.objects.update(at=friday)
    html = page(signed_in(with_egg, "ewa"), board(with_egg))
    assert f"{timezone.localtime(friday):%H:%M}" in html.partition("stops here")[2][:200]
    answer_stop(with_egg, "idris", instead="else", what="Rice and peas", amount="all")
    assert CareEntry.objects.get().at == friday


def test_a_stop_of_last_week_can_not_be_logged_any_more_and_is_not_asked(with_egg: Cast) -> None:
    log_lunch(with_egg, "idris")
    MealStop.objects.update(at=timezone.now() - timedelta(days=8))
    assert "stops here" not in page(signed_in(with_egg, "ewa"), board(with_egg))


def test_lunch_tapped_twice_waits_for_one_answer(with_egg: Cast) -> None:
    for _twice in range(2):
        assert "Lunch stops here" in log_lunch(with_egg, "idris").content.decode()
    assert MealStop.objects.count() == 1
    answer_stop(with_egg, "idris", instead="not")
    log_lunch(with_egg, "idris")  # a tap after the answer is a question of its own
    assert MealStop.objects.filter(answered_at__isnull=True).count() == 1


def test_the_same_form_that_was_answered_asks_nothing_more(with_egg: Cast) -> None:
    key = uuid.uuid4()
    log_lunch(with_egg, "idris", key=key)
    answer_stop(with_egg, "idris", instead="not")
    assert "stops here" not in log_lunch(with_egg, "idris", key=key).content.decode()


def test_taking_the_tap_back_takes_the_question_back(with_egg: Cast) -> None:
    key = uuid.uuid4()
    said = log_lunch(with_egg, "idris", key=key)
    assert "Saved" not in said.content.decode()
    signed_in(with_egg, "ewa").post(said["Logged-As"])  # a tap is one's own
    assert answers() == {"Idris": ""}
    for _twice in range(2):
        assert signed_in(with_egg, "marek").post(said["Logged-As"]).status_code == 302
    assert answers() == {"Idris": "taken_back"}
    again = log_lunch(with_egg, "idris", key=key)
    assert again.status_code == 422
    assert "You took this back a moment ago." in unescape(again.content.decode())


def test_an_hour_later_a_question_is_answered_and_not_taken_back(with_egg: Cast) -> None:
    said = log_lunch(with_egg, "idris")
    MealStop.objects.update(stopped_at=timezone.now() - timedelta(hours=1))
    signed_in(with_egg, "marek").post(said["Logged-As"])
    assert answers() == {"Idris": ""}


def test_taking_back_what_was_eaten_instead_asks_once_more(with_egg: Cast) -> None:
    log_lunch(with_egg, "idris")
    answer_stop(with_egg, "idris", instead="else", what="Rice", amount="all")
    undo = reverse("learning_journals:care_undo", args=[CareEntry.objects.get().batch])
    signed_in(with_egg, "marek").post(undo)
    assert answers() == {"Idris": ""}
    assert "Lunch stops here" in page(signed_in(with_egg, "marek"), board(with_egg))


@pytest.mark.parametrize(
    ("first", "second", "stands", "logged"),
    [
        ("not", "mistake", "mistake", False),
        ("mistake", "not", "mistake", False),
        ("not", "else", "not", True),
        ("else", "mistake", "mistake", True),
    ],
)
def test_two_who_answer_at_once_are_both_heard(
    with_egg: Cast, first: str, second: str, stands: str, logged: bool
) -> None:
    log_lunch(with_egg, "idris")
    for who, how in (("marek", first), ("ewa", second)):
        answer_stop(with_egg, "idris", who=who, instead=how, what="Rice", amount="all")
    assert answers() == {"Idris": stands}
    assert ("Idris" in eaten()) == logged


def test_a_mistake_stands_on_the_face_until_its_accident_form_is_signed(with_egg: Cast) -> None:
    log_lunch(with_egg, "idris")
    answer_stop(with_egg, "idris", instead="mistake")
    marek, asked = signed_in(with_egg, "marek"), "Lunch given by mistake"
    form = reverse("learning_journals:notice_create", args=[with_egg.children["idris"].pk])
    assert asked in page(marek, board(with_egg))
    assert "Egg fried rice" in page(marek, form)
    body = {
        "kind": "incident",
        "day": timezone.localdate().isoformat(),
        "at": "00:00",
        "place": "Table",
        "words": "One spoon of egg fried rice.",
    }
    # a bump on the same day is another form
    marek.post(form, {**body, "key": uuid.uuid4()})
    assert asked in page(marek, board(with_egg))
    stop = MealStop.objects.get()
    signed = marek.post(form, {**body, "key": uuid.uuid4(), "mistakes": [stop.pk]})
    assert signed.status_code == 302
    assert asked not in page(marek, board(with_egg))
    stop.refresh_from_db()
    assert stop.notice is not None
    assert stop.notice.child_id == stop.child_id


def test_nobody_answers_for_a_child_of_another_room(with_egg: Cast) -> None:
    log_lunch(with_egg, "idris")
    answer = answer_stop(with_egg, "idris", who="saoirse", instead="not")
    assert answer.status_code == 404
    assert answers() == {"Idris": ""}


def test_an_answer_to_what_waits_no_more_says_so(with_egg: Cast) -> None:
    log_lunch(with_egg, "idris")
    answer = answer_stop(with_egg, "idris", instead="not", batch=uuid.uuid4())
    assert answer.status_code == 422
    assert "Nothing waits here any more." in unescape(answer.content.decode())
    assert answers() == {"Idris": ""}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Say what happened."),
        ({"instead": "else", "amount": "all"}, "Say what they had."),
        ({"instead": "else", "what": "Rice"}, "Say how much was eaten."),
    ],
)
def test_a_half_answer_is_asked_again_and_keeps_what_was_typed(
    with_egg: Cast, given: dict[str, str], said: str
) -> None:
    log_lunch(with_egg, "idris")
    answer = answer_stop(with_egg, "idris", **given)
    assert answer.status_code == 422
    html = unescape(answer.content.decode())
    assert said in html
    assert given.get("what", "") in html
    assert eaten() == {}
    assert answers() == {"Idris": ""}


def test_two_children_are_answered_one_by_one(with_egg: Cast) -> None:
    make.make_child_allergen(with_egg.children["anouk"], allergen="soya", by=with_egg.bettina)
    log_lunch(with_egg, "idris", "anouk")
    assert answer_stop(with_egg, "idris", instead="not").status_code == 302
    html = page(signed_in(with_egg, "marek"), board(with_egg)).partition("stops here")[2]
    assert "must not have soya. It" in html
    assert "must not have eggs. It" not in html


def test_a_half_answer_keeps_who_was_ticked(with_egg: Cast) -> None:
    make.make_child_allergen(with_egg.children["anouk"], allergen="soya", by=with_egg.bettina)
    log_lunch(with_egg, "idris", "anouk")
    html = answer_stop(with_egg, "idris", instead="else").content.decode()
    ticked = [
        f'value="{with_egg.children[name].pk}" checked' in html for name in ("idris", "anouk")
    ]
    assert ticked == [True, False]


@pytest.mark.parametrize(
    ("ticked_by", "stops"), [("nobody", False), ("nia", True), ("bettina", True)]
)
def test_a_tick_stops_a_meal_and_words_alone_never_do(
    cast: Cast, ticked_by: str, stops: bool
) -> None:
    CareEntry.objects.all().delete()
    make.make_offer_of_the_day(cast.hill, by=cast.bettina, allergens=["eggs"])
    if ticked_by != "nobody":
        home = cast.homes["lanternjack"] if ticked_by == "nia" else None
        make.make_child_allergen(
            cast.children["idris"], allergen="eggs", by=cast.users[ticked_by], family=home
        )
    assert cast.children["idris"].allergies == "egg"
    answer = log_lunch(cast, "idris")
    assert (answer.status_code == 200) == stops
    assert ("Idris" in eaten()) != stops


def test_without_a_menu_nothing_stops(cast: Cast) -> None:
    CareEntry.objects.all().delete()
    make.make_child_allergen(cast.children["idris"], allergen="eggs", by=cast.bettina)
    assert log_lunch(cast, "idris").status_code == 302


# --- ticking --------------------------------------------------------------------------------------


def tick(cast: Cast, name: str, child: str, *codes: str) -> HttpResponse:
    url = reverse("learning_journals:allergens", args=[cast.children[child].pk])
    body = {"allergens": codes, "up_to": timezone.now().isoformat()}
    return signed_in(cast, name).post(url, body)


def ticked(cast: Cast, child: str) -> set[tuple[str, str]]:
    """Allergen and home, "" for the nursery."""
    return {
        (row.allergen, row.family.name.split(" ")[1] if row.family else "")
        for row in ChildAllergen.objects.filter(child=cast.children[child], ended_at=None)
    }


def test_nia_ticks_bettina_confirms_and_then_both_homes_know(cast: Cast) -> None:
    url = reverse("learning_journals:allergens", args=[cast.children["idris"].pk])
    assert "The words speak of it" in page(signed_in(cast, "nia"), url), "a hint, not a tick"
    assert tick(cast, "nia", "idris", "eggs", "milk").status_code == 302
    assert len(ticked(cast, "idris")) == 2
    assert "told, being checked" in page(signed_in(cast, "nia"), url)
    assert "being checked" not in page(signed_in(cast, "emrys"), url), "another home"
    menu = page(signed_in(cast, "bettina"), reverse("learning_journals:menu_week"))
    assert "Ticked by a home, not confirmed yet" in menu
    more = reverse("families:more")
    assert "allergens to confirm" in page(signed_in(cast, "bettina"), more)
    assert "allergens to confirm" not in page(signed_in(cast, "marek"), more)
    assert "to confirm" in page(signed_in(cast, "bettina"), url)
    assert tick(cast, "bettina", "idris", "eggs").status_code == 302
    assert ticked(cast, "idris") == {("eggs", "")}
    for name in ("nia", "emrys", "marek"):
        assert "the nursery knows" in page(signed_in(cast, name), url)


def test_what_a_home_ticks_while_the_manager_looks_waits_for_another_look(cast: Cast) -> None:
    up_to = timezone.now() - timedelta(seconds=5)
    tick(cast, "nia", "idris", "milk")
    url = reverse("learning_journals:allergens", args=[cast.children["idris"].pk])
    body = {"allergens": ["eggs"], "up_to": up_to.isoformat()}
    assert signed_in(cast, "bettina").post(url, body).status_code == 302
    assert {code for code, _home in ticked(cast, "idris")} == {"eggs", "milk"}


def test_a_home_ends_its_own_tick_and_not_the_nurserys(cast: Cast) -> None:
    make.make_child_allergen(cast.children["idris"], allergen="eggs", by=cast.bettina)
    tick(cast, "nia", "idris", "milk")
    tick(cast, "nia", "idris")
    assert ticked(cast, "idris") == {("eggs", "")}


def test_who_may_not_tick(cast: Cast) -> None:
    assert tick(cast, "marek", "idris", "milk").status_code == 403
    for name in ("saoirse", "agnieszka", "ottilie", "olwen"):
        assert tick(cast, name, "idris", "milk").status_code == 404
    assert tick(cast, "nia", "idris", "gravel").status_code == 422
    assert ticked(cast, "idris") == set()
    for name, home in (("emrys", "lanternjack"), ("marek", None), ("nia", None)):
        with (
            acting_as(cast.users[name]),
            pytest.raises(ProgrammingError, match="row-level security"),
            transaction.atomic(),
        ):
            make.make_child_allergen(
                cast.children["idris"],
                allergen="milk",
                by=cast.users[name],
                family=cast.homes[home] if home else None,
            )


# --- the menu -------------------------------------------------------------------------------------


def day_url(day: date | None = None) -> str:
    return reverse("learning_journals:menu_day", args=[day or timezone.localdate()])


def write_menu(cast: Cast, name: str = "bettina", *, seen: str = "", **given: Any) -> HttpResponse:
    client = signed_in(cast, name)
    if not seen:
        answer = client.get(day_url())
        seen = answer.context["form"]["seen"].value() if answer.status_code == 200 else "x"
    return client.post(day_url(), {"seen": seen, **given})


@pytest.fixture
def stan(cast: Cast) -> Cast:
    """The cook."""
    cast.users["stan"] = make.make_user("stan@marmaladehill.example", full_name="Stan Ladle")
    make.make_staff(cast.hill, user=cast.stan, role="cook")
    return cast


def test_the_cook_writes_the_day_and_what_stood_there_stays_written_down(stan: Cast) -> None:
    given = {"lunch_offer": "Lentil soup", "lunch_allergens": ["celery"]}
    for _twice in range(2):
        assert write_menu(stan, "stan", **given).status_code == 302
    assert write_menu(stan, "stan", lunch_offer="Leek soup").status_code == 302
    offers = list(Offer.objects.filter(day=timezone.localdate()).order_by("written_at"))
    assert [(offer.words, offer.allergens) for offer in offers] == [
        ("Lentil soup", ["celery"]),
        ("Leek soup", []),
    ]
    assert offers[0].replaced_at is not None
    assert "Leek soup" in page(signed_in(stan, "agnieszka"), reverse("learning_journals:menu_week"))


def test_two_who_write_one_day_lose_nobodys_allergens(stan: Cast) -> None:
    seen = signed_in(stan, "stan").get(day_url()).context["form"]["seen"].value()
    write_menu(stan, "bettina", lunch_offer="Fish pie", lunch_allergens=["fish", "milk"])
    answer = write_menu(stan, "stan", seen=seen, lunch_offer="Vegetable pie")
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Fish pie" in html
    assert "Vegetable pie" in html
    assert Offer.objects.get(day=timezone.localdate()).words == "Fish pie"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"lunch_allergens": ["milk"]}, "Say what it is, or take the ticks away."),
        ({"lunch_offer": "x" * 201}, "there is room for 200"),
        ({"lunch_offer": "Pie", "lunch_allergens": ["gravel"]}, "cannot be chosen any more"),
    ],
)
def test_a_menu_that_cannot_be_is_explained(
    cast: Cast, given: dict[str, object], said: str
) -> None:
    answer = write_menu(cast, **given)
    assert answer.status_code == 422
    assert said in unescape(answer.content.decode())
    assert not Offer.objects.filter(day=timezone.localdate()).exists()


def test_last_week_is_copied_into_the_gaps_once(cast: Cast) -> None:
    Offer.objects.all().delete()
    monday = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
    for meal, words in (("lunch", "Curry"), ("tea", "Toast")):
        make.make_offer_of_the_day(
            cast.hill,
            by=cast.bettina,
            meal=meal,
            words=words,
            allergens=["gluten"],
            day=monday - timedelta(days=7),
        )
    make.make_offer_of_the_day(cast.hill, by=cast.bettina, words="Ours", day=monday)
    client = signed_in(cast, "bettina")
    for _twice in range(2):
        answer = client.post(reverse("learning_journals:menu_copy", args=[timezone.localdate()]))
        assert answer.status_code == 302
    now = Offer.objects.filter(day__gte=monday, setting=cast.hill).order_by("meal")
    assert [(each.meal, each.words, each.allergens) for each in now] == [
        ("lunch", "Ours", []),
        ("tea", "Toast", ["gluten"]),
    ]


@pytest.mark.django_db(transaction=True)
def test_a_day_is_written_and_last_week_copied_at_the_same_moment(stan: Cast) -> None:
    Offer.objects.all().delete()
    monday = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
    tuesday = monday + timedelta(days=1)
    make.make_offer_of_the_day(
        stan.hill, by=stan.bettina, words="Curry", day=tuesday - timedelta(days=7)
    )
    clients = [signed_in(stan, name) for name in ("stan", "bettina")]
    seen = clients[0].get(day_url(tuesday)).context["form"]["seen"].value()
    copy = reverse("learning_journals:menu_copy", args=[monday])
    body = {"seen": seen, "lunch_offer": "Fish pie"}
    both = at_once(
        before='INSERT INTO "learning_journals_offer"',
        todo=[
            lambda: clients[0].post(day_url(tuesday), body).status_code,
            lambda: clients[1].post(copy).status_code,
        ],
    )
    assert all(status in (302, 409) for status in both), both
    assert Offer.objects.filter(day=tuesday, replaced_at__isnull=True).count() == 1


@pytest.mark.parametrize("name", ["marek", "agnieszka", "gwen"])
def test_nobody_else_writes_the_menu(cast: Cast, name: str) -> None:
    client = signed_in(cast, name)
    assert client.get(reverse("learning_journals:menu_week")).status_code == 200
    assert client.get(day_url()).status_code == 403
    copy = reverse("learning_journals:menu_copy", args=[timezone.localdate()])
    assert client.post(copy).status_code == 403
    with acting_as(cast.users[name]), pytest.raises(ProgrammingError), transaction.atomic():
        make.make_offer_of_the_day(cast.hill, by=cast.users[name])


def test_the_database_knows_meals_and_allergens(cast: Cast) -> None:
    for fields in ({"meal": "supper"}, {"allergens": ["gravel"]}, {"words": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make.make_offer_of_the_day(cast.hill, by=cast.bettina, **fields)


def test_a_day_that_is_far_away_has_no_menu(cast: Cast) -> None:
    client = signed_in(cast, "bettina")
    assert client.get(day_url(timezone.localdate() + timedelta(days=400))).status_code == 404
    for week in ("nonsense", "2026-02-31", "9999-01-01"):
        assert client.get(f"/menu/?week={week}").status_code == 200


def test_a_room_full_of_allergies_costs_no_more_statements(with_egg: Cast) -> None:
    client = signed_in(with_egg, "marek")
    page(client, board(with_egg))
    with statements() as few:
        page(client, board(with_egg))
    for number in range(20):
        child = make.make_child(
            with_egg.hill, name=f"Child{number} Button", room=with_egg.rooms["conkers"]
        )
        for code in ("eggs", "milk", "nuts"):
            make.make_child_allergen(child, allergen=code, by=with_egg.bettina)
    with statements() as many:
        assert "Child19" in page(client, board(with_egg))
    assert len(many) == len(few)
