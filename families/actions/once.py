"""A form that is a row of its own: sent twice, it is still one."""

import uuid
from typing import Any

from django.db import IntegrityError, models, transaction

from .. import audit
from ..context import Person


def find_or_create(
    model: type[models.Model], *, key: uuid.UUID, mine: models.QuerySet[Any], row: dict[str, Any]
) -> tuple[Any, bool]:
    """The row that this form made before, or a new one with the form's key; and whether it is new.

    `mine` are the rows that such a form of this writer has made: with this key, and theirs. A key
    that is somebody else's row says nothing about what was typed: then the row gets another.
    Raises IntegrityError for what the table itself refuses.
    """
    if found := mine.first():
        return found, False
    rows = model._default_manager
    try:
        with transaction.atomic():
            return rows.create(pk=key, **row), True
    except IntegrityError as taken:
        if found := mine.first():  # the same form a moment ago, in another process
            return found, False
        if "pkey" not in str(taken):
            raise
    return rows.create(**row), True


def make_once(
    model: type[models.Model], *, actor: Person, key: uuid.UUID, row: dict[str, Any], verb: str
) -> Any:
    """A row about a child with the key that its form brought; the same form again finds it.

    Raises IntegrityError for what the table itself refuses. Writes the line into the trail.
    """
    mine = model._default_manager.filter(pk=key, child_id=row.get("child_id") or row["child"].pk)
    made, is_new = find_or_create(model, key=key, mine=mine, row=row)
    if is_new:
        audit.record(actor, verb, made)
    return made
