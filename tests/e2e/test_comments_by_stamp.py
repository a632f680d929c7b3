"""A comment by stamp on a question to all families: a phone, the real emptying, a manager."""

import re

import pytest
from playwright.sync_api import expect

from tests.stack import Stack

from .conftest import LAPTOP, PHONE, Visit, assert_accessible
from .journeys import read_answer
from .test_letterbox import empty_now, fetch_stamps, good_ones, piles_in

pytestmark = pytest.mark.e2e

QUESTION = "What shall we buy for the garden?"


@pytest.fixture(autouse=True)
def _layla_has_no_stamps_yet(stack: Stack) -> None:
    """Other journeys of the same house have signed in as her, each in a new browser."""
    stack.ask(
        "DELETE FROM families_stampsgiven g USING families_user u WHERE u.id = g.person_id"
        " AND u.email LIKE 'layla@%%' RETURNING g.id"
    )


def test_a_comment_goes_from_a_phone_through_the_box_onto_the_page_of_its_question(
    visit: Visit, stack: Stack
) -> None:
    phone = visit("layla@families", PHONE)
    fetch_stamps(phone)
    phone.goto("/your-say/")
    phone.get_by_role("link", name=QUESTION).click()
    question = phone.url
    assert_accessible(phone)
    phone.get_by_role("link", name="write a comment by stamp").click()
    expect(phone.get_by_role("heading", name=QUESTION)).to_be_visible()
    expect(phone.locator("[data-stamp-here]")).to_be_visible()
    assert_accessible(phone)
    page = phone.url
    sent = []
    phone.on("request", lambda request: sent.append(request))
    phone.get_by_label("Your comment").fill("A swing, for there is none at home, kestrel-one.")
    phone.get_by_role("button", name="Put it in the letterbox").click()
    code = re.sub(r"[^A-Z2-7]", "", phone.locator(".receipt").inner_text())
    [post] = [each for each in sent if each.method == "POST"]
    assert not {"cookie", "referer"} & post.all_headers().keys()

    empty_now(stack)
    manager = visit("bettina", LAPTOP)
    manager.goto("/feedback/")
    card = manager.locator("li.card", has_text="kestrel-one")
    expect(card.get_by_text("For the question")).to_be_visible()
    assert_accessible(manager)
    card.get_by_role("button", name="Put it on the page").click()
    expect(manager.get_by_text("On the page, by stamp")).to_be_visible()
    assert_accessible(manager)
    manager.get_by_role("link", name="Take it off the page").click()
    assert_accessible(manager)

    phone.goto(question)
    expect(phone.get_by_text("kestrel-one")).to_be_visible()
    expect(phone.get_by_text("By stamp", exact=True).first).to_be_visible()
    assert_accessible(phone)
    phone.goto(page.split("questions/")[0])
    expect(phone.get_by_role("link", name=QUESTION)).to_be_visible()
    read_answer(phone, code=code)
    expect(phone.get_by_text("It stands on the page of the question")).to_be_visible()
    assert_accessible(phone)

    # Closed while somebody was writing: the same words go as an ordinary note, with one stamp.
    phone.goto(page)
    phone.get_by_label("Your comment").fill("Too late, kestrel-two.")
    closing = "UPDATE feedback_askedquestion SET state = '{}' WHERE title = '{}' RETURNING id"
    stack.ask(closing.format("over", QUESTION))
    try:
        phone.get_by_role("button", name="Put it in the letterbox").click()
        expect(phone.get_by_text("No more comments are taken on this question")).to_be_visible()
        expect(phone.get_by_label("Your comment")).to_have_value("Too late, kestrel-two.")
        phone.get_by_role("button", name="Put it in the letterbox").click()
        expect(phone.locator(".receipt")).to_be_visible()
        [pile] = piles_in(phone, "/letterbox/" + page.split("/")[4] + "/")
        assert good_ones(pile) == 4, "one for each that was taken, none for the one that was not"
        phone.goto(page)
        expect(phone.get_by_role("heading", name="No comments are taken here now")).to_be_visible()
        assert_accessible(phone)
    finally:
        stack.ask(closing.format("open", QUESTION))
    empty_now(stack)
    came = stack.ask(
        "SELECT question_id FROM feedback_feedbackitem WHERE words LIKE '%%kestrel-two%%'"
    )
    assert came == [(None,)]
