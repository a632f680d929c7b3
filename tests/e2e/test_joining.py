"""The way to us, a plan, and the record to take along, walked as those they serve."""

import io
import zipfile

import pytest
from playwright.sync_api import expect

from .conftest import LAPTOP, PHONE, TABLET, Visit, assert_accessible

pytestmark = pytest.mark.e2e


def test_a_family_that_expects_a_baby_says_what_would_help_and_answers_the_visit(
    visit: Visit,
) -> None:
    page = visit("hibaaq@families", PHONE)
    expect(page.get_by_text("The next thing for you").first).to_be_visible()
    assert_accessible(page)
    page.locator(".next-thing a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Baby Sundial")
    expect(page.get_by_text("Dilys is learning")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Say what would help").click()
    page.get_by_label("What would help you most?").fill("A chair that rocks.")
    assert_accessible(page)
    page.get_by_role("button", name="Tell us").click()
    expect(page.get_by_text("A chair that rocks.")).to_be_visible()
    page.get_by_role("link", name="Your answer").click()
    expect(page.get_by_text("colleagues")).to_have_count(0)
    assert_accessible(page)
    page.get_by_label("No, thank you").check()
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_text("Nothing changes").first).to_be_visible()


def test_the_key_person_sees_who_is_starting_and_answers_a_worry(visit: Visit) -> None:
    page = visit("ewa", TABLET)
    page.goto("/joining/")
    assert_accessible(page)
    page.goto("/children/?q=Hodan")
    page.get_by_role("link", name="Hodan").first.click()
    page.get_by_role("link", name="Plans for a change").click()
    assert_accessible(page)
    page.get_by_role("link", name="From Conkers to Pinecones").click()
    assert_accessible(page)
    expect(page.get_by_text("A worry waits for your answer").first).to_be_visible()
    expect(page.get_by_role("button", name="The plan is ready")).to_have_count(0)
    page.get_by_role("link", name="Answer", exact=True).first.click()
    assert_accessible(page)
    page.get_by_label("Our answer").fill("Jamal lies down beside her, and I come for a week.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="The plan is ready").click()
    expect(page.get_by_text("We call this plan ready")).to_be_visible()


def test_a_family_that_leaves_takes_its_record_along(visit: Visit) -> None:
    page = visit("octavia@families", PHONE)
    expect(page.get_by_text("You can read and take everything with you until")).to_be_visible()
    page.get_by_role("link", name="Take your record with you").first.click()
    assert_accessible(page)
    page.get_by_role("button", name="Put it together for me").click()
    fetch = page.get_by_role("link", name="Fetch it")
    expect(fetch).to_be_visible(timeout=120_000)
    assert_accessible(page)
    with page.expect_download() as loading:
        fetch.click()
    with zipfile.ZipFile(io.BytesIO(loading.value.path().read_bytes())) as files:
        assert {"record.pdf", "record.json"} <= set(files.namelist())


def test_the_manager_offers_a_place_before_the_birth(visit: Visit) -> None:
    page = visit("bettina", LAPTOP)
    page.goto("/joining/")
    assert_accessible(page)
    page.get_by_role("link", name="Offer a place").click()
    assert_accessible(page)
