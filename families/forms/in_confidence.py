"""A note of a court order."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .fields import DayField, KeyForm, WordsField


class CourtOrderForm(KeyForm):
    """What the order says, from when, and when to look at it again."""

    words = WordsField(
        max_length=2000,
        label=_("What does the order say?"),
        help_text=_("Only manager and deputy read this: who may do what, and where the paper is."),
    )
    started_on = DayField(label=_("From"))
    ended_on = DayField(label=_("Last day"), required=False)
    review_on = DayField(label=_("Look at it again on"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["started_on"].initial = timezone.localdate

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first = cleaned.get("started_on")
        for name, said in (
            ("ended_on", _("The last day is before the first day.")),
            ("review_on", _("This is before the order begins.")),
        ):
            if first and cleaned.get(name) and cleaned[name] < first:
                self.add_error(name, said)
        return cleaned
