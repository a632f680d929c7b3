"""The survey of an adult, an invitation to share and its answer, and ways to help."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import (
    GOOD_TIMES,
    PARTS_OF_DAY,
    WEEKDAYS,
    Barrier,
    Room,
    ShareInvitation,
    Skill,
    SkillOffer,
    WayToBeInvolved,
    WayToHelp,
)
from .fields import DayField, EditForm, KeyForm, LanguagesField, LineField, WordsField

OFFER_FIELDS = (
    "name",
    "skills",
    "words",
    "languages",
    "good_times",
    "involved",
    "involved_words",
    "unsaid",
    "visible_to",
)
SECTIONS = {
    "skills": _("What I like and can share"),
    "barriers": _("What makes it hard"),
    "times": _("When is good"),
    "involved": _("How I would like to be involved"),
}
MOST_HELPERS = 60


def _ticks(choices: Any, **kwargs: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        choices=choices, widget=forms.CheckboxSelectMultiple, required=False, **kwargs
    )


class SurveyForm(forms.Form):
    """Everything as one likes, and nothing has to be answered."""

    skills = _ticks(Skill.choices, label=_("I like, or can show"))
    words = WordsField(
        max_length=1000,
        rows=3,
        required=False,
        label=_("In your own words"),
        help_text=_("“I drive the number 9 bus.” “My mother’s soup.” Small things are fine."),
    )
    languages = LanguagesField(label=_("Languages I can share"))
    good_times = _ticks(
        [(code, f"{day}, {part}") for code, (day, part) in GOOD_TIMES.items()],
        label=_("When it is good for you"),
    )
    involved = _ticks(WayToBeInvolved.choices, label=_("I would like to be involved"))
    involved_words = WordsField(
        max_length=500, rows=2, required=False, label=_("Or in another way")
    )
    barriers = _ticks(Barrier.choices, label=_("What makes it hard to take part?"))
    barrier_words = WordsField(
        max_length=500, rows=2, required=False, label=_("What would help you?")
    )
    with_name = forms.BooleanField(
        required=False,
        label=_("My child’s key person and the manager may know this with my name"),
        help_text=_(
            "Without this nobody reads your answer. It is only counted, and a number is shown only"
            " where five families or more said the same."
        ),
    )
    unsaid = _ticks(
        SECTIONS.items(),
        label=_("I prefer not to say"),
        help_text=_("Then nobody asks you about it again."),
    )
    name = LineField(max_length=120, label=_("The name we find you by"))
    visible_to = forms.ChoiceField(
        label=_("Who may find what you like, your languages and good times?"),
        choices=SkillOffer.VisibleTo.choices,
        widget=forms.RadioSelect,
        help_text=_("Other families never see it."),
    )

    @property
    def parts_of_day(self) -> list[Any]:
        """The heads of the grid of good times."""
        return list(PARTS_OF_DAY.values())

    @property
    def time_rows(self) -> list[tuple[Any, list[Any]]]:
        """The grid of good times: a weekday with its boxes, one for each part of the day."""
        boxes, wide = list(self["good_times"]), len(PARTS_OF_DAY)
        return [
            (day, boxes[row * wide : (row + 1) * wide]) for row, day in enumerate(WEEKDAYS.values())
        ]

    @property
    def offer(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in OFFER_FIELDS}

    @property
    def barrier_answer(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "barriers": said["barriers"],
            "words": said["barrier_words"],
            "with_name": said["with_name"],
        }


class ShareForm(KeyForm):
    """What one would like to invite an adult to."""

    topic = LineField(
        max_length=120, label=_("What about?"), help_text=_("Songs, a recipe, your bus …")
    )
    room = forms.ModelChoiceField(
        label=_("With which room?"),
        queryset=Room.objects.none(),
        required=False,
        empty_label=_("Any room"),
    )
    when = LineField(
        max_length=120,
        required=False,
        label=_("When could it be?"),
        help_text=_("A suggestion: a Tuesday morning in December."),
    )
    words = WordsField(
        max_length=1000,
        rows=3,
        required=False,
        label=_("A few words"),
        help_text=_("Say what the children would love about it."),
    )

    def __init__(self, *args: Any, rooms: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["room"].queryset = rooms


class ShareAnswerForm(forms.Form):
    """No reason needed."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=ShareInvitation.Answer.choices,
        widget=forms.RadioSelect,
        help_text=_("You need no reason, and you can think again."),
    )
    words = WordsField(max_length=500, rows=2, required=False, label=_("A word to go with it"))


class ShareThanksForm(forms.Form):
    """Thanks for what was shared."""

    words = WordsField(max_length=1000, rows=3, label=_("Your thank-you"))


class _WayFields(forms.Form):
    help_kind = forms.ChoiceField(
        label=_("What kind?"), choices=WayToHelp.Kind.choices, widget=forms.RadioSelect
    )
    title = LineField(max_length=120, label=_("What?"), help_text=_("Planting bulbs in the Dingle"))
    text = WordsField(max_length=1000, rows=3, required=False, label=_("What is there to do?"))
    help_day = DayField(label=_("On which day?"))
    hours = LineField(
        max_length=60, required=False, label=_("From when to when?"), help_text=_("9:30 to 11:00")
    )
    places = forms.IntegerField(
        label=_("How many helpers?"),
        min_value=1,
        max_value=MOST_HELPERS,
        initial=4,
        error_messages={
            "min_value": _("At least one."),
            "max_value": _("At most 60. Make two of it, if you need more."),
        },
    )
    checks = WordsField(
        max_length=500,
        rows=2,
        required=False,
        label=_("Which checks are needed?"),
        help_text=_("In plain words: “None. You are with us all the time.”"),
    )

    def clean_help_day(self) -> Any:
        day, today = self.cleaned_data["help_day"], timezone.localdate()
        if day < today:
            raise forms.ValidationError(_("This day is over. Choose one that comes."))
        if day - today > timedelta(days=366):
            raise forms.ValidationError(_("That is very far away. Choose a day within a year."))
        return day


# The form's fields → those of the row.
WAY_FIELDS = {
    "help_kind": "kind",
    "title": "title",
    "text": "words",
    "help_day": "day",
    "hours": "hours",
    "places": "places",
    "checks": "checks",
}


class WayForm(_WayFields, KeyForm):
    """What hands are needed for."""

    @property
    def way_fields(self) -> dict[str, Any]:
        return {column: self.cleaned_data[name] for name, column in WAY_FIELDS.items()}


class WayEditForm(_WayFields, EditForm):
    """What stands on the board already."""

    edits = tuple(WAY_FIELDS.values())
    names = {column: name for name, column in WAY_FIELDS.items()}


class WayCallOffForm(forms.Form):
    """Why it does not take place; those who wanted to help read it."""

    why = WordsField(
        max_length=300,
        rows=2,
        label=_("Why is it off?"),
        help_text=_("A short word to those who wanted to help: “It rains. We try again in May.”"),
    )


class SignUpForm(forms.Form):
    """Lend a hand, by first name or without."""

    shows_name = forms.BooleanField(
        required=False, label=_("Other families may read my first name")
    )


class HelpThanksForm(forms.Form):
    """Who came, and a thank-you to them."""

    came = _ticks((), label=_("Who came?"))
    words = WordsField(max_length=1000, rows=3, label=_("Your thank-you"))

    def __init__(self, *args: Any, helpers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["came"].choices = helpers
