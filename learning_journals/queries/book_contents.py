"""What stands in the book of a child's journal: what one adult reads in it, oldest first.

As family, and never as staff: whoever works here and is a parent gets what a parent may see. What
another home wrote, and what the nursery said to it, is in no book of this one.
"""

import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from families.context import Person
from families.models import Child, ParentCarer
from families.policies import link_to
from families.templatetags.ui import exact_moment, spoken_month

from ..models import JournalBook, Observation, ObservationChild
from ..policies import journal_books_visible_to, journal_lines_visible_to, photos_in_journal
from .as_read import AsRead, read_by
from .circle import circle_of
from .entries import Entry, entries_of
from .journal import SHOWN
from .journal_filters import bounds_of_month

MOST_PHOTOS = 400  # of one book; more is no book to hold


@dataclass(frozen=True)
class BookPhoto:
    """A photograph for print: its row and stored files."""

    id: uuid.UUID
    name: str
    has_sizes: bool
    description: str


@dataclass(frozen=True)
class BookEntry:
    """An entry of the journal with its day in full and its photographs for print."""

    entry: Entry
    day: str
    photos: list[BookPhoto]


@dataclass(frozen=True)
class BookMonth:
    """The entries of a month."""

    name: str
    entries: list[BookEntry]


@dataclass
class BookContents:
    """Everything that stands in one book."""

    child_name: str
    title: str  # the month, or the months it goes from and to
    house: str
    made_for: str
    made_at: str
    months: list[BookMonth] = field(default_factory=list)
    photos: list[BookPhoto] = field(default_factory=list)
    read: list[uuid.UUID] = field(default_factory=list)  # the observations it is made of
    shown: list[uuid.UUID] = field(default_factory=list)  # keys of the children in all photographs
    shown_beside: list[uuid.UUID] = field(default_factory=list)  # of others, in the nursery's

    @property
    def cover(self) -> BookPhoto | None:
        """The photograph on the first page: of a wow moment if there is one."""
        entries = [each for month in self.months for each in month.entries if each.photos]
        wows = [each for each in entries if each.entry.is_wow]
        return (wows or entries)[0].photos[0] if entries else None

    @property
    def count(self) -> int:
        """How many entries there are."""
        return sum(len(month.entries) for month in self.months)


def lines_for_book(
    child: Child, link: ParentCarer, person: Person, *, month: date | None
) -> QuerySet[ObservationChild]:
    """What the setting and one's own home shared in a child's journal, oldest first."""
    lines = (
        journal_lines_visible_to(person)
        .filter(Q(family__isnull=True) | Q(family_id=link.family_id), child=child, is_shared=True)
        .exclude(observation__status=Observation.Status.WITHDRAWN)
        .select_related("observation__author", "observation__begun_by", "observation__reader")
        .only(*SHOWN)
        .order_by("at", "pk")
    )
    if month:
        first, end = bounds_of_month(month)
        lines = lines.filter(at__gte=first, at__lt=end)
    return lines


def months_of_journal(child: Child, person: Person) -> list[date]:
    """The months of a child's journal that this adult could have as a book, newest first."""
    link = link_to(child, person)
    if link is None or not link.sees_journal:
        return []
    lines = lines_for_book(child, link, person, month=None).order_by()
    return [at.date() for at in lines.datetimes("at", "month", order="DESC")]


def books_of(child: Child, person: Person) -> QuerySet[JournalBook]:
    """One's own books of a child's journal, the newest first."""
    return journal_books_visible_to(person).filter(child=child).order_by("-asked_at", "pk")


def contents_of_book(book: JournalBook, person: Person) -> BookContents | None:
    """What this adult may read, for the month of the book. About ten queries; None for who has no
    link to the child today, or one that does not show the journal."""
    child = book.child
    link = link_to(child, person)
    if link is None or not link.sees_journal:
        return None
    lines = list(lines_for_book(child, link, person, month=book.month))
    circle = circle_of(child, person)
    entries = entries_of(lines, person, child=child, circle=circle)
    contents = BookContents(
        child_name=child.known_as,
        title=_title(book, lines),
        house=child.setting.name,
        made_for=person.user.name,
        made_at=exact_moment(timezone.now()),
    )
    read = {line.observation_id: read_by(line, person) for line in lines}
    contents.read = list(read)
    photos = _photos(contents, read, child, person, link)
    for line, entry in zip(lines, entries, strict=True):
        local = timezone.localtime(line.at)
        name = spoken_month(local.date())
        if not contents.months or contents.months[-1].name != name:
            contents.months.append(BookMonth(name, []))
        contents.months[-1].entries.append(
            BookEntry(entry, date_format(local, "l j F"), photos.get(line.observation_id, []))
        )
    return contents


def _title(book: JournalBook, lines: list[ObservationChild]) -> str:
    if book.month:
        return spoken_month(book.month)
    ends = [spoken_month(timezone.localtime(line.at).date()) for line in lines[:1] + lines[-1:]]
    return " – ".join(dict.fromkeys(ends))


def _photos(
    contents: BookContents,
    read: dict[uuid.UUID, AsRead],
    child: Child,
    person: Person,
    link: ParentCarer,
) -> dict[uuid.UUID, list[BookPhoto]]:
    """The photographs of these entries, with whose leave they need to be taken along."""
    shown: set[uuid.UUID] = set()
    beside: set[uuid.UUID] = set()
    found: dict[uuid.UUID, list[BookPhoto]] = defaultdict(list)
    rows = (
        photos_in_journal(list(read), person, link=link)
        .select_related("observation")
        .order_by("observation__happened_at", "position", "pk")
    )
    for row in rows[:MOST_PHOTOS]:
        from_home = row.observation.family_id is not None
        if not (from_home and row.uploaded_by_id == person.id):  # what one sent oneself stays
            shown.update(row.shows)
            beside.update([] if from_home else row.shows)
        shows = read[row.observation_id].hide(row.description)
        photo = BookPhoto(row.pk, row.name, row.sizes_ready_at is not None, shows)
        found[row.observation_id].append(photo)
        contents.photos.append(photo)
    contents.shown, contents.shown_beside = sorted(shown), sorted(beside - {child.consent_key})
    return found
