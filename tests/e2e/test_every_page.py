"""axe finds nothing on any page, at any width, in either scheme; pages fit their screens."""

import pytest
from playwright.sync_api import Page, Playwright

from tests.stack import Stack

from .conftest import (
    CHROMIUM,
    FLAGS,
    LAPTOP,
    PHONE,
    TABLET,
    Visit,
    assert_accessible,
    sign_in,
)

# One house for the whole folder: its tests run one after the other, in one process.
pytestmark = pytest.mark.e2e

STAFF = ("/today/", "/journals/", "/messages/", "/more/", "/new/", "/team/", "/me/", "/reports/")
PAGES = {
    "marek": (
        *(*STAFF, "/observations/new/", "/children/", "CHILD/", "CHILD/journal/", "CHILD/day/"),
        *("/cards/", "CHILD/working-on/", "CHILD/at-home/", "CHILD/noticing/"),
    ),
    "bettina": (
        *(*STAFF, "/children/", "/people/", "/feedback/", "/trail/", "/team/invite/"),
        *("/feedback/themes/", "/feedback/terms/"),
        *("/your-say/", "/you-said/", "/you-said/new/", "/decisions/new/"),
        *("/feedback/taps/", "/feedback/taps/new/?ready=settling"),
        *("/imports/", "/imports/new/", "/imports/letters/", "/getting-started/"),
        *("CHILD/", "CHILD/invite/", "CHILD/key-person/", "CHILD/journal/"),
    ),
    "agnieszka@families": (
        *("/", "/messages/", "/messages/new/", "/more/", "/new/", "/digests/", "/me/", "/reports/"),
        *("CHILD/", "CHILD/journal/", "CHILD/day/", "CHILD/journal/new/", "/account/devices/"),
        *("CHILD/working-on/", "CHILD/at-home/", "/your-say/", "/you-said/"),
        "/feedback/taps/",
    ),
    "layla@families": ("/", "/journals/"),
    "emrys@families": ("/", "/journals/", "/more/"),
    "": (
        "/account/login/",
        "/account/login/code/",
        "/demo/mail/",
        "/nothing-here/",
        "LETTERBOX",
        "LETTERBOXtaps/",
    ),
}


@pytest.mark.parametrize("who", PAGES, ids=lambda who: who or "nobody")
@pytest.mark.parametrize(
    ("size", "scheme"),
    [(PHONE, "light"), (TABLET, "dark"), (LAPTOP, "light"), (PHONE, "dark")],
    ids=["phone", "tablet in the dark", "laptop", "phone in the dark"],
)
def test_everybody_can_use_every_page(
    visit: Visit, stack: Stack, who: str, size: dict[str, int], scheme: str
) -> None:
    page = visit(who, size, scheme=scheme)
    for path in _addresses(stack, who):
        response = page.goto(path)
        assert response is not None
        assert response.status < 500, path
        assert_accessible(page)
        _fits(page)


@pytest.mark.parametrize("who", PAGES, ids=lambda who: who or "nobody")
def test_letters_twice_as_large_fit_a_telephone(
    playwright: Playwright, stack: Stack, who: str
) -> None:
    """Who has set large letters in the browser scrolls down, and never across (WCAG 1.4.4)."""
    large = [*FLAGS, "--blink-settings=defaultFontSize=32"]
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=large)
    try:
        page = browser.new_context(viewport=PHONE, base_url=stack.address).new_page()
        page.set_default_timeout(30_000)
        if who:
            sign_in(page, who)
        for path in _addresses(stack, who):
            page.goto(path)
            assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
            _fits(page)
    finally:
        browser.close()


def _addresses(stack: Stack, who: str) -> list[str]:
    ((child,),) = stack.ask(
        "SELECT id FROM families_child WHERE known_as = 'Zofia' ORDER BY started_on LIMIT 1"
    )
    ((address,),) = stack.ask(
        "SELECT letterbox_address FROM families_setting WHERE name LIKE 'Marmalade%%'"
    )
    return [
        path.replace("CHILD", f"/children/{child}").replace("LETTERBOX", f"/letterbox/{address}/")
        for path in PAGES[who]
    ]


def _fits(page: Page) -> None:
    """Nothing sticks out sideways: one scrolls down, never across."""
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{page.url} is {wide} px too wide"
