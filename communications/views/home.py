"""The first page after signing in, and what is new."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from families.context import Person
from families.templatetags.ui import exact_day

from ..actions.looks import note_look
from ..queries.conversations import talks_of
from ..queries.digests import digest_seen_from
from ..queries.home import family_home
from ..queries.news import family_news, staff_news
from . import is_really_looked_at

AT_WORK = "work"


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Staff start on the board of their room, families with their children's day. Whoever is both
    starts with their own children and has the board one tap away."""
    person: Person = request.person
    if person.is_staff and not person.is_family:
        return redirect("learning_journals:today")
    if person.governs and not person.is_family:
        return redirect("feedback:tray")
    if not person.is_family:
        return render(request, "communications/nobody_home.html")
    since = note_look(actor=person, really=is_really_looked_at(request))
    context = {
        "home": family_home(person, since=since),
        "day": exact_day(person.today),
        "tabs": _sides(person, current="home"),
    }
    return render(request, "communications/home.html", context)


@require_safe
def whats_new(request: HttpRequest) -> HttpResponse:
    """What is new since the last visit, or since the time that a digest tells of.

    The address carries the id of a digest at most, and only its recipient's own is looked at.
    """
    person: Person = request.person
    at_work = (person.is_staff or person.governs) and (
        not person.is_family or request.GET.get("side", "") == AT_WORK
    )
    since = note_look(actor=person, really=is_really_looked_at(request))
    told_since = digest_seen_from(person, _digest_id(request))
    since = min(since, told_since) if told_since else since
    news = staff_news(person, since=since) if at_work else family_news(person, since=since)
    context = {
        "news": news,
        "talks": talks_of(person, only_unread=True),
        "at_work": at_work,
        "tabs": _sides(person, current=AT_WORK if at_work else "new"),
    }
    return render(request, "communications/whats_new.html", context)


def _digest_id(request: HttpRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.GET.get("digest", ""))
    except ValueError:
        return uuid.UUID(int=0)


def _sides(person: Person, *, current: str) -> list[dict[str, object]]:
    """Both sides of somebody who works here and has a child here; nothing for all others."""
    if not (person.is_staff and person.is_family):
        return []
    new = reverse("communications:whats_new")
    if current == "home":
        return [
            {"label": _("My children"), "url": reverse("home"), "current": True},
            {"label": _("My room"), "url": reverse("learning_journals:today"), "current": False},
        ]
    return [
        {"label": _("My children"), "url": new, "current": current == "new"},
        {"label": _("At work"), "url": f"{new}?side={AT_WORK}", "current": current == AT_WORK},
    ]
