"""When families read the words of a day: the setting's rule, and the room that is released."""

import uuid
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from families.policies import settings_visible_to
from families.views import form_page, invalid

from .. import policies
from ..actions.release import choose_daily_notes, release_room
from ..forms.release import DailyNotesForm, hidden_without
from ..models import ReleaseRule
from ..queries.release import room_day, rule_of
from .today import room_or_404


@form_page
def daily_notes_edit(request: HttpRequest) -> HttpResponse:
    """A manager chooses when families read the words of a day, and what is logged."""
    person = request.person
    setting = get_object_or_404(settings_visible_to(person), pk=person.here)
    if not policies.can_choose_release(person, setting):
        raise PermissionDenied
    if request.method == "POST":
        form = DailyNotesForm(request.POST)
        if form.is_valid():
            choose_daily_notes(
                setting,
                actor=person,
                how=form.cleaned_data["how"],
                at=form.cleaned_data["at"],
                hidden_kinds=form.hidden_kinds,
            )
            messages.success(request, _("Saved. It holds from now on."))
            return redirect("learning_journals:daily_notes_edit")
    else:
        rule = rule_of(setting.pk, person)
        shown = hidden_without(setting.hidden_care_kinds)
        form = DailyNotesForm(initial={"how": rule.how, "at": rule.at, "logged": shown})
    context = {"form": form, "back_url": reverse("families:more"), "back_label": _("More")}
    return render(request, "learning_journals/daily_notes_form.html", context, status=invalid(form))


@form_page
def room_day_detail(request: HttpRequest, room_id: uuid.UUID) -> HttpResponse:
    """The words of a room's day with what is still missing; released at one press where the setting
    wants that."""
    room, _rooms = room_or_404(request, room_id)
    may_release = policies.can_release_days(request.person, room)
    rule = rule_of(room.setting_id, request.person)
    by_leader = rule.how == ReleaseRule.How.BY_LEADER
    if request.method == "POST":
        if not (may_release and by_leader):
            raise PermissionDenied
        up_to = _moment(request.POST.get("up_to", ""))
        released = release_room(room, actor=request.person, up_to=up_to)
        if released:
            said = ngettext(
                "Released: one family reads the day now.",
                "Released: %(n)s families read the day now.",
                len(released),
            )
            messages.success(request, said % {"n": len(released)})
        return redirect("learning_journals:room_day_detail", room.pk)
    page = room_day(room, request.person, rule=rule)
    context = {
        "room": room,
        "page": page,
        "by_leader": by_leader,
        "at_hour": page.rule.how == ReleaseRule.How.AT_HOUR,
        "may_release": may_release,
        "day": request.person.today,
    }
    return render(request, "learning_journals/room_day.html", context)


def _moment(text: str) -> datetime:
    """The moment at which the page was made, never one to come; now, if it says nothing."""
    now = timezone.now()
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None or timezone.is_naive(moment):
        return now
    return min(moment, now)
