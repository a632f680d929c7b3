"""The sets that the rules are made of.

Read once for a `Person`, that is once a request or task, and used as ids from then on: asked
again inside every rule, they cost more than the rows that the rules guard.
"""

import uuid

from django.db.models import Q, QuerySet

from ..context import Person
from ..kept import kept, known_once
from ..models import (
    Child,
    Cover,
    KeyPersonAssignment,
    ParentCarer,
    RoomAssignment,
    RoomPlace,
    valid_on,
)


def links_of(person: Person) -> QuerySet[ParentCarer]:
    """The links by which this person is parent or carer of a child today. Seen by a manager: those
    in her setting."""
    links = ParentCarer.objects.filter(valid_on(person.today), user=person.user)
    return links.filter(setting_id=person.here) if person.is_seen else links


def links_held_by(person: Person, **rights: bool) -> list[ParentCarer]:
    """The same links as they were when the person was first asked about, those with all of these
    rights: `links_held_by(person, sees_journal=True)`. One query for a request, which brings the
    child, its setting and the household along, because every page of a parent shows them."""
    if not person.is_family:
        return []  # said by the database; believing it can only hide
    return [
        link
        for link in _links(person)
        if all(getattr(link, right) == wanted for right, wanted in rights.items())
    ]


@known_once
def _links(person: Person) -> list[ParentCarer]:
    if "links" not in person.known:
        person.known["links"] = _links_with_children(person)
    return person.known["links"]


@kept
def _links_with_children(person: Person) -> QuerySet[ParentCarer]:
    return links_of(person).select_related("child__setting", "family").order_by("started_on", "pk")


def link_to(child: Child, person: Person) -> ParentCarer | None:
    """This person's own link to a child today; None for staff who are no parent or carer of it."""
    return next((link for link in links_held_by(person) if link.child_id == child.pk), None)


def own_child_ids_of(person: Person, **rights: bool) -> list[uuid.UUID]:
    """The children this person is parent or carer of today by a link with these rights."""
    return [link.child_id for link in links_held_by(person, **rights)]


def family_ids_of(person: Person) -> list[uuid.UUID]:
    """The households this person belongs to today."""
    return list(dict.fromkeys(link.family_id for link in links_held_by(person)))


@known_once
def children_of_ones_own(person: Person) -> list[uuid.UUID]:
    """For staff: all children of whom they are, were or are going to be parent or carer themselves.
    A colleague decides about these. One query a request, and only for who has such a child."""
    if not (person.is_staff and person.was_family):
        return []
    if "own_at_work" not in person.known:
        person.known["own_at_work"] = list(
            ParentCarer.objects.filter(user=person.user).values_list("child_id", flat=True)
        )
    return person.known["own_at_work"]


@known_once
def other_home_ids_of(person: Person) -> list[uuid.UUID]:
    """For staff: the households of these children to which they do not belong, or no longer: who
    has moved out keeps nothing of that home. One query a request, and only for who has such a
    child."""
    if not (person.is_staff and person.was_family):
        return []
    if "other_homes" not in person.known:
        mine = ParentCarer.objects.filter(user=person.user)
        held = mine.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=person.today))
        person.known["other_homes"] = list(
            ParentCarer.objects.filter(child__in=mine.values("child_id"))
            .exclude(family__in=held.values("family_id"))
            .values_list("family_id", flat=True)
            .distinct()
        )
    return person.known["other_homes"]


def apart(person: Person, home: str) -> Q:
    """That what belongs to a household, by this field, is not of the other home of a child of one's
    own: what two parents keep from each other, neither reads at work."""
    others = other_home_ids_of(person)
    return ~Q(**{f"{home}__among": others}) if others else Q()


def in_care_of(person: Person, child: str = "", *, home: str = "") -> Q:
    """That a child is in this person's care as staff today, as a condition on Child or, with the
    name of a field, on what belongs to one: `in_care_of(person, "child")`.

    Managers and deputies: every child of the setting. Practitioners: the children of their rooms,
    their key children and those for whom they cover. Nobody else cares for a child as staff.
    `home` is the field of the household, where what is asked for belongs to one (see `apart`).
    """
    path = f"{child}__" if child else ""
    not_theirs = apart(person, home) if home else Q()
    if person.leads:
        return Q(**{f"{path}setting_id": person.here}) & not_theirs
    return Q(**{f"{path}pk__among": child_ids_in_care_of(person)}) & not_theirs


@known_once
def child_ids_in_care_of(person: Person) -> list[uuid.UUID]:
    """The children of a practitioner's rooms, their key children, and those for whom they cover
    today (domain.md 2.4). One query a request."""
    if not person.cares or person.membership_id is None:
        return []
    if "in_care" not in person.known:
        person.known["in_care"] = _in_care(person, post=person.membership_id)
    return person.known["in_care"]


@kept
def _in_care(person: Person, *, post: uuid.UUID) -> QuerySet[Child, uuid.UUID]:
    today = person.today
    rooms = RoomAssignment.objects.filter(valid_on(today), membership_id=post)
    placed = RoomPlace.objects.filter(valid_on(today), room_id__in=rooms.values("room_id"))
    key = KeyPersonAssignment.objects.filter(valid_on(today), membership_id=post)
    cover = Cover.objects.filter(valid_on(today), membership_id=post)
    return Child.objects.filter(
        Q(pk__in=placed.values("child_id"))
        | Q(pk__in=key.values("child_id"))
        | Q(pk__in=cover.values("child_id")),
        setting_id=person.here,
    ).values_list("pk", flat=True)


@known_once
def key_child_ids_of(person: Person) -> list[uuid.UUID]:
    """The children whose key person or back-up this person is today. One query a request."""
    if not person.cares or person.membership_id is None:
        return []
    if "key_children" not in person.known:
        person.known["key_children"] = list(
            KeyPersonAssignment.objects.filter(
                valid_on(person.today), membership_id=person.membership_id
            )
            .values_list("child_id", flat=True)
            .distinct()
        )
    return person.known["key_children"]
