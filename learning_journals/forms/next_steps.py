from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from families.forms.fields import KeyForm, WordsField

from ..models import NextStep


class NextStepForm(KeyForm):
    """What we help a child with: in words for the family, with the why and the home."""

    begun_from = forms.UUIDField(widget=forms.HiddenInput, required=False)
    words = WordsField(
        label=_("What do we help with?"),
        help_text=_("One small thing: “Ileana asks for her cup with a word, in any language.”"),
        max_length=300,
        rows=2,
    )
    why = WordsField(
        label=_("Why now?"),
        help_text=_("In plain words: what did you see, and what does it open up?"),
        max_length=500,
        rows=2,
    )
    at_home = WordsField(
        label=_("What does it look like at home?"),
        help_text=_("Something that needs nothing bought: at breakfast, in the bath, on the bus."),
        max_length=500,
        rows=2,
    )

    @property
    def step_fields(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("words", "why", "at_home")}


class NextStepCloseForm(forms.Form):
    """How it ended."""

    how = forms.ChoiceField(
        label=_("How did it go?"),
        choices=NextStep.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it went.")},
    )
    seen_in = forms.ChoiceField(
        label=_("In which observation did you see it?"),
        help_text=_("Only what is shared with the family, so that they can read it too."),
        required=False,
    )
    closing_words = WordsField(label=_("A word about it"), max_length=300, rows=2, required=False)

    def __init__(self, *args: Any, observations: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen_in"].choices = [("", _("Choose one")), *observations]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        named = cleaned.get("seen_in") or "seen_in" in self.errors
        if cleaned.get("how") == NextStep.Outcome.SEEN and not named:
            said = _("Choose the observation. If there is none yet, write it and share it first.")
            self.add_error("seen_in", said)
        return cleaned
