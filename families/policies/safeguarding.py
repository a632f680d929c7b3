"""Safeguarding: who may know of a worry that somebody wrote down."""

from django.db.models import QuerySet

from ..context import Person
from ..models import (
    Membership,
    SafeguardingAddendum,
    SafeguardingConcern,
    SafeguardingReading,
    SafeguardingReceipt,
    valid_on,
)
from .sets import children_of_ones_own


def concerns_visible_to(person: Person) -> QuerySet[SafeguardingConcern]:
    """The safeguarding lead and deputy lead of the setting where they work today; not a manager who
    is neither, and not the writer. Without those who are kept from it, and without whoever is or
    ever was parent or carer of the child it is about, whatever their post (domain.md 2.8)."""
    posts = Membership.objects.filter(
        valid_on(person.today),
        user=person.user,
        setting_id=person.here,
        is_safeguarding_lead=True,
    )
    return (
        SafeguardingConcern.objects.filter(setting__in=posts.values("setting_id"))
        .exclude(kept_from__contains=[person.id])
        .exclude(child__in=children_of_ones_own(person))
    )


def addenda_visible_to(person: Person) -> QuerySet[SafeguardingAddendum]:
    """What was added to the concerns one may read."""
    return SafeguardingAddendum.objects.filter(concern__in=concerns_visible_to(person))


def concern_readings_visible_to(person: Person) -> QuerySet[SafeguardingReading]:
    """Who read the concerns one may read."""
    return SafeguardingReading.objects.filter(concern__in=concerns_visible_to(person))


def receipts_visible_to(person: Person) -> QuerySet[SafeguardingReceipt]:
    """One's own receipts."""
    return SafeguardingReceipt.objects.filter(author=person.user)


def can_raise_concern(person: Person) -> bool:
    """Everybody who works here, whatever their post."""
    return person.is_staff


def can_read_concerns(person: Person) -> bool:
    """Safeguarding lead and deputy lead."""
    return person.leads_safeguarding
