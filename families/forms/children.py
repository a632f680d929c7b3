"""A child's profile, place and links."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import RIGHTS, ParentCarer, Room
from .fields import DayField, EditForm, KeyForm, LanguagesField, LineField
from .invitations import RightsMixin
from .plain_words import DAY_WRONG

CHILD_FIELDS = (
    "full_name",
    "known_as",
    "pronunciation",
    "date_of_birth",
    "expected_on",
    "home_languages",
    "allergies",
    "diet",
    "care_note",
)
OLDEST_DAYS = 8 * 366
FURTHEST = timedelta(days=366)  # a baby is expected within a year
OVERDUE = timedelta(days=42)


class ChildFields(forms.Form):
    """What we hold on a child."""

    full_name = LineField(max_length=120, label=_("Full name"))
    known_as = LineField(
        max_length=60, label=_("The name we use"), help_text=_("As the family says it at home.")
    )
    pronunciation = LineField(
        max_length=120,
        required=False,
        label=_("How to say it"),
        help_text=_("For example: ZOF-ya ka-PEH-loosh."),
    )
    date_of_birth = DayField(
        label=_("Date of birth"),
        required=False,
        help_text=_("Leave it empty for a baby who is not born yet."),
    )
    expected_on = DayField(
        label=_("Baby not born yet: expected about"),
        required=False,
        help_text=_("Any day of that month. The name may be \u201cBaby Nur\u201d for now."),
    )
    home_languages = LanguagesField(label=_("Languages at home"))
    allergies = LineField(
        max_length=200,
        required=False,
        label=_("Allergies"),
        help_text=_("Shown wherever the child is: egg, nuts, plasters …"),
    )
    diet = LineField(max_length=200, required=False, label=_("Food"))
    care_note = LineField(
        max_length=300,
        required=False,
        label=_("Good to know"),
        help_text=_("What helps: a blanket, a song, hearing aids."),
    )

    def clean_date_of_birth(self) -> Any:
        born, today = self.cleaned_data["date_of_birth"], timezone.localdate()
        if born is None:
            return None
        if born > today:
            raise forms.ValidationError(_("This day has not come yet."))
        if today - born > timedelta(days=OLDEST_DAYS):
            raise forms.ValidationError(_("That would be a school child. Is the year right?"))
        return born

    def clean_expected_on(self) -> Any:
        day, today = self.cleaned_data["expected_on"], timezone.localdate()
        if day and day - today > FURTHEST:
            raise forms.ValidationError(_("That is more than a year away. Is the year right?"))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        fine = not {"date_of_birth", "expected_on"} & set(self.errors)
        born, expected = cleaned.get("date_of_birth"), cleaned.get("expected_on")
        if fine and not born and not expected:
            self.add_error("date_of_birth", DAY_WRONG)
        elif fine and not born and timezone.localdate() - expected > OVERDUE:
            self.add_error("expected_on", _("That day is long over. Write the date of birth."))
        first = cleaned.get("started_on")
        if fine and first and first < (born or expected or first):
            self.add_error("started_on", _("This is before the child is born."))
        return cleaned


class ChildForm(ChildFields, KeyForm):
    """A new child, with the first day and the first room."""

    started_on = DayField(label=_("First day"))
    room = forms.ModelChoiceField(
        label=_("Room"), queryset=Room.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    field_order = (
        *("full_name", "known_as", "pronunciation", "date_of_birth", "expected_on"),
        *("room", "started_on"),
    )

    def __init__(self, *args: Any, rooms: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["room"].queryset = rooms
        self.fields["started_on"].initial = timezone.localdate

    @property
    def child_fields(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in CHILD_FIELDS}


class ChildEditForm(ChildFields, EditForm):
    """The profile of a child who is here."""

    edits = CHILD_FIELDS


class RoomMoveForm(forms.Form):
    """From which day in which room."""

    room = forms.ModelChoiceField(
        label=_("Room"), queryset=Room.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    day = DayField(label=_("From"))

    def __init__(self, *args: Any, rooms: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["room"].queryset = rooms
        self.fields["day"].initial = timezone.localdate


class LastDayForm(forms.Form):
    """The last day of something that began on `started_on`. One that is written down already
    (`ended_on`) can be taken back."""

    last_day = DayField(label=_("Last day"))
    stays = forms.BooleanField(
        label=_("Stays after all: there is no last day"),
        required=False,
    )

    def __init__(self, *args: Any, started_on: Any, ended_on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.started_on = started_on
        self.fields["last_day"].initial = ended_on or timezone.localdate
        if ended_on is None:
            del self.fields["stays"]

    def clean_last_day(self) -> Any:
        day = self.cleaned_data["last_day"]
        if day < self.started_on:
            raise forms.ValidationError(_("This is before the first day."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("stays"):
            self.errors.pop("last_day", None)  # whatever stands there
        return cleaned


class LinkForm(RightsMixin, EditForm):
    """What a parent or carer is to a child, and may see and do."""

    edits = ("relationship", *RIGHTS)
    relationship = LineField(
        max_length=80,
        label=_("Who are they to the child?"),
        help_text=_("In their own words: mum, dad, Nan, foster carer, uncle …"),
    )

    day = DayField(
        label=_("From"),
        help_text=_("Today or a day to come. What held until then stays written down."),
    )

    def __init__(self, *args: Any, row: ParentCarer, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.add_rights()
        self.fields["day"].initial = timezone.localdate

    def clean_day(self) -> Any:
        day, today = self.cleaned_data["day"], timezone.localdate()
        if day < today:
            raise forms.ValidationError(_("This day is over. What held then cannot change now."))
        if day - today > timedelta(days=366):
            raise forms.ValidationError(_("Choose a day within a year."))
        return day


class LinkEndForm(forms.Form):
    """When a link ends: with the end of today, or at once."""

    TODAY, AT_ONCE = "today", "at_once"
    when = forms.ChoiceField(
        label=_("When?"),
        choices=[
            (TODAY, _("When today is over")),
            (AT_ONCE, _("At once: from this minute they see nothing more")),
        ],
        initial=TODAY,
        widget=forms.RadioSelect,
    )
