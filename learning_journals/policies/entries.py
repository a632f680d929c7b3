"""A part of the rules about what stands in the entries of a journal."""

import uuid
from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet


def of_entries(observations: Collection[uuid.UUID] | QuerySet[Any]) -> Q:
    """That something belongs to one of these entries: their ids, or a statement that finds them."""
    if isinstance(observations, QuerySet):
        return Q(observation__in=observations)
    return Q(observation__among=observations)
