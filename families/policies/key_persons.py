"""Who looks after whom: who may know of it, and say something about it."""

from django.db.models import Q, QuerySet

from ..context import NOWHERE, Person
from ..models import (
    CARE_ROLES,
    Cover,
    HandoverNote,
    HelloSeen,
    KeyPersonAssignment,
    KeyPersonHello,
    Membership,
)
from .people import is_manager_of
from .sets import in_care_of, own_child_ids_of


def key_persons_visible_to(person: Person) -> QuerySet[KeyPersonAssignment]:
    """Who is and was key person of the children one may know of."""
    return KeyPersonAssignment.objects.filter(
        in_care_of(person, "child") | Q(child__in=own_child_ids_of(person))
    )


def covers_visible_to(person: Person) -> QuerySet[Cover]:
    """Who covers, covered and will cover for the key persons of the children one may know of; and
    where one covers oneself, so that a practitioner knows of it before the day has come."""
    return Cover.objects.filter(
        in_care_of(person, "child")
        | Q(child__in=own_child_ids_of(person))
        | Q(membership=person.membership_id or NOWHERE, setting_id=person.here)
    )


def handover_notes_visible_to(person: Person) -> QuerySet[HandoverNote]:
    """For the staff who have the child in their care; never for families."""
    return HandoverNote.objects.filter(in_care_of(person, "child"))


def hellos_visible_to(person: Person) -> QuerySet[KeyPersonHello]:
    """What new key persons say to the families of the children one may know of."""
    return KeyPersonHello.objects.filter(
        in_care_of(person, "child") | Q(child__in=own_child_ids_of(person))
    )


def hellos_seen_visible_to(person: Person) -> QuerySet[HelloSeen]:
    """What one has seen oneself; for staff, who has seen the hellos of the children in their care.
    Never what another adult of one's own child has seen."""
    return HelloSeen.objects.filter(Q(user=person.user) | in_care_of(person, "hello__child"))


def can_arrange_cover(person: Person, post: Membership) -> bool:
    """Managers and deputies for everybody who may have key children; a key person for herself."""
    if post.setting_id != person.here or post.role not in CARE_ROLES:
        return False
    return is_manager_of(person, post.setting_id) or is_own_post(person, post)


def can_end_cover(person: Person, cover: Cover) -> bool:
    """Managers and deputies, and whoever was away and is back."""
    if is_manager_of(person, cover.setting_id):
        return True
    return person.cares and cover.away_id == person.membership_id


def can_say_hello(person: Person, assignment: KeyPersonAssignment) -> bool:
    """The key person herself; a manager may help. A back-up says hello at the door."""
    if assignment.is_backup:
        return False
    mine = person.cares and assignment.membership_id == person.membership_id
    return mine or is_manager_of(person, assignment.setting_id)


def is_own_post(person: Person, post: Membership) -> bool:
    """Whether this is the post in which the person acts now, with children in their care."""
    return person.cares and post.pk == person.membership_id
