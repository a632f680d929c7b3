"""The letterbox's own door and its own way to the database.

A request to the letterbox is answered here, in front of every other middleware: no session, cookie,
language, sign-in or audit machinery is reached, so none of them can remember who wrote
(trust.md 2). Its rows travel on a connection of a database role that can touch nothing else.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

LETTERBOX_PATH = "/letterbox/"


class LetterboxDoor:
    """Answers /letterbox/ by itself and lets everything else pass."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(LETTERBOX_PATH):
            return self.get_response(request)
        from .views.letterbox import not_here

        request.META.pop("HTTP_COOKIE", None)
        try:
            match = resolve(request.path_info)
        except Resolver404:
            response = not_here(request)
        else:
            response = match.func(request, *match.args, **match.kwargs)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = (
            "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self';"
            " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        )
        return response


class LetterboxRouter:
    """Queries go to `default`; the letterbox names its own connection explicitly.

    Both are the same database, so that rows of the two may point at each other, and only `default`
    is migrated.
    """

    def allow_relation(self, first: object, second: object, **hints: object) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool:
        return db == "default"
