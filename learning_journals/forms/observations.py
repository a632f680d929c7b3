import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from families.forms.fields import LineField, WordsField
from families.models import Child

from ..frameworks import Pack
from ..models import WORDS_LIMIT, Observation, Photo

SHORT = 500  # letters, as the columns have it
OLDEST = timedelta(days=366)
ACCEPT = "image/*"  # a hint for the file chooser only: what it is, is decided by opening it


class SeveralFilesInput(forms.FileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Any number of files; cleaned to a list. Empty files pass: they are refused one by one, by
    name, when they are opened as pictures."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", SeveralFilesInput(attrs={"multiple": True, "accept": ACCEPT}))
        super().__init__(required=False, **kwargs)

    def clean(self, data: Iterable[File] | None, initial: object = None) -> list[File]:
        return [each for each in data or [] if each]


class ObservationForm(forms.Form):
    """What was seen. Everything may be empty in a draft; what sharing needs is asked when sharing.

    `children` are those one may write about, `pack` the framework whose areas are offered, `photos`
    those in the draft: each has a line that says what it shows, for people who cannot see it;
    `earlier` are those that it may go on from.
    """

    key = forms.UUIDField(widget=forms.HiddenInput)
    page = forms.UUIDField(widget=forms.HiddenInput)
    observation = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    beside = forms.UUIDField(widget=forms.HiddenInput, required=False)
    child = forms.TypedMultipleChoiceField(
        label=_("Who is it about?"),
        coerce=uuid.UUID,
        required=False,
        error_messages={"invalid_choice": _("A child you chose is not in your care today.")},
    )
    without_moved = forms.BooleanField(required=False)  # asked only when a draft has such children
    # Asked when the words name another child and none of those chosen.
    sure = forms.BooleanField(label=_("Yes, it is about the right child"), required=False)
    words = WordsField(label=_("What did you see?"), max_length=WORDS_LIMIT, rows=6, required=False)
    photos = SeveralFilesField(label=_("Photos"))
    happened_at = forms.DateTimeField(
        label=_("When was it?"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": _("Write day and time, for example 02/11/2026 10:20.")},
    )
    is_wow = forms.BooleanField(label=_("This was a wow moment"), required=False)
    child_voice = WordsField(
        label=_("In the child’s own words"),
        help_text=_("What they said, as they said it, in any language."),
        max_length=SHORT,
        rows=2,
        required=False,
    )
    areas = forms.MultipleChoiceField(
        label=_("What is it about?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    characteristics = forms.MultipleChoiceField(
        label=_("How did they go about it?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    next_step = WordsField(
        label=_("What will we offer next?"), max_length=SHORT, rows=2, required=False
    )
    builds_on = forms.CharField(
        label=_("Does it go on from an earlier one?"),
        help_text=_("Families can go from one to the other in the journal."),
        required=False,
        widget=forms.Select,
    )
    try_at_home = WordsField(
        label=_("Something to try at home"), max_length=SHORT, rows=2, required=False
    )

    def __init__(
        self,
        *args: Any,
        children: Iterable[Child],
        pack: Pack,
        photos: Iterable[Photo] = (),
        earlier: Iterable[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.children = list(children)
        self.fields["child"].choices = [(str(each.pk), each.known_as) for each in self.children]
        self.pack = pack
        self.fields["areas"].choices = pack.area_choices
        self.fields["characteristics"].choices = pack.way_choices
        self.earlier = dict(earlier)
        self.fields["builds_on"].widget.choices = [
            ("", _("No, it stands alone")),
            *self.earlier.items(),
        ]
        self.photo_names = {f"shows-{photo.pk}": photo.pk for photo in photos}
        for name in self.photo_names:
            self.fields[name] = LineField(
                label=_("What the photo shows"), max_length=200, required=False
            )

    def clean_builds_on(self) -> uuid.UUID | None:
        """An earlier one of children who are chosen no more is none: nothing is asked about it."""
        named = self.cleaned_data["builds_on"]
        return uuid.UUID(named) if named in self.earlier else None

    def clean_happened_at(self) -> datetime | None:
        at = self.cleaned_data["happened_at"]
        now = timezone.now()
        if at and at > now + timedelta(minutes=2):
            raise ValidationError(_("This is still to come. Choose a time that is over."))
        if at and at < now - OLDEST:
            raise ValidationError(_("This is more than a year ago. Look at the date again."))
        return at

    def say_what_sharing_needs(self) -> None:
        """Who wants to share reads everything that is missing at once, not one thing after the
        other. What may be shared is decided when it is (`actions.observations`)."""
        if not self.cleaned_data.get("child", True):
            self.add_error("child", _("Choose the child this is about."))
        seen = self.cleaned_data.get("words", True) or self.files or self.photo_names
        if not seen and "words" not in self.errors:
            self.add_error("words", _("Write what you saw, or add a photo."))

    @property
    def descriptions(self) -> dict[uuid.UUID, str]:
        """What each photo of the draft shows, as far as it stands in the form."""
        return {
            photo: self.cleaned_data[name]
            for name, photo in self.photo_names.items()
            if name in self.data and name in self.cleaned_data
        }


def values_of(observation: Observation, child_ids: Iterable[uuid.UUID]) -> dict[str, object]:
    """What stands in the form of a draft that was saved before."""
    return {
        "observation": observation.pk,
        "version": observation.version,
        "child": [str(key) for key in child_ids],
        "words": observation.words,
        "happened_at": observation.happened_at,
        "is_wow": observation.kind == Observation.Kind.WOW,
        "child_voice": observation.child_voice,
        "areas": list(observation.areas),
        "characteristics": list(observation.characteristics),
        "next_step": observation.next_step,
        "try_at_home": observation.try_at_home,
        "builds_on": str(observation.builds_on_id or ""),
    } | {f"shows-{photo.pk}": photo.description for photo in observation.photos.all()}
