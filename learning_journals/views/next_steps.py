"""What we are working on with a child: read by both homes and staff, begun and closed by staff."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from families import audit
from families.models import Child
from families.views import form_page, invalid

from .. import policies
from ..actions import Refused
from ..actions.next_steps import begin_next_step, close_next_step
from ..forms.next_steps import NextStepCloseForm, NextStepForm
from ..models import NextStep
from ..queries.as_read import as_family_reads
from ..queries.next_steps import (
    line_to_begin_from,
    observations_to_choose,
    worked_on,
    working_on,
)
from . import put_beside


@require_safe
def next_step_list(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """What we are working on with a child, and what we have worked on."""
    person = request.person
    child = get_object_or_404(policies.journals_visible_to(person), pk=child_id)
    context = {
        "child": child,
        "working_on": working_on(child, person),
        "worked_on": worked_on(child, person),
        "may_begin": policies.can_begin_next_step(person, child),
    }
    page = render(request, "learning_journals/next_step_list.html", context)
    audit.record_reading(person, "read_journal", child, child_ids=[child.pk])
    return page


@form_page
def next_step_create(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Begin one. `?from=…` is the observation whose next step it was: its words are filled in."""
    person = request.person
    child = get_object_or_404(policies.journals_visible_to(person), pk=child_id)
    if not policies.can_begin_next_step(person, child):
        raise PermissionDenied
    wanted = request.POST.get("begun_from") or request.GET.get("from")
    line = line_to_begin_from(child, person, wanted=wanted)
    seen, initial = line.observation if line else None, {}
    if line:  # the family is going to read it
        read = as_family_reads(line, own=[child])
        initial = {
            "begun_from": line.observation_id,
            "words": read.next_step[:300],
            "at_home": read.try_at_home,
        }
    form = NextStepForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            begin_next_step(
                child,
                actor=person,
                key=form.cleaned_data["key"],
                fields=form.step_fields,
                begun_from=seen,
            )
        except Refused as refused:
            put_beside(form, refused)
        else:
            said = _("%(name)s’s family reads it now, on the child’s page and in the journal.")
            messages.success(request, said % {"name": child.known_as})
            return redirect("learning_journals:next_step_list", child.pk)
    context = {
        "form": form,
        "child": child,
        "seen": seen,
        "full": not working_on(child, person).has_room,
        **_back_to_list(child),
    }
    return render(request, "learning_journals/next_step_form.html", context, status=invalid(form))


@form_page
def next_step_close(request: HttpRequest, next_step_id: uuid.UUID) -> HttpResponse:
    """Close one: we saw it, or not now."""
    person = request.person
    step = _step(request, next_step_id)
    if not policies.can_log_care(person, step.child):
        raise PermissionDenied
    if not policies.can_close_next_step(person, step):
        messages.info(request, _("This one is closed already."))
        return redirect("learning_journals:next_step_list", step.child_id)
    form = NextStepCloseForm(
        request.POST or None, observations=observations_to_choose(step, person)
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        seen = line_to_begin_from(step.child, person, wanted=said["seen_in"])
        try:
            close_next_step(
                step,
                actor=person,
                outcome=said["how"],
                seen_in=seen.observation if seen else None,
                words=said["closing_words"],
            )
        except Refused as refused:
            put_beside(form, refused)
        else:
            if said["how"] == NextStep.Outcome.SEEN:
                messages.success(request, _("Seen. The family reads it too."))
            else:
                messages.success(request, _("Closed for now."))
            return redirect("learning_journals:next_step_list", step.child_id)
    context = {"form": form, "step": step, "child": step.child, **_back_to_list(step.child)}
    return render(
        request, "learning_journals/next_step_close_form.html", context, status=invalid(form)
    )


# --- steps ----------------------------------------------------------------------------------------


def _step(request: HttpRequest, next_step_id: uuid.UUID) -> NextStep:
    steps = policies.next_steps_visible_to(request.person).select_related("child")
    return get_object_or_404(steps, pk=next_step_id)


def _back_to_list(child: Child) -> dict[str, str]:
    return {
        "back_url": reverse("learning_journals:next_step_list", args=[child.pk]),
        "back_label": _("What we are working on"),
    }
