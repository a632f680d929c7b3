"""What a household says of itself and of its child, and who has read it."""

from typing import Any

from django.db.models import Q, QuerySet

from ..context import Person
from ..models import (
    AnswerDraft,
    Child,
    Family,
    FamilyAnswer,
    NurseryRoutine,
    ParentCarer,
    ReadMark,
    valid_on,
)
from ..models.questions import Audience
from .sets import (
    apart,
    child_ids_in_care_of,
    children_of_ones_own,
    family_ids_of,
    in_care_of,
    key_child_ids_of,
    link_to,
    links_held_by,
    own_child_ids_of,
)


def answers_visible_to(person: Person) -> QuerySet[FamilyAnswer]:
    """One's own household's answers, all versions. For staff the versions in force that are not
    withdrawn, each as far as the family chose: the key person and back-up, whoever cares for the
    child, or everybody who works with children here. Never another household of one's own child,
    also when one's link is over. Who looks as this person is no key person."""
    in_force = Q(replaced_at__isnull=True, withdrawn_at__isnull=True)
    # Who is both parent and staff must not read the other household of their own child at work.
    for_staff = Q(in_force, _shown_to_staff(person)) & apart(person, "family")
    own = _own(person)
    if person.is_seen:
        own &= ~Q(audience=Audience.KEY_PERSON)
    return FamilyAnswer.objects.filter(own | for_staff)


def answer_drafts_visible_to(person: Person) -> QuerySet[AnswerDraft]:
    """What one's own household has typed and not saved. Nobody else's, and not for a manager who
    looks as the family sees it: a draft was not told to anybody yet."""
    return AnswerDraft.objects.filter(Q(pk__in=[]) if person.is_seen else _own(person))


def read_marks_visible_to(person: Person) -> QuerySet[ReadMark]:
    """Who has read one's own household's pages; for staff their own marks, and managers all."""
    return ReadMark.objects.filter(
        _own(person)
        | Q(user=person.user, setting_id=person.here)
        | (Q(setting_id=person.here) & apart(person, "family") if person.leads else Q(pk__in=[]))
    )


def nursery_routines_visible_to(person: Person) -> QuerySet[NurseryRoutine]:
    """What the nursery does for the children in one's care, all versions; for families the ones in
    force of the children whose day they may see."""
    return NurseryRoutine.objects.filter(
        in_care_of(person, "child")
        | Q(child__in=own_child_ids_of(person, sees_daily_notes=True), replaced_at__isnull=True)
    )


def can_write_for_home(person: Person, family: Family, child: Child | None = None) -> bool:
    """The adults of a household speak for it, and nobody else, not the manager either; of a child
    those whom this household's link names."""
    if child is None:
        return family.pk in family_ids_of(person)
    return any(
        link.child_id == child.pk and link.family_id == family.pk for link in links_held_by(person)
    )


def can_say_read(person: Person, family: Family) -> bool:
    """*I have read this* is for those who work with the children, about a home that is not their
    own."""
    return person.cares and family.pk not in family_ids_of(person)


def can_read_routine(person: Person, child: Child) -> bool:
    """Whoever cares for the child, and the adults who may see its days."""
    link = link_to(child, person)
    return can_write_nursery_routine(person, child) or bool(link and link.sees_daily_notes)


def can_write_nursery_routine(person: Person, child: Child) -> bool:
    """Staff in whose care the child is today."""
    if person.leads:
        return child.setting_id == person.here
    return child.pk in child_ids_in_care_of(person)


def _own(person: Person) -> Q:
    return Q(family__in=family_ids_of(person)) & (
        Q(child__isnull=True) | Q(child__in=own_child_ids_of(person))
    )


def _shown_to_staff(person: Person) -> Q:
    if not person.cares:
        return Q(pk__in=[])
    # A colleague who is or was a parent reads the team's answers about those in their care alone:
    # which homes are the other home of their own child cannot be told from outside.
    everybody = Q(setting_id=person.here) if not children_of_ones_own(person) else Q(pk__in=[])
    in_care = _about(person, in_care_of(person, "child"))
    return (
        (Q(audience=Audience.TEAM) & (everybody | in_care))
        | (Q(audience=Audience.ROOM) & in_care)
        | (
            Q(audience=Audience.KEY_PERSON)
            & _about(person, Q(child__pk__among=key_child_ids_of(person)))
        )
    )


def _about(person: Person, children: Q) -> Q:
    """That an answer is about one of these children or about a household of theirs."""
    homes: dict[str, Any] = {"family__in": _homes_of(person, children)}
    return children | Q(child__isnull=True, **homes)


def _homes_of(person: Person, children: Q) -> QuerySet[ParentCarer, Any]:
    return ParentCarer.objects.filter(valid_on(person.today), children).values("family_id")
