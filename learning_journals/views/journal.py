"""A child's journal: what was seen at the nursery and at home, in one line of time."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from families import audit

from .. import policies
from ..models import PLAIN_AREAS
from ..queries.circle import circle_of
from ..queries.journal import faces_by_room, journal_for, looked_for, own_journals_of


@require_safe
def journal(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """The journal of one child, newest first; htmx asks for what is earlier."""
    person = request.person
    child = get_object_or_404(policies.journals_visible_to(person), pk=child_id)
    area = request.GET.get("area", "")
    area = area if area in PLAIN_AREAS else ""
    before = request.GET.get("before", "")
    circle = circle_of(child, person)
    page = journal_for(child, person, circle=circle, area=area, before=before)
    address = reverse("learning_journals:journal", args=[child.pk])

    def link(**query: str) -> str:
        chosen = {name: value for name, value in query.items() if value}
        return f"{address}?{urlencode(chosen)}" if chosen else address

    context = {
        "child": child,
        "entries": page.entries,
        "older_url": link(area=area, before=page.older) if page.older else "",
        "newest_url": link(area=area) if before else "",
        "page_cursor": before,
        "area": area,
        "areas": [{"label": _("Everything"), "url": address, "current": not area}]
        + [
            {"label": label, "url": link(area=code), "current": code == area}
            for code, label in PLAIN_AREAS.items()
        ],
        "is_home": circle.own_home_id is not None,
        "own_children": circle.own_children,
        "can_observe": person.cares and circle.own_home_id is None,
    }
    template = "learning_journals/journal.html"
    answer = render(request, f"{template}#older" if request.htmx and before else template, context)
    audit.record_reading(person, "read_journal", child, child_ids=[child.pk])
    return answer


@require_safe
def journal_list(request: HttpRequest) -> HttpResponse:
    """Staff choose among the children in their care, and look for one by name or room; a parent of
    one child is taken there."""
    person = request.person
    own = own_journals_of(person)
    rooms = faces_by_room(person)
    if len(own) == 1 and not rooms:
        return redirect("learning_journals:journal", child_id=own[0].pk)
    words = request.GET.get("q", "").replace("\x00", "")[:60]
    room_id = request.GET.get("room", "")
    context = {
        "own_children": own,
        "rooms": looked_for(rooms, words=words, room_id=room_id),
        "words": words,
        "room_id": room_id,
        "rooms_to_choose": [each.room for each in rooms if each.room],
        "is_staff": bool(rooms),
    }
    return render(request, "learning_journals/journal_list.html", context)
