"""Three taps in the signed-in pages: written by who leads, and what came of them for everybody."""

import csv
import io
import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import policies
from ..actions.pulses import (
    ChangedMeanwhile,
    DaysAreOver,
    EnoughThisTerm,
    OneIsRunning,
    OpenedAlready,
    TooFewStamps,
    change_pulse,
    open_pulse,
    remove_pulse,
    write_pulse,
)
from ..forms.pulses import OpenForm, PulseForm
from ..models import Pulse
from ..queries.pulses import pulses_of, rows_to_export, running_beside
from ..ready_pulses import READY

form_page = require_http_methods(["GET", "HEAD", "POST"])
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a sum


@require_safe
def pulse_list(request: HttpRequest) -> HttpResponse:
    """What is open, what waits to be counted, what came of the others."""
    leads = policies.may_keep_letterbox(request.person)
    context = {"pulses": pulses_of(request.person), "leads": leads, "ready": READY}
    return render(request, "feedback/pulse_list.html", context)


@require_safe
def pulse_detail(request: HttpRequest, pulse_id: uuid.UUID) -> HttpResponse:
    """The questions as families see them; once they are counted, the numbers."""
    pulse = _known(request, pulse_id)
    leads = policies.pulses_led_by(request.person).filter(pk=pulse.pk).exists()
    form = OpenForm(initial={"version": pulse.version})
    other = running_beside(request.person, pulse) if leads and not pulse.is_opened else None
    context = {"pulse": pulse, "leads": leads, "form": form, "today": request.person.today}
    context["other"] = other
    return render(request, "feedback/pulse_detail.html", context)


@form_page
def pulse_create(request: HttpRequest) -> HttpResponse:
    """Write them, with `?ready=food` from words that are there already."""
    if not policies.may_keep_letterbox(request.person):
        raise PermissionDenied
    ready = READY.get(request.GET.get("ready", ""))
    form = PulseForm(request.POST if request.method == "POST" else None, ready=ready)
    if request.method == "POST" and form.is_valid():
        pulse = write_pulse(actor=request.person, key=form.cleaned_data["key"], words=form.words)
        messages.success(request, _("Written down. Read it once more, then open it."))
        return redirect("feedback:pulse_detail", pulse.pk)
    return _form(request, form, reverse("feedback:pulse_list"))


@form_page
def pulse_edit(request: HttpRequest, pulse_id: uuid.UUID) -> HttpResponse:
    """Change them before they are opened."""
    pulse = _led(request, pulse_id)
    there = reverse("feedback:pulse_detail", args=[pulse.pk])
    if pulse.is_opened and request.method != "POST":
        return redirect(there)
    form = PulseForm(request.POST if request.method == "POST" else None, pulse=pulse)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            change_pulse(pulse, actor=request.person, version=version, words=form.words)
        except ChangedMeanwhile:
            changed = _(
                "Someone else changed this while you were writing. Yours is still here: look at"
                " theirs in another window, then press once more to keep yours."
            )
            form.add_error(None, changed)
            form.data = form.data.copy()
            form.data["version"] = pulse.version
        except OpenedAlready:
            form.add_error(None, _("It is open already. Families answer these words."))
        else:
            messages.success(request, _("Saved."))
            return redirect(there)
    return _form(request, form, there)


@require_POST
def pulse_open(request: HttpRequest, pulse_id: uuid.UUID) -> HttpResponse:
    """One press: from the first day on families can answer."""
    pulse = _led(request, pulse_id)
    form = OpenForm(request.POST)
    problem = _("This page was not whole. Press once more.")
    if form.is_valid():
        problem = ""
        try:
            open_pulse(pulse, actor=request.person, version=form.cleaned_data["version"])
        except ChangedMeanwhile:
            problem = _("Someone else has changed it meanwhile. Read it once more, then open it.")
        except DaysAreOver:
            problem = _("Its first day is over. Choose another one first.")
        except TooFewStamps:
            problem = _(
                "Fewer than ten people have stamps of this term, so the letterbox could not hide"
                " who answers, and takes nothing. People get stamps by opening any page here: try"
                " again once more of them have."
            )
        except OneIsRunning:
            problem = _(
                "Other questions are still open, or the box has not told their numbers yet. One at"
                " a time: two that are counted together could give somebody away."
            )
        except EnoughThisTerm:
            problem = _(
                "Three were opened this term already. Each takes one stamp of a family, and some"
                " have to be left for notes."
            )
    if problem:
        messages.error(request, problem)
    else:
        messages.success(request, _("It is set. From now on nobody changes it."))
    return redirect("feedback:pulse_detail", pulse.pk)


@require_POST
def pulse_remove(request: HttpRequest, pulse_id: uuid.UUID) -> HttpResponse:
    """Throw away what was not opened."""
    pulse = _led(request, pulse_id)
    try:
        remove_pulse(pulse, actor=request.person)
    except OpenedAlready:
        messages.error(request, _("It is open already, and stays."))
        return redirect("feedback:pulse_detail", pulse.pk)
    messages.success(request, _("Thrown away."))
    return redirect("feedback:pulse_list")


@require_safe
def pulse_export(request: HttpRequest, pulse_id: uuid.UUID) -> HttpResponse:
    """The numbers of the page as CSV: the same and nothing more. There is no choice of room or
    time, because from two such choices one could subtract."""
    pulse = _known(request, pulse_id)
    if pulse.counted_on is None:
        raise Http404
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([_("Question"), _("Answer"), _("How many")])
    *rows, (_question, _answer, total) = rows_to_export(pulse)
    writer.writerows([_harmless(each) for each in row] for row in rows)
    writer.writerow([_("All who answered"), "", total])
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="three-taps.csv"'
    response["Cache-Control"] = "no-store"
    return response


def _harmless(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _known(request: HttpRequest, pulse_id: uuid.UUID) -> Pulse:
    rows = policies.pulses_visible_to(request.person).select_related("setting")
    return get_object_or_404(rows, pk=pulse_id)


def _led(request: HttpRequest, pulse_id: uuid.UUID) -> Pulse:
    """Who knows it and does not lead may not; who does not know it finds nothing."""
    pulse = _known(request, pulse_id)
    if not policies.pulses_led_by(request.person).filter(pk=pulse.pk).exists():
        raise PermissionDenied
    return pulse


def _form(request: HttpRequest, form: PulseForm, back_url: str) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "back_url": back_url, "back_label": _("Three taps")}
    status = 422 if form.errors else 200
    return render(request, "feedback/pulse_edit_form.html", context, status=status)
