"""What we are working on: the open next steps of a child, and those that are over."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator

from families.context import Person
from families.kept import kept
from families.models import Child
from families.policies import own_child_ids_of

from .. import policies
from ..models import MOST_OPEN, NextStep, Observation, ObservationChild

MOST_CLOSED = 50
MOST_TO_CHOOSE = 30


@dataclass(frozen=True)
class Step:
    """A next step, as the reader may know it."""

    row: NextStep
    from_url: str  # the observation it was begun from; "" where the reader may not open it
    seen_url: str
    may_close: bool

    @property
    def was_seen(self) -> bool:
        return self.row.outcome == NextStep.Outcome.SEEN


@dataclass(frozen=True)
class WorkingOn:
    """What stands on a child's page and in the journal: at most three, and the page of all."""

    child: Child
    steps: list[Step]
    may_care: bool

    @property
    def url(self) -> str:
        return reverse("learning_journals:next_step_list", args=[self.child.pk])

    @property
    def has_room(self) -> bool:
        return len(self.steps) < MOST_OPEN


def working_on(child: Child, person: Person) -> WorkingOn:
    """The open next steps of a child: one statement."""
    may_care = policies.can_log_care(person, child)
    rows = _open_steps(person, child_id=child.pk)
    return WorkingOn(child, _shown(rows, child, may_close=may_care), may_care)


def worked_on(child: Child, person: Person) -> list[Step]:
    """Those that are over, the last first: one statement."""
    rows = _steps(child.pk, person).filter(closed_on__isnull=False).order_by("-closed_on", "-id")
    return _shown(rows[:MOST_CLOSED], child, may_close=False)


def on_child_page(child: Child, person: Person) -> WorkingOn | None:
    """For the child's page, whose part of the house does not know this one (`CHILD_PAGE_PARTS`);
    None for who may not read the journal. One statement."""
    own = child.pk in own_child_ids_of(person, sees_journal=True)
    return working_on(child, person) if own or policies.can_log_care(person, child) else None


def line_to_begin_from(
    child: Child, person: Person, *, wanted: str | uuid.UUID | None
) -> ObservationChild | None:
    """The child's line of the observation named in an address, if that is the nursery's and to be
    read by this person."""
    try:
        named = uuid.UUID(str(wanted))
    except ValueError:
        return None
    return (
        policies.journal_lines_visible_to(person)
        .filter(child=child, observation_id=named, family__isnull=True)
        .select_related("observation")
        .first()
    )


def observations_to_choose(step: NextStep, person: Person) -> list[tuple[str, str]]:
    """In which observation it was seen: what was shared about the child since the step was begun,
    or before on that day; the newest first, with its day and first words."""
    lines = (
        policies.journal_lines_visible_to(person)
        .filter(child=step.child_id, is_shared=True, family__isnull=True)
        .filter(observation__status=Observation.Status.SHARED, at__date__gte=step.begun_on)
        .order_by("-at", "-pk")
        .values_list("observation_id", "at", "observation__words")
    )
    return [
        (str(key), f"{date_format(timezone.localtime(at), 'j F')}: {Truncator(words).chars(70)}")
        for key, at, words in lines[:MOST_TO_CHOOSE]
    ]


@kept
def _open_steps(person: Person, *, child_id: uuid.UUID) -> QuerySet[NextStep]:
    return _steps(child_id, person).filter(closed_on__isnull=True)


def _steps(child_id: uuid.UUID, person: Person) -> QuerySet[NextStep]:
    return (
        policies.next_steps_visible_to(person)
        .filter(child_id=child_id)
        .select_related("begun_by", "closed_by", "begun_from", "seen_in")
    )


def _shown(rows: Iterable[NextStep], child: Child, *, may_close: bool) -> list[Step]:
    return [
        Step(row, _url(row.begun_from, child), _url(row.seen_in, child), may_close) for row in rows
    ]


def _url(seen: Observation | None, child: Child) -> str:
    """Only what is shared: a draft is its author's, and what was taken back is taken back."""
    if seen is None or seen.status != Observation.Status.SHARED or seen.family_id:
        return ""
    address = reverse("learning_journals:observation_detail", args=[seen.pk])
    return f"{address}?child={child.pk}"
