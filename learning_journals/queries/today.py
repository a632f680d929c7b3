"""The board of a room: every child with what the room needs to know, and what was logged last.

Rows carry ready strings: dates and choices are put into words here, once, and not in the template.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from families import policies as people
from families.context import Person
from families.models import Child, HealthChange, KeyPersonAssignment, Room, valid_on
from families.models.questions import Reach
from families.queries.checks import unchecked_health
from families.queries.collection import Door, doors_of
from families.queries.consents import Mark, marks_of
from families.queries.key_persons import cover_found, with_cover
from families.queries.profiles import GoodToKnow, good_to_know
from families.queries.routines import routines_with_news

from .. import policies
from ..models import CareEntry

_Kind = CareEntry.Kind


@dataclass(frozen=True, slots=True)
class Face:
    """One child of the board."""

    id: uuid.UUID
    name: str
    portrait_url: str  # "" when there is none
    day_url: str
    allergies: str
    diet: str
    unchecked: list[HealthChange]  # what a family says is new, beside what we hold
    routine_is_new: bool  # of one's own key child: the family changed its routine card
    at_meals: list[GoodToKnow]  # what the child’s homes want known at the table
    key_person: str  # "Key person: Marek", "Ewa covers for Marek"; for their own see the next two
    is_my_key_child: bool
    is_my_cover: bool
    not_allowed: list[Mark]  # what the room must know before it happens
    asleep_since: str  # "12:10", or "" when awake
    sleep_id: uuid.UUID | None
    last: str  # "Lunch: most, 12:10"; what the link to the day says when there is no news
    door_url: str
    door: Door | None  # who collects today, where somebody told us or somebody may not

    @property
    def says_something_at_meals(self) -> bool:
        """Whether there is something to look at before this child eats."""
        return bool(self.allergies or self.diet or self.unchecked or self.at_meals)


@dataclass(frozen=True, slots=True)
class ForgottenSleep:
    """A sleep of an earlier day without an end."""

    id: uuid.UUID
    name: str
    began: str  # "Tuesday, 12:30"


@dataclass(frozen=True, slots=True)
class Board:
    room: Room
    faces: list[Face]
    forgotten: list[ForgottenSleep]

    @property
    def going_home(self) -> list[Face]:
        """Those of whom there is news about who collects, or who may not."""
        return [face for face in self.faces if face.door]


class Addresses:
    """The addresses of many rows of one kind: the pattern is resolved once and then filled in."""

    def __init__(self, name: str, *, of: str = "learning_journals") -> None:
        self._pattern = reverse(f"{of}:{name}", args=[uuid.UUID(int=0)])

    def of(self, row: uuid.UUID) -> str:
        return self._pattern.replace(str(uuid.UUID(int=0)), str(row))


def board(room: Room, *, person: Person) -> Board:
    """The children of this room today, in the order of their names: the same statements for any
    number of them.

    The policy says which children; what is read besides belongs to these children alone.
    """
    children = list(policies.children_logged_in(room, person).order_by("known_as", "id"))
    entries = CareEntry.objects.filter(child__in=children, undone_at__isnull=True)
    midnight = timezone.make_aware(datetime.combine(person.today, datetime.min.time()))
    last = {
        entry.child_id: entry
        for entry in entries.filter(at__gte=midnight)
        .order_by("child_id", "-at", "-logged_at", "-id")
        .distinct("child_id")
    }
    asleep = {
        entry.child_id: entry for entry in entries.filter(kind=_Kind.SLEEP, ended_at__isnull=True)
    }
    key_persons = _key_persons(children, person)
    doors = doors_of(children, person, day=person.today)
    marks = marks_of(children, person)
    at_meals = good_to_know([child.pk for child in children], person, reaches=[Reach.MEALS])
    unchecked = unchecked_health([child.pk for child in children], person)
    mine = {
        child_id
        for child_id, held in key_persons.items()
        if held.membership_id == person.membership_id
    }
    new_routines = routines_with_news(mine, person)
    portraits, days = Addresses("portrait_file"), Addresses("day_today")
    door_pages = Addresses("collection", of="families")
    faces, forgotten = [], []
    for child in children:
        sleep = asleep.get(child.pk)
        if sleep and sleep.at < midnight:
            forgotten.append(ForgottenSleep(sleep.pk, child.known_as, _day_and_clock(sleep.at)))
            sleep = None
        entry, key_person = last.get(child.pk), key_persons.get(child.pk)
        faces.append(
            Face(
                id=child.pk,
                name=child.known_as,
                portrait_url=portraits.of(child.pk) if child.portrait else "",
                day_url=days.of(child.pk),
                allergies=child.allergies,
                diet=child.diet,
                at_meals=at_meals.get(child.pk, []),
                key_person=_key_person(key_person),
                unchecked=unchecked.get(child.pk, []),
                routine_is_new=child.pk in new_routines,
                is_my_key_child=child.pk in mine,
                is_my_cover=_is_my_cover(key_person, person),
                not_allowed=marks.get(child.pk, []),
                asleep_since=clock(sleep.at) if sleep else "",
                sleep_id=sleep.pk if sleep else None,
                last=_last(entry, sleep),
                door_url=door_pages.of(child.pk),
                door=doors.get(child.pk),
            )
        )
    return Board(room, faces, forgotten)


def rooms_of(person: Person) -> list[Room]:
    """The rooms whose board this person may open."""
    return list(people.rooms_worked_in_by(person).select_related("setting"))


def said(entry: CareEntry) -> str:
    """What was logged, in a few words and without the time: "Lunch: most", "Slept 12:10–13:40"."""
    kind = entry.kind
    if kind == _Kind.SLEEP:
        times = {"begin": clock(entry.at), "end": clock(entry.ended_at) if entry.ended_at else ""}
        return (_("Slept %(begin)s–%(end)s") if entry.ended_at else _("Fell asleep")) % times
    if kind == _Kind.NAPPY:
        return _nappy(entry.answer)
    if kind == _Kind.MOOD:
        return str(CareEntry.Mood(entry.answer).label) if entry.answer else _("Mood")
    if kind == _Kind.ACTIVITY:
        return Truncator(entry.words).chars(48)
    label = str(_Kind(kind).label)
    if entry.millilitres:
        return _("%(kind)s: %(ml)s ml") % {"kind": label, "ml": entry.millilitres}
    if entry.answer:
        amount = str(CareEntry.Amount(entry.answer).label).lower()
        return _("%(kind)s: %(amount)s") % {"kind": label, "amount": amount}
    return label


def said_when(entry: CareEntry) -> str:
    """What was logged, with its time: "Lunch: most, 12:10", "Slept 12:10–13:40"."""
    if entry.kind == _Kind.SLEEP and entry.ended_at:
        return said(entry)
    return f"{said(entry)}, {clock(entry.at)}"


def still_asleep(meals: list[CareEntry], person: Person) -> list[str]:
    """Names of the children who were marked asleep when these were eaten, and still are: a meal and
    a sleep at once, of which one was forgotten."""
    if meals[0].kind not in CareEntry.MEALS:
        return []
    asleep = policies.care_entries_visible_to(person).filter(
        child__in=[meal.child_id for meal in meals],
        kind=_Kind.SLEEP,
        at__lte=meals[0].at,
        ended_at__isnull=True,
        undone_at__isnull=True,
    )
    return list(asleep.order_by("child__known_as").values_list("child__known_as", flat=True))


def isolated(name: str) -> str:
    """A name between the marks that keep its script to itself, where no <bdi> can stand."""
    return f"\u2068{name}\u2069"


def listed(names: list[str]) -> str:
    """ "Kofi", "Kofi and Zofia", "Hodan, Kofi and Zofia"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def clock(moment: datetime) -> str:
    """ "12:10" by the setting's clock."""
    return f"{timezone.localtime(moment):%H:%M}"


def _last(entry: CareEntry | None, sleep: CareEntry | None) -> str:
    """The news of a child in a line. That a child is asleep is shown above it already."""
    if entry is None:
        return _("Nothing yet today")
    if sleep and entry.pk == sleep.pk:
        return _("The day so far")
    return said_when(entry)


def _nappy(answer: str) -> str:
    words: dict[str, str] = {
        CareEntry.Nappy.WET: _("Wet nappy"),
        CareEntry.Nappy.SOILED: _("Soiled nappy"),
        CareEntry.Nappy.DRY: _("Dry nappy"),
        CareEntry.Nappy.POTTY: _("Potty"),
        CareEntry.Nappy.TOILET: _("Toilet"),
        CareEntry.Nappy.ACCIDENT: _("Little accident"),
    }
    return words.get(answer, _("Nappy or toilet"))


def _day_and_clock(moment: datetime) -> str:
    return f"{date_format(timezone.localtime(moment), 'l')}, {clock(moment)}"


def _key_persons(children: list[Child], person: Person) -> dict[uuid.UUID, KeyPersonAssignment]:
    """Today's key person of each child; the back-up only where there is no other."""
    found = (
        with_cover(
            KeyPersonAssignment.objects.filter(valid_on(person.today), child__in=children),
            day=person.today,
        )
        .select_related("membership__user")
        .only("child_id", "membership__user__full_name", "membership__user__known_as")
        .order_by("-is_backup")
    )
    return {each.child_id: each for each in found}


def _is_my_cover(assignment: KeyPersonAssignment | None, person: Person) -> bool:
    cover = cover_found(assignment) if assignment else None
    return cover is not None and cover.post_id == person.membership_id


def _key_person(assignment: KeyPersonAssignment | None) -> str:
    if assignment is None:
        return _("No key person yet")
    if cover := cover_found(assignment):
        names = {"name": cover.name, "away": assignment.membership.user.name}
        return _("%(name)s covers for %(away)s") % names
    return _("Key person: %(name)s") % {"name": assignment.membership.user.name}
