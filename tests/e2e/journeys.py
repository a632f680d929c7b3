"""The steps of the day at Marmalade Hill, as a person does them; each leaves its page open."""

import io
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.demo.pictures import as_phone_jpeg, draw_picture

OXFORD = (51.752, -1.2577)  # a place that a photograph must not give away


def phone_photo(folder: Path) -> Path:
    """A telephone's JPEG with place, maker and serial number in it."""
    file = folder / "IMG_2041.jpg"
    file.write_bytes(
        as_phone_jpeg(
            draw_picture("cups", 7),
            *OXFORD,
            datetime(2026, 11, 2, 10, 20, tzinfo=UTC),
            "Snapdragon",
            "Pocket 9",
            "SERIAL-4711",
        )
    )
    return file


def tags_of(file: Path) -> str:
    """What exiftool, our judge, finds in a file."""
    return subprocess.run(
        ["exiftool", "-a", "-G1", str(file)], capture_output=True, text=True, check=True
    ).stdout


# --- Marek ----------------------------------------------------------------------------------------


def choose_children(page: Page, *names: str) -> None:
    """Tap faces on the board."""
    for name in names:
        page.locator("label.tile", has_text=name).first.click()


def open_today(page: Page) -> None:
    page.goto("/today/")
    expect(page.get_by_role("heading", name="Conkers", level=1)).to_be_visible()


def log_lunch(page: Page, *names: str, amount: str = "Most") -> None:
    """Lunch for all of these children: their faces, lunch, how much, save."""
    choose_children(page, *names)
    page.locator("label.kind", has_text="Lunch").click()
    page.locator("#id_amount label.answer", has_text=re.compile(f"^{amount}$")).click()
    page.locator("[data-save]").click()
    expect(page.locator(".toast").first).to_be_visible()


def log_sleep(page: Page, name: str) -> None:
    choose_children(page, name)
    page.locator("label.kind", has_text="Fell asleep").click()
    page.locator("[data-save]").click()
    seat = page.locator("li.seat", has_text=name)
    expect(seat.get_by_text("Asleep since")).to_be_visible()


def share_observation(page: Page, *, child: str, words: str, photo: Path) -> None:
    """Write about one child with one photograph, and share it with the family."""
    page.goto("/observations/new/")
    page.locator("label.choose-child", has_text=child).click()
    page.get_by_label("What did you see?").fill(words)
    page.locator("#id_photos").set_input_files(photo)
    expect(page.locator(".draft-photos img")).to_have_count(1, timeout=30_000)
    page.locator("#observe").get_by_role("button", name="Share with the family").click()
    expect(page.get_by_text(words).first).to_be_visible()


# --- Agnieszka ------------------------------------------------------------------------------------


def open_journal(page: Page) -> None:
    page.goto("/journals/")
    expect(page.locator("h1")).to_contain_text("journal")


def comment(page: Page, *, under: str, words: str) -> None:
    """Write back under the entry that holds these words."""
    entry = page.locator("article", has_text=under).first
    entry.get_by_text("Write back").click()
    entry.get_by_label("Your words").fill(words)
    entry.get_by_role("button", name="Send").click()
    expect(page.get_by_text(words).first).to_be_visible()


def write_to_key_person(page: Page, *, words: str) -> None:
    page.goto("/messages/new/")
    expect(page.get_by_text("Marek").first).to_be_visible()
    page.get_by_label("Your message").fill(words)
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#talk").get_by_text(words)).to_be_visible()


def answer_talk(page: Page, *, of: str, words: str) -> None:
    """Find the unread talk, read it and answer."""
    page.goto("/messages/")
    page.get_by_text(of).first.click()
    page.locator("#reply").get_by_label("Your message").fill(words)
    page.locator("#reply").get_by_role("button", name="Send").click()
    expect(page.locator("#talk").get_by_text(words)).to_be_visible()


# --- Bettina --------------------------------------------------------------------------------------


def print_reports(page: Page, *, room: str) -> list[PdfReader]:
    """Print the termly reports of a room, watch it and open the room's book and a child's."""
    page.goto("/reports/")
    page.get_by_label("Room").select_option(label=room)
    page.get_by_role("button", name="Print termly reports").click()
    expect(page.locator("#report-run")).to_be_visible()
    book = page.get_by_role("link", name="Open the room’s book")
    expect(book).to_be_visible(timeout=240_000)
    files = [book, page.locator("#report-run a[id^=report-]").first]
    readers = []
    for link in files:
        response = page.request.get(link.get_attribute("href") or "")
        assert response.ok
        assert response.headers["content-type"] == "application/pdf"
        readers.append(PdfReader(io.BytesIO(response.body())))
    return readers


# --- the letterbox --------------------------------------------------------------------------------


def leave_note(page: Page, *, words: str) -> str:
    """Put a note into the letterbox and return the receipt code."""
    page.get_by_label("Your note").fill(words)
    page.get_by_role("button", name="Put it in the letterbox").click()
    code = re.sub(r"[^A-Z2-7]", "", page.locator(".receipt").inner_text())
    assert len(code) == 24
    return code


def answer_note(page: Page, *, note: str, words: str) -> None:
    """The manager finds the note and answers it."""
    page.goto("/feedback/")
    page.locator("li.card", has_text=note).get_by_role("link", name="Answer").click()
    page.get_by_label("Your answer").fill(words)
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_text(words).first).to_be_visible()


def read_answer(page: Page, *, code: str) -> None:
    page.get_by_role("link", name=re.compile("code")).first.click()
    page.get_by_label("Your code").fill(code)
    page.get_by_role("button", name="Read", exact=True).click()
