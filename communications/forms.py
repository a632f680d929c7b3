"""What may be typed. Nothing is saved here, and nothing typed is lost when it is wrong."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from families.forms.fields import WordsField

from .models import MESSAGE_LIMIT, DigestPreference
from .queries.people import Home, Reader

NOT_WHOLE = _("This page is not whole. Load it again, then paste your words.")
FIRST_HOUR, LAST_HOUR = 6, 22  # nobody is woken by us


class MessageForm(forms.Form):
    """Words in a talk. `key` is the same when the same form arrives twice."""

    words = WordsField(max_length=MESSAGE_LIMIT, label=_("Your message"))
    key = forms.UUIDField(
        widget=forms.HiddenInput, error_messages={"required": NOT_WHOLE, "invalid": NOT_WHOLE}
    )


class ConversationForm(MessageForm):
    """The first words of a talk: to which home (asked if there are several), and who else reads."""

    subject = forms.CharField(
        label=_("What is it about?"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    home = forms.TypedChoiceField(
        label=_("Which home is it for?"),
        coerce=uuid.UUID,
        widget=forms.RadioSelect,
        help_text=_("The other home does not see it, and is not told about it."),
        error_messages={"required": _("Choose which home this is for.")},
    )
    readers = forms.TypedMultipleChoiceField(
        label=_("Who else may read it?"),
        coerce=uuid.UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ["home", "subject", "words", "readers", "key"]

    def __init__(
        self,
        *args: Any,
        homes: Iterable[Home],
        choosable: Iterable[Reader],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        homes, choosable = list(homes), list(choosable)
        if len(homes) == 1:
            del self.fields["home"]
        else:
            self.fields["home"].choices = [(str(home.family_id), home.names) for home in homes]
        if choosable:
            self.fields["readers"].choices = [
                (str(each.user_id), each.with_note) for each in choosable
            ]
        else:
            del self.fields["readers"]


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
