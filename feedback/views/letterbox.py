"""The anonymous letterbox: no session, no cookie, no person, no time, no scripting.

Reached through `feedback.door` and never through the other middleware. Templates are rendered
without the request, so that nothing in them can look at who asks.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.template.loader import render_to_string
from django.urls import reverse

from families.models import Setting

from ..actions import new_receipt, post_note
from ..forms import NoteForm, ReceiptForm
from ..queries import LETTERBOX, answers_to, note_of, setting_of

ADDRESS = re.compile(r"[\w-]{6,40}", re.ASCII)


def letterbox(request: HttpRequest, address: str) -> HttpResponse:
    """The letterbox of a setting: write a note (GET), put it in (POST)."""
    typed = _typed(request)
    with suppress(DatabaseError), transaction.atomic(using=LETTERBOX):
        setting = setting_of(address) if ADDRESS.fullmatch(address) else None
        if setting is None:
            return not_here(request)
        return _take(request, setting, typed, address)
    form = NoteForm(typed or None, initial={"receipt": new_receipt()})
    form.errors.clear()
    kept = bool(typed and typed.get("words"))
    return _page("letterbox_away", 503, form=form, kept=kept, address=address)


def _take(request: HttpRequest, setting: Setting, typed: Any, address: str) -> HttpResponse:
    """The empty form, the form with what is wrong, or the thanks with the code."""
    words: dict[str, Any] = {"setting": setting, "address": address}
    if request.method != "POST":
        return _page("letterbox_form", form=_empty(), **words)
    if typed is None or not _came_from_us(request):
        return _page("letterbox_form", 422, form=_empty(), lost=True, **words)
    form = NoteForm(typed)
    if form.is_valid():
        receipt = post_note(setting, **form.cleaned_data)
        return _page("letterbox_thanks", groups=_groups(receipt), **words)
    if "receipt" in form.errors:  # an old or broken page: the words are what matters
        form = NoteForm({**typed.dict(), "receipt": new_receipt()})
    return _page("letterbox_form", 422, form=form, again=True, **words)


def letterbox_receipt(request: HttpRequest, address: str) -> HttpResponse:
    """Read the answer to one's own note, with the code."""
    typed = _typed(request)
    with suppress(DatabaseError), transaction.atomic(using=LETTERBOX):
        setting = setting_of(address) if ADDRESS.fullmatch(address) else None
        if setting is None:
            return not_here(request)
        words: dict[str, Any] = {"setting": setting, "address": address}
        if request.method != "POST":
            return _page("receipt_form", form=ReceiptForm(), **words)
        form = ReceiptForm(typed or {})
        note = note_of(setting, form.cleaned_data["receipt"]) if form.is_valid() else None
        if note:
            return _page("receipt_detail", note=note, answers=answers_to(note), **words)
        return _page("receipt_form", 422, form=form, unknown=form.is_valid(), **words)
    return _page("letterbox_away", 503, kept=False, address=address)


def not_here(request: HttpRequest) -> HttpResponse:
    """No letterbox has this address. Says nothing about those that there are."""
    return _page("letterbox_not_here", 404)


def broken(request: HttpRequest) -> HttpResponse:
    """Something failed that nobody thought of. Nothing is written down about it anywhere."""
    return _page("letterbox_away", 503, kept=False)


def _page(name: str, status: int = 200, **words: Any) -> HttpResponse:
    if address := words.get("address"):
        words["letterbox_url"] = reverse("feedback:letterbox", args=[address])
        words["receipt_url"] = reverse("feedback:letterbox_receipt", args=[address])
    return HttpResponse(render_to_string(f"feedback/{name}.html", words), status=status)


def _empty() -> NoteForm:
    return NoteForm(initial={"receipt": new_receipt()})


def _typed(request: HttpRequest) -> Any:
    """What was typed, or None if it could not be read: far too long, or not from a form.

    Other kinds of bodies are not even opened: their parts could be written to a file.
    """
    if request.method != "POST" or request.content_type != "application/x-www-form-urlencoded":
        return None
    try:
        return request.POST
    except (SuspiciousOperation, BadRequest, UnreadablePostError):
        return None


def _came_from_us(request: HttpRequest) -> bool:
    """Browsers say whether a form is of the same site. No cookie could say it here."""
    headers: Mapping[str, str] = request.headers
    return headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")


def _groups(receipt: str) -> list[str]:
    """Six groups of four are easier to write down."""
    return [receipt[start : start + 4] for start in range(0, len(receipt), 4)]
