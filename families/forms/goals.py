"""Goals: the wording, a small step, looking back, a thank-you."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import Family, GoalVersion, Membership, User
from .fields import DayField, KeyForm, WordsField
from .plain_words import NOT_WHOLE

GOAL_FIELDS = (
    "hope",
    "what_we_saw",
    "home_action",
    "home_owner",
    "setting_action",
    "setting_owner",
    "review_on",
)
LONGEST_YEARS = 2
SIX_WEEKS = timedelta(weeks=6)
NOT_OVER = _("This day is over. Choose one that comes.")
TOO_FAR = _("That is very far away. Choose a day within two years.")


def _in_six_weeks() -> Any:
    return timezone.localdate() + SIX_WEEKS


class LookBackField(DayField):
    """A day to come, within two years: small steps are looked back on soon."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _in_six_weeks)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        today = timezone.localdate()
        if day and day < today:
            raise forms.ValidationError(NOT_OVER)
        if day and day - today > timedelta(days=366 * LONGEST_YEARS):
            raise forms.ValidationError(TOO_FAR)
        return day


class SeenVersionForm(forms.Form):
    """Which wording the page showed."""

    version = forms.IntegerField(
        min_value=1,
        max_value=30_000,
        widget=forms.HiddenInput,
        error_messages={
            "required": NOT_WHOLE,
            "invalid": NOT_WHOLE,
            "min_value": NOT_WHOLE,
            "max_value": NOT_WHOLE,
        },
    )


class GoalForm(KeyForm):
    """What we hope, and one next thing on each side with whoever does it."""

    home = forms.ModelChoiceField(
        queryset=Family.objects.none(),
        widget=forms.HiddenInput,
        error_messages={"required": NOT_WHOLE, "invalid_choice": NOT_WHOLE},
    )
    hope = WordsField(
        max_length=500,
        rows=2,
        label=_("What do we hope for?"),
        help_text=_("Small is good: “Ileana asks for her cup with a word, in any language.”"),
    )
    what_we_saw = WordsField(
        max_length=1000, rows=3, required=False, label=_("What have we seen so far?")
    )
    home_action = WordsField(
        max_length=500,
        rows=2,
        required=False,
        label=_("One next thing at home"),
        help_text=_("Home needs it before it says yes."),
    )
    home_owner = forms.ModelChoiceField(
        label=_("Who does it at home?"),
        queryset=User.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choose who does it at home.")},
    )
    setting_action = WordsField(
        max_length=500,
        rows=2,
        required=False,
        label=_("One next thing at nursery"),
        help_text=_("The nursery needs it before it says yes."),
    )
    setting_owner = forms.ModelChoiceField(
        label=_("Who does it at nursery?"),
        queryset=Membership.objects.none(),
        empty_label=_("Choose somebody"),
        error_messages={"required": _("Choose who does it at nursery.")},
    )
    review_on = LookBackField(
        label=_("When do we look back together?"), help_text=_("Six weeks is a good start.")
    )

    def __init__(self, *args: Any, homes: Any, owners: Any, staff: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "home" in self.fields:
            self.fields["home"].queryset = homes
        self.fields["home_owner"].queryset = owners
        self.fields["home_owner"].label_from_instance = lambda user: user.name
        self.fields["setting_owner"].queryset = staff
        self.fields["setting_owner"].label_from_instance = lambda post: post.user.name

    @property
    def goal_fields(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in GOAL_FIELDS}


class GoalChangeForm(GoalForm, SeenVersionForm):
    """Another wording of a goal that is there; it stays with its home."""

    home = None

    def say_moved_on(self, now: GoalVersion) -> None:
        """Show the new wording beside what was typed. Sent again, what was typed is proposed."""
        self.add_error(
            None,
            _(
                "The other side changed this while you were writing. The new words stand beside the"
                " fields. Yours are still here: press the button again to propose yours."
            ),
        )
        for name in GOAL_FIELDS:
            value = getattr(now, name)
            if name in self.cleaned_data and value != self.cleaned_data[name]:
                shown = {"home_owner": now.home_owner.name}.get(name, value)
                shown = now.setting_owner.user.name if name == "setting_owner" else shown
                self.add_error(name, _("Now it says: %(now)s") % {"now": shown or _("(empty)")})
        self.data = self.data.copy()
        self.data["version"] = now.number


class GoalStepForm(KeyForm):
    """A small step."""

    words = WordsField(
        max_length=300,
        rows=2,
        label=_("A small step"),
        help_text=_("Something one can see happen: “Asked for more with a sign.”"),
    )


class GoalReviewForm(KeyForm):
    """How far we have come."""

    words = WordsField(
        max_length=2000,
        rows=5,
        label=_("How far have we come?"),
        help_text=_("What is different now? What helped? Compare with nobody."),
    )
    review_on = LookBackField(label=_("When do we look back again?"))


class GoalCloseForm(SeenVersionForm):
    """A thank-you to the other side."""

    words = WordsField(
        max_length=1000,
        rows=3,
        label=_("Your thank-you"),
        initial=_("Thank you for doing this together with us."),
    )
