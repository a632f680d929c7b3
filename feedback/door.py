"""The letterbox's own door and its own way to the database.

A request to the letterbox is answered here, in front of every middleware that could remember who
wrote: no session, cookie, language, sign-in or audit machinery is reached (trust.md 2). Its rows
travel on a connection of a database role that can touch nothing else.
"""

import posixpath
from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import translation

LETTERBOX_PATH = "/letterbox/"


def is_for_letterbox(path: str) -> bool:
    """Whether this is the letterbox's address however it is written: with more slashes or dots it
    opens no page, and still nothing may be remembered about who asked."""
    plain = posixpath.normpath(path).lstrip("/")
    return path.startswith(LETTERBOX_PATH) or f"/{plain}/".startswith(LETTERBOX_PATH)


class LetterboxDoor:
    """Answers /letterbox/ by itself and lets everything else pass."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_for_letterbox(request.path_info):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        # A thread speaks the language of whoever it served last; that is nobody's business here.
        with translation.override(settings.LANGUAGE_CODE):
            response = self._answer(request)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = (
            "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self';"
            " font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
            " frame-ancestors 'none'"
        )
        # Django writes a line with the address for every answer of 400 and more, unless told that
        # it has been done.
        response._has_been_logged = True  # type: ignore[attr-defined]
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        from .views.letterbox import broken, not_here

        # Whatever fails, no trace with a time, or with the words in it, may be written.
        with suppress(Exception):
            try:
                match = resolve(request.path_info)
            except Resolver404:
                return not_here(request)
            return match.func(request, *match.args, **match.kwargs)
        return broken(request)


class LetterboxRouter:
    """Queries go to `default`; the letterbox names its own connection explicitly.

    Both are the same database, so that rows of the two may point at each other, and only `default`
    is migrated.
    """

    def allow_relation(self, first: object, second: object, **hints: object) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool:
        return db == "default"
