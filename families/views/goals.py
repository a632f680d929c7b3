"""Goals of a home and the nursery: both do the same things here, each for their side."""

import uuid
from collections.abc import Callable, Iterable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from .. import audit, policies
from ..actions.goals import (
    GoalIsClosed,
    NothingIsNext,
    WordingMovedOn,
    accept_goal,
    add_goal_step,
    change_goal,
    close_goal,
    finish_goal_step,
    propose_goal,
    reopen_goal_step,
    review_goal,
)
from ..forms.goals import (
    GOAL_FIELDS,
    GoalChangeForm,
    GoalCloseForm,
    GoalForm,
    GoalReviewForm,
    GoalStepForm,
    SeenVersionForm,
)
from ..models import Child, Family, FamilyGoal, GoalStep
from ..queries.goals import (
    goal_page,
    goals_of_child,
    goals_to_look_back_on,
    has_said_yes,
    home_owners,
    key_person_of,
    setting_owners,
)
from . import back, form_page, invalid


@require_safe
def child_goals(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """The goals for a child: for staff with each home, for an adult those of their own home."""
    child = _child(request, child_id)
    context = {"child": child, "goals": goals_of_child(child, request.person), **back(child)}
    answer = render(request, "families/goal_list.html", context)
    audit.record_reading(request.person, "read_goal", child, child_ids=[child.pk])
    return answer


@require_safe
def goals_due(request: HttpRequest) -> HttpResponse:
    """Staff: whose goals it is time to look back on, or to say yes to."""
    if not request.person.cares:
        raise PermissionDenied
    return render(
        request, "families/goals_due.html", {"goals": goals_to_look_back_on(request.person)}
    )


@form_page
def child_goal_new(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Begin a goal, from either side."""
    person, child = request.person, _child(request, child_id)
    homes = policies.homes_for_a_goal(person, child)
    home = _chosen(homes, request.POST.get("home") or request.GET.get("home"))
    if home is None:
        if not homes:
            raise PermissionDenied
        context = {"child": child, "homes": homes, **_back_to_goals(child)}
        return render(request, "families/goal_home_choice.html", context)
    key_person = key_person_of(child, person)
    form = GoalForm(
        request.POST or None,
        homes=homes,
        owners=home_owners(child, home, person),
        staff=setting_owners(child, person),
        initial={
            "home": home,
            "home_owner": person.id,
            "setting_owner": key_person.pk if key_person else person.membership_id,
        },
    )
    if request.method == "POST" and form.is_valid():
        goal = propose_goal(
            child,
            actor=person,
            family=home,
            key=form.cleaned_data["key"],
            fields=form.goal_fields,
        )
        _say_what_waits(request, goal)
        return redirect("families:goal_detail", goal.pk)
    context = {
        "form": form,
        "child": child,
        "home": home,
        "is_home": policies.speaks_for_home(person, child=child, family=home),
        **_back_to_goals(child),
    }
    return render(request, "families/goal_form.html", context, status=invalid(form))


@require_safe
def goal_detail(request: HttpRequest, goal_id: uuid.UUID) -> HttpResponse:
    """One goal: the next thing on each side, who has said yes, and how far it has come."""
    goal = _goal(request, goal_id)
    return _show(request, goal, GoalStepForm())


@form_page
def goal_change(request: HttpRequest, goal_id: uuid.UUID) -> HttpResponse:
    """Another wording. Until the other side says yes to it, nothing is agreed."""
    person, row = request.person, _goal(request, goal_id)
    now = goal_page(row, person).now
    form = GoalChangeForm(
        request.POST or None,
        homes=None,
        owners=home_owners(row.child, row.family, person),
        staff=setting_owners(row.child, person),
        initial={name: getattr(now, name) for name in GOAL_FIELDS}
        | {"version": now.number, "setting_owner": now.setting_owner_id}
        | {"home_owner": now.home_owner_id},
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_goal(
                row,
                actor=person,
                seen=form.cleaned_data["version"],
                key=form.cleaned_data["key"],
                fields=form.goal_fields,
            )
        except WordingMovedOn as moved:
            form.say_moved_on(moved.version)
        except GoalIsClosed:
            return _closed(request, row)
        else:
            _say_what_waits(request, row)
            return redirect("families:goal_detail", row.pk)
    context = {
        "form": form,
        "child": row.child,
        "goal": row,
        "is_home": policies.speaks_for_home(person, child=row.child, family=row.family),
        **_back_to(row),
    }
    return render(request, "families/goal_form.html", context, status=invalid(form))


@require_POST
def goal_accept(request: HttpRequest, goal_id: uuid.UUID) -> HttpResponse:
    """Yes, for one's side, to the wording that was on the page."""
    goal = _goal(request, goal_id)
    form = SeenVersionForm(request.POST)
    if not form.is_valid():
        return _show(request, goal, GoalStepForm(), trouble=_not_whole(form))
    try:
        accept_goal(goal, actor=request.person, seen=form.cleaned_data["version"])
    except WordingMovedOn:
        return _show(request, goal, GoalStepForm(), trouble=_moved_on())
    except NothingIsNext:
        trouble = _("First write what you do next, then say yes.")
        return _show(request, goal, GoalStepForm(), trouble=trouble)
    except GoalIsClosed:
        return _closed(request, goal)
    messages.success(request, _("You said yes."))
    return redirect("families:goal_detail", goal.pk)


@require_POST
def goal_step_add(request: HttpRequest, goal_id: uuid.UUID) -> HttpResponse:
    """A small step more."""
    goal = _goal(request, goal_id)
    form = GoalStepForm(request.POST)
    if not form.is_valid():
        return _show(request, goal, form)
    try:
        add_goal_step(
            goal,
            actor=request.person,
            key=form.cleaned_data["key"],
            words=form.cleaned_data["words"],
        )
    except GoalIsClosed:
        return _closed(request, goal)
    return redirect(_at_steps(goal))


@require_POST
def goal_step_done(request: HttpRequest, step_id: uuid.UUID) -> HttpResponse:
    """Done today, where I am."""
    step = _step(request, step_id)
    undo = reverse("families:goal_step_reopen", args=[step.pk])
    return _with_step(
        request, step, finish_goal_step, said=_("Done. That is a step."), tags=f"undo={undo}"
    )


@require_POST
def goal_step_reopen(request: HttpRequest, step_id: uuid.UUID) -> HttpResponse:
    """Not done after all."""
    return _with_step(request, _step(request, step_id), reopen_goal_step, said=_("Taken back."))


@form_page
def goal_review(request: HttpRequest, goal_id: uuid.UUID) -> HttpResponse:
    """Look back: how far we have come, in words."""
    row = _goal(request, goal_id)
    form = GoalReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            review_goal(
                row,
                actor=request.person,
                key=said["key"],
                words=said["words"],
                review_on=said["review_on"],
            )
        except GoalIsClosed:
            return _closed(request, row)
        messages.success(request, _("Written down for both sides."))
        return redirect("families:goal_detail", row.pk)
    context = {"form": form, "page": goal_page(row, request.person), **_back_to(row)}
    return render(request, "families/goal_review_form.html", context, status=invalid(form))


@form_page
def goal_close(request: HttpRequest, goal_id: uuid.UUID) -> HttpResponse:
    """A thank-you; with that of the other side the goal is closed."""
    row = _goal(request, goal_id)
    page = goal_page(row, request.person)
    form = GoalCloseForm(request.POST or None, initial={"version": page.now.number})
    if request.method == "POST" and form.is_valid():
        try:
            closed = close_goal(
                row,
                actor=request.person,
                seen=form.cleaned_data["version"],
                thanks=form.cleaned_data["words"],
            )
        except WordingMovedOn as moved:
            form.add_error(None, _moved_on())
            form.data = form.data.copy()
            form.data["version"] = str(moved.version.number)
            page = goal_page(row, request.person)
        except GoalIsClosed:
            return _closed(request, row)
        else:
            messages.success(
                request,
                _("Closed, with thanks from both sides.")
                if closed
                else _("Your thank-you is there. When the other side says the same, it is closed."),
            )
            return redirect("families:goal_detail", row.pk)
    context = {"form": form, "page": page, **_back_to(row)}
    return render(request, "families/goal_close_form.html", context, status=invalid(form))


# --- steps ----------------------------------------------------------------------------------------


def _child(request: HttpRequest, child_id: uuid.UUID) -> Child:
    """A visible child whose goals this person may have a part in, or 404, or 403."""
    child = get_object_or_404(policies.children_visible_to(request.person), pk=child_id)
    if not policies.can_have_goals(request.person, child):
        raise PermissionDenied
    return child


def _goal(request: HttpRequest, goal_id: uuid.UUID) -> FamilyGoal:
    goals = policies.goals_visible_to(request.person).select_related("child", "family")
    return get_object_or_404(goals, pk=goal_id)


def _step(request: HttpRequest, step_id: uuid.UUID) -> GoalStep:
    steps = policies.goal_steps_visible_to(request.person)
    return get_object_or_404(steps.select_related("goal__child", "goal__family"), pk=step_id)


def _show(
    request: HttpRequest, goal: FamilyGoal, form: GoalStepForm, *, trouble: str = ""
) -> HttpResponse:
    page = goal_page(goal, request.person)
    context = {"page": page, "form": form, "trouble": trouble, **_back_to_goals(goal.child)}
    status = 422 if trouble or form.errors else 200
    answer = render(request, "families/goal_detail.html", context, status=status)
    audit.record_reading(request.person, "read_goal", goal, child_ids=[goal.child_id])
    return answer


def _with_step(
    request: HttpRequest, step: GoalStep, do: Callable[..., None], *, said: str, tags: str = ""
) -> HttpResponse:
    try:
        do(step, actor=request.person)
    except GoalIsClosed:
        return _closed(request, step.goal)
    messages.success(request, said, extra_tags=tags)
    return redirect(_at_steps(step.goal))


def _closed(request: HttpRequest, goal: FamilyGoal) -> HttpResponse:
    messages.error(request, _("This goal is closed. Begin a new one if you like."))
    return redirect("families:goal_detail", goal.pk)


def _moved_on() -> str:
    return _(
        "The other side changed the words meanwhile, so nothing was agreed. This is what it says"
        " now: read it again, then say yes or change it."
    )


def _not_whole(form: SeenVersionForm) -> str:
    return str(next(iter(form.errors.values()))[0])


def _chosen(homes: Iterable[Family], wanted: str | None) -> Family | None:
    """The home that was chosen; the only one without asking."""
    found = {str(home.pk): home for home in homes}
    return next(iter(found.values())) if len(found) == 1 else found.get(wanted or "")


def _at_steps(goal: FamilyGoal) -> str:
    return f"{reverse('families:goal_detail', args=[goal.pk])}#steps"


def _back_to(goal: FamilyGoal) -> dict[str, str]:
    return {
        "back_url": reverse("families:goal_detail", args=[goal.pk]),
        "back_label": _("The goal"),
    }


def _back_to_goals(child: Child) -> dict[str, str]:
    return {
        "back_url": reverse("families:child_goals", args=[child.pk]),
        "back_label": _("Goals for %(child)s") % {"child": child.known_as},
    }


def _say_what_waits(request: HttpRequest, goal: FamilyGoal) -> None:
    said = _("Your words are there. Now they wait for the other side.")
    if has_said_yes(goal, request.person):
        said = _("Your side has said yes. Now it waits for the other side.")
    messages.success(request, said)
