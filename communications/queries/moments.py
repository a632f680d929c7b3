"""Points in time as pages say them, and as places where a page of a list ends."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format

from families.templatetags.ui import exact_day, say_day, say_when


@dataclass(frozen=True)
class Moment:
    """A point in time as the page says it: spoken, spoken briefly, exact, and for machines."""

    spoken: str
    short: str
    exact: str
    machine: str

    @classmethod
    def of(cls, at: datetime, now: datetime) -> "Moment":
        local, today = timezone.localtime(at), timezone.localdate(now)
        clock = f"{local:%H:%M}"
        return cls(
            spoken=say_when(at, now),
            short=clock if local.date() == today else _short_day(local.date(), today),
            exact=f"{exact_day(local)}, {clock}",
            machine=local.isoformat(timespec="minutes"),
        )


def _short_day(day: date, today: date) -> str:
    """Yesterday, a weekday within a week, otherwise day and month."""
    if (today - day).days < 7:
        return say_day(day, today)
    return date_format(day, "j M" if day.year == today.year else "j M Y")


def cursor_of(at: datetime, row: uuid.UUID, *, flag: bool = False) -> str:
    """Where a page ends, as text for an address: the moment and the row, since moments may tie."""
    return f"{at.timestamp():.6f}~{row}~{int(flag)}"


def read_cursor(text: str) -> tuple[datetime, uuid.UUID, bool] | None:
    """The cursor in an address, or None for none and for nonsense (then the newest are shown)."""
    try:
        at, row, flag = text.split("~")
        moment = datetime.fromtimestamp(float(at), tz=timezone.get_default_timezone())
        return moment, uuid.UUID(row), flag == "1"
    except (ValueError, OverflowError, OSError):
        return None
