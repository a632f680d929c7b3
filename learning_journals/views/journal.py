"""A child's journal: what was seen at the nursery and at home, in one line of time."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from families import audit
from families.context import Person
from families.models import Child

from .. import policies
from ..queries.circle import circle_of
from ..queries.frameworks import pack_for
from ..queries.journal import (
    faces_by_room,
    journal_for,
    journal_open_to,
    lines_of,
    looked_for,
    own_journals_of,
)
from ..queries.journal_filters import Wanted, choices_for, name_of_author
from ..queries.journal_finds import found_in_journals
from ..queries.next_steps import working_on

MOMENTS_A_PAGE = 24


@require_safe
def journal(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """The journal of one child, newest first; htmx asks for what is earlier."""
    person = request.person
    child = _child_or_404(person, child_id)
    wanted = Wanted.read(request.GET, pack_for(child, person))
    circle = circle_of(child, person)
    page = journal_for(child, person, circle=circle, wanted=wanted)
    narrows = "narrow" in request.GET
    lines = lines_of(child, person) if wanted.author or narrows else None
    author = name_of_author(lines, wanted.author) if lines is not None and wanted.author else ""
    chips = wanted.chips(child, author)
    context = {
        "child": child,
        "entries": page.entries,
        "older_url": wanted.from_the(page.older).address(child) if page.older else "",
        "newest_url": wanted.from_the().address(child) if wanted.before else "",
        "page_cursor": wanted.before,
        "back": urlencode(wanted.query),
        "wanted": wanted,
        "chips": chips,
        "choices": choices_for(lines, wanted) if lines is not None and narrows else None,
        "hidden": [
            pair for pair in wanted.from_the().query.items() if pair[0] != "q"
        ],  # sent along while they cannot be seen
        "narrow_url": _with_narrow(wanted, child),
        # Who looks for something sees what was found first.
        "working_on": None if wanted.before or chips else working_on(child, person),
        "is_home": circle.own_home_id is not None,
        "can_order_book": policies.can_order_book(person, child),
        "own_children": circle.own_children,
        "can_observe": person.cares and circle.own_home_id is None,
    }
    template = "learning_journals/journal.html"
    part = "#older" if request.htmx and wanted.before else ""
    answer = render(request, f"{template}{part}", context)
    audit.record_reading(person, "read_journal", child, child_ids=[child.pk])
    return answer


def _child_or_404(person: Person, child_id: uuid.UUID) -> Child:
    child = journal_open_to(person, child_id)
    if child is None:
        raise Http404
    return child


def _with_narrow(wanted: Wanted, child: Child) -> str:
    """The same page with everything that it can be narrowed to."""
    address = wanted.from_the().address(child)
    return f"{address}{'&' if '?' in address else '?'}narrow=1"


@require_safe
def wow_shelf(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """The wow moments of a child, side by side with their photographs."""
    person = request.person
    child = _child_or_404(person, child_id)
    wanted = Wanted(kind="wow", before=Wanted.read(request.GET).before)
    circle = circle_of(child, person)
    page = journal_for(child, person, circle=circle, wanted=wanted, most=MOMENTS_A_PAGE)
    address = reverse("learning_journals:wow_shelf", args=[child.pk])
    context = {
        "child": child,
        "moments": page.entries,
        "older_url": f"{address}?{urlencode({'before': page.older})}" if page.older else "",
        "is_home": circle.own_home_id is not None,
    }
    answer = render(request, "learning_journals/wow_shelf.html", context)
    audit.record_reading(person, "read_journal", child, child_ids=[child.pk])
    return answer


@require_safe
def journal_find(request: HttpRequest) -> HttpResponse:
    """Staff look for words in the journals of all children in their care."""
    person = request.person
    if not person.cares:
        raise Http404
    wanted = Wanted.read(request.GET)
    page = found_in_journals(person, words=wanted.words, before=wanted.before)
    older = {"q": wanted.words, "before": page.older}
    context = {
        "words": wanted.words,
        "finds": page.finds,
        "older_url": f"{request.path}?{urlencode(older)}" if page.older else "",
    }
    answer = render(request, "learning_journals/journal_find.html", context)
    if page.child_ids:
        audit.record_reading(
            person, "find_in_journals", person.user, child_ids=sorted(page.child_ids)
        )
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
