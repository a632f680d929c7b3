"""Three taps as families and a manager play them: two phones with stamps, one without scripting by
card, and the real emptying after the last day."""

import csv
import re
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from playwright.sync_api import Page, expect

from tests.stack import Stack

from .conftest import LAPTOP, PHONE, Visit, assert_accessible
from .test_letterbox import empty_now, fetch_stamps, good_ones

pytestmark = pytest.mark.e2e
GATE = "Has the gate become better?"


@pytest.fixture
def taps(stack: Stack) -> str:
    ((address,),) = stack.ask(
        "SELECT letterbox_address FROM families_setting WHERE name LIKE 'Marmalade%%'"
    )
    return f"/letterbox/{address}/taps/"


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet(stack: Stack) -> None:
    """Nobody has stamps of another journey, and what the demo asks is over and told."""
    stack.ask(
        "DELETE FROM families_stampsgiven g USING families_user u WHERE u.id = g.person_id"
        " AND split_part(u.email, '@', 1) IN ('agnieszka', 'flora', 'layla') RETURNING g.id"
    )
    stack.ask(
        "UPDATE feedback_pulse SET opens_on = opens_on - 40, closes_on = closes_on - 40,"
        ' counted_on = closes_on - 30, result = \'{"total": null, "counts": [[null, null, null,'
        " null], [null, null, null, null]]}' WHERE is_opened AND counted_on IS NULL RETURNING id"
    )
    stack.ask("DELETE FROM feedback_pulse WHERE title = 'The gate' RETURNING id")


def ask_about_the_gate(manager: Page) -> None:
    """Written with ready words, read once more and opened."""
    manager.goto("/feedback/taps/")
    assert_accessible(manager)
    manager.get_by_role("link", name="Did it help?", exact=True).click()
    assert_accessible(manager)
    manager.get_by_label("What is it about?").fill("The gate")
    manager.get_by_label("Question 1", exact=True).fill(GATE)
    manager.get_by_role("button", name="Save and read it once more").click()
    expect(manager.get_by_role("heading", name="Read it once more")).to_be_visible()
    assert_accessible(manager)
    manager.get_by_role("button", name="Ask all families").click()
    expect(manager.get_by_text("From now on nobody changes it")).to_be_visible()


def tap(page: Page, first: str, second: str) -> None:
    page.get_by_label(first).check()
    page.get_by_label(second).check()
    page.get_by_role("button", name="Send it").click()


def test_two_phones_and_a_card_tap_and_everybody_reads_the_same_numbers(
    visit: Visit, stack: Stack, taps: str
) -> None:
    manager = visit("bettina", LAPTOP)
    ask_about_the_gate(manager)

    phones: dict[str, Page] = {}
    for who in ("agnieszka@families", "flora@families"):
        phone = phones[who] = visit(who, PHONE)
        assert good_ones(fetch_stamps(phone)) == 6
        phone.goto("/")
        phone.get_by_role("link", name="Three taps, without your name").click()
        expect(phone.get_by_text("This browser has a stamp for you")).to_be_visible()
        assert_accessible(phone)
        sent: list[Any] = []
        phone.on("request", lambda request, sent=sent: sent.append(request))
        phone.get_by_role("button", name="Send it").click()
        expect(phone.get_by_text("Tap one answer").first).to_be_visible()
        tap(phone, "Yes, much", "Keep it like this")
        expect(phone.get_by_text("It is counted in the sealed box")).to_be_visible()
        assert_accessible(phone)
        post = [each for each in sent if each.method == "POST"][-1]
        assert "cookie" not in post.all_headers()
        assert "referer" not in post.all_headers()
        place = f"stamps:{taps.split('/')[2]}"
        kept = phone.evaluate("(key) => JSON.parse(localStorage.getItem(key))[0]", place)
        assert good_ones(kept) == 5
        phone.goto("/")
        expect(phone.get_by_text("Three taps, without your name")).to_be_hidden()

    # A phone of which every stamp but one is used keeps that one for a note.
    layla = visit("layla@families", PHONE)
    fetch_stamps(layla)
    layla.evaluate(
        "(key) => { const kept = JSON.parse(localStorage.getItem(key));"
        " for (const slot of kept[0].slots.slice(1)) slot.signature = 'ab'.repeat(384);"
        " localStorage.setItem(key, JSON.stringify(kept)); }",
        f"stamps:{taps.split('/')[2]}",
    )
    layla.goto(taps)
    expect(layla.get_by_text("keeps its last stamp for a note").first).to_be_visible()
    tap(layla, "A little", "Do more of it")
    expect(layla.locator("[data-not-taken]")).to_contain_text("keeps its last stamp for a note")
    expect(layla.get_by_label("A little")).to_be_checked()

    codes = new_cards(manager)
    parent = visit("", PHONE, script=False)  # axe needs scripting: a phone has shown it the page
    parent.goto(taps)
    tap(parent, "A little", "Try something else")
    expect(parent.get_by_text("needs a stamp or the code of a card").first).to_be_visible()
    expect(parent.get_by_label("A little")).to_be_checked()
    parent.get_by_label("Code of your card").fill(codes[0].lower())
    parent.get_by_role("button", name="Send it").click()
    expect(parent.get_by_text("It is counted in the sealed box")).to_be_visible()
    assert parent.context.cookies() == []
    parent.goto(taps)
    parent.get_by_label("Code of your card").fill(codes[0])
    tap(parent, "A little", "Try something else")
    expect(parent.get_by_text("it is counted, once").first).to_be_visible()

    manager.goto("/feedback/taps/")
    manager.get_by_role("link", name=re.compile("^The gate")).click()
    expect(manager.get_by_text("Nobody of the nursery can see how many")).to_be_visible()
    empty_now(stack)
    manager.reload()
    expect(manager.get_by_text("Nobody of the nursery can see how many")).to_be_visible()

    stack.ask(
        "UPDATE feedback_pulse SET opens_on = opens_on - 40, closes_on = closes_on - 40"
        " WHERE title = 'The gate' RETURNING id"
    )
    manager.reload()
    expect(manager.get_by_text("told when the sealed box is opened next")).to_be_visible()
    empty_now(stack)
    for page in (manager, phones["flora@families"]):
        page.goto("/feedback/taps/")
        page.get_by_role("link", name=re.compile("^The gate")).click()
        expect(page.get_by_text("Too few answered to tell any number")).to_be_visible()
        assert_accessible(page)
    parent.goto(taps)
    expect(parent.get_by_text("No questions are open now").first).to_be_visible()


def new_cards(manager: Page) -> list[str]:
    manager.goto("/feedback/cards/")
    manager.get_by_label("How many sheets?").fill("1")
    with manager.expect_download() as download:
        manager.get_by_role("button", name="Make the cards").click()
    with pdfplumber.open(download.value.path()) as pdf:
        text = pdf.pages[0].extract_text()
    return re.findall(r"\b([A-Z2-7]{4} [A-Z2-7]{4} [A-Z2-7]{4} [A-Z2-7]{4})\b", text)


def test_the_numbers_of_last_term_are_the_same_on_page_and_file(visit: Visit) -> None:
    parent = visit("flora@families", PHONE)
    parent.goto("/feedback/taps/")
    parent.get_by_role("link", name=re.compile("The first weeks")).click()
    expect(parent.get_by_text("27 answers")).to_be_visible()
    assert_accessible(parent)
    shown = parent.locator(".taps-numbers b").all_inner_texts()
    with parent.expect_download() as download:
        parent.get_by_role("link", name="These numbers as a file").click()
    rows = list(csv.reader(Path(download.value.path()).read_text("utf-8-sig").splitlines()))
    assert [number for question, _answer, number in rows[1:-1] if number] == shown
    assert rows[-1] == ["All who answered", "", "27"]


def test_when_the_answer_is_lost_the_same_tap_counts_once(
    visit: Visit, stack: Stack, taps: str
) -> None:
    manager = visit("bettina", LAPTOP)
    ask_about_the_gate(manager)
    phone = visit("layla@families", PHONE)
    fetch_stamps(phone)
    phone.goto(taps)
    lost = []

    def lose(route: Any) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().status)  # it arrives, and its answer does not
            route.abort()
        else:
            route.continue_()

    phone.route("**/taps/", lose)
    tap(phone, "Yes, much", "Keep it like this")
    expect(phone.get_by_text("did not answer")).to_be_visible()
    assert lost == [200]
    phone.goto(taps)  # the page is opened anew: the browser remembers that no reply came
    tap(phone, "A little", "Try something else")
    expect(phone.get_by_text("It is counted in the sealed box")).to_be_visible()
    place = f"stamps:{taps.split('/')[2]}"
    kept = phone.evaluate("(key) => JSON.parse(localStorage.getItem(key))[0]", place)
    assert good_ones(kept) == 5, "one stamp, not two"
