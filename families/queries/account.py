"""Where one is signed in."""

import re
from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.utils.translation import gettext as _

from ..context import Person

# What a browser calls itself, the telling names first: Edge also says Chrome, Chrome says Safari.
BROWSERS = (
    (r"Edg", "Edge"),
    (r"OPR|Opera", "Opera"),
    (r"SamsungBrowser", "Samsung Internet"),
    (r"Firefox|FxiOS", "Firefox"),
    (r"Chrome|CriOS|Chromium", "Chrome"),
    (r"Safari", "Safari"),
)
MACHINES = (
    (r"iPad", "iPad"),
    (r"iPhone", "iPhone"),
    (r"Android", "Android"),
    (r"Windows", "Windows"),
    (r"Mac OS X|Macintosh", "Mac"),
    (r"CrOS", "Chromebook"),
    (r"Linux", "Linux"),
)


@dataclass
class Device:
    """A browser in which somebody is signed in."""

    number: int
    name: str
    since: datetime
    is_this: bool


def devices_of(person: Person, *, session_key: str | None) -> list[Device]:
    """The browsers in which this person is signed in, this one first. Forgets dead sessions."""
    sessions = sorted(
        UserSession.objects.purge_and_list(person.user),
        key=lambda session: (session.session_key != session_key, -session.created_at.timestamp()),
    )
    return [
        Device(
            number=session.pk,
            name=device_name(session.user_agent),
            since=session.created_at,
            is_this=session.session_key == session_key,
        )
        for session in sessions
    ]


def device_name(user_agent: str) -> str:
    """What people call it: "Chrome on Android"."""
    browser = _first(BROWSERS, user_agent)
    machine = _first(MACHINES, user_agent)
    if browser and machine:
        return _("%(browser)s on %(machine)s") % {"browser": browser, "machine": machine}
    return browser or machine or _("An unknown browser")


def _first(kinds: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for pattern, name in kinds if re.search(pattern, user_agent)), "")
