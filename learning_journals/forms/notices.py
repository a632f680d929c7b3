"""An accident, an incident or an injury on arrival, and what is said about it afterwards."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from families.forms.fields import DayField, KeyForm, LineField, WordsField

from ..models import NOTICE_LIMIT, BodyRegion, Notice

PLACE_LIMIT = Notice._meta.get_field("place").max_length or 0


def _time(**kwargs: Any) -> forms.TimeField:
    return forms.TimeField(
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("Write the time like 12:10.")},
        **kwargs,
    )


def _colleague(label: Any, **kwargs: Any) -> forms.TypedChoiceField:
    """One of the colleagues of today, or nobody."""
    return forms.TypedChoiceField(
        label=label, coerce=uuid.UUID, empty_value=None, required=False, **kwargs
    )


class NoticeForm(KeyForm):
    """What happened to one child. `colleagues` are id and name of those who work here today;
    `own_post` is the writer's own; `mistakes` are meals that the child was given by mistake."""

    kind = forms.ChoiceField(
        label=_("What is it?"), choices=Notice.Kind.choices, widget=forms.RadioSelect
    )
    day = DayField(label=_("Day"))
    at = _time(label=_("Time"))
    place = LineField(label=_("Where?"), max_length=PLACE_LIMIT)
    words = WordsField(
        label=_("What happened?"),
        max_length=NOTICE_LIMIT,
        help_text=_("What you saw and heard. Other children stay nameless: write “another child”."),
    )
    marks = forms.MultipleChoiceField(
        label=_("Where on the body?"),
        choices=BodyRegion.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    injury = WordsField(
        label=_("What can be seen?"),
        max_length=NOTICE_LIMIT,
        rows=2,
        required=False,
        help_text=_("For example: a red bump, as big as a grape."),
    )
    first_aid = WordsField(
        label=_("First aid"),
        max_length=NOTICE_LIMIT,
        rows=2,
        required=False,
        help_text=_("For example: a cold cloth for ten minutes. Empty: none was needed."),
    )
    first_aid_by = _colleague(_("Who gave it?"))
    witness = _colleague(_("Who else saw it?"))
    head_advice_given = forms.BooleanField(
        label=_("We gave the family the advice for a bumped head"), required=False
    )
    told_by = _colleague(_("Who told the family?"))
    told_how = forms.ChoiceField(
        label=_("How?"), choices=[("", _("Not told yet")), *Notice.Told.choices], required=False
    )
    told_at = _time(label=_("When?"), required=False)

    mistakes = forms.TypedMultipleChoiceField(
        label=_("Is it about this meal?"),
        coerce=uuid.UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Then the board does not ask for it any more."),
    )

    def __init__(
        self,
        *args: Any,
        colleagues: Iterable[tuple[str, str]],
        own_post: uuid.UUID | None = None,
        mistakes: Iterable[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        now = timezone.localtime()
        self.own_post = own_post
        self.fields["day"].initial = now.date
        self.fields["at"].initial = now.strftime("%H:%M")
        self.fields["kind"].initial = Notice.Kind.ACCIDENT
        self.fields["mistakes"].choices = list(mistakes)
        self.fields["mistakes"].initial = [key for key, _words in mistakes]
        posts = list(colleagues)
        own = str(own_post or "")
        others = [each for each in posts if each[0] != own]
        for name, empty, who in (
            ("first_aid_by", _("Choose"), posts),
            ("witness", _("Nobody else"), others),
            ("told_by", _("Nobody yet"), posts),
        ):
            self.fields[name].choices = [("", empty), *who]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("first_aid") and "first_aid_by" in data and not data["first_aid_by"]:
            self.add_error("first_aid_by", _("Choose who gave the first aid."))
        if data.get("first_aid_by") and "first_aid" in data and not data["first_aid"]:
            self.add_error("first_aid", _("Write what was done, or choose nobody below."))
        told = {name: data.get(name) for name in ("told_by", "told_how", "told_at")}
        if any(told.values()):
            missing = {
                "told_by": _("Choose who told the family."),
                "told_how": _("Say how the family was told."),
                "told_at": _("Write when the family was told."),
            }
            for name, words in missing.items():
                if name in data and not told[name]:
                    self.add_error(name, words)
        if (
            data.get("head_advice_given")
            and not Notice(marks=data.get("marks", [])).is_about_the_head
        ):
            self.add_error(
                "head_advice_given", _("No part of the head is ticked above. Tick where it was.")
            )
        elif data.get("head_advice_given") and not any(told.values()):
            self.add_error("told_by", _("The advice was given: say who told the family."))
        return data


class AddendumForm(KeyForm):
    """A line that is added to what was signed."""

    words = WordsField(label=_("What is there to add?"), max_length=NOTICE_LIMIT, rows=3)


class ReviewForm(KeyForm):
    """The manager's line."""

    words = WordsField(label=_("What do we learn from it?"), max_length=NOTICE_LIMIT, rows=3)


class ReadForm(forms.Form):
    """“I have read this”, with or without a word."""

    comment = WordsField(
        label=_("Would you like to say something?"),
        max_length=NOTICE_LIMIT,
        rows=2,
        required=False,
    )
