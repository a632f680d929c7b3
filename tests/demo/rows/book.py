"""Which row stands for which fact, while the demo is being loaded."""

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime

from families.models import Child, Family, Membership, Room, Setting, User

BATCH = 2_000  # rows per statement
NAMESPACE = uuid.UUID("6f0f1a5e-2d55-4c3b-9d7e-8a1f6f2e0d26")


@dataclass
class Book:
    """The rows made so far, by the keys of the facts. ``users`` holds staff and families."""

    now: datetime
    settings: dict[str, Setting] = field(default_factory=dict)
    rooms: dict[str, Room] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    posts: dict[str, Membership] = field(default_factory=dict)
    homes: dict[str, Family] = field(default_factory=dict)
    children: dict[str, Child] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return self.now.date()


def named_id(*words: object) -> uuid.UUID:
    """A key made from words: the same words, the same key."""
    return uuid.uuid5(NAMESPACE, " ".join(str(word) for word in words))
