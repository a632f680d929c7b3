"""A comment from the letterbox: onto the page of its question, or not."""

from django import forms
from django.utils.translation import gettext_lazy as _

from families.forms.fields import KeyForm, WordsField
from feedback.models import REPLY_LIMIT


class ShowForm(forms.Form):
    """One press. `sure`: it seems to name a child, and shall stand there all the same."""

    sure = forms.BooleanField(
        required=False,
        label=_("It may stand there as it is"),
        help_text=_("The word is no name here, or nobody can learn anything about a child by it."),
    )


class KeepOffForm(KeyForm):
    """Why a comment does not stand on the page, for its writer."""

    reason = WordsField(
        max_length=REPLY_LIMIT,
        rows=4,
        label=_("Why it does not stand there"),
        help_text=_(
            "The writer reads this with the code, and nobody else. Say what would have to change,"
            " so that it can be written again."
        ),
    )
