"""What the navigation says about messages on every page."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from .queries.conversations import inbox_of


def inbox(request: HttpRequest) -> dict[str, Any]:
    """`inbox.is_open` and `inbox.unread`, read in one cheap statement by a page that asks; with no
    scripting needed and no second request."""
    person = getattr(request, "person", None)
    if person is None:
        return {"inbox": None}
    return {"inbox": SimpleLazyObject(lambda: inbox_of(person))}
