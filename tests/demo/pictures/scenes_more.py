"""More scenes, so that a term's journal does not show the same thing twice in a row."""

from __future__ import annotations

import math
from dataclasses import replace

from . import things
from .grounds import (
    Scene,
    above,
    garden,
    hand_from_below,
    leaves_near,
    room,
    table,
    table_top,
)
from .paper import (
    BARK,
    CREAM,
    EARTH,
    FERN,
    INK,
    MARIGOLD,
    MOSS,
    RED,
    SHEET,
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
from .people import figure, head
from .scenes import SCENES, picture, scene_of

__all__ = ["SCENES", "picture"]

BRIGHT: tuple[Colour, ...] = ("#cf6a4c", "#4a83a6", "#e0a63a", "#6c8f3f", "#8a6ba8", "#c25a66")
BLUE = "#3f78a8"


def ring(x: float, y: float, outer: float, inner: float) -> Shape:
    out, hole = ellipse(x, y, outer), ellipse(x, y, inner)
    return [[*out[0], out[0][0], hole[0][0], *hole[0][::-1]]]


def star(x: float, y: float, r: float, turn: float = 0) -> Shape:
    points = [
        (
            r * (1 if i % 2 else 0.45) * math.sin(i * math.pi / 5),
            -r * (1 if i % 2 else 0.45) * math.cos(i * math.pi / 5),
        )
        for i in range(10)
    ]
    return moved([points], x, y, turn)


# --- Indoors ------------------------------------------------------------------------------


@scene_of("telephone")
def telephone(s: Scene) -> None:
    room(s, rug=s.pick("#d9b36a", "#a9b97a", "#c9a9c0"))
    x = 560
    figure(
        s.sheet,
        x,
        760,
        s.somebody("baby"),
        size=1.75,
        pose="sit",
        mood="wonder",
        turn=0.5,
        hands=(None, (x + 116.0, 520.0)),
    )
    s.cut(stroke(curve((x + 76, 560), (x + 128, 500), (x + 112, 420)), 34, 34), RED, 6)
    s.cut(ellipse(x + 74, 560, 28, 22, 40), RED, 4)
    s.cut(ellipse(x + 110, 420, 28, 22, -20), RED, 4)
    s.cut(blob((820, 780), (840, 690), (930, 670), (1020, 690), (1044, 780), (930, 796)), RED, 8)
    s.cut(ellipse(930, 730, 46, 40), CREAM, 3)
    for i in range(8):
        s.cut(ellipse(930 + 31 * math.cos(i * 0.785), 730 + 27 * math.sin(i * 0.785), 6), INK, 0)
    line = curve((x + 74, 580), (x + 120, 700), (x + 180, 660), (x + 230, 740), (838, 748))
    s.cut(stroke(line, 7), darker(RED, 0.35), 2)


@scene_of("treasure hunt")
def treasure_hunt(s: Scene) -> None:
    room(s, rug=s.pick("#a9c0b0", "#d9b36a"), shelf=False)
    s.cut(stroke(curve((120, 210), (600, 290), (1080, 210)), 4), WOOD_DARK, 2)
    for i, x in enumerate((290, 600, 910)):
        y = 250 if i == 1 else 232
        s.cut(moved(box(-86, 0, 172, 170, 8), x, y, s.near(0, 4)), SHEET, 7)
        s.cut(box(x - 12, y - 22, 24, 44, 4), MARIGOLD, 3)
        if i == 0:
            s.cut(box(x - 44, y + 74, 88, 60, 6), BLUE, 2)
            s.cut(polygon((x - 56, y + 78), (x, y + 30), (x + 56, y + 78)), RED, 2)
        elif i == 1:
            s.cut(ellipse(x, y + 80, 44, 40), MOSS, 2)
            s.cut(box(x - 8, y + 96, 16, 50), BARK, 1)
        else:
            s.cut(star(x, y + 86, 52), MARIGOLD, 2)
    figure(s.sheet, 330, 830, s.somebody(), size=1.5, view="back", hands=((270.0, 560.0), None))
    figure(s.sheet, 560, 850, s.somebody(), size=1.5, view="back")
    figure(s.sheet, 780, 830, s.somebody(), size=1.45, view="back", hands=(None, (850.0, 560.0)))
    s.cut(
        box(930, 740, 210, 110, 10),
        WOOD,
        8,
        inlay=[(box(930, 786, 210, 12), WOOD_DARK), (box(1022, 740, 26, 110), MARIGOLD)],
    )
    s.cut(
        blob((924, 744), (940, 680), (1034, 664), (1128, 680), (1148, 744)), darker(WOOD, 0.12), 6
    )


@scene_of("water")
def water_tray(s: Scene) -> None:
    table(s, 470)
    for x in (340, 860):
        figure(
            s.sheet,
            x,
            840,
            s.somebody(),
            size=1.75,
            hands=((x - 50.0, 640.0), (x + 60.0, 640.0)),
            mood=s.dice.choice(("laugh", "wonder", "smile")),
            turn=0.4 if x < 600 else -0.4,
        )
    s.cut(polygon((90, 610), (1110, 610), (1190, 860), (10, 860)), "#e4ded0", 12)
    s.cut(polygon((130, 630), (1070, 630), (1136, 836), (64, 836)), "#8fbdcc", 0)
    for _ in range(16):
        x, y = s.dice.uniform(120, 1000), s.dice.uniform(650, 820)
        s.cut(
            stroke(curve((x, y), (x + 40, y - 8), (x + 90, y)), 6, 3),
            "#cfe6ec",
            0,
            alpha=0.8,
            edge=0,
        )
    s.cut(blob((470, 720), (640, 720), (610, 776), (500, 776)), RED, 5)
    s.cut(stroke([(552, 720), (552, 590)], 8), WOOD_DARK, 3)
    s.cut(polygon((562, 594), (562, 704), (650, 704)), SHEET, 5)
    s.cut(union(ellipse(270, 760, 56, 34), ellipse(316, 730, 28)), MARIGOLD, 5)
    s.cut(polygon((340, 726), (366, 734), (340, 744)), "#e07a3a", 3)
    s.cut(ellipse(322, 724, 4), INK, 0)
    s.cut(blob((800, 690), (920, 690), (905, 800), (815, 800)), "#9fd0c0", 6, alpha=0.85)
    s.cut(ellipse(860, 690, 61, 15), "#cfe9e0", 2)
    for _ in range(9):
        s.cut(
            ellipse(s.dice.uniform(380, 800), s.dice.uniform(520, 660), s.dice.uniform(5, 11)),
            "#d6edf2",
            2,
        )


@scene_of("paint")
def easel(s: Scene) -> None:
    room(s, rug=None)
    for x0, x1 in ((470, 380), (870, 960)):
        s.cut(stroke([(x0, 90), (x1, 880)], 24), WOOD_DARK, 7)
    s.cut(box(390, 110, 560, 470, 6), WOOD, 9)
    s.cut(box(420, 130, 500, 420, 3), SHEET, 4)
    for _ in range(7):
        x, y = s.dice.uniform(480, 840), s.dice.uniform(200, 470)
        tone = s.pick(*BRIGHT)
        line = curve(
            (x, y),
            (x + s.near(40, 40), y + s.near(-20, 40)),
            (x + s.near(90, 40), y + s.near(0, 50)),
        )
        s.cut(
            stroke([(min(px, 900), py) for px, py in line], s.near(34, 10), 20),
            tone,
            0,
            alpha=0.9,
            edge=0.1,
        )
    s.cut(box(380, 576, 580, 44, 6), WOOD_DARK, 7)
    for i in range(4):
        things.paint_pot(s, 470 + i * 130, 588, 34, BRIGHT[(i + s.seed) % 6])
    look = replace(s.somebody(), top="#dfe7ea", pattern="plain")
    figure(s.sheet, 640, 1000, look, size=2.0, view="back", hands=((520.0, 700.0), (800.0, 420.0)))
    things.brush(s, 692, 332, -121.5, s.pick(*BRIGHT), 0.85)


@scene_of("hats", "mirror")
def hats(s: Scene) -> None:
    room(s, rug=s.pick("#c9a9c0", "#a9b97a"), window=False)
    s.cut(box(390, 150, 420, 600, 40), WOOD, 10)
    s.cut(box(416, 176, 368, 548, 24), "#d9e8ea", 0)
    s.sheet.glow(polygon((430, 190), (560, 190), (440, 480)), "#ffffff", 0.5, 20)
    look = s.somebody()
    hatted = replace(look, wears=(*[w for w in look.wears if w != "bow"], "woolly hat"))
    figure(s.sheet, 560, 690, hatted, size=1.35, mood=s.dice.choice(("laugh", "wonder")))
    s.cut(box(390, 676, 420, 76, 20), WOOD, 4)
    figure(s.sheet, 800, 1010, hatted, size=1.75, view="back")
    s.cut(stroke([(1010, 300), (1010, 830)], 20), WOOD_DARK, 6)
    for y, colour in ((350, "#86192b"), (470, MARIGOLD), (590, BLUE)):
        s.cut(blob((950, y), (964, y - 54), (1010, y - 76), (1056, y - 54), (1070, y)), colour, 6)
        s.cut(box(930, y - 8, 160, 22, 11), darker(colour, 0.15), 4)
    things.basket(s, 170, 820, 240, 120)
    for i, colour in enumerate(("#6c8f3f", "#e0907c", "#8a6ba8")):
        s.cut(
            blob((90 + i * 60, 716), (100 + i * 60, 660), (140 + i * 60, 660), (160 + i * 60, 716)),
            colour,
            5,
        )
    things.basket_rim(s, 170, 702, 240)


@scene_of("fish tank")
def fish_tank(s: Scene) -> None:
    table(s, 430)
    s.cut(box(240, 150, 720, 440, 16), WOOD_DARK, 10)
    water = "#9ccad2"
    s.cut(box(262, 172, 676, 396, 8), water, 0)
    s.cut(
        polygon((262, 568), *curve((262, 522), (480, 500), (720, 524), (938, 506)), (938, 568)),
        "#e3cf9c",
        0,
    )
    for x in (330, 400, 840, 890):
        for i in range(3):
            s.cut(
                stroke(
                    curve(
                        (x + i * 16, 530), (x + i * 16 + 22, 440), (x + i * 14 - 10, 340 + i * 26)
                    ),
                    12,
                    5,
                ),
                s.pick(MOSS, FERN),
                2,
            )
    for _ in range(5):
        x, y, size = s.dice.uniform(360, 840), s.dice.uniform(230, 450), s.dice.uniform(0.8, 1.4)
        tone, flip = s.pick("#e8803a", MARIGOLD, RED), s.dice.random() < 0.5
        s.cut(
            moved(
                union(
                    blob((-46, 0), (-16, -26), (26, -18), (46, 0), (26, 18), (-16, 26)),
                    polygon((-38, 0), (-74, -26), (-74, 26)),
                ),
                x,
                y,
                0,
                size,
                flip,
            ),
            tone,
            4,
        )
        s.cut(moved(ellipse(26, -5, 5), x, y, 0, size, flip), INK, 0)
    for _ in range(9):
        s.cut(
            ellipse(s.dice.uniform(440, 760), s.dice.uniform(190, 420), s.dice.uniform(4, 9)),
            "#dff0f2",
            0,
            alpha=0.8,
        )
    s.sheet.glow(polygon((280, 180), (420, 180), (300, 480)), "#ffffff", 0.35, 16)
    table_top(s, 590, WOOD)
    figure(s.sheet, 430, 1060, s.somebody(), size=1.85, view="back", hands=(None, (560.0, 520.0)))
    figure(s.sheet, 820, 1080, s.somebody(), size=1.8, view="back")


@scene_of("puppet")
def puppet(s: Scene) -> None:
    room(s, rug=None)
    s.cut(box(230, 170, 740, 560, 10), "#86192b", 10)
    s.cut(box(310, 260, 580, 260, 4), "#4a3540", 0)
    for side, x in ((-1, 310), (1, 890)):
        s.cut(
            blob(
                (x - 60, 240),
                (x + 60, 240),
                (x + 40 - side * 14, 400),
                (x + 50 + side * 12, 530),
                (x - 50 + side * 12, 530),
                (x - 40 - side * 14, 400),
            ),
            MARIGOLD,
            6,
        )
    s.cut(box(220, 160, 760, 60, 10), MARIGOLD, 6)
    for i in range(5):
        s.cut(star(340 + i * 130, 190, 20), "#86192b", 1)
    for x, colour, flip in ((480, "#4a83a6", False), (720, "#6c8f3f", True)):
        s.cut(
            moved(stroke(curve((0, 170), (-6, 80), (0, 20), (40, -6)), 92, 84), x, 380, 0, 1, flip),
            colour,
            7,
        )
        s.cut(moved(stroke([(24, 10), (84, 14)], 8), x, 380, 0, 1, flip), darker(colour, 0.5), 0)
        for dx in (24, 52):
            s.cut(moved(ellipse(dx, -40, 15), x, 380, 0, 1, flip), SHEET, 3)
            s.cut(moved(ellipse(dx + 4, -38, 6), x, 380, 0, 1, flip), INK, 0)
    s.cut(box(230, 520, 740, 260, 6), darker("#86192b", 0.12), 5)
    for x in (350, 600, 850):
        figure(s.sheet, x, 880, s.somebody(), size=1.35, pose="sit", view="back")


@scene_of("shop")
def shop(s: Scene) -> None:
    room(s, rug=None, horizon=430)
    figure(
        s.sheet,
        600,
        860,
        s.somebody(),
        size=1.75,
        hands=((480.0, 590.0), (760.0, 580.0)),
        mood="smile",
    )
    for i in range(9):
        s.cut(box(120 + i * 108, 60, 108, 130, 0), (RED, SHEET)[i % 2], 4)
        s.cut(ellipse(174 + i * 108, 190, 54, 26), (RED, SHEET)[i % 2], 4)
    for x in (130, 1060):
        s.cut(box(x, 180, 26, 460), WOOD_DARK, 6)
    s.cut(box(80, 620, 1040, 60, 8), WOOD, 10)
    s.cut(
        box(110, 680, 980, 240),
        WOOD_PALE,
        4,
        inlay=[(box(110 + i * 140, 680, 6, 240), WOOD) for i in range(8)],
    )
    s.cut(blob((200, 630), (220, 540), (340, 540), (360, 630)), BLUE, 7)
    s.cut(box(232, 552, 96, 34, 4), "#dcebdd", 1)
    for i in range(6):
        s.cut(box(234 + (i % 3) * 34, 592 + (i // 3) * 16, 26, 11, 3), SHEET, 1)
    for i, x in enumerate((440, 500, 560)):
        things.apple(s, x, 600 - (i % 2) * 6, 30, (RED, "#8fb04a", "#e8c23a")[i])
    for x in (690, 730, 770):
        s.cut(polygon((x - 17, 556), (x + 17, 556), (x + 2, 640)), "#ef8a3c", 4)
        for turn in (-110, -90, -70):
            s.cut(leaf(x, 560, 44, 15, turn), MOSS, 2)
    s.cut(moved(box(-90, -46, 180, 92, 6), 960, 570, 4), SHEET, 5)
    s.cut(
        moved(
            union(
                stroke(curve((-50, 18), (-50, -24)), 8),
                ellipse(-10, 0, 12),
                ellipse(24, 0, 12),
                ellipse(54, 0, 12),
            ),
            960,
            570,
            4,
        ),
        RED,
        0,
    )


@scene_of("bus", "rocket", "acting")
def chairs_in_a_row(s: Scene) -> None:
    room(s, rug=s.pick("#8fb0c4", "#d9b36a", "#a9b97a"))
    tone = s.pick("#cf4a33", "#3f78a8", "#6c8f3f")
    for i, x in enumerate((330, 560, 790)):
        s.cut(box(x - 74, 470, 148, 220, 14), WOOD, 8)
        figure(
            s.sheet,
            x,
            720,
            s.somebody(),
            size=1.35,
            pose="sit",
            mood=s.dice.choice(("laugh", "smile", "wonder")),
            turn=0.5,
            hands=((x - 20.0, 600.0), (x + 60.0, 580.0)) if i == 2 else (None, None),
        )
    s.cut(blob((160, 840), (170, 640), (260, 620), (960, 620), (1050, 660), (1090, 840)), tone, 9)
    s.cut(box(170, 690, 900, 22), lighter(tone, 0.5), 0)
    for x in (330, 880):
        s.cut(ellipse(x, 842, 74), "#3c3a38", 6)
        s.cut(ellipse(x, 842, 38), "#b9bcb8", 2)
    s.cut(ring(910, 580, 62, 48), INK, 6)
    s.cut(ellipse(1040, 740, 28), MARIGOLD, 3)
    s.cut(star(600, 764, 34), MARIGOLD, 2)


@scene_of("making")
def junk_model(s: Scene) -> None:
    table(s, 460)
    figure(
        s.sheet,
        330,
        800,
        s.somebody(),
        size=1.75,
        hands=((260.0, 620.0), (440.0, 590.0)),
        mood="smile",
        turn=0.4,
    )
    table_top(s, 580)
    x = 130
    s.cut(box(x + 430, 560, 330, 210, 6), "#c99a6a", 10)
    s.cut(box(x + 500, 470, 190, 100, 4), "#e9c9a0", 7)
    s.cut(box(x + 560, 380, 34, 100, 10), SHEET, 5)
    s.cut(ellipse(x + 577, 372, 40, 34), RED, 5)
    for wheel in (x + 500, x + 690):
        s.cut(ellipse(wheel, 772, 48), BLUE, 6)
        s.cut(ellipse(wheel, 772, 16), MARIGOLD, 3)
    s.cut(star(x + 595, 664, 56), MARIGOLD, 3)
    s.cut(stroke(curve((x + 690, 500), (x + 800, 420), (x + 880, 470)), 5), INK, 2)
    for turn in (-60, -80, -40):
        s.cut(leaf(x + 880, 470, 96, 26, turn), s.pick("#e0907c", "#8fb0c4"), 3)
    s.cut(box(160, 690, 70, 110, 8), RED, 6)
    s.cut(polygon((180, 690), (210, 690), (195, 640)), SHEET, 3)
    things.scissors(s, 1010, 800, 16, "#6c8f3f", 0.85)
    for _ in range(12):
        s.cut(
            moved(
                box(-12, -12, 24, 24),
                s.dice.uniform(200, 1100),
                s.dice.uniform(800, 880),
                s.dice.uniform(0, 90),
            ),
            s.pick(*BRIGHT),
            2,
        )


@scene_of("laughing", "big smile", "game", "dinner")
def laughing(s: Scene) -> None:
    table(s, 460)
    for x, y in ((220, 880), (600, 840), (980, 880)):
        figure(
            s.sheet,
            x,
            y,
            s.somebody(),
            size=1.9,
            mood=s.dice.choice(("laugh", "laugh", "smile")),
            turn=(600 - x) / 900,
            tilt=s.near(0, 7),
            hands=((x - 60.0, 640.0), (x + 60.0, 640.0)),
        )
    table_top(s, 660, WOOD_PALE)
    for x, colour in ((230, RED), (610, MARIGOLD), (980, BLUE)):
        things.plate(s, x, 770, 120, SHEET, 0.42)
        s.cut(
            blob((x - 50, 764), (x - 10, 738), (x + 46, 750), (x + 50, 776), (x, 786)),
            s.pick("#e9c27a", "#d98a4a", "#8fb86a"),
            4,
        )
        things.cup(s, x + 160, 800, 0.8, colour, SHEET)


@scene_of("birthday")
def birthday(s: Scene) -> None:
    table(s, 450)
    figure(
        s.sheet,
        600,
        800,
        s.somebody(),
        size=1.75,
        mood="wonder",
        hands=((420.0, 620.0), (780.0, 620.0)),
    )
    figure(s.sheet, 220, 820, s.somebody(), size=1.6, mood="laugh", turn=0.6)
    figure(s.sheet, 980, 820, s.somebody(), size=1.6, mood="laugh", turn=-0.6)
    table_top(s, 600, WOOD_PALE)
    things.plate(s, 600, 800, 270, SHEET, 0.34)
    s.cut(box(420, 640, 360, 150, 20), "#c98a5c", 8)
    s.cut(
        blob(
            (410, 640),
            (600, 616),
            (790, 640),
            (792, 690),
            (750, 710),
            (716, 684),
            (670, 716),
            (620, 686),
            (560, 716),
            (510, 686),
            (460, 712),
            (408, 690),
        ),
        CREAM,
        4,
    )
    for i in range(4):
        x = 480 + i * 80
        s.cut(box(x - 8, 560, 16, 72, 4), BRIGHT[i], 4)
        s.cut(blob((x, 520), (x + 12, 546), (x, 560), (x - 12, 546)), MARIGOLD, 0)
        s.sheet.glow(ellipse(x, 540, 40), "#fff0b8", 0.55, 18)
    for i in range(9):
        s.cut(ellipse(440 + i * 40, 740 + (i % 2) * 20, 9), BRIGHT[i % 6], 2)


@scene_of("balance", "measuring")
def balance(s: Scene) -> None:
    table(s, 460)
    figure(
        s.sheet,
        600,
        830,
        s.somebody(),
        size=1.75,
        mood="wonder",
        hands=((400.0, 640.0), (800.0, 640.0)),
    )
    table_top(s, 640)
    s.cut(blob((470, 810), (520, 770), (680, 770), (730, 810)), WOOD_DARK, 8)
    s.cut(box(584, 500, 32, 290, 8), WOOD_DARK, 7)
    s.cut(moved(box(-330, -14, 660, 28, 14), 600, 510, 9), WOOD, 7)
    s.cut(ellipse(600, 510, 26), MARIGOLD, 5)
    for x, y, colour in ((280, 470, RED), (920, 568, BLUE)):
        for dx in (-70, 70):
            s.cut(stroke([(x, y - 6), (x + dx, y + 130)], 4), INK, 1, edge=0)
        s.cut(
            blob((x - 96, y + 130), (x + 96, y + 130), (x + 60, y + 184), (x - 60, y + 184)),
            colour,
            7,
        )
    s.cut(ellipse(280, 540, 60, 70), "#e0907c", 6)
    s.cut(polygon((270, 606), (290, 606), (280, 616)), "#e0907c", 1)
    things.story_stone(s, 920, 668, 0.7, 5)


@scene_of("steps", "slide")
def slide(s: Scene) -> None:
    garden(s)
    for x in (300, 420):
        s.cut(stroke([(x, 830), (x + 30, 360)], 20), BLUE, 7)
    for i in range(6):
        s.cut(
            stroke([(302 + i * 5, 800 - i * 76), (424 + i * 5, 800 - i * 76)], 16),
            lighter(BLUE, 0.3),
            5,
        )
    s.cut(box(300, 380, 190, 30, 8), BLUE, 8)
    s.cut(
        polygon(
            (470, 380), (540, 370), (1010, 770), (1090, 780), (1090, 826), (980, 826), (470, 430)
        ),
        RED,
        10,
    )
    s.cut(
        polygon((486, 392), (540, 384), (1004, 782), (1086, 792), (1086, 806), (990, 806)),
        lighter(RED, 0.35),
        2,
    )
    figure(
        s.sheet,
        690,
        592,
        s.somebody(),
        size=1.15,
        pose="sit",
        mood="laugh",
        turn=0.6,
        hands=((610.0, 380.0), (800.0, 390.0)),
    )
    figure(s.sheet, 380, 400, s.somebody(), size=0.95, mood="wonder", turn=0.5)
    leaves_near(s)


@scene_of("swing")
def swing(s: Scene) -> None:
    garden(s)
    s.cut(stroke(curve((-40, 60), (300, 150), (760, 100), (1260, 170)), 90, 54), BARK, 12)
    for _ in range(15):
        s.cut(
            ellipse(s.dice.uniform(0, 1200), s.dice.uniform(-40, 120), s.dice.uniform(70, 130)),
            mixed(MOSS, "#c98a3a", s.dice.random() * 0.6),
            6,
        )
    for x0, x1 in ((520, 470), (720, 670)):
        s.cut(stroke([(x0, 130), (x1, 640)], 9), "#d8c09a", 4)
    figure(
        s.sheet,
        570,
        640,
        s.somebody(),
        size=1.4,
        pose="sit",
        mood="laugh",
        turn=0.4,
        tilt=-6,
        hands=((486.0, 470.0), (688.0, 470.0)),
    )
    s.cut(moved(box(-150, -14, 300, 30, 8), 572, 656, 0), WOOD, 8)


@scene_of("tricycle")
def tricycle(s: Scene) -> None:
    garden(s, path=True)
    x = 560
    figure(
        s.sheet,
        x - 30,
        660,
        s.somebody(),
        size=1.5,
        pose="sit",
        mood="laugh",
        turn=0.6,
        hands=((x + 60.0, 520.0), (x + 170.0, 520.0)),
    )
    s.cut(stroke(curve((x - 130, 700), (x, 690), (x + 130, 650)), 26), RED, 7)
    s.cut(stroke([(x + 180, 740), (x + 120, 520)], 22), RED, 6)
    s.cut(stroke([(x + 60, 512), (x + 184, 524)], 17), INK, 5)
    s.cut(box(x - 120, 650, 150, 30, 14), INK, 5)
    for cx, r in ((x - 140, 84), (x + 190, 110)):
        s.cut(ring(cx, 780, r, r - 22), "#3c3a38", 7)
        s.cut(ellipse(cx, 780, 17), MARIGOLD, 3)
        for i in range(6):
            s.cut(
                stroke(
                    [
                        (cx, 780),
                        (cx + (r - 22) * math.cos(i * 1.047), 780 + (r - 22) * math.sin(i * 1.047)),
                    ],
                    5,
                ),
                "#b9bcb8",
                1,
                edge=0,
            )
    leaves_near(s)


@scene_of("wheelbarrow", "helping")
def wheelbarrow(s: Scene) -> None:
    garden(s, path=True, shed=True)
    figure(
        s.sheet,
        380,
        820,
        s.somebody(),
        size=1.6,
        mood="smile",
        turn=0.6,
        hands=((470.0, 620.0), (520.0, 610.0)),
    )
    s.cut(stroke([(500, 610), (860, 720)], 18), WOOD_DARK, 6)
    s.cut(ring(900, 780, 74, 46), "#3c3a38", 7)
    s.cut(ellipse(900, 780, 17), MARIGOLD, 3)
    for _ in range(26):
        s.cut(
            leaf(
                s.dice.uniform(590, 870), s.dice.uniform(540, 620), 62, 32, s.dice.uniform(0, 360)
            ),
            s.pick("#c98a3a", "#d9a548", "#b5653a", FERN),
            4,
        )
    s.cut(polygon((560, 590), (920, 590), (850, 750), (640, 750)), "#4f8a6d", 9)
    s.cut(stroke([(560, 592), (920, 592)], 18), lighter("#4f8a6d", 0.3), 4)
    s.cut(stroke([(650, 750), (620, 836)], 18), WOOD_DARK, 5)
    leaves_near(s)


@scene_of("workbench")
def workbench(s: Scene) -> None:
    room(s, rug=None)
    look = s.somebody()
    figure(
        s.sheet,
        430,
        870,
        replace(look, wears=tuple(w for w in look.wears if w != "glasses")),
        size=1.85,
        mood="calm",
        turn=0.4,
        hands=((330.0, 620.0), (620.0, 540.0)),
    )
    for side in (-1, 1):
        s.cut(ring(446 + side * 36, 414, 31, 24), BLUE, 3)
    s.cut(box(80, 640, 1040, 70, 8), WOOD, 11)
    s.cut(box(140, 710, 60, 200), WOOD_DARK, 6)
    s.cut(box(1000, 710, 60, 200), WOOD_DARK, 6)
    s.cut(box(560, 600, 330, 46, 5), WOOD_PALE, 7)
    for x in (640, 740, 840):
        s.cut(stroke([(x, 600), (x, 560)], 8), "#8c8f88", 3)
        s.cut(ellipse(x, 558, 13, 6), "#b9bcb8", 2)
    s.cut(stroke([(600, 556), (744, 440)], 24), WOOD_DARK, 7)
    s.cut(moved(box(-30, -60, 60, 120, 8), 744, 440, -38), "#8c8f88", 8)
    s.cut(ellipse(606, 552, 25), look.skin_colour, 5)
    s.cut(box(940, 560, 150, 84, 8), RED, 7)
    s.cut(stroke([(970, 560), (970, 520), (1060, 520), (1060, 560)], 12), darker(RED, 0.2), 4)


@scene_of("bubbles")
def bubbles(s: Scene) -> None:
    garden(s)
    figure(
        s.sheet,
        380,
        840,
        s.somebody(),
        size=1.6,
        mood="laugh",
        turn=0.4,
        hands=((270.0, 420.0), (540.0, 430.0)),
    )
    figure(
        s.sheet,
        840,
        850,
        s.somebody(),
        size=1.55,
        mood="wonder",
        turn=-0.4,
        hands=((690.0, 470.0), (930.0, 440.0)),
    )
    for _ in range(24):
        x, y, r = s.dice.uniform(60, 1140), s.dice.uniform(60, 640), s.dice.uniform(14, 52)
        s.cut(
            ellipse(x, y, r),
            s.pick("#dff0f2", "#f3dfe8", "#e6e4f6", "#fdf0cf"),
            3,
            alpha=0.42,
            edge=0.9,
            shade=0.12,
        )
        s.sheet.glow(ellipse(x - r * 0.36, y - r * 0.4, r * 0.22), "#ffffff", 0.9, 3)
        s.cut(ring(x, y, r, r - 2.5), "#fffdf8", 0, alpha=0.6, edge=0)


@scene_of("jumping", "skipping")
def jumping(s: Scene) -> None:
    garden(s, path=True)
    for x, y, size in ((380, 690, 1.45), (800, 720, 1.5)):
        s.sheet.glow(ellipse(x + 20, 838, 110, 24), "#3d2e24", 0.42, 14)
        figure(
            s.sheet,
            x,
            y,
            s.somebody(),
            size=size,
            mood="laugh",
            turn=0.3,
            hands=((x - 180.0, y - 440.0), (x + 180.0, y - 430.0)),
        )
    leaves_near(s)


@scene_of("shadow")
def shadow(s: Scene) -> None:
    above(s, "stone")
    tone = "#7a766c"
    shape = union(
        ellipse(640, 250, 96),
        blob((560, 340), (720, 340), (760, 480), (740, 640), (560, 640), (530, 480)),
        stroke(curve((570, 400), (440, 330), (380, 210)), 60, 44),
        stroke(curve((710, 400), (850, 350), (930, 250)), 60, 44),
        stroke([(600, 620), (590, 860)], 74, 60),
        stroke([(700, 620), (720, 860)], 74, 60),
    )
    s.sheet.glow(shape, tone, 0.62, 9)
    for dx, flip in ((-66, True), (70, False)):
        s.cut(
            moved(
                blob((-50, 40), (-58, -40), (-20, -70), (30, -60), (48, 0), (40, 60), (0, 80)),
                650 + dx,
                880,
                0,
                1,
                flip,
            ),
            RED,
            9,
        )
    for _ in range(14):
        s.cut(
            leaf(s.dice.uniform(0, 1200), s.dice.uniform(0, 900), 50, 26, s.dice.uniform(0, 360)),
            s.pick("#c98a3a", "#d9a548", "#b5653a"),
            4,
        )


@scene_of("washing line")
def washing_line(s: Scene) -> None:
    garden(s)
    for x in (90, 1110):
        s.cut(box(x - 12, 190, 24, 560), WOOD_DARK, 6)
    line = curve((90, 210), (600, 270), (1110, 210))
    s.cut(stroke(line, 5), INK, 2, edge=0)
    for i in range(5):
        x, colour = 210 + i * 180, BRIGHT[(i + s.seed) % 6]
        if i % 2:
            s.cut(
                moved(box(-60, 0, 120, 170, 6), x, 250, s.near(8, 4)),
                colour,
                7,
                inlay=[
                    (box(x - 100, 270 + j * 44, 240, 18), lighter(colour, 0.5)) for j in range(4)
                ],
            )
        else:
            s.cut(
                moved(
                    blob(
                        (-40, 0),
                        (40, 0),
                        (92, 34),
                        (70, 74),
                        (48, 60),
                        (52, 170),
                        (-52, 170),
                        (-48, 60),
                        (-70, 74),
                        (-92, 34),
                    ),
                    x,
                    250,
                    s.near(8, 4),
                ),
                colour,
                7,
            )
        for dx in (-34, 34):
            s.cut(box(x + dx - 5, 236, 11, 34, 3), WOOD_PALE, 2)
    for x in (420, 740):
        figure(
            s.sheet,
            x,
            830,
            s.somebody(),
            size=1.35,
            pose="sit",
            view="back",
            hands=(None, (x + 90.0, 560.0)) if x < 600 else (None, None),
        )


@scene_of("parachute")
def parachute(s: Scene) -> None:
    above(s, "grass")
    for i in range(12):
        a0, a1 = i * math.pi / 6, (i + 1) * math.pi / 6
        edge = [
            (
                600 + 330 * math.cos(a0 + (a1 - a0) * t / 6),
                450 + 330 * math.sin(a0 + (a1 - a0) * t / 6),
            )
            for t in range(7)
        ]
        s.cut([[(600, 450), *edge]], BRIGHT[i % 6], 7)
    s.cut(ellipse(600, 450, 46), SHEET, 3)
    for x, y in ((520, 330), (720, 520), (560, 580)):
        things.ball(s, x, y, 34, s.pick(RED, BLUE, MARIGOLD))
    for i in range(10):
        a = i * math.pi / 5 + 0.2
        look = s.somebody()
        x, y = 600 + 396 * math.cos(a), 450 + 396 * math.sin(a)
        s.cut(moved(ellipse(0, 0, 62, 40), x, y, math.degrees(a) + 90), look.top, 8)
        for off in (-0.12, 0.12):
            s.cut(
                stroke(
                    [
                        (600 + 384 * math.cos(a + off), 450 + 384 * math.sin(a + off)),
                        (600 + 330 * math.cos(a + off * 0.7), 450 + 330 * math.sin(a + off * 0.7)),
                    ],
                    22,
                    18,
                ),
                look.skin_colour,
                4,
            )
        s.cut(ellipse(x + 12 * math.cos(a), y + 12 * math.sin(a), 42), look.hair_colour, 6)


@scene_of("ramp")
def ramp(s: Scene) -> None:
    room(s, rug=s.pick("#8fb0c4", "#d9b0a0"))
    for i in range(3):
        things.block(s, 180, 770 - i * 84, 130, 84, BRIGHT[i])
    s.cut(
        polygon(
            (190, 500), (330, 500), (1010, 760), (1080, 764), (1080, 800), (980, 800), (190, 540)
        ),
        WOOD,
        10,
    )
    for x, y, colour in ((560, 574, RED), (860, 690, BLUE)):
        s.cut(
            moved(union(box(-60, -38, 120, 38, 12), box(-34, -66, 66, 36, 12)), x, y, 21), colour, 7
        )
        for dx in (-32, 32):
            s.cut(moved(ellipse(dx, 0, 17), x, y, 21), INK, 3)
    figure(
        s.sheet,
        760,
        560,
        s.somebody(),
        size=1.3,
        pose="kneel",
        mood="laugh",
        turn=0.3,
        hands=((640.0, 470.0), (900.0, 460.0)),
    )
    things.ball(s, 1110, 820, 44, MARIGOLD)


# --- From above ---------------------------------------------------------------------------


@scene_of("mat", "mobile", "blanket")
def on_the_mat(s: Scene) -> None:
    above(s, "mat")
    s.cut(box(170, 90, 860, 720, 120), s.pick("#8fb0c4", "#d9b36a", "#c9a9c0"), 8)
    s.cut(box(210, 130, 780, 640, 100), s.pick("#fdf0d8", "#eef2e0", "#f3e9f4"), 2)
    look = s.somebody("baby")
    s.cut(stroke(curve((560, 600), (480, 660), (520, 740)), 66, 50), look.bottom, 6)
    s.cut(stroke(curve((640, 600), (720, 660), (690, 740)), 66, 50), look.bottom, 6)
    for x in (516, 694):
        s.cut(ellipse(x, 752, 32, 28), SHEET, 4)
    s.cut(stroke(curve((520, 470), (410, 430), (380, 340)), 52, 42), look.top, 6)
    s.cut(stroke(curve((680, 470), (780, 410), (800, 320)), 52, 42), look.top, 6)
    for x, y in ((378, 322), (802, 302)):
        s.cut(ellipse(x, y, 27), look.skin_colour, 4)
    s.cut(blob((520, 420), (680, 420), (712, 540), (690, 630), (510, 630), (488, 540)), look.top, 7)
    head(s.sheet, 600, 330, 116, look, mood=s.dice.choice(("smile", "laugh", "wonder")), turn=0.2)
    for x, y, colour in (
        (300, 230, RED),
        (900, 200, MARIGOLD),
        (880, 560, BLUE),
        (320, 600, "#6c8f3f"),
    ):
        s.cut(star(x, y, 56, s.near(0, 20)), colour, 14, shade=0.2)


@scene_of("name card", "letters", "writing")
def letters(s: Scene) -> None:
    above(s, "wood")
    kinds = s.dice.sample(range(7), 5)
    for i, kind in enumerate(kinds):
        x, y = (270 + i * 330, 240) if i < 3 else (430 + (i - 3) * 340, 540)
        turn = s.near(0, 6)
        s.cut(moved(box(-140, -100, 280, 200, 12), x, y, turn), SHEET, 8)
        s.cut(
            moved(box(-140, -100, 280, 200, 12), x, y, turn),
            s.pick("#f4d6c5", "#dcebdd", "#d0e4ea", "#e4daee", "#fdebc4"),
            0,
            alpha=0.6,
        )
        things.story_stone(s, x - 70, y, 0.52, kind)
        for j in range(3):
            line = (
                curve((0, -40), (0, 40)),
                curve((24, -30), (0, 0), (24, 34)),
                curve((0, 40), (14, -40), (30, 40)),
            )[(i + j) % 3]
            s.cut(moved(stroke(line, 11), x + 6 + j * 44, y + 4, turn), INK, 0, edge=0, alpha=0.85)
    hand_from_below(s, 880, 610, s.somebody(), lean=-50, size=1.2)
    things.crayon(s, 250, 720, -20, RED)


@scene_of("chalk")
def chalk(s: Scene) -> None:
    above(s, "stone")
    for cx, cy, r, colour in (
        (420, 380, 230, "#fbf6ec"),
        (820, 330, 150, "#f6d488"),
        (760, 650, 110, "#e9b9c4"),
    ):
        line = [
            (
                cx + r * (0.25 + 0.75 * t / 90) * math.cos(t * 0.42),
                cy + r * (0.25 + 0.75 * t / 90) * math.sin(t * 0.42),
            )
            for t in range(90)
        ]
        s.cut(stroke(line, 15, 12), colour, 0, edge=0, alpha=0.72, soft=1.2)
    for i, colour in enumerate(("#f6d488", "#e9b9c4", "#bcd8e0", "#fbf6ec")):
        s.cut(
            moved(box(-60, -17, 120, 34, 14), 1010 + (i % 2) * 60, 560 + i * 80, s.near(20, 30)),
            colour,
            6,
        )
    hand_from_below(s, 520, 600, s.somebody(), lean=40, size=1.25)
    s.cut(moved(box(-50, -15, 100, 30, 12), 506, 590, -60), "#fbf6ec", 6)


@scene_of("snail")
def snail(s: Scene) -> None:
    above(s, "stone")
    for _ in range(5):
        s.cut(
            leaf(s.dice.uniform(0, 400), s.dice.uniform(0, 300), 190, 90, s.dice.uniform(-30, 60)),
            mixed(MOSS, FERN, s.dice.random()),
            7,
        )
    trail = curve((60, 760), (300, 700), (470, 560), (600, 500))
    s.cut(stroke(trail, 44, 30), "#dfe6e4", 0, alpha=0.55, edge=0)
    s.cut(
        blob(
            (500, 560),
            (540, 510),
            (760, 500),
            (850, 460),
            (890, 470),
            (880, 510),
            (800, 560),
            (640, 590),
        ),
        "#d9b98a",
        7,
    )
    for dx in (0, 34):
        s.cut(
            stroke(curve((856 + dx * 0.4, 474), (880 + dx, 430), (890 + dx, 400)), 9, 6),
            "#d9b98a",
            3,
        )
        s.cut(ellipse(890 + dx, 396, 9), INK, 1)
    s.cut(ellipse(650, 460, 138, 128), "#b5764a", 9)
    spiral = [
        (
            650 + (118 - t * 1.24) * math.cos(t * 0.22 + 0.6),
            460 + (108 - t * 1.14) * math.sin(t * 0.22 + 0.6),
        )
        for t in range(92)
    ]
    s.cut(stroke(spiral, 22, 8), "#e3b07c", 0, edge=0.4)
    hand_from_below(s, 960, 560, s.somebody(), lean=-50, size=1.2)


@scene_of("ice")
def ice(s: Scene) -> None:
    above(s, "wood")
    for x, y, colour in ((350, 380, "#b9dce4"), (850, 360, "#f0cdb4")):
        s.cut(ellipse(x, y, 220), SHEET, 12)
        s.cut(ellipse(x, y, 190), colour, 0)
        for _ in range(6):
            px, py = x + s.dice.uniform(-100, 100), y + s.dice.uniform(-100, 100)
            s.cut(
                moved(box(-34, -30, 68, 60, 14), px, py, s.dice.uniform(0, 90)),
                "#f2fafb",
                5,
                alpha=0.72,
                edge=0.9,
            )
            s.cut(
                leaf(px - 14, py, 34, 16, s.dice.uniform(0, 360)),
                s.pick(MOSS, RED, MARIGOLD),
                0,
                alpha=0.7,
            )
    hand_from_below(s, 430, 560, s.somebody(), lean=50, size=1.2)
    hand_from_below(s, 830, 590, s.somebody(), lean=-50, size=1.2)


@scene_of("pattern", "beads")
def pattern(s: Scene) -> None:
    above(s, s.dice.choice(("cloth", "wood")))
    places = [(150 + i * 118, 250) for i in range(9)] + [(1094, 250 + i * 118) for i in range(1, 4)]
    for i, (x, y) in enumerate(places):
        x, y = x + s.near(0, 6), y + s.near(0, 8)
        if i % 3 == 0:
            s.cut(leaf(x - 40, y + 20, 96, 56, -26), s.pick("#c98a3a", "#b5653a", MOSS), 6)
        elif i % 3 == 1:
            s.cut(ellipse(x, y, 40), "#cfd2cf", 6)
            s.cut(ellipse(x, y, 30), s.pick(RED, BLUE), 0)
        else:
            fan = blob(
                (x, y + 40),
                (x - 44, y),
                (x - 30, y - 36),
                (x, y - 46),
                (x + 30, y - 36),
                (x + 44, y),
            )
            s.cut(fan, "#f3e0cf", 6)
            for dx in (-22, -8, 8, 22):
                s.cut(stroke([(x, y + 32), (x + dx, y - 34)], 4), "#d9b09a", 0, edge=0)
    things.plate(s, 330, 620, 150, "#e9f1f2")
    for _ in range(9):
        s.cut(
            ellipse(330 + s.near(0, 70), 620 + s.near(0, 70), 30),
            s.pick("#cfd2cf", "#f3e0cf", "#c98a3a"),
            5,
        )
    hand_from_below(s, 880, 470, s.somebody(), lean=-40, size=1.2)


@scene_of("boat", "paper boat")
def paper_boat(s: Scene) -> None:
    above(s, "stone")
    s.cut(
        blob(
            (-60, 300),
            (300, 260),
            (700, 330),
            (1260, 270),
            (1260, 600),
            (800, 640),
            (300, 580),
            (-60, 630),
        ),
        "#8fb4c2",
        0,
    )
    for _ in range(22):
        x, y = s.dice.uniform(-40, 1140), s.dice.uniform(330, 580)
        s.cut(
            stroke(curve((x, y), (x + 50, y - 12), (x + 110, y)), 6, 3),
            "#cfe3ea",
            0,
            alpha=0.8,
            edge=0,
        )
    for x, y, colour in ((300, 430, SHEET), (620, 470, "#fdebc4"), (920, 420, "#f4d6c5")):
        s.cut(
            moved(polygon((-130, 0), (130, 0), (80, 66), (-80, 66)), x, y, s.near(0, 8)), colour, 8
        )
        s.cut(moved(polygon((-74, 0), (0, -110), (74, 0)), x, y, 0), lighter(colour, 0.3), 5)
        s.cut(moved(polygon((0, -110), (74, 0), (0, 0)), x, y, 0), darker(colour, 0.08), 0)
    hand_from_below(s, 680, 620, s.somebody(), lean=-30, size=1.2)


@scene_of("soil")
def seeds(s: Scene) -> None:
    above(s, "wood")
    for i in range(3):
        for j in range(2):
            x, y = 300 + i * 290, 240 + j * 280
            s.cut(ellipse(x, y, 118), "#b05434", 10)
            s.cut(ellipse(x, y, 98), EARTH, 0)
            for turn in (-130, -50) if s.dice.random() < 0.8 else ():
                s.cut(leaf(x, y, 74, 34, turn), FERN, 5)
    hand_from_below(s, 660, 590, s.somebody(), lean=20, size=1.2)


@scene_of("web")
def web(s: Scene) -> None:
    s.sheet.fade("#8a6b50", "#7a5d45")
    for i in range(9):
        s.cut(box(-10, i * 104, 1220, 102), mixed("#7f9a92", "#6b877f", s.dice.random()), 3)
    s.cut(box(180, 90, 840, 700, 8), SHEET, 10)
    s.cut(
        box(216, 126, 768, 628),
        "#cfe0dc",
        0,
        edge=0,
        inlay=[(ellipse(420, 800, 420, 260), FERN), (ellipse(860, 820, 380, 300), MOSS)],
    )
    s.sheet.blur(1.4)
    cx, cy = 640, 400
    spokes = [(i * math.pi / 6 + s.near(0, 0.05), s.near(330, 30)) for i in range(12)]
    for a, r in spokes:
        s.cut(
            stroke([(cx, cy), (cx + r * math.cos(a), cy + r * math.sin(a) * 0.92)], 4, 3),
            "#fffdf8",
            2,
            edge=0,
            alpha=0.9,
        )
    for share in (0.2, 0.36, 0.52, 0.68, 0.84, 0.97):
        points = [
            (cx + r * share * math.cos(a), cy + r * share * math.sin(a) * 0.92) for a, r in spokes
        ]
        s.cut(stroke([*points, points[0]], 3.4), "#fffdf8", 2, edge=0, alpha=0.85)
    for side in (-1, 1):
        for i in range(4):
            y = cy - 24 + i * 16
            s.cut(
                stroke(
                    curve(
                        (cx, cy), (cx + side * 44, y - 22 + i * 8), (cx + side * 74, y + 8 + i * 12)
                    ),
                    8,
                    5,
                ),
                INK,
                3,
            )
    s.cut(ellipse(cx, cy + 14, 32, 38), "#5a4234", 6)
    s.cut(ellipse(cx, cy - 26, 20, 18), "#4a362b", 5)
    figure(s.sheet, 330, 1060, s.somebody(), size=2.0, view="back")


@scene_of("torch")
def torch(s: Scene) -> None:
    s.sheet.fade("#4a4f74", "#5b5577", 0, 0.6)
    s.cut(box(-20, 640, 1240, 300), "#6b5a66", 0, edge=0)
    s.sheet.glow(polygon((470, 640), (560, 600), (960, 120), (640, 110)), "#fff0b8", 0.25, 30)
    s.sheet.glow(ellipse(800, 250, 190, 180), "#fff3c4", 0.95, 26)
    s.cut(ellipse(800, 250, 156, 150), "#fdeeb6", 0, soft=5, edge=0)
    for x, y, r in ((750, 210, 26), (840, 290, 36), (846, 190, 16)):
        s.cut(ellipse(x, y, r), "#f3d98c", 0, soft=3, edge=0)
    figure(
        s.sheet,
        380,
        860,
        s.somebody(),
        size=1.65,
        mood="wonder",
        turn=0.7,
        hands=(None, (520.0, 620.0)),
    )
    s.cut(
        moved(
            union(box(-60, -17, 90, 34, 8), polygon((30, -17), (64, -32), (64, 32), (30, 17))),
            520,
            610,
            -42,
        ),
        RED,
        6,
    )
    figure(s.sheet, 930, 960, s.somebody(), size=1.7, view="back", hands=((840.0, 560.0), None))


@scene_of("post box")
def post_box(s: Scene) -> None:
    garden(s, path=True)
    s.sheet.glow(ellipse(820, 832, 190, 34), "#3d2e24", 0.45, 14)
    s.cut(box(690, 250, 260, 580, 20), "#c4382d", 10)
    s.cut(box(670, 790, 300, 46, 8), "#2f2a2a", 5)
    s.cut(blob((672, 270), (690, 200), (820, 166), (950, 200), (968, 270)), "#c4382d", 7)
    s.cut(box(664, 256, 312, 34, 10), darker("#c4382d", 0.12), 5)
    s.cut(box(730, 350, 180, 24, 8), "#2f2a2a", 0)
    s.cut(box(750, 410, 140, 110, 6), CREAM, 3)
    for i in range(4):
        s.cut(box(766, 428 + i * 22, 108, 8), "#b9b4a6", 0, edge=0)
    figure(
        s.sheet,
        420,
        840,
        s.somebody(),
        size=1.6,
        mood="wonder",
        turn=0.7,
        hands=(None, (640.0, 470.0)),
    )
    s.cut(moved(box(-62, -40, 124, 80, 4), 652, 440, -12), SHEET, 7)
    s.cut(moved(box(30, -30, 22, 26), 652, 440, -12), BLUE, 0)
    leaves_near(s)


@scene_of("faces", "peekaboo", "greeting", "talking")
def face_to_face(s: Scene) -> None:
    room(s, rug=s.pick("#d9b36a", "#a9b97a", "#c9a9c0", "#8fb0c4"))
    figure(
        s.sheet,
        830,
        800,
        s.somebody("adult"),
        size=1.5,
        pose="kneel",
        mood=s.dice.choice(("smile", "laugh")),
        turn=-0.7,
        hands=((690.0, 640.0), (740.0, 680.0)),
    )
    figure(
        s.sheet,
        400,
        810,
        s.somebody(),
        size=1.55,
        pose="sit",
        mood=s.dice.choice(("laugh", "wonder", "smile")),
        turn=0.7,
        hands=((350.0, 720.0), (520.0, 640.0)),
    )
    things.ball(s, 620, 820, 44, s.pick(RED, BLUE, "#6c8f3f"))


@scene_of("sky", "pointing")
def sky(s: Scene) -> None:
    garden(s, horizon=560)
    s.cut(ellipse(300, 170, 76), "#fbf8ee", 2, alpha=0.9, shade=0.1)
    for x, y, r in ((280, 150, 14), (326, 190, 18), (310, 130, 9)):
        s.cut(ellipse(x, y, r), "#e3e2da", 0, edge=0)
    figure(s.sheet, 640, 850, s.somebody(), size=1.7, view="back", hands=((470.0, 420.0), None))
    leaves_near(s)


@scene_of("gate")
def gate(s: Scene) -> None:
    garden(s, horizon=380)
    s.cut(box(-20, 470, 1240, 170), "#8f8d88", 3)
    for i in range(6):
        s.cut(box(40 + i * 220, 548, 120, 12), CREAM, 0, alpha=0.8)
    x = s.near(560, 80)
    tone = s.pick("#4f8a6d", BLUE, "#e0a63a")
    s.cut(box(x - 330, 260, 430, 270, 24), tone, 9)
    s.cut(box(x + 90, 330, 200, 200, 30), SHEET, 8)
    s.cut(box(x + 150, 360, 120, 80, 12), "#cfe3e8", 2)
    s.cut(box(x - 300, 300, 370, 30, 6), lighter(tone, 0.4), 1)
    for wheel in (x - 220, x + 180):
        s.cut(ellipse(wheel, 536, 58), "#3c3a38", 7)
        s.cut(ellipse(wheel, 536, 26), "#b9bcb8", 2)
    s.sheet.blur(1.6)
    for i in range(13):
        s.cut(box(i * 100 - 20, 520, 26, 330, 10), WOOD_DARK, 6)
    for y in (570, 780):
        s.cut(box(-20, y, 1240, 32, 6), WOOD, 7)
    for x in (400, 800):
        figure(
            s.sheet,
            x,
            900,
            s.somebody(),
            size=1.6,
            view="back",
            hands=((x - 110.0, 590.0), (x + 130.0, 430.0))
            if x < 600
            else ((x - 90.0, 590.0), (x + 90.0, 590.0)),
        )


@scene_of("train")
def train(s: Scene) -> None:
    above(s, "floor")
    track = curve((-60, 620), (200, 660), (520, 600), (820, 440), (1260, 400))
    s.cut(stroke(track, 118), WOOD, 5)
    for rail in (-34, 34):
        s.cut(stroke([(x, y + rail) for x, y in track], 12), darker(WOOD, 0.25), 0, edge=0.3)
    for i in range(3):
        x, y = track[len(track) * (4 + 3 * i) // 12]
        ahead = track[len(track) * (4 + 3 * i) // 12 + 1]
        turn = math.degrees(math.atan2(ahead[1] - y, ahead[0] - x))
        tone = (BLUE, MARIGOLD, RED)[i]
        s.cut(moved(box(-104, -52, 208, 104, 18), x, y, turn), tone, 11)
        s.cut(moved(box(-84, -34, 168, 68, 10), x, y, turn), lighter(tone, 0.22), 2)
        if i == 2:
            s.cut(moved(ellipse(54, 0, 26), x, y, turn), INK, 5)
            s.cut(moved(ellipse(54, 0, 14), x, y, turn), darker(RED, 0.5), 0)
            s.cut(moved(box(-80, -40, 76, 80, 10), x, y, turn), darker(RED, 0.15), 6)
        else:
            for dx in (-44, 0, 44):
                s.cut(
                    moved(ellipse(dx, 0, 22), x, y, turn),
                    s.pick(WOOD_PALE, "#6c8f3f", "#e08a7a"),
                    5,
                )
    for x, y in ((260, 250), (380, 190), (900, 760), (1010, 700)):
        s.cut(ellipse(x, y, 62), mixed(MOSS, FERN, s.dice.random()), 9)
        s.cut(ellipse(x - 8, y - 8, 34), FERN, 3)
    s.cut(box(560, 130, 170, 130, 8), CREAM, 8)
    s.cut(polygon((544, 196), (544, 130), (746, 130), (746, 196)), RED, 4)
    hand_from_below(s, 620, 650, s.somebody(), lean=40, size=1.2)
