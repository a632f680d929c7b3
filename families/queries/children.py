"""The pages about a child: who it is, who looks after it, who belongs to it."""

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django.utils.module_loading import import_string

from .. import policies
from ..context import Person
from ..kept import kept
from ..models import (
    CARE_ROLES,
    Child,
    Family,
    HealthChange,
    Invitation,
    Membership,
    ParentCarer,
    Room,
    RoomAssignment,
    RoomPlace,
    valid_on,
)
from ..models.questions import Reach
from .checks import unchecked_health
from .collection import Door, doors_of
from .consents import Standing, open_questions_of, standing_of
from .key_persons import LookedAfter, looked_after
from .profiles import GoodToKnow, good_to_know
from .routines import routines_with_news

MOST_WORDS = 4  # that are looked for in names
ON_THE_CHILDS_PAGE = (Reach.COMFORT, Reach.IMAGES, Reach.OUTINGS, Reach.MEALS)


@dataclass
class Home:
    """One household with its adults for one child, in the order they joined."""

    family: Family
    links: list[ParentCarer] = field(default_factory=list)
    is_mine: bool = False
    may_edit: bool = False


@dataclass
class ChildPage:
    """What one person may read on a child's page."""

    child: Child
    months: int | None  # None for a child who is expected
    room: Room | None
    looked_after: LookedAfter
    room_history: list[RoomPlace]
    homes: list[Home]
    ended_links: list[ParentCarer]
    invitations: list[Invitation]
    my_link: ParentCarer | None
    permissions: Standing | None  # for staff
    questions: int  # about permissions that wait for the reader's answer
    cares: bool
    leads: bool
    decides: bool  # who belongs to the child, and who may see what: a manager, not of her own child
    door: Door | None  # staff: who collects today
    routine_is_new: bool  # the other side has changed the routine card since one opened it
    unchecked: list[HealthChange]  # what a family says is new, shown beside what we hold
    good_to_know: list[GoodToKnow]  # what the child’s homes want known here; for staff


def children_list(
    person: Person, *, words: str = "", room_id: uuid.UUID | None = None
) -> list[Child]:
    """The children this person may know of, here now or soon, by name; each with `.room_now`.

    `words` are looked for in both names, `room_id` keeps one room.
    """
    children = (
        list(_named(_here_or_soon(person, room_id), words.split()[:MOST_WORDS]))
        if words.strip()
        else _everyone(person, room_id=room_id)
    )
    rooms: dict[uuid.UUID, Room] = {}
    for place in _places_now(person, children=[child.pk for child in children]):
        rooms.setdefault(place.child_id, place.room)
    for child in children:
        child.room_now = rooms.get(child.pk)
    return children


def _here_or_soon(person: Person, room_id: uuid.UUID | None) -> QuerySet[Child]:
    found = policies.children_visible_to(person).filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=person.today)
    )
    if room_id:
        found = found.filter(
            valid_on(person.today, prefix="room_places__"), room_places__room_id=room_id
        )
    return found.order_by("known_as", "id")


def _named(found: QuerySet[Child], words: list[str]) -> QuerySet[Child]:
    for word in words:
        found = found.filter(Q(full_name__icontains=word) | Q(known_as__icontains=word))
    return found


@kept
def _everyone(person: Person, *, room_id: uuid.UUID | None) -> QuerySet[Child]:
    return _here_or_soon(person, room_id)


@kept
def _places_now(person: Person, *, children: list[uuid.UUID]) -> QuerySet[RoomPlace]:
    places = RoomPlace.objects.filter(valid_on(person.today), child__pk__among=children)
    return places.select_related("room")


def child_page(child: Child, person: Person) -> ChildPage:
    """Everything on a child's page. A parent's has their own home and no other."""
    leads = policies.is_manager_of(person, child.setting_id)
    decides = policies.can_decide_as_manager(person, child)
    cares = policies.children_cared_for_by(person).filter(pk=child.pk).exists()
    links = list(
        policies.parent_carers_visible_to(person)
        .filter(child=child)
        .select_related("user", "family")
        .order_by("started_on", "id")
    )
    now = [link for link in links if _holds(link, person.today)]
    mine = next((link for link in now if link.user_id == person.id), None)
    places = list(child.room_places.select_related("room").order_by("-started_on"))
    if decides:
        _add_their_days(now, links, person)
    return ChildPage(
        child=child,
        months=child.age_in_months(person.today),
        room=next((place.room for place in places if _holds(place, person.today)), None),
        looked_after=looked_after(child, person),
        room_history=places,
        homes=_homes(now, mine=mine, leads=leads),
        ended_links=_ended(links, now, person.today) if leads else [],
        invitations=list(open_invitations(person).filter(child=child)) if leads else [],
        my_link=mine,
        permissions=standing_of(child, person) if cares else None,
        questions=open_questions_of(child, person),
        cares=cares,
        leads=leads,
        decides=decides,
        door=(doors_of([child], person, day=person.today).get(child.pk, Door()) if cares else None),
        routine_is_new=bool(routines_with_news([child.pk], person)),
        unchecked=unchecked_health([child.pk], person).get(child.pk, []),
        good_to_know=good_to_know([child.pk], person, reaches=ON_THE_CHILDS_PAGE).get(child.pk, [])
        if cares
        else [],
    )


def parts_of_child_page(child: Child, person: Person) -> list[tuple[str, Any]]:
    """What the parts of the house above this one show on a child's page: the template of each and
    what it shows.

    `CHILD_PAGE_PARTS = {"learning_journals/_working_on.html":
    "learning_journals.queries.next_steps.on_child_page"}`: strings, because this app imports none
    of those above it. The function takes the child and the person; None for nothing.
    """
    parts = [
        (template, import_string(named)(child, person))
        for template, named in settings.CHILD_PAGE_PARTS.items()
    ]
    return [(template, part) for template, part in parts if part is not None]


def homes_to_choose(child: Child, person: Person) -> tuple[list[Family], list[Family]]:
    """The homes an adult may be invited into: this child's, and the setting's others."""
    families = (
        policies.families_visible_to(person)
        .filter(setting_id=child.setting_id)
        .filter(
            Q(parent_carers__isnull=False)
            | Q(invitations__accepted_at__isnull=True, invitations__revoked_at__isnull=True)
        )
        .distinct()
    )
    own = Q(parent_carers__child=child) | Q(invitations__child=child)
    first = list(families.filter(own).order_by("name"))
    known = {family.pk for family in first}
    return first, [each for each in families.order_by("name") if each.pk not in known]


def key_person_choices(person: Person) -> QuerySet[Membership]:
    """The colleagues who may be somebody's key person."""
    return (
        policies.staff_visible_to(person)
        .filter(setting_id=person.here, role__in=CARE_ROLES)
        .select_related("user")
        .prefetch_related(
            Prefetch(
                "room_assignments",
                queryset=RoomAssignment.objects.filter(valid_on(person.today)).select_related(
                    "room"
                ),
                to_attr="rooms_now",
            )
        )
        .order_by("user__known_as", "user__full_name", "id")
    )


def open_invitations(person: Person) -> QuerySet[Invitation]:
    """Invitations that were neither accepted nor taken back; some may be too old by now."""
    return (
        policies.invitations_visible_to(person)
        .filter(accepted_at__isnull=True, revoked_at__isnull=True)
        .select_related("child", "family")
        .order_by("-created_at", "id")
    )


def _holds(row: RoomPlace | ParentCarer, day: date) -> bool:
    return row.started_on <= day and (row.ended_on is None or row.ended_on >= day)


def _same(link: ParentCarer) -> tuple[uuid.UUID, uuid.UUID]:
    return link.user_id, link.family_id


def _add_their_days(now: list[ParentCarer], every: list[ParentCarer], person: Person) -> None:
    """Give each link of today what held before, what is planned, and if it may be seen as."""
    for link in now:
        same = [each for each in every if _same(each) == _same(link)]
        link.earlier = [each for each in same if each.started_on < link.started_on][::-1]
        link.planned = [each for each in same if each.started_on > link.started_on]
    staff = set(
        policies.staff_visible_to(person)
        .filter(setting_id=person.here, user__in=[link.user_id for link in now])
        .values_list("user_id", flat=True)
    )
    for link in now:
        link.may_be_seen_as = link.user_id not in staff


def _ended(links: list[ParentCarer], now: list[ParentCarer], day: date) -> list[ParentCarer]:
    """The last row of each adult whose link has ended, not those that another one followed."""
    here = {_same(link) for link in now}
    last = {_same(link): link for link in links if _same(link) not in here}
    return [link for link in last.values() if link.ended_on is not None and link.ended_on < day]


def _homes(links: list[ParentCarer], *, mine: ParentCarer | None, leads: bool) -> list[Home]:
    homes: dict[uuid.UUID, Home] = {}
    for link in links:
        is_mine = mine is not None and link.family_id == mine.family_id
        home = homes.setdefault(link.family_id, Home(link.family, is_mine=is_mine))
        home.may_edit = leads or is_mine
        home.links.append(link)
    return sorted(homes.values(), key=lambda home: not home.is_mine)
