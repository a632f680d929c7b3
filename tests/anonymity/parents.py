"""A parent before a browser: signs in, reads, is given stamps by the desk, and posts a note."""

import http.client
import json
import re
import secrets
import urllib.parse
from dataclasses import dataclass, field
from http.cookies import SimpleCookie

from families.stamps.blind_rsa import PublicKey, blind, finalize
from feedback.stamps import LETTERS
from tests.factories import PASSWORD
from tests.stack import Stack

FORM = "application/x-www-form-urlencoded"
CODE = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def new_receipt() -> str:
    """As the page's script makes it."""
    return "".join(secrets.choice(LETTERS) for _letter in range(24))


@dataclass
class Answer:
    status: int
    body: bytes
    headers: dict[str, str]

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")


@dataclass
class Browser:
    """Keeps cookies and a connection; nothing is followed by itself."""

    stack: Stack
    cookies: dict[str, str] = field(default_factory=dict)
    line: http.client.HTTPConnection | None = None

    def ask(self, path: str, fields: dict[str, str] | None = None, *, bare: bool = False) -> Answer:
        """`bare`: without cookies, as `credentials: "omit"` sends it."""
        body = None if fields is None else urllib.parse.urlencode(fields)
        headers = {"Referer": self.stack.address + "/"} if not bare else {}
        if body is not None:
            headers |= {"Content-Type": FORM, "Sec-Fetch-Site": "same-origin"}
        if not bare:
            headers |= {
                "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
                "X-CSRFToken": self.cookies.get("csrftoken", ""),
            }
        for attempt in (1, 2):
            self.line = self.line or http.client.HTTPConnection(
                "127.0.0.1", self.stack.port, timeout=60
            )
            try:
                self.line.request("GET" if body is None else "POST", path, body, headers)
                reply = self.line.getresponse()
                answer = Answer(reply.status, reply.read(), dict(reply.getheaders()))
                break
            except (http.client.HTTPException, OSError):  # the server closed an idle line
                self.line.close()
                self.line = None
                if attempt == 2:
                    raise
        if not bare:
            for each in reply.headers.get_all("Set-Cookie") or []:
                for name, morsel in SimpleCookie(each).items():
                    self.cookies[name] = morsel.value
        return answer


class Parent:
    """One of the twenty. `stamps` lie in the browser, the desk has never seen them."""

    def __init__(self, stack: Stack, number: int) -> None:
        self.name = f"parent{number}@families.example"
        self.browser = Browser(stack)
        # The letterbox is opened in a tab of its own: another connection, no cookie.
        self.tab = Browser(stack)
        self.stamps: list[str] = []

    def sign_in(self) -> None:
        self.browser.cookies.clear()
        page = self.browser.ask("/account/login/")
        assert page.status == 200, page.text
        fields = {
            "csrfmiddlewaretoken": CODE.search(page.text)[1],
            "login": self.name,
            "password": PASSWORD,
        }
        answer = self.browser.ask("/account/login/", fields)
        assert answer.status == 302, answer.text

    def read(self, path: str = "/") -> None:
        answer = self.browser.ask(path)
        assert answer.status in (200, 302), (path, answer.status)

    def fetch_stamps(self) -> None:
        """As `static/js/stamps.js` does, on whatever page is opened."""
        for desk in json.loads(self.browser.ask("/stamps/").body)["desks"]:
            key = PublicKey(int(desk["modulus"], 16))
            blinded = [blind(key, secrets.token_bytes(32)) for _each in range(desk["stamps"])]
            shown = ",".join(each.shown.hex() for each in blinded)
            answer = self.browser.ask("/stamps/", {"key": desk["key"], "shown": shown})
            assert answer.status == 200, answer.text
            for each, signed in zip(blinded, json.loads(answer.body)["signed"], strict=True):
                signature = finalize(key, each, bytes.fromhex(signed))
                self.stamps.append(f"{each.message.hex()}.{signature.hex()}")

    def post(self, letterbox: str, words: str, **fields: str) -> Answer:
        """A note with the next stamp, as the page's script sends it."""
        if "stamp" not in fields and "card" not in fields:
            fields["stamp"] = self.stamps.pop()
        form = {
            "reader": "managers",
            "receipt": new_receipt(),
            "short": "on",
            "words": words,
            **fields,
        }
        return self.tab.ask(letterbox, form, bare=True)

    def post_naively(self, words: str) -> Answer:
        """On the page of the naive build: a page like any other."""
        return self.browser.ask("/suggestion-box/", {"words": words})
