"""The nursery itself, its rooms and its terms."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models.places import Colour
from .fields import DayField, EditForm, EmailField, KeyForm, LineField, WordsField

NURSERY_FIELDS = ("name", "address", "phone", "email", "registration_number")
ROOM_FIELDS = ("name", "colour", "youngest_months", "oldest_months", "places")
TERM_FIELDS = ("name", "starts_on", "ends_on")
OLDEST_MONTHS = 96  # a day nursery may have an after-school room


class NurseryForm(EditForm):
    """What families read about the nursery as a place."""

    edits = NURSERY_FIELDS
    name = LineField(max_length=120, label=_("Name"))
    address = WordsField(max_length=400, rows=3, required=False, label=_("Address"))
    phone = LineField(
        max_length=30,
        required=False,
        label=_("Phone"),
        help_text=_("The one that is answered at pick-up time."),
        widget=forms.TextInput(attrs={"type": "tel", "dir": "ltr"}),
    )
    email = EmailField(required=False)
    registration_number = LineField(
        max_length=40,
        required=False,
        label=_("Registration number"),
        help_text=_("The number the regulator knows you by."),
    )


class ClosingForm(EditForm):
    """From which day on the nursery is closed; nothing if it stays open. `today`: no earlier day,
    but the one that stands there."""

    edits = ("closed_on",)
    closed_on = DayField(
        required=False,
        label=_("First day on which the nursery is closed"),
        help_text=_("Leave it empty if the nursery stays open after all."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if getattr(self.row, "closed_on", None) is None:  # there is nothing to take back
            self.fields["closed_on"].required = True
            self.fields["closed_on"].help_text = ""

    def clean_closed_on(self) -> date | None:
        day: date | None = self.cleaned_data["closed_on"]
        if day and day < self.today and day != getattr(self.row, "closed_on", None):
            raise forms.ValidationError(_("Choose today or a day to come."))
        return day


class RoomFields(forms.Form):
    """A room with the ages it is for."""

    name = LineField(max_length=60, label=_("Name"))
    colour = forms.ChoiceField(
        label=_("Colour"), choices=Colour.choices, widget=forms.RadioSelect, initial=Colour.SAGE
    )
    youngest_months = forms.IntegerField(
        label=_("From how many months old?"), min_value=0, max_value=OLDEST_MONTHS, initial=0
    )
    oldest_months = forms.IntegerField(
        label=_("Up to how many months old?"), min_value=1, max_value=OLDEST_MONTHS, initial=60
    )
    places = forms.IntegerField(
        label=_("How many children at a time?"), min_value=1, max_value=500, initial=12
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        youngest, oldest = cleaned.get("youngest_months"), cleaned.get("oldest_months")
        if youngest is not None and oldest is not None and oldest <= youngest:
            self.add_error("oldest_months", _("This is not older than the youngest."))
        return cleaned


class RoomForm(RoomFields, KeyForm):
    """A new room."""


class RoomEditForm(RoomFields, EditForm):
    """A room there is."""

    edits = ROOM_FIELDS


class TermFields(forms.Form):
    """A term by its first and last day."""

    name = LineField(max_length=60, label=_("Name"), help_text=_("For example: Spring term 2027."))
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first day."))
        elif first and last and (last - first).days > 366:
            self.add_error("ends_on", _("This term would last more than a year."))
        return cleaned


class TermForm(TermFields, KeyForm):
    """A new term."""


class TermEditForm(TermFields, EditForm):
    """A term there is."""

    edits = TERM_FIELDS
