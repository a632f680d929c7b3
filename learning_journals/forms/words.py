"""A field for what people write: kept as typed, counted as people count."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy


class WordsField(forms.CharField):
    """Plain text of at most `max_length` letters; a line break counts as one, as in the browser.

    Zero bytes are refused (CharField does); everything else that people write is kept.
    """

    default_error_messages = {
        "required": _("Write a few words first."),
        "max_length": ngettext_lazy(
            "This is %(show_value)d letter long. There is room for %(limit_value)d.",
            "This is %(show_value)d letters long, and there is room for %(limit_value)d. Everything"
            " you wrote is still here: make it shorter, or send it in two parts.",
            "show_value",
        ),
    }

    def __init__(self, *, max_length: int, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(
            max_length=max_length,
            widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
            **kwargs,
        )

    def to_python(self, value: object) -> str:
        return super().to_python(value).replace("\r\n", "\n")
