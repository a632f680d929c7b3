"""The menu of a day, what a child must not eat, and a meal that stopped."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from families.forms.fields import LineField
from families.forms.plain_words import NOT_WHOLE

from ..models import MEALS, OFFER_WORDS, Allergen, CareEntry, MealStop


def _offer(label: Any) -> LineField:
    return LineField(max_length=OFFER_WORDS, required=False, label=label)


def _in_it() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("In it"),
        choices=Allergen.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class MenuDayForm(forms.Form):
    """What is offered at the four meals of a day, with the allergens in it."""

    breakfast_offer = _offer(_("Breakfast"))
    breakfast_allergens = _in_it()
    snack_offer = _offer(_("Snack"))
    snack_allergens = _in_it()
    lunch_offer = _offer(_("Lunch"))
    lunch_allergens = _in_it()
    tea_offer = _offer(_("Tea"))
    tea_allergens = _in_it()
    seen = forms.CharField(
        widget=forms.HiddenInput, max_length=64, error_messages={"required": NOT_WHOLE}
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for meal in MEALS:
            if data.get(f"{meal}_allergens") and not data.get(f"{meal}_offer"):
                self.add_error(f"{meal}_offer", _("Say what it is, or take the ticks away."))
        return data

    @property
    def meals(self) -> dict[str, tuple[str, list[str]]]:
        """Meal → words and allergens."""
        given = self.cleaned_data
        return {meal: (given[f"{meal}_offer"], given[f"{meal}_allergens"]) for meal in MEALS}

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        """Words and ticks of each meal, for the page."""
        return [(self[f"{meal}_offer"], self[f"{meal}_allergens"]) for meal in MEALS]


class AllergensForm(forms.Form):
    """Which of the fourteen a child must not eat. `up_to` is when the page was made: what a home
    ticks after that is still to be looked at."""

    up_to = forms.DateTimeField(widget=forms.HiddenInput, error_messages={"required": NOT_WHOLE})

    allergens = forms.MultipleChoiceField(
        label=_("What must not be on the plate?"),
        choices=Allergen.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class InsteadForm(forms.Form):
    """A meal that children must not eat stopped: what happened instead, for those of them who are
    ticked. `batch` is the tap that stopped."""

    ELSE, NOT, MISTAKE = MealStop.How.ELSE, MealStop.How.NOT, MealStop.How.MISTAKE

    key = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": NOT_WHOLE})
    batch = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": NOT_WHOLE})
    child = forms.TypedMultipleChoiceField(label=_("Children"), coerce=uuid.UUID, required=False)
    instead = forms.ChoiceField(
        label=_("What happened?"),
        choices=[
            (ELSE, _("They had something else")),
            (NOT, _("They did not eat it")),
            (MISTAKE, _("It was given by mistake")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what happened.")},
    )
    what = LineField(max_length=OFFER_WORDS, required=False, label=_("What did they have?"))
    amount = forms.ChoiceField(
        label=_("How much was eaten?"),
        choices=CareEntry.Amount.choices,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, children: list[tuple[uuid.UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["child"].choices = [(str(key), known_as) for key, known_as in children]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("instead") == self.ELSE:
            if "what" in data and not data["what"]:
                self.add_error("what", _("Say what they had."))
            if "amount" in data and not data["amount"]:
                self.add_error("amount", _("Say how much was eaten."))
        if "child" in data and not data["child"]:
            self.add_error("child", _("Choose at least one child."))
        return data

    @property
    def chosen(self) -> list[str]:
        """Who is ticked, as the page compares it."""
        return [str(each) for each in self["child"].value() or []]
