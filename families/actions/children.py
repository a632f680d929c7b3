"""Children: their profile, their days in rooms, their last day, and who is linked to them."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from .. import audit
from ..context import Person
from ..models import (
    CARE_ROLES,
    RIGHTS,
    Child,
    Cover,
    Invitation,
    Joining,
    KeyPersonAssignment,
    ParentCarer,
    Room,
    RoomPlace,
)
from .dated import ONE_DAY, end_after, end_before, follow_end
from .meanwhile import take

# So long a family can still read and print everything after the child's last day.
LEAVERS_MAY_READ = timedelta(days=28)


def reads_until(child: Child) -> date | None:
    """The last day on which the family of a child who leaves can read; None while nobody leaves."""
    return _reads_until(child.ended_on)


def _reads_until(last_day: date | None) -> date | None:
    return last_day + LEAVERS_MAY_READ if last_day else None


@transaction.atomic
def add_child(
    setting_id: uuid.UUID,
    *,
    actor: Person,
    key: uuid.UUID,
    room: Room,
    started_on: date,
    fields: dict[str, Any],
) -> Child:
    """Put a child on the roll and into a room. The same form (`key`) sent twice is one child.

    For one whose first day is still to come the way to us begins (`queries/joining.py`)."""
    child = Child.objects.filter(pk=key, setting_id=setting_id).first()
    if child:
        return child
    row = {"setting_id": setting_id, "started_on": started_on, **fields}
    try:
        with transaction.atomic():
            child = Child.objects.create(pk=key, **row)
    except IntegrityError:
        # The same form, a moment ago, in another process; or a key that is somebody else's row,
        # which says nothing about the child that was typed.
        if child := Child.objects.filter(pk=key, setting_id=setting_id).first():
            return child
        child = Child.objects.create(**row)
    RoomPlace.objects.create(setting_id=setting_id, child=child, room=room, started_on=started_on)
    if started_on > actor.today:
        Joining.objects.create(setting_id=setting_id, child=child, offered_by=actor.user)
    audit.record(actor, "add_child", child, child_id=child.pk)
    return child


@transaction.atomic
def change_child(child: Child, *, actor: Person, seen: str, fields: dict[str, Any]) -> Child:
    """Save a child's profile. `seen` is what the form carried. Raises ChangedMeanwhile."""
    child = take(child, seen=seen, fields=tuple(fields))
    for name, value in fields.items():
        setattr(child, name, value)
    child.save(update_fields=list(fields))
    audit.record(actor, "change_child", child, child_id=child.pk)
    return child


@transaction.atomic
def move_room(child: Child, *, actor: Person, room: Room, day: date) -> None:
    """From `day` on, until its last day here, the child belongs to `room`; until then everything
    stays as it was."""
    child = _locked(child)
    places = child.room_places
    now = places.filter(started_on__lte=day).order_by("-started_on").first()
    later = places.filter(started_on__gt=day).exists()
    if now and now.room_id == room.pk and now.ended_on == child.ended_on and not later:
        return
    end_before(places.all(), day=day)
    RoomPlace.objects.create(
        setting_id=child.setting_id,
        child=child,
        room=room,
        started_on=day,
        ended_on=child.ended_on,
    )
    audit.record(actor, "move_room", room, child_id=child.pk)


@transaction.atomic
def end_child(child: Child, *, actor: Person, last_day: date) -> None:
    """The child leaves: room and key person end with `last_day`, the family reads on a while.
    What ended with an earlier last day follows this one; a cover keeps its own days. A letter that
    could be opened after the last day is taken back; one that opens before it gives no longer than
    the family has."""
    child = _locked(child)
    _move_last_day(child, last_day, today=actor.today)
    end_after(Cover.objects.filter(child=child), last_day=last_day)
    audit.record(actor, "end_child", child, child_id=child.pk)


@transaction.atomic
def let_child_stay(child: Child, *, actor: Person) -> None:
    """There is no last day after all: what ended with it goes on. A child without one stays as it
    is. What was planned for the time after the last day had been taken out, and is not put back."""
    child = _locked(child)
    if child.ended_on is None:
        return
    _move_last_day(child, None, today=actor.today)
    audit.record(actor, "let_child_stay", child, child_id=child.pk)


class LinkEndsBefore(Exception):
    """The link ends before the day from which it was to change."""


@transaction.atomic
def change_link(
    link: ParentCarer,
    *,
    actor: Person,
    seen: str,
    fields: dict[str, Any],
    day: date | None = None,
) -> ParentCarer:
    """From `day` on (today, if none is given) this adult is that to the child and may see and do
    this. What held until then ends the day before and stays written down; what was planned for
    later is replaced. On the first day of a link there is nothing before it: that row changes.

    Returns the row that holds from `day` on. Raises ChangedMeanwhile and LinkEndsBefore.
    """
    day = day or actor.today
    link = take(link, seen=seen, fields=tuple(fields))
    planned = _planned_after(link, day=actor.today)
    last = planned.order_by("-started_on").first() or link
    if last.ended_on is not None and last.ended_on < day:
        raise LinkEndsBefore
    if last == link and all(getattr(link, name) == value for name, value in fields.items()):
        return link
    ended_on = last.ended_on
    planned.delete()
    if day <= link.started_on:
        for name, value in fields.items():
            setattr(link, name, value)
        link.ended_on, link.rights_since = ended_on, timezone.now()
        link.save(update_fields=[*fields, "ended_on", "rights_since"])
        audit.record(actor, "change_link", link)
        return link
    link.ended_on = day - ONE_DAY
    link.save(update_fields=["ended_on"])
    follows = ParentCarer.objects.create(
        setting_id=link.setting_id,
        child_id=link.child_id,
        user_id=link.user_id,
        family_id=link.family_id,
        started_on=day,
        ended_on=ended_on,
        confirmed_by=actor.user,
        **{name: getattr(link, name) for name in ("relationship", *RIGHTS)} | fields,
    )
    audit.record(actor, "change_link", follows)
    return follows


@transaction.atomic
def end_link(link: ParentCarer, *, actor: Person, at_once: bool) -> None:
    """End a link with today, or at once. One that has ended before stays as it is.

    A last day is valid until midnight, so "at once" makes yesterday the last day; a link that began
    today then has yesterday as its only day, before anything happened on it.
    """
    last_day = actor.today - ONE_DAY if at_once else actor.today
    link = ParentCarer.objects.select_for_update(of=("self",)).get(pk=link.pk)
    _planned_after(link, day=actor.today).delete()  # what was to hold later never will
    if link.ended_on is not None and link.ended_on <= last_day:
        return
    link.ended_on = last_day
    link.started_on = min(link.started_on, last_day)
    link.save(update_fields=["started_on", "ended_on"])
    audit.record(actor, "end_link", link)


def _move_last_day(child: Child, last_day: date | None, *, today: date) -> None:
    before, child.ended_on = child.ended_on, last_day
    child.save(update_fields=["ended_on"])
    places = RoomPlace.objects.filter(child=child)
    held = KeyPersonAssignment.objects.filter(child=child).select_related("membership")
    links = ParentCarer.objects.filter(child=child)
    follow_end(places, before=before, last_day=last_day, alike=("child_id",))
    follow_end(
        held,
        before=before,
        last_day=last_day,
        alike=("child_id", "is_backup"),
        limit=_may_be_held_until,
    )
    until = _reads_until(last_day)
    follow_end(
        links.exclude(ended_on=F("started_on")),  # ended at once, on its first day
        before=_reads_until(before),
        last_day=until,
        alike=("child_id", "user_id"),
    )
    if last_day and until:
        end_after(places, last_day=last_day)
        end_after(held, last_day=last_day)
        links.filter(started_on__gt=max(until, today)).delete()
        # What ended before today keeps its days.
        lasting = Q(ended_on__isnull=True) | Q(ended_on__gt=max(until, today - ONE_DAY))
        links.filter(lasting).update(ended_on=Greatest(F("started_on"), Value(until)))
    letters = Invitation.objects.filter(
        child=child, accepted_at__isnull=True, revoked_at__isnull=True
    )
    if last_day:
        letters.filter(expires_at__date__gt=last_day).update(revoked_at=timezone.now())
    letters.update(reads_until=until)


def _may_be_held_until(row: KeyPersonAssignment) -> date | None:
    """No longer than the colleague is here; not again by one who went to the office meanwhile."""
    post = row.membership
    return post.ended_on if post.role in CARE_ROLES else row.ended_on


def _planned_after(link: ParentCarer, *, day: date) -> QuerySet[ParentCarer]:
    """The rows of the same adult, child and home that begin after this one, and after `day`."""
    return ParentCarer.objects.filter(
        child_id=link.child_id,
        user_id=link.user_id,
        family_id=link.family_id,
        started_on__gt=max(day, link.started_on),
    )


def _locked(child: Child) -> Child:
    return Child.objects.select_for_update().get(pk=child.pk)
