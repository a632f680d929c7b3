"""The routine card: each home has its column, the nursery has its own, and a change is told."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families.models import FamilyAnswer, NurseryRoutine, ReadMark
from tests import factories as make
from tests.at_once import at_once
from tests.cast import Cast, build_cast
from tests.statements import statements

Browse = Callable[[str], Client]


@pytest.fixture
def browse(cast: Cast) -> Browse:
    """`browse("marek")` is a browser in which Marek is signed in."""

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(cast.users[name])
        return client

    return signed_in


def card(cast: Cast, child: str) -> str:
    return reverse("families:routine_card", args=[cast.children[child].pk])


def say(client: Client, address: str, words: str) -> Any:
    form = {**client.get(address).context["form"].initial, "words": words}
    return client.post(address, form)


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_father_sees_his_own_column_and_the_nurserys_and_never_the_mothers(
    cast: Cast, browse: Browse
) -> None:
    page = text(browse("edmund"), card(cast, "ottoline"))
    assert "kanari-home-edmund-kanari" in page
    assert "After lunch, by the window." in page
    assert "kanari-home-flora-kanari" not in page


def test_staff_see_both_homes_beside_their_own_column(cast: Cast, browse: Browse) -> None:
    page = text(browse("saoirse"), card(cast, "ottoline"))
    assert "kanari-home-edmund-kanari" in page
    assert "kanari-home-flora-kanari" in page
    assert browse("marek").get(card(cast, "ottoline")).status_code == 404


def test_each_side_writes_its_own_column_only(cast: Cast, browse: Browse) -> None:
    at_home, at_nursery = f"{card(cast, 'zofia')}sleep/", f"{card(cast, 'zofia')}sleep/nursery/"
    assert browse("marek").get(at_home).status_code == 403
    assert browse("agnieszka").get(at_nursery).status_code == 403
    assert browse("agnieszka").post(at_nursery, {"words": "x"}).status_code == 403
    assert browse("marek").get(f"{card(cast, 'zofia')}moods/nursery/").status_code == 404


def test_a_change_at_nursery_is_told_to_each_parent_until_they_open_the_card(
    cast: Cast, browse: Browse
) -> None:
    agnieszka, tomasz, home = browse("agnieszka"), browse("tomasz"), reverse("home")
    for parent in (agnieszka, tomasz):
        assert "routine card" in text(parent, home)
        parent.get(card(cast, "zofia"))
        assert "Something is new on" not in text(parent, home)
    with time_machine.travel(timezone.now() + timedelta(minutes=5), tick=True):
        say(browse("marek"), f"{card(cast, 'zofia')}calming/nursery/", "The blue tent.")
        assert "Something is new on" in text(agnieszka, home)
        assert "The blue tent." in text(agnieszka, card(cast, "zofia"))
        assert "Something is new on" not in text(agnieszka, home)
        assert "Something is new on" in text(tomasz, home), "each for themselves"


def test_a_change_at_home_is_told_to_the_key_person_on_the_board(
    cast: Cast, browse: Browse
) -> None:
    board = reverse("learning_journals:today_room", args=[cast.rooms["conkers"].pk])
    marek, ewa = browse("marek"), browse("ewa")
    for child in ("zofia", "idris"):
        marek.get(card(cast, child))
    assert "Routine card changed" not in text(marek, board)
    with time_machine.travel(timezone.now() + timedelta(minutes=5), tick=True):
        say(browse("agnieszka"), f"{card(cast, 'zofia')}sleep/", "At eight now.")
        assert text(marek, board).count("Routine card changed") == 1
        assert "Routine card changed" not in text(ewa, board), "she is not the key person"
        assert "At eight now." in text(marek, card(cast, "zofia"))
        assert "Routine card changed" not in text(marek, board)


def test_two_colleagues_write_one_line_and_nothing_is_lost(cast: Cast, browse: Browse) -> None:
    address = f"{card(cast, 'zofia')}comfort/nursery/"
    marek, ewa = browse("marek"), browse("ewa")
    his = {**marek.get(address).context["form"].initial, "words": "The hat."}
    hers = {**ewa.get(address).context["form"].initial, "words": "Counting."}
    assert marek.post(address, his).status_code == 302
    second = ewa.post(address, hers)
    assert second.status_code == 422
    assert "The hat." in second.content.decode()
    assert "Counting." in second.content.decode()
    hers["seen"] = second.context["form"].data["seen"]
    assert ewa.post(address, {**hers, "words": "The hat, then counting."}).status_code == 302
    lines = NurseryRoutine.objects.filter(question="comfort").order_by("at")
    assert [line.words for line in lines] == ["The hat.", "The hat, then counting."]


@pytest.mark.django_db(transaction=True)
def test_of_two_colleagues_who_write_the_first_line_at_the_same_moment_the_second_is_told() -> None:
    cast = build_cast()
    NurseryRoutine.objects.all().delete()
    address = f"{card(cast, 'zofia')}comfort/nursery/"

    def write(name: str) -> int:
        client = Client(raise_request_exception=False)
        client.force_login(cast.users[name])
        form = {**client.get(address).context["form"].initial, "words": f"From {name}."}
        return client.post(address, form).status_code

    both = at_once(
        before='INSERT INTO "families_nurseryroutine"',
        todo=[partial(write, name) for name in ("marek", "ewa")],
    )
    assert sorted(both) == [302, 422]
    assert NurseryRoutine.objects.filter(question="comfort").count() == 1


def test_the_same_form_sent_twice_is_one_version(cast: Cast, browse: Browse) -> None:
    address = f"{card(cast, 'zofia')}comfort/nursery/"
    marek = browse("marek")
    form = {**marek.get(address).context["form"].initial, "words": "The hat."}
    for _twice in range(2):
        assert marek.post(address, form).status_code == 302
    assert NurseryRoutine.objects.filter(question="comfort").count() == 1


def test_who_may_not_see_the_day_does_not_see_the_card(cast: Cast, browse: Browse) -> None:
    cast.children["idris"].parent_carers.filter(user=cast.emrys).update(sees_daily_notes=False)
    assert browse("emrys").get(card(cast, "idris")).status_code == 403


def test_looking_ahead_by_machine_opens_nothing(cast: Cast, browse: Browse) -> None:
    browse("agnieszka").head(card(cast, "zofia"))
    assert not ReadMark.objects.exists()


def test_the_card_and_the_board_cost_the_same_with_much_on_them(cast: Cast, browse: Browse) -> None:
    saoirse, flora = browse("saoirse"), browse("flora")
    board = reverse("learning_journals:today_room", args=[cast.rooms["pinecones"].pk])
    pages = [
        (saoirse, card(cast, "ottoline")),
        (flora, card(cast, "ottoline")),
        (flora, reverse("home")),
        (saoirse, board),
    ]

    def cost() -> list[int]:
        found = []
        for client, page in pages:
            client.get(page)
            with statements() as sent:
                assert client.get(page).status_code == 200
            found.append(len(sent))
        return found

    now = timezone.now()

    def grow(numbers: Iterable[int], codes: Iterable[str]) -> None:
        for number in numbers:
            name = f"Tot{number} Bobbin"
            child = make.make_child(cast.hill, name=name, room=cast.rooms["pinecones"])
            home = make.make_family(cast.hill, name=f"Home {number}")
            user = make.make_user(f"tot{number}@example.org", full_name=f"Parent {number}")
            make.make_link(child, user=user, family=home)
            make.make_key_person(child, membership=cast.posts["saoirse"])
            make.make_answer(home, child=child, page="routine", question="sleep", by=user)
            make.make_answer(home, question="meals", words="No pork.", by=user)
        for code in codes:
            for key in ("ottoline", "rafferty"):
                make.make_answer(
                    cast.homes["flora"],
                    child=cast.children[key],
                    page="routine",
                    question=code,
                    by=cast.flora,
                )
                NurseryRoutine.objects.create(
                    setting=cast.hill,
                    child=cast.children[key],
                    question=code,
                    words="So.",
                    written_by=cast.saoirse,
                    at=now - timedelta(days=1),
                )

    grow(range(1), ["comfort"])  # a list in which nothing waits is not read at all
    cost()
    few = cost()
    grow(range(1, 20), ("feeding", "toilet", "calming", "goodbyes"))
    cost()
    assert cost() == few
    assert FamilyAnswer.objects.filter(page="routine").count() > 20
