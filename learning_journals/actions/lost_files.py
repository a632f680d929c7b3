"""Files that no row knows: left when a process is killed, or when a request is undone after it kept
its files."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from django.db import connection, transaction
from django.utils import timezone

from ..models import Photo, Sound

log = logging.getLogger(__name__)

LOST_AFTER = timedelta(days=1)  # an upload takes minutes; until its end it has files and no row
ASKED_AT_ONCE = 500


@dataclass(frozen=True)
class Kind:
    """Photographs or sounds: whose names the files carry, how they are looked at and removed."""

    words: str  # for the log
    model: type[Photo] | type[Sound]
    last_change: Callable[[str], datetime | None]
    delete: Callable[[str], None]


def clear_lost(keys: Iterator[str], *, kind: Kind) -> int:
    """Remove the files under these keys that no row knows; returns how many keys. Only what is
    older than a day goes. If more are lost than known, the database is not the one these files
    belong to (a wrong address, a backup that is not whole): then nothing goes."""
    lost: list[str] = []
    known = 0
    while some := list(islice(keys, ASKED_AT_ONCE)):
        with_row = _with_a_row(some, kind)
        known += len(with_row)
        lost += [key for key in some if key not in with_row]
    if len(lost) > known:
        said = "%s %s' files have no row and %s have one: none is removed"
        log.error(said, len(lost), kind.words, known)
        return 0
    long_ago = timezone.now() - LOST_AFTER
    removed = 0
    for key in lost:
        changed = kind.last_change(key)
        if changed is not None and changed < long_ago:
            kind.delete(key)
            removed += 1
    return removed


@transaction.atomic
def _with_a_row(keys: list[str], kind: Kind) -> set[str]:
    """Those of `keys` that are known. The worker, asking for nobody, sees just what it names."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.photo_names', %s, true)", [",".join(keys)])
    return set(kind.model.objects.filter(name__in=keys).values_list("name", flat=True))
