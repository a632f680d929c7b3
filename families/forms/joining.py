"""What would help, visits at home and with us, and how a child settles."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import Family, HomeVisit, Membership, SettlingVisit
from ..models.joining import NOTES_LIMIT, SIGNS_LIMIT, WISH_LIMIT
from .fields import DayField, EditForm, KeyForm, WordsField

FURTHEST = timedelta(days=366)
PAST = _("That day is over. Choose one that is still to come.")
TOO_FAR = _("That is more than a year away. Is the year right?")


def day_to_come(day: Any) -> Any:
    """A day from today on and within a year; otherwise an error that says which."""
    today = timezone.localdate()
    if day < today:
        raise forms.ValidationError(PAST)
    if day - today > FURTHEST:
        raise forms.ValidationError(TOO_FAR)
    return day


def moment_to_come(at: datetime) -> datetime:
    """The same for a day with its time."""
    if at <= timezone.now():
        raise forms.ValidationError(_("That time is over. Choose one that is still to come."))
    if at - timezone.now() > FURTHEST:
        raise forms.ValidationError(TOO_FAR)
    return at


class MomentField(forms.DateTimeField):
    """A day and a time, chosen or typed the British way."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
            input_formats=["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M"],
            **kwargs,
        )


class ColleagueField(forms.ModelChoiceField):
    """Somebody on the team, by name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Membership.objects.none(), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return obj.user.name


class StepForm(forms.Form):
    """Which step; whether it is done or the tick is taken back."""

    code = forms.CharField(max_length=20)
    back = forms.BooleanField(required=False)


class FirstDayForm(forms.Form):
    """Another first day for a child who has not started."""

    first_day = DayField(label=_("First day"))

    def clean_first_day(self) -> Any:
        return day_to_come(self.cleaned_data["first_day"])


class WishForm(KeyForm):
    """What would help you most?"""

    words = WordsField(
        max_length=WISH_LIMIT,
        rows=5,
        label=_("What would help you most?"),
        help_text=_(
            "Anything, small or big: a later start, a word in your language, a quiet room."
        ),
    )


class WishAnswerForm(EditForm):
    """What we will do, who, by when."""

    edits = ("we_will", "owner", "by_day")
    we_will = WordsField(
        max_length=WISH_LIMIT,
        label=_("What we will do"),
        help_text=_("The family reads this. If we cannot, say so, and what we can do instead."),
    )
    owner = ColleagueField(label=_("Who does it?"))
    by_day = DayField(label=_("By when?"))

    def __init__(self, *args: Any, staff: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = staff

    def clean_by_day(self) -> Any:
        return day_to_come(self.cleaned_data["by_day"])


class SettledForm(EditForm):
    """By which signs of the child we see that it feels at home."""

    edits = ("settled_signs",)
    settled_signs = WordsField(
        max_length=SIGNS_LIMIT,
        rows=3,
        label=_("How do you see it?"),
        help_text=_("What the child does: waves at the door, falls asleep here, asks for Ewa."),
    )


class HomeVisitForm(KeyForm):
    """An offer: which home, what for, who comes, up to three times."""

    home = forms.ModelChoiceField(
        label=_("Which home?"),
        queryset=Family.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    purpose = WordsField(
        max_length=SIGNS_LIMIT,
        rows=3,
        label=_("What is the visit for?"),
        help_text=_(
            "The family reads this. For example: so that Nur meets Ewa where she feels safe."
        ),
    )
    visitor = ColleagueField(label=_("Who comes?"))
    second_visitor = ColleagueField(label=_("Who comes along?"), required=False)
    time_1 = MomentField(label=_("A time"))
    time_2 = MomentField(label=_("Another time"), required=False)
    time_3 = MomentField(label=_("A third time"), required=False)

    def __init__(self, *args: Any, homes: Any, staff: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["home"].queryset = homes
        self.fields["visitor"].queryset = self.fields["second_visitor"].queryset = staff

    def clean_time_1(self) -> Any:
        return moment_to_come(self.cleaned_data["time_1"])

    def clean_time_2(self) -> Any:
        return self.cleaned_data["time_2"] and moment_to_come(self.cleaned_data["time_2"])

    def clean_time_3(self) -> Any:
        return self.cleaned_data["time_3"] and moment_to_come(self.cleaned_data["time_3"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        second = cleaned.get("second_visitor")
        if second and second == cleaned.get("visitor"):
            self.add_error(
                "second_visitor", _("This is the same person. Choose another, or nobody.")
            )
        return cleaned

    @property
    def times(self) -> list[datetime]:
        """The times that were offered."""
        names = ("time_1", "time_2", "time_3")
        return [self.cleaned_data[name] for name in names if self.cleaned_data.get(name)]


class HomeVisitAnswerForm(forms.Form):
    """Yes to one of the times, another time, or no."""

    OTHER, NO = "other", "no"
    choice = forms.ChoiceField(
        label=_("Would you like us to come?"),
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": _("That time is over. Choose again, or ask for another.")
        },
    )
    other_time = MomentField(
        label=_("When would be better?"),
        required=False,
        help_text=_("Only if you would like another time."),
    )
    answer = WordsField(
        max_length=SIGNS_LIMIT,
        rows=2,
        required=False,
        label=_("A word to us"),
        help_text=_("You never have to say why."),
    )

    def __init__(self, *args: Any, visit: HomeVisit, said: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.times = {at.isoformat(): at for at in visit.times if at > timezone.now()}
        self.fields["choice"].choices = [
            *((key, _("Yes: %(time)s") % {"time": said(at)}) for key, at in self.times.items()),
            (self.OTHER, _("Yes, but at another time")),
            (self.NO, _("No, thank you. We would rather not.")),
        ]
        if not self.times:
            self.fields["choice"].help_text = _("The times that we offered are over.")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("choice") == self.OTHER and "other_time" not in self.errors:
            at = cleaned.get("other_time")
            if not at:
                self.add_error("other_time", _("Say when it would suit you."))
            else:
                try:
                    moment_to_come(at)
                except forms.ValidationError as problem:
                    self.add_error("other_time", problem)
        return cleaned


class TakeBackForm(forms.Form):
    """Why a visit does not take place. The nursery says why; a family never has to."""

    words = WordsField(
        max_length=SIGNS_LIMIT,
        rows=3,
        label=_("Why not?"),
        help_text=_("The other side reads this."),
    )

    def __init__(self, *args: Any, is_home: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].required = not is_home


class VisitNotesForm(EditForm):
    """What we saw and heard at home; the family reads it too."""

    edits = ("notes",)
    notes = WordsField(
        max_length=NOTES_LIMIT,
        rows=6,
        label=_("What you saw and heard"),
        help_text=_("The family reads this as soon as you save it."),
    )


class SafetyNoteForm(KeyForm):
    """For colleagues who go there."""

    safety_words = WordsField(
        max_length=SIGNS_LIMIT,
        rows=3,
        label=_("What should colleagues know before they go?"),
        help_text=_("A dog, a dark stair, go in twos. The family never sees this."),
    )


class SettlingVisitForm(KeyForm):
    """A visit to come: the day, the time, with whom."""

    visit_day = DayField(label=_("Which day?"))
    starts_at = forms.TimeField(
        label=_("From what time?"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    visit_kind = forms.ChoiceField(
        label=_("What kind of visit?"),
        choices=SettlingVisit.Kind.choices,
        widget=forms.RadioSelect,
        initial=SettlingVisit.Kind.TOGETHER,
    )

    def clean_visit_day(self) -> Any:
        return day_to_come(self.cleaned_data["visit_day"])


class OutcomeForm(EditForm):
    """How a visit was, in the child's signs."""

    edits = ("outcome",)
    outcome = WordsField(
        max_length=SIGNS_LIMIT,
        rows=3,
        label=_("How was it for the child?"),
        help_text=_("What you saw: cried at the door, then sat with Ewa and the trains."),
    )
