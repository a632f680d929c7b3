"""A practitioner's own list for this week: what a key child's family has not heard yet.

It is the key person's job to tell parents of the day and of progress (domain.md S116). The list
reminds and counts nothing: no scores, nothing about anybody else's week.
"""

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from families.context import NOWHERE, Person
from families.models import Child, KeyPersonAssignment, Room, RoomPlace, valid_on
from families.policies import hellos_visible_to, key_persons_visible_to
from families.queries.key_persons import covers_by
from learning_journals.policies import daily_notes_visible_to, journal_lines_visible_to

from ..models import Message
from ..policies import conversations_visible_to, participants_visible_to
from .people import name_or_gone, names_by_id

NEW_FOR = timedelta(days=42)  # so long a new key person is reminded to say hello


@dataclass(frozen=True)
class ToDo:
    """One thing the family would like to hear, and where it is done."""

    icon: str
    words: str
    url: str


@dataclass(frozen=True)
class KeyChild:
    """A key child, or one for whom the reader covers, with what is open this week."""

    child: Child
    photo: str
    room: Room | None
    covers_for: str  # the name of the key person who is away, "" for one's own
    to_do: list[ToDo]


@dataclass(frozen=True)
class Week:
    monday: date
    children: list[KeyChild]


@dataclass(frozen=True)
class _Told:
    """What was said of these children since Monday."""

    notes: set[uuid.UUID]
    observations: set[uuid.UUID]
    talks: set[uuid.UUID]
    # child → each talk in which a home waits for an answer, and who wrote: two homes are two
    waiting: dict[uuid.UUID, list[tuple[uuid.UUID, uuid.UUID]]]
    names: dict[uuid.UUID, str]


def key_children_week(person: Person) -> Week:
    """The reader's key children, then those for whom they cover today, by name. The same number of
    statements for one child and for twenty."""
    monday = person.today - timedelta(days=person.today.weekday())
    held = list(
        key_persons_visible_to(person)
        .filter(
            valid_on(person.today),
            membership_id=person.membership_id or NOWHERE,
            is_backup=False,
        )
        .select_related("child")
        .order_by("child__known_as", "id")
    )
    covers = [each for each in covers_by(person) if each.is_now and each.child]
    ids = [row.child_id for row in held] + [each.cover.child_id for each in covers]
    if not ids:
        return Week(monday, [])
    told = _told(ids, person, monday=monday)
    rooms = {
        place.child_id: place.room
        for place in RoomPlace.objects.filter(valid_on(person.today), child__in=ids).select_related(
            "room"
        )
    }
    hellos = _without_hello(held, person)
    rows = [
        _row(row.child, told, rooms, hello=hellos.get(row.pk), today=person.today) for row in held
    ]
    rows += [
        replace(
            _row(each.child, told, rooms, hello=None, today=person.today),
            covers_for=each.cover.away.user.name,
        )
        for each in covers
        if each.child
    ]
    return Week(monday, rows)


def _told(ids: list[uuid.UUID], person: Person, *, monday: date) -> _Told:
    """Five statements."""
    since = timezone.make_aware(datetime.combine(monday, datetime.min.time()))
    notes = daily_notes_visible_to(person).filter(
        child__in=ids, day__gte=monday, released_at__isnull=False
    )
    lines = journal_lines_visible_to(person).filter(
        child__in=ids, at__gte=since, family__isnull=True
    )
    last = Message.objects.filter(conversation=OuterRef("pk")).order_by("-at", "-id")
    talks = list(
        conversations_visible_to(person)
        .filter(child__in=ids)
        .annotate(last_author=Subquery(last.values("author_id")[:1]))
        .order_by("last_message_at")
        .values_list("pk", "child_id", "last_message_at", "last_author")
    )
    family = set(
        participants_visible_to(person)
        .filter(conversation__in=[pk for pk, *_ in talks], is_staff=False)
        .values_list("conversation_id", "user_id")
    )
    waiting: dict[uuid.UUID, list[tuple[uuid.UUID, uuid.UUID]]] = {}
    for pk, child, _at, author in talks:
        if (pk, author) in family:
            waiting.setdefault(child, []).append((pk, author))
    return _Told(
        notes=set(notes.values_list("child_id", flat=True)),
        observations=set(lines.values_list("child_id", flat=True)),
        talks={child for _pk, child, at, _author in talks if at >= since},
        waiting=waiting,
        names=names_by_id(author for each in waiting.values() for _pk, author in each),
    )


def _without_hello(
    held: list[KeyPersonAssignment], person: Person
) -> dict[uuid.UUID, KeyPersonAssignment]:
    """The rows of a key person who is new to a family and has not said hello: one statement."""
    said = set(
        hellos_visible_to(person)
        .filter(assignment__in=held)
        .values_list("assignment_id", flat=True)
    )
    return {
        row.pk: row
        for row in held
        if row.pk not in said and row.started_on >= person.today - NEW_FOR
    }


def _row(
    child: Child,
    told: _Told,
    rooms: dict[uuid.UUID, Room],
    *,
    hello: KeyPersonAssignment | None,
    today: date,
) -> KeyChild:
    to_do = []
    is_here = child.started_on <= today  # of one who is still to come there is no day to tell of
    for talk, author in told.waiting.get(child.pk, []):
        words = _("%(name)s waits for an answer") % {"name": name_or_gone(told.names, author)}
        url = reverse("communications:conversation_detail", args=[talk])
        to_do.append(ToDo("message-circle", words, url))
    if hello is not None:
        url = reverse("families:hello_edit", args=[hello.pk])
        to_do.append(ToDo("hand", _("Say hello to the family"), url))
    if is_here and child.pk not in told.notes:
        url = reverse("learning_journals:day_today", args=[child.pk])
        to_do.append(ToDo("sun", _("A few words about the day"), url))
    if is_here and child.pk not in told.observations:
        url = f"{reverse('learning_journals:observation_create')}?child={child.pk}"
        to_do.append(ToDo("pencil", _("Something you noticed"), url))
    if child.pk not in told.talks:
        url = f"{reverse('communications:conversation_create')}?child={child.pk}"
        to_do.append(ToDo("messages-square", _("A word with the family"), url))
    return KeyChild(
        child=child,
        photo=(
            reverse("learning_journals:portrait_file", args=[child.pk]) if child.portrait else ""
        ),
        room=rooms.get(child.pk),
        covers_for="",
        to_do=to_do,
    )
