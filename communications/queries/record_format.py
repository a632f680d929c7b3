"""The names that every part of a copy of the record shares (docs/record-format.md)."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

# A later version may add names; a name keeps its meaning within a version.
FORMAT, VERSION = "footbridge-record", 3

Line = dict[str, Any]


def day_in_record(day: date | None) -> str | None:
    """ "2026-11-02"; None if there is no day."""
    return day.isoformat() if day else None


def at_in_record(at: datetime | None) -> str | None:
    """ "2026-11-02T10:20+00:00" by the setting's own clock; None if there is no moment."""
    return timezone.localtime(at).isoformat(timespec="minutes") if at else None
