"""What lies in the tray, for those whom the writers chose."""

import uuid
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import (
    Count,
    DateTimeField,
    Exists,
    F,
    Func,
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce, Greatest
from django.http import QueryDict
from django.utils import timezone
from django.utils.http import urlencode

from families.context import Person

from .. import policies
from ..models import FeedbackItem, FeedbackReply, Letterbox, MovedNote, Theme
from .themes import themes_of


@dataclass(frozen=True)
class NotePage:
    """One note, with the setting's themes beside it."""

    item: FeedbackItem
    said: list[FeedbackReply]
    themes: list[Theme]
    moved: MovedNote | None  # if it is the leads' alone, from the safeguarding record


OPEN, CLOSED, MOVED = "open", "closed", "moved"
NO_THEME = "none"


@dataclass(frozen=True)
class Look:
    """At which notes of the tray one looks: `pile` open, put away or in the safeguarding record
    (and so the leads' alone);
    `theme` is an id, "none" or ""; `answered` is "yes", "no" or ""."""

    pile: str = OPEN
    theme: str = ""
    answered: str = ""

    @classmethod
    def asked(cls, query: QueryDict) -> Self:
        """From an address; whatever cannot be meant is left out."""
        pile = next((each for each in (CLOSED, MOVED) if each in query), OPEN)
        theme = query.get("theme", "")
        if theme != NO_THEME:
            try:
                theme = str(uuid.UUID(theme))
            except ValueError:
                theme = ""
        answered = query.get("answered", "")
        return cls(pile, theme, answered if answered in ("yes", "no") else "")

    @property
    def query(self) -> str:
        """The same as the query of an address."""
        said = {} if self.pile == OPEN else {self.pile: "1"}
        said |= {name: getattr(self, name) for name in ("theme", "answered")}
        return urlencode({name: value for name, value in said.items() if value})


@dataclass
class Tray:
    """The notes of a setting, in no order, and at which of them one looks. `aside` are those that
    were set aside, `has_moved` whether one reads any that the record has made the leads' alone."""

    look: Look
    notes: list[FeedbackItem]
    aside: list[FeedbackItem]
    has_moved: bool
    themes: list[Theme]
    times: Letterbox | None

    @property
    def shows_closed(self) -> bool:
        return self.look.pile == CLOSED

    @property
    def chosen_theme(self) -> Theme | None:
        """The theme one has filtered by."""
        return next((each for each in self.themes if str(each.pk) == self.look.theme), None)


def tray_of(person: Person, *, look: Look) -> Tray:
    """The notes one looks at, shuffled at each look so that their order tells nothing. `answers`
    counts what the setting said, `last_is_writers` is whether the writer spoke last. Seven
    statements at most, however many notes there are."""
    notes = _notes_of(person)
    moved = policies.moved_notes_visible_to(person)
    in_record = Exists(moved.filter(item=OuterRef("pk")))
    looked_at = notes.filter(is_aside=False)
    if look.pile == MOVED:
        looked_at = looked_at.filter(in_record)
    else:
        looked_at = looked_at.filter(~in_record, is_closed=look.pile == CLOSED)
    if look.theme == NO_THEME:
        looked_at = looked_at.filter(themes=None)
    elif look.theme:
        has_it = policies.note_themes_visible_to(person).filter(theme_id=look.theme)
        looked_at = looked_at.filter(Exists(has_it.filter(item=OuterRef("pk"))))
    if look.answered:
        looked_at = looked_at.filter(waits=look.answered == "no")
    return Tray(
        look=look,
        notes=list(looked_at),
        aside=list(notes.filter(is_aside=True)),
        has_moved=moved.exists(),
        themes=themes_of(person),
        times=times_for(person),
    )


def _notes_of(person: Person) -> QuerySet[Any]:
    said = FeedbackReply.objects.filter(item=OuterRef("pk"))
    last = said.order_by("-number").values("from_writer")[:1]
    return (
        policies.feedback_visible_to(person)
        .select_related("question", "comment")
        .annotate(
            answers=Coalesce(
                Subquery(
                    said.filter(from_writer=False)
                    .order_by()
                    .values("item")
                    .annotate(n=Count("pk"))
                    .values("n")
                ),
                0,
            ),
            last_is_writers=Subquery(last),
            waits=Coalesce(Subquery(last), True),  # nobody answered, or the writer spoke last
        )
        .prefetch_related(Prefetch("themes", queryset=policies.note_themes_visible_to(person)))
        .order_by("?")
    )


def note_page(person: Person, item: FeedbackItem) -> NotePage:
    """One note with what was said after it and its themes. Three statements."""
    return NotePage(
        item=item,
        said=list(item.replies.order_by("number")),
        themes=themes_of(person),
        moved=policies.moved_notes_visible_to(person).filter(item=item).first(),
    )


def times_for(person: Person) -> Letterbox | None:
    """When the box of their setting is emptied; None where nothing has been written down yet."""
    return policies.letterboxes_visible_to(person).first()


def brought_for(person: Person) -> QuerySet[Letterbox]:
    """The letterbox of their setting, with the hour at which it last brought something for this
    person as `new_at`; nothing if it never did. Nobody hears of notes that are not for them."""
    day: F | Greatest = F("brought_on")
    if policies.leads_apart(person):
        day = F("lead_brought_on")
        if policies.may_keep_letterbox(person):
            day = Greatest("brought_on", "lead_brought_on")
    at_its_hour = Func(
        day,
        F("hour"),
        arg_joiner=" + make_interval(hours => ",
        template=f"((%(expressions)s)) AT TIME ZONE '{timezone.get_default_timezone_name()}')",
        output_field=DateTimeField(),
    )
    return policies.letterboxes_visible_to(person).annotate(new_at=at_its_hour)
