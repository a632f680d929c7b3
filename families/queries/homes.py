"""A child with two homes, side by side, for the manager."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from .. import policies
from ..context import Person
from ..forms.invitations import RIGHTS_WORDS
from ..models import (
    SEEING_AS_MINUTES,
    Child,
    CourtOrderNote,
    ParentCarer,
    SeeingAs,
    valid_on,
)

LOOKS_TOLD_DAYS, MOST_LOOKS_TOLD = 90, 10


@dataclass(frozen=True)
class SideBySide:
    """Who sees and receives what: the adults of all homes as columns, what a link gives as rows."""

    links: list[ParentCarer]
    rows: list[tuple[str, list[bool]]]
    orders: list[CourtOrderNote]


def homes_side_by_side(child: Child, person: Person) -> SideBySide:
    """The adults of a child today, home by home, and the notes of court orders: two statements."""
    links = list(
        policies.parent_carers_visible_to(person)
        .filter(valid_on(person.today), child=child)
        .select_related("user", "family")
        .order_by("family__name", "family_id", "started_on", "pk")
    )
    return SideBySide(
        links=links,
        rows=[
            (str(words), [getattr(link, right) for link in links])
            for right, words in RIGHTS_WORDS.items()
        ],
        orders=list(
            policies.court_orders_visible_to(person)
            .filter(child=child)
            .select_related("adult")
            .order_by("-started_on", "pk")
        ),
    )


def look_that_holds(manager: Person, look_id: uuid.UUID | None) -> SeeingAs | None:
    """Her own look at somebody, if it is not stopped, not too old, and still allowed."""
    if look_id is None or not manager.leads:
        return None
    since = timezone.now() - timedelta(minutes=SEEING_AS_MINUTES)
    return (
        policies.looks_visible_to(manager)
        .filter(
            pk=look_id,
            manager=manager.user,
            setting_id=manager.here,
            stopped_at__isnull=True,
            started_at__gt=since,
        )
        .exclude(adult=manager.user)
        .select_related("adult")
        .first()
    )


def looks_at(person: Person) -> list[SeeingAs]:
    """When somebody of the nursery lately looked as this person, for the person to read."""
    since = timezone.now() - timedelta(days=LOOKS_TOLD_DAYS)
    return list(
        policies.looks_visible_to(person)
        .filter(adult=person.user, started_at__gt=since)
        .select_related("manager")
        .order_by("-started_at", "pk")[:MOST_LOOKS_TOLD]
    )
