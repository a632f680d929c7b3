"""When a setting may write to somebody, and that they would like to hear at once."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import DigestPreference

FIRST_HOUR, LAST_HOUR = 6, 22  # nobody is woken by us


class DigestNowForm(forms.Form):
    """Of which setting one wishes to hear at once."""

    setting = forms.UUIDField(widget=forms.HiddenInput)


class DigestPreferenceForm(forms.Form):
    """When one setting may write. Day and hour are the setting's own clock."""

    WEEKDAYS = (
        (0, _("Monday")),
        (1, _("Tuesday")),
        (2, _("Wednesday")),
        (3, _("Thursday")),
        (4, _("Friday")),
        (5, _("Saturday")),
        (6, _("Sunday")),
    )

    setting = forms.UUIDField(widget=forms.HiddenInput)
    frequency = forms.ChoiceField(
        label=_("How often?"), choices=DigestPreference.Frequency.choices, widget=forms.RadioSelect
    )
    weekday = forms.TypedChoiceField(
        label=_("On which day, if once a week?"), choices=WEEKDAYS, coerce=int
    )
    hour = forms.TypedChoiceField(label=_("At what time?"), coerce=int)

    def __init__(self, *args: Any, preference: DigestPreference, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "setting": preference.setting_id,
            "frequency": preference.frequency,
            "weekday": preference.weekday,
            "hour": preference.hour,
        }
        kwargs.setdefault("prefix", f"s{str(preference.setting_id)[:8]}")
        super().__init__(*args, **kwargs)
        hours = sorted({*range(FIRST_HOUR, LAST_HOUR + 1), preference.hour})
        self.fields["hour"].choices = [(hour, f"{hour:02}:00") for hour in hours]
