"""Entries of a journal, ready to be shown: the same number of queries for ten or for four hundred.

Everything a row of the page says is made ready here (spoken dates, addresses, sizes as text):
formatting in the template is what makes a long page slow.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from families.context import Person
from families.kept import kept
from families.models import Child, ParentCarer
from families.templatetags.ui import exact_day, say_when

from ..frameworks import plain_area
from ..models import EntryAnswer, Observation, ObservationChild
from ..policies import (
    answers_in_journal,
    can_answer,
    comments_in_journal,
    friends_in_journal,
    journal_lines_visible_to,
    photos_in_journal,
    sounds_in_journal,
)
from ..sounds import SoundRefused
from .as_read import NAMES, AsRead, as_family_reads, as_written
from .circle import Circle, key_persons_of

NOBODY, NOTHING = uuid.UUID(int=0), uuid.UUID(int=1)  # stand for ids in an address


Kind, Result = EntryAnswer.Kind, EntryAnswer.Result
LABELS = {Kind.CHEER.value: gettext_lazy("Cheer"), Kind.SEE_TOO.value: Kind.SEE_TOO.label}
HOW_IT_WAS = {
    Result.LOVED.value: gettext_lazy("%(name)s tried it: loved it"),
    Result.SO_SO.value: gettext_lazy("%(name)s tried it: so-so"),
    Result.NOT_FOR_US.value: gettext_lazy("%(name)s tried it: not for us"),
}
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
class Linked:
    """An observation that another grew from, or went on with: its day and first words."""

    url: str
    day: str
    words: str
    language: str


@dataclass(frozen=True)
class ShownSound:
    """A sound of an entry: ready, or still to come, or not to be had (`problem` says to who sent it
    why, and what to do)."""

    id: str
    url: str  # empty until it can be heard
    length: str  # "14 seconds"
    heard: str
    language: str
    state_url: str  # asked again while it is being made ready; empty otherwise
    problem: str


@dataclass(frozen=True)
class ShownComment:
    author: str
    note: str
    words: str
    language: str
    when: Moment
    is_mine: bool


@dataclass(frozen=True)
class ShownAnswer:
    """An answer without many words, in one sentence; `words` are those of who tried something."""

    sign: str  # its icon
    said: str
    words: str = ""
    language: str = ""


@dataclass(frozen=True)
class Tap:
    """A button under an entry: `name` is what it sends, `is_mine` whether it was given already,
    `is_new` whether it was pressed just now."""

    name: str
    label: str
    is_mine: bool
    is_new: bool = False


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
    is_waiting: bool  # for a second reader
    edit_url: str
    friends: str
    url: str
    comment_url: str
    photos: list[ShownPhoto] = field(default_factory=list)
    sound: ShownSound | None = None
    threads: list[Thread] = field(default_factory=list)
    # Homes with which nothing was said yet: they share one form, in which one of them is chosen.
    quiet_homes: list[Thread] = field(default_factory=list)
    first_words: Reply = field(default_factory=Reply)
    answers: list[ShownAnswer] = field(default_factory=list)
    taps: list[Tap] = field(default_factory=list)
    tried_url: str = ""  # where one says how it was to try it at home
    has_tried: bool = False
    is_writing: bool = False  # whether the forms are open
    grew_from: Linked | None = None
    went_on: list[Linked] = field(default_factory=list)
    hidden: str = ""  # for staff: the names instead of which the family reads "a friend"
    child: str = ""  # whose family that is

    @property
    def can_be_answered(self) -> bool:
        """Whether there is a home to talk with."""
        return bool(self.threads or self.quiet_homes)

    def note_tap(self, kind: str) -> None:
        """Let the button that was pressed keep the focus."""
        self.taps = [replace(tap, is_new=tap.name.endswith(kind)) for tap in self.taps]

    def keep(self, *, home: str, typed: str, errors: list[str]) -> Reply:
        """Put what was typed, and what is wrong with it, back under the thread it was meant for."""
        known = {thread.family_id: thread.reply for thread in self.threads}
        alone = self.threads[0].reply if self.threads else self.first_words
        reply = known.get(home, self.first_words if self.quiet_homes else alone)
        reply.typed, reply.errors = typed, errors
        self.is_writing = True
        return reply


@dataclass(frozen=True)
class _Said:
    """An answer without many words as it was read, with who gave it."""

    author: uuid.UUID
    name: str
    kind: str
    result: str
    words: str
    language: str


@dataclass
class _Under:
    """What stands under one entry: home → what was said, oldest first; answers without words."""

    comments: dict[uuid.UUID, list[ShownComment]] = field(default_factory=lambda: defaultdict(list))
    answers: list[_Said] = field(default_factory=list)


def entries_of(
    lines: Iterable[ObservationChild], person: Person, *, child: Child, circle: Circle
) -> list[Entry]:
    """Journal lines with all that is shown beside them: who wrote, photographs, threads, friends.
    At most five queries, none for no lines."""
    lines = list(lines)
    if not lines:
        return []
    for line in lines:
        line.child = child  # known already, and asked for by what may be answered
    now = timezone.now()
    notes = circle.relations | key_persons_of(child, person)
    read = {line.observation_id: _read(line, circle, person) for line in lines}
    photos, sounds = _beside(lines, read, person, circle)
    under = _said_under(read, person, circle, child=child, notes=notes, now=now)
    friends = _friends_of(lines, person, circle, child=child)
    linked = _linked_with(lines, person, circle, child=child)
    page = get_language() or ""
    entries = [
        _entry(
            line,
            person,
            circle,
            photos,
            under,
            read=read[line.observation_id],
            notes=notes,
            friends=friends,
            page=page,
            now=now,
        )
        for line in lines
    ]
    for entry, line in zip(entries, lines, strict=True):
        entry.child = child.known_as
        answers = under[entry.id].answers if entry.id in under else []
        _put_answers(entry, line, person, answers, page=page)
        entry.grew_from = linked.get(line.observation.builds_on_id)
        entry.went_on = linked.get_later(entry.id)
        entry.sound = sounds.get(entry.id)
    return entries


def _read(line: ObservationChild, circle: Circle, person: Person) -> AsRead:
    """Whoever opened the journal as family reads it as one, also who works here as well; and a
    second reader reads what waits as the family will."""
    seen = line.observation
    if seen.status == Observation.Status.WAITING and seen.author_id != person.id:
        return as_family_reads(line, own=[line.child])
    if circle.own_link is None:
        return as_written(line.observation)
    return as_family_reads(line, own=circle.own_children)


def _note(seen: Observation, notes: dict[uuid.UUID, str], *, is_staff: bool) -> str:
    """Who the author is to the child, who began what the author finished, and, for staff, who read
    it before the family."""
    said = [notes.get(seen.author_id, "")]
    if seen.begun_by_id and seen.begun_by:
        said.append(_("begun by %(name)s") % {"name": seen.begun_by.name})
    if is_staff and seen.reader_id and seen.reader:
        said.append(_("read by %(name)s") % {"name": seen.reader.name})
    return ", ".join(each for each in said if each)


def _entry(
    line: ObservationChild,
    person: Person,
    circle: Circle,
    photos: dict[uuid.UUID, list[ShownPhoto]],
    under: dict[uuid.UUID, _Under],
    *,
    read: AsRead,
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
        author_note=_note(seen, notes, is_staff=circle.own_link is None),
        when=Moment.of(line.at, now),
        words=read.words,
        language=shown_language(seen.language, page),
        child_voice=read.child_voice,
        areas=[plain_area(seen.framework, code) for code in seen.areas],
        next_step=read.next_step,
        try_at_home=read.try_at_home,
        is_wow=seen.kind == Observation.Kind.WOW,
        is_from_home=seen.kind == Observation.Kind.HOME,
        is_draft=is_draft,
        is_waiting=seen.status == Observation.Status.WAITING,
        edit_url=(
            _edit_pattern().replace(str(NOBODY), str(seen.pk))
            if seen.status == Observation.Status.DRAFT and seen.author_id == person.id
            else ""
        ),
        friends=friends.get(seen.pk, ""),
        url=entry_address(seen.pk, None if _has_one_child(circle) else line.child_id),
        comment_url=_comment_address(line.child_id, seen.pk),
        photos=photos.get(seen.pk, []),
        hidden=", ".join(line.hidden_names) if circle.own_link is None else "",
    )
    if not is_draft:
        said = under[seen.pk].comments if seen.pk in under else {}
        homes = {key: home for key, home in circle.homes.items() if line.family_id in (None, key)}
        several = len(homes) > 1
        for key, home in homes.items():
            thread = Thread(str(key), home.name if several else "", said.get(key, []))
            if thread.comments or not several:
                entry.threads.append(thread)
            else:
                entry.quiet_homes.append(thread)
    return entry


# What a photograph and a sound have in one statement: `by` is who sent it, `width` of a sound its
# seconds (0 until it is ready).
BESIDE = (
    *("pk", "observation_id", "width", "height", "description"),
    *("what", "refused", "language", "by", "place"),
)
PHOTO, SOUND = "photo", "sound"


def _beside(
    lines: list[ObservationChild],
    read: dict[uuid.UUID, AsRead],
    person: Person,
    circle: Circle,
) -> tuple[dict[uuid.UUID, list[ShownPhoto]], dict[uuid.UUID, ShownSound]]:
    """Observation → its photographs, and → its sound: one statement for both. Sounds stand in
    entries from home alone; without one of those there are none to ask for."""
    photos: dict[uuid.UUID, list[ShownPhoto]] = defaultdict(list)
    sounds: dict[uuid.UUID, ShownSound] = {}
    from_home = [line.observation_id for line in lines if line.family_id]
    rows = _rows_beside(person, entries=list(read), from_home=from_home, link=circle.own_link)
    for row, entry, width, height, said, what, refused, language, by, _place in rows:
        if what == SOUND:
            sounds[entry] = shown_sound(
                row,
                seconds=width,
                refused=refused,
                heard=said,
                language=language,
                is_mine=by == person.id,
            )
            continue
        shows = read[entry].hide(said)
        photos[entry].append(ShownPhoto(str(row), str(width), str(height), shows))
    return photos, sounds


@kept
def _rows_beside(
    person: Person,
    *,
    entries: list[uuid.UUID],
    from_home: list[uuid.UUID],
    link: ParentCarer | None,
) -> QuerySet[Any]:
    rows = (
        photos_in_journal(entries, person, link=link)
        .order_by()
        .annotate(
            what=Value(PHOTO),
            refused=Value(""),
            language=Value(""),
            by=F("uploaded_by_id"),
            place=F("position"),
        )
        .values_list(*BESIDE)
    )
    if from_home:
        heard = sounds_in_journal(from_home, person, link=link).annotate(
            width=Coalesce("seconds", 0),
            height=Value(0),
            description=F("heard"),
            what=Value(SOUND),
            by=F("uploaded_by_id"),
            place=Value(0),
        )
        rows = rows.union(heard.values_list(*BESIDE), all=True)
    return rows.order_by("place", "pk")


def shown_sound(
    sound_id: uuid.UUID, *, seconds: int, refused: str, heard: str, language: str, is_mine: bool
) -> ShownSound:
    """A sound as it is found, ready when it has `seconds`. Why one could not be kept is for who
    sent it."""
    problem = ""
    if refused:
        problem = _("There was a sound here that could not be kept.")
        if is_mine:
            reason = SoundRefused(refused).message
            problem = _("We could not read this sound. %(reason)s") % {"reason": reason}
    named = [sound_id]
    return ShownSound(
        id=str(sound_id),
        url=reverse("learning_journals:sound_file", args=named) if seconds else "",
        length=spoken_seconds(seconds),
        heard=heard,
        language=shown_language(language, get_language() or ""),
        state_url=(
            "" if seconds or problem else reverse("learning_journals:sound_state", args=named)
        ),
        problem=problem,
    )


def spoken_seconds(seconds: int) -> str:
    """A length of time in words: "14 seconds", "1 minute 5 seconds"."""
    minutes, rest = divmod(seconds, 60)
    said = []
    if minutes:
        said.append(ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes})
    if rest or not minutes:
        said.append(ngettext("%(n)s second", "%(n)s seconds", rest) % {"n": rest})
    return " ".join(said)


LINKED = (
    *("status", "author_id", "words", "language", "child_voice", "next_step", "try_at_home"),
    "builds_on_id",
)
LINKED_LETTERS = 60
UNDER = (
    *("pk", "observation_id", "family_id", "author_id"),
    *("author__known_as", "author__full_name", "words", "language", "at"),
    *("hidden", "what", "how"),
)


def _said_under(
    read: dict[uuid.UUID, AsRead],
    person: Person,
    circle: Circle,
    *,
    child: Child,
    notes: dict[uuid.UUID, str],
    now: datetime,
) -> dict[uuid.UUID, _Under]:
    """Observation → what was said and answered under it: one statement for both."""
    found: dict[uuid.UUID, _Under] = defaultdict(_Under)
    page = get_language() or ""
    for row in _rows_under(person, entries=list(read), child=child, link=circle.own_link):
        _pk, entry, home, author, known_as, full_name, words, language, at = row[:9]
        hidden, what, how = row[9:]
        name = known_as or full_name
        if what:
            found[entry].answers.append(_Said(author, name, what, how, words, language))
            continue
        found[entry].comments[home].append(
            ShownComment(
                author=name,
                note=notes.get(author, ""),
                # What a home says, it says itself.
                words=words if author in circle.relations else read[entry].hide(words, also=hidden),
                language=shown_language(language, page),
                when=Moment.of(at, now),
                is_mine=author == person.id,
            )
        )
    return found


@kept
def _rows_under(
    person: Person, *, entries: list[uuid.UUID], child: Child, link: ParentCarer | None
) -> QuerySet[Any]:
    comments = comments_in_journal(entries, child, link=link).order_by()
    answers = answers_in_journal(entries, child, link=link).order_by()
    return (
        comments.annotate(hidden=Cast("hidden_names", NAMES), what=Value(""), how=Value(""))
        .values_list(*UNDER)
        .union(
            answers.annotate(
                hidden=Cast(Value([]), NAMES), what=F("kind"), how=F("result")
            ).values_list(*UNDER),
            all=True,
        )
        .order_by("at", "pk")
    )


def _put_answers(
    entry: Entry, line: ObservationChild, person: Person, said: list[_Said], *, page: str
) -> None:
    """What was answered under an entry, and what this person may still answer."""
    mine = {each.kind for each in said if each.author == person.id}
    names = {
        kind: ", ".join(each.name for each in said if each.kind == kind)
        for kind in (Kind.CHEER, Kind.SEE_TOO)
    }
    if names[Kind.CHEER]:
        words = _("A cheer from %(names)s") % {"names": names[Kind.CHEER]}
        entry.answers.append(ShownAnswer("party-popper", words))
    if names[Kind.SEE_TOO]:
        words = _("%(names)s: we see this too") % {"names": names[Kind.SEE_TOO]}
        entry.answers.append(ShownAnswer("eye", words))
    for each in said:
        if each.kind == Kind.TRIED:
            words = HOW_IT_WAS[each.result] % {"name": each.name}
            language = shown_language(each.language, page)
            entry.answers.append(ShownAnswer("house", words, each.words, language))
    for kind, label in LABELS.items():
        if can_answer(person, line, kind):
            is_mine = kind in mine
            entry.taps.append(Tap(f"no_{kind}" if is_mine else kind, str(label), is_mine))
    if can_answer(person, line, Kind.TRIED):
        entry.tried_url = entry.comment_url.replace("/comments/", "/tried/")
        entry.has_tried = Kind.TRIED in mine


class _Links(dict[uuid.UUID | None, Linked]):
    """Observations by their ids, and those that went on from one."""

    def __init__(self) -> None:
        super().__init__()
        self.later: dict[uuid.UUID, list[Linked]] = defaultdict(list)

    def get_later(self, key: uuid.UUID) -> list[Linked]:
        return self.later.get(key, [])


def _linked_with(
    lines: list[ObservationChild], person: Person, circle: Circle, *, child: Child
) -> _Links:
    """What these entries grew from and what went on from them, in this same journal: only what is
    shared there. One statement."""
    ids = [line.observation_id for line in lines]
    earlier = [line.observation.builds_on_id for line in lines if line.observation.builds_on_id]
    rows = _linked_lines(person, child=child, entries=ids, earlier=earlier)
    page, found = get_language() or "", _Links()
    for row in rows:
        row.child = child
        seen = row.observation
        words = _read(row, circle, person).words
        linked = Linked(
            url=entry_address(seen.pk, None if _has_one_child(circle) else child.pk),
            day=date_format(timezone.localtime(row.at), "j F"),
            words=Truncator(" ".join(words.split())).chars(LINKED_LETTERS),
            language=shown_language(seen.language, page),
        )
        found[seen.pk] = linked
        if seen.builds_on_id:
            found.later[seen.builds_on_id].append(linked)
    return found


@kept
def _linked_lines(
    person: Person, *, child: Child, entries: list[uuid.UUID], earlier: list[uuid.UUID]
) -> QuerySet[ObservationChild]:
    return (
        journal_lines_visible_to(person)
        .filter(child=child, is_shared=True, family__isnull=True)
        .filter(Q(observation__among=earlier) | Q(observation__builds_on__among=entries))
        .select_related("observation")
        .only(
            *("at", "child_id", "hidden_names", "observation_id"),
            *(f"observation__{name}" for name in LINKED),
        )
        .order_by("at", "pk")
    )


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
        for observation_id, name in _others_in(
            person, groups=groups, child=child, own=own, link=circle.own_link
        ):
            names[observation_id].append(name)
    said = _("with %(names)s") if circle.own_link is None else _("with %(names)s and friends")
    return {
        key: said % {"names": ", ".join(names[key])} if names[key] else _("with friends")
        for key in groups
    }


@kept
def _others_in(
    person: Person,
    *,
    groups: list[uuid.UUID],
    child: Child,
    own: Collection[uuid.UUID],
    link: ParentCarer | None,
) -> QuerySet[ObservationChild, tuple[uuid.UUID, str]]:
    others = friends_in_journal(groups, child, person, own_children=own, link=link)
    return others.order_by("child__known_as").values_list("observation_id", "child__known_as")


# Resolving an address costs more than the row it stands in, and only the ids differ.


@cache
def _detail_pattern() -> str:
    return reverse("learning_journals:observation_detail", args=[NOBODY])


def _has_one_child(circle: Circle) -> bool:
    """Whether it is plain in whose journal a parent reads."""
    return circle.own_link is not None and len(circle.own_children) == 1


def entry_address(observation_id: uuid.UUID, child_id: uuid.UUID | None) -> str:
    """The page of one entry, as it stands in the journal of one child; None where that is plain."""
    address = _detail_pattern().replace(str(NOBODY), str(observation_id))
    return f"{address}?child={child_id}" if child_id else address


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
