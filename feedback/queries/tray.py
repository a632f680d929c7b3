"""What lies in the tray, for those whom the writers chose."""

import uuid
from dataclasses import dataclass, replace
from typing import Any, Self

from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateTimeField,
    Exists,
    F,
    Func,
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
    When,
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
NOTES_A_PAGE = 30
NO_THEME = "none"


@dataclass(frozen=True)
class Look:
    """At which notes of the tray one looks: `pile` open, put away or in the safeguarding record
    (and so the leads' alone);
    `theme` is an id, "none" or ""; `answered` is "yes", "no" or ""; `after` the id of the last note
    of the page before this one, or ""."""

    pile: str = OPEN
    theme: str = ""
    answered: str = ""
    after: str = ""

    @classmethod
    def asked(cls, query: QueryDict) -> Self:
        """From an address; whatever cannot be meant is left out."""
        pile = next((each for each in (CLOSED, MOVED) if each in query), OPEN)
        theme = query.get("theme", "")
        if theme != NO_THEME:
            theme = _id_or_nothing(theme)
        answered = query.get("answered", "")
        answered = answered if answered in ("yes", "no") else ""
        return cls(pile, theme, answered, _id_or_nothing(query.get("after", "")))

    @property
    def query(self) -> str:
        """The same as the query of an address."""
        said = {} if self.pile == OPEN else {self.pile: "1"}
        said |= {name: getattr(self, name) for name in ("theme", "answered", "after")}
        return urlencode({name: value for name, value in said.items() if value})


def _id_or_nothing(typed: str) -> str:
    try:
        return str(uuid.UUID(typed))
    except ValueError:
        return ""


@dataclass
class Tray:
    """The notes of a setting and at which of them one looks. `further` is the query of the next
    page, empty on the last. `aside` are those that were set aside, `has_moved` whether one reads
    any that the record has made the leads' alone."""

    look: Look
    notes: list[FeedbackItem]
    aside: list[FeedbackItem]
    has_moved: bool
    themes: list[Theme]
    times: Letterbox | None
    further: str

    @property
    def is_filtered(self) -> bool:
        """Whether one looks at some of a pile alone."""
        return bool(self.look.theme or self.look.answered)

    @property
    def shows_closed(self) -> bool:
        return self.look.pile == CLOSED

    @property
    def chosen_theme(self) -> Theme | None:
        """The theme one has filtered by."""
        return next((each for each in self.themes if str(each.pk) == self.look.theme), None)


def tray_of(person: Person, *, look: Look) -> Tray:
    """The notes one looks at, a page of them. Their order is that of their random keys: it says
    nothing of when they came, and it is the same at each look and for everybody. `answers` counts
    what the setting said, `last_is_writers` is whether the writer spoke last. Seven statements at
    most, however many notes there are."""
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
    if look.after:
        looked_at = looked_at.filter(pk__gt=look.after)
    page = list(looked_at[: NOTES_A_PAGE + 1])
    notes_here = page[:NOTES_A_PAGE]
    more = len(page) > NOTES_A_PAGE
    return Tray(
        look=look,
        notes=notes_here,
        further=replace(look, after=str(notes_here[-1].pk)).query if more else "",
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
            waits=_waits(Subquery(last)),
        )
        .prefetch_related(Prefetch("themes", queryset=policies.note_themes_visible_to(person)))
        .order_by("pk")
    )


def _waits(last_is_writers: Subquery) -> Coalesce:
    """Whether a note waits: the writer spoke last, or nobody has answered; a comment that stands on
    the page of its question has its answer there."""
    on_page = Case(When(comment__is_shown=True, then=False), default=True)
    return Coalesce(last_is_writers, on_page, output_field=BooleanField())


def how_many_wait(person: Person) -> int | None:
    """How many of the notes that this person reads wait for an answer, for the list of places; None
    for who has no tray. One statement."""
    if not policies.may_open_tray(person):
        return None
    moved = policies.moved_notes_visible_to(person).filter(item=OuterRef("pk"))
    said = FeedbackReply.objects.filter(item=OuterRef("pk")).order_by("-number")
    waiting = policies.feedback_visible_to(person).annotate(
        waits=_waits(Subquery(said.values("from_writer")[:1]))
    )
    return waiting.filter(~Exists(moved), waits=True, is_closed=False, is_aside=False).count()


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
    day: F | Greatest = F("committee_brought_on" if person.governs else "brought_on")
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
