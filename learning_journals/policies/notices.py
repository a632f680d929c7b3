"""Accidents, incidents and injuries on arrival: who may know of them, sign and acknowledge.

What happened to a child is known to every home that reads its day. That, and in which words, an
adult has read it is known to their own home and to the staff.
"""

from django.db.models import Q, QuerySet

from families.context import Person
from families.models import Child, Membership, ParentCarer, Role
from families.policies import (
    can_care_for,
    can_decide_as_manager,
    family_ids_of,
    in_care_of,
    link_to,
    own_child_ids_of,
    staff_visible_to,
)

from ..models import Acknowledgement, Notice, NoticeAddendum


def notices_visible_to(person: Person) -> QuerySet[Notice]:
    """Staff: of the children in their care. Family: of their children, by the right to the day."""
    return Notice.objects.filter(
        in_care_of(person, "child") | Q(child__in=own_child_ids_of(person, sees_daily_notes=True))
    )


def notice_addenda_visible_to(person: Person) -> QuerySet[NoticeAddendum]:
    """What was added: read by everybody who reads the notice."""
    return NoticeAddendum.objects.filter(
        in_care_of(person, "notice__child")
        | Q(notice__child__in=own_child_ids_of(person, sees_daily_notes=True))
    )


def acknowledgements_visible_to(person: Person) -> QuerySet[Acknowledgement]:
    """Staff: of the children in their care. Family: those of their own home."""
    return Acknowledgement.objects.filter(
        in_care_of(person, "child", home="family")
        | Q(
            family__in=family_ids_of(person),
            child__in=own_child_ids_of(person, sees_daily_notes=True),
        )
    )


def colleagues_of(person: Person) -> QuerySet[Membership]:
    """Everybody who works today where this person works: who may have helped, seen or told. Not the
    owner or committee."""
    staff = staff_visible_to(person).filter(setting_id=person.here).exclude(role=Role.COMMITTEE)
    return staff if person.is_staff else staff.none()


def can_sign_notice(person: Person, child: Child) -> bool:
    """Staff sign what happened to the children in their care, and add to it."""
    return can_care_for(person, child)


def can_review_notice(person: Person, child: Child) -> bool:
    """Manager or deputy, and never of a child of their own."""
    return can_decide_as_manager(person, child)


def link_that_reads_notices(person: Person, child: Child) -> ParentCarer | None:
    """One's own link to this child, if one reads its day by it: who says “I have read this”."""
    link = link_to(child, person)
    return link if link is not None and link.sees_daily_notes else None
