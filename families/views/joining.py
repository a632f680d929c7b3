"""The way to us: who is starting, a child's way with its steps, what would help."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from .. import audit, policies
from ..actions import joining as actions
from ..actions.meanwhile import ChangedMeanwhile
from ..forms.joining import FirstDayForm, SettledForm, StepForm, WishAnswerForm, WishForm
from ..models import Child
from ..models.joining import HOME, STEP
from ..queries.joining import colleagues_who_visit, joining_page, who_is_starting
from . import form_page, invalid


@require_safe
def joining_list(request: HttpRequest) -> HttpResponse:
    """Who is starting, with the next thing to do on both sides; for those who work with them."""
    person = request.person
    if not person.cares:
        raise Http404
    context = {
        "rows": who_is_starting(person),
        "may_add": policies.can_manage_people(person),
    }
    return render(request, "families/joining_list.html", context)


@require_safe
def joining_detail(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """A child's way to us, as the side of this person sees it."""
    child = child_on_the_way(request, child_id)
    answer = render(
        request, "families/joining_detail.html", {"page": joining_page(child, request.person)}
    )
    audit.record_reading(request.person, "read_joining", child, child_ids=[child.pk])
    return answer


@require_POST
def joining_begin(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Begin the way to us for a child who was put on the roll without one."""
    child = child_for_the_nursery(request, child_id)
    actions.begin_joining(child, actor=request.person)
    messages.success(request, _("Begun. The family sees the next thing to do."))
    return redirect(way_of(child))


@require_POST
def joining_step(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Tick a step of one's own side, or take the tick back."""
    person = request.person
    child = child_on_the_way(request, child_id)
    link = policies.home_side_of(person, child)
    form = StepForm(request.POST)
    step = STEP.get(form.cleaned_data["code"]) if form.is_valid() else None
    if step is None:
        messages.error(request, _("This page is not whole. Load it again, then send it once more."))
        return redirect(way_of(child))
    if (step.side == HOME) != (link is not None):
        raise PermissionDenied
    family = link.family if link else None
    take = actions.untick_step if form.cleaned_data["back"] else actions.tick_step
    take(child, actor=person, code=step.code, family=family)
    return redirect(f"{way_of(child)}#next")


@form_page
def joining_first_day(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Another first day, while the child has not started."""
    child = child_on_the_way(request, child_id)
    if not policies.is_manager_of(request.person, child.setting_id):
        raise PermissionDenied
    form = FirstDayForm(request.POST or None, initial={"first_day": child.started_on})
    if request.method == "POST" and form.is_valid():
        try:
            actions.move_first_day(child, actor=request.person, day=form.cleaned_data["first_day"])
        except actions.StartedAlready:
            form.add_error("first_day", _("The child has started already."))
        except actions.CannotStartThen as problem:
            form.add_error("first_day", str(problem))
        else:
            messages.success(request, _("Saved. The family sees the new first day."))
            return redirect(way_of(child))
    context = {"form": form, "child": child, "title": _("Another first day"), **back_to(child)}
    return render(request, "families/joining_form.html", context, status=invalid(form))


@form_page
def joining_settled(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """By which signs we see that the child feels at home here."""
    child = child_for_the_nursery(request, child_id)
    joining = get_object_or_404(policies.joinings_visible_to(request.person), child=child)
    form = SettledForm(request.POST or None, row=joining)
    if request.method == "POST" and form.is_valid():
        try:
            actions.say_settled(joining, actor=request.person, **form.cleaned_data)
        except ChangedMeanwhile as meanwhile:
            form.say_changed(meanwhile.row)
        else:
            messages.success(request, _("Saved. The family reads it too."))
            return redirect(way_of(child))
    context = {
        "form": form,
        "child": child,
        "title": _("Feels at home here"),
        "intro": _("By signs of the child, not by a date. The family reads this."),
        **back_to(child),
    }
    return render(request, "families/joining_form.html", context, status=invalid(form))


@form_page
def wish_create(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """The family says what would help it most."""
    person = request.person
    child = child_on_the_way(request, child_id)
    link = policies.home_side_of(person, child)
    if link is None:
        raise PermissionDenied
    form = WishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.make_wish(
            child,
            actor=person,
            key=form.cleaned_data["key"],
            family=link.family,
            words=form.cleaned_data["words"],
        )
        messages.success(request, _("We have it. Here you will read what we do, who, and by when."))
        return redirect(f"{way_of(child)}#wishes")
    context = {
        "form": form,
        "child": child,
        "title": _("What would help you most?"),
        "intro": _("Your key person and the manager read it. Another home does not."),
        "button": _("Tell us"),
        **back_to(child),
    }
    return render(request, "families/joining_form.html", context, status=invalid(form))


@form_page
def wish_answer(request: HttpRequest, wish_id: uuid.UUID) -> HttpResponse:
    """What we will do about it, who, by when: the family reads it at once."""
    person = request.person
    wishes = policies.wishes_visible_to(person).select_related(
        "child", "family", "author", "owner__user"
    )
    wish = get_object_or_404(wishes, pk=wish_id)
    if not policies.nursery_side_of(person, wish.child):
        raise PermissionDenied
    form = WishAnswerForm(request.POST or None, row=wish, staff=colleagues_who_visit(person))
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_wish(wish, actor=person, **form.cleaned_data)
        except ChangedMeanwhile as meanwhile:
            form.say_changed(meanwhile.row)
        else:
            messages.success(request, _("Saved. The family reads it now."))
            return redirect(f"{way_of(wish.child)}#wishes")
    context = {
        "form": form,
        "child": wish.child,
        "title": _("What we will do"),
        "wish": wish,
        **back_to(wish.child),
    }
    return render(request, "families/joining_form.html", context, status=invalid(form))


# --- what the pages of this area share ------------------------------------------------------------


def child_on_the_way(request: HttpRequest, child_id: uuid.UUID) -> Child:
    """A child whose way to us this person may follow, or 404."""
    children = policies.journeys_visible_to(request.person).select_related("setting")
    return get_object_or_404(children, pk=child_id)


def child_for_the_nursery(request: HttpRequest, child_id: uuid.UUID) -> Child:
    """The same, where this person speaks for the nursery; otherwise 403."""
    child = child_on_the_way(request, child_id)
    if not policies.nursery_side_of(request.person, child):
        raise PermissionDenied
    return child


def way_of(child: Child) -> str:
    """The address of a child's way to us."""
    return reverse("families:joining_detail", args=[child.pk])


def back_to(child: Child) -> dict[str, str]:
    """The way back there, for the page of a form."""
    return {
        "back_url": way_of(child),
        "back_label": _("%(child)s’s way to us") % {"child": child.known_as},
    }
