"""Key persons: who it is, who covers, and hello."""

import uuid
from collections import Counter
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
            "A few words to this family. Whoever you choose can also write them: they wait on their"
            " list of key children."
        ),
    )


def _name_and_work(post: Membership) -> str:
    """ "Marek, Practitioner, Conkers": of thirteen first names nobody knows who is where."""
    rooms = [each.room.name for each in getattr(post, "rooms_now", ())]
    work = post.job_title or str(post.get_role_display())
    return ", ".join([post.user.name, work, *(room for room in rooms if room not in work)])


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
        who.label_from_instance = _name_and_work
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

    everybody = forms.ChoiceField(label=_("Who covers all of them?"), required=False)
    NOBODY = "nobody"

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
        names = [(key, post.user.name) for key, post in self._colleagues]
        stands_in = {
            child_id: str(post_id)
            for child_id, post_id in backups.items()
            if str(post_id) in self.colleagues
        }
        # Most key children share a back-up: one choice on top, and below only what differs.
        most = Counter(stands_in.values()).most_common(1)
        self.fields["everybody"].choices = [("", _("Choose for each child")), *names]
        self.fields["everybody"].initial = most[0][0] if most else ""
        as_above = [("", _("As above"))] if len(self.held) > 1 else []
        for row in self.held:
            backup = stands_in.get(row.child_id, "" if as_above else self.NOBODY)
            self.fields[f"who_{row.child_id}"] = forms.ChoiceField(
                label=_("Who covers?"),
                choices=[*as_above, (self.NOBODY, _("Nobody")), *names],
                required=False,
                initial="" if as_above and backup == self.fields["everybody"].initial else backup,
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
        if not any(self._who(row) for row in self.held) and not self.errors:
            self.add_error(None, _("Choose somebody for at least one child."))
        return said

    def parts(self) -> list[tuple[KeyPersonAssignment, forms.BoundField, forms.BoundField]]:
        """Each key child with its two questions, for the template."""
        return [
            (row, self[f"who_{row.child_id}"], self[f"note_{row.child_id}"]) for row in self.held
        ]

    def chosen(self) -> list[tuple[KeyPersonAssignment, Membership, str]]:
        """The children for whom somebody was chosen, with that colleague and the note."""
        return [
            (row, self.colleagues[who], self.cleaned_data[f"note_{row.child_id}"])
            for row in self.held
            if (who := self._who(row))
        ]

    def _who(self, row: KeyPersonAssignment) -> str:
        """Who covers for this child, by post: what is said of it, or else of all; or nobody."""
        said = self.cleaned_data
        who: str = said.get(f"who_{row.child_id}") or said.get("everybody") or ""
        return "" if who == self.NOBODY else who


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
