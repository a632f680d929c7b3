"""Your say, and the board of what families said and what became of it."""

import uuid
from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from families.actions.meanwhile import ChangedMeanwhile
from families.policies import can_manage_people, is_manager_of, settings_visible_to
from families.queries.stamps import signs_for
from families.views import form_page, invalid

from .. import policies
from ..actions.you_said import (
    DayMissing,
    change_said,
    publish_said,
    take_back_said,
    write_said,
)
from ..forms.your_say import PressForm, YouSaidForm
from ..models import YouSaid
from ..queries.decisions import questions_of
from ..queries.notes import beginning_of
from ..queries.you_said import board_of, for_the_door, item_page, newest_said

SAID_ON_YOUR_SAY = 3


@require_safe
def your_say(request: HttpRequest) -> HttpResponse:
    """Every way to have a say, on one page: the letterbox, open questions, the board."""
    person = request.person
    signs = signs_for(person)
    places = [(each, signs.get(each.pk)) for each in settings_visible_to(person).order_by("name")]
    context = {
        "places": places,
        "questions": questions_of(person),
        "items": newest_said(person, most=SAID_ON_YOUR_SAY),
        "leads": can_manage_people(person),
    }
    return render(request, "communications/your_say.html", context)


@require_safe
def said_board(request: HttpRequest) -> HttpResponse:
    """What families said and what we did, the newest first; `?before=` for older ones."""
    person = request.person
    board = board_of(person, before=_moment(request.GET.get("before", "")))
    context = {"board": board, "leads": can_manage_people(person)}
    return render(request, "communications/said_board.html", context)


@require_safe
def said_door(request: HttpRequest) -> HttpResponse:
    """The newest of the board as one sheet of paper for the door."""
    context = {"items": for_the_door(request.person)}
    return render(request, "communications/said_door.html", context)


@require_safe
def said_detail(request: HttpRequest, said_id: uuid.UUID) -> HttpResponse:
    """One item; for who leads with everything that it said before, and the press that publishes."""
    person = request.person
    row = get_object_or_404(policies.you_said_visible_to(person), pk=said_id)
    context = {
        "page": item_page(row, person),
        "leads": is_manager_of(person, row.setting_id),
        "press_key": uuid.uuid4(),
    }
    return render(request, "communications/said_detail.html", context)


@form_page
def said_create(request: HttpRequest) -> HttpResponse:
    """Write down what families said; `?theme=` begins with a theme of the letterbox."""
    person = request.person
    if not can_manage_people(person):
        raise PermissionDenied
    colleagues = policies.who_can_look_after(person)
    data = request.POST if request.method == "POST" else None
    begun = {
        "owner": person.membership_id,
        "said": beginning_of(person, request.GET.get("theme", "")),
    }
    form = YouSaidForm(data, colleagues=colleagues, initial=begun)
    if request.method == "POST" and form.is_valid():
        item = write_said(actor=person, form_key=form.cleaned_data["key"], words=form.words)
        messages.success(request, _("Written down. Families read it when you publish it."))
        return redirect("communications:said_detail", item.pk)
    context = {
        "form": form,
        "back_url": reverse("communications:said_board"),
        "back_label": _("You said, we did"),
    }
    return render(request, "communications/said_form.html", context, status=invalid(form))


@form_page
def said_edit(request: HttpRequest, said_id: uuid.UUID) -> HttpResponse:
    """Say something else from now on."""
    person = request.person
    row = _led(request, said_id)
    page = item_page(row, person)
    data = request.POST if request.method == "POST" else None
    colleagues = policies.who_can_look_after(person)
    form = YouSaidForm(data, colleagues=colleagues, version=page.item.now)
    if request.method == "POST" and form.is_valid():
        try:
            change_said(
                row,
                actor=person,
                form_key=form.cleaned_data["key"],
                after=form.cleaned_data["after"],
                words=form.words,
            )
        except ChangedMeanwhile as meanwhile:
            form.say_changed(meanwhile.row)
        else:
            messages.success(request, _("Saved."))
            return redirect("communications:said_detail", row.pk)
    context = {
        "form": form,
        "item": page.item,
        "back_url": reverse("communications:said_detail", args=[row.pk]),
        "back_label": _("Back to it"),
    }
    return render(request, "communications/said_form.html", context, status=invalid(form))


@require_POST
def said_publish(request: HttpRequest, said_id: uuid.UUID) -> HttpResponse:
    """One press: all families of the setting read it."""
    row = _led(request, said_id)
    try:
        _press(request, row, publish_said)
    except DayMissing:
        messages.error(request, _("Say by when first, then publish it."))
        return redirect("communications:said_edit", row.pk)
    return redirect("communications:said_detail", row.pk)


@require_POST
def said_take_back(request: HttpRequest, said_id: uuid.UUID) -> HttpResponse:
    """One press: no family reads it any more."""
    row = _led(request, said_id)
    _press(request, row, take_back_said)
    return redirect("communications:said_detail", row.pk)


def _led(request: HttpRequest, said_id: uuid.UUID) -> YouSaid:
    """An item that one leads; whoever reads it and leads nothing may not."""
    row = get_object_or_404(policies.you_said_visible_to(request.person), pk=said_id)
    if not is_manager_of(request.person, row.setting_id):
        raise PermissionDenied
    return row


def _press(request: HttpRequest, row: YouSaid, act: Callable[..., YouSaid]) -> None:
    form = PressForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This page was not whole. Press once more."))
        return
    try:
        item = act(
            row,
            actor=request.person,
            form_key=form.cleaned_data["key"],
            after=form.cleaned_data["after"],
        )
    except ChangedMeanwhile:
        messages.error(request, _("Someone changed it meanwhile. Read it again, then press."))
    else:
        published = item.shown is not None
        messages.success(
            request,
            _("Published: all families read it.")
            if published
            else _("Taken back: no family reads it now."),
        )


def _moment(text: str) -> datetime | None:
    """A moment from the address, or nothing if it is none."""
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    if moment is None:
        return None
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
