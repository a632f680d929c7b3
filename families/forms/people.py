"""A person's own page, a household's page, a post on the team, the setting one acts in."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ..models import Membership, Role, Room, Setting
from ..models.languages import LANGUAGES_SPOKEN
from .fields import EditForm, LanguagesField, LineField, WordsField, both

PROFILE_FIELDS = (
    "full_name",
    "known_as",
    "pronunciation",
    "preferred_language",
    "languages",
    "reads",
    "message_language",
    "wants_interpreter",
    "phone",
    "about",
)
FAMILY_FIELDS = ("name", "address", "phone")
POST_FIELDS = ("role", "job_title", "works_on", "is_safeguarding_lead", "is_senco")


def phone_field(**kwargs: Any) -> LineField:
    return LineField(
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "dir": "ltr"}),
        **kwargs,
    )


class ProfileForm(EditForm):
    """How I want to be called and written to. The hello card is for staff."""

    edits = PROFILE_FIELDS
    full_name = LineField(max_length=120, label=_("Full name"), attrs={"autocomplete": "name"})
    known_as = LineField(
        max_length=60,
        required=False,
        label=_("The name we should use"),
        attrs={"autocomplete": "nickname"},
    )
    pronunciation = LineField(max_length=120, required=False, label=_("How to say it"))
    preferred_language = forms.ChoiceField(
        label=_("Language we write to you in"),
        choices=settings.LETTER_LANGUAGES,
        help_text=_("Where we do not have your language yet, we write in English."),
    )
    languages = LanguagesField(label=_("Languages you speak"))
    reads = LanguagesField(label=_("Languages you read"))
    message_language = forms.ChoiceField(
        label=_("Language you like best for messages"),
        required=False,
        choices=lambda: [
            ("", _("no matter which")),
            *((code, both(code)) for code in LANGUAGES_SPOKEN),
        ],
        help_text=_("Your child’s key person sees it when they write to you."),
    )
    wants_interpreter = forms.BooleanField(
        required=False, label=_("I would like an interpreter when we talk")
    )
    phone = phone_field(label=_("Phone"))
    about = WordsField(
        max_length=1000,
        required=False,
        label=_("Hello card"),
        help_text=_("A few words to the families: who you are, what you like, how to reach you."),
    )

    def __init__(self, *args: Any, is_staff: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_staff:
            self.fields["about"].label = _("About you")
            self.fields["about"].help_text = _("What you would like the team to know.")


class FamilyForm(EditForm):
    """A household's own page, in its own words."""

    edits = FAMILY_FIELDS
    name = LineField(max_length=120, label=_("What we call this home"))
    address = WordsField(
        max_length=400, rows=3, required=False, label=_("Address"),
        help_text=_("Only this home and the team see it."),
    )  # fmt: skip
    phone = phone_field(label=_("Phone"), help_text=_("The one that is answered."))


class PostForm(EditForm):
    """A colleague's role, days and rooms."""

    edits = POST_FIELDS
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, widget=forms.RadioSelect)
    job_title = LineField(max_length=80, required=False, label=_("Job title"))
    works_on = LineField(
        max_length=80,
        required=False,
        label=_("Working days"),
        help_text=_("As families read it: Monday to Thursday, 8 to 4."),
    )
    rooms = forms.ModelMultipleChoiceField(
        label=_("Rooms"),
        queryset=Room.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Practitioners see the children of their rooms. Managers see every room."),
    )
    is_safeguarding_lead = forms.BooleanField(required=False, label=_("Safeguarding lead"))
    is_senco = forms.BooleanField(
        required=False, label=_("SENCO: looks after special needs and disability")
    )

    def __init__(
        self, *args: Any, row: Membership, rooms: Any, current_rooms: list[Room], **kwargs: Any
    ) -> None:
        super().__init__(
            *args, row=row, initial={"rooms": [room.pk for room in current_rooms]}, **kwargs
        )
        self.fields["rooms"].queryset = rooms
        # Nobody becomes owner or committee but by a letter, and nobody of them staff: a manager who
        # could change her own post would read what was written past her. The database refuses too.
        above = row.role == Role.COMMITTEE
        choices = [each for each in Role.choices if (each[0] == Role.COMMITTEE) == above]
        self.fields["role"].choices = choices
        if above:
            for name in ("is_safeguarding_lead", "is_senco", "rooms"):
                self.fields[name].disabled = True
                self.fields[name].widget = self.fields[name].hidden_widget()


class SettingForm(forms.Form):
    """Where one acts, for people who work in two settings."""

    setting = forms.ModelChoiceField(
        label=_("Where are you today?"),
        queryset=Setting.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args: Any, choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["setting"].queryset = choices
