"""Where to turn: the numbers that stand on every family's card."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .fields import EditForm, LineField, WordsField

CONTACT_FIELDS = (
    "phone",
    "email",
    "address",
    "emergency_number",
    "helpline_name",
    "helpline_phone",
    "authority_name",
    "authority_phone",
    "regulator_name",
    "regulator_phone",
    "regulator_address",
)


def _number(*, required: bool = False, **kwargs: Any) -> LineField:
    return LineField(
        max_length=30,
        required=required,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off", "dir": "ltr"}),
        **kwargs,
    )


class ContactsForm(EditForm):
    """Whom to ring: the nursery, in danger, about a child, about an adult here, the regulator."""

    edits = CONTACT_FIELDS
    phone = _number(label=_("Phone of the nursery"))
    email = forms.EmailField(required=False, label=_("E-mail address of the nursery"))
    address = WordsField(max_length=400, rows=3, required=False, label=_("Address of the nursery"))
    emergency_number = _number(required=True, label=_("In danger now"))
    helpline_name = LineField(max_length=80, required=False, label=_("Helpline about children"))
    helpline_phone = _number(label=_("Phone of the helpline"))
    authority_name = LineField(
        max_length=120,
        required=False,
        label=_("Officer of the council"),
        help_text=_("For worries about adults who work with children. In England: the LADO."),
    )
    authority_phone = _number(label=_("Phone of the officer"))
    regulator_name = LineField(max_length=80, required=False, label=_("Regulator"))
    regulator_phone = _number(label=_("Phone of the regulator"))
    regulator_address = LineField(
        max_length=200, required=False, label=_("Address of the regulator")
    )
