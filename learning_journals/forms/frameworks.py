from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..frameworks import packs


class FrameworkForm(forms.Form):
    """Which framework the nursery works with, of those that are installed."""

    framework = forms.ChoiceField(
        label=_("Which guide do you work with?"), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["framework"].choices = [
            (pack.code, f"{pack.name} ({pack.where})" if pack.where else pack.name)
            for pack in packs().values()
        ]
