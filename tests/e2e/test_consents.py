"""Permissions, walked as a mother on her phone, a foster carer, the room, and the manager."""

import pytest
from playwright.sync_api import expect

from tests.stack import Stack

from .conftest import LAPTOP, PHONE, TABLET, Visit, assert_accessible

# One house for the whole folder: its tests run one after the other, in one process.
pytestmark = pytest.mark.e2e


def _child(stack: Stack, name: str) -> str:
    ((child,),) = stack.ask("SELECT id FROM families_child WHERE known_as = %s", name)
    return str(child)


def test_a_mother_takes_a_permission_back_and_reads_what_it_hid(visit: Visit, stack: Stack) -> None:
    page = visit("maureen@families", PHONE)
    page.goto("/more/")
    page.get_by_role("link", name="Permissions for").first.click()
    expect(page.locator("h1")).to_contain_text("What is all right for")
    assert_accessible(page)
    question = page.locator("#photo_group")
    question.get_by_role("button", name="No", exact=True).click()
    page.wait_for_load_state()
    assert_accessible(page)
    page.goto("/more/")
    page.get_by_role("link", name="Permissions for").first.click()
    no = page.locator("#photo_group").get_by_role("button", name="No", exact=True)
    expect(no).to_have_attribute("aria-pressed", "true")
    page.locator("#photo_group").get_by_role("button", name="Yes", exact=True).click()
    yes = page.locator("#photo_group").get_by_role("button", name="Yes", exact=True)
    expect(yes).to_have_attribute("aria-pressed", "true")


def test_pip_s_foster_carer_reads_and_does_not_decide(visit: Visit, stack: Stack) -> None:
    page = visit("moira@families", PHONE)
    page.goto(f"/children/{_child(stack, 'Pip')}/permissions/")
    expect(
        page.get_by_text("Only people with parental responsibility decide this.")
    ).to_be_visible()
    expect(page.get_by_role("button", name="Yes", exact=True)).to_have_count(0)
    expect(page.get_by_text("Not answered: not allowed").first).to_be_visible()
    assert_accessible(page)


def test_the_room_sees_what_is_not_allowed(visit: Visit, stack: Stack) -> None:
    page = visit("saoirse", TABLET)
    page.goto("/today/")
    pip = page.locator("li.seat", has_text="Pip")
    expect(pip.get_by_text("Permissions not answered yet")).to_be_visible()
    page.goto(f"/children/{_child(stack, 'Pip')}/")
    expect(page.get_by_role("heading", name="Not answered yet: ask first")).to_be_visible()
    assert_accessible(page)


def test_the_manager_sees_who_disagrees_and_prints_who_may_come(visit: Visit) -> None:
    page = visit("bettina", LAPTOP)
    page.goto("/more/")
    expect(page.get_by_text("two people disagree on")).to_be_visible()
    page.get_by_role("link", name="Permissions").first.click()
    assert_accessible(page)
    page.get_by_role("link", name="Two people disagree on").click()
    expect(page.get_by_text("They disagree: no counts").first).to_be_visible()
    expect(page.get_by_text("Ottoline").first).to_be_visible()
    assert_accessible(page)
    page.goto("/permissions/")
    page.get_by_role("link", name="Short walks").click()
    page.get_by_role("link", name="A list to print").click()
    expect(page.get_by_role("heading", name="May not:")).to_be_visible()
    assert_accessible(page)
    page.goto("/permissions/questions/")
    expect(page.get_by_text("Earlier words")).to_be_visible()
    assert_accessible(page)
