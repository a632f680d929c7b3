"""Meals that stopped, as they wait on the board of a room."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from families.context import Person
from families.models import Child
from families.templatetags.ui import clock_time, say_day

from .. import policies
from ..models import CareEntry, MealStop, in_words
from .menus import either

# What was eaten instead can be logged for so long (`taps.WAITED_AT_MOST`). A mistake waits on.
WAITS_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class WaitingChild:
    """A child for whom a meal stopped."""

    id: uuid.UUID
    name: str
    said: str  # "gluten or milk": within a sentence


@dataclass(frozen=True, slots=True)
class OpenStop:
    """A tap that stopped for some children, of whom nobody has said what happened."""

    batch: uuid.UUID
    offer: uuid.UUID
    meal: str  # "Lunch"
    words: str  # what is on the table
    when: str  # "12:10", "Tuesday, 12:10"
    children: list[WaitingChild]


@dataclass(frozen=True, slots=True)
class MealMistake:
    """Given by mistake, and not in an accident form yet."""

    url: str
    words: str  # "Lunch, given by mistake: write it down"


def with_stops(children: QuerySet[Child], person: Person, *, since: datetime) -> QuerySet[Any]:
    """The same children, each with `.stops`: their meals that wait for an answer `since` then
    (`WAITS_FOR` ago), and the mistakes that wait to be written down. No statement more."""
    stops = (
        policies.meal_stops_visible_to(person)
        .filter(
            Q(how="", at__gte=since) | Q(how=MealStop.How.MISTAKE, notice__isnull=True),
            child=OuterRef("pk"),
        )
        .order_by("at", "pk")
        .annotate(
            said=JSONObject(
                how="how",
                batch="batch",
                offer="offer",
                meal="offer__meal",
                words="offer__words",
                allergens="allergens",
                at="at",
            )
        )
    )
    return children.annotate(stops=ArraySubquery(stops.values("said")))


def stops_that_wait(children: list[Any], person: Person) -> list[OpenStop]:
    """Of children from `with_stops`, tap by tap: the oldest first."""
    by_tap: dict[tuple[str, str], list[tuple[Child, dict[str, Any]]]] = defaultdict(list)
    for child in children:
        for stop in child.stops:
            if not stop["how"]:
                by_tap[(stop["at"], stop["batch"])].append((child, stop))
    found = []
    for (at, batch), waiting in sorted(by_tap.items()):
        stop = waiting[0][1]
        found.append(
            OpenStop(
                batch=uuid.UUID(batch),
                offer=uuid.UUID(stop["offer"]),
                meal=str(CareEntry.Kind(stop["meal"]).label),
                words=stop["words"],
                when=_when(at, person),
                children=[
                    WaitingChild(child.pk, child.known_as, either(in_words(each["allergens"])))
                    for child, each in waiting
                ],
            )
        )
    return found


def mistakes_to_write_down(child: Any, person: Person) -> list[MealMistake]:
    """Of a child from `with_stops`."""
    return [
        MealMistake(
            reverse("learning_journals:notice_create", args=[child.pk]),
            _("%(meal)s given by mistake (%(when)s): write it down")
            % {"meal": CareEntry.Kind(stop["meal"]).label, "when": _when(stop["at"], person)},
        )
        for stop in child.stops
        if stop["how"]
    ]


def mistakes_of(child: Child, person: Person) -> list[tuple[str, str]]:
    """What an accident form about this child may be about: id and words. One statement."""
    stops = (
        policies.meal_stops_visible_to(person)
        .filter(child=child, how=MealStop.How.MISTAKE, notice__isnull=True)
        .select_related("offer")
        .order_by("at", "pk")
    )
    return [
        (
            str(stop.pk),
            _("%(meal)s given by mistake (%(when)s): %(words)s")
            % {
                "meal": CareEntry.Kind(stop.offer.meal).label,
                "when": _when(stop.at.isoformat(), person),
                "words": stop.offer.words,
            },
        )
        for stop in stops
    ]


def _when(at: str, person: Person) -> str:
    moment = timezone.localtime(datetime.fromisoformat(at))
    if moment.date() == person.today:
        return clock_time(moment)
    day = say_day(moment.date(), person.today)
    return _("%(day)s, %(time)s") % {"day": day, "time": clock_time(moment)}
