"""Coming here and plans for a change: who may know of them, and who does what.

The family side is the adults who may write to us about the child (`can_message`): planning together
is a talk. What one home wrote is read by that home and by the staff who care for the child.
"""

from django.db.models import Q, QuerySet

from ..context import Person
from ..models import (
    Child,
    HelpWish,
    HomeVisit,
    HomeVisitSafetyNote,
    Joining,
    JoiningStep,
    ParentCarer,
    PlanPage,
    PlanStep,
    PlanWorry,
    SettlingVisit,
    TransitionPlan,
)
from .people import can_care_for
from .sets import children_of_ones_own, family_ids_of, in_care_of, link_to, own_child_ids_of


def _my_homes(person: Person) -> Q:
    """What belongs to a home of one's own, about a child one may write about."""
    return Q(child__in=own_child_ids_of(person, can_message=True), family__in=family_ids_of(person))


def _for_me(person: Person) -> Q:
    """The same, and what is for every home of such a child."""
    every_home = Q(child__in=own_child_ids_of(person, can_message=True), family__isnull=True)
    return every_home | _my_homes(person)


def journeys_visible_to(person: Person) -> QuerySet[Child]:
    """The children whose way to us this person may follow, and plan changes for."""
    return Child.objects.filter(
        in_care_of(person) | Q(pk__in=own_child_ids_of(person, can_message=True))
    )


def joinings_visible_to(person: Person) -> QuerySet[Joining]:
    """Who is coming: of the children in one's care, and of one's own."""
    return Joining.objects.filter(
        in_care_of(person, "child") | Q(child__in=own_child_ids_of(person, can_message=True))
    )


def joining_steps_visible_to(person: Person) -> QuerySet[JoiningStep]:
    """What has been done: by the nursery, and by one's own home; staff see every home's."""
    return JoiningStep.objects.filter(in_care_of(person, "child", home="family") | _for_me(person))


def wishes_visible_to(person: Person) -> QuerySet[HelpWish]:
    """What would help: one's own home's, and those of the children in one's care."""
    return HelpWish.objects.filter(in_care_of(person, "child", home="family") | _my_homes(person))


def home_visits_visible_to(person: Person) -> QuerySet[HomeVisit]:
    """Visits to one's own home, and to those of the children in one's care."""
    return HomeVisit.objects.filter(in_care_of(person, "child", home="family") | _my_homes(person))


def safety_notes_visible_to(person: Person) -> QuerySet[HomeVisitSafetyNote]:
    """For colleagues who care for the child; nobody reads what was written about a home of their
    own child, also when their link is over."""
    return HomeVisitSafetyNote.objects.filter(in_care_of(person, "child")).exclude(
        child__in=children_of_ones_own(person)
    )


def settling_visits_visible_to(person: Person) -> QuerySet[SettlingVisit]:
    """The days are for every home and for who cares for the child."""
    return SettlingVisit.objects.filter(
        in_care_of(person, "child", home="family")
        | Q(child__in=own_child_ids_of(person, can_message=True))
    )


def plans_visible_to(person: Person) -> QuerySet[TransitionPlan]:
    """Plans for every home; those about a change at home for that home alone."""
    return TransitionPlan.objects.filter(
        in_care_of(person, "child", home="family") | _for_me(person)
    )


def plan_steps_visible_to(person: Person) -> QuerySet[PlanStep]:
    """As the plans."""
    return PlanStep.objects.filter(in_care_of(person, "child", home="family") | _for_me(person))


def plan_pages_visible_to(person: Person) -> QuerySet[PlanPage]:
    """A home's own page; staff see every home's."""
    return PlanPage.objects.filter(in_care_of(person, "child", home="family") | _my_homes(person))


def plan_worries_visible_to(person: Person) -> QuerySet[PlanWorry]:
    """A home's own lines; staff see every home's."""
    return PlanWorry.objects.filter(in_care_of(person, "child", home="family") | _my_homes(person))


# --- what a person may do -------------------------------------------------------------------------


def home_side_of(person: Person, child: Child) -> ParentCarer | None:
    """The link by which this person speaks for a home about this child; None for who may not.

    A colleague whose own child it is speaks for the home, never for the nursery.
    """
    link = link_to(child, person)
    return link if link and link.can_message else None


def nursery_side_of(person: Person, child: Child) -> bool:
    """Staff who care for the child speak for the nursery, unless it is their own."""
    return can_care_for(person, child) and link_to(child, person) is None


def can_read_safety_notes(person: Person, child: Child) -> bool:
    """As `safety_notes_visible_to`."""
    if not nursery_side_of(person, child):
        return False
    return child.pk not in children_of_ones_own(person)
