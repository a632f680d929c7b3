import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from families.forms.fields import WordsField
from families.models import Family

from ..models import COMMENT_LIMIT


class CommentForm(forms.Form):
    """Words for the thread of one home. `homes` are those it may go to; one alone is not asked."""

    words = WordsField(max_length=COMMENT_LIMIT, label=_("Your words"))
    home = forms.TypedChoiceField(label=_("Who is it for?"), coerce=uuid.UUID, required=False)
    key = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={
            "required": _("This page is not whole. Load it again, then paste your words."),
            "invalid": _("This page is not whole. Load it again, then paste your words."),
        },
    )

    def __init__(self, *args: Any, homes: Iterable[Family], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.homes = {home.pk: home for home in homes}
        self.fields["home"].choices = [(str(key), home.name) for key, home in self.homes.items()]

    def clean_home(self) -> Family:
        """The home it goes to: the one chosen, or the only one there is."""
        chosen = self.cleaned_data["home"]
        if not chosen and len(self.homes) == 1:
            chosen = next(iter(self.homes))
        if not chosen:
            raise forms.ValidationError(_("Choose which home this is for."))
        return self.homes[chosen]

    def sentences(self) -> list[str]:
        """What is wrong, in one list."""
        return [str(error) for errors in self.errors.values() for error in errors]
