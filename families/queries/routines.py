"""The routine card: what each home does, what the nursery does, and whether that has changed."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from .. import policies
from ..context import Person
from ..models import Child, Family, FamilyAnswer, NurseryRoutine, ReadMark
from ..models.questions import QUESTIONS, Page, Question
from .profiles import homes_of_child


@dataclass(frozen=True)
class AtHome:
    """What one home says to one line."""

    family: Family
    answer: FamilyAnswer | None
    edit_url: str  # for the adults of this home


@dataclass(frozen=True)
class Line:
    """One line of the card: both columns."""

    question: Question
    homes: list[AtHome]
    nursery: NurseryRoutine | None
    edit_url: str  # for staff


@dataclass(frozen=True)
class RoutineCard:
    """The card in the eyes of one person: all homes for staff, one's own for a parent."""

    child: Child
    homes: list[Family]
    lines: list[Line]
    is_home: bool
    is_staff: bool
    changed_at: datetime | None  # the other side's last change

    @property
    def is_empty(self) -> bool:
        return not any(
            line.nursery or any(home.answer for home in line.homes) for line in self.lines
        )


def routine_card(child: Child, person: Person) -> RoutineCard:
    """Both columns: four statements, for one home or for three."""
    homes = homes_of_child(child, person)
    own = policies.link_to(child, person)
    answers = {
        (answer.family_id, answer.question): answer
        for answer in policies.answers_visible_to(person).filter(
            child=child,
            family__in=homes,
            page=Page.ROUTINE,
            replaced_at__isnull=True,
            withdrawn_at__isnull=True,
        )
        if answer.words
    }
    nursery = {
        line.question: line
        for line in policies.nursery_routines_visible_to(person)
        .filter(child=child, replaced_at__isnull=True)
        .select_related("written_by")
    }
    cares = policies.can_write_nursery_routine(person, child)
    said_at_all = {family_id for family_id, _question in answers}
    shown = [home for home in homes if own is not None or home.pk in said_at_all]
    lines = [
        Line(
            question=question,
            homes=[
                AtHome(
                    home,
                    answers.get((home.pk, code)),
                    reverse("families:routine_edit", args=[child.pk, code]) if own else "",
                )
                for home in shown
            ],
            nursery=nursery.get(code) if code in nursery and nursery[code].words else None,
            edit_url=reverse("families:routine_nursery_edit", args=[child.pk, code])
            if cares
            else "",
        )
        for code, question in QUESTIONS[Page.ROUTINE].items()
    ]
    others = nursery.values() if own is not None else answers.values()
    return RoutineCard(
        child=child,
        homes=shown,
        lines=lines,
        is_home=own is not None,
        is_staff=cares,
        changed_at=max((each.at for each in others), default=None),
    )


# May `routines_with_news` find something, for a family and for staff? (queries/glances.py)
NEWS_OF_NURSERY = """
SELECT FROM families_nurseryroutine r
WHERE r.child_id = ANY (%(children)s) AND r.replaced_at IS NULL AND r.words <> ''
  AND NOT EXISTS (
    SELECT FROM families_readmark m WHERE m.user_id = %(me)s AND m.page = 'routine'
      AND m.child_id = r.child_id AND m.up_to >= r.at)
"""
NEWS_OF_HOMES = """
SELECT FROM families_familyanswer r
WHERE r.child_id = ANY (%(key_children)s) AND r.page = 'routine'
  AND r.replaced_at IS NULL AND r.withdrawn_at IS NULL
  AND NOT EXISTS (
    SELECT FROM families_readmark m WHERE m.user_id = %(me)s AND m.page = 'routine'
      AND m.child_id = r.child_id AND m.family_id = r.family_id AND m.up_to >= r.at)
"""


def routines_with_news(child_ids: Iterable[uuid.UUID], person: Person) -> set[uuid.UUID]:
    """The children whose card the other side has changed since this person opened it: for parents
    the nursery's column, for staff those of the homes. One statement for each side, for any
    number."""
    ids = list(child_ids)
    own = set(policies.own_child_ids_of(person, sees_daily_notes=True))
    opened = policies.read_marks_visible_to(person).filter(
        user=person.user, page=Page.ROUTINE, child=OuterRef("child")
    )
    found: set[uuid.UUID] = set()
    if at_home := [child_id for child_id in ids if child_id in own]:
        lines = (
            policies.nursery_routines_visible_to(person)
            .filter(child__pk__among=at_home, replaced_at__isnull=True)
            .exclude(words="")
        )
        found |= set(_newer(lines, than=opened))
    if at_work := [child_id for child_id in ids if child_id not in own]:
        answers = policies.answers_visible_to(person).filter(
            child__pk__among=at_work,
            page=Page.ROUTINE,
            replaced_at__isnull=True,
            withdrawn_at__isnull=True,
        )
        found |= set(_newer(answers, than=opened.filter(family=OuterRef("family"))))
    return found


def _newer(rows: QuerySet[Any], *, than: QuerySet[ReadMark]) -> QuerySet[Any, uuid.UUID]:
    last = Subquery(than.order_by("-up_to").values("up_to")[:1])
    changed = rows.annotate(opened=last).filter(Q(opened__isnull=True) | Q(at__gt=F("opened")))
    return changed.values_list("child_id", flat=True).distinct()
