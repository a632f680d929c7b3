"""When families read the words of a day, and what a setting logs."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import CareEntry, ReleaseRule


class DailyNotesForm(forms.Form):
    """The manager's choices about daily notes."""

    how = forms.ChoiceField(
        label=_("When do families read the words of a day?"),
        choices=ReleaseRule.How.choices,
        widget=forms.RadioSelect,
        help_text=_("Meals, sleep and nappies stand there at once, whatever you choose."),
    )
    at = forms.TimeField(
        label=_("At which hour?"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Write the time like 17:15.")},
    )
    logged = forms.MultipleChoiceField(
        label=_("What do you write down?"),
        choices=CareEntry.Kind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("What is not ticked is not on the board, and families do not see it."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("how") == ReleaseRule.How.AT_HOUR and "at" in data and not data["at"]:
            self.add_error("at", _("Say at which hour."))
        if "logged" in data and not data["logged"]:
            self.add_error("logged", _("Leave at least one, or the board is empty."))
        return data

    @property
    def hidden_kinds(self) -> list[str]:
        """The kinds that are not logged, in the order of a day."""
        return hidden_without(self.cleaned_data["logged"])


def hidden_without(logged: Iterable[str]) -> list[str]:
    """All kinds but these."""
    shown = set(logged)
    return [kind for kind in CareEntry.Kind.values if kind not in shown]
