"""People cut from paper: faces for portraits, whole figures for scenes.

Everybody has a `Look`, and the same person looks the same in every picture. Figures are simple
on purpose: nobody could take them for photographs of real children.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from .paper import (
    CREAM,
    INK,
    LEAF,
    MARIGOLD,
    Colour,
    Outline,
    Point,
    Shape,
    Sheet,
    blob,
    box,
    curve,
    darker,
    ellipse,
    lighter,
    mixed,
    moved,
    polygon,
    stroke,
    union,
)

SKIN = ("#f8dcc6", "#f1c8a6", "#e2ae82", "#cb9163", "#aa7048", "#835233", "#5f3a25")
HAIR = {
    "black": "#2a2322",
    "dark": "#432c21",
    "brown": "#6b452e",
    "chestnut": "#8c5030",
    "ginger": "#c4672f",
    "blond": "#d9ac62",
    "fair": "#ecd397",
    "grey": "#aaa59b",
    "white": "#e6e1d6",
}

Put = Callable[..., None]


@dataclass(frozen=True)
class Look:
    """How somebody looks. `skin` 0 (pale) to 6 (dark); `wears` names what they have on."""

    skin: int = 1
    hair: str = "brown"
    style: str = "short"
    age: str = "child"  # baby, child, adult or old
    top: Colour = MARIGOLD
    bottom: Colour = "#3d5a73"
    pattern: str = "plain"
    wears: tuple[str, ...] = ()
    cloth: Colour = LEAF  # hijab, turban, patka, hat, apron

    @property
    def skin_colour(self) -> Colour:
        return SKIN[self.skin]

    @property
    def hair_colour(self) -> Colour:
        return HAIR[self.hair]

    @property
    def is_child(self) -> bool:
        return self.age in ("baby", "child")


# --- Heads --------------------------------------------------------------------------------
# Drawn around (0, 0) with the crown at -100 and the chin at 100, then scaled and turned.

CHILD_FACE = blob(
    (0, -98),
    (64, -78),
    (91, -16),
    (88, 34),
    (60, 80),
    (0, 98),
    (-60, 80),
    (-88, 34),
    (-91, -16),
    (-64, -78),
)
ADULT_FACE = blob(
    (0, -100),
    (60, -84),
    (82, -28),
    (78, 30),
    (52, 80),
    (0, 103),
    (-52, 80),
    (-78, 30),
    (-82, -28),
    (-60, -84),
)


def _cap(fringe: Sequence[Point], top: float = -120, side: float = 98, low: float = 6) -> Shape:
    """Hair over the crown from ear to ear; `fringe` is its lower edge from right to left."""
    crown = [
        (-side + 2, low),
        (-side, -44),
        (-side * 0.7, top * 0.84),
        (0, top),
        (side * 0.7, top * 0.84),
        (side, -44),
        (side - 2, low),
    ]
    return blob(*crown, *fringe, steps=8)


def _cluster(points: Sequence[tuple[float, float, float]]) -> Shape:
    return union(*(ellipse(x, y, r) for x, y, r in points))


def _ring(radius: float, size: float, start: float, end: float, count: int) -> Shape:
    """Circles along an arc around the head, angles in degrees from the right, downwards."""
    return _cluster(
        [
            (
                radius * math.cos(math.radians(start + (end - start) * i / (count - 1))),
                radius * math.sin(math.radians(start + (end - start) * i / (count - 1))) - 8,
                size,
            )
            for i in range(count)
        ]
    )


def _plait(x: float, y: float, length: float, width: float, lean: float) -> list[Shape]:
    """The pieces of a plait hanging from a point."""
    pieces = []
    count = max(3, round(length / (width * 0.42)))
    for i in range(count):
        share = i / count
        size = width * (1 - 0.35 * share) / 2
        side = 1 if i % 2 else -1
        pieces.append(
            ellipse(
                x + lean * share + side * size * 0.24,
                y + length * share,
                size * 1.02,
                size * 0.7,
                side * 30,
            )
        )
    return pieces


FRINGES: dict[str, Sequence[Point]] = {
    "short": [(82, -24), (66, -52), (34, -44), (4, -60), (-36, -46), (-68, -54), (-84, -22)],
    "side": [(84, -20), (72, -46), (40, -58), (-14, -70), (-50, -44), (-76, -34), (-86, -10)],
    "straight": [(84, -8), (78, -30), (40, -30), (0, -32), (-40, -30), (-78, -30), (-84, -8)],
    "parted": [(86, -4), (74, -44), (34, -72), (0, -92), (-34, -72), (-74, -44), (-86, -4)],
    "swept": [(86, -8), (78, -40), (52, -66), (14, -84), (-30, -60), (-64, -44), (-86, -4)],
    "receding": [(84, -26), (62, -72), (30, -78), (0, -72), (-30, -78), (-62, -72), (-84, -26)],
}


def _hair_behind(look: Look) -> list[Shape]:
    """What falls behind the neck and the face."""
    style = look.style
    if style in ("bob", "curly bob"):
        return [
            blob(
                (0, -112),
                (84, -86),
                (108, -10),
                (104, 70),
                (70, 96),
                (0, 84),
                (-70, 96),
                (-104, 70),
                (-108, -10),
                (-84, -86),
            )
        ]
    if style in ("long", "long parted", "long fringe"):
        return [
            blob(
                (0, -112),
                (84, -86),
                (106, -10),
                (112, 90),
                (104, 190),
                (50, 204),
                (0, 190),
                (-50, 204),
                (-104, 190),
                (-112, 90),
                (-106, -10),
                (-84, -86),
            )
        ]
    if style == "waves":
        return [
            union(
                *(
                    ellipse(s * (88 + 8 * (i % 2)), -20 + i * 34, 34)
                    for s in (-1, 1)
                    for i in range(6)
                ),
                box(-88, -60, 176, 220, 50),
            )
        ]
    if style == "afro":
        return [union(_ring(84, 52, 150, 390, 11), ellipse(0, -34, 104))]
    if style == "small afro":
        return [union(_ring(84, 34, 165, 375, 12), ellipse(0, -34, 92))]
    if style == "curly":
        return [_ring(88, 30, 160, 380, 11)]
    if style == "long curls":
        return [
            union(
                _ring(86, 38, 125, 415, 13),
                *(
                    ellipse(s * (92 + 10 * (i % 2)), 24 + i * 34, 34)
                    for s in (-1, 1)
                    for i in range(4)
                ),
                box(-80, 0, 160, 150, 50),
            )
        ]
    if style in ("locs", "braids"):
        return [
            stroke(
                curve(
                    (s * (60 + 10 * i), -30),
                    (s * (88 + 9 * i), 50),
                    (s * (84 + 10 * i), 140 - 12 * i),
                ),
                24,
                18,
            )
            for s in (-1, 1)
            for i in range(4)
        ]
    if style == "puffs":
        return [ellipse(-84, -92, 50), ellipse(84, -92, 50)]
    if style in ("bun", "top bun"):
        return [ellipse(0, -136 if style == "top bun" else -118, 40, 36)]
    if style == "space buns":
        return [ellipse(-66, -116, 34), ellipse(66, -116, 34)]
    if style == "ponytail":
        return [
            blob((40, -100), (120, -96), (150, -20), (132, 70), (104, 110), (108, 20), (80, -50))
        ]
    if style == "bunches":
        return [
            blob(
                (s * 88, -40),
                (s * 140, -50),
                (s * 168, 20),
                (s * 148, 84),
                (s * 112, 60),
                (s * 104, 6),
            )
            for s in (-1, 1)
        ]
    if style == "plaits":
        return [piece for s in (-1, 1) for piece in _plait(s * 96, 26, 150, 46, s * 16)]
    return []


def _hair_front(look: Look) -> list[Shape]:
    """What lies over the forehead."""
    style = look.style
    fringe = {
        "bob": "straight",
        "curly bob": "swept",
        "long": "swept",
        "long parted": "parted",
        "long fringe": "straight",
        "waves": "parted",
        "bun": "parted",
        "top bun": "parted",
        "space buns": "parted",
        "ponytail": "swept",
        "bunches": "parted",
        "plaits": "parted",
        "plait": "parted",
        "puffs": "parted",
        "locs": "receding",
        "braids": "receding",
        "side": "side",
        "short": "short",
        "receding": "receding",
        "straight": "straight",
        "grey bun": "parted",
        "undercut": "side",
    }.get(style)
    if style == "tuft":
        return [
            blob(
                (-22, -94),
                (-20, -118),
                (4, -134),
                (30, -128),
                (34, -114),
                (20, -118),
                (12, -108),
                (22, -94),
            ),
            _cap(FRINGES["receding"], top=-106, side=92, low=-30),
        ]
    if style == "wisps":
        return [_cap(FRINGES["receding"], top=-104, side=92, low=-26)]
    if style in ("afro", "small afro", "curly", "long curls"):
        return [
            union(
                _cap(FRINGES["receding"], top=-112),
                _ring(72, 26 if style != "small afro" else 20, 196, 344, 8),
            )
        ]
    if style == "curls":
        return [
            union(
                _cap(FRINGES["short"], top=-112),
                _ring(82, 24, 182, 358, 11),
                _cluster([(-40, -62, 22), (-8, -70, 24), (26, -66, 24), (54, -52, 20)]),
            )
        ]
    if style == "bald":
        return []
    if style == "fade":
        return [_cap(FRINGES["receding"], top=-110, side=93, low=-16)]
    if style == "spiky":
        return [
            union(
                _cap(FRINGES["short"], top=-112),
                *(
                    polygon((x - 18, -96), (x + 4, -138 + abs(x) * 0.3), (x + 20, -94))
                    for x in range(-60, 70, 24)
                ),
            )
        ]
    if fringe is None:
        return []
    return [_cap(FRINGES[fringe])]


def head(
    sheet: Sheet,
    x: float,
    y: float,
    radius: float,
    look: Look,
    *,
    turn: float = 0,
    tilt: float = 0,
    mood: str = "smile",
    back: bool = False,
    fine: bool = False,
    behind: bool | None = None,
) -> None:
    """A head around a point. `turn` -1 to 1 is where it looks, `tilt` in degrees, `mood` is
    smile, laugh, calm, down (looking down), asleep, wonder or cry. `fine` is for portraits.
    `behind` draws only what hangs behind the shoulders, or all but that."""
    scale = radius / 100
    lift = max(1.5, radius * 0.05)

    def put(shape: Shape, colour: Colour, up: float = 1, **how: Any) -> None:
        sheet.cut(moved(shape, x, y, tilt, scale), colour, lift * up, **how)

    skin, hair = look.skin_colour, look.hair_colour
    covered = "hijab" in look.wears
    dx = turn * 20
    if behind is not False and not back:
        if covered:
            put(
                blob(
                    (0, -124),
                    (86, -96),
                    (116, 0),
                    (108, 80),
                    (116, 150),
                    (0, 170),
                    (-116, 150),
                    (-108, 80),
                    (-116, 0),
                    (-86, -96),
                ),
                look.cloth,
            )
        else:
            for piece in _hair_behind(look):
                put(piece, darker(hair, 0.12))
    if behind:
        return
    if back:
        _back_of_head(put, look)
        return

    face = CHILD_FACE if look.is_child else ADULT_FACE
    eye_y = 12 if look.is_child else -2
    if not covered:
        for side in (-1, 1):
            put(
                ellipse(side * (90 if look.is_child else 82) - dx * 0.5, eye_y + 8, 17, 22),
                skin,
                0.4,
            )
            if fine:
                put(
                    ellipse(side * (92 if look.is_child else 84) - dx * 0.5, eye_y + 9, 8, 12),
                    mixed(skin, "#a0503c", 0.22),
                    0,
                    edge=0,
                    soft=1,
                )
    put(face, skin, 0.8)
    blush = mixed(skin, "#d9583f", 0.32 if look.skin < 4 else 0.24)
    for side in (-1, 1):
        put(
            ellipse(side * 54 + dx, 42 if look.is_child else 34, 24, 17),
            blush,
            0,
            edge=0,
            alpha=0.62,
            soft=4 * scale + 0.6,
        )
    if "freckles" in look.wears and fine:
        for i, (fx, fy) in enumerate(
            [(-58, 30), (-44, 36), (-52, 46), (-36, 28), (38, 28), (50, 37), (60, 30), (46, 47)]
        ):
            put(ellipse(fx + dx, fy + i % 2, 3.2), darker(skin, 0.28), 0, edge=0, alpha=0.8)
    _face(put, look, dx, eye_y, mood, fine)
    if "beard" in look.wears:
        put(
            blob(
                (-84, 4),
                (-76, 50),
                (-50, 98),
                (0, 124),
                (50, 98),
                (76, 50),
                (84, 4),
                (66, 34),
                (40, 46),
                (20, 38),
                (0, 42),
                (-20, 38),
                (-40, 46),
                (-66, 34),
            ),
            hair,
            0.5,
        )
        put(
            stroke(curve((-20 + dx, 62), (dx, 69), (20 + dx, 62)), 7, 5),
            mixed("#b0604f", skin, 0.2),
            0,
            edge=0,
        )
    if "moustache" in look.wears:
        put(
            blob((0, 40), (26, 44), (42, 58), (20, 56), (0, 52), (-20, 56), (-42, 58), (-26, 44)),
            hair,
            0.3,
        )
    if covered:
        _hijab(put, look)
    elif "turban" in look.wears or "patka" in look.wears:
        _turban(put, look)
    else:
        for piece in _hair_front(look):
            put(piece, hair, 0.7)
        if fine and look.style not in ("bald", "wisps", "fade"):
            _strands(put, look)
        if look.style == "plait":
            for piece in _plait(86, 44, 190, 52, -14):
                put(piece, hair, 0.5)
            put(ellipse(74, 232, 15, 11), look.cloth, 0.4)
        if look.style in ("plaits", "bunches"):
            for side in (-1, 1):
                at = (side * 112, 178) if look.style == "plaits" else (side * 98, -26)
                put(ellipse(*at, 15, 13), look.cloth, 0.4)
    _worn(put, look, dx, eye_y)


def _strands(put: Put, look: Look) -> None:
    tone = lighter(look.hair_colour, 0.16)
    for points in (
        ((-70, -60), (-44, -92), (-6, -106)),
        ((-52, -66), (-26, -86), (10, -96)),
        ((76, -52), (60, -80), (30, -102)),
    ):
        put(stroke(curve(*points), 4, 2), tone, 0, edge=0, alpha=0.6)


def _face(put: Put, look: Look, dx: float, eye_y: float, mood: str, fine: bool) -> None:
    """Eyes, brows, nose and mouth."""
    skin = look.skin_colour
    line = darker(skin, 0.55)
    ink = mixed(INK, "#20140f", 0.6)
    small = 1 if look.is_child else 0.84
    for side in (-1, 1):
        ex = side * (35 if look.is_child else 32) + dx
        if mood in ("down", "asleep", "laugh"):
            bend = 9 if mood != "laugh" else -9
            put(
                stroke(curve((ex - 13, eye_y), (ex, eye_y + bend), (ex + 13, eye_y)), 5.5),
                ink,
                0,
                edge=0,
            )
        else:
            if fine:
                put(ellipse(ex, eye_y, 15 * small, 13 * small), lighter(CREAM, 0.3), 0, edge=0)
                put(ellipse(ex + dx * 0.12, eye_y, 10.5 * small, 11.5 * small), ink, 0, edge=0)
                put(ellipse(ex + dx * 0.12 + 3.5, eye_y - 4, 3.4), "#fffdf8", 0, edge=0)
                put(
                    stroke(
                        curve((ex - 17, eye_y - 3), (ex, eye_y - 15 * small), (ex + 17, eye_y - 3)),
                        4,
                        3.4,
                    ),
                    ink,
                    0,
                    edge=0,
                )
            else:
                put(ellipse(ex, eye_y, 8.5, 11), ink, 0, edge=0)
                put(ellipse(ex + 2.5, eye_y - 4, 3), "#fffdf8", 0, edge=0)
        brow = eye_y - (32 if look.is_child else 28) - (8 if mood == "wonder" else 0)
        slope = 5 if mood == "cry" else -2
        hair = (
            look.hair_colour
            if look.hair not in ("fair", "white")
            else darker(look.hair_colour, 0.25)
        )
        put(
            stroke(
                curve(
                    (ex - 15 * 1, brow + 4 + side * slope),
                    (ex, brow - 2),
                    (ex + 15, brow + 4 - side * slope),
                ),
                5.5 if look.is_child else 7,
                4,
            ),
            darker(hair, 0.12),
            0,
            edge=0,
            alpha=0.85,
        )
    nose_y = 36 if look.is_child else 34
    put(
        stroke(
            curve((dx * 1.4 - 9, nose_y - 3), (dx * 1.4, nose_y + 4), (dx * 1.4 + 9, nose_y - 3)),
            5,
            4.4,
        ),
        mixed(skin, "#8a3a2a", 0.42),
        0,
        edge=0,
        alpha=0.85,
    )
    mouth_y = 62
    if mood == "laugh":
        put(
            blob(
                (dx - 26, mouth_y - 6),
                (dx, mouth_y - 2),
                (dx + 26, mouth_y - 6),
                (dx + 16, mouth_y + 16),
                (dx, mouth_y + 21),
                (dx - 16, mouth_y + 16),
            ),
            "#8e3430",
            0,
            edge=0,
        )
        put(
            blob(
                (dx - 20, mouth_y - 4), (dx, mouth_y - 1), (dx + 20, mouth_y - 4), (dx, mouth_y + 5)
            ),
            "#fffaf2",
            0,
            edge=0,
        )
        put(ellipse(dx, mouth_y + 14, 11, 6), "#d8766a", 0, edge=0)
    elif mood == "wonder":
        put(ellipse(dx, mouth_y + 2, 9, 11), "#8e3430", 0, edge=0)
    elif mood == "cry":
        put(
            stroke(curve((dx - 18, mouth_y + 8), (dx, mouth_y - 2), (dx + 18, mouth_y + 8)), 6),
            line,
            0,
            edge=0,
        )
    else:
        wide = 26 if mood == "smile" else 15
        deep = 13 if mood == "smile" else 5
        put(
            stroke(
                curve(
                    (dx - wide, mouth_y - 3),
                    (dx - wide / 2, mouth_y + deep * 0.62),
                    (dx, mouth_y + deep),
                    (dx + wide / 2, mouth_y + deep * 0.62),
                    (dx + wide, mouth_y - 3),
                ),
                6,
                6,
            ),
            "#9c3d33" if look.skin < 4 else mixed("#b04a42", "#f0a090", 0.12 * (look.skin - 3)),
            0,
            edge=0,
        )
    if look.age == "old" and fine:
        for side in (-1, 1):
            put(
                stroke(curve((side * 60 + dx, 2), (side * 68 + dx, 6), (side * 72 + dx, 12)), 3, 2),
                line,
                0,
                edge=0,
                alpha=0.5,
            )
            put(
                stroke(
                    curve((side * 36 + dx, 46), (side * 42 + dx, 58), (side * 38 + dx, 72)), 3, 2
                ),
                line,
                0,
                edge=0,
                alpha=0.45,
            )


def _hijab(put: Put, look: Look) -> None:
    """The scarf around the face: a ring of cloth with two folds."""
    outer = blob(
        (0, -128),
        (88, -100),
        (114, -10),
        (100, 90),
        (46, 134),
        (0, 142),
        (-46, 134),
        (-100, 90),
        (-114, -10),
        (-88, -100),
    )
    inner = blob(
        (0, -72),
        (50, -60),
        (78, -6),
        (72, 52),
        (44, 92),
        (0, 104),
        (-44, 92),
        (-72, 52),
        (-78, -6),
        (-50, -60),
    )
    ring: Outline = [*outer[0], outer[0][0], inner[0][0], *inner[0][::-1]]
    put([ring], look.cloth, 0.8)
    fold = darker(look.cloth, 0.16)
    put(
        stroke(curve((-92, -60), (-96, 20), (-60, 96), (10, 128)), 4, 3), fold, 0, edge=0, alpha=0.7
    )
    put(stroke(curve((70, -92), (98, -30), (96, 40), (60, 112)), 4, 3), fold, 0, edge=0, alpha=0.7)


def _turban(put: Put, look: Look) -> None:
    if "patka" in look.wears:
        put(ellipse(0, -122, 26, 24), look.cloth, 0.6)
        put(_cap(FRINGES["receding"], top=-116, side=95, low=-22), look.cloth, 0.7)
        put(
            stroke(curve((-86, -42), (-40, -72), (0, -78), (40, -72), (86, -42)), 7),
            darker(look.cloth, 0.14),
            0,
            edge=0,
        )
        return
    put(
        blob(
            (-98, -14),
            (-116, -70),
            (-84, -134),
            (0, -158),
            (84, -134),
            (116, -70),
            (98, -14),
            (60, -54),
            (0, -76),
            (-60, -54),
        ),
        look.cloth,
    )
    for i in range(4):
        put(
            stroke(
                curve(
                    (-100 + i * 12, -34 - i * 16), (-30 + i * 8, -96 - i * 12), (72, -136 + i * 6)
                ),
                4,
                3,
            ),
            darker(look.cloth, 0.16),
            0,
            edge=0,
            alpha=0.8,
        )
        put(
            stroke(curve((100 - i * 12, -34 - i * 16), (30, -86 - i * 12)), 4, 3),
            darker(look.cloth, 0.16),
            0,
            edge=0,
            alpha=0.8,
        )


def _worn(put: Put, look: Look, dx: float, eye_y: float) -> None:
    """Glasses, hearing aids, bows and hats."""
    if "glasses" in look.wears:
        frame = darker(look.cloth, 0.2)
        for side in (-1, 1):
            ex = side * (36 if look.is_child else 33) + dx
            outer, inner = ellipse(ex, eye_y, 27, 25), ellipse(ex, eye_y, 22, 20)
            put([[*outer[0], outer[0][0], inner[0][0], *inner[0][::-1]]], frame, 0.25, edge=0.2)
            put(
                stroke([(ex + side * 26, eye_y - 2), (side * 88, eye_y - 4)], 5), frame, 0.2, edge=0
            )
        put(
            stroke(curve((dx - 11, eye_y - 2), (dx, eye_y - 7), (dx + 11, eye_y - 2)), 5),
            frame,
            0.2,
            edge=0,
        )
    if "hearing aids" in look.wears:
        for side in (-1, 1):
            put(
                stroke(
                    curve((side * 92, -14), (side * 105, -16), (side * 109, 2), (side * 106, 22)),
                    11,
                    8,
                ),
                "#3f78a8",
                0.5,
            )
            put(
                stroke(curve((side * 94, -14), (side * 86, -4), (side * 88, 14)), 3.6, 5),
                lighter("#3f78a8", 0.6),
                0.2,
            )
    if "bow" in look.wears:
        for side in (-1, 1):
            put(
                blob(
                    (56, -96), (56 + side * 34, -118), (56 + side * 38, -92), (56 + side * 30, -74)
                ),
                look.cloth,
                0.5,
            )
        put(ellipse(56, -96, 9), darker(look.cloth, 0.15), 0.3)
    if "band" in look.wears:
        put(
            stroke(curve((-92, -42), (-60, -86), (0, -104), (60, -86), (92, -42)), 15),
            look.cloth,
            0.4,
        )
    if "earrings" in look.wears:
        for side in (-1, 1):
            put(ellipse(side * 82, eye_y + 38, 7, 9), MARIGOLD, 0.3)
    if "woolly hat" in look.wears:
        put(
            _cap(
                [(88, -30), (60, -44), (0, -50), (-60, -44), (-88, -30)],
                top=-132,
                side=104,
                low=-26,
            ),
            look.cloth,
        )
        put(
            stroke(curve((-96, -34), (-50, -54), (0, -60), (50, -54), (96, -34)), 26),
            lighter(look.cloth, 0.25),
            0.4,
        )
        put(ellipse(0, -138, 24), lighter(look.cloth, 0.35), 0.6)
    if "cook's hat" in look.wears:
        put(union(ellipse(-46, -142, 44), ellipse(46, -142, 44), ellipse(0, -158, 50)), "#fffdf8")
        put(box(-76, -134, 152, 60, 12), "#f3efe6", 0.6)
    if "flat cap" in look.wears:
        put(
            blob(
                (-96, -40),
                (-90, -94),
                (-30, -128),
                (50, -122),
                (98, -84),
                (118, -44),
                (60, -52),
                (0, -58),
            ),
            look.cloth,
        )


def _back_of_head(put: Put, look: Look) -> None:
    """The head from behind: mostly hair."""
    skin, hair = look.skin_colour, look.hair_colour
    for side in (-1, 1):
        put(ellipse(side * 90, 12, 15, 20), skin, 0.4)
    if "hijab" in look.wears:
        return
    if "turban" in look.wears or "patka" in look.wears:
        put(CHILD_FACE, hair, 0.6)
        put(
            _cap([(84, 20), (40, 44), (0, 50), (-40, 44), (-84, 20)], top=-116, side=96, low=0),
            look.cloth,
            0.6,
        )
        put(ellipse(0, -120, 26, 24), look.cloth, 0.6)
        return
    if look.style in ("bald", "wisps", "tuft"):
        put(CHILD_FACE, skin, 0.6)
        if look.style != "bald":
            put(
                blob(
                    (-84, -10),
                    (-64, -80),
                    (0, -102),
                    (64, -80),
                    (84, -10),
                    (50, 34),
                    (0, 44),
                    (-50, 34),
                ),
                hair,
                0,
                edge=0,
                alpha=0.75,
                soft=2,
            )
        return
    nape = 84 if look.style not in ("fade", "short", "side") else 66
    put(CHILD_FACE, skin, 0.5)
    cap = blob(
        (-97, 6),
        (-98, -44),
        (-70, -100),
        (0, -118),
        (70, -100),
        (98, -44),
        (97, 6),
        (84, nape - 24),
        (44, nape),
        (0, nape + 6),
        (-44, nape),
        (-84, nape - 24),
        steps=8,
    )
    put(cap, hair, 0.8)
    tone = lighter(hair, 0.14)
    if look.style in ("afro", "small afro", "curly", "curls", "puffs"):
        for i in range(9):
            a = i * 2.4
            put(
                ellipse(
                    10 + 9 * i**0.5 * 8 * math.cos(a) * 0.5,
                    -30 + 9 * i**0.5 * 8 * math.sin(a) * 0.5,
                    15,
                ),
                tone,
                0,
                edge=0,
                alpha=0.35,
            )
        if look.style == "puffs":
            put(stroke([(0, -112), (0, 70)], 5), skin, 0, edge=0, alpha=0.8)
            for side in (-1, 1):
                put(ellipse(side * 84, -92, 50), hair, 0.5)
    else:
        for points in (
            ((-60, 40), (-66, -30), (-20, -100)),
            ((-14, 64), (-16, -10), (-4, -104)),
            ((40, 50), (48, -20), (14, -102)),
        ):
            put(stroke(curve(*points), 5, 3), tone, 0, edge=0, alpha=0.55)
    if look.style in ("plait", "long", "waves", "long curls", "long fringe", "long parted"):
        if look.style == "plait":
            for piece in _plait(0, 60, 190, 56, 0):
                put(piece, hair, 0.5)
            put(ellipse(0, 250, 16, 12), look.cloth, 0.4)
        else:
            put(
                blob(
                    (-96, -10),
                    (-100, 80),
                    (-84, 170),
                    (0, 190),
                    (84, 170),
                    (100, 80),
                    (96, -10),
                    (0, -60),
                ),
                hair,
                0.5,
            )
    if look.style in ("plaits", "bunches"):
        put(stroke([(0, -112), (0, 74)], 4), skin, 0, edge=0, alpha=0.7)
    if look.style in ("bun", "grey bun", "top bun"):
        put(ellipse(0, -40 if look.style == "bun" else -110, 38, 34), darker(hair, 0.08), 0.7)
    if look.style == "ponytail":
        put(blob((-18, -30), (18, -30), (34, 60), (14, 150), (-20, 140), (-32, 50)), hair, 0.7)
        put(ellipse(0, -30, 22, 14), look.cloth, 0.4)
    if "woolly hat" in look.wears:
        put(
            _cap([(90, 10), (50, 22), (0, 26), (-50, 22), (-90, 10)], top=-132, side=104, low=0),
            look.cloth,
        )
        put(
            stroke(curve((-98, 4), (-50, 18), (0, 22), (50, 18), (98, 4)), 26),
            lighter(look.cloth, 0.25),
            0.4,
        )
        put(ellipse(0, -138, 24), lighter(look.cloth, 0.35), 0.6)
    if "hearing aids" in look.wears:
        for side in (-1, 1):
            put(
                stroke(curve((side * 84, -14), (side * 96, -8), (side * 94, 26)), 14, 11),
                "#3f78a8",
                0.6,
            )


# --- Whole figures ------------------------------------------------------------------------
# Around the feet (0, 0), about 300 high, then scaled and perhaps mirrored.


def _patterned(look: Look, area: tuple[float, float, float, float]) -> list[tuple[Shape, Colour]]:
    """Stripes or dots for a piece of clothing inside an area (left, top, width, height)."""
    left, top, width, height = area
    tone = lighter(look.top, 0.55)
    if look.pattern == "stripes":
        return [(box(left, top + i * 22, width, 9), tone) for i in range(int(height / 22) + 1)]
    if look.pattern == "dots":
        return [
            (ellipse(left + 10 + 24 * i + (12 if j % 2 else 0), top + 10 + 22 * j, 4.5), tone)
            for i in range(int(width / 24) + 1)
            for j in range(int(height / 22) + 1)
        ]
    if look.pattern == "star":
        cx, cy = left + width / 2, top + height * 0.42
        points = [
            (
                cx + (24 if i % 2 else 10) * math.sin(i * math.pi / 5),
                cy - (24 if i % 2 else 10) * math.cos(i * math.pi / 5),
            )
            for i in range(10)
        ]
        return [([points], MARIGOLD)]
    return []


def _arm(shoulder: Point, hand: Point, bend: float, upper: float = 50) -> Outline:
    """A bent arm from a shoulder to a hand; the sign of `bend` says to which side."""
    dx, dy = hand[0] - shoulder[0], hand[1] - shoulder[1]
    reach = min(math.hypot(dx, dy), upper * 1.98) or 1
    length = math.hypot(dx, dy) or 1
    hand = (shoulder[0] + dx / length * reach, shoulder[1] + dy / length * reach)
    out = math.sqrt(max(0, upper * upper - (reach / 2) ** 2)) * bend
    if abs(dx) > abs(dy) or (dx * shoulder[0] > 0 and dy > -abs(dx)):
        # Reaching out: elbows hang down.
        out = abs(out) if dx > 0 else -abs(out)
    elbow = (
        (shoulder[0] + hand[0]) / 2 - dy / length * out,
        (shoulder[1] + hand[1]) / 2 + dx / length * out,
    )
    return curve(shoulder, elbow, hand, steps=8)


def figure(
    sheet: Sheet,
    x: float,
    y: float,
    look: Look,
    *,
    size: float = 1,
    pose: str = "stand",
    view: str = "front",
    flip: bool = False,
    hands: Sequence[Point | None] = (None, None),
    mood: str = "smile",
    turn: float = 0,
    tilt: float = 0,
) -> None:
    """A whole person with the feet (or seat) at a point.

    `pose` is stand, sit, kneel, crawl or crouch; `view` front, back or side (to the right;
    `flip` mirrors it). `hands` are points on the sheet to reach for, left one first as we see it.
    """
    side = -1 if flip else 1

    def here(points: Shape) -> Shape:
        return moved(points, x, y, 0, size, flip)

    def put(shape: Shape, colour: Colour, lift: float = 5, **how: Any) -> None:
        sheet.cut(here(shape), colour, max(1.2, lift * size), **how)

    def local(point: Point) -> Point:
        return ((point[0] - x) * side / size, (point[1] - y) / size)

    skin, shoe = look.skin_colour, darker(look.bottom, 0.35)
    adult = not look.is_child
    if pose in ("crawl", "crouch"):
        _on_all_fours(put, look, pose)
        hx, hy = (108, -128) if pose == "crawl" else (34, -152)
        head(
            sheet,
            x + side * hx * size,
            y + hy * size,
            52 * size,
            look,
            turn=side * (turn or 0.8),
            tilt=tilt,
            mood=mood,
            back=view == "back",
        )
        if pose == "crouch":
            for hand in hands:
                if hand:
                    arm = _arm((24, -96), local(hand), 0.6, 46)
                    put(stroke(arm, 24, 20), look.top, 4)
                    put(ellipse(*arm[-1], 13), skin, 2)
        return

    tall = 1.45 if adult else 1
    places = {"stand": (-92.0, -190.0), "sit": (-14.0, -112.0), "kneel": (-44.0, -142.0)}
    hip, neck = places[pose]
    if adult:
        hip, neck = hip * 1.6 if pose == "stand" else hip, neck * (1.5 if pose == "stand" else 1.3)
    wide = 40 * ((1.18 if pose == "stand" else 1.36) if adult else 1)

    radius = 54 if not adult else 48
    head_at = (x + side * turn * 5 * size, y + (neck - radius * 0.82) * size)
    if view != "back":
        head(sheet, *head_at, radius * size, look, tilt=tilt, behind=True)

    # Legs
    if pose == "stand":
        for leg in (-1, 1):
            put(stroke([(leg * 19, hip - 6), (leg * 21, -16)], 34, 28), look.bottom)
            put(
                blob(
                    (leg * 22 - 20, -4),
                    (leg * 22 - 16, -20),
                    (leg * 22 + 8, -22),
                    (leg * 22 + 22, -8),
                    (leg * 22 + 18, 4),
                    (leg * 22 - 16, 5),
                ),
                shoe,
            )
    elif pose == "sit":
        for leg in (-1, 1):
            if view == "back":
                put(
                    stroke(curve((leg * 20, -16), (leg * 54, -14), (leg * 70, -4)), 32, 24),
                    look.bottom,
                )
            else:
                put(
                    stroke(curve((leg * 18, -18), (leg * 42, -14), (leg * 54, 4)), 34, 26),
                    look.bottom,
                )
                put(ellipse(leg * 60, 8, 18, 21, leg * 18), shoe)
    else:
        put(blob((-46, -40), (46, -40), (62, -8), (50, 6), (-50, 6), (-62, -8)), look.bottom)
        for leg in (-1, 1):
            put(ellipse(leg * 40, 0, 22, 12), shoe)

    # Body
    hem = hip + 12
    body = blob(
        (-14, neck),
        (14, neck),
        (wide - 6, neck + 10),
        (wide + 2, neck + 40),
        (wide + 6, hem - 8),
        (wide - 2, hem),
        (0, hem + 5),
        (-wide + 2, hem),
        (-wide - 6, hem - 8),
        (-wide - 2, neck + 40),
        (-wide + 6, neck + 10),
        steps=6,
    )
    area = (-wide - 8, neck, 2 * wide + 16, hem - neck + 10)
    put(box(-12, neck - 14, 24, 26, 8), darker(skin, 0.1), 1)

    # Arms: behind the body when seen from the back, in front of it otherwise
    shoulders = ((-wide + 6, neck + 20), (wide - 6, neck + 20))
    defaults = {
        "stand": ((-wide - 14, hip + 2), (wide + 14, hip + 2)),
        "sit": ((-30, -22), (30, -22)),
        "kneel": ((-26, -46), (26, -46)),
    }[pose]
    reach = tuple(local(h) if h else d for h, d in zip(hands[::side], defaults, strict=True))
    upper = 50 * (tall if pose == "stand" or adult else 1)

    def arms() -> None:
        for i, (shoulder, hand) in enumerate(zip(shoulders, reach, strict=True)):
            arm = _arm(shoulder, hand, 1 if i == 0 else -1, upper)
            cuff = len(arm) * 3 // 4
            put(stroke(arm[cuff - 1 :], 19, 17), skin, 3)
            put(ellipse(*arm[-1], 14), skin, 2)
            put(stroke(arm[: cuff + 1], 30, 25), mixed(look.top, "#2a1f2b", 0.06), 4)

    if view == "back":
        arms()
    put(body, look.top, inlay=_patterned(look, area))
    if "apron" in look.wears and view != "back":
        put(blob((-24, neck + 22), (24, neck + 22), (34, hem - 2), (-34, hem - 2)), look.cloth, 2)
    if "dungarees" in look.wears:
        put(box(-28, neck + 44, 56, hem - neck - 44, 8), look.bottom, 2)
        for strap in (-1, 1):
            put(stroke([(strap * 20, neck + 48), (strap * 22, neck + 8)], 9), look.bottom, 1.5)
    if view != "back":
        arms()
    head(
        sheet,
        *head_at,
        radius * size,
        look,
        turn=turn,
        tilt=tilt,
        mood=mood,
        back=view == "back",
        behind=False,
    )


def _on_all_fours(put: Put, look: Look, pose: str) -> None:
    """Crawling or crouching, seen from the side, looking to the right."""
    shoe = darker(look.bottom, 0.35)
    tone = darker(look.bottom, 0.1)
    if pose == "crawl":
        put(stroke(curve((-62, -72), (-40, -30), (-44, -10)), 40, 30), tone)
        put(stroke([(-44, -12), (-100, -8)], 30, 22), tone)
        put(stroke(curve((64, -84), (84, -44), (100, -8)), 28, 22), darker(look.top, 0.1))
        put(ellipse(106, -7, 17, 11), look.skin_colour)
        body = blob(
            (-92, -90),
            (-70, -122),
            (0, -118),
            (70, -126),
            (92, -100),
            (70, -66),
            (0, -54),
            (-70, -46),
        )
        put(body, look.top, inlay=_patterned(look, (-96, -130, 200, 90)))
        put(
            blob((-100, -84), (-84, -122), (-40, -122), (-26, -84), (-40, -48), (-80, -46)),
            look.bottom,
        )
        put(stroke(curve((-70, -70), (-70, -30), (-62, -10)), 42, 32), look.bottom)
        put(stroke([(-62, -12), (-124, -10)], 32, 24), look.bottom)
        put(ellipse(-132, -12, 14, 17), shoe)
        put(stroke(curve((58, -90), (60, -44), (56, -10)), 30, 24), look.top)
        put(ellipse(60, -8, 18, 12), look.skin_colour)
        return
    put(stroke(curve((-34, -48), (28, -66), (22, -14)), 40, 28), tone)
    put(blob((2, -4), (8, -20), (34, -20), (50, -6), (44, 4), (6, 5)), shoe)
    body = blob((-52, -44), (-46, -80), (-8, -118), (34, -116), (44, -86), (16, -50), (-20, -30))
    put(body, look.top, inlay=_patterned(look, (-60, -126, 120, 110)))
    put(blob((-62, -40), (-54, -66), (-20, -64), (0, -36), (-14, -18), (-46, -16)), look.bottom)
    put(stroke(curve((-36, -40), (10, -58), (-2, -14)), 40, 28), look.bottom)
    put(blob((-18, -4), (-12, -20), (10, -20), (28, -6), (22, 5), (-14, 5)), shoe)
