"""A meal that stops for a child waits on the board: begun with the tap, answered, taken back, and a
mistake written down in an accident form. (What is answered: `meal_answers.py`.)"""

import uuid
from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from families import audit
from families.context import Person

from .. import policies
from ..models import MealStop, Notice, Offer
from ..queries.menus import Clash
from .taps import refuse_late_undo

_How = MealStop.How


def stop_at(
    offer: Offer, *, clashes: list[Clash], actor: Person, batch: uuid.UUID, at: datetime
) -> None:
    """This tap stops here for these children. Where one waits for the same meal already, and where
    this very tap was answered before, nothing is added."""
    MealStop.objects.bulk_create(
        [
            MealStop(
                setting_id=offer.setting_id,
                child=clash.child,
                offer=offer,
                allergens=clash.codes,
                at=at,
                batch=batch,
                stopped_by=actor.user,
            )
            for clash in clashes
        ],
        ignore_conflicts=True,
    )


def stops_of_tap(batch: uuid.UUID, *, actor: Person) -> QuerySet[MealStop]:
    """For whom this tap stopped, as far as this person looks after them."""
    return policies.meal_stops_visible_to(actor).filter(setting_id=actor.here, batch=batch)


def answer_rows(
    stops: list[MealStop], *, how: str, actor: Person, answer_batch: uuid.UUID | None = None
) -> None:
    """Write the answer into these rows; `answer_batch` is of the entry that says what they had."""
    if not stops:
        return
    MealStop.objects.filter(pk__in=[stop.pk for stop in stops]).update(
        how=how, answered_by=actor.user, answered_at=timezone.now(), answer_batch=answer_batch
    )
    verb = "give_food_by_mistake" if how == _How.MISTAKE else "answer_meal_stop"
    audit.record_each(actor, verb, stops)


def take_back_stops(batch: uuid.UUID, *, actor: Person) -> list[MealStop]:
    """The tap is taken back, and with it what waits for an answer because of it. What was said to
    have been eaten instead waits again, if it is that which is taken back. Raises `Refused` when
    it is too late."""
    stops = list(
        stops_of_tap(batch, actor=actor)
        .filter(stopped_by=actor.user, how__in=("", _How.TAKEN_BACK))
        .select_related("child", "offer")
    )
    waiting = [stop for stop in stops if not stop.how]
    if waiting:
        refuse_late_undo(waiting[0].stopped_at)
    MealStop.objects.filter(pk__in=[stop.pk for stop in waiting]).update(
        how=_How.TAKEN_BACK, answered_by=actor.user, answered_at=timezone.now()
    )
    others = MealStop.objects.filter(
        child=OuterRef("child"), offer=OuterRef("offer"), answered_at__isnull=True
    )
    again = policies.meal_stops_visible_to(actor).filter(
        ~Exists(others), setting_id=actor.here, how=_How.ELSE, answer_batch=batch
    )
    MealStop.objects.filter(pk__in=list(again.values_list("pk", flat=True))).update(
        how="", answered_by=None, answered_at=None, answer_batch=None
    )
    return stops


def write_down_mistakes(notice: Notice, *, actor: Person, stops: Collection[uuid.UUID]) -> None:
    """This accident form is about these mistakes at table: they need no other any more."""
    if stops:
        policies.meal_stops_visible_to(actor).filter(
            pk__in=stops, child=notice.child_id, how=_How.MISTAKE, notice__isnull=True
        ).update(notice=notice)
