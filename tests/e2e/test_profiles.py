"""A family tells of itself on a phone, and the key person reads it on the tablet."""

import pytest
from playwright.sync_api import expect

from tests.stack import Stack, wait_until

from .conftest import PHONE, TABLET, Visit, assert_accessible

# One house for the whole folder: its tests run one after the other, in one process.
pytestmark = pytest.mark.e2e

TOLD = "Każdy u nas śpiewa, nawet żółw."


def _home_of(stack: Stack, name: str) -> str:
    ((home,),) = stack.ask("SELECT id FROM families_family WHERE name = %s", name)
    return f"/families/{home}/"


def test_a_mother_tells_on_her_phone_and_marek_says_that_he_has_read_it(
    visit: Visit, stack: Stack
) -> None:
    home = _home_of(stack, "Kapelusz")
    phone = visit("agnieszka@families", PHONE)
    phone.goto(home)
    assert_accessible(phone)
    phone.get_by_role("link", name="What are you good at, as a family?").click()
    phone.get_by_label("What are you good at, as a family?").fill(TOLD)
    expect(phone.locator("[data-autosave-says]")).to_contain_text("Only your home sees it")
    assert_accessible(phone)
    wait_until(
        lambda: stack.ask("SELECT 1 FROM families_answerdraft WHERE words = %s", TOLD) != [],
        seconds=10,
        what="the keeping while she writes",
    )
    assert stack.ask("SELECT 1 FROM families_familyanswer WHERE words = %s", TOLD) == []
    phone.get_by_role("button", name="Save, enough for today").click()
    expect(phone.get_by_text(TOLD)).to_be_visible()

    tablet = visit("marek", TABLET)
    tablet.goto(home)
    expect(tablet.locator(".strengths")).to_contain_text(TOLD)
    assert_accessible(tablet)
    tablet.get_by_role("button", name="I have read this").click()
    expect(tablet.get_by_text("You have read this")).to_be_visible()
    phone.reload()
    expect(phone.locator("#readers + ul")).to_contain_text("Marek")


def test_a_mother_who_reads_arabic_alone_answers_without_scripting(
    visit: Visit, stack: Stack
) -> None:
    ((child,),) = stack.ask("SELECT id FROM families_child WHERE known_as = 'Nura'")
    phone = visit("layla@families", PHONE, script=False)
    phone.goto(f"/children/{child}/all-about-me/fears/")
    phone.locator("#id_words").fill("تخاف من المكنسة الكهربائية.")
    phone.get_by_role("button", name="Save, enough for today").click()
    expect(phone.get_by_text("تخاف من المكنسة الكهربائية.")).to_be_visible()
    tablet = visit("priya", TABLET)
    tablet.goto(f"/children/{child}/all-about-me/")
    expect(tablet.get_by_text("تخاف من المكنسة الكهربائية.")).to_be_visible()
    assert_accessible(tablet)


def test_the_twins_homes_stand_side_by_side_for_staff_and_apart_for_each_parent(
    visit: Visit, stack: Stack
) -> None:
    ((child,),) = stack.ask("SELECT id FROM families_child WHERE known_as = 'Ottoline'")
    tablet = visit("jamal", TABLET, scheme="dark")
    tablet.goto(f"/children/{child}/all-about-me/")
    expect(tablet.get_by_text("At ours it's red.")).to_be_visible()
    expect(tablet.get_by_text("a ball of it, blue")).to_be_visible()
    assert_accessible(tablet)
    phone = visit("edmund@families", PHONE)
    phone.goto(f"/children/{child}/all-about-me/")
    expect(phone.get_by_text("At ours it's red.")).to_be_visible()
    expect(phone.get_by_text("a ball of it, blue")).to_have_count(0)
    assert_accessible(phone)
