"""The first page of a family: their children's day as a short story, and what is new."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from families.context import Person
from families.kept import kept
from families.models import (
    Child,
    KeyPersonAssignment,
    ParentCarer,
    Room,
    RoomPlace,
    Setting,
    ShareInvitation,
    WayToHelp,
    valid_on,
)
from families.policies import can_see_portrait, links_held_by
from families.queries.checks import WALKS, Walk, walks_due
from families.queries.consents import WAITING, waiting_for
from families.queries.glances import glance
from families.queries.goals import GOALS, Goal, goals_of_my_homes
from families.queries.joining import NextThing, next_things_of
from families.queries.key_persons import Around, Hello, around
from families.queries.routines import NEWS_OF_NURSERY, routines_with_news
from families.queries.taking_part import CALLED_OFF, LETTERS, called_off_for, letters_to
from families.queries.where_to_turn import Card, short_cards_for
from feedback.models import Pulse
from feedback.queries.pulses import OPEN_PULSES, open_pulses_for
from learning_journals.models import CareEntry, DailyNote, Notice, RoomWeek
from learning_journals.policies import care_entries_visible_to, daily_notes_visible_to
from learning_journals.queries.at_home import WEEKS, weeks_at_home
from learning_journals.queries.days import Part, bounds_of, story_of
from learning_journals.queries.from_home import MORNINGS, Told, from_home_url, mornings_to_tell
from learning_journals.queries.medicines import DOSES, DosesToRead, doses_to_read
from learning_journals.queries.menus import monday_of
from learning_journals.queries.notices import TO_READ, notices_to_read

from ..models import Decision
from .decisions import QUESTIONS, questions_to
from .news import JournalMoment, newest_moments
from .people import Reader, is_in_on

MOMENTS_AT_HOME = 4
GOALS_AT_HOME = 3


@dataclass(frozen=True)
class ChildToday:
    """One child on the first page: face, story of the day, who looks after them."""

    child: Child
    photo: str
    tone: str
    room: str
    story: list[Part]
    note: DailyNote | None
    day_url: str  # empty if this person may not see daily notes
    journal_url: str
    write_url: str
    collection_url: str  # empty if this person does not say who collects
    key_person: Reader | None
    backup: Reader | None
    routine_url: str  # empty if this person may not see the day
    routine_is_new: bool
    morning_url: str = ""  # where the home tells about the morning; empty if it is not to be told
    morning: Told | None = None  # what it has told
    next_thing: NextThing | None = None  # on the way to us, and where it is done
    next_url: str = ""
    reads_until: date | None = None  # after the last day: until when everything can be taken along
    around: Around = field(default_factory=Around)

    @property
    def has_begun(self) -> bool:
        """The first day has come; before it there is no day to tell of."""
        return self.child.started_on <= timezone.localdate()

    @property
    def is_quiet(self) -> bool:
        """Nothing has been written of today yet."""
        return not (self.story or (self.note and self.note.words))

    @property
    def covered_by_backup(self) -> bool:
        """Today the key person is away and the back-up is not."""
        return bool(
            self.key_person
            and self.key_person.is_in is False
            and self.backup
            and self.backup.is_in is not False
        )


@dataclass(frozen=True)
class FamilyHome:
    children: list[ChildToday]
    hellos: list[Hello]  # of new key persons, until this adult has thanked for them
    settings: list[Setting]
    moments: list[JournalMoment]
    goals: list[Goal]
    cards: list[Card]  # where to turn, for each setting
    letters: list[ShareInvitation]
    unanswered: list[Child]  # permissions wait for this adult's answer
    called_off: list[WayToHelp]  # what one wanted to help with
    notices: list[Notice]  # accidents and the like that this adult has not read
    doses: list[DosesToRead]  # medicine that this adult has not read of
    weeks: list[RoomWeek]  # this week in the rooms of one's children
    questions: list[Decision]  # to all families, which this adult has not answered
    pulses: list[Pulse]  # three taps that are open; nobody knows who has answered
    walks: list[Walk]  # "has anything changed?", until it is done or put off

    @property
    def has_one_child(self) -> bool:
        return len(self.children) == 1


# What may wait, or not, for a family that opens its first page.
GLANCES = {
    "mornings": MORNINGS,
    "routines": NEWS_OF_NURSERY,
    "goals": GOALS,
    "letters": LETTERS,
    "unanswered": WAITING,
    "called_off": CALLED_OFF,
    "weeks": WEEKS,
    "questions": QUESTIONS,
    "pulses": OPEN_PULSES,
    "walks": WALKS,
    "notices": TO_READ,
    "doses": DOSES,
}


def family_home(person: Person, *, since: datetime) -> FamilyHome:
    """The first page for the children of this person: the same number of queries for one child or
    for five; some more while one of them is on the way to us, and one for each list in which
    something waits."""
    links = sorted(
        links_held_by(person),
        key=lambda link: (_youngest_first(link.child), link.child.known_as),
    )
    may = glance(
        GLANCES,
        me=person.id,
        today=person.today,
        monday=monday_of(person.today),
        children=[link.child_id for link in links],
        families=[link.family_id for link in links],
        deciding=[link.child_id for link in links if link.has_parental_responsibility],
    )
    rooms = _rooms_of(links, person)
    entries, notes = _day_of(links, person)
    next_things = next_things_of(person)
    new_routines: set[uuid.UUID] = set()
    if may["routines"]:
        new_routines = routines_with_news([link.child_id for link in links], person)
    mornings = mornings_to_tell(links, person) if may["mornings"] else {}
    looked_after = around(person, children=[link.child_id for link in links])
    now = timezone.now()
    children = [
        ChildToday(
            child=link.child,
            photo=_portrait(link.child, person),
            tone=rooms[link.child_id].colour if link.child_id in rooms else "",
            room=rooms[link.child_id].name if link.child_id in rooms else "",
            story=story_of(
                (
                    entry
                    for entry in entries[link.child_id]
                    if entry.kind not in link.child.setting.hidden_care_kinds
                ),
                today=person.today,
                now=now,
            ),
            note=notes.get(link.child_id),
            day_url=(
                reverse("learning_journals:day_today", args=[link.child_id])
                if link.sees_daily_notes
                else ""
            ),
            journal_url=(
                reverse("learning_journals:journal", args=[link.child_id])
                if link.sees_journal
                else ""
            ),
            write_url=(
                f"{reverse('communications:conversation_create')}?child={link.child_id}"
                if link.can_message
                else ""
            ),
            collection_url=(
                reverse("families:collection", args=[link.child_id])
                if link.arranges_collection
                else ""
            ),
            next_thing=next_things.get(link.child_id),
            next_url=reverse("families:joining_detail", args=[link.child_id]),
            reads_until=link.ended_on if link.child.ended_on else None,
            routine_url=(
                reverse("families:routine_card", args=[link.child_id])
                if link.sees_daily_notes
                else ""
            ),
            routine_is_new=link.child_id in new_routines,
            morning_url=from_home_url(link.child_id) if link.sees_daily_notes else "",
            morning=mornings.get(link.child_id),
            key_person=_reader(looked_after[link.child_id].key_person, person),
            backup=_reader(looked_after[link.child_id].backup, person),
            around=looked_after[link.child_id],
        )
        for link in links
    ]
    settings = {link.child.setting_id: link.child.setting for link in links}
    return FamilyHome(
        children=children,
        hellos=[each.around.hello for each in children if each.around.hello],
        settings=sorted(settings.values(), key=lambda setting: setting.name),
        moments=newest_moments(person, since=since, most=MOMENTS_AT_HOME),
        goals=goals_of_my_homes(person)[:GOALS_AT_HOME] if may["goals"] else [],
        cards=short_cards_for(person),
        letters=letters_to(person) if may["letters"] else [],
        unanswered=waiting_for(person) if may["unanswered"] else [],
        called_off=called_off_for(person) if may["called_off"] else [],
        weeks=weeks_at_home(person) if may["weeks"] else [],
        questions=questions_to(person) if may["questions"] else [],
        pulses=open_pulses_for(person) if may["pulses"] else [],
        walks=walks_due(person) if may["walks"] else [],
        notices=notices_to_read(person) if may["notices"] else [],
        doses=doses_to_read(person) if may["doses"] else [],
    )


def _youngest_first(child: Child) -> int:
    """An expected child comes before those who are born."""
    born = child.date_of_birth or child.expected_on or child.started_on
    return -born.toordinal()


def _rooms_of(links: Iterable[ParentCarer], person: Person) -> dict[uuid.UUID, Room]:
    """The room of each child today: one query."""
    places = _places_of(person, children=[link.child_id for link in links])
    return {place.child_id: place.room for place in places}


@kept
def _places_of(person: Person, *, children: list[uuid.UUID]) -> QuerySet[RoomPlace]:
    return RoomPlace.objects.filter(valid_on(person.today), child__among=children).select_related(
        "room"
    )


def _portrait(child: Child, person: Person) -> str:
    if not child.portrait or not can_see_portrait(person, child):
        return ""
    return reverse("learning_journals:portrait_file", args=[child.pk])


def _day_of(
    links: Iterable[ParentCarer], person: Person
) -> tuple[dict[object, list[CareEntry]], dict[object, DailyNote]]:
    """Today's entries and words by child: two queries."""
    children = [link.child_id for link in links if link.sees_daily_notes]
    start, end = bounds_of(person.today)
    entries: dict[object, list[CareEntry]] = defaultdict(list)
    for entry in _care_between(person, children=children, start=start, end=end):
        entries[entry.child_id].append(entry)
    notes = _notes_of_today(person, children=children)
    return entries, {note.child_id: note for note in notes if note.released_at}


@kept
def _care_between(
    person: Person, *, children: list[uuid.UUID], start: datetime, end: datetime
) -> QuerySet[CareEntry]:
    return (
        care_entries_visible_to(person)
        .filter(child__among=children, at__gte=start, at__lt=end, undone_at__isnull=True)
        .select_related("offer")
        .order_by("at", "pk")
    )


@kept
def _notes_of_today(person: Person, *, children: list[uuid.UUID]) -> QuerySet[DailyNote]:
    return daily_notes_visible_to(person).filter(child__among=children, day=person.today)


def _reader(held: KeyPersonAssignment | None, person: Person) -> Reader | None:
    if held is None:
        return None
    return Reader(
        user_id=held.membership.user_id,
        name=held.membership.user.name,
        is_staff=True,
        is_in=is_in_on(held.membership.works_on, person.today),
        is_backup=held.is_backup,
        url=reverse("families:person_detail", args=[held.membership_id]),
    )
