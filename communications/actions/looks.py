"""Noting how far somebody has seen what is new."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from families.context import Person
from families.kept import first_of, kept

from ..models import LastLook
from ..policies import last_looks_visible_to

A_VISIT = timedelta(minutes=30)
WRITE_AFTER = timedelta(minutes=2)
FIRST_LOOK_BACK = timedelta(days=7)
# What was being saved while the page was made carries an earlier time than the page.
OVERLAP = timedelta(seconds=10)


def note_look(*, actor: Person, really: bool = True) -> datetime:
    """Note that the actor looks at what is new, and return from when on things are new to them.

    Within half an hour it is the same visit: what was new stays new. It writes at most once in two
    minutes, and not at all unless somebody `really` looks. No audit line: nothing of anybody else
    is changed.
    """
    now = timezone.now() - OVERLAP
    really = really and not actor.is_seen
    look = first_of(_look_of(actor))
    if look is None:
        since = now - FIRST_LOOK_BACK
        if really:
            first = LastLook(user=actor.user, seen_at=now, new_since=since)
            LastLook.objects.bulk_create([first], ignore_conflicts=True)
        return since
    if now - look.seen_at >= A_VISIT:
        since = look.seen_at
    elif now - look.seen_at >= WRITE_AFTER:
        since = look.new_since
    else:
        return look.new_since
    if really:
        last_looks_visible_to(actor).update(seen_at=now, new_since=since)
    return since


@kept
def _look_of(person: Person) -> QuerySet[LastLook]:
    return last_looks_visible_to(person)
