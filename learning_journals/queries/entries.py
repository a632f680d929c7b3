"""Entries of a journal, ready to be shown: the same number of queries for ten or for four hundred.

Everything a row of the page says is made ready here (spoken dates, addresses, sizes as text):
formatting in the template is what makes a long page slow.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from families.context import Person
from families.models import Child
from families.templatetags.ui import exact_day, say_when

from ..models import PLAIN_AREAS, AreaOfLearning, Comment, Observation, ObservationChild, Photo
from ..policies import comments_visible_to, journal_lines_visible_to, photos_visible_to
from .circle import Circle, key_persons_of

NOBODY, NOTHING = uuid.UUID(int=0), uuid.UUID(int=1)  # stand for ids in an address


@dataclass(frozen=True)
class Moment:
    """A point in time as the page says it: spoken, exact, and for machines."""

    spoken: str
    exact: str
    machine: str

    @classmethod
    def of(cls, at: datetime, now: datetime) -> "Moment":
        local = timezone.localtime(at)
        return cls(
            spoken=say_when(at, now),
            exact=f"{exact_day(local)}, {local:%H:%M}",
            machine=local.isoformat(timespec="minutes"),
        )


@dataclass(frozen=True)
class ShownPhoto:
    """A photograph at page size; `width` and `height` are its true proportions, as text."""

    src: str
    large: str
    width: str
    height: str
    description: str


@dataclass(frozen=True)
class ShownComment:
    id: uuid.UUID
    author: str
    note: str
    words: str
    language: str
    when: Moment
    is_mine: bool


@dataclass
class Reply:
    """The form under a thread: its key, and after a mistake what was typed and what is wrong."""

    key: str = field(default_factory=lambda: str(uuid.uuid4()))
    typed: str = ""
    errors: list[str] = field(default_factory=list)


@dataclass
class Thread:
    """What one home and the nursery say to each other under one entry."""

    family_id: str
    home: str  # its name, or empty where there is no other home to mistake it for
    comments: list[ShownComment] = field(default_factory=list)
    reply: Reply = field(default_factory=Reply)


@dataclass
class Entry:
    """One entry as the page shows it. Those from home and from the nursery have the same shape."""

    id: uuid.UUID
    author: str
    author_note: str
    when: Moment
    words: str
    language: str
    child_voice: str
    areas: list[str]
    next_step: str
    try_at_home: str
    is_wow: bool
    is_from_home: bool
    is_draft: bool
    edit_url: str
    friends: str
    comment_url: str
    photos: list[ShownPhoto] = field(default_factory=list)
    threads: list[Thread] = field(default_factory=list)
    # Homes with which nothing was said yet: they share one form, in which one of them is chosen.
    quiet_homes: list[Thread] = field(default_factory=list)
    first_words: Reply = field(default_factory=Reply)

    def keep(self, *, home: str, typed: str, errors: list[str]) -> Reply:
        """Put what was typed, and what is wrong with it, back under the thread it was meant for."""
        known = {thread.family_id: thread.reply for thread in self.threads}
        alone = self.threads[0].reply if self.threads else self.first_words
        reply = known.get(home, self.first_words if self.quiet_homes else alone)
        reply.typed, reply.errors = typed, errors
        return reply


def entries_of(
    lines: Iterable[ObservationChild], person: Person, *, child: Child, circle: Circle
) -> list[Entry]:
    """Journal lines with all that is shown beside them: who wrote, photographs, threads, friends.
    At most four queries, none for no lines."""
    lines = list(lines)
    if not lines:
        return []
    now = timezone.now()
    ids = [line.observation_id for line in lines]
    notes = circle.relations | key_persons_of(child, person)
    photos = _photos_of(ids, person)
    comments = _comments_of(ids, person, child=child, notes=notes, now=now)
    friends = _friends_of(lines, person, child=child)
    return [
        _entry(line, person, circle, photos, comments, notes=notes, friends=friends, now=now)
        for line in lines
    ]


def _entry(
    line: ObservationChild,
    person: Person,
    circle: Circle,
    photos: dict[uuid.UUID, list[ShownPhoto]],
    comments: dict[uuid.UUID, dict[uuid.UUID, list[ShownComment]]],
    *,
    notes: dict[uuid.UUID, str],
    friends: dict[uuid.UUID, str],
    now: datetime,
) -> Entry:
    seen = line.observation
    is_draft = not line.is_shared
    entry = Entry(
        id=seen.pk,
        author=seen.author.name,
        author_note=notes.get(seen.author_id, ""),
        when=Moment.of(line.at, now),
        words=seen.words,
        language=seen.language,
        child_voice=seen.child_voice,
        areas=[plain_area(code) for code in seen.areas],
        next_step=seen.next_step,
        try_at_home=seen.try_at_home,
        is_wow=seen.kind == Observation.Kind.WOW,
        is_from_home=seen.kind == Observation.Kind.HOME,
        is_draft=is_draft,
        edit_url=(
            _address("observation_edit", seen.pk)
            if is_draft and seen.author_id == person.id
            else ""
        ),
        friends=friends.get(seen.pk, ""),
        comment_url=_comment_address(line.child_id, seen.pk),
        photos=photos.get(seen.pk, []),
    )
    if not is_draft:
        said = comments.get(seen.pk, {})
        homes = {key: home for key, home in circle.homes.items() if line.family_id in (None, key)}
        several = len(homes) > 1
        for key, home in homes.items():
            thread = Thread(str(key), home.name if several else "", said.get(key, []))
            if thread.comments or not several:
                entry.threads.append(thread)
            else:
                entry.quiet_homes.append(thread)
    return entry


def _photos_of(ids: list[uuid.UUID], person: Person) -> dict[uuid.UUID, list[ShownPhoto]]:
    found: dict[uuid.UUID, list[ShownPhoto]] = defaultdict(list)
    photos: Iterable[Photo] = photos_visible_to(person).filter(observation__in=ids)
    for photo in photos:
        found[photo.observation_id].append(
            ShownPhoto(
                src=photo_address(photo.pk, "page"),
                large=photo_address(photo.pk, "print"),
                width=str(photo.width),
                height=str(photo.height),
                description=photo.description,
            )
        )
    return found


def _comments_of(
    ids: list[uuid.UUID],
    person: Person,
    *,
    child: Child,
    notes: dict[uuid.UUID, str],
    now: datetime,
) -> dict[uuid.UUID, dict[uuid.UUID, list[ShownComment]]]:
    """Observation → home → what was said, oldest first."""
    found: dict[uuid.UUID, dict[uuid.UUID, list[ShownComment]]] = defaultdict(
        lambda: defaultdict(list)
    )
    said: Iterable[Comment] = (
        comments_visible_to(person)
        .filter(observation__in=ids, child=child)
        .select_related("author")
    )
    for comment in said:
        found[comment.observation_id][comment.family_id].append(
            ShownComment(
                id=comment.pk,
                author=comment.author.name,
                note=notes.get(comment.author_id, ""),
                words=comment.words,
                language=comment.language,
                when=Moment.of(comment.at, now),
                is_mine=comment.author_id == person.id,
            )
        )
    return found


def _friends_of(
    lines: list[ObservationChild], person: Person, *, child: Child
) -> dict[uuid.UUID, str]:
    """Who else was there. Staff read the names of the children they may know of; families read
    "with friends" and, of the others, only their own children's names."""
    groups = [
        line.observation_id for line in lines if line.observation.kind == Observation.Kind.GROUP
    ]
    if not groups:
        return {}
    names: dict[uuid.UUID, list[str]] = defaultdict(list)
    for observation_id, name in (
        journal_lines_visible_to(person)
        .filter(observation__in=groups)
        .exclude(child=child)
        .order_by("child__known_as")
        .values_list("observation_id", "child__known_as")
    ):
        names[observation_id].append(name)
    if person.is_staff:
        return {
            key: _("with %(names)s") % {"names": ", ".join(names[key])}
            if names[key]
            else _("with friends")
            for key in groups
        }
    return {
        key: (
            _("with %(names)s and friends") % {"names": ", ".join(names[key])}
            if names[key]
            else _("with friends")
        )
        for key in groups
    }


def plain_area(code: str) -> str:
    """An area of learning in words that every parent knows; an unknown code as it is."""
    return str(PLAIN_AREAS[AreaOfLearning(code)]) if code in PLAIN_AREAS else code


# Resolving an address costs more than the row it stands in, and only the ids differ.


@cache
def _address_pattern(name: str, *more: str) -> str:
    return reverse(f"learning_journals:{name}", args=[NOBODY, *more])


def _address(name: str, row: uuid.UUID, *more: str) -> str:
    return _address_pattern(name, *more).replace(str(NOBODY), str(row))


def photo_address(photo_id: uuid.UUID, size: str) -> str:
    """Where a photograph is delivered; `size` is thumb, page or print."""
    return _address("photo_file", photo_id, size)


@cache
def _comment_pattern() -> str:
    return reverse("learning_journals:comment_create", args=[NOBODY, NOTHING])


def _comment_address(child_id: uuid.UUID, observation_id: uuid.UUID) -> str:
    return (
        _comment_pattern()
        .replace(str(NOBODY), str(child_id))
        .replace(str(NOTHING), str(observation_id))
    )
