"""Safeguarding: the register of the leads, one concern with all that followed, and who reads it."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.dateparse import parse_datetime

from .. import policies
from ..context import Person
from ..models import (
    Child,
    Membership,
    SafeguardingAddendum,
    SafeguardingConcern,
    SafeguardingReading,
    SafeguardingReceipt,
)

CONCERNS_ON_A_PAGE = 40
RECEIPTS_SHOWN = 50
Kind = SafeguardingAddendum.Kind


@dataclass(frozen=True)
class Row:
    """A concern in the register: closed for now, not opened by this lead yet."""

    concern: SafeguardingConcern
    is_closed: bool
    is_new: bool


@dataclass(frozen=True)
class Register:
    """A page of the register, and where the next one starts (or "")."""

    rows: list[Row]
    older: str


@dataclass(frozen=True)
class Reading:
    """Somebody who read a concern: how often, and when last."""

    name: str
    times: int
    last_at: datetime


@dataclass(frozen=True)
class ConcernPage:
    """One concern, what followed in the order in which it was written, and who read it."""

    concern: SafeguardingConcern
    addenda: list[SafeguardingAddendum]
    readings: list[Reading]
    kept_from: list[str]
    is_closed: bool


def register(person: Person, *, show: str = "", before: str = "") -> Register:
    """The concerns this person reads, newest first. `show` is "open" (also for anything unknown),
    "closed", "all", or "new" for those not opened yet. One statement."""
    found = _with_state(policies.concerns_visible_to(person), person)
    if show == "closed":
        found = found.filter(state=Kind.CLOSED)
    elif show == "new":
        found = found.filter(is_new=True)
    elif show != "all":
        found = found.filter(Q(state__isnull=True) | ~Q(state=Kind.CLOSED))
    at, last = _place(before)
    if at:
        found = found.filter(Q(written_at__lt=at) | Q(written_at=at, pk__lt=last))
    rows = list(
        found.select_related("author").order_by("-written_at", "-pk")[: CONCERNS_ON_A_PAGE + 1]
    )
    page, more = rows[:CONCERNS_ON_A_PAGE], rows[CONCERNS_ON_A_PAGE:]
    older = f"{page[-1].written_at.isoformat()}~{page[-1].pk}" if more else ""
    return Register([Row(each, each.state == Kind.CLOSED, each.is_new) for each in page], older)


def concern_page(concern: SafeguardingConcern, person: Person) -> ConcernPage:
    """Everything about one concern that this person may read. Four statements."""
    addenda = list(
        policies.addenda_visible_to(person)
        .filter(concern=concern)
        .select_related("author")
        .order_by("written_at", "pk")
    )
    readings = (
        policies.concern_readings_visible_to(person)
        .filter(concern=concern)
        .values("reader__known_as", "reader__full_name")
        .annotate(times=Count("pk"), last_at=Max("at"))
        .order_by("-last_at")
    )
    return ConcernPage(
        concern=concern,
        addenda=addenda,
        readings=[
            Reading(
                row["reader__known_as"] or row["reader__full_name"], row["times"], row["last_at"]
            )
            for row in readings
        ],
        kept_from=_names(person, concern.kept_from),
        is_closed=_is_closed(addenda),
    )


def chronology(child_id: uuid.UUID, person: Person) -> list[ConcernPage]:
    """Every concern about one child that this person reads, the oldest first, with what followed.
    For a referral, on paper. Two statements, however many there are."""
    concerns = (
        policies.concerns_visible_to(person)
        .filter(child_id=child_id)
        .select_related("author")
        .order_by("written_at", "pk")
    )
    found = list(concerns)
    addenda: dict[uuid.UUID, list[SafeguardingAddendum]] = {each.pk: [] for each in found}
    for addendum in (
        policies.addenda_visible_to(person)
        .filter(concern__in=list(addenda))
        .select_related("author")
        .order_by("written_at", "pk")
    ):
        addenda[addendum.concern_id].append(addendum)
    return [
        ConcernPage(each, addenda[each.pk], [], [], _is_closed(addenda[each.pk])) for each in found
    ]


def concerns_not_opened(person: Person) -> int:
    """How many concerns wait for this lead: asked once a request, for the bar and for *More*. No
    query for anybody else."""
    if not policies.can_read_concerns(person):
        return 0
    if "concerns_not_opened" not in person.known:
        opened = SafeguardingReading.objects.filter(reader=person.user)
        concerns = policies.concerns_visible_to(person).exclude(pk__in=opened.values("concern"))
        person.known["concerns_not_opened"] = concerns.count()
    return person.known["concerns_not_opened"]


def leads_of(person: Person) -> QuerySet[Membership]:
    """The safeguarding lead and deputy lead of the setting where this person works."""
    return (
        policies.staff_visible_to(person)
        .filter(setting_id=person.here, is_safeguarding_lead=True, user__is_active=True)
        .select_related("user")
        .order_by("user__known_as", "user__full_name", "pk")
    )


def lacks_safeguarding_lead(person: Person) -> bool:
    """Whether the setting that this person manages has named nobody. No query for others."""
    return person.leads and not leads_of(person).exists()


def readers_of(
    person: Person, *, child: Child | None, kept_from: Collection[uuid.UUID]
) -> list[Membership]:
    """Who would read a concern that this person writes: the leads, without those it is kept from
    and without whoever is or was parent or carer of the child. Nobody, for a child of the writer's
    own: whether a lead is the other parent is shut to them (decision 0022), so they ring."""
    if child is not None and child.pk in policies.children_of_ones_own(person):
        return []
    leads = leads_of(person).exclude(user__in=kept_from)
    if child is not None:
        parents = policies.parent_carers_visible_to(person).filter(child=child)
        leads = leads.exclude(user__in=parents.values("user_id"))
    return list(leads)


def colleagues_of(person: Person) -> QuerySet[Membership]:
    """Everybody who works where this person works, by name; without this person."""
    return (
        policies.staff_visible_to(person)
        .filter(setting_id=person.here)
        .exclude(user=person.user)
        .select_related("user")
        .order_by("user__known_as", "user__full_name", "pk")
    )


def children_to_name(person: Person) -> QuerySet[Child]:
    """The children in this person's care, by name."""
    return policies.children_cared_for_by(person).order_by("known_as", "full_name", "pk")


def receipts_of(person: Person) -> list[SafeguardingReceipt]:
    """What this person has sent, newest first: dates and references."""
    return list(policies.receipts_visible_to(person).order_by("-at", "-pk")[:RECEIPTS_SHOWN])


# --- steps ----------------------------------------------------------------------------------------


def _with_state(concerns: QuerySet[SafeguardingConcern], person: Person) -> QuerySet[Any]:
    """With `.state` (the kind of the last closing or opening, if any) and `.is_new`."""
    turns = SafeguardingAddendum.objects.filter(
        concern=OuterRef("pk"), kind__in=(Kind.CLOSED, Kind.REOPENED)
    ).order_by("-written_at", "-pk")
    opened = policies.concern_readings_visible_to(person).filter(
        concern=OuterRef("pk"), reader=person.user
    )
    return concerns.annotate(state=Subquery(turns.values("kind")[:1]), is_new=~Exists(opened))


def _is_closed(addenda: list[SafeguardingAddendum]) -> bool:
    turns = [each.kind for each in addenda if each.kind in (Kind.CLOSED, Kind.REOPENED)]
    return bool(turns) and turns[-1] == Kind.CLOSED


def _names(person: Person, user_ids: list[uuid.UUID]) -> list[str]:
    if not user_ids:
        return []
    people = policies.people_visible_to(person).filter(pk__in=user_ids)
    return sorted(each.name for each in people)


def _place(before: str) -> tuple[datetime | None, uuid.UUID]:
    text, _tilde, last = before.rpartition("~")
    try:
        at = parse_datetime(text)
        return (at if at and at.tzinfo else None), uuid.UUID(last)
    except ValueError:
        return None, uuid.UUID(int=0)
