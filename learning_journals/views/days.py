"""A child's day: the story for the family, and the words that staff add to it."""

import uuid
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from families import audit
from families.actions.meanwhile import ChangedMeanwhile
from families.models import Child
from families.views import form_page

from .. import policies
from ..actions import Refused
from ..actions.days import write_daily_note
from ..forms.days import DailyNoteForm
from ..models import DailyNote
from ..queries.circle import circle_of
from ..queries.days import child_of_days, day_for, note_for
from ..queries.entries import entries_of
from ..queries.from_home import from_home_url
from ..queries.next_steps import working_on
from ..queries.release import is_open, rule_of
from . import put_beside


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
    child = child_of_days(request.person, child_id, day=day)
    if child is None:
        raise Http404
    return child


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
        # The room sees on the child's sheet what to look out for.
        "working_on": working_on(child, person) if may_care else None,
        "own_children": circle.own_children,
        "tell_url": (
            from_home_url(child.pk)
            if day == person.today and policies.telling_link(person, child)
            else ""
        ),
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
    rule = rule_of(child.setting_id, person)
    theirs = None
    status = 200
    if request.method == "POST":
        form = DailyNoteForm(request.POST)
        if form.is_valid():
            try:
                note = write_daily_note(
                    child,
                    actor=person,
                    day=day,
                    words=form.cleaned_data["words"],
                    version=form.cleaned_data["version"],
                    ready=request.POST.get("then") == "share",
                    why=form.cleaned_data["why"],
                )
            except Refused as refused:
                put_beside(form, refused)
                status = 422
            except ChangedMeanwhile as meanwhile:
                theirs = meanwhile.row
                form = DailyNoteForm(initial={**form.cleaned_data, "version": theirs.version})
                status = 409
            else:
                messages.success(request, _said(note))
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
    is_shared = bool(note and note.released_at)
    # Asked for only where the family has read the words; the action says where it is missing.
    form.fields["why"].required = is_shared or "why" in form.errors
    context = {
        "child": child,
        "day": day,
        "form": form,
        "theirs": theirs,
        "is_shared": is_shared,
        "opens_now": is_open(rule, day=day, today=person.today),
        "opens_at": rule.at,
        "back_url": address,
        "back_label": _("%(name)s’s day") % {"name": child.known_as},
    }
    return render(request, "learning_journals/day_form.html", context, status=status)


def _said(note: DailyNote) -> str:
    if note.released_at:
        return _("Shared with the family.")
    return _("Finished. It waits to be released.") if note.ready_at else _("Kept, not shared yet.")
