"""A real browser before the whole running house, with the demo nursery in it."""

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

from tests.factories import PASSWORD
from tests.stack import Stack

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    # A microphone that hears a beep each second, and nobody who has to allow it.
    *("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"),
]
PHONE = {"width": 360, "height": 640}
TABLET = {"width": 820, "height": 1180}
LAPTOP = {"width": 1280, "height": 800}
expect.set_options(timeout=40_000)  # a busy machine is slow, not wrong


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Web, worker, beat, mail sink and the demo nursery, from an empty database."""
    folder = tmp_path_factory.mktemp("e2e")
    with Stack(folder, name=f"footbridge_e2e_{uuid.uuid4().hex[:8]}") as stack:
        stack.manage("demo", "--if-empty")
        stack.start("mail", "worker", "beat", "web")
        yield stack


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield browser
    browser.close()


Visit = Callable[..., Page]


@pytest.fixture
def visit(stack: Stack, browser: Browser) -> Iterator[Visit]:
    """`visit("marek", TABLET)` is a page of a new browser in which Marek has signed in.

    Without a name nobody is signed in. Any error of the browser's console fails the test: refused
    scripts and styles show there first.
    """
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def open_page(
        who: str = "",
        size: dict[str, int] | None = None,
        *,
        scheme: str = "light",
        script: bool = True,
    ) -> Page:
        context = browser.new_context(
            viewport=size or PHONE,
            base_url=stack.address,
            color_scheme=scheme,
            java_script_enabled=script,
            has_touch=size != LAPTOP,
        )
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda line: (
                troubles.append(f"{page.url}: {line.text}")
                if line.type == "error" and "Failed to load resource" not in line.text
                else None
            ),
        )
        if who:
            sign_in(page, who)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == [], "the browser's console complained"


def address_of(who: str) -> str:
    """The demo's e-mail address of a person: `marek`, or `agnieszka@families`."""
    name, _, place = who.partition("@")
    return f"{name}@{place or 'marmaladehill'}.example"


def sign_in(page: Page, who: str) -> None:
    """Sign in with the password, as a person does."""
    page.goto("/account/login/")
    page.get_by_label("E-mail").first.fill(address_of(who))
    page.get_by_label("Password").first.fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).first.click()
    page.wait_for_url(lambda url: "/account/login" not in url)


def assert_accessible(page: Page) -> None:
    """axe finds nothing on the page as it stands."""
    results = Axe().run(page)
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"


@pytest.fixture
def shots(tmp_path: Path) -> Path:
    """Where a journey may leave screenshots for whoever wants to look."""
    return tmp_path
