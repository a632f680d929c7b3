"""The trail: who did what to which row. Ids only, never people's words."""

import uuid
from collections.abc import Iterable

from django.core.cache import cache
from django.db import models

from .context import NOWHERE, Person
from .models import AuditEvent

# Who acted, where it was whoever runs the site and no person with an account: the id of nobody.
THE_SITE = NOWHERE
READ_AGAIN_SECONDS = 3600  # reading on for so long is one line


def record(
    person: Person, verb: str, target: models.Model, *, child_id: uuid.UUID | None = None
) -> None:
    """Write one line in the open transaction. Refuses to write about nobody. While a manager looks
    as this person nothing is done in their name: she has written her own line (`middleware.py`)."""
    if person is not None and person.is_seen:
        return
    _write([_line(person, verb, target, child_id)])


def record_each(person: Person, verb: str, targets: Iterable[models.Model]) -> None:
    """Write a line for each of these rows, each about a child, in one statement: whatever is done
    to several children at once stands in the trail of every one of them."""
    if person.is_seen:
        return
    _write([_line(person, verb, target) for target in targets])


def record_about(
    person: Person, verb: str, target: models.Model, *, child_ids: Iterable[uuid.UUID]
) -> None:
    """The same for one row about several children, or about none yet."""
    if person.is_seen:
        return
    ids: list[uuid.UUID | None] = [*child_ids]
    _write([_line(person, verb, target, child_id) for child_id in ids or [None]])


def _line(
    person: Person, verb: str, target: models.Model, child_id: uuid.UUID | None = None
) -> AuditEvent:
    if person is None or person.user is None:
        raise ValueError("An audit line needs the person who acted.")
    return AuditEvent(
        setting_id=getattr(target, "setting_id", None) or person.setting_id,
        actor=person.user,
        verb=verb,
        target_type=target._meta.label,
        target_id=str(target.pk),
        child_id=child_id or getattr(target, "child_id", None),
    )


def _write(lines: list[AuditEvent]) -> None:
    # Plain `create` asks for the new number back, and most writers may not read the trail.
    AuditEvent.objects.bulk_create(lines, ignore_conflicts=True)


def record_reading(
    person: Person, verb: str, target: models.Model, *, child_ids: Iterable[uuid.UUID]
) -> None:
    """Write that somebody reads about these children (or about none): one line an hour for each.

    To be called when the page is ready. Who reads on costs a look into the cache; while that is
    away, a line more is written rather than one too few.
    """
    if person.is_seen:
        return
    ids: list[uuid.UUID | None] = [*child_ids]
    keys = {child_id: f"{verb}:{person.id}:{child_id or target.pk}" for child_id in ids or [None]}
    new = [child for child, key in keys.items() if cache.add(key, True, READ_AGAIN_SECONDS)]
    if not new:
        return
    try:
        _write([_line(person, verb, target, child_id) for child_id in new])
    except BaseException:
        for child_id in new:
            cache.delete(keys[child_id])
        raise


def record_for_the_site(verb: str, target: models.Model) -> None:
    """Write the line of a management command that begins something before anybody is there."""
    setting_id = getattr(target, "setting_id", target.pk)
    line = AuditEvent(
        setting_id=setting_id,
        actor_id=THE_SITE,
        verb=verb,
        target_type=target._meta.label,
        target_id=str(target.pk),
    )
    AuditEvent.objects.bulk_create([line])
