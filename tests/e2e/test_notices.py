"""A bump on the head: written on the tablet, read on the phone, gone from the manager's list."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from .conftest import LAPTOP, PHONE, TABLET, Visit, assert_accessible

pytestmark = pytest.mark.e2e


def test_zofias_bump_is_written_read_and_off_the_list(visit: Visit) -> None:
    tablet = visit("ewa", TABLET)
    tablet.goto("/today/")
    tablet.get_by_role("link", name="Accident or injury").click()
    expect(tablet.get_by_role("heading", level=1)).to_contain_text("Who was hurt?")
    assert_accessible(tablet)
    tablet.get_by_role("link", name="Zofia").click()
    expect(tablet.get_by_role("heading", level=1)).to_contain_text("What happened to Zofia")
    assert_accessible(tablet)
    tablet.get_by_label("Time", exact=True).fill("00:01")
    tablet.get_by_label("Where?").fill("By the water tray")
    tablet.get_by_label("What happened?").fill("Kofi stood up, and she bent down.")
    expect(tablet.locator("#head-advice")).to_be_hidden()
    tablet.get_by_role("checkbox", name="Forehead").focus()
    tablet.keyboard.press("Space")  # the boxes answer to the keyboard, the picture follows
    expect(tablet.locator("#head-advice")).to_be_visible()
    tablet.get_by_label("We gave the family the advice").check()
    tablet.get_by_label("First aid").fill("A cold cloth for ten minutes")
    tablet.get_by_label("Who gave it?").select_option(label="Ewa")
    tablet.get_by_label("Who else saw it?").select_option(label="Marek")
    tablet.get_by_role("button", name="Sign as Ewa").click()
    expect(tablet.get_by_role("alert")).to_contain_text("say who told the family")
    tablet.get_by_label("Who told the family?").select_option(label="Ewa")
    tablet.locator("[name=told_how]").select_option(index=1)
    tablet.locator("[name=told_at]").fill("00:02")
    tablet.get_by_role("button", name="Sign as Ewa").click()
    expect(tablet.get_by_role("alert")).to_contain_text("“Kofi” is another child’s name")
    assert_accessible(tablet)
    tablet.get_by_label("What happened?").fill("Another child stood up, and she bent down.")
    tablet.get_by_role("button", name="Sign as Ewa").click()
    expect(tablet.locator(".toast")).to_contain_text("Signed.")
    expect(tablet.locator("#page")).to_contain_text("Not read yet")
    assert_accessible(tablet)
    tablet.goto("/today/")
    expect(tablet.locator("li.seat", has_text="Zofia")).to_contain_text("not read at home yet")
    assert_accessible(tablet)

    laptop = visit("bettina", LAPTOP)
    laptop.goto("/more/")
    laptop.get_by_role("link", name="Notices not read yet").click()
    expect(laptop.locator("#page")).to_contain_text("Zofia: Accident")
    assert_accessible(laptop)

    phone = visit("agnieszka@families", PHONE, script=False)
    phone.goto("/")
    phone.get_by_role("link", name="Zofia: Accident").first.click()
    expect(phone.locator("#page")).to_contain_text("Another child stood up")
    expect(phone.locator("#page")).to_contain_text("Ring 999")
    phone.get_by_label("Would you like to say something?").fill("She is proud of the bump")
    phone.get_by_role("button", name="I have read this").click()
    expect(phone.locator("#page")).to_contain_text("You have read this")
    phone.goto("/")
    expect(phone.get_by_role("link", name="Zofia: Accident")).to_have_count(0)

    laptop.reload()
    expect(laptop.locator("#page")).not_to_contain_text("Zofia: Accident")
    tablet.goto("/today/")
    expect(tablet.locator("li.seat", has_text="Zofia")).not_to_contain_text("not read at home")


def test_a_mother_reads_a_notice_on_her_phone(visit: Visit) -> None:
    phone = visit("agnieszka@families", PHONE, scheme="dark")
    phone.goto("/more/")
    phone.get_by_role("link", name="Zofia").first.click()
    phone.get_by_role("link", name="Accidents and injuries").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Notices about Zofia")
    assert_accessible(phone)
    phone.get_by_role("link", name="The path in The Dingle").click()
    expect(phone.locator("#page")).to_contain_text("Left knee")
    assert_accessible(phone)


def test_a_medicine_is_allowed_given_by_two_and_read_of(visit: Visit) -> None:
    phone = visit("agnieszka@families", PHONE)
    phone.goto("/more/")
    phone.get_by_role("link", name="Zofia").first.click()
    phone.get_by_role("link", name="Medicine").click()
    assert_accessible(phone)
    phone.get_by_role("link", name="Allow a medicine").click()
    assert_accessible(phone)
    phone.get_by_label("Which medicine?").fill("Cetirizine")
    phone.get_by_label("How much at a time?").fill("2.5 ml")
    phone.get_by_label("What is it for?").fill("Hay fever")
    phone.get_by_label("Or only when we see what?").fill("red, running eyes")
    phone.get_by_label("How many hours").fill("8")
    phone.get_by_label("Last day").fill(timezone.localdate().isoformat())
    phone.get_by_role("button", name="Allow it").click()
    expect(phone.get_by_role("alert")).to_contain_text("Where is it kept?")
    expect(phone.get_by_label("Which medicine?")).to_have_value("Cetirizine")
    phone.get_by_label("Where is it kept?").fill("In her bag")
    phone.get_by_role("button", name="Allow it").click()
    expect(phone.locator(".toast")).to_contain_text("Allowed.")
    assert_accessible(phone)

    tablet = visit("ewa", TABLET)
    tablet.goto("/today/")
    seat = tablet.locator("li.seat", has_text="Zofia")
    seat.get_by_role("link", name="Cetirizine: when needed").click()
    for number in range(2):
        tablet.get_by_role("link", name=re.compile("^Write down a dose")).click()
        tablet.get_by_label("What did you see?").fill("Red eyes after the hedge")
        tablet.get_by_label("Who watched?").select_option(label="Marek")
        assert_accessible(tablet)
        tablet.get_by_role("button", name="We gave it").click()
        if number:
            expect(tablet.get_by_role("alert")).to_contain_text("Too soon")
            assert_accessible(tablet)
        else:
            expect(tablet.locator(".toast")).to_contain_text("Written down.")

    phone.goto("/")
    phone.get_by_role("link", name="Zofia: medicine given").click()
    expect(phone.locator("#page")).to_contain_text("Red eyes after the hedge")
    phone.get_by_role("button", name="I have read this").click()
    expect(phone.locator("#page")).to_contain_text("read by Agnieszka")
    assert_accessible(phone)
    phone.get_by_role("button", name=re.compile("^Take it back")).click()
    expect(phone.locator(".toast")).to_contain_text("Taken back.")
