"""The journal as a mother uses it in the evening, on her phone, with a thumb."""

import io
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pypdf import PdfReader

from families.templatetags.ui import spoken_month

from .conftest import LAPTOP, PHONE, TABLET, Visit, assert_accessible

# One house for the whole folder: its tests run one after the other, in one process.
pytestmark = pytest.mark.e2e


def test_agnieszka_answers_with_a_tap_finds_again_and_takes_a_month_home(visit: Visit) -> None:
    mother = visit("agnieszka@families", PHONE)
    mother.goto("/journals/")
    assert_accessible(mother)

    # A tap, and taken back, and given again.
    seen = mother.locator("article", has=mother.get_by_role("button", name="We see this too")).last
    address = seen.get_attribute("id")
    entry = mother.locator(f"#{address}")
    entry.get_by_role("button", name="We see this too").click()
    pressed = entry.get_by_role("button", name="We see this too", pressed=True)
    expect(pressed).to_be_visible()
    expect(entry.get_by_text("Agnieszka: we see this too")).to_be_visible()
    pressed.click()
    expect(entry.get_by_role("button", name="We see this too", pressed=True)).to_have_count(0)
    entry.get_by_role("button", name="We see this too").click()
    expect(pressed).to_be_visible()
    assert_accessible(mother)

    # With accents and without.
    for words in ("Jeden", "JEDEN dwa"):
        mother.get_by_role("searchbox").fill(words)
        mother.get_by_role("button", name="Find").click()
        expect(mother.locator("article").first).to_contain_text("jeden, dwa")
    mother.get_by_role("searchbox").fill("najwieksz")
    mother.get_by_role("button", name="Find").click()
    expect(mother.locator("article").first).to_contain_text("od największej")
    mother.get_by_role("link", name="Choose what to show").click()
    assert_accessible(mother)
    mother.get_by_label("Kind").select_option("nursery")
    mother.get_by_role("searchbox").fill("o tak")
    mother.get_by_role("button", name="Find").click()
    expect(mother.locator(".chip")).to_have_count(2)
    expect(mother).to_have_url(re.compile("q=o\\+tak.*kind=nursery"))
    expect(mother.locator("article").first).to_contain_text("pine cones")
    assert_accessible(mother)
    mother.get_by_role("link", name=re.compile("From the nursery")).click()
    expect(mother.locator(".chip")).to_have_count(1)
    expect(mother.locator("article").first).to_contain_text("from home")

    # The shelf.
    mother.goto("/journals/")
    mother.get_by_role("link", name="Wow moments").click()
    expect(mother.locator(".moment").first).to_be_visible()
    assert_accessible(mother)

    # A book of a month that has something in it.
    mother.goto("/journals/")
    mother.get_by_role("link", name="As a book").click()
    assert_accessible(mother)
    month = mother.get_by_label("Which month?")
    name = month.locator("option").first.inner_text()
    assert name in {spoken_month(timezone.localdate()), name}
    month.select_option(label=name)
    mother.get_by_role("button", name="Make the book").click()
    link = mother.get_by_role("link", name=re.compile("^Open it"))
    expect(link).to_be_visible(timeout=90_000)
    assert_accessible(mother)
    answer = mother.request.get(link.get_attribute("href") or "")
    assert answer.ok
    pdf = PdfReader(io.BytesIO(answer.body()))
    assert name in pdf.pages[0].extract_text()
    assert any(page.images for page in pdf.pages)


def test_she_has_tried_it_and_marek_reads_it_and_finds_it_again(visit: Visit) -> None:
    mother = visit("agnieszka@families", PHONE, script=False)
    mother.goto("/journals/")
    mother.get_by_role("link", name=re.compile("^We tried it")).first.click()
    mother.get_by_label("So-so").check()
    mother.get_by_label("A few words").fill("Za dużo skarpetek.")
    mother.get_by_role("button", name=re.compile("Tell the nursery|Save")).first.click()
    expect(mother.get_by_text("Agnieszka tried it: so-so")).to_be_visible()

    marek = visit("marek", TABLET)
    marek.goto("/journals/")
    marek.get_by_role("link", name="Find in journals").click()
    marek.get_by_role("searchbox").fill("pine con")
    marek.get_by_role("button", name="Find").click()
    assert_accessible(marek)
    marek.get_by_role("link", name=re.compile("Zofia")).first.click()
    assert_accessible(marek)

    bettina = visit("bettina", LAPTOP)
    bettina.goto("/journals/find/?q=pine")
    assert_accessible(bettina)
