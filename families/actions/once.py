"""A form that is a row of its own: sent twice, it is still one."""

import uuid
from typing import Any

from django.db import IntegrityError, models, transaction

from .. import audit
from ..context import Person


def make_once(
    model: type[models.Model], *, actor: Person, key: uuid.UUID, row: dict[str, Any], verb: str
) -> Any:
    """A row about a child with the key that its form brought; the same form again finds it.

    A key that is somebody else's row says nothing about what was typed: then the row gets another.
    Raises IntegrityError for what the table itself refuses. Writes the line into the trail.
    """
    rows = model._default_manager
    mine = rows.filter(pk=key, child_id=row.get("child_id") or row["child"].pk)
    if found := mine.first():
        return found
    try:
        with transaction.atomic():
            made = rows.create(pk=key, **row)
    except IntegrityError:
        if found := mine.first():
            return found
        with transaction.atomic():
            made = rows.create(**row)
    audit.record(actor, verb, made)
    return made
