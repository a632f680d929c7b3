"""The nursery itself, its rooms and terms: for its manager and deputy."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .. import policies
from ..actions.meanwhile import ChangedMeanwhile
from ..actions.places import (
    Taken,
    add_room,
    add_term,
    change_nursery,
    change_room,
    change_term,
    close_nursery,
)
from ..forms.places import (
    ROOM_FIELDS,
    TERM_FIELDS,
    ClosingForm,
    NurseryForm,
    RoomEditForm,
    RoomForm,
    TermEditForm,
    TermForm,
)
from ..queries.places import nursery_of
from . import form_page, invalid


@require_safe
def nursery_detail(request: HttpRequest) -> HttpResponse:
    """The nursery with its rooms and terms."""
    _only_leads(request)
    return render(request, "families/nursery_detail.html", {"page": nursery_of(request.person)})


@form_page
def nursery_edit(request: HttpRequest) -> HttpResponse:
    """Name, address and how to reach the nursery."""
    _only_leads(request)
    setting = get_object_or_404(
        policies.settings_visible_to(request.person), pk=request.person.here
    )
    form = NurseryForm(request.POST or None, row=setting)
    return _answer(
        request,
        form,
        "families/nursery_form.html",
        lambda: change_nursery(
            setting, actor=request.person, seen=form.cleaned_data["seen"], fields=form.edited
        ),
    )


@form_page
def nursery_close(request: HttpRequest) -> HttpResponse:
    """From which day on the nursery is closed: choose it, then read what it means (`?closed_on=`),
    then say it (POST)."""
    person = request.person
    _only_leads(request)
    setting = get_object_or_404(policies.settings_visible_to(person), pk=person.here)
    asked = request.GET if "closed_on" in request.GET else None
    data = request.POST if request.method == "POST" else asked
    if data is asked and asked is not None:
        data = asked.copy()
        data["seen"] = ClosingForm(row=setting, today=person.today)["seen"].value()
    form = ClosingForm(data, row=setting, today=person.today)
    if request.method != "POST" and form.is_bound and form.is_valid():
        day = form.cleaned_data["closed_on"]
        context = {"form": form, "day": day, "back_url": reverse("families:nursery_close")}
        context["back_label"] = _("Another day")
        return render(request, "families/nursery_close_review.html", context)
    return _answer(
        request,
        form,
        "families/nursery_close.html",
        lambda: close_nursery(
            setting,
            actor=person,
            seen=form.cleaned_data["seen"],
            closed_on=form.cleaned_data["closed_on"],
        ),
    )


@form_page
def room_create(request: HttpRequest) -> HttpResponse:
    """A new room."""
    _only_leads(request)
    form = RoomForm(request.POST or None)
    return _answer(
        request,
        form,
        "families/room_form.html",
        lambda: add_room(
            request.person.here,
            actor=request.person,
            key=form.cleaned_data["key"],
            fields={name: form.cleaned_data[name] for name in ROOM_FIELDS},
        ),
    )


@form_page
def room_edit(request: HttpRequest, room_id: uuid.UUID) -> HttpResponse:
    """A room's name, colour, ages and places."""
    _only_leads(request)
    rooms = policies.rooms_visible_to(request.person).filter(setting_id=request.person.here)
    room = get_object_or_404(rooms, pk=room_id)
    form = RoomEditForm(request.POST or None, row=room)
    return _answer(
        request,
        form,
        "families/room_form.html",
        lambda: change_room(
            room, actor=request.person, seen=form.cleaned_data["seen"], fields=form.edited
        ),
    )


@form_page
def term_create(request: HttpRequest) -> HttpResponse:
    """A new term."""
    _only_leads(request)
    form = TermForm(request.POST or None)
    return _answer(
        request,
        form,
        "families/term_form.html",
        lambda: add_term(
            request.person.here,
            actor=request.person,
            key=form.cleaned_data["key"],
            fields={name: form.cleaned_data[name] for name in TERM_FIELDS},
        ),
    )


@form_page
def term_edit(request: HttpRequest, term_id: uuid.UUID) -> HttpResponse:
    """A term's name and days."""
    _only_leads(request)
    terms = policies.terms_visible_to(request.person).filter(setting_id=request.person.here)
    term = get_object_or_404(terms, pk=term_id)
    form = TermEditForm(request.POST or None, row=term)
    return _answer(
        request,
        form,
        "families/term_form.html",
        lambda: change_term(
            term, actor=request.person, seen=form.cleaned_data["seen"], fields=form.edited
        ),
    )


def _answer(
    request: HttpRequest, form: Any, template: str, save: Callable[[], object]
) -> HttpResponse:
    """Save and go back to the nursery's page, or show the form with what is wrong."""
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except ChangedMeanwhile as meanwhile:
            form.say_changed(meanwhile.row)
        except Taken as taken:
            form.add_error(_field_of(form), str(taken))
        else:
            messages.success(request, _("Saved."))
            return redirect("families:nursery_detail")
    context = {
        "form": form,
        "back_url": reverse("families:nursery_detail"),
        "back_label": _("The nursery"),
    }
    return render(request, template, context, status=invalid(form))


def _field_of(form: Form) -> str:
    """Where it is said that there is no room for this: at the first day, or at the name."""
    return "starts_on" if "starts_on" in form.fields else "name"


def _only_leads(request: HttpRequest) -> None:
    """403 for everybody else, before any row is read."""
    if not policies.can_manage_people(request.person):
        raise PermissionDenied
