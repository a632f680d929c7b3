"""Photographs and portraits of the demo as stored files and rows.

Many observations show the same drawing. Every photograph still has files of its own, as links to
the same bytes where the storage is a folder, so that removing one leaves the others alone.
"""

import hashlib
import os
import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
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
from ..words.stories import STORIES
from .book import BATCH, Book

BABY_UNTIL_MONTHS = 18
# Scenes of hands, things and backs: nobody can be taken for somebody else, so journals share them.
NO_FACE = frozenset(
    [
        "beads",
        "bee",
        "beetle",
        "boat",
        "chalk",
        "cooking",
        "den",
        "dough",
        "drawing",
        "garden",
        "gate",
        "ice",
        "letters",
        "lunch",
        "map",
        "museum",
        "paint",
        "parachute",
        "pattern",
        "pointing",
        "posting",
        "puppet",
        "scissors",
        "shadow",
        "sky",
        "snail",
        "socks",
        "sorting",
        "stones",
        "train",
        "web",
        "window",
        "writing",
    ]
    + ["fish tank", "house painting", "lining up", "name card", "pine cones", "treasure basket"]
    + ["treasure hunt", "washing line", "friends"]
)
# A face must be the child's own, so it is drawn for that child. The newest ones, and no more, for
# the whole demo is to be drawn in less than a minute.
FACES = 1
FACES_OF_THE_STORY = 4


def drawings_for(journal: Sequence[Seen]) -> list[tuple[Drawing, ...]]:
    """What the photographs of each observation show, in the order of the journal.

    An observation whose child has had enough faces goes without a photograph.
    """
    told = {story.child for story in STORIES}
    left = {key: FACES_OF_THE_STORY if key in told else FACES for key in people.CHILD}
    drawn: Counter[tuple[str, tuple[str, ...]]] = Counter()
    chosen: list[tuple[Drawing, ...]] = []
    for seen in reversed(journal):
        first = seen.children[0]
        if not seen.has_photo or (not seen.home and _nobody_allows(seen)):
            chosen.append(())
        elif seen.scene in NO_FACE and not seen.is_story:
            chosen.append((Drawing(seen.scene),))
        elif seen.is_story or seen.kind == "group" or left[first] > 0:
            left[first] -= seen.kind != "group"
            who = tuple(people.CHILD[key].called for key in seen.children)
            drawn[seen.scene, who] += 1
            chosen.append((Drawing(seen.scene, who, drawn[seen.scene, who]),))
        else:
            chosen.append(())
    return chosen[::-1]


def _nobody_allows(seen: Seen) -> bool:
    """Of a child whose photographs are not allowed, the nursery has shared none."""
    return any(people.CHILD[key].photos == "none" for key in seen.children)


def face_of(fact: ChildFacts) -> Face:
    age = "baby" if fact.months < BABY_UNTIL_MONTHS else "child"
    return Face(fact.called, people.ROOM[fact.room].colour, age)


def hang_portraits(book: Book, studio: Studio) -> None:
    """A portrait for every child, on the colour of the room."""
    for key, fact in people.CHILD.items():
        name = f"portraits/{secrets.token_hex(16)}.jpg"
        store(name, studio.portrait(face_of(fact)))
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
                store(name, picture.files[size])
        first_of.setdefault(drawing, photo.name)
        photo.width, photo.height = picture.width, picture.height
        photo.digest = hashlib.sha256(picture.files[MASTER]).hexdigest()
        photo.description = f"A drawing: {drawing.subject}"
        rows.append(photo)
    Photo.objects.bulk_create(rows, batch_size=BATCH)


def _is_folder() -> bool:
    return isinstance(storages["default"], FileSystemStorage)


def store(name: str, content: bytes) -> None:
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
