"""Medicine: the written permission, a dose, a dose at home."""

import re
import uuid
from collections.abc import Iterable
from datetime import time
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.dateparse import parse_time
from django.utils.translation import gettext_lazy as _

from families.forms.fields import DayField, KeyForm, LineField

from ..models import MedicineGiven, MedicinePermission
from ..models.medicines import LONGEST_PERMISSION, MOST_TIMES


def _line(name: str, **kwargs: Any) -> LineField:
    """A field as long as its column."""
    return LineField(max_length=MedicinePermission._meta.get_field(name).max_length or 0, **kwargs)


def _time(**kwargs: Any) -> forms.TimeField:
    return forms.TimeField(
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("Write the time like 12:10.")},
        **kwargs,
    )


class PermissionForm(KeyForm):
    """What a parent allows: one medicine, in one dose, for some days."""

    medicine = _line(
        "medicine", label=_("Which medicine?"), help_text=_("As it stands on the bottle or box.")
    )
    dose = _line("dose", label=_("How much at a time?"), help_text=_("For example: 5 ml."))
    medicine_form = forms.ChoiceField(
        label=_("What is it?"), choices=MedicinePermission.Form.choices
    )
    reason = _line("reason", label=_("What is it for?"))
    times = LineField(
        label=_("At which times with us?"),
        max_length=80,
        required=False,
        help_text=_(
            "For example: 12:30, or 10:00 and 14:00. Leave it empty if it is only needed sometimes."
        ),
    )
    when_needed = _line(
        "when_needed",
        label=_("Or only when we see what?"),
        required=False,
        help_text=_("For example: when she wheezes."),
    )
    hours_between = forms.IntegerField(
        label=_("How many hours between two doses, at least?"),
        validators=[
            MinValueValidator(1, _("Write a number from 1 to 24.")),
            MaxValueValidator(24, _("Write a number from 1 to 24.")),
        ],
        error_messages={
            "required": _("Write a number from 1 to 24."),
            "invalid": _("Write a number from 1 to 24."),
        },
    )
    started_on = DayField(label=_("From"))
    last_day = DayField(label=_("Last day"), help_text=_("A year at most."))
    storage = _line(
        "storage", label=_("Where is it kept?"), help_text=_("For example: in the fridge.")
    )
    given_at_home = _time(
        label=_("Given at home today?"),
        required=False,
        help_text=_("When you gave the last dose, so that ours does not come too soon."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["started_on"].initial = timezone.localdate

    def clean_times(self) -> list[time]:
        typed = self.cleaned_data["times"]
        found = []
        for part in re.findall(r"[^\s,;]+", typed.replace(".", ":")):
            if not re.match(r"\d", part):
                continue  # "and"
            try:
                at = parse_time(part)
            except ValueError:
                at = None
            if at is None:
                raise forms.ValidationError(_("Write the times like 10:00 and 14:00."))
            found.append(at)
        if typed.strip() and not found:
            raise forms.ValidationError(_("Write the times like 10:00 and 14:00."))
        if len(found) > MOST_TIMES:
            raise forms.ValidationError(_("These are too many times for a day with us."))
        return sorted(set(found))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "times" in data and "when_needed" in data:
            if not (data["times"] or data["when_needed"]):
                self.add_error("times", _("Write at which times, or below when it is needed."))
            elif data["times"] and data["when_needed"]:
                self.add_error(
                    "when_needed",
                    _("Choose one: times above, or when it is needed. Empty the other."),
                )
        first, last = data.get("started_on"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day is before the first day."))
        elif first and last and last > first + LONGEST_PERMISSION:
            self.add_error("last_day", _("That is longer than a year. Choose an earlier day."))
        return data


class DoseForm(KeyForm):
    """A dose that was given. `too_soon` shows the box for one that was given all the same."""

    at = _time(label=_("When?"), required=False, help_text=_("Empty: now."))
    given_by = forms.TypedChoiceField(label=_("Who gave it?"), coerce=uuid.UUID, empty_value=None)
    witness = forms.TypedChoiceField(
        label=_("Who watched?"),
        coerce=uuid.UUID,
        empty_value=None,
        error_messages={"required": _("Choose who watched: the name, the dose and the time.")},
    )
    reason = LineField(
        label=_("What did you see?"),
        max_length=MedicineGiven._meta.get_field("reason").max_length or 0,
        required=False,
    )
    all_the_same = forms.BooleanField(label=_("It was given all the same"), required=False)

    def __init__(
        self,
        *args: Any,
        colleagues: Iterable[tuple[str, str]],
        own_post: uuid.UUID | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        posts = list(colleagues)
        self.fields["given_by"].choices = posts
        self.fields["given_by"].initial = str(own_post or "")
        self.fields["witness"].choices = [("", _("Choose")), *posts]
        self.fields["witness"].required = len(posts) > 1  # nobody else is there to watch

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("witness") and data["witness"] == data.get("given_by"):
            self.add_error("witness", _("Somebody else than who gave it."))
        return data


class HomeDoseForm(KeyForm):
    """A dose that was given at home today."""

    given_at_home = _time(label=_("When did you give it today?"))


class ReadDosesForm(forms.Form):
    """“I have read this”, of everything that stood on the page."""

    up_to = forms.DateTimeField(widget=forms.HiddenInput)
    comment = LineField(label=_("Would you like to say something?"), max_length=300, required=False)
