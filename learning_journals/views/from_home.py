"""From home: a parent tells about the morning, the room reads it."""

import uuid
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from families.actions.meanwhile import ChangedMeanwhile
from families.views import form_page, invalid

from .. import policies
from ..actions import Refused
from ..actions.from_home import read_mornings, tell_morning
from ..forms.from_home import MorningNoteForm
from ..models import MorningNote
from ..queries.from_home import days_to_tell, note_of_home, told
from .today import room_or_404


@form_page
def from_home(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """The morning note of one's own home: today's, in the evening tomorrow's (`?day=`)."""
    person = request.person
    child = get_object_or_404(policies.days_visible_to(person), pk=child_id)
    link = policies.telling_link(person, child)
    if link is None or (person.is_seen and request.method == "POST"):
        raise PermissionDenied
    days = days_to_tell(person.today)
    day = _day(request, days)
    note = note_of_home(child.pk, person, family_id=link.family_id, day=day)
    theirs, status = None, 200
    if request.method == "POST":
        form = MorningNoteForm(request.POST)
        if form.is_valid():
            try:
                tell_morning(
                    child,
                    actor=person,
                    family=link.family,
                    day=form.cleaned_data["day"],
                    version=form.cleaned_data["version"],
                    told=form.told,
                )
            except Refused as refused:
                form.add_error(None, refused.errors[""])
            except ChangedMeanwhile as meanwhile:
                theirs, status = told(meanwhile.row), 409
                form = MorningNoteForm(
                    initial={**form.cleaned_data, "version": meanwhile.row.version}
                )
            else:
                messages.success(
                    request,
                    _("Told. The room sees it before %(name)s comes.") % {"name": child.known_as},
                )
                return redirect(_address(child.pk, day, days))
        status = max(status, invalid(form)) if status == 200 else status
    else:
        form = MorningNoteForm(initial=_as_told(note) | {"day": day})
    context = {
        "child": child,
        "day": day,
        "is_today": day == person.today,
        "other_day": next((each for each in days if each != day), None),
        "form": form,
        "note": told(note) if note else None,
        "theirs": theirs,
        "link": link,
        "back_url": reverse("home"),
        "back_label": _("Home"),
    }
    return render(request, "learning_journals/from_home_form.html", context, status=status)


@require_POST
def from_home_read(request: HttpRequest, room_id: uuid.UUID) -> HttpResponse:
    """The room has read the notes that stood on its board."""
    room, _rooms = room_or_404(request, room_id)
    read = read_mornings(_uuids(request.POST.getlist("note")), actor=request.person)
    if read:
        said = ngettext("Read. The home sees it.", "Read. The homes see it.", len(read))
        messages.success(request, said)
    return redirect("learning_journals:today_room", room.pk)


def _day(request: HttpRequest, days: list[date]) -> date:
    """The day that is asked for, if it is one to tell about; otherwise the likelier one."""
    try:
        day = parse_date(request.POST.get("day") or request.GET.get("day") or "")
    except ValueError:
        day = None
    return day if day in days else days[0]


def _address(child_id: uuid.UUID, day: date, days: list[date]) -> str:
    address = reverse("learning_journals:from_home", args=[child_id])
    return address if day == days[0] else f"{address}?day={day.isoformat()}"


def _as_told(note: MorningNote | None) -> dict[str, object]:
    """What the fields of the form say before anything is changed."""
    if note is None:
        return {"version": 0}
    return {
        "slept": note.slept,
        "had_breakfast": note.breakfast,
        "mood": note.mood,
        "medicine": note.medicine,
        "medicine_at": note.medicine_at,
        "words": note.words,
        "version": note.version,
    }


def _uuids(texts: list[str]) -> list[uuid.UUID]:
    found = []
    for text in texts[:200]:
        try:
            found.append(uuid.UUID(text))
        except ValueError:
            continue
    return found
