from django import forms
from django.utils.translation import gettext_lazy as _

from families.forms.fields import WordsField

from ..models import DailyNote


class DailyNoteForm(forms.Form):
    """The words of one day. `version` is that of the note which the writer saw."""

    words = WordsField(
        max_length=DailyNote._meta.get_field("words").max_length or 0,
        rows=6,
        label=_("A real moment of the day"),
        help_text=_("What you saw and heard. The family reads it beside meals and sleep."),
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
