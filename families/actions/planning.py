"""The counts that planners see: made by the worker at night, in nobody's name."""

import uuid
from collections import defaultdict
from datetime import date

from django.db import transaction

from ..models import (
    FEWEST_FAMILIES,
    GOOD_TIMES,
    Barrier,
    BarrierAnswer,
    ParentCarer,
    PlanningCount,
    SkillOffer,
    valid_on,
)

Named = dict[tuple[uuid.UUID, str, str], set[uuid.UUID]]


@transaction.atomic
def count_what_families_named(day: date) -> None:
    """Count by setting how many families (not adults) named each barrier and each good time.

    Only families with a link today count. Numbers are rounded down to fives and anything below five
    is nothing, so that neither a number nor the difference of two nights tells of one family
    (domain.md 2.18). Counted twice a day it is the second count.
    """
    here = ParentCarer.objects.filter(valid_on(day)).values("family_id")
    named: Named = defaultdict(set)
    settings: set[uuid.UUID] = set()
    for kind, model, field in (
        (PlanningCount.Kind.BARRIER, BarrierAnswer, "barriers"),
        (PlanningCount.Kind.GOOD_TIME, SkillOffer, "good_times"),
    ):
        rows = model._default_manager.filter(family_id__in=here)
        for setting_id, family_id, codes in rows.values_list("setting_id", "family_id", field):
            settings.add(setting_id)
            for code in codes:
                named[setting_id, kind, code].add(family_id)
    for setting_id in settings:
        _write_down(setting_id, day=day, named=named)


def rounded(families: int) -> int:
    """Down to fives: 4 → 0, 5 → 5, 13 → 10."""
    return families - families % FEWEST_FAMILIES


def _write_down(setting_id: uuid.UUID, *, day: date, named: Named) -> None:
    PlanningCount.objects.bulk_create(
        [
            PlanningCount(
                setting_id=setting_id,
                kind=kind,
                code=code,
                families=rounded(len(named.get((setting_id, kind, code), ()))),
                counted_on=day,
            )
            for kind, codes in (
                (PlanningCount.Kind.BARRIER, Barrier.values),
                (PlanningCount.Kind.GOOD_TIME, GOOD_TIMES),
            )
            for code in codes
        ],
        update_conflicts=True,
        unique_fields=["setting", "kind", "code", "counted_on"],
        update_fields=["families"],
    )
