"""Pictures for the demo nursery, drawn by this project: cut paper and gouache, no photographs of
anybody, no stock, no fonts.

    draw_picture("pine cones", seed=4, who=("zofia",))     → a JPEG of 1600 × 1200
    draw_portrait("Zofia Kapelusz", seed=1, room_colour="clay")   → a JPEG of 640 × 640
    as_phone_jpeg(picture, 51.2, -2.6, taken_at, "Pear", "Pear 12", "SN-1")   → with EXIF

The same words and seed give the same bytes; another seed gives other people, colours and
weather. Drawing takes about a quarter of a second of one processor.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

from PIL import Image

from .portraits import portrait
from .scenes_more import SCENES, picture

__all__ = ["SUBJECTS", "as_phone_jpeg", "draw_picture", "draw_portrait"]

SUBJECTS = tuple(sorted(SCENES))
"""Every subject there is a scene for."""


def draw_picture(
    subject: str, seed: int, size: tuple[int, int] = (1600, 1200), *, who: Sequence[str] = ()
) -> bytes:
    """A JPEG of a scene.

    `subject` is one of `SUBJECTS`. `who` names the children to be in it, by first name; the rest
    are anybody. Not every scene shows a face, and some show only hands. Raises ValueError for a
    subject nobody has drawn yet.
    """
    if subject.strip().lower() not in SCENES:
        raise ValueError(f"no scene for {subject!r}; there are {', '.join(SUBJECTS)}")
    return picture(subject.strip().lower(), seed, tuple(who)).finished(size)


def draw_portrait(
    name: str,
    seed: int,
    room_colour: str,
    size: tuple[int, int] = (640, 640),
    *,
    age: str = "child",
) -> bytes:
    """A JPEG with somebody's head and shoulders.

    The cast of the demo (`looks.py`) always look like themselves. `age` (baby, child, adult or
    old) is for everybody else. `room_colour` is sage, clay, plum, sky or a colour.
    """
    return portrait(name, seed, room_colour, age).finished(size)


def as_phone_jpeg(
    image_bytes: bytes,
    latitude: float,
    longitude: float,
    taken_at: datetime,
    make: str,
    model: str,
    serial: str,
    *,
    orientation: int = 1,
) -> bytes:
    """The picture as a telephone would send it: with place, time, maker and serial number.

    `latitude` and `longitude` are in degrees, south and west negative. With `orientation` 3, 6
    or 8 the pixels are stored turned and the tag says how to hold them, as telephones do.
    """
    image = Image.open(io.BytesIO(image_bytes))
    exif = Image.Exif()
    exif[0x010F] = make
    exif[0x0110] = model
    exif[0x0112] = orientation
    exif[0x0131] = f"{model} 4.1"
    exif[0x0132] = f"{taken_at:%Y:%m:%d %H:%M:%S}"
    details = exif.get_ifd(0x8769)
    details[0x9003] = details[0x9004] = f"{taken_at:%Y:%m:%d %H:%M:%S}"
    if taken_at.utcoffset() is not None:
        zone = f"{taken_at:%z}"
        details[0x9010] = details[0x9011] = f"{zone[:3]}:{zone[3:5]}"
    details[0xA431] = serial
    details[0xA434] = f"{model} back camera"
    exif.get_ifd(0x8825).update(
        {
            1: "N" if latitude >= 0 else "S",
            2: _degrees(latitude),
            3: "E" if longitude >= 0 else "W",
            4: _degrees(longitude),
            29: f"{taken_at:%Y:%m:%d}",
        }
    )
    out = io.BytesIO()
    turn = {
        3: Image.Transpose.ROTATE_180,
        6: Image.Transpose.ROTATE_90,
        8: Image.Transpose.ROTATE_270,
    }.get(orientation)
    if turn is None:
        image.save(out, "JPEG", quality="keep", exif=exif)
    else:
        image.transpose(turn).save(out, "JPEG", quality=92, exif=exif)
    return out.getvalue()


def _degrees(value: float) -> tuple[float, float, float]:
    value = abs(value)
    minutes = value % 1 * 60
    return float(int(value)), float(int(minutes)), round(minutes % 1 * 60, 3)
