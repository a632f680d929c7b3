"""The team: hello cards by room, and the settings one works in."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from .. import policies
from ..context import Person
from ..models import (
    KeyPersonAssignment,
    Membership,
    Role,
    Room,
    RoomAssignment,
    Setting,
    valid_on,
)

# Who leads first, then who is with the children, then the others.
ROLE_ORDER = (
    Role.MANAGER,
    Role.DEPUTY,
    Role.ROOM_LEADER,
    Role.PRACTITIONER,
    Role.OFFICE,
    Role.COOK,
    Role.COMMITTEE,
)


@dataclass
class Colleague:
    """A post with the rooms of this day."""

    post: Membership
    rooms: list[Room]
    leaves_on: date | None


@dataclass
class HelloCard:
    """What families and colleagues read about somebody on the team."""

    colleague: Colleague
    key_children: list[KeyPersonAssignment]
    is_me: bool
    may_edit: bool
    may_arrange_cover: bool


def team_of(person: Person) -> list[Colleague]:
    """Everybody who works in one's settings, leaders first."""
    posts = _with_rooms(policies.staff_visible_to(person), person.today)
    found = [_colleague(post) for post in posts]
    order = {role: place for place, role in enumerate(ROLE_ORDER)}
    return sorted(
        found,
        key=lambda each: (order.get(Role(each.post.role), 9), each.post.user.name.casefold()),
    )


def starting_soon(person: Person) -> list[Colleague]:
    """Colleagues whose first day is still to come, for the manager."""
    if not person.leads:
        return []
    posts = Membership.objects.filter(setting_id=person.here, started_on__gt=person.today)
    return [_colleague(post) for post in _with_rooms(posts, person.today)]


def hello_card(post: Membership, person: Person) -> HelloCard:
    """A colleague's card. The key children are those whom the reader may know of anyway."""
    [loaded] = _with_rooms(policies.staff_visible_to(person).filter(pk=post.pk), person.today)
    children = (
        policies.key_persons_visible_to(person)
        .filter(valid_on(person.today), membership=post)
        .select_related("child")
        .order_by("is_backup", "child__known_as", "id")
    )
    return HelloCard(
        colleague=_colleague(loaded),
        key_children=list(children),
        is_me=post.user_id == person.id,
        may_edit=policies.is_manager_of(person, post.setting_id),
        may_arrange_cover=policies.can_arrange_cover(person, post),
    )


def rooms_of_post(post: Membership, person: Person) -> list[Room]:
    """The rooms a colleague belongs to today."""
    return list(
        policies.rooms_visible_to(person).filter(
            pk__in=post.room_assignments.filter(valid_on(person.today)).values("room_id")
        )
    )


def rooms_to_choose(person: Person) -> QuerySet[Room]:
    """The rooms of the setting one leads."""
    return policies.rooms_visible_to(person).filter(setting_id=person.here)


def workplaces_of(person: Person) -> QuerySet[Setting]:
    """The settings in which this person works today."""
    posts = Membership.objects.filter(valid_on(person.today), user=person.user)
    return policies.settings_visible_to(person).filter(pk__in=posts.values("setting_id"))


def _with_rooms(posts: QuerySet[Membership], day: date) -> QuerySet[Membership]:
    return (
        posts.select_related("user", "setting")
        .prefetch_related(
            Prefetch(
                "room_assignments",
                queryset=RoomAssignment.objects.filter(
                    Q(started_on__lte=day) & (Q(ended_on__isnull=True) | Q(ended_on__gte=day))
                ).select_related("room"),
            )
        )
        .order_by("id")
    )


def _colleague(post: Membership) -> Colleague:
    rooms = [assignment.room for assignment in post.room_assignments.all()]
    return Colleague(
        post=post,
        rooms=sorted(rooms, key=lambda room: (room.position, room.name)),
        leaves_on=post.ended_on,
    )
