"""Moving a note of the letterbox into the safeguarding record."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from families.forms.fields import WordsField
from families.forms.safeguarding import ConcernForm
from feedback.models import REPLY_LIMIT

READY_ANSWER = _(
    "Thank you for writing this. A person responsible for safeguarding reads it. You can add"
    " something with your code. If a child is in danger at this moment, ring 999."
)


class NoteConcernForm(ConcernForm):
    """Whom a note is about, who must not read it in the record, and what its writer is told. The
    words are the note's own."""

    about_adult = forms.BooleanField(
        required=False, label=_("It is about an adult who works or helps here")
    )
    not_on_the_team = forms.BooleanField(
        required=False, label=_("This adult is not in the list: a helper, student or visitor")
    )
    answer = WordsField(
        max_length=REPLY_LIMIT,
        rows=4,
        required=False,
        label=_("What the writer reads"),
        help_text=_(
            "It is sent as it stands when you press. Change it, or empty it and nothing is sent:"
            " the letterbox never answers by itself. Whoever goes on reading the note in the tray"
            " reads this as well."
        ),
    )
    field_order = ("about", "child", "about_adult", "kept_from", "not_on_the_team", "done_at_once")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("happened_on", "around", "words"):  # a note has none of these, or is the words
            del self.fields[name]
        self.fields["about"].initial = _("Somebody in a note from the letterbox")
        self.fields["about"].help_text = _("As far as the note says. Do not guess.")
        self.fields["child"].label = _("Does the note name a child?")
        self.fields["child"].empty_label = _("no")
        self.fields["kept_from"].help_text = _(
            "The adult it is about, and family of the child. They never see it in the record."
        )
        self.fields["answer"].initial = READY_ANSWER

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        said_who = data.get("kept_from") or data.get("not_on_the_team")
        if data.get("about_adult") and not said_who and "kept_from" not in self.errors:
            self.add_error(
                "kept_from", _("Choose who must not read this, or tick that they are not here.")
            )
        return data
