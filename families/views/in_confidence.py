"""For the manager: two homes side by side, court orders, and Footbridge as a family sees it."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from .. import audit, policies
from ..actions.in_confidence import (
    end_court_order,
    note_court_order,
    start_seeing_as,
    stop_seeing_as,
)
from ..forms.in_confidence import CourtOrderForm
from ..middleware import SEEING_AS, SEEING_AS_FROM
from ..queries.homes import homes_side_by_side
from . import back, form_page, invalid
from .children import managed_child, managed_link


@require_safe
def child_homes(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Who of which home sees and receives what, and what courts have ordered."""
    child = managed_child(request, child_id)
    if not policies.can_decide_as_manager(request.person, child):
        raise PermissionDenied
    context = {
        "child": child,
        "page": homes_side_by_side(child, request.person),
        "today": request.person.today,
        **back(child),
    }
    answer = render(request, "families/child_homes.html", context)
    audit.record_reading(request.person, "read_homes", child, child_ids=[child.pk])
    return answer


@form_page
def court_order_create(request: HttpRequest, link_id: uuid.UUID) -> HttpResponse:
    """A note of what a court has ordered about one adult and one child."""
    link = managed_link(request, link_id)
    form = CourtOrderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        note_court_order(
            link,
            actor=request.person,
            key=form.cleaned_data["key"],
            words=form.cleaned_data["words"],
            days=(form.cleaned_data["started_on"], form.cleaned_data["ended_on"]),
            review_on=form.cleaned_data["review_on"],
        )
        messages.success(
            request, _("Noted. Now look at what they may see and do: a note alone changes nothing.")
        )
        return redirect("families:child_homes", link.child_id)
    context = {
        "form": form,
        "link": link,
        "back_url": reverse("families:child_homes", args=[link.child_id]),
        "back_label": _("Homes side by side"),
    }
    return render(request, "families/court_order_form.html", context, status=invalid(form))


@require_POST
def court_order_end(request: HttpRequest, note_id: uuid.UUID) -> HttpResponse:
    """The order holds no more."""
    note = get_object_or_404(policies.court_orders_visible_to(request.person), pk=note_id)
    end_court_order(note, actor=request.person)
    messages.success(request, _("The order has ended. The note stays for you to read."))
    return redirect("families:child_homes", note.child_id)


@require_POST
def see_as(request: HttpRequest, link_id: uuid.UUID) -> HttpResponse:
    """From now on, for a quarter of an hour at most, this session sees what this adult sees."""
    link = managed_link(request, link_id)
    if not policies.can_see_as(request.person, link):
        raise PermissionDenied
    look = start_seeing_as(link, actor=request.person)
    request.session[SEEING_AS] = str(look.pk)
    request.session[SEEING_AS_FROM] = str(link.child_id)
    return redirect("home")


@require_POST
def see_as_stop(request: HttpRequest) -> HttpResponse:
    """Back to oneself, and to the page of the child from which one came."""
    look_id = request.session.pop(SEEING_AS, None)
    child_id = request.session.pop(SEEING_AS_FROM, None)
    look = policies.looks_visible_to(request.person).filter(pk=look_id).first()
    if look is None or look.manager_id != request.person.id:
        return redirect("home")
    stop_seeing_as(look, actor=request.person)
    messages.success(request, _("You see Footbridge as yourself again."))
    child = policies.children_visible_to(request.person).filter(pk=child_id).first()
    return redirect("families:child_detail", child.pk) if child else redirect("home")
