"""Draws the demo's pictures in processes of their own, while the rows are being loaded.

Nothing here knows the database: the module is imported afresh in every drawing process.
"""

import io
import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from zipfile import BadZipFile, ZipFile
from zlib import crc32

from PIL import Image

from .pictures import draw_picture, draw_portrait

PICTURE = (1200, 900)  # as large as a telephone's photo needs to be for a page and for print
PORTRAIT = (400, 400)
MOST_PROCESSES = 4

Sizes = Mapping[str, tuple[int, str, int]]  # name: longest edge, format, quality
Make = Callable[[], dict[str, bytes]]


@dataclass(frozen=True)
class Drawing:
    """What to draw: a subject, the children who are to be seen in it, and which try it is."""

    subject: str
    who: tuple[str, ...] = ()
    number: int = 1


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


def _picture(drawing: Drawing, sizes: Sizes, folder: Path | None) -> Drawn:
    """Draw and encode one picture: the master and every size in ``sizes``."""

    def make() -> dict[str, bytes]:
        seed = crc32(f"{drawing.subject} {drawing.who} {drawing.number}".encode()) % 10_000
        master = draw_picture(drawing.subject, seed, PICTURE, who=drawing.who)
        files = {"master": master}
        with Image.open(io.BytesIO(master)) as picture:
            for name, (edge, kind, quality) in sizes.items():
                small = picture.copy()
                small.thumbnail((edge, edge), Image.Resampling.LANCZOS)
                out = io.BytesIO()
                small.save(out, kind, quality=quality)
                files[name] = out.getvalue()
        return files

    files = _kept(folder, f"{drawing} {PICTURE} {dict(sizes)}", make)
    with Image.open(io.BytesIO(files["master"])) as picture:
        return Drawn(files, *picture.size)


def _portrait(face: Face, folder: Path | None) -> bytes:
    def make() -> dict[str, bytes]:
        seed = crc32(face.name.encode()) % 10_000
        return {"face": draw_portrait(face.name, seed, face.room_colour, PORTRAIT, age=face.age)}

    return _kept(folder, f"{face} {PORTRAIT}", make)["face"]


def _kept(folder: Path | None, what: str, make: Make) -> dict[str, bytes]:
    """The files for ``what``: those kept in the folder, or made now and kept.

    A picture is drawn anew when anything of the way pictures are drawn has changed.
    """
    if folder is None:
        return make()
    place = folder / f"{sha256(f'{what} {_way_of_drawing()}'.encode()).hexdigest()}.zip"
    with suppress(FileNotFoundError, BadZipFile), ZipFile(place) as kept:
        return {name: kept.read(name) for name in kept.namelist()}
    files = make()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = place.with_suffix(f".{os.getpid()}")
    with ZipFile(unfinished, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    unfinished.replace(place)
    return files


@cache
def _way_of_drawing() -> str:
    """Changes with any line of the code that draws."""
    here = Path(__file__).parent
    sources = [Path(__file__), *sorted((here / "pictures").glob("*.py"))]
    return sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()


class Studio(AbstractContextManager["Studio"]):
    """Give it the orders first, fetch the pictures when they are needed."""

    def __init__(
        self,
        drawings: Iterable[Drawing],
        faces: Iterable[Face],
        *,
        sizes: Sizes,
        folder: Path | None = None,
    ) -> None:
        """``folder`` keeps what was drawn, for the next time."""
        self._pool = ProcessPoolExecutor(
            max_workers=min(MOST_PROCESSES, os.cpu_count() or 1),
            # Not forked: the parent holds a connection to the database.
            mp_context=get_context("spawn"),
        )
        self._faces: dict[Face, Future[bytes]] = {
            face: self._pool.submit(_portrait, face, folder) for face in dict.fromkeys(faces)
        }
        self._pictures: dict[Drawing, Future[Drawn]] = {
            drawing: self._pool.submit(_picture, drawing, sizes, folder)
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
