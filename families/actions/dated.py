"""Dated rows that follow one another: a new one begins, the one before ends the day before."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

ONE_DAY = timedelta(days=1)


def end_before(rows: QuerySet[Any], *, day: date) -> None:
    """Let nothing in `rows` hold on `day` or later.

    What held earlier keeps its days. What would have begun on `day` or later never held: it goes.
    """
    rows.filter(started_on__gte=day).delete()
    rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=day)).update(ended_on=day - ONE_DAY)


def end_after(rows: QuerySet[Any], *, last_day: date) -> None:
    """Let `last_day` be the last day on which anything in `rows` holds."""
    end_before(rows, day=last_day + ONE_DAY)


def earliest(*days: date | None) -> date | None:
    """The first of these days; None is later than any."""
    known = [day for day in days if day]
    return min(known) if known else None


def follow_end(
    rows: QuerySet[Any],
    *,
    before: date | None,
    last_day: date | None,
    alike: tuple[str, ...],
    limit: Callable[[Any], date | None] = lambda row: None,
) -> None:
    """What ended with an earlier last day (`before`) ends with a later one, or goes on if there is
    none. It goes no further than its `limit`, and not beyond the row that follows it: whoever was
    named since, stays. Rows `alike` in these fields follow one another.
    """
    if before is None or (last_day is not None and last_day <= before):
        return
    for row in rows.filter(ended_on=before):
        same = {name: getattr(row, name) for name in alike}
        later = rows.model._default_manager.filter(started_on__gt=row.started_on, **same)
        following = later.order_by("started_on").first()
        until = following.started_on - ONE_DAY if following else None
        row.ended_on = earliest(last_day, limit(row), until)
        row.save(update_fields=["ended_on"])
