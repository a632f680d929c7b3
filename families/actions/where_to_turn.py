"""Where to turn: the numbers of a setting and of those outside it."""

from typing import Any

from django.db import transaction

from .. import audit
from ..context import Person
from ..models import Setting
from .meanwhile import take


@transaction.atomic
def change_contacts(place: Setting, *, actor: Person, seen: str, fields: dict[str, Any]) -> Setting:
    """Save whom families and staff ring. Raises ChangedMeanwhile."""
    place = take(place, seen=seen, fields=tuple(fields))
    for name, value in fields.items():
        setattr(place, name, value)
    place.save(update_fields=list(fields))
    audit.record(actor, "change_contacts", place)
    return place
