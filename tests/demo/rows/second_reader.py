"""Rows of the second reader: the nursery's choice, one that waits, one that was given back; and two
observations of which one grew from the other."""

from datetime import datetime, timedelta
from typing import Any

from learning_journals.models import GivenBack, Observation, ObservationChild, SecondReaderRule
from learning_journals.queries.names import names_of, without_own

from ..words import second_reader as words
from .book import Book, named_id

HILL, CHILD = "marmalade-hill", "hodan"


def load_second_reader(book: Book) -> None:
    """Everything of this file; the journals are there already."""
    SecondReaderRule.objects.create(
        setting=book.settings[HILL],
        how=SecondReaderRule.How.NOT_OF_READERS,
        chosen_by=book.users["bettina"],
        chosen_at=book.now - timedelta(days=50),
    )
    yesterday = book.now - timedelta(days=1)
    _seen(
        book,
        "waiting",
        at=book.now - timedelta(hours=3),
        words=words.WAITING,
        next_step=words.WAITING_STEP,
        areas=["PD"],
        status="waiting",
        handed_in_at=book.now - timedelta(hours=2),
        child_count=1,
    )
    back = _seen(book, "back", at=yesterday, words=words.UNFINISHED)
    GivenBack.objects.create(
        setting=book.settings[HILL],
        observation=back,
        by=book.users["marek"],
        words=words.GIVEN_BACK,
        at=yesterday + timedelta(hours=2),
    )
    first = book.now - timedelta(days=26)
    shared: dict[str, Any] = {"status": "shared", "areas": ["M"], "by": "marek"}
    earlier = _seen(book, "earlier", at=first, words=words.EARLIER, shared_at=first, **shared)
    at = book.now - timedelta(days=2, hours=4)
    _seen(
        book,
        "later",
        at=at,
        words=words.LATER,
        child_voice=words.LATER_VOICE,
        builds_on=earlier,
        shared_at=at,
        **shared,
    )


def _seen(book: Book, key: str, *, at: datetime, by: str = "ewa", **fields: Any) -> Observation:
    child, author = book.children[CHILD], book.users[by]
    seen = Observation.objects.create(
        setting=book.settings[HILL],
        author=author,
        happened_at=at,
        created_at=at,
        saved_at=at,
        idempotency_key=named_id("second-reader", key),
        **fields,
    )
    texts = (seen.words, seen.child_voice, seen.next_step)
    found = names_of(book.children.values()).found_in("\n".join(texts))
    ObservationChild.objects.create(
        setting=book.settings[HILL],
        observation=seen,
        child=child,
        author=author,
        at=at,
        is_shared=seen.status == "shared",
        hidden_names=[] if seen.status == "draft" else without_own(found, child),
    )
    return seen
