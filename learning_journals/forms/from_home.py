"""The morning note of a home."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from families.forms.fields import LineField, WordsField

from ..models import MORNING_WORDS, CareEntry, MorningNote


def _taps(label: Any, choices: Any) -> forms.ChoiceField:
    """One tap among a few, or none."""
    return forms.ChoiceField(
        label=label, choices=choices, required=False, widget=forms.RadioSelect()
    )


class MorningNoteForm(forms.Form):
    """Everything may be left out, but not all of it. `version` is that of the note that the writer
    saw, 0 for none."""

    slept = _taps(_("Last night"), MorningNote.Slept.choices)
    had_breakfast = _taps(_("Breakfast"), MorningNote.Breakfast.choices)
    mood = _taps(_("How is it this morning?"), CareEntry.Mood.choices)
    medicine = LineField(
        max_length=120,
        required=False,
        label=_("Medicine given at home"),
        help_text=_("What and how much. We need to know before we give any ourselves."),
    )
    medicine_at = forms.TimeField(
        label=_("Given at"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Write the time like 07:10.")},
    )
    words = WordsField(
        max_length=MORNING_WORDS, rows=3, required=False, label=_("Anything we should know?")
    )
    day = forms.DateField(widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("medicine") and "medicine_at" in data and not data["medicine_at"]:
            self.add_error("medicine_at", _("Say when it was given."))
        if data.get("medicine_at") and "medicine" in data and not data["medicine"]:
            self.add_error("medicine", _("Say which medicine it was, or clear the time."))
        if not self.errors and not any(self.told.values()):
            self.add_error(None, _("Tell us at least one thing. “All well” is enough."))
        return data

    @property
    def told(self) -> dict[str, Any]:
        """What is told, by the names of the note."""
        given = self.cleaned_data
        return {
            "slept": given.get("slept") or "",
            "breakfast": given.get("had_breakfast") or "",
            "mood": given.get("mood") or "",
            "medicine": given.get("medicine") or "",
            "medicine_at": given.get("medicine_at"),
            "words": given.get("words") or "",
        }
