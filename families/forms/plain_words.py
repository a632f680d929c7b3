"""What a field says when something is wrong with it, in plain words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

TOO_LONG = ngettext_lazy(
    "This is %(show_value)d letter long. There is room for %(limit_value)d.",
    "This is %(show_value)d letters long, and there is room for %(limit_value)d."
    " Everything you wrote is still here: make it a little shorter.",
    "show_value",
)
ZERO_BYTE = _(
    "There is a sign in your words that cannot be kept (a zero byte). Everything else is still"
    " here: send it again without that sign."
)
DAY_WRONG = _("Write the day like this: 24/11/2026.")
NOT_WHOLE = _("This page is not whole. Load it again, then send it once more.")
GONE = _("One of these cannot be chosen any more. Look again and choose.")

# What a field says that has no words of its own, instead of Django's "This field is required."
PLAIN_WORDS: dict[type[forms.Field], dict[str, Any]] = {
    forms.Field: {"required": _("Write something here.")},
    forms.CharField: {"max_length": TOO_LONG, "null_characters_not_allowed": ZERO_BYTE},
    forms.EmailField: {
        "required": _("Write the e-mail address."),
        "invalid": _("This does not look like an e-mail address. One has an @ in it."),
    },
    forms.UUIDField: {"required": NOT_WHOLE, "invalid": NOT_WHOLE},
    forms.IntegerField: {"invalid": _("Write a whole number.")},
    forms.DateField: {"required": DAY_WRONG, "invalid": DAY_WRONG},
    forms.TimeField: {"invalid": _("Write the time like 12:10.")},
    forms.DateTimeField: {"invalid": _("Write day and time, for example 02/11/2026 10:20.")},
    forms.BooleanField: {"required": _("Tick this box to go on.")},
    forms.ChoiceField: {"required": _("Choose one."), "invalid_choice": GONE},
    forms.MultipleChoiceField: {"invalid_choice": GONE, "invalid_list": NOT_WHOLE},
    forms.ModelChoiceField: {"invalid_choice": GONE},
    forms.ModelMultipleChoiceField: {
        "invalid_choice": GONE,
        "invalid_list": NOT_WHOLE,
        "invalid_pk_value": NOT_WHOLE,
    },
    forms.JSONField: {"required": NOT_WHOLE, "invalid": NOT_WHOLE},
    forms.FileField: dict.fromkeys(("required", "missing", "invalid"), _("Choose a file.")),
}


def speak_plainly() -> None:
    """Teach every form our words, those of django-allauth too. Called once, before any form is
    made: a field takes its words along when it is made."""
    for kind, words in PLAIN_WORDS.items():
        kind.default_error_messages = {**vars(kind).get("default_error_messages", {}), **words}
