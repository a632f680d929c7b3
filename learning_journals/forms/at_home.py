import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from families.actions.meanwhile import fingerprint
from families.forms.fields import EditForm, KeyForm, LineField, WordsField, both
from families.forms.plain_words import NOT_WHOLE
from families.models import Child, Room
from families.models.languages import LANGUAGES_SPOKEN

from ..actions.at_home import ASKED, WEEK_FIELDS
from ..models import RoomWeek, ShareCard

CARD_FIELDS = ("kind", "title", "words", "needs", "minutes", "language")
ENGLISH = "en"


class ShareCardForm(KeyForm):
    """A song, recipe, book or game to do again at home."""

    kind = forms.ChoiceField(
        label=_("What is it?"), choices=ShareCard.Kind.choices, widget=forms.RadioSelect
    )
    title = LineField(max_length=80, label=_("What is it called?"))
    words = WordsField(
        label=_("The words, or how it goes"),
        help_text=_("Short lines. A song nobody may copy stays out; say where to hear it."),
        max_length=3000,
        rows=8,
    )
    needs = LineField(
        max_length=300,
        required=False,
        label=_("What does one need?"),
        help_text=_("Things from every kitchen. Nothing that must be bought."),
    )
    minutes = forms.IntegerField(
        label=_("How many minutes?"), min_value=1, max_value=1440, required=False
    )
    language = forms.ChoiceField(label=_("In which language is it?"), initial=ENGLISH)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [(code, both(code)) for code in LANGUAGES_SPOKEN]

    @property
    def card_fields(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in CARD_FIELDS}


class CardGiveForm(forms.Form):
    """To whom a card goes: children in one's care, and rooms one works in."""

    rooms = forms.ModelMultipleChoiceField(
        queryset=Room.objects.none(),
        label=_("To every family of a room"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    child = forms.TypedMultipleChoiceField(
        label=_("To one child’s family, or some"),
        coerce=uuid.UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("A child you chose is not in your care today.")},
    )
    words = WordsField(
        label=_("A line with it"),
        help_text=_("“We sang it all morning.” If it goes to a room, name no child."),
        max_length=300,
        rows=2,
        required=False,
    )

    def __init__(self, *args: Any, rooms: Any, children: Iterable[Child], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rooms"].queryset = rooms
        self.fields["rooms"].label_from_instance = lambda room: room.name
        self.children = {child.pk: child for child in children}
        self.fields["child"].choices = [
            (str(child.pk), child.known_as) for child in self.children.values()
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned["rooms"] and not cleaned["child"]:
            self.add_error("child", _("Choose a room or a child."))
        return cleaned

    @property
    def chosen(self) -> list[Child]:
        return [self.children[key] for key in self.cleaned_data["child"]]


class RoomWeekForm(EditForm):
    """This week in our room. Every family of the room reads it."""

    edits = WEEK_FIELDS
    names = {"card_id": "share_card"}
    explores = WordsField(
        label=_("What do we explore?"),
        help_text=_("In plain words, and why the children like it. Name no child."),
        max_length=1000,
        rows=4,
    )
    song = WordsField(label=_("A song or rhyme"), max_length=1000, rows=3, required=False)
    share_card = forms.TypedChoiceField(
        label=_("A card to try at home"), coerce=uuid.UUID, empty_value=None, required=False
    )
    bring = LineField(
        max_length=300,
        required=False,
        label=_("What to bring"),
        help_text=_("Something every home has: a sock, a leaf, a yoghurt pot."),
    )
    question = LineField(
        max_length=200,
        required=False,
        label=_("One question to parents"),
        help_text=_("Short: “What made them laugh this week?” The answers help you plan."),
    )

    def __init__(self, *args: Any, cards: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["share_card"].choices = [("", _("None")), *cards]


class WeekAnswerForm(KeyForm):
    """What a home answers to the question of the week, which it carries along (`seen`)."""

    seen = forms.CharField(
        widget=forms.HiddenInput, max_length=64, error_messages={"required": NOT_WHOLE}
    )
    child = forms.ChoiceField(
        label=_("About whom?"),
        required=False,
        error_messages={"invalid_choice": _("Choose one of your children in this room.")},
    )
    words = WordsField(
        label=_("Your answer"),
        help_text=_("In any language. The staff of the room read it; other families do not."),
        max_length=1000,
        rows=3,
    )

    def __init__(
        self, *args: Any, week: RoomWeek, children: Iterable[Child], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = fingerprint(week, fields=ASKED)
        self.children = {str(child.pk): child for child in children}
        self.fields["child"].choices = [
            (key, child.known_as) for key, child in self.children.items()
        ]
        self.fields["child"].initial = next(iter(self.children), "")
        if len(self.children) < 2:
            self.fields["child"].widget = forms.HiddenInput()

    def say_changed(self, week: RoomWeek) -> None:
        """The room asks something else now: what was typed stays, and may be sent as it is."""
        said = _(
            "The room asks something else now: “%(question)s” Yours is still here. Does it answer"
            " that too? Then press the button again."
        )
        self.add_error("words", said % {"question": week.question})
        self.data = self.data.copy()
        self.data["seen"] = fingerprint(week, fields=ASKED)

    @property
    def about(self) -> Child:
        """The child that was chosen; the only one, or the first, without choosing."""
        chosen = self.cleaned_data["child"] or next(iter(self.children))
        return self.children[chosen]
