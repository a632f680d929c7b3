"""Somebody who may collect a child, with a photograph; the rest of it is in `families`."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from families import policies as people
from families.actions.collection import add_collector
from families.forms.collection import CollectorForm
from families.models import Child, ParentCarer
from families.views import form_page, invalid, picture

from ..actions.collectors import forget_face, keep_face
from ..photos import PhotoRefused, StorageFull
from .photos import PORTRAIT, deliver


@form_page
def collector_create(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """A home names somebody new, with `?day=` as the one who collects on that day."""
    person = request.person
    child = get_object_or_404(people.children_visible_to(person), pk=child_id)
    link = people.arranging_link(person, child)
    if link is None:
        raise PermissionDenied
    siblings = [
        each.child
        for each in people.links_held_by(person)
        if each.arranges_collection and each.family_id == link.family_id and each != link
    ]
    day = _day(request.GET.get("day"))
    form = CollectorForm(
        request.POST or None,
        request.FILES or None,
        siblings=siblings,
        initial={"collects": day, "started_on": day or timezone.localdate(), "ended_on": day},
    )
    if request.method == "POST" and form.is_valid() and _sends(form, child, link, siblings):
        photo = ""
        try:
            if upload := form.cleaned_data["photo"]:
                photo = keep_face(upload)
        except (PhotoRefused, StorageFull) as problem:
            form.add_error("photo", str(problem.message))
        else:
            try:
                added = add_collector(
                    [child, *_also(form, siblings)],
                    actor=person,
                    key=form.cleaned_data["key"],
                    family=link.family,
                    days=(form.cleaned_data["started_on"], form.cleaned_data["ended_on"]),
                    fields={**form.collector_fields, "portrait": photo},
                    collects_on=form.cleaned_data["collects"],
                )
            except BaseException:
                forget_face(photo)
                raise
            if added[0].portrait != photo:  # the same form a second time: its picture is kept
                forget_face(photo)
            messages.success(
                request,
                _("%(who)s is on your list. We have not met them yet, so we ring you first.")
                % {"who": form.cleaned_data["full_name"]},
            )
            return redirect("families:collection", child.pk)
    context = {
        "form": form,
        "child": child,
        "day": day,
        "is_today": day == person.today,
        "multipart": True,
        "back_url": reverse("families:collection", args=[child.pk]),
        "back_label": _("Who collects"),
    }
    return render(request, "families/collector_form.html", context, status=invalid(form))


@picture
@require_safe
def collector_photo(request: HttpRequest, collector_id: uuid.UUID) -> HttpResponse:
    """The face of somebody who may collect, for the staff at the door and the home that named
    them."""
    collector = get_object_or_404(people.collectors_visible_to(request.person), pk=collector_id)
    if not PORTRAIT.fullmatch(collector.portrait):
        raise Http404
    return deliver([collector.portrait], row=collector.pk)


def _also(form: CollectorForm, siblings: list[Child]) -> list[Child]:
    chosen = set(form.cleaned_data.get("also", ()))
    return [each for each in siblings if str(each.pk) in chosen]


def _sends(form: CollectorForm, child: Child, link: ParentCarer, siblings: list[Child]) -> bool:
    """Whether this home still says who collects on the day for which somebody is named; if not, the
    form says so."""
    day = form.cleaned_data["collects"]
    if not day or all(
        people.home_arranges_on(day, child=each, family=link.family)
        for each in (child, *_also(form, siblings))
    ):
        return True
    form.add_error(None, _("On that day you no longer say who collects. Ask the nursery."))
    return False


def _day(text: str | None) -> object:
    """The day of the address, or None for none and for nonsense."""
    try:
        return parse_date(text or "")
    except ValueError:
        return None
