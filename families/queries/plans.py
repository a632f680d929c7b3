"""Plans for a change as each side reads them."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Greatest

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
    changed_at: datetime | None

    @property
    def signed_at(self) -> datetime | None:
        return self.page.signed_at if self.page else None

    @property
    def is_signed(self) -> bool:
        return stands(self.signed_at, self.changed_at)

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
    changed_at: datetime | None

    @property
    def seen(self) -> str:
        """What a signature on this page says that it has seen."""
        return as_text(self.changed_at)

    @property
    def is_signed(self) -> bool:
        """Signed for the nursery as it stands here."""
        return stands(self.plan.signed_at, self.changed_at)

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
        return self.is_signed and not self.open_worries


@dataclass
class PlanRow:
    """A plan in the list of a child's plans."""

    plan: TransitionPlan
    open_worries: int
    is_ready: bool


def stands(signed_at: datetime | None, changed_at: datetime | None) -> bool:
    """Whether a signature is one under what the plan says now: nothing was changed since."""
    return signed_at is not None and (changed_at is None or changed_at < signed_at)


def last_change_of(plan: TransitionPlan, person: Person) -> datetime | None:
    """When the plan or one of its steps was last changed; None if never. One statement."""
    return _last_change(plan, policies.plan_steps_visible_to(person).filter(plan=plan))


def as_text(moment: datetime | None) -> str:
    """A moment as a form carries it along."""
    return moment.isoformat() if moment else ""


def _last_change(plan: TransitionPlan, steps: Iterable[PlanStep]) -> datetime | None:
    changes = [plan.changed_at, *(step.changed_at for step in steps)]
    return max((each for each in changes if each), default=None)


def plans_of(child: Child, person: Person) -> list[PlanRow]:
    """The plans of a child that this person may read, the next one first: two statements."""
    changed = policies.plan_steps_visible_to(person).filter(
        plan=OuterRef("pk"), changed_at__isnull=False
    )
    plans = list(
        policies.plans_visible_to(person)
        .filter(child=child)
        .annotate(
            last_change=Greatest(
                "changed_at", Subquery(changed.order_by("-changed_at").values("changed_at")[:1])
            )
        )
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
            is_ready=stands(plan.signed_at, plan.last_change) and plan.pk not in waiting,
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
    # Who wrote a step is not read: the adults of another home are nobody to this reader.
    steps = list(policies.plan_steps_visible_to(person).filter(plan=plan).order_by("day", "id"))
    changed_at = _last_change(plan, steps)
    return PlanDetail(
        plan=plan,
        card=given_card(plan),
        steps=steps,
        changed_at=changed_at,
        homes=[
            HomePart(
                family,
                pages.get(family.pk),
                worries.get(family.pk, []),
                is_mine=link is not None,
                changed_at=changed_at,
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
