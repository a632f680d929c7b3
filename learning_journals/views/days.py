"""A child's day: the story for the family, and the words that staff add to it."""

import uuid
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from families import audit
from families.models import Child
from families.views import form_page

from .. import policies
from ..actions.days import ChangedMeanwhile, write_daily_note
from ..forms.days import DailyNoteForm
from ..queries.circle import circle_of
from ..queries.days import day_for, note_for, with_days_beside
from ..queries.entries import entries_of


@require_safe
def day_today(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Today, told so far."""
    return _day(request, child_id, request.person.today if request.person else date.min)


@require_safe
def day_detail(request: HttpRequest, child_id: uuid.UUID, day: date) -> HttpResponse:
    """One day of one child, as a short story."""
    return _day(request, child_id, day)


def _child(request: HttpRequest, child_id: uuid.UUID, day: date) -> Child:
    if request.person is None or day > request.person.today:
        raise Http404
    children = policies.days_visible_to(request.person).select_related("setting")
    return get_object_or_404(with_days_beside(children, request.person, day=day), pk=child_id)


def _day(request: HttpRequest, child_id: uuid.UUID, day: date) -> HttpResponse:
    person = request.person
    child = _child(request, child_id, day)
    circle = circle_of(child, person)
    may_care = person.cares and circle.own_home_id is None
    with_journal = may_care or circle.sees_journal
    told = day_for(child, person, day=day, with_journal=with_journal)
    context = {
        "child": child,
        "told": told,
        "entries": entries_of(told.journal_lines, person, child=child, circle=circle),
        "is_today": day == person.today,
        "with_journal": with_journal,
        "may_write": may_care,
        "own_children": circle.own_children,
    }
    page = render(request, "learning_journals/day_detail.html", context)
    audit.record_reading(person, "read_day", child, child_ids=[child.pk])
    return page


@form_page
def day_edit(request: HttpRequest, child_id: uuid.UUID, day: date) -> HttpResponse:
    """Write the words of a day, keep them or share them."""
    person = request.person
    child = _child(request, child_id, day)
    if not policies.can_log_care(person, child):
        raise PermissionDenied
    address = reverse("learning_journals:day_detail", args=[child.pk, day])
    note = note_for(child, person, day=day)
    theirs = None
    status = 200
    if request.method == "POST":
        form = DailyNoteForm(request.POST)
        if form.is_valid():
            release = request.POST.get("then") == "share"
            try:
                note = write_daily_note(
                    child,
                    actor=person,
                    day=day,
                    words=form.cleaned_data["words"],
                    version=form.cleaned_data["version"],
                    release=release,
                )
            except ChangedMeanwhile as meanwhile:
                theirs = meanwhile.note
                form = DailyNoteForm(
                    initial={"words": form.cleaned_data["words"], "version": theirs.version}
                )
                status = 409
            else:
                said = (
                    _("Shared with the family.") if note.released_at else _("Kept, not shared yet.")
                )
                messages.success(request, said)
                return redirect(address)
        else:
            status = 422
    else:
        form = DailyNoteForm(
            initial={
                "words": note.words if note else "",
                "version": note.version if note else 0,
            }
        )
    context = {
        "child": child,
        "day": day,
        "form": form,
        "theirs": theirs,
        "is_shared": bool(note and note.released_at),
        "back_url": address,
        "back_label": _("%(name)s’s day") % {"name": child.known_as},
    }
    return render(request, "learning_journals/day_form.html", context, status=status)
