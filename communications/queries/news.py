"""What is new for a person since a moment: for the first page, for what's new, and for the digest.

The digest asks the same sources as the page that its link leads to, with the rights of the day on
which it is sent. It never asks what the news says, only whether there is any.
"""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from families.context import Person
from families.kept import kept
from families.models import User
from families.policies import in_care_of, links_held_by, own_child_ids_of
from feedback.queries.tray import brought_for
from learning_journals.models import Observation, Photo
from learning_journals.policies import (
    comments_visible_to,
    daily_notes_visible_to,
    journal_lines_visible_to,
    notices_visible_to,
    photos_visible_to,
    reports_visible_to,
)
from learning_journals.queries.as_read import Hiding, hidden_below, read_by

from .. import policies
from ..models import Participant, is_unread
from .moments import Moment

MOST_ITEMS = 30
OPENING_LETTERS = 180


@dataclass(frozen=True)
class NewsItem:
    """One new thing: what it is, how it begins, and where it stands."""

    icon: str
    title: str
    opening: str
    language: str
    url: str
    at: datetime
    when: Moment


@dataclass(frozen=True)
class News:
    """New things, the newest first. `is_whole` is False if there are more than are shown."""

    items: list[NewsItem]
    since: datetime
    is_whole: bool = True


@dataclass(frozen=True)
class JournalMoment:
    """One entry of a journal as the first page shows it."""

    author: str
    child: str
    opening: str
    language: str
    url: str
    when: Moment
    is_new: bool
    photo: str  # address of a small picture, or empty
    description: str
    width: str
    height: str


@dataclass(frozen=True)
class Source:
    """One kind of new thing: its rows for a person, with the moment as `new_at`, and how a row is
    told in a title, an opening and an address."""

    icon: str
    rows: Callable[[Person], QuerySet[Any]]
    tell: Callable[[Any, Person], tuple[str, str, str, str]]


def has_news(person: Person, *, setting_id: uuid.UUID, since: datetime) -> bool:
    """Whether something in one setting is new for this person since a moment, a message that came
    since is still unread, or something happened to a child of theirs: one statement."""
    found = Q(Exists(unread_talks(person).filter(setting_id=setting_id, last_heard_at__gt=since)))
    notices = notices_visible_to(person).filter(
        setting_id=setting_id,
        signed_at__gt=since,
        child__in=own_child_ids_of(person, sees_daily_notes=True),
    )
    found |= Q(Exists(notices))
    at_work = STAFF_SOURCES if person.cares else ABOVE_SOURCES if person.governs else ()
    for source in (*FAMILY_SOURCES, *at_work):
        rows = source.rows(person).filter(setting_id=setting_id)
        found |= Q(Exists(rows.filter(new_at__gt=since)))
    return User.objects.filter(found, pk=person.id).exists()


def unread_talks(person: Person) -> QuerySet[Participant]:
    """This person's own place in every talk in which something is unread."""
    return Participant.objects.filter(
        is_unread(),
        user=person.user,
        conversation__in=policies.conversations_visible_to(person),
    )


def family_news(person: Person, *, since: datetime, most: int = MOST_ITEMS) -> News:
    """What is new about one's own children since a moment. Four queries."""
    return _news(FAMILY_SOURCES, person, since=since, most=most)


def newest_moments(person: Person, *, since: datetime, most: int) -> list[JournalMoment]:
    """The newest entries in the journals of one's own children, new or not, with a photograph each
    if there is one that this person may see. Two queries."""
    lines = {line.observation_id: line for line in _newest_entries(person, most=2 * most)}
    newest = list(lines.values())[:most]
    photos: dict[uuid.UUID, Photo] = {}
    for photo in _photos_of(person, observations=[*lines]):
        photos.setdefault(photo.observation_id, photo)
    now = timezone.now()
    return [_moment(line, photos.get(line.observation_id), person, since, now) for line in newest]


@kept
def _newest_entries(person: Person, *, most: int) -> QuerySet[Any]:
    return _entries(person).order_by("-new_at")[:most]


@kept
def _photos_of(person: Person, *, observations: list[uuid.UUID]) -> QuerySet[Photo]:
    return photos_visible_to(person).filter(observation__among=observations).order_by("pk")


def staff_news(person: Person, *, since: datetime, most: int = MOST_ITEMS) -> News:
    """What was said and sent from home about the children in one's care since a moment, by others,
    and for whom has a tray that the letterbox was emptied. Two queries, or three."""
    sources = ABOVE_SOURCES if person.governs else STAFF_SOURCES
    return _news(sources, person, since=since, most=most)


def _news(sources: Iterable[Source], person: Person, *, since: datetime, most: int) -> News:
    now = timezone.now()
    items: dict[tuple[str, str], NewsItem] = {}
    is_whole = True
    for source in sources:
        rows = list(source.rows(person).filter(new_at__gt=since).order_by("-new_at")[: most + 1])
        is_whole = is_whole and len(rows) <= most
        for row in rows:
            title, opening, language, url = source.tell(row, person)
            # An entry about two of one's children is one piece of news.
            key = (source.icon, str(getattr(row, "observation_id", row.pk)) + opening)
            items.setdefault(
                key,
                NewsItem(
                    icon=source.icon,
                    title=title,
                    opening=_opening(opening),
                    language=language,
                    url=url,
                    at=row.new_at,
                    when=Moment.of(row.new_at, now),
                ),
            )
    newest = sorted(items.values(), key=lambda item: item.at, reverse=True)
    return News(newest[:most], since, is_whole and len(newest) <= most)


def _opening(words: str) -> str:
    """The beginning of what somebody wrote, not cut within a word."""
    words = " ".join(words.split())
    if len(words) <= OPENING_LETTERS:
        return words
    start = words[:OPENING_LETTERS]
    return f"{start.rpartition(' ')[0] or start} …"


# --- the sources ----------------------------------------------------------------------------------


def _entries(person: Person) -> QuerySet[Any]:
    """Shared entries of the journals of one's own children, by others."""
    return (
        journal_lines_visible_to(person)
        .filter(child__in=own_child_ids_of(person), is_shared=True)
        .exclude(observation__author=person.user)
        .select_related("observation__author", "child")
        .annotate(new_at=F("observation__shared_at"))
    )


def _moment(
    line: Any, photo: Photo | None, person: Person, since: datetime, now: datetime
) -> JournalMoment:
    _title, words, language, url = _tell_entry(line, person)
    return JournalMoment(
        author=line.observation.author.name,
        child=line.child.known_as,
        opening=_opening(words),
        language=language,
        url=url,
        when=Moment.of(line.at, now),
        is_new=line.new_at > since,
        photo=reverse("learning_journals:photo_file", args=[photo.pk, "thumb"]) if photo else "",
        description=read_by(line, person).hide(photo.description) if photo else "",
        width=str(photo.width) if photo else "",
        height=str(photo.height) if photo else "",
    )


def _tell_entry(line: Any, person: Person) -> tuple[str, str, str, str]:
    seen = line.observation
    names = {"name": seen.author.name, "child": line.child.known_as}
    title = _("%(name)s wrote about %(child)s") % names
    if seen.kind == Observation.Kind.WOW:
        title = _("%(name)s shared a wow moment of %(child)s") % names
    address = reverse("learning_journals:journal", args=[line.child_id])
    words = read_by(line, person).words
    told = (words, seen.language) if words else (_("A sound from home"), "")
    return title, *told, f"{address}#entry-{seen.pk}"


def _days(person: Person) -> QuerySet[Any]:
    """Released days of one's own children."""
    return (
        daily_notes_visible_to(person)
        .filter(child__in=own_child_ids_of(person), released_at__isnull=False)
        .select_related("child")
        .annotate(new_at=F("released_at"))
    )


def _tell_day(note: Any, _person: Person) -> tuple[str, str, str, str]:
    title = _("%(child)s’s day is ready to read") % {"child": note.child.known_as}
    url = reverse("learning_journals:day_detail", args=[note.child_id, note.day])
    return title, note.words, "", url


def _comments(person: Person) -> QuerySet[Any]:
    """What others said under an entry about one's own children."""
    return _said(person).filter(child__in=own_child_ids_of(person))


def _comments_in_care(person: Person) -> QuerySet[Any]:
    """What others said under an entry about the children in one's care."""
    return _said(person).filter(in_care_of(person, "child"))


def _said(person: Person) -> QuerySet[Any]:
    return (
        comments_visible_to(person)
        .exclude(author=person.user)
        .select_related("author", "child")
        .annotate(new_at=F("at"), hidden=hidden_below())
    )


def _tell_comment(comment: Any, person: Person) -> tuple[str, str, str, str]:
    title = _("%(name)s said something in %(child)s’s journal") % {
        "name": comment.author.name,
        "child": comment.child.known_as,
    }
    address = reverse("learning_journals:journal", args=[comment.child_id])
    words = comment.words
    if comment.child_id in own_child_ids_of(person):  # what staff say of others below an entry
        own = [link.child for link in links_held_by(person)]
        words = Hiding(comment.hidden or [], own=own)(words)
    return title, words, comment.language, f"{address}#entry-{comment.observation_id}"


def _reports(person: Person) -> QuerySet[Any]:
    """Shared reports of one's own children."""
    return (
        reports_visible_to(person)
        .filter(child__in=own_child_ids_of(person), shared_at__isnull=False)
        .select_related("child")
        .annotate(new_at=F("shared_at"))
    )


def _tell_report(report: Any, _person: Person) -> tuple[str, str, str, str]:
    title = _("%(child)s’s report is ready to read") % {"child": report.child.known_as}
    return title, "", "", reverse("learning_journals:report_list")


def _from_home(person: Person) -> QuerySet[Any]:
    """Entries that families wrote about the children in one's care."""
    return (
        journal_lines_visible_to(person)
        .filter(in_care_of(person, "child"), is_shared=True)
        .filter(observation__kind=Observation.Kind.HOME)
        .exclude(observation__author=person.user)
        .select_related("observation__author", "child")
        .annotate(new_at=F("observation__shared_at"))
    )


FAMILY_SOURCES = (
    Source("book-open", _entries, _tell_entry),
    Source("message-square", _comments, _tell_comment),
    Source("sun", _days, _tell_day),
    Source("file-text", _reports, _tell_report),
)


def _tell_notes(_letterbox: Any, _person: Person) -> tuple[str, str, str, str]:
    return _("There are new notes from the letterbox"), "", "", reverse("feedback:tray")


# What an owner or committee hears of: that the letterbox brought something for them.
ABOVE_SOURCES = (Source("inbox", brought_for, _tell_notes),)
STAFF_SOURCES = (
    Source("house", _from_home, _tell_entry),
    Source("message-square", _comments_in_care, _tell_comment),
    *ABOVE_SOURCES,
)
