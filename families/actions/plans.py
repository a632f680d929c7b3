"""Plans for a change, written by both sides: steps, what comforts, worries and their answers."""

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone

from .. import audit
from ..context import Person
from ..models import Child, Family, PlanPage, PlanStep, PlanWorry, TransitionPlan
from .meanwhile import take
from .once import make_once


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
    (None for no card). Raises ChangedMeanwhile."""
    return _changed(plan, actor, seen, fields, "change_plan")


@transaction.atomic
def add_plan_step(
    plan: TransitionPlan, *, actor: Person, key: uuid.UUID, fields: dict[str, Any]
) -> PlanStep:
    """Add a dated step. Every home of the plan reads it."""
    row = {**_of(plan), "family_id": plan.family_id, "added_by": actor.user, **fields}
    return make_once(PlanStep, actor=actor, key=key, row=row, verb="add_plan_step")


@transaction.atomic
def change_plan_step(
    step: PlanStep, *, actor: Person, seen: str, fields: dict[str, Any]
) -> PlanStep:
    """Save a step that either side may change. Raises ChangedMeanwhile."""
    return _changed(step, actor, seen, fields, "change_plan_step")


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
    page = _changed(page, actor, seen, fields, "change_plan_page")
    if page.signed_at:
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
    worry: PlanWorry, *, actor: Person, answer: str, card_id: uuid.UUID | None = None
) -> None:
    """Answer a worry, with a card of help nearby or without; a better answer later takes its place
    and is dated anew."""
    worry = PlanWorry.objects.select_for_update(of=("self",)).get(pk=worry.pk)
    if (worry.answer, worry.card_id) == (answer, card_id):
        return
    worry.answer, worry.card_id, worry.answered_at = answer, card_id, timezone.now()
    worry.save(update_fields=["answer", "card_id", "answered_at"])
    audit.record(actor, "answer_worry", worry)


@transaction.atomic
def sign_for_the_nursery(plan: TransitionPlan, *, actor: Person) -> None:
    """Call the plan ready. Raises WorriesOpen while any home waits for an answer."""
    plan = TransitionPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if PlanWorry.objects.filter(plan=plan, answered_at__isnull=True).exists():
        raise WorriesOpen
    plan.signed_at = timezone.now()
    plan.save(update_fields=["signed_at"])
    audit.record(actor, "sign_plan", plan)


@transaction.atomic
def sign_for_a_home(page: PlanPage, *, actor: Person) -> None:
    """The home agrees to the plan. Raises WorriesOpen while a worry of its own has no answer."""
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


def _of(plan: TransitionPlan) -> dict[str, Any]:
    return {"setting_id": plan.setting_id, "child_id": plan.child_id, "plan": plan}


def _changed(row: Any, actor: Person, seen: str, fields: dict[str, Any], verb: str) -> Any:
    row = take(row, seen=seen, fields=tuple(fields))
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))
    audit.record(actor, verb, row)
    return row
