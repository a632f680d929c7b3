import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.files import File
from django.utils.translation import gettext_lazy as _

from families.forms.fields import WordsField
from families.models import Child

from ..models import WORDS_LIMIT, Observation
from .observations import SeveralFilesField

MOST_PHOTOS = 6  # of one entry from home

LONGEST_AGO = timedelta(days=366)


class HomeEntryForm(forms.Form):
    """What a family saw at home. `siblings` are the other children of the same home and setting."""

    words = WordsField(
        max_length=WORDS_LIMIT,
        rows=5,
        label=_("What happened at home?"),
        help_text=_("One sentence is enough. Write in the language you like."),
    )
    child_voice = WordsField(
        max_length=Observation._meta.get_field("child_voice").max_length or 0,
        rows=2,
        required=False,
        label=_("In your child’s own words"),
    )
    photos = SeveralFilesField(
        label=_("Photographs"), help_text=_("Up to 6. Where they were taken is removed from them.")
    )
    also = forms.TypedMultipleChoiceField(
        label=_("Who else was there?"),
        coerce=uuid.UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    day = forms.DateField(
        label=_("When was it?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the day like this: 2026-11-02.")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, siblings: Sequence[Child], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.siblings = {child.pk: child for child in siblings}
        self.fields["also"].choices = [(str(child.pk), child.known_as) for child in siblings]
        if not siblings:
            del self.fields["also"]
        self.fields["day"].widget.attrs["max"] = today.isoformat()

    def clean_also(self) -> list[Child]:
        return [self.siblings[pk] for pk in self.cleaned_data["also"]]

    def clean_photos(self) -> list[File]:
        photos = self.cleaned_data["photos"]
        if len(photos) > MOST_PHOTOS:
            said = _("These are %(n)s photographs. Choose 6 at most; more fit into a second entry.")
            raise forms.ValidationError(said, params={"n": len(photos)})
        return photos

    def clean_day(self) -> date | None:
        day = self.cleaned_data["day"]
        if day and day > self.today:
            raise forms.ValidationError(_("That day has not come yet."))
        if day and day < self.today - LONGEST_AGO:
            raise forms.ValidationError(_("That is more than a year ago. Tell it in your words."))
        return day
