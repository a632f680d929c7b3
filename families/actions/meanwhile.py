"""Two people edit the same page: the second hears of it, and nobody's words are lost."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models


class ChangedMeanwhile(Exception):
    """Somebody saved the row after the form was opened; nothing was written. `row` is the row as it
    is now, or the rows where a form is about several."""

    def __init__(self, row: Any) -> None:
        super().__init__("changed meanwhile")
        self.row = row


def fingerprint(row: models.Model, *, fields: Iterable[str]) -> str:
    """What these fields of `row` say now, as 64 hexadecimal digits for a form to carry along."""
    values = [getattr(row, field) for field in fields]
    values = [each.pk if isinstance(each, models.Model) else each for each in values]
    return hashlib.sha256(json.dumps(values, cls=DjangoJSONEncoder).encode()).hexdigest()


def take(row: Any, *, seen: str, fields: Iterable[str]) -> Any:
    """The row, locked until the transaction ends, if these fields still say what the form saw.

    Raises ChangedMeanwhile if they do not.
    """
    locked = row._meta.model._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    if fingerprint(locked, fields=fields) != seen:
        raise ChangedMeanwhile(locked)
    return locked


def rewrite(row: Any, *, seen: str, fields: dict[str, Any]) -> Any:
    """The row, locked until the transaction ends, with these fields as they are wanted and not
    saved yet; None if it says all of that already, as when one form is sent twice.

    Raises ChangedMeanwhile if it says something else than what the form saw.
    """
    locked = row._meta.model._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    if all(getattr(locked, name) == value for name, value in fields.items()):
        return None
    if fingerprint(locked, fields=fields) != seen:
        raise ChangedMeanwhile(locked)
    for name, value in fields.items():
        setattr(locked, name, value)
    return locked


def one_at_a_time(what: str) -> None:
    """Whoever else does `what` at the same moment waits here until this transaction is over. For
    what has no row yet, or none that the writer may lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [what])
