"""Two people edit the same page: the second hears of it, and nobody's words are lost."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class ChangedMeanwhile(Exception):
    """Somebody saved the row after the form was opened. `row` is the row as it is now."""

    def __init__(self, row: models.Model) -> None:
        super().__init__("changed meanwhile")
        self.row = row


def fingerprint(row: models.Model, *, fields: Iterable[str]) -> str:
    """What these fields of `row` say now, as 64 hexadecimal digits for a form to carry along."""
    values = [getattr(row, field) for field in fields]
    return hashlib.sha256(json.dumps(values, cls=DjangoJSONEncoder).encode()).hexdigest()


def take(row: Any, *, seen: str, fields: Iterable[str]) -> Any:
    """The row, locked until the transaction ends, if these fields still say what the form saw.

    Raises ChangedMeanwhile if they do not.
    """
    locked = row._meta.model._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    if fingerprint(locked, fields=fields) != seen:
        raise ChangedMeanwhile(locked)
    return locked
