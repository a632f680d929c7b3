"""The register of what adults can share, invitations to share, the board, and what planners see."""

import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import policies
from ..context import Person
from ..models import (
    GOOD_TIMES,
    PARTS_OF_DAY,
    WEEKDAYS,
    Barrier,
    BarrierAnswer,
    Family,
    HelpPlace,
    HelpSignUp,
    ParentCarer,
    PlanningCount,
    Room,
    RoomPlace,
    ShareInvitation,
    Skill,
    SkillOffer,
    WayToBeInvolved,
    WayToHelp,
    valid_on,
)
from ..models.languages import spoken

MOST_FOUND = 100
MOST_LETTERS = 30
MOST_WAYS = 60
THANKS_STAY = timedelta(days=21)


@dataclass(frozen=True)
class Found:
    """One adult of the register, in words."""

    offer: SkillOffer
    is_me: bool
    # "Mum of Zofia, Conkers", of the children whom the reader may know of.
    whose: list[str] = field(default_factory=list)

    @property
    def skills(self) -> list[str]:
        return [str(Skill(code).label) for code in self.offer.skills if code in Skill.values]

    @property
    def languages(self) -> str:
        return str(spoken(self.offer.languages)) if self.offer.languages else ""

    @property
    def good_times(self) -> list[str]:
        return [said_time(code) for code in self.offer.good_times if code in GOOD_TIMES]

    @property
    def involved(self) -> list[str]:
        ways = WayToBeInvolved
        return [str(ways(code).label) for code in self.offer.involved if code in ways.values]


def said_time(code: str) -> str:
    """ "tue-morning" → "Tuesday morning"."""
    day, part = GOOD_TIMES[code]
    return f"{day} {part}"


def register(
    person: Person,
    *,
    words: str = "",
    language: str = "",
    room_id: uuid.UUID | None = None,
    good_time: str = "",
) -> list[Found]:
    """The adults whom this member of staff may find. `words` are looked for in what they wrote and
    in the names of skills; a room is that of their children today."""
    offers = policies.skill_offers_visible_to(person).filter(setting_id=person.here)
    for word in words.split()[:4]:
        skills = [code for code, label in Skill.choices if word.casefold() in str(label).casefold()]
        found = Q(words__icontains=word) | Q(name__icontains=word)
        for code in skills:
            found |= Q(skills__contains=[code])
        offers = offers.filter(found)
    if language:
        offers = offers.filter(languages__contains=[language])
    if good_time in GOOD_TIMES:
        offers = offers.filter(good_times__contains=[good_time])
    if room_id:
        placed = RoomPlace.objects.filter(valid_on(person.today), room_id=room_id)
        links = ParentCarer.objects.filter(
            valid_on(person.today), child_id__in=placed.values("child_id")
        )
        offers = offers.filter(user_id__in=links.values("user_id"))
    shown = list(offers.order_by("name", "id")[:MOST_FOUND])
    whose = _whose(person, [offer.user_id for offer in shown])
    return [
        Found(offer, is_me=offer.user_id == person.id, whose=whose.get(offer.user_id, []))
        for offer in shown
    ]


def _whose(person: Person, adults: list[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    """How these adults belong to the children whom this reader may know of. Two statements."""
    links = list(
        policies.parent_carers_visible_to(person)
        .filter(valid_on(person.today), user__pk__among=adults)
        .select_related("child")
        .order_by("child__known_as", "id")
    )
    rooms = {
        place.child_id: place.room.name
        for place in RoomPlace.objects.filter(
            valid_on(person.today), child__pk__among=[link.child_id for link in links]
        ).select_related("room")
    }
    found: dict[uuid.UUID, list[str]] = {}
    for link in links:
        said = _("%(relationship)s of %(child)s") % {
            "relationship": link.relationship,
            "child": link.child.known_as,
        }
        room = rooms.get(link.child_id)
        found.setdefault(link.user_id, []).append(f"{said}, {room}" if room else said)
    return found


def languages_offered(person: Person) -> list[str]:
    """The codes of the languages that somebody in the register speaks."""
    offers = policies.skill_offers_visible_to(person).filter(setting_id=person.here)
    return sorted({code for codes in offers.values_list("languages", flat=True) for code in codes})


def letters_sent(person: Person) -> list[ShareInvitation]:
    """The invitations a member of staff can follow, the newest first."""
    return list(
        policies.share_invitations_visible_to(person)
        .filter(setting_id=person.here)
        .exclude(user=person.user)
        .select_related("room", "invited_by")
        .order_by("-created_at", "id")[:MOST_LETTERS]
    )


# May `letters_to` find something? (queries/glances.py)
LETTERS = """
SELECT FROM families_shareinvitation
WHERE user_id = %(me)s AND (answer = '' OR thanked_at IS NOT NULL)
"""


def letters_to(person: Person) -> list[ShareInvitation]:
    """What a family's first page shows: invitations without an answer, and fresh thanks."""
    if not person.is_family:
        return []
    fresh = Q(thanked_at__gte=timezone.now() - THANKS_STAY)
    return list(
        policies.share_invitations_visible_to(person)
        .filter(Q(answer="") | fresh, user=person.user)
        .select_related("invited_by")
        .order_by("-created_at", "id")[:5]
    )


@dataclass(frozen=True)
class Way:
    """Something that needs hands, as this person sees it."""

    row: WayToHelp
    person: Person
    taken: list[HelpPlace]
    sign_ups: list[HelpSignUp]  # one's own; for staff all

    @property
    def left(self) -> int:
        return max(0, self.row.places - len(self.taken))

    @property
    def mine(self) -> HelpSignUp | None:
        return next((each for each in self.sign_ups if each.user_id == self.person.id), None)

    @property
    def names(self) -> list[str]:
        """First names of those who agreed to be named to other families."""
        return [place.shown_name for place in self.taken if place.shown_name]

    @property
    def unnamed(self) -> int:
        return len(self.taken) - len(self.names)

    @property
    def is_over(self) -> bool:
        return self.row.day < self.person.today

    @property
    def has_come(self) -> bool:
        """The day is here: there may be somebody to thank."""
        return self.row.day <= self.person.today

    @property
    def for_team(self) -> bool:
        """Whether this person reads who signed up."""
        return self.person.is_staff and self.row.setting_id == self.person.here

    @property
    def is_off(self) -> bool:
        return self.row.called_off_at is not None

    @property
    def may_change(self) -> bool:
        open_still = not (self.is_over or self.is_off)
        return open_still and policies.can_change_way(self.person, self.row)

    @property
    def changed_for_me(self) -> bool:
        """It was put right after this person took a place."""
        changed = self.row.changed_at
        return bool(changed and self.mine and self.mine.created_at < changed)

    @property
    def thanks_for_me(self) -> bool:
        return bool(self.row.thanked_at and self.mine and self.mine.came)


def ways_to_help(person: Person) -> tuple[list[Way], list[Way]]:
    """What is to come, the next first, and what was, the last first."""
    rows = policies.ways_to_help_visible_to(person)
    coming = rows.filter(day__gte=person.today).order_by("day", "id")[:MOST_WAYS]
    past = rows.filter(day__lt=person.today, called_off_at__isnull=True).order_by("-day", "id")[:10]
    return _ways(person, list(coming)), _ways(person, list(past))


def way_page(way: WayToHelp, person: Person) -> Way:
    """One thing that needs hands."""
    return _ways(person, [way])[0]


def _ways(person: Person, rows: list[WayToHelp]) -> list[Way]:
    ids = [row.pk for row in rows]
    taken = policies.help_places_visible_to(person).filter(way__in=ids)
    signs = policies.help_sign_ups_visible_to(person).filter(way__in=ids).order_by("created_at")
    places, sign_ups = list(taken), list(signs)
    return [
        Way(
            row,
            person,
            [place for place in places if place.way_id == row.pk],
            [sign for sign in sign_ups if sign.way_id == row.pk],
        )
        for row in rows
    ]


# May `called_off_for` find something? (queries/glances.py)
CALLED_OFF = """
SELECT FROM families_helpsignup s JOIN families_waytohelp w ON w.id = s.way_id
WHERE s.user_id = %(me)s AND w.called_off_at IS NOT NULL AND w.day >= %(today)s
"""


def called_off_for(person: Person) -> list[WayToHelp]:
    """What this person wanted to help with and is off, until the day is over: for the first page,
    so that nobody comes for nothing. One statement."""
    mine = policies.help_sign_ups_visible_to(person).filter(user=person.user)
    return list(
        policies.ways_to_help_visible_to(person)
        .filter(called_off_at__isnull=False, day__gte=person.today, pk__in=mine.values("way_id"))
        .order_by("day", "id")
    )


@dataclass(frozen=True)
class Counted:
    """What families named, as planners may know it: 0 is "fewer than five, or nobody"."""

    counted_on: date | None
    barriers: list[tuple[str, int]]
    times: list[tuple[str, list[int]]]  # weekday → number for each part of the day
    parts: list[str]
    named: list[tuple[str, list[str], str]]  # name, barriers, own words: of those who agreed


def planning(person: Person) -> Counted:
    """The last count of the worker, whole and unfiltered: a filter would let one subtract."""
    counts = policies.planning_counts_visible_to(person)
    last = counts.order_by("-counted_on").values_list("counted_on", flat=True).first()
    found = {
        (count.kind, count.code): count.families
        for count in (counts.filter(counted_on=last) if last else ())
    }
    barriers = [
        (str(label), found.get((PlanningCount.Kind.BARRIER, code), 0))
        for code, label in Barrier.choices
    ]
    times = [
        (
            str(day),
            [
                found.get((PlanningCount.Kind.GOOD_TIME, f"{code}-{part}"), 0)
                for part in PARTS_OF_DAY
            ],
        )
        for code, day in WEEKDAYS.items()
    ]
    return Counted(
        counted_on=last,
        barriers=sorted(barriers, key=lambda each: -each[1]),
        times=times,
        parts=[str(part) for part in PARTS_OF_DAY.values()],
        named=_named(person),
    )


def _named(person: Person) -> list[tuple[str, list[str], str]]:
    answers = (
        policies.barrier_answers_visible_to(person)
        .filter(with_name=True, setting_id=person.here)
        .exclude(user=person.user)
        .select_related("user")
        .order_by("user__full_name", "id")[:MOST_FOUND]
    )
    return [
        (
            answer.user.name,
            [str(Barrier(code).label) for code in answer.barriers if code in Barrier.values],
            answer.words,
        )
        for answer in answers
        if answer.barriers or answer.words
    ]


def own_answers(
    person: Person, setting_id: uuid.UUID
) -> tuple[SkillOffer | None, BarrierAnswer | None]:
    """What this adult has said of themselves here."""
    mine = {"user": person.user, "setting_id": setting_id}
    return (
        policies.skill_offers_visible_to(person).filter(**mine).first(),
        policies.barrier_answers_visible_to(person).filter(**mine).first(),
    )


def own_family(person: Person) -> Family | None:
    """The home for which an adult answers, in the setting where they act; the first of several."""
    links = policies.links_held_by(person)
    here = [link.family for link in links if link.setting_id == person.setting_id]
    return next(iter(here or [link.family for link in links]), None)


def rooms_to_search(person: Person) -> list[Room]:
    """The rooms by which this member of staff can search: those worked in; for managers, all."""
    return list(policies.rooms_worked_in_by(person).order_by("position", "name"))
