"""What every page knows: the places to go, the place one is in, who is signed in."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .context import Person
from .queries.places import setting_here
from .queries.stamps import pile_of


@dataclass(frozen=True)
class Place:
    """One of the places of the bar, of which most people have four.

    `badge` is a count to show beside the word (0: none); `badge_words` says it for screen readers.
    """

    name: str
    label: str
    url: str
    icon: str
    current: bool = False
    badge: int = 0
    badge_words: str = ""


# name, icon, the URL name, and the parts of a path that belong to it
PLACES = (
    ("today", "sun", "home", ("today", "day", "care", "new", "notices", "medicines")),
    (
        "journal",
        "book-open",
        "learning_journals:journal_list",
        ("journals", "journal", "observations", "comments"),
    ),
    ("messages", "message-circle", "communications:conversation_list", ("messages",)),
    ("more", "menu", "families:more", ()),
)
# Instead of days and journals: where owner and committee begin, who have no more places than this.
PLACES_ABOVE = (("notes", "inbox", "feedback:tray", ("feedback",)), *PLACES[2:])


def navigation(request: HttpRequest) -> dict[str, Any]:
    """`nav` (the four places), `here` (the setting, or None) and `person` (or None).

    Signed out there are no places. A place whose page is not mounted is left out. Nothing is read
    from the database before a page that shows it asks.
    """
    person = getattr(request, "person", None)
    if person is None:
        return {"nav": [], "here": None, "person": None}
    return {
        "child_in_address": _child_in_address(request),
        "seeing_as": getattr(request, "seeing_as", None),
        "nav": SimpleLazyObject(lambda: list(_places(request))),
        "here": SimpleLazyObject(lambda: setting_here(person)),
        "person": person,
        "stamps_of": SimpleLazyObject(lambda: pile_of(person)),
    }


def _child_in_address(request: HttpRequest) -> uuid.UUID | None:
    """The child whose page this is, so that a worry begins with that child."""
    match = request.resolver_match
    return match.kwargs.get("child_id") if match else None


def _places(request: HttpRequest) -> Iterator[Place]:
    labels = {
        "today": _("Today"),
        "journal": _("Journals") if request.person.is_staff else _("Journal"),
        "messages": _("Messages"),
        "more": _("More"),
        "notes": _("Notes"),
    }
    section = _section(request)
    only_above = request.person.governs and not request.person.is_family
    places = PLACES_ABOVE if only_above else PLACES
    elsewhere = section not in {part for *_rest, parts in places for part in parts}
    for name, icon, url_name, parts in places:
        try:
            url = reverse(url_name)
        except NoReverseMatch:
            continue
        badge = _badge(name, request.person)
        if badge is None:
            continue
        yield Place(
            name=name,
            label=labels[name],
            url=url,
            icon=icon,
            current=request.path == url
            or section in parts
            or (name == "more" and bool(section) and elsewhere),
            badge=badge,
            badge_words=ngettext("%(n)s new", "%(n)s new", badge) % {"n": badge} if badge else "",
        )


def _section(request: HttpRequest) -> str:
    """What a path is about: "journal" of /children/<id>/journal/…, otherwise its first part. Who
    writes an observation from a board (`?room=`) is still there."""
    parts = request.path.strip("/").split("/")
    if parts[0] == "observations" and "room" in request.GET:
        return "today"
    return parts[2] if parts[0] == "children" and len(parts) > 2 else parts[0]


def _badge(name: str, person: Person) -> int | None:
    """How many new things wait in a place, from the function that the project names for it.

    `NAVIGATION_BADGES = {"messages": "communications.queries.conversations.unread_talks_of"}`:
    strings, because this app imports none of those above it. The function takes the person and
    returns a whole number, or None if the place is not for this person at all.
    """
    counter = getattr(settings, "NAVIGATION_BADGES", {}).get(name)
    return import_string(counter)(person) if counter else 0
