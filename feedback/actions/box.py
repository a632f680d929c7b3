"""The box, held while it is open: nobody else writes to it until the transaction is over."""

from django.utils import timezone

from families.models import Setting, StampKey

from ..models import Letterbox, SealedBox
from ..queries.letterbox import LETTERBOX, last_turn, times_of
from ..sealed_box import NO_KEY, Box


class NurseryClosed(Exception):
    """The nursery has closed, and its box was emptied since: it takes nothing more."""


class NotStamped(Exception):
    """No stamp or card, or one of another nursery or term, or a forged one."""


def take_box(setting: Setting) -> tuple[SealedBox, Box]:
    """The row, locked, and what is in it. The first time it is made, empty."""
    rows = SealedBox.objects.using(LETTERBOX)
    mine = rows.select_for_update().filter(setting_id=setting.pk)
    row = mine.first()
    if row is None:
        empty = SealedBox(setting=setting, sealed=Box().sealed(of=setting.pk))
        rows.bulk_create([empty], ignore_conflicts=True)  # somebody else may be making it
        row = mine.get()
    return row, Box.opened(bytes(row.sealed), of=setting.pk)


def begin_term(box: Box, *, key: StampKey) -> None:
    """Forget what was spent of an earlier term, once there are stamps of a new one. Raises
    `NotStamped` if this key is the earlier one, whatever became of the terms' days: what was spent
    of it is forgotten, and would be good again."""
    if box.key not in (NO_KEY, key.pk):
        keys = StampKey.objects.using(LETTERBOX).filter(pk__in=[box.key, key.pk])
        order = keys.order_by("term__starts_on").values_list("pk", flat=True)
        if list(order) == [key.pk, box.key]:
            raise NotStamped
    box.begin_term(key.pk)


def put_back(row: SealedBox, *, box: Box) -> None:
    """Seal it anew and write it: one write, whatever has changed, and if nothing has."""
    sealed = box.sealed(of=row.setting_id)
    SealedBox.objects.using(LETTERBOX).filter(pk=row.pk).update(sealed=sealed)


def keep_times(setting: Setting) -> None:
    """Write down when the box is emptied, if nothing is written down yet. The turn before now
    counts as done."""
    now = timezone.now()
    times = Letterbox(setting=setting, is_shut=setting.is_closed(timezone.localdate(now)))
    times.emptied_on = last_turn(times, now)
    Letterbox.objects.using(LETTERBOX).bulk_create([times], ignore_conflicts=True)


def only_while_open(setting: Setting) -> None:
    """Raises `NurseryClosed`."""
    if times_of(setting).is_shut:
        raise NurseryClosed
