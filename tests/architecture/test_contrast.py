"""Every pair of colours that meets on a page is far enough apart to read (WCAG 2.2, and more).

The house asks for 7:1 for words (WCAG 1.4.6, level AAA) and 3:1 for the edges of controls, icons
and charts (1.4.11), in the light scheme and in the dark one. The figures are computed from
`static/css/tokens.css`, so a colour changed there is measured before anybody sees it.
"""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[2] / "static" / "css" / "tokens.css"
DECLARATION = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{6});")
ROOMS = ("sage", "clay", "plum", "sky")

GROUNDS = ("paper", "sheet", "shade")
WORDS = (
    [(word, ground) for word in ("ink", "ink-soft", "leaf", "berry") for ground in GROUNDS]
    + [(word, room) for word in ("ink", "ink-soft") for room in ROOMS]
    + [("ink-soft", ground) for ground in ("leaf-soft", "marigold-soft", "hill-near", "hill-far")]
    + [("ink", "marigold-soft"), ("ink", "leaf-soft"), ("ink", "berry-soft")]
    + [("leaf", "leaf-soft"), ("berry", "berry-soft")]
    + [("on-marigold", "marigold"), ("on-marigold", "marigold-press")]
    + [("paper", "leaf"), ("paper", "ink")]
)
CONTROLS = (
    [("line-control", ground) for ground in GROUNDS]
    + [("focus", ground) for ground in GROUNDS]
    + [(f"{room}-line", ground) for room in ROOMS for ground in ("paper", "sheet")]
    + [(f"{room}-line", room) for room in ROOMS]
)


def schemes() -> dict[str, dict[str, str]]:
    """The colours of both schemes: name → #rrggbb. Dark inherits what it does not change."""
    light_css, dark_css = TOKENS.read_text().split("@media (prefers-color-scheme: dark)")
    light = dict(DECLARATION.findall(light_css))
    return {"light": light, "dark": light | dict(DECLARATION.findall(dark_css))}


def luminance(colour: str) -> float:
    """Relative luminance, 0 black to 1 white (WCAG 2.2, "relative luminance")."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_itself():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("words", "ground"), WORDS)
def test_words_are_at_least_seven_to_one(scheme, words, ground):
    colours = schemes()[scheme]
    assert contrast(colours[words], colours[ground]) >= 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("control", "ground"), CONTROLS)
def test_controls_are_at_least_three_to_one(scheme, control, ground):
    colours = schemes()[scheme]
    assert contrast(colours[control], colours[ground]) >= 3


def test_both_schemes_paint_the_same_things():
    """Whatever has a colour in the light scheme has one of its own in the dark scheme."""
    light_css, dark_css = TOKENS.read_text().split("@media (prefers-color-scheme: dark)")
    assert dict(DECLARATION.findall(light_css)).keys() == dict(DECLARATION.findall(dark_css)).keys()
