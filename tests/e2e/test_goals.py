"""A goal, walked by those it is for: a mother on her phone, the key person on the tablet."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import PHONE, TABLET, Visit, assert_accessible

# One house for the whole folder: its tests run one after the other, in one process.
pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

HOPE = "Zofia tells us both when she is tired"


def test_a_mother_proposes_the_key_person_agrees_and_both_see_how_far_it_has_come(
    visit: Visit,
) -> None:
    mother = visit("agnieszka@families", PHONE)
    mother.goto("/more/")
    mother.get_by_role("link", name=re.compile("Goals for Zofia")).click()
    assert_accessible(mother)
    mother.get_by_role("link", name="Begin a goal").click()
    mother.get_by_label("What do we hope for?").fill(HOPE)
    mother.get_by_label("One next thing at home").fill("We ask: body or head tired?")
    mother.get_by_label("One next thing at nursery").fill("The same two words before the nap")
    assert_accessible(mother)
    mother.get_by_role("button", name="Propose it").click()
    expect(mother.get_by_text("The nursery has not said yes yet")).to_be_visible()
    assert_accessible(mother)

    marek = visit("marek", TABLET)
    marek.goto("/goals/")
    assert_accessible(marek)
    marek.get_by_role("link", name=HOPE).click()
    marek.get_by_role("button", name="Yes, we agree").click()
    expect(marek.get_by_text("Agreed by both").first).to_be_visible()
    marek.get_by_label("A small step").fill("Said „głowa” and lay down")
    marek.get_by_role("button", name="Add this step").click()
    marek.get_by_role("button", name=re.compile("Done today")).first.click()
    assert_accessible(marek)

    mother.goto("/")
    mother.get_by_role("link", name=HOPE).click()
    far = mother.locator(".goal-line")
    expect(far.get_by_text("Said „głowa” and lay down")).to_be_visible()
    expect(far.get_by_text("Both said yes")).to_be_visible()
    mother.get_by_role("link", name="Look back", exact=True).click()
    mother.get_by_label("How far have we come?").fill("She lies down by herself now.")
    assert_accessible(mother)
    mother.get_by_role("button", name="Save for both sides").click()
    expect(mother.get_by_text("She lies down by herself now.")).to_be_visible()
    mother.get_by_role("link", name="Close it with a thank-you").click()
    assert_accessible(mother)
    mother.get_by_role("button", name="Say thank you and close").click()
    expect(mother.get_by_text("One side would like to close it").first).to_be_visible()
