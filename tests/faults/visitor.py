"""Somebody with a browser that shows no pictures: signs in, reads pages, sends forms."""

import http.client
import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from html import unescape
from http.cookiejar import CookieJar

from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.factories import PASSWORD
from tests.stack import Stack

HIDDEN = re.compile(r"<input\b[^>]*type=\"hidden\"[^>]*>")
ATTRIBUTE = re.compile(r"\b(name|value)=\"([^\"]*)\"")


@dataclass(frozen=True)
class Answer:
    """What came back: `status` is 0 if the connection broke; `path` is where redirects led."""

    status: int
    text: str = ""
    path: str = ""

    @property
    def hidden(self) -> dict[str, str]:
        """The hidden fields of the page's forms: the form's own key among them."""
        fields = {}
        for tag in HIDDEN.findall(self.text):
            found = dict(ATTRIBUTE.findall(tag))
            if "name" in found:
                fields[found["name"]] = unescape(found.get("value", ""))
        return fields

    def assert_an_honest_page_of_ours(self) -> None:
        """Something went wrong, and the page says so in our words and our look; no entrails."""
        assert self.status in (500, 503)
        assert "Something went wrong on our side" in self.text
        assert "css/tokens" in self.text
        for entrails in ("Traceback", "OperationalError", "psycopg", "django.", "RuntimeError"):
            assert entrails not in self.text


class Visitor:
    """One person before one browser; keeps cookies."""

    def __init__(self, stack: Stack, email: str = "") -> None:
        """With an address, signs in with the password that everybody of the tests has."""
        self.stack = stack
        self.browser = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar()), urllib.request.ProxyHandler({})
        )
        if email:
            page = self.get("/account/login/")
            page = self.post("/account/login/", page, login=email, password=PASSWORD)
            assert page.status == 200, page.text
            assert not page.path.startswith("/account/login"), page.text

    def get(self, path: str) -> Answer:
        return self._ask(urllib.request.Request(self.stack.address + path))

    def post(self, path: str, page: Answer, **fields: object) -> Answer:
        """Send a form of `page`: its hidden fields, and what was typed and chosen."""
        body = encode_multipart(BOUNDARY, {**page.hidden, **fields})
        headers = {"Content-Type": MULTIPART_CONTENT, "Referer": self.stack.address + path}
        return self._ask(urllib.request.Request(self.stack.address + path, body, headers))

    def _ask(self, request: urllib.request.Request) -> Answer:
        try:
            with self.browser.open(request, timeout=30) as response:
                path = urllib.parse.urlsplit(response.url).path
                return Answer(response.status, response.read().decode(), path)
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.read().decode(errors="replace"), request.selector)
        except (OSError, http.client.HTTPException):
            return Answer(0)
