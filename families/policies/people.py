"""People, places and children: who may know of them, and change them."""

from django.db.models import Q, QuerySet

from ..context import Person
from ..models import (
    AuditEvent,
    Child,
    Family,
    Invitation,
    Membership,
    ParentCarer,
    Room,
    RoomAssignment,
    Setting,
    Term,
    User,
    valid_on,
)
from .sets import (
    apart,
    child_ids_in_care_of,
    children_of_ones_own,
    family_ids_of,
    in_care_of,
    link_to,
    links_held_by,
    own_child_ids_of,
)

# --- what a person may know of --------------------------------------------------------------------


def children_visible_to(person: Person) -> QuerySet[Child]:
    """Managers and deputies: every child of the setting. Practitioners: the children of their
    rooms, their key children and those for whom they cover. Parents and carers: the children they
    are linked to. Others: none."""
    return Child.objects.filter(in_care_of(person) | Q(pk__in=own_child_ids_of(person)))


def children_cared_for_by(person: Person) -> QuerySet[Child]:
    """The children a member of staff may write about today."""
    return Child.objects.filter(in_care_of(person))


def own_children_of(person: Person) -> QuerySet[Child]:
    """The children this person is parent or carer of today, whatever they may see of them."""
    return Child.objects.filter(pk__in=own_child_ids_of(person))


def settings_visible_to(person: Person) -> QuerySet[Setting]:
    """The settings where this person works, and those of their children."""
    if person.is_seen:
        return Setting.objects.filter(pk=person.here)
    posts = Membership.objects.filter(valid_on(person.today), user=person.user)
    return Setting.objects.filter(
        Q(pk__in=posts.values("setting_id"))
        | Q(pk__in={link.setting_id for link in links_held_by(person)})
    )


def rooms_visible_to(person: Person) -> QuerySet[Room]:
    """The rooms of one's settings."""
    return Room.objects.filter(setting__in=settings_visible_to(person))


def rooms_worked_in_by(person: Person) -> QuerySet[Room]:
    """The rooms whose board a member of staff may open: their own; for managers, all."""
    rooms = Room.objects.filter(setting_id=person.here)
    if person.leads:
        return rooms
    if not person.cares or person.membership_id is None:
        return rooms.none()
    return rooms.filter(
        pk__in=RoomAssignment.objects.filter(
            valid_on(person.today), membership_id=person.membership_id
        ).values("room_id")
    )


def terms_visible_to(person: Person) -> QuerySet[Term]:
    """The terms of one's settings."""
    return Term.objects.filter(setting__in=settings_visible_to(person))


def staff_visible_to(person: Person) -> QuerySet[Membership]:
    """Everybody who has a post in one's settings today, the owner or committee among them."""
    return Membership.objects.filter(
        valid_on(person.today), setting__in=settings_visible_to(person)
    )


def families_visible_to(person: Person) -> QuerySet[Family]:
    """One's own household; for staff, the households of the children in their care.
    Never another household of one's own child."""
    in_care = ParentCarer.objects.filter(
        valid_on(person.today), in_care_of(person, "child", home="family")
    )
    own = Q(pk__in=family_ids_of(person))
    if person.leads:
        return Family.objects.filter(own | Q(setting_id=person.here) & apart(person, "pk"))
    return Family.objects.filter(own | Q(pk__in=in_care.values("family_id")))


def parent_carers_visible_to(person: Person) -> QuerySet[ParentCarer]:
    """The adults of one's own household; for staff, those of the children in their care."""
    return ParentCarer.objects.filter(
        in_care_of(person, "child", home="family") | Q(family__in=family_ids_of(person))
    )


def invitations_visible_to(person: Person) -> QuerySet[Invitation]:
    """The invitations of the setting, for its manager and deputy; not those to a child of their
    own, which are a colleague's."""
    if not person.leads:
        return Invitation.objects.none()
    letters = Invitation.objects.filter(apart(person, "family"), setting_id=person.here)
    return letters.exclude(child__in=children_of_ones_own(person))


def audit_visible_to(person: Person) -> QuerySet[AuditEvent]:
    """The trail of the setting, for its manager and deputy."""
    if not person.leads:
        return AuditEvent.objects.none()
    return AuditEvent.objects.filter(setting_id=person.here)


def people_visible_to(person: Person) -> QuerySet[User]:
    """Oneself, the staff of one's settings, and the adults whose link one may know of."""
    return User.objects.filter(
        Q(pk=person.id)
        | Q(pk__in=staff_visible_to(person).values("user_id"))
        | Q(pk__in=parent_carers_visible_to(person).values("user_id"))
    )


# --- what a person may do -------------------------------------------------------------------------


def is_manager_of(person: Person, setting_id: object) -> bool:
    """Manager or deputy of this very setting, today."""
    return person.leads and person.setting_id == setting_id


def can_manage_people(person: Person) -> bool:
    """Managers and deputies invite, link, place and end."""
    return person.leads


def can_decide_as_manager(person: Person, child: Child) -> bool:
    """Manager or deputy: who belongs to a child, who may see what of it, what a court has ordered,
    forms on paper. Never of a child of one's own, of today or of once: a colleague does that."""
    return is_manager_of(person, child.setting_id) and child.pk not in children_of_ones_own(person)


def can_care_for(person: Person, child: Child) -> bool:
    """Staff may log and write about the children in their care."""
    if person.leads:
        return child.setting_id == person.here
    return child.pk in child_ids_in_care_of(person)


def can_see_portrait(person: Person, child: Child) -> bool:
    """A parent or carer whose link shows them photographs, and the staff who have the child in
    their care. For staff the face stays on the board whatever is allowed for photographs: by it
    they know whom they hand over, feed and give medicine to."""
    if can_care_for(person, child):
        return True
    link = link_to(child, person)
    return link is not None and link.sees_photos


def can_edit_family(person: Person, family: Family) -> bool:
    """A household writes its own page; a manager may help."""
    if is_manager_of(person, family.setting_id):
        return True
    return family.pk in family_ids_of(person)
