"""The forms of three taps: that of who writes them, and that of who answers."""

import uuid
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from ..models import (
    FEWEST_OPTIONS,
    LEAST_DAYS,
    MOST_DAYS,
    MOST_OPTIONS,
    MOST_QUESTIONS,
    OPTION_LIMIT,
    QUESTION_LIMIT,
    TITLE_LIMIT,
    Pulse,
    Signs,
    last_day,
)
from ..ready_pulses import Ready
from .fields import CardField, StampField, WordsField

NUMBERS = range(1, MOST_QUESTIONS + 1)
TOO_LONG = ngettext_lazy(
    "This is %(show_value)d letter long. There is room for %(limit_value)d.",
    "This is %(show_value)d letters long. There is room for %(limit_value)d.",
    "show_value",
)


def _line(limit: int, **kwargs: Any) -> forms.CharField:
    field = forms.CharField(
        max_length=limit,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"max_length": TOO_LONG, "required": _("Write a few words first.")},
        **kwargs,
    )
    field.widget.attrs.pop("maxlength", None)  # a browser would cut pasted words off in silence
    return field


def _day(**kwargs: Any) -> forms.DateField:
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"],
        error_messages={
            "required": _("Choose a day."),
            "invalid": _("Write the day like 2026-03-14 or 14/03/2026."),
        },
        **kwargs,
    )


class PulseForm(forms.Form):
    """A title, two days and up to three questions, the answers a line each."""

    title = _line(TITLE_LIMIT, label=_("What is it about?"), help_text=_("Two or three words."))
    opens_on = _day(label=_("First day"))
    closes_on = _day(
        label=_("Last day"),
        help_text=_("A week at least, so that every family comes by; five weeks at most."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=30_000, required=False
    )

    def __init__(
        self, *args: Any, pulse: Pulse | None = None, ready: Ready | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for number in NUMBERS:
            self._add_question(number)
        self.initial |= {"key": uuid.uuid4(), **_begin(ready)}
        if pulse:
            self.initial |= {
                "key": pulse.pk,
                "version": pulse.version,
                "title": pulse.title,
                "opens_on": pulse.opens_on,
                "closes_on": pulse.closes_on,
                **_words_of(pulse.questions),
            }

    def _add_question(self, number: int) -> None:
        first = number == 1
        self.fields[f"question_{number}"] = _line(
            QUESTION_LIMIT,
            required=first,
            label=_("Question %(number)s") % {"number": number},
            help_text="" if first else _("Leave it empty to ask less."),
        )
        self.fields[f"answers_{number}"] = WordsField(
            max_length=MOST_OPTIONS * (OPTION_LIMIT + 1),
            rows=4,
            required=first,
            label=_("Answers to question %(number)s") % {"number": number},
            help_text=_("Three to five, each on a line of its own, the gladdest one first."),
        )
        self.fields[f"signs_{number}"] = forms.ChoiceField(
            choices=Signs.choices,
            initial=Signs.FACES,
            widget=forms.RadioSelect,
            required=first,
            label=_("Signs for question %(number)s") % {"number": number},
        )

    @property
    def words(self) -> dict[str, Any]:
        """What `actions.pulses` takes."""
        said = self.cleaned_data
        questions = [
            {
                "words": said[f"question_{number}"],
                "signs": said[f"signs_{number}"] or Signs.FACES.value,
                "options": said[f"answers_{number}"],
            }
            for number in NUMBERS
            if said[f"question_{number}"]
        ]
        days = {name: said[name] for name in ("opens_on", "closes_on")}
        return {"title": said["title"], "questions": questions, **days}

    def clean_opens_on(self) -> date:
        day: date = self.cleaned_data["opens_on"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day is over. Choose today or a later one."))
        if day > timezone.localdate() + timedelta(days=365):
            raise forms.ValidationError(_("Choose a day within a year."))
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        opens, closes = said.get("opens_on"), said.get("closes_on")
        if opens and closes:
            if closes < last_day(opens, days=LEAST_DAYS):
                self.add_error("closes_on", _("Leave it open for a week at least."))
            elif closes > last_day(opens, days=MOST_DAYS):
                self.add_error("closes_on", _("Leave it open for five weeks at most."))
        for number in NUMBERS:
            self._clean_answers(number)
        return self.cleaned_data

    def _clean_answers(self, number: int) -> None:
        question, answers = f"question_{number}", f"answers_{number}"
        if question not in self.cleaned_data or answers not in self.cleaned_data:
            return
        lines = [" ".join(each.split()) for each in self.cleaned_data[answers].splitlines()]
        lines = [each for each in lines if each]
        self.cleaned_data[answers] = lines
        if lines and not self.cleaned_data[question]:
            self.add_error(question, _("Write the question to these answers, or take them out."))
        elif not self.cleaned_data[question]:
            return
        elif not FEWEST_OPTIONS <= len(lines) <= MOST_OPTIONS:
            self.add_error(answers, _("Write three to five answers, each on a line of its own."))
        elif len({each.casefold() for each in lines}) < len(lines):
            self.add_error(answers, _("Two of these answers are the same."))
        elif over := next((each for each in lines if len(each) > OPTION_LIMIT), None):
            self.add_error(
                answers,
                _("“%(answer)s” is too long for a button: %(most)d letters at most.")
                % {"answer": over, "most": OPTION_LIMIT},
            )


def _begin(ready: Ready | None) -> dict[str, Any]:
    today = timezone.localdate()
    days = {"opens_on": today, "closes_on": last_day(today, days=14)}
    if ready is None:
        return days
    asked = [
        {"words": str(words), "signs": signs.value, "options": [str(each) for each in options]}
        for words, signs, options in ready.questions
    ]
    return {**days, "title": str(ready.title), **_words_of(asked)}


def _words_of(questions: list[dict[str, Any]]) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for number, each in enumerate(questions, start=1):
        said[f"question_{number}"] = each["words"]
        said[f"answers_{number}"] = "\n".join(each["options"])
        said[f"signs_{number}"] = each["signs"]
    return said


class OpenForm(forms.Form):
    """One press: it says which words were read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=30_000)


class TapForm(forms.Form):
    """One tap for each question, with a stamp or the code of a card."""

    card = CardField(
        label=_("Code of your card"),
        help_text=_("16 letters and numbers. Each card lets one note or one answer in."),
    )
    stamp = StampField()
    pulse = forms.UUIDField(widget=forms.HiddenInput)
    short = forms.BooleanField(required=False, widget=forms.HiddenInput)  # a script is asking

    def __init__(self, *args: Any, asks: Pulse, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asks = asks
        self.initial["pulse"] = asks.pk
        for question in asks.asked:
            self.fields[f"answer_{question.number}"] = forms.TypedChoiceField(
                choices=[(option.number, option.words) for option in question.options],
                coerce=int,
                widget=forms.RadioSelect,
                label=question.words,
                error_messages={
                    "required": _("Tap one answer."),
                    "invalid_choice": _("This answer is not one of these. Tap another one."),
                },
            )

    @property
    def asked(self) -> list[dict[str, Any]]:
        """Each question with its field, for the page."""
        return [
            {"question": each, "field": self[f"answer_{each.number}"]} for each in self.asks.asked
        ]

    @property
    def answers(self) -> list[int]:
        """What was tapped, question by question."""
        return [self.cleaned_data[f"answer_{each.number}"] for each in self.asks.asked]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for each in self.asks.asked:
            name = f"answer_{each.number}"
            if isinstance(self.data, QueryDict) and len(self.data.getlist(name)) > 1:
                self.add_error(name, _("Two answers came for this question. Tap one."))
        return said
