"""What a manager writes about what families said, a question to all of them, and their answers."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from families.forms.fields import DayField, EditForm, KeyForm, LineField, WordsField
from families.forms.plain_words import NOT_WHOLE
from families.models import Membership

from ..models import (
    ANSWER_LIMIT,
    DOING_LIMIT,
    DUTY_LIMIT,
    OPTION_FIELDS,
    OPTION_LIMIT,
    SAID_LIMIT,
    Decision,
    YouSaidVersion,
)

# The fields of the form, by what the action calls them.
WORDS = {
    "said": "said",
    "answer": "answer_kind",
    "doing": "doing",
    "reason": "reason",
    "duty": "duty",
    "owner": "owner",
    "by_day": "by_day",
    "done_on": "done_on",
}


def _colleague(**kwargs: Any) -> forms.TypedChoiceField:
    """Somebody who works here; `_offer` says who they are."""
    return forms.TypedChoiceField(empty_value=None, **kwargs)


def _offer(field: forms.Field, colleagues: Iterable[Membership]) -> None:
    people = {str(post.pk): post for post in colleagues}
    field.choices = [("", ""), *((key, post.user.name) for key, post in people.items())]
    field.coerce = people.__getitem__


class YouSaidForm(KeyForm):
    """What families said and what we do about it. It carries along which version it was written
    from (`after`)."""

    after = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        max_value=32_000,
        initial=0,
        error_messages={"required": NOT_WHOLE, "invalid": NOT_WHOLE},
    )
    said = LineField(
        max_length=SAID_LIMIT,
        label=_("You said"),
        help_text=_("In a few words, as families say it. No names, and nothing that shows who."),
    )
    answer_kind = forms.ChoiceField(
        label=_("What do we answer?"),
        choices=YouSaidVersion.Answer.choices,
        widget=forms.RadioSelect,
        initial=YouSaidVersion.Answer.WILL,
    )
    doing = WordsField(
        max_length=DOING_LIMIT,
        rows=3,
        required=False,
        label=_("What we do"),
        help_text=_("Always for a yes. After a no: what we can do instead, if there is something."),
    )
    reason = WordsField(
        max_length=DOING_LIMIT,
        rows=3,
        required=False,
        label=_("Why not, or not all of it"),
        help_text=_("For “in part” and “we cannot”. Families take a no with its reason."),
    )
    duty = WordsField(
        max_length=DUTY_LIMIT,
        rows=2,
        required=False,
        label=_("The duty behind it"),
        help_text=_("In plain words: “By law one adult looks after three babies at most.”"),
    )
    owner = _colleague(
        label=_("Who looks after it?"), help_text=_("Families read the name and can ask.")
    )
    by_day = DayField(
        label=_("By when?"), required=False, help_text=_("For what is still to be done.")
    )
    done_on = DayField(label=_("Done on"), required=False)

    def __init__(
        self,
        *args: Any,
        colleagues: Iterable[Membership],
        version: YouSaidVersion | None = None,
        **kwargs: Any,
    ) -> None:
        if version:
            kwargs["initial"] = {
                **{name: getattr(version, field) for field, name in WORDS.items()},
                "owner": version.owner_id,
                "after": version.number,
            }
        super().__init__(*args, **kwargs)
        self.version = version
        _offer(self.fields["owner"], colleagues)

    @property
    def words(self) -> dict[str, Any]:
        """What `actions.you_said` takes."""
        return {field: self.cleaned_data[name] for field, name in WORDS.items()}

    def clean_done_on(self) -> date | None:
        day: date | None = self.cleaned_data["done_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        kind, by_day = said.get("answer_kind"), said.get("by_day")
        if kind in ("will", "partly") and not said.get("doing") and "doing" not in self.errors:
            self.add_error("doing", _("Write what we do."))
        if kind in ("partly", "cannot") and not said.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Write why. A no without a reason hurts."))
        wrong = {"by_day", "done_on"} & set(self.errors)
        if kind in ("will", "partly") and not wrong and not by_day and not said.get("done_on"):
            self.add_error("by_day", _("Say by when, or on which day it was done."))
        before = self.version.by_day if self.version else None
        is_new = by_day and by_day != before and not said.get("done_on")
        if is_new and by_day < timezone.localdate():
            self.add_error("by_day", _("This day is over. Choose one that is still to come."))
        return said

    def say_changed(self, newest: YouSaidVersion) -> None:
        """Somebody changed it meanwhile: what they wrote is shown beside what was typed. Sent
        again, what was typed follows it."""
        self.add_error(
            None,
            _(
                "Someone else changed this while you were writing. What is new is shown beside the"
                " fields. Yours is still here: press the button again to keep yours."
            ),
        )
        shown = {"answer": newest.get_answer_display(), "owner": newest.owner_name}
        for field, name in WORDS.items():
            if getattr(newest, field) != self.cleaned_data.get(name):
                now = shown.get(field, getattr(newest, field)) or _("(empty)")
                self.add_error(name, _("Now it says: %(now)s") % {"now": now})
        self.data = self.data.copy()
        self.data["after"] = newest.number


class PressForm(KeyForm):
    """One press on an item: publish it, take it back. It carries along which version was read."""

    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=32_000)


class _QuestionForm(forms.Form):
    """A question with its options and its last day."""

    question = LineField(
        max_length=160,
        label=_("Your question"),
        help_text=_("“Shall parents’ evening move?”"),
    )
    why = WordsField(max_length=1_500, rows=3, label=_("Why we ask"))
    fixed = WordsField(
        max_length=1_000,
        rows=3,
        required=False,
        label=_("What cannot be chosen"),
        help_text=_("What the law, the money or the house has settled, said before anybody hopes."),
    )
    option_1 = LineField(max_length=OPTION_LIMIT, label=_("Option 1"))
    option_2 = LineField(max_length=OPTION_LIMIT, label=_("Option 2"))
    option_3 = LineField(max_length=OPTION_LIMIT, required=False, label=_("Option 3"))
    option_4 = LineField(max_length=OPTION_LIMIT, required=False, label=_("Option 4"))
    option_5 = LineField(max_length=OPTION_LIMIT, required=False, label=_("Option 5"))
    open_until = DayField(
        label=_("Open until"), help_text=_("The last day on which families can answer.")
    )

    def clean_open_until(self) -> date:
        day: date = self.cleaned_data["open_until"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day is over. Choose one that is still to come."))
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        seen: set[str] = set()
        for name in OPTION_FIELDS:
            words = " ".join(said.get(name, "").split()).casefold()
            if words and words in seen:
                self.add_error(name, _("There is an option like this already. Write another one."))
            seen.add(words)
        if not self.errors:  # without gaps, so that the first option is number 1
            options = [said[name] for name in OPTION_FIELDS if said[name]]
            said |= dict.fromkeys(OPTION_FIELDS, "")
            said |= dict(zip(OPTION_FIELDS, options, strict=False))
        return said


class DecisionForm(_QuestionForm, KeyForm):
    """A question to all families that is not asked yet."""

    @property
    def words(self) -> dict[str, Any]:
        """What `actions.decisions` takes."""
        return {name: self.cleaned_data[name] for name in DecisionEditForm.edits}


class DecisionEditForm(_QuestionForm, EditForm):
    """The same, of a row at which somebody else may be writing too."""

    edits = ("question", "why", "fixed", *OPTION_FIELDS, "open_until")


class AskForm(forms.Form):
    """Ask all families, as one has read it."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class DecisionAnswerForm(forms.Form):
    """Which option an adult of a family would take, and why."""

    option = forms.TypedChoiceField(
        label=_("Which would you take?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of them.")},
    )
    words = WordsField(max_length=ANSWER_LIMIT, rows=3, required=False, label=_("Why?"))
    shows_all = forms.BooleanField(
        required=False,
        label=_("All families may read my answer, with my name"),
        help_text=_("Without this only who works at the nursery reads it."),
    )

    def __init__(self, *args: Any, decision: Decision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["option"].choices = list(enumerate(decision.options, start=1))


class OutcomeForm(KeyForm):
    """What was decided, why and by whom."""

    option = forms.TypedChoiceField(
        label=_("What is decided?"), coerce=int, widget=forms.RadioSelect
    )
    why = WordsField(
        max_length=1_500,
        rows=4,
        label=_("Why"),
        help_text=_("All families read it, those too who wished for something else."),
    )
    decider = _colleague(label=_("Who decided?"))

    def __init__(
        self, *args: Any, decision: Decision, colleagues: Iterable[Membership], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["option"].choices = list(enumerate(decision.options, start=1))
        _offer(self.fields["decider"], colleagues)
