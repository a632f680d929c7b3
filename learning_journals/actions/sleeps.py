"""Falling asleep and waking up: nobody sleeps twice at once, and no sleep lasts twenty hours."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from families import audit
from families.actions.meanwhile import one_at_a_time
from families.context import Person
from families.models import Child, Room
from families.templatetags.ui import clock_time

from .. import policies
from ..models import CareEntry
from . import Refused
from .taps import (
    Logged,
    a_few,
    batch_key,
    chosen_children,
    day_and_clock,
    is_to_come,
    moment_on,
    pressed_at,
    refuse_late_undo,
    still_to_come,
)

LONGEST_SLEEP = timedelta(hours=20)
FORGOTTEN_DAYS = 8  # how long a sleep without an end is still asked about


def end_sleeps(
    room: Room,
    *,
    actor: Person,
    child_ids: Sequence[uuid.UUID],
    form_key: uuid.UUID,
    at: time | None = None,
    tapped: datetime | None = None,
) -> Logged:
    """These children of a room woke up, now or earlier today; `tapped` says when the button was
    pressed, if this waited for the connection. Raises `Refused`."""
    batch = batch_key(form_key, "wake", child_ids, at, actor=actor)
    if done := _ended_before(batch, actor):
        return done
    day = timezone.localdate(pressed_at(tapped))
    children = chosen_children(room, actor=actor, child_ids=child_ids, day=day)
    asleep = {entry.child_id: entry for entry in _open_sleeps(children).select_related("child")}
    awake = [child.known_as for child in children if child.pk not in asleep]
    if awake:
        said = [_("%(name)s is not asleep.") % {"name": name} for name in awake]
        raise Refused({"child": a_few(said)})
    return _end(list(asleep.values()), actor=actor, batch=batch, at=at, tapped=tapped)


def end_sleep(
    entry: CareEntry,
    *,
    actor: Person,
    form_key: uuid.UUID,
    at: time | None = None,
    tapped: datetime | None = None,
) -> Logged:
    """One child woke up, now (or when `tapped`, see `end_sleeps`) or at a time of that day. Raises
    `Refused`."""
    batch = batch_key(form_key, "wake", entry.pk, at, actor=actor)
    if done := _ended_before(batch, actor):
        return done
    return _end([entry], actor=actor, batch=batch, at=at, tapped=tapped)


def undo_end(batch: uuid.UUID, *, actor: Person) -> list[CareEntry]:
    """Let the sleeps go on that this person ended with one tap, a few minutes ago at most."""
    ended = list(_ended_with(batch, actor).select_related("child").select_for_update(of=("self",)))
    if not ended:
        return []
    refuse_late_undo(ended[0].end_logged_at or ended[0].logged_at)
    one_sleep_at_a_time(entry.child for entry in ended)
    try:
        with transaction.atomic():
            CareEntry.objects.filter(pk__in=[entry.pk for entry in ended]).update(
                ended_at=None, end_batch=None, end_logged_by=None, end_logged_at=None
            )
            audit.record_each(actor, "undo_wake", ended)
    except IntegrityError:
        said = _("This cannot be undone any more: the child has fallen asleep again since.")
        raise Refused({"": [said]}) from None
    return ended


def one_sleep_at_a_time(children: Iterable[Child]) -> None:
    """Whoever else writes down a sleep of one of these children waits until this is done. The
    database knows no two sleeps at once either, but says so to both of two who write them."""
    for key in sorted(child.pk for child in children):  # in one order, so that nobody waits in turn
        one_at_a_time(f"sleep:{key}")


def overlapping_sleeps(
    children: Sequence[Child], *, begun: datetime, ended: datetime | None
) -> list[str]:
    """Why these children cannot have slept from `begun` to `ended` (None: they still sleep)."""
    over = Q(at__gte=begun - LONGEST_SLEEP, ended_at__gt=begun)
    there = CareEntry.objects.filter(
        Q(ended_at__isnull=True) | over,
        child__in=children,
        kind=CareEntry.Kind.SLEEP,
        undone_at__isnull=True,
    )
    if ended:
        there = there.filter(at__lt=ended)
    names = {child.pk: child.known_as for child in children}
    said = []
    for sleep in there.order_by("at"):
        facts = {"name": names[sleep.child_id], "when": day_and_clock(sleep.at)}
        if sleep.ended_at:
            words = _("%(name)s has a sleep already that began %(when)s and ended at %(until)s.")
            facts["until"] = clock_time(sleep.ended_at)
        else:
            words = _("%(name)s fell asleep %(when)s and is not awake yet. Log that first.")
        said.append(words % facts)
    return a_few(said)


# --- steps ----------------------------------------------------------------------------------------


def _open_sleeps(children: Sequence[Child]) -> QuerySet[CareEntry]:
    return CareEntry.objects.filter(
        child__in=children,
        kind=CareEntry.Kind.SLEEP,
        ended_at__isnull=True,
        undone_at__isnull=True,
    )


def _ended_with(batch: uuid.UUID, actor: Person) -> QuerySet[CareEntry]:
    """The sleeps this person ended with this tap. (The time bound lets an index answer.)"""
    return policies.care_entries_visible_to(actor).filter(
        setting_id=actor.here,
        kind=CareEntry.Kind.SLEEP,
        at__gte=timezone.now() - timedelta(days=FORGOTTEN_DAYS + 1),
        end_batch=batch,
        end_logged_by=actor.user,
    )


def _ended_before(batch: uuid.UUID, actor: Person) -> Logged | None:
    entries = list(_ended_with(batch, actor).select_related("child"))
    return Logged(batch, entries, repeated=True) if entries else None


def _end(
    sleeps: list[CareEntry],
    *,
    actor: Person,
    batch: uuid.UUID,
    at: time | None,
    tapped: datetime | None,
) -> Logged:
    now = timezone.now()
    pressed = pressed_at(tapped)
    wrong = []
    for sleep in sleeps:
        sleep.ended_at = _waking_time(sleep, at, pressed)
        facts = {"name": sleep.child.known_as, "when": day_and_clock(sleep.at)}
        if is_to_come(sleep.ended_at):
            raise Refused({"at": [still_to_come()]})
        if sleep.ended_at < sleep.at:
            words = _("%(name)s fell asleep %(when)s, so waking up comes after that.")
            wrong.append(words % facts)
        elif sleep.ended_at - sleep.at > LONGEST_SLEEP:
            words = _("%(name)s fell asleep %(when)s. A sleep cannot be longer than 20 hours.")
            wrong.append(words % facts)
    if wrong:
        raise Refused({"at": a_few(wrong)})
    for sleep in sleeps:
        sleep.end_batch = batch
        sleep.end_logged_by = actor.user
        sleep.end_logged_at = now
    still_open = set(
        _open_sleeps([sleep.child for sleep in sleeps])
        .filter(pk__in=[sleep.pk for sleep in sleeps])
        .select_for_update()
        .values_list("pk", flat=True)
    )
    sleeps = [sleep for sleep in sleeps if sleep.pk in still_open]
    if not sleeps:
        said = _("Somebody has logged the end of this sleep already. Nothing was changed.")
        raise Refused({"": [said]})
    CareEntry.objects.bulk_update(
        sleeps, ["ended_at", "end_batch", "end_logged_by", "end_logged_at"]
    )
    audit.record_each(actor, "log_wake", sleeps)
    return Logged(batch, sleeps)


def _waking_time(sleep: CareEntry, at: time | None, pressed: datetime) -> datetime:
    """The moment meant by a time of day: of the day on which the button was pressed; for a sleep
    left open on an earlier day, the first time the clock showed it after the child fell asleep."""
    if at is None:
        return pressed
    begun = timezone.localtime(sleep.at)
    moment = moment_on(begun.date(), at)
    if moment == begun.replace(second=0, microsecond=0):
        return sleep.at  # the field knows no seconds: awake in the same minute is not before
    if moment < sleep.at and begun.date() != timezone.localdate(pressed):
        return moment_on(begun.date() + timedelta(days=1), at)
    return moment
