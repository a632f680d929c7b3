"""What every page knows: the places to go, the place one is in, who is signed in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from . import policies
from .context import Person
from .models import Setting


@dataclass(frozen=True)
class Place:
    """One of the four places of the bar.

    `badge` is a count to show beside the word (0: none); `badge_words` says it for screen readers.
    """

    name: str
    label: str
    url: str
    icon: str
    current: bool = False
    badge: int = 0
    badge_words: str = ""


# name, icon, the URL name, and the first parts of the paths that belong to it
STAFF_PLACES = (
    ("today", "sun", "home", ("today",)),
    ("journals", "book-open", "learning_journals:journal_list", ("journals", "observations")),
    ("messages", "message-circle", "communications:conversation_list", ("messages",)),
    ("more", "menu", "families:more", ()),
)
FAMILY_PLACES = (
    ("today", "sun", "home", ("today",)),
    ("journal", "book-open", "learning_journals:journal_list", ("journals", "observations")),
    ("messages", "message-circle", "communications:conversation_list", ("messages",)),
    ("more", "menu", "families:more", ()),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """`nav` (the four places), `here` (the setting, or None) and `person` (or None).

    Signed out there are no places. A place whose page is not mounted is left out. Nothing is read
    from the database before a page that shows it asks.
    """
    person = getattr(request, "person", None)
    if person is None:
        return {"nav": [], "here": None, "person": None}
    return {
        "nav": SimpleLazyObject(lambda: list(_places(request))),
        "here": SimpleLazyObject(lambda: _here(person)),
        "person": person,
    }


def _here(person: Person) -> Setting | None:
    """The setting this person acts in."""
    return policies.settings_visible_to(person).filter(pk=person.setting_id).first()


def _places(request: HttpRequest) -> Iterator[Place]:
    labels = {
        "today": _("Today"),
        "journal": _("Journal"),
        "journals": _("Journals"),
        "messages": _("Messages"),
        "more": _("More"),
    }
    places = STAFF_PLACES if request.person.is_staff else FAMILY_PLACES
    section = request.path.strip("/").split("/")[0]
    known = {prefix for *_rest, prefixes in places for prefix in prefixes}
    for name, icon, url_name, prefixes in places:
        try:
            url = reverse(url_name)
        except NoReverseMatch:
            continue
        current = (
            request.path == url
            or section in prefixes
            or (name == "more" and bool(section) and section not in known)
        )
        yield Place(name=name, label=labels[name], url=url, icon=icon, current=current)
