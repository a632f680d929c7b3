"""Bettina brings a list in on her laptop: wrong, mended, imported, and the letters sent."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.stack import Stack, wait_until

from .conftest import LAPTOP, Visit, assert_accessible

# One house for the whole folder: its tests run one after the other, in one process.
pytestmark = pytest.mark.e2e

CHILDREN = "Child name;D.O.B.;Base room;Key Worker;Known allergies\n"
GOOD = "Quillfeather, Juniper;3 Mar 2025;Conkers;Marek Puddifoot;egg\n"
BAD = "Quillfeather, Sorrel;31/02/2025;Konkers;;=1+1\n"
MENDED = "Quillfeather, Sorrel;28/02/2025;Conkers;;\n"
FAMILIES = (
    "Child,Full name,E-mail,Relationship,Home\n"
    "Juniper Quillfeather,Damson Quillfeather,damson@quillfeather.example,mum,Quill Cottage\n"
    "Sorrel Quillfeather,Damson Quillfeather,damson@quillfeather.example,mum,Quill Cottage\n"
)


def choose(page: Page, folder: Path, words: str, *, encoding: str, kind: str = "") -> None:
    """Choose a file, and go on to its columns."""
    file = folder / "our list.csv"
    file.write_bytes(words.encode(encoding))
    page.get_by_label("Your file").set_input_files(file)
    if kind:
        page.get_by_label(kind, exact=True).check()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="What are the columns?")).to_be_visible()


def test_bettina_brings_her_children_and_their_families_in(
    visit: Visit, stack: Stack, tmp_path: Path
) -> None:
    page = visit("bettina", LAPTOP)
    page.goto("/getting-started/")
    assert_accessible(page)
    page.get_by_role("link", name="Bring in a list of children").click()
    assert_accessible(page)
    choose(page, tmp_path, CHILDREN + GOOD + BAD, encoding="cp1252")
    assert_accessible(page)
    page.get_by_role("button", name="Show me what would happen").click()
    expect(page.get_by_role("heading", name="To mend first")).to_be_visible()
    expect(page.get_by_text("There is no room called “Konkers” here.")).to_be_visible()
    expect(page.locator(".troubles > li", has_text="Row 3")).to_have_count(3)
    expect(page.get_by_role("button", name="Yes, bring it in")).to_have_count(0)
    assert_accessible(page)

    page.get_by_role("link", name="Bring the mended file").click()
    choose(page, tmp_path, CHILDREN + GOOD + MENDED, encoding="utf-16")
    page.get_by_role("button", name="Show me what would happen").click()
    expect(page.get_by_text("Juniper Quillfeather")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Yes, bring it in").click()
    expect(page.get_by_text("All of it is brought in.")).to_be_visible()
    assert_accessible(page)

    page.get_by_role("link", name="What is next?").click()
    page.get_by_role("link", name="Bring in a list of parents and carers").click()
    choose(page, tmp_path, FAMILIES, encoding="utf-8-sig")
    page.get_by_role("button", name="Show me what would happen").click()
    page.get_by_role("button", name="Yes, bring it in").click()
    page.get_by_role("link", name="Look at the letters").click()
    expect(page.get_by_label("Damson Quillfeather")).to_have_count(2)
    assert_accessible(page)
    assert not _letters_to(stack, "damson@quillfeather.example")
    page.get_by_role("button", name="Send all 2 letters").click()
    expect(page.get_by_text("2 letters are on their way")).to_be_visible()
    wait_until(
        lambda: len(_letters_to(stack, "damson@quillfeather.example")) == 2, what="the letters"
    )
    rows = stack.ask(
        "SELECT count(DISTINCT family_id) FROM families_invitation"
        " WHERE email = 'damson@quillfeather.example' AND revoked_at IS NULL"
    )
    assert rows == [(1,)], "two children of one home"


def test_bettina_takes_the_lists_out_and_an_empty_sheet(visit: Visit) -> None:
    page = visit("bettina", LAPTOP, script=False)
    page.goto("/imports/")
    for name, file in (("All four (zip)", "footbridge-"), ("Rooms", "footbridge-rooms.csv")):
        with page.expect_download() as download:
            page.get_by_role("link", name=name, exact=True).first.click()
        assert download.value.suggested_filename.startswith(file)


def _letters_to(stack: Stack, address: str) -> list[object]:
    return [mail for mail in stack.mails() if address in str(mail["To"])]
