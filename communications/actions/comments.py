"""A comment from the letterbox onto the page of its question, once somebody looked for names.

It stands here because `feedback` may know no child.
"""

from django.db import transaction

from families.context import Person
from feedback.actions.comments import show_comment
from feedback.models import FeedbackItem

from ..queries.comments import children_named_in


class NamesAChild(Exception):
    """The words seem to name a child, and nobody has said that they may stand all the same."""


@transaction.atomic
def put_on_page(item: FeedbackItem, *, actor: Person, is_sure: bool) -> None:
    """Put a note on the page of its question, word for word. `is_sure`: it was read once more with
    the name in it. Pressed twice it is there once. Raises `NamesAChild`, and of
    `feedback.actions.comments` `NoComment`."""
    if not is_sure and children_named_in(actor, item.words):
        raise NamesAChild
    show_comment(item, actor=actor)
