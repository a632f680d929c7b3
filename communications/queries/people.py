"""Who may read a talk about a child: worked out from the dated links, said before one writes."""

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from families.context import Person
from families.kept import kept
from families.models import (
    Child,
    Cover,
    Membership,
    ParentCarer,
    Role,
    RoomPlace,
    User,
    valid_on,
)
from families.models.languages import how_to_write_to
from families.policies import (
    children_visible_to,
    key_persons_visible_to,
    link_to,
    parent_carers_visible_to,
    staff_visible_to,
)
from families.queries.key_persons import covers_in_force

from ..models import Conversation
from ..policies import children_to_write_about, participants_visible_to

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_WORDS = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?", re.IGNORECASE)
UNTIL = re.compile(r"\s*(?:to|until|-|–|—)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Reader:
    """Somebody who can read a talk. `note` is who they are to the child: "key person", "mum"."""

    user_id: uuid.UUID
    name: str
    note: str = ""
    is_staff: bool = False
    is_in: bool | None = None  # in the setting today, as far as their working days say
    is_backup: bool = False
    url: str = ""  # their hello card

    @property
    def with_note(self) -> str:
        return f"{self.name} ({self.note})" if self.note else self.name

    @property
    def may_be_in(self) -> bool:
        """False only if their working days say that they are away today."""
        return self.is_in is not False


@dataclass(frozen=True)
class Home:
    """One household of a child, and its adults who may read and write messages."""

    family_id: uuid.UUID
    name: str
    adults: tuple[Reader, ...]

    @property
    def names(self) -> str:
        """Its adults, with who they are to the child: "Flora (mum)"."""
        return joined([each.with_note for each in self.adults])


def is_in_on(works_on: str, day: date) -> bool | None:
    """Whether working days such as "Mon Tue Thu" or "Monday to Thursday" name this day.

    None where they say nothing that we understand.
    """
    days: set[int] = set()
    end, before = 0, 0
    for found in DAY_WORDS.finditer(works_on):
        number = DAYS.index(found[1].lower())
        is_range = bool(days) and UNTIL.fullmatch(works_on[end : found.start()]) is not None
        days |= set(range(before, number + 1)) if is_range else {number}
        end, before = found.end(), number
    return day.weekday() in days if days else None


def names_of(readers: Iterable[Reader]) -> str:
    """ "Agnieszka, Marek and Ewa"."""
    return joined([reader.name for reader in readers])


def joined(names: list[str]) -> str:
    """Names as people say them one after the other."""
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def staff_for(child: Child, person: Person) -> list[Reader]:
    """To whom a family's words about this child go: key person and back-up, and who covers today;
    if none of them is in, the leader of the child's room as well; if there is nobody at all, the
    manager and deputy.

    Three queries at most. The person is left out.
    """
    readers = [
        _staff(held.membership, person, backup=held.is_backup)
        for held in key_persons_visible_to(person)
        .filter(valid_on(person.today), child=child)
        .filter(valid_on(person.today, prefix="membership__"), membership__user__is_active=True)
        .select_related("membership__user")
        .order_by("is_backup")
    ]
    cover = covers_in_force(person, children=[child.pk]).get(child.pk)
    if cover is not None:
        readers = _with_cover(readers, cover, person)
    if not any(reader.may_be_in for reader in readers):
        at_work = staff_visible_to(person).filter(setting_id=child.setting_id, user__is_active=True)
        room = Q(
            valid_on(person.today, prefix="room_assignments__"),
            valid_on(person.today, prefix="room_assignments__room__places_taken__"),
            role=Role.ROOM_LEADER,
            room_assignments__room__places_taken__child=child,
        )
        leaders = list(at_work.filter(room).select_related("user").order_by("started_on", "pk"))
        if not (leaders or readers):
            leaders = list(
                at_work.filter(role__in=(Role.MANAGER, Role.DEPUTY))
                .select_related("user")
                .order_by("-role", "started_on", "pk")
            )
        known = {reader.user_id for reader in readers}
        readers += [_staff(each, person) for each in leaders if each.user_id not in known]
    return [reader for reader in readers if reader.user_id != person.id]


def _with_cover(readers: list[Reader], cover: Cover, person: Person) -> list[Reader]:
    """The same readers on a day on which the key person is away and somebody covers."""
    said = [
        replace(
            each,
            is_in=False if each.user_id == cover.away.user_id else each.is_in,
            note=_("covers for %(name)s") % {"name": cover.away.user.name}
            if each.user_id == cover.membership.user_id
            else each.note,
        )
        for each in readers
    ]
    if all(each.user_id != cover.membership.user_id for each in said):
        stand_in = _staff(cover.membership, person)
        note = _("covers for %(name)s") % {"name": cover.away.user.name}
        said.insert(0, replace(stand_in, note=note))
    return said


def readers_today(conversation: Conversation, person: Person) -> QuerySet[Any]:
    """The participants of a talk; `works_here` says of each whether they are of the staff today."""
    post = staff_visible_to(person).filter(
        setting=OuterRef("setting"), user=OuterRef("user"), user__is_active=True
    )
    return (
        participants_visible_to(person)
        .filter(conversation=conversation)
        .annotate(works_here=Exists(post))
    )


def readers_of(conversation: Conversation, person: Person) -> list[Any]:
    """The same as rows, for who writes on in a talk: one statement."""
    return _readers(person, conversation=conversation)


@kept
def _readers(person: Person, *, conversation: Conversation) -> QuerySet[Any]:
    return readers_today(conversation, person)


def joining(conversation: Conversation, person: Person, readers: Iterable[Any]) -> list[Reader]:
    """Who reads along from a family's next message on, because nobody of the nursery who is in the
    talk works there any more: today's `staff_for` the child. No query while somebody does.

    `readers` are those of `readers_of`.
    """
    readers = list(readers)
    if any(each.is_staff and (each.works_here or each.user_id == person.id) for each in readers):
        return []
    child = children_visible_to(person).filter(pk=conversation.child_id).first()
    there = {reader.user_id for reader in readers}
    found = staff_for(child, person) if child else []
    return [reader for reader in found if reader.user_id not in there]


def _staff(membership: Membership, person: Person, *, backup: bool | None = None) -> Reader:
    if backup is None:
        note = membership.get_role_display().lower()
    else:
        note = _("back-up key person") if backup else _("key person")
    return Reader(
        user_id=membership.user_id,
        name=membership.user.name,
        note=note,
        is_staff=True,
        is_in=is_in_on(membership.works_on, person.today),
        is_backup=bool(backup),
    )


def homes_for(child: Child, person: Person) -> list[Home]:
    """The households with whom one can talk about this child: for family their own, for staff each
    one with an adult who may write. Never two in one talk. One query."""
    homes: dict[uuid.UUID, list[Reader]] = {}
    names: dict[uuid.UUID, str] = {}
    links = (
        parent_carers_visible_to(person)
        .filter(valid_on(person.today), child=child, can_message=True, user__is_active=True)
        .select_related("family", "user")
        .order_by("family__name", "family_id", "started_on", "pk")
    )
    for link in links:
        names[link.family_id] = link.family.name
        homes.setdefault(link.family_id, []).append(
            Reader(link.user_id, link.user.name, note=_relation(link, person))
        )
    return [Home(key, names[key], tuple(adults)) for key, adults in homes.items()]


def _relation(link: ParentCarer, person: Person) -> str:
    """Who an adult is to the child; for staff with their languages, before one writes (S17)."""
    said = how_to_write_to(link.user) if person.is_staff else ""
    return f"{link.relationship}; {said}" if said else link.relationship


def own_home(child: Child, person: Person, homes: list[Home]) -> Home | None:
    """The household for which this person speaks about the child; None for staff."""
    link = link_to(child, person)
    mine = link.family_id if link and link.can_message else None
    return next((home for home in homes if home.family_id == mine), None)


def people_by_id(user_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, User]:
    """The people with whom one shares a talk, as far as the database shows them.

    Somebody who has moved on may be missing; `name_or_gone` says so kindly.
    """
    return User.objects.in_bulk(set(user_ids))


def names_by_id(user_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The names of those people."""
    return {user_id: user.name for user_id, user in people_by_id(user_ids).items()}


def name_or_gone(names: dict[uuid.UUID, str], user_id: uuid.UUID) -> str:
    """A name, or that this person has moved on."""
    return names.get(user_id) or _("somebody who has moved on")


# --- beginning a talk -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Audience:
    """Who can read a talk that this person begins about a child.

    `always` read it in any case; of the `choosable` the `usual` are chosen unless one says
    otherwise. Of the homes, the one that is chosen; never two.
    """

    homes: list[Home]
    always: list[Reader]
    choosable: list[Reader]
    usual: list[uuid.UUID]
    as_family: bool

    def home(self, family_id: uuid.UUID | None) -> Home:
        """The home that was chosen, or the only one there is."""
        return next(home for home in self.homes if family_id in (None, home.family_id))

    def readers(self, home: Home, chosen: Iterable[uuid.UUID]) -> list[Reader]:
        """Everybody who reads it besides the person who begins: family first, then staff."""
        chosen = set(chosen)
        picked = [each for each in self.choosable if each.user_id in chosen]
        at_home = [] if self.as_family else list(home.adults)
        return [*at_home, *self.always, *picked]

    @property
    def names(self) -> str:
        """Who reads it in any case, with who they are: "Marek (key person) and Ewa (back-up)"."""
        at_home = [] if self.as_family or len(self.homes) != 1 else list(self.homes[0].adults)
        return joined([each.with_note for each in [*at_home, *self.always]])

    @property
    def away(self) -> str:
        """Those of the staff who do not work today."""
        return names_of(
            each for each in (*self.always, *self.choosable) if each.is_staff and not each.may_be_in
        )


def audience_for(child: Child, person: Person) -> Audience:
    """For family: the key person and the back-up, and whoever of the same home one chooses. For
    staff: the adults of one home, and of the child's staff whom one does not take out."""
    homes = homes_for(child, person)
    staff = staff_for(child, person)
    if (home := own_home(child, person, homes)) is not None:
        others = [adult for adult in home.adults if adult.user_id != person.id]
        return Audience([home], always=staff, choosable=others, usual=[], as_family=True)
    usual = [each.user_id for each in staff]
    return Audience(homes, always=[], choosable=staff, usual=usual, as_family=False)


@dataclass(frozen=True)
class RoomOfFaces:
    """A room and those of its children about whom one may write."""

    name: str
    tone: str
    children: list[Child]


def faces_to_write_about(person: Person) -> list[RoomOfFaces]:
    """The children about whom this person may write, in their rooms: one query."""
    place = RoomPlace.objects.filter(valid_on(person.today), child=OuterRef("pk"))
    children = (
        children_to_write_about(person)
        .filter(valid_on(person.today))
        .annotate(
            room_name=Subquery(place.values("room__name")[:1]),
            room_colour=Subquery(place.values("room__colour")[:1]),
            room_position=Subquery(place.values("room__position")[:1]),
        )
        .order_by("room_position", "room_name", "known_as", "pk")
    )
    rooms: dict[tuple[str, str], list[Child]] = {}
    for child in children:
        room = (child.room_name or "", child.room_colour or "")
        rooms.setdefault(room, []).append(child)
    return [RoomOfFaces(name, tone, faces) for (name, tone), faces in rooms.items()]
