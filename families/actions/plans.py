"""Plans for a change, written by both sides: steps, what comforts, worries and their answers."""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from .. import audit
from ..context import Person
from ..models import Child, Family, PlanPage, PlanStep, PlanWorry, TransitionPlan
from ..queries.plans import as_text, last_change_of
from .meanwhile import one_at_a_time, rewrite, take
from .once import make_once


class PlanMovedOn(Exception):
    """The plan says something else than the page on which it was signed."""


class WorriesOpen(Exception):
    """A worry has no answer yet, so the plan cannot be called ready."""


@transaction.atomic
def begin_plan(
    child: Child, *, actor: Person, key: uuid.UUID, fields: dict[str, Any]
) -> TransitionPlan:
    """Begin a plan. The same form (`key`) sent twice is one plan."""
    row = {"setting_id": child.setting_id, "child": child, "begun_by": actor.user, **fields}
    return make_once(TransitionPlan, actor=actor, key=key, row=row, verb="begin_plan")


@transaction.atomic
def change_plan(
    plan: TransitionPlan, *, actor: Person, seen: str, fields: dict[str, Any]
) -> TransitionPlan:
    """Save what changes, when, who will be there, and the card of help nearby that goes with it
    (None for no card). What was signed before is to be signed anew by everybody. Raises
    ChangedMeanwhile."""
    _alone_with(plan.pk)
    plan, _ = _changed(plan, actor, seen, fields, "change_plan", changed_at=timezone.now())
    return plan


@transaction.atomic
def add_plan_step(
    plan: TransitionPlan, *, actor: Person, key: uuid.UUID, fields: dict[str, Any]
) -> PlanStep:
    """Add a dated step. Every home of the plan reads it, and everybody signs anew."""
    _alone_with(plan.pk)
    row = {
        **_of(plan),
        "family_id": plan.family_id,
        "added_by": actor.user,
        "changed_at": timezone.now(),
        **fields,
    }
    return make_once(PlanStep, actor=actor, key=key, row=row, verb="add_plan_step")


@transaction.atomic
def change_plan_step(
    step: PlanStep, *, actor: Person, seen: str, fields: dict[str, Any]
) -> PlanStep:
    """Save a step that either side may change; everybody signs anew. Raises ChangedMeanwhile."""
    _alone_with(step.plan_id)
    step, _ = _changed(step, actor, seen, fields, "change_plan_step", changed_at=timezone.now())
    return step


@transaction.atomic
def tick_plan_step(step: PlanStep, *, actor: Person, done: bool) -> None:
    """A step has been done, or not yet."""
    step = PlanStep.objects.select_for_update(of=("self",)).get(pk=step.pk)
    if (step.done_at is not None) == done:
        return
    step.done_at = timezone.now() if done else None
    step.save(update_fields=["done_at"])
    audit.record(actor, "tick_plan_step" if done else "untick_plan_step", step)


@transaction.atomic
def open_plan_page(plan: TransitionPlan, *, actor: Person, family: Family) -> PlanPage:
    """The page of a home in a plan; made when somebody first writes on it."""
    page, is_new = PlanPage.objects.get_or_create(
        plan=plan, family=family, defaults={k: v for k, v in _of(plan).items() if k != "plan"}
    )
    if is_new:
        audit.record(actor, "open_plan_page", page)
    return page


@transaction.atomic
def change_plan_page(
    page: PlanPage, *, actor: Person, seen: str, fields: dict[str, Any]
) -> PlanPage:
    """Save what comforts; what was signed before is to be signed anew. Raises ChangedMeanwhile."""
    page, is_new = _changed(page, actor, seen, fields, "change_plan_page")
    if is_new and page.signed_at:
        page.signed_at = None
        page.save(update_fields=["signed_at"])
    return page


@transaction.atomic
def add_worry(
    plan: TransitionPlan, *, actor: Person, key: uuid.UUID, family: Family, words: str
) -> PlanWorry:
    """A line in the box "our worries" of one home. The plan is not ready until it has an answer."""
    row = {**_of(plan), "family": family, "author": actor.user, "words": words}
    return make_once(PlanWorry, actor=actor, key=key, row=row, verb="add_worry")


@transaction.atomic
def answer_worry(
    worry: PlanWorry, *, actor: Person, seen: str, answer: str, card_id: uuid.UUID | None = None
) -> None:
    """Answer a worry, with a card of help nearby or without; a better answer later takes its place
    and is dated anew. Raises ChangedMeanwhile if a colleague has answered since the page was
    opened."""
    worry = rewrite(worry, seen=seen, fields={"answer": answer, "card_id": card_id})
    if worry is None:
        return
    worry.answered_at = timezone.now()
    worry.save(update_fields=["answer", "card_id", "answered_at"])
    audit.record(actor, "answer_worry", worry)


@transaction.atomic
def sign_for_the_nursery(plan: TransitionPlan, *, actor: Person, seen: str) -> None:
    """Call the plan ready. `seen` is what the page said of the last change (`last_change_of`).

    Raises WorriesOpen while any home waits for an answer, and PlanMovedOn.
    """
    _alone_with(plan.pk)
    plan = TransitionPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    _as_seen(plan, actor, seen)
    if PlanWorry.objects.filter(plan=plan, answered_at__isnull=True).exists():
        raise WorriesOpen
    plan.signed_at = timezone.now()
    plan.save(update_fields=["signed_at"])
    audit.record(actor, "sign_plan", plan)


@transaction.atomic
def sign_for_a_home(page: PlanPage, *, actor: Person, seen: str) -> None:
    """The home agrees to the plan that it has seen (as above). Raises WorriesOpen while a worry of
    its own has no answer, and PlanMovedOn."""
    _alone_with(page.plan_id)
    _as_seen(TransitionPlan.objects.get(pk=page.plan_id), actor, seen)
    page = PlanPage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    open_worries = PlanWorry.objects.filter(
        plan_id=page.plan_id, family_id=page.family_id, answered_at__isnull=True
    )
    if open_worries.exists():
        raise WorriesOpen
    page.signed_at = timezone.now()
    page.save(update_fields=["signed_at"])
    audit.record(actor, "sign_plan_page", page)


# --- steps ----------------------------------------------------------------------------------------


def _alone_with(plan_id: uuid.UUID) -> None:
    """Who signs and who changes wait for each other: nobody signs what they have not seen."""
    one_at_a_time(f"plan:{plan_id}")


def _as_seen(plan: TransitionPlan, actor: Person, seen: str) -> None:
    if as_text(last_change_of(plan, actor)) != seen:
        raise PlanMovedOn


def _of(plan: TransitionPlan) -> dict[str, Any]:
    return {"setting_id": plan.setting_id, "child_id": plan.child_id, "plan": plan}


def _changed(
    row: Any, actor: Person, seen: str, fields: dict[str, Any], verb: str, **dated: datetime
) -> tuple[Any, bool]:
    row = take(row, seen=seen, fields=tuple(fields))
    if all(getattr(row, name) == value for name, value in fields.items()):
        return row, False
    for name, value in {**fields, **dated}.items():
        setattr(row, name, value)
    row.save(update_fields=[*fields, *dated])
    audit.record(actor, verb, row)
    return row, True
