"""Who looks after whom: on a child's page, on a day, and where somebody is missing."""

import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from .. import policies
from ..context import Person
from ..kept import kept
from ..models import (
    CARE_ROLES,
    Child,
    Cover,
    HandoverNote,
    HelloSeen,
    Invitation,
    KeyPersonAssignment,
    KeyPersonHello,
    Membership,
    ParentCarer,
    RoomPlace,
    valid_on,
)

SOON = timedelta(days=14)  # so far ahead a cover is told on the child's page and on Today


@dataclass
class Covered:
    """A cover with what its reader may know of it."""

    cover: Cover
    note: HandoverNote | None
    is_now: bool
    is_mine: bool  # the reader covers
    may_end: bool


@dataclass
class Hello:
    """A new key person's words, and who has thanked for them as far as the reader may know."""

    words: KeyPersonHello
    assignment: KeyPersonAssignment
    is_seen: bool  # by the reader
    seen_by: list[str]  # for staff


@dataclass
class LookedAfter:
    """Who looks after one child, now and until now."""

    key_person: KeyPersonAssignment | None
    backup: KeyPersonAssignment | None
    history: list[KeyPersonAssignment]
    covers: list[Covered]  # today's and the next ones
    earlier_covers: list[Cover]
    hello: Hello | None
    may_say_hello: bool

    @property
    def cover(self) -> Covered | None:
        """Who covers today."""
        return next((each for each in self.covers if each.is_now), None)


def looked_after(child: Child, person: Person) -> LookedAfter:
    """Who looks after a visible child: four statements, two more where somebody covers."""
    rows = list(
        policies.key_persons_visible_to(person)
        .filter(child=child)
        .select_related("membership__user")
        .order_by("-started_on", "is_backup")
    )
    today = person.today
    key_person = _held(rows, today, is_backup=False)
    covers = list(
        policies.covers_visible_to(person)
        .filter(child=child)
        .select_related("membership__user", "away__user")
        .order_by("started_on", "id")
    )
    now = [each for each in covers if each.started_on <= today + SOON and each.ended_on >= today]
    return LookedAfter(
        key_person=key_person,
        backup=_held(rows, today, is_backup=True),
        history=rows,
        covers=_covered(now, person),
        earlier_covers=[each for each in covers if each.ended_on < today][::-1],
        hello=_hello(rows, person),
        may_say_hello=bool(key_person and policies.can_say_hello(person, key_person)),
    )


@dataclass
class MyCover:
    """A child for whom the reader covers, now or soon. No child yet where the day has not come."""

    cover: Cover
    child: Child | None
    note: str
    is_now: bool


# May `covers_by` find something? (queries/glances.py)
COVERS = """
SELECT FROM families_cover WHERE membership_id = %(post)s AND ended_on >= %(today)s
"""


def covers_by(person: Person) -> list[MyCover]:
    """Where this practitioner covers today and in the next days: one statement while nowhere,
    three otherwise. A child who is not in her care yet is not named."""
    if not person.cares or person.membership_id is None:
        return []
    covers = list(
        policies.covers_visible_to(person)
        .filter(
            membership_id=person.membership_id,
            started_on__lte=person.today + SOON,
            ended_on__gte=person.today,
        )
        .select_related("away__user")
        .order_by("started_on", "away__user__known_as", "id")
    )
    if not covers:
        return []
    children = policies.children_visible_to(person).in_bulk({each.child_id for each in covers})
    notes = _notes_of(covers, person)
    found = [
        MyCover(
            cover=each,
            child=children.get(each.child_id),
            note=notes[each.pk].words if each.pk in notes else "",
            is_now=each.started_on <= person.today,
        )
        for each in covers
    ]
    return sorted(
        found, key=lambda each: (not each.is_now, each.child.known_as if each.child else "")
    )


def covers_in_force(person: Person, *, children: list[uuid.UUID]) -> dict[uuid.UUID, Cover]:
    """Who covers today for each of these children: one statement."""
    found = (
        policies.covers_visible_to(person)
        .filter(valid_on(person.today), child__in=children)
        .select_related("membership__user", "away__user")
    )
    return {each.child_id: each for each in found}


@dataclass(frozen=True)
class CoverOnTheDay:
    """Who stands in for a key person on one day, without the rows behind it."""

    post_id: uuid.UUID  # of the covering colleague's membership
    until: date
    name: str


def with_cover(rows: QuerySet[KeyPersonAssignment], *, day: date) -> QuerySet[KeyPersonAssignment]:
    """The same rows, each with who covers for its child on `day`, in the same statement; what was
    found is read with `cover_found`."""
    on_that_day = valid_on(day, prefix="child__covers__")
    return rows.annotate(
        cover=FilteredRelation("child__covers", condition=on_that_day),
        cover_until=F("cover__ended_on"),
        cover_post=F("cover__membership_id"),
        cover_called=F("cover__membership__user__known_as"),
        cover_full_name=F("cover__membership__user__full_name"),
    )


def cover_found(row: Any) -> CoverOnTheDay | None:
    """Who covers, from a row of `with_cover`; None where nobody does. Any, because the type checker
    knows a model's fields and not what a statement adds to them."""
    if row.cover_post is None:
        return None
    name = row.cover_called or row.cover_full_name
    return CoverOnTheDay(post_id=row.cover_post, until=row.cover_until, name=name)


@dataclass
class Around:
    """Who is around one child today, for its family's first page."""

    key_person: KeyPersonAssignment | None = None
    backup: KeyPersonAssignment | None = None
    cover: CoverOnTheDay | None = None
    hello: Hello | None = None  # of one who is it now or is about to be, until this adult thanks


def around(person: Person, *, children: list[uuid.UUID]) -> dict[uuid.UUID, Around]:
    """Key person, back-up, cover and hello of each of these children: one statement for all,
    because every visit of a parent begins with it."""
    today = person.today
    found: dict[uuid.UUID, Around] = defaultdict(Around)
    for row in _held_around(person, children=children):
        each = found[row.child_id]
        each.cover = cover_found(row)
        if row.started_on <= today and row.is_backup:
            each.backup = row
        elif row.started_on <= today:
            each.key_person = row
        if not row.is_backup and not row.thanked and hasattr(row, "hello"):
            each.hello = Hello(row.hello, row, is_seen=False, seen_by=[])
    return found


@kept
def _held_around(person: Person, *, children: list[uuid.UUID]) -> QuerySet[KeyPersonAssignment]:
    seen = HelloSeen.objects.filter(hello__assignment=OuterRef("pk"), user=person.user)
    held = policies.key_persons_visible_to(person).filter(child__among=children)
    return (
        with_cover(held, day=person.today)
        .exclude(ended_on__lt=person.today)
        .select_related("child", "membership__user", "hello")
        .annotate(thanked=Exists(seen))
        .order_by("started_on", "id")
    )


def first_day_of_care(child: Child, person: Person) -> date:
    """From when on a visible child may have a key person: the first day, and for one who is still
    to come today, once the way to us has begun: it is walked with the key person."""
    if child.started_on <= person.today:
        return child.started_on
    comes = policies.joinings_visible_to(person).filter(child=child).exists()
    return person.today if comes else child.started_on


# --- away -----------------------------------------------------------------------------------------


def colleagues_to_cover(person: Person) -> QuerySet[Membership]:
    """Those who work with the children here now."""
    return (
        policies.staff_visible_to(person)
        .filter(setting_id=person.here, role__in=CARE_ROLES, user__is_active=True)
        .select_related("user")
    )


def key_children_of(post: Membership, person: Person) -> list[KeyPersonAssignment]:
    """The children whose key person this colleague is now or will be, by name."""
    return list(
        policies.key_persons_visible_to(person)
        .filter(membership=post, is_backup=False)
        .exclude(ended_on__lt=person.today)
        .select_related("child")
        .order_by("child__known_as", "started_on", "id")
    )


def backups_of(held: list[KeyPersonAssignment], person: Person) -> dict[uuid.UUID, uuid.UUID]:
    """The post of each child's back-up today."""
    found = policies.key_persons_visible_to(person).filter(
        valid_on(person.today), is_backup=True, child__in=[row.child_id for row in held]
    )
    return dict(found.values_list("child_id", "membership_id"))


def covers_of_absence(cover: Cover, person: Person) -> list[Cover]:
    """This cover and the others for the same colleague on the same days that are not over."""
    return list(
        policies.covers_visible_to(person)
        .filter(
            away_id=cover.away_id,
            started_on__lte=cover.ended_on,
            ended_on__gte=max(cover.started_on, person.today),
        )
        .select_related("child")
        .order_by("child__known_as", "id")
    )


# --- who was it on this day? ----------------------------------------------------------------------


@dataclass
class OnADay:
    """One child of the roll with who looked after it on that day."""

    child: Child
    room: str = ""
    key_person: str = ""
    backup: str = ""
    cover: str = ""


def who_was_it(person: Person, *, day: date) -> list[OnADay]:
    """Every child of the setting's roll on `day`, by room and name: four statements, for twenty
    children or for two hundred."""
    children = {
        child.pk: OnADay(child)
        for child in policies.children_visible_to(person)
        .filter(valid_on(day), setting_id=person.here)
        .order_by("known_as", "id")
    }
    places = RoomPlace.objects.filter(valid_on(day), setting_id=person.here).select_related("room")
    order: dict[uuid.UUID, tuple[int, str]] = {}
    for place in places:
        if row := children.get(place.child_id):
            row.room = place.room.name
            order[place.child_id] = (place.room.position, place.room.name)
    held = (
        policies.key_persons_visible_to(person)
        .filter(valid_on(day), setting_id=person.here)
        .select_related("membership__user")
    )
    for each in held:
        if row := children.get(each.child_id):
            name = each.membership.user.name
            if each.is_backup:
                row.backup = name
            else:
                row.key_person = name
    covers = (
        policies.covers_visible_to(person)
        .filter(valid_on(day), setting_id=person.here)
        .select_related("membership__user")
    )
    for cover in covers:
        if row := children.get(cover.child_id):
            row.cover = cover.membership.user.name
    return sorted(children.values(), key=lambda row: order.get(row.child.pk, (999, "")))


# --- where somebody is missing --------------------------------------------------------------------


@dataclass
class Gaps:
    """Children of the roll for whom somebody is missing, and who is away."""

    children: int
    no_key_person: list[Child] = field(default_factory=list)
    no_backup: list[Child] = field(default_factory=list)
    no_contact: list[Child] = field(default_factory=list)
    away: list["Absence"] = field(default_factory=list)


@dataclass
class Absence:
    """A colleague who is or will be away, with the covers."""

    away: Membership
    covers: list[Cover] = field(default_factory=list)

    @property
    def first(self) -> date:
        return min(each.started_on for each in self.covers)

    @property
    def last(self) -> date:
        return max(each.ended_on for each in self.covers)


def gaps_of(person: Person) -> Gaps:
    """The children of today's roll, and of those who start soon, without key person or back-up
    (today, or on the first day) or contact: no adult linked and no letter that still opens. Two
    statements, for any number."""
    today = person.today
    day = Greatest(OuterRef("started_on"), Value(today))
    held = KeyPersonAssignment.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=day), child=OuterRef("pk"), started_on__lte=day
    )
    letters = Invitation.objects.filter(
        child=OuterRef("pk"),
        accepted_at__isnull=True,
        revoked_at__isnull=True,
        expires_at__gt=timezone.now(),
    )
    adults = ParentCarer.objects.filter(valid_on(today), child=OuterRef("pk"))
    place = RoomPlace.objects.filter(child=OuterRef("pk")).exclude(ended_on__lt=today)
    children = list(
        policies.children_visible_to(person)
        .filter(setting_id=person.here)
        .exclude(ended_on__lt=today)
        .annotate(
            has_key_person=Exists(held.filter(is_backup=False)),
            has_backup=Exists(held.filter(is_backup=True)),
            has_contact=Exists(adults) | Exists(letters),
            room_name=Subquery(place.order_by("started_on").values("room__name")[:1]),
        )
        .order_by("known_as", "id")
    )
    return Gaps(
        children=len(children),
        no_key_person=[child for child in children if not child.has_key_person],
        no_backup=[child for child in children if not child.has_backup],
        no_contact=[child for child in children if not child.has_contact],
        away=_absences(person),
    )


def _absences(person: Person) -> list[Absence]:
    covers = (
        policies.covers_visible_to(person)
        .filter(setting_id=person.here, ended_on__gte=person.today)
        .select_related("away__user", "membership__user", "child")
        .order_by("started_on", "child__known_as", "id")
    )
    found: dict[tuple[uuid.UUID, date, date], Absence] = {}
    for cover in covers:
        key = (cover.away_id, cover.started_on, cover.ended_on)
        found.setdefault(key, Absence(cover.away)).covers.append(cover)
    return list(found.values())


# --- steps ----------------------------------------------------------------------------------------


def _held(
    rows: list[KeyPersonAssignment], day: date, *, is_backup: bool
) -> KeyPersonAssignment | None:
    return next(
        (
            row
            for row in rows
            if row.is_backup == is_backup
            and row.started_on <= day
            and (row.ended_on is None or row.ended_on >= day)
        ),
        None,
    )


def _notes_of(covers: list[Cover], person: Person) -> dict[uuid.UUID, HandoverNote]:
    found = policies.handover_notes_visible_to(person).filter(cover__in=covers)
    return {note.cover_id: note for note in found.select_related("author")}


def _covered(covers: list[Cover], person: Person) -> list[Covered]:
    if not covers:
        return []
    notes = _notes_of(covers, person)
    return [
        Covered(
            cover=each,
            note=notes.get(each.pk),
            is_now=each.started_on <= person.today,
            is_mine=each.membership_id == person.membership_id,
            may_end=policies.can_end_cover(person, each),
        )
        for each in covers
    ]


def _hello(rows: list[KeyPersonAssignment], person: Person) -> Hello | None:
    """The newest hello of a key person who is it now or is about to be."""
    current = {
        row.pk: row
        for row in rows
        if not row.is_backup and (row.ended_on is None or row.ended_on >= person.today)
    }
    words = (
        policies.hellos_visible_to(person)
        .filter(assignment__in=current)
        .order_by("-written_at")
        .first()
    )
    if words is None:
        return None
    seen: dict[uuid.UUID, str] = defaultdict(str)
    for each in policies.hellos_seen_visible_to(person).filter(hello=words).select_related("user"):
        seen[each.user_id] = each.user.name
    is_seen = person.id in seen
    return Hello(
        words,
        current[words.assignment_id],
        is_seen=is_seen,
        seen_by=sorted(name for who, name in seen.items() if who != person.id),
    )
