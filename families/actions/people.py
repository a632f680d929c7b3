"""One's own page, one's household's page, and who reads many children's pages."""

import uuid
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from .. import audit
from ..context import Person
from ..models import Child, Family, User
from .meanwhile import take

# trust.md 1: more than 30 different children in ten minutes → sign in again, and the manager hears.
MOST_CHILDREN = 30
WITHIN_SECONDS = 10 * 60
SEEN_AGAIN_SECONDS = 60  # the same child within a minute is not written down anew


@transaction.atomic
def change_profile(user: User, *, actor: Person, seen: str, fields: dict[str, Any]) -> User:
    """Save how somebody wants to be called and written to. Raises ChangedMeanwhile."""
    user = take(user, seen=seen, fields=tuple(fields))
    for name, value in fields.items():
        setattr(user, name, value)
    user.save(update_fields=list(fields))
    audit.record(actor, "change_profile", user)
    return user


@transaction.atomic
def change_family(family: Family, *, actor: Person, seen: str, fields: dict[str, Any]) -> Family:
    """Save a household's own page. Raises ChangedMeanwhile."""
    family = take(family, seen=seen, fields=tuple(fields))
    for name, value in fields.items():
        setattr(family, name, value)
    family.save(update_fields=list(fields))
    audit.record(actor, "change_family", family)
    return family


def open_child(child: Child, *, actor: Person) -> None:
    """Note in the trail that a child's own page is read."""
    audit.record(actor, "read_child", child, child_id=child.pk)


def is_one_child_too_many(child_id: uuid.UUID, *, actor: Person) -> bool:
    """Whether this would be one of more than MOST_CHILDREN children within WITHIN_SECONDS.

    Then the manager gets a line, the caller asks for a new sign-in, and counting starts again.
    """
    read = _children_read(actor)
    if str(child_id) in read or len(read) < MOST_CHILDREN:
        return False
    cache.delete(_children_key(actor))
    audit.record(actor, "read_many_children", actor.user)
    return True


def count_child(child_id: uuid.UUID, *, actor: Person) -> None:
    """Remember for WITHIN_SECONDS that a page about this child was shown. In the cache alone, and
    not with every page: reading on about the same child costs no write."""
    read, now = _children_read(actor), timezone.now().timestamp()
    if now - read.get(str(child_id), 0) > SEEN_AGAIN_SECONDS:
        cache.set(_children_key(actor), {**read, str(child_id): now}, WITHIN_SECONDS)


# --- steps ----------------------------------------------------------------------------------------


def _children_key(actor: Person) -> str:
    return f"children-read:{actor.id}"


def _children_read(actor: Person) -> dict[str, float]:
    """The children whose pages this person has read lately, and when."""
    read: dict[str, float] = cache.get(_children_key(actor)) or {}
    now = timezone.now().timestamp()
    return {child_id: at for child_id, at in read.items() if now - at < WITHIN_SECONDS}
