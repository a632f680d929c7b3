"""A question to all families: write it, ask it, answer it, decide."""

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from families import audit
from families.actions.meanwhile import ChangedMeanwhile, one_at_a_time, rewrite, take
from families.actions.once import find_or_create
from families.context import Person
from families.models import Membership
from families.policies import can_manage_people, is_manager_of
from families.small_numbers import what_may_be_told
from feedback.actions.comments import close_question, lay_out_question

from .. import policies
from ..models import OPTION_FIELDS, Decision, DecisionAnswer, DecisionOutcome

FIELDS = ("question", "why", "fixed", *OPTION_FIELDS, "open_until")


class AskedAlready(Exception):
    """The question was asked: its words stay as they are."""


class DayIsOver(Exception):
    """The last day for answers is over."""


class IsDecided(Exception):
    """It is decided: nobody answers any more."""


@transaction.atomic
def write_decision(*, actor: Person, key: uuid.UUID, words: dict[str, Any]) -> Decision:
    """Write a question that is not asked yet. `words` are those of `FIELDS`. The same form sent
    twice is one question. Raises PermissionDenied."""
    if not can_manage_people(actor):
        raise PermissionDenied
    mine = Decision.objects.filter(pk=key, written_by=actor.user)
    row = {"setting_id": actor.here, "written_by": actor.user, **words}
    decision, is_new = find_or_create(Decision, key=key, mine=mine, row=row)
    if is_new:
        audit.record(actor, "write_decision", decision)
    return decision


@transaction.atomic
def change_decision(
    decision: Decision, *, actor: Person, seen: str, words: dict[str, Any]
) -> Decision:
    """Change a question before it is asked. Raises ChangedMeanwhile, AskedAlready and
    PermissionDenied."""
    _not_asked(decision, actor=actor)
    if (row := rewrite(decision, seen=seen, fields=words)) is not None:
        row.save(update_fields=[*words])
        audit.record(actor, "change_decision", row)
    return decision


@transaction.atomic
def ask_decision(decision: Decision, *, actor: Person, seen: str) -> None:
    """Ask all families of the setting. Asked already: it stays so. Raises ChangedMeanwhile if it
    says something else than what the actor has read, DayIsOver and PermissionDenied."""
    try:
        _not_asked(decision, actor=actor)
    except AskedAlready:
        return
    row = take(decision, seen=seen, fields=FIELDS)
    if row.open_until < actor.today:
        raise DayIsOver
    row.asked_at = timezone.now()
    row.save(update_fields=["asked_at"])
    lay_out_question(actor, key=row.pk, title=row.question, open_until=row.open_until)
    audit.record(actor, "ask_decision", row)


@transaction.atomic
def answer_decision(
    decision: Decision, *, actor: Person, option: int, words: str, shows_all: bool
) -> DecisionAnswer:
    """Say which option one would take, and why; or say something else until it is closed. The same
    answer sent twice is one.

    Raises DayIsOver, IsDecided, and PermissionDenied for who has no child in this setting.
    """
    link = policies.link_to_answer_with(actor, decision)
    if link is None or decision.asked_at is None:
        raise PermissionDenied
    _one_at_a_time(decision)
    if decision.open_until < actor.today:
        raise DayIsOver
    if DecisionOutcome.objects.filter(decision=decision).exists():
        raise IsDecided
    says = {
        "option": option,
        "words": words,
        "shows_all": shows_all,
        "name": actor.user.name,
    }
    answer, is_new = DecisionAnswer.objects.get_or_create(
        decision=decision,
        user=actor.user,
        defaults={"setting_id": decision.setting_id, "family_id": link.family_id, **says},
    )
    if not is_new:
        if all(getattr(answer, name) == value for name, value in says.items()):
            return answer
        for name, value in says.items():
            setattr(answer, name, value)
        answer.changed_at = timezone.now()
        answer.save(update_fields=[*says, "changed_at"])
    audit.record(actor, "answer_decision", answer)
    return answer


@transaction.atomic
def decide(
    decision: Decision,
    *,
    actor: Person,
    form_key: uuid.UUID,
    option: int,
    why: str,
    decider: Membership,
) -> DecisionOutcome:
    """Close a question: what was decided, why and by whom. The answers are counted here, and only
    as far as the numbers give nobody away. The same form sent twice is one outcome.

    Raises ChangedMeanwhile with the outcome that somebody else has written, and PermissionDenied.
    """
    if not is_manager_of(actor, decision.setting_id) or decision.asked_at is None:
        raise PermissionDenied
    _one_at_a_time(decision)
    there = DecisionOutcome.objects.filter(decision=decision).first()
    if there and there.form_key == form_key and there.author_id == actor.id:
        return there
    if there:
        raise ChangedMeanwhile(there)
    counts, named = _counted(decision, actor)
    told = what_may_be_told(counts)
    outcome = DecisionOutcome.objects.create(
        setting_id=decision.setting_id,
        decision=decision,
        option=option,
        why=why,
        decider=decider,
        decider_name=decider.user.name,
        author=actor.user,
        form_key=form_key,
        total=None if told.total is None else told.total + sum(named),
        counts=told.counts,
        is_few=told.is_few,
        named=named,
    )
    close_question(actor, key=decision.pk)
    audit.record(actor, "decide", outcome)
    return outcome


def _counted(decision: Decision, actor: Person) -> tuple[list[int], list[int]]:
    """For each option how many chose it for staff to know, and how many for all to read. Whoever
    shows theirs can be counted by everybody, so they hide nobody else."""
    counts, named = ([0] * len(decision.options) for _each in range(2))
    answers = policies.decision_answers_visible_to(actor).filter(decision=decision)
    for option, shows_all in answers.values_list("option", "shows_all"):
        (named if shows_all else counts)[option - 1] += 1
    return counts, named


def _not_asked(decision: Decision, *, actor: Person) -> None:
    """Nobody asks it while it is changed. A question that was asked cannot be locked as a row: the
    database gives it to nobody to change."""
    if not is_manager_of(actor, decision.setting_id):
        raise PermissionDenied
    _one_at_a_time(decision)
    asked = Decision.objects.values_list("asked_at", flat=True).get(pk=decision.pk)
    if asked is not None:
        raise AskedAlready


def _one_at_a_time(decision: Decision) -> None:
    one_at_a_time(f"decision:{decision.pk}")
