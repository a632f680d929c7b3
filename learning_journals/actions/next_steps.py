"""What we are working on with a child: begun, and closed as seen or as not now."""

import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from families import audit
from families.actions.meanwhile import one_at_a_time
from families.actions.once import find_or_create
from families.context import Person
from families.models import Child

from ..models import MOST_OPEN, NextStep, Observation
from . import Refused
from .hidden_names import refuse_other_names

Outcome = NextStep.Outcome
READ_AT_HOME = ("words", "why", "at_home")


@transaction.atomic
def begin_next_step(
    child: Child,
    *,
    actor: Person,
    key: uuid.UUID,
    fields: dict[str, Any],
    begun_from: Observation | None = None,
) -> NextStep:
    """Begin to work on something with a child; `begun_from` is the observation it comes from.

    The same form (`key`) sent twice is one. Raises Refused when three are open already, and where
    another child is named.
    """
    one_at_a_time(f"next steps of {child.pk}")
    steps = NextStep.objects.filter(child=child)
    if again := steps.filter(pk=key).first():
        return again
    said = {name: fields.get(name, "") for name in READ_AT_HOME}
    refuse_other_names(said, children=[child], actor=actor)
    taken = set(steps.filter(closed_on__isnull=True).values_list("place", flat=True))
    free = next((place for place in range(1, MOST_OPEN + 1) if place not in taken), None)
    if free is None:
        raise Refused({"": [three_are_enough(child)]})
    step, is_new = find_or_create(
        NextStep,
        key=key,
        mine=steps.filter(pk=key),
        row={
            "setting_id": child.setting_id,
            "child": child,
            "place": free,
            "begun_from": begun_from,
            "begun_by": actor.user,
            "begun_on": actor.today,
            **fields,
        },
    )
    if is_new:
        audit.record(actor, "begin_next_step", step)
    return step


@transaction.atomic
def close_next_step(
    step: NextStep,
    *,
    actor: Person,
    outcome: str,
    seen_in: Observation | None = None,
    words: str = "",
) -> NextStep:
    """We saw it, in this observation; or not now. Closed twice it stays as it was closed first.
    Raises Refused where another child is named."""
    refuse_other_names({"closing_words": words}, children=[step.child], actor=actor)
    open_ones = NextStep.objects.filter(closed_on__isnull=True)
    row = open_ones.select_for_update(of=("self",)).filter(pk=step.pk).first()
    if row is None:
        return NextStep.objects.get(pk=step.pk)
    row.closed_on = actor.today
    row.closed_by = actor.user
    row.outcome = outcome
    row.seen_in = seen_in if outcome == Outcome.SEEN else None
    row.closing_words = words
    row.save(update_fields=["closed_on", "closed_by", "outcome", "seen_in", "closing_words"])
    audit.record(actor, "close_next_step", row)
    return row


def three_are_enough(child: Child) -> str:
    """What is said to who would begin a fourth."""
    return _(
        "%(name)s has three already, and more than three help nobody. Close one first: everything"
        " you wrote is still here."
    ) % {"name": child.known_as}
