"""Which letterboxes there are: asked by the worker, in nobody's name, on its own connection."""

from datetime import datetime

from families.models import Setting

from ..models import Letterbox
from .letterbox import last_turn


def all_addresses() -> list[str]:
    """The addresses of all letterboxes."""
    return list(Setting.objects.values_list("letterbox_address", flat=True))


def addresses_to_empty(now: datetime) -> list[str]:
    """Those whose hour has come since they were emptied last."""
    rows = Letterbox.objects.select_related("setting").only(
        "weekday", "hour", "emptied_on", "setting__letterbox_address"
    )
    return [
        each.setting.letterbox_address for each in rows if each.emptied_on < last_turn(each, now)
    ]


def addresses_without_box() -> list[str]:
    """Those of new settings, where nothing is written down yet about emptying."""
    known = Letterbox.objects.values("setting_id")
    return list(Setting.objects.exclude(pk__in=known).values_list("letterbox_address", flat=True))
