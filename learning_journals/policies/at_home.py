"""Cards to try at home, the week of a room, what homes answer: who reads and who writes them."""

from django.db.models import Q, QuerySet

from families.context import Person
from families.models import Child, Room, RoomPlace, valid_on
from families.policies import (
    family_ids_of,
    in_care_of,
    links_held_by,
    own_child_ids_of,
    rooms_worked_in_by,
)

from ..models import CardGift, RoomWeek, ShareCard, WeekAnswer


def places_of_own_children(person: Person) -> QuerySet[RoomPlace]:
    """Where the children are today whose journal this person reads at home."""
    return RoomPlace.objects.filter(
        valid_on(person.today),
        child__pk__among=own_child_ids_of(person, sees_journal=True),
    )


def _rooms_at_home(person: Person, room: str) -> Q:
    """That this is a room of such a child; without one, of nobody."""
    if not own_child_ids_of(person, sees_journal=True):
        return Q(pk__in=[])
    return Q(**{f"{room}__in": places_of_own_children(person).values("room_id")})


def gifts_visible_to(person: Person) -> QuerySet[CardGift]:
    """Cards that were given. Staff: to the rooms of the nursery, and to the children in their care.
    Family: to their child, and to the room it is in today."""
    to_children = in_care_of(person, "child") | Q(
        child__in=own_child_ids_of(person, sees_journal=True)
    )
    to_rooms = _rooms_at_home(person, "room")
    if person.is_staff:
        to_rooms |= Q(setting_id=person.here)
    return CardGift.objects.filter(
        Q(room__isnull=True) & to_children | Q(child__isnull=True) & to_rooms
    )


def room_weeks_visible_to(person: Person) -> QuerySet[RoomWeek]:
    """Who works in the nursery; and the families of the children who are in the room today, once
    the week has begun."""
    mine = _rooms_at_home(person, "room") & Q(monday__lte=person.today)
    if person.is_staff:
        mine |= Q(setting_id=person.here)
    return RoomWeek.objects.filter(mine)


def cards_visible_to(person: Person) -> QuerySet[ShareCard]:
    """Staff: every card of the nursery. Family: those they were given, themselves or with the week
    of the room."""
    mine = Q(setting_id=person.here) if person.is_staff else Q(pk__in=[])
    if person.is_family:
        given = gifts_visible_to(person).order_by()
        weeks = room_weeks_visible_to(person).order_by().filter(card__isnull=False)
        mine |= Q(pk__in=given.values("card_id")) | Q(pk__in=weeks.values("card_id"))
    return ShareCard.objects.filter(mine)


def week_answers_visible_to(person: Person) -> QuerySet[WeekAnswer]:
    """Staff: of the children in their care. Family: what their own home has answered, and never
    the other home of the same child."""
    return WeekAnswer.objects.filter(
        in_care_of(person, "child", home="family")
        | Q(
            child__in=own_child_ids_of(person, sees_journal=True),
            family__in=family_ids_of(person),
        )
    )


def week_rooms_visible_to(person: Person) -> QuerySet[Room]:
    """The rooms whose week this person may read."""
    rooms = _rooms_at_home(person, "pk")
    if person.is_staff:
        rooms |= Q(setting_id=person.here)
    return Room.objects.filter(rooms)


def can_write_cards(person: Person) -> bool:
    """Everybody who works with the children."""
    return person.cares


def can_write_week(person: Person, room: Room) -> bool:
    """Who works in the room today; manager and deputy for every room."""
    return rooms_worked_in_by(person).filter(pk=room.pk).exists()


def own_children_in(room: Room, person: Person) -> list[Child]:
    """The children for whom this person answers the question of this room: their own who are in it
    today, by name."""
    if not own_child_ids_of(person, sees_journal=True):
        return []
    placed = set(
        places_of_own_children(person).filter(room=room).values_list("child_id", flat=True)
    )
    links = links_held_by(person, sees_journal=True)
    return sorted(
        {link.child for link in links if link.child_id in placed},
        key=lambda child: (child.known_as, str(child.pk)),
    )
