"""The way to us: steps on both sides, what would help, and when a child has settled."""

import uuid
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import audit
from ..context import Person
from ..models import (
    Child,
    Family,
    HelpWish,
    Joining,
    JoiningStep,
    KeyPersonAssignment,
    Membership,
    RoomPlace,
)
from .meanwhile import rewrite
from .once import make_once


class StartedAlready(Exception):
    """The child has been here: the first day is what it was."""


class CannotStartThen(Exception):
    """What is planned for the child stands against that day; `str` says so in plain words."""


@transaction.atomic
def begin_joining(child: Child, *, actor: Person) -> Joining:
    """Open the way to us for a child, once."""
    joining, is_new = Joining.objects.get_or_create(
        child=child, defaults={"setting_id": child.setting_id, "offered_by": actor.user}
    )
    if is_new:
        audit.record(actor, "begin_joining", joining)
    return joining


@transaction.atomic
def move_first_day(child: Child, *, actor: Person, day: date) -> None:
    """Another first day for a child who has not started. Raises StartedAlready, CannotStartThen.

    The place in the first room moves with it, and whoever was to look after the child from that day
    on. A key person who would be gone by then does not begin.
    """
    child = Child.objects.select_for_update().get(pk=child.pk)
    if child.started_on == day:
        return
    if child.started_on <= actor.today:
        raise StartedAlready
    if child.ended_on is not None and day > child.ended_on:
        raise CannotStartThen(_("This is after the child’s last day."))
    before, child.started_on = child.started_on, day
    places = RoomPlace.objects.filter(child=child)
    if places.filter(started_on__gt=before, started_on__lte=day).exists():
        raise CannotStartThen(
            _("By then a move to another room is planned. Plan the room anew first.")
        )
    child.save(update_fields=["started_on"])
    places.filter(started_on=before).update(started_on=day)
    _move_key_persons(child, before=before, day=day)
    audit.record(actor, "move_first_day", child, child_id=child.pk)


def _move_key_persons(child: Child, *, before: date, day: date) -> None:
    """Key person and back-up from the first day on. One who follows another on the way to us stays
    where she is: nobody is missing in between."""
    held = KeyPersonAssignment.objects.filter(child=child)
    for row in held.filter(started_on=before).select_related("membership"):
        if held.filter(is_backup=row.is_backup, started_on__lt=before).exists():
            continue
        row.started_on = max(day, row.membership.started_on)
        if row.ended_on is not None and row.ended_on < row.started_on:
            row.delete()
        else:
            row.save(update_fields=["started_on"])


@transaction.atomic
def tick_step(child: Child, *, actor: Person, code: str, family: Family | None) -> None:
    """Write down that a step is done, by the nursery or by one home. Twice is once."""
    step = JoiningStep(
        setting_id=child.setting_id, child=child, family=family, code=code, done_by=actor.user
    )
    known = JoiningStep.objects.filter(child=child, family=family, code=code)
    if known.exists() or not _added(step):
        return
    audit.record(actor, "tick_joining_step", step)


@transaction.atomic
def untick_step(child: Child, *, actor: Person, code: str, family: Family | None) -> None:
    """Take a tick back. The trail keeps both."""
    step = JoiningStep.objects.filter(child=child, family=family, code=code).first()
    if step:
        audit.record(actor, "untick_joining_step", step)
        step.delete()


def _added(step: JoiningStep) -> bool:
    try:
        with transaction.atomic():
            step.save(force_insert=True)
    except IntegrityError:  # the other tap of two at the same moment
        return False
    return True


@transaction.atomic
def make_wish(
    child: Child, *, actor: Person, key: uuid.UUID, family: Family, words: str
) -> HelpWish:
    """Keep what would help a home most. The same form (`key`) sent twice is one wish."""
    row = {
        "setting_id": child.setting_id,
        "child": child,
        "family": family,
        "author": actor.user,
        "words": words,
    }
    wish: HelpWish = make_once(HelpWish, actor=actor, key=key, row=row, verb="make_wish")
    return wish


@transaction.atomic
def answer_wish(
    wish: HelpWish, *, actor: Person, seen: str, we_will: str, owner: Membership, by_day: date
) -> None:
    """Say what we will do about it, who, and by when. A later answer takes the earlier one's place
    and is dated anew. Raises ChangedMeanwhile."""
    answer = {"we_will": we_will, "owner": owner, "by_day": by_day}
    wish = rewrite(wish, seen=seen, fields=answer)
    if wish is None:
        return
    wish.answered_at = timezone.now()
    wish.save(update_fields=["we_will", "owner", "by_day", "answered_at"])
    audit.record(actor, "answer_wish", wish)


@transaction.atomic
def say_settled(joining: Joining, *, actor: Person, seen: str, settled_signs: str) -> None:
    """The child feels at home here, by these signs (domain.md 2.13: signs, not dates). Raises
    ChangedMeanwhile."""
    joining = rewrite(joining, seen=seen, fields={"settled_signs": settled_signs})
    if joining is None:
        return
    joining.settled_on = joining.settled_on or actor.today
    joining.save(update_fields=["settled_on", "settled_signs"])
    audit.record(actor, "say_settled", joining)
