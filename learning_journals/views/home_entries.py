"""Entries from home."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from families.views import form_page

from .. import policies
from ..actions.home_entries import PhotoNotKept, SoundNotKept, write_home_entry
from ..forms.home_entries import HomeEntryForm
from ..queries.circle import circle_of
from ..sounds import LONGEST_SECONDS, MAX_BYTES


@form_page
def home_entry_create(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """A parent or carer writes into the journal what happened at home."""
    person = request.person
    child = get_object_or_404(policies.journals_visible_to(person), pk=child_id)
    circle = circle_of(child, person)
    if not circle.sees_journal:
        raise PermissionDenied  # staff write observations
    siblings = circle.siblings_of(child)
    address = reverse("learning_journals:journal", args=[child.pk])
    if request.method == "POST":
        form = HomeEntryForm(request.POST, request.FILES, siblings=siblings, today=person.today)
        if form.is_valid():
            try:
                entry = write_home_entry(
                    [child, *form.cleaned_data.get("also", [])],
                    actor=person,
                    family=circle.own_home,
                    words=form.cleaned_data["words"],
                    child_voice=form.cleaned_data["child_voice"],
                    day=form.cleaned_data["day"],
                    uploads=form.cleaned_data["photos"],
                    sound=form.cleaned_data["sound"],
                    heard=form.cleaned_data["heard"],
                    form_key=form.cleaned_data["key"],
                )
            except PhotoNotKept as problem:
                form.add_error("photos", str(problem))
            except SoundNotKept as problem:
                form.add_error("sound", str(problem))
            else:
                messages.success(request, _("It is in the journal now."))
                return redirect(f"{address}#entry-{entry.pk}")
        if request.FILES.getlist("photos"):
            form.add_error("photos", _("Choose your photographs again: a browser forgets them."))
        if request.FILES.get("sound") and "sound" not in form.errors:
            said = _("Record or choose your sound again: a browser forgets it.")
            form.add_error("sound", said)
    else:
        form = HomeEntryForm(
            initial={"key": uuid.uuid4(), "day": person.today},
            siblings=siblings,
            today=person.today,
        )
    context = {
        "child": child,
        "form": form,
        "multipart": True,
        "most_seconds": LONGEST_SECONDS,
        "most_bytes": MAX_BYTES,
        "back_url": address,
        "back_label": _("%(name)s’s journal") % {"name": child.known_as},
    }
    status = 422 if form.errors else 200
    page = render(request, "learning_journals/home_entry_form.html", context, status=status)
    page["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(self)"
    return page
