import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from families.forms.fields import LineField

from ..models import CareEntry
from ..models.daily import COLDEST, HOTTEST

_Kind = CareEntry.Kind
WAKE = "wake"  # not a kind of entry: it ends a sleep
ICONS = {
    _Kind.BREAKFAST: "croissant",
    _Kind.SNACK: "apple",
    _Kind.LUNCH: "utensils",
    _Kind.TEA: "sandwich",
    _Kind.DRINK: "glass-water",
    _Kind.BOTTLE: "milk",
    _Kind.SLEEP: "moon",
    WAKE: "alarm-clock",
    _Kind.NAPPY: "droplets",
    _Kind.MOOD: "smile",
    _Kind.ACTIVITY: "blocks",
    _Kind.TEMPERATURE: "thermometer",
    _Kind.SUN_CREAM: "sun",
}
# What most rooms are doing at this hour: the first minute (of the day) at which it is offered.
BY_THE_CLOCK: tuple[tuple[int, str], ...] = (
    (0, _Kind.NAPPY),
    (7 * 60, _Kind.BREAKFAST),
    (9 * 60 + 30, _Kind.SNACK),
    (11 * 60 + 15, _Kind.LUNCH),
    (13 * 60 + 15, _Kind.SLEEP),
    (14 * 60 + 45, _Kind.SNACK),
    (15 * 60 + 30, _Kind.TEA),
    (18 * 60, _Kind.NAPPY),
)
MILLILITRES = (60, 90, 120, 150, 180, 210)
FIRST_YEAR, LAST_YEAR = 2000, 9000
DRINKS = (_Kind.DRINK, _Kind.BOTTLE)
NOT_A_TEMPERATURE = _("Write a temperature from 34.0 to 42.5, for example 37.8.")


@dataclass(frozen=True)
class KindButton:
    """One thing that can be logged, as a big button."""

    value: str
    label: str
    icon: str


def kind_buttons(hidden: Iterable[str]) -> list[KindButton]:
    """The buttons of a setting, in the order of a day."""
    labels = dict(CareEntry.Kind.choices) | {WAKE: _("Woke up"), _Kind.SLEEP: _("Fell asleep")}
    return [
        KindButton(value=str(kind), label=str(labels[kind]), icon=ICONS[kind])
        for kind in kinds_shown(hidden)
    ]


def kinds_shown(hidden: Iterable[str]) -> list[str]:
    """The kinds of entry a setting logs, with *woke up* after *sleep*."""
    hidden = set(hidden)
    kinds: list[str] = []
    for kind in CareEntry.Kind.values:
        if kind not in hidden:
            kinds += [kind, WAKE] if kind == _Kind.SLEEP else [kind]
    return kinds


def kind_by_the_clock(now: datetime, kinds: Iterable[str]) -> str:
    """What is likely to be logged now: lunch at noon. The first kind if that one is not shown."""
    kinds = list(kinds)
    local = timezone.localtime(now)
    minute = local.hour * 60 + local.minute
    likely = [kind for first, kind in BY_THE_CLOCK if first <= minute][-1]
    return str(likely) if likely in kinds else kinds[0]


class DegreesField(forms.DecimalField):
    """A child's temperature, written as 37.8 or 37,8."""

    def __init__(self, **kwargs: Any) -> None:
        said = dict.fromkeys(
            ("invalid", "max_digits", "max_decimal_places", "max_whole_digits"), NOT_A_TEMPERATURE
        )
        limits = [
            MinValueValidator(COLDEST, NOT_A_TEMPERATURE),
            MaxValueValidator(HOTTEST, NOT_A_TEMPERATURE),
        ]
        super().__init__(
            max_digits=3, decimal_places=1, error_messages=said, validators=limits, **kwargs
        )

    def to_python(self, value: Any) -> Decimal | None:
        return super().to_python(str(value).replace(",", ".") if value else value)


class TappedField(forms.DateTimeField):
    """When the button was pressed, by the tablet's clock: filled in by a page that may have to wait
    for its connection. Without scripting it is empty, which is now."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.HiddenInput, **kwargs)

    def to_python(self, value: Any) -> datetime | None:
        tapped = super().to_python(value)
        if tapped and not FIRST_YEAR <= tapped.year < LAST_YEAR:  # no clock says so
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return tapped


class CareForm(forms.Form):
    """One tap for all the children who are chosen. Each kind looks at its own fields only, so that
    an answer left over from the kind before does no harm."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    child = forms.TypedMultipleChoiceField(label=_("Children"), coerce=uuid.UUID, required=False)
    kind = forms.ChoiceField(
        label=_("What happened"), error_messages={"required": _("Say what happened.")}
    )
    amount = forms.ChoiceField(
        label=_("How much"), choices=CareEntry.Amount.choices, required=False
    )
    nappy = forms.ChoiceField(
        label=_("Nappy or toilet"), choices=CareEntry.Nappy.choices, required=False
    )
    mood = forms.ChoiceField(label=_("Mood"), choices=CareEntry.Mood.choices, required=False)
    ml_button = forms.TypedChoiceField(
        label=_("How much"),
        choices=[(str(ml), str(ml)) for ml in MILLILITRES],
        coerce=int,
        empty_value=None,
        required=False,
    )
    ml = forms.IntegerField(
        label=_("Another amount in ml"),
        required=False,
        validators=[
            MinValueValidator(1, _("Write a number from 1 to 1000.")),
            MaxValueValidator(1000, _("Write a number from 1 to 1000.")),
        ],
        error_messages={"invalid": _("Write a number from 1 to 1000.")},
    )
    degrees = DegreesField(label=_("How many °C?"), required=False)
    called_at = forms.TimeField(
        label=_("Parent called at"),
        required=False,
        error_messages={"invalid": _("Write the time like 12:10, or leave it empty.")},
    )
    at = forms.TimeField(
        label=_("Time"),
        required=False,
        error_messages={"invalid": _("Write the time like 12:10, or leave it empty for now.")},
    )
    tapped = TappedField()
    until = forms.TimeField(
        label=_("Woke up at"),
        required=False,
        error_messages={"invalid": _("Write the time like 13:40, or leave it empty.")},
    )
    words = LineField(label=_("A few words"), required=False, max_length=500)

    def __init__(
        self,
        *args: Any,
        children: Iterable[tuple[uuid.UUID, str]],
        hidden_kinds: Iterable[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["child"].choices = [(str(key), name) for key, name in children]
        self.fields["child"].error_messages["invalid_choice"] = _(
            "A child you chose is not in this room today. The others are still chosen."
        )
        self.fields["kind"].choices = [(kind, kind) for kind in kinds_shown(hidden_kinds)]

    def clean_child(self) -> list[uuid.UUID]:
        if not self.cleaned_data["child"]:
            raise ValidationError(_("Choose at least one child."))
        return self.cleaned_data["child"]

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        kind = data.get("kind")
        if kind in CareEntry.MEALS:
            self._ask("amount", _("Say how much was eaten."))
        elif kind == _Kind.NAPPY:
            self._ask("nappy", _("Say what it was."))
        elif kind == _Kind.MOOD:
            self._ask("mood", _("Say how it was."))
        elif kind == _Kind.ACTIVITY:
            self._ask("words", _("Write a few words: what did they do?"))
        elif kind == _Kind.TEMPERATURE and "degrees" in data and data["degrees"] is None:
            self.add_error("degrees", NOT_A_TEMPERATURE)
        elif kind == _Kind.BOTTLE and "ml" in data and not self.millilitres:
            self.add_error("ml", _("Say how much was drunk."))
        return data

    def _ask(self, name: str, words: str | Promise) -> None:
        if name in self.cleaned_data and not self.cleaned_data[name]:
            self.add_error(name, words)

    @property
    def millilitres(self) -> int | None:
        """The amount drunk: the number written, otherwise the button."""
        if self.cleaned_data.get("kind") not in DRINKS:
            return None
        return self.cleaned_data.get("ml") or self.cleaned_data.get("ml_button")

    @property
    def answer(self) -> str:
        """The one word that this kind of entry is answered with."""
        kind = self.cleaned_data["kind"]
        if kind in CareEntry.MEALS:
            return self.cleaned_data["amount"]
        return self.cleaned_data[kind] if kind in (_Kind.NAPPY, _Kind.MOOD) else ""


class WakeForm(forms.Form):
    """When one child woke up; empty means now."""

    key = forms.UUIDField()
    tapped = TappedField()
    at = forms.TimeField(
        label=_("Woke up at"),
        required=False,
        error_messages={"invalid": _("Write the time like 13:40.")},
    )
