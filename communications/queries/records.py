"""Everything about one child that one adult may see, for their own copy of the record.

As family, and never as staff: whoever works here and is a parent takes what a parent may see. Each
part asks the policies of its area and then holds to this adult's own link: their rights, their home
(docs/record-format.md says what stands where).
"""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from families import policies as people
from families.context import Person
from families.models import Child, ParentCarer
from families.queries.local_services import given_card
from learning_journals import policies as journals
from learning_journals.models import (
    CareEntry,
    DailyNote,
    DailyNoteChange,
    MorningNote,
    ObservationChild,
    Photo,
    ProgressReport,
)
from learning_journals.queries.as_read import AsRead, read_by

from .. import policies
from ..models import RecordPack
from .record_format import FORMAT, VERSION, Line, at_in_record, day_in_record
from .record_home import (
    about_me_in_record,
    collecting_in_record,
    our_family_in_record,
    permissions_in_record,
    routine_in_record,
    taking_part_in_record,
)


@dataclass
class RecordPhoto:
    """A photograph of the journal: its stored files, and its name in the copy."""

    id: uuid.UUID
    name: str
    has_sizes: bool
    description: str
    file: str  # in the zip


@dataclass
class RecordSound:
    """A sound from home: its row's random name for the stored file, and its name in the copy."""

    name: str
    file: str
    seconds: int
    heard: str
    language: str


@dataclass
class RecordReport:
    """A report as it was shared: its stored file, and its name in the copy."""

    name: str
    file: str


@dataclass
class Record:
    """One adult's view of a child, in plain values that both the PDF and the JSON are made of."""

    child: Line
    adults: list[Line] = field(default_factory=list)
    key_persons: list[Line] = field(default_factory=list)
    rooms: list[Line] = field(default_factory=list)
    collecting: Line = field(default_factory=dict)
    permissions: list[Line] = field(default_factory=list)
    about_me: list[Line] = field(default_factory=list)
    routine: list[Line] = field(default_factory=list)
    our_family: list[Line] = field(default_factory=list)
    journal: list[Line] = field(default_factory=list)
    days: list[Line] = field(default_factory=list)
    reports: list[Line] = field(default_factory=list)
    conversations: list[Line] = field(default_factory=list)
    joining: dict[str, list[Line]] = field(default_factory=dict)
    plans: list[Line] = field(default_factory=list)
    goals: list[Line] = field(default_factory=list)
    working_on: list[Line] = field(default_factory=list)
    week_answers: list[Line] = field(default_factory=list)
    taking_part: Line = field(default_factory=dict)
    photos: list[RecordPhoto] = field(default_factory=list)
    read: list[uuid.UUID] = field(default_factory=list)  # the observations of its journal
    shown: list[uuid.UUID] = field(default_factory=list)  # keys of the children in all photographs
    shown_beside: list[uuid.UUID] = field(default_factory=list)  # of others, in the nursery's
    sounds: list[RecordSound] = field(default_factory=list)
    report_files: list[RecordReport] = field(default_factory=list)

    def as_json(self, *, taken_by: str, taken_at: datetime) -> Line:
        """The document of `record.json`."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "taken_by": taken_by,
            "taken_at": taken_at.isoformat(),
            **{
                name: getattr(self, name)
                for name in (
                    *("child", "adults", "key_persons", "rooms", "collecting", "permissions"),
                    *("about_me", "routine", "our_family", "journal", "days", "reports"),
                    *("conversations", "joining", "plans", "goals", "taking_part"),
                    *("working_on", "week_answers"),
                )
            },
        }


def packs_of(child: Child, person: Person) -> QuerySet[RecordPack]:
    """One's own copies of a child's record, the newest first."""
    return policies.records_visible_to(person).filter(child=child).order_by("-asked_at", "id")


def record_of(child: Child, person: Person) -> Record | None:
    """What this adult may see of the child; None for who has no link today."""
    link = people.link_to(child, person)
    if link is None:
        return None
    record = Record(
        child={
            "full_name": child.full_name,
            "known_as": child.known_as,
            "pronunciation": child.pronunciation,
            "date_of_birth": day_in_record(child.date_of_birth),
            "expected_on": day_in_record(child.expected_on),
            "home_languages": child.home_languages,
            "allergies": child.allergies,
            "food": child.diet,
            "good_to_know": child.care_note,
            "nursery": link.child.setting.name,
            "first_day": day_in_record(child.started_on),
            "last_day": day_in_record(child.ended_on),
        }
    )
    for part in PARTS:
        part(record, child, person, link)
    return record


# --- who ------------------------------------------------------------------------------------------


def _who(record: Record, child: Child, person: Person, link: ParentCarer) -> None:
    """The adults of one's own home, the key persons, the rooms."""
    record.adults = [
        {
            "name": each.user.name,
            "is": each.relationship,
            "from": day_in_record(each.started_on),
            "until": day_in_record(each.ended_on),
            "parental_responsibility": each.has_parental_responsibility,
            "may_collect": each.may_collect,
        }
        for each in people.parent_carers_visible_to(person)
        .filter(child=child, family_id=link.family_id)
        .select_related("user")
        .order_by("started_on", "id")
    ]
    record.key_persons = [
        {
            "name": row.membership.user.name,
            "as": "back-up" if row.is_backup else "key person",
            "from": day_in_record(row.started_on),
            "until": day_in_record(row.ended_on),
            "why": row.reason,
        }
        for row in people.key_persons_visible_to(person)
        .filter(child=child)
        .select_related("membership__user")
        .order_by("started_on", "id")
    ]
    record.rooms = [
        {
            "room": place.room.name,
            "from": day_in_record(place.started_on),
            "until": day_in_record(place.ended_on),
        }
        for place in child.room_places.select_related("room").order_by("started_on")
    ]


def _home(record: Record, child: Child, person: Person, link: ParentCarer) -> None:
    """What one's own home allows and says of itself, and what this adult offers."""
    record.collecting = collecting_in_record(child, person, link)
    record.permissions = permissions_in_record(child, person, link)
    record.about_me = about_me_in_record(child, person, link)
    record.routine = routine_in_record(child, person, link)
    record.our_family = our_family_in_record(person, link)
    record.taking_part = taking_part_in_record(person, link.setting_id)


# --- what the child did ---------------------------------------------------------------------------


def _journal(record: Record, child: Child, person: Person, link: ParentCarer) -> None:
    """What the setting and one's own home shared in the journal, oldest first, with photographs."""
    if not link.sees_journal:
        return
    lines = list(
        journals.journal_lines_visible_to(person)
        .filter(_mine(link), child=child, is_shared=True)
        .select_related("observation__author")
        .order_by("at", "id")
    )
    ids = [line.observation_id for line in lines]
    record.read = ids
    read = {line.observation_id: read_by(line, person) for line in lines}
    photos = _photos(read, record, child, person, link)
    own = set(
        people.parent_carers_visible_to(person)
        .filter(child=child, family_id=link.family_id)
        .values_list("user_id", flat=True)
    )
    sounds = _sounds(ids, record, person, link)
    comments: dict[uuid.UUID, list[Line]] = {}
    for said in (
        journals.comments_in_journal(ids, child, link=link)
        .select_related("author")
        .order_by("at", "id")
    ):
        from_home = said.author_id in own
        words = said.words
        if not from_home:
            words = read[said.observation_id].hide(words, also=said.hidden_names)
        comments.setdefault(said.observation_id, []).append(
            {"by": said.author.name, "at": at_in_record(said.at), "words": words}
        )
    answers: dict[uuid.UUID, list[Line]] = {}
    for given in (
        journals.answers_in_journal(ids, child, link=link)
        .select_related("author")
        .order_by("at", "id")
    ):
        answers.setdefault(given.observation_id, []).append(
            {
                "by": given.author.name,
                "at": at_in_record(given.at),
                "answer": given.kind,
                "how_it_was": given.result,
                "words": given.words,
            }
        )
    for line in lines:
        pictures = photos.get(line.observation_id, [])
        record.photos += pictures
        read_here = read[line.observation_id]
        entry = _entry(line, read_here, pictures, comments.get(line.observation_id, []))
        entry["sound"] = sounds.get(line.observation_id)
        record.journal.append({**entry, "answers": answers.get(line.observation_id, [])})


def _photos(
    read: dict[uuid.UUID, AsRead],
    record: Record,
    child: Child,
    person: Person,
    link: ParentCarer,
) -> dict[uuid.UUID, list[RecordPhoto]]:
    shown: set[uuid.UUID] = set()
    beside: set[uuid.UUID] = set()
    found: dict[uuid.UUID, list[RecordPhoto]] = {}
    rows: Iterable[Photo] = (
        journals.photos_in_journal(list(read), person, link=link)
        .select_related("observation")
        .order_by("observation__happened_at", "position", "id")
    )
    for number, photo in enumerate(rows, start=1):
        from_home = photo.observation.family_id is not None
        if not (from_home and photo.uploaded_by_id == person.id):  # what one sent oneself stays
            shown.update(photo.shows)
            beside.update([] if from_home else photo.shows)
        day = timezone.localtime(photo.observation.happened_at).date()
        found.setdefault(photo.observation_id, []).append(
            RecordPhoto(
                id=photo.pk,
                name=photo.name,
                has_sizes=photo.sizes_ready_at is not None,
                description=read[photo.observation_id].hide(photo.description),
                file=f"photographs/{day:%Y-%m-%d}-{number:04d}.jpg",
            )
        )
    record.shown, record.shown_beside = sorted(shown), sorted(beside - {child.consent_key})
    return found


def _sounds(
    ids: list[uuid.UUID], record: Record, person: Person, link: ParentCarer
) -> dict[uuid.UUID, Line]:
    """What one's own home sent to be heard, as far as it is ready."""
    found: dict[uuid.UUID, Line] = {}
    rows = (
        journals.sounds_in_journal(ids, person, link=link)
        .filter(ready_at__isnull=False)
        .select_related("observation")
        .order_by("observation__happened_at", "id")
    )
    for number, sound in enumerate(rows, start=1):
        day = timezone.localtime(sound.observation.happened_at).date()
        kept = RecordSound(
            name=sound.name,
            file=f"sounds/{day:%Y-%m-%d}-{number:04d}.mp3",
            seconds=sound.seconds or 0,
            heard=sound.heard,
            language=sound.language,
        )
        record.sounds.append(kept)
        found[sound.observation_id] = {
            "file": kept.file,
            "seconds": kept.seconds,
            "heard": kept.heard,
            "language": kept.language,
        }
    return found


def _entry(
    line: ObservationChild, read: AsRead, photos: list[RecordPhoto], comments: list[Line]
) -> Line:
    seen = line.observation
    return {
        "at": at_in_record(seen.happened_at),
        "kind": seen.kind,
        "by": seen.author.name,
        "from_home": seen.family_id is not None,
        "words": read.words,
        "language": seen.language,
        "in_the_childs_words": read.child_voice,
        "framework": seen.framework,
        "areas": list(seen.areas),
        "how_they_learn": list(seen.characteristics),
        "next": read.next_step,
        "to_try_at_home": read.try_at_home,
        "photographs": [{"file": photo.file, "description": photo.description} for photo in photos],
        "comments": comments,
    }


def _daily(record: Record, child: Child, person: Person, link: ParentCarer) -> None:
    """Day by day: what was tapped, the words that were sent home, with what stood there before they
    were corrected, and what one's own home told in the morning."""
    if not link.sees_daily_notes:
        return
    days: dict[date, Line] = {}
    hidden = set(link.child.setting.hidden_care_kinds)
    entries: Iterable[CareEntry] = (
        journals.care_entries_visible_to(person)
        .filter(child=child, undone_at__isnull=True)
        .select_related("offer")
        .order_by("at", "id")
    )
    for entry in entries:
        if entry.kind in hidden:
            continue
        day = timezone.localtime(entry.at).date()
        days.setdefault(day, _empty(day))["entries"].append(
            {
                "at": at_in_record(entry.at),
                "until": at_in_record(entry.ended_at),
                "kind": entry.kind,
                "answer": entry.answer,
                "millilitres": entry.millilitres,
                "offered": entry.offer.words if entry.offer else "",
                "words": entry.words,
            }
        )
    notes: Iterable[DailyNote] = journals.daily_notes_visible_to(person).filter(
        child=child, released_at__isnull=False
    )
    for note in notes:
        days.setdefault(note.day, _empty(note.day))["words"] = note.words
    changes: Iterable[DailyNoteChange] = (
        journals.daily_note_changes_visible_to(person)
        .filter(note__child=child, note__released_at__isnull=False)
        .select_related("note")
        .order_by("at", "id")
    )
    for change in changes:
        days.setdefault(change.note.day, _empty(change.note.day))["corrected"].append(
            {"before": change.words, "why": change.why, "at": at_in_record(change.at)}
        )
    mornings: Iterable[MorningNote] = (
        journals.morning_notes_visible_to(person)
        .filter(child=child, family=link.family_id)
        .select_related("written_by")
        .order_by("written_at", "id")
    )
    for told in mornings:
        days.setdefault(told.day, _empty(told.day))["from_home"].append(
            {
                "by": told.written_by.name,
                "at": at_in_record(told.written_at),
                "slept": told.slept,
                "breakfast": told.breakfast,
                "mood": told.mood,
                "medicine": told.medicine,
                "medicine_at": f"{told.medicine_at:%H:%M}" if told.medicine_at else "",
                "words": told.words,
            }
        )
    record.days = [days[day] for day in sorted(days)]


def _empty(day: date) -> Line:
    return {"day": day_in_record(day), "words": "", "entries": [], "corrected": [], "from_home": []}


def _reports(record: Record, child: Child, person: Person, link: ParentCarer) -> None:
    """The reports as they were shared, as files of their own."""
    if not link.sees_reports:
        return
    rows: Iterable[ProgressReport] = (
        journals.reports_visible_to(person)
        .filter(
            Q(from_home__isnull=True) | Q(from_home=link.family_id),
            child=child,
            shared_at__isnull=False,
            status=ProgressReport.Status.READY,
        )
        .select_related("run__term")
        .order_by("shared_at", "id")
    )
    for number, report in enumerate(rows, start=1):
        file = f"reports/{number:02d}-{report.run.term.starts_on:%Y-%m}.pdf"
        record.report_files.append(RecordReport(name=report.file_name, file=file))
        record.reports.append(
            {
                "term": report.run.term.name,
                "shared_at": at_in_record(report.shared_at),
                "file": file,
            }
        )


# --- what was said and planned --------------------------------------------------------------------


def _talks(record: Record, child: Child, person: Person, link: ParentCarer) -> None:
    """The conversations of one's own home in which one reads along as family."""
    if not link.can_message:
        return
    talks = list(
        policies.conversations_visible_to(person)
        .filter(
            child=child,
            family_id=link.family_id,
            participants__user=person.user,
            participants__is_staff=False,
        )
        .order_by("last_message_at", "id")
        .distinct()
    )
    said: dict[uuid.UUID, list[Line]] = {}
    for message in (
        policies.messages_visible_to(person)
        .filter(conversation__in=[talk.pk for talk in talks])
        .select_related("author", "card")
        .order_by("at", "id")
    ):
        card = given_card(message)
        said.setdefault(message.conversation_id, []).append(
            {
                "by": message.author.name,
                "at": at_in_record(message.at),
                "words": message.words,
                "card": card.service.name if card and card.service else None,
            }
        )
    record.conversations = [
        {"about": talk.subject, "messages": said.get(talk.pk, [])} for talk in talks
    ]


def _coming(record: Record, child: Child, person: Person, link: ParentCarer) -> None:
    """The way to us, as one's own home wrote and read it; nothing that is for colleagues."""
    if not link.can_message:
        return
    mine = {"child": child, "family_id": link.family_id}
    record.joining = {
        "wishes": [
            {"words": wish.words, "at": at_in_record(wish.at), "we_will": wish.we_will}
            for wish in people.wishes_visible_to(person).filter(**mine).order_by("at", "id")
        ],
        "home_visits": [
            {
                "for": visit.purpose,
                "status": visit.status,
                "at": at_in_record(visit.takes_place_at),
                "answer": visit.answer,
                "why_not": visit.taken_back_words,
                "notes": visit.notes,
            }
            for visit in people.home_visits_visible_to(person)
            .filter(**mine)
            .order_by("offered_at", "id")
        ],
        "settling_in": [
            {
                "day": day_in_record(visit.day),
                "kind": visit.kind,
                "status": visit.status,
                "how_it_was": visit.outcome,
            }
            for visit in people.settling_visits_visible_to(person)
            .filter(child=child)
            .order_by("day", "id")
        ],
        "settled": [
            {"since": day_in_record(joining.settled_on), "signs": joining.settled_signs}
            for joining in people.joinings_visible_to(person).filter(
                child=child, settled_on__isnull=False
            )
        ],
    }


def _plans(record: Record, child: Child, person: Person, link: ParentCarer) -> None:
    """The plans for a change with one's own home's page and lines."""
    if not link.can_message:
        return
    for plan in (
        people.plans_visible_to(person).filter(_mine(link), child=child).order_by("day", "id")
    ):
        mine = {"plan": plan, "family_id": link.family_id}
        record.plans.append(
            {
                "kind": plan.kind,
                "about": plan.about,
                "day": day_in_record(plan.day),
                "people": plan.people,
                "steps": [
                    {"day": day_in_record(step.day), "words": step.words, "who": step.whom}
                    for step in people.plan_steps_visible_to(person)
                    .filter(plan=plan)
                    .order_by("day", "id")
                ],
                "comforts": [
                    page.comforts for page in people.plan_pages_visible_to(person).filter(**mine)
                ],
                "worries": [
                    {"words": worry.words, "answer": worry.answer}
                    for worry in people.plan_worries_visible_to(person)
                    .filter(**mine)
                    .order_by("at", "id")
                ],
            }
        )


def _goals(record: Record, child: Child, person: Person, link: ParentCarer) -> None:
    """The goals of one's own home and the nursery, in their newest words."""
    if not link.sees_journal:
        return
    goals = (
        people.goals_visible_to(person)
        .filter(child=child, family_id=link.family_id)
        .prefetch_related("versions", "steps", "reviews")
        .order_by("created_at", "id")
    )
    for goal in goals:
        newest = max(goal.versions.all(), key=lambda version: version.number)
        record.goals.append(
            {
                "hope": newest.hope,
                "what_we_saw": newest.what_we_saw,
                "next_at_home": newest.home_action,
                "next_at_nursery": newest.setting_action,
                "look_back_on": day_in_record(goal.review_on),
                "closed_on": day_in_record(goal.closed_on),
                "steps": [
                    {"words": step.words, "done_on": day_in_record(step.done_on)}
                    for step in goal.steps.all()
                ],
                "looking_back": [
                    {"at": at_in_record(review.at), "words": review.words}
                    for review in goal.reviews.all()
                ],
            }
        )


# What the copy is made of, in order; a new part of the house adds its own.
def _together(record: Record, child: Child, person: Person, link: ParentCarer) -> None:
    """What was worked on with the child, and what one's own home answered to the room."""
    if not link.sees_journal:
        return
    record.working_on = [
        {
            "what": step.words,
            "why": step.why,
            "at_home": step.at_home,
            "by": step.begun_by.name,
            "from": day_in_record(step.begun_on),
            "until": day_in_record(step.closed_on),
            "ended": step.outcome,
            "words": step.closing_words,
        }
        for step in journals.next_steps_visible_to(person)
        .filter(child=child)
        .select_related("begun_by")
        .order_by("begun_on", "id")
    ]
    record.week_answers = [
        {
            "asked": answer.week.question,
            "by": answer.author.name,
            "at": at_in_record(answer.at),
            "words": answer.words,
            "language": answer.language,
            "used_at": at_in_record(answer.used_at),
        }
        for answer in journals.week_answers_visible_to(person)
        .filter(child=child, family_id=link.family_id)
        .select_related("week", "author")
        .order_by("at", "id")
    ]


PARTS: tuple[Callable[[Record, Child, Person, ParentCarer], None], ...] = (
    _who,
    _home,
    _journal,
    _daily,
    _reports,
    _talks,
    _coming,
    _plans,
    _goals,
    _together,
)


def _mine(link: ParentCarer) -> Q:
    """Of the setting, or of one's own home: not of another one's, also not for who works here."""
    return Q(family__isnull=True) | Q(family_id=link.family_id)


def days_left(link: ParentCarer, person: Person) -> int | None:
    """How many days this adult can still read, after the child's last day is written down."""
    if link.ended_on is None or link.child.ended_on is None:
        return None
    return (link.ended_on - person.today).days
