"""The termly walk: how to reach us, and what is new about a child's health."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Child
from .fields import EditForm, LineField, WordsField
from .people import phone_field

HEALTH_FIELDS = ("allergies", "diet", "care_note")


class ContactsForm(EditForm):
    """Where a home is and how it is reached."""

    edits = ("address", "phone")
    address = WordsField(
        max_length=400,
        rows=3,
        required=False,
        label=_("Address"),
        help_text=_("Only this home and the team see it."),
    )
    phone = phone_field(label=_("Phone"), help_text=_("The one that is answered."))


class HealthForm(forms.Form):
    """What a family says is so now. Shown at once, checked by the manager."""

    allergies = LineField(
        max_length=200,
        required=False,
        label=_("Allergies"),
        help_text=_("What happens, and what to do. Until we have checked, we look out for both."),
    )
    diet = LineField(max_length=200, required=False, label=_("Food"))
    care_note = LineField(max_length=300, required=False, label=_("Good to know"))

    def __init__(self, *args: Any, child: Child, said: dict[str, str], **kwargs: Any) -> None:
        now = {name: said.get(name, getattr(child, name)) for name in HEALTH_FIELDS}
        super().__init__(*args, initial=now, **kwargs)


class SettleForm(forms.Form):
    """The manager's word to the family, if there is one."""

    answer = LineField(
        max_length=300,
        required=False,
        label=_("A word to the family"),
        help_text=_("They read it beside what they wrote."),
    )
