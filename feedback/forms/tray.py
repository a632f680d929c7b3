"""The forms of the tray."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import REPLY_LIMIT
from .fields import WordsField


class AnswerForm(forms.Form):
    """What the setting answers. `key` makes a form that is sent twice one answer."""

    words = WordsField(max_length=REPLY_LIMIT, rows=6, label=_("Your answer"))
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4
