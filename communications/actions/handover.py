"""One submit hands over everything of a colleague who leaves."""

from django.db import transaction

from families.actions.leaving import hand_over_key_children
from families.context import Person
from families.models import KeyPersonAssignment, Membership
from learning_journals.actions.handover import hand_drafts_over


@transaction.atomic
def hand_over(
    post: Membership,
    *,
    actor: Person,
    choices: list[tuple[KeyPersonAssignment, Membership]],
    drafts_to: Membership | None,
) -> int:
    """Key children from the day after the last day, drafts now. Returns how many drafts.

    Talks stay as they are: an audience never widens by itself, and who works here now is let in
    visibly with the next message (`send_message`). Raises SamePersonTwice; then nothing is changed.
    """
    hand_over_key_children(post, actor=actor, choices=choices)
    if drafts_to is None:
        return 0
    return hand_drafts_over(post.user_id, actor=actor, to_id=drafts_to.user_id)
