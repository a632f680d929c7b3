"""What a colleague who leaves would leave behind: key children, back-ups, drafts, and what was
promised to families: goals, visits at home, answers to what would help."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from families.actions.dated import ONE_DAY
from families.context import Person
from families.models import (
    CARE_ROLES,
    Child,
    FamilyGoal,
    GoalVersion,
    HelpWish,
    HomeVisit,
    KeyPersonAssignment,
    Membership,
    valid_on,
)
from families.policies import (
    goals_visible_to,
    home_visits_visible_to,
    key_persons_visible_to,
    own_child_ids_of,
    staff_visible_to,
    wishes_visible_to,
)
from learning_journals.models import Observation
from learning_journals.policies import drafts_left_by


@dataclass
class LeftRow:
    """One child of a colleague who leaves, and who it would be by default: the back-up."""

    row: KeyPersonAssignment
    default: Membership | None


@dataclass
class LeftBehind:
    """Everything that is still to be handed over."""

    post: Membership
    day: date  # from which others do it
    rows: list[LeftRow]
    drafts: list[Observation]
    goals: list[FamilyGoal]  # of which our part is theirs
    visits: list[HomeVisit]  # at home, offered or agreed for a day after the last
    wishes: list[HelpWish]  # answered with something to be done after the last day

    @property
    def is_empty(self) -> bool:
        return not (self.rows or self.drafts or self.promises)

    @property
    def promises(self) -> list[FamilyGoal | HomeVisit | HelpWish]:
        """What was promised to families, and goes to whoever looks after the child then."""
        return [*self.goals, *self.visits, *self.wishes]

    @property
    def others(self) -> list[Child]:
        """The children to whose families something was promised and who are not key children."""
        mine = {each.row.child_id for each in self.rows if not each.row.is_backup}
        found = {each.child_id: each.child for each in self.promises if each.child_id not in mine}
        return sorted(found.values(), key=lambda child: child.known_as)


def left_behind_by(post: Membership, person: Person) -> LeftBehind:
    """What waits for a colleague: seven statements, for one child or for two hundred."""
    last = _last_day(post)
    day = last + ONE_DAY
    ending = list(
        key_persons_visible_to(person)
        .filter(membership=post, ended_on=last)
        .select_related("child")
        .order_by("is_backup", "child__known_as", "id")
    )
    after = list(
        key_persons_visible_to(person)
        .filter(valid_on(day), child__in=[row.child_id for row in ending])
        .select_related("membership__user")
    )
    named = {(row.child_id, row.is_backup): row.membership for row in after}
    return LeftBehind(
        post=post,
        day=day,
        rows=[
            LeftRow(row, default=None if row.is_backup else named.get((row.child_id, True)))
            for row in ending
            if (row.child_id, row.is_backup) not in named
            and (row.child.ended_on is None or row.child.ended_on > last)
        ],
        drafts=list(drafts_left_by(post.user_id, person).order_by("-saved_at", "id")),
        goals=_goals(post, person),
        visits=_visits(post, person),
        wishes=list(
            _of_children_who_stay(wishes_visible_to(person), post, person)
            .filter(owner=post, by_day__gt=last)
            .order_by("child__known_as", "id")
        ),
    )


def _goals(post: Membership, person: Person) -> list[FamilyGoal]:
    newest = GoalVersion.objects.filter(goal=OuterRef("pk")).order_by("-number")
    return list(
        _of_children_who_stay(goals_visible_to(person), post, person)
        .filter(closed_on__isnull=True)
        .annotate(
            ours=Subquery(newest.values("setting_owner_id")[:1]),
            hope=Subquery(newest.values("hope")[:1]),
        )
        .filter(ours=post.pk)
        .order_by("child__known_as", "id")
    )


def _visits(post: Membership, person: Person) -> list[HomeVisit]:
    """Offered or agreed, for a time after the last day."""
    statuses = (
        HomeVisit.Status.OFFERED,
        HomeVisit.Status.OTHER_TIME,
        HomeVisit.Status.ACCEPTED,
    )
    found = (
        _of_children_who_stay(home_visits_visible_to(person), post, person)
        .filter(
            Q(visitor=post) | Q(second_visitor=post), status__in=statuses, noted_at__isnull=True
        )
        .order_by("child__known_as", "id")
    )
    return [visit for visit in found if _may_be_after(visit, _last_day(post))]


def _may_be_after(visit: HomeVisit, day: date) -> bool:
    said = visit.takes_place_at or visit.asked_for_at
    return any(timezone.localdate(at) > day for at in ([said] if said else visit.times))


def _of_children_who_stay(rows: QuerySet[Any], post: Membership, person: Person) -> QuerySet[Any]:
    """Rows about children who are here after the last day; not about the reader's own, for whom
    she speaks as the home."""
    return (
        rows.exclude(child__ended_on__lte=_last_day(post))
        .exclude(child__in=own_child_ids_of(person))
        .select_related("child")
    )


def colleagues_after(post: Membership, person: Person) -> QuerySet[Membership]:
    """Who may take over: those who work with the children and are not leaving themselves."""
    return (
        staff_visible_to(person)
        .filter(
            setting_id=post.setting_id,
            role__in=CARE_ROLES,
            started_on__lte=_last_day(post) + ONE_DAY,
            ended_on__isnull=True,
        )
        .exclude(pk=post.pk)
        .select_related("user")
        .order_by("user__known_as", "user__full_name", "id")
    )


def _last_day(post: Membership) -> date:
    if post.ended_on is None:
        raise ValueError("Only somebody with a last day leaves something behind.")
    return post.ended_on
