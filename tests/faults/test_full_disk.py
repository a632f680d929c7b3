"""The disk is full in the middle of an upload: plain words, what was typed is still there, and
nothing half kept (trust.md 4). With room again, the same form goes through."""

import io
import random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.cast import canary
from tests.faults.house import House
from tests.faults.visitor import Answer, Visitor

# One house for the whole folder: its tests run one after the other, in one process.
pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]

AGNIESZKA = f"agnieszka@{canary('home-kapelusz')}.example"
MAREK = "marek@marmaladehill.example"
WORDS = "She poured the puddle from one boot into the other."
ROOM_FOR = 20_000  # bytes of a file, then the disk is full
NO_ROOM = "There is no room left for pictures"


# Small uploads arrive in memory, large ones in a temporary file, which has no room either.
LARGER_THAN_MEMORY = 1024 * 1024


def _photo(width: int) -> SimpleUploadedFile:
    """A picture of nothing but noise, which does not shrink."""
    height = width * 3 // 4
    noise = random.Random(width).randbytes(width * height * 3)
    file = io.BytesIO()
    Image.frombytes("RGB", (width, height), noise).save(file, "JPEG", quality=90)
    return SimpleUploadedFile("puddle.jpg", file.getvalue())


@pytest.fixture(params=["small", "large"])
def photo(request: pytest.FixtureRequest) -> SimpleUploadedFile:
    photo = _photo({"small": 480, "large": 1600}[request.param])
    assert (photo.size > LARGER_THAN_MEMORY) == (request.param == "large")
    return photo


@pytest.fixture
def web(house: House) -> House:
    house.start("web")
    return house


def test_an_entry_from_home_waits_in_the_form(web: House, photo: SimpleUploadedFile) -> None:
    ((child,),) = web.ask("SELECT id FROM families_child WHERE full_name LIKE 'Zofia%%'")
    address = f"/children/{child}/journal/new/"
    agnieszka = Visitor(web, AGNIESZKA)
    page, files, rows = agnieszka.get(address), web.media_files(), _rows(web)
    with web.full_disk("web", largest=ROOM_FOR):
        answer = agnieszka.post(address, page, words=WORDS, photos=photo)
    _assert_it_is_said_and_the_words_are_there(answer)
    assert web.media_files() == files
    assert _rows(web) == rows

    photo.seek(0)
    answer = agnieszka.post(address, answer, words=WORDS, photos=photo)
    assert (answer.status, answer.path) == (200, f"/children/{child}/journal/")
    assert _rows(web) == (rows[0] + 1, rows[1] + 1)


def test_an_observation_keeps_its_words_and_says_which_photo_is_missing(
    web: House, photo: SimpleUploadedFile
) -> None:
    ((child,),) = web.ask("SELECT id FROM families_child WHERE full_name LIKE 'Zofia%%'")
    address = f"/observations/new/?child={child}"
    marek = Visitor(web, MAREK)
    page, files, rows = marek.get(address), web.media_files(), _rows(web)
    with web.full_disk("web", largest=ROOM_FOR):
        answer = marek.post(address, page, words=WORDS, photos=photo, child=str(child))
    _assert_it_is_said_and_the_words_are_there(answer)
    assert web.media_files() == files
    assert _rows(web) == (rows[0] + 1, rows[1])  # the words are a draft; the photo is not there

    photo.seek(0)
    answer = marek.post(address, answer, words=WORDS, photos=photo, child=str(child))
    assert answer.status == 200
    assert _rows(web) == (rows[0] + 1, rows[1] + 1)


def _assert_it_is_said_and_the_words_are_there(answer: Answer) -> None:
    assert answer.status == 422, answer.text[:2000]
    assert NO_ROOM in answer.text
    assert WORDS in answer.text
    assert "Traceback" not in answer.text


def _rows(house: House) -> tuple[int, int]:
    """How many observations and photographs there are."""
    ((observations, photos),) = house.ask(
        "SELECT (SELECT count(*) FROM learning_journals_observation),"
        " (SELECT count(*) FROM learning_journals_photo)"
    )
    return observations, photos
