"""Four eyes: Ewa gives it to read on the tablet, Marek reads and shares it, a mother reads it."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import PHONE, TABLET, Visit, assert_accessible

# One house for the whole folder: its tests run one after the other, in one process.
pytestmark = pytest.mark.e2e

WORDS = "Zofia held the gate open for Hodan and her trolley, twice, without being asked."


def test_ewa_gives_it_to_read_marek_shares_it_and_agnieszka_reads_a_friend(visit: Visit) -> None:
    ewa = visit("ewa", TABLET)
    ewa.goto("/observations/new/")
    ewa.locator("label.tile, label", has_text="Zofia").first.click()
    ewa.get_by_label("What did you see?").fill(WORDS)
    ewa.locator("summary", has_text="what next").click()
    expect(ewa.get_by_label("Does it go on from an earlier one?")).to_be_visible()
    expect(ewa.get_by_role("button", name="Share with the family")).to_have_count(0)
    ewa.get_by_role("button", name="Give it to read").click()
    expect(ewa.get_by_text("Waits for a second reader").first).to_be_visible()
    expect(ewa.get_by_role("button", name="Take it back and write on")).to_be_visible()
    assert_accessible(ewa)

    marek = visit("marek", TABLET)
    marek.goto("/today/")
    marek.get_by_role("link", name=re.compile("to be read before")).click()
    assert_accessible(marek)
    # The oldest first, of the demo: give that one back.
    marek.locator("a.list-row", has_text="watering can").click()
    assert_accessible(marek)
    marek.get_by_role("link", name="Give it back").click()
    assert_accessible(marek)
    marek.get_by_role("button", name="Give it back").click()
    expect(marek.locator(".field-error, .errorlist").first).to_be_visible()
    marek.get_by_label("What would make it better?").fill("Which beans? Her mum grows some too.")
    marek.get_by_role("button", name="Give it back").click()
    marek.locator("a.list-row", has_text="held the gate").click()
    expect(marek.get_by_text("held the gate open for a friend")).to_be_visible()
    expect(marek.get_by_text("Zofia’s family reads “a friend” instead of")).to_be_visible()
    marek.get_by_role("button", name="Share with the family").click()
    expect(marek.get_by_text(re.compile("read by Marek"))).to_be_visible()
    assert_accessible(marek)

    ewa.goto("/observations/new/")
    ewa.get_by_role("link", name=re.compile("Given back")).first.click()
    expect(ewa.get_by_text("gave it back").first).to_be_visible()
    assert_accessible(ewa)

    mother = visit("agnieszka@families", PHONE)
    mother.goto("/journals/")
    entry = mother.locator("article", has_text="held the gate open for a friend").first
    expect(entry).to_be_visible()
    expect(entry).not_to_contain_text("Hodan")
    expect(entry).not_to_contain_text("read by")
    assert_accessible(mother)


def test_bettina_changes_who_reads_first(visit: Visit) -> None:
    bettina = visit("bettina", TABLET)
    bettina.goto("/more/")
    bettina.get_by_role("link", name=re.compile("^Second reader")).click()
    expect(bettina.get_by_label(re.compile("Yes, but room leaders"))).to_be_checked()
    assert_accessible(bettina)
    bettina.get_by_role("button", name="Save").click()
    expect(bettina.get_by_text("Saved. It holds from now on.")).to_be_visible()
