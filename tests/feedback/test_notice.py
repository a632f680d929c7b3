"""The notice for the door: one page of paper, what it says, and who prints it."""

import io

import pdfplumber
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from feedback.models import Letterbox
from tests import factories as make
from tests.cast import Cast
from tests.statements import statements

NOTICE = "/feedback/notice/"
TRAY = "/feedback/"


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.users[name])
    return client


def printed(client: Client) -> tuple[str, int]:
    """The words of the notice on one line, and how many pages it has."""
    response = client.get(NOTICE)
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "no-store"
    with pdfplumber.open(io.BytesIO(response.content)) as pdf:
        return " ".join(" ".join(page.extract_text() for page in pdf.pages).split()), len(pdf.pages)


def test_a_manager_prints_one_page_with_the_way_the_hour_the_sign_and_the_numbers(
    cast: Cast,
) -> None:
    key = make.make_stamp_key(cast.hill, term=cast.terms["hill"])
    Letterbox.objects.create(setting=cast.hill, weekday=2, hour=17, emptied_on=timezone.localdate())
    bettina = signed_in(cast, "bettina")
    assert NOTICE in bettina.get(TRAY).content.decode()
    words, pages = printed(bettina)
    assert pages == 1
    address = settings.SITE_URL + reverse("feedback:letterbox", args=[cast.hill.letterbox_address])
    assert address in words.replace(" ", "")
    for said in (
        cast.hill.name,
        "The box is opened every Wednesday at 17:00",
        "somebody of this nursery",
        "We cannot hide you from everything",
        "take a paper card",
        "Use your own network",
        key.fingerprint,
        "The sign of the stamps, Autumn term",
        "Is somebody in danger?",
        cast.hill.emergency_number,
        cast.hill.helpline_phone,
        cast.hill.regulator_phone,
    ):
        assert said in words, said


def test_the_notice_can_be_read_aloud_and_its_square_has_words(cast: Cast) -> None:
    pdf = PdfReader(io.BytesIO(signed_in(cast, "bettina").get(NOTICE).content))
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"] == "en-gb"
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    with pdfplumber.open(io.BytesIO(signed_in(cast, "bettina").get(NOTICE).content)) as plumbed:
        tags = str(plumbed.pages[0].structure_tree)
        assert len(plumbed.pages[0].images) == 1
    assert "'type': 'H1'" in tags
    assert "Address of the letterbox" in tags


def test_before_the_first_term_has_begun_the_notice_names_no_sign(cast: Cast) -> None:
    words, pages = printed(signed_in(cast, "bettina"))
    assert pages == 1
    assert "The sign of the stamps" not in words


def test_a_long_name_and_long_numbers_still_make_one_page(cast: Cast) -> None:
    make.make_stamp_key(cast.hill, term=cast.terms["hill"])
    cast.hill.name = "The Marmalade Hill and Conker Wood Nursery and Pre-School of " + "Saint " * 9
    cast.hill.helpline_name = "A helpline for children and everybody who worries about them"
    cast.hill.save()
    assert printed(signed_in(cast, "bettina"))[1] == 1


@pytest.mark.parametrize("name", ["agnieszka", "marek", "saoirse"])
def test_who_does_not_keep_the_letterbox_prints_no_notice(cast: Cast, name: str) -> None:
    client = signed_in(cast, name)
    assert client.get(NOTICE).status_code == 403
    if name == "saoirse":
        assert NOTICE not in client.get(TRAY).content.decode()


def test_the_notice_asks_as_little_as_the_page_of_the_cards(cast: Cast) -> None:
    make.make_stamp_key(cast.hill, term=cast.terms["hill"])
    bettina = signed_in(cast, "bettina")
    asked = []
    for address in ("/feedback/cards/", NOTICE):
        bettina.get(address)
        with statements() as sent:
            bettina.get(address)
        asked.append(len(sent))
    assert asked[1] <= asked[0] <= 12


def test_your_say_shows_the_sign_that_everybody_is_shown(cast: Cast) -> None:
    key = make.make_stamp_key(cast.hill, term=cast.terms["hill"])
    for name in ("agnieszka", "edmund", "gwen", "bettina"):
        page = signed_in(cast, name).get("/your-say/").content.decode()
        assert key.fingerprint in page, name
    assert key.fingerprint not in signed_in(cast, "sunniva").get("/your-say/").content.decode()
