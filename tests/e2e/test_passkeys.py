"""A passkey in a real browser, with an authenticator that lives in the browser's own tools.

Under the strict content security policy: any refused script would show on the console. Passkeys
need a name as address, so this journey goes to localhost and not to 127.0.0.1.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.stack import Stack

from .conftest import PHONE, assert_accessible, sign_in

# One house for the whole folder: its tests run one after the other, in one process.
pytestmark = pytest.mark.e2e


@pytest.fixture
def phone(stack: Stack, browser: Browser) -> Iterator[tuple[Page, CDPSession, str]]:
    """A phone whose fingerprint reader says yes: its page, its tools, and the reader's name."""
    address = stack.address.replace("127.0.0.1", "localhost")
    context = browser.new_context(viewport=PHONE, base_url=address)
    context.set_default_timeout(15_000)
    page, troubles = context.new_page(), []
    page.on("console", lambda line: troubles.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    tools = context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    reader = tools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    yield page, tools, reader["authenticatorId"]
    context.close()
    assert troubles == []


def leave(page: Page) -> None:
    page.goto("/more/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/account/login/")


def test_a_mother_makes_a_passkey_and_signs_in_with_it_and_nothing_else(
    phone: tuple[Page, CDPSession, str],
) -> None:
    page, tools, reader = phone
    sign_in(page, "doina@families")
    page.goto("/account/second/webauthn/add/")
    page.get_by_label("Your password").fill("marmalade-hill-2026")
    page.get_by_role("button", name="It is me").click()
    assert_accessible(page)
    page.get_by_role("button", name="Make the passkey").click()
    page.wait_for_url("**/recovery-codes/")
    expect(page.get_by_text("10 codes are left.")).to_be_visible()
    assert_accessible(page)

    leave(page)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(lambda url: "/account/" not in url)

    leave(page)
    sign_in(page, "doina@families")
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Use my passkey").click()
    page.wait_for_url(lambda url: "/account/" not in url)

    leave(page)
    refusal = {"authenticatorId": reader, "isUserVerified": False}
    tools.send("WebAuthn.setUserVerified", refusal)  # a stranger's finger
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_text("That did not work, or you stopped it.")).to_be_visible()
    assert "/account/login/" in page.url
