"""Children: the list, the page, and what a manager changes about them."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .. import policies
from ..actions.children import (
    LinkEndsBefore,
    add_child,
    change_child,
    change_link,
    end_child,
    end_link,
    let_child_stay,
    move_room,
)
from ..actions.meanwhile import ChangedMeanwhile
from ..actions.people import open_child
from ..forms.children import (
    ChildEditForm,
    ChildForm,
    LastDayForm,
    LinkEndForm,
    LinkForm,
    RoomMoveForm,
)
from ..models import Child, ParentCarer, valid_on
from ..queries.children import child_page, children_list, parts_of_child_page
from ..queries.joining import way_on_child_page
from ..queries.team import rooms_to_choose
from . import back, form_page, invalid


@require_safe
def child_list(request: HttpRequest) -> HttpResponse:
    """The children one may know of; staff look for a name or a room."""
    person = request.person
    words = request.GET.get("q", "").replace("\x00", "")[:60]
    room_id = _uuid(request.GET.get("room", ""))
    children = children_list(person, words=words, room_id=room_id)
    if not person.is_staff and len(children) == 1:
        return redirect("families:child_detail", children[0].pk)
    context = {
        "children": children,
        "words": words,
        "rooms": list(rooms_to_choose(person)) if person.is_staff else [],
        "room_id": room_id,
        "may_add": policies.can_manage_people(person),
    }
    return render(request, "families/child_list.html", context)


@require_safe
def child_detail(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """A child's page."""
    person = request.person
    children = policies.children_visible_to(person).select_related("setting")
    child = get_object_or_404(children, pk=child_id)
    open_child(child, actor=person)
    context = {
        "page": child_page(child, person),
        "way": way_on_child_page(child, person),
        "parts": parts_of_child_page(child, person),
    }
    return render(request, "families/child_detail.html", context)


@form_page
def child_create(request: HttpRequest) -> HttpResponse:
    """Put a new child on the roll."""
    person = request.person
    if not policies.can_manage_people(person):
        raise PermissionDenied
    form = ChildForm(request.POST or None, rooms=rooms_to_choose(person))
    if request.method == "POST" and form.is_valid():
        child = add_child(
            person.setting_id,
            actor=person,
            key=form.cleaned_data["key"],
            room=form.cleaned_data["room"],
            started_on=form.cleaned_data["started_on"],
            fields=form.child_fields,
        )
        messages.success(
            request, _("%(child)s is on the roll. Now invite the family.") % {"child": child}
        )
        return redirect("families:child_detail", child.pk)
    context = {
        "form": form,
        "back_url": reverse("families:child_list"),
        "back_label": _("Children"),
        # From “Who is starting” it is a place that is offered; the form is the same.
        "offers": "offer" in request.GET,
    }
    return render(request, "families/child_form.html", context, status=invalid(form))


@form_page
def child_edit(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Change a child's profile."""
    child = managed_child(request, child_id)
    form = ChildEditForm(request.POST or None, row=child)
    if request.method == "POST" and form.is_valid():
        try:
            change_child(
                child,
                actor=request.person,
                seen=form.cleaned_data["seen"],
                fields=form.edited,
            )
        except ChangedMeanwhile as meanwhile:
            form.say_changed(meanwhile.row)
        else:
            messages.success(request, _("Saved."))
            return redirect("families:child_detail", child.pk)
    context = {"form": form, "child": child, **back(child)}
    return render(request, "families/child_form.html", context, status=invalid(form))


@form_page
def child_move(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Another room from a day on."""
    child = managed_child(request, child_id)
    form = RoomMoveForm(request.POST or None, rooms=rooms_to_choose(request.person))
    if request.method == "POST" and form.is_valid():
        room, day = form.cleaned_data["room"], form.cleaned_data["day"]
        if day < child.started_on:
            form.add_error("day", _("This is before the child’s first day."))
        elif child.ended_on is not None and day > child.ended_on:
            form.add_error("day", _("This is after the child’s last day."))
        else:
            move_room(child, actor=request.person, room=room, day=day)
            messages.success(request, _("%(child)s: %(room)s.") % {"child": child, "room": room})
            return redirect("families:child_detail", child.pk)
    context = {"form": form, "child": child, **back(child)}
    return render(request, "families/child_move_form.html", context, status=invalid(form))


@form_page
def child_end(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """A child's last day, with which the links to it end, or that there is none after all."""
    child = managed_child(request, child_id)
    if not policies.can_decide_as_manager(request.person, child):
        raise PermissionDenied
    form = LastDayForm(request.POST or None, started_on=child.started_on, ended_on=child.ended_on)
    if request.method == "POST" and form.is_valid() and form.cleaned_data.get("stays"):
        let_child_stay(child, actor=request.person)
        messages.success(
            request,
            _("%(child)s stays. Look at the room, the key person and the family’s links again.")
            % {"child": child},
        )
        return redirect("families:child_detail", child.pk)
    if request.method == "POST" and form.is_valid():
        end_child(child, actor=request.person, last_day=form.cleaned_data["last_day"])
        messages.success(
            request,
            _("The last day is written down. The family can read everything for four more weeks."),
        )
        return redirect("families:child_detail", child.pk)
    context = {"form": form, "child": child, **back(child)}
    return render(request, "families/child_end_form.html", context, status=invalid(form))


@form_page
def link_edit(request: HttpRequest, link_id: uuid.UUID) -> HttpResponse:
    """What one adult may see and do for one child, from a day on."""
    link = managed_link(request, link_id)
    if link.ended_on is not None and link.ended_on < request.person.today:
        raise Http404  # what held cannot change any more
    form = LinkForm(request.POST or None, row=link)
    if request.method == "POST" and form.is_valid():
        try:
            change_link(
                link,
                actor=request.person,
                seen=form.cleaned_data["seen"],
                fields=form.edited,
                day=form.cleaned_data["day"],
            )
        except ChangedMeanwhile as meanwhile:
            form.say_changed(meanwhile.row)
        except LinkEndsBefore:
            form.add_error("day", _("Their link ends before this day."))
        else:
            messages.success(
                request,
                _("Saved. It holds from now on.")
                if form.cleaned_data["day"] == request.person.today
                else _("Saved. It holds from that day on."),
            )
            return redirect("families:child_detail", link.child_id)
    context = {"form": form, "link": link, **back(link.child)}
    return render(request, "families/link_form.html", context, status=invalid(form))


@form_page
def link_end(request: HttpRequest, link_id: uuid.UUID) -> HttpResponse:
    """End a link, today or at once."""
    link = managed_link(request, link_id)
    form = LinkEndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        end_link(
            link,
            actor=request.person,
            at_once=form.cleaned_data["when"] == LinkEndForm.AT_ONCE,
        )
        messages.success(request, _("The link ends. Nothing that was written is deleted."))
        return redirect("families:child_detail", link.child_id)
    context = {"form": form, "link": link, **back(link.child)}
    return render(request, "families/link_end_form.html", context, status=invalid(form))


def managed_child(request: HttpRequest, child_id: uuid.UUID) -> Child:
    """A visible child whom this person may change, or 404, or 403."""
    child = get_object_or_404(policies.children_visible_to(request.person), pk=child_id)
    if not policies.is_manager_of(request.person, child.setting_id):
        raise PermissionDenied
    return child


def managed_link(request: HttpRequest, link_id: uuid.UUID) -> ParentCarer:
    """A visible link that this person may change, as it is today; or 404, or 403."""
    links = policies.parent_carers_visible_to(request.person)
    link = get_object_or_404(links.select_related("child", "user", "family"), pk=link_id)
    if not policies.can_decide_as_manager(request.person, link.child):
        raise PermissionDenied
    # Rights have days: who comes by the address of an earlier row means the adult as of today.
    same = links.filter(child=link.child_id, user=link.user_id, family=link.family_id)
    now = same.filter(valid_on(request.person.today)).select_related("child", "user", "family")
    return now.first() or link


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
