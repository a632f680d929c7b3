"""What happened where a meal had stopped."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from families.context import Person
from families.models import Child, Room

from ..models import MealStop
from . import Refused
from .daily import log_care
from .meal_stops import answer_rows, stops_of_tap
from .taps import Logged, chosen_children

_How = MealStop.How


@dataclass(frozen=True)
class Answered:
    """What became of an answer: what they had instead, and to whom it was given by mistake."""

    logged: Logged | None = None
    mistaken: list[Child] = field(default_factory=list)


@transaction.atomic
def answer_stop(
    room: Room,
    *,
    actor: Person,
    batch: uuid.UUID,
    child_ids: Sequence[uuid.UUID],
    how: str,
    form_key: uuid.UUID,
    what: str = "",
    amount: str = "",
) -> Answered:
    """Say what happened where the tap of this `batch` stopped for these children: they had
    something else (`what`, and how much of it), did not eat it, or were given it by mistake.

    Two who answer at once are both heard: what a child had is logged in any case, and a mistake
    outweighs every other answer. The same form sent twice is one answer. Raises `Refused`.
    """
    stops = list(
        stops_of_tap(batch, actor=actor)
        .filter(child__in=child_ids)
        .exclude(how=_How.TAKEN_BACK)
        .select_related("child", "offer")
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    if not stops:
        raise Refused({"": [_("Nothing waits here any more. Look at the board as it is now.")]})
    at = stops[0].at
    chosen_children(room, actor=actor, child_ids=child_ids, day=timezone.localdate(at))
    if how == _How.MISTAKE:
        answer_rows([stop for stop in stops if stop.how != how], how=how, actor=actor)
        return Answered(mistaken=[stop.child for stop in stops])
    waiting = [stop for stop in stops if not stop.how]
    if how == _How.NOT:
        answer_rows(waiting, how=how, actor=actor)
        return Answered()
    logged = log_care(
        room,
        actor=actor,
        child_ids=[stop.child_id for stop in stops],
        form_key=form_key,
        kind=stops[0].offer.meal,
        answer=amount,
        words=what,
        tapped=at,
        of_the_menu=False,
    )
    answer_rows(waiting, how=how, actor=actor, answer_batch=logged.batch)
    return Answered(logged=logged)
