"""What families write from home."""

import io
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from families.models import AuditEvent
from learning_journals.models import Observation
from tests.cast import Cast
from tests.roles import acting_as

pytestmark = pytest.mark.django_db


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.users[name])
    return client


def form_of(cast: Cast, child: str) -> str:
    return reverse("learning_journals:home_entry_create", args=[cast.children[child].pk])


def write(cast: Cast, name: str, child: str, **fields: Any) -> Any:
    fields = {"words": "Socks in a row.", "key": str(uuid.uuid4()), **fields}
    return signed_in(cast, name).post(form_of(cast, child), fields)


def journal(cast: Cast, name: str, child: str) -> str:
    url = reverse("learning_journals:journal", args=[cast.children[child].pk])
    return signed_in(cast, name).get(url).content.decode()


def test_agnieszka_writes_from_home_and_the_nursery_and_tomasz_read_it(cast: Cast) -> None:
    answer = write(cast, "agnieszka", "zofia", child_voice="moje!")
    assert answer.status_code == 302
    for name in ("agnieszka", "tomasz", "marek", "bettina"):
        html = journal(cast, name, "zofia")
        assert "Socks in a row." in html
        assert "moje!" in html
        assert "from home" in html


def test_what_edmund_writes_stays_with_his_home_and_the_nursery(cast: Cast) -> None:
    write(cast, "edmund", "ottoline", words="At my place.")
    assert "At my place." in journal(cast, "saoirse", "ottoline")
    assert "At my place." not in journal(cast, "flora", "ottoline")
    with acting_as(cast.flora):
        assert not Observation.objects.filter(words="At my place.").exists()


def test_one_entry_can_be_about_both_twins(cast: Cast) -> None:
    rafferty = str(cast.children["rafferty"].pk)
    write(cast, "edmund", "ottoline", words="Both in the bath.", also=[rafferty])
    for child in ("ottoline", "rafferty"):
        assert "Both in the bath." in journal(cast, "edmund", child)
        assert cast.children[child].pk in AuditEvent.objects.filter(
            verb="write_home_entry"
        ).values_list("child_id", flat=True)


def test_only_ones_own_children_can_be_added(cast: Cast) -> None:
    zofia = str(cast.children["zofia"].pk)
    answer = write(cast, "edmund", "ottoline", also=[zofia])
    assert answer.status_code == 422
    assert "Socks in a row." in answer.content.decode()
    assert not Observation.objects.filter(words="Socks in a row.").exists()


def test_words_about_last_sunday_stand_under_last_sunday(cast: Cast) -> None:
    sunday = timezone.localdate() - timedelta(days=4)
    write(cast, "agnieszka", "zofia", day=sunday.isoformat())
    entry = Observation.objects.get(words="Socks in a row.")
    assert timezone.localtime(entry.happened_at).date() == sunday
    assert [line.at for line in entry.journal_lines.all()] == [entry.happened_at]


@pytest.mark.parametrize("days", [1, -400])
def test_a_day_to_come_and_one_long_ago_are_asked_again(cast: Cast, days: int) -> None:
    day = timezone.localdate() + timedelta(days=days)
    answer = write(cast, "agnieszka", "zofia", day=day.isoformat())
    assert answer.status_code == 422
    assert "Socks in a row." in answer.content.decode()


def test_the_same_form_sent_twice_is_one_entry(cast: Cast) -> None:
    key = str(uuid.uuid4())
    for _ in range(2):
        assert write(cast, "agnieszka", "zofia", key=key).status_code == 302
    assert Observation.objects.filter(words="Socks in a row.").count() == 1


def test_polish_words_are_marked_as_polish(cast: Cast) -> None:
    cast.agnieszka.preferred_language = "pl"
    cast.agnieszka.save()
    write(cast, "agnieszka", "zofia", words="Ułożyła skarpetki od małej do dużej.")
    assert Observation.objects.get(words__startswith="Ułożyła").language == "pl"


def test_an_entry_without_words_says_what_is_missing(cast: Cast) -> None:
    answer = write(cast, "agnieszka", "zofia", words=" ", child_voice="kept")
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Write a few words first." in html
    assert "kept" in html


def picture(colour: str = "orange") -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(content, "JPEG")
    return SimpleUploadedFile(f"{colour}.jpg", content.getvalue())


def test_photographs_come_along_and_are_seen_by_those_who_read_the_words(
    cast: Cast, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    answer = write(cast, "edmund", "ottoline", photos=[picture("orange"), picture("green")])
    assert answer.status_code == 302
    entry = Observation.objects.get(words="Socks in a row.")
    assert entry.photos.count() == 2
    photo = reverse("learning_journals:photo_file", args=[entry.photos.first().pk, "page"])
    assert photo in journal(cast, "saoirse", "ottoline")
    for name, status in (("edmund", 200), ("saoirse", 200), ("flora", 404), ("marek", 404)):
        assert signed_in(cast, name).get(photo).status_code == status, name


def test_a_file_that_is_no_photograph_is_named_and_neither_word_nor_file_stays_behind(
    cast: Cast, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    text = SimpleUploadedFile("holiday.jpg", b"dear diary")
    answer = write(cast, "edmund", "ottoline", photos=[picture(), text])
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "holiday.jpg: This file is not a photo" in html
    assert "Choose your photographs again" in html
    assert "Socks in a row." in html
    assert not Observation.objects.filter(words="Socks in a row.").exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_seven_photographs_are_too_many_for_one_entry(
    cast: Cast, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    many = [picture(colour) for colour in ("red", "blue", "green", "black", "gold", "pink", "tan")]
    answer = write(cast, "agnieszka", "zofia", photos=many)
    assert answer.status_code == 422
    assert "These are 7 photographs." in answer.content.decode()


def test_staff_write_observations_instead(cast: Cast) -> None:
    assert signed_in(cast, "marek").get(form_of(cast, "zofia")).status_code == 403
    assert write(cast, "bettina", "zofia").status_code == 403


@pytest.mark.parametrize("name", ["flora", "saoirse", "gwen", "olwen", "ottilie"])
def test_nobody_writes_into_the_journal_of_a_child_they_cannot_know(cast: Cast, name: str) -> None:
    assert signed_in(cast, name).get(form_of(cast, "zofia")).status_code == 404
    assert write(cast, name, "zofia").status_code == 404


def test_priya_who_works_here_writes_at_home_as_anouks_mother(cast: Cast) -> None:
    assert write(cast, "priya", "anouk", words="Off duty.").status_code == 302
    entry = Observation.objects.get(words="Off duty.")
    assert entry.family == cast.homes["priya"]
    assert entry.kind == Observation.Kind.HOME
