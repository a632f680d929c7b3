"""Plans for a change: another room, school, something new at home; written by both sides."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from .. import audit, policies
from ..actions import plans as actions
from ..actions.meanwhile import ChangedMeanwhile
from ..forms.plans import (
    HEAD_FIELDS,
    STEP_FIELDS,
    PlanEditForm,
    PlanForm,
    PlanPageForm,
    PlanStepEditForm,
    PlanStepForm,
    WorryAnswerForm,
    WorryForm,
)
from ..models import Family, PlanPage, PlanStep, TransitionPlan
from ..queries.joining import homes_to_visit
from ..queries.plans import homes_in, plan_detail, plans_of
from . import back, form_page, invalid
from .joining import child_on_the_way

Kind = TransitionPlan.Kind


@require_safe
def plan_list(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """The plans of a child, the next one first."""
    child = child_on_the_way(request, child_id)
    context = {"child": child, "rows": plans_of(child, request.person), **back(child)}
    return render(request, "families/plan_list.html", context)


@form_page
def plan_create(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Begin a plan, by either side."""
    person = request.person
    child = child_on_the_way(request, child_id)
    link = policies.home_side_of(person, child)
    form = PlanForm(
        request.POST or None,
        rooms=policies.rooms_visible_to(person).filter(setting_id=child.setting_id),
        homes=homes_to_visit(child, person),
        at_home=link is not None,
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        kind = given["plan_kind"]
        home = link.family if link else given.get("whose_home")
        plan = actions.begin_plan(
            child,
            actor=person,
            key=given["key"],
            fields={
                **{name: given[name] for name in HEAD_FIELDS},
                "kind": kind,
                "room": given["new_room"] if kind == Kind.ROOM else None,
                "family": home if kind == Kind.HOME else None,
            },
        )
        messages.success(request, _("The plan is begun. Both sides write in it."))
        return redirect("families:plan_detail", plan.pk)
    context = {
        "form": form,
        "child": child,
        "title": _("A plan for a change"),
        "button": _("Begin the plan"),
        "back_url": reverse("families:plan_list", args=[child.pk]),
        "back_label": _("Plans"),
    }
    return render(request, "families/joining_form.html", context, status=invalid(form))


@require_safe
def plan_show(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """A plan: its steps, what comforts, the worries and their answers, the signatures."""
    plan = _plan(request, plan_id)
    context = {"page": plan_detail(plan, request.person), "child": plan.child}
    answer = render(request, "families/plan_detail.html", context)
    audit.record_reading(request.person, "read_plan", plan, child_ids=[plan.child_id])
    return answer


@form_page
def plan_edit(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """What changes, when, who will be there: by the nursery."""
    plan = _plan_for_the_nursery(request, plan_id)
    cards = policies.cards_to_give(request.person)
    form = PlanEditForm(request.POST or None, row=plan, cards=cards)
    return _edited(request, form, plan, plan, actions.change_plan, _("The plan"))


@form_page
def plan_step_create(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Add a step, by either side."""
    plan = _plan(request, plan_id)
    form = PlanStepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_plan_step(
            plan,
            actor=request.person,
            key=form.cleaned_data["key"],
            fields={name: form.cleaned_data[name] for name in STEP_FIELDS},
        )
        return _saved(request, plan)
    return _form(request, form, plan, _("A step"))


@form_page
def plan_step_edit(request: HttpRequest, plan_step_id: uuid.UUID) -> HttpResponse:
    """Change a step, by either side."""
    step = _step(request, plan_step_id)
    form = PlanStepEditForm(request.POST or None, row=step)
    return _edited(request, form, step, step.plan, actions.change_plan_step, _("A step"))


@require_POST
def plan_step_done(request: HttpRequest, plan_step_id: uuid.UUID) -> HttpResponse:
    """A step has been done, or (`back`) not yet."""
    step = _step(request, plan_step_id)
    actions.tick_plan_step(step, actor=request.person, done=not request.POST.get("back"))
    return redirect("families:plan_detail", step.plan_id)


@form_page
def plan_page_edit(request: HttpRequest, plan_id: uuid.UUID, family_id: uuid.UUID) -> HttpResponse:
    """What comforts: a page that one home and the nursery write together."""
    plan = _plan(request, plan_id)
    family = _home_of(request, plan, family_id)
    page = policies.plan_pages_visible_to(request.person).filter(plan=plan, family=family).first()
    row = page or PlanPage(plan=plan, family=family)
    form = PlanPageForm(request.POST or None, row=row)
    if request.method == "POST" and form.is_valid():
        page = actions.open_plan_page(plan, actor=request.person, family=family)
        return _edited(request, form, page, plan, actions.change_plan_page, _("What comforts"))
    return _form(request, form, plan, _("What comforts"))


@form_page
def worry_create(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """A line in one's own home's box."""
    plan = _plan(request, plan_id)
    link = policies.home_side_of(request.person, plan.child)
    if link is None:
        raise PermissionDenied
    form = WorryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_worry(
            plan,
            actor=request.person,
            key=form.cleaned_data["key"],
            family=link.family,
            words=form.cleaned_data["words"],
        )
        messages.success(request, _("We have it, and you get an answer here."))
        return redirect("families:plan_detail", plan.pk)
    return _form(request, form, plan, _("What worries you?"))


@form_page
def worry_answer(request: HttpRequest, worry_id: uuid.UUID) -> HttpResponse:
    """The nursery answers a worry."""
    person = request.person
    worries = policies.plan_worries_visible_to(person).select_related(
        "plan__child", "family", "author"
    )
    worry = get_object_or_404(worries, pk=worry_id)
    if not policies.nursery_side_of(person, worry.plan.child):
        raise PermissionDenied
    form = WorryAnswerForm(request.POST or None, row=worry, cards=policies.cards_to_give(person))
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_worry(worry, actor=person, **form.cleaned_data)
        except ChangedMeanwhile as meanwhile:
            form.say_changed(meanwhile.row)
        else:
            return _saved(request, worry.plan)
    return _form(request, form, worry.plan, _("Our answer"), wish=worry)


@require_POST
def plan_sign(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Call the plan ready: for the nursery, or for one's own home."""
    person = request.person
    plan = _plan(request, plan_id)
    link = policies.home_side_of(person, plan.child)
    seen = request.POST.get("seen", "")
    try:
        if link:
            page = actions.open_plan_page(plan, actor=person, family=link.family)
            actions.sign_for_a_home(page, actor=person, seen=seen)
        elif policies.nursery_side_of(person, plan.child):
            actions.sign_for_the_nursery(plan, actor=person, seen=seen)
        else:
            raise PermissionDenied
    except actions.PlanMovedOn:
        messages.error(request, _("The plan was changed just now. Read it again, then sign."))
    except actions.WorriesOpen:
        messages.error(
            request,
            _("A worry has no answer yet. You can agree when we have answered.")
            if link
            else _("A worry has no answer yet. Answer it first, then sign."),
        )
    else:
        messages.success(request, _("Signed. The other side sees it."))
    return redirect("families:plan_detail", plan.pk)


# --- what these views share -----------------------------------------------------------------------


def _plan(request: HttpRequest, plan_id: uuid.UUID) -> TransitionPlan:
    plans = policies.plans_visible_to(request.person).select_related(
        "child__setting", "room", "card"
    )
    return get_object_or_404(plans, pk=plan_id)


def _plan_for_the_nursery(request: HttpRequest, plan_id: uuid.UUID) -> TransitionPlan:
    plan = _plan(request, plan_id)
    if not policies.nursery_side_of(request.person, plan.child):
        raise PermissionDenied
    return plan


def _step(request: HttpRequest, plan_step_id: uuid.UUID) -> PlanStep:
    steps = policies.plan_steps_visible_to(request.person).select_related("plan__child")
    return get_object_or_404(steps, pk=plan_step_id)


def _home_of(request: HttpRequest, plan: TransitionPlan, family_id: uuid.UUID) -> Family:
    """One's own home, or for the nursery one of the homes the plan is made with."""
    link = policies.home_side_of(request.person, plan.child)
    families = policies.families_visible_to(request.person)
    wanted = [link.family_id] if link else [home.pk for home in homes_in(plan, request.person)]
    return get_object_or_404(families.filter(pk__in=wanted), pk=family_id)


def _edited(
    request: HttpRequest, form: Any, row: Any, plan: TransitionPlan, action: Any, title: str
) -> HttpResponse:
    """Save an edit; of two at once the second sees both texts, and nobody's is lost."""
    if request.method == "POST" and form.is_valid():
        try:
            action(
                row,
                actor=request.person,
                seen=form.cleaned_data["seen"],
                fields=form.edited,
            )
        except ChangedMeanwhile as meanwhile:
            form.say_changed(meanwhile.row)
        else:
            return _saved(request, plan)
    return _form(request, form, plan, title)


def _saved(request: HttpRequest, plan: TransitionPlan) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("families:plan_detail", plan.pk)


def _form(
    request: HttpRequest, form: Any, plan: TransitionPlan, title: str, **more: Any
) -> HttpResponse:
    context = {
        "form": form,
        "child": plan.child,
        "title": title,
        "back_url": reverse("families:plan_detail", args=[plan.pk]),
        "back_label": _("The plan"),
        **more,
    }
    return render(request, "families/joining_form.html", context, status=invalid(form))
