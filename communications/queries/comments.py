"""What putting a comment from the letterbox onto the page of a question has to know."""

import re
import uuid

from families.context import Person
from families.policies import children_cared_for_by
from feedback.models import FeedbackItem
from feedback.policies import can_put_on_page, feedback_visible_to

SHORTEST = 3  # letters of a part of a name: "de" and "Al" stand in too many words


def comment_to_show(person: Person, item_id: uuid.UUID) -> FeedbackItem | None:
    """A note that was written for a question and that this person may put on its page."""
    rows = feedback_visible_to(person).select_related("question", "comment")
    item = rows.filter(pk=item_id, question__isnull=False).first()
    return item if item and can_put_on_page(person, item) else None


def children_named_in(person: Person, words: str) -> list[str]:
    """Which children of the nursery these words seem to name, by the name we use. That is found
    however it is written, the parts of the full name only with a capital: Rose is a name, a rose
    may be a flower. One statement."""
    found = []
    for child in children_cared_for_by(person).order_by("known_as", "pk"):
        parts = [each for each in child.full_name.split() if len(each) >= SHORTEST]
        if _stands_in(words, child.known_as, re.IGNORECASE) or any(
            _stands_in(words, each, 0) for each in parts
        ):
            found.append(child.known_as)
    return list(dict.fromkeys(found))


def _stands_in(words: str, name: str, flags: int) -> bool:
    return bool(name) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words, flags) is not None
