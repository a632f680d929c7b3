"""Themes: the list of a setting, and what may be told of its terms."""

import hashlib
import uuid
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from families.context import Person
from families.models import StampKey, Term
from families.policies import terms_visible_to
from families.small_numbers import FEWEST

from .. import policies
from ..models import FeedbackItem, MovedNote, NoteTheme, Reader, Theme, ThemeCount

TERMS_SHOWN = 6
COLUMN, HIGH, ROOM_ABOVE, ROOM_BELOW = 44, 72, 18, 20  # of the picture, in its own units


@dataclass(frozen=True)
class Bar:
    """One term of one theme. `notes` is None where fewer than five had it, or it was not there yet
    when the term was counted (`is_missing`)."""

    term: str
    notes: int | None
    is_missing: bool
    x: int
    y: int
    width: int
    height: int
    middle: int


@dataclass(frozen=True)
class Review:
    """The numbers of a term as they would be kept: None where fewer than five notes have a theme.
    `seen` is what they are known by again."""

    term: Term
    rows: list[tuple[Theme, int | None]]
    seen: str


@dataclass(frozen=True)
class Line:
    """One theme over the terms."""

    theme: Theme
    bars: list[Bar]


@dataclass(frozen=True)
class Picture:
    """The themes over the terms that were counted, the oldest term first."""

    terms: list[str]
    lines: list[Line]
    width: int
    height: int = HIGH + ROOM_ABOVE + ROOM_BELOW
    base: int = HIGH + ROOM_ABOVE - 1


def themes_of(person: Person) -> list[Theme]:
    """All themes of the setting, by name; the retired ones last."""
    return list(policies.themes_visible_to(person).order_by("is_retired", Lower("name")))


def theme_named(person: Person, theme_id: str) -> Theme | None:
    """The theme with this id from an address, if this person has it; whatever stands there."""
    try:
        wanted = uuid.UUID(theme_id)
    except ValueError:
        return None
    return policies.themes_visible_to(person).filter(pk=wanted).first()


def terms_to_count(person: Person) -> QuerySet[Term]:
    """The terms that are over, are not counted yet and brought notes. A term is over when a later
    one has begun and has its key: until then the box may bring what was written in it, and what it
    brings is of that term (`feedback.actions.emptying`)."""
    later = StampKey.objects.filter(
        setting_id=OuterRef("setting_id"),
        term__starts_on__gt=OuterRef("starts_on"),
        term__starts_on__lte=person.today,
    )
    counted = policies.theme_counts_visible_to(person).filter(term=OuterRef("pk"))
    brought = _countable(person).filter(term=OuterRef("pk"))
    return (
        terms_visible_to(person)
        .filter(Exists(later), ~Exists(counted), Exists(brought), setting_id=person.here)
        .order_by("starts_on")
    )


def notes_of_themes(person: Person, *, term: Term) -> dict[uuid.UUID, int]:
    """How many notes of a term have each theme, the exact number. It is not for telling."""
    lines = NoteTheme.objects.filter(item__in=_countable(person).filter(term=term))
    return dict(lines.values_list("theme_id").annotate(notes=Count("pk")))


def review_of(person: Person, *, term: Term) -> Review:
    """What would be kept if a term were counted now. Two statements."""
    counted = notes_of_themes(person, term=term)
    rows = [
        (theme, counted[theme.pk] if counted.get(theme.pk, 0) >= FEWEST else None)
        for theme in themes_of(person)
        if theme.pk in counted or not theme.is_retired
    ]
    said = "\n".join(sorted(f"{theme.pk} {notes}" for theme, notes in rows))
    return Review(term, rows, seen=hashlib.sha256(said.encode()).hexdigest())


def picture_of(person: Person) -> Picture | None:
    """What was counted, as bars; None before the first term was counted. One statement."""
    counts = (
        policies.theme_counts_visible_to(person)
        .select_related("term", "theme")
        .order_by("term__starts_on", Lower("theme__name"))
    )
    found: dict[tuple[uuid.UUID, uuid.UUID], ThemeCount] = {}
    terms: dict[uuid.UUID, str] = {}
    for each in counts:
        found[each.theme_id, each.term_id] = each
        terms[each.term_id] = each.term.name
    shown = list(terms.items())[-TERMS_SHOWN:]
    themes = {
        each.theme_id: each.theme
        for each in sorted(found.values(), key=lambda each: each.theme.name.casefold())
        if each.term_id in dict(shown)
    }
    if not themes:
        return None
    shown_ids = dict(shown)
    most = max(each.notes or 0 for each in found.values() if each.term_id in shown_ids)
    lines = [
        Line(
            theme,
            [
                _bar(found.get((theme.pk, term_id)), term=name, place=place, most=most)
                for place, (term_id, name) in enumerate(shown)
            ],
        )
        for theme in themes.values()
    ]
    return Picture([name for _id, name in shown], lines, width=COLUMN * len(shown))


def _countable(person: Person) -> QuerySet[FeedbackItem]:
    """What is counted is the same whoever counts: notes that managers read. Those for the
    safeguarding lead alone stay out, and what was set aside or moved to the leads. A note that
    was moved and stayed is counted as if it were not: a smaller number would say that it was."""
    return policies.feedback_visible_to(person).filter(
        ~Exists(MovedNote.objects.filter(item=OuterRef("pk"), for_leads=True)),
        Q(reader__in=(Reader.MANAGERS, Reader.BOTH)),
        is_aside=False,
    )


def _bar(count: ThemeCount | None, *, term: str, place: int, most: int) -> Bar:
    notes = count.notes if count else None
    height = round(HIGH * notes / most) if notes else 6
    return Bar(
        term=term,
        notes=notes,
        is_missing=count is None,
        x=COLUMN * place + 6,
        y=HIGH + ROOM_ABOVE - height,
        width=COLUMN - 12,
        height=height,
        middle=COLUMN * place + COLUMN // 2,
    )
