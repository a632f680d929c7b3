"""One child's day as a short story, for the family and for staff."""

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import DateTimeField, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from families.context import Person
from families.kept import first_of, kept
from families.models import Child
from families.templatetags.ui import clock_time, spoken_span

from ..models import CareEntry, DailyNote, DailyNoteChange, ObservationChild
from ..policies import (
    care_entries_visible_to,
    daily_note_changes_visible_to,
    daily_notes_visible_to,
    days_visible_to,
)
from .from_home import Morning, mornings_of
from .journal import lines_of
from .medicines import doses_of_day, said_of_dose
from .notices import NoticesOfChild, notices_of

Kind = CareEntry.Kind


@dataclass(frozen=True)
class Line:
    """One sentence of ours and, beside it, the words a practitioner added."""

    said: str
    words: str = ""


@dataclass(frozen=True)
class Part:
    """A part of the day: "Food", with what was eaten."""

    title: str
    icon: str
    lines: list[Line]
    name: str = ""


@dataclass(frozen=True)
class Day:
    """What was written of a day. `note` is the moment in words: for families only if released."""

    on: date
    parts: list[Part]
    note: DailyNote | None
    journal_lines: list[ObservationChild] = field(default_factory=list)
    notices: NoticesOfChild = field(default_factory=NoticesOfChild)
    changes: list[DailyNoteChange] = field(default_factory=list)  # of words that were read
    mornings: list[Morning] = field(default_factory=list)  # for families: their own home's
    earlier: date | None = None
    later: date | None = None

    @property
    def is_empty(self) -> bool:
        said = self.parts or (self.note and self.note.words) or self.mornings
        return not (said or self.journal_lines or self.notices.notices)


def bounds_of(day: date) -> tuple[datetime, datetime]:
    """The first moment of a day in the setting's own time, and the first of the next."""
    zone = timezone.get_current_timezone()
    return (
        datetime.combine(day, time.min, tzinfo=zone),
        datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone),
    )


def day_for(child: Child, person: Person, *, day: date, with_journal: bool) -> Day:
    """The story of one day: six queries, and one more with the journal's entries of that day.
    The days beside it are known if the child is from `child_of_days`."""
    start, end = bounds_of(day)
    hidden = child.setting.hidden_care_kinds
    entries = [
        entry
        for entry in _care_between(person, child_id=child.pk, start=start, end=end)
        if entry.kind not in hidden
    ]
    note = note_for(child, person, day=day)
    lines = _lines_between(person, child=child, start=start, end=end) if with_journal else []
    parts = story_of(entries, today=person.today, now=timezone.now())
    if doses := doses_of_day(child, person, day=day):
        lines_said = [Line(said_of_dose(dose), dose.reason) for dose in doses]
        parts.append(Part(title=_("Medicine"), icon="pill", lines=lines_said, name="medicine"))
    return Day(
        on=day,
        parts=parts,
        note=note,
        journal_lines=lines[::-1],
        notices=notices_of(child, person, day=day),
        changes=changes_of(note, person),
        mornings=mornings_of([child.pk], person, day=day).get(child.pk, []),
        earlier=_day_of(getattr(child, "before", None)),
        later=_day_of(getattr(child, "after", None)),
    )


def note_for(child: Child, person: Person, *, day: date) -> DailyNote | None:
    """The words of a day, if there are any that this person may read."""
    return first_of(_notes_on(person, child_id=child.pk, day=day))


@kept
def _care_between(
    person: Person, *, child_id: uuid.UUID, start: datetime, end: datetime
) -> QuerySet[CareEntry]:
    return (
        care_entries_visible_to(person)
        .filter(child_id=child_id, at__gte=start, at__lt=end, undone_at__isnull=True)
        .select_related("offer")
        .order_by("at", "pk")
    )


@kept
def _lines_between(
    person: Person, *, child: Child, start: datetime, end: datetime
) -> QuerySet[ObservationChild]:
    return lines_of(child, person).filter(at__gte=start, at__lt=end)


@kept
def _notes_on(person: Person, *, child_id: uuid.UUID, day: date) -> QuerySet[DailyNote]:
    notes = daily_notes_visible_to(person).filter(child_id=child_id, day=day)
    return notes.select_related("written_by")


def changes_of(note: DailyNote | None, person: Person) -> list[DailyNoteChange]:
    """How the words read before they were corrected, the newest first: of words that families had
    read. Asked only where somebody changed something."""
    if note is None or note.version == 1 or note.released_at is None:
        return []
    changes = daily_note_changes_visible_to(person).filter(note=note)
    return list(changes.select_related("changed_by").order_by("-at", "-version"))


def child_of_days(person: Person, child_id: uuid.UUID, *, day: date) -> Child | None:
    """The child with this id, if this person may open its days, with its setting, and with `before`
    and `after`: the moments of the nearest care entries of another day, or None. One statement with
    two looks at one index each."""
    start, end = bounds_of(day)
    return first_of(_with_days_beside(person, child_id=child_id, start=start, end=end))


@kept
def _with_days_beside(
    person: Person, *, child_id: uuid.UUID, start: datetime, end: datetime
) -> QuerySet[Child]:
    children = days_visible_to(person).filter(pk=child_id).select_related("setting")
    logged = care_entries_visible_to(person).filter(child=OuterRef("pk"), undone_at__isnull=True)

    def nearest(entries: QuerySet[CareEntry]) -> Subquery:
        return Subquery(entries.values("at")[:1], output_field=DateTimeField())

    return children.annotate(
        before=nearest(logged.filter(at__lt=start).order_by("-at", "-pk")),
        after=nearest(logged.filter(at__gte=end).order_by("at", "pk")),
    )


def story_of(entries: Iterable[CareEntry], *, today: date, now: datetime) -> list[Part]:
    """Care entries of one day, oldest first, told in the order in which families ask."""
    entries = list(entries)
    tellers = (
        (_("How it went"), "smile", "mood", _moods),
        (_("Food and drink"), "utensils", "food", _meals),
        (_("Sleep"), "moon", "sleep", _sleeps),
        (_("Nappies and toilet"), "droplets", "nappy", _nappies),
        (_("Played and did"), "palette", "activity", _activities),
        (_("Health and skin"), "thermometer", "health", _health),
    )
    parts = [
        Part(title=title, icon=icon, name=name, lines=tell(entries, now))
        for title, icon, name, tell in tellers
    ]
    return [part for part in parts if part.lines]


def _day_of(at: datetime | None) -> date | None:
    return timezone.localtime(at).date() if at else None


def _moods(entries: list[CareEntry], now: datetime) -> list[Line]:
    said: dict[str, str] = {
        CareEntry.Mood.SETTLED: _("%(time)s: settled"),
        CareEntry.Mood.JOYFUL: _("%(time)s: joyful"),
        CareEntry.Mood.QUIET: _("%(time)s: quiet"),
        CareEntry.Mood.TIRED: _("%(time)s: tired"),
        CareEntry.Mood.UNSETTLED: _("%(time)s: a little unsettled"),
        CareEntry.Mood.UPSET: _("%(time)s: upset"),
    }
    return [
        Line(said.get(entry.answer, "%(time)s") % {"time": clock_time(entry.at)}, entry.words)
        for entry in entries
        if entry.kind == Kind.MOOD and (entry.answer or entry.words)
    ]


def _meals(entries: list[CareEntry], now: datetime) -> list[Line]:
    eaten: dict[str, str] = {
        CareEntry.Amount.NONE: _("%(meal)s: did not fancy it"),
        CareEntry.Amount.SOME: _("%(meal)s: ate some"),
        CareEntry.Amount.MOST: _("%(meal)s: ate most of it"),
        CareEntry.Amount.ALL: _("%(meal)s: ate it all"),
        CareEntry.Amount.MORE: _("%(meal)s: ate it all and had more"),
    }
    lines = []
    for entry in entries:
        # Not `get_kind_display`, which translates the names of all kinds to find one.
        name = str(Kind(entry.kind).label)
        if entry.kind in CareEntry.MEALS:
            said = eaten.get(entry.answer, "%(meal)s") % {"meal": name}
            words = [entry.offer.words if entry.offer else "", entry.words]
            lines.append(Line(said, " · ".join(each for each in words if each)))
        elif entry.kind in (Kind.DRINK, Kind.BOTTLE):
            said = f"{name} {clock_time(entry.at)}"
            if entry.millilitres:
                said = _("%(drink)s: %(ml)s ml") % {"drink": said, "ml": entry.millilitres}
            lines.append(Line(said, entry.words))
    drunk = [entry.millilitres for entry in entries if entry.millilitres]
    if len(drunk) > 1:
        lines.append(Line(_("%(ml)s ml to drink in all") % {"ml": sum(drunk)}))
    return lines


def _sleeps(entries: list[CareEntry], now: datetime) -> list[Line]:
    sleeps = [entry for entry in entries if entry.kind == Kind.SLEEP]
    lines = []
    for sleep in sleeps:
        times = {"from": clock_time(sleep.at)}
        if sleep.ended_at:
            times |= {
                "to": clock_time(sleep.ended_at),
                "span": spoken_span(sleep.ended_at - sleep.at),
            }
            said = _("Slept from %(from)s to %(to)s: %(span)s") % times
        elif timezone.localtime(sleep.at).date() == timezone.localtime(now).date():
            said = _("Asleep since %(from)s") % times
        else:
            said = _("Fell asleep at %(from)s") % times
        lines.append(Line(said, sleep.words))
    over = [sleep.ended_at - sleep.at for sleep in sleeps if sleep.ended_at]
    if len(over) > 1:
        lines.append(Line(_("%(span)s in all") % {"span": spoken_span(sum(over, timedelta()))}))
    return lines


def _nappies(entries: list[CareEntry], now: datetime) -> list[Line]:
    """Counted together and without times: families asked for closeness, not for surveillance."""
    changes = [entry for entry in entries if entry.kind == Kind.NAPPY]
    counts = Counter(entry.answer for entry in changes)
    nappy = CareEntry.Nappy
    lines = []
    nappies = [
        words % {"n": counts[kind]}
        for kind, words in (
            (nappy.WET, _("%(n)s wet")),
            (nappy.SOILED, _("%(n)s soiled")),
            (nappy.DRY, _("%(n)s dry")),
        )
        if counts[kind]
    ]
    if nappies:
        lines.append(Line(_("Nappies: %(list)s") % {"list": ", ".join(nappies)}))
    for kind, one, many in (
        (nappy.POTTY, _("Used the potty"), _("Used the potty %(n)s times")),
        (nappy.TOILET, _("Used the toilet"), _("Used the toilet %(n)s times")),
    ):
        if counts[kind]:
            lines.append(Line((one if counts[kind] == 1 else many) % {"n": counts[kind]}))
    if accidents := counts[nappy.ACCIDENT]:
        lines.append(
            Line(
                ngettext(
                    "One little accident",
                    "%(n)s little accidents",
                    accidents,
                )
                % {"n": accidents}
            )
        )
    lines += [Line("", entry.words) for entry in changes if entry.words]
    return lines


def _health(entries: list[CareEntry], now: datetime) -> list[Line]:
    lines = []
    for entry in entries:
        times = {"time": clock_time(entry.at), "degrees": entry.degrees}
        if entry.kind == Kind.TEMPERATURE:
            said = _("%(time)s: %(degrees)s °C") % times
            if entry.parent_called_at:
                called = _("we called you at %(called)s")
                said = f"{said}, {called % {'called': f'{entry.parent_called_at:%H:%M}'}}"
            lines.append(Line(said, entry.words))
        elif entry.kind == Kind.SUN_CREAM:
            lines.append(Line(_("%(time)s: sun cream") % times, entry.words))
    return lines


def _activities(entries: list[CareEntry], now: datetime) -> list[Line]:
    return [
        Line("", entry.words) for entry in entries if entry.kind == Kind.ACTIVITY and entry.words
    ]
