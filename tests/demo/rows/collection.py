"""Rows of who may collect, who does today, what staff made sure of, and court orders."""

import secrets
from datetime import timedelta

from families.models import (
    AuthorisedCollector,
    CollectionChoice,
    CollectionPassword,
    CollectorCheck,
    CourtOrderNote,
)

from ..studio import Face, Studio
from ..words.collection import COLLECTORS, COURT_ORDERS, PASSWORDS, CollectorFact
from .book import Book, named_id
from .photographs import store

BACKGROUND = "sky"


def faces_of_collectors() -> list[Face]:
    """The portraits to be drawn."""
    return [_face(fact) for fact in COLLECTORS if fact.age]


def load_collection(book: Book) -> None:
    """Collectors, today's choices, passwords."""
    for fact in COLLECTORS:
        _collector(book, fact)
    CollectionPassword.objects.bulk_create(
        CollectionPassword(
            setting_id=book.homes[home].setting_id,
            family=book.homes[home],
            word=word,
            set_by=book.users[by],
            set_at=book.now - timedelta(days=40),
        )
        for home, (by, word) in PASSWORDS.items()
    )
    for children, adult, by, words in COURT_ORDERS:
        CourtOrderNote.objects.bulk_create(
            CourtOrderNote(
                setting_id=book.children[key].setting_id,
                child=book.children[key],
                adult=book.users[adult],
                words=words,
                started_on=book.today - timedelta(days=90),
                review_on=book.today + timedelta(days=60),
                written_by=book.users[by],
                written_at=book.now - timedelta(days=90),
            )
            for key in children
        )


def hang_collectors(studio: Studio) -> None:
    """A portrait for those who have one."""
    for fact in COLLECTORS:
        if not fact.age:
            continue
        name = f"portraits/collector-{secrets.token_hex(16)}.jpg"
        store(name, studio.portrait(_face(fact)))
        rows = [named_id("collector", fact.name, child) for child in fact.children]
        AuthorisedCollector.objects.filter(pk__in=rows).update(portrait=name)


def _face(fact: CollectorFact) -> Face:
    return Face(fact.name, BACKGROUND, fact.age)


def _collector(book: Book, fact: CollectorFact) -> None:
    family, by = book.homes[fact.home], book.users[fact.by]
    told_at = book.now - timedelta(hours=2)
    for key in fact.children:
        child = book.children[key]
        collector = AuthorisedCollector.objects.create(
            pk=named_id("collector", fact.name, key),
            setting_id=child.setting_id,
            child=child,
            family=family,
            full_name=fact.name,
            relationship=fact.relationship,
            phone=fact.phone,
            added_by=by,
            added_at=told_at - timedelta(days=fact.since_days),
            started_on=book.today - timedelta(days=fact.since_days),
            ended_on=book.today if fact.only_today else None,
        )
        if fact.met_by:
            CollectorCheck.objects.create(
                setting_id=child.setting_id,
                collector=collector,
                by=book.users[fact.met_by],
                at=book.now - timedelta(days=fact.since_days // 2),
            )
        if key in fact.today:
            CollectionChoice.objects.create(
                setting_id=child.setting_id,
                child=child,
                family=family,
                day=book.today,
                collector=collector,
                told_by=by,
                told_at=told_at,
            )
