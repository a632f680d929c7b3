"""What the generators make: plain records of days and entries, ready to become rows.

All times are aware, in the setting's clock. ``by`` is a worker's key or an adult's; ``home`` is
the key of the household that an entry belongs to, empty for the nursery's own.
"""

from dataclasses import dataclass
from datetime import date, datetime

from .shapes import Child, Room


@dataclass(frozen=True, kw_only=True)
class Care:
    """One meal, sleep, nappy, mood … ``batch`` is shared by all who were logged in one go."""

    kind: str
    at: datetime
    by: str
    batch: str
    answer: str = ""
    millilitres: int | None = None
    ended_at: datetime | None = None
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class DayOfChild:
    """One child's day: the entries, and the note once somebody has written it."""

    child: Child
    day: date
    room: Room
    arrives: datetime
    leaves: datetime
    care: tuple[Care, ...] = ()
    note: str = ""
    note_by: str = ""
    released_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Remark:
    """A comment under an observation, in the exchange between one home and the nursery."""

    child: str
    home: str
    by: str
    is_staff: bool
    words: str
    language: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Seen:
    """An observation, a wow moment, a group's or a home's entry. Not shared yet: a draft."""

    kind: str
    setting: str
    children: tuple[str, ...]
    by: str
    at: datetime
    words: str
    shared_at: datetime | None = None
    home: str = ""
    language: str = "en-gb"
    areas: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    next_step: str = ""
    try_at_home: str = ""
    voice: str = ""
    scene: str = ""
    has_photo: bool = False
    heard: str = ""
    is_story: bool = False
    remarks: tuple[Remark, ...] = ()
