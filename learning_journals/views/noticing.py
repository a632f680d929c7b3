"""Noticing everyone: for the staff, a help to look."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from families import audit

from .. import policies
from ..queries.noticing import picture_of, room_picture


@require_safe
def child_noticing(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """What was written about a child this term, by area. `?area=…` lists the notes of one."""
    person = request.person
    child = get_object_or_404(policies.journals_visible_to(person), pk=child_id)
    if not policies.can_log_care(person, child):
        raise PermissionDenied
    context = {
        "child": child,
        "picture": picture_of(child, person, area=request.GET.get("area", "")),
    }
    page = render(request, "learning_journals/child_noticing.html", context)
    audit.record_reading(person, "read_journal", child, child_ids=[child.pk])
    return page


@require_safe
def room_noticing(request: HttpRequest, room_id: uuid.UUID) -> HttpResponse:
    """Whom a room may have overlooked: names and days, no words of anybody."""
    person = request.person
    room = get_object_or_404(policies.week_rooms_visible_to(person), pk=room_id)
    if not policies.can_write_week(person, room):
        raise PermissionDenied
    context = {"room": room, "picture": room_picture(room, person)}
    return render(request, "learning_journals/room_noticing.html", context)
