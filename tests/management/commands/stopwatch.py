"""How many taps and how long: lunch for a room, and an observation, on the demo as it runs.

The seconds are those of Footbridge alone, from the first tap to the answer that it is saved: a
script waits for nothing else. What a person needs comes on top: about a second for each tap, and
for the words 1.5 seconds each (40 words a minute, on a tablet).
"""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from playwright.sync_api import Page, expect, sync_playwright

from tests.e2e.conftest import CHROMIUM, FLAGS, TABLET, sign_in

WORDS = (
    "Teddy poured water from cup to jug and back, eleven times, and told us each time who was next."
)
SECONDS_A_TAP, SECONDS_A_WORD = 1.0, 1.5
COUNTS_TAPS = (
    "addEventListener('pointerdown', () => {"
    " sessionStorage.taps = Number(sessionStorage.taps || 0) + 1; }, true)"
)


class Command(BaseCommand):
    help = "Taps and seconds for lunch for a room and for an observation, on a running demo."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--address", default=settings.SITE_URL)

    def handle(self, *args: Any, **options: Any) -> None:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            context = browser.new_context(
                base_url=options["address"], viewport=TABLET, has_touch=True
            )
            page = context.new_page()
            sign_in(page, "marek")
            page.add_init_script(COUNTS_TAPS)
            self._say("Lunch for the room", page, words=0, seconds=lunch_for_the_room(page))
            seconds = observation_of_one_child(page)
            self._say("An observation", page, words=len(WORDS.split()), seconds=seconds)
            browser.close()

    def _say(self, what: str, page: Page, *, words: int, seconds: float) -> None:
        taps = page.evaluate("Number(sessionStorage.taps)")
        page.evaluate("sessionStorage.taps = 0")
        with_hands = seconds + taps * SECONDS_A_TAP + words * SECONDS_A_WORD
        self.stdout.write(
            f"{what}: {taps} taps, {words} words, {seconds:.1f} s of ours,"
            f" about {with_hands:.0f} s with a person's hands"
        )


def lunch_for_the_room(page: Page) -> float:
    """From the board to "saved", for everybody who is in."""
    page.goto("/today/")
    page.wait_for_load_state("networkidle")
    started = time.monotonic()
    page.get_by_role("button", name="Everybody").tap()
    page.locator("label.kind", has_text="Lunch").tap()
    page.locator("#id_amount label.answer", has_text="Most").first.tap()
    page.locator("[data-save]").tap()
    expect(page.locator(".toast, .stop, #stop-title").first).to_be_visible()
    return time.monotonic() - started


def observation_of_one_child(page: Page) -> float:
    """From the board to the entry as the family reads it."""
    page.goto("/today/")
    page.wait_for_load_state("networkidle")
    page.evaluate("sessionStorage.taps = 0")
    started = time.monotonic()
    page.get_by_role("link", name="Write an observation").first.tap()
    page.locator("label.choose-child", has_text="Teddy").tap()
    page.get_by_label("What did you see?").tap()
    page.get_by_label("What did you see?").fill(WORDS)
    page.locator("#observe").get_by_role("button", name="Share with the family").tap()
    expect(page.locator("article").get_by_text(WORDS)).to_be_visible()
    return time.monotonic() - started
