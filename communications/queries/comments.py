"""What putting a comment from the letterbox onto the page of a question has to know."""

import re
import unicodedata
import uuid

from families.context import Person
from families.policies import children_cared_for_by
from feedback.models import FeedbackItem
from feedback.policies import can_put_on_page, feedback_visible_to

SHORTEST = 3  # letters of a part of a name: "de" and "Al" stand in too many words
WITH_WORD_ENDS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN")


def comment_to_show(person: Person, item_id: uuid.UUID) -> FeedbackItem | None:
    """A note that was written for a question and that this person may put on its page."""
    rows = feedback_visible_to(person).select_related("question", "comment")
    item = rows.filter(pk=item_id, question__isnull=False).first()
    return item if item and can_put_on_page(person, item) else None


def children_named_in(person: Person, words: str) -> list[str]:
    """Which children of the nursery these words seem to name, by the name we use. That is found
    however it is written, the parts of the full name only with a capital: Rose is a name, a rose
    may be a flower. Nicknames, misspelt names and names with an ending are not found. One
    statement."""
    found, written = [], _plain(words)
    for child in children_cared_for_by(person).order_by("known_as", "pk"):
        parts = re.split(r"[\s\-]+", _plain(child.full_name))
        parts = [each for each in parts if not each[:1].islower()]  # "von" stands in many words
        parts = [each for each in parts if len(each) >= SHORTEST or not _has_word_ends(each)]
        if _stands_in(written, _plain(child.known_as), re.IGNORECASE) or any(
            _stands_in(written, each, 0) for each in parts
        ):
            found.append(child.known_as)
    return list(dict.fromkeys(found))


def _plain(text: str) -> str:
    """One way to write each letter, and none of the signs that are not seen."""
    one_way = unicodedata.normalize("NFKC", text)
    return "".join(each for each in one_way if unicodedata.category(each) != "Cf")


def _has_word_ends(name: str) -> bool:
    """Whether its script parts words, and puts nothing before a name that is written with it, as
    Chinese and Arabic do."""
    letters = [each for each in name if each.isalpha()]
    return all(unicodedata.name(each, "").startswith(WITH_WORD_ENDS) for each in letters)


def _stands_in(words: str, name: str, flags: int) -> bool:
    if not name:
        return False
    wanted = re.escape(name)
    if _has_word_ends(name):
        wanted = rf"(?<!\w){wanted}(?!\w)"
    return re.search(wanted, words, flags) is not None
