"""The letters of the house: small on the web, whole on paper, and nothing else is fetched."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from fontTools.ttLib import TTFont

from families import fonts

# Every letter of a sentence in each Latin-script language of the demo nursery.
SENTENCES = (
    "“It’s 7 a.m. – the £3 cup’s half full…”",
    "Zażółć gęślą jaźń, Łódź. Dziękujemy!",
    "Bună dimineața, mulțumesc. Își țin ștrengarii în brațe.",
    "Dŵr a thŷ bach. Diolch, ŵyr ŷd.",
    "Subax wanaagsan, mahadsanid.",
    "Iğdır, şeker, çocuğuna. Ąžuolas, šešiolika.",
)


@pytest.fixture
def kept(settings: object, tmp_path: Path) -> Path:
    """An empty VAR_DIR, with a space in its name."""
    settings.VAR_DIR = tmp_path / "a var"
    return tmp_path / "a var"


def test_collectstatic_finds_three_small_fonts(kept: Path) -> None:
    found = [path for path, _storage in fonts.FontFinder().list(None)]
    assert found == list(fonts.PATHS.values())
    for path in found:
        file = Path(finders.find(path))
        assert file.is_relative_to(kept)
        assert file.read_bytes()[:4] == b"wOF2"
        assert file.stat().st_size < 20_000


def test_a_font_is_made_once(kept: Path) -> None:
    first = fonts.folder()
    made = {file: file.stat().st_mtime_ns for file in first.rglob("*.woff2")}
    assert fonts.folder() == first
    assert {file: file.stat().st_mtime_ns for file in first.rglob("*") if file.is_file()} == made


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_small_fonts_have_every_letter_the_whole_font_has(kept: Path, sentence: str) -> None:
    whole = TTFont(fonts.source("regular")).getBestCmap()
    small = TTFont(fonts.folder() / fonts.PATHS["regular"]).getBestCmap()
    wanted = {ord(letter) for letter in sentence} & whole.keys()
    assert wanted - small.keys() == set()


def test_production_finds_every_file_that_the_style_sheets_name(
    kept: Path, settings: object, tmp_path: Path
) -> None:
    """Names with a fingerprint are worked out at collectstatic; a missing file would stop it."""
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    base = next((tmp_path / "collected" / "css").glob("base.????????????.css")).read_text()
    assert re.search(r"fonts/atkinson-hyperlegible-regular\.[0-9a-f]{12}\.woff2", base)


def test_nothing_else_is_found() -> None:
    assert fonts.FontFinder().find("fonts/other.woff2") == []
    assert fonts.FontFinder().find("../../etc/passwd", find_all=True) == []


def test_the_print_styles_are_read_once_and_bring_our_letters() -> None:
    font_config, styles = fonts.print_styles()
    assert len(styles) == 3
    assert fonts.print_styles()[0] is font_config


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "http://127.0.0.1/", "footbridge-font:../x", "footbridge-font:"]
)
def test_a_style_sheet_cannot_fetch_anything_else(url: str) -> None:
    with pytest.raises(ValueError, match="our own fonts only"):
        fonts._fetch_font(url)


def test_a_machine_without_fontconfig_is_told_every_missing_font(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert fonts.missing_print_families() == list(fonts.PRINT_FAMILIES)
