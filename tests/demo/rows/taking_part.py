"""Rows of what adults can share and what hinders them, invitations to share, and ways to help."""

from datetime import datetime, timedelta

from families.actions.planning import count_what_families_named
from families.actions.taking_part import topic_key
from families.models import (
    BarrierAnswer,
    HelpPlace,
    HelpSignUp,
    ShareInvitation,
    SkillOffer,
    WayToHelp,
)

from .. import people
from ..days import at_clock
from ..words.taking_part import HELP, LETTERS, OFFERS, Help, Letter, Offer
from .book import Book, named_id


def load_taking_part(book: Book) -> None:
    """Everything that adults said of themselves, and what the nursery made of it."""
    for offer in OFFERS:
        _offer(offer, book)
    for letter in LETTERS:
        _letter(letter, book)
    for way in HELP:
        _way(way, book)
    count_what_families_named(book.today)


def _ago(book: Book, days: int, hour: int) -> datetime:
    return min(at_clock(book.today - timedelta(days=days), hour, 40), book.now)


def _offer(said: Offer, book: Book) -> None:
    home = book.homes[people.HOME_OF_ADULT[said.adult].key]
    mine = {
        "setting_id": home.setting_id,
        "user": book.users[said.adult],
        "family": home,
        "changed_at": _ago(book, 30, 21),
    }
    SkillOffer.objects.create(
        pk=named_id("offer", said.adult),
        name=book.users[said.adult].name,
        skills=said.skills.split(),
        words=said.words,
        languages=said.languages.split(),
        good_times=said.times.split(),
        involved=said.involved.split(),
        visible_to=said.found_by,
        **mine,
    )
    BarrierAnswer.objects.create(
        barriers=said.barriers.split(),
        words=said.barrier_words,
        with_name=said.with_name,
        **mine,
    )


def _letter(letter: Letter, book: Book) -> None:
    sent = _ago(book, letter.days_ago, 13)
    home = book.homes[people.HOME_OF_ADULT[letter.adult].key]
    ShareInvitation.objects.create(
        setting_id=home.setting_id,
        user=book.users[letter.adult],
        name=book.users[letter.adult].name,
        invited_by=book.users[letter.by],
        topic=letter.topic,
        topic_key=topic_key(letter.topic),
        room=book.rooms[letter.room],
        when=letter.when,
        words=letter.words,
        created_at=sent,
        answer=letter.answer,
        answer_words=letter.answer_words,
        answered_at=sent + timedelta(hours=8) if letter.answer else None,
        thanks=letter.thanks,
        thanked_at=_ago(book, 3, 12) if letter.thanks else None,
    )


def _way(said: Help, book: Book) -> None:
    day = book.today + timedelta(days=said.day)
    setting = {"setting_id": book.posts[said.by].setting_id}
    way = WayToHelp.objects.create(
        pk=named_id("way to help", said.title),
        kind=said.kind,
        title=said.title,
        words=said.words,
        day=day,
        hours=said.hours,
        places=said.places,
        checks=said.checks,
        created_by=book.users[said.by],
        created_at=_ago(book, 14, 9),
        thanks=said.thanks,
        thanked_at=_ago(book, 5, 17) if said.thanks else None,
        called_off_words=said.off,
        called_off_at=_ago(book, 1, 12) if said.off else None,
        **setting,
    )
    for number, (adult, shows_name) in enumerate(said.helpers, start=1):
        user = book.users[adult]
        place = HelpPlace.objects.create(
            way=way,
            number=number,
            places=way.places,
            shown_name=user.name.split(" ")[0] if shows_name else "",
            **setting,
        )
        HelpSignUp.objects.create(
            way=way,
            place=place,
            user=user,
            name=user.name,
            came=True if said.thanks else None,
            created_at=_ago(book, 7 + number, 20),
            **setting,
        )
