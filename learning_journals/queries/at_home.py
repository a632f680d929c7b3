"""To try at home: the box of cards, the week of a room, and what its homes have answered."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import get_language

from families.context import Person
from families.models import Child, Room, RoomPlace, valid_on
from families.policies import family_ids_of, own_child_ids_of, parent_carers_visible_to

from .. import policies
from ..actions.at_home import ANSWERED_FOR
from ..models import CardGift, RoomWeek, ShareCard, WeekAnswer
from .entries import shown_language

MOST_CARDS = 200
MOST_GIFTS = 60
MOST_WEEKS = 26  # half a year in the archive
PLANNED_WEEKS = 8  # whose answers the planning page shows
AHEAD = timedelta(weeks=8)  # so far ahead a room may plan
ICONS = {
    ShareCard.Kind.SONG: "music",
    ShareCard.Kind.RECIPE: "cooking-pot",
    ShareCard.Kind.BOOK: "book-open",
    ShareCard.Kind.GAME: "puzzle",
}


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True)
class Card:
    """A card as it lies on the table."""

    row: ShareCard
    gift: CardGift | None = None  # by which the reader has it

    @property
    def icon(self) -> str:
        return ICONS.get(ShareCard.Kind(self.row.kind), "sparkles")

    @property
    def language(self) -> str:
        """The `lang` of its words; empty on a page in the same language."""
        return shown_language(self.row.language, (get_language() or "")[:2])


def card_box(person: Person, *, kind: str = "") -> list[Card]:
    """The cards of the setting that are not put away, of one kind if it is given."""
    cards = policies.cards_visible_to(person).filter(
        setting_id=person.here, put_away_at__isnull=True
    )
    if kind in ShareCard.Kind.values:
        cards = cards.filter(kind=kind)
    return [Card(row) for row in cards.order_by("title", "pk")[:MOST_CARDS]]


def cards_to_choose(person: Person) -> list[tuple[str, str]]:
    """The same for a form."""
    return [(str(card.row.pk), card.row.title) for card in card_box(person)]


def gifts_of(card: ShareCard, person: Person) -> list[CardGift]:
    """To whom a card was given, as far as this person may know, the last first."""
    return list(
        policies.gifts_visible_to(person)
        .filter(card=card)
        .select_related("child", "room", "given_by")
        .order_by("-given_at", "pk")[:MOST_GIFTS]
    )


def given_to(card: ShareCard, person: Person) -> uuid.UUID | None:
    """A child of the reader's own who has this card, itself, with its room or with the week of the
    room. None for who reads it at work."""
    own = own_child_ids_of(person, sees_journal=True)
    if len(own) < 2:
        return own[0] if own else None
    gifts = policies.gifts_visible_to(person).filter(card=card)
    if gift := gifts.filter(child__in=own).first():
        return gift.child_id
    weeks = policies.room_weeks_visible_to(person).filter(card=card)
    places = policies.places_of_own_children(person).filter(
        Q(room__in=gifts.order_by().values("room")) | Q(room__in=weeks.order_by().values("room"))
    )
    place = places.first()
    return place.child_id if place else None


@dataclass(frozen=True)
class AtHome:
    """What one child's family has to try, and the week of its room."""

    room: Room | None
    week: RoomWeek | None
    cards: list[Card]


def at_home(child: Child, person: Person) -> AtHome:
    """For one child: the cards it was given, itself or with its room. Three statements."""
    place = (
        RoomPlace.objects.filter(valid_on(person.today), child=child).select_related("room").first()
    )
    room = place.room if place else None
    week = _this_week(person, room) if room else None
    gifts = (
        policies.gifts_visible_to(person)
        .filter(Q(child=child) | Q(room=room, child__isnull=True))
        .select_related("card", "given_by")
    )
    found: dict[uuid.UUID, Card] = {}
    for gift in gifts.order_by("-given_at", "pk")[:MOST_GIFTS]:
        found.setdefault(gift.card_id, Card(gift.card, gift))
    return AtHome(room, week, list(found.values()))


def _this_week(person: Person, room: Room) -> RoomWeek | None:
    return (
        policies.room_weeks_visible_to(person)
        .filter(room=room, monday=monday_of(person.today))
        .select_related("card")
        .first()
    )


# May `weeks_at_home` find something? (families/queries/glances.py)
WEEKS = "SELECT FROM learning_journals_roomweek WHERE monday = %(monday)s"


def weeks_at_home(person: Person) -> list[RoomWeek]:
    """For the first page of a family: this week in the rooms of one's children. One statement."""
    if not own_child_ids_of(person, sees_journal=True):
        return []
    rooms = policies.places_of_own_children(person).values("room_id")
    return list(
        policies.room_weeks_visible_to(person)
        .filter(room__in=rooms, monday=monday_of(person.today))
        .select_related("room")
        .order_by("room__position", "room_id")
    )


@dataclass
class WeekPage:
    """The page of a room for a week."""

    room: Room
    monday: date
    row: RoomWeek | None
    answers: list[WeekAnswer]  # of one's own home
    archive: list[date]
    may_write: bool
    this_week: date
    children: list[Child] = field(default_factory=list)  # of one's own, about whom one may answer

    @property
    def friday(self) -> date:
        return self.monday + timedelta(days=4)

    @property
    def may_answer(self) -> bool:
        """There is a question, a child of one's own in the room, and the week is not long over."""
        asked = bool(self.row and self.row.question and self.children)
        return asked and self.this_week - self.monday < ANSWERED_FOR

    @property
    def may_change(self) -> bool:
        """What was is left as it was."""
        return self.may_write and self.monday >= self.this_week

    @property
    def next_week(self) -> date:
        return self.this_week + timedelta(weeks=1)


def week_page(room: Room, person: Person, *, monday: date) -> WeekPage:
    """The page of a room for the week of this Monday, and which other weeks there are. Families
    read of a week once it has begun."""
    weeks = policies.room_weeks_visible_to(person).filter(room=room)
    row = weeks.filter(monday=monday).select_related("card", "written_by").first()
    children = policies.own_children_in(room, person)
    own = policies.week_answers_visible_to(person).filter(
        week=row, child__in=children, family__in=family_ids_of(person)
    )
    return WeekPage(
        room=room,
        monday=monday,
        row=row,
        answers=list(own.select_related("author", "used_by")) if row and children else [],
        archive=list(weeks.order_by("-monday").values_list("monday", flat=True)[:MOST_WEEKS]),
        may_write=policies.can_write_week(person, room),
        this_week=monday_of(person.today),
        children=children,
    )


@dataclass(frozen=True)
class Answer:
    """What a home answered, with who it was."""

    row: WeekAnswer
    who: str  # "Agnieszka, mum of Zofia"
    url: str  # of the child
    language: str


@dataclass(frozen=True)
class PlannedWeek:
    """A week whose question was answered."""

    row: RoomWeek
    answers: list[Answer]


def planning(room: Room, person: Person) -> list[PlannedWeek]:
    """The questions of the last weeks with what homes answered, new ones first. Three statements,
    however many answers there are."""
    since = monday_of(person.today) - timedelta(weeks=PLANNED_WEEKS - 1)
    weeks: QuerySet[RoomWeek] = (
        policies.room_weeks_visible_to(person)
        .filter(room=room, monday__gte=since, monday__lte=person.today)
        .exclude(question="")
        .order_by("-monday")
    )
    answers = list(
        policies.week_answers_visible_to(person)
        .filter(week__room=room, week__monday__gte=since)
        .select_related("author", "child", "used_by")
        .order_by("used_at", "-at", "pk")
    )
    relations = _relations(answers, person)
    page = (get_language() or "")[:2]
    told: dict[uuid.UUID, list[Answer]] = {}
    for row in answers:
        relation = relations.get((row.author_id, row.child_id), "")
        who = f"{row.author.name}, {relation} · {row.child.known_as}".replace(",  ·", " ·")
        url = reverse("families:child_detail", args=[row.child_id])
        told.setdefault(row.week_id, []).append(
            Answer(row, who, url, shown_language(row.language, page))
        )
    # A new answer comes before those that were used.
    for found in told.values():
        found.sort(key=lambda each: each.row.used_at is not None)
    return [PlannedWeek(week, told.get(week.pk, [])) for week in weeks]


def _relations(
    answers: Iterable[WeekAnswer], person: Person
) -> dict[tuple[uuid.UUID, uuid.UUID], str]:
    """(adult, child) → what they are to each other, today."""
    children = {answer.child_id for answer in answers}
    if not children:
        return {}
    links = parent_carers_visible_to(person).filter(
        valid_on(person.today), child__pk__among=list(children)
    )
    return {
        (user, child): relation
        for user, child, relation in links.values_list("user_id", "child_id", "relationship")
    }
