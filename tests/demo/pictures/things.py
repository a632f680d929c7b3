"""Things of a nursery day, each drawn around or from a point."""

from __future__ import annotations

import math

from .grounds import Scene
from .paper import (
    BARK,
    CREAM,
    FERN,
    INK,
    LEAF,
    MARIGOLD,
    MOSS,
    RED,
    SHEET,
    STONE,
    WOOD,
    WOOD_DARK,
    WOOD_PALE,
    Colour,
    Shape,
    blob,
    box,
    curve,
    darker,
    ellipse,
    leaf,
    lighter,
    mixed,
    moved,
    polygon,
    stroke,
    union,
)


def ball(scene: Scene, x: float, y: float, r: float, colour: Colour) -> None:
    scene.sheet.glow(ellipse(x + r * 0.2, y + r * 0.95, r * 1.05, r * 0.28), "#3d2e24", 0.4, 9)
    band = [
        stroke(
            curve((x - r * 1.1, y + r * 0.25), (x, y + r * 0.02), (x + r * 1.1, y - r * 0.42)),
            r * 0.34,
        )
    ]
    scene.cut(ellipse(x, y, r), colour, 4, inlay=[(band[0], lighter(colour, 0.6))])
    scene.sheet.glow(
        ellipse(x + r * 0.3, y + r * 0.45, r * 0.6, r * 0.45), darker(colour, 0.5), 0.35, r * 0.22
    )
    scene.sheet.glow(ellipse(x - r * 0.38, y - r * 0.42, r * 0.22), "#ffffff", 0.75, r * 0.1)


def bear(
    scene: Scene,
    x: float,
    y: float,
    size: float = 1,
    colour: Colour = "#b98552",
    scarf: Colour | None = None,
) -> None:
    """A teddy bear sitting with its seat at the point, about 200 high."""

    def put(shape: Shape, tone: Colour, lift: float = 4) -> None:
        scene.cut(moved(shape, x, y, 0, size), tone, lift * size)

    pale = lighter(colour, 0.42)
    for side in (-1, 1):
        put(ellipse(side * 52, -12, 34, 28, side * 14), colour)
        put(ellipse(side * 60, -10, 17, 19), pale, 1.5)
    put(ellipse(0, -58, 54, 58), colour)
    put(ellipse(0, -50, 34, 38), pale, 1.5)
    for side in (-1, 1):
        put(stroke(curve((side * 42, -92), (side * 62, -66), (side * 52, -40)), 34, 30), colour)
        put(ellipse(side * 44, -178, 22), colour)
        put(ellipse(side * 44, -178, 12), pale, 1)
    put(ellipse(0, -142, 56, 50), colour)
    put(ellipse(0, -126, 26, 20), pale, 1.5)
    put(ellipse(0, -134, 10, 7), INK, 1)
    put(stroke(curve((-9, -118), (0, -113), (9, -118)), 3.4), INK, 0)
    for side in (-1, 1):
        put(ellipse(side * 22, -150, 5.5, 6.5), INK, 0)
    if scarf:
        put(stroke(curve((-40, -100), (0, -88), (40, -100)), 22), scarf, 3)
        put(stroke([(26, -94), (34, -56)], 20, 22), scarf, 3)


def spoon(
    scene: Scene, x: float, y: float, turn: float, size: float = 1, colour: Colour = WOOD_PALE
) -> None:
    shape = union(stroke([(0, 0), (130, 0)], 13, 15), ellipse(160, 0, 40, 27))
    scene.cut(moved(shape, x, y, turn, size), colour, 5)
    scene.cut(moved(ellipse(162, 0, 29, 18), x, y, turn, size), darker(colour, 0.16), 0, edge=0)


def pine_cone(scene: Scene, x: float, y: float, size: float, turn: float = 0) -> None:
    """A pine cone, its tip to the right before it is turned; about 120 × 84 at size 1."""
    dice = scene.dice
    base = mixed("#8a5f3d", "#6f4a30", dice.random())
    body = blob((-56, 0), (-46, -34), (-6, -42), (36, -26), (62, 0), (36, 26), (-6, 42), (-46, 34))
    scene.cut(moved(body, x, y, turn, size), darker(base, 0.5), 8 * size)
    rows = (
        (44, 6, 1),
        (30, 14, 2),
        (15, 22, 3),
        (0, 29, 4),
        (-15, 34, 4),
        (-30, 35, 5),
        (-44, 32, 4),
    )
    for at, spread, count in rows:
        for i in range(count):
            across = 0 if count == 1 else -spread + 2 * spread * i / (count - 1)
            wide = 9 + spread / max(1, count) * 0.5
            scale = blob(
                (at + 15, across),
                (at + 4, across - wide),
                (at - 12, across - wide * 0.7),
                (at - 16, across),
                (at - 12, across + wide * 0.7),
                (at + 4, across + wide),
                steps=4,
            )
            tone = mixed(base, "#c99c6c", dice.uniform(0.1, 0.5))
            scene.cut(moved(scale, x, y, turn, size), tone, 2.4 * size, shade=0.5)
            tip = ellipse(at - 9, across, 4.5, wide * 0.45)
            scene.cut(moved(tip, x, y, turn, size), lighter(tone, 0.35), 0, edge=0, alpha=0.8)


def cup(
    scene: Scene,
    x: float,
    y: float,
    size: float = 1,
    colour: Colour = RED,
    drink: Colour | None = None,
) -> None:
    """A beaker seen a little from above, standing on the point."""
    scene.sheet.glow(moved(ellipse(12, -2, 52, 14), x, y, 0, size), "#3d2e24", 0.4, 8 * size)
    scene.cut(
        moved(
            blob((-44, -92), (44, -92), (36, -12), (26, 2), (0, 6), (-26, 2), (-36, -12), steps=5),
            x,
            y,
            0,
            size,
        ),
        colour,
        3,
    )
    scene.cut(moved(ellipse(0, -92, 45, 14), x, y, 0, size), lighter(colour, 0.3), 1)
    scene.cut(moved(ellipse(0, -90, 37, 10), x, y, 0, size), drink or darker(colour, 0.35), 0)


def plate(
    scene: Scene, x: float, y: float, r: float, colour: Colour = SHEET, flat: float = 1
) -> None:
    scene.cut(ellipse(x, y, r, r * flat), colour, 12)
    scene.cut(ellipse(x, y, r * 0.93, r * 0.93 * flat), lighter(colour, 0.3), 1)
    scene.cut(ellipse(x, y, r * 0.72, r * 0.72 * flat), darker(colour, 0.06), 0)
    scene.cut(ellipse(x, y + 2, r * 0.69, r * 0.69 * flat), lighter(colour, 0.2), 0, edge=0)


def basket(
    scene: Scene, x: float, y: float, width: float, height: float, colour: Colour = WOOD
) -> None:
    """A woven basket, its bottom middle at the point."""
    dark = darker(colour, 0.25)
    scene.cut(ellipse(x, y - height, width / 2, width * 0.14), darker(colour, 0.5), 5)
    body = blob(
        (x - width / 2, y - height),
        (x + width / 2, y - height),
        (x + width * 0.42, y - 6),
        (x + width * 0.3, y),
        (x - width * 0.3, y),
        (x - width * 0.42, y - 6),
        steps=6,
    )
    strips = []
    rows = max(3, round(height / 24))
    for row in range(rows):
        top = y - height + row * height / rows
        for column in range(round(width / 26) + 1):
            if (row + column) % 2:
                strips.append(
                    (box(x - width / 2 + column * 26, top + 2, 23, height / rows - 4, 6), dark)
                )
    scene.cut(body, colour, 6, inlay=strips)


def basket_rim(scene: Scene, x: float, y: float, width: float, colour: Colour = WOOD) -> None:
    scene.cut(
        stroke(
            curve(
                (x - width / 2, y),
                (x - width / 4, y + width * 0.09),
                (x, y + width * 0.12),
                (x + width / 4, y + width * 0.09),
                (x + width / 2, y),
            ),
            18,
        ),
        lighter(colour, 0.15),
        4,
    )


def shoe(
    scene: Scene,
    x: float,
    y: float,
    size: float,
    colour: Colour,
    turn: float = 0,
    flip: bool = False,
) -> None:
    """A child's shoe from the side, toe to the right."""

    def put(shape: Shape, tone: Colour, lift: float = 4) -> None:
        scene.cut(moved(shape, x, y, turn, size, flip), tone, lift * size)

    put(
        blob((-50, 2), (-54, -50), (-34, -66), (-8, -52), (20, -34), (52, -28), (62, -6), (58, 4)),
        colour,
    )
    put(box(-54, -4, 118, 14, 7), CREAM, 2)
    put(stroke([(-6, -52), (14, -26)], 14), lighter(colour, 0.4), 2)
    put(ellipse(10, -30, 5), SHEET, 1)


def boots(scene: Scene, x: float, y: float, size: float, colour: Colour) -> None:
    for dx in (-34, 34):
        shape = blob(
            (-26, -110),
            (26, -110),
            (26, -40),
            (58, -24),
            (66, -2),
            (56, 6),
            (-26, 6),
            (-30, -40),
            steps=5,
        )
        scene.cut(moved(shape, x + dx * size, y, 0, size), colour, 6 * size)
        scene.cut(
            moved(box(-29, -116, 58, 18, 8), x + dx * size, y, 0, size), lighter(colour, 0.4), 2
        )


def book(scene: Scene, x: float, y: float, size: float, colour: Colour = RED) -> None:
    """An open book seen from the reader's side."""

    def put(shape: Shape, tone: Colour, lift: float = 3) -> None:
        scene.cut(moved(shape, x, y, 0, size), tone, lift * size)

    put(blob((-112, -46), (0, -34), (112, -46), (116, 44), (0, 56), (-116, 44), steps=3), colour, 6)
    for side in (-1, 1):
        put(
            polygon(
                (0, -30),
                (side * 54, -46),
                (side * 104, -42),
                (side * 104, 36),
                (side * 54, 34),
                (0, 48),
            ),
            SHEET,
            2,
        )
    put(ellipse(-54, -4, 26, 22), MARIGOLD, 1)
    put(blob((24, 20), (50, -10), (84, 20)), MOSS, 1)
    for i in range(3):
        put(stroke([(-86, 22 + i * 7), (-24, 26 + i * 7)], 3), STONE, 0)
    put(ellipse(66, -24, 8), RED, 1)


def block(scene: Scene, x: float, y: float, width: float, height: float, colour: Colour) -> None:
    """A wooden brick with its left lower corner at the point."""
    scene.cut(box(x, y - height, width, height, 5), colour, 6)
    scene.cut(
        polygon(
            (x + 3, y - height + 2),
            (x + width - 3, y - height + 2),
            (x + width - 9, y - height + 9),
            (x + 9, y - height + 9),
        ),
        lighter(colour, 0.35),
        0,
        edge=0,
    )


def tower(scene: Scene, x: float, y: float, count: int) -> float:
    """A tower of bricks; returns the height of its top."""
    for i in range(count):
        width = scene.dice.uniform(76, 108)
        height = scene.dice.uniform(40, 54)
        block(
            scene,
            x - width / 2 + scene.dice.uniform(-9, 9),
            y,
            width,
            height,
            ("#cf6a4c", MARIGOLD, "#5b95a8", "#7d9a55", WOOD, "#9a80b8")[i % 6],
        )
        y -= height
    return y


def digger(
    scene: Scene, x: float, y: float, size: float = 1, colour: Colour = RED, flip: bool = False
) -> None:
    """A toy digger standing on the point."""

    def put(shape: Shape, tone: Colour, lift: float = 4) -> None:
        scene.cut(moved(shape, x, y, 0, size, flip), tone, lift * size)

    dark = "#3c3a38"
    scene.sheet.glow(moved(ellipse(0, 0, 150, 22), x, y, 0, size), "#3d2e24", 0.4, 12)
    put(stroke(curve((40, -120), (130, -210), (220, -150)), 30, 24), darker(colour, 0.1))
    put(stroke([(218, -152), (236, -70)], 22, 18), darker(colour, 0.1))
    put(blob((206, -80), (262, -78), (270, -30), (236, -4), (196, -24)), "#55524e")
    put(box(-130, -128, 200, 76, 14), colour)
    put(box(-60, -212, 112, 96, 14), colour)
    put(box(-44, -196, 80, 58, 8), "#cfe3e8", 2)
    put(box(-150, -64, 230, 64, 32), dark)
    for i in range(4):
        put(ellipse(-116 + i * 54, -32, 21), "#8c8a84", 2)
        put(ellipse(-116 + i * 54, -32, 9), dark, 0)
    put(box(-122, -112, 40, 18, 6), MARIGOLD, 2)


def sand_timer(scene: Scene, x: float, y: float, size: float = 1) -> None:
    def put(shape: Shape, tone: Colour, lift: float = 3, **how: float) -> None:
        scene.cut(moved(shape, x, y, 0, size), tone, lift * size, **how)

    put(box(-44, -16, 88, 16, 6), WOOD_DARK)
    put(box(-44, -186, 88, 16, 6), WOOD_DARK)
    for side in (-1, 1):
        put(box(side * 38 - 4, -176, 8, 166), WOOD, 2)
    put(
        blob(
            (-26, -168),
            (26, -168),
            (24, -130),
            (5, -94),
            (24, -56),
            (26, -18),
            (-26, -18),
            (-24, -56),
            (-5, -94),
            (-24, -130),
        ),
        "#e4eef0",
        2,
        alpha=0.85,
    )
    put(blob((-20, -142), (20, -142), (16, -124), (0, -98), (-16, -124)), MARIGOLD, 0)
    put(blob((-23, -20), (0, -50), (23, -20)), MARIGOLD, 0)
    put(stroke([(0, -98), (0, -34)], 3), MARIGOLD, 0)


def doll(
    scene: Scene, x: float, y: float, size: float, turn: float, skin: Colour = "#e2ae82"
) -> None:
    """The head and shoulders of a cloth doll, asleep, its neck at the point."""

    def put(shape: Shape, tone: Colour, lift: float = 4) -> None:
        scene.cut(moved(shape, x, y, turn, size), tone, lift * size)

    put(blob((-56, 60), (-46, 6), (0, -8), (46, 6), (56, 60)), "#c25a66")
    put(ellipse(0, -54, 60, 58), "#6b452e")
    put(ellipse(0, -46, 50, 48), skin, 2)
    put(
        blob((-54, -54), (-40, -94), (0, -106), (40, -94), (54, -54), (20, -74), (-20, -74)),
        "#6b452e",
        2,
    )
    for side in (-1, 1):
        put(stroke(curve((side * 20 - 9, -46), (side * 20, -39), (side * 20 + 9, -46)), 4), INK, 0)
        put(ellipse(side * 32, -30, 10, 7), "#e0907c", 0)
    put(stroke(curve((-8, -22), (0, -17), (8, -22)), 4), "#9c3d33", 0)


def tent(scene: Scene, x: float, y: float, size: float = 1, colour: Colour = CREAM) -> None:
    """A play tent with an open flap, its foot in the middle at the point."""

    def put(shape: Shape, tone: Colour, lift: float = 6, **how: object) -> None:
        scene.cut(moved(shape, x, y, 0, size), tone, lift * size, **how)

    for lean in (-34, 34):
        put(stroke([(lean, -560), (-lean * 0.2, -500)], 10), WOOD_DARK, 2)
    stars = [
        (
            [
                [
                    (
                        cx + (11 if i % 2 else 5) * math.sin(i * math.pi / 5),
                        cy - (11 if i % 2 else 5) * math.cos(i * math.pi / 5),
                    )
                    for i in range(10)
                ]
            ]
        )
        for cx, cy in (
            (-140, -110),
            (-190, -40),
            (-96, -250),
            (150, -130),
            (200, -50),
            (92, -270),
            (-40, -420),
            (46, -400),
        )
    ]
    whole = polygon((0, -520), (300, 0), (-300, 0))
    put(whole, colour, 9, inlay=[(moved(star, x, y, 0, size), MARIGOLD) for star in stars])
    put(blob((0, -440), (96, -150), (128, 0), (-128, 0), (-96, -150), steps=5), "#4a3a34", 0)
    for side in (-1, 1):
        put(
            blob(
                (0, -440),
                (side * 40, -330),
                (side * 150, -120),
                (side * 150, 0),
                (side * 118, 0),
                (side * 96, -130),
            ),
            lighter(colour, 0.25),
            5,
        )
        put(
            stroke(curve((side * 96, -150), (side * 122, -132), (side * 150, -140)), 12),
            MARIGOLD,
            2,
        )


def beetle(
    scene: Scene, x: float, y: float, size: float, turn: float, colour: Colour = "#2f4a3f"
) -> None:
    def put(shape: Shape, tone: Colour, lift: float = 2) -> None:
        scene.cut(moved(shape, x, y, turn, size), tone, lift * size)

    for dx in (-22, 0, 22):
        for side in (-1, 1):
            put(
                stroke(
                    curve((dx, side * 14), (dx + 4, side * 38), (dx - 10 + dx * 0.4, side * 52)),
                    6,
                    4,
                ),
                "#2a2422",
                2,
            )
    put(ellipse(0, 0, 48, 30), colour, 5)
    put(ellipse(50, 0, 18, 19), darker(colour, 0.3), 3)
    for side in (-1, 1):
        put(stroke(curve((62, side * 6), (82, side * 16), (96, side * 12)), 4, 3), "#2a2422", 1)
    put(stroke([(-46, 0), (34, 0)], 3), darker(colour, 0.4), 0)
    put(stroke(curve((-24, -16), (4, -20), (26, -14)), 5, 3), lighter(colour, 0.5), 0)


def log(scene: Scene, x: float, y: float, length: float, thick: float, turn: float = 0) -> None:
    """A log lying down, its middle at the point."""

    def put(shape: Shape, tone: Colour, lift: float = 4, **how: object) -> None:
        scene.cut(moved(shape, x, y, turn), tone, lift, **how)

    half = length / 2
    put(
        blob(
            (-half, -thick / 2),
            (0, -thick * 0.54),
            (half, -thick / 2),
            (half + 14, 0),
            (half, thick / 2),
            (0, thick * 0.52),
            (-half, thick / 2),
            (-half - 14, 0),
        ),
        BARK,
        14,
    )
    for _ in range(26):
        px, py = (
            scene.dice.uniform(-half, half - 90),
            scene.dice.uniform(-thick * 0.44, thick * 0.44),
        )
        put(
            stroke(
                curve(
                    (px, py),
                    (px + 40, py + scene.dice.uniform(-6, 6)),
                    (px + scene.dice.uniform(60, 130), py),
                ),
                8,
                3,
            ),
            mixed(BARK, scene.pick("#8a6445", "#523624", "#97704e"), 0.8),
            0,
            edge=0.2,
        )
    for _ in range(9):
        px, py = scene.dice.uniform(-half, half), -thick * 0.4 + scene.dice.uniform(-12, 22)
        put(
            ellipse(px, py, scene.dice.uniform(18, 44), scene.dice.uniform(10, 18)),
            mixed(MOSS, FERN, scene.dice.random()),
            2,
        )
    put(ellipse(half, 0, thick * 0.2, thick / 2), "#d8b083", 3)
    for share in (0.75, 0.5, 0.26):
        outer, inner = (
            ellipse(half, 0, thick * 0.2 * share, thick / 2 * share),
            ellipse(half, 0, thick * 0.2 * share - 4, thick / 2 * share - 4),
        )
        put([[*outer[0], outer[0][0], inner[0][0], *inner[0][::-1]]], "#b58a5d", 0, edge=0)


def story_stone(scene: Scene, x: float, y: float, size: float, kind: int) -> None:
    """A flat stone with a painted picture."""
    dice = scene.dice
    base = mixed("#b9b4a6", "#948f84", dice.random())
    outline = [
        (100 * math.cos(a) * dice.uniform(0.9, 1.05), 80 * math.sin(a) * dice.uniform(0.9, 1.05))
        for a in (i * math.pi / 4 for i in range(8))
    ]
    turn = dice.uniform(-14, 14)
    scene.cut(moved(blob(*outline), x, y, turn, size), base, 10 * size)
    scene.sheet.glow(moved(ellipse(-24, -22, 40, 24), x, y, turn, size), "#ffffff", 0.28, 16 * size)

    def put(shape: Shape, tone: Colour) -> None:
        scene.cut(moved(shape, x, y, turn, size), tone, 0, edge=0.2)

    if kind == 0:
        put(ellipse(0, 0, 30), MARIGOLD)
        for i in range(8):
            a = i * math.pi / 4
            put(
                stroke(
                    [(38 * math.cos(a), 38 * math.sin(a)), (52 * math.cos(a), 52 * math.sin(a))], 8
                ),
                MARIGOLD,
            )
    elif kind == 1:
        put(polygon((-36, 0), (0, -40), (36, 0)), RED)
        put(box(-28, 0, 56, 40), CREAM)
        put(box(-9, 12, 18, 28), LEAF)
    elif kind == 2:
        put(blob((-46, 2), (-20, -24), (16, -18), (34, 0), (16, 18), (-20, 24)), "#4a83a6")
        put(polygon((30, 0), (54, -20), (54, 20)), "#4a83a6")
        put(ellipse(-26, -4, 4), INK)
    elif kind == 3:
        put(
            union(
                ellipse(-16, -12, 20), ellipse(16, -12, 20), polygon((-34, -2), (34, -2), (0, 38))
            ),
            "#c25a66",
        )
    elif kind == 4:
        put(box(-5, 0, 10, 42), BARK)
        put(ellipse(0, -14, 34, 30), MOSS)
    elif kind == 5:
        put(ellipse(0, 4, 32, 28), "#a87846")
        for side in (-1, 1):
            put(ellipse(side * 24, -22, 12), "#a87846")
            put(ellipse(side * 11, 0, 4), INK)
        put(ellipse(0, 14, 9, 6), INK)
    elif kind == 6:
        ring = ellipse(-26, 0, 22), ellipse(-26, 0, 12)
        put([[*ring[0][0], ring[0][0][0], ring[1][0][0], *ring[1][0][::-1]]], MARIGOLD)
        put(union(box(-6, -5, 56, 10), box(30, 0, 8, 20), box(44, 0, 7, 16)), MARIGOLD)
    else:
        put(
            moved(
                [
                    [
                        (
                            30 * (1 if i % 2 else 0.44) * math.sin(i * math.pi / 5),
                            -30 * (1 if i % 2 else 0.44) * math.cos(i * math.pi / 5),
                        )
                        for i in range(10)
                    ]
                ],
                0,
                0,
                36,
                1.3,
            ),
            CREAM,
        )


def crayon(scene: Scene, x: float, y: float, turn: float, colour: Colour, size: float = 1) -> None:
    scene.cut(
        moved(
            union(box(-60, -12, 104, 24, 4), polygon((44, -12), (72, -3), (72, 3), (44, 12))),
            x,
            y,
            turn,
            size,
        ),
        colour,
        6,
    )
    scene.cut(moved(box(-44, -12, 70, 24), x, y, turn, size), darker(colour, 0.22), 0, edge=0)


def brush(scene: Scene, x: float, y: float, turn: float, colour: Colour, size: float = 1) -> None:
    """A paint brush with its tip at the point, pointing along `turn`."""
    scene.cut(moved(stroke([(-300, 0), (-70, 0)], 11, 16), x, y, turn, size), WOOD_DARK, 6)
    scene.cut(moved(box(-84, -11, 40, 22, 3), x, y, turn, size), "#b9bcb8", 5)
    scene.cut(
        moved(blob((-46, -11), (-20, -13), (4, 0), (-20, 13), (-46, 11)), x, y, turn, size),
        colour,
        5,
    )


def paint_pot(scene: Scene, x: float, y: float, r: float, colour: Colour) -> None:
    scene.cut(ellipse(x, y, r), "#f2ede2", 9)
    scene.cut(ellipse(x, y, r * 0.8), colour, 0)
    scene.sheet.glow(ellipse(x - r * 0.25, y - r * 0.3, r * 0.2), "#ffffff", 0.6, 5)


def scissors(
    scene: Scene, x: float, y: float, turn: float, colour: Colour = RED, size: float = 1
) -> None:
    def put(shape: Shape, tone: Colour, lift: float = 5) -> None:
        scene.cut(moved(shape, x, y, turn, size), tone, lift)

    for side in (-1, 1):
        put(
            polygon(
                (-6, side * 2), (8, side * 12), (140, side * 30), (148, side * 24), (10, -side * 8)
            ),
            "#c4c8c6",
        )
        outer, inner = (
            ellipse(-78, side * 42, 48, 32, -side * 26),
            ellipse(-78, side * 42, 30, 17, -side * 26),
        )
        put([[*outer[0], outer[0][0], inner[0][0], *inner[0][::-1]]], colour)
        put(stroke([(-38, side * 20), (4, -side * 2)], 20, 14), colour, 3)
    put(ellipse(2, 0, 7), "#8c8f88", 2)


def apple(scene: Scene, x: float, y: float, r: float, colour: Colour = RED) -> None:
    scene.cut(
        blob(
            (x, y - r * 0.8),
            (x + r * 0.6, y - r),
            (x + r, y - r * 0.1),
            (x + r * 0.5, y + r * 0.9),
            (x, y + r * 0.8),
            (x - r * 0.5, y + r * 0.9),
            (x - r, y - r * 0.1),
            (x - r * 0.6, y - r),
        ),
        colour,
        6,
    )
    scene.cut(stroke(curve((x, y - r * 0.75), (x + 4, y - r), (x + 12, y - r * 1.3)), 6), BARK, 2)
    scene.cut(leaf(x + 8, y - r * 1.1, r * 0.7, r * 0.36, -20), MOSS, 2)
    scene.sheet.glow(ellipse(x - r * 0.4, y - r * 0.3, r * 0.2, r * 0.3), "#ffffff", 0.5, 6)
