"""A hard time at home: told to a few for a while, taken back at any time.

Not in the trail: that a home has a hard time is known to those it has chosen, and no manager reads
it there.
"""

import uuid
from collections.abc import Collection
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from .. import policies
from ..context import Person
from ..models import Family, HardTime


@transaction.atomic
def tell_hard_time(
    key: uuid.UUID,
    *,
    actor: Person,
    family: Family,
    words: str,
    ends_on: date,
    readers: Collection[uuid.UUID],
) -> HardTime:
    """Tell these people until this day. Staff who write it down with the family's yes read it too.
    The same form sent twice is one note. Raises PermissionDenied."""
    at_home = family.pk in policies.family_ids_of(actor)
    if not (at_home or actor.cares):
        raise PermissionDenied
    there = policies.hard_times_visible_to(actor).filter(pk=key).first()
    if there:
        return there
    named = dict.fromkeys([*readers, *([] if at_home else [actor.id])])
    return HardTime.objects.create(
        pk=key,
        setting_id=family.setting_id,
        family=family,
        author=actor.user,
        words=words,
        started_on=actor.today,
        ends_on=ends_on,
        readers=list(named),
    )


@transaction.atomic
def take_back_hard_time(note: HardTime, *, actor: Person) -> None:
    """From now on nobody reads it, and reminders are as usual. Raises PermissionDenied."""
    if note.family_id not in policies.family_ids_of(actor) and note.author_id != actor.id:
        raise PermissionDenied
    HardTime.objects.filter(pk=note.pk).update(taken_back_on=actor.today)
