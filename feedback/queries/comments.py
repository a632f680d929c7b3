"""What was said for a question without a name, as people of the nursery see it."""

import uuid
from dataclasses import dataclass

from families.context import Person

from .. import policies
from ..models import StampedComment


@dataclass(frozen=True)
class Comments:
    """`shown` are on the page, in an order that is the same for everybody and says nothing: that of
    their random keys. `kept_off` is how many are not."""

    shown: list[StampedComment]
    kept_off: int


def comments_on(person: Person, question_id: uuid.UUID) -> Comments:
    """What was said for one question and looked at by who leads. One statement."""
    rows = policies.stamped_comments_visible_to(person).filter(question=question_id)
    looked_at = list(rows.order_by("pk"))
    shown = [each for each in looked_at if each.is_shown]
    return Comments(shown, kept_off=len(looked_at) - len(shown))
