"""Plans for a change: what, when, who, the steps, what comforts, worries and answers."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ..models import Family, Room, TransitionPlan
from ..models.transitions import LINE_LIMIT, PAGE_LIMIT
from .fields import DayField, EditForm, KeyForm, LineField, WordsField
from .joining import day_to_come
from .local_services import CardField

STEP_FIELDS = ("day", "words", "whom")
HEAD_FIELDS = ("about", "day", "people")


# Families too begin plans, and have to know how far their words go.
WHO_READS = _(
    "Everyone who looks after the child reads it, in both homes too. Only what is about something"
    " new at home stays in that home."
)


class PlanHead(forms.Form):
    """What changes, when, and who will be there."""

    about = LineField(
        max_length=LINE_LIMIT,
        label=_("What changes?"),
        help_text=format_lazy(
            "{} {}",
            _("In one line: from Conkers to Pinecones, with Jamal as key person."),
            WHO_READS,
        ),
    )
    day = DayField(label=_("On which day?"))
    people = LineField(
        max_length=LINE_LIMIT,
        required=False,
        label=_("Who will be there?"),
        help_text=format_lazy("{} {}", _("Names that the child knows, and new ones."), WHO_READS),
    )


class PlanForm(PlanHead, KeyForm):
    """A new plan. A home begins one for school or for something new at home."""

    plan_kind = forms.ChoiceField(
        label=_("What is it about?"), choices=TransitionPlan.Kind.choices, widget=forms.RadioSelect
    )
    new_room = forms.ModelChoiceField(
        label=_("Into which room?"),
        queryset=Room.objects.none(),
        required=False,
        empty_label=_("Choose a room"),
        help_text=_("Only for another room."),
    )
    whose_home = forms.ModelChoiceField(
        label=_("Which home is it about?"),
        queryset=Family.objects.none(),
        required=False,
        empty_label=_("Choose a home"),
        help_text=_("Only for something new at home. Another home never reads that plan."),
    )
    field_order = ("plan_kind", "about", "day", "people", "new_room", "whose_home")

    def __init__(self, *args: Any, rooms: Any, homes: Any, at_home: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_room"].queryset = rooms
        self.fields["whose_home"].queryset = homes
        if at_home:
            del self.fields["whose_home"]

    def clean_day(self) -> Any:
        return day_to_come(self.cleaned_data["day"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        kind = cleaned.get("plan_kind")
        if kind == TransitionPlan.Kind.ROOM and not cleaned.get("new_room"):
            self.add_error("new_room", _("Choose the room."))
        asks_which = "whose_home" in self.fields and not cleaned.get("whose_home")
        if kind == TransitionPlan.Kind.HOME and asks_which:
            self.add_error("whose_home", _("Choose the home."))
        return cleaned


class PlanEditForm(PlanHead, EditForm):
    """The head of a plan that stands, with the card of help nearby that goes with it."""

    edits = (*HEAD_FIELDS, "card_id")
    card_id = CardField(
        help_text=_(
            "Everyone who reads the plan sees it, in both homes. Is it for one home alone? Put it"
            " into the answer to their worry, or into a message."
        )
    )

    def __init__(self, *args: Any, cards: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["card_id"].offer(cards)


class StepFields(forms.Form):
    """A dated step."""

    day = DayField(label=_("When?"))
    words = LineField(
        max_length=LINE_LIMIT,
        label=_("What do we do?"),
        help_text=_("Everyone who looks after the child reads it, in both homes too."),
    )
    whom = LineField(max_length=120, required=False, label=_("Who?"))


class PlanStepForm(StepFields, KeyForm):
    """A new step; nothing is planned for a day that is over."""

    def clean_day(self) -> Any:
        return day_to_come(self.cleaned_data["day"])


class PlanStepEditForm(StepFields, EditForm):
    """A step that stands; both sides may change it."""

    edits = STEP_FIELDS


class PlanPageForm(EditForm):
    """What comforts, written by one home and the nursery."""

    edits = ("comforts",)
    comforts = WordsField(
        max_length=PAGE_LIMIT,
        rows=6,
        label=_("What comforts?"),
        help_text=_("A song, a toy, a word, somebody’s hand. This home and we read it."),
    )


class WorryForm(KeyForm):
    """One line in the box "our worries"."""

    words = LineField(
        max_length=LINE_LIMIT,
        label=_("What worries you?"),
        help_text=_("One line each. Every one gets an answer before we call the plan ready."),
    )


class WorryAnswerForm(EditForm):
    """Our answer, in words that help."""

    edits = ("answer", "card_id")
    answer = WordsField(max_length=PAGE_LIMIT, label=_("Our answer"))
    card_id = CardField(help_text=_("Only this home sees it, and those who look after the child."))

    def __init__(self, *args: Any, cards: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["card_id"].offer(cards)
