"""Goals with two owners: proposed, changed, agreed, done in small steps, looked back on, closed.

A side is the home or the setting. Who writes a wording that says what their side does next has
said yes for their side; it is agreed when the other side says yes to the same one (domain.md S9).
A hope alone is a beginning: each side says what it does next before it says yes.
"""

import uuid
from datetime import date
from typing import Any

from django.db import transaction

from .. import audit, policies
from ..context import Person
from ..models import Child, Family, FamilyGoal, GoalReview, GoalStep, GoalVersion, GoalYes
from .once import find_or_create


class WordingMovedOn(Exception):
    """Somebody changed the goal after the page was opened. `version` is what it says now."""

    def __init__(self, version: GoalVersion) -> None:
        super().__init__("the wording has changed meanwhile")
        self.version = version


class NothingIsNext(Exception):
    """This side has not said yet what it does next, so there is nothing to say yes to."""


class GoalIsClosed(Exception):
    """Both sides have closed it; it stays as it is."""


@transaction.atomic
def propose_goal(
    child: Child, *, actor: Person, family: Family, key: uuid.UUID, fields: dict[str, Any]
) -> FamilyGoal:
    """Begin a goal of this home and the setting. The same form (`key`) sent twice is one goal."""
    row = {
        "setting_id": child.setting_id,
        "child": child,
        "family": family,
        "review_on": fields["review_on"],
    }
    mine = policies.goals_visible_to(actor).filter(pk=key, child=child)
    goal, is_new = find_or_create(FamilyGoal, key=key, mine=mine, row=row)
    if not is_new:
        return goal
    _write_version(goal, actor=actor, key=uuid.uuid4(), number=1, fields=fields)
    audit.record(actor, "propose_goal", goal, child_id=child.pk)
    return goal


@transaction.atomic
def change_goal(
    goal: FamilyGoal, *, actor: Person, seen: int, key: uuid.UUID, fields: dict[str, Any]
) -> GoalVersion:
    """A new wording, to which only the writer's side has said yes. The one before stays readable.

    `seen` is the number of the wording that the form showed. Raises WordingMovedOn, GoalIsClosed.
    """
    goal = _locked(goal)
    if again := goal.versions.filter(pk=key, author=actor.user).first():
        return again
    now = _wording(goal, seen=seen)
    if all(getattr(now, name) == value for name, value in fields.items()):
        _agree(now, actor=actor)
        return now
    version = _write_version(goal, actor=actor, key=key, number=seen + 1, fields=fields)
    goal.review_on = fields["review_on"]
    goal.save(update_fields=["review_on"])
    audit.record(actor, "change_goal", goal, child_id=goal.child_id)
    return version


@transaction.atomic
def accept_goal(goal: FamilyGoal, *, actor: Person, seen: int) -> GoalVersion:
    """Say yes for one's side to the wording that was shown. Said twice, it is one yes.

    Raises WordingMovedOn, GoalIsClosed, NothingIsNext: then nothing has been agreed.
    """
    goal = _locked(goal)
    version = _wording(goal, seen=seen)
    if not version.next_on_side(home=_for_home(goal, actor)):
        raise NothingIsNext
    if _say_yes(version, actor=actor, kind=GoalYes.Kind.AGREED):
        audit.record(actor, "accept_goal", goal, child_id=goal.child_id)
    return version


@transaction.atomic
def add_goal_step(goal: FamilyGoal, *, actor: Person, key: uuid.UUID, words: str) -> GoalStep:
    """Write down a small step. The same form sent twice is one. Raises GoalIsClosed."""
    goal = _locked(goal)
    step, is_new = find_or_create(
        GoalStep,
        key=key,
        mine=goal.steps.filter(pk=key),
        row={
            "setting_id": goal.setting_id,
            "goal": goal,
            "words": words,
            "by_home": _for_home(goal, actor),
            "author": actor.user,
        },
    )
    if is_new:
        audit.record(actor, "add_goal_step", step, child_id=goal.child_id)
    return step


@transaction.atomic
def finish_goal_step(step: GoalStep, *, actor: Person) -> None:
    """A small step was done today, at home or at nursery, as says who presses the button.

    Done twice, it keeps its first day. Raises GoalIsClosed.
    """
    goal = _locked(step.goal)
    place = GoalStep.Place.HOME if _for_home(goal, actor) else GoalStep.Place.SETTING
    if goal.steps.filter(pk=step.pk, done_on__isnull=True).update(
        done_on=actor.today, done_where=place
    ):
        audit.record(actor, "finish_goal_step", step, child_id=goal.child_id)


@transaction.atomic
def reopen_goal_step(step: GoalStep, *, actor: Person) -> None:
    """It was not done after all. Raises GoalIsClosed."""
    goal = _locked(step.goal)
    if goal.steps.filter(pk=step.pk, done_on__isnull=False).update(done_on=None, done_where=""):
        audit.record(actor, "reopen_goal_step", step, child_id=goal.child_id)


@transaction.atomic
def review_goal(
    goal: FamilyGoal, *, actor: Person, key: uuid.UUID, words: str, review_on: date
) -> GoalReview:
    """Say how far it has come, and when both look back again. Raises GoalIsClosed."""
    goal = _locked(goal)
    review, is_new = find_or_create(
        GoalReview,
        key=key,
        mine=goal.reviews.filter(pk=key),
        row={
            "setting_id": goal.setting_id,
            "goal": goal,
            "words": words,
            "by_home": _for_home(goal, actor),
            "author": actor.user,
            "next_review_on": review_on,
        },
    )
    if not is_new:
        return review
    goal.review_on = review_on
    goal.save(update_fields=["review_on"])
    audit.record(actor, "review_goal", goal, child_id=goal.child_id)
    return review


@transaction.atomic
def close_goal(goal: FamilyGoal, *, actor: Person, seen: int, thanks: str) -> bool:
    """One side's thank-you. With the second side's the goal is closed; returns whether it is now.

    Said twice it is once. Raises WordingMovedOn, GoalIsClosed.
    """
    goal = _locked(goal)
    version = _wording(goal, seen=seen)
    if not _say_yes(version, actor=actor, kind=GoalYes.Kind.CLOSED, thanks=thanks):
        return False
    both = version.yeses.filter(kind=GoalYes.Kind.CLOSED).count() == 2
    if both:
        goal.closed_on = actor.today
        goal.save(update_fields=["closed_on"])
    audit.record(actor, "close_goal", goal, child_id=goal.child_id)
    return both


# --- steps ----------------------------------------------------------------------------------------


def _locked(goal: FamilyGoal) -> FamilyGoal:
    """The goal, locked until the end, so that two sides at once follow one another."""
    goal = FamilyGoal.objects.select_for_update(of=("self",)).get(pk=goal.pk)
    if goal.closed_on:
        raise GoalIsClosed
    return goal


def _wording(goal: FamilyGoal, *, seen: int) -> GoalVersion:
    now = goal.versions.select_related("author", "home_owner", "setting_owner__user").order_by(
        "-number"
    )[0]
    if now.number != seen:
        raise WordingMovedOn(now)
    return now


def _for_home(goal: FamilyGoal, actor: Person) -> bool:
    return policies.speaks_for_home(actor, child=goal.child, family=goal.family)


def _write_version(
    goal: FamilyGoal, *, actor: Person, key: uuid.UUID, number: int, fields: dict[str, Any]
) -> GoalVersion:
    version, _is_new = find_or_create(
        GoalVersion,
        key=key,
        mine=goal.versions.filter(pk=key, author=actor.user),
        row={
            "setting_id": goal.setting_id,
            "goal": goal,
            "number": number,
            "by_home": _for_home(goal, actor),
            "author": actor.user,
            "written_on": actor.today,
            **fields,
        },
    )
    _agree(version, actor=actor)
    return version


def _agree(version: GoalVersion, *, actor: Person) -> None:
    """Who writes what their side does next has said yes to it."""
    if version.next_on_side(home=_for_home(version.goal, actor)):
        _say_yes(version, actor=actor, kind=GoalYes.Kind.AGREED)


def _say_yes(version: GoalVersion, *, actor: Person, kind: str, thanks: str = "") -> bool:
    """Whether this was the side's first word of this kind; its goal is locked."""
    by_home = _for_home(version.goal, actor)
    if version.yeses.filter(kind=kind, by_home=by_home).exists():
        return False
    GoalYes.objects.create(
        setting_id=version.setting_id,
        version=version,
        kind=kind,
        by_home=by_home,
        person=actor.user,
        thanks=thanks,
    )
    return True
