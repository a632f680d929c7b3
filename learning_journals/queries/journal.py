"""One child's journal in pages: newest first, from row to row and never by number."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from families.context import Person
from families.kept import first_of, kept
from families.models import Child, Room, RoomPlace, valid_on
from families.policies import children_cared_for_by, links_held_by, own_children_of

from ..models import Observation, ObservationChild
from ..policies import journal_lines_visible_to, journals_visible_to
from .circle import Circle
from .entries import Entry, entries_of
from .journal_filters import Wanted, narrowed

ENTRIES_A_PAGE = 30
# The columns that an entry shows; the others are read when somebody asks for them.
SHOWN = (
    *("id", "at", "is_shared", "child_id", "family_id", "setting_id", "observation_id"),
    "hidden_names",
    *(
        f"observation__{name}"
        for name in (
            *("kind", "status", "words", "language", "child_voice", "framework", "areas"),
            "next_step",
            *("try_at_home", "author_id", "author__known_as", "author__full_name"),
            *("begun_by_id", "begun_by__known_as", "begun_by__full_name"),
            "builds_on_id",
            *("reader_id", "reader__known_as", "reader__full_name"),
        )
    ),
)


@dataclass(frozen=True)
class JournalPage:
    entries: list[Entry]
    older: str  # the cursor of the next page; empty on the last


def cursor_of(line: ObservationChild) -> str:
    """Where a page ends, as text for an address: the moment and the row, since moments may tie."""
    return f"{line.at.timestamp():.6f}~{line.pk}"


def read_cursor(text: str) -> tuple[datetime, uuid.UUID] | None:
    """The cursor in an address, or None for none and for nonsense (then the newest are shown)."""
    at, _tilde, row = text.partition("~")
    try:
        return datetime.fromtimestamp(float(at), tz=timezone.get_default_timezone()), uuid.UUID(row)
    except (ValueError, OverflowError, OSError):
        return None


def lines_of(child: Child, person: Person) -> QuerySet[ObservationChild]:
    """The child's journal lines this person may see, newest first; staff see drafts among them."""
    return (
        journal_lines_visible_to(person)
        .filter(child=child)
        .exclude(observation__status=Observation.Status.WITHDRAWN)
        .select_related("observation__author", "observation__begun_by", "observation__reader")
        .only(*SHOWN)
        .order_by("-at", "-pk")
    )


def journal_for(
    child: Child,
    person: Person,
    *,
    circle: Circle,
    wanted: Wanted,
    most: int = ENTRIES_A_PAGE,
) -> JournalPage:
    """A page of the journal, newest first: of everything, or of what is `wanted`."""
    at, row = read_cursor(wanted.before) or (None, None)
    if wanted.is_everything:
        page = _lines_from(person, child=child, at=at, row=row, most=most + 1)
    else:
        lines = narrowed(
            lines_of(child, person), wanted, child=child, person=person, link=circle.own_link
        )
        page = list(_from(lines, at, row)[: most + 1])
    older = cursor_of(page[most - 1]) if len(page) > most else ""
    return JournalPage(
        entries=entries_of(page[:most], person, child=child, circle=circle), older=older
    )


@kept
def _lines_from(
    person: Person, *, child: Child, at: datetime | None, row: uuid.UUID | None, most: int
) -> QuerySet[ObservationChild]:
    return _from(lines_of(child, person), at, row)[:most]


def _from(
    lines: QuerySet[ObservationChild], at: datetime | None, row: uuid.UUID | None
) -> QuerySet[ObservationChild]:
    """Those after the last that was shown: one bound on the index, and of the lines at the very
    same moment the ones after it."""
    return lines if at is None else lines.filter(at__lte=at).exclude(at=at, pk__gte=row)


@dataclass(frozen=True)
class RoomOfFaces:
    """A room and its children of today, for choosing one; `room` is None for those in none."""

    room: Room | None
    children: list[Child]


def journal_open_to(person: Person, child_id: uuid.UUID) -> Child | None:
    """The child with this id, if this person may open its journal. A parent's own child is known
    with the link to it."""
    for link in links_held_by(person, sees_journal=True):
        if link.child_id == child_id:
            return link.child
    return first_of(_journals(person, child_id=child_id))


@kept
def _journals(person: Person, *, child_id: uuid.UUID) -> QuerySet[Child]:
    return journals_visible_to(person).filter(pk=child_id)


def line_in_journal(
    person: Person, child: Child, observation_id: uuid.UUID
) -> ObservationChild | None:
    """The entry with this id in the journal of this child, if there is one for this person."""
    line = first_of(_lines(person, child=child, observation_id=observation_id))
    if line is not None:
        line.child = child
    return line


@kept
def _lines(
    person: Person, *, child: Child, observation_id: uuid.UUID
) -> QuerySet[ObservationChild]:
    return lines_of(child, person).filter(observation_id=observation_id)


def own_journals_of(person: Person) -> list[Child]:
    """One's own children whose journal one may open, by name."""
    own = own_children_of(person).values("pk")
    return list(journals_visible_to(person).filter(pk__in=own).order_by("known_as", "pk"))


def faces_by_room(person: Person) -> list[RoomOfFaces]:
    """The children in one's care today, in their rooms: two queries. Empty for families."""
    if not person.cares:
        return []
    children = _children_today(person)
    places = _places_today(person, children=[child.pk for child in children])
    room_of = {place.child_id: place.room for place in places}
    rooms: dict[Room | None, list[Child]] = {}
    for child in children:
        rooms.setdefault(room_of.get(child.pk), []).append(child)
    ordered = sorted(
        rooms, key=lambda room: (room is None, room.position if room else 0, str(room))
    )
    return [RoomOfFaces(room, rooms[room]) for room in ordered]


@kept
def _children_today(person: Person) -> QuerySet[Child]:
    cared_for = children_cared_for_by(person).filter(valid_on(person.today))
    return cared_for.order_by("known_as", "pk")


@kept
def _places_today(person: Person, *, children: list[uuid.UUID]) -> QuerySet[RoomPlace]:
    places = RoomPlace.objects.filter(valid_on(person.today), child__among=children)
    return places.select_related("room")


def looked_for(
    rooms: list[RoomOfFaces], *, words: str = "", room_id: str = ""
) -> list[RoomOfFaces]:
    """Of these faces the ones whose names hold all `words`, and of one room if its id is given."""
    parts = words.casefold().split()
    return [
        RoomOfFaces(each.room, found)
        for each in rooms
        if not room_id or (each.room and str(each.room.pk) == room_id)
        if (
            found := [
                child
                for child in each.children
                if all(part in f"{child.full_name}\n{child.known_as}".casefold() for part in parts)
            ]
        )
    ]
