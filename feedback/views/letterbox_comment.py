"""A comment on a question to all families on the letterbox's own page: no session, no cookie, no
person, no time.

Reached through `feedback.door` like the letterbox, with the public id of the question and nothing
else; works without scripting by way of a card.
"""

import uuid
from contextlib import suppress
from typing import Any

from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse

from families.models import Setting

from ..actions.box import NurseryClosed
from ..actions.posting import Note, QuestionOver, new_receipt
from ..forms.letterbox import CommentForm
from ..models import Reader
from ..queries.letterbox import LETTERBOX, at_the_box, open_questions_of, setting_of
from .letterbox import (
    ADDRESS,
    REFUSED,
    TAKEN,
    came_from_us,
    groups_of,
    has_closed,
    not_here,
    page,
    post_with,
    say_why,
    short,
    what_was_typed,
    with_new_receipt,
)


def letterbox_comment(request: HttpRequest, address: str, question_id: uuid.UUID) -> HttpResponse:
    """The question by its title (GET), and a comment on it (POST): it goes into the box like any
    note."""
    typed = what_was_typed(request)
    with suppress(DatabaseError), transaction.atomic(using=LETTERBOX):
        setting = setting_of(address) if ADDRESS.fullmatch(address) else None
        if setting is None:
            return not_here(request)
        return _take(request, setting, question_id, typed, address)
    form = CommentForm(typed or None, initial={"receipt": new_receipt()})
    form.errors.clear()
    kept = bool(typed and typed.get("words"))
    words = {"form": form, "kept": kept, "address": address, "again_url": request.path}
    return page("letterbox_away", 503, **words)


def _take(
    request: HttpRequest, setting: Setting, question_id: uuid.UUID, typed: Any, address: str
) -> HttpResponse:
    box, was_sent = at_the_box(setting), request.method == "POST"
    words: dict[str, Any] = {"setting": setting, "address": address, "box": box}
    may_be_kept = bool(typed) and came_from_us(request)
    if box.is_shut and not may_be_kept:
        return has_closed(typed, was_sent=was_sent, **words)
    words["question"] = question = open_questions_of(setting).filter(pk=question_id).first()
    if question is None and not may_be_kept:
        return _over(typed, was_sent=was_sent, words=words)
    form = CommentForm(initial={"receipt": new_receipt()})
    if not was_sent:
        return page("comment_form", form=form, **words)
    if typed is None or not came_from_us(request):
        return page("comment_form", 422, form=form, lost=True, **words)
    return _post(setting, question_id, typed, words)


def _post(
    setting: Setting, question_id: uuid.UUID, typed: Any, words: dict[str, Any]
) -> HttpResponse:
    """What was taken already is answered as taken, also when the question is over by now, or the
    nursery has closed."""
    form, box = CommentForm(typed), words["box"]
    if form.is_valid():
        data = form.cleaned_data
        note = Note(form.whole_words, Reader.MANAGERS, data["receipt"], question=question_id)
        try:
            receipt = post_with(form, setting=setting, note=note)
        except NurseryClosed:
            return has_closed(typed, was_sent=True, **words)
        except QuestionOver:  # decided while it was on its way
            return _over(typed, was_sent=True, words=words)
        except REFUSED as problem:
            if box.is_shut:
                return has_closed(typed, was_sent=True, **words)
            if words["question"] is None:
                return _over(typed, was_sent=True, words=words)
            say_why(form, problem)
            if data["short"]:
                return short(form, type(problem).__name__)
        else:
            if data["short"]:
                return JsonResponse(TAKEN)
            words |= {"at_once": False, "is_comment": True}
            return page("letterbox_thanks", groups=groups_of(receipt), **words)
    elif box.is_shut:
        return has_closed(typed, was_sent=True, **words)
    elif form.cleaned_data.get("short"):
        return short(form, "Unreadable")
    elif words["question"] is None:
        return _over(typed, was_sent=True, words=words)
    elif "receipt" in form.errors:  # an old or broken page: the words are what matters
        form = CommentForm(with_new_receipt(typed))
    return page("comment_form", 422, form=form, again=True, **words)


def _over(typed: Any, *, was_sent: bool, words: dict[str, Any]) -> HttpResponse:
    """It is closed, or there is no such question; who had written something can send it as a note,
    with the same stamp or card: nothing was used."""
    if typed and typed.get("short"):
        return JsonResponse({"taken": False, "why": "QuestionOver", "said": []}, status=422)
    form = CommentForm(typed or None, initial={"receipt": new_receipt()})
    form.errors.clear()
    kept = bool(typed and typed.get("words"))
    status = 422 if was_sent else 200
    return page("comment_over", status, form=form, kept=kept, was_sent=was_sent, **words)
