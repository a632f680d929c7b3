from django import forms
from django.utils.translation import gettext_lazy as _

from families.forms.fields import LineField, WordsField

from ..models import WHY_LIMIT, DailyNote


class DailyNoteForm(forms.Form):
    """The words of one day. `version` is that of the note which the writer saw."""

    words = WordsField(
        max_length=DailyNote._meta.get_field("words").max_length or 0,
        rows=6,
        label=_("A real moment of the day"),
        help_text=_("What you saw and heard. The family reads it beside meals and sleep."),
    )
    why = LineField(
        max_length=WHY_LIMIT,
        required=False,
        label=_("Why do you change them?"),
        help_text=_("The family has read the words. It sees what stood there before, and this."),
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
