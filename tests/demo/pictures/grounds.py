"""Where things happen: a room, a table, the garden, or a surface seen from above."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from .looks import dressed, invented, look_of
from .paper import (
    BARK,
    CLAY,
    CREAM,
    FERN,
    HILL_FAR,
    HILL_NEAR,
    MARIGOLD,
    MOSS,
    PAPER,
    PLUM,
    ROOMS,
    SAGE,
    SHEET,
    SKY,
    WOOD,
    WOOD_DARK,
    WOOD_PALE,
    Colour,
    Shape,
    Sheet,
    blob,
    box,
    curve,
    darker,
    ellipse,
    leaf,
    lighter,
    mixed,
    polygon,
    stroke,
    union,
)
from .people import Look

WIDE, HIGH = 1200, 900


@dataclass
class Scene:
    """One picture being made: its sheet, its dice, and who is to be in it."""

    seed: int
    who: Sequence[str] = ()
    sheet: Sheet = field(init=False)
    dice: Random = field(init=False)
    _asked: int = 0

    def __post_init__(self) -> None:
        self.sheet = Sheet(WIDE, HIGH, self.seed)
        self.dice = Random(self.seed * 7919 + 13)

    def cut(self, shape: Shape, colour: Colour, lift: float = 5, **how: Any) -> None:
        """Lay a piece of paper on the sheet (see `Sheet.cut`)."""
        self.sheet.cut(shape, colour, lift, **how)

    def somebody(self, age: str = "child") -> Look:
        """The next of the children (or grown-ups) who were asked for, else anybody."""
        if age != "adult" and self._asked < len(self.who):
            self._asked += 1
            return look_of(self.who[self._asked - 1])
        return invented(self.dice, age)

    def near(self, value: float, by: float) -> float:
        """A number near another: no two pictures are quite alike."""
        return value + self.dice.uniform(-by, by)

    def pick(self, *choices: Colour) -> Colour:
        return self.dice.choice(choices)


# --- Indoors ------------------------------------------------------------------------------


def room(
    scene: Scene,
    *,
    rug: Colour | None = None,
    horizon: float = 400,
    window: bool | None = None,
    shelf: bool = True,
) -> None:
    """A nursery room: wall, window or shelf out of focus, wooden floor, a rug."""
    sheet, dice = scene.sheet, scene.dice
    pale, deep = ROOMS[dice.choice(tuple(ROOMS))]
    horizon += dice.uniform(-26, 26)
    sheet.fade(lighter(pale, 0.25), mixed(pale, deep, 0.16), 0, 0.5)
    left = dice.random() < 0.5
    if window is None:
        window = dice.random() < 0.6
    x = 130 if left else 770
    if window:
        window_at(scene, x, 40, 300, 250)
    else:
        pinned_pictures(scene, x - 40, 110)
    if shelf:
        shelf_at(scene, 740 if left else 90, horizon - 150)
    decoration = dice.randrange(3)
    if decoration == 0:
        bunting(scene, 50)
    elif decoration == 1:
        for i in range(3):
            lantern(
                scene,
                520 + i * 92 + dice.uniform(-20, 20),
                dice.uniform(70, 150),
                dice.uniform(34, 52),
            )
    else:
        sheet.cut(box(-10, horizon - 150, WIDE + 20, 200), mixed(pale, deep, 0.3), 2)
        if shelf:
            shelf_at(scene, 740 if left else 90, horizon - 150)
    sheet.cut(box(-10, horizon - 26, WIDE + 20, 40), SHEET, 3)
    sheet.blur(3)
    boards(scene, horizon)
    if window:
        x = 330 if left else 620
        for i in range(2):
            sheet.glow(
                polygon(
                    (x + i * 170, horizon + 40),
                    (x + 140 + i * 170, horizon + 40),
                    (x + 250 + i * 190, 890),
                    (x + 60 + i * 190, 890),
                ),
                "#fff3cf",
                0.42,
                12,
            )
    if rug:
        rug_at(scene, 600, 690, 520, 178, rug)


def pinned_pictures(scene: Scene, x: float, y: float) -> None:
    """Children's paintings on the wall."""
    for i in range(3):
        px, py = x + i * 130, y + scene.near(0, 16)
        scene.cut(box(px, py, 112, 136, 3), SHEET, 4)
        tone = scene.pick("#cf6a4c", "#5b95a8", "#7d9a55", MARIGOLD, "#9a80b8")
        scene.cut(ellipse(px + 56, py + 52, 30, 26), tone, 0, edge=0)
        scene.cut(
            stroke(curve((px + 20, py + 108), (px + 56, py + 94), (px + 94, py + 110)), 14),
            scene.pick(MOSS, "#3f78a8", "#cf6a4c"),
            0,
            edge=0,
        )


def lantern(scene: Scene, x: float, y: float, r: float) -> None:
    """A paper lantern on a string."""
    colour = scene.pick("#f6d488", "#e9b9a4", "#c4d3a0", "#c9bde0", "#bcd8e0")
    scene.cut(stroke([(x, -10), (x, y)], 3), WOOD_DARK, 1, edge=0)
    scene.cut(ellipse(x, y + r, r, r * 0.94), colour, 5)
    for share in (0.55, 0.15):
        outer, inner = (
            ellipse(x, y + r, r * share, r * 0.94),
            ellipse(x, y + r, r * share - 3, r * 0.94 - 2),
        )
        scene.cut(
            [[*outer[0], outer[0][0], inner[0][0], *inner[0][::-1]]],
            darker(colour, 0.14),
            0,
            edge=0,
        )


def boards(scene: Scene, horizon: float) -> None:
    """A floor of boards running away from us."""
    sheet, dice = scene.sheet, scene.dice
    sheet.cut(box(-20, horizon, WIDE + 40, HIGH), WOOD_PALE, 0, edge=0)
    for i in range(-9, 20):
        near, far = i * 150 - 160, 600 + (i * 150 - 160 - 600) * 0.42
        tone = mixed(WOOD_PALE, WOOD, dice.uniform(0.1, 0.55))
        sheet.cut(
            polygon((far, horizon), (far + 63, horizon), (near + 150, HIGH), (near, HIGH)),
            tone,
            0,
            edge=0.25,
        )
    sheet.glow(box(-20, horizon - 10, WIDE + 40, 60), "#5c4331", 0.28, 22)


def rug_at(scene: Scene, x: float, y: float, rx: float, ry: float, colour: Colour) -> None:
    """A round rug lying on the floor, with rings."""
    rings = []
    for share, tone in (
        (0.86, lighter(colour, 0.45)),
        (0.79, colour),
        (0.55, lighter(colour, 0.28)),
        (0.5, colour),
    ):
        rings.append((ellipse(x, y, rx * share, ry * share), tone))
    scene.cut(ellipse(x, y, rx, ry), colour, 5, inlay=rings)


def window_at(scene: Scene, x: float, y: float, width: float, height: float) -> None:
    """A window with the hill outside."""
    sheet = scene.sheet
    sheet.cut(box(x - 16, y - 16, width + 32, height + 32, 8), SHEET, 6)
    outside = [
        (box(x, y, width, height), "#dcecf0"),
        (ellipse(x + width * 0.3, y + height * 1.25, width * 0.6, height * 0.7), HILL_FAR),
        (ellipse(x + width * 0.8, y + height * 1.3, width * 0.6, height * 0.62), FERN),
        (ellipse(x + width * 0.72, y + height * 0.58, 34), MOSS),
        (box(x + width * 0.72 - 5, y + height * 0.6, 10, 60), BARK),
    ]
    sheet.cut(box(x, y, width, height), "#dcecf0", 0, inlay=outside, edge=0)
    sheet.cut(box(x + width / 2 - 6, y, 12, height), SHEET, 3)
    sheet.cut(box(x, y + height / 2 - 6, width, 12), SHEET, 3)
    for side, edge in ((-1, x - 20), (1, x + width + 20)):
        sheet.cut(
            blob(
                (edge - 40, y - 30),
                (edge + 40, y - 30),
                (edge + 24, y + height * 0.6),
                (edge + side * 30, y + height + 40),
                (edge - 30 + side * 20, y + height + 40),
                (edge - 34, y + height * 0.5),
            ),
            scene.pick(CLAY, SAGE, PLUM, SKY, CREAM),
            5,
        )


def shelf_at(scene: Scene, x: float, y: float) -> None:
    """A low shelf with baskets, books and a plant."""
    sheet, dice = scene.sheet, scene.dice
    sheet.cut(box(x, y, 380, 160, 6), WOOD, 6)
    sheet.cut(box(x + 14, y + 14, 352, 62), darker(WOOD, 0.28), 0, edge=0)
    sheet.cut(box(x + 14, y + 88, 352, 72), darker(WOOD, 0.28), 0, edge=0)
    at = x + 24
    while at < x + 190:
        width = dice.uniform(12, 22)
        sheet.cut(
            box(at, y + dice.uniform(18, 30), width, 58),
            scene.pick("#cf4a33", "#3f78a8", "#e0a63a", "#4f8a6d", "#8a6ba8"),
            2,
        )
        at += width + 2
    for i in range(2):
        sheet.cut(box(x + 30 + i * 170, y + 98, 140, 56, 12), WOOD_PALE, 3)
    sheet.cut(box(x + 252, y + 30, 84, 46, 10), WOOD_PALE, 3)
    sheet.cut(
        polygon((x + 280, y - 44), (x + 340, y - 44), (x + 330, y), (x + 290, y)), "#b05434", 3
    )
    for turn in (-150, -120, -92, -62, -30):
        sheet.cut(leaf(x + 310, y - 42, 84, 30, turn), MOSS, 3)


def bunting(scene: Scene, y: float) -> None:
    """A line of little flags."""
    line = curve((-20, y - 20), (300, y + 34), (620, y - 4), (920, y + 34), (1220, y - 20))
    scene.cut(stroke(line, 3), WOOD_DARK, 2, edge=0)
    for i, (x, at) in enumerate(line[2:-2:2]):
        scene.cut(
            polygon((x - 22, at), (x + 22, at + 2), (x, at + 44)),
            (MARIGOLD, "#cf6a4c", "#5b95a8", "#7d9a55", "#9a80b8")[i % 5],
            3,
        )


def table(scene: Scene, top: float = 470, colour: Colour = WOOD, *, plain: bool = False) -> None:
    """A table that we sit at, a room out of focus behind it."""
    sheet, dice = scene.sheet, scene.dice
    pale, deep = ROOMS[dice.choice(tuple(ROOMS))]
    sheet.fade(lighter(pale, 0.3), mixed(pale, deep, 0.16), 0, 0.6)
    if not plain:
        window_at(scene, dice.choice((90, 440, 800)), 30, 300, 250)
        shelf_at(scene, dice.choice((60, 760)), top - 190)
    sheet.blur(7)


def table_top(scene: Scene, top: float = 470, colour: Colour = WOOD) -> None:
    """The table itself: laid down after whoever sits behind it."""
    sheet, dice = scene.sheet, scene.dice
    sheet.cut(
        polygon((-60, top), (WIDE + 60, top), (WIDE + 260, HIGH + 20), (-260, HIGH + 20)), colour, 9
    )
    for _ in range(11):
        y = top + (HIGH - top) * dice.random() ** 0.8
        x = dice.uniform(-100, 900)
        line = curve((x, y), (x + 160, y + dice.uniform(-5, 5)), (x + 420, y + dice.uniform(-4, 4)))
        sheet.cut(stroke(line, 2.6, 1.4), darker(colour, 0.2), 0, edge=0, alpha=0.4)
    sheet.glow(
        polygon((160, top + 10), (620, top + 10), (520, HIGH), (-80, HIGH)), "#fff3cf", 0.26, 40
    )


# --- Outdoors -----------------------------------------------------------------------------


def garden(
    scene: Scene,
    *,
    shed: bool = False,
    horizon: float = 430,
    path: bool = False,
    autumn: bool | None = None,
) -> None:
    """The Dingle: sky, hills, trees, a fence, grass."""
    sheet, dice = scene.sheet, scene.dice
    if autumn is None:
        autumn = dice.random() < 0.6
    sheet.fade("#cfe3e8", "#fbf3df", 0, 0.48)
    sheet.cut(ellipse(scene.near(860, 200), 130, 58), "#fde9b4", 0, soft=6, edge=0)
    for _ in range(3):
        x, y = dice.uniform(60, 1140), dice.uniform(50, 190)
        sheet.cut(
            union(
                ellipse(x, y, 70, 24),
                ellipse(x + 40, y - 18, 46, 26),
                ellipse(x - 38, y - 10, 40, 20),
            ),
            SHEET,
            2,
            alpha=0.85,
        )
    sheet.cut(
        blob(
            (-80, horizon - 70),
            (180, horizon - 150),
            (480, horizon - 80),
            (800, horizon - 170),
            (1280, horizon - 70),
            (1280, HIGH),
            (-80, HIGH),
        ),
        HILL_FAR,
        4,
    )
    sheet.cut(
        blob(
            (-80, horizon - 10),
            (300, horizon - 90),
            (700, horizon - 20),
            (1000, horizon - 80),
            (1280, horizon - 10),
            (1280, HIGH),
            (-80, HIGH),
        ),
        HILL_NEAR,
        4,
    )
    greens: tuple[Colour, ...] = (MOSS, FERN, "#6f9450")
    if autumn:
        greens = ("#c98a3a", "#d9a548", "#8a9a4e", "#b5653a")
    for x in sorted(dice.sample(range(0, 1200, 110), 6)):
        tree(scene, x, horizon + dice.uniform(-10, 20), dice.uniform(0.55, 0.95), greens)
    fence(scene, horizon)
    sheet.blur(2.6)
    grass = "#9fb866" if not autumn else "#a9b468"
    sheet.cut(
        blob(
            (-80, horizon + 12),
            (300, horizon - 6),
            (700, horizon + 10),
            (1280, horizon - 4),
            (1280, 960),
            (-80, 960),
        ),
        grass,
        5,
    )
    sheet.cut(
        blob(
            (-80, horizon + 190),
            (340, horizon + 150),
            (760, horizon + 200),
            (1280, horizon + 150),
            (1280, 960),
            (-80, 960),
        ),
        mixed(grass, "#7f9c4c", 0.4),
        3,
    )
    if path:
        sheet.cut(
            blob(
                (520, horizon + 4),
                (600, horizon + 4),
                (700, horizon + 130),
                (560, horizon + 300),
                (760, 960),
                (200, 960),
                (360, horizon + 260),
                (560, horizon + 120),
            ),
            "#dcc7a0",
            3,
        )
    if shed:
        shed_at(scene, dice.choice((70, 760)), horizon + 40)
    for _ in range(46):
        x, y = dice.uniform(0, WIDE), horizon + 40 + (HIGH - horizon - 40) * dice.random()
        tuft(scene, x, y, 0.5 + (y - horizon) / 700, darker(grass, dice.uniform(0.05, 0.25)))
    if autumn:
        for _ in range(26):
            x, y = dice.uniform(0, WIDE), horizon + 60 + (HIGH - horizon - 60) * dice.random()
            sheet.cut(
                leaf(x, y, 14 + (y - horizon) / 18, 9 + (y - horizon) / 36, dice.uniform(0, 360)),
                scene.pick(*greens),
                2,
            )


def tree(scene: Scene, x: float, y: float, size: float, greens: Sequence[Colour]) -> None:
    """A round tree, its foot at the point."""
    dice = scene.dice
    scene.cut(
        polygon(
            (x - 13 * size, y),
            (x + 13 * size, y),
            (x + 8 * size, y - 150 * size),
            (x - 8 * size, y - 150 * size),
        ),
        BARK,
        3,
    )
    tone = dice.choice(list(greens))
    for _ in range(5):
        dx, dy = dice.uniform(-58, 58) * size, dice.uniform(-210, -120) * size
        scene.cut(
            ellipse(x + dx, y + dy, dice.uniform(54, 78) * size),
            mixed(tone, dice.choice(list(greens)), dice.uniform(0, 0.4)),
            4,
        )


def fence(scene: Scene, horizon: float) -> None:
    for i in range(34):
        x = i * 37 - 20
        scene.cut(
            polygon(
                (x, horizon - 44),
                (x + 11, horizon - 58),
                (x + 22, horizon - 44),
                (x + 22, horizon + 20),
                (x, horizon + 20),
            ),
            lighter(WOOD_PALE, 0.35),
            2,
        )
    scene.cut(box(-20, horizon - 30, WIDE + 40, 9), lighter(WOOD_PALE, 0.2), 2)


def shed_at(scene: Scene, x: float, y: float) -> None:
    """The shed of The Dingle, its left lower corner at the point."""
    sheet = scene.sheet
    wall = "#6f8f86"
    sheet.cut(
        box(x, y - 260, 330, 270),
        wall,
        6,
        inlay=[(box(x, y - 260 + i * 34, 330, 4), darker(wall, 0.22)) for i in range(9)],
    )
    sheet.cut(polygon((x - 30, y - 252), (x + 165, y - 370), (x + 360, y - 252)), "#a8553c", 6)
    sheet.cut(box(x + 44, y - 190, 100, 200, 4), darker(wall, 0.28), 3)
    sheet.cut(ellipse(x + 128, y - 90, 6), MARIGOLD, 2)
    sheet.cut(box(x + 190, y - 190, 96, 80, 4), SHEET, 3)
    sheet.cut(box(x + 198, y - 182, 80, 64), "#c9dfe2", 0, edge=0)
    sheet.cut(box(x + 235, y - 182, 6, 64), SHEET, 1)


def tuft(scene: Scene, x: float, y: float, size: float, colour: Colour) -> None:
    pieces: list[Shape] = []
    for lean in (-9, -2, 6, 12):
        pieces.append(
            stroke(
                curve(
                    (x + lean * 0.3 * size, y),
                    (x + lean * 0.8 * size, y - 12 * size),
                    (x + lean * 1.6 * size, y - 24 * size),
                ),
                4 * size,
                1,
            )
        )
    scene.cut(union(*pieces), colour, 1, edge=0)


def leaves_near(scene: Scene, colour: Colour = MOSS) -> None:
    """Leaves close to the lens in a corner, quite out of focus: depth."""
    dice, side = scene.dice, scene.dice.choice((0, WIDE))
    for _ in range(7):
        turn = dice.uniform(20, 80) if side == 0 else dice.uniform(100, 160)
        scene.cut(
            leaf(
                side + dice.uniform(-70, 70),
                dice.uniform(-60, 60),
                dice.uniform(150, 250),
                dice.uniform(60, 90),
                turn,
            ),
            mixed(colour, FERN, dice.random()),
            0,
            soft=9,
            edge=0,
            alpha=0.9,
        )


# --- Seen from above ----------------------------------------------------------------------


def above(scene: Scene, surface: str = "wood") -> None:
    """A surface straight below us: wood, floor, cloth, grass, sand, mat or stone."""
    sheet, dice = scene.sheet, scene.dice
    base: Colour
    if surface in ("wood", "floor"):
        base = WOOD if surface == "wood" else WOOD_PALE
        for i in range(7):
            tone = mixed(base, WOOD_DARK if surface == "wood" else WOOD, dice.uniform(0.02, 0.3))
            sheet.cut(box(-10, i * 132 - 10, WIDE + 20, 131), tone, 0, edge=0.4)
            for _ in range(4):
                x, y = dice.uniform(-100, 1000), i * 132 + dice.uniform(14, 110)
                sheet.cut(
                    stroke(
                        curve((x, y), (x + 150, y + dice.uniform(-6, 6)), (x + 380, y)), 2.4, 1.2
                    ),
                    darker(tone, 0.25),
                    0,
                    edge=0,
                    alpha=0.35,
                )
    elif surface == "cloth":
        base = scene.pick(CLAY, SAGE, PLUM, SKY, "#f6e3b4")
        sheet.fade(base, darker(base, 0.06))
        tone = lighter(base, 0.45)
        for i in range(16):
            sheet.cut(box(i * 80 - 20, 0, 26, HIGH), tone, 0, edge=0, alpha=0.55)
            sheet.cut(box(0, i * 80 - 20, WIDE, 26), tone, 0, edge=0, alpha=0.55)
    elif surface == "mat":
        base = scene.pick("#e9c9b4", "#cfd9ae", "#cfc2de", "#b9d3dc")
        sheet.fade(lighter(base, 0.1), darker(base, 0.05))
        for i in range(4):
            for j in range(5):
                sheet.cut(
                    ellipse(j * 290 + (145 if i % 2 else 0) - 40, i * 270 + 60, 26),
                    lighter(base, 0.4),
                    2,
                    shade=0.15,
                )
    elif surface == "grass":
        sheet.fade("#8fae5c", "#7d9e50")
        for _ in range(260):
            tuft(
                scene,
                dice.uniform(0, WIDE),
                dice.uniform(0, HIGH + 20),
                dice.uniform(0.8, 1.9),
                mixed("#6f9146", "#a9c06c", dice.random()),
            )
    elif surface == "sand":
        sheet.fade("#ecd5a4", "#e0c48c")
        for _ in range(26):
            x, y = dice.uniform(-50, 1100), dice.uniform(0, HIGH)
            sheet.cut(
                stroke(curve((x, y), (x + 90, y - 16), (x + 190, y + 6)), 9, 3),
                darker("#e6cc98", 0.12),
                0,
                soft=3,
                edge=0,
                alpha=0.6,
            )
    elif surface == "stone":
        sheet.fade("#c9c4b6", "#b6b1a2")
        for row in range(4):
            for column in range(5):
                x, y = column * 300 - 150 * (row % 2) - 40, row * 240 - 20
                sheet.cut(
                    box(x, y, 286, 226, 26), mixed("#d4cfc0", "#a8a598", dice.random() * 0.6), 4
                )
    else:
        sheet.fade(PAPER, "#f2e8d4")
    sheet.glow(
        polygon((100, -40), (560, -40), (380, HIGH + 40), (-160, HIGH + 40)), "#fff5d8", 0.22, 60
    )


def hand_from_below(
    scene: Scene, x: float, y: float, look: Look, *, lean: float = 0, size: float = 1
) -> None:
    """A child's arm and hand coming into a picture taken from above, fingertips at the point."""
    skin = look.skin_colour
    wrist = (x - lean * 0.45, y + 120 * size)
    scene.cut(stroke([(wrist[0] - lean * 1.2, 1000), wrist], 118 * size, 84 * size), look.top, 9)
    scene.cut(
        stroke(
            [(wrist[0] - lean * 0.1, wrist[1] + 16 * size), (x, y + 84 * size)],
            66 * size,
            62 * size,
        ),
        skin,
        7,
    )
    for i, (dx, dy) in enumerate(((-30, 22), (-11, 6), (11, 4), (30, 16))):
        scene.cut(
            stroke(
                curve(
                    (x + dx * 0.72 * size, y + 80 * size),
                    (x + dx * size, y + 44 * size),
                    (x + dx * 0.94 * size, y + dy * size),
                ),
                25 * size,
                20 * size,
            ),
            skin,
            3 + i * 0.2,
        )
    scene.cut(
        stroke(
            curve(
                (x - 26 * size, y + 92 * size),
                (x - 56 * size, y + 66 * size),
                (x - 54 * size, y + 40 * size),
            ),
            26 * size,
            20 * size,
        ),
        skin,
        4,
    )
    scene.cut(ellipse(x, y + 86 * size, 36 * size, 34 * size), skin, 0, edge=0)
    run, rise = lean * 1.2, 1000 - wrist[1]
    length = math.hypot(run, rise)
    across = (rise / length * 42 * size, run / length * 42 * size)
    cuff_at = (wrist[0] - run / length * 16, wrist[1] + rise / length * 16)
    scene.cut(
        stroke(
            [
                (cuff_at[0] - across[0], cuff_at[1] - across[1]),
                (cuff_at[0] + across[0], cuff_at[1] + across[1]),
            ],
            24 * size,
        ),
        lighter(look.top, 0.25),
        4,
    )


def anybody(scene: Scene) -> Look:
    return dressed(scene.somebody(), scene.dice)
