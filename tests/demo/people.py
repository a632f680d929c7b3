"""Who is who in the demo, put together: look-ups, dates from the clock, e-mail and phone."""

import unicodedata
import zlib
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from .homes import HOMES
from .places import ROOMS, SETTINGS, WORKERS
from .shapes import Adult, Child, Home, Room, Setting, Worker

PASSWORD = "marmalade-hill-2026"  # printed by `make run`; for the make-believe nursery only
FAMILY_MAIL = "families.example"
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")
FIRST_FAMILY_PHONE = 200

SETTING: dict[str, Setting] = {each.key: each for each in SETTINGS}
ROOM: dict[str, Room] = {each.key: each for each in ROOMS}
WORKER: dict[str, Worker] = {each.key: each for each in WORKERS}
HOME: dict[str, Home] = {each.key: each for each in HOMES}
CHILD: dict[str, Child] = {child.key: child for home in HOMES for child in home.children}
HOME_OF_CHILD: dict[str, Home] = {child.key: home for home in HOMES for child in home.children}


def plain(name: str) -> str:
    """A name as the letters of an e-mail address: lower case, no accents, no spaces."""
    letters = unicodedata.normalize("NFKD", name.lower())
    return "".join(letter for letter in letters if letter.isascii() and letter.isalnum())


def adult_key(adult: Adult) -> str:
    """The word before the @ of this adult's address, unique in the demo."""
    return adult.mailbox or plain(adult.called)


ADULT: dict[str, Adult] = {adult_key(adult): adult for home in HOMES for adult in home.adults}
HOME_OF_ADULT: dict[str, Home] = {adult_key(adult): home for home in HOMES for adult in home.adults}
PHONE: dict[str, str] = {
    key: f"01632 960 {FIRST_FAMILY_PHONE + place:03d}" for place, key in enumerate(ADULT)
}


@dataclass(frozen=True)
class Link:
    """One adult, one child, one home: what becomes a ``ParentCarer`` row."""

    adult: Adult
    child: Child
    home: Home

    @property
    def adult_key(self) -> str:
        return adult_key(self.adult)


def children_of(home: Home) -> tuple[Child, ...]:
    """The children this home is linked to, its own and those who live elsewhere too."""
    return home.children + tuple(CHILD[key] for key in home.children_of_others)


LINKS: tuple[Link, ...] = tuple(
    Link(adult, child, home)
    for home in HOMES
    for adult in home.adults
    for child in children_of(home)
)


def links_of(child: Child) -> tuple[Link, ...]:
    """Every adult linked to this child today, the child's own home first."""
    own = HOME_OF_CHILD[child.key].key
    found = [link for link in LINKS if link.child is child and link.home.left_days_ago is None]
    return tuple(sorted(found, key=lambda link: link.home.key != own))


def worker_mail(worker: Worker) -> str:
    """Where a member of staff signs in."""
    return f"{worker.key}@{SETTING[worker.setting].mail_domain}"


def adult_mail(adult: Adult) -> str:
    """Where a parent or carer signs in; who also works here has one account, the staff one."""
    if adult.worker:
        return worker_mail(WORKER[adult.worker])
    return f"{adult_key(adult)}@{FAMILY_MAIL}"


def months_before(day: date, months: int) -> date:
    """The same day of the month, so many months earlier (or the month's last day)."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def date_of_birth(child: Child, today: date) -> date:
    """A birthday that makes the child exactly ``child.months`` whole months old today."""
    days = zlib.crc32(child.key.encode()) % 27
    return months_before(today, child.months) - timedelta(days=days)


def months_old(child: Child, day: date, today: date) -> int:
    """Whole months on ``day``, as practitioners count."""
    born = date_of_birth(child, today)
    return (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)


def first_day(child: Child, today: date) -> date:
    """The Monday on which the child joined."""
    day = months_before(today, child.months_here)
    return day - timedelta(days=day.weekday())


def last_day(child: Child, today: date) -> date | None:
    """The last day on roll, or None while the child is here."""
    if child.left_days_ago is None:
        return None
    return today - timedelta(days=child.left_days_ago)


@dataclass(frozen=True)
class Stay:
    """The days a child belongs to a room; ``ended_on`` is the last valid day."""

    room: Room
    started_on: date
    ended_on: date | None


def stays(child: Child, today: date) -> tuple[Stay, ...]:
    """The rooms a child has lived in, first to last, without gaps.

    A child moves up on the Monday of the week in which the next room's age is reached.
    """
    born = date_of_birth(child, today)
    joined = first_day(child, today)
    rooms = [room for room in ROOMS if room.setting == ROOM[child.room].setting]
    rooms = rooms[: rooms.index(ROOM[child.room]) + 1]
    starts: list[tuple[Room, date]] = []
    for room in rooms:
        reached = months_after(born, room.from_months)
        monday = reached - timedelta(days=reached.weekday())
        starts.append((room, max(monday, joined)))
    found: list[Stay] = []
    for place, (room, start) in enumerate(starts):
        following = starts[place + 1][1] if place + 1 < len(starts) else None
        if following is not None and following <= start:
            continue
        ended = following - timedelta(days=1) if following else last_day(child, today)
        found.append(Stay(room, start, ended))
    return tuple(found)


def months_after(day: date, months: int) -> date:
    """The same day of the month, so many months later (or the month's last day)."""
    return months_before(day, -months)


def room_on(child: Child, day: date, today: date) -> Room | None:
    """The child's room on that day, or None when not on roll."""
    for stay in stays(child, today):
        if stay.started_on <= day and (stay.ended_on is None or day <= stay.ended_on):
            return stay.room
    return None


def key_person_on(child: Child, day: date, today: date) -> Worker:
    """Whoever was the child's key person on that day."""
    changed = today - timedelta(days=child.key_person_changed_days_ago)
    if child.key_person_before and day <= changed:
        return WORKER[child.key_person_before]
    return WORKER[child.key_person]


def team_of(room: Room, day: date, today: date) -> tuple[Worker, ...]:
    """Who works with the children of the room on that day, the leader first."""
    weekday = WEEKDAYS[min(day.weekday(), 4)]
    return tuple(
        worker
        for worker in WORKERS
        if room.key in worker.rooms
        and weekday in worker.days
        and (worker.left_days_ago is None or day <= today - timedelta(days=worker.left_days_ago))
        and day >= months_before(today, worker.months_here)
    )


def on_roll(setting: str) -> tuple[Child, ...]:
    """The children of a setting who have not left."""
    return tuple(
        child
        for child in CHILD.values()
        if ROOM[child.room].setting == setting and child.left_days_ago is None
    )
