"""Pages are offered in the languages they are translated into, and people may speak any."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from families.forms.people import ProfileForm
from settings.languages import spoken
from tests.cast import Cast

CHOICES = [("en-gb", "English"), ("ur", "اردو"), ("pl", "Polski"), ("zh-hans", "简体中文")]


def catalogue(folder: Path, locale: str, name: str = "django.mo") -> None:
    place = folder / locale / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / name).write_bytes(b"")


def test_a_language_is_offered_once_its_catalogue_is_compiled(tmp_path: Path) -> None:
    catalogue(tmp_path, "zh_Hans")
    catalogue(tmp_path, "ur", "django.po")  # written, and not compiled yet
    offered = spoken(CHOICES, source="en-gb", paths=[tmp_path])
    assert [code for code, _ in offered] == ["en-gb", "zh-hans"]


@pytest.mark.parametrize("wanted", ["ar", "ur", "pl", "pa", "cy", "fr", "en-us"])
def test_a_page_without_a_translation_is_english_from_left_to_right(db: None, wanted: str) -> None:
    files = [path / wanted / "LC_MESSAGES" / "django.mo" for path in settings.LOCALE_PATHS]
    if any(file.is_file() for file in files):
        pytest.skip(f"Footbridge speaks {wanted} now")
    page = Client().get("/account/login/", headers={"Accept-Language": wanted})
    assert page.headers["Content-Language"] == "en-gb"
    assert '<html lang="en-gb" dir="ltr">' in page.content.decode()


def test_people_may_choose_every_language_to_be_written_to_in(cast: Cast) -> None:
    """It says how their own words are read aloud, whatever the pages speak."""
    form = ProfileForm(None, row=cast.agnieszka, is_staff=False)
    offered = {code for code, _name in form.fields["preferred_language"].choices}
    assert {"en-gb", "pl", "ur", "ar", "pa", "bn", "cy"} <= offered
