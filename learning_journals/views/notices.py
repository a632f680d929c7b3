"""Accidents, incidents and injuries on arrival: written by staff, read and acknowledged at home."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from families import audit
from families.models import Child
from families.views import form_page, invalid

from .. import policies
from ..actions import Refused
from ..actions.notices import Happened, acknowledge_notice, add_to_notice, sign_notice
from ..forms.notices import AddendumForm, NoticeForm, ReadForm, ReviewForm
from ..models import BACK, FRONT, HEAD, Notice
from ..queries.meal_stops import mistakes_of
from ..queries.medicines import unread_doses
from ..queries.notices import colleague, colleagues, notice_page, notices_of, unread_notices
from . import put_beside
from .today import room_or_404

PEOPLE = ("first_aid_by", "witness", "told_by")


@require_safe
def notice_choose(request: HttpRequest, room_id: uuid.UUID) -> HttpResponse:
    """Whom is it about? The children of a room, on the way from its board to the form."""
    room, _rooms = room_or_404(request, room_id)
    children = policies.children_logged_in(room, request.person).order_by("known_as", "pk")
    context = {"room": room, "children": children}
    return render(request, "learning_journals/notice_choose.html", context)


@require_safe
def notice_list(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """The notices of one child, newest first."""
    person = request.person
    child = get_object_or_404(policies.days_visible_to(person), pk=child_id)
    context = {
        "child": child,
        "found": notices_of(child, person),
        "may_sign": policies.can_sign_notice(person, child),
    }
    page = render(request, "learning_journals/notice_list.html", context)
    audit.record_reading(person, "read_notices", child, child_ids=[child.pk])
    return page


@form_page
def notice_create(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Write down what happened to a child, and sign it."""
    person = request.person
    child = get_object_or_404(policies.days_visible_to(person), pk=child_id)
    if not policies.can_sign_notice(person, child):
        raise PermissionDenied
    form = NoticeForm(
        request.POST or None,
        colleagues=colleagues(person),
        own_post=person.membership_id,
        mistakes=mistakes_of(child, person),
    )
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        form_key, mistakes = given.pop("key"), given.pop("mistakes")
        given |= {name: colleague(given[name], person) for name in PEOPLE}
        try:
            notice = sign_notice(
                child,
                actor=person,
                form_key=form_key,
                happened=Happened(**given),
                mistakes=mistakes,
            )
        except Refused as refused:
            put_beside(form, refused)
        else:
            messages.success(request, _("Signed. The family reads it on their first page."))
            return redirect("learning_journals:notice_detail", notice.pk)
    context = {
        "form": form,
        "child": child,
        "spots": _spots(form),
        "head": [str(each) for each in HEAD],
        "back_url": reverse("learning_journals:notice_list", args=[child.pk]),
        "back_label": _("Notices about %(name)s") % {"name": child.known_as},
    }
    return render(request, "learning_journals/notice_form.html", context, status=invalid(form))


@require_safe
def notice_detail(request: HttpRequest, notice_id: uuid.UUID) -> HttpResponse:
    """One notice as it was signed, with what was added, and “I have read this” for the family."""
    return _page(request, _notice(request, notice_id))


@require_POST
def notice_read(request: HttpRequest, notice_id: uuid.UUID) -> HttpResponse:
    """An adult of the child has read it."""
    notice = _notice(request, notice_id)
    link = policies.link_that_reads_notices(request.person, notice.child)
    if link is None:
        raise PermissionDenied
    form = ReadForm(request.POST)
    if not form.is_valid():
        return _page(request, notice, read_form=form)
    _said, is_new = acknowledge_notice(
        notice, actor=request.person, link=link, comment=form.cleaned_data["comment"]
    )
    if is_new:
        messages.success(request, _("Thank you. The nursery knows that you have read it."))
    else:
        messages.info(request, _("You have read this before. What you said then stays."))
    return redirect("learning_journals:notice_detail", notice.pk)


@require_POST
def notice_add(request: HttpRequest, notice_id: uuid.UUID) -> HttpResponse:
    """Staff add a line to what was signed."""
    return _add(request, notice_id, form_class=AddendumForm, may=policies.can_sign_notice)


@require_POST
def notice_review(request: HttpRequest, notice_id: uuid.UUID) -> HttpResponse:
    """The manager's line."""
    return _add(request, notice_id, form_class=ReviewForm, may=policies.can_review_notice)


@require_safe
def notice_unread(request: HttpRequest) -> HttpResponse:
    """What a home has not read yet, notices and doses, for the staff who may tell them."""
    person = request.person
    if person is None or not person.cares:
        raise PermissionDenied
    context = {"waiting": unread_notices(person), "doses": unread_doses(person)}
    return render(request, "learning_journals/notice_unread.html", context)


def _notice(request: HttpRequest, notice_id: uuid.UUID) -> Notice:
    notices = policies.notices_visible_to(request.person).select_related("child")
    return get_object_or_404(notices, pk=notice_id)


def _add(
    request: HttpRequest,
    notice_id: uuid.UUID,
    *,
    form_class: type[forms.Form],
    may: Callable[[Any, Child], bool],
) -> HttpResponse:
    notice = _notice(request, notice_id)
    if not may(request.person, notice.child):
        raise PermissionDenied
    is_review = form_class is ReviewForm
    form = form_class(request.POST)
    if form.is_valid():
        try:
            add_to_notice(
                notice,
                actor=request.person,
                words=form.cleaned_data["words"],
                form_key=form.cleaned_data["key"],
                is_review=is_review,
            )
        except Refused as refused:
            put_beside(form, refused)
        else:
            messages.success(request, _("Added, with your name and the time."))
            return redirect("learning_journals:notice_detail", notice.pk)
    return _page(request, notice, **{"review_form" if is_review else "add_form": form})


def _page(request: HttpRequest, notice: Notice, **forms_with_errors: forms.Form) -> HttpResponse:
    """The page of a notice; a form that came back with errors stands where it was sent from."""
    person = request.person
    page = notice_page(notice, person)
    context: dict[str, Any] = {
        "page": page,
        "child": notice.child,
        "notice": notice,
        "read_form": ReadForm() if page.may_acknowledge else None,
        "add_form": AddendumForm(auto_id="add_%s") if page.may_add else None,
        "review_form": ReviewForm(auto_id="review_%s") if page.may_review else None,
        "refused": next(iter(forms_with_errors.values()), None),
        **forms_with_errors,
    }
    response = render(
        request,
        "learning_journals/notice_detail.html",
        context,
        status=422 if forms_with_errors else 200,
    )
    audit.record_reading(person, "read_notice", notice, child_ids=[notice.child_id])
    return response


def _spots(form: NoticeForm) -> list[tuple[str, list[Any]]]:
    """The boxes of the body, front and back, each with what it is for."""
    boxes = {str(each.data["value"]): each for each in form["marks"]}
    return [
        (_("Front"), [boxes[each] for each in FRONT]),
        (_("Back"), [boxes[each] for each in BACK]),
    ]
