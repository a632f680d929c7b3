"""Who takes a child home: who may know of it, say it, and make sure of it.

Families: the adults who arrange collection, and of their own home only. Staff at the door: the
children in their care, and of people who may collect only those who still may.

Whom a home has allowed, chosen or agreed a word with counts for a day only while somebody of that
home says who collects this child on that day. What such a home said before stays readable at the
door, as a warning.
"""

import uuid
from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

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
from .sets import apart, child_ids_in_care_of, links_held_by


def collectors_visible_to(person: Person) -> QuerySet[AuthorisedCollector]:
    """Managers: also those of the past. Rooms: who may collect today or later, and whom a home has
    named for a day although it no longer says who collects: staff must know whom to stop. A home:
    its own."""
    arranged = arranging_links_on(person.today).filter(
        child=OuterRef("child"), family=OuterRef("family")
    )
    named = CollectionChoice.objects.filter(_to_come(person), collector=OuterRef("pk"))
    counts = _not_over(person) & (Q(Exists(arranged)) | Q(Exists(named)))
    return AuthorisedCollector.objects.filter(
        _of_my_home(person) | _led_by(person) | (_in_my_room(person) & counts)
    )


def collection_choices_visible_to(person: Person) -> QuerySet[CollectionChoice]:
    """Managers: also those of the past. Rooms: what holds for today and later. A home: its own."""
    return CollectionChoice.objects.filter(
        _of_my_home(person) | _led_by(person) | (_in_my_room(person) & _to_come(person))
    )


def collection_passwords_visible_to(person: Person) -> QuerySet[CollectionPassword]:
    """The home's own; staff: of the homes that say who collects the children in their care. Not
    while somebody looks as this person: who reads it leaves a line of its own."""
    if person.is_seen:
        return CollectionPassword.objects.none()
    in_room = arranging_links_on(person.today).filter(child__pk__among=_room_children(person))
    return CollectionPassword.objects.filter(
        Q(family__in=arranging_home_ids_of(person))
        | _led_by(person)
        | (Q(family__in=in_room.values("family_id")) & apart(person, "family"))
    )


def collector_checks_visible_to(person: Person) -> QuerySet[CollectorCheck]:
    """Of the collectors one may know of."""
    return CollectorCheck.objects.filter(collector__in=collectors_visible_to(person))


def arranging_links_on(day: date) -> QuerySet[ParentCarer]:
    """The links by which somebody says on that day who collects a child; the same rows for which
    `ParentCarer.arranges_collection` is true."""
    decides_or_lives = Q(has_parental_responsibility=True) | Q(lives_with_child=True)
    return ParentCarer.objects.filter(valid_on(day), decides_or_lives, may_collect=True)


def home_arranges_on(day: date, *, child: Child, family: Family) -> bool:
    """Whether somebody of this home says on that day who collects this child."""
    return arranging_links_on(day).filter(child=child, family=family).exists()


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
    """Staff who care for the child, as long as the home says who collects it. No home vouches for
    its own people: nobody who is or ever was parent or carer of the child, or of that home."""
    cares = (person.leads and collector.setting_id == person.here) or (
        collector.child_id in _room_children(person)
    )
    if not cares or collector.added_by_id == person.id:
        return False
    return not _ever_linked(
        person, Q(child=collector.child_id) | Q(family=collector.family_id)
    ) and home_arranges_on(person.today, child=collector.child, family=collector.family)


def can_vouch_for(person: Person, child: Child, homes: Iterable[uuid.UUID]) -> bool:
    """Whether this member of staff may make sure of those who collect the child from these homes:
    not one's own child, nor one that was, and nobody of one's own home. No query for others."""
    to = Q(child=child) | Q(family__in=list(homes))
    return not (person.was_family and _ever_linked(person, to))


def can_end_collector(person: Person, collector: AuthorisedCollector) -> bool:
    """An adult of the home that named them."""
    return (collector.child_id, collector.family_id) in _arranged(person)


def can_withdraw_choice(person: Person, choice: CollectionChoice) -> bool:
    """An adult of the home that told us, as long as the day is not over."""
    mine = (choice.child_id, choice.family_id) in _arranged(person)
    return mine and choice.withdrawn_at is None and choice.day >= person.today


def _ever_linked(person: Person, to: Q) -> bool:
    """Whether this person is, was or will be parent or carer there."""
    return ParentCarer.objects.filter(to, user=person.user).exists()


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
    return Q(setting_id=person.here) & apart(person, "family") if person.leads else Q(pk__in=[])


def _room_children(person: Person) -> list[uuid.UUID]:
    return [] if person.leads else child_ids_in_care_of(person)


def _in_my_room(person: Person) -> Q:
    return Q(child__pk__among=_room_children(person)) & apart(person, "family")


def _to_come(person: Person) -> Q:
    return Q(day__gte=person.today, withdrawn_at__isnull=True)


def _not_over(person: Person) -> Q:
    still = Q(ended_on__isnull=True) | Q(ended_on__gte=person.today)
    return Q(ended_at__isnull=True) & still
