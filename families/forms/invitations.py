"""Inviting and accepting."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from ..models import RIGHTS, Family, ParentCarer, Role, Room, User
from .fields import EmailField, KeyForm, LineField

# What the boxes of a link say, in the words of the form; the order is the order on the page.
RIGHTS_WORDS = {
    "has_parental_responsibility": _("Has parental responsibility"),
    "lives_with_child": _("Lives with the child"),
    "sees_journal": _("Sees the learning journal"),
    "sees_photos": _("Sees photographs"),
    "sees_daily_notes": _("Sees the daily notes"),
    "sees_reports": _("Sees the reports"),
    "can_message": _("Writes and gets messages"),
    "receives_updates": _("Gets e-mail updates"),
    "may_collect": _("May collect the child"),
}
NEW_HOME, OTHER_HOME = "new", "other"


def rights_fields() -> dict[str, forms.BooleanField]:
    """One box for each right of a link, ticked as the model has it."""
    return {
        right: forms.BooleanField(
            label=RIGHTS_WORDS[right],
            required=False,
            initial=ParentCarer._meta.get_field(right).default,
        )
        for right in RIGHTS_WORDS
    }


class RightsMixin(forms.Form):
    """What a parent or carer may see and do for one child."""

    def add_rights(self) -> None:
        """Add the boxes, ticked as they are for most people unless the form has initial values."""
        self.fields.update(rights_fields())

    @property
    def rights_boxes(self) -> list[Any]:
        return [self[right] for right in RIGHTS_WORDS]

    @property
    def rights(self) -> dict[str, bool]:
        return {right: self.cleaned_data[right] for right in RIGHTS}


class ParentCarerInvitationForm(RightsMixin, KeyForm):
    """Who, to which home, and with which rights.

    `homes` are this child's own, `other_homes` the others of the setting (a cousin's, say).
    """

    full_name = LineField(max_length=120, label=_("Full name"), attrs={"autocomplete": "off"})
    email = EmailField(help_text=_("The letter goes to this address and works only for it."))
    relationship = LineField(
        max_length=80,
        label=_("Who are they to the child?"),
        help_text=_("In their own words: mum, dad, Nan, foster carer, uncle …"),
    )
    home = forms.ChoiceField(
        label=_("Which home do they belong to?"),
        widget=forms.RadioSelect,
        help_text=_(
            "Homes are kept apart: one never sees the address, messages or page of another."
        ),
        error_messages={"required": _("Choose a home, or a new one.")},
    )
    other_home = forms.ChoiceField(
        required=False,
        label=_("Which one?"),
        help_text=_("Only for a home that is here already with another child."),
    )
    home_name = LineField(
        max_length=120,
        required=False,
        label=_("Name of the new home"),
        help_text=_("Only for a new home, for example: the Button family, Lime Street."),
    )

    def __init__(
        self, *args: Any, homes: list[Family], other_homes: list[Family], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.homes = {str(home.pk): home for home in [*homes, *other_homes]}
        choices = [(str(home.pk), home.name) for home in homes]
        choices.append((NEW_HOME, _("A new home")))
        if other_homes:
            choices.append((OTHER_HOME, _("A home that is here with another child")))
        self.fields["home"].choices = choices
        self.fields["other_home"].choices = [
            ("", ""),
            *((str(home.pk), home.name) for home in other_homes),
        ]
        if not other_homes:
            del self.fields["other_home"]
        if not homes:
            self.fields["home"].initial = NEW_HOME
        self.add_rights()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("home") == NEW_HOME and not cleaned.get("home_name"):
            self.add_error("home_name", _("Give the new home a name."))
        if cleaned.get("home") == OTHER_HOME and not cleaned.get("other_home"):
            self.add_error("other_home", _("Choose the home."))
        return cleaned

    @property
    def family(self) -> Family | None:
        """The home that was chosen, or None for a new one."""
        chosen = self.cleaned_data["home"]
        return self.homes.get(self.cleaned_data["other_home"] if chosen == OTHER_HOME else chosen)


class StaffInvitationForm(KeyForm):
    """Who, in which role, in which of the setting's `rooms`."""

    full_name = LineField(max_length=120, label=_("Full name"), attrs={"autocomplete": "off"})
    email = EmailField(help_text=_("The letter goes to this address and works only for it."))
    role = forms.ChoiceField(
        label=_("Role"), choices=Role.choices, initial=Role.PRACTITIONER, widget=forms.RadioSelect
    )
    rooms = forms.ModelMultipleChoiceField(
        label=_("Rooms"),
        queryset=Room.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Practitioners see the children of their rooms. Managers see every room."),
    )

    def __init__(self, *args: Any, rooms: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rooms"].queryset = rooms

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        needs_room = cleaned.get("role") in (Role.PRACTITIONER, Role.ROOM_LEADER)
        if needs_room and not cleaned.get("rooms"):
            self.add_error("rooms", _("Choose a room, so that they can see its children."))
        return cleaned


class AcceptForm(forms.Form):
    """The invited person introduces themselves. `email` is the address the letter went to."""

    full_name = LineField(max_length=120, label=_("Your full name"), attrs={"autocomplete": "name"})
    known_as = LineField(
        max_length=60,
        required=False,
        label=_("The name we should use"),
        help_text=_("As people call you every day. Leave it empty if that is your full name."),
        attrs={"autocomplete": "nickname"},
    )
    password = forms.CharField(
        label=_("A password"),
        required=False,
        strip=False,
        max_length=200,
        help_text=_(
            "Twelve letters or more; three words you like are good. Leave it empty if you would"
            " rather get a code by e-mail each time. You can add a passkey later."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if password := cleaned.get("password"):
            person = User(email=self.email, full_name=cleaned.get("full_name", ""))
            try:
                validate_password(password, person)
            except forms.ValidationError as wrong:
                self.add_error("password", wrong)
        return cleaned
