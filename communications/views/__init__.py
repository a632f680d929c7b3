"""HTTP in, one query or action, HTTP out."""

from django.http import Http404, HttpRequest

from families.context import Person

from .. import policies


def person_with_messages(request: HttpRequest) -> Person:
    """Who asks; for whom there are no messages there is no such page."""
    person: Person = request.person
    if not policies.can_use_messages(person):
        raise Http404
    return person


def is_really_looked_at(request: HttpRequest) -> bool:
    """A page that a person asked for, and not what a browser or a mail program fetches ahead: only
    the first counts as having been read."""
    purpose = " ".join(
        request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
    ).lower()
    ahead = "prefetch" in purpose or "prerender" in purpose or "preview" in purpose
    return request.method == "GET" and not ahead
