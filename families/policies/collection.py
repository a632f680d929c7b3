"""Who takes a child home: who may know of it, say it, and make sure of it.

Families: the adults who arrange collection, and of their own home only. Staff at the door: the
children in their care, and of people who may collect only those who still may.
"""

import uuid

from django.db.models import Q, QuerySet

from ..context import Person
from ..models import (
    AuthorisedCollector,
    Child,
    CollectionChoice,
    CollectionPassword,
    CollectorCheck,
    Family,
    ParentCarer,
    valid_on,
)
from .sets import child_ids_in_care_of, links_held_by


def collectors_visible_to(person: Person) -> QuerySet[AuthorisedCollector]:
    """Managers: also those of the past. Rooms: who may collect today or later. A home: its own."""
    return AuthorisedCollector.objects.filter(
        _of_my_home(person) | _led_by(person) | (_in_my_room(person) & _not_over(person))
    )


def collection_choices_visible_to(person: Person) -> QuerySet[CollectionChoice]:
    """Managers: also those of the past. Rooms: what holds for today and later. A home: its own."""
    to_come = Q(day__gte=person.today, withdrawn_at__isnull=True)
    return CollectionChoice.objects.filter(
        _of_my_home(person) | _led_by(person) | (_in_my_room(person) & to_come)
    )


def collection_passwords_visible_to(person: Person) -> QuerySet[CollectionPassword]:
    """The home's own; staff: of the homes of the children in their care. Not while somebody looks
    as this person: who reads it leaves a line of its own."""
    if person.is_seen:
        return CollectionPassword.objects.none()
    in_room = ParentCarer.objects.filter(
        valid_on(person.today), child__pk__among=_room_children(person)
    )
    return CollectionPassword.objects.filter(
        Q(family__in=arranging_home_ids_of(person))
        | _led_by(person)
        | Q(family__in=in_room.values("family_id"))
    )


def collector_checks_visible_to(person: Person) -> QuerySet[CollectorCheck]:
    """Of the collectors one may know of."""
    return CollectorCheck.objects.filter(collector__in=collectors_visible_to(person))


def arranging_link(person: Person, child: Child) -> ParentCarer | None:
    """The link by which this person says who collects the child today, if they do."""
    return next(
        (
            link
            for link in links_held_by(person)
            if link.child_id == child.pk and link.arranges_collection
        ),
        None,
    )


def arranging_home_ids_of(person: Person) -> list[uuid.UUID]:
    """The homes for which this person says who collects."""
    return [link.family_id for link in links_held_by(person) if link.arranges_collection]


def can_set_collection_password(person: Person, family: Family) -> bool:
    """An adult of that very home who says who collects."""
    return family.pk in arranging_home_ids_of(person)


def can_check_collector(person: Person, collector: AuthorisedCollector) -> bool:
    """Staff who care for the child; nobody vouches for somebody they have named themselves."""
    cares = (person.leads and collector.setting_id == person.here) or (
        collector.child_id in _room_children(person)
    )
    return cares and collector.added_by_id != person.id


def can_end_collector(person: Person, collector: AuthorisedCollector) -> bool:
    """An adult of the home that named them."""
    return (collector.child_id, collector.family_id) in _arranged(person)


def can_withdraw_choice(person: Person, choice: CollectionChoice) -> bool:
    """An adult of the home that told us, as long as the day is not over."""
    mine = (choice.child_id, choice.family_id) in _arranged(person)
    return mine and choice.withdrawn_at is None and choice.day >= person.today


def _arranged(person: Person) -> set[tuple[uuid.UUID, uuid.UUID]]:
    return {
        (link.child_id, link.family_id)
        for link in links_held_by(person)
        if link.arranges_collection
    }


def _of_my_home(person: Person) -> Q:
    mine = Q(pk__in=[])
    for child_id, family_id in _arranged(person):
        mine |= Q(child_id=child_id, family_id=family_id)
    return mine


def _led_by(person: Person) -> Q:
    return Q(setting_id=person.here) if person.leads else Q(pk__in=[])


def _room_children(person: Person) -> list[uuid.UUID]:
    return [] if person.leads else child_ids_in_care_of(person)


def _in_my_room(person: Person) -> Q:
    return Q(child__pk__among=_room_children(person))


def _not_over(person: Person) -> Q:
    still = Q(ended_on__isnull=True) | Q(ended_on__gte=person.today)
    return Q(ended_at__isnull=True) & still
