"""What a colleague who leaves would leave behind: key children, back-ups, drafts."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from families.actions.dated import ONE_DAY
from families.context import Person
from families.models import CARE_ROLES, KeyPersonAssignment, Membership, valid_on
from families.policies import key_persons_visible_to, staff_visible_to
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

    @property
    def is_empty(self) -> bool:
        return not (self.rows or self.drafts)


def left_behind_by(post: Membership, person: Person) -> LeftBehind:
    """What waits for a colleague: four statements, for one child or for two hundred."""
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
    )


def colleagues_after(post: Membership, person: Person) -> QuerySet[Membership]:
    """Who may take over: those who work with the children and do not leave by then."""
    return (
        staff_visible_to(person)
        .filter(
            valid_on(_last_day(post) + ONE_DAY), setting_id=post.setting_id, role__in=CARE_ROLES
        )
        .exclude(pk=post.pk)
        .select_related("user")
        .order_by("user__known_as", "user__full_name", "id")
    )


def _last_day(post: Membership) -> date:
    if post.ended_on is None:
        raise ValueError("Only somebody with a last day leaves something behind.")
    return post.ended_on
