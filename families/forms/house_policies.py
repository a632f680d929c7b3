"""A policy of the house, as the manager publishes it."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import HousePolicy
from .fields import DayField, KeyForm, LineField, WordsField


class PolicyVersionForm(KeyForm):
    """The next version of a policy."""

    summary = WordsField(
        max_length=1_500,
        rows=4,
        label=_("In plain words, in short"),
        help_text=_("What it means for a family, in five lines. Everybody reads this part."),
    )
    policy_words = WordsField(
        max_length=30_000,
        rows=14,
        label=_("The whole policy"),
        help_text=_("Plain text. A line that begins with # becomes a heading."),
    )
    valid_from = DayField(label=_("Holds since"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["valid_from"].initial = timezone.localdate

    def clean_valid_from(self) -> Any:
        day = self.cleaned_data["valid_from"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day


class PolicyForm(PolicyVersionForm):
    """A new policy, or the agreement on how home and nursery work together."""

    title = LineField(max_length=120, label=_("Title"))
    policy_kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=HousePolicy.Kind.choices,
        widget=forms.RadioSelect,
        initial=HousePolicy.Kind.POLICY,
    )
    field_order = ("title", "policy_kind", "summary", "policy_words", "valid_from")
