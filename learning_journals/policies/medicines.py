"""Medicine: who may know of a permission and of a dose, who allows and who gives.

A permission belongs to the home that gave it. A dose that we gave is read by every home that reads
the day; a dose at home by the home that told us and by the staff.
"""

from django.db.models import Q, QuerySet

from families.context import Person
from families.models import Child, ParentCarer
from families.policies import (
    can_care_for,
    family_ids_of,
    in_care_of,
    link_that_decides,
    own_child_ids_of,
)

from ..models import MedicineGiven, MedicinePermission


def medicine_permissions_visible_to(person: Person) -> QuerySet[MedicinePermission]:
    """Staff: of the children in their care. Family: those of their own home."""
    return MedicinePermission.objects.filter(
        in_care_of(person, "child", home="family")
        | Q(family__in=family_ids_of(person), child__in=own_child_ids_of(person))
    )


def doses_visible_to(person: Person) -> QuerySet[MedicineGiven]:
    """Staff: of the children in their care. Family: what we gave, and what their own home gave."""
    return MedicineGiven.objects.filter(
        in_care_of(person, "child", home="family")
        | Q(child__in=own_child_ids_of(person, sees_daily_notes=True))
        & (Q(family__isnull=True) | Q(family__in=family_ids_of(person)))
    )


def can_give_medicine(person: Person, child: Child) -> bool:
    """Staff, to the children in their care."""
    return can_care_for(person, child)


def link_that_allows_medicine(person: Person, child: Child) -> ParentCarer | None:
    """One's own link, if one holds parental responsibility by it and reads the day: who allows a
    medicine, takes that back, and tells us of a dose at home."""
    link = link_that_decides(person, child)
    return link if link is not None and link.sees_daily_notes else None
