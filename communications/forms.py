"""What may be typed. Nothing is saved here, and nothing typed is lost when it is wrong."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from families.forms.fields import WordsField
from families.forms.local_services import CardField
from families.models import KeyPersonAssignment, LocalService, Membership

from .models import MESSAGE_LIMIT, DigestPreference
from .queries.handover import LeftBehind
from .queries.people import Home, Reader

NOT_WHOLE = _("This page is not whole. Load it again, then paste your words.")
FIRST_HOUR, LAST_HOUR = 6, 22  # nobody is woken by us


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


class DigestNowForm(forms.Form):
    """Of which setting one wishes to hear at once."""

    setting = forms.UUIDField(widget=forms.HiddenInput)


class DigestPreferenceForm(forms.Form):
    """When one setting may write. Day and hour are the setting's own clock."""

    WEEKDAYS = (
        (0, _("Monday")),
        (1, _("Tuesday")),
        (2, _("Wednesday")),
        (3, _("Thursday")),
        (4, _("Friday")),
        (5, _("Saturday")),
        (6, _("Sunday")),
    )

    setting = forms.UUIDField(widget=forms.HiddenInput)
    frequency = forms.ChoiceField(
        label=_("How often?"), choices=DigestPreference.Frequency.choices, widget=forms.RadioSelect
    )
    weekday = forms.TypedChoiceField(
        label=_("On which day, if once a week?"), choices=WEEKDAYS, coerce=int
    )
    hour = forms.TypedChoiceField(label=_("At what time?"), coerce=int)

    def __init__(self, *args: Any, preference: DigestPreference, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "setting": preference.setting_id,
            "frequency": preference.frequency,
            "weekday": preference.weekday,
            "hour": preference.hour,
        }
        kwargs.setdefault("prefix", f"s{str(preference.setting_id)[:8]}")
        super().__init__(*args, **kwargs)
        hours = sorted({*range(FIRST_HOUR, LAST_HOUR + 1), preference.hour})
        self.fields["hour"].choices = [(hour, f"{hour:02}:00") for hour in hours]


class HandoverForm(forms.Form):
    """Who goes on with each child of a colleague who leaves (the back-up, unless one says
    otherwise), and who finishes the drafts."""

    def __init__(self, *args: Any, left: LeftBehind, staff: Iterable[Membership], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.left = left
        people = {str(post.pk): post for post in staff}  # read once, for however many children
        choices = [("", ""), *((key, post.user.name) for key, post in people.items())]

        def who(label: Any, default: Membership | None, *, required: bool) -> forms.Field:
            return forms.TypedChoiceField(
                label=label,
                choices=choices,
                coerce=people.get,
                empty_value=None,
                required=required,
                initial=str(default.pk) if default else "",
                error_messages={"required": _("Choose somebody: no child is left alone.")},
            )

        for each in left.rows:
            name = {"name": each.row.child.known_as}
            words = _("Back-up of %(name)s") if each.row.is_backup else _("Key person of %(name)s")
            self.fields[f"child-{each.row.pk}"] = who(
                words % name, each.default, required=not each.row.is_backup
            )
        if left.drafts:
            first = next((each.default for each in left.rows if each.default), None)
            self.fields["drafts_to"] = who(_("Who finishes the drafts?"), first, required=True)

    @property
    def choices_made(self) -> list[tuple[KeyPersonAssignment, Membership]]:
        """Each row with who goes on, without those that are left open."""
        return [
            (each.row, self.cleaned_data[f"child-{each.row.pk}"])
            for each in self.left.rows
            if self.cleaned_data.get(f"child-{each.row.pk}")
        ]
