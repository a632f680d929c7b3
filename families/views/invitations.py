"""Letters of invitation: sent by a manager, opened by one person."""

import uuid
from collections.abc import Callable
from functools import wraps

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from .. import policies
from ..actions.invitations import (
    AccountExists,
    AlreadyHere,
    InvitationGone,
    accept_invitation,
    invite_parent_carer,
    invite_staff,
    revoke_invitation,
    send_invitation_again,
)
from ..forms.invitations import AcceptForm, ParentCarerInvitationForm, StaffInvitationForm
from ..models import Invitation
from ..queries.children import homes_to_choose
from ..queries.people import has_account, invitation_for
from ..queries.team import rooms_to_choose
from . import back, form_page, invalid


def _unlogged(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Django writes a line with the address for every answer of 400 and more; here the address is
    the key to somebody's account, so there is none."""

    @wraps(view)
    def quiet(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response._has_been_logged = True  # type: ignore[attr-defined]
        return response

    return quiet


@form_page
def invitation_create(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Invite a parent or carer to one child, into one home."""
    person = request.person
    child = get_object_or_404(policies.children_visible_to(person), pk=child_id)
    if not policies.can_decide_as_manager(person, child):
        raise PermissionDenied
    homes, other_homes = homes_to_choose(child, person)
    form = ParentCarerInvitationForm(request.POST or None, homes=homes, other_homes=other_homes)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            invitation = invite_parent_carer(
                child,
                actor=person,
                key=sent["key"],
                email=sent["email"],
                full_name=sent["full_name"],
                relationship=sent["relationship"],
                rights=form.rights,
                family=form.family,
                family_name=sent["home_name"],
            )
        except AlreadyHere as problem:
            form.add_error("email", str(problem))
        else:
            _say_on_its_way(request, invitation)
            return redirect("families:child_detail", child.pk)
    context = {"form": form, "child": child, **back(child)}
    return render(request, "families/invitation_form.html", context, status=invalid(form))


@form_page
def staff_invitation_create(request: HttpRequest) -> HttpResponse:
    """Invite a colleague with a role, into rooms."""
    person = request.person
    if not policies.can_manage_people(person):
        raise PermissionDenied
    form = StaffInvitationForm(request.POST or None, rooms=rooms_to_choose(person))
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            invitation = invite_staff(
                person.setting_id,
                actor=person,
                key=sent["key"],
                email=sent["email"],
                full_name=sent["full_name"],
                role=sent["role"],
                rooms=list(sent["rooms"]),
            )
        except AlreadyHere as problem:
            form.add_error("email", str(problem))
        else:
            _say_on_its_way(request, invitation)
            return redirect("families:people_list")
    context = {
        "form": form,
        "back_url": reverse("families:team_list"),
        "back_label": _("Team"),
    }
    return render(request, "families/staff_invitation_form.html", context, status=invalid(form))


@require_POST
def invitation_revoke(request: HttpRequest, invitation_id: uuid.UUID) -> HttpResponse:
    """Take an invitation back."""
    invitation = _own_invitation(request, invitation_id)
    if revoke_invitation(invitation, actor=request.person):
        messages.success(request, _("Taken back. The letter opens nothing any more."))
    else:
        messages.info(request, _("This invitation was not open any more."))
    return redirect("families:people_list")


@require_POST
def invitation_again(request: HttpRequest, invitation_id: uuid.UUID) -> HttpResponse:
    """A new letter; the earlier one opens nothing any more."""
    invitation = _own_invitation(request, invitation_id)
    try:
        key = uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        key = uuid.uuid4()
    _say_on_its_way(request, send_invitation_again(invitation, actor=request.person, key=key))
    return redirect("families:people_list")


@login_not_required
@form_page
@_unlogged
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the letter's link, signed in or not.

    A wrong, old, used or revoked link shows one and the same page.
    """
    invitation = invitation_for(token)
    if invitation is None:
        return _gone(request)
    if request.person is not None:
        return _accept_as(request, invitation, token)
    if has_account(invitation.email):
        return _sign_in_first(request, invitation)
    form = AcceptForm(
        request.POST or None,
        email=invitation.email,
        initial={"full_name": invitation.full_name},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            user = accept_invitation(
                token,
                user=None,
                full_name=given["full_name"],
                known_as=given["known_as"],
                password=given["password"],
            )
        except InvitationGone:
            return _gone(request)
        except AccountExists:
            return _sign_in_first(request, invitation)
        messages.success(
            request, _("Welcome to %(setting)s.") % {"setting": invitation.setting.name}
        )
        return perform_login(request, user, email_verification="none")
    context = {"form": form, "invitation": invitation}
    return render(request, "families/invitation_accept.html", context, status=invalid(form))


def _accept_as(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """Somebody is signed in: the letter is theirs, or somebody else's."""
    user = request.person.user
    is_mine = user.email.lower() == invitation.email.lower()
    if request.method == "POST" and is_mine:
        try:
            accept_invitation(token, user=user)
        except InvitationGone:
            return _gone(request)
        messages.success(
            request, _("You have joined %(setting)s.") % {"setting": invitation.setting.name}
        )
        return redirect("home")
    context = {"invitation": invitation, "is_mine": is_mine, "here_url": request.path}
    return render(request, "families/invitation_accept_as.html", context)


def _sign_in_first(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    query = urlencode({"next": request.path})
    context = {"invitation": invitation, "login_url": f"{reverse('account_login')}?{query}"}
    return render(request, "families/invitation_sign_in.html", context)


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "families/invitation_gone.html", status=404)


def _own_invitation(request: HttpRequest, invitation_id: uuid.UUID) -> Invitation:
    return get_object_or_404(policies.invitations_visible_to(request.person), pk=invitation_id)


def _say_on_its_way(request: HttpRequest, invitation: Invitation) -> None:
    messages.success(
        request,
        _("The letter to %(email)s is on its way. It works for seven days.")
        % {"email": invitation.email},
    )
