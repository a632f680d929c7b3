"""Dated rows that follow one another: a new one begins, the one before ends the day before."""

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
