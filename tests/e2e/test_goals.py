"""A goal, walked by those it is for: a mother on her phone, the key person on the tablet."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from .conftest import PHONE, TABLET, Visit, assert_accessible

# One house for the whole folder: its tests run one after the other, in one process.
pytestmark = pytest.mark.e2e

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


def test_a_father_says_what_he_likes_is_invited_and_lends_a_hand(visit: Visit) -> None:
    father = visit("tomasz@families", PHONE)
    father.goto("/more/")
    father.get_by_role("link", name=re.compile("You, and taking part")).click()
    assert_accessible(father)
    father.get_by_label("Music and singing").check()
    father.get_by_label("In your own words").fill("I whistle every song of Zofia's, in tune.")
    father.get_by_role("button", name="Save, and go on").first.click()
    expect(father.get_by_text("Who may find it: Everybody who works here").first).to_be_visible()
    assert_accessible(father)
    father.get_by_label("The team of my child’s room").check()
    father.get_by_role("button", name="Save", exact=True).click()
    expect(father.get_by_text("Saved").first).to_be_visible()

    marek = visit("marek", TABLET)
    marek.goto("/register/?q=whistle")
    assert_accessible(marek)
    marek.get_by_role("link", name="Music and singing", exact=True).click()
    assert_accessible(marek)
    marek.get_by_label("A few words").fill("Would you whistle for us?")
    marek.get_by_role("button", name="Invite").click()
    marek.goto("/planning/")
    assert_accessible(marek)
    marek.goto("/help/new/")
    assert_accessible(marek)
    marek.get_by_label("The garden").check()
    marek.get_by_label("What?", exact=True).fill("Leaves, a mountain of them")
    marek.get_by_label("On which day?").fill(
        (timezone.localdate() + timedelta(days=10)).isoformat()
    )
    marek.get_by_label("How many helpers?").fill("2")
    marek.get_by_role("button", name="Put it on the board").click()
    assert_accessible(marek)

    father.goto("/")
    father.get_by_role("link", name=re.compile("invites you: Music and singing")).click()
    assert_accessible(father)
    father.get_by_label("Yes, gladly").check()
    father.get_by_role("button", name="Answer").click()
    expect(father.get_by_text("Your answer is there.").first).to_be_visible()
    father.goto("/help/")
    assert_accessible(father)
    father.get_by_role("link", name="Leaves, a mountain of them").click()
    father.get_by_label("Other families may read my first name").check()
    father.get_by_role("button", name="I will help").click()
    expect(father.get_by_text("You are on the list").first).to_be_visible()
    assert_accessible(father)
