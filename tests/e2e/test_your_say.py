"""A question walked from the manager to two families and back to the board on the door."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from .conftest import LAPTOP, PHONE, Visit, assert_accessible

# One house for the whole folder: its tests run one after the other, in one process.
pytestmark = pytest.mark.e2e

QUESTION = "Shall we sing at the gate?"
WHY = "She sings louder than the bus."


def _your_say(page: Page) -> None:
    page.goto("/more/")
    page.get_by_role("link", name=re.compile("^Your say")).click()
    expect(page.get_by_role("heading", name="Your say", level=1)).to_be_visible()


def test_a_question_to_all_families_becomes_something_on_the_board(visit: Visit) -> None:
    bettina = visit("bettina", LAPTOP)
    _your_say(bettina)
    assert_accessible(bettina)
    bettina.get_by_role("link", name="Ask all families something").click()
    bettina.get_by_label("Your question").fill(QUESTION)
    bettina.get_by_label("Why we ask").fill("Mornings are quiet, and some of us like them loud.")
    bettina.get_by_label("What cannot be chosen").fill("Not before half past seven: neighbours.")
    bettina.get_by_label("Option 1").fill("Every morning")
    bettina.get_by_label("Option 2").fill("every  morning")
    day = timezone.localdate() + timedelta(days=6)
    bettina.get_by_label("Open until").fill(day.isoformat())
    bettina.get_by_role("button", name="Save and read it once more").click()
    expect(bettina.get_by_text("There is an option like this already").first).to_be_visible()
    assert_accessible(bettina)
    bettina.get_by_label("Option 2").fill("On Fridays")
    bettina.get_by_role("button", name="Save and read it once more").click()
    expect(bettina.get_by_text("Not asked yet")).to_be_visible()
    assert_accessible(bettina)
    bettina.get_by_role("button", name="Ask all families").click()
    expect(bettina.get_by_text("All families are asked.")).to_be_visible()

    agnieszka = visit("agnieszka@families", PHONE)
    agnieszka.goto("/")
    agnieszka.get_by_role("link", name=QUESTION).click()
    expect(agnieszka.get_by_text("Not before half past seven")).to_be_visible()
    assert_accessible(agnieszka)
    agnieszka.get_by_role("button", name="Send my answer").click()
    expect(agnieszka.get_by_text("Choose one of them.").first).to_be_visible()
    agnieszka.get_by_label("On Fridays").check()
    agnieszka.get_by_label("Why?").fill(WHY)
    agnieszka.get_by_label("All families may read my answer").check()
    agnieszka.get_by_role("button", name="Send my answer").click()
    expect(agnieszka.get_by_text("You can change it until it is closed").first).to_be_visible()
    assert_accessible(agnieszka)

    layla = visit("layla@families", PHONE, scheme="dark")
    _your_say(layla)
    assert_accessible(layla)
    layla.get_by_role("link", name=re.compile(re.escape(QUESTION))).click()
    expect(layla.get_by_text(WHY)).to_be_visible()

    bettina.reload()
    expect(bettina.get_by_text(WHY)).to_be_visible()
    bettina.get_by_role("link", name="Decide and close it").click()
    bettina.get_by_label("On Fridays").check()
    bettina.get_by_label("Why", exact=True).fill("A treat stays a treat.")
    assert_accessible(bettina)
    bettina.get_by_role("button", name="Close it and tell all families").click()
    expect(bettina.get_by_text("A treat stays a treat.")).to_be_visible()
    assert_accessible(bettina)

    layla.reload()
    expect(layla.get_by_text("A treat stays a treat.")).to_be_visible()
    expect(layla.get_by_text("No numbers")).to_be_visible()
    expect(layla.get_by_role("button", name="Send my answer")).to_have_count(0)
    assert_accessible(layla)

    bettina.get_by_role("button", name=re.compile("You said, we did")).click()
    expect(bettina.get_by_label("You said")).to_have_value(QUESTION)
    assert_accessible(bettina)
    bettina.get_by_label("By when?").fill(day.isoformat())
    bettina.get_by_role("button", name="Save").click()
    bettina.get_by_role("button", name="Publish it to all families").click()
    expect(bettina.get_by_text("All families read this")).to_be_visible()
    assert_accessible(bettina)

    agnieszka.goto("/you-said/")
    expect(agnieszka.get_by_text(QUESTION)).to_be_visible()
    assert_accessible(agnieszka)
    bettina.goto("/you-said/door/")
    expect(bettina.get_by_text(QUESTION)).to_be_visible()
    assert_accessible(bettina)
    bettina.go_back()
    bettina.get_by_role("button", name="Take it back").click()
    expect(bettina.get_by_text("Only manager and deputy read this")).to_be_visible()
    agnieszka.reload()
    expect(agnieszka.get_by_text(QUESTION)).to_have_count(0)
