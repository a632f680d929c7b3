"""This week in our room: written by its staff, read and answered by its families."""

import uuid
from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from families import audit
from families.actions.meanwhile import ChangedMeanwhile
from families.models import Room
from families.views import form_page, invalid

from .. import policies
from ..actions import Refused
from ..actions.at_home import answer_week, use_answer, write_week
from ..forms.at_home import RoomWeekForm, WeekAnswerForm
from ..models import RoomWeek
from ..queries.at_home import AHEAD, cards_to_choose, monday_of, planning, week_page
from . import put_beside


@require_safe
def room_week(request: HttpRequest, room_id: uuid.UUID) -> HttpResponse:
    """This week in a room."""
    return _show(request, _room(request, room_id), request.person.today)


@require_safe
def room_week_on(request: HttpRequest, room_id: uuid.UUID, day: date) -> HttpResponse:
    """The week of this day."""
    return _show(request, _room(request, room_id), day)


@form_page
def room_week_edit(request: HttpRequest, room_id: uuid.UUID, day: date) -> HttpResponse:
    """Write the page of a week that is not over."""
    person, room = request.person, _room(request, room_id)
    page = week_page(room, person, monday=_monday(day))
    if not page.may_change or page.monday - page.this_week > AHEAD:
        raise PermissionDenied
    row = page.row or RoomWeek(setting_id=room.setting_id, room=room, monday=page.monday)
    form = RoomWeekForm(request.POST or None, row=row, cards=cards_to_choose(person))
    if request.method == "POST" and form.is_valid():
        try:
            write_week(
                room,
                actor=person,
                monday=page.monday,
                seen=form.cleaned_data["seen"],
                fields=form.edited,
            )
        except ChangedMeanwhile as meanwhile:
            form.say_changed(meanwhile.row)
        except Refused as refused:
            put_beside(form, refused)
        else:
            said = _("The families of %(room)s read it.")
            if page.monday > page.this_week:
                said = _("Kept for Monday. The families of %(room)s read it then.")
            messages.success(request, said % {"room": room.name})
            return redirect("learning_journals:room_week_on", room.pk, page.monday)
    context = {
        "form": form,
        "page": page,
        "back_url": reverse("learning_journals:room_week_on", args=[room.pk, page.monday]),
        "back_label": room.name,
    }
    return render(request, "learning_journals/week_form.html", context, status=invalid(form))


@require_POST
def week_answer(request: HttpRequest, week_id: uuid.UUID) -> HttpResponse:
    """A home answers the question of the week."""
    person = request.person
    weeks = policies.room_weeks_visible_to(person).select_related("room")
    week = get_object_or_404(weeks, pk=week_id)
    children = policies.own_children_in(week.room, person)
    if not children:
        raise PermissionDenied
    form = WeekAnswerForm(request.POST, week=week, children=children)
    if form.is_valid():
        child = form.about
        home = policies.home_of(person, child)
        if home is None:
            raise PermissionDenied
        try:
            answer_week(
                week,
                actor=person,
                child=child,
                family=home,
                key=form.cleaned_data["key"],
                seen=form.cleaned_data["seen"],
                words=form.cleaned_data["words"],
            )
        except ChangedMeanwhile as meanwhile:
            form.say_changed(meanwhile.row)
        except Refused as refused:
            put_beside(form, refused)
        else:
            messages.success(request, _("Thank you. The room reads it, and plans with it."))
            address = reverse("learning_journals:room_week_on", args=[week.room_id, week.monday])
            return redirect(f"{address}#question")
    return _show(request, week.room, week.monday, form=form)


@require_safe
def room_planning(request: HttpRequest, room_id: uuid.UUID) -> HttpResponse:
    """What homes answered to the questions of the last weeks, for who plans the next."""
    person, room = request.person, _room(request, room_id)
    if not policies.can_write_week(person, room):
        raise PermissionDenied
    weeks = planning(room, person)
    context = {
        "room": room,
        "weeks": weeks,
        "next_week": monday_of(person.today) + timedelta(weeks=1),
    }
    page = render(request, "learning_journals/room_planning.html", context)
    read = {each.row.child_id for week in weeks for each in week.answers}
    if read:
        audit.record_reading(person, "read_week_answers", room, child_ids=sorted(read))
    return page


@require_POST
def week_answer_used(request: HttpRequest, week_answer_id: uuid.UUID) -> HttpResponse:
    """Used, thank you."""
    person = request.person
    answers = policies.week_answers_visible_to(person).select_related("week__room", "child")
    answer = get_object_or_404(answers, pk=week_answer_id)
    if not policies.can_log_care(person, answer.child):
        raise PermissionDenied
    use_answer(answer, actor=person)
    messages.success(request, _("Thank you said. That family reads it."))
    return redirect("learning_journals:room_planning", answer.week.room_id)


# --- steps ----------------------------------------------------------------------------------------


def _room(request: HttpRequest, room_id: uuid.UUID) -> Room:
    return get_object_or_404(policies.week_rooms_visible_to(request.person), pk=room_id)


def _monday(day: date) -> date:
    try:
        return monday_of(day)
    except OverflowError:  # the first days of the calendar
        raise Http404 from None


def _show(
    request: HttpRequest, room: Room, day: date, *, form: WeekAnswerForm | None = None
) -> HttpResponse:
    page = week_page(room, request.person, monday=_monday(day))
    if form is None and page.row and page.may_answer:
        form = WeekAnswerForm(week=page.row, children=page.children)
    context = {"page": page, "form": form}
    status = invalid(form) if form else 200
    return render(request, "learning_journals/week_detail.html", context, status=status)
