"""What a manager arranges about the letterbox."""

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from ..models import EVERY_DAY


class EmptyingForm(forms.Form):
    """When the box is emptied."""

    weekday = forms.TypedChoiceField(
        label=_("On which day?"),
        choices=[*WEEKDAYS.items(), (EVERY_DAY, _("Every day"))],
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("Once a week hides the writers best: more notes come out together."),
    )
    hour = forms.TypedChoiceField(
        label=_("At which hour?"),
        choices=[(hour, f"{hour:02}:00") for hour in range(24)],
        coerce=int,
    )


class CardsForm(forms.Form):
    """How many sheets of paper cards to make."""

    sheets = forms.IntegerField(
        label=_("How many sheets?"),
        min_value=1,
        max_value=3,  # a quarter of a second each, while the manager waits
        initial=1,
        help_text=_("Ten cards are on a sheet of A4. You can make more afterwards."),
        error_messages={
            "min_value": _("Make one sheet at least."),
            "max_value": _("Make three sheets at most at one time."),
            "invalid": _("Write a number from 1 to 3."),
        },
    )
