"""The day round the child: told from home, stopped at the table, released by the room leader."""

import re

import pytest
from playwright.sync_api import Page, expect

from .conftest import LAPTOP, PHONE, TABLET, Visit, assert_accessible
from .journeys import choose_children

pytestmark = pytest.mark.e2e


def on_childs_page(page: Page, child: str, link: str) -> None:
    page.goto("/children/?q=" + child)
    if page.locator("h1").first.inner_text() != child:
        page.locator("#page").get_by_role("link", name=child).first.click()
    page.get_by_role("link", name=link).click()


def test_agnieszka_tells_about_the_morning_and_marek_reads_it(visit: Visit) -> None:
    phone = visit("agnieszka@families", PHONE)
    phone.goto("/")
    phone.get_by_role("link", name="From home").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Zofia’s morning")
    assert_accessible(phone)
    if phone.get_by_role("link", name="About today").count():  # in the evening
        phone.get_by_role("link", name="About today").click()
    phone.get_by_role("button", name="Tell the room").click()
    expect(phone.get_by_role("alert")).to_contain_text("Tell us at least one thing")
    phone.get_by_text("Slept little").click()
    phone.get_by_label("Medicine given at home").fill("Paracetamol, 2.5 ml")
    phone.get_by_role("button", name="Tell the room").click()
    expect(phone.get_by_role("alert")).to_contain_text("Say when it was given.")
    phone.get_by_label(re.compile("^Given at")).fill("06:50")
    phone.get_by_label("Anything we should know?").fill("Babcia went home yesterday.")
    phone.get_by_role("button", name="Tell the room").click()
    expect(phone.locator(".toast")).to_contain_text("The room sees it before Zofia comes")
    expect(phone.get_by_text("Told, not read yet")).to_be_visible()
    assert_accessible(phone)

    tablet = visit("marek", TABLET)
    tablet.goto("/today/")
    expect(tablet.locator("li.seat", has_text="Zofia")).to_contain_text("Paracetamol, 2.5 ml")
    mornings = tablet.locator(".mornings")
    expect(mornings).to_contain_text("Babcia went home yesterday.")
    assert_accessible(tablet)
    mornings.get_by_role("button", name="We have read this").click()
    expect(tablet.locator(".toast")).to_contain_text("see it")

    phone.reload()
    expect(phone.get_by_text(re.compile(r"Read by Marek, \d\d:\d\d"))).to_be_visible()
    phone.goto("/")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Hello")
    assert_accessible(phone)


def test_a_meal_stops_for_the_child_who_must_not_eat_it(visit: Visit) -> None:
    laptop = visit("bettina", LAPTOP)
    laptop.goto("/menu/")
    assert_accessible(laptop)
    laptop.locator(".menu-today h2 a").click()
    laptop.get_by_label("Tea", exact=False).first.fill("Cheese on toast")
    meal = laptop.locator(".menu-meal").nth(3)
    if not meal.locator("details[open]").count():
        meal.locator("summary").click()
    for box in meal.get_by_role("checkbox").all():
        box.uncheck()
    meal.get_by_label("Milk").check()
    assert_accessible(laptop)
    laptop.get_by_role("button", name="Save").click()
    expect(laptop.locator(".menu-today")).to_contain_text("Cheese on toast")

    phone = visit("agnieszka@families", PHONE)
    on_childs_page(phone, "Zofia", "What must not be on the plate")
    phone.get_by_label("Milk").check()
    assert_accessible(phone)
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_text("told, being checked")).to_be_visible()

    tablet = visit("marek", TABLET)
    tablet.goto("/today/")
    choose_children(tablet, "Zofia", "Kofi")
    tablet.locator("label.kind", has_text="Tea").click()
    expect(tablet.locator(".on-the-table:visible")).to_contain_text("Cheese on toast")
    tablet.locator("#id_amount label.answer", has_text=re.compile("^Most$")).click()
    tablet.locator("[data-save]").click()
    stop = tablet.locator(".stopped")
    expect(stop).to_contain_text("Zofia must not have milk")
    expect(tablet.locator(".toast").first).to_contain_text(re.compile("Saved for .?Kofi"))
    assert_accessible(tablet)
    tablet.reload()  # unanswered, it waits on the board
    expect(stop).to_contain_text("Zofia must not have milk")
    stop.get_by_text("They had something else").click()
    stop.get_by_label("What did they have?").fill("Rice cakes and pear")
    stop.locator("label.choice", has_text=re.compile("^ ?All ?$")).click()
    stop.get_by_role("button", name="Save what happened").click()
    expect(tablet.locator(".stopped")).to_have_count(0)
    expect(tablet.locator("li.seat", has_text="Zofia")).to_contain_text("Tea: all")

    phone.get_by_label("Milk").uncheck()
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_text("told, being checked")).to_have_count(0)


def test_the_room_leader_releases_the_day_and_agnieszka_reads(visit: Visit) -> None:
    laptop = visit("bettina", LAPTOP)
    laptop.goto("/daily-notes/")
    assert_accessible(laptop)
    laptop.get_by_label("When the room leader or a manager releases the room").check()
    laptop.get_by_label("At which hour?").fill("")
    laptop.get_by_role("button", name="Save").click()
    expect(laptop.locator(".toast")).to_contain_text("Saved")

    tablet = visit("marek", TABLET)
    tablet.goto("/today/")
    tablet.get_by_role("link", name="The day’s words").click()
    expect(tablet.get_by_role("heading", level=1)).to_contain_text("The day in Conkers")
    assert_accessible(tablet)
    tablet.locator("li", has_text="Zofia").get_by_role("link", name="Words").click()
    tablet.get_by_label("A real moment of the day").fill("Zofia built a bridge for the snails.")
    if tablet.get_by_label("Why do you change them?").count():
        tablet.get_by_label("Why do you change them?").fill("We wrote them anew.")
    tablet.locator("button[value=share]").click()
    phone = visit("agnieszka@families", PHONE)
    tablet.goto("/today/")
    tablet.get_by_role("link", name="The day’s words").click()
    release = tablet.get_by_role("button", name=re.compile("Release the day"))
    if release.count():
        release.click()
        expect(tablet.locator(".toast")).to_contain_text("Released")
    expect(tablet.locator("li", has_text="Zofia")).to_contain_text("Families read it")
    assert_accessible(tablet)
    phone.goto("/today/")
    expect(phone.locator("#page")).to_contain_text("Zofia built a bridge for the snails.")
    assert_accessible(phone)

    laptop.get_by_label("At a set hour").check()
    laptop.get_by_label("At which hour?").fill("17:15")
    laptop.get_by_role("button", name="Save").click()
    expect(laptop.locator(".toast")).to_contain_text("Saved")
