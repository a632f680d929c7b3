"""The first wall, on one page: who may know of and do what with people, places and children.

`…_visible_to(person)` are the only ways by which views obtain rows. `can_…` say whether a visible
row may be changed. Every rule is a dated row that holds on `person.today`. The database repeats
these rules in its own words (`row_security.py`) and works them out on its own: neither wall leans
on the other.
"""

import uuid

from django.db.models import Q, QuerySet

from .context import Person
from .models import (
    AuditEvent,
    Child,
    Family,
    Invitation,
    KeyPersonAssignment,
    Membership,
    ParentCarer,
    Room,
    RoomAssignment,
    RoomPlace,
    Setting,
    Term,
    User,
    valid_on,
)

# --- sets that the rules are made of --------------------------------------------------------------
# Read once for a `Person`, that is once a request or task, and used as ids from then on: asked
# again inside every rule, they cost more than the rows that the rules guard.


def links_of(person: Person) -> QuerySet[ParentCarer]:
    """The links by which this person is parent or carer of a child today."""
    return ParentCarer.objects.filter(valid_on(person.today), user=person.user)


def links_held_by(person: Person, **rights: bool) -> list[ParentCarer]:
    """The same links as they were when the person was first asked about, those with all of these
    rights: `links_held_by(person, sees_journal=True)`. One query for a request, which brings the
    child, its setting and the household along, because every page of a parent shows them."""
    if not person.is_family:
        return []  # said by the database; believing it can only hide
    if "links" not in person.known:
        person.known["links"] = list(
            links_of(person).select_related("child__setting", "family").order_by("started_on", "pk")
        )
    return [
        link
        for link in person.known["links"]
        if all(getattr(link, right) == wanted for right, wanted in rights.items())
    ]


def link_to(child: Child, person: Person) -> ParentCarer | None:
    """This person's own link to a child today; None for staff who are no parent or carer of it."""
    return next((link for link in links_held_by(person) if link.child_id == child.pk), None)


def own_child_ids_of(person: Person, **rights: bool) -> list[uuid.UUID]:
    """The children this person is parent or carer of today by a link with these rights."""
    return [link.child_id for link in links_held_by(person, **rights)]


def family_ids_of(person: Person) -> list[uuid.UUID]:
    """The households this person belongs to today."""
    return list(dict.fromkeys(link.family_id for link in links_held_by(person)))


def in_care_of(person: Person, child: str = "") -> Q:
    """That a child is in this person's care as staff today, as a condition on Child or, with the
    name of a field, on what belongs to one: `in_care_of(person, "child")`.

    Managers and deputies: every child of the setting. Practitioners: the children of their rooms
    and their key children. Nobody else cares for a child as staff.
    """
    path = f"{child}__" if child else ""
    if person.leads:
        return Q(**{f"{path}setting_id": person.here})
    return Q(**{f"{path}pk__among": _ids_in_care_of(person)})


def _ids_in_care_of(person: Person) -> list[uuid.UUID]:
    """The children of a practitioner's rooms and their key children today. One query a request."""
    if not person.cares or person.membership_id is None:
        return []
    if "in_care" not in person.known:
        today, post = person.today, person.membership_id
        rooms = RoomAssignment.objects.filter(valid_on(today), membership_id=post)
        placed = RoomPlace.objects.filter(valid_on(today), room_id__in=rooms.values("room_id"))
        key = KeyPersonAssignment.objects.filter(valid_on(today), membership_id=post)
        person.known["in_care"] = list(
            Child.objects.filter(
                Q(pk__in=placed.values("child_id")) | Q(pk__in=key.values("child_id")),
                setting_id=person.here,
            ).values_list("pk", flat=True)
        )
    return person.known["in_care"]


# --- what a person may know of --------------------------------------------------------------------


def children_visible_to(person: Person) -> QuerySet[Child]:
    """Managers and deputies: every child of the setting. Practitioners: the children of their rooms
    and their key children. Parents and carers: the children they are linked to. Others: none."""
    return Child.objects.filter(in_care_of(person) | Q(pk__in=own_child_ids_of(person)))


def children_cared_for_by(person: Person) -> QuerySet[Child]:
    """The children a member of staff may write about today."""
    return Child.objects.filter(in_care_of(person))


def own_children_of(person: Person) -> QuerySet[Child]:
    """The children this person is parent or carer of today, whatever they may see of them."""
    return Child.objects.filter(pk__in=own_child_ids_of(person))


def settings_visible_to(person: Person) -> QuerySet[Setting]:
    """The settings where this person works, and those of their children."""
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
    """Everybody who works in one's settings today."""
    return Membership.objects.filter(
        valid_on(person.today), setting__in=settings_visible_to(person)
    )


def key_persons_visible_to(person: Person) -> QuerySet[KeyPersonAssignment]:
    """Who is and was key person of the children one may know of."""
    return KeyPersonAssignment.objects.filter(
        in_care_of(person, "child") | Q(child__in=own_child_ids_of(person))
    )


def families_visible_to(person: Person) -> QuerySet[Family]:
    """One's own household; for staff, the households of the children in their care.
    Never another household of one's own child."""
    in_care = ParentCarer.objects.filter(valid_on(person.today), in_care_of(person, "child"))
    own = Q(pk__in=family_ids_of(person))
    if person.leads:
        return Family.objects.filter(own | Q(setting_id=person.here))
    return Family.objects.filter(own | Q(pk__in=in_care.values("family_id")))


def parent_carers_visible_to(person: Person) -> QuerySet[ParentCarer]:
    """The adults of one's own household; for staff, those of the children in their care."""
    return ParentCarer.objects.filter(
        in_care_of(person, "child") | Q(family__in=family_ids_of(person))
    )


def invitations_visible_to(person: Person) -> QuerySet[Invitation]:
    """The invitations of the setting, for its manager and deputy."""
    if not person.leads:
        return Invitation.objects.none()
    return Invitation.objects.filter(setting_id=person.here)


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


def can_care_for(person: Person, child: Child) -> bool:
    """Staff may log and write about the children in their care."""
    if person.leads:
        return child.setting_id == person.here
    return child.pk in _ids_in_care_of(person)


def can_edit_family(person: Person, family: Family) -> bool:
    """A household writes its own page; a manager may help."""
    if is_manager_of(person, family.setting_id):
        return True
    return family.pk in family_ids_of(person)
