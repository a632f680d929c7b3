"""Rows of what is worked on, cards to try at home, weeks of rooms, and answers of homes."""

from datetime import datetime, timedelta

from families.models import Family
from learning_journals.models import (
    CardGift,
    NextStep,
    Observation,
    ObservationChild,
    RoomWeek,
    ShareCard,
    WeekAnswer,
)

from .. import people
from ..days import at_clock
from ..words.together import CARDS, STEPS, WEEKS, Card, Step, Week
from .book import Book, named_id


def load_together(book: Book) -> None:
    """Everything of it, after the journal: what was seen is seen in an observation."""
    places: dict[str, int] = {}
    for step in STEPS:
        if step.closed_days_ago is None:
            places[step.child] = places.get(step.child, 0) + 1
        _load_step(step, book, place=places.get(step.child, 1))
    cards = {card.key: _load_card(card, book) for card in CARDS}
    for week in WEEKS:
        _load_week(week, book, cards)


def _ago(book: Book, days: int, hour: int = 13) -> datetime:
    return min(at_clock(book.today - timedelta(days=days), hour, 10), book.now)


def _load_step(step: Step, book: Book, *, place: int) -> None:
    child, by = book.children[step.child], book.users[step.by]
    closed: dict[str, object] = {}
    if step.closed_days_ago is not None:
        seen_in = _seen(step, book) if step.was_seen else None
        closed = {
            "closed_on": book.today - timedelta(days=step.closed_days_ago),
            "closed_by": by,
            "outcome": "seen" if seen_in else "not_now",
            "seen_in": seen_in,
            "closing_words": step.closing,
        }
    NextStep.objects.create(
        pk=named_id("next step", step.child, step.words),
        setting_id=child.setting_id,
        child=child,
        place=place,
        words=step.words,
        why=step.why,
        at_home=step.at_home,
        begun_by=by,
        begun_on=book.today - timedelta(days=step.days_ago),
        **closed,
    )


def _seen(step: Step, book: Book) -> Observation | None:
    """What the nursery shared last about the child before the step was closed."""
    until = _ago(book, step.closed_days_ago or 0, 18)
    line = (
        ObservationChild.objects.filter(
            child=book.children[step.child], is_shared=True, family__isnull=True, at__lte=until
        )
        .select_related("observation")
        .order_by("-at")
        .first()
    )
    return line.observation if line else None


def _load_card(card: Card, book: Book) -> ShareCard:
    by = book.users[card.by]
    setting = book.posts[card.by].setting
    row = ShareCard.objects.create(
        pk=named_id("card", card.key),
        setting=setting,
        kind=card.kind,
        title=card.title,
        words=card.words,
        needs=card.needs,
        minutes=card.minutes,
        language=card.language,
        written_by=by,
        written_at=_ago(book, 12),
    )
    given = {"setting": setting, "card": row, "given_by": by, "given_at": _ago(book, 6)}
    CardGift.objects.bulk_create(
        [CardGift(room=book.rooms[key], words=card.line, **given) for key in card.rooms]
        + [CardGift(child=book.children[key], words=card.line, **given) for key in card.children]
    )
    return row


def _load_week(week: Week, book: Book, cards: dict[str, ShareCard]) -> None:
    room, by = book.rooms[week.room], book.users[week.by]
    monday = book.today - timedelta(days=book.today.weekday()) - timedelta(weeks=week.weeks_ago)
    begun = min(at_clock(monday, 7, 40), book.now)
    row = RoomWeek.objects.create(
        pk=named_id("week", week.room, week.weeks_ago),
        setting_id=room.setting_id,
        room=room,
        monday=monday,
        explores=week.explores,
        song=week.song,
        bring=week.bring,
        question=week.question,
        card=cards.get(week.card),
        written_by=by,
        written_at=begun,
    )
    for number, answer in enumerate(week.answers):
        child = book.children[answer.child]
        at = min(begun + timedelta(hours=11, minutes=17 * number), book.now)
        used = answer.used_by and {
            "used_by": book.users[answer.used_by],
            "used_at": min(at + timedelta(hours=14), book.now),
        }
        WeekAnswer.objects.create(
            setting_id=child.setting_id,
            week=row,
            child=child,
            family=_home_of(answer.by, answer.child, book),
            author=book.users[answer.by],
            words=answer.words,
            language=answer.language,
            at=at,
            **(used or {}),
        )


def _home_of(adult: str, child: str, book: Book) -> Family:
    """The home for which this adult speaks about this child."""
    link = next(each for each in people.links_of(people.CHILD[child]) if each.adult_key == adult)
    return book.homes[link.home.key]
