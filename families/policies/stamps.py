"""Stamps: every adult with a child here today gets the same number of them."""

from django.db.models import QuerySet

from ..context import Person
from ..models import StampKey, StampsGiven, open_on
from .people import settings_visible_to
from .sets import links_held_by


def stamp_keys_visible_to(person: Person) -> QuerySet[StampKey]:
    """The keys of this term, of the settings where this person has a child. A manager who looks as
    a family sees it is given nothing, and nobody where the nursery has closed."""
    if person.is_seen:
        return StampKey.objects.none()
    return StampKey.objects.filter(
        open_on(person.today),
        setting__in={link.setting_id for link in links_held_by(person)},
        term__starts_on__lte=person.today,
        term__ends_on__gte=person.today,
        sealed__isnull=False,
    )


def stamps_given_to(person: Person) -> QuerySet[StampsGiven]:
    """What this person has been given, on all devices."""
    return StampsGiven.objects.filter(person=person.user)


def stamp_signs_visible_to(person: Person) -> QuerySet[StampKey]:
    """The key of each setting one belongs to whose stamps let notes in now: of the term that has
    begun last. Everybody there may see its sign, to compare it."""
    begun = StampKey.objects.filter(
        setting__in=settings_visible_to(person),
        term__starts_on__lte=person.today,
    )
    return begun.order_by("setting_id", "-term__starts_on").distinct("setting_id")
