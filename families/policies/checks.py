"""What a family says anew each term, and what the manager checks."""

from django.db.models import Q, QuerySet

from ..context import Person
from ..models import FamilyCheck, HealthChange
from .people import can_decide_as_manager
from .sets import apart, family_ids_of, in_care_of, own_child_ids_of


def health_changes_visible_to(person: Person) -> QuerySet[HealthChange]:
    """What one's own household has said; for staff what is said of the children in their care. Of
    a child of their own too, by whichever home: who serves lunch has to know of the peanuts."""
    return HealthChange.objects.filter(
        in_care_of(person, "child")
        | Q(family__in=family_ids_of(person), child__in=own_child_ids_of(person))
    )


def checks_visible_to(person: Person) -> QuerySet[FamilyCheck]:
    """Those of one's own household; for manager and deputy those of the setting."""
    leads = Q(setting_id=person.here) & apart(person, "family") if person.leads else Q(pk__in=[])
    return FamilyCheck.objects.filter(Q(family__in=family_ids_of(person)) | leads)


def can_settle_health(person: Person, change: HealthChange) -> bool:
    """Manager and deputy change what we hold on a child; on their own child a colleague."""
    return can_decide_as_manager(person, change.child)
