"""What was said for a question without a name, as people of the nursery see it."""

import uuid
from dataclasses import dataclass

from families.context import Person

from .. import policies
from ..models import AskedQuestion, StampedComment


@dataclass(frozen=True)
class Comments:
    """`shown` are on the page, in an order that is the same for everybody and says nothing: that of
    their random keys. `kept_off` is how many are not."""

    shown: list[StampedComment]
    kept_off: int
    are_taken: bool = False  # by the letterbox, now
    begin_later: bool = False  # from its next emptying on


def comments_on(person: Person, question_id: uuid.UUID) -> Comments:
    """What was said for one question and looked at by who leads. Two statements."""
    rows = policies.stamped_comments_visible_to(person).filter(question=question_id)
    looked_at = list(rows.order_by("pk"))
    shown = [each for each in looked_at if each.is_shown]
    asked = policies.asked_questions_visible_to(person).filter(pk=question_id).first()
    state = asked.state if asked and not asked.is_closed else AskedQuestion.State.OVER
    return Comments(
        shown,
        kept_off=len(looked_at) - len(shown),
        are_taken=state == AskedQuestion.State.OPEN,
        begin_later=state == AskedQuestion.State.ASKED,
    )
