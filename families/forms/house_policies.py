"""A policy of the house, as the manager publishes it."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import HousePolicy, HousePolicyVersion
from .fields import DayField, KeyForm, LineField, WordsField
from .plain_words import NOT_WHOLE


class PolicyVersionForm(KeyForm):
    """The next version of a policy. It carries along which one it was written from (`after`)."""

    after = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        max_value=32_000,
        initial=0,
        error_messages={"required": NOT_WHOLE, "invalid": NOT_WHOLE},
    )
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

    def say_changed(self, newest: HousePolicyVersion) -> None:
        """Somebody published meanwhile: what they wrote is shown beside what was typed."""
        self.add_error(
            None,
            _(
                "Somebody else has published a version meanwhile; it is shown beside the fields."
                " Yours is still here: press the button again, and yours follows theirs."
            ),
        )
        for name, now in (("summary", newest.summary), ("policy_words", newest.words)):
            if now != self.cleaned_data.get(name):
                self.add_error(name, _("Now it says: %(now)s") % {"now": now})
        self.data = self.data.copy()
        self.data["after"] = newest.number


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
