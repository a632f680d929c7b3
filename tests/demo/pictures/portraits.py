"""Portraits: a head and shoulders on the colour of a room."""

from __future__ import annotations

from random import Random
from zlib import crc32

from .looks import look_of
from .paper import (
    MARIGOLD,
    ROOMS,
    Colour,
    Sheet,
    blob,
    box,
    curve,
    darker,
    ellipse,
    leaf,
    lighter,
    mixed,
    moved,
    stroke,
)
from .people import _patterned, head


def portrait(name: str, seed: int, room_colour: str, age: str = "child") -> Sheet:
    """A sheet of 600 × 600 with somebody's portrait. `room_colour` is sage, clay, plum, sky or
    a colour."""
    look = look_of(name, age)
    pale, deep = ROOMS.get(room_colour) or (room_colour, darker(room_colour, 0.45))
    sheet = Sheet(600, 600, seed, pale)
    dice = Random(seed ^ crc32(name.encode()))
    sheet.fade(lighter(pale, 0.35), mixed(pale, deep, 0.12))
    _background(sheet, dice, pale, deep)
    sheet.blur(1.2)

    grown = not look.is_child
    x, y = 300 + dice.uniform(-8, 8), 268 if grown else 290
    radius = 138 if grown else {"baby": 158, "child": 150}[look.age]
    tilt, turn = dice.uniform(-5, 5), dice.choice((-0.35, -0.2, 0.2, 0.35))
    wide = 214 if grown else 164
    top = y + radius * 0.98
    neck = 58 if grown else 44
    head(sheet, x, y, radius, look, tilt=tilt, behind=True)
    body = blob(
        (x - neck * 0.8, top - 8),
        (x + neck * 0.8, top - 8),
        (x + wide * 0.72, top + 46),
        (x + wide, top + 130),
        (x + wide * 1.04, 680),
        (x, 700),
        (x - wide * 1.04, 680),
        (x - wide, top + 130),
        (x - wide * 0.72, top + 46),
    )
    pattern = [
        (moved(shape, x, top + 40, 0, 2.1), colour)
        for shape, colour in _patterned(look, (-110, -20, 220, 170))
    ]
    sheet.cut(body, look.top, 10, inlay=pattern)
    if "dungarees" in look.wears:
        sheet.cut(box(x - 74, top + 108, 148, 200, 16), look.bottom, 5)
        for side in (-1, 1):
            sheet.cut(
                stroke([(x + side * 56, top + 124), (x + side * 84, top + 20)], 26), look.bottom, 4
            )
            sheet.cut(ellipse(x + side * 57, top + 126, 11), MARIGOLD, 2)
    sheet.cut(
        blob(
            (x - neck, top - 60),
            (x + neck, top - 60),
            (x + neck * 1.02, top + 4),
            (x, top + 34),
            (x - neck * 1.02, top + 4),
        ),
        darker(look.skin_colour, 0.12),
        2,
    )
    collar = lighter(look.top, 0.3)
    sheet.cut(
        stroke(
            curve(
                (x - neck - 8, top - 4),
                (x - neck * 0.6, top + 26),
                (x, top + 40),
                (x + neck * 0.6, top + 26),
                (x + neck + 8, top - 4),
            ),
            15,
        ),
        collar,
        3,
    )
    mood = dice.choice(("smile", "smile", "smile", "laugh")) if look.is_child else "smile"
    head(sheet, x, y, radius, look, turn=turn, tilt=tilt, mood=mood, fine=True, behind=False)
    return sheet


def _background(sheet: Sheet, dice: Random, pale: Colour, deep: Colour) -> None:
    """A hill, a sun or a few leaves, quietly."""
    sheet.cut(ellipse(300, 250, 236), lighter(pale, 0.5), 4, shade=0.12)
    kind = dice.randrange(3)
    if kind == 0:
        sheet.cut(
            blob(
                (-60, 470), (120, 400), (330, 470), (520, 420), (680, 470), (680, 720), (-60, 720)
            ),
            mixed(pale, deep, 0.22),
            5,
        )
        sheet.cut(
            blob((-60, 540), (160, 500), (380, 540), (680, 500), (680, 720), (-60, 720)),
            mixed(pale, deep, 0.34),
            5,
        )
    elif kind == 1:
        for side in (-1, 1):
            stem = curve((300 + side * 236, 640), (300 + side * 262, 440), (300 + side * 226, 250))
            sheet.cut(stroke(stem, 7, 3), mixed(pale, deep, 0.6), 2)
            for i, (lx, ly) in enumerate(stem[3::4]):
                for turn in (-60 - side * 30, -120 - side * 30):
                    sheet.cut(
                        leaf(lx, ly, 62 - i * 5, 26, turn),
                        mixed(pale, deep, 0.3 + 0.08 * (i % 3)),
                        3,
                    )
    else:
        for _ in range(26):
            px, py = dice.uniform(0, 600), dice.uniform(0, 600)
            sheet.cut(
                ellipse(px, py, dice.uniform(5, 12)), mixed(pale, deep, dice.uniform(0.12, 0.4)), 2
            )
