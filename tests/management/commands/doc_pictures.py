"""Take the pictures of the guides anew, from the demo nursery as it runs: `make run`, then this."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.conftest import CHROMIUM, FLAGS, LAPTOP, PHONE, TABLET, sign_in

# File name → who looks, on what, at which page.
PICTURES = {
    "home-phone": ("agnieszka@families", PHONE, "/"),
    "journal-phone": ("agnieszka@families", PHONE, "/journals/"),
    "talks-phone": ("agnieszka@families", PHONE, "/messages/"),
    "day-phone": ("agnieszka@families", PHONE, "/today/"),
    "today-tablet": ("marek", TABLET, "/today/"),
    "observation-tablet": ("marek", TABLET, "/observations/new/"),
    "people-laptop": ("bettina", LAPTOP, "/people/"),
    "reports-laptop": ("bettina", LAPTOP, "/reports/"),
    "letterbox-tray-laptop": ("bettina", LAPTOP, "/feedback/"),
    "terms-laptop": ("bettina", LAPTOP, "/feedback/terms/"),
    "your-say-phone": ("agnieszka@families", PHONE, "/your-say/"),
    "taps-phone": ("agnieszka@families", PHONE, "/feedback/taps/"),
    "committee-phone": ("thaddeus", PHONE, "/feedback/"),
}


class Command(BaseCommand):
    help = "Take the pictures of docs/ anew from a running demo nursery."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--address", default=settings.SITE_URL)

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.BASE_DIR) / "docs" / "pictures"
        folder.mkdir(exist_ok=True)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            for name, (who, size, path) in PICTURES.items():
                self._take(browser, options["address"], folder / f"{name}.png", who, size, path)
                self.stdout.write(name)
            browser.close()

    def _take(
        self, browser: Browser, address: str, file: Path, who: str, size: dict[str, int], path: str
    ) -> None:
        context = browser.new_context(base_url=address, viewport=size, reduced_motion="reduce")
        page = context.new_page()
        sign_in(page, who)
        page.goto(path)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=file)
        context.close()
