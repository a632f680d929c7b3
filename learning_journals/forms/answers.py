from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from families.forms.fields import WordsField

from ..models import TRIED_LIMIT, EntryAnswer

Kind = EntryAnswer.Kind


class TapForm(forms.Form):
    """One tap under an entry: the button's name says what, its value under which entry.

    `back` is the query of the page on which it was tapped.
    """

    cheer = forms.UUIDField(required=False)
    see_too = forms.UUIDField(required=False)
    no_cheer = forms.UUIDField(required=False)
    no_see_too = forms.UUIDField(required=False)
    back = forms.CharField(required=False)

    def clean(self) -> dict[str, Any]:
        """Adds `kind`, `taken_away` and `entry` of the button that was pressed."""
        found = super().clean() or {}
        for kind in (Kind.CHEER, Kind.SEE_TOO):
            for name, taken_away in ((kind.value, False), (f"no_{kind.value}", True)):
                if found.get(name):
                    return {
                        **found,
                        "kind": kind.value,
                        "taken_away": taken_away,
                        "entry": found[name],
                    }
        raise forms.ValidationError(_("Tap one of the answers under an entry."))


class TriedForm(forms.Form):
    """How it was to try at home what the nursery suggested."""

    result = forms.ChoiceField(
        label=_("How was it?"),
        choices=EntryAnswer.Result.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it was.")},
    )
    words = WordsField(
        max_length=TRIED_LIMIT,
        rows=3,
        required=False,
        label=_("A few words"),
        help_text=_("What did your child do? Every answer helps us, also “not for us”."),
    )
