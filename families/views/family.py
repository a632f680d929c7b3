"""A household's own page. The other household of a child cannot know it."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .. import audit, policies
from ..actions.meanwhile import ChangedMeanwhile
from ..actions.people import change_family
from ..forms.people import FamilyForm
from ..queries.people import family_page
from ..queries.profiles import family_profile
from . import form_page, invalid


@require_safe
def family_detail(request: HttpRequest, family_id: uuid.UUID) -> HttpResponse:
    """The adults, children, address and words of one home."""
    family = get_object_or_404(policies.families_visible_to(request.person), pk=family_id)
    page = family_page(family, request.person)
    context = {"page": page, "profile": family_profile(family, request.person)}
    answer = render(request, "families/family_detail.html", context)
    audit.record_reading(
        request.person, "read_family", family, child_ids=[child.pk for child in page.children]
    )
    return answer


@form_page
def family_edit(request: HttpRequest, family_id: uuid.UUID) -> HttpResponse:
    """The home writes its own page; a manager may help."""
    person = request.person
    family = get_object_or_404(policies.families_visible_to(person), pk=family_id)
    if not policies.can_edit_family(person, family):
        raise PermissionDenied
    form = FamilyForm(request.POST or None, row=family)
    if request.method == "POST" and form.is_valid():
        try:
            change_family(family, actor=person, seen=form.cleaned_data["seen"], fields=form.edited)
        except ChangedMeanwhile as meanwhile:
            form.say_changed(meanwhile.row)
        else:
            messages.success(request, _("Saved."))
            return redirect("families:family_detail", family.pk)
    context = {
        "form": form,
        "back_url": reverse("families:family_detail", args=[family.pk]),
        "back_label": family.name,
    }
    return render(request, "families/family_form.html", context, status=invalid(form))
