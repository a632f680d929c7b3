"""One's own page, one's household's page, and who reads many children's pages."""

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


def open_child(child: Child, *, actor: Person) -> bool:
    """Note in the trail that a child's page is read; False if it is one child too many.

    After more than MOST_CHILDREN different children within WITHIN_SECONDS the manager gets a line,
    and the caller asks for a new sign-in; then counting starts again. Counts live in the cache: if
    it is away, pages open and the trail still knows.
    """
    key, now = f"children-read:{actor.id}", timezone.now().timestamp()
    read = {
        child_id: at for child_id, at in (cache.get(key) or {}).items() if now - at < WITHIN_SECONDS
    }
    read[str(child.pk)] = now
    if len(read) > MOST_CHILDREN:
        cache.delete(key)
        audit.record(actor, "read_many_children", actor.user)
        return False
    cache.set(key, read, WITHIN_SECONDS)
    audit.record(actor, "read_child", child, child_id=child.pk)
    return True
