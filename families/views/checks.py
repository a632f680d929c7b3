"""The termly walk of a family, and what a family says anew about a child's health."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from .. import policies
from ..actions.checks import do_check_step, propose_health, put_off_check, settle_health
from ..actions.meanwhile import ChangedMeanwhile
from ..actions.people import change_family
from ..forms.checks import ContactsForm, HealthForm, SettleForm
from ..models import Family
from ..models.questions import Page
from ..queries.checks import (
    STEPS,
    Walk,
    health_to_check,
    homes_without_check,
    own_children_in,
    permissions_url,
    unchecked_health,
    walk_of,
)
from ..queries.people import family_page
from . import form_page, invalid
from .profiles import own_sheet, visible_child

LATER = "later"


@form_page
def family_check(request: HttpRequest, family_id: uuid.UUID) -> HttpResponse:
    """The steps of the walk; *Not now* lets it rest for a while."""
    family, walk = _own_walk(request, family_id)
    if request.method == "POST":
        put_off_check(family, actor=request.person, term=walk.term)
        messages.success(request, _("We ask again in two weeks."))
        return redirect("home")
    return render(request, "families/check.html", {"walk": walk})


@form_page
def family_check_step(request: HttpRequest, family_id: uuid.UUID, step: str) -> HttpResponse:
    """One step: look, change what has changed, and on."""
    family, walk = _own_walk(request, family_id)
    if step not in STEPS:
        raise Http404
    person = request.person
    form = ContactsForm(request.POST or None, row=family) if step == "contacts" else None
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            if form is not None and form.has_changed():
                change_family(
                    family, actor=person, seen=form.cleaned_data["seen"], fields=form.edited
                )
        except ChangedMeanwhile as meanwhile:
            form.say_changed(meanwhile.row)
        else:
            do_check_step(family, actor=person, term=walk.term, step=step, steps=tuple(STEPS))
            return _further(request, family)
    children = own_children_in(family, person)
    context = {
        "walk": walk,
        "step": next(each for each in walk.steps if each.code == step),
        "form": form,
        "page": family_page(family, person),
        "children": [(child, permissions_url(child)) for child in children],
        "emergency_url": reverse("families:family_answer_edit", args=[family.pk, "emergency"]),
        "back_url": walk.url,
        "back_label": _("All steps"),
    }
    return render(
        request, "families/check_step.html", context, status=invalid(form) if form else 200
    )


@form_page
def health_change_create(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """A parent says what is new about a child's health."""
    person = request.person
    child = visible_child(request, child_id)
    family = own_sheet(request, Page.ABOUT_ME, child).family
    said = {
        change.field: change.words
        for change in unchecked_health([child.pk], person).get(child.pk, [])
        if change.family_id == family.pk
    }
    form = HealthForm(request.POST or None, child=child, said=said)
    if request.method == "POST" and form.is_valid():
        made = propose_health(
            child, actor=person, family=family, fields=form.changes, seen=form.seen
        )
        if made:
            messages.success(request, _("Shown to the team at once. The manager checks it."))
        return redirect("families:child_detail", child.pk)
    context = {
        "form": form,
        "child": child,
        "back_url": reverse("families:child_detail", args=[child.pk]),
        "back_label": child.known_as,
    }
    return render(request, "families/health_change_form.html", context, status=invalid(form))


@require_POST
def health_change_settle(request: HttpRequest, change_id: uuid.UUID) -> HttpResponse:
    """The manager takes a family's words over, or leaves what we hold and says why."""
    person = request.person
    changes = policies.health_changes_visible_to(person).select_related("child")
    change = get_object_or_404(changes, pk=change_id)
    if not policies.can_settle_health(person, change):
        raise PermissionDenied
    is_left = request.POST.get("then") == "leave"
    form = SettleForm(request.POST, change=change, is_left=is_left)
    if form.is_valid():
        given = form.cleaned_data
        try:
            is_done = settle_health(
                change,
                actor=person,
                held=None if is_left else given[change.field],
                seen=given["seen"],
                answer=given["answer"],
            )
        except ChangedMeanwhile as meanwhile:
            form.say_changed(meanwhile.row)
        else:
            if is_done:
                messages.success(request, _("Done. The family sees it."))
            else:
                messages.info(request, _("A colleague was quicker. Nothing was changed now."))
            return redirect("families:check_list")
    return render(request, "families/check_list.html", _checks(request, refused=form), status=422)


@require_safe
def check_list(request: HttpRequest) -> HttpResponse:
    """For the manager: what families have said anew, and who has not been round this term."""
    if not policies.can_manage_people(request.person):
        raise PermissionDenied
    return render(request, "families/check_list.html", _checks(request))


def _checks(request: HttpRequest, *, refused: SettleForm | None = None) -> dict[str, object]:
    term, missing, finished = homes_without_check(request.person)
    return {
        "cards": [
            (change, refused if refused and refused.change == change else SettleForm(change=change))
            for change in health_to_check(request.person)
        ],
        "form": refused,
        "term": term,
        "missing": missing,
        "finished": finished,
    }


def _own_walk(request: HttpRequest, family_id: uuid.UUID) -> tuple[Family, Walk]:
    """One's own household and its walk this term; 404 between terms."""
    family = get_object_or_404(policies.families_visible_to(request.person), pk=family_id)
    if not policies.can_write_for_home(request.person, family):
        raise PermissionDenied
    walk = walk_of(family, request.person)
    if walk is None:
        raise Http404
    return family, walk


def _further(request: HttpRequest, family: Family) -> HttpResponse:
    walk = walk_of(family, request.person)
    if walk is None or walk.next_step is None:
        messages.success(request, _("That was all. Thank you for looking."))
        return redirect("home")
    return redirect(walk.next_step.url)
