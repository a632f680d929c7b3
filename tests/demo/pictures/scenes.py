"""The scenes: one function each, found by the words in `SCENES` and `ALSO`."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from . import things
from .grounds import (
    Scene,
    above,
    garden,
    hand_from_below,
    leaves_near,
    room,
    rug_at,
    table,
    table_top,
)
from .looks import look_of
from .paper import (
    BARK,
    BERRY,
    CREAM,
    EARTH,
    FERN,
    INK,
    MARIGOLD,
    MOSS,
    MUD,
    RED,
    ROOMS,
    SHEET,
    WOOD,
    WOOD_DARK,
    WOOD_PALE,
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
    polygon,
    stroke,
    union,
)
from .people import figure, head

Maker = Callable[[Scene], None]
SCENES: dict[str, Maker] = {}


def scene_of(*subjects: str) -> Callable[[Maker], Maker]:
    """Register a maker under its subjects."""

    def register(maker: Maker) -> Maker:
        for subject in subjects:
            SCENES[subject] = maker
        return maker

    return register


# --- On the floor of a room ---------------------------------------------------------------


@scene_of("ball", "blue ball", "rug")
def ball_and_rug(s: Scene) -> None:
    room(s, rug=s.pick("#d9b36a", "#cf8a6a", "#a9b97a"))
    things.ball(s, s.near(880, 30), 690, 84, "#3f78a8")
    figure(
        s.sheet,
        s.near(420, 30),
        720,
        s.somebody("baby"),
        size=1.55,
        pose="crawl",
        mood="wonder",
        turn=0.9,
    )


@scene_of("drum", "bowl and spoons")
def drum(s: Scene) -> None:
    room(s, rug=s.pick("#8fb0a2", "#c9a9c0", "#d9b36a"))
    look = s.somebody()
    hands = ((470.0, 560.0), (730.0, 548.0))
    figure(s.sheet, 600, 640, look, size=1.55, pose="kneel", hands=hands, mood="laugh")
    s.sheet.glow(ellipse(610, 806, 300, 50), "#3d2e24", 0.45, 16)
    s.cut(
        blob(
            (320, 790),
            (350, 660),
            (430, 612),
            (600, 596),
            (770, 612),
            (850, 660),
            (880, 790),
            (760, 812),
            (600, 818),
            (440, 812),
        ),
        "#6fa3b5",
        8,
    )
    s.cut(
        blob((306, 786), (600, 770), (894, 786), (900, 806), (600, 828), (300, 806)),
        lighter("#6fa3b5", 0.3),
        5,
    )
    s.sheet.glow(ellipse(470, 680, 70, 40, -20), "#ffffff", 0.4, 20)
    things.spoon(s, 470, 540, 36, 0.95)
    things.spoon(s, 738, 530, 142, 0.95)
    for side in (-1, 1):
        for i in range(3):
            s.cut(
                stroke(
                    curve(
                        (600 + side * (330 + i * 34), 690 - i * 16),
                        (600 + side * (352 + i * 40), 650),
                        (600 + side * (330 + i * 34), 610 + i * 16),
                    ),
                    7,
                ),
                MARIGOLD,
                1,
                alpha=0.8,
                edge=0,
            )


@scene_of("shoes", "shoe basket", "coat")
def shoe_basket(s: Scene) -> None:
    room(s, rug=s.pick("#a9b97a", "#8fb0c4", "#d9b0a0"), horizon=400, window=False, shelf=False)
    s.cut(box(60, 120, 1080, 34, 8), WOOD, 6)
    for i in range(6):
        x = 150 + i * 180
        s.cut(stroke([(x, 136), (x, 172)], 14), WOOD_DARK, 4)
        if i in (0, 2, 3, 5):
            colour = s.pick("#cf6a4c", "#4a83a6", "#e0a63a", "#6c8f3f", "#8a6ba8")
            s.cut(
                blob(
                    (x - 20, 164),
                    (x + 20, 164),
                    (x + 66, 210),
                    (x + 72, 400),
                    (x, 416),
                    (x - 72, 400),
                    (x - 66, 210),
                ),
                colour,
                8,
            )
            s.cut(stroke([(x, 190), (x, 404)], 5), darker(colour, 0.3), 0)
            s.cut(ellipse(x, 170, 26, 18), lighter(colour, 0.2), 3)
    things.basket(s, 400, 800, 420, 150)
    for i, colour in enumerate(("#86192b", "#3f78a8", "#e0a63a", "#6c8f3f", "#7b619e")):
        things.shoe(
            s, 260 + i * 70, 650 + (i % 2) * 22, 1.0, colour, s.near(-20, 26), flip=bool(i % 2)
        )
    things.basket_rim(s, 400, 652, 420)
    look = s.somebody()
    figure(
        s.sheet,
        850,
        800,
        look,
        size=1.6,
        pose="sit",
        hands=(None, (1010.0, 600.0)),
        mood="smile",
        turn=0.3,
    )
    things.shoe(s, 1034, 590, 0.86, "#86192b", -18)


@scene_of("doll", "scarf", "home corner")
def doll_under_scarf(s: Scene) -> None:
    room(s, rug=s.pick("#d9b0a0", "#b7a6cc", "#a9c0b0"))
    look = s.somebody()
    figure(
        s.sheet,
        800,
        690,
        look,
        size=1.6,
        pose="kneel",
        hands=((640.0, 640.0), (720.0, 690.0)),
        mood="down",
        turn=-0.5,
        tilt=-8,
    )
    s.cut(
        blob(
            (190, 800),
            (200, 690),
            (320, 650),
            (520, 640),
            (640, 690),
            (650, 800),
            (520, 838),
            (300, 838),
        ),
        "#f3e3c8",
        10,
    )
    things.doll(s, 300, 716, 1.15, -62)
    s.cut(
        blob(
            (330, 690),
            (430, 636),
            (590, 650),
            (700, 720),
            (720, 800),
            (610, 850),
            (440, 842),
            (330, 800),
            (360, 740),
        ),
        "#3f6fa0",
        9,
    )
    for i in range(4):
        s.cut(
            stroke(
                curve((370 + i * 70, 672 + i * 6), (390 + i * 76, 750), (370 + i * 70, 832)), 5, 3
            ),
            lighter("#3f6fa0", 0.35),
            0,
            alpha=0.6,
            edge=0,
        )
    for i in range(7):
        s.cut(stroke([(612 + i * 18, 842 - i * 12), (622 + i * 20, 872 - i * 12)], 5), "#3f6fa0", 2)


@scene_of("den", "tent")
def tent_with_bear(s: Scene) -> None:
    room(s, rug=s.pick("#c98f6a", "#8fa98a"), window=False)
    things.tent(s, 560, 780, 1.18)
    for x, colour in ((470, "#cf8a6a"), (660, "#8a9fc0")):
        s.cut(ellipse(x, 782, 110, 44), colour, 5)
    things.bear(s, 560, 770, 1.15, scarf=RED)
    if s.dice.random() < 0.5 or s.who:
        figure(s.sheet, 930, 820, s.somebody(), size=1.45, pose="sit", view="back")
    else:
        things.book(s, 900, 800, 0.9)


@scene_of("sleep", "sleep corner", "nap")
def sleep_corner(s: Scene) -> None:
    pale, deep = ROOMS["plum"]
    s.sheet.fade(mixed(pale, deep, 0.4), mixed(pale, deep, 0.2), 0, 0.4)
    s.cut(box(420, 20, 360, 250, 8), SHEET, 5)
    s.cut(box(436, 36, 328, 218), "#fbeec2", 0, edge=0)
    s.cut(
        blob((430, 210), (520, 170), (640, 214), (770, 176), (770, 260), (430, 260)), "#dfe3b4", 0
    )
    for side, x in ((-1, 400), (1, 800)):
        s.cut(
            blob(
                (x - 90, 0),
                (x + 90, 0),
                (x + 70 - side * 20, 160),
                (x + 60 + side * 30, 330),
                (x - 60 + side * 30, 330),
                (x - 70 - side * 20, 160),
            ),
            "#b7a6cc",
            8,
        )
    string = curve((-20, 30), (180, 66), (360, 20))
    s.cut(stroke(string, 3), WOOD_DARK, 1, edge=0)
    for i, (x, y) in enumerate(string[3::4]):
        s.cut(
            moved(
                [
                    [
                        (
                            26 * (1 if j % 2 else 0.45) * math.sin(j * math.pi / 5),
                            -26 * (1 if j % 2 else 0.45) * math.cos(j * math.pi / 5),
                        )
                        for j in range(10)
                    ]
                ],
                x,
                y + 46 + i % 2 * 20,
                12,
            ),
            "#fbe9b8",
            3,
        )
    s.sheet.blur(2)
    s.cut(box(-20, 330, 1240, 620), "#b89b86", 0, edge=0)
    for i in range(7):
        s.cut(
            box(-20, 330 + i * 92, 1240, 90),
            mixed("#b89b86", "#9c8074", s.dice.random() * 0.5),
            0,
            edge=0.2,
        )
    s.sheet.glow(box(-20, 300, 1240, 620), "#4a3d6c", 0.16, 70)
    s.sheet.glow(polygon((470, 260), (740, 260), (860, 900), (380, 900)), "#ffe9b8", 0.42, 40)
    spots = (
        (170, 440, "#8fb0c4", "child"),
        (700, 470, "#cf9a8a", "child"),
        (120, 720, "#a9b97a", "baby"),
        (640, 760, "#e0bb6a", "child"),
    )
    for x, y, colour, age in spots:
        s.cut(box(x - 96, y - 84, 560, 172, 46), lighter(colour, 0.6), 11)
        s.cut(
            blob(
                (x - 84, y - 66),
                (x + 40, y - 74),
                (x + 60, y),
                (x + 40, y + 66),
                (x - 84, y + 62),
                (x - 96, y),
            ),
            SHEET,
            6,
        )
        look = replace(s.somebody(age), wears=())
        head(s.sheet, x, y - 4, 66, look, mood="asleep", tilt=-76)
        s.cut(
            blob(
                (x + 62, y - 82),
                (x + 240, y - 108),
                (x + 420, y - 80),
                (x + 478, y),
                (x + 436, y + 88),
                (x + 220, y + 106),
                (x + 70, y + 84),
                (x + 50, y),
            ),
            colour,
            9,
        )
        s.cut(
            blob(
                (x + 62, y - 82),
                (x + 104, y - 90),
                (x + 96, y),
                (x + 108, y + 90),
                (x + 70, y + 84),
                (x + 50, y),
            ),
            lighter(colour, 0.4),
            3,
        )
        for j in range(4):
            s.cut(
                stroke(
                    curve(
                        (x + 140 + j * 84, y - 84),
                        (x + 156 + j * 84, y + 4),
                        (x + 138 + j * 84, y + 84),
                    ),
                    13,
                ),
                lighter(colour, 0.25),
                0,
                alpha=0.6,
                edge=0,
            )
    things.bear(s, 600, 640, 0.62)


@scene_of("song", "singing circle", "dancing", "group time")
def singing_circle(s: Scene) -> None:
    room(s, rug=s.pick("#a9b97a", "#c98f6a", "#8fb0c4"), horizon=330)
    seats = ((330, 560), (870, 560), (180, 690), (1020, 690))
    grown = s.somebody("adult")
    figure(
        s.sheet,
        600,
        545,
        grown,
        size=1.12,
        pose="sit",
        hands=((478.0, 360.0), (722.0, 360.0)),
        mood="laugh",
    )
    for i, (x, y) in enumerate(seats):
        up = s.dice.random() < 0.6
        hands = ((x - 56.0, y - 190.0), (x + 56.0, y - 190.0)) if up else (None, None)
        figure(
            s.sheet,
            x,
            y,
            s.somebody(),
            size=1.08 + i * 0.03,
            pose="sit",
            mood=s.dice.choice(("laugh", "smile", "laugh")),
            turn=0.5 if x < 600 else -0.5,
            hands=hands,
        )
    for x in (430, 770):
        figure(
            s.sheet,
            x,
            850,
            s.somebody(),
            size=1.3,
            pose="sit",
            view="back",
            hands=((x - 80.0, 640.0), (x + 80.0, 640.0)),
        )
    for x, y, size in ((470, 190, 1), (740, 170, 1.2), (610, 110, 0.9)):
        s.cut(
            moved(
                union(
                    ellipse(0, 0, 17, 13, -20),
                    stroke([(14, -2), (14, -62)], 6),
                    stroke(curve((14, -62), (34, -52), (38, -34)), 8, 4),
                ),
                x,
                y,
                s.near(0, 12),
                size,
            ),
            INK,
            2,
            alpha=0.75,
        )


@scene_of("book", "cuddle")
def reading(s: Scene) -> None:
    room(s, rug=s.pick("#c9a06a", "#a9b97a", "#b7a6cc"))
    colour = s.pick("#7d9a8a", "#c98a72", "#8a84b0")
    s.cut(
        blob((170, 760), (180, 470), (290, 420), (910, 420), (1020, 470), (1030, 760), (600, 800)),
        colour,
        10,
    )
    s.cut(
        blob((210, 760), (230, 640), (600, 620), (970, 640), (990, 760), (600, 800)),
        lighter(colour, 0.18),
        6,
    )
    for x, tone in ((270, MARIGOLD), (930, "#cf6a4c")):
        s.cut(moved(box(-74, -64, 148, 128, 34), x, 560, s.near(0, 14)), tone, 6)
    if s.dice.random() < 0.55:
        figure(
            s.sheet,
            520,
            720,
            s.somebody("adult"),
            size=1.35,
            pose="sit",
            mood="down",
            turn=0.4,
            hands=((560.0, 640.0), (800.0, 630.0)),
        )
        figure(
            s.sheet,
            730,
            740,
            s.somebody(),
            size=1.3,
            pose="sit",
            mood="down",
            turn=-0.3,
            hands=((610.0, 650.0), (800.0, 640.0)),
        )
    else:
        figure(
            s.sheet,
            440,
            740,
            s.somebody(),
            size=1.45,
            pose="sit",
            mood="down",
            turn=0.4,
            hands=((470.0, 660.0), (590.0, 650.0)),
        )
        figure(
            s.sheet,
            780,
            740,
            s.somebody(),
            size=1.45,
            pose="sit",
            mood="smile",
            turn=-0.5,
            hands=((650.0, 650.0), (770.0, 660.0)),
        )
    things.book(s, 640, 680, 1.25, s.pick(RED, "#3f78a8", "#6c8f3f"))


@scene_of("blocks", "sign", "tidying")
def blocks(s: Scene) -> None:
    room(s, rug=s.pick("#8fb0c4", "#d9b36a", "#c9a9c0"))
    x = s.near(720, 40)
    for i in range(5):
        things.block(
            s,
            s.near(180 + i * 170, 30),
            s.near(830, 20),
            s.near(96, 18),
            48,
            s.pick("#cf6a4c", MARIGOLD, "#5b95a8", "#7d9a55", WOOD),
        )
    top = things.tower(s, x, 770, s.dice.randint(6, 8))
    figure(
        s.sheet,
        x - 270,
        800,
        s.somebody(),
        size=1.6,
        hands=(None, (x - 70, max(top, 380.0))),
        mood=s.dice.choice(("wonder", "smile")),
        turn=0.5,
    )
    things.block(s, x - 96, max(top, 384) + 6, 84, 44, RED)


@scene_of("standing", "first steps")
def first_steps(s: Scene) -> None:
    room(s, rug=s.pick("#d9b36a", "#a9b97a", "#d9b0a0"))
    figure(
        s.sheet,
        930,
        800,
        s.somebody("adult"),
        size=1.35,
        pose="kneel",
        mood="smile",
        turn=-0.6,
        hands=((720.0, 560.0), (760.0, 640.0)),
    )
    figure(
        s.sheet,
        420,
        800,
        s.somebody("baby"),
        size=1.45,
        mood="laugh",
        turn=0.5,
        hands=((270.0, 360.0), (570.0, 370.0)),
    )


@scene_of("window", "goodbye")
def at_the_window(s: Scene) -> None:
    pale, deep = ROOMS[s.dice.choice(tuple(ROOMS))]
    s.sheet.fade(lighter(pale, 0.25), mixed(pale, deep, 0.14))
    s.cut(box(190, 40, 820, 560, 10), SHEET, 8)
    s.cut(
        box(214, 64, 772, 512),
        "#d6e8ee",
        0,
        edge=0,
        inlay=[
            (ellipse(380, 640, 420, 220), "#dfe7c0"),
            (ellipse(880, 660, 420, 240), FERN),
            (ellipse(760, 360, 84), MOSS),
            (box(752, 400, 18, 130), BARK),
            (ellipse(320, 170, 90, 26), SHEET),
            (ellipse(370, 152, 50, 26), SHEET),
            (ellipse(860, 150, 46), "#fde3a0"),
            (box(214, 470, 772, 12), "#efe0c0"),
        ],
    )
    s.sheet.blur(1.6)
    s.cut(box(594, 60, 14, 520), SHEET, 3)
    s.cut(box(206, 306, 788, 14), SHEET, 3)
    s.cut(box(150, 588, 900, 40, 8), SHEET, 7)
    for i, (x, look) in enumerate(((430, s.somebody()), (760, s.somebody()))):
        hands = (
            ((x - 110.0, 570.0), (x + 110.0, 570.0))
            if i
            else ((x - 70.0, 330.0), (x + 100.0, 570.0))
        )
        figure(s.sheet, x, 1010, look, size=1.9, view="back", hands=hands)


@scene_of("family wall")
def family_wall(s: Scene) -> None:
    pale, deep = ROOMS[s.dice.choice(tuple(ROOMS))]
    s.sheet.fade(lighter(pale, 0.3), mixed(pale, deep, 0.1))
    for i in range(4):
        for j in range(2):
            x, y = 190 + i * 275, 170 + j * 250
            if j == 1 and i == 1:
                continue
            turn = s.near(0, 4)
            s.cut(moved(box(-104, -92, 208, 184, 6), x, y, turn), SHEET, 6)
            tone = s.pick("#dcebdd", "#f4d6c5", "#d0e4ea", "#e4daee", "#fdebc4")
            s.cut(moved(box(-92, -80, 184, 150), x, y, turn), tone, 0, edge=0)
            for dx, age in ((-42, "adult"), (44, "adult"), (2, "child")):
                look = (
                    s.somebody(age)
                    if age == "adult"
                    else look_of(s.dice.choice(("anika", "luna", "kwame", "yara", "otto", "mei")))
                )
                dy = 22 if age == "child" else -4
                s.cut(moved(ellipse(dx, dy + 62, 42, 40), x, y, turn), look.top, 2)
                head(s.sheet, x + dx, y + dy, 30 if age == "adult" else 25, replace(look, wears=()))
            s.cut(moved(box(-26, -104, 52, 22, 2), x, y, turn), MARIGOLD, 1, alpha=0.8)
    figure(s.sheet, 520, 985, s.somebody(), size=1.95, view="back", hands=(None, (470.0, 440.0)))
    figure(s.sheet, 880, 1050, s.somebody("adult"), size=1.5, view="back")


# --- Seen from above ----------------------------------------------------------------------


@scene_of("pine cones", "lining up")
def pine_cones(s: Scene) -> None:
    above(s, "floor")
    s.cut(box(-40, 60, 190, 780, 20), "#a8935f", 8)
    for i in range(14):
        s.cut(box(-36, 76 + i * 55, 182, 12), darker("#a8935f", 0.2), 0, edge=0)
    sizes = [1.5 - i * 0.11 for i in range(9)]
    gap = (950 - sum(84 * size for size in sizes)) / 8
    x = 195.0
    for size in sizes:
        things.pine_cone(s, x + 42 * size, 520 - 50 * size, size, -90 + s.near(0, 7))
        x += 84 * size + gap
    hand_from_below(s, 1060, 585, s.somebody(), lean=-40, size=1.15)


@scene_of("dough", "playdough", "scissors")
def playdough(s: Scene) -> None:
    above(s, "wood")
    s.cut(box(150, 120, 900, 640, 30), "#e9efe2", 9)
    dough = s.pick("#e08a7a", "#8fb86a", "#e8b64a")
    for i in range(3):
        y = 250 + i * 120
        s.cut(
            stroke(
                curve((250, y + s.near(0, 14)), (480, y - 14), (760 - i * 80, y + s.near(0, 14))),
                58,
                52,
            ),
            dough,
            8,
        )
        s.sheet.glow(stroke([(270, y - 14), (720 - i * 80, y - 18)], 10), "#ffffff", 0.35, 7)
    for _ in range(8):
        s.cut(
            moved(
                box(-26, -24, 52, 48, 16),
                s.dice.uniform(720, 980),
                s.dice.uniform(220, 420),
                s.dice.uniform(0, 180),
            ),
            dough,
            7,
        )
    things.scissors(s, 640, 560, -28, s.pick(RED, "#3f78a8", "#7b619e"), 1.25)
    hand_from_below(s, 500, 600, s.somebody(), lean=60, size=1.2)
    hand_from_below(s, 860, 640, s.somebody(), lean=-70, size=1.15)


@scene_of("dough rounds", "roti", "cooking")
def dough_rounds(s: Scene) -> None:
    above(s, "wood")
    s.cut(ellipse(560, 430, 380), WOOD_PALE, 12)
    s.cut(ellipse(560, 430, 350), lighter(WOOD_PALE, 0.18), 0)
    for _ in range(60):
        a, r = s.dice.uniform(0, 6.28), s.dice.uniform(0, 420)
        s.cut(
            ellipse(560 + r * math.cos(a), 430 + r * math.sin(a), s.dice.uniform(2, 9)),
            SHEET,
            0,
            edge=0,
            alpha=0.7,
        )
    for x, y, r in ((430, 350, 128), (690, 330, 112), (610, 560, 138)):
        outline = [
            (
                x + r * math.cos(a) * s.dice.uniform(0.95, 1.05),
                y + r * math.sin(a) * s.dice.uniform(0.95, 1.05),
            )
            for a in (i * math.pi / 6 for i in range(12))
        ]
        s.cut(blob(*outline), "#f0dcb4", 7)
        for _ in range(5):
            s.cut(
                ellipse(
                    x + s.dice.uniform(-0.6, 0.6) * r,
                    y + s.dice.uniform(-0.6, 0.6) * r,
                    s.dice.uniform(5, 11),
                ),
                "#dcbf8c",
                0,
                edge=0,
                alpha=0.6,
            )
    s.cut(moved(box(-230, -34, 460, 68, 30), 950, 560, 62), WOOD, 12)
    for end in (-1, 1):
        s.cut(moved(box(-46 + end * 268, -18, 92, 36, 18), 950, 560, 62), WOOD_DARK, 9)
    s.cut(ellipse(1010, 190, 100), "#8fb0c4", 10)
    s.cut(ellipse(1010, 190, 80), SHEET, 0)
    hand_from_below(s, 470, 640, s.somebody(), lean=50, size=1.25)
    hand_from_below(s, 700, 650, s.somebody(), lean=-50, size=1.2)


@scene_of("stones", "story stones")
def story_stones(s: Scene) -> None:
    above(s, "cloth")
    kinds = s.dice.sample(range(8), 6)
    for i, kind in enumerate(kinds):
        a = math.pi * (1.12 + 0.76 * i / 5)
        things.story_stone(s, 600 + 440 * math.cos(a), 640 + 400 * math.sin(a), 1.05, kind)
    s.cut(
        blob((500, 900), (470, 700), (560, 660), (650, 660), (740, 700), (710, 900)), "#b98a5c", 9
    )
    s.cut(ellipse(605, 682, 112, 34), darker("#b98a5c", 0.5), 2)
    s.cut(stroke(curve((500, 720), (600, 742), (712, 720)), 10), MARIGOLD, 3)
    hand_from_below(s, 960, 560, s.somebody(), lean=-60, size=1.15)
    hand_from_below(s, 250, 590, s.somebody(), lean=60, size=1.1)


@scene_of("beetle", "log", "bee")
def log_and_beetle(s: Scene) -> None:
    above(s, "grass")
    s.cut(
        blob(
            (220, 560),
            (260, 440),
            (600, 400),
            (960, 430),
            (1010, 560),
            (900, 690),
            (560, 720),
            (300, 690),
        ),
        EARTH,
        2,
    )
    for _ in range(24):
        s.cut(
            ellipse(s.dice.uniform(280, 950), s.dice.uniform(450, 670), s.dice.uniform(4, 12)),
            mixed(MUD, "#a88a66", s.dice.random()),
            1,
        )
    things.log(s, 600, 270, 900, 230, s.near(-4, 3))
    things.beetle(s, s.near(600, 50), 560, 1.5, s.near(-20, 40))
    for x, y in ((380, 610), (830, 500)):
        s.cut(
            stroke(curve((x, y), (x + 30, y - 14), (x + 60, y + 8), (x + 92, y - 4)), 13, 9),
            "#d99a8a",
            2,
        )
    for x, y in ((450, 500), (760, 630)):
        s.cut(ellipse(x, y, 20, 13, 20), "#77746c", 3)
    outer, inner = ellipse(860, 640, 104), ellipse(860, 640, 86)
    s.cut([[*outer[0], outer[0][0], inner[0][0], *inner[0][::-1]]], INK, 9)
    s.sheet.glow(ellipse(860, 640, 84), "#eaf6f8", 0.3, 6)
    s.cut(stroke([(934, 716), (1060, 842)], 26, 32), RED, 9)
    hand_from_below(s, 330, 640, s.somebody(), lean=60, size=1.2)


@scene_of("lunch", "lunch plate")
def lunch_plate(s: Scene) -> None:
    above(s, "cloth")
    things.plate(s, 590, 450, 330, s.pick("#e9f1f2", "#fdf0d8", "#eef2e0"))
    kind = s.dice.randrange(3)
    main = ("#e9c27a", "#d98a4a", "#efe6d0")[kind]
    s.cut(blob((420, 330), (560, 260), (650, 330), (640, 450), (520, 500), (410, 440)), main, 7)
    for _ in range(46):
        s.cut(
            ellipse(s.dice.gauss(530, 56), s.dice.gauss(380, 46), 11, 5, s.dice.uniform(0, 180)),
            lighter(main, s.dice.uniform(0.1, 0.5)),
            1,
        )
    for _ in range(34):
        s.cut(
            ellipse(s.dice.gauss(720, 38), s.dice.gauss(420, 42), 15),
            mixed("#7fae4a", "#5f9a3f", s.dice.random()),
            3,
        )
    for _ in range(13):
        x, y = s.dice.gauss(560, 64), s.dice.gauss(590, 26)
        s.cut(ellipse(x, y, 27, 22), "#ef9a3c", 4)
        s.cut(ellipse(x, y, 15, 11), "#f6b568", 0)
    s.cut(
        moved(union(stroke([(0, -210), (0, 60)], 26, 20), ellipse(0, 130, 46, 70)), 1010, 420, 4),
        "#c9ccc8",
        8,
    )
    s.cut(ellipse(1010, 560, 32, 50), "#b3b7b3", 0)
    s.cut(ellipse(190, 210, 98), "#cf6a4c", 10)
    s.cut(ellipse(190, 210, 80), "#fbfaf5", 0)
    s.cut(moved(box(-80, -130, 160, 260, 8), 160, 620, -6), SHEET, 6)
    if s.dice.random() < 0.7:
        hand_from_below(s, 830, 640, s.somebody(), lean=-60, size=1.1)


@scene_of("cups", "cups and bears", "table")
def cups_and_bears(s: Scene) -> None:
    table(s, 480)
    look = s.somebody()
    figure(
        s.sheet,
        600,
        770,
        look,
        size=1.7,
        pose="stand",
        hands=((420.0, 560.0), (760.0, 560.0)),
        mood="down",
    )
    table_top(s, 500)
    bears = ("#b98552", "#8a5f3d", "#d9b07a", "#a87846", "#c99a6a", "#7a5a44")
    for i, colour in enumerate(bears):
        things.bear(s, 150 + i * 180, 700 + (18 if i % 2 else 0), 0.72, colour)
    for i, colour in enumerate((RED, MARIGOLD, "#3f78a8", "#6c8f3f", "#8a6ba8")):
        things.cup(s, 150 + i * 180, 850, 0.95, colour)


@scene_of("snack", "spices")
def snack(s: Scene) -> None:
    table(s, 450)
    for x in (300, 900):
        figure(
            s.sheet,
            x,
            800,
            s.somebody(),
            size=1.75,
            hands=((x - 60.0, 590.0), (x + 60.0, 590.0)),
            mood=s.dice.choice(("smile", "laugh")),
            turn=0.4 if x < 600 else -0.4,
        )
    table_top(s, 540, WOOD_PALE)
    things.plate(s, 600, 690, 250, SHEET, 0.5)
    for i in range(7):
        a = i * 0.9
        s.cut(
            blob(
                (560 + 92 * math.cos(a), 680 + 42 * math.sin(a)),
                (610 + 92 * math.cos(a), 650 + 42 * math.sin(a)),
                (650 + 92 * math.cos(a), 690 + 42 * math.sin(a)),
                (600 + 92 * math.cos(a), 706 + 42 * math.sin(a)),
            ),
            s.pick("#f3e6b0", "#e8c65a", "#ef9a3c", "#d95a4a"),
            4,
        )
    things.apple(s, 600, 670, 46)
    things.cup(s, 250, 800, 1.1, "#6fa3b5", SHEET)
    things.cup(s, 960, 800, 1.1, "#e0a63a", SHEET)


@scene_of("house painting", "painted house")
def house_painting(s: Scene) -> None:
    above(s, "wood")
    s.cut(moved(box(-400, -320, 800, 640, 4), 560, 420, -2), SHEET, 9)

    def dab(shape: list, colour: Colour) -> None:
        s.cut(moved(shape, 560, 420, -2), colour, 0, edge=0.15, alpha=0.94)

    dab(blob((-380, 220), (-100, 190), (200, 210), (384, 190), (384, 300), (-384, 300)), FERN)
    dab(ellipse(-270, -210, 62), MARIGOLD)
    for i in range(9):
        a = i * math.pi * 2 / 9
        dab(
            stroke(
                [
                    (-270 + 82 * math.cos(a), -210 + 82 * math.sin(a)),
                    (-270 + 116 * math.cos(a), -210 + 116 * math.sin(a)),
                ],
                14,
                9,
            ),
            MARIGOLD,
        )
    dab(blob((-190, 220), (-196, -50), (-60, -66), (100, -60), (200, -50), (196, 220)), "#7fa6c4")
    dab(blob((-240, -44), (-10, -216), (240, -40), (100, -52)), "#b5533c")
    dab(blob((-110, 224), (-114, 10), (0, -40), (116, 12), (112, 224)), "#e0b13c")
    dab(stroke(curve((0, -34), (2, 100), (0, 220)), 8), "#b5862c")
    dab(ellipse(-20, 110, 9), BERRY)
    dab(ellipse(22, 110, 9), BERRY)
    for i, tone in enumerate((BERRY, "#8a6ba8", RED, "#e08a7a")):
        x = 240 + i * 38
        dab(stroke([(x, 220), (x, 150 - i % 2 * 26)], 7), MOSS)
        dab(ellipse(x, 140 - i % 2 * 26, 20), tone)
    for i in range(4):
        s.cut(
            stroke(
                curve((410 + i * 30, 150 + i * 4), (420 + i * 34, 176), (404 + i * 36, 196)), 10, 7
            ),
            "#33587a",
            0,
            alpha=0.85,
            edge=0,
        )
    for i, colour in enumerate(("#b5533c", "#e0b13c", "#4f7fa8", "#5f8f4a")):
        things.paint_pot(s, 1080, 160 + i * 160, 62, colour)
    things.brush(s, 690, 560, 160, "#e0b13c")
    hand_from_below(s, 800, 600, s.somebody(), lean=-80, size=1.2)


@scene_of("drawing", "map")
def drawing(s: Scene) -> None:
    above(s, "wood")
    s.cut(moved(box(-380, -300, 760, 600, 4), 560, 400, s.near(0, 4)), SHEET, 9)
    for _ in range(5):
        x, y, r = s.dice.uniform(270, 850), s.dice.uniform(230, 520), s.dice.uniform(80, 130)
        line = [
            (
                x + r * (0.4 + 0.6 * t / 60) * math.cos(t * 0.5),
                y + r * (0.4 + 0.6 * t / 60) * math.sin(t * 0.5),
            )
            for t in range(60)
        ]
        s.cut(
            stroke(line, 8),
            s.pick(RED, "#3f78a8", "#6c8f3f", MARIGOLD, "#8a6ba8"),
            0,
            alpha=0.8,
            edge=0,
        )
    x = 300.0
    for _ in range(4):
        s.cut(
            stroke(curve((x, 600), (x + 30, 560), (x + 60, 606), (x + 92, 566)), 8),
            INK,
            0,
            alpha=0.75,
            edge=0,
        )
        x += 130
    for _ in range(6):
        things.crayon(
            s,
            s.dice.uniform(1000, 1120),
            s.dice.uniform(120, 760),
            s.dice.uniform(60, 120),
            s.pick(RED, "#3f78a8", "#6c8f3f", MARIGOLD, "#8a6ba8", "#e08a7a"),
        )
    hand_from_below(s, 640, 560, s.somebody(), lean=-50, size=1.2)
    things.crayon(s, 622, 540, -118, RED)


@scene_of("socks", "home socks")
def socks(s: Scene) -> None:
    above(s, "floor")
    rug_at(s, 600, 930, 700, 330, s.pick("#8fb0c4", "#d9b0a0"))
    sizes = [1.5 - i * 0.15 for i in range(7)]
    x = 70.0
    for i, size in enumerate(sizes):
        colour = ("#cf6a4c", "#3f78a8", "#e0a63a", "#6c8f3f", "#8a6ba8", "#c25a66", "#5b95a8")[i]
        shape = blob(
            (-34, -150),
            (34, -150),
            (36, -20),
            (80, 20),
            (96, 60),
            (60, 84),
            (10, 70),
            (-30, 40),
            (-36, -20),
            steps=6,
        )
        x += 44 * size
        stripes = (
            [
                (moved(box(-60, -120 + j * 44, 200, 18), x, 400, 0, size), lighter(colour, 0.5))
                for j in range(5)
            ]
            if i % 2
            else []
        )
        s.cut(moved(shape, x, 400, s.near(0, 3), size), colour, 7, inlay=stripes)
        s.cut(moved(box(-40, -164, 80, 34, 8), x, 400, 0, size), lighter(colour, 0.35), 4)
        x += 92 * size + 14
    hand_from_below(s, 1040, 590, s.somebody(), lean=-40, size=1.1)


@scene_of("treasure basket", "sorting", "museum", "posting")
def treasure_basket(s: Scene) -> None:
    above(s, "mat")
    s.cut(ellipse(580, 420, 350), WOOD_DARK, 14)
    for r, tone in ((330, WOOD), (300, darker(WOOD, 0.35)), (286, darker(WOOD, 0.5))):
        s.cut(ellipse(580, 420, r), tone, 2)
    for i in range(40):
        a = i * math.pi / 20
        s.cut(
            moved(
                box(-6, -22, 12, 34, 5),
                580 + 332 * math.cos(a),
                420 + 332 * math.sin(a),
                i * 9 + 90,
            ),
            lighter(WOOD, 0.2),
            2,
        )
    things.apple(s, 480, 330, 66, "#e8d24a")
    things.spoon(s, 420, 560, -38, 1.2)
    s.cut(ellipse(680, 320, 72), "#c9ccc8", 8)
    s.cut(ellipse(680, 320, 56), "#dfe2df", 0)
    outer, inner = ellipse(520, 500, 62), ellipse(520, 500, 36)
    s.cut([[*outer[0], outer[0][0], inner[0][0], *inner[0][::-1]]], "#cf6a4c", 7)
    things.pine_cone(s, 690, 500, 1.2, 20)
    s.cut(blob((600, 380), (650, 400), (640, 450), (590, 460), (560, 420)), "#8fb0c4", 6)
    things.story_stone(s, 420, 430, 0.6, 7)
    hand_from_below(s, 760, 540, s.somebody("baby"), lean=-60, size=1.15)


# --- Outside ------------------------------------------------------------------------------


@scene_of("garden", "the dingle")
def the_dingle(s: Scene) -> None:
    garden(s, shed=True, path=True)
    for x in (150, 1010):
        for i in range(5):
            px = x + i * 26 - 50
            s.cut(stroke(curve((px, 700), (px + 4, 640), (px + s.near(0, 12), 560)), 6, 4), MOSS, 2)
            s.cut(
                ellipse(px + s.near(0, 8), 552, 20), s.pick(MARIGOLD, RED, "#e08a7a", "#8a6ba8"), 3
            )
    figure(s.sheet, 560, 760, s.somebody(), size=1.05, view="back")
    figure(s.sheet, 690, 790, s.somebody(), size=1.15, view="back")
    leaves_near(s)


@scene_of("puddle", "rain", "boots")
def puddle(s: Scene) -> None:
    garden(s, shed=True)
    pond = "#9dbcc6"
    s.cut(
        blob(
            (300, 760),
            (420, 690),
            (640, 676),
            (880, 700),
            (960, 770),
            (840, 846),
            (560, 866),
            (360, 836),
        ),
        darker("#8a9a62", 0.2),
        0,
    )
    s.cut(
        blob(
            (316, 764),
            (430, 704),
            (640, 690),
            (868, 712),
            (940, 772),
            (830, 836),
            (560, 852),
            (374, 826),
        ),
        pond,
        0,
        edge=0.8,
    )
    for r in (60, 120, 180):
        outer, inner = ellipse(650, 770, r, r * 0.3), ellipse(650, 770, r - 7, r * 0.3 - 4)
        s.cut(
            [[*outer[0], outer[0][0], inner[0][0], *inner[0][::-1]]],
            lighter(pond, 0.6),
            0,
            edge=0,
            alpha=0.8,
        )
    s.sheet.glow(ellipse(480, 740, 90, 20), "#ffffff", 0.5, 12)
    look = replace(s.somebody(), top="#e8b030", bottom="#e8b030", pattern="plain", wears=())
    figure(s.sheet, 500, 770, look, size=1.5, pose="crouch", mood="laugh", hands=((640.0, 748.0),))
    for dx, dy, r in (
        (0, -70, 9),
        (40, -96, 7),
        (-36, -84, 8),
        (70, -50, 9),
        (-64, -40, 6),
        (20, -130, 6),
        (98, -92, 6),
    ):
        s.cut(ellipse(656 + dx, 760 + dy, r, r * 1.3), lighter(pond, 0.4), 2)
    leaves_near(s)


@scene_of("plank", "balance beam")
def plank(s: Scene) -> None:
    garden(s)
    for x in (270, 900):
        s.cut(box(x - 70, 690, 140, 130, 10), BARK, 8)
        s.cut(ellipse(x, 694, 72, 20), "#d8b083", 3)
    s.cut(polygon((150, 664), (1040, 664), (1060, 702), (140, 702)), WOOD, 9)
    s.cut(polygon((150, 664), (1040, 664), (1036, 672), (156, 672)), lighter(WOOD, 0.4), 0)
    figure(
        s.sheet,
        s.near(600, 60),
        672,
        s.somebody(),
        size=1.45,
        hands=((400.0, 420.0), (800.0, 410.0)),
        mood="wonder",
        turn=0.4,
    )
    leaves_near(s)


@scene_of("sand", "digger", "red digger", "digging")
def red_digger(s: Scene) -> None:
    garden(s)
    s.cut(
        blob((-60, 960), (-60, 600), (300, 560), (800, 570), (1260, 600), (1260, 960)), "#ecd5a4", 6
    )
    s.cut(polygon((-20, 560), (1220, 560), (1220, 604), (-20, 604)), WOOD, 8)
    s.cut(blob((640, 800), (760, 690), (900, 680), (1040, 800), (900, 840)), "#e0c48c", 5)
    things.digger(s, 440, 800, 1.35, RED)
    for _ in range(30):
        s.cut(
            ellipse(s.dice.uniform(560, 1100), s.dice.uniform(690, 870), s.dice.uniform(3, 7)),
            "#d4b478",
            1,
        )
    s.cut(polygon((150, 790), (270, 790), (250, 880), (170, 880)), "#3f78a8", 6)
    figure(
        s.sheet,
        950,
        700,
        s.somebody(),
        size=1.3,
        pose="kneel",
        mood="smile",
        turn=-0.5,
        hands=((800.0, 660.0), (860.0, 690.0)),
    )


@scene_of("timer")
def sand_timer(s: Scene) -> None:
    garden(s)
    s.cut(blob((-60, 960), (-60, 640), (400, 600), (1260, 640), (1260, 960)), "#ecd5a4", 6)
    things.digger(s, 800, 800, 1.2, RED, flip=True)
    figure(
        s.sheet,
        330,
        820,
        s.somebody(),
        size=1.65,
        mood="calm",
        turn=0.5,
        hands=((290.0, 640.0), (370.0, 640.0)),
    )
    things.sand_timer(s, 520, 850, 1.15)


@scene_of("mud kitchen", "mud café")
def mud_cafe(s: Scene) -> None:
    garden(s, horizon=360)
    s.cut(box(120, 250, 960, 34, 6), WOOD_DARK, 6)
    for x in (130, 1040):
        s.cut(box(x, 250, 30, 560), WOOD_DARK, 6)
    s.cut(box(80, 600, 1040, 60, 8), WOOD, 10)
    s.cut(
        box(110, 660, 980, 200, 6),
        darker(WOOD, 0.2),
        4,
        inlay=[(box(110 + i * 120, 660, 5, 200), darker(WOOD, 0.4)) for i in range(9)],
    )
    s.cut(moved(box(-130, -110, 260, 220, 8), 330, 410, -3), "#3c4a44", 7)
    board = [
        (stroke(curve((-90, -60), (-90, 0)), 7), CREAM),
        (stroke(curve((-90, -58), (-62, -46), (-90, -32)), 7), CREAM),
        (stroke(curve((-90, -30), (-58, -14), (-90, 0)), 7), CREAM),
        (stroke(curve((-30, -30), (0, -50), (24, -20), (52, -44), (84, -24)), 9), "#e08a7a"),
        (stroke(curve((-80, 44), (-60, 24), (-50, 44), (-80, 76), (-46, 76)), 7), MARIGOLD),
        (stroke(curve((-6, 30), (-6, 92)), 7), MARIGOLD),
        (stroke(curve((-6, 32), (24, 36), (20, 58), (-4, 58)), 7), MARIGOLD),
    ]
    for shape, colour in board:
        s.cut(moved(shape, 330, 410, -3), colour, 0, edge=0)
    for i, x in enumerate((560, 700, 850)):
        s.cut(stroke([(x, 284), (x, 330)], 5), INK, 2)
        if i % 2:
            s.cut(ellipse(x, 386, 54), "#9aa3a5", 6)
            s.cut(ellipse(x, 386, 40), "#7f898b", 0)
        else:
            s.cut(union(stroke([(x, 330), (x, 420)], 10), ellipse(x, 446, 30, 36)), "#9aa3a5", 5)
    look = s.somebody()
    figure(s.sheet, 700, 820, look, size=1.75, hands=((600.0, 560.0), (840.0, 560.0)), mood="smile")
    s.cut(box(80, 600, 1040, 60, 8), WOOD, 8)
    s.cut(
        box(110, 660, 980, 250, 6),
        darker(WOOD, 0.2),
        4,
        inlay=[(box(110 + i * 120, 660, 5, 250), darker(WOOD, 0.4)) for i in range(9)],
    )
    s.cut(blob((420, 520), (580, 520), (560, 606), (440, 606)), "#5d6668", 7)
    s.cut(ellipse(500, 520, 82, 22), "#7b8587", 2)
    s.cut(ellipse(500, 522, 68, 16), MUD, 0)
    for i in range(4):
        s.cut(
            leaf(460 + i * 24, 520 + (i % 2) * 6, 40, 18, s.dice.uniform(0, 360)),
            s.pick(MOSS, "#c98a3a", FERN),
            1,
        )
    things.spoon(s, 590, 470, 150, 0.7, WOOD_PALE)
    for x, colour in ((860, RED), (980, "#6c8f3f"), (250, "#3f78a8")):
        things.cup(s, x, 612, 0.8, colour, MUD)


@scene_of("leaves")
def leaves(s: Scene) -> None:
    garden(s, autumn=True)
    figure(
        s.sheet,
        600,
        830,
        s.somebody(),
        size=1.7,
        hands=((400.0, 400.0), (800.0, 390.0)),
        mood="laugh",
    )
    tones = ("#c98a3a", "#d9a548", "#b5653a", "#e0b13c", "#8a9a4e", "#a8452f")
    for i in range(150):
        x, y = s.dice.gauss(600, 260), 700 + abs(s.dice.gauss(0, 76))
        s.cut(
            leaf(x, y, s.dice.uniform(36, 66), s.dice.uniform(20, 34), s.dice.uniform(0, 360)),
            tones[i % 6],
            3,
        )
    for i in range(14):
        s.cut(
            leaf(
                s.dice.uniform(300, 900), s.dice.uniform(160, 500), 44, 24, s.dice.uniform(0, 360)
            ),
            tones[i % 6],
            7,
        )


@scene_of("friends")
def friends(s: Scene) -> None:
    garden(s, path=True)
    log_y = 770
    things.log(s, 600, log_y, 780, 110)
    figure(
        s.sheet,
        470,
        770,
        s.somebody(),
        size=1.55,
        pose="sit",
        view="back",
        hands=(None, (600.0, 640.0)),
    )
    figure(s.sheet, 740, 770, s.somebody(), size=1.55, pose="sit", view="back")
    leaves_near(s)


def picture(subject: str, seed: int, who: tuple[str, ...] = ()) -> Sheet:
    scene = Scene(seed, who)
    SCENES[subject](scene)
    return scene.sheet
