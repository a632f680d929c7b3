"""Going home: a mother says who collects, the room rings back, and two homes keep to themselves."""

import pytest
from playwright.sync_api import expect

from .conftest import LAPTOP, PHONE, TABLET, Visit, assert_accessible

pytestmark = pytest.mark.e2e


def test_agnieszka_says_who_collects_in_two_taps_and_marek_sees_it(visit: Visit) -> None:
    phone = visit("agnieszka@families", PHONE)
    phone.goto("/")
    phone.get_by_role("link", name="Who collects today?").first.click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Who collects Zofia today?")
    assert_accessible(phone)
    phone.locator("button.who", has_text="Barbara Ogórek").click()
    expect(phone.locator(".toast")).to_contain_text("Barbara Ogórek collects Zofia")
    assert_accessible(phone)
    tablet = visit("marek", TABLET)
    tablet.goto("/today/")
    row = tablet.locator(".going-home .going-row", has_text="Zofia")
    expect(row).to_contain_text("Barbara Ogórek collects Zofia")
    expect(row).to_contain_text("We have met them")
    assert_accessible(tablet)
    row.get_by_role("link", name="Zofia").click()
    tablet.get_by_role("link", name="Show the collection password").click()
    expect(tablet.get_by_text("gruszki na wierzbie")).to_be_visible()
    expect(tablet.get_by_text("never enough alone")).to_be_visible()
    assert_accessible(tablet)


def test_somebody_new_is_ringed_first(visit: Visit) -> None:
    phone = visit("agnieszka@families", PHONE)
    phone.goto("/")
    phone.get_by_role("link", name="Who collects today?").first.click()
    phone.get_by_role("link", name="Somebody new").click()
    assert_accessible(phone)
    phone.get_by_label("Their name").fill("Hyacinth Tumbledown")
    phone.get_by_label("Who are they to the child?").fill("my colleague")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_role("alert")).to_be_visible()
    expect(phone.get_by_label("Their name")).to_have_value("Hyacinth Tumbledown")
    phone.get_by_label("Their phone number").fill("01632 960 899")
    phone.get_by_label("They are 16 or older").check()
    phone.get_by_role("button", name="Save").click()
    expect(phone.locator(".toast")).to_contain_text("we ring you first")
    tablet = visit("marek", TABLET)
    tablet.goto("/today/")
    row = tablet.locator(".going-home .going-row", has_text="Hyacinth")
    expect(row).to_contain_text("New: ring first")
    row.get_by_role("link", name="Zofia").click()
    tablet.get_by_role("button", name="We rang, and it is right").click()
    expect(tablet.get_by_text("We rang: it is right")).to_be_visible()
    assert_accessible(tablet)


def test_the_twins_two_homes_name_two_people_and_do_not_see_each_other(visit: Visit) -> None:
    tablet = visit("jamal", TABLET)
    tablet.goto("/today/")
    row = tablet.locator(".going-home .going-row", has_text="Ottoline")
    expect(row).to_contain_text("The two homes say different things")
    expect(row).to_contain_text("Clementine Tansy")
    expect(row).to_contain_text("Winifred Button")
    for parent, own, other in (
        ("flora@families", "Clementine", "Winifred"),
        ("edmund@families", "Winifred", "Clementine"),
    ):
        phone = visit(parent, PHONE)
        phone.goto("/")
        phone.get_by_role("link", name="Who collects today?").first.click()
        expect(phone.locator("#page")).to_contain_text(own)
        expect(phone.locator("#page")).not_to_contain_text(other)


def test_bettina_sees_what_flora_sees_and_flora_reads_of_it(visit: Visit) -> None:
    laptop = visit("bettina", LAPTOP)
    laptop.goto("/children/?q=Ottoline")
    laptop.get_by_role("link", name="Ottoline").first.click()
    laptop.get_by_role("link", name="Homes side by side").click()
    expect(laptop.get_by_role("heading", name="Court orders")).to_be_visible()
    assert_accessible(laptop)
    laptop.go_back()
    home = laptop.locator("section.home", has_text="Flora Button")
    home.get_by_text("What they may see and do").first.click()
    home.get_by_role("button", name="See what Flora sees").click()
    expect(laptop.locator(".seeing-as")).to_contain_text("You see Footbridge as Flora sees it")
    expect(laptop.locator("#page")).to_contain_text("Ottoline")
    assert_accessible(laptop)
    laptop.goto("/messages/")
    expect(laptop.locator("#page")).to_contain_text("Only Flora opens this")
    assert_accessible(laptop)
    laptop.get_by_role("button", name="Stop").click()
    expect(laptop.locator(".seeing-as")).to_have_count(0)
    expect(laptop.locator("h1")).to_contain_text("Ottoline")
    phone = visit("flora@families", PHONE)
    phone.goto("/more/")
    expect(phone.get_by_text("looked at Footbridge as you see it")).to_be_visible()
    assert_accessible(phone)
