"""Where to turn: on every page of a parent, right for each child and each nursery, at no cost."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from families.actions.meanwhile import fingerprint
from families.forms.where_to_turn import CONTACT_FIELDS, ContactsForm
from families.models import AuditEvent, Membership, Setting
from tests import factories as make
from tests.cast import Cast
from tests.statements import statements

Browse = Callable[[str], Client]
CARD = "families:where_to_turn"


@pytest.fixture
def browse(cast: Cast) -> Browse:
    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(cast.users[name])
        return client

    return signed_in


def page(client: Client, name: str = CARD) -> str:
    return client.get(reverse(name)).content.decode()


def test_agnieszka_reads_who_is_there_for_her_and_the_four_steps_of_a_complaint(
    cast: Cast, browse: Browse
) -> None:
    card = page(browse("agnieszka"))
    for words in ("Marek", "Ewa", "Bettina", "Tariq", "Saoirse", "safeguarding lead"):
        assert words in card, words
    for words in ("999", "0808 800 5000", "0300 123 1231", "Piccadilly Gate", "28 days"):
        assert words in card, words
    assert card.count("<li><span><strong>") == 4
    assert cast.hill.letterbox_address in card
    assert "Custard Wharf" not in card


def test_a_mother_with_children_in_two_nurseries_finds_both_and_never_mixes_them(
    cast: Cast, browse: Browse
) -> None:
    make.make_link(cast.children["barnacle"], user=cast.agnieszka, family=cast.homes["sunniva"])
    Setting.objects.filter(pk=cast.wharf.pk).update(regulator_name="Estyn")
    hill, wharf = sorted(
        page(browse("agnieszka")).split("<article")[1:], key=lambda part: "Marek" not in part
    )
    assert "Ottilie" in wharf
    assert "Ottilie" not in hill
    assert "Estyn" in wharf
    assert "Estyn" not in hill
    assert "No safeguarding lead is named yet" in wharf


def test_a_child_without_a_key_person_is_told_so_plainly(cast: Cast, browse: Browse) -> None:
    assert "has no key person yet" in page(browse("priya"))


@pytest.mark.parametrize(
    "name", ["home", "families:more", "families:team_list", "families:profile_edit", CARD]
)
def test_the_way_there_stands_at_the_foot_of_every_page_of_a_parent(
    cast: Cast, browse: Browse, name: str
) -> None:
    foot = page(browse("emrys"), name).split('<footer class="foot">')[1]
    assert reverse(CARD) in foot


def test_the_first_page_of_a_family_carries_the_card_itself(cast: Cast, browse: Browse) -> None:
    home = page(browse("agnieszka"), "home")
    assert "Safeguarding lead" in home
    assert "Bettina" in home
    assert 'href="tel:01632960123"' in home


def test_the_manager_puts_the_numbers_right_and_nobody_else_does(
    cast: Cast, browse: Browse
) -> None:
    edit = reverse("families:where_to_turn_edit")
    for name in ("marek", "agnieszka"):
        assert browse(name).get(edit).status_code == 403
    fields = {name: getattr(cast.hill, name) for name in CONTACT_FIELDS}
    seen = fingerprint(cast.hill, fields=ContactsForm.edits)
    form = {**fields, "authority_name": "Councillor Office", "authority_phone": "01632 960 999"}
    assert browse("bettina").post(edit, {**form, "seen": seen}).status_code == 302
    assert "01632 960 999" in page(browse("agnieszka"))
    assert AuditEvent.objects.filter(verb="change_contacts", actor=cast.bettina).count() == 1
    late = browse("tariq").post(edit, {**form, "seen": seen, "emergency_number": "112"})
    assert late.status_code == 422, "somebody saved before"
    assert 'value="112"' in late.content.decode()


def test_the_emergency_number_is_never_empty(cast: Cast, browse: Browse) -> None:
    seen = fingerprint(cast.hill, fields=ContactsForm.edits)
    answer = browse("bettina").post(
        reverse("families:where_to_turn_edit"), {"seen": seen, "emergency_number": " "}
    )
    assert answer.status_code == 422
    assert "emergency_number" in answer.context["form"].errors


def test_the_card_costs_the_same_with_20_and_with_200_children_and_colleagues(
    cast: Cast, browse: Browse
) -> None:
    agnieszka = browse("agnieszka")

    def cost() -> list[int]:
        found: list[int] = []
        for name in (CARD, "home"):  # what is kept for a minute is kept now
            agnieszka.get(reverse(name))
        for name in (CARD, "home", "families:profile_edit"):
            with statements() as asked:
                agnieszka.get(reverse(name))
            found.append(len(asked))
        return found

    def grow(first: int, last: int) -> None:
        for number in range(first, last):
            child = make.make_child(cast.hill, name=f"Child {number}")
            make.make_link(child, user=cast.agnieszka, family=cast.homes["kapelusz"])
            make.make_key_person(child, membership=cast.posts["marek"])
            user = make.make_user(f"colleague{number}@example.org")
            Membership.objects.create(
                setting=cast.hill, user=user, role="manager", started_on=make.long_ago()
            )

    grow(0, 20)
    few = cost()
    grow(20, 200)
    assert cost() == few
    assert few[0] <= 8, few
