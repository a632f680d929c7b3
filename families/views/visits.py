"""Visits at home, offered and answered; and settling-in visits with us."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from .. import audit, policies
from ..actions import visits as actions
from ..actions.meanwhile import ChangedMeanwhile
from ..forms.joining import (
    HomeVisitAnswerForm,
    HomeVisitForm,
    OutcomeForm,
    SafetyNoteForm,
    SettlingVisitForm,
    TakeBackForm,
    VisitNotesForm,
)
from ..models import HomeVisit, SettlingVisit
from ..models.joining import Side
from ..queries.joining import (
    colleagues_who_visit,
    homes_to_visit,
    may_agree_to,
    safety_notes_of,
)
from ..templatetags.ui import exact_moment
from . import form_page, invalid
from .joining import back_to, child_for_the_nursery, child_on_the_way, way_of

MEANWHILE = gettext_lazy("Somebody was quicker. This is how it stands now.")


@form_page
def home_visit_offer(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Offer one of the child's homes a visit."""
    person = request.person
    child = child_for_the_nursery(request, child_id)
    homes = homes_to_visit(child, person)
    form = HomeVisitForm(
        request.POST or None,
        homes=homes,
        staff=colleagues_who_visit(person),
        initial={"home": homes.values_list("pk", flat=True).first()},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        visit = actions.offer_home_visit(
            child,
            actor=person,
            key=given["key"],
            family=given["home"],
            purpose=given["purpose"],
            visitor=given["visitor"],
            second_visitor=given["second_visitor"],
            times=form.times,
        )
        messages.success(request, _("Offered. The family may say yes, no, or another time."))
        return redirect("families:home_visit_detail", visit.pk)
    context = {
        "form": form,
        "child": child,
        "title": _("Offer a visit at home"),
        "intro": _("A visit is a present, not a test. A no changes nothing."),
        "button": _("Offer it"),
        **back_to(child),
    }
    return render(request, "families/joining_form.html", context, status=invalid(form))


@form_page
def home_visit_detail(request: HttpRequest, visit_id: uuid.UUID) -> HttpResponse:
    """A visit: what for, who comes, when; the home answers here, the nursery sees the answer."""
    person = request.person
    visit = _visit(request, visit_id)
    link = policies.home_side_of(person, visit.child)
    answers = link is not None and link.family_id == visit.family_id
    form = None
    if answers and visit.status == HomeVisit.Status.OFFERED:
        form = HomeVisitAnswerForm(request.POST or None, visit=visit, said=exact_moment)
    if request.method == "POST":
        if not answers:
            raise PermissionDenied
        if form is None:
            messages.info(request, MEANWHILE)
            return redirect("families:home_visit_detail", visit.pk)
        if form.is_valid():
            return _answered(request, visit, form)
    context = {
        "visit": visit,
        "child": visit.child,
        "form": form,
        "is_nursery": policies.nursery_side_of(person, visit.child),
        "is_home": answers,
        "safety_notes": safety_notes_of(visit, person),
        **back_to(visit.child),
    }
    answer = render(
        request,
        "families/home_visit_detail.html",
        context,
        status=invalid(form) if form else 200,
    )
    audit.record_reading(person, "read_home_visit", visit, child_ids=[visit.child_id])
    return answer


def _answered(request: HttpRequest, visit: HomeVisit, form: HomeVisitAnswerForm) -> HttpResponse:
    given = form.cleaned_data
    person, words = request.person, given["answer"]
    try:
        if given["choice"] == form.NO:
            actions.decline_home_visit(visit, actor=person, words=words)
            said = _("That is fine. Nothing changes, and you may ask for a visit at any time.")
        elif given["choice"] == form.OTHER:
            actions.ask_for_other_time(visit, actor=person, at=given["other_time"], words=words)
            said = _("Thank you. We say here whether that time works.")
        else:
            at = form.times[given["choice"]]
            actions.accept_home_visit(visit, actor=person, at=at, words=words)
            said = _("It is agreed. We look forward to it.")
    except actions.AnsweredMeanwhile:
        messages.info(request, MEANWHILE)
    except actions.TimeIsOver:
        messages.error(request, _("That time is over. Choose again, or ask for another."))
    else:
        messages.success(request, said)
    return redirect("families:home_visit_detail", visit.pk)


@require_POST
def home_visit_agree(request: HttpRequest, visit_id: uuid.UUID) -> HttpResponse:
    """The nursery can come at the time that the home asked for."""
    visit = _visit_for_the_nursery(request, visit_id)
    try:
        actions.agree_to_other_time(visit, actor=request.person)
        messages.success(request, _("It is agreed. The family sees it."))
    except actions.AnsweredMeanwhile:
        messages.info(request, MEANWHILE)
    except actions.TimeIsOver:
        messages.error(request, _("That time is over. Take the visit back and offer new times."))
    return redirect("families:home_visit_detail", visit.pk)


@form_page
def home_visit_take_back(request: HttpRequest, visit_id: uuid.UUID) -> HttpResponse:
    """The visit does not take place; either side may say so, and the other reads why."""
    person = request.person
    visit = _visit(request, visit_id)
    is_home = policies.home_side_of(person, visit.child) is not None
    if not is_home and not policies.nursery_side_of(person, visit.child):
        raise PermissionDenied
    form = TakeBackForm(request.POST if request.method == "POST" else None, is_home=is_home)
    if request.method == "POST" and form.is_valid():
        side = Side.HOME if is_home else Side.NURSERY
        try:
            actions.take_home_visit_back(visit, actor=person, side=side, **form.cleaned_data)
            messages.success(request, _("Taken back. The other side sees it."))
        except actions.AnsweredMeanwhile:
            messages.info(request, MEANWHILE)
        return redirect("families:home_visit_detail", visit.pk)
    return _form(request, form, visit, _("The visit does not take place"))


@form_page
def home_visit_notes(request: HttpRequest, visit_id: uuid.UUID) -> HttpResponse:
    """What we saw and heard; the home reads it as soon as it is saved."""
    visit = _visit_for_the_nursery(request, visit_id)
    form = VisitNotesForm(request.POST or None, row=visit)
    if request.method == "POST" and form.is_valid():
        try:
            if visit.status == HomeVisit.Status.ACCEPTED:
                actions.write_visit_notes(visit, actor=request.person, **form.cleaned_data)
            else:
                form.add_error(None, _("There was no visit that both sides agreed to."))
        except ChangedMeanwhile as meanwhile:
            form.say_changed(meanwhile.row)
        if not form.errors:
            messages.success(request, _("Saved. The family reads it now."))
            return redirect("families:home_visit_detail", visit.pk)
    return _form(request, form, visit, _("After the visit"))


@form_page
def home_visit_safety(request: HttpRequest, visit_id: uuid.UUID) -> HttpResponse:
    """What colleagues should know before they go; never the family."""
    visit = _visit_for_the_nursery(request, visit_id)
    form = SafetyNoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.write_safety_note(
            visit,
            actor=request.person,
            key=form.cleaned_data["key"],
            words=form.cleaned_data["safety_words"],
        )
        messages.success(request, _("Saved, for colleagues only."))
        return redirect("families:home_visit_detail", visit.pk)
    return _form(request, form, visit, _("For colleagues only"))


def _form(request: HttpRequest, form: object, visit: HomeVisit, title: str) -> HttpResponse:
    context = {
        "form": form,
        "child": visit.child,
        "title": title,
        "back_url": reverse("families:home_visit_detail", args=[visit.pk]),
        "back_label": _("The visit"),
    }
    return render(request, "families/joining_form.html", context, status=invalid(form))


def _visit(request: HttpRequest, visit_id: uuid.UUID) -> HomeVisit:
    visits = policies.home_visits_visible_to(request.person).select_related(
        "child", "family", "visitor__user", "second_visitor__user"
    )
    return get_object_or_404(visits, pk=visit_id)


def _visit_for_the_nursery(request: HttpRequest, visit_id: uuid.UUID) -> HomeVisit:
    visit = _visit(request, visit_id)
    if not policies.nursery_side_of(request.person, visit.child):
        raise PermissionDenied
    return visit


# --- with us --------------------------------------------------------------------------------------


@form_page
def settling_create(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Either side proposes a visit; the other side says yes."""
    person = request.person
    child = child_on_the_way(request, child_id)
    link = policies.home_side_of(person, child)
    form = SettlingVisitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.propose_settling_visit(
                child,
                actor=person,
                key=given["key"],
                family=link.family if link else None,
                kind=given["visit_kind"],
                day=given["visit_day"],
                starts_at=given["starts_at"],
            )
        except actions.SameTimeTaken:
            form.add_error("starts_at", _("There is a visit at that time already."))
        else:
            messages.success(request, _("Proposed. The other side says yes here."))
            return redirect(f"{way_of(child)}#settling")
    context = {
        "form": form,
        "child": child,
        "title": _("A settling-in visit"),
        "button": _("Propose it"),
        **back_to(child),
    }
    return render(request, "families/joining_form.html", context, status=invalid(form))


@require_POST
def settling_agree(request: HttpRequest, settling_id: uuid.UUID) -> HttpResponse:
    """The side that did not propose it says yes."""
    visit = _settling(request, settling_id)
    link = policies.home_side_of(request.person, visit.child)
    is_nursery = policies.nursery_side_of(request.person, visit.child)
    if not may_agree_to(visit, link, is_nursery=is_nursery):
        raise PermissionDenied
    return _done(request, visit, actions.agree_to_settling_visit, _("Agreed."))


@require_POST
def settling_call_off(request: HttpRequest, settling_id: uuid.UUID) -> HttpResponse:
    """Either side calls it off."""
    visit = _settling(request, settling_id)
    return _done(request, visit, actions.call_settling_visit_off, _("Called off."))


def _done(
    request: HttpRequest, visit: SettlingVisit, action: Callable[..., object], said: str
) -> HttpResponse:
    try:
        action(visit, actor=request.person)
        messages.success(request, said)
    except actions.AnsweredMeanwhile:
        messages.info(request, MEANWHILE)
    return redirect(f"{way_of(visit.child)}#settling")


@form_page
def settling_outcome(request: HttpRequest, settling_id: uuid.UUID) -> HttpResponse:
    """How it was, in the child's signs; the family reads it too."""
    visit = _settling(request, settling_id)
    if not policies.nursery_side_of(request.person, visit.child):
        raise PermissionDenied
    form = OutcomeForm(request.POST or None, row=visit)
    if request.method == "POST" and form.is_valid():
        try:
            if visit.day <= request.person.today:
                actions.write_outcome(visit, actor=request.person, **form.cleaned_data)
            else:
                form.add_error(None, _("This visit is still to come."))
        except ChangedMeanwhile as meanwhile:
            form.say_changed(meanwhile.row)
        if not form.errors:
            messages.success(request, _("Saved. The family reads it too."))
            return redirect(f"{way_of(visit.child)}#settling")
    context = {
        "form": form,
        "child": visit.child,
        "title": _("How was the visit?"),
        "intro": _("The family reads this."),
        **back_to(visit.child),
    }
    return render(request, "families/joining_form.html", context, status=invalid(form))


def _settling(request: HttpRequest, settling_id: uuid.UUID) -> SettlingVisit:
    visits = policies.settling_visits_visible_to(request.person).select_related("child")
    return get_object_or_404(visits, pk=settling_id)
