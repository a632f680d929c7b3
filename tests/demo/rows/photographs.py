"""Photographs and portraits of the demo as stored files and rows.

Many observations show the same drawing. Every photograph still has files of its own, as links to
the same bytes where the storage is a folder, so that removing one leaves the others alone.
"""

import hashlib
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from django.core.files.storage import default_storage, storages
from django.core.files.storage.filesystem import FileSystemStorage

from families.models import Child
from learning_journals.models import Photo
from learning_journals.photos import MASTER, SIZES, photo_file_name, store_photo_file

from .. import people
from ..records import Seen
from ..shapes import Child as ChildFacts
from ..studio import Drawing, Face, Studio
from .book import BATCH, Book

BABY_UNTIL_MONTHS = 18
VARIANTS = 2  # drawings of one subject that several journals share
COMMON = ("book", "blocks", "paint", "water")  # seen often enough for two drawings


def drawings_of(seen: Seen, number: int) -> tuple[Drawing, ...]:
    """What the photographs of an observation show; never the same picture twice in one.

    The told stories show their own child; other pictures are shared, and show nobody we know.
    """
    if seen.is_story:
        who = tuple(people.CHILD[key].called for key in seen.children)
        return tuple(Drawing(seen.scene, place, who) for place in range(seen.photos))
    variants = VARIANTS if seen.scene in COMMON else 1
    places = range(min(seen.photos, variants))
    return tuple(Drawing(seen.scene, (number + place) % variants) for place in places)


def face_of(fact: ChildFacts) -> Face:
    age = "baby" if fact.months < BABY_UNTIL_MONTHS else "child"
    return Face(fact.called, people.ROOM[fact.room].colour, age)


def hang_portraits(book: Book, studio: Studio) -> None:
    """A portrait for every child, on the colour of the room."""
    for key, fact in people.CHILD.items():
        name = f"portraits/{secrets.token_hex(16)}.jpg"
        _store(name, studio.portrait(face_of(fact)))
        book.children[key].portrait = name
    Child.objects.bulk_update(book.children.values(), ["portrait"], batch_size=BATCH)


def hang_photos(photos: Iterable[tuple[Photo, Drawing]], studio: Studio) -> None:
    """Files for every photograph, and its row with the size of the picture."""
    first_of: dict[Drawing, str] = {}
    rows = []
    for photo, drawing in photos:
        picture = studio.picture(drawing)
        for size in (MASTER, *SIZES):
            name = photo_file_name(photo.name, size)
            if drawing in first_of and _is_folder():
                _link(photo_file_name(first_of[drawing], size), name)
            else:
                _store(name, picture.files[size])
        first_of.setdefault(drawing, photo.name)
        photo.width, photo.height = picture.width, picture.height
        photo.digest = hashlib.sha256(picture.files[MASTER]).hexdigest()
        photo.description = f"A drawing: {drawing.subject}"
        rows.append(photo)
    Photo.objects.bulk_create(rows, batch_size=BATCH)


def _is_folder() -> bool:
    return isinstance(storages["default"], FileSystemStorage)


def _store(name: str, content: bytes) -> None:
    """Keep a file. On a disk without waiting for it, as a demo can be drawn again."""
    if _is_folder():
        place = Path(default_storage.path(name))
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    else:
        store_photo_file(name, content)


def _link(source: str, target: str) -> None:
    place = Path(default_storage.path(target))
    place.parent.mkdir(parents=True, exist_ok=True)
    os.link(default_storage.path(source), place)
