"""Plans for a change as each side reads them."""

import uuid
from dataclasses import dataclass

from .. import policies
from ..context import Person
from ..models import Child, Family, PlanPage, PlanStep, PlanWorry, TransitionPlan
from .joining import homes_to_visit
from .local_services import GivenCard, given_card


@dataclass
class Worry:
    """A worry with its answer, and the card of help nearby that went with it."""

    row: PlanWorry
    card: GivenCard | None


@dataclass
class HomePart:
    """One home's part of a plan: what comforts, its worries, its signature."""

    family: Family
    page: PlanPage | None
    worries: list[Worry]
    is_mine: bool

    @property
    def open_worries(self) -> int:
        return sum(1 for worry in self.worries if worry.row.answered_at is None)


@dataclass
class PlanDetail:
    """A plan for one person. A family's has its own home's part and no other."""

    plan: TransitionPlan
    card: GivenCard | None
    steps: list[PlanStep]
    homes: list[HomePart]
    is_home: bool
    is_nursery: bool
    may_move: bool

    @property
    def open_worries(self) -> int:
        return sum(home.open_worries for home in self.homes)

    @property
    def first_open_worry(self) -> PlanWorry | None:
        """The one that has waited longest: until it is answered nobody can sign."""
        worries = [worry.row for home in self.homes for worry in home.worries]
        waiting = [worry for worry in worries if worry.answered_at is None]
        return min(waiting, key=lambda worry: worry.at, default=None)

    @property
    def is_ready(self) -> bool:
        """Signed for the nursery, and no worry that this reader knows of waits for an answer."""
        return self.plan.signed_at is not None and not self.open_worries


@dataclass
class PlanRow:
    """A plan in the list of a child's plans."""

    plan: TransitionPlan
    open_worries: int
    is_ready: bool


def plans_of(child: Child, person: Person) -> list[PlanRow]:
    """The plans of a child that this person may read, the next one first: two statements."""
    plans = list(
        policies.plans_visible_to(person)
        .filter(child=child)
        .select_related("room")
        .order_by("-day", "id")
    )
    waiting: dict[uuid.UUID, int] = {}
    for plan_id in (
        policies.plan_worries_visible_to(person)
        .filter(child=child, answered_at__isnull=True)
        .values_list("plan_id", flat=True)
    ):
        waiting[plan_id] = waiting.get(plan_id, 0) + 1
    return [
        PlanRow(
            plan,
            open_worries=waiting.get(plan.pk, 0),
            is_ready=plan.signed_at is not None and plan.pk not in waiting,
        )
        for plan in plans
    ]


def plan_detail(plan: TransitionPlan, person: Person) -> PlanDetail:
    """Everything of one plan that this person may read: five statements."""
    link = policies.home_side_of(person, plan.child)
    is_nursery = policies.nursery_side_of(person, plan.child)
    pages = {
        page.family_id: page for page in policies.plan_pages_visible_to(person).filter(plan=plan)
    }
    rows = list(
        policies.plan_worries_visible_to(person)
        .filter(plan=plan)
        .select_related("author", "card")
        .order_by("at", "id")
    )
    worries: dict[uuid.UUID, list[Worry]] = {}
    for row in rows:
        worries.setdefault(row.family_id, []).append(Worry(row, given_card(row)))
    families = [link.family] if link else homes_in(plan, person)
    return PlanDetail(
        plan=plan,
        card=given_card(plan),
        # Who wrote a step is not read: the adults of another home are nobody to this reader.
        steps=list(policies.plan_steps_visible_to(person).filter(plan=plan).order_by("day", "id")),
        homes=[
            HomePart(
                family,
                pages.get(family.pk),
                worries.get(family.pk, []),
                is_mine=link is not None,
            )
            for family in families
        ],
        is_home=link is not None,
        is_nursery=is_nursery,
        may_move=policies.is_manager_of(person, plan.setting_id)
        and plan.kind == TransitionPlan.Kind.ROOM,
    )


def homes_in(plan: TransitionPlan, person: Person) -> list[Family]:
    """The homes that a plan is made with: all of the child's, or the one it belongs to."""
    homes = homes_to_visit(plan.child, person)
    return list(homes.filter(pk=plan.family_id) if plan.family_id else homes)
