"""The list of talks, and one talk with its messages, ready to be shown.

Names are looked up apart from the rows they belong to: a colleague who no longer cares for a child
still reads the talk, but not who the adults around the child are today.
"""

import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Left
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from families.context import Person
from families.models import Child, User
from families.policies import children_visible_to, links_of
from families.templatetags.ui import exact_day, say_when

from .. import policies
from ..models import Conversation, Message, Participant, is_unread
from .people import joined, name_or_gone, names_by_id

TALKS_A_PAGE = 20
MESSAGES_A_PAGE = 40
OPENING_LETTERS = 140


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
            say_when(at, now),
            f"{exact_day(local)}, {local:%H:%M}",
            local.isoformat(timespec="minutes"),
        )


@dataclass(frozen=True)
class TalkRow:
    """One talk in the list."""

    id: uuid.UUID
    url: str
    subject: str
    who: str
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


@dataclass(frozen=True)
class Talk:
    """One talk as its page shows it."""

    conversation: Conversation
    child: str
    audience: str
    others: str
    messages: list[ShownMessage]
    newest_at: datetime
    older: str
    form_key: str = field(default_factory=lambda: str(uuid.uuid4()))


def unread_talks_of(person: Person) -> int | None:
    """For the navigation of every page: in how many talks something is unread; None if there are no
    messages for this person. One statement, over an index of what is unread alone."""
    unread = (
        Participant.objects.filter(
            is_unread(),
            user=person.user,
            conversation__in=policies.conversations_visible_to(person),
        )
        .order_by()
        .values("user")
        .annotate(n=Count("pk"))
        .values("n")
    )
    is_open = Value(True) if person.is_staff else Exists(links_of(person).filter(can_message=True))
    found = (
        User.objects.filter(pk=person.id)
        .annotate(is_open=is_open, unread=Coalesce(Subquery(unread), 0))
        .values_list("is_open", "unread")
        .first()
    )
    return found[1] if found and found[0] else None


def talks_of(
    person: Person, *, before: str = "", most: int = TALKS_A_PAGE, only_unread: bool = False
) -> TalkList:
    """A page of talks, those with something unread first, then the newest. Three queries.

    `before` is the cursor of the page above, or empty for the first.
    """
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
    page: list[Any] = list(_after(talks, before)[: most + 1])
    older = _cursor(page[most - 1]) if len(page) > most else ""
    page = page[:most]
    names = names_by_id(user for talk in page for user in talk.audience)
    children = _children(person, {talk.child_id for talk in page})
    now = timezone.now()
    rows = [
        TalkRow(
            id=talk.pk,
            url=reverse("communications:conversation_detail", args=[talk.pk]),
            subject=talk.subject,
            who=joined([name_or_gone(names, user) for user in talk.audience if user != person.id]),
            child=_child_name(children, talk.child_id),
            opening=talk.opening or "",
            language=talk.opening_language or "",
            when=Moment.of(talk.last_message_at, now),
            is_unread=talk.unread,
        )
        for talk in page
    ]
    return TalkList(rows, older)


def talk_for(conversation: Conversation, person: Person, *, before: str = "") -> Talk:
    """One talk with its newest messages, or those before the cursor `before`. Four queries."""
    said = Message.objects.filter(conversation=conversation).order_by("-at", "-id")
    if found := read_cursor(before):
        at, row, _flag = found
        said = said.filter(at__lte=at).exclude(at=at, id__gte=row)
    page = list(said[: MESSAGES_A_PAGE + 1])
    older = cursor_of(page[-2].at, page[-2].pk) if len(page) > MESSAGES_A_PAGE else ""
    page = page[:MESSAGES_A_PAGE][::-1]
    place = {user_id: index for index, user_id in enumerate(conversation.audience)}
    readers = sorted(
        policies.participants_visible_to(person).filter(conversation=conversation),
        key=lambda reader: place.get(reader.user_id, len(place)),
    )
    names = names_by_id({reader.user_id for reader in readers} | {each.author_id for each in page})
    others = [reader for reader in readers if reader.user_id != person.id]
    now = timezone.now()
    messages = [
        ShownMessage(
            id=message.pk,
            author=name_or_gone(names, message.author_id),
            words=message.words,
            language=message.language,
            when=Moment.of(message.at, now),
            is_mine=message.author_id == person.id,
        )
        for message in page
    ]
    if not before:
        _say_who_read(page, messages, others, names, now)
    children = _children(person, {conversation.child_id})
    return Talk(
        conversation=conversation,
        child=_child_name(children, conversation.child_id),
        audience=joined([name_or_gone(names, reader.user_id) for reader in readers]),
        others=joined([name_or_gone(names, reader.user_id) for reader in others]),
        messages=messages,
        newest_at=page[-1].at if page else conversation.last_message_at,
        older=older,
    )


def _say_who_read(
    page: list[Message],
    shown: list[ShownMessage],
    others: list[Participant],
    names: dict[uuid.UUID, str],
    now: datetime,
) -> None:
    """Under the newest of one's own messages that each reader has seen: "Read by Marek, 16:10"."""
    said: dict[int, list[str]] = defaultdict(list)
    mine = [index for index, message in enumerate(shown) if message.is_mine]
    for reader in others:
        read_at = reader.last_read_at
        seen = [i for i in mine if read_at and page[i].at <= read_at]
        if read_at and seen:
            said[seen[-1]].append(
                _("%(name)s, %(when)s")
                % {
                    "name": name_or_gone(names, reader.user_id),
                    "when": say_when(read_at, now),
                }
            )
    for index, readers in said.items():
        shown[index].seen = _("Read by %(readers)s") % {"readers": joined(readers)}
    if mine and not shown[mine[-1]].seen:
        shown[mine[-1]].seen = _("Sent. Nobody has opened it yet.")


# --- one step further back ------------------------------------------------------------------------


def cursor_of(at: datetime, row: uuid.UUID, *, flag: bool = False) -> str:
    """Where a page ends, as text for an address: the moment and the row, since moments may tie."""
    return f"{at.timestamp():.6f}~{row}~{int(flag)}"


def read_cursor(text: str) -> tuple[datetime, uuid.UUID, bool] | None:
    """The cursor in an address, or None for none and for nonsense (then the newest are shown)."""
    try:
        at, row, flag = text.split("~")
        moment = datetime.fromtimestamp(float(at), tz=timezone.get_default_timezone())
        return moment, uuid.UUID(row), flag == "1"
    except (ValueError, OverflowError, OSError):
        return None


def _cursor(talk: Any) -> str:
    return cursor_of(talk.last_message_at, talk.pk, flag=talk.unread)


def _after(talks: QuerySet[Conversation], before: str) -> QuerySet[Conversation]:
    """The talks that come after the cursor in the order of the list."""
    if (found := read_cursor(before)) is None:
        return talks
    at, row, was_unread = found
    further = Q(unread=was_unread, last_message_at__lte=at) & ~Q(last_message_at=at, pk__gte=row)
    return talks.filter(further | Q(unread=False) if was_unread else further)


def _children(person: Person, ids: set[uuid.UUID]) -> dict[uuid.UUID, Child]:
    return children_visible_to(person).in_bulk(ids)


def _child_name(children: dict[uuid.UUID, Child], child_id: uuid.UUID) -> str:
    return children[child_id].known_as if child_id in children else _("a child who has moved on")
