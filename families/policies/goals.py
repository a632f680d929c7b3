"""Goals of one home and the setting: who may read them, and for which side somebody speaks."""

from django.db.models import Q, QuerySet

from ..context import Person
from ..models import (
    Child,
    Family,
    FamilyGoal,
    GoalReview,
    GoalStep,
    GoalVersion,
    GoalYes,
    ParentCarer,
    valid_on,
)
from .people import can_care_for
from .sets import apart, family_ids_of, in_care_of, link_to, links_held_by, own_child_ids_of


def goals_visible_to(person: Person) -> QuerySet[FamilyGoal]:
    """The goals of one's own home for a child whose journal one may read; for staff, those of the
    children in their care. Never the goals that the child's other home has with us."""
    mine = Q(
        child__in=own_child_ids_of(person, sees_journal=True),
        family__in=family_ids_of(person),
    )
    return FamilyGoal.objects.filter(in_care_of(person, "child", home="family") | mine)


def goal_versions_visible_to(person: Person) -> QuerySet[GoalVersion]:
    """Every wording of the goals one may read."""
    return GoalVersion.objects.filter(goal__in=goals_visible_to(person))


def goal_yeses_visible_to(person: Person) -> QuerySet[GoalYes]:
    """Who agreed to what, of the goals one may read."""
    return GoalYes.objects.filter(version__goal__in=goals_visible_to(person))


def goal_steps_visible_to(person: Person) -> QuerySet[GoalStep]:
    """The small steps of the goals one may read."""
    return GoalStep.objects.filter(goal__in=goals_visible_to(person))


def goal_reviews_visible_to(person: Person) -> QuerySet[GoalReview]:
    """What was said looking back on the goals one may read."""
    return GoalReview.objects.filter(goal__in=goals_visible_to(person))


def speaks_for_home(person: Person, *, child: Child, family: Family) -> bool:
    """Whether this person speaks as the home, in a goal of this child with this home. Who works
    here and is the child's parent speaks as the parent: nobody says yes for both sides."""
    return any(
        link.child_id == child.pk and family.pk in family_ids_of(person)
        for link in links_held_by(person, sees_journal=True)
    )


def can_have_goals(person: Person, child: Child) -> bool:
    """Staff who care for the child, and the adults who may read its journal."""
    link = link_to(child, person)
    return can_care_for(person, child) or bool(link and link.sees_journal)


def homes_for_a_goal(person: Person, child: Child) -> QuerySet[Family]:
    """With which homes this person may begin a goal for this child: parents with their own, staff
    with each that is linked to the child today."""
    links = ParentCarer.objects.filter(
        valid_on(person.today), apart(person, "family"), child=child, sees_journal=True
    )
    link = link_to(child, person)
    if link and link.sees_journal:
        links = links.filter(family_id=link.family_id)
    elif not can_care_for(person, child):
        links = links.none()
    return Family.objects.filter(pk__in=links.values("family_id")).order_by("name", "id")
