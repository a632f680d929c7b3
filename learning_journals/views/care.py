"""Logging for the children who are chosen on the board, and taking it back."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from families.templatetags.ui import clock_time

from .. import policies
from ..actions import Refused
from ..actions.daily import log_care, undo_care
from ..actions.meal_answers import answer_stop
from ..actions.sleeps import end_sleep, end_sleeps
from ..actions.taps import Logged
from ..forms.care import WAKE, CareForm, WakeForm
from ..forms.menus import InsteadForm
from ..models import CareEntry
from ..queries.today import isolated, listed, said_when, still_asleep
from . import put_beside
from .today import RefusedWaking, board_page, room_or_404


@require_POST
def care_create(request: HttpRequest, room_id: uuid.UUID) -> HttpResponse:
    """Log one thing for all the children who are chosen."""
    room, rooms = room_or_404(request, room_id)
    children = policies.children_logged_in(room, request.person).values_list("pk", "known_as")
    form = CareForm(
        request.POST, children=list(children), hidden_kinds=room.setting.hidden_care_kinds
    )
    if not form.is_valid():
        return board_page(request, room, rooms, form=form, keep=request.POST, status=422)
    given = form.cleaned_data
    is_temperature = given["kind"] == CareEntry.Kind.TEMPERATURE
    try:
        if given["kind"] == WAKE:
            logged = end_sleeps(
                room,
                actor=request.person,
                child_ids=given["child"],
                form_key=given["key"],
                at=given["at"],
                tapped=given["tapped"],
            )
        else:
            logged = log_care(
                room,
                actor=request.person,
                child_ids=given["child"],
                form_key=given["key"],
                kind=given["kind"],
                answer=form.answer,
                millilitres=form.millilitres,
                words=given["words"],
                at=given["at"],
                tapped=given["tapped"],
                until=given["until"] if given["kind"] == CareEntry.Kind.SLEEP else None,
                degrees=given["degrees"] if is_temperature else None,
                called_at=given["called_at"] if is_temperature else None,
            )
    except Refused as refused:
        put_beside(form, refused)
        return board_page(request, room, rooms, form=form, keep=request.POST, status=422)
    if logged.entries:
        _tell(request, logged)
    if request.htmx or logged.stopped:
        return _named(logged, board_page(request, room, rooms, stopped=logged))
    return redirect("learning_journals:today_room", room.pk)


@require_POST
def meal_instead(request: HttpRequest, room_id: uuid.UUID) -> HttpResponse:
    """What happened where a meal stopped: something else was eaten, nothing of it, or it was given
    by mistake."""
    room, rooms = room_or_404(request, room_id)
    children = policies.children_logged_in(room, request.person).values_list("pk", "known_as")
    form = InsteadForm(request.POST, children=list(children))
    try:
        if not form.is_valid():
            raise Refused({})
        given = form.cleaned_data
        answered = answer_stop(
            room,
            actor=request.person,
            batch=given["batch"],
            child_ids=given["child"],
            how=given["instead"],
            form_key=given["key"],
            what=given["what"],
            amount=given["amount"],
        )
    except Refused as refused:
        put_beside(form, refused)
        return board_page(request, room, rooms, instead=form, status=422)
    if answered.logged:
        _tell(request, answered.logged)
    elif not answered.mistaken:
        messages.success(request, _("Nothing was logged. All is well."))
    if answered.mistaken or request.htmx:
        page = board_page(request, room, rooms, mistaken=answered.mistaken)
        return _named(answered.logged, page)
    return redirect("learning_journals:today_room", room.pk)


@require_POST
def sleep_end(request: HttpRequest, room_id: uuid.UUID, entry_id: uuid.UUID) -> HttpResponse:
    """One child woke up: now, or at a time of the day on which the sleep began."""
    room, rooms = room_or_404(request, room_id)
    sleep = get_object_or_404(
        policies.care_entries_visible_to(request.person).select_related("child"),
        pk=entry_id,
        kind=CareEntry.Kind.SLEEP,
        undone_at=None,
    )
    if not policies.can_log_care(request.person, sleep.child):
        raise PermissionDenied
    form = WakeForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused(form.errors)
        logged = end_sleep(
            sleep,
            actor=request.person,
            form_key=form.cleaned_data["key"],
            at=form.cleaned_data["at"],
            tapped=form.cleaned_data["tapped"],
        )
    except Refused as problem:
        errors = [words for each in problem.errors.values() for words in each]
        refused = RefusedWaking(sleep.pk, request.POST.get("at", ""), errors)
        return board_page(request, room, rooms, keep=request.POST, refused=refused, status=422)
    _tell(request, logged)
    if request.htmx:
        return _named(logged, board_page(request, room, rooms, keep=request.POST))
    return redirect("learning_journals:today_room", room.pk)


@require_POST
def care_undo(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """Take back one tap of one's own, as long as that is possible."""
    try:
        undone = undo_care(batch, actor=request.person)
    except Refused as refused:
        for words in refused.errors[""]:
            messages.error(request, words)
        return redirect("learning_journals:today")
    if not undone:
        raise Http404
    words = _("Taken back for %(names)s. %(what)s.")
    messages.success(request, words % {"what": said_when(undone[0]), "names": _names(undone)})
    return redirect("learning_journals:today")


def _tell(request: HttpRequest, logged: Logged) -> None:
    """A toast that says what was saved for whom, with Undo."""
    entry = logged.entries[0]
    if entry.ended_at and entry.end_batch == logged.batch:
        words = _("Saved: %(names)s woke up at %(time)s.")
        facts = {"names": _names(logged.entries), "time": clock_time(entry.ended_at)}
    else:
        words = _("Saved for %(names)s. %(what)s.")
        facts = {"what": said_when(entry), "names": _names(logged.entries)}
    said = words % facts
    if asleep := still_asleep(logged.entries, request.person):
        doubt = ngettext(
            "%(names)s is still marked asleep.", "%(names)s are still marked asleep.", len(asleep)
        )
        said = f"{said} {doubt % {'names': _counted(asleep)}}"
    undo = _undo_of(logged)
    messages.success(request, said, extra_tags=f"undo={undo}")


def _undo_of(logged: Logged) -> str:
    return reverse("learning_journals:care_undo", args=[logged.batch])


def _named(logged: Logged | None, page: HttpResponse) -> HttpResponse:
    """The page, saying in a header where what this very tap logged can be undone: a tablet that
    sends late reads no toasts, and those on the page may be of other taps."""
    if logged and (logged.entries or logged.stopped):
        page["Logged-As"] = _undo_of(logged)
    return page


def _names(entries: list[CareEntry]) -> str:
    return _counted(sorted(entry.child.known_as for entry in entries))


def _counted(names: list[str]) -> str:
    """ "Kofi", "Kofi and Zofia", "Hodan, Kofi and Zofia", "8 children"."""
    if len(names) > 3:
        return _("%(count)s children") % {"count": len(names)}
    return listed([isolated(name) for name in names])
