"""Words in a talk, and the first of them. Nothing is saved here, and nothing typed is lost when it
is wrong."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from families.forms.fields import WordsField
from families.forms.local_services import CardField
from families.models import LocalService

from ..models import MESSAGE_LIMIT
from ..queries.people import Home, Reader

NOT_WHOLE = _("This page is not whole. Load it again, then paste your words.")


class MessageForm(forms.Form):
    """Words in a talk. `key` is the same when the same form arrives twice.

    Staff may put a card of help nearby beside them: `cards` is what they can choose from, and
    without any there is no such field. A card never goes without words: who gets one is told why.
    """

    words = WordsField(max_length=MESSAGE_LIMIT, label=_("Your message"))
    card_id = CardField(
        help_text=_("They see the name, the place, the phone number, the languages and the cost.")
    )
    key = forms.UUIDField(
        widget=forms.HiddenInput, error_messages={"required": NOT_WHOLE, "invalid": NOT_WHOLE}
    )

    def __init__(self, *args: Any, cards: Iterable[LocalService] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if cards := list(cards):
            self.fields["card_id"].offer(cards)
        else:
            del self.fields["card_id"]

    @property
    def opens_cards(self) -> bool:
        """Whether the field for a card stands open: one is chosen, or was chosen wrongly."""
        return "card_id" in self.fields and bool(self["card_id"].value() or self["card_id"].errors)


class ConversationForm(MessageForm):
    """The first words of a talk: to which home (asked if there are several), and who else reads."""

    subject = forms.CharField(
        label=_("What is it about?"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    home = forms.TypedChoiceField(
        label=_("Which home is it for?"),
        coerce=uuid.UUID,
        widget=forms.RadioSelect,
        help_text=_("The other home does not see it, and is not told about it."),
        error_messages={"required": _("Choose which home this is for.")},
    )
    readers = forms.TypedMultipleChoiceField(
        label=_("Who else may read it?"),
        coerce=uuid.UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ["home", "subject", "words", "card_id", "readers", "key"]

    def __init__(
        self,
        *args: Any,
        homes: Iterable[Home],
        choosable: Iterable[Reader],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        homes, choosable = list(homes), list(choosable)
        if len(homes) == 1:
            del self.fields["home"]
        else:
            self.fields["home"].choices = [(str(home.family_id), home.names) for home in homes]
        if choosable:
            self.fields["readers"].choices = [
                (str(each.user_id), each.with_note) for each in choosable
            ]
        else:
            del self.fields["readers"]
