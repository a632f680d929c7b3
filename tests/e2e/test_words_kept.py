"""Words that somebody has typed do not go away without being asked about."""

import pytest
from playwright.sync_api import Dialog, expect

from .conftest import PHONE, Visit

# One house for the whole folder: its tests run one after the other, in one process.
pytestmark = pytest.mark.e2e


def test_a_mother_who_leaves_a_half_written_page_is_asked_and_stays(visit: Visit) -> None:
    mother = visit("agnieszka@families", PHONE)
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    mother.on("dialog", stay)
    mother.goto("/taking-part/")
    words = mother.get_by_label("In your own words")
    words.fill("I bake bread on Saturdays")
    mother.get_by_role("link", name="Messages").first.click()
    expect(words).to_have_value("I bake bread on Saturdays")
    assert asked == ["beforeunload"]

    mother.get_by_role("button", name="Save", exact=True).click()
    mother.get_by_role("link", name="Messages").first.click()
    mother.wait_for_url("**/messages/**")
    assert asked == ["beforeunload"], "what is saved is not asked about"
