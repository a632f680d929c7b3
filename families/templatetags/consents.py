"""What an answer hid, out of the row and into the page."""

from datetime import date

from django import template
from django.utils.translation import gettext as _

from ..queries.consents import for_staff

register = template.Library()


@register.filter
def days(touched: list[list[object]]) -> list[tuple[date, int]]:
    """The days with their numbers, as dates."""
    return [(date.fromisoformat(str(day)), int(str(count))) for day, count in touched]


@register.filter
def photos_in_all(touched: list[list[object]]) -> int:
    """How many on all days together."""
    return sum(int(str(count)) for _day, count in touched)


@register.filter
def at_work(title: str, name: str = "") -> str:
    """The title of a question for those who are not asked: about the child by name."""
    return for_staff(title, whose=name or _("the child"))
