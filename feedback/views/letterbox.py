"""The anonymous letterbox: no session, no cookie, no person, no time; it works without scripting.

Reached through `feedback.door` and never through the other middleware. Templates are rendered
without the request, so that nothing in them can look at who asks.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from families.models import Setting

from ..actions import posting
from ..actions.box import NurseryClosed
from ..actions.posting import Note, add_to_note, close_own_note, new_receipt, post_note
from ..forms.letterbox import AddForm, NoteForm, ReceiptForm
from ..models import FeedbackItem
from ..queries.letterbox import (
    LETTERBOX,
    at_the_box,
    comment_of,
    note_of,
    open_questions_of,
    question_of,
    said_after,
    setting_of,
)
from ..sealed_box import NoRoom, TooLong

ADDRESS = re.compile(r"[\w-]{6,40}", re.ASCII)
# Why a note was not taken; the script of the page knows these words.
REFUSED = (
    *(posting.TooFewPeople, posting.NotStamped, posting.AlreadySpent, posting.ReceiptTaken),
    *(TooLong, NoRoom),
)
TAKEN = {"taken": True}


def letterbox(request: HttpRequest, address: str) -> HttpResponse:
    """The letterbox of a setting: write a note (GET), put it in (POST)."""
    typed = what_was_typed(request)
    with suppress(DatabaseError), transaction.atomic(using=LETTERBOX):
        setting = setting_of(address) if ADDRESS.fullmatch(address) else None
        if setting is None:
            return not_here(request)
        return _take(request, setting, typed, address)
    form = NoteForm(typed or None, initial={"receipt": new_receipt()})
    form.errors.clear()
    kept = bool(typed and typed.get("words"))
    return page("letterbox_away", 503, form=form, kept=kept, address=address)


def _take(request: HttpRequest, setting: Setting, typed: Any, address: str) -> HttpResponse:
    """The empty form, the form with what is wrong, or the thanks with the code."""
    box = at_the_box(setting)
    words: dict[str, Any] = {"setting": setting, "address": address, "box": box}
    may_be_kept = bool(typed) and came_from_us(request)  # a note that is sent again
    if box.is_shut and not may_be_kept:
        return has_closed(typed, was_sent=request.method == "POST", **words)
    words["questions"] = open_questions_of(setting)
    who = {"lead_apart": box.lead_apart, "committee": box.committee_reads}
    empty = NoteForm(initial={"receipt": new_receipt()}, **who)
    if request.method != "POST":
        return page("letterbox_form", form=empty, **words)
    if typed is None or not came_from_us(request):
        return page("letterbox_form", 422, form=empty, lost=True, **words)
    form = NoteForm(typed, **who)
    if form.is_valid():
        data = form.cleaned_data
        note = Note(form.whole_words, data["reader"], data["receipt"], data["at_once"])
        try:
            receipt = post_with(form, setting=setting, note=note)
        except NurseryClosed:
            return has_closed(typed, was_sent=True, **words)
        except REFUSED as problem:
            if box.is_shut:
                return has_closed(typed, was_sent=True, **words)
            say_why(form, problem)
            if data["short"]:
                return short(form, type(problem).__name__)
        else:
            if data["short"]:
                return JsonResponse(TAKEN)
            at_once = data["at_once"]
            return page("letterbox_thanks", groups=groups_of(receipt), at_once=at_once, **words)
    elif box.is_shut:
        return has_closed(typed, was_sent=True, **words)
    elif form.cleaned_data.get("short"):
        return short(form, "Unreadable")
    elif "receipt" in form.errors:  # an old or broken page: the words are what matters
        form = NoteForm(with_new_receipt(typed), **who)
    return page("letterbox_form", 422, form=form, again=True, **words)


def post_with(form: NoteForm, *, setting: Setting, note: Note) -> str:
    """The receipt code under which the note is kept: that of the form, or without a script that
    could make another, a new one if it is used already."""
    data = form.cleaned_data
    try:
        post_note(setting, note=note, stamp=data["stamp"], card=data["card"])
    except posting.ReceiptTaken:
        if data["short"]:
            raise
        note = replace(note, receipt=new_receipt())
        post_note(setting, note=note, stamp=data["stamp"], card=data["card"])
    return note.receipt


def say_why(form: NoteForm | AddForm, problem: Exception) -> None:
    """Beside the field, in plain words; the words that were typed stay."""
    match problem:
        case TooLong(over=over):
            form.add_error("words", _too_long(over))
        case NoRoom():
            full = _(
                "The box is full, and your note was not taken. Above stands when it is opened."
            )
            if "at_once" in form.fields:
                then = _("Until then you can send it now, or ring one of the numbers.")
            else:
                then = _("Until then you can ring one of the numbers.")
            form.add_error(None, f"{full} {then}")
        case posting.AlreadySpent():
            spent = _(
                "This card or stamp has let a note in already. Take another one. Your words are"
                " still here."
            )
            form.add_error("card" if form.data.get("card") else None, spent)
        case posting.NotStamped():
            bare = _(
                "A note needs a stamp or the code of a card, of this nursery and this term. Your"
                " words are still here."
            )
            form.add_error("card", bare)
        case _:
            form.add_error(None, _("Your note was not taken. Your words are still here."))


def _too_long(over: int) -> str:
    return ngettext(
        "This is about %(n)d sign too long for the box: small pictures take the room of several."
        " Make it shorter, or send it in two notes.",
        "This is about %(n)d signs too long for the box: small pictures take the room of several."
        " Make it shorter, or send it in two notes.",
        over,
    ) % {"n": over}


def short(form: NoteForm, why: str) -> HttpResponse:
    """For the script of the page: why not, in a word and in words."""
    said = [str(each) for errors in form.errors.values() for each in errors]
    return JsonResponse({"taken": False, "why": why, "said": said}, status=422)


def letterbox_receipt(request: HttpRequest, address: str) -> HttpResponse:
    """Read the answer to one's own note with the code, and add to it until one side closes it."""
    typed = what_was_typed(request)
    with suppress(DatabaseError), transaction.atomic(using=LETTERBOX):
        setting = setting_of(address) if ADDRESS.fullmatch(address) else None
        if setting is None:
            return not_here(request)
        words: dict[str, Any] = {"setting": setting, "address": address}
        words["box"] = at_the_box(setting)
        if request.method != "POST":
            return page("receipt_form", form=ReceiptForm(), **words)
        form = ReceiptForm(typed or {})
        note = note_of(setting, form.cleaned_data["receipt"]) if form.is_valid() else None
        if note:
            return _talk(setting, note, typed, form.cleaned_data["receipt"], words)
        return page("receipt_form", 422, form=form, unknown=form.is_valid(), **words)
    return page("letterbox_away", 503, kept=False, address=address)


def _talk(
    setting: Setting, note: FeedbackItem, typed: Any, receipt: str, words: dict[str, Any]
) -> HttpResponse:
    """The note with all that was said after it, once what the writer wants to do is done."""
    form, done = AddForm(initial={"receipt": receipt}), ""
    if typed.get("do") in ("add", "close") and words["box"].is_shut:
        return has_closed(typed, was_sent=True, **words)
    try:
        if typed.get("do") == "add":
            form = AddForm(typed)
            if form.is_valid():
                done = _add(form, lambda: add_to_note(setting, **form.cleaned_data))
        elif typed.get("do") == "close":
            done = _add(form, lambda: close_own_note(setting, receipt=receipt))
            done = "closed" if done == "added" else done
    except NurseryClosed:  # the box was opened this moment, for the last time
        return has_closed(typed, was_sent=True, **words)
    if done == "added":
        words["added"] = form.cleaned_data["words"] if form.is_bound else ""
        form = AddForm(initial={"receipt": receipt})
    status = 422 if (form.is_bound and form.errors) or done == "not" else 200
    said = said_after(note)
    words |= {"said": said, "answered": any(not each.from_writer for each in said)}
    if note.question_id:
        words |= {"question": question_of(note), "comment": comment_of(note)}
    return page("receipt_detail", status, note=note, form=form, done=done, **words)


def _add(form: AddForm, add: Any) -> str:
    """ "added", or "not" with the reason on the form."""
    try:
        add()
    except posting.EnoughWaiting:
        problem = _("Three things of yours lie in the box already. Wait until it has been opened.")
    except posting.Closed:
        problem = _("This note was put away meanwhile. Write a new one.")
    except (TooLong, NoRoom) as why:
        if form.is_bound:
            say_why(form, why)
        return "not"
    else:
        return "added"
    if form.is_bound:
        form.add_error(None, problem)
    return "not"


def has_closed(typed: Any, *, was_sent: bool, **words: Any) -> HttpResponse:
    """The nursery has closed: the same for a note and for taps, with stamp, card, script or none.
    What was typed is shown, for it was not taken."""
    if typed and typed.get("short"):
        if not words["box"].opens_again:
            said = [_("This nursery has closed. Its letterbox takes nothing more.")]
        else:
            when = words["box"].times.when
            said = [_("The letterbox is shut until it is opened next: %(when)s.") % {"when": when}]
        return JsonResponse({"taken": False, "why": "NurseryClosed", "said": said}, status=422)
    mine = typed.get("words", "") if typed else ""
    return page("letterbox_closed", 422 if was_sent else 200, was_sent=was_sent, mine=mine, **words)


def not_here(request: HttpRequest) -> HttpResponse:
    """No letterbox has this address. Says nothing about those that there are."""
    return page("letterbox_not_here", 404)


def broken(request: HttpRequest) -> HttpResponse:
    """Something failed that nobody thought of. Nothing is written down about it anywhere."""
    return page("letterbox_away", 503, kept=False)


def page(name: str, status: int = 200, **words: Any) -> HttpResponse:
    """A page of the letterbox, drawn without the request."""
    if address := words.get("address"):
        words["letterbox_url"] = reverse("feedback:letterbox", args=[address])
        words["pulse_url"] = reverse("feedback:letterbox_pulse", args=[address])
        words["receipt_url"] = reverse("feedback:letterbox_receipt", args=[address])
    return HttpResponse(render_to_string(f"feedback/{name}.html", words), status=status)


def with_new_receipt(typed: Any) -> Any:
    again = typed.copy()
    again["receipt"] = new_receipt()
    return again


def what_was_typed(request: HttpRequest) -> Any:
    """What was typed, or None if it could not be read: far too long, or not from a form.

    Other kinds of bodies are not even opened: their parts could be written to a file.
    """
    if request.method != "POST" or request.content_type != "application/x-www-form-urlencoded":
        return None
    try:
        return request.POST
    except (SuspiciousOperation, BadRequest, UnreadablePostError):
        return None


def came_from_us(request: HttpRequest) -> bool:
    """Browsers say whether a form is of the same site. No cookie could say it here."""
    headers: Mapping[str, str] = request.headers
    return headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")


def groups_of(receipt: str) -> list[str]:
    """Six groups of four are easier to write down."""
    return [receipt[start : start + 4] for start in range(0, len(receipt), 4)]
