"""Draws the demo's pictures in processes of their own, while the rows are being loaded.

Nothing here knows the database: the module is imported afresh in every drawing process.
"""

import io
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from multiprocessing import get_context
from types import TracebackType
from zlib import crc32

from PIL import Image

from .pictures import draw_picture, draw_portrait

PICTURE = (1200, 900)  # as large as a telephone's photo needs to be for a page and for print
PORTRAIT = (400, 400)
MOST_PROCESSES = 4

Sizes = Mapping[str, tuple[int, str, int]]  # name: longest edge, format, quality


@dataclass(frozen=True)
class Drawing:
    """What to draw: a subject, its variant, and the children who are to be seen in it."""

    subject: str
    variant: int
    who: tuple[str, ...] = ()


@dataclass(frozen=True)
class Face:
    """Whose portrait to draw, on which room's colour; ``age`` is "baby" or "child"."""

    name: str
    room_colour: str
    age: str


@dataclass(frozen=True)
class Drawn:
    """A finished picture: the bytes of each size by its name, and the size of the master."""

    files: Mapping[str, bytes]
    width: int
    height: int


def _picture(drawing: Drawing, sizes: Sizes) -> Drawn:
    """Draw and encode one picture: the master and every size in ``sizes``."""
    seed = crc32(f"{drawing.subject} {drawing.variant}".encode()) % 10_000
    master = draw_picture(drawing.subject, seed, PICTURE, who=drawing.who)
    files = {"master": master}
    with Image.open(io.BytesIO(master)) as picture:
        picture.load()
        for name, (edge, kind, quality) in sizes.items():
            small = picture
            if edge < max(picture.size):
                small = picture.resize(
                    (edge, round(edge * picture.height / picture.width)),
                    Image.Resampling.LANCZOS,
                )
            out = io.BytesIO()
            small.save(out, kind, quality=quality)
            files[name] = out.getvalue()
        return Drawn(files, picture.width, picture.height)


def _portrait(face: Face) -> bytes:
    seed = crc32(face.name.encode()) % 10_000
    return draw_portrait(face.name, seed, face.room_colour, PORTRAIT, age=face.age)


class Studio(AbstractContextManager["Studio"]):
    """Give it the orders first, fetch the pictures when they are needed."""

    def __init__(self, drawings: Iterable[Drawing], faces: Iterable[Face], *, sizes: Sizes) -> None:
        self._pool = ProcessPoolExecutor(
            max_workers=min(MOST_PROCESSES, os.cpu_count() or 1),
            # Not forked: the parent holds a connection to the database.
            mp_context=get_context("spawn"),
        )
        self._faces: dict[Face, Future[bytes]] = {
            face: self._pool.submit(_portrait, face) for face in dict.fromkeys(faces)
        }
        self._pictures: dict[Drawing, Future[Drawn]] = {
            drawing: self._pool.submit(_picture, drawing, sizes)
            for drawing in dict.fromkeys(drawings)
        }

    def portrait(self, face: Face) -> bytes:
        return self._faces[face].result()

    def picture(self, drawing: Drawing) -> Drawn:
        return self._pictures[drawing].result()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)
