"""The list of talks, and one talk with its messages, ready to be shown.

Names are looked up apart from the rows they belong to: a colleague who no longer cares for a child
still reads the talk, but not who the adults around the child are today.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Left
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from families.context import Person
from families.kept import kept
from families.models import Child, User
from families.models.languages import how_to_write_to
from families.policies import can_see_portrait, children_visible_to
from families.queries.local_services import GivenCard, given_card
from families.templatetags.ui import say_when

from .. import policies
from ..models import Conversation, Message, Participant, is_unread
from .moments import Moment, cursor_of, read_cursor
from .people import Reader, joined, joining, name_or_gone, people_by_id, readers_of

TALKS_A_PAGE = 20
MESSAGES_A_PAGE = 40
OPENING_LETTERS = 140


@dataclass(frozen=True)
class TalkRow:
    """One talk in the list."""

    id: uuid.UUID
    url: str
    subject: str
    who: str
    face: str  # whose initials stand for it: staff see the child, families the first of the others
    photo: str
    child: str
    opening: str  # how the newest message begins
    language: str
    when: Moment
    is_unread: bool


@dataclass(frozen=True)
class TalkList:
    rows: list[TalkRow]
    older: str  # the cursor of the next page; empty on the last


@dataclass
class ShownMessage:
    """One message. `seen` says under one's own words who has read that far."""

    id: uuid.UUID
    author: str
    words: str
    language: str
    when: Moment
    is_mine: bool
    seen: str = ""
    joined: str = ""  # who reads along from this message on
    card: GivenCard | None = None  # help nearby that somebody of the nursery put beside it


@dataclass(frozen=True)
class Talk:
    """One talk as its page shows it."""

    conversation: Conversation
    child: str
    audience: str
    others: str
    joining: str  # who will read along as soon as this person writes; mostly nobody
    how_to_write: list[tuple[str, str]]  # for staff: an adult's name, and their languages
    messages: list[ShownMessage]
    heard_at: datetime | None  # up to where this person has read when they have read this page
    older: str
    form_key: str = field(default_factory=lambda: str(uuid.uuid4()))


def unread_talks_of(person: Person) -> int | None:
    """For the navigation of every page: in how many talks something is unread; None if there are no
    messages for this person. One statement, over an index of what is unread alone."""
    if not policies.can_use_messages(person):
        return None
    return sum(_how_many_unread(person))


@kept
def _how_many_unread(person: Person) -> QuerySet[Participant, int]:
    unread = Participant.objects.filter(
        is_unread(),
        user=person.user,
        conversation__in=policies.conversations_visible_to(person),
    )
    return (
        unread.order_by().values("user").annotate(many=Count("pk")).values_list("many", flat=True)
    )


def talks_of(
    person: Person, *, before: str = "", most: int = TALKS_A_PAGE, only_unread: bool = False
) -> TalkList:
    """A page of talks, those with something unread first, then the newest. Three queries.

    `before` is the cursor of the page above, or empty for the first.
    """
    page, older = _page_of_talks(person, before=before, most=most, only_unread=only_unread)
    return _list_of(page, older, person, _who_is_who(person, page))


def talk_for(conversation: Conversation, person: Person, *, before: str = "") -> Talk:
    """One talk with its newest messages, or those before the cursor `before`. Four queries."""
    found = _said_in(conversation, person, before=before)
    return _talk_of(conversation, person, found, _who_is_who(person, [conversation]))


def talk_beside_list(
    conversation: Conversation, person: Person, *, before: str = ""
) -> tuple[Talk, TalkList]:
    """The same, and the first page of the list to stand beside it. One query more."""
    found = _said_in(conversation, person, before=before)
    page, older = _page_of_talks(person, before="", most=TALKS_A_PAGE, only_unread=False)
    known = _who_is_who(person, [conversation, *page])
    return (
        _talk_of(conversation, person, found, known),
        _list_of(page, older, person, known),
    )


@dataclass(frozen=True)
class _Known:
    """Names of people and children that the person may know, by id."""

    people: dict[uuid.UUID, User]
    children: dict[uuid.UUID, Child]

    @cached_property
    def names(self) -> dict[uuid.UUID, str]:
        return {user_id: user.name for user_id, user in self.people.items()}


@dataclass(frozen=True)
class _Said:
    """The rows of one talk: some messages, oldest first, and everybody who reads it."""

    messages: list[Message]
    readers: list[Any]  # of `readers_of`
    joining: list[Reader]
    older: str
    is_newest: bool


def _who_is_who(person: Person, talks: list[Any]) -> _Known:
    """Whoever reads or wrote in these talks, and whom they are about: two queries."""
    return _Known(
        people_by_id(user for talk in talks for user in talk.audience),
        {
            child.pk: child
            for child in _children(person, children={talk.child_id for talk in talks})
        },
    )


@kept
def _children(person: Person, *, children: Collection[uuid.UUID]) -> QuerySet[Child]:
    return children_visible_to(person).filter(pk__among=children)


@kept
def _messages(
    person: Person, *, conversation_id: uuid.UUID, at: datetime | None, row: uuid.UUID | None
) -> QuerySet[Message]:
    said = Message.objects.filter(conversation_id=conversation_id).select_related("card")
    if at is not None:
        said = said.filter(at__lte=at).exclude(at=at, id__gte=row)
    return said.order_by("-at", "-id")[: MESSAGES_A_PAGE + 1]


def _page_of_talks(
    person: Person, *, before: str, most: int, only_unread: bool
) -> tuple[list[Any], str]:
    at, row, was_unread = read_cursor(before) or (None, None, False)
    page = _talks(
        person, at=at, row=row, was_unread=was_unread, only_unread=only_unread, most=most + 1
    )
    older = _cursor(page[most - 1]) if len(page) > most else ""
    return page[:most], older


@kept
def _talks(
    person: Person,
    *,
    at: datetime | None,
    row: uuid.UUID | None,
    was_unread: bool,
    only_unread: bool,
    most: int,
) -> QuerySet[Any]:
    mine = Participant.objects.filter(user=person.user)
    newest = Message.objects.filter(conversation=OuterRef("pk")).order_by("-at", "-id")
    unread = Case(
        When(Q(pk__in=mine.filter(is_unread()).values("conversation_id")), then=True),
        default=False,
        output_field=BooleanField(),
    )
    talks = (
        policies.conversations_visible_to(person)
        .annotate(
            unread=unread,
            opening=Subquery(
                newest.annotate(start=Left("words", OPENING_LETTERS)).values("start")[:1]
            ),
            opening_language=Subquery(newest.values("language")[:1]),
        )
        .order_by("-unread", "-last_message_at", "-pk")
    )
    if only_unread:
        talks = talks.filter(unread=True)
    if at is not None:  # those that come after the cursor, in the order of the list
        further = Q(unread=was_unread, last_message_at__lte=at)
        further &= ~Q(last_message_at=at, pk__gte=row)
        talks = talks.filter(further | Q(unread=False) if was_unread else further)
    return talks[:most]


def _list_of(page: list[Any], older: str, person: Person, known: _Known) -> TalkList:
    now = timezone.now()
    return TalkList([_row(talk, person, known, now) for talk in page], older)


def _row(talk: Any, person: Person, known: _Known, now: datetime) -> TalkRow:
    others = [name_or_gone(known.names, user) for user in talk.audience if user != person.id]
    child = known.children.get(talk.child_id)
    child_name = _name_of(child)
    shows_child = person.is_staff or not others
    has_portrait = (
        shows_child and child is not None and child.portrait and can_see_portrait(person, child)
    )
    return TalkRow(
        id=talk.pk,
        url=reverse("communications:conversation_detail", args=[talk.pk]),
        subject=talk.subject,
        who=joined(others) or child_name,
        face=child_name if shows_child else others[0],
        photo=(
            reverse("learning_journals:portrait_file", args=[talk.child_id]) if has_portrait else ""
        ),
        child=child_name,
        opening=talk.opening or "",
        language=talk.opening_language or "",
        when=Moment.of(talk.last_message_at, now),
        is_unread=talk.unread,
    )


def _said_in(conversation: Conversation, person: Person, *, before: str) -> _Said:
    """Two queries; a few more if nobody of the staff who is in it works here any more."""
    place = {user_id: index for index, user_id in enumerate(conversation.audience)}
    # First who has heard of what, then the messages: what comes in between is on the page and
    # still unread, and never the other way round.
    readers = sorted(
        readers_of(conversation, person),
        key=lambda reader: place.get(reader.user_id, len(place)),
    )
    at, row, _flag = read_cursor(before) or (None, None, False)
    page = _messages(person, conversation_id=conversation.pk, at=at, row=row)
    older = cursor_of(page[-2].at, page[-2].pk) if len(page) > MESSAGES_A_PAGE else ""
    newcomers = joining(conversation, person, readers)
    return _Said(page[:MESSAGES_A_PAGE][::-1], readers, newcomers, older, is_newest=not before)


def _talk_of(conversation: Conversation, person: Person, said: _Said, known: _Known) -> Talk:
    names, now = known.names, timezone.now()
    others = [reader for reader in said.readers if reader.user_id != person.id]
    can_read = [each for each in said.readers if each.works_here or not each.is_staff]
    messages = [
        ShownMessage(
            id=message.pk,
            author=name_or_gone(names, message.author_id),
            words=message.words,
            language=message.language,
            when=Moment.of(message.at, now),
            is_mine=message.author_id == person.id,
            card=given_card(message),
        )
        for message in said.messages
    ]
    _say_who_joined(said, messages, names)
    if said.is_newest:
        _say_who_read(said.messages, messages, others, names, now)
    return Talk(
        conversation=conversation,
        child=_name_of(known.children.get(conversation.child_id)),
        audience=joined([name_or_gone(names, reader.user_id) for reader in can_read]),
        others=joined(
            [name_or_gone(names, each.user_id) for each in can_read if each.user_id != person.id]
        ),
        joining=joined([reader.with_note for reader in said.joining]),
        how_to_write=_how_to_write(others, known) if person.is_staff else [],
        messages=messages,
        heard_at=next((r.last_heard_at for r in said.readers if r.user_id == person.id), None),
        older=said.older,
    )


def _how_to_write(others: list[Any], known: _Known) -> list[tuple[str, str]]:
    """Of the adults of the home: what each has said about their languages (S17)."""
    adults = [
        known.people[each.user_id]
        for each in others
        if not each.is_staff and each.user_id in known.people
    ]
    return [(user.name, said) for user in adults if (said := how_to_write_to(user))]


def _newest_unseen(page: list[Message], reader: Participant) -> int | None:
    """Which message of the page a reader has certainly not seen: one that was committed after they
    had opened the talk carries an earlier time than that."""
    heard, read = reader.last_heard_at, reader.last_read_at
    if heard is None or (read and read >= heard):
        return None
    by_others = [i for i, message in enumerate(page) if message.author_id != reader.user_id]
    return by_others[-1] if by_others else None


def _say_who_joined(said: _Said, shown: list[ShownMessage], names: dict[uuid.UUID, str]) -> None:
    """Above the message from which on somebody reads along."""
    new: dict[datetime, list[str]] = defaultdict(list)
    for reader in said.readers:
        if reader.joined_at:
            new[reader.joined_at].append(name_or_gone(names, reader.user_id))
    for message, bubble in zip(said.messages, shown, strict=True):
        bubble.joined = joined(new.get(message.at, []))


def _say_who_read(
    page: list[Message],
    shown: list[ShownMessage],
    others: list[Participant],
    names: dict[uuid.UUID, str],
    now: datetime,
) -> None:
    """Under the newest of one's own messages that each reader has seen: "Read by Marek, 16:10"."""
    said: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    mine = [index for index, message in enumerate(shown) if message.is_mine]
    for reader in others:
        read_at = reader.last_read_at
        unseen = _newest_unseen(page, reader)
        seen = [i for i in mine if read_at and page[i].at <= read_at and i != unseen]
        if read_at and seen:
            name = name_or_gone(names, reader.user_id)
            said[seen[-1]][say_when(read_at, now)].append(name)
    for index, readers in said.items():
        at_times = [
            _("%(names)s, %(when)s") % {"names": joined(who), "when": when}
            for when, who in readers.items()
        ]
        shown[index].seen = _("Read by %(readers)s") % {"readers": "; ".join(at_times)}
    if mine and not shown[mine[-1]].seen:
        shown[mine[-1]].seen = _("Sent. Nobody has opened it yet.")


# --- one step further back ------------------------------------------------------------------------


def _cursor(talk: Any) -> str:
    return cursor_of(talk.last_message_at, talk.pk, flag=talk.unread)


def _name_of(child: Child | None) -> str:
    return child.known_as if child else _("a child who has moved on")
