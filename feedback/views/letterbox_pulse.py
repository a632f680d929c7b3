"""Three taps on the letterbox's own page: no session, no cookie, no person, no time.

Reached through `feedback.door` like the letterbox; works without scripting by way of a card.
"""

from contextlib import suppress
from typing import Any

from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from families.models import Setting

from ..actions.box import NurseryClosed
from ..actions.posting import AlreadySpent, NotStamped, TooFewPeople
from ..actions.tapping import PulseClosed, tap
from ..forms.pulses import TapForm
from ..models import MOST_QUESTIONS
from ..queries.letterbox import LETTERBOX, at_the_box, open_pulse_of, setting_of
from ..sealed_box import NoRoom
from .letterbox import ADDRESS, TAKEN, came_from_us, has_closed, not_here, page, what_was_typed

# Why an answer was not taken; the script of the page knows these words.
REFUSED = (TooFewPeople, NotStamped, AlreadySpent, PulseClosed, NoRoom)


def letterbox_pulse(request: HttpRequest, address: str) -> HttpResponse:
    """The questions that are open (GET), and one answer to each of them (POST)."""
    typed = what_was_typed(request)
    with suppress(DatabaseError), transaction.atomic(using=LETTERBOX):
        setting = setting_of(address) if ADDRESS.fullmatch(address) else None
        if setting is None:
            return not_here(request)
        return _take(request, setting, typed, address)
    if typed and typed.get("short"):
        return JsonResponse({"taken": False, "why": "Away", "said": []}, status=503)
    return page("letterbox_away", 503, kept=False, taps=_to_send_again(typed), address=address)


def _take(request: HttpRequest, setting: Setting, typed: Any, address: str) -> HttpResponse:
    box, was_sent = at_the_box(setting), request.method == "POST"
    words: dict[str, Any] = {"setting": setting, "address": address, "box": box}
    if box.is_shut:
        return has_closed(typed, was_sent=was_sent, **words)
    pulse = open_pulse_of(setting, timezone.localdate())
    words["pulse"] = pulse
    if pulse is None:
        if typed and typed.get("short"):
            return _short("PulseClosed")
        return page("pulse_none", 422 if was_sent else 200, was_sent=was_sent, **words)
    if not was_sent:
        return page("pulse_form", form=TapForm(asks=pulse), **words)
    if typed is None or not came_from_us(request):
        return page("pulse_form", 422, form=TapForm(asks=pulse), lost=True, **words)
    if typed.get("pulse") != str(pulse.pk):  # an old page: those questions are closed
        if typed.get("short"):
            return _short("PulseClosed")
        return page("pulse_form", 422, form=TapForm(asks=pulse), closed=True, **words)
    form = TapForm(typed, asks=pulse)
    short = bool(typed.get("short"))
    if form.is_valid():
        data = form.cleaned_data
        proof = {"stamp": data["stamp"], "card": data["card"]}
        try:
            tap(setting, pulse_id=data["pulse"], answers=form.answers, **proof)
        except NurseryClosed:
            return has_closed(typed, was_sent=True, **words)
        except REFUSED as problem:
            _say_why(form, problem)
            if short:
                return _short(type(problem).__name__, form)
        else:
            return JsonResponse(TAKEN) if short else page("pulse_thanks", **words)
    elif short:
        return _short("Unreadable", form)
    return page("pulse_form", 422, form=form, **words)


def _to_send_again(typed: Any) -> list[tuple[str, str]]:
    """What was tapped and typed, for a page that only sends it once more."""
    names = ["pulse", "card", *(f"answer_{number}" for number in range(1, MOST_QUESTIONS + 1))]
    return [(name, value) for name in names if typed and (value := typed.get(name))]


def _say_why(form: TapForm, problem: Exception) -> None:
    """Beside the field, in plain words; what was tapped stays."""
    match problem:
        case AlreadySpent():
            spent = _(
                "This card or stamp has been used already. If you sent this before and saw no"
                " reply, it is counted, once. If not, take another one. What you tapped is still"
                " here."
            )
            form.add_error("card" if form.data.get("card") else None, spent)
        case NotStamped():
            bare = _(
                "An answer needs a stamp or the code of a card, of this nursery and this term. What"
                " you tapped is still here."
            )
            form.add_error("card", bare)
        case NoRoom():
            full = _(
                "The box is full, and your answer was not taken. Above stands when it is opened:"
                " come back after that."
            )
            form.add_error(None, full)
        case _:
            form.add_error(None, _("Your answer was not taken. What you tapped is still here."))


def _short(why: str, form: TapForm | None = None) -> HttpResponse:
    """For the script of the page: why not, in a word and in words."""
    errors = form.errors.values() if form else []
    said = [str(each) for each_field in errors for each in each_field]
    return JsonResponse({"taken": False, "why": why, "said": said}, status=422)
