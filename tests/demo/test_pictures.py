"""The drawn pictures: there is one for everything the demo tells, and each is a real JPEG."""

import ast
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from learning_journals.photos import inspect_and_clean
from tests.demo import words
from tests.demo.pictures import SUBJECTS, as_phone_jpeg, draw_picture, draw_portrait
from tests.demo.pictures.looks import LOOKS, look_of
from tests.demo.pictures.scenes import SCENES

ONE_OF_EACH = sorted({maker: subject for subject, maker in SCENES.items()}.values())


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


@pytest.mark.parametrize("subject", ONE_OF_EACH)
def test_every_scene_can_be_drawn(subject):
    picture = opened(draw_picture(subject, seed=3, size=(800, 600), who=("zofia", "kofi")))
    assert (picture.format, picture.size) == ("JPEG", (800, 600))
    # A picture, not an empty sheet: many colours.
    assert len(picture.resize((80, 60)).getcolors(4800) or ()) > 800


def test_the_same_words_and_seed_give_the_same_picture_and_another_seed_another():
    first = draw_picture("Garden", 1, (400, 300))
    assert first == draw_picture("garden", 1, (400, 300))
    assert first != draw_picture("garden", 2, (400, 300))


def test_everything_the_demo_tells_can_be_drawn():
    told = set()
    for path in Path(words.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.keyword) and node.arg == "scene":
                told.add(ast.literal_eval(node.value))
    assert len(told) > 20
    assert told - {""} <= set(SUBJECTS)


def test_an_unknown_subject_is_named():
    with pytest.raises(ValueError, match="no scene for 'dragon'"):
        draw_picture("dragon", 1)


@pytest.mark.parametrize("name", [*LOOKS, "Somebody Else"])
def test_everybody_has_a_portrait(name):
    picture = opened(draw_portrait(name, 1, "clay", (160, 160)))
    assert picture.size == (160, 160)
    assert look_of(name) == look_of(name.upper())


def test_a_telephones_jpeg_says_where_it_was_taken_until_it_is_cleaned():
    drawn = draw_picture("puddle", 5, (800, 600))
    at = datetime(2026, 11, 3, 10, 12, tzinfo=UTC)
    sent = as_phone_jpeg(drawn, 51.123456, -2.654321, at, "Pear", "Pear 12", "SN-4711")
    tags = opened(sent).getexif()
    assert tags[0x0110] == "Pear 12"
    assert tags.get_ifd(0x8769)[0xA431] == "SN-4711"
    assert tags.get_ifd(0x8825)[3] == "W"
    assert not opened(inspect_and_clean(sent).master).getexif()


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_a_telephone_held_sideways(orientation):
    drawn = draw_picture("ball", 5, (800, 600))
    at = datetime(2026, 11, 3, 10, 12, tzinfo=UTC)
    sent = as_phone_jpeg(drawn, 51.1, -2.6, at, "Pear", "12", "SN", orientation=orientation)
    cleaned = inspect_and_clean(sent)
    assert (cleaned.width, cleaned.height) == (800, 600)
    before, after = opened(drawn).resize((8, 6)), opened(cleaned.master).resize((8, 6))
    for x in range(8):
        for y in range(6):
            pair = zip(before.getpixel((x, y)), after.getpixel((x, y)), strict=True)
            assert all(abs(a - b) < 12 for a, b in pair)
