"""Rows of what families say: the board, an open question and a decided one."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from communications.models import (
    OPTION_FIELDS,
    Decision,
    DecisionAnswer,
    DecisionOutcome,
    YouSaid,
    YouSaidVersion,
)
from families.small_numbers import what_may_be_told
from feedback.models import AskedQuestion

from .. import people
from ..days import at_clock
from ..words import your_say as words
from .book import Book, named_id

HILL = "marmalade-hill"


def load_your_say(book: Book) -> None:
    """Everything that "Your say" shows."""
    evening = _question(book, words.EVENING, asked_days_ago=34, open_days=14)
    _answers(book, evening, words.EVENING_ANSWERS)
    _outcome(book, evening)
    garden = _question(book, words.GARDEN, asked_days_ago=4, open_days=13)
    _answers(book, garden, words.GARDEN_ANSWERS)
    for number, each in enumerate(words.SAID):
        _said(book, number, each, evening if each.decided else None)


def _question(
    book: Book, texts: Mapping[str, Any], *, asked_days_ago: int, open_days: int
) -> Decision:
    asked = at_clock(book.today - timedelta(days=asked_days_ago), 9, 20)
    options = dict(zip(OPTION_FIELDS, texts["options"], strict=False))
    decision = Decision.objects.create(
        pk=named_id("decision", texts["question"]),
        setting=book.settings[HILL],
        question=texts["question"],
        why=texts["why"],
        fixed=texts["fixed"],
        open_until=asked.date() + timedelta(days=open_days),
        written_by=book.users["bettina"],
        written_at=asked - timedelta(hours=20),
        asked_at=asked,
        **options,
    )
    AskedQuestion.objects.create(
        pk=decision.pk,
        setting=decision.setting,
        title=decision.question,
        open_until=decision.open_until,
        state=AskedQuestion.State.OPEN,
    )
    return decision


def _answers(book: Book, decision: Decision, answers: Iterable[words.Answer]) -> None:
    assert decision.asked_at
    DecisionAnswer.objects.bulk_create(
        DecisionAnswer(
            setting=decision.setting,
            decision=decision,
            user=book.users[each.who],
            family=book.homes[people.HOME_OF_ADULT[each.who].key],
            name=book.users[each.who].name,
            option=each.option,
            words=each.words,
            shows_all=each.shows_all,
            at=min(decision.asked_at + timedelta(hours=3 + 5 * number), book.now),
        )
        for number, each in enumerate(answers)
    )


def _outcome(book: Book, decision: Decision) -> None:
    counts, named = ([0] * len(decision.options) for _each in range(2))
    for each in words.EVENING_ANSWERS:
        (named if each.shows_all else counts)[each.option - 1] += 1
    told = what_may_be_told(counts)
    assert told.total is not None
    AskedQuestion.objects.filter(pk=decision.pk).update(
        is_closed=True, state=AskedQuestion.State.OVER
    )
    DecisionOutcome.objects.create(
        setting=decision.setting,
        decision=decision,
        option=3,
        why=words.EVENING_WHY,
        decider=book.posts["bettina"],
        decider_name=book.users["bettina"].name,
        author=book.users["bettina"],
        at=at_clock(book.today - timedelta(days=17), 14, 5),
        total=told.total + sum(named),
        counts=told.counts,
        is_few=told.is_few,
        named=named,
        form_key=named_id("outcome"),
    )


def _said(book: Book, number: int, each: words.Said, decision: Decision | None) -> None:
    """A version when it was written, one with other words perhaps, and one when published."""
    published = at_clock(book.today - timedelta(days=each.days_ago), 12, 10)
    texts = [each.before or each.doing, *([each.doing] if each.before else []), each.doing]
    if not each.is_published:
        texts = texts[:1]
    newest = len(texts)
    item = YouSaid.objects.create(
        pk=named_id("said", number),
        setting=book.settings[HILL],
        decision=decision,
        newest=newest,
        shown=newest if each.is_published else None,
        published_at=published if each.is_published else None,
    )
    for place, doing in enumerate(texts, start=1):
        is_last = place == newest
        YouSaidVersion.objects.create(
            setting=item.setting,
            item=item,
            number=place,
            said=each.said,
            answer=each.answer,
            doing=doing,
            reason=each.reason,
            duty=each.duty,
            owner=book.posts[each.owner],
            owner_name=book.users[each.owner].name,
            by_day=_day(book, -each.in_days) if each.in_days is not None else None,
            done_on=_day(book, each.done_days_ago) if is_last and each.done_days_ago else None,
            is_public=each.is_published and is_last,
            author=book.users["bettina"],
            author_name=book.users["bettina"].name,
            at=_written(published, newest - place) if each.is_published else published,
            form_key=named_id("said", number, place),
        )


def _written(published: datetime, places_before: int) -> datetime:
    return published - timedelta(hours=26 * places_before)


def _day(book: Book, days_ago: int) -> date:
    return book.today - timedelta(days=days_ago)
