"""Marek's face on his card: cleaned, private, and his own to change."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from families.models import User
from tests.cast import Cast

pytestmark = pytest.mark.django_db
URL = "/me/portrait/"
SECRET = b"taken at 1 Sycamore Lane"


@pytest.fixture(autouse=True)
def _own_media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.users[name])
    return client


def picture() -> SimpleUploadedFile:
    file, exif = BytesIO(), Image.Exif()
    exif[0x010E] = SECRET.decode()
    Image.new("RGB", (900, 700), "orange").save(file, "JPEG", exif=exif)
    assert SECRET in file.getvalue()
    return SimpleUploadedFile("me.jpg", file.getvalue(), "image/jpeg")


def test_marek_sends_his_picture_and_zofias_mother_sees_it_without_what_was_hidden_in_it(
    cast: Cast,
) -> None:
    assert signed_in(cast, "marek").post(URL, {"portrait": picture()}).status_code == 302
    shown = reverse("learning_journals:staff_portrait_file", args=[cast.posts["marek"].pk])
    mother = signed_in(cast, "agnieszka")
    child = reverse("families:child_detail", args=[cast.children["zofia"].pk])
    assert shown in mother.get(child).content.decode()
    answer = mother.get(shown)
    content = b"".join(answer.streaming_content)
    assert answer["Content-Type"] == "image/webp"
    assert answer["Cache-Control"] == "private, no-store"
    assert SECRET not in content
    assert max(Image.open(BytesIO(content)).size) <= 320
    for name in ("sunniva", "ottilie", "olwen"):
        assert signed_in(cast, name).get(shown).status_code == 404
    assert Client().get(shown).status_code == 302


def test_the_picture_before_is_gone_and_none_is_fine_too(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    client = signed_in(cast, "marek")
    client.post(URL, {"portrait": picture()})
    first = User.objects.get(pk=cast.marek.pk).portrait
    assert default_storage.exists(first)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(URL, {"portrait": picture()})
    second = User.objects.get(pk=cast.marek.pk).portrait
    assert second != first
    assert not default_storage.exists(first)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(URL, {"remove": "1"})
    assert User.objects.get(pk=cast.marek.pk).portrait == ""
    assert not default_storage.exists(second)


@pytest.mark.parametrize("content", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"MZ\x90"])
def test_what_is_no_photo_is_refused_in_plain_words(cast: Cast, content: bytes) -> None:
    answer = signed_in(cast, "marek").post(
        URL, {"portrait": SimpleUploadedFile("me.jpg", content, "image/jpeg")}
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors["portrait"]
    assert User.objects.get(pk=cast.marek.pk).portrait == ""


def test_families_have_no_picture_here(cast: Cast) -> None:
    assert signed_in(cast, "agnieszka").get(URL).status_code == 403
