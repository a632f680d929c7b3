"""The policies of the house, and how home and nursery work together."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from .. import policies
from ..actions.house_policies import TitleTaken, publish_policy, read_policy
from ..actions.meanwhile import ChangedMeanwhile
from ..forms.house_policies import PolicyForm, PolicyVersionForm
from ..models import HousePolicy, HousePolicyVersion
from ..queries.house_policies import policy_page, shelf_of
from . import form_page, invalid


@require_safe
def policy_list(request: HttpRequest) -> HttpResponse:
    """Every policy with what it means in short."""
    person = request.person
    context = {"shelf": shelf_of(person), "may_add": policies.can_manage_people(person)}
    return render(request, "families/policy_list.html", context)


@require_safe
def policy_detail(request: HttpRequest, policy_id: uuid.UUID) -> HttpResponse:
    """A policy as it holds, or with `?version=` as it was."""
    policy = get_object_or_404(policies.house_policies_visible_to(request.person), pk=policy_id)
    wanted = request.GET.get("version", "")
    number = int(wanted) if wanted.isdecimal() and len(wanted) < 5 else None
    page = policy_page(policy, request.person, number=number)
    if page is None:
        raise Http404
    may_change = policies.is_manager_of(request.person, policy.setting_id)
    context = {"page": page, "may_change": may_change}
    return render(request, "families/policy_detail.html", context)


@require_POST
def policy_read(request: HttpRequest, policy_id: uuid.UUID) -> HttpResponse:
    """I have read this and understood it; of the agreement: yes."""
    policy = get_object_or_404(policies.house_policies_visible_to(request.person), pk=policy_id)
    page = policy_page(policy, request.person, number=None)
    if page is None:
        raise Http404
    read_policy(page.version, actor=request.person)
    messages.success(request, _("Thank you. It is written down."))
    return redirect("families:policy_list")


@form_page
def policy_create(request: HttpRequest) -> HttpResponse:
    """A new policy."""
    person = request.person
    if not policies.can_manage_people(person):
        raise PermissionDenied
    form = PolicyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            version = _publish(request, None, form, form.cleaned_data["title"])
        except TitleTaken:
            form.add_error("title", _("There is one with this title. Publish a new version of it."))
        else:
            return redirect("families:policy_detail", version.policy_id)
    context = {
        "form": form,
        "back_url": reverse("families:policy_list"),
        "back_label": _("Policies"),
    }
    return render(request, "families/policy_form.html", context, status=invalid(form))


@form_page
def policy_version_create(request: HttpRequest, policy_id: uuid.UUID) -> HttpResponse:
    """The next version. Everybody is asked to read it again."""
    person = request.person
    policy = get_object_or_404(policies.house_policies_visible_to(person), pk=policy_id)
    if not policies.is_manager_of(person, policy.setting_id):
        raise PermissionDenied
    page = policy_page(policy, person, number=None)
    before = (
        {
            "after": page.version.number,
            "summary": page.version.summary,
            "policy_words": page.version.words,
        }
        if page
        else {}
    )
    form = PolicyVersionForm(request.POST if request.method == "POST" else None, initial=before)
    if request.method == "POST" and form.is_valid():
        try:
            _publish(request, policy, form, policy.title)
        except ChangedMeanwhile as meanwhile:
            form.say_changed(meanwhile.row)
        else:
            return redirect("families:policy_detail", policy.pk)
    context = {
        "form": form,
        "policy": policy,
        "back_url": reverse("families:policy_detail", args=[policy.pk]),
        "back_label": policy.title,
    }
    return render(request, "families/policy_form.html", context, status=invalid(form))


def _publish(
    request: HttpRequest, policy: HousePolicy | None, form: PolicyVersionForm, title: str
) -> HousePolicyVersion:
    version = publish_policy(
        policy,
        actor=request.person,
        form_key=form.cleaned_data["key"],
        kind=form.cleaned_data.get("policy_kind", ""),
        title=title,
        valid_from=form.cleaned_data["valid_from"],
        summary=form.cleaned_data["summary"],
        words=form.cleaned_data["policy_words"],
        after=form.cleaned_data["after"],
    )
    messages.success(request, _("Published. Everybody is asked to read it."))
    return version
