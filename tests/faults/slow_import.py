"""Included by a worker: between the children of a file and their rooms it pauses, so that it
can be killed when half of an import is written."""

import time
from typing import Any

from families.actions import csv_imports

PAUSE_SECONDS = 4

_room_places = csv_imports.RoomPlace.objects.bulk_create


def _later(*args: Any, **kwargs: Any) -> Any:
    time.sleep(PAUSE_SECONDS)
    return _room_places(*args, **kwargs)


csv_imports.RoomPlace.objects.bulk_create = _later  # type: ignore[method-assign]
