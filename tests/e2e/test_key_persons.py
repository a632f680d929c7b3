"""Who looks after whom, walked by those it is for: manager, covering colleague, parents."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from .conftest import LAPTOP, PHONE, TABLET, Visit, assert_accessible

# One house for the whole folder: its tests run one after the other, in one process.
pytestmark = pytest.mark.e2e

NOTE = "Dragons are fine, thunder is not."


def test_the_manager_finds_cover_and_the_colleague_and_the_family_read_of_it(visit: Visit) -> None:
    bettina = visit("bettina", LAPTOP)
    bettina.goto("/more/")
    bettina.get_by_role("link", name=re.compile("^Key persons")).click()
    expect(bettina.get_by_role("link", name="Barnaby").first).to_be_visible()
    assert_accessible(bettina)
    bettina.get_by_role("link", name="Who was it on a day?").click()
    expect(bettina.get_by_role("row", name=re.compile("Zofia.*Marek.*Ewa"))).to_be_visible()
    assert_accessible(bettina)

    bettina.goto("/team/")
    bettina.get_by_role("link", name=re.compile("^Jamal")).click()
    bettina.get_by_role("link", name="Write down days away").click()
    assert_accessible(bettina)
    _away(bettina, "Ottoline", covers="Saoirse")
    bettina.get_by_role("button", name="Save").click()
    expect(bettina.get_by_text(re.compile("covered while Jamal is away"))).to_be_visible()

    saoirse = visit("saoirse", TABLET)
    saoirse.goto("/today/")
    saoirse.get_by_text("You cover for").first.click()
    expect(saoirse.get_by_text(NOTE)).to_be_visible()
    assert_accessible(saoirse)
    saoirse.goto("/key-children/")
    expect(saoirse.get_by_text("you cover for Jamal").first).to_be_visible()
    assert_accessible(saoirse)

    edmund = visit("edmund@families", PHONE)
    edmund.goto("/")
    expect(edmund.get_by_role("heading", name="Hello from Jamal")).to_be_visible()
    expect(edmund.get_by_text(re.compile("Saoirse covers until")).first).to_be_visible()
    assert NOTE not in edmund.content()
    assert_accessible(edmund)
    edmund.get_by_role("button", name="Thank you, seen").click()
    expect(edmund.get_by_role("heading", name="Hello from Jamal")).to_have_count(0)
    edmund.goto("/more/")
    edmund.get_by_role("link", name=re.compile("Ottoline")).first.click()
    expect(edmund.get_by_text(re.compile("Saoirse covers for Jamal until"))).to_be_visible()
    edmund.get_by_text("Who it was, and why it changed").click()
    expect(edmund.get_by_text(re.compile("Perpetua moved to the seaside"))).to_be_visible()
    assert_accessible(edmund)


def _away(page: Page, child: str, *, covers: str) -> None:
    """From today to the day after tomorrow, `covers` for every key child, a note for one."""
    today = timezone.localdate()
    page.get_by_label("First day away").fill(today.isoformat())
    page.get_by_label("Last day away").fill((today + timedelta(days=2)).isoformat())
    everybody = page.get_by_label("Who covers all of them?")
    everybody.select_option(
        value=everybody.locator("option", has_text=covers).first.get_attribute("value")
    )
    for box in page.get_by_label("Who covers?").all():
        box.select_option(value="")  # as above
    one = page.get_by_role("group", name=child)
    one.get_by_text("A note for your colleague").click()
    one.get_by_label("For your colleague").fill(NOTE)
