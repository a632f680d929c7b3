"""One submit hands over everything of a colleague who leaves."""

from django.db import transaction

from families.actions.leaving import (
    hand_goal_on,
    hand_over_key_children,
    hand_visit_on,
    hand_wish_on,
)
from families.context import Person
from families.models import FamilyGoal, HelpWish, HomeVisit, KeyPersonAssignment, Membership
from learning_journals.actions.handover import hand_drafts_over


@transaction.atomic
def hand_over(
    post: Membership,
    *,
    actor: Person,
    choices: list[tuple[KeyPersonAssignment, Membership]],
    drafts_to: Membership | None,
    promises: list[tuple[FamilyGoal | HomeVisit | HelpWish, Membership]],
) -> int:
    """Key children from the day after the last day; drafts now, and what was promised to families:
    who reads it today should know who does it. Returns how many drafts.

    Talks stay as they are: an audience never widens by itself, and who works here now is let in
    visibly with the next message (`send_message`). Raises CannotLookAfter; then nothing is changed.
    """
    hand_over_key_children(post, actor=actor, choices=choices)
    for promise, to in promises:
        if isinstance(promise, FamilyGoal):
            hand_goal_on(promise, actor=actor, leaver=post, to=to)
        elif isinstance(promise, HomeVisit):
            hand_visit_on(promise, actor=actor, leaver=post, to=to)
        else:
            hand_wish_on(promise, actor=actor, to=to)
    if drafts_to is None:
        return 0
    return hand_drafts_over(post.user_id, actor=actor, to_id=drafts_to.user_id)
