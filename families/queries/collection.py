"""Who takes a child home: what staff read at the door, and what a home reads of its own."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from .. import policies
from ..context import Person
from ..kept import kept
from ..models import (
    AuthorisedCollector,
    Child,
    CollectionChoice,
    CollectionPassword,
    CollectorCheck,
    Family,
    ParentCarer,
    User,
    valid_on,
)


@dataclass(frozen=True)
class Said:
    """What one home told us for a day: who collects, and how sure we are of them."""

    choice: CollectionChoice
    name: str
    relationship: str
    phone: str
    collector: AuthorisedCollector | None  # None for a parent or carer
    is_new: bool  # nobody of the staff has met them, and nobody has rung back for this day
    was_rung: bool
    may_not: bool  # the adult's right to collect has ended since, or their home's to send them
    home_is_out: bool  # nobody of this home says any more who collects the child on this day

    @property
    def is_sure(self) -> bool:
        """Nothing stands between this person and the child."""
        return not self.is_new and not self.may_not and not self.home_is_out


@dataclass
class Door:
    """What a room knows about the going home of one child on a day."""

    said: list[Said] = field(default_factory=list)
    may_not: list[ParentCarer] = field(default_factory=list)  # adults who may not collect

    @property
    def disagrees(self) -> bool:
        """Two homes named two people."""
        return len({one.name.casefold() for one in self.said}) > 1

    @property
    def is_silent(self) -> bool:
        """Nothing out of the ordinary: a parent or carer comes."""
        return not self.said and not self.may_not

    @property
    def needs_care(self) -> bool:
        """Somebody must be asked or rung before the child goes with anybody named here."""
        return self.disagrees or not all(one.is_sure for one in self.said)


@dataclass(frozen=True)
class HomeAtTheDoor:
    """One household in the eyes of staff: who of it may collect, and whom it has allowed."""

    family: Family
    adults: list[ParentCarer]
    collectors: list[AuthorisedCollector]
    has_password: bool


@dataclass(frozen=True)
class DoorPage:
    """What staff read about one child's going home."""

    door: Door
    homes: list[HomeAtTheDoor]
    may_vouch: bool  # the reader may say that they met somebody, or rang back: it is not their home


@dataclass(frozen=True)
class HomePage:
    """What a home reads: who of its own may collect, and whom it named for the day."""

    link: ParentCarer
    choice: CollectionChoice | None
    adults: list[ParentCarer]
    collectors: list[AuthorisedCollector]  # of this day
    all_collectors: list[AuthorisedCollector]  # today or later
    ended: list[AuthorisedCollector]
    coming: list[CollectionChoice]
    password: CollectionPassword | None

    def who(self, key: str) -> User | AuthorisedCollector | None:
        """The person behind the value of a button: `adult-…` or `collector-…`."""
        kind, _dash, pk = key.partition("-")
        if kind == "adult":
            return next((each.user for each in self.adults if str(each.user_id) == pk), None)
        return next((each for each in self.collectors if str(each.pk) == pk), None)

    @property
    def keys(self) -> list[str]:
        """The values of all buttons."""
        return [
            *(f"adult-{each.user_id}" for each in self.adults),
            *(f"collector-{each.pk}" for each in self.collectors),
        ]


# May something be told for this day? (queries/glances.py)
TOLD_OF_DOOR = """
SELECT FROM families_collectionchoice
WHERE child_id = ANY (%(children)s) AND day = %(today)s AND withdrawn_at IS NULL
"""


def doors_of(
    children: Iterable[Child], person: Person, *, day: date, told: bool = True
) -> dict[uuid.UUID, Door]:
    """For staff: what was told for this day about each of these children, and who may not collect
    them. Two statements for any number of children, one if nothing is `told`; a child without an
    entry has no news."""
    children = list(children)
    doors: dict[uuid.UUID, Door] = defaultdict(Door)
    collects: set[tuple[uuid.UUID, uuid.UUID]] = set()
    arranged: set[tuple[uuid.UUID, uuid.UUID]] = set()
    relations: dict[tuple[uuid.UUID, uuid.UUID], str] = {}
    for link in _links_at_the_door(person, children=[child.pk for child in children], day=day):
        key = (link.child_id, link.user_id)
        relations[key] = link.relationship
        if link.arranges_collection:
            arranged.add((link.child_id, link.family_id))
        if link.may_collect:
            collects.add(key)
        else:
            doors[link.child_id].may_not.append(link)
    for choice in _told(children, person, day) if told else ():
        if said := _said(choice, collects, arranged, relations):
            doors[choice.child_id].said.append(said)
    return dict(doors)


def door_page(child: Child, person: Person) -> DoorPage:
    """Everything staff may know about who takes this child home today."""
    homes: dict[uuid.UUID, list[ParentCarer]] = defaultdict(list)
    families: dict[uuid.UUID, Family] = {}
    arranging: set[uuid.UUID] = set()
    for link in _links([child.pk], person, person.today).select_related("user", "family"):
        families[link.family_id] = link.family
        if link.arranges_collection:
            arranging.add(link.family_id)
        if link.may_collect:
            homes[link.family_id].append(link)
    named: dict[uuid.UUID, list[AuthorisedCollector]] = defaultdict(list)
    for collector in _with_meeting(policies.collectors_visible_to(person)).filter(
        _to_come(person), child=child, ended_at__isnull=True, family__in=arranging
    ):
        named[collector.family_id].append(collector)
    passwords = set(
        policies.collection_passwords_visible_to(person)
        .filter(family__in=arranging, ended_at__isnull=True)
        .values_list("family_id", flat=True)
    )
    return DoorPage(
        door=doors_of([child], person, day=person.today).get(child.pk, Door()),
        homes=[
            HomeAtTheDoor(family, homes[key], named[key], has_password=key in passwords)
            for key, family in sorted(families.items(), key=lambda pair: pair[1].name)
        ],
        may_vouch=policies.can_vouch_for(person, child, families),
    )


def passwords_at_the_door(child: Child, person: Person) -> list[CollectionPassword]:
    """The words of the homes that say today who collects this child, for staff."""
    links = _links([child.pk], person, person.today)
    families = [link.family_id for link in links if link.arranges_collection]
    return list(
        policies.collection_passwords_visible_to(person)
        .filter(family__in=families, ended_at__isnull=True)
        .select_related("family")
        .order_by("family__name", "pk")
    )


def home_page(link: ParentCarer, person: Person, *, day: date) -> HomePage:
    """Who collects this child, as far as this home has to do with it."""
    child, family = link.child_id, link.family_id
    adults: list[ParentCarer] = list(
        policies.parent_carers_visible_to(person)
        .filter(valid_on(day), child=child, family=family, may_collect=True)
        .select_related("user")
        .order_by("started_on", "pk")
    )
    if not any(each.arranges_collection for each in adults):
        adults = []  # on that day this home sends nobody
    every = list(
        _with_meeting(policies.collectors_visible_to(person))
        .filter(child=child, family=family)
        .order_by("full_name", "pk")
    )
    now = [each for each in every if _holds_later(each, person.today)]
    choices = list(
        policies.collection_choices_visible_to(person)
        .filter(child=child, family=family, day__gte=person.today, withdrawn_at__isnull=True)
        .select_related("adult", "collector")
        .order_by("day")
    )
    return HomePage(
        link=link,
        choice=next((each for each in choices if each.day == day), None),
        adults=adults,
        collectors=[
            each
            for each in now
            if adults and each.started_on <= day and (each.ended_on is None or each.ended_on >= day)
        ],
        all_collectors=now,
        ended=[each for each in every if not _holds_later(each, person.today)],
        coming=[each for each in choices if each.day != day],
        password=password_of(family, person),
    )


def password_of(family_id: uuid.UUID, person: Person) -> CollectionPassword | None:
    """The word of this home, if one is agreed."""
    return (
        policies.collection_passwords_visible_to(person)
        .filter(family=family_id, ended_at__isnull=True)
        .first()
    )


def names_around(family: Family, person: Person) -> list[str]:
    """The names that everybody at the door knows: no password."""
    links = (
        policies.parent_carers_visible_to(person)
        .filter(valid_on(person.today), family=family)
        .select_related("child", "user")
    )
    names = [family.name]
    for link in links:
        for each in (link.child, link.user):
            names += [each.known_as, each.full_name, *each.full_name.split()]
    return names


def _links(children: list[uuid.UUID], person: Person, day: date) -> QuerySet[ParentCarer]:
    return (
        policies.parent_carers_visible_to(person)
        .filter(valid_on(day), child__among=children)
        .select_related("user")
        .order_by("started_on", "pk")
    )


@kept
def _links_at_the_door(
    person: Person, *, children: list[uuid.UUID], day: date
) -> QuerySet[ParentCarer]:
    return _links(children, person, day)


def _told(children: list[Child], person: Person, day: date) -> QuerySet[CollectionChoice]:
    checks = CollectorCheck.objects
    return (
        policies.collection_choices_visible_to(person)
        .filter(child__in=children, day=day, withdrawn_at__isnull=True)
        .select_related("collector", "adult", "told_by", "family")
        .annotate(
            was_met=Exists(checks.filter(collector=OuterRef("collector"), choice__isnull=True)),
            was_rung=Exists(checks.filter(choice=OuterRef("pk"))),
        )
        .order_by("told_at", "pk")
    )


def _said(
    choice: CollectionChoice,
    collects: set[tuple[uuid.UUID, uuid.UUID]],
    arranged: set[tuple[uuid.UUID, uuid.UUID]],
    relations: dict[tuple[uuid.UUID, uuid.UUID], str],
) -> Said | None:
    """None where the home took the collector off its list meanwhile: they vanish at once. Where the
    home has lost its say, they stay, with a warning: they may be standing at the door."""
    home_is_out = (choice.child_id, choice.family_id) not in arranged
    if choice.adult is not None:
        key = (choice.child_id, choice.adult.pk)
        return Said(
            choice=choice,
            name=choice.adult.name,
            relationship=relations.get(key, ""),
            phone=choice.adult.phone,
            collector=None,
            is_new=False,
            was_rung=False,
            may_not=key not in collects,
            home_is_out=home_is_out,
        )
    if choice.collector is None or choice.collector.ended_at is not None:
        return None
    was_met, was_rung = choice.was_met, choice.was_rung  # type: ignore[attr-defined]
    return Said(
        choice=choice,
        name=choice.collector.full_name,
        relationship=choice.collector.relationship,
        phone=choice.collector.phone,
        collector=choice.collector,
        is_new=not was_met and not was_rung,
        was_rung=was_rung,
        may_not=home_is_out,
        home_is_out=home_is_out,
    )


def _with_meeting(collectors: QuerySet[AuthorisedCollector]) -> QuerySet[AuthorisedCollector]:
    """Each with `.was_met`: staff have met them."""
    met = CollectorCheck.objects.filter(collector=OuterRef("pk"), choice__isnull=True)
    return collectors.annotate(was_met=Exists(met))


def _to_come(person: Person) -> Q:
    return Q(ended_on__isnull=True) | Q(ended_on__gte=person.today)


def _holds_later(collector: AuthorisedCollector, day: date) -> bool:
    """Today or on a later day."""
    over = collector.ended_on is not None and collector.ended_on < day
    return collector.ended_at is None and not over
