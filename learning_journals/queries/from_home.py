"""What homes told about a morning: for the room, for staff of one child, for the home itself."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Case, F, OuterRef, QuerySet, Subquery, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from families.context import Person
from families.kept import kept
from families.models import ParentCarer
from families.templatetags.ui import clock_time

from ..models import CareEntry, MorningNote, MorningNoteReading
from ..policies import morning_notes_visible_to

EVENING = time(18)  # from then on a home tells about the next morning


@dataclass(frozen=True, slots=True)
class Told:
    """One version of a morning note, put into words."""

    id: uuid.UUID
    home: str
    facts: list[str]  # "Slept little", "No breakfast yet", "Tired"
    medicine: str  # "Paracetamol at 7:10"
    words: str
    by: str
    at: str  # "7:40", "yesterday evening, 21:10"
    is_changed: bool
    read_by: str  # who of the staff read it first; "" while nobody has
    read_at: str


@dataclass(frozen=True, slots=True)
class Morning:
    """What one home told about a day: what holds now, and what stood there before."""

    now: Told
    earlier: list[Told]


# May `mornings_of` find something, and `mornings_to_tell`? (families/queries/glances.py)
MORNINGS = """
SELECT FROM learning_journals_morningnote WHERE child_id = ANY (%(children)s) AND day >= %(today)s
"""


def mornings_of(
    child_ids: Iterable[uuid.UUID], person: Person, *, day: date
) -> dict[uuid.UUID, list[Morning]]:
    """Child → what its homes told about this day: one statement for any number of children."""
    versions: dict[tuple[uuid.UUID, uuid.UUID], list[Told]] = defaultdict(list)
    for note in _notes_on(person, children=list(child_ids), day=day):
        versions[note.child_id, note.family_id].append(told(note))
    found: dict[uuid.UUID, list[Morning]] = defaultdict(list)
    for (child_id, _family_id), every in versions.items():
        found[child_id].append(Morning(now=every[0], earlier=every[1:]))
    return dict(found)


@kept
def _notes_on(person: Person, *, children: list[uuid.UUID], day: date) -> QuerySet[MorningNote]:
    return (
        _with_reading(morning_notes_visible_to(person))
        .filter(child__among=children, day=day)
        .select_related("family", "written_by")
        .order_by("child_id", "family__name", "family_id", "-version")
    )


def mornings_to_tell(links: Iterable[ParentCarer], person: Person) -> dict[uuid.UUID, Told]:
    """Child → what one's own homes have told about the morning that is told now: one statement."""
    homes = {(link.child_id, link.family_id) for link in links if link.sees_daily_notes}
    if not homes:
        return {}
    return {
        note.child_id: told(note)
        for note in _with_reading(morning_notes_visible_to(person))
        .filter(
            child__pk__among=[child_id for child_id, _family_id in homes],
            day=days_to_tell(person.today)[0],
            replaced_at__isnull=True,
        )
        .select_related("family", "written_by")
        if (note.child_id, note.family_id) in homes
    }


def days_to_tell(today: date) -> list[date]:
    """The days about which a home tells now, the likelier first: today, and in the evening
    tomorrow before it."""
    if timezone.localtime().time() < EVENING:
        return [today]
    return [today + timedelta(days=1), today]


def note_of_home(
    child_id: uuid.UUID, person: Person, *, family_id: uuid.UUID, day: date
) -> MorningNote | None:
    """What this home told about the day, as it holds now."""
    return (
        _with_reading(morning_notes_visible_to(person))
        .filter(child=child_id, family=family_id, day=day, replaced_at__isnull=True)
        .select_related("family", "written_by")
        .first()
    )


def told(note: MorningNote) -> Told:
    """A note in words. Loaded `_with_reading`, it says who has read it."""
    read_at = getattr(note, "first_read_at", None)
    facts: list[str] = []
    if note.slept:
        facts.append(str(MorningNote.Slept(note.slept).label))
    if note.breakfast:
        facts.append(str(MorningNote.Breakfast(note.breakfast).label))
    if note.mood:
        facts.append(str(CareEntry.Mood(note.mood).label))
    return Told(
        id=note.pk,
        home=note.family.name,
        facts=facts,
        medicine=_medicine(note),
        words=note.words,
        by=note.written_by.name,
        at=_when(note.written_at, note.day),
        is_changed=note.version > 1,
        read_by=getattr(note, "first_read_by", None) or "",
        read_at=clock_time(read_at) if read_at else "",
    )


def from_home_url(child_id: uuid.UUID) -> str:
    """Where a home tells about the morning."""
    return reverse("learning_journals:from_home", args=[child_id])


def _with_reading(notes: QuerySet[MorningNote]) -> QuerySet[MorningNote]:
    """Each with `.first_read_at` and `.first_read_by`. (The note decides who may know of it.)"""
    name = Case(When(by__known_as="", then=F("by__full_name")), default=F("by__known_as"))
    readings = MorningNoteReading.objects.filter(note=OuterRef("pk")).order_by("at", "pk")
    return notes.annotate(
        first_read_at=Subquery(readings.values("at")[:1]),
        first_read_by=Subquery(readings.annotate(name=name).values("name")[:1]),
    )


def _medicine(note: MorningNote) -> str:
    if not note.medicine or note.medicine_at is None:
        return ""
    facts = {"what": note.medicine, "time": f"{note.medicine_at:%H:%M}"}
    return _("%(what)s at %(time)s") % facts


def _when(moment: datetime, day: date) -> str:
    if timezone.localdate(moment) < day:
        return _("the evening before, %(time)s") % {"time": clock_time(moment)}
    return clock_time(moment)
