"""A card of help nearby, and whether it helped."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import LocalService, ServiceAnswer
from .fields import DayField, EditForm, KeyForm, LanguagesField, LineField, WordsField

SERVICE_FIELDS = ("name", "need", "about", "place", "languages", "cost", "reach", "checked_on")


class CardField(forms.TypedChoiceField):
    """One card of help nearby, or none. The form says which may be chosen (`offer`)."""

    def __init__(self, **kwargs: Any) -> None:
        gone = _("This card is not in the list any more. Choose another one, or none.")
        super().__init__(
            label=_("A card of help nearby"),
            coerce=uuid.UUID,
            empty_value=None,
            required=False,
            error_messages={"invalid_choice": gone},
            **kwargs,
        )

    def offer(self, cards: Iterable[LocalService]) -> None:
        """Let these be chosen: under what they help with, each by its name."""
        by_need: dict[str, list[tuple[str, str]]] = {}
        for card in cards:
            by_need.setdefault(card.need, []).append((str(card.pk), card.name))
        groups = [
            (label, sorted(by_need[need], key=lambda each: each[1].casefold()))
            for need, label in LocalService.Need.choices
            if need in by_need
        ]
        self.choices = [("", _("No card")), *groups]


class _ServiceFields(forms.Form):
    name = LineField(max_length=120, label=_("Name"))
    need = forms.ChoiceField(label=_("Helps with"), choices=LocalService.Need.choices)
    about = WordsField(max_length=400, rows=3, label=_("What they do"))
    place = LineField(max_length=160, label=_("Where"))
    languages = LanguagesField(label=_("Languages they speak"))
    cost = forms.ChoiceField(
        label=_("Cost"), choices=LocalService.Cost.choices, widget=forms.RadioSelect
    )
    reach = WordsField(
        max_length=300, rows=2, label=_("How to reach them"), help_text=_("Phone, days, door.")
    )
    checked_on = DayField(label=_("Last checked"))

    def clean_checked_on(self) -> Any:
        day = self.cleaned_data["checked_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day


class ServiceForm(_ServiceFields, KeyForm):
    """A new card."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["checked_on"].initial = timezone.localdate
        self.fields["cost"].initial = LocalService.Cost.FREE

    @property
    def service_fields(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in SERVICE_FIELDS}


class ServiceEditForm(_ServiceFields, EditForm):
    """A card that is there already; it can be put away."""

    edits = (*SERVICE_FIELDS, "is_shown")
    is_shown = forms.BooleanField(required=False, label=_("Families see this card"))


class ServiceAnswerForm(KeyForm):
    """Did it help?"""

    helped = forms.ChoiceField(
        label=_("Did it help?"), choices=ServiceAnswer.Helped.choices, widget=forms.RadioSelect
    )
    words = WordsField(max_length=500, rows=2, required=False, label=_("Anything to add?"))
