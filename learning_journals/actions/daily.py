"""Logging a day, many children at a tap, and taking a tap back.

Times come as times of today, the database keeps moments. Nothing lies in the future.
"""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from families import audit
from families.context import Person
from families.models import Child, Room
from families.queries.consents import NO, UNANSWERED, YES, outcomes_of

from .. import policies
from ..models import CareEntry, MealStop
from ..queries.menus import clashes_with, offer_of
from . import Refused
from .hidden_names import refuse_other_names
from .meal_stops import stop_at, stops_of_tap, take_back_stops
from .sleeps import LONGEST_SLEEP, one_sleep_at_a_time, overlapping_sleeps, undo_end
from .taps import (
    Logged,
    a_few,
    batch_key,
    chosen_children,
    is_to_come,
    moment_on,
    pressed_at,
    refuse_late_undo,
    still_to_come,
)


def log_care(
    room: Room,
    *,
    actor: Person,
    child_ids: Sequence[uuid.UUID],
    form_key: uuid.UUID,
    kind: str,
    answer: str = "",
    millilitres: int | None = None,
    words: str = "",
    at: time | None = None,
    tapped: datetime | None = None,
    until: time | None = None,
    degrees: Decimal | None = None,
    called_at: time | None = None,
    of_the_menu: bool = True,
) -> Logged:
    """Log the same thing for all these children of a room, now or earlier today; `tapped` says when
    the button was pressed, if this waited for the connection, and times are of that day.

    A meal is that of today's menu, if there is one: for children who must not eat it it stops (a
    `MealStop` waits on the board, and they are named in `stopped`), and the others are logged. Not
    `of_the_menu`, it is what `words` say.
    `form_key` is the open form's own key: the same form sent twice makes one set. `until` is for
    sleeps that are over; `degrees` and `called_at` (when a parent was called) for a temperature.
    Sun cream is for children whose family allows it. The words name no other child. Raises
    `Refused`.
    """
    batch = batch_key(
        form_key,
        *(kind, child_ids, answer, millilitres, words, at, until, degrees, called_at),
        actor=actor,
    )
    pressed = pressed_at(tapped)
    day = timezone.localdate(pressed)
    offer = None
    if of_the_menu and kind in CareEntry.MEALS:
        offer = offer_of(actor, setting_id=room.setting_id, day=day, meal=kind)
    if done := _done_before(batch, actor):
        left_out = policies.children_logged_in(room, actor).filter(pk__in=child_ids)
        left_out = left_out.exclude(pk__in=[entry.child_id for entry in done.entries])
        return replace(done, stopped=clashes_with(offer, left_out, actor), offer=offer)
    if offer and stops_of_tap(batch, actor=actor).filter(how=MealStop.How.TAKEN_BACK).exists():
        raise Refused({"": [taken_back_before()]})
    children = chosen_children(room, actor=actor, child_ids=child_ids, day=day)
    now = timezone.now()
    begun = moment_on(day, at) if at else pressed
    ended = moment_on(day, until) if until else None
    errors = _time_errors(begun, ended)
    if called_at and is_to_come(moment_on(day, called_at)):
        errors["called_at"] = [still_to_come()]
    if kind == CareEntry.Kind.SUN_CREAM and (said := _without_sun_cream(children, actor)):
        errors["child"] = a_few(said)
    is_sleep = kind == CareEntry.Kind.SLEEP
    if is_sleep:
        one_sleep_at_a_time(children)
    if is_sleep and not errors and (said := overlapping_sleeps(children, begun=begun, ended=ended)):
        errors["child"] = said
    if errors:
        raise Refused(errors)
    refuse_other_names({"words": words}, children=children, actor=actor)
    stopped = clashes_with(offer, children, actor)
    kept = {clash.child.pk for clash in stopped}
    children = [child for child in children if child.pk not in kept]
    entries = [
        CareEntry(
            setting_id=room.setting_id,
            child=child,
            kind=kind,
            at=begun,
            ended_at=ended,
            answer=answer,
            millilitres=millilitres,
            words=words,
            degrees=degrees,
            parent_called_at=called_at,
            offer=offer,
            logged_by=actor.user,
            logged_at=now,
            batch=batch,
        )
        for child in children
    ]
    try:
        with transaction.atomic():
            CareEntry.objects.bulk_create(entries)
            audit.record_each(actor, f"log_{kind}", entries)
            if offer and stopped:
                stop_at(offer, clashes=stopped, actor=actor, batch=batch, at=begun)
    except IntegrityError:
        # Another tablet was faster: with this very form, or with a sleep of its own.
        if done := _done_before(batch, actor):
            return done
        said = overlapping_sleeps(children, begun=begun, ended=ended) if is_sleep else []
        raise Refused({"child": said or [_("Nothing was logged. Send it once more.")]}) from None
    return Logged(batch, entries, stopped=stopped, offer=offer)


def undo_care(batch: uuid.UUID, *, actor: Person) -> list[CareEntry]:
    """Take back what this person logged with one tap, for a few minutes (`taps.UNDO_MINUTES`).

    Keeps the rows and hides them; a sleep that was ended goes on, and a meal that stopped waits no
    more. Undoing twice changes nothing. Returns the entries, as they would have been for whom the
    tap stopped; empty when there is nothing of this person's under this batch. Raises `Refused`
    when it is too late.
    """
    entries = list(
        _logged_with(batch, actor).select_related("child").select_for_update(of=("self",))
    )
    to_undo = [entry for entry in entries if entry.undone_at is None]
    if to_undo:
        refuse_late_undo(entries[0].logged_at)
        ids = [entry.pk for entry in to_undo]
        CareEntry.objects.filter(pk__in=ids).update(undone_at=timezone.now())
        audit.record_each(actor, "undo_care", to_undo)
    stopped = take_back_stops(batch, actor=actor)
    if not entries and not stopped:
        return undo_end(batch, actor=actor)
    return entries or [
        CareEntry(child=stop.child, kind=stop.offer.meal, at=stop.at) for stop in stopped
    ]


# --- steps ----------------------------------------------------------------------------------------


def _logged_with(batch: uuid.UUID, actor: Person) -> QuerySet[CareEntry]:
    """What this person logged with this tap."""
    return policies.care_entries_visible_to(actor).filter(
        setting_id=actor.here, batch=batch, logged_by=actor.user
    )


def _done_before(batch: uuid.UUID, actor: Person) -> Logged | None:
    """The first set, if this very form was sent before."""
    entries = list(_logged_with(batch, actor).select_related("child"))
    if not entries:
        return None
    if any(entry.undone_at for entry in entries):
        raise Refused({"": [taken_back_before()]})
    return Logged(batch, entries, repeated=True)


def taken_back_before() -> str:
    """What is said about a form that was sent, taken back, and sent again."""
    return _("You took this back a moment ago. If you want it after all, send it once more.")


def _without_sun_cream(children: Sequence[Child], actor: Person) -> list[str]:
    """Why these children get none: somebody said no, or nobody has answered, which is no yes."""
    outcomes = outcomes_of(children, actor)
    said = []
    for child in children:
        outcome = outcomes.get((child.pk, CareEntry.Kind.SUN_CREAM), UNANSWERED)
        if outcome == NO:
            said.append(_("%(name)s: the family said no to sun cream.") % {"name": child.known_as})
        elif outcome != YES:
            words = _("%(name)s: the family has not answered about sun cream yet.")
            said.append(words % {"name": child.known_as})
    return said


def _time_errors(begun: datetime, ended: datetime | None) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = {}
    if is_to_come(begun):
        errors["at"] = [still_to_come()]
    if ended is None:
        return errors
    if is_to_come(ended):
        errors["until"] = [still_to_come()]
    elif ended <= begun:
        errors["until"] = [_("A sleep cannot end before it begins.")]
    elif ended - begun > LONGEST_SLEEP:
        errors["until"] = [_("A sleep cannot be longer than 20 hours.")]
    return errors
