"""Who takes the child home: said by a home in two taps, read by staff at the door.

What needs the photographs stands in `learning_journals/views/collectors.py`.
"""

import uuid
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from .. import policies
from ..actions.collection import (
    choose_collector,
    end_collector,
    meet_collector,
    note_reading,
    ring_back,
    set_password,
    withdraw_choice,
)
from ..forms.collection import DAYS_AHEAD, CollectionChoiceForm, CollectionPasswordForm
from ..queries.collection import (
    door_page,
    home_page,
    names_around,
    password_of,
    passwords_at_the_door,
)
from . import back, form_page, invalid


@form_page
def collection(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """A home taps who collects (`?day=` for another day than today); staff read who it is."""
    person = request.person
    child = get_object_or_404(policies.children_visible_to(person), pk=child_id)
    link = policies.arranging_link(person, child)
    cares = policies.can_care_for(person, child)
    if link is None and (not cares or request.method == "POST"):
        raise PermissionDenied
    day = _day(request, person.today)
    home = home_page(link, person, day=day) if link else None
    form = None
    if home and link and request.method == "POST":
        form = CollectionChoiceForm(request.POST, who=home.keys)
        if form.is_valid():
            day = form.cleaned_data["day"]
            home = home_page(link, person, day=day)
            if who := home.who(form.cleaned_data["who"]):
                choose_collector(child, actor=person, family=link.family, day=day, who=who)
                messages.success(
                    request,
                    _("We know: %(who)s collects %(child)s.")
                    % {"who": getattr(who, "name", None) or who, "child": child.known_as},
                )
                return redirect(_with_day("families:collection", child.pk, day, person.today))
            form.add_error("who", _("They may not collect on this day. Look again and tap."))
    context = {
        "child": child,
        "home": home,
        "door": door_page(child, person) if cares else None,
        "day": day,
        "is_today": day == person.today,
        "form": form,
        "person_leads": policies.is_manager_of(person, child.setting_id),
        **back(child),
    }
    answer = render(
        request,
        "families/collection.html",
        context,
        status=invalid(form) if form else 200,
    )
    if cares:
        note_reading(child, actor=person, verb="read_collection")
    return answer


@require_safe
def collection_words(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """The collection passwords of a child's homes, for staff at the door."""
    person = request.person
    child = get_object_or_404(policies.children_visible_to(person), pk=child_id)
    if not policies.can_care_for(person, child):
        raise PermissionDenied
    context = {"child": child, "passwords": passwords_at_the_door(child, person)}
    answer = render(request, "families/collection_words.html", context)
    note_reading(child, actor=person, verb="read_collection_password")
    return answer


@form_page
def family_word_edit(request: HttpRequest, family_id: uuid.UUID) -> HttpResponse:
    """The home takes a collection password, or another one."""
    person = request.person
    family = get_object_or_404(policies.families_visible_to(person), pk=family_id)
    if not policies.can_set_collection_password(person, family):
        raise PermissionDenied
    form = CollectionPasswordForm(request.POST or None, names=names_around(family, person))
    if request.method == "POST" and form.is_valid():
        set_password(family, actor=person, word=form.cleaned_data["word"])
        messages.success(request, _("Saved. Tell it to everybody who collects."))
        return redirect("families:family_detail", family.pk)
    context = {
        "form": form,
        "held": password_of(family.pk, person),
        "back_url": reverse("families:family_detail", args=[family.pk]),
        "back_label": family.name,
    }
    return render(request, "families/family_word_form.html", context, status=invalid(form))


@require_POST
def collector_end(request: HttpRequest, collector_id: uuid.UUID) -> HttpResponse:
    """The home takes somebody off its list, at once."""
    collector = get_object_or_404(policies.collectors_visible_to(request.person), pk=collector_id)
    if not policies.can_end_collector(request.person, collector):
        raise PermissionDenied
    end_collector(collector, actor=request.person)
    messages.success(request, _("%(who)s may not collect any more.") % {"who": collector.full_name})
    return redirect("families:collection", collector.child_id)


@require_POST
def collector_met(request: HttpRequest, collector_id: uuid.UUID) -> HttpResponse:
    """Staff have met somebody whom a home allows to collect."""
    collector = get_object_or_404(policies.collectors_visible_to(request.person), pk=collector_id)
    if not policies.can_check_collector(request.person, collector):
        raise PermissionDenied
    meet_collector(collector, actor=request.person)
    messages.success(request, _("Noted: we have met %(who)s.") % {"who": collector.full_name})
    return redirect("families:collection", collector.child_id)


@require_POST
def choice_rung(request: HttpRequest, choice_id: uuid.UUID) -> HttpResponse:
    """Staff rang the home back: it is right that this person collects."""
    choices = policies.collection_choices_visible_to(request.person)
    choice = get_object_or_404(choices.select_related("collector"), pk=choice_id)
    if choice.collector is None or not policies.can_check_collector(
        request.person, choice.collector
    ):
        raise PermissionDenied
    ring_back(choice, actor=request.person)
    messages.success(request, _("Noted: you rang, and it is right."))
    return redirect("families:collection", choice.child_id)


@require_POST
def choice_withdraw(request: HttpRequest, choice_id: uuid.UUID) -> HttpResponse:
    """The home takes back what it said for a day."""
    choice = get_object_or_404(policies.collection_choices_visible_to(request.person), pk=choice_id)
    if not policies.can_withdraw_choice(request.person, choice):
        raise PermissionDenied
    withdraw_choice(choice, actor=request.person)
    messages.success(request, _("Taken back. Nobody is named for that day now."))
    return redirect(
        _with_day("families:collection", choice.child_id, choice.day, request.person.today)
    )


def _day(request: HttpRequest, today: date) -> date:
    """The day that is asked for, if somebody may be going to collect on it; otherwise today."""
    try:
        day = parse_date(request.GET.get("day") or request.POST.get("day") or "")
    except ValueError:
        day = None
    return day if day and 0 <= (day - today).days <= DAYS_AHEAD else today


def _with_day(name: str, child_id: uuid.UUID, day: date, today: date) -> str:
    address = reverse(name, args=[child_id])
    return address if day == today else f"{address}?day={day.isoformat()}"
