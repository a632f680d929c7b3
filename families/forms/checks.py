"""The termly walk: how to reach us, and what is new about a child's health."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import models
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from ..actions.checks import both_said, text_to_hold
from ..models import Child, HealthChange
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
    """What a family says is so now. Shown at once, checked by the manager.

    The page carries along what stood in each field when it was opened: a field that was left alone
    says nothing, whatever came in from elsewhere meanwhile.
    """

    allergies = LineField(
        max_length=200,
        required=False,
        show_hidden_initial=True,
        label=_("Allergies"),
        help_text=_("What happens, and what to do. Until we have checked, we look out for both."),
    )
    diet = LineField(max_length=200, required=False, show_hidden_initial=True, label=_("Food"))
    care_note = LineField(
        max_length=300, required=False, show_hidden_initial=True, label=_("Good to know")
    )

    def __init__(self, *args: Any, child: Child, said: dict[str, str], **kwargs: Any) -> None:
        now = {name: said.get(name, getattr(child, name)) for name in HEALTH_FIELDS}
        super().__init__(*args, initial=now, **kwargs)

    @property
    def changes(self) -> dict[str, str]:
        """What the family wrote, of the fields that it changed or did not say how it found."""
        return {
            name: self.cleaned_data[name]
            for name in HEALTH_FIELDS
            if name in self.changed_data or name not in self.seen
        }

    @property
    def seen(self) -> dict[str, str]:
        """What stood in the fields when the page was opened."""
        names = {name: self.add_initial_prefix(name) for name in HEALTH_FIELDS}
        return {name: self.data[key] for name, key in names.items() if key in self.data}


class SettleForm(EditForm):
    """What we hold on a child from now on, and the manager's word to the family, if there is one.

    The field of the child that the family spoke of is the form's own, by its name.
    """

    answer = LineField(
        max_length=300,
        required=False,
        label=_("A word to the family"),
        help_text=_("They read it beside what they wrote."),
    )
    field_order = HEALTH_FIELDS

    def __init__(
        self, *args: Any, change: HealthChange, is_left: bool = False, **kwargs: Any
    ) -> None:
        self.change = change
        self.edits = (change.field,)
        kwargs["initial"] = {change.field: text_to_hold(change)}
        super().__init__(*args, row=change.child, auto_id=f"id_%s_{change.pk}", **kwargs)
        most = HealthForm.base_fields[change.field].max_length
        field = self.fields[change.field] = LineField(
            max_length=None if is_left else most,  # nothing is held then, whatever stands in it
            required=False,
            label=_("We hold from now on"),
            help_text=_("All of this, and nothing else."),
        )
        field.widget.attrs["dir"] = "auto"
        self.order_fields(self.field_order)

    @property
    def now(self) -> str:
        """What we hold as it is at this moment."""
        text: str = getattr(self.row, self.edits[0])
        return text

    @property
    def held(self) -> BoundField:
        """The field that will be held."""
        return self[self.edits[0]]

    def say_changed(self, row: models.Model) -> None:
        """What we hold was changed meanwhile: the field gets both, to be read again."""
        name = self.edits[0]
        super().say_changed(row)
        del self.errors[NON_FIELD_ERRORS]
        self.add_error(
            None,
            _(
                "Someone else changed what we hold while you were reading. Both stand in the field"
                " now: look again, then press the button again."
            ),
        )
        self.data[name] = both_said(getattr(row, name), said=self.data.get(name, ""))
