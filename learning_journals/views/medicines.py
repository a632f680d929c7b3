"""Medicine: allowed by a parent, given by staff, read of at home."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from families import audit
from families.models import Child, Membership
from families.views import form_page, invalid

from .. import policies
from ..actions import Refused
from ..actions.medicines import (
    Allowed,
    acknowledge_doses,
    allow_medicine,
    end_permission,
    give_medicine,
    tell_of_dose_at_home,
)
from ..forms.medicines import DoseForm, HomeDoseForm, PermissionForm, ReadDosesForm
from ..models import MedicinePermission
from ..queries.medicines import as_they_stand, lapsed, medicine_page
from ..queries.notices import colleague, colleagues
from . import put_beside


@require_safe
def medicine_list(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """What a child is allowed to have, and what it was given."""
    return _page(request, _child(request, child_id))


@form_page
def medicine_allow(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """An adult with parental responsibility allows a medicine."""
    person = request.person
    child = _child(request, child_id)
    link = policies.link_that_allows_medicine(person, child)
    if link is None:
        raise PermissionDenied
    form = PermissionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        form_key, at_home = given.pop("key"), given.pop("given_at_home")
        given["form"], given["ended_on"] = given.pop("medicine_form"), given.pop("last_day")
        try:
            allow_medicine(
                link,
                actor=person,
                form_key=form_key,
                allowed=Allowed(**given),
                given_at_home=at_home,
            )
        except Refused as refused:
            put_beside(form, refused)
        else:
            messages.success(request, _("Allowed. You can take it back at any time."))
            return redirect("learning_journals:medicine_list", child.pk)
    context = {"form": form, "child": child, **_back(child)}
    return render(request, "learning_journals/medicine_form.html", context, status=invalid(form))


@require_POST
def permission_end(request: HttpRequest, permission_id: uuid.UUID) -> HttpResponse:
    """The home that allowed a medicine takes it back."""
    permission = _permission(request, permission_id)
    link = policies.link_that_allows_medicine(request.person, permission.child)
    if link is None or link.family_id != permission.family_id:
        raise PermissionDenied
    end_permission(permission, actor=request.person)
    messages.success(request, _("Taken back. We give no more of it."))
    return redirect("learning_journals:medicine_list", permission.child_id)


@form_page
def dose_create(request: HttpRequest, permission_id: uuid.UUID) -> HttpResponse:
    """Staff log a dose; without a permission in force the page says stop."""
    person = request.person
    permission = _permission(request, permission_id)
    if not policies.can_give_medicine(person, permission.child):
        raise PermissionDenied
    why_not = lapsed(permission, person, is_staff=True)
    form = DoseForm(
        request.POST or None, colleagues=colleagues(person), own_post=person.membership_id
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            give_medicine(
                permission,
                actor=person,
                form_key=given["key"],
                given_by=_colleague(request, given["given_by"]),
                witness=colleague(given["witness"], person),
                at=given["at"],
                reason=given["reason"],
                all_the_same=given["all_the_same"],
            )
        except Refused as refused:
            put_beside(form, refused)
        else:
            messages.success(request, _("Written down. The family reads it."))
            return redirect("learning_journals:medicine_list", permission.child_id)
    context = {
        "form": form,
        "child": permission.child,
        "permission": permission,
        "in_force": permission.holds_on(person.today) and not why_not,
        "why_not": why_not,
        "ask_all_the_same": bool(form.errors.get("all_the_same"))
        or bool(form.data.get("all_the_same")),
        **_back(permission.child),
    }
    return render(request, "learning_journals/dose_form.html", context, status=invalid(form))


@require_POST
def dose_at_home(request: HttpRequest, permission_id: uuid.UUID) -> HttpResponse:
    """A parent says that a dose was given at home today."""
    permission = _permission(request, permission_id)
    link = policies.link_that_allows_medicine(request.person, permission.child)
    if link is None or link.family_id != permission.family_id:
        raise PermissionDenied
    form = HomeDoseForm(request.POST)
    if form.is_valid():
        try:
            tell_of_dose_at_home(
                permission,
                actor=request.person,
                link=link,
                at=form.cleaned_data["given_at_home"],
                form_key=form.cleaned_data["key"],
            )
        except Refused as refused:
            put_beside(form, refused)
        else:
            messages.success(request, _("Thank you. The room sees when the next one may come."))
            return redirect("learning_journals:medicine_list", permission.child_id)
    return _page(request, permission.child, home_form=form, home_of=permission)


@require_POST
def dose_read(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """An adult of the child has read of the doses on the page."""
    child = _child(request, child_id)
    link = policies.link_that_reads_notices(request.person, child)
    if link is None:
        raise PermissionDenied
    form = ReadDosesForm(request.POST)
    if not form.is_valid():
        return _page(request, child, read_form=form)
    read = acknowledge_doses(
        child,
        actor=request.person,
        link=link,
        up_to=form.cleaned_data["up_to"],
        comment=form.cleaned_data["comment"],
    )
    if read:
        messages.success(
            request,
            ngettext(
                "Thank you. The nursery knows that you have read of it.",
                "Thank you. The nursery knows that you have read of all %(n)s.",
                read,
            )
            % {"n": read},
        )
    return redirect("learning_journals:medicine_list", child.pk)


def _child(request: HttpRequest, child_id: uuid.UUID) -> Child:
    return get_object_or_404(policies.days_visible_to(request.person), pk=child_id)


def _permission(request: HttpRequest, permission_id: uuid.UUID) -> MedicinePermission:
    permissions = as_they_stand(request.person)
    return get_object_or_404(permissions.select_related("child"), pk=permission_id)


def _colleague(request: HttpRequest, membership_id: uuid.UUID) -> Membership:
    found = colleague(membership_id, request.person)
    if found is None:
        raise Refused({"given_by": [_("This colleague does not work here any more.")]})
    return found


def _back(child: Child) -> dict[str, str]:
    return {
        "back_url": reverse("learning_journals:medicine_list", args=[child.pk]),
        "back_label": _("%(name)s’s medicine") % {"name": child.known_as},
    }


def _page(
    request: HttpRequest,
    child: Child,
    *,
    read_form: ReadDosesForm | None = None,
    home_form: HomeDoseForm | None = None,
    home_of: MedicinePermission | None = None,
) -> HttpResponse:
    """The medicines of a child; a form that came back with errors stands where it was sent from."""
    person = request.person
    page = medicine_page(child, person)
    refused = read_form or home_form
    context = {
        "child": child,
        "page": page,
        "read_form": read_form
        or (ReadDosesForm(initial={"up_to": page.read_at}) if page.unread else None),
        "home_form": home_form,
        "home_of": home_of.pk if home_of else None,
        "refused": refused,
    }
    response = render(
        request,
        "learning_journals/medicine_list.html",
        context,
        status=invalid(refused) if refused else 200,
    )
    audit.record_reading(person, "read_medicines", child, child_ids=[child.pk])
    return response
