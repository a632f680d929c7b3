"""When families read the words of a day, and what a room's day still lacks."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from families.context import Person
from families.models import Room

from .. import policies
from ..models import CareEntry, DailyNote, ReleaseRule
from .days import bounds_of

How = ReleaseRule.How
DAYS_BACK = 7  # words that were finished late are still released, for a week
LUNCH_IS_OVER = time(13, 30)


@dataclass(frozen=True)
class DayOfChild:
    """One child on the page of a room's day."""

    name: str
    words: str
    by: str
    day: date
    state: str  # "released", "ready", "draft", "none"
    missing: list[str]  # in words, gently: what somebody may still want to write down
    edit_url: str
    is_of_today: bool


@dataclass(frozen=True)
class RoomDay:
    """The words of a room's day, before families read them."""

    rule: ReleaseRule
    days: list[DayOfChild]
    up_to: datetime  # what was ready by then is what the reader has before their eyes

    @property
    def ready(self) -> list[DayOfChild]:
        return [each for each in self.days if each.state == "ready"]

    @property
    def released(self) -> list[DayOfChild]:
        return [each for each in self.days if each.state == "released"]


def rule_of(setting_id: uuid.UUID, person: Person) -> ReleaseRule:
    """The rule that holds in this setting; where nobody chose one, a row without a writer that says
    `at once`."""
    rules = policies.release_rules_visible_to(person).filter(
        setting=setting_id, replaced_at__isnull=True
    )
    return rules.first() or ReleaseRule(setting_id=setting_id, how=How.AT_ONCE)


def is_open(rule: ReleaseRule, *, day: date, today: date) -> bool:
    """Whether words of this day that are finished now are read by families now."""
    if rule.how == How.AT_HOUR and rule.at is not None:
        return day < today or timezone.localtime().time() >= rule.at
    return rule.how == How.AT_ONCE


def room_day(room: Room, person: Person, *, rule: ReleaseRule) -> RoomDay:
    """Each child of a room with the words of today, and with words of the last days that still
    wait. Three statements for any number of children."""
    up_to = timezone.now()
    children = list(policies.children_logged_in(room, person).order_by("known_as", "id"))
    start, end = bounds_of(person.today)
    entries: dict[uuid.UUID, list[CareEntry]] = defaultdict(list)
    for entry in CareEntry.objects.filter(
        child__in=children, at__gte=start, at__lt=end, undone_at__isnull=True
    ).order_by("at"):
        entries[entry.child_id].append(entry)
    notes: dict[uuid.UUID, list[DailyNote]] = defaultdict(list)
    for note in (
        policies.daily_notes_visible_to(person)
        .filter(child__in=children, day__gt=person.today - timedelta(days=DAYS_BACK + 1))
        .filter(day__lte=person.today)
        .select_related("written_by")
        .order_by("day")
    ):
        notes[note.child_id].append(note)
    days = []
    for child in children:
        of_today = None
        for note in notes[child.pk]:
            if note.day == person.today:
                of_today = note
            elif note.ready_at and not note.released_at:
                days.append(_day(child.pk, child.known_as, note, note.day, person, []))
        missing = _missing(entries[child.pk], of_today, hidden=room.setting.hidden_care_kinds)
        days.append(_day(child.pk, child.known_as, of_today, person.today, person, missing))
    return RoomDay(rule=rule, days=days, up_to=up_to)


def _day(
    child_id: uuid.UUID,
    name: str,
    note: DailyNote | None,
    day: date,
    person: Person,
    missing: list[str],
) -> DayOfChild:
    return DayOfChild(
        name=name,
        words=note.words if note else "",
        by=note.written_by.name if note else "",
        day=day,
        state=_state(note),
        missing=missing,
        edit_url=reverse("learning_journals:day_edit", args=[child_id, day]),
        is_of_today=day == person.today,
    )


def _state(note: DailyNote | None) -> str:
    if note is None or not note.words:
        return "none"
    if note.released_at:
        return "released"
    return "ready" if note.ready_at else "draft"


def _missing(entries: list[CareEntry], note: DailyNote | None, *, hidden: list[str]) -> list[str]:
    """What is not written down yet; nothing of it must be."""
    missing = []
    if not entries:
        missing.append(_("nothing written down today"))
    else:
        kinds = {entry.kind for entry in entries}
        lunch = CareEntry.Kind.LUNCH
        is_over = timezone.localtime().time() > LUNCH_IS_OVER
        if is_over and lunch not in hidden and lunch not in kinds:
            missing.append(_("no lunch"))
        if any(each.kind == CareEntry.Kind.SLEEP and not each.ended_at for each in entries):
            missing.append(_("still asleep"))
    if note is None or not note.words:
        missing.append(_("words still missing"))
    elif not note.ready_at and not note.released_at:
        missing.append(_("words not finished"))
    return missing
