"""What we are working on with a child: who reads it, who begins and closes it."""

import uuid

from django.db.models import Q, QuerySet

from families.context import Person
from families.models import Child, valid_on
from families.policies import (
    can_care_for,
    covers_visible_to,
    in_care_of,
    is_manager_of,
    key_child_ids_of,
    own_child_ids_of,
)

from ..models import NextStep


def next_steps_visible_to(person: Person) -> QuerySet[NextStep]:
    """Staff: of the children in their care. Family: of a child whose journal they read; it is about
    the child, and the same for both homes."""
    return NextStep.objects.filter(
        in_care_of(person, "child") | Q(child__in=own_child_ids_of(person, sees_journal=True))
    )


def can_begin_next_step(person: Person, child: Child) -> bool:
    """The key person and the back-up, whoever covers for them today, and manager and deputy."""
    if not can_care_for(person, child):
        return False
    if is_manager_of(person, child.setting_id) or child.pk in key_child_ids_of(person):
        return True
    return child.pk in _covered_by(person)


def _covered_by(person: Person) -> list[uuid.UUID]:
    """For whom this person stands in as key person today. One query a request."""
    if person.membership_id is None:
        return []
    if "covers_today" not in person.known:
        person.known["covers_today"] = list(
            covers_visible_to(person)
            .filter(valid_on(person.today), membership_id=person.membership_id)
            .values_list("child_id", flat=True)
        )
    return person.known["covers_today"]


def can_close_next_step(person: Person, step: NextStep) -> bool:
    """Everybody who has the child in their care: whoever was there saw it."""
    return step.closed_on is None and can_care_for(person, step.child)
