"""Rows of who covers, of a new key person's hello, and of a child whose back-up is missing."""

from datetime import date, timedelta

from families.models import (
    Cover,
    HandoverNote,
    HelloSeen,
    KeyPersonAssignment,
    KeyPersonHello,
)

from ..words import key_persons as words
from .book import Book

FRIDAY = 4
AWAY, COVERING = "marek", "ewa"
NEW_TO, THANKED = "ottoline", "flora"
WITHOUT_BACKUP = "barnaby"


def load_key_person_news(book: Book) -> None:
    """Marek is away next Friday, Jamal has said hello, and Barnaby waits for a new back-up."""
    _cover(book)
    _hello(book)
    left = KeyPersonAssignment.objects.filter(child=book.children[WITHOUT_BACKUP], is_backup=True)
    left.update(ended_on=book.today - timedelta(days=6))


def _next_friday(today: date) -> date:
    return today + timedelta(days=(FRIDAY - today.weekday() - 1) % 7 + 1)


def _cover(book: Book) -> None:
    day, away = _next_friday(book.today), book.posts[AWAY]
    names = {child.pk: key for key, child in book.children.items()}
    for held in KeyPersonAssignment.objects.filter(
        membership=away, is_backup=False, ended_on__isnull=True
    ):
        cover = Cover.objects.create(
            setting_id=held.setting_id,
            child_id=held.child_id,
            away=away,
            membership=book.posts[COVERING],
            started_on=day,
            ended_on=day,
            reason=words.AWAY_REASON,
        )
        HandoverNote.objects.create(
            setting_id=held.setting_id,
            child_id=held.child_id,
            cover=cover,
            author=book.users[AWAY],
            words=words.HANDOVER.get(names[held.child_id], words.HANDOVER[""]),
        )


def _hello(book: Book) -> None:
    held = KeyPersonAssignment.objects.get(
        child=book.children[NEW_TO], is_backup=False, ended_on__isnull=True
    )
    hello = KeyPersonHello.objects.create(
        setting_id=held.setting_id,
        child_id=held.child_id,
        assignment=held,
        author_id=held.membership.user_id,
        words=words.HELLO,
        written_at=book.now - timedelta(days=2),
    )
    HelloSeen.objects.create(
        setting_id=held.setting_id,
        hello=hello,
        user=book.users[THANKED],
        at=book.now - timedelta(days=1),
    )
