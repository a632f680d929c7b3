"""Who takes the child home: somebody new, the password of a home, who it is on a day."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import YOUNGEST_COLLECTOR, Child
from .fields import DayField, KeyForm, LineField

DAYS_AHEAD = 28  # so far ahead a home can say who collects
SHORTEST_WORD, LONGEST_WORD = 5, 40
COLLECTOR_FIELDS = ("full_name", "relationship", "phone")


class CollectorForm(KeyForm):
    """Somebody whom a home allows to take the child home.

    `collects` is the day on which they come, where the form was opened to say just that; then it is
    the only day unless others are chosen. `siblings` are the other children this may be for.
    """

    full_name = LineField(max_length=120, label=_("Their name"))
    relationship = LineField(
        max_length=80,
        label=_("Who are they to the child?"),
        help_text=_("In your own words: Nan, neighbour, childminder …"),
    )
    phone = LineField(
        max_length=30,
        label=_("Their phone number"),
        attrs={"inputmode": "tel", "autocomplete": "off"},
    )
    photo = forms.FileField(
        label=_("A photograph of them"),
        required=False,
        help_text=_(
            "So that we know them at the door. Only staff who look after your child and your own"
            " home see it. Without one we ask for a card with a photograph."
        ),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    is_old_enough = forms.BooleanField(
        label=_("They are %(age)s or older") % {"age": YOUNGEST_COLLECTOR},
        help_text=_("Younger people cannot take a child home from here, not even a big brother."),
        error_messages={
            "required": _("We can let a child go only with somebody who is %(age)s or older.")
            % {"age": YOUNGEST_COLLECTOR}
        },
    )
    started_on = DayField(label=_("From"))
    ended_on = DayField(
        label=_("Last day"), required=False, help_text=_("Leave it empty if there is none.")
    )
    also = forms.MultipleChoiceField(
        label=_("Also for"), required=False, widget=forms.CheckboxSelectMultiple
    )
    collects = forms.DateField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, siblings: Iterable[Child], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(child.pk), child.known_as) for child in siblings]
        self.fields["also"].choices = choices
        if not choices:
            del self.fields["also"]
        self.fields["started_on"].initial = timezone.localdate

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if sum(letter.isdigit() for letter in phone) < 6:
            raise forms.ValidationError(_("Write a phone number on which we can reach them."))
        return phone

    def clean_collects(self) -> Any:
        return checked_day(self.cleaned_data["collects"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("started_on"), cleaned.get("ended_on")
        if first and last and last < first:
            self.add_error("ended_on", _("The last day is before the first day."))
        elif last and last < timezone.localdate():
            self.add_error("ended_on", _("This day is over already."))
        day = cleaned.get("collects")
        if day and first and not (first <= day and (not last or day <= last)):
            self.add_error(
                "started_on", _("They collect on a day that is not among these: look at the days.")
            )
        return cleaned

    @property
    def collector_fields(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in COLLECTOR_FIELDS}


class CollectionChoiceForm(forms.Form):
    """Who collects on this day: one of those who may, tapped once."""

    who = forms.ChoiceField(error_messages={"required": _("Tap who collects.")})
    day = DayField(required=False)

    def __init__(self, *args: Any, who: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [(each, each) for each in who]

    def clean_day(self) -> Any:
        return checked_day(self.cleaned_data["day"]) or timezone.localdate()


class CollectionPasswordForm(forms.Form):
    """The word that this home and the nursery agree on."""

    word = LineField(
        max_length=LONGEST_WORD,
        label=_("Your collection password"),
        attrs={"autocomplete": "off", "spellcheck": "false"},
        help_text=_(
            "A word or two that is easy to say at the door: “blue teapot”. Not a name, and not one"
            " that you use anywhere else."
        ),
    )

    def __init__(self, *args: Any, names: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = {_plain(name) for name in names}

    def clean_word(self) -> str:
        word: str = self.cleaned_data["word"]
        if len(_plain(word)) < SHORTEST_WORD:
            raise forms.ValidationError(
                _("This is too short to be a secret. Take at least %(n)s letters.")
                % {"n": SHORTEST_WORD}
            )
        if _plain(word) in self.names:
            raise forms.ValidationError(
                _("Everybody at the door knows this name. Take a word that nobody can guess.")
            )
        return word


def checked_day(day: Any) -> Any:
    """A day on which somebody may be going to collect, or None. Raises ValidationError."""
    today = timezone.localdate()
    if day and day < today:
        raise forms.ValidationError(_("This day is over already."))
    if day and day > today + timedelta(days=DAYS_AHEAD):
        raise forms.ValidationError(_("Say it within four weeks of the day."))
    return day


def _plain(words: str) -> str:
    """Letters and digits alone, in one case: “Zofia!” is “zofia”."""
    return "".join(letter for letter in words.casefold() if letter.isalnum())
