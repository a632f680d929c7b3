"""Somebody with a browser: signs in with real forms, keeps the connection open, asks for pages."""

import http.client
import time
from collections.abc import Iterable
from dataclasses import dataclass
from http.cookies import SimpleCookie
from io import BytesIO
from urllib.parse import urlencode, urlsplit

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

from bench.data import PASSWORD, TOTP_SECRET

TIMEOUT_SECONDS = 60


class _Photo(BytesIO):
    """A file as the test client's own encoder wants it."""

    name = "IMG_0001.jpg"
    content_type = "image/jpeg"


def _grouped(fields: Iterable[tuple[str, object]]) -> dict[str, list[object]]:
    grouped: dict[str, list[object]] = {}
    for name, value in fields:
        grouped.setdefault(name, []).append(value)
    return grouped


class SignInFailed(RuntimeError):
    """A person of the bench could not sign in; says where it ended."""


@dataclass(frozen=True)
class Ask:
    """One request: a GET, or a POST of `form`; `htmx` asks for a fragment. `photos` are JPEG files
    that travel in the form's field of that name."""

    path: str
    form: tuple[tuple[str, str], ...] | None = None
    htmx: bool = False
    photos: tuple[bytes, ...] = ()


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    headers: http.client.HTTPMessage
    seconds: float

    @property
    def leads_to(self) -> str:
        return urlsplit(self.headers.get("Location", "")).path


class Browser:
    """One connection that stays open, and the cookies of one person."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self.connection = self._connect()

    def _connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_SECONDS)

    def close(self) -> None:
        self.connection.close()

    def ask(self, ask: Ask, **extra: str) -> Answer:
        """Send one request and read the whole answer. `extra` are further headers."""
        headers = {name.replace("_", "-"): value for name, value in extra.items()}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if ask.htmx:
            headers["HX-Request"] = "true"
        body: str | bytes | None = None
        if ask.form is not None:
            if ask.photos:
                fields = [*ask.form, *(("photos", _Photo(each)) for each in ask.photos)]
                body = encode_multipart(BOUNDARY, _grouped(fields))
                headers["Content-Type"] = MULTIPART_CONTENT
            else:
                body = urlencode(ask.form)
                headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["X-CSRFToken"] = self.cookies.get("csrftoken", "")
        began = time.perf_counter()
        method = "GET" if body is None else "POST"
        try:
            self.connection.request(method, ask.path, body=body, headers=headers)
            response = self.connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionError):
            # The server closes a connection that was quiet for long.
            self.connection.close()
            self.connection = self._connect()
            began = time.perf_counter()
            self.connection.request(method, ask.path, body=body, headers=headers)
            response = self.connection.getresponse()
        content = response.read()
        seconds = time.perf_counter() - began
        for line in response.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return Answer(response.status, content, response.headers, seconds)

    def follow(self, path: str, most: int = 4) -> tuple[str, Answer]:
        """Ask for a page and go where it leads; the last address and its answer."""
        answer = self.ask(Ask(path))
        while answer.status in (301, 302, 303, 307, 308) and most:
            path, most = answer.headers["Location"], most - 1
            answer = self.ask(Ask(path))
        return path, answer

    def sign_in(self, email: str) -> None:
        """With e-mail, password and, where it is asked for, a code. Raises SignInFailed."""
        door, second = reverse("account_login"), reverse("mfa_authenticate")
        answer = self._send(door, login=email, password=PASSWORD)
        if answer.leads_to == second:
            counter = next(yield_hotp_counters_from_time())
            self._send(second, code=format_hotp_value(hotp_value(TOTP_SECRET, counter)))
        path, answer = self.follow(reverse("families:more"))
        if path != reverse("families:more"):
            raise SignInFailed(f"{email} could not sign in: {path} answered {answer.status}")

    def _send(self, path: str, **given: str) -> Answer:
        """Open a page with a form, which brings the cookie against forgery, and send it."""
        self.ask(Ask(path))
        return self.ask(Ask(path, form=tuple(given.items())))
