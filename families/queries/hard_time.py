"""A hard time at home: who reads it today, and what it softens."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from .. import policies
from ..context import Person
from ..models import Family, HardTime, Membership, Role, User, valid_on


@dataclass(frozen=True)
class Told:
    """A note with the names of its readers, and whether this person may take it back."""

    note: HardTime
    readers: list[str]
    is_mine: bool


def soft_homes_of(person: Person) -> QuerySet[HardTime, Any]:
    """The ids of this person's own homes that have asked for patience today: no reminder that can
    wait is shown to them. A part of other statements."""
    return (
        policies.hard_times_visible_to(person)
        .filter(started_on__lte=person.today, family__in=policies.family_ids_of(person))
        .values("family_id")
    )


def is_soft_for(person: Person) -> bool:
    """Whether one of the homes of a person has. No statement for who belongs to none."""
    return bool(policies.family_ids_of(person)) and soft_homes_of(person).exists()


def told(person: Person) -> list[Told]:
    """The notes this person reads today, the one that ends first on top. Two statements."""
    notes = list(
        policies.hard_times_visible_to(person)
        .select_related("family", "author")
        .order_by("ends_on", "pk")
    )
    ids = {user_id for note in notes for user_id in note.readers}
    people = policies.people_visible_to(person).filter(pk__in=ids) if ids else User.objects.none()
    names = {each.pk: each.name for each in people}
    homes = policies.family_ids_of(person)
    return [
        Told(
            note,
            sorted(names[each] for each in note.readers if each in names),
            note.family_id in homes or note.author_id == person.id,
        )
        for note in notes
    ]


def readers_to_choose(person: Person, setting_ids: set[uuid.UUID]) -> QuerySet[Membership]:
    """Whom one may tell: the key persons and back-ups of one's children, managers and deputies,
    safeguarding leads; for staff the colleagues who care for children."""
    staff = policies.staff_visible_to(person).filter(setting__in=setting_ids)
    key = policies.key_persons_visible_to(person).filter(
        valid_on(person.today), child__in=policies.own_child_ids_of(person)
    )
    near = staff.filter(pk__in=key.values("membership_id"))
    lead = staff.filter(role__in=(Role.MANAGER, Role.DEPUTY)) | staff.filter(
        is_safeguarding_lead=True
    )
    return (near | lead).distinct().select_related("user").order_by("user__known_as", "pk")


def homes_to_tell_of(person: Person) -> list[Family]:
    """One's own homes; for staff, the homes of the children in their care."""
    own = policies.family_ids_of(person)
    homes = policies.families_visible_to(person)
    return list((homes.filter(pk__in=own) if own else homes).order_by("name", "pk"))
