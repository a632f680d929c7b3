"""Pictures of the team: sent by each for themselves, shown to whoever may know of them."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from families.policies import staff_visible_to
from families.views import form_page, invalid, picture

from ..actions.portraits import change_staff_portrait, remove_staff_portrait
from ..forms.portraits import StaffPortraitForm
from ..photos import PhotoRefused, StorageFull
from .photos import PORTRAIT, deliver


@picture
@require_safe
def staff_portrait_file(request: HttpRequest, membership_id: uuid.UUID) -> HttpResponse:
    """A colleague's picture, for all who may know that they work here."""
    staff = staff_visible_to(request.person).select_related("user")
    post = get_object_or_404(staff, pk=membership_id)
    if not PORTRAIT.fullmatch(post.user.portrait):
        raise Http404
    return deliver([post.user.portrait], row=post.pk)


@form_page
def staff_portrait_edit(request: HttpRequest) -> HttpResponse:
    """One's own picture, for members of staff: a new one, or none."""
    person = request.person
    if not person.is_staff:
        raise PermissionDenied
    removes = request.method == "POST" and "remove" in request.POST
    form = StaffPortraitForm(
        request.POST if request.method == "POST" and not removes else None, request.FILES or None
    )
    if removes:
        remove_staff_portrait(person.user, actor=person)
        messages.success(request, _("Your picture is gone."))
        return redirect("families:profile_edit")
    if request.method == "POST" and form.is_valid():
        try:
            change_staff_portrait(form.cleaned_data["portrait"], actor=person)
        except (PhotoRefused, StorageFull) as problem:
            form.add_error("portrait", problem.message)
        else:
            messages.success(request, _("That is you. Families see it on their key person card."))
            return redirect("families:profile_edit")
    context = {
        "form": form,
        "multipart": True,
        "back_url": reverse("families:profile_edit"),
        "back_label": _("Your page"),
        "picture_url": (
            reverse("learning_journals:staff_portrait_file", args=[person.membership_id])
            if person.user.portrait
            else ""
        ),
    }
    template = "learning_journals/staff_portrait_form.html"
    return render(request, template, context, status=invalid(form))
