"""What we work on, this week in Conkers, and a question that comes back as used, thank you."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import LAPTOP, PHONE, TABLET, Visit, assert_accessible

# One house for the whole folder: its tests run one after the other, in one process.
pytestmark = pytest.mark.e2e

STEP = "Saying which comes next in a row"
QUESTION = "What do they line up at home?"
ANSWER = "Buty. Wszystkie buty w domu, od drzwi do kuchni."


def test_marek_begins_a_step_and_asks_a_mother_answers_and_reads_that_it_was_used(
    visit: Visit,
) -> None:
    marek = visit("marek", TABLET)
    marek.goto("/observations/new/")
    marek.locator("label.choose-child", has_text="Zofia").click()
    marek.get_by_label("What did you see?").fill("You put the cups in a row and left a gap.")
    marek.get_by_text("More: in the child’s words").click()
    marek.get_by_label("Numbers and patterns").check()
    marek.get_by_label("What will we offer next?").fill(STEP)
    marek.locator("#observe").get_by_role("button", name="Share with the family").click()
    marek.get_by_role("link", name="Work on it with Zofia").click()
    expect(marek.get_by_label("What do we help with?")).to_have_value(STEP)
    marek.get_by_label("Why now?").fill("She leaves the gap and looks up. She knows.")
    marek.get_by_label("What does it look like at home?").fill("Shoes by the door: whose is next?")
    assert_accessible(marek)
    marek.get_by_role("button", name="Begin it").click()
    expect(marek.get_by_role("heading", name=STEP)).to_be_visible()
    assert_accessible(marek)

    marek.goto("/today/")
    marek.get_by_role("link", name="This week").click()
    assert_accessible(marek)
    marek.get_by_role("link", name=re.compile("(Write|Change) the page")).click()
    marek.get_by_label("What do we explore?").fill("Rows: what comes next, and what is missing.")
    marek.get_by_label("One question to parents").fill(QUESTION)
    assert_accessible(marek)
    marek.get_by_role("button", name="Show it to the families").click()
    expect(marek.get_by_role("heading", name=QUESTION)).to_be_visible()

    mother = visit("agnieszka@families", PHONE)
    mother.goto("/")
    expect(mother.get_by_text(QUESTION)).to_be_visible()
    assert_accessible(mother)
    mother.get_by_role("link", name="This week in Conkers").click()
    mother.get_by_label("Your answer").fill(ANSWER)
    assert_accessible(mother)
    mother.get_by_role("button", name="Answer").click()
    expect(mother.get_by_text(ANSWER)).to_be_visible()
    mother.get_by_role("link", name="Journal").first.click()
    expect(mother.get_by_text(STEP).first).to_be_visible()
    mother.get_by_role("link", name="What we are working on").click()
    expect(mother.get_by_text("Shoes by the door: whose is next?")).to_be_visible()
    assert_accessible(mother)

    marek.goto("/today/")
    marek.get_by_role("link", name="This week").click()
    marek.get_by_role("link", name="Answers, to plan with").click()
    assert_accessible(marek)
    told = marek.locator("li.week-told", has_text=ANSWER)
    told.get_by_role("button", name=re.compile("Used, thank you")).click()
    expect(told.get_by_text("Used – Marek")).to_be_visible()

    mother.goto("/")
    mother.get_by_role("link", name="This week in Conkers").click()
    expect(mother.get_by_text("Used, thank you – Marek")).to_be_visible()
    assert_accessible(mother)


def test_a_card_goes_home_and_nobody_is_overlooked(visit: Visit) -> None:
    marek = visit("marek", TABLET)
    marek.goto("/cards/")
    assert_accessible(marek)
    marek.get_by_role("link", name="Write a card").click()
    marek.get_by_label("Game").check()
    marek.get_by_label("What is it called?").fill("Spoon, spoon, fork")
    marek.get_by_label("The words, or how it goes").fill("Lay a row. Take one. Who is missing?")
    assert_accessible(marek)
    marek.get_by_role("button", name="Put it into the box").click()
    assert_accessible(marek)
    marek.get_by_role("link", name="Give it to families").click()
    marek.get_by_label("Zofia", exact=True).check()
    assert_accessible(marek)
    marek.get_by_role("button", name="Give it", exact=True).click()
    expect(marek.get_by_text("Given. It is new to one.").first).to_be_visible()

    mother = visit("agnieszka@families", PHONE)
    mother.goto("/journals/")
    mother.get_by_role("link", name="To try at home").click()
    assert_accessible(mother)
    mother.get_by_role("link", name=re.compile("Spoon, spoon, fork")).click()
    expect(mother.get_by_text("Who is missing?")).to_be_visible()
    assert_accessible(mother)

    marek.goto("/today/")
    marek.get_by_role("link", name="This week").click()
    marek.get_by_role("link", name="Noticing everyone").click()
    assert_accessible(marek)
    marek.goto("/journals/")
    marek.get_by_role("link", name=re.compile("Zofia")).first.click()
    marek.get_by_role("link", name="What we noticed").click()
    assert_accessible(marek)
    marek.get_by_role("link", name=re.compile("Numbers and patterns")).click()
    expect(marek.locator("#notes")).to_be_visible()
    assert_accessible(marek)

    bettina = visit("bettina", LAPTOP)
    bettina.goto("/nursery/")
    bettina.get_by_role("link", name="The guide we work with").click()
    assert_accessible(bettina)
