"""Rows of where to turn: numbers, policies, help nearby, a hard time, two worries."""

import uuid
from datetime import timedelta

from families.models import (
    HardTime,
    HousePolicy,
    HousePolicyReading,
    HousePolicyVersion,
    LocalService,
    SafeguardingAddendum,
    SafeguardingConcern,
    SafeguardingReceipt,
)

from .. import people
from ..days import at_clock
from ..words import where_to_turn as words
from .book import Book, named_id

HILL = "marmalade-hill"


def load_where_to_turn(book: Book) -> None:
    """Everything that the pages about help and worries show."""
    _numbers(book)
    _policies(book)
    _services(book)
    _hard_time(book)
    _worries(book)


def card_of(name: str) -> uuid.UUID | None:
    """The key of a card of help nearby; None for no name. KeyError for a card there is not."""
    keys = {each.name: named_id("service", at) for at, each in enumerate(words.SERVICES)}
    return keys[name] if name else None


def _numbers(book: Book) -> None:
    hill = book.settings[HILL]
    hill.authority_name = "Officer of the county (LADO)"
    hill.authority_phone = "01632 960 909"
    hill.save(update_fields=["authority_name", "authority_phone"])


def _policies(book: Book) -> None:
    hill, readings = book.settings[HILL], []
    for number, each in enumerate(words.POLICIES):
        policy = HousePolicy.objects.create(
            pk=named_id("policy", number), setting=hill, kind=each.kind, title=each.title
        )
        version = HousePolicyVersion.objects.create(
            setting=hill,
            policy=policy,
            number=1,
            valid_from=book.today - timedelta(days=each.days_ago),
            summary=each.summary,
            words=each.words,
            author=book.users["bettina"],
            published_at=at_clock(book.today - timedelta(days=each.days_ago), 15),
            form_key=named_id("policy version", number),
        )
        # The newest one waits to be read by most.
        readers = words.READERS if each.days_ago > 30 else words.READERS[:2]
        readings += [
            HousePolicyReading(
                setting=hill,
                version=version,
                user=book.users[key],
                read_at=at_clock(book.today - timedelta(days=each.days_ago - 2 - place), 19),
            )
            for place, key in enumerate(readers)
        ]
    HousePolicyReading.objects.bulk_create(readings)


def _services(book: Book) -> None:
    LocalService.objects.bulk_create(
        LocalService(
            pk=card_of(each.name),
            setting=book.settings[HILL],
            name=each.name,
            need=each.need,
            about=each.about,
            place=each.place,
            languages=list(each.languages),
            cost=each.cost,
            reach=each.reach,
            checked_on=book.today - timedelta(days=9 + 6 * number),
        )
        for number, each in enumerate(words.SERVICES)
    )


def _hard_time(book: Book) -> None:
    child = people.CHILD["wilf"]
    link = next(each for each in people.links_of(child) if not each.adult.worker)
    home = people.HOME_OF_ADULT[link.adult_key]
    HardTime.objects.create(
        setting=book.settings[HILL],
        family=book.homes[home.key],
        author=book.users[link.adult_key],
        words=words.HARD_TIME,
        started_on=book.today - timedelta(days=4),
        ends_on=book.today + timedelta(days=24),
        readers=[book.users[child.key_person].pk],
    )


def _worries(book: Book) -> None:
    for about, by, kind, days, said, done in (
        ("luna", people.CHILD["luna"].key_person, "child", 8, words.WORRY, words.WORRY_DONE),
        ("", "ewa", "adult", 2, words.ADULT_WORRY, words.ADULT_DONE),
    ):
        at = at_clock(book.today - timedelta(days=days), 9, 40)
        child = book.children.get(about)
        receipt = SafeguardingReceipt.objects.create(
            setting=book.settings[HILL],
            author=book.users[by],
            at=at,
            readers=book.users["tariq"].name,
            form_key=named_id("worry", days),
        )
        concern = SafeguardingConcern.objects.create(
            setting=book.settings[HILL],
            reference=receipt.reference,
            author=book.users[by],
            written_at=at,
            kind=kind,
            child=child,
            about=child.full_name if child else "The student of this week",
            happened_on=at.date(),
            around="at breakfast" if child else "block corner, about ten",
            words=said,
            done_at_once=done,
        )
        for number, (sort, answer) in enumerate(words.WORRY_ANSWERS if child else ()):
            SafeguardingAddendum.objects.create(
                setting=book.settings[HILL],
                concern=concern,
                author=book.users["tariq"],
                written_at=at + timedelta(hours=6 + 20 * number),
                kind=sort,
                words=answer,
                form_key=named_id("worry answer", days, number),
            )
