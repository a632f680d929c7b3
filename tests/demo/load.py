"""Loads the demo nursery, or takes everything away: the only place of the demo that writes.

Needs the owner's connection (``DATABASE_ROLE=owner``) and works in one transaction for the
purpose of maintenance, so a demo is there as a whole or not at all.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, datetime
from itertools import chain
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.db import connection, models
from django.utils import timezone

from families.context import maintenance
from families.models import Setting
from learning_journals.models import Photo
from learning_journals.photos import SIZES

from . import people, terms
from .days import CLOCK
from .journal import journal_of
from .places import SETTINGS
from .records import Seen
from .rows.book import Book
from .rows.collection import faces_of_collectors, hang_collectors, load_collection
from .rows.consents import load_consents
from .rows.csv_imports import load_imports
from .rows.days import load_days
from .rows.goals import load_goals
from .rows.joining import load_joining
from .rows.journal import load_journal
from .rows.journal_answers import load_answers
from .rows.key_persons import load_key_person_news
from .rows.letterbox import load_letterbox
from .rows.mornings import load_mornings
from .rows.notices import load_notices
from .rows.people import load_people
from .rows.photographs import drawings_for, face_of, hang_photos, hang_portraits
from .rows.profiles import load_profiles
from .rows.second_reader import load_second_reader
from .rows.sounds import load_sounds
from .rows.taking_part import load_taking_part
from .rows.talk import load_last_looks, load_talk
from .rows.together import load_together
from .rows.where_to_turn import load_where_to_turn
from .rows.your_say import load_your_say
from .studio import Drawing, Studio

OURS = ("families", "learning_journals", "communications", "feedback")
SIGN_IN = ("account", "mfa", "usersessions")
PICTURE_FOLDERS = ("books", "photos", "portraits", "records", "reports", "sounds")


class NotADemo(Exception):
    """There are rows of a setting that the demo has not made; it will not touch them."""


def is_empty() -> bool:
    """Whether there is no setting yet."""
    with maintenance():
        return not Setting.objects.exists()


def refuse_real_settings() -> None:
    """Raise NotADemo when any setting is none of the demo's own."""
    with maintenance():
        names = set(Setting.objects.values_list("name", flat=True))
    if names - {setting.name for setting in SETTINGS}:
        raise NotADemo


def load(*, say: Callable[[str], None], now: datetime | None = None, pictures: bool = True) -> None:
    """Fill an empty database with the demo, as it is at ``now``. ``say`` hears what is going on.

    Without ``pictures`` there are no photographs and portraits, and it takes a few seconds only.
    """
    now = (now or timezone.now()).astimezone(CLOCK)
    book = Book(now=now)
    first = terms.term_to_tell(now.date()).starts_on
    journal = journal_of(first, book.now, book.today)
    drawings = drawings_for(journal)
    if not pictures:
        with maintenance():
            _rows(book, first, journal, drawings)
        return
    say("Drawing and loading the demo nursery; this takes about a minute …")
    faces = chain(map(face_of, people.CHILD.values()), faces_of_collectors())
    folder = Path(settings.VAR_DIR) / "drawings"
    try:
        with Studio(chain(*drawings), faces, sizes=SIZES, folder=folder) as studio, maintenance():
            photos = _rows(book, first, journal, drawings)
            hang_portraits(book, studio)
            hang_collectors(studio)
            hang_photos(photos, studio)
            load_sounds(book, journal)
    except BaseException:
        _remove_pictures()  # the rows are gone with the transaction, the files would stay
        raise


def _rows(
    book: Book, first: date, journal: list[Seen], drawings: list[tuple[Drawing, ...]]
) -> list[tuple[Photo, Drawing]]:
    """Everything but the pictures; returns the photographs that are still to be hung."""
    load_people(book)
    load_collection(book)
    load_profiles(book)
    load_key_person_news(book)
    load_days(book, first)
    load_notices(book)
    load_mornings(book)
    photos = load_journal(book, journal, drawings)
    load_consents(book, photos)
    load_where_to_turn(book)
    load_talk(book)
    load_goals(book)
    load_together(book)
    load_taking_part(book)
    load_your_say(book)
    load_joining(book)
    load_answers(book)
    load_second_reader(book)
    load_last_looks(book)
    load_letterbox(book)
    load_imports(book)
    return photos


def empty() -> None:
    """Remove every row of the apps and of sign-in, and every stored picture.

    ``TRUNCATE`` is the owner's alone; the append-only trail goes with the rest.
    """
    tables = sorted({model._meta.db_table for model in _models((*OURS, *SIGN_IN))})
    tables.append(Session._meta.db_table)
    quoted = ", ".join(connection.ops.quote_name(table) for table in tables)
    with maintenance(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {quoted} RESTART IDENTITY CASCADE")
    _remove_pictures()


def _remove_pictures() -> None:
    for folder in PICTURE_FOLDERS:
        _remove_folder(folder)


def _models(labels: Iterable[str]) -> Iterable[type[models.Model]]:
    for label in labels:
        yield from apps.get_app_config(label).get_models(include_auto_created=True)


def _remove_folder(folder: str) -> None:
    with suppress(FileNotFoundError):
        folders, files = default_storage.listdir(folder)
        for name in files:
            default_storage.delete(f"{folder}/{name}")
        for name in folders:
            _remove_folder(f"{folder}/{name}")
        default_storage.delete(folder)
