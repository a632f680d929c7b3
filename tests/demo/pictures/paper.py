"""A table with coloured paper, scissors and a little paint: everything a picture is cut from.

A `Sheet` is 1200 units wide. Shapes are lists of outlines (closed polygons in units), made by
the functions below and laid down with `Sheet.cut`, each with its own paper, a soft shadow under
it and a lit edge. Only Pillow is needed, and the same seed always gives the same picture.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from functools import cache
from random import Random

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter

Point = tuple[float, float]
Outline = list[Point]
Shape = list[Outline]
Colour = str | tuple[int, int, int]

FINER = 2  # edges are cut this much finer than the sheet, then smoothed


# --- Colours ------------------------------------------------------------------------------

PAPER, SHEET, SHADE = "#fbf6ec", "#fffdf8", "#f3ecdd"
INK, LEAF, MARIGOLD, BERRY = "#16342a", "#0c5340", "#f5b335", "#86192b"
SAGE, SAGE_DEEP = "#e0e7c6", "#687a33"
CLAY, CLAY_DEEP = "#f4d6c5", "#b05434"
PLUM, PLUM_DEEP = "#e4daee", "#7b619e"
SKY, SKY_DEEP = "#d0e4ea", "#33758b"
MOSS, FERN, HILL_FAR, HILL_NEAR = "#4f7d4a", "#87a860", "#e9eccf", "#d5e0c0"
WOOD, WOOD_DARK, WOOD_PALE, BARK = "#cfa06a", "#a87846", "#e6c696", "#6d4b34"
RED, BLUE, CREAM, ROSE, STONE = "#cf4a33", "#3f78a8", "#fff4dc", "#e59a86", "#b9b4a6"
EARTH, MUD, GREY = "#8b6546", "#6f5039", "#8c8f88"

ROOMS = {
    "sage": (SAGE, SAGE_DEEP),
    "clay": (CLAY, CLAY_DEEP),
    "plum": (PLUM, PLUM_DEEP),
    "sky": (SKY, SKY_DEEP),
}


def rgb(colour: Colour) -> tuple[int, int, int]:
    return ImageColor.getrgb(colour)[:3] if isinstance(colour, str) else colour


def mixed(one: Colour, other: Colour, share: float) -> tuple[int, int, int]:
    """`one` with so much (0 to 1) of `other` in it."""
    red, green, blue = (
        round(x + (y - x) * share) for x, y in zip(rgb(one), rgb(other), strict=True)
    )
    return red, green, blue


def darker(colour: Colour, share: float = 0.2) -> tuple[int, int, int]:
    return mixed(colour, "#2a1f2b", share)


def lighter(colour: Colour, share: float = 0.2) -> tuple[int, int, int]:
    return mixed(colour, "#fffaf0", share)


# --- Shapes -------------------------------------------------------------------------------


def ellipse(x: float, y: float, rx: float, ry: float | None = None, turn: float = 0) -> Shape:
    """An ellipse around a point, turned by so many degrees."""
    ry = rx if ry is None else ry
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    count = max(20, min(90, int(max(rx, ry) * 0.8)))
    outline = []
    for step in range(count):
        a = 2 * math.pi * step / count
        px, py = rx * math.cos(a), ry * math.sin(a)
        outline.append((x + px * cos - py * sin, y + px * sin + py * cos))
    return [outline]


def box(x: float, y: float, width: float, height: float, corner: float = 0) -> Shape:
    """A rectangle from its top left corner, with round corners if wanted."""
    if corner <= 0:
        return [[(x, y), (x + width, y), (x + width, y + height), (x, y + height)]]
    corner = min(corner, width / 2, height / 2)
    outline = []
    for cx, cy, start in (
        (x + width - corner, y + corner, -90),
        (x + width - corner, y + height - corner, 0),
        (x + corner, y + height - corner, 90),
        (x + corner, y + corner, 180),
    ):
        for step in range(9):
            a = math.radians(start + step * 90 / 8)
            outline.append((cx + corner * math.cos(a), cy + corner * math.sin(a)))
    return [outline]


def polygon(*points: Point) -> Shape:
    return [list(points)]


def _between(a: Point, b: Point, c: Point, d: Point, steps: int) -> Iterable[Point]:
    """A smooth line from b to c (Catmull-Rom)."""

    def at(p: float, q: float, r: float, s: float, t: float) -> float:
        bend = 2 * p - 5 * q + 4 * r - s
        twist = 3 * q - p - 3 * r + s
        return 0.5 * (2 * q + (r - p) * t + bend * t * t + twist * t**3)

    for step in range(steps):
        t = step / steps
        yield at(a[0], b[0], c[0], d[0], t), at(a[1], b[1], c[1], d[1], t)


def blob(*points: Point, steps: int = 10) -> Shape:
    """A soft closed shape through the points."""
    count = len(points)
    outline: Outline = []
    for i in range(count):
        outline.extend(
            _between(
                points[i - 1], points[i], points[(i + 1) % count], points[(i + 2) % count], steps
            )
        )
    return [outline]


def curve(*points: Point, steps: int = 10) -> Outline:
    """A soft open line through the points, for `stroke`."""
    if len(points) < 3:
        return list(points)
    line: Outline = []
    padded = [points[0], *points, points[-1]]
    for i in range(len(points) - 1):
        before, start, end, after = padded[i : i + 4]
        line.extend(_between(before, start, end, after, steps))
    return [*line, points[-1]]


def stroke(line: Sequence[Point], width: float, end_width: float | None = None) -> Shape:
    """A brush stroke along a line, round at both ends, getting thinner or thicker."""
    end_width = width if end_width is None else end_width
    count = len(line)
    halves = [(width + (end_width - width) * i / max(1, count - 1)) / 2 for i in range(count)]
    pieces: Shape = []
    # Every stretch is a piece of its own: one outline around a sharp bend would cross itself.
    for (x0, y0), (x1, y1), a, b in zip(line, line[1:], halves, halves[1:], strict=False):
        dx, dy = x1 - x0, y1 - y0
        length = math.hypot(dx, dy) or 1
        nx, ny = -dy / length, dx / length
        pieces.append(
            [
                (x0 + nx * a, y0 + ny * a),
                (x1 + nx * b, y1 + ny * b),
                (x1 - nx * b, y1 - ny * b),
                (x0 - nx * a, y0 - ny * a),
            ]
        )
    for i, ((x, y), half) in enumerate(zip(line, halves, strict=True)):
        if half > 3 or i in (0, count - 1):
            corners = max(8, min(40, int(half * 1.6)))
            pieces.append(
                [
                    (
                        x + half * math.cos(2 * math.pi * corner / corners),
                        y + half * math.sin(2 * math.pi * corner / corners),
                    )
                    for corner in range(corners)
                ]
            )
    return pieces


def leaf(x: float, y: float, length: float, width: float, turn: float) -> Shape:
    """A leaf with its stalk at the point."""
    outline = [(0.0, 0.0), (length * 0.35, -width / 2), (length * 0.75, -width * 0.32)]
    outline += [(length, 0.0), (length * 0.75, width * 0.32), (length * 0.35, width / 2)]
    return moved(blob(*outline, steps=6), x, y, turn=turn)


def moved(
    shape: Shape, dx: float, dy: float, turn: float = 0, scale: float = 1, flip: bool = False
) -> Shape:
    """The shape flipped, scaled and turned around the origin, then moved."""
    cos, sin = math.cos(math.radians(turn)) * scale, math.sin(math.radians(turn)) * scale
    side = -1 if flip else 1
    return [
        [(dx + side * x * cos - y * sin, dy + side * x * sin + y * cos) for x, y in outline]
        for outline in shape
    ]


def union(*shapes: Shape) -> Shape:
    return [outline for shape in shapes for outline in shape]


# --- The paper itself ---------------------------------------------------------------------


@cache
def _noise(width: int, height: int, seed: int) -> Image.Image:
    return Image.frombytes("L", (width, height), Random(seed).randbytes(width * height))


@cache
def _gouache() -> Image.Image:
    """Uneven paint: soft clouds and the direction of a brush. Grey, 1800 × 1400."""
    size = (1800, 1400)
    clouds = _noise(28, 22, 1).resize(size, Image.Resampling.BICUBIC)
    spots = _noise(150, 120, 2).resize(size, Image.Resampling.BICUBIC)
    brush = _noise(60, 500, 3).resize(size, Image.Resampling.BICUBIC)
    fibre = _noise(900, 700, 4).resize(size, Image.Resampling.BICUBIC)
    paint = Image.blend(Image.blend(clouds, spots, 0.4), brush, 0.3)
    return Image.blend(paint, fibre, 0.25)


@cache
def _grain(size: tuple[int, int]) -> Image.Image:
    """The tooth of the paper, as an L picture around middle grey."""
    fine = _noise(*size, 5).filter(ImageFilter.GaussianBlur(0.6))
    rough = _noise(size[0] // 3, size[1] // 3, 6).resize(size, Image.Resampling.BICUBIC)
    return Image.blend(fine, rough, 0.35)


class Sheet:
    """What a picture is laid out on: `width` × `height` units, one unit one pixel."""

    def __init__(self, width: int, height: int, seed: int, colour: Colour = PAPER) -> None:
        self.width, self.height = width, height
        self.dice = Random(seed)
        self.image = Image.new("RGB", (width, height), rgb(colour))
        self.light: Point = (-0.45, -0.9)  # where the light comes from

    def _mask(self, shape: Shape, area: tuple[int, int, int, int]) -> Image.Image:
        left, top, right, bottom = area
        mask = Image.new("L", ((right - left) * FINER, (bottom - top) * FINER), 0)
        draw = ImageDraw.Draw(mask)
        for outline in shape:
            if len(outline) > 2:
                draw.polygon([((x - left) * FINER, (y - top) * FINER) for x, y in outline], 255)
        return mask.reduce(FINER)

    def _area(self, shape: Shape, margin: float) -> tuple[int, int, int, int] | None:
        xs = [x for outline in shape for x, _y in outline]
        ys = [y for outline in shape for _x, y in outline]
        left, right = math.floor(min(xs) - margin), math.ceil(max(xs) + margin)
        top, bottom = math.floor(min(ys) - margin), math.ceil(max(ys) + margin)
        left, top = max(0, left), max(0, top)
        right, bottom = min(self.width, right), min(self.height, bottom)
        return (left, top, right, bottom) if left < right and top < bottom else None

    def _paint(self, colour: Colour, size: tuple[int, int], uneven: float) -> Image.Image:
        gouache = _gouache()
        x = self.dice.randrange(max(1, gouache.width - size[0]))
        y = self.dice.randrange(max(1, gouache.height - size[1]))
        texture = gouache.crop((x, y, x + size[0], y + size[1]))
        light = Image.new("RGB", size, lighter(colour, 0.16 * uneven))
        dark = Image.new("RGB", size, darker(colour, 0.13 * uneven))
        return Image.composite(light, dark, texture)

    def cut(
        self,
        shape: Shape,
        colour: Colour,
        lift: float = 5,
        *,
        inlay: Sequence[tuple[Shape, Colour]] = (),
        uneven: float = 1,
        edge: float = 0.5,
        alpha: float = 1,
        soft: float = 0,
        shade: float = 0.3,
    ) -> None:
        """Lay a piece of paper down.

        `lift` is how far it stands off what is under it (its shadow), `inlay` what is glued on
        it and ends at its edge, `edge` how much its edges catch the light, `soft` how blurred
        it is, `shade` how dark its shadow.
        """
        reach = lift * 2.5 + soft * 3 + 3
        area = self._area(shape, reach)
        if area is None:
            return
        mask = self._mask(shape, area)
        if soft:
            mask = mask.filter(ImageFilter.GaussianBlur(soft))
        if lift > 0:
            self._shadow(mask, area, lift, shade * alpha)
        size = mask.size
        paint = self._paint(colour, size, uneven)
        for piece, piece_colour in inlay:
            piece_area = self._area(piece, 1)
            if piece_area:
                left, top = piece_area[0] - area[0], piece_area[1] - area[1]
                piece_mask = self._mask(piece, piece_area)
                layer = self._paint(piece_colour, piece_mask.size, uneven)
                paint.paste(layer, (left, top), piece_mask)
        if edge > 0 and not soft:
            lit = ImageChops.subtract(mask, ImageChops.offset(mask, 1, 2))
            paint.paste(
                Image.new("RGB", size, lighter(colour, 0.55)),
                (0, 0),
                lit.point(lambda value: int(value * edge)),
            )
            dim = ImageChops.subtract(mask, ImageChops.offset(mask, -1, -2))
            paint.paste(
                Image.new("RGB", size, darker(colour, 0.45)),
                (0, 0),
                dim.point(lambda value: int(value * edge * 0.55)),
            )
        if alpha < 1:
            mask = mask.point(lambda value: int(value * alpha))
        self.image.paste(paint, area[:2], mask)

    def _shadow(
        self, mask: Image.Image, area: tuple[int, int, int, int], lift: float, strength: float
    ) -> None:
        less = max(1, min(4, int(lift // 3) or 1))
        small = mask.resize(
            (max(1, mask.width // less), max(1, mask.height // less)), Image.Resampling.BOX
        )
        small = small.filter(ImageFilter.GaussianBlur(lift * 0.75 / less))
        shadow = small.resize(mask.size, Image.Resampling.BILINEAR)
        dx, dy = -self.light[0] * lift, -self.light[1] * lift
        placed = Image.new("L", mask.size, 0)
        placed.paste(shadow, (round(dx), round(dy)))
        placed = placed.point(lambda value: int(value * strength))
        self.image.paste(Image.new("RGB", mask.size, (46, 36, 34)), area[:2], placed)

    def glow(self, shape: Shape, colour: Colour, strength: float, soft: float) -> None:
        """Light or dimness without an edge: a blurred patch of colour."""
        area = self._area(shape, soft * 3)
        if area is None:
            return
        left, top, right, bottom = area
        less = 4 if soft > 8 else 1
        mask = Image.new("L", ((right - left) // less + 1, (bottom - top) // less + 1), 0)
        draw = ImageDraw.Draw(mask)
        for outline in shape:
            draw.polygon([((x - left) / less, (y - top) / less) for x, y in outline], 255)
        mask = mask.filter(ImageFilter.GaussianBlur(soft / less))
        mask = mask.resize((right - left, bottom - top), Image.Resampling.BILINEAR)
        mask = mask.point(lambda value: int(value * strength))
        self.image.paste(Image.new("RGB", mask.size, rgb(colour)), (left, top), mask)

    def fade(self, top: Colour, bottom: Colour, start: float = 0, end: float = 1) -> None:
        """Fill the whole sheet from one colour to another, between two heights (0 to 1)."""
        ramp = Image.new("L", (1, 256))
        for y in range(256):
            share = (y / 255 - start) / max(0.001, end - start)
            ramp.putpixel((0, y), int(255 * min(1, max(0, share))))
        ramp = ramp.resize((self.width, self.height), Image.Resampling.BILINEAR)
        size = (self.width, self.height)
        low, high = self._paint(bottom, size, 0.8), self._paint(top, size, 0.8)
        self.image = Image.composite(low, high, ramp)

    def blur(self, radius: float) -> None:
        """Everything laid down so far moves out of focus."""
        self.image = self.image.filter(ImageFilter.GaussianBlur(radius))

    def finished(self, size: tuple[int, int], quality: int = 88) -> bytes:
        """The picture as a JPEG of the wanted size: warm light, darker corners, paper grain."""
        picture = self.image
        wide, high = picture.size
        # Light falls in from the upper left, corners are a little darker.
        small = (60, 45)
        light = Image.new("L", small)
        for y in range(small[1]):
            for x in range(small[0]):
                dx, dy = x / small[0] - 0.42, y / small[1] - 0.38
                light.putpixel((x, y), int(max(0, min(255, 255 - 230 * (dx * dx + dy * dy)))))
        light = light.resize((wide, high), Image.Resampling.BICUBIC)
        warm = ImageChops.multiply(picture, Image.new("RGB", picture.size, (255, 253, 246)))
        dim = ImageChops.multiply(picture, Image.new("RGB", picture.size, (226, 214, 204)))
        picture = Image.composite(warm, dim, light)
        if picture.size != size:
            share = max(size[0] / wide, size[1] / high)
            picture = picture.resize(
                (round(wide * share), round(high * share)), Image.Resampling.BICUBIC
            )
            left, top = (picture.width - size[0]) // 2, (picture.height - size[1]) // 2
            picture = picture.crop((left, top, left + size[0], top + size[1]))
        grain = Image.merge("RGB", [_grain(size)] * 3)
        picture = Image.blend(picture, ImageChops.overlay(picture, grain), 0.2)
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=quality, subsampling=0 if max(size) < 900 else 2)
        return out.getvalue()
