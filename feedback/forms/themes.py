"""The forms of themes: one of the list, one tap on a note, a term to count."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ..models import THEME_LIMIT, Theme


class ThemeForm(forms.Form):
    """The name of a theme."""

    name = forms.CharField(
        max_length=THEME_LIMIT,
        label=_("Name of the theme"),
        help_text=_("Two or three words that families would use. No names of people."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": _("Write a few words first.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The browser would cut pasted text off in silence; we say it instead.
        self.fields["name"].widget.attrs.pop("maxlength", None)

    def say_taken(self, *, is_retired: bool) -> None:
        """Another theme has this name."""
        self.add_error(
            "name",
            _("There is a theme with this name among those you no longer use. Take it out again.")
            if is_retired
            else _("There is a theme with this name already."),
        )


class ThemeTapForm(forms.Form):
    """One tap: a note gets a theme or loses it. `back` is where one tapped: "note", or at which
    notes of the tray one looked."""

    give = forms.ModelChoiceField(queryset=Theme.objects.none(), required=False)
    take = forms.ModelChoiceField(queryset=Theme.objects.none(), required=False)
    back = forms.CharField(max_length=200, required=False)

    def __init__(self, *args: Any, themes: QuerySet[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["give"].queryset = themes.filter(is_retired=False)
        self.fields["take"].queryset = themes

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not (data.get("give") or data.get("take")):
            raise forms.ValidationError(_("This page was not whole. Press once more."))
        return data


class CountForm(forms.Form):
    """Which term is looked at before it is counted, or counted."""

    term = forms.UUIDField()
    # By what the numbers are known that were looked at; empty: none were.
    numbers = forms.CharField(max_length=64, required=False)
