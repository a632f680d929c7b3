"""A question to all families, from the first words to what became of it."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from families.actions.meanwhile import ChangedMeanwhile, fingerprint
from families.context import Person
from families.policies import can_manage_people, is_manager_of
from families.views import form_page, invalid

from .. import policies
from ..actions.decisions import (
    FIELDS,
    AskedAlready,
    DayIsOver,
    IsDecided,
    answer_decision,
    ask_decision,
    change_decision,
    decide,
    write_decision,
)
from ..actions.you_said import said_from_decision
from ..forms.your_say import (
    AskForm,
    DecisionAnswerForm,
    DecisionEditForm,
    DecisionForm,
    OutcomeForm,
)
from ..models import Decision
from ..queries.decisions import decision_page


@require_safe
def decision_detail(request: HttpRequest, decision_id: uuid.UUID) -> HttpResponse:
    """The question, one's own answer and what one may read of others; later what was decided."""
    return _page(request, _known(request.person, decision_id))


@form_page
def decision_create(request: HttpRequest) -> HttpResponse:
    """Write a question to all families."""
    person = request.person
    if not can_manage_people(person):
        raise PermissionDenied
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        decision = write_decision(actor=person, key=form.cleaned_data["key"], words=form.words)
        messages.success(request, _("Written down. Read it once more, then ask all families."))
        return redirect("communications:decision_detail", decision.pk)
    return _form(request, form, reverse("communications:your_say"), _("Your say"))


@form_page
def decision_edit(request: HttpRequest, decision_id: uuid.UUID) -> HttpResponse:
    """Change a question before it is asked."""
    decision = _led(request.person, decision_id)
    there = reverse("communications:decision_detail", args=[decision.pk])
    if decision.asked_at is not None and request.method != "POST":
        return redirect(there)  # its words stay as they are
    form = DecisionEditForm(request.POST if request.method == "POST" else None, row=decision)
    if request.method == "POST" and form.is_valid():
        try:
            change_decision(
                decision,
                actor=request.person,
                seen=form.cleaned_data["seen"],
                words=form.edited,
            )
        except ChangedMeanwhile as meanwhile:
            form.say_changed(meanwhile.row)
        except AskedAlready:
            form.add_error(None, _("It is asked already. Families answer these words."))
        else:
            messages.success(request, _("Saved."))
            return redirect(there)
    return _form(request, form, there, _("Back to it"))


@require_POST
def decision_ask(request: HttpRequest, decision_id: uuid.UUID) -> HttpResponse:
    """One press: all families are asked."""
    decision = _led(request.person, decision_id)
    form = AskForm(request.POST)
    there = redirect("communications:decision_detail", decision.pk)
    if not form.is_valid():
        messages.error(request, _("This page was not whole. Press once more."))
        return there
    try:
        ask_decision(decision, actor=request.person, seen=form.cleaned_data["seen"])
    except ChangedMeanwhile:
        messages.error(request, _("Someone changed it meanwhile. Read it again, then press."))
    except DayIsOver:
        messages.error(request, _("Its last day is over. Choose one that is still to come."))
        return redirect("communications:decision_edit", decision.pk)
    else:
        messages.success(request, _("All families are asked."))
    return there


@require_POST
def decision_answer(request: HttpRequest, decision_id: uuid.UUID) -> HttpResponse:
    """An adult of a family says which option they would take."""
    person = request.person
    decision = _known(person, decision_id)
    if policies.link_to_answer_with(person, decision) is None or decision.asked_at is None:
        raise PermissionDenied
    form = DecisionAnswerForm(request.POST, decision=decision)
    if not form.is_valid():
        return _page(request, decision, answer_form=form)
    try:
        answer_decision(decision, actor=person, **form.cleaned_data)
    except DayIsOver:
        form.add_error(None, _("Its last day is over. Your words are still here to copy."))
        return _page(request, decision, answer_form=form)
    except IsDecided:
        form.add_error(None, _("It is decided already. Your words are still here to copy."))
        return _page(request, decision, answer_form=form)
    messages.success(request, _("Thank you. You can change it until it is closed."))
    return redirect("communications:decision_detail", decision.pk)


@form_page
def decision_close(request: HttpRequest, decision_id: uuid.UUID) -> HttpResponse:
    """Write down what was decided, why and by whom."""
    person = request.person
    decision = _led(person, decision_id)
    if decision.asked_at is None:
        raise PermissionDenied
    colleagues = policies.colleagues_here(person)
    form = OutcomeForm(
        request.POST if request.method == "POST" else None,
        decision=decision,
        colleagues=colleagues,
        initial={"decider": person.membership_id},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            decide(
                decision,
                actor=person,
                form_key=said["key"],
                option=said["option"],
                why=said["why"],
                decider=said["decider"],
            )
        except ChangedMeanwhile as meanwhile:
            option = decision.options[meanwhile.row.option - 1]
            form.add_error(
                None,
                _("It is decided already: %(option)s. It stays so; your words are still here.")
                % {"option": option},
            )
        else:
            messages.success(request, _("All families read what was decided."))
            return redirect("communications:decision_detail", decision.pk)
    context = {
        "form": form,
        "page": decision_page(decision, person),
        "back_url": reverse("communications:decision_detail", args=[decision.pk]),
        "back_label": _("Back to it"),
    }
    return render(request, "communications/outcome_form.html", context, status=invalid(form))


@require_POST
def decision_said(request: HttpRequest, decision_id: uuid.UUID) -> HttpResponse:
    """One press: what was decided becomes something that we do, with an owner and a day."""
    decision = _led(request.person, decision_id)
    item = said_from_decision(decision, actor=request.person)
    return redirect("communications:said_edit", item.pk)


def _known(person: Person, decision_id: uuid.UUID) -> Decision:
    rows = policies.decisions_visible_to(person).select_related("setting")
    return get_object_or_404(rows, pk=decision_id)


def _led(person: Person, decision_id: uuid.UUID) -> Decision:
    """A question of the setting that one leads; whoever only reads it may not."""
    decision = _known(person, decision_id)
    if not is_manager_of(person, decision.setting_id):
        raise PermissionDenied
    return decision


def _page(
    request: HttpRequest, decision: Decision, *, answer_form: DecisionAnswerForm | None = None
) -> HttpResponse:
    """The page of a question, with the form as it was sent if something was wrong with it."""
    page = decision_page(decision, request.person)
    context: dict[str, Any] = {"page": page, "form": answer_form}
    if answer_form is None and page.may_answer:
        mine = page.mine
        before = (
            {"option": mine.option, "words": mine.words, "shows_all": mine.shows_all}
            if mine
            else {}
        )
        context["form"] = DecisionAnswerForm(decision=decision, initial=before)
    if page.leads and decision.asked_at is None:
        context["seen"] = fingerprint(decision, fields=FIELDS)
    status = invalid(answer_form) if answer_form else 200
    return render(request, "communications/decision_detail.html", context, status=status)


def _form(request: HttpRequest, form: Form, back_url: str, back_label: str) -> HttpResponse:
    context = {"form": form, "back_url": back_url, "back_label": back_label}
    return render(request, "communications/decision_form.html", context, status=invalid(form))
