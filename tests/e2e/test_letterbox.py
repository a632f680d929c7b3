"""Two phones and a manager play the letterbox: stamps, sealed box, the real emptying, an answer.

The box is emptied by the beat's own task in the real worker's process and role; only the day is set
back, so that its hour has come.
"""

import json
import re
import secrets
from typing import Any

import pdfplumber
import pytest
from playwright.sync_api import Page, expect

from families.stamps import blind_rsa
from families.stamps.blind_rsa import EXPONENT, PrivateKey, PublicKey, is_signed, sign_blindly
from tests.families.stamps import rfc9474 as vector
from tests.stack import Stack, wait_until

from .conftest import LAPTOP, PHONE, Visit, assert_accessible, sign_in
from .journeys import answer_note, leave_note, read_answer

# One house for the whole folder: its tests run one after the other, in one process.
pytestmark = pytest.mark.e2e


@pytest.fixture
def letterbox(stack: Stack) -> str:
    ((address,),) = stack.ask(
        "SELECT letterbox_address FROM families_setting WHERE name LIKE 'Marmalade%%'"
    )
    return f"/letterbox/{address}/"


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet(stack: Stack) -> None:
    """Other journeys of the same house have signed in as the same people, each in a new browser."""
    stack.ask(
        "DELETE FROM families_stampsgiven g USING families_user u WHERE u.id = g.person_id"
        " AND split_part(u.email, '@', 1) IN ('agnieszka', 'flora', 'layla') RETURNING g.id"
    )


def fetch_stamps(page: Page) -> dict[str, Any]:
    """Open any page, signed in, and wait until the browser has its stamps."""
    page.goto("/more/")
    page.wait_for_function("() => Object.keys(localStorage).some((key) => /^stamps:/.test(key))")
    return page.evaluate(
        "() => JSON.parse(localStorage.getItem("
        "Object.keys(localStorage).find((key) => /^stamps:/.test(key))))[0]"
    )


def piles_in(page: Page, letterbox: str) -> list[dict[str, Any]]:
    """All piles that this browser keeps for a letterbox, that of who was here last in front."""
    kept = page.evaluate("(key) => localStorage.getItem(key)", f"stamps:{letterbox[11:-1]}")
    return json.loads(kept or "[]")


def good_ones(kept: dict[str, Any]) -> int:
    """How many of the slots hold a stamp that verifies in Python."""
    key = PublicKey(int(kept["modulus"], 16))
    return sum(
        is_signed(key, bytes.fromhex(slot["message"]), bytes.fromhex(slot["signature"]))
        for slot in kept["slots"]
    )


def empty_now(stack: Stack) -> None:
    """Let the hour of every box come, and wait for the beat."""
    stack.ask("UPDATE feedback_letterbox SET emptied_on = emptied_on - 14 RETURNING id")
    wait_until(
        lambda: (
            not stack.ask("SELECT id FROM feedback_letterbox WHERE emptied_on < now()::date - 8")
        ),
        seconds=150,
        what="the beat to empty the boxes",
    )


def test_the_browsers_half_signs_what_the_standard_says(visit: Visit) -> None:
    key = PrivateKey(vector.P * vector.Q, pow(EXPONENT, -1, (vector.P - 1) * (vector.Q - 1)))
    page = visit("edmund@families", PHONE)
    page.goto("/more/")
    shown = page.evaluate(
        """async ([n, prefix, salt, inverse, message]) => {
          const bytes = (text) => Uint8Array.from(text.match(/../g), (two) => parseInt(two, 16));
          const hex = (all) => Array.from(all, (b) => b.toString(16).padStart(2, "0")).join("");
          const chosen = { prefix: bytes(prefix), salt: bytes(salt) };
          chosen.inverse = BigInt("0x" + inverse);
          globalThis.held = await blindRsa.blind(BigInt("0x" + n), bytes(message), chosen);
          return hex(held.shown);
        }""",
        [
            f"{key.n:x}",
            vector.PREFIX.hex(),
            vector.SALT.hex(),
            f"{vector.INV:x}",
            vector.MESSAGE.hex(),
        ],
    )
    assert bytes.fromhex(shown) == vector.BLINDED_MESSAGE
    finalized = page.evaluate(
        """async ([n, signed]) => {
          const bytes = (text) => Uint8Array.from(text.match(/../g), (two) => parseInt(two, 16));
          const hex = (all) => Array.from(all, (b) => b.toString(16).padStart(2, "0")).join("");
          return hex(await blindRsa.finalize(BigInt("0x" + n), held, bytes(signed)));
        }""",
        [f"{key.n:x}", sign_blindly(key, bytes.fromhex(shown)).hex()],
    )
    assert bytes.fromhex(finalized) == vector.SIG
    # And what was not signed is kept by no browser.
    refused = page.evaluate(
        """async ([n, signed]) => {
          const bytes = (text) => Uint8Array.from(text.match(/../g), (two) => parseInt(two, 16));
          return blindRsa.finalize(BigInt("0x" + n), held, bytes(signed)).then(
            () => "kept", (problem) => problem.message);
        }""",
        [f"{key.n:x}", secrets.token_bytes(blind_rsa.BITS // 8).hex()],
    )
    assert refused == "not a signature"


def test_an_answer_of_the_desk_that_was_lost_is_fetched_again_with_the_next_page(
    visit: Visit, stack: Stack
) -> None:
    phone = visit("", PHONE)
    lost = []

    def lose(route: Any) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    phone.route("**/stamps/", lose)
    sign_in(phone, "layla@families")
    while not lost:
        phone.wait_for_timeout(200)
    assert lost == [200]
    assert good_ones(fetch_stamps(phone)) == 6
    given = stack.ask(
        "SELECT g.device FROM families_stampsgiven g JOIN families_user u ON u.id = g.person_id"
        " WHERE u.email LIKE 'layla@%%'"
    )
    assert given == [(0,)]
    # What was shown is forgotten.
    phone.wait_for_function("() => !Object.keys(localStorage).some((key) => /shown/.test(key))")


def test_two_phones_post_the_manager_answers_and_the_answer_is_read_with_the_code(
    visit: Visit, stack: Stack, letterbox: str
) -> None:
    told = {
        "agnieszka@families": "The gate is heavy in the rain, heron-one.",
        "flora@families": "The coats hang too high for him, heron-two.",
    }
    codes, phones = {}, {}
    for who, words in told.items():
        phone = phones[who] = visit(who, PHONE)
        assert good_ones(fetch_stamps(phone)) == 6
        sent: list[Any] = []
        phone.goto(letterbox)
        expect(phone.get_by_text("This browser has a stamp for you")).to_be_visible()
        assert_accessible(phone)
        phone.on("request", lambda request, sent=sent: sent.append(request))
        codes[who] = leave_note(phone, words=words)
        assert_accessible(phone)
        phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
        phone.get_by_role("button", name="Copy the code").click()
        expect(phone.get_by_text("Copied.")).to_be_visible()
        copied = phone.evaluate("navigator.clipboard.readText()")
        assert copied.replace(" ", "") == codes[who].replace(" ", "")
        [post] = [each for each in sent if each.method == "POST"]
        headers = post.all_headers()
        assert "cookie" not in headers
        assert "referer" not in headers
        [kept] = piles_in(phone, letterbox)
        assert good_ones(kept) == 5, "the used one is chance now"
        assert {len(slot["signature"]) for slot in kept["slots"]} == {768}

    manager = visit("bettina", LAPTOP)
    manager.goto("/feedback/")
    assert_accessible(manager)
    assert "heron" not in manager.content()
    phone = phones["agnieszka@families"]
    phone.goto(letterbox)
    phone.get_by_role("link", name=re.compile("code")).first.click()
    phone.get_by_label("Your code").fill(codes["agnieszka@families"])
    phone.get_by_role("button", name="Read", exact=True).click()
    expect(phone.get_by_text("still in the sealed box")).to_be_visible()
    assert_accessible(phone)

    empty_now(stack)
    manager.goto("/feedback/")
    for words in told.values():
        expect(manager.get_by_text(words)).to_be_visible()
    answer_note(manager, note="heron-one", words="We oil it on Monday.")
    assert_accessible(manager)

    phone.goto(letterbox)
    read_answer(phone, code=codes["agnieszka@families"])
    expect(phone.get_by_text("We oil it on Monday.")).to_be_visible()
    assert_accessible(phone)
    phone.get_by_label("What you want to add").fill("Thank you, heron-three.")
    phone.get_by_role("button", name="Put it in the box").click()
    expect(phone.get_by_text("It lies in the sealed box")).to_be_visible()
    assert_accessible(phone)

    empty_now(stack)
    manager.goto("/feedback/")
    card = manager.locator("li.card", has_text="heron-one")
    expect(card.get_by_text("The writer has added something")).to_be_visible()
    card.get_by_role("link").click()
    expect(manager.get_by_text("Thank you, heron-three.")).to_be_visible()


def test_two_parents_after_each_other_on_one_browser_each_have_their_own_stamps(
    visit: Visit, stack: Stack, letterbox: str
) -> None:
    page = visit("flora@families", PHONE)
    assert good_ones(fetch_stamps(page)) == 6
    [flora] = piles_in(page, letterbox)
    _change_places(page, "agnieszka@families", letterbox, piles=2)
    first, second = piles_in(page, letterbox)
    assert [good_ones(each) for each in (first, second)] == [6, 6]
    assert second == flora, "hers lie untouched behind those of who came later"
    assert first["whose"] != second["whose"]

    # Signed out the letterbox takes from those of who was here last, and does not say how many are
    # left: the other one would read from it how often she has written.
    _sign_out(page)
    page.goto(letterbox)
    expect(page.locator("[data-stamp-here]")).to_be_visible()
    assert not re.search(r"\d", page.locator("[data-stamp-here]").inner_text())
    expect(page.locator("[data-pile-of-last]")).to_be_visible()
    assert_accessible(page)
    leave_note(page, words="By the second one, heron-seven.")
    assert [good_ones(each) for each in piles_in(page, letterbox)] == [5, 6]

    # The first one comes back on the same day: nothing is asked for again, and hers lie in front.
    _change_places(page, "flora@families", letterbox, front=flora["whose"])
    page.goto(letterbox)
    page.get_by_role("button", name="Take other ones").click()
    expect(page.locator("[data-pile-of-other]")).to_be_visible()
    leave_note(page, words="With one of the others, heron-eight.")
    assert [good_ones(each) for each in piles_in(page, letterbox)] == [6, 4]
    given = stack.ask(
        "SELECT count(*), max(g.device) FROM families_stampsgiven g JOIN families_user u"
        " ON u.id = g.person_id WHERE u.email ~ '^(flora|agnieszka)@families'"
    )
    assert given == [(2, 0)]

    # In another browser her pile has another name: two that were stolen cannot be laid together.
    other = visit("flora@families", PHONE)
    assert good_ones(fetch_stamps(other)) == 2
    [there] = piles_in(other, letterbox)
    assert there["whose"] != flora["whose"]


def _sign_out(page: Page) -> None:
    page.goto("/more/")
    page.get_by_role("button", name="Sign out").first.click()
    page.wait_for_url(lambda url: "/more/" not in url)


def _change_places(
    page: Page, who: str, letterbox: str, *, piles: int = 0, front: str = ""
) -> None:
    """One signs out, another in, and the stamps of the browser are sorted."""
    if page.goto("/more/") and "/login" not in page.url:
        _sign_out(page)
    sign_in(page, who)
    page.goto("/more/")
    page.wait_for_function(
        "([key, piles, front]) => { const all = JSON.parse(localStorage.getItem(key));"
        " return piles ? all.length === piles : all[0].whose === front; }",
        arg=[f"stamps:{letterbox[11:-1]}", piles, front],
    )


def test_without_scripting_a_note_goes_in_with_the_code_of_a_paper_card(
    visit: Visit, stack: Stack, letterbox: str
) -> None:
    manager = visit("bettina", LAPTOP)
    manager.goto("/feedback/cards/")
    assert_accessible(manager)
    manager.get_by_label("How many sheets?").fill("1")
    with manager.expect_download() as download:
        manager.get_by_role("button", name="Make the cards").click()
    with pdfplumber.open(download.value.path()) as pdf:
        text = pdf.pages[0].extract_text()
        assert len(pdf.pages) == 1
    codes = re.findall(r"\b([A-Z2-7]{4} [A-Z2-7]{4} [A-Z2-7]{4} [A-Z2-7]{4})\b", text)
    assert len(set(codes)) == 10

    parent = visit("", PHONE, script=False)
    parent.goto(letterbox)
    expect(parent.get_by_text("you need the code of a paper card")).to_be_visible()
    parent.get_by_label("Code of your card").fill(codes[3].lower())
    code = leave_note(parent, words="By card, heron-four.")
    expect(parent.get_by_role("button", name="Copy the code")).to_be_hidden()
    assert parent.context.cookies() == []
    parent.goto(letterbox)
    parent.get_by_label("Code of your card").fill(codes[3])
    parent.get_by_label("Your note").fill("Once more")
    parent.get_by_role("button", name="Put it in the letterbox").click()
    expect(parent.get_by_text("let a note in already").first).to_be_visible()
    expect(parent.get_by_label("Your note")).to_have_value("Once more")

    empty_now(stack)
    answer_note(manager, note="heron-four", words="We have read your card.")
    parent.goto(letterbox)
    read_answer(parent, code=code)
    expect(parent.get_by_text("We have read your card.")).to_be_visible()


def test_who_has_a_stamp_may_use_a_card_all_the_same(visit: Visit, letterbox: str) -> None:
    page = visit("flora@families", PHONE)
    fetch_stamps(page)
    [before] = piles_in(page, letterbox)
    page.goto(letterbox)
    code = page.get_by_label("Code of your card")
    expect(page.locator("[data-stamp-here]")).to_be_visible()
    expect(code).to_be_hidden()
    page.get_by_role("button", name="Use a paper card instead").click()
    expect(code).to_be_focused()
    assert_accessible(page)
    page.get_by_label("Your note").fill("By a card, please.")
    page.get_by_role("button", name="Put it in the letterbox").click()
    expect(page.get_by_text("Type the code of your card.")).to_be_visible()
    expect(page.get_by_label("Your note")).to_have_value("By a card, please.")
    assert piles_in(page, letterbox) == [before], "no stamp was taken"


def test_while_typing_a_hint_names_what_tells_who_one_is_and_nothing_leaves_the_browser(
    visit: Visit, letterbox: str
) -> None:
    phone = visit("", PHONE)
    asked: list[str] = []
    phone.goto(letterbox)
    expect(phone.get_by_text("This browser has no stamp.")).to_be_visible()
    phone.on("request", lambda request: asked.append(request.url))
    phone.get_by_label("Your note").fill("On Tuesday at 8:15 in Conkers")
    hint = phone.locator("[data-hint]")
    expect(hint).to_contain_text("Tuesday, 8:15, Conkers")
    assert_accessible(phone)
    phone.get_by_label("Your note").fill("The gate is heavy")
    expect(hint).to_be_hidden()
    assert asked == []
    phone.get_by_role("button", name="Put it in the letterbox").click()
    expect(phone.get_by_text("no stamp left for this term")).to_be_visible()
    expect(phone.get_by_label("Your note")).to_have_value("The gate is heavy")


def test_when_the_answer_is_lost_the_same_note_is_not_there_twice(
    visit: Visit, stack: Stack, letterbox: str
) -> None:
    phone = visit("layla@families", PHONE)
    fetch_stamps(phone)
    phone.goto(letterbox)
    lost = []

    def lose(route: Any) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().status)  # it arrives, and its answer does not
            route.abort()
        else:
            route.continue_()

    phone.route("**/letterbox/**", lose)
    phone.get_by_label("Your note").fill("Only once, heron-five.")
    phone.get_by_role("button", name="Put it in the letterbox").click()
    expect(phone.get_by_text("did not answer")).to_be_visible()
    assert lost == [200]
    leave_note(phone, words="Only once, heron-five.")
    empty_now(stack)
    found = stack.ask(
        "SELECT count(*) FROM feedback_feedbackitem WHERE words LIKE '%%heron-five%%'"
    )
    assert found == [(1,)]


def test_the_manager_chooses_another_hour(visit: Visit) -> None:
    manager = visit("bettina", LAPTOP)
    manager.goto("/feedback/emptying/")
    assert_accessible(manager)
    manager.get_by_label("Every day").check()
    manager.get_by_label("At which hour?").select_option("17")
    manager.get_by_role("button", name="Save").click()
    expect(manager.get_by_text("After the next time: every day at 17:00")).to_be_visible()
