"""The board of a room: every child with what the room needs to know, and what was logged last.

Rows carry ready strings: dates and choices are put into words here, once, and not in the template.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from families import policies as people
from families.context import Person
from families.kept import kept
from families.models import Child, HealthChange, KeyPersonAssignment, Room, valid_on
from families.models.questions import Reach
from families.queries.checks import UNCHECKED, unchecked_health
from families.queries.collection import TOLD_OF_DOOR, Door, doors_of
from families.queries.consents import Mark, marks_of
from families.queries.glances import glance
from families.queries.key_persons import COVERS, MyCover, cover_found, covers_by, with_cover
from families.queries.profiles import GOOD_TO_KNOW, GoodToKnow, good_to_know, questions_for
from families.queries.routines import NEWS_OF_HOMES, routines_with_news
from families.templatetags.ui import clock_time, say_day

from .. import policies
from ..models import CareEntry, Notice, in_words
from .from_home import MORNINGS, Morning, mornings_of
from .meal_stops import (
    WAITS_FOR,
    MealMistake,
    OpenStop,
    mistakes_to_write_down,
    stops_that_wait,
    with_stops,
)
from .medicines import MEDICINES, BoardMedicine, medicines_on_the_board
from .menus import OnTheTable, either, on_the_table, with_ticks
from .notices import ON_THE_BOARD, notices_on_the_board
from .second_reader import WAITS_TO_BE_READ, how_many_to_read

_Kind = CareEntry.Kind


@dataclass(frozen=True, slots=True)
class BoardNotice:
    """What a family has not read yet: the oldest such notice of a child."""

    url: str
    words: str  # "Accident, not read at home since Tuesday"


@dataclass(frozen=True, slots=True)
class MealClash:
    """A meal of today that one child must not eat as it is."""

    meal: str
    label: str  # "tea", within a sentence
    in_it: str  # "gluten, milk"
    besides: str  # "eggs or fish": what the child must not have either, and is not in this meal


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
    medicines: list[BoardMedicine]  # with the next time due
    notice: BoardNotice | None  # something the family has not read yet
    door: Door | None  # who collects today, where somebody told us or somebody may not
    mornings: list[Morning]  # what the child’s homes told about this morning
    must_not: list[str]  # allergens that a home or the nursery has ticked, in words
    clashes: list[MealClash]  # what of today's menu this child must not eat
    mistakes: list[MealMistake]  # eaten by mistake, and in no accident form yet

    @property
    def never(self) -> str:
        """ "gluten or milk": what is kept from this child's plate, within a sentence."""
        return either(self.must_not)

    @property
    def says_something_at_meals(self) -> bool:
        """Whether there is something to look at before this child eats."""
        at_table = self.allergies or self.must_not or self.diet
        return bool(at_table or self.unchecked or self.at_meals)


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
    table: list[OnTheTable]  # what is offered today, meal by meal
    stops: list[OpenStop]  # meals that stopped, and nobody has said what happened
    covers: list[MyCover]  # where this person covers, today and in the next days
    to_read: int | None  # how many observations wait for this person; None for who reads none

    @property
    def going_home(self) -> list[Face]:
        """Those of whom there is news about who collects, or who may not."""
        return [face for face in self.faces if face.door]

    @property
    def told(self) -> list[Face]:
        """Those of whom a home told something this morning."""
        return [face for face in self.faces if face.mornings]

    @property
    def unread_mornings(self) -> list[uuid.UUID]:
        """The notes from home that nobody of the staff has said to have read."""
        return [
            morning.now.id
            for face in self.faces
            for morning in face.mornings
            if not morning.now.read_by
        ]


class Addresses:
    """The addresses of many rows of one kind: the pattern is resolved once and then filled in."""

    def __init__(self, name: str, *, of: str = "learning_journals") -> None:
        self._pattern = reverse(f"{of}:{name}", args=[uuid.UUID(int=0)])

    def of(self, row: uuid.UUID) -> str:
        return self._pattern.replace(str(uuid.UUID(int=0)), str(row))


# What may wait, or not, on the board of a room.
GLANCES = {
    "told": TOLD_OF_DOOR,
    "at_meals": GOOD_TO_KNOW,
    "unchecked": UNCHECKED,
    "routines": NEWS_OF_HOMES,
    "notices": ON_THE_BOARD,
    "medicines": MEDICINES,
    "mornings": MORNINGS,
    "covers": COVERS,
    "to_read": WAITS_TO_BE_READ,
}


def board(room: Room, *, person: Person) -> Board:
    """The children of this room today, in the order of their names: the same statements for any
    number of them.

    The policy says which children; what is read besides belongs to these children alone.
    """
    children = _children_in(person, room=room, stopped_since=timezone.now() - WAITS_FOR)
    ids = [child.pk for child in children]
    midnight = timezone.make_aware(datetime.combine(person.today, datetime.min.time()))
    last: dict[uuid.UUID, CareEntry] = {}
    asleep: dict[uuid.UUID, CareEntry] = {}
    for entry in _last_entries_and_open_sleeps(person, children=ids, since=midnight):
        (asleep if entry.is_open_sleep else last)[entry.child_id] = entry
    key_persons = _key_persons(children, person)
    mine = {
        child_id
        for child_id, held in key_persons.items()
        if held.membership_id == person.membership_id
    }
    may = glance(
        GLANCES,
        me=person.id,
        here=person.here,
        post=person.membership_id,
        today=person.today,
        children=ids,
        key_children=list(mine),
        at_meals=questions_for(Reach.MEALS),
    )
    doors = doors_of(children, person, day=person.today, told=may["told"])
    marks = marks_of(children, person)
    at_meals = good_to_know(ids, person, reaches=[Reach.MEALS]) if may["at_meals"] else {}
    unchecked = unchecked_health(ids, person) if may["unchecked"] else {}
    new_routines = routines_with_news(mine, person) if may["routines"] else set()
    notices = notices_on_the_board(children, person) if may["notices"] else {}
    medicines = medicines_on_the_board(children, person) if may["medicines"] else {}
    ticked: dict[uuid.UUID, set[str]] = {child.pk: set(child.ticked) for child in children}
    table = on_the_table(person, setting_id=room.setting_id, day=person.today)
    mornings = mornings_of(ids, person, day=person.today) if may["mornings"] else {}
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
                asleep_since=clock_time(sleep.at) if sleep else "",
                sleep_id=sleep.pk if sleep else None,
                last=_last(entry, sleep),
                door_url=door_pages.of(child.pk),
                door=doors.get(child.pk),
                medicines=medicines.get(child.pk, []),
                notice=_notice(notices.get(child.pk, []), person),
                mornings=mornings.get(child.pk, []),
                must_not=in_words(ticked[child.pk]),
                clashes=_clashes(ticked[child.pk], table),
                mistakes=mistakes_to_write_down(child, person),
            )
        )
    return Board(
        room,
        faces,
        forgotten,
        list(table.values()),
        stops=stops_that_wait(children, person),
        covers=covers_by(person) if may["covers"] else [],
        to_read=how_many_to_read(person) if may["to_read"] else None,
    )


@kept
def _children_in(person: Person, *, room: Room, stopped_since: datetime) -> QuerySet[Any]:
    children = with_ticks(policies.children_logged_in(room, person), person)
    return with_stops(children, person, since=stopped_since).order_by("known_as", "id")


@kept
def _last_entries_and_open_sleeps(
    person: Person, *, children: list[uuid.UUID], since: datetime
) -> QuerySet[Any]:
    """Of each child the newest entry since then, and the sleep it has not woken from, which may
    have begun before; one may be both."""
    entries = CareEntry.objects.filter(child__among=children, undone_at__isnull=True)
    newest = entries.filter(at__gte=since).order_by("child_id", "-at", "-logged_at", "-id")
    last = newest.distinct("child_id").annotate(is_open_sleep=Value(False))
    asleep = entries.filter(kind__literally=_Kind.SLEEP, ended_at__isnull=True)
    return last.union(asleep.annotate(is_open_sleep=Value(True)), all=True)


def rooms_of(person: Person) -> list[Room]:
    """The rooms whose board this person may open."""
    return _rooms_with_setting(person)


@kept
def _rooms_with_setting(person: Person) -> QuerySet[Room]:
    return people.rooms_worked_in_by(person).select_related("setting")


def said(entry: CareEntry) -> str:
    """What was logged, in a few words and without the time: "Lunch: most", "Slept 12:10–13:40"."""
    kind = entry.kind
    if kind == _Kind.SLEEP:
        times = {
            "begin": clock_time(entry.at),
            "end": clock_time(entry.ended_at) if entry.ended_at else "",
        }
        return (_("Slept %(begin)s–%(end)s") if entry.ended_at else _("Fell asleep")) % times
    if kind == _Kind.NAPPY:
        return _nappy(entry.answer)
    if kind == _Kind.MOOD:
        return str(CareEntry.Mood(entry.answer).label) if entry.answer else _("Mood")
    if kind == _Kind.ACTIVITY:
        return Truncator(entry.words).chars(48)
    label = str(_Kind(kind).label)
    if entry.degrees is not None:
        return _("%(kind)s: %(degrees)s °C") % {"kind": label, "degrees": entry.degrees}
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
    return f"{said(entry)}, {clock_time(entry.at)}"


def still_asleep(meals: list[CareEntry], person: Person) -> list[str]:
    """Names of the children who were marked asleep when these were eaten, and still are: a meal and
    a sleep at once, of which one was forgotten."""
    if meals[0].kind not in CareEntry.MEALS:
        return []
    return _names_of_sleepers(person, children=[meal.child_id for meal in meals], at=meals[0].at)


@kept
def _names_of_sleepers(
    person: Person, *, children: list[uuid.UUID], at: datetime
) -> QuerySet[CareEntry, str]:
    asleep = policies.care_entries_visible_to(person).filter(
        child__among=children,
        kind=_Kind.SLEEP,
        at__lte=at,
        ended_at__isnull=True,
        undone_at__isnull=True,
    )
    return asleep.order_by("child__known_as").values_list("child__known_as", flat=True)


def isolated(name: str) -> str:
    """A name between the marks that keep its script to itself, where no <bdi> can stand."""
    return f"\u2068{name}\u2069"


def listed(names: list[str]) -> str:
    """ "Kofi", "Kofi and Zofia", "Hodan, Kofi and Zofia"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


clock = clock_time  # as the views of observations call it


def _clashes(ticked: set[str], table: dict[str, OnTheTable]) -> list[MealClash]:
    return [
        MealClash(
            meal=meal.meal,
            label=meal.label.lower(),
            in_it=", ".join(in_words(ticked & meal.codes)).lower(),
            besides=either(in_words(ticked - meal.codes)),
        )
        for meal in table.values()
        if ticked & meal.codes
    ]


def _last(entry: CareEntry | None, sleep: CareEntry | None) -> str:
    """The news of a child in a line. That a child is asleep is shown above it already."""
    if entry is None:
        return _("Nothing yet today")
    if sleep and entry.pk == sleep.pk:
        return _("The day so far")
    return said_when(entry)


def _notice(waiting: list[Notice], person: Person) -> BoardNotice | None:
    """The oldest notice that waits to be read; of a day that is over with the day."""
    if not waiting:
        return None
    notice = waiting[0]
    kind = str(Notice.Kind(notice.kind).label)
    if notice.day == person.today:
        words = _("%(kind)s at %(time)s: not read at home yet") % {
            "kind": kind,
            "time": f"{notice.at:%H:%M}",
        }
    else:
        day = say_day(notice.day, person.today)
        words = _("%(kind)s: not read at home since %(day)s") % {"kind": kind, "day": day}
    url = reverse("learning_journals:notice_detail", args=[notice.pk])
    return BoardNotice(url, words)


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
    return f"{date_format(timezone.localtime(moment), 'l')}, {clock_time(moment)}"


def _key_persons(children: list[Child], person: Person) -> dict[uuid.UUID, KeyPersonAssignment]:
    """Today's key person of each child; the back-up only where there is no other."""
    found = _held_today(person, children=[child.pk for child in children])
    return {each.child_id: each for each in found}


@kept
def _held_today(person: Person, *, children: list[uuid.UUID]) -> QuerySet[KeyPersonAssignment]:
    held = KeyPersonAssignment.objects.filter(valid_on(person.today), child__among=children)
    return (
        with_cover(held, day=person.today)
        .select_related("membership__user")
        .only("child_id", "membership__user__full_name", "membership__user__known_as")
        .order_by("-is_backup")
    )


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
