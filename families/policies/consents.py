"""Permissions: who may know of them, and who decides.

Whose answer it was is known to that person and to the manager. The outcome is known to everybody
who may know of the child, and for photographs, under a key that names nobody, to the whole setting.
"""

import uuid
from collections.abc import Collection

from django.contrib.postgres.aggregates import BoolAnd
from django.db.models import BooleanField, Q, QuerySet

from ..context import Person
from ..kept import kept, known_once
from ..models import (
    GROUP_PHOTOS,
    OWN_PHOTOS,
    Child,
    Consent,
    ConsentInForce,
    ConsentPurpose,
    ConsentWording,
    ParentCarer,
    valid_on,
)
from .people import can_decide_as_manager, children_visible_to, settings_visible_to
from .sets import children_of_ones_own, link_to, links_held_by, own_child_ids_of

PHOTO_CODES = (OWN_PHOTOS, GROUP_PHOTOS)


def consent_purposes_visible_to(person: Person) -> QuerySet[ConsentPurpose]:
    """What one's settings ask."""
    return ConsentPurpose.objects.filter(setting__in=settings_visible_to(person))


def consent_wordings_visible_to(person: Person) -> QuerySet[ConsentWording]:
    """The words in which they ask it, old ones too."""
    return ConsentWording.objects.filter(setting__in=settings_visible_to(person))


def consents_visible_to(person: Person) -> QuerySet[Consent]:
    """One's own answers for one's own children; for managers, everybody's, but not about a child of
    their own."""
    own = Q(person=person.user, child__in=own_child_ids_of(person))
    if person.leads:
        others = Q(setting_id=person.here) & ~Q(child__among=children_of_ones_own(person))
        return Consent.objects.filter(own | others)
    return Consent.objects.filter(own)


def consents_in_force_visible_to(person: Person) -> QuerySet[ConsentInForce]:
    """What holds for the children one may know of, without a name of whoever said so."""
    keys = children_visible_to(person).values("consent_key")
    return ConsentInForce.objects.filter(child__in=keys)


def holders_of(child: Child, person: Person) -> QuerySet[ParentCarer]:
    """The links of today by which somebody holds parental responsibility for this child, as a
    manager reads them. Once a child has left, those of its last day: they may still take back."""
    day = min(person.today, child.ended_on) if child.ended_on else person.today
    return ParentCarer.objects.filter(
        valid_on(day), child=child, has_parental_responsibility=True
    ).select_related("user", "family")


def link_that_decides(person: Person, child: Child) -> ParentCarer | None:
    """One's own link to this child, if one holds parental responsibility by it today."""
    link = link_to(child, person)
    return link if link is not None and link.has_parental_responsibility else None


def can_decide(person: Person, child: Child) -> bool:
    """Only who holds parental responsibility by a link of today, and for themselves alone."""
    return link_that_decides(person, child) is not None


def can_record_on_paper(person: Person, child: Child) -> bool:
    """A manager writes down what somebody else has signed, and never for a child of her own."""
    return can_decide_as_manager(person, child)


@known_once
def keys_with_yes(person: Person, code: str) -> list[uuid.UUID]:
    """The keys of the children in one's settings whose photographs may be shown: somebody who
    decides says yes today, and nobody says no. One query a request for both purposes."""
    if "photo_keys" not in person.known:
        settings = {person.here} | {link.setting_id for link in links_held_by(person)}
        keys: dict[str, list[uuid.UUID]] = {each: [] for each in PHOTO_CODES}
        for each, key, agreed in _said_of_photos(person, settings=settings):
            if agreed:
                keys[each].append(key)
        person.known["photo_keys"] = keys
    return person.known["photo_keys"][code]


@kept
def _said_of_photos(
    person: Person, *, settings: Collection[uuid.UUID]
) -> QuerySet[ConsentInForce, tuple[str, uuid.UUID, bool]]:
    in_force = ConsentInForce.objects.filter(
        valid_on(person.today), setting__among=settings, code__in=PHOTO_CODES
    )
    agreed = BoolAnd("is_yes", output_field=BooleanField())
    return in_force.order_by().values_list("code", "child_id").annotate(agreed=agreed)
