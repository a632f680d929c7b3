"""Fields that the letterbox and the tray have in common."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from ..stamps import CARD_LETTERS, LETTERS, Stamp, plain_code

STAMP = re.compile(r"([0-9a-f]{128})\.([0-9a-f]{768})")

RECEIPT_LENGTH = 24  # base32: 120 bits
CODE_INPUT = {
    "autocomplete": "off",
    "autocapitalize": "characters",
    "spellcheck": "false",
    "dir": "ltr",
}


class WordsField(forms.CharField):
    """Plain text of at most `max_length` letters; a line break counts as one.

    A copy of the other forms' field (`families/forms/fields.py`): the letterbox imports nothing
    that knows people, so that nobody has to read what it would bring along.
    """

    default_error_messages = {
        "required": _("Write a few words first."),
        "max_length": ngettext_lazy(
            "This is %(show_value)d letter long. There is room for %(limit_value)d.",
            "This is %(show_value)d letters long, and there is room for %(limit_value)d. Everything"
            " you wrote is still here: make it shorter, or send it in two notes.",
            "show_value",
        ),
    }

    def __init__(self, *, max_length: int, rows: int, **kwargs: Any) -> None:
        super().__init__(
            max_length=max_length,
            widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
            **kwargs,
        )
        # Without scripting a browser would cut pasted text off in silence; we say it instead.
        self.widget.attrs.pop("maxlength", None)

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\r\n", "\n")


class ReceiptField(forms.CharField):
    """A receipt code, however it was typed: small letters, spaces, dashes, 0 for O."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs=CODE_INPUT))
        super().__init__(
            max_length=80,
            error_messages={"required": _("Type the code you got when you sent your note.")},
            **kwargs,
        )

    def to_python(self, value: Any) -> str:
        return plain_code(super().to_python(value))

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) != RECEIPT_LENGTH or set(value) - set(LETTERS):
            raise forms.ValidationError(
                _("A code has 24 letters and numbers. Look once more at what you kept.")
            )


class CardField(forms.CharField):
    """The code of a paper card, typed as people type; empty for none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=80, required=False, widget=forms.TextInput(attrs=CODE_INPUT), **kwargs
        )

    def to_python(self, value: Any) -> str:
        return plain_code(super().to_python(value))

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and (len(value) != CARD_LETTERS or set(value) - set(LETTERS)):
            raise forms.ValidationError(
                _("The code of a card has 16 letters and numbers. Look once more at your card.")
            )


class StampField(forms.CharField):
    """A stamp as the script of a page sends it; None for everything that is none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=1_000, widget=forms.HiddenInput, **kwargs)

    def clean(self, value: Any) -> Stamp | None:
        found = STAMP.fullmatch(super().clean(value))
        return Stamp(*map(bytes.fromhex, found.groups())) if found else None
