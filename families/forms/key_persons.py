"""Key persons: who it is, who covers, and hello."""

import uuid
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import KeyPersonAssignment, Membership
from .fields import DayField, EditForm, LineField, WordsField

LONGEST_ABSENCE = timedelta(days=366)


def hello_field() -> WordsField:
    return WordsField(
        max_length=600,
        rows=4,
        required=False,
        label=_("Hello from the new key person"),
        help_text=_(
            "A few words to this family. She can also write them herself: they wait on her list of"
            " key children."
        ),
    )


class KeyPersonForm(forms.Form):
    """Who is key person or back-up from which day, and why it changes."""

    membership = forms.ModelChoiceField(
        label=_("Who?"),
        queryset=Membership.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    day = DayField(label=_("From"))
    reason = LineField(
        max_length=200,
        required=False,
        label=_("Why does it change?"),
        help_text=_("The family reads this: Marek moves to Oaks."),
    )
    hello = hello_field()

    def __init__(
        self, *args: Any, staff: Any, needs_reason: bool, is_backup: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        who = self.fields["membership"]
        who.queryset = staff
        who.label_from_instance = lambda post: post.user.name
        self.fields["day"].initial = timezone.localdate
        self.fields["reason"].required = needs_reason
        self.fields["reason"].error_messages["required"] = _(
            "Say in a few words why. Nobody likes a change without a reason."
        )
        if is_backup:
            del self.fields["hello"]


class HelloForm(EditForm):
    """A key person's own words to one family."""

    edits = ("words",)
    words = WordsField(
        max_length=600,
        rows=6,
        label=_("Your hello"),
        help_text=_("Who you are, what you look forward to, when you are at the door."),
    )


class AwayForm(forms.Form):
    """The days on which a colleague is away, and for each key child who covers, with a note.

    `held` are the key-person rows of the children; `backups` says of each child whose post comes
    first in its list.
    """

    started_on = DayField(label=_("First day away"))
    ended_on = DayField(label=_("Last day away"))
    reason = LineField(
        max_length=120,
        required=False,
        label=_("What families may read"),
        help_text=_("Neutral words: “away”, “on a course”. Nothing about health."),
    )

    def __init__(
        self,
        *args: Any,
        held: Iterable[KeyPersonAssignment],
        staff: Any,
        backups: dict[uuid.UUID, uuid.UUID],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.held = list(held)
        self.colleagues = {str(post.pk): post for post in staff}
        self.fields["started_on"].initial = timezone.localdate
        names = [("", _("Nobody")), *((key, post.user.name) for key, post in self._colleagues)]
        for row in self.held:
            backup = backups.get(row.child_id)
            self.fields[f"who_{row.child_id}"] = forms.ChoiceField(
                label=_("Who covers?"),
                choices=names,
                required=False,
                initial=str(backup) if backup and str(backup) in self.colleagues else "",
            )
            self.fields[f"note_{row.child_id}"] = WordsField(
                max_length=1000,
                rows=2,
                required=False,
                label=_("For your colleague"),
                help_text=_("Only staff read this: naps, comforters, what is on their mind."),
            )

    @property
    def _colleagues(self) -> list[tuple[str, Membership]]:
        return sorted(self.colleagues.items(), key=lambda each: each[1].user.name.casefold())

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("started_on"), said.get("ended_on")
        if first and last and last < first:
            self.add_error("ended_on", _("The last day is before the first day."))
        elif first and last and last - first > LONGEST_ABSENCE:
            self.add_error(
                "ended_on", _("That is more than a year. Name a new key person instead.")
            )
        chosen = any(said.get(f"who_{row.child_id}") for row in self.held)
        if not chosen and not self.errors:
            self.add_error(None, _("Choose somebody for at least one child."))
        return said

    def parts(self) -> list[tuple[KeyPersonAssignment, forms.BoundField, forms.BoundField]]:
        """Each key child with its two questions, for the template."""
        return [
            (row, self[f"who_{row.child_id}"], self[f"note_{row.child_id}"]) for row in self.held
        ]

    def chosen(self) -> list[tuple[KeyPersonAssignment, Membership, str]]:
        """The children for whom somebody was chosen, with that colleague and the note."""
        said = self.cleaned_data
        return [
            (row, self.colleagues[said[f"who_{row.child_id}"]], said[f"note_{row.child_id}"])
            for row in self.held
            if said.get(f"who_{row.child_id}")
        ]


class CoverEndForm(forms.Form):
    """When a cover ends, and whether the colleague is back for everybody."""

    TODAY, AT_ONCE = "today", "at_once"
    when = forms.ChoiceField(
        label=_("When?"),
        choices=[
            (TODAY, _("When today is over")),
            (AT_ONCE, _("At once: the key person is back, or it was a mistake")),
        ],
        initial=TODAY,
        widget=forms.RadioSelect,
    )
    everybody = forms.BooleanField(required=False, label=_("For all key children of this absence"))


class DayAskedForm(forms.Form):
    """Who was it on this day?"""

    day = DayField(label=_("Day"))
