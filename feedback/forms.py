"""What may be typed: shape and limits only."""

import re
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from .models import NOTE_LIMIT, REPLY_LIMIT

RECEIPT_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"  # base32: 24 of them are 120 bits
RECEIPT_LENGTH = 24
# What people write for a letter that looks the same; base32 knows none of these.
LOOK_ALIKES = str.maketrans("018", "OIB")


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
        super().__init__(
            max_length=80,
            error_messages={"required": _("Type the code you got when you sent your note.")},
            **kwargs,
        )

    def to_python(self, value: Any) -> str:
        return re.sub(r"[\s\-–—.]", "", super().to_python(value)).upper().translate(LOOK_ALIKES)

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) != RECEIPT_LENGTH or set(value) - set(RECEIPT_LETTERS):
            raise forms.ValidationError(
                _("A code has 24 letters and numbers. Look once more at what you kept.")
            )


class NoteForm(forms.Form):
    """A note, and the receipt code that was made for it with the page.

    The code travels with the form, so that a form sent twice is one note with one code.
    """

    words = WordsField(max_length=NOTE_LIMIT, rows=10, label=_("Your note"))
    receipt = ReceiptField(widget=forms.HiddenInput)


class ReceiptForm(forms.Form):
    """The code, to read the answer."""

    receipt = ReceiptField(
        label=_("Your code"),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "dir": "ltr",
            }
        ),
    )


class AnswerForm(forms.Form):
    """What the manager answers. `key` makes a form that is sent twice one answer."""

    words = WordsField(max_length=REPLY_LIMIT, rows=6, label=_("Your answer"))
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4
