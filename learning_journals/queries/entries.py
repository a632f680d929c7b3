"""Entries of a journal, ready to be shown: the same number of queries for ten or for four hundred.

Everything a row of the page says is made ready here (spoken dates, addresses, sizes as text):
formatting in the template is what makes a long page slow.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from families.context import Person
from families.models import Child
from families.templatetags.ui import exact_day, say_when

from ..models import PLAIN_AREAS, AreaOfLearning, Observation, ObservationChild
from ..policies import comments_in_journal, friends_in_journal, photos_in_journal
from .circle import Circle, key_persons_of

NOBODY, NOTHING = uuid.UUID(int=0), uuid.UUID(int=1)  # stand for ids in an address


SAID_BY_WEEKDAY = timedelta(days=7)


@dataclass(frozen=True)
class Moment:
    """A point in time as the page says it: spoken, for machines, and exact where the spoken one
    leaves the date out ("yesterday, 16:10")."""

    spoken: str
    exact: str
    machine: str

    @classmethod
    def of(cls, at: datetime, now: datetime) -> "Moment":
        local = timezone.localtime(at)
        is_recent = now - at < SAID_BY_WEEKDAY
        return cls(
            spoken=say_when(at, now),
            exact=f"{exact_day(local)}, {local:%H:%M}" if is_recent else "",
            machine=local.isoformat(timespec="minutes"),
        )


def shown_language(code: str, page: str) -> str:
    """The `lang` of somebody's words on a page in another language; empty if it is the page's."""
    return "" if code == page else code


@dataclass(frozen=True)
class ShownPhoto:
    """A photograph; `width` and `height` are its true proportions. All as text."""

    id: str
    width: str
    height: str
    description: str


@dataclass(frozen=True)
class ShownComment:
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
    url: str
    comment_url: str
    photos: list[ShownPhoto] = field(default_factory=list)
    threads: list[Thread] = field(default_factory=list)
    # Homes with which nothing was said yet: they share one form, in which one of them is chosen.
    quiet_homes: list[Thread] = field(default_factory=list)
    first_words: Reply = field(default_factory=Reply)
    is_writing: bool = False  # whether the forms are open

    @property
    def can_be_answered(self) -> bool:
        """Whether there is a home to talk with."""
        return bool(self.threads or self.quiet_homes)

    def keep(self, *, home: str, typed: str, errors: list[str]) -> Reply:
        """Put what was typed, and what is wrong with it, back under the thread it was meant for."""
        known = {thread.family_id: thread.reply for thread in self.threads}
        alone = self.threads[0].reply if self.threads else self.first_words
        reply = known.get(home, self.first_words if self.quiet_homes else alone)
        reply.typed, reply.errors = typed, errors
        self.is_writing = True
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
    photos = _photos_of(ids, person, circle)
    comments = _comments_of(ids, person, circle, child=child, notes=notes, now=now)
    friends = _friends_of(lines, person, circle, child=child)
    page = get_language() or ""
    return [
        _entry(
            line, person, circle, photos, comments, notes=notes, friends=friends, page=page, now=now
        )
        for line in lines
    ]


def _note(seen: Observation, notes: dict[uuid.UUID, str]) -> str:
    """Who the author is to the child, and who began what the author finished."""
    note = notes.get(seen.author_id, "")
    if seen.begun_by_id is None or seen.begun_by is None:
        return note
    begun = _("begun by %(name)s") % {"name": seen.begun_by.name}
    return f"{note}, {begun}" if note else begun


def _entry(
    line: ObservationChild,
    person: Person,
    circle: Circle,
    photos: dict[uuid.UUID, list[ShownPhoto]],
    comments: dict[uuid.UUID, dict[uuid.UUID, list[ShownComment]]],
    *,
    notes: dict[uuid.UUID, str],
    friends: dict[uuid.UUID, str],
    page: str,
    now: datetime,
) -> Entry:
    seen = line.observation
    is_draft = not line.is_shared
    entry = Entry(
        id=seen.pk,
        author=seen.author.name,
        author_note=_note(seen, notes),
        when=Moment.of(line.at, now),
        words=seen.words,
        language=shown_language(seen.language, page),
        child_voice=seen.child_voice,
        areas=[plain_area(code) for code in seen.areas],
        next_step=seen.next_step,
        try_at_home=seen.try_at_home,
        is_wow=seen.kind == Observation.Kind.WOW,
        is_from_home=seen.kind == Observation.Kind.HOME,
        is_draft=is_draft,
        edit_url=(
            _edit_pattern().replace(str(NOBODY), str(seen.pk))
            if is_draft and seen.author_id == person.id
            else ""
        ),
        friends=friends.get(seen.pk, ""),
        url=f"{_detail_pattern().replace(str(NOBODY), str(seen.pk))}?child={line.child_id}",
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


def _photos_of(
    ids: list[uuid.UUID], person: Person, circle: Circle
) -> dict[uuid.UUID, list[ShownPhoto]]:
    found: dict[uuid.UUID, list[ShownPhoto]] = defaultdict(list)
    photos = photos_in_journal(ids, person, link=circle.own_link)
    for row, entry, width, height, description in photos.values_list(
        "pk", "observation_id", "width", "height", "description"
    ):
        found[entry].append(ShownPhoto(str(row), str(width), str(height), description))
    return found


def _comments_of(
    ids: list[uuid.UUID],
    person: Person,
    circle: Circle,
    *,
    child: Child,
    notes: dict[uuid.UUID, str],
    now: datetime,
) -> dict[uuid.UUID, dict[uuid.UUID, list[ShownComment]]]:
    """Observation → home → what was said, oldest first."""
    found: dict[uuid.UUID, dict[uuid.UUID, list[ShownComment]]] = defaultdict(
        lambda: defaultdict(list)
    )
    page = get_language() or ""
    said = comments_in_journal(ids, child, link=circle.own_link).values_list(
        *("observation_id", "family_id", "author_id", "author__known_as", "author__full_name"),
        *("words", "language", "at"),
    )
    for entry, home, author, known_as, full_name, words, language, at in said:
        found[entry][home].append(
            ShownComment(
                author=known_as or full_name,
                note=notes.get(author, ""),
                words=words,
                language=shown_language(language, page),
                when=Moment.of(at, now),
                is_mine=author == person.id,
            )
        )
    return found


def _friends_of(
    lines: list[ObservationChild], person: Person, circle: Circle, *, child: Child
) -> dict[uuid.UUID, str]:
    """Who else was there. Staff read the names of the children they may know of; families read
    "with friends" and, of the others, only their own children's names."""
    groups = [
        line.observation_id for line in lines if line.observation.kind == Observation.Kind.GROUP
    ]
    names: dict[uuid.UUID, list[str]] = defaultdict(list)
    own = {each.pk for each in circle.own_children} - {child.pk}
    if groups and (own or circle.own_link is None):
        others = friends_in_journal(groups, child, person, own_children=own, link=circle.own_link)
        for observation_id, name in others.order_by("child__known_as").values_list(
            "observation_id", "child__known_as"
        ):
            names[observation_id].append(name)
    said = _("with %(names)s") if circle.own_link is None else _("with %(names)s and friends")
    return {
        key: said % {"names": ", ".join(names[key])} if names[key] else _("with friends")
        for key in groups
    }


def plain_area(code: str) -> str:
    """An area of learning in words that every parent knows; an unknown code as it is."""
    return str(PLAIN_AREAS[AreaOfLearning(code)]) if code in PLAIN_AREAS else code


# Resolving an address costs more than the row it stands in, and only the ids differ.


@cache
def _detail_pattern() -> str:
    return reverse("learning_journals:observation_detail", args=[NOBODY])


@cache
def _edit_pattern() -> str:
    return reverse("learning_journals:observation_edit", args=[NOBODY])


@cache
def _photo_pattern(size: str) -> str:
    return reverse("learning_journals:photo_file", args=[NOBODY, size])


def photo_address(photo_id: uuid.UUID | str, size: str) -> str:
    """Where a photograph is delivered; `size` is thumb, page or print."""
    return _photo_pattern(size).replace(str(NOBODY), str(photo_id))


@cache
def _comment_pattern() -> str:
    return reverse("learning_journals:comment_create", args=[NOBODY, NOTHING])


def _comment_address(child_id: uuid.UUID, observation_id: uuid.UUID) -> str:
    return (
        _comment_pattern()
        .replace(str(NOBODY), str(child_id))
        .replace(str(NOTHING), str(observation_id))
    )
