"""What every tap on the board has in common: its key, its children, its moment."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from families.context import Person
from families.models import Child, Room
from families.templatetags.ui import clock_time

from .. import policies
from ..models import CareEntry, Offer
from ..queries.menus import Clash
from . import Refused

UNDO_MINUTES = 5  # the toast is read at once; a slow network may take a little longer
CLOCKS_APART = timedelta(minutes=2)  # a tablet's clock may run ahead of ours
ON_ITS_WAY = timedelta(seconds=15)  # a tap that is no older than this was sent at once
WAITED_AT_MOST = timedelta(days=7)  # on a tablet without connection; older ones nobody remembers


@dataclass(frozen=True)
class Logged:
    """What one tap did: the entries, and the batch by which they can be undone.

    `repeated` says that the same form came a second time and nothing new was written.
    """

    batch: uuid.UUID
    entries: list[CareEntry]
    repeated: bool = False
    # Children of the tap for whom nothing was written, because they must not eat what was offered.
    stopped: list[Clash] = field(default_factory=list)
    offer: Offer | None = None


def batch_key(form_key: uuid.UUID, *content: object, actor: Person) -> uuid.UUID:
    """One key for one form with one content. An old page that is sent again with other children or
    another answer is a new set, so that nothing is swallowed."""
    said = [sorted(map(str, each)) if isinstance(each, list | tuple) else each for each in content]
    return uuid.uuid5(form_key, f"{actor.id} {said!r}")


def chosen_children(
    room: Room, *, actor: Person, child_ids: Sequence[uuid.UUID], day: date
) -> list[Child]:
    """The chosen children, if this person looks after every one of them in this room today, and if
    they were with us on the day that is written down. Raises `Refused`."""
    if not child_ids:
        raise Refused({"child": [_("Choose at least one child.")]})
    children = list(policies.children_logged_in(room, actor).filter(pk__in=child_ids))
    if len(children) != len(set(child_ids)):
        said = _("A child you chose is not in this room today. The others are still chosen.")
        raise Refused({"child": [said]})
    away = [
        child.known_as
        for child in children
        if child.started_on > day or (child.ended_on and child.ended_on < day)
    ]
    if away:
        said = _("%(name)s was not with us on this day.")
        raise Refused({"child": a_few([said % {"name": name} for name in away])})
    return children


def pressed_at(tapped: datetime | None) -> datetime:
    """When the button was pressed: now, or earlier if the tap waited on a tablet without connection
    (`tapped` is what the tablet says). A time to come is a clock that is wrong, and counts as now.
    Raises `Refused` for what has waited longer than `WAITED_AT_MOST`."""
    now = timezone.now()
    if tapped is None or now - tapped < ON_ITS_WAY:
        return now
    if now - tapped > WAITED_AT_MOST:
        said = _("This waited on the tablet for more than %(days)s days, so it cannot be logged.")
        raise Refused({"": [said % {"days": WAITED_AT_MOST.days}]})
    return tapped


def a_few(reasons: list[str]) -> list[str]:
    """The first three reasons; nobody reads twenty."""
    if len(reasons) <= 4:
        return reasons
    more = _("… and %(count)s other children.") % {"count": len(reasons) - 3}
    return [*reasons[:3], more]


def refuse_late_undo(logged_at: datetime) -> None:
    """A tap can be taken back for `UNDO_MINUTES` minutes."""
    if timezone.now() - logged_at > timedelta(minutes=UNDO_MINUTES):
        said = _("This was logged more than %(minutes)s minutes ago, so it stays.")
        raise Refused({"": [said % {"minutes": UNDO_MINUTES}]})


def moment_on(day: date, at: time) -> datetime:
    """A time of day as a moment, by the setting's clock."""
    return timezone.make_aware(datetime.combine(day, at))


def is_to_come(moment: datetime) -> bool:
    """Whether a moment lies ahead by more than clocks differ."""
    return moment > timezone.now() + CLOCKS_APART


def still_to_come() -> str:
    """What is said about a time that has not come yet."""
    return _("This time is still to come. Choose an earlier one, or leave it empty for now.")


def day_and_clock(moment: datetime) -> str:
    """ "at 12:10" for today, "on Tuesday at 12:10" for another day."""
    if timezone.localdate(moment) == timezone.localdate():
        return _("at %(time)s") % {"time": clock_time(moment)}
    day = date_format(timezone.localtime(moment), "l")
    return _("on %(day)s at %(time)s") % {"day": day, "time": clock_time(moment)}
