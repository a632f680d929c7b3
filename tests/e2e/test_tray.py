"""The manager's tray on a tablet: themes by tap, the terms, a note set aside, one in the record."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.stack import Stack

from .conftest import LAPTOP, PHONE, TABLET, Visit, assert_accessible
from .journeys import read_answer

pytestmark = pytest.mark.e2e

GRABS = "grabs children's arms"  # for all of them; its code stands in the demo's words
CODE = "MARM ALAD EHIL LNOT ENIN EAAA"


def card(page: Page, words: str) -> object:
    return page.locator("li.card", has_text=words)


def test_themes_are_given_by_one_tap_and_nothing_else_moves(visit: Visit) -> None:
    tablet = visit("bettina", TABLET)
    tablet.goto("/feedback/")
    assert_accessible(tablet)
    order = tablet.locator("ul.notes > li[id]").evaluate_all("(all) => all.map((one) => one.id)")
    note = card(tablet, "People talk over me")
    note.get_by_text("Give a theme").click()
    assert_accessible(tablet)
    given = note.get_by_role("button", name="Food", exact=True)
    expect(given).to_have_attribute("aria-pressed", "false")
    given.click()
    expect(given).to_have_attribute("aria-pressed", "true")
    after = tablet.locator("ul.notes > li[id]").evaluate_all("(all) => all.map((one) => one.id)")
    assert after == order
    assert_accessible(tablet)
    tablet.get_by_text("Choose by theme or answer").click()
    assert_accessible(tablet)
    tablet.get_by_label("Theme", exact=True).select_option("Food")
    tablet.get_by_role("button", name="Show", exact=True).click()
    expect(card(tablet, "People talk over me")).to_be_visible()
    expect(card(tablet, "nobody told us why")).to_have_count(0)
    assert_accessible(tablet)
    tablet.get_by_role("link", name="Begin a “You said, we did” from this theme").click()
    expect(tablet.get_by_label("You said")).to_have_value("Food: ")
    tablet.goto("/feedback/")
    note = card(tablet, "People talk over me")
    note.get_by_role("button", name="Food", exact=True).click()
    expect(note.get_by_role("button", name="Food", exact=True)).to_have_attribute(
        "aria-pressed", "false"
    )


def test_on_a_phone_the_first_note_is_on_the_first_screen(visit: Visit) -> None:
    phone = visit("bettina", PHONE)
    phone.goto("/feedback/")
    first = phone.locator("ul.notes > li").first.bounding_box()
    assert first
    assert first["y"] < PHONE["height"] - 100


def test_without_scripting_a_tap_comes_back_to_the_same_note(visit: Visit) -> None:
    phone = visit("bettina", PHONE, script=False)
    phone.goto("/feedback/?answered=no")
    note = card(phone, "People talk over me")
    note.get_by_text("Give a theme").click()
    note.get_by_role("button", name="Key person").click()
    phone.wait_for_url(re.compile(r"/feedback/\?answered=no#note-"))
    note = card(phone, "People talk over me")
    expect(note.get_by_role("button", name="Key person")).to_have_attribute("aria-pressed", "true")
    expect(note).to_be_in_viewport()
    note.get_by_role("button", name="Key person").click()
    note.get_by_text("Give a theme").click()
    expect(note.get_by_role("button", name="Key person")).to_have_attribute("aria-pressed", "false")


def test_the_manager_keeps_her_own_list_of_themes(visit: Visit) -> None:
    laptop = visit("bettina", LAPTOP)
    laptop.goto("/feedback/themes/")
    assert_accessible(laptop)
    laptop.get_by_label("Name of the theme").fill("food")
    laptop.get_by_role("button", name="Add it").click()
    expect(laptop.get_by_text("There is a theme with this name already.").first).to_be_visible()
    expect(laptop.get_by_label("Name of the theme")).to_have_value("food")
    assert_accessible(laptop)
    laptop.get_by_label("Name of the theme").fill("Lost mittens")
    laptop.get_by_role("button", name="Add it").click()
    laptop.get_by_role("link", name="Rename Lost mittens").click()
    assert_accessible(laptop)
    laptop.get_by_label("Name of the theme").fill("Mittens and boots")
    laptop.get_by_role("button", name="Save").click()
    laptop.get_by_role("button", name="Use Mittens and boots no more").click()
    expect(laptop.get_by_role("button", name="Use Mittens and boots again")).to_be_visible()
    assert_accessible(laptop)


def test_a_term_is_counted_by_one_press_and_small_numbers_are_not_told(visit: Visit) -> None:
    phone = visit("bettina", PHONE)
    phone.goto("/feedback/terms/")
    assert_accessible(phone)
    columns = phone.locator("table thead th").count()
    phone.get_by_role("link", name=re.compile("^Count ")).click()
    expect(phone.get_by_text("These numbers, once and for all?")).to_be_visible()
    assert_accessible(phone)
    phone.get_by_role("button", name="Count it").click()
    expect(phone.locator("table thead th")).to_have_count(columns + 1)
    assert_accessible(phone)
    numbers = [int(each) for each in phone.locator("table td").all_inner_texts() if each.isdigit()]
    assert numbers
    assert min(numbers) >= 5
    drawn = [int(each) for each in phone.locator("svg .theme-number").all_text_contents()]
    assert sorted(drawn) == sorted(numbers)
    wide = phone.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
    expect(phone.get_by_role("link", name=re.compile("^Count "))).to_have_count(0)


def test_an_abusive_note_is_set_aside_and_brought_back(visit: Visit) -> None:
    laptop = visit("bettina", LAPTOP)
    laptop.goto("/feedback/")
    expect(card(laptop, "useless")).not_to_be_visible()
    laptop.get_by_text("One note is set aside").click()
    expect(card(laptop, "useless")).to_be_visible()
    expect(laptop.get_by_text("nobody shall try")).to_be_visible()
    assert_accessible(laptop)
    card(laptop, "useless").get_by_role("link", name="Open").click()
    assert_accessible(laptop)
    laptop.get_by_role("button", name="Bring it back").click()
    expect(laptop.get_by_label("Your answer")).to_be_visible()
    laptop.get_by_text("It is abusive").click()
    assert_accessible(laptop)
    laptop.get_by_role("button", name="Set it aside").click()
    expect(laptop.get_by_text("One note is set aside")).to_be_visible()


def test_a_note_moves_into_the_record_and_its_writer_reads_what_was_sent(
    visit: Visit, stack: Stack
) -> None:
    laptop = visit("bettina", LAPTOP)
    laptop.goto("/feedback/")
    card(laptop, GRABS).get_by_role("link").click()
    laptop.get_by_role("link", name="Move it to the safeguarding record").click()
    assert_accessible(laptop)
    laptop.get_by_label("It is about an adult who works or helps here").check()
    laptop.get_by_role("button", name="Move it to the record").click()
    expect(laptop.get_by_text("Choose who must not read this").first).to_be_visible()
    assert_accessible(laptop)
    laptop.get_by_label("This adult is not in the list").check()
    laptop.get_by_label("What the writer reads").fill("Thank you. Tariq reads this, heron-nine.")
    laptop.get_by_role("button", name="Move it to the record").click()
    expect(laptop.get_by_text("It is with the safeguarding lead")).to_be_visible()
    laptop.goto("/feedback/")
    expect(laptop.get_by_text(GRABS)).to_have_count(0)

    lead = visit("tariq", TABLET)
    lead.goto("/safeguarding/")
    lead.get_by_role("link", name=re.compile("Somebody in a note from the letterbox")).click()
    expect(lead.get_by_text(GRABS)).to_be_visible()
    expect(lead.get_by_text("without a name")).to_be_visible()
    lead.goto("/feedback/?moved=1")
    assert_accessible(lead)
    card(lead, GRABS).get_by_role("link").click()
    assert_accessible(lead)
    lead.get_by_label("Your answer").fill("Which place was it, heron-ten?")
    lead.get_by_role("button", name="Send the answer").click()

    ((address,),) = stack.ask(
        "SELECT letterbox_address FROM families_setting WHERE name LIKE 'Marmalade%%'"
    )
    writer = visit("", PHONE)
    writer.goto(f"/letterbox/{address}/")
    read_answer(writer, code=CODE)
    for words in ("heron-nine", "heron-ten"):
        expect(writer.get_by_text(words)).to_be_visible()
