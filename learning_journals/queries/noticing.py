"""Noticing everyone: what was written about a child this term, and whom a room may have overlooked.

A help to look, and nothing else: no quotas, no marks, no order of who has more (domain.md 2.3).
Children stand by name. Every number leads to the rows behind it.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, Max, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from families.context import Person
from families.kept import kept
from families.models import OWN_PHOTOS, Child, Membership, ParentCarer, Room
from families.policies import keys_with_yes, parent_carers_visible_to, terms_visible_to
from families.templatetags.ui import say_day

from .. import policies
from ..frameworks import Area, Pack, pack_of
from ..models import Observation, ObservationChild
from .at_home import monday_of
from .days import bounds_of
from .frameworks import pack_for

WITHOUT_A_TERM = timedelta(weeks=13)
LONGEST = timedelta(weeks=26)  # a term is not longer; what is, is shown from its last half year on
LATELY = timedelta(days=14)  # after so long somebody may have been overlooked
A_MONTH = timedelta(days=28)
LOOKED_BACK = timedelta(days=180)
MOST_FROM_HOME = 50
# Of the picture, in its own units.
CELL, HIGH, MARGIN = 22, 34, 8
SIZES = {1: 5.0, 2: 6.5}  # radius for so many notes in a week; more are the largest
LARGEST = 8.0


@dataclass(frozen=True)
class Noticed:
    """One note in which an area was chosen."""

    id: uuid.UUID
    on: date
    opening: str
    is_from_home: bool
    url: str


@dataclass(frozen=True)
class Dot:
    """A week in which something was written about an area, in the picture."""

    x: int
    y: int
    radius: float
    from_home: bool  # only homes wrote; otherwise the nursery did


@dataclass
class AreaLine:
    """An area with what was written about it."""

    code: str
    plain: str
    name: str
    y: int
    notes: list[Noticed] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)

    @property
    def last(self) -> str:
        return _on(self.notes[0].on) if self.notes else ""


@dataclass
class Picture:
    """The areas over a term: for the eye, and in words."""

    starts_on: date
    ends_on: date
    term: str
    lines: list[AreaLine]
    weeks: list[date]
    without_area: list[Noticed]
    chosen: AreaLine | None  # whose notes are listed

    @property
    def width(self) -> int:
        return MARGIN * 2 + CELL * len(self.weeks)

    @property
    def height(self) -> int:
        return HIGH * len(self.lines)

    @property
    def in_words(self) -> str:
        """The picture for who does not see it."""
        seen = [line.plain for line in self.lines if line.notes]
        quiet = [line.plain for line in self.lines if not line.notes]
        said = []
        if seen:
            said.append(_("Written about: %(areas)s.") % {"areas": ", ".join(seen)})
        if quiet:
            said.append(_("Nothing written yet about: %(areas)s.") % {"areas": ", ".join(quiet)})
        return " ".join(said)


def picture_of(child: Child, person: Person, *, area: str = "") -> Picture:
    """What was written this term about a child, by area and week. Two statements, however much it
    is. `area` is the code of the area whose notes are listed."""
    term = (
        terms_visible_to(person)
        .filter(setting_id=child.setting_id, starts_on__lte=person.today)
        .filter(ends_on__gte=person.today)
        .first()
    )
    first = term.starts_on if term else person.today - WITHOUT_A_TERM
    first = max(first, person.today - LONGEST)
    rows = (
        policies.journal_lines_visible_to(person)
        .filter(child=child, is_shared=True, at__gte=bounds_of(first)[0])
        .filter(observation__status=Observation.Status.SHARED)
        .order_by("-at", "-pk")
        .values_list(
            *("observation_id", "at", "family_id", "observation__words"),
            *("observation__framework", "observation__areas"),
        )
    )
    pack = pack_for(child, person)
    lines = {(pack.code, each.code): _line(pack, each) for each in pack.areas}
    without = []
    for key, at, family, words, framework, areas in rows:
        note = _noticed(key, at, family is not None, words, child)
        found = False
        for code in areas:
            line = lines.get((framework, code)) or _earlier(lines, framework, code)
            if line:
                line.notes.append(note)
                found = True
        if not found:
            without.append(note)
    weeks = _weeks(first, person.today)
    shown = list(lines.values())
    for number, line in enumerate(shown):
        line.y = HIGH * number + HIGH // 2
        line.dots = _dots(line, weeks)
    return Picture(
        starts_on=first,
        ends_on=person.today,
        term=term.name if term else "",
        lines=shown,
        weeks=weeks,
        without_area=without,
        chosen=next((line for line in shown if area and line.code == area), None),
    )


def _line(pack: Pack, area: Area) -> AreaLine:
    return AreaLine(code=area.code, plain=area.plain, name=area.name, y=0)


def _earlier(lines: dict[tuple[str, str], AreaLine], framework: str, code: str) -> AreaLine | None:
    """A line for an area of the framework the setting worked with before, with its words."""
    pack = pack_of(framework)
    area = next((each for each in pack.areas if each.code == code), None)
    if area is None:
        return None
    line = _line(pack, area)
    if any(each.code == code for each in lines.values()):  # two frameworks call two things alike
        line.code = f"{framework}.{code}"
    return lines.setdefault((framework, code), line)


def _noticed(key: uuid.UUID, at: datetime, is_from_home: bool, words: str, child: Child) -> Noticed:
    address = reverse("learning_journals:observation_detail", args=[key])
    return Noticed(
        key,
        timezone.localtime(at).date(),
        Truncator(words).chars(90),
        is_from_home,
        f"{address}?child={child.pk}",
    )


def _weeks(first: date, last: date) -> list[date]:
    monday, weeks = monday_of(first), []
    while monday <= last:
        weeks.append(monday)
        monday += timedelta(weeks=1)
    return weeks


def _dots(line: AreaLine, weeks: list[date]) -> list[Dot]:
    dots = []
    for number, monday in enumerate(weeks):
        notes = [note for note in line.notes if monday_of(note.on) == monday]
        if notes:
            dots.append(
                Dot(
                    x=MARGIN + CELL * number + CELL // 2,
                    y=line.y,
                    radius=SIZES.get(len(notes), LARGEST),
                    from_home=all(note.is_from_home for note in notes),
                )
            )
    return dots


# --- a room ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ToNotice:
    """A child to look at, with what was last: "last on 3 November"."""

    child: Child
    last: str
    journal_url: str
    write_url: str


@dataclass(frozen=True)
class FromHome:
    """What a home wrote and nobody of the nursery has said a word about."""

    child: Child
    who: str
    when: str
    url: str


@dataclass(frozen=True)
class RoomPicture:
    quiet: list[ToNotice]  # nothing was shared about them lately
    without_photos: list[ToNotice]
    from_home: list[FromHome]
    photos_kept_out: int  # children whose families keep photographs out: none is missing there


def room_picture(room: Room, person: Person) -> RoomPicture:
    """Whom a room may have overlooked. The same statements for any number of children."""
    children = _of_the_board(person, room=room)
    keys, now = [child.pk for child in children], timezone.now()
    since = now - LOOKED_BACK
    last = dict(_last_written(person, children=keys, since=since))
    pictured = dict(_last_pictured(person, children=keys, since=since))
    allowed = set(keys_with_yes(person, OWN_PHOTOS))
    may_be_shown = [child for child in children if child.consent_key in allowed]
    return RoomPicture(
        quiet=[
            _to_notice(child, last, person)
            for child in children
            if child.pk not in last or now - last[child.pk] > LATELY
        ],
        without_photos=[
            _to_notice(child, pictured, person)
            for child in may_be_shown
            if child.pk not in pictured or now - pictured[child.pk] > A_MONTH
        ],
        from_home=_unanswered(children, person, since=now - A_MONTH),
        photos_kept_out=len(children) - len(may_be_shown),
    )


@kept
def _of_the_board(person: Person, *, room: Room) -> QuerySet[Child]:
    return policies.children_logged_in(room, person).order_by("known_as", "pk")


@kept
def _last_written(
    person: Person, *, children: list[uuid.UUID], since: datetime
) -> QuerySet[ObservationChild, Any]:
    """When the nursery last shared something about each."""
    ours = _shared(person, children).filter(family__isnull=True, at__gte=since)
    return ours.values_list("child_id").annotate(last=Max("at"))


@kept
def _last_pictured(
    person: Person, *, children: list[uuid.UUID], since: datetime
) -> QuerySet[ObservationChild, Any]:
    """The same with a photograph that one may see."""
    ours = _shared(person, children).filter(family__isnull=True, at__gte=since)
    photos = policies.photos_visible_to(person).filter(observation=OuterRef("observation_id"))
    return ours.filter(Exists(photos)).values_list("child_id").annotate(last=Max("at"))


@kept
def _told_by_homes(
    person: Person, *, children: list[uuid.UUID], since: datetime
) -> QuerySet[ObservationChild]:
    """What homes wrote that nobody who works here, and is not family there, has answered."""
    staff = Membership.objects.filter(user=OuterRef("author_id"), setting_id=person.here)
    as_family = ParentCarer.objects.filter(user=OuterRef("author_id"), child=OuterRef("child_id"))
    answered = (
        policies.comments_visible_to(person)
        .filter(observation=OuterRef("observation_id"), child=OuterRef("child_id"))
        .filter(Exists(staff))
        .exclude(Exists(as_family))
    )
    return (
        _shared(person, children)
        .filter(family__isnull=False, at__gte=since)
        .exclude(Exists(answered))
        .select_related("observation__author")
        .order_by("-at", "pk")[:MOST_FROM_HOME]
    )


@kept
def _relations(person: Person, *, children: list[uuid.UUID]) -> QuerySet[ParentCarer, Any]:
    links = parent_carers_visible_to(person).filter(child__pk__among=children)
    return links.values_list("user_id", "child_id", "relationship")


def _shared(person: Person, children: list[uuid.UUID]) -> QuerySet[ObservationChild]:
    return (
        policies.journal_lines_visible_to(person)
        .filter(child__pk__among=children, is_shared=True)
        .filter(observation__status=Observation.Status.SHARED)
        .order_by()
    )


def _to_notice(child: Child, last: dict[uuid.UUID, datetime], person: Person) -> ToNotice:
    at = last.get(child.pk)
    journal = reverse("learning_journals:journal", args=[child.pk])
    write = reverse("learning_journals:observation_create")
    return ToNotice(
        child=child,
        last=_("last %(day)s") % {"day": _on(timezone.localtime(at).date())} if at else "",
        journal_url=journal,
        write_url=f"{write}?child={child.pk}",
    )


def _unanswered(children: Iterable[Child], person: Person, *, since: datetime) -> list[FromHome]:
    known = {child.pk: child for child in children}
    rows = _told_by_homes(person, children=list(known), since=since)
    relations: dict[tuple[uuid.UUID, uuid.UUID], str] = {
        (user, child): relation
        for user, child, relation in _relations(person, children=list(known))
    }
    found = []
    for row in rows:
        author = row.observation.author
        relation = relations.get((author.pk, row.child_id), "")
        address = reverse("learning_journals:observation_detail", args=[row.observation_id])
        found.append(
            FromHome(
                child=known[row.child_id],
                who=f"{author.name}, {relation}" if relation else author.name,
                when=_on(timezone.localtime(row.at).date()),
                url=f"{address}?child={row.child_id}",
            )
        )
    return found


def _on(day: date) -> str:
    return say_day(day, timezone.localdate())
