from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from families.templatetags.ui import spoken_month

from ..queries.journal_filters import month_of

ALL = "all"


class BookForm(forms.Form):
    """Which month of a journal, of those there are, or all of it."""

    month = forms.ChoiceField(
        label=_("Which month?"),
        error_messages={
            "required": _("Choose a month, or everything."),
            "invalid_choice": _("There is nothing in the journal from that month."),
        },
    )

    def __init__(self, *args: Any, months: Sequence[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = [
            *((f"{month:%Y-%m}", spoken_month(month)) for month in months),
            (ALL, _("Everything, from the first day")),
        ]

    def clean_month(self) -> date | None:
        """Its first day; None for all of it."""
        return month_of(self.cleaned_data["month"])
