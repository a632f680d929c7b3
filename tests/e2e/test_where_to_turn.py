"""A worry walked from the room to the lead, and a mother who finds where to turn."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import LAPTOP, PHONE, TABLET, Visit, assert_accessible

# One house for the whole folder: its tests run one after the other, in one process.
pytestmark = pytest.mark.e2e

WORDS = "He asked twice who would be at home tonight, and did not want to put his boots on."


def test_a_worry_goes_from_the_room_to_the_lead_and_to_nobody_else(visit: Visit) -> None:
    jamal = visit("jamal", TABLET)
    jamal.goto("/today/")
    jamal.get_by_role("link", name="Worried?").click()
    expect(jamal.get_by_text("Ring first")).to_be_visible()
    assert_accessible(jamal)
    jamal.get_by_role("button", name="Send it to the safeguarding lead").click()
    expect(jamal.get_by_text("Write a few words first.").first).to_be_visible()
    jamal.get_by_label("Who is it about?").fill("A child in Pinecones")
    jamal.get_by_label("What did you see").fill(WORDS)
    jamal.get_by_role("button", name="Send it to the safeguarding lead").click()
    expect(jamal.get_by_text("This is your receipt")).to_be_visible()
    expect(jamal.get_by_text(WORDS)).to_have_count(0)
    assert_accessible(jamal)

    tariq = visit("tariq", LAPTOP)
    tariq.goto("/more/")
    tariq.get_by_role("link", name=re.compile("Safeguarding")).click()
    assert_accessible(tariq)
    tariq.get_by_role("link", name=re.compile("A child in Pinecones")).click()
    expect(tariq.get_by_text(WORDS)).to_be_visible()
    tariq.get_by_label("What was done").check()
    tariq.get_by_label("In your words").fill("Sat with him at snack. He talked about the dark.")
    tariq.get_by_role("button", name="Add", exact=True).click()
    expect(tariq.get_by_text("He talked about the dark.")).to_be_visible()
    assert_accessible(tariq)

    bettina = visit("bettina", LAPTOP)
    address = tariq.url
    assert bettina.goto(address).status == 404


def test_a_mother_finds_whom_to_ring_and_tells_one_person_of_a_hard_time(visit: Visit) -> None:
    mother = visit("agnieszka@families", PHONE)
    mother.goto("/journals/")
    mother.locator(".foot").get_by_role("link", name="Where to turn").click()
    expect(mother.get_by_text("Marek").first).to_be_visible()
    expect(mother.get_by_text("28 days")).to_be_visible()
    assert_accessible(mother)
    mother.goto("/help-nearby/?language=pl")
    expect(mother.get_by_text("Warm Words")).to_be_visible()
    expect(mother.get_by_text("Penny Table")).to_have_count(0)
    assert_accessible(mother)
    mother.goto("/policies/")
    mother.get_by_role("link", name=re.compile("Photographs")).click()
    assert_accessible(mother)
    mother.goto("/hard-time/new/")
    mother.get_by_label("What would you like us to know?").fill("We sleep badly.")
    mother.get_by_label(re.compile("Marek")).check()
    assert_accessible(mother)
    mother.get_by_role("button", name="Tell them").click()
    expect(mother.get_by_text("We sleep badly.")).to_be_visible()
    assert_accessible(mother)
    # It ends when she says so: while it lasts, nothing that can wait is put before her.
    mother.get_by_role("button", name="It is over, take it back").click()
    expect(mother.get_by_text("We sleep badly.")).to_have_count(0)
    assert_accessible(mother)
