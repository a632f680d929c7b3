"""The team: hello cards for everybody, posts for the manager."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from .. import policies
from ..actions.meanwhile import ChangedMeanwhile
from ..actions.team import NobodyWouldLead, change_post, end_post
from ..forms.children import LastDayForm
from ..forms.people import PostForm
from ..models import KeyPersonAssignment, Membership
from ..queries.team import hello_card, rooms_of_post, rooms_to_choose, starting_soon, team_of
from . import form_page, invalid


@require_safe
def team_list(request: HttpRequest) -> HttpResponse:
    """Everybody on the team."""
    person = request.person
    context = {
        "team": team_of(person),
        "starting_soon": starting_soon(person),
        "may_invite": policies.can_manage_people(person),
    }
    return render(request, "families/team_list.html", context)


@require_safe
def person_detail(request: HttpRequest, membership_id: uuid.UUID) -> HttpResponse:
    """Somebody's hello card."""
    post = get_object_or_404(policies.staff_visible_to(request.person), pk=membership_id)
    card = hello_card(post, request.person)
    return render(request, "families/person_detail.html", {"card": card})


@form_page
def post_edit(request: HttpRequest, membership_id: uuid.UUID) -> HttpResponse:
    """A colleague's role, days and rooms."""
    person = request.person
    post = _managed_post(request, membership_id)
    form = PostForm(
        request.POST or None,
        row=post,
        rooms=rooms_to_choose(person),
        current_rooms=rooms_of_post(post, person),
    )
    if request.method == "POST" and form.is_valid():
        try:
            left_alone = change_post(
                post,
                actor=person,
                seen=form.cleaned_data["seen"],
                rooms=list(form.cleaned_data["rooms"]),
                fields=form.edited,
            )
        except ChangedMeanwhile as meanwhile:
            form.say_changed(meanwhile.row)
        except NobodyWouldLead as problem:
            form.add_error("role", str(problem))
        else:
            messages.success(request, _("Saved. It holds from now on."))
            _say_who_needs_somebody(request, left_alone)
            return redirect("families:person_detail", post.pk)
    context = {"form": form, "post": post, **_back(post)}
    return render(request, "families/post_form.html", context, status=invalid(form))


@form_page
def post_end(request: HttpRequest, membership_id: uuid.UUID) -> HttpResponse:
    """A colleague's last day."""
    post = _managed_post(request, membership_id)
    form = LastDayForm(request.POST or None, started_on=post.started_on)
    if request.method == "POST" and form.is_valid():
        try:
            left_alone = end_post(
                post, actor=request.person, last_day=form.cleaned_data["last_day"]
            )
        except NobodyWouldLead as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("The last day is written down."))
            _say_who_needs_somebody(request, left_alone)
            if settings.HANDOVER_PAGE:
                return redirect(settings.HANDOVER_PAGE, post.pk)
            return redirect("families:team_list")
    context = {"form": form, "post": post, **_back(post)}
    return render(request, "families/post_end_form.html", context, status=invalid(form))


def _say_who_needs_somebody(request: HttpRequest, left_alone: list[KeyPersonAssignment]) -> None:
    if not left_alone:
        return
    words = ngettext(
        "%(names)s needs somebody new from then on.",
        "%(names)s need somebody new from then on.",
        len(left_alone),
    )
    names = ", ".join(row.child.known_as for row in left_alone)
    messages.warning(request, words % {"names": names})


def _managed_post(request: HttpRequest, membership_id: uuid.UUID) -> Membership:
    posts = policies.staff_visible_to(request.person).select_related("user")
    post = get_object_or_404(posts, pk=membership_id)
    if not policies.is_manager_of(request.person, post.setting_id):
        raise PermissionDenied
    return post


def _back(post: Membership) -> dict[str, str]:
    return {
        "back_url": reverse("families:person_detail", args=[post.pk]),
        "back_label": post.user.name,
    }
