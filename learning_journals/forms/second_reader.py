"""Whether observations are read first, and why one is given back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from families.forms.fields import WordsField

from ..models import GIVEN_BACK_LIMIT, SecondReaderRule


class SecondReaderForm(forms.Form):
    """The manager's choice."""

    how = forms.ChoiceField(
        label=_("Does a second person read observations before families do?"),
        choices=SecondReaderRule.How.choices,
        widget=forms.RadioSelect,
        help_text=_("Room leaders, deputy and manager read. Nobody reads their own."),
    )


class GiveBackForm(forms.Form):
    """What the writer reads beside the draft."""

    words = WordsField(
        label=_("What would make it better?"),
        help_text=_("The writer reads this beside the draft. Families never do."),
        max_length=GIVEN_BACK_LIMIT,
        rows=3,
        error_messages={"required": _("Write a few words, so that the writer knows what to do.")},
    )
