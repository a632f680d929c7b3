"""Where to turn: who is there for a family, inside the nursery and outside."""

import uuid
from dataclasses import dataclass, field

from django.db.models import QuerySet

from .. import policies
from ..context import Person
from ..kept import kept
from ..models import (
    Child,
    KeyPersonAssignment,
    Membership,
    ParentCarer,
    Role,
    Setting,
    valid_on,
)


@dataclass
class LookedAfter:
    """One child with the key person and the back-up of today."""

    child: Child
    link: ParentCarer
    key_person: KeyPersonAssignment | None = None
    backup: KeyPersonAssignment | None = None


@dataclass
class Card:
    """Where to turn at one setting."""

    setting: Setting
    children: list[LookedAfter] = field(default_factory=list)
    managers: list[Membership] = field(default_factory=list)
    deputies: list[Membership] = field(default_factory=list)
    leads: list[Membership] = field(default_factory=list)


def cards_for(person: Person) -> list[Card]:
    """A card for each setting of this person's children; for staff without children here that of
    their workplace. Three statements at most, for one child or for five."""
    cards = _cards(person)
    held = (
        policies.key_persons_visible_to(person)
        .filter(valid_on(person.today), child__in=policies.own_child_ids_of(person))
        .select_related("membership__user")
    )
    rows = list(held) if person.is_family else []
    for link in policies.links_held_by(person):
        about = LookedAfter(link.child, link)
        for row in rows:
            if row.child_id == link.child_id:
                setattr(about, "backup" if row.is_backup else "key_person", row)
        cards[link.child.setting_id].children.append(about)
    return _with_staff(cards, person)


def short_cards_for(person: Person) -> list[Card]:
    """The same without the children, for a page that shows their key persons already: one
    statement."""
    return _with_staff(_cards(person), person)


def workplace_of(person: Person) -> Setting | None:
    """The setting where this person works, with its numbers."""
    return policies.settings_visible_to(person).filter(pk=person.here).first()


def _cards(person: Person) -> dict[uuid.UUID, Card]:
    links = policies.links_held_by(person)
    cards = {link.child.setting_id: Card(link.child.setting) for link in links}
    if not cards and (place := workplace_of(person)):
        cards[place.pk] = Card(place)
    return cards


def _with_staff(cards: dict[uuid.UUID, Card], person: Person) -> list[Card]:
    for post in _staff_of(person, settings=list(cards)) if cards else ():
        card = cards[post.setting_id]
        if post.role == Role.MANAGER:
            card.managers.append(post)
        if post.role == Role.DEPUTY:
            card.deputies.append(post)
        if post.is_safeguarding_lead:
            card.leads.append(post)
    return sorted(cards.values(), key=lambda card: card.setting.name)


@kept
def _staff_of(person: Person, *, settings: list[uuid.UUID]) -> QuerySet[Membership]:
    return (
        policies.staff_visible_to(person)
        .filter(setting__among=settings)
        .select_related("user")
        .order_by("started_on", "pk")
    )
