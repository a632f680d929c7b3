import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.files import File
from django.utils.translation import gettext_lazy as _

from families.forms.fields import LineField, WordsField
from families.models import Child

from ..models import HEARD_LIMIT, WORDS_LIMIT, Observation
from .observations import SeveralFilesField

MOST_PHOTOS = 6  # of one entry from home
# What a telephone offers to record or to choose from. Checked by what is in the file, not by this.
ACCEPT = "audio/*,.m4a,.mp3,.ogg,.opus,.wav,.amr,.3gp"

LONGEST_AGO = timedelta(days=366)


class HomeEntryForm(forms.Form):
    """What a family saw at home. `siblings` are the other children of the same home and setting."""

    words = WordsField(
        max_length=WORDS_LIMIT,
        rows=5,
        label=_("What happened at home?"),
        help_text=_("One sentence is enough, or a sound. Write in the language you like."),
    )
    sound = forms.FileField(
        label=_("A sound"),
        help_text=_("Something said, sung or played: two minutes at most."),
        required=False,
        allow_empty_file=True,  # it is looked at, and refused in our words, by who keeps it
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )
    heard = LineField(
        max_length=HEARD_LIMIT,
        required=False,
        label=_("What can we hear?"),
        help_text=_("For people who are deaf or have no sound on."),
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
        # A sound needs no words beside it.
        self.fields["words"].required = "sound" not in self.files
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
