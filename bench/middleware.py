"""What the measured server does besides: count statements when it is asked to. And what stands in
for the second wall on the server that is measured without it."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse

from families import context
from learning_journals.queries.journal import journal_for

GetResponse = Callable[[HttpRequest], HttpResponse]
COUNT_HEADER, COUNTED_HEADER = "X-Bench-Count", "X-Bench-Statements"

# The budget speaks of a journal page with 30 entries; the page itself may show fewer at a time.
ENTRIES_A_PAGE = 30
(journal_for.__kwdefaults__ or {})["most"] = ENTRIES_A_PAGE


class CountStatements:
    """Says how many statements a page needed, if the request asks; otherwise does nothing.

    The announcement of the person and savepoints count; BEGIN, COMMIT and the look whether a
    connection still lives do not.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if COUNT_HEADER not in request.headers:
            return self.get_response(request)
        count = 0

        def counting(execute: Callable[..., Any], *arguments: Any) -> Any:
            nonlocal count
            count += 1
            return execute(*arguments)

        with connection.execute_wrapper(counting):
            response = self.get_response(request)
        response[COUNTED_HEADER] = str(count)
        return response


class WithoutSecondWall:
    """Stands where `families.middleware.ContextMiddleware` stands: who somebody is, worked out once
    for each process, and no transaction. Only for a database whose rules are off."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.known: dict[str, Any] = {}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user_id = request.session.get(SESSION_KEY)
        if user_id and user_id not in self.known:
            with transaction.atomic():
                self.known[user_id] = context.announce(uuid.UUID(user_id))
        request.announced = self.known.get(user_id)
        response = self.get_response(request)
        if user_id and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response
