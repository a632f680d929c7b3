"""The Latin letters of the house: made small for the web, handed whole to the printer.

Atkinson Hyperlegible arrives as an installed package; no font is kept in the repository.
`FontFinder` gives `collectstatic` (and Django's own server) woff2 files with only the letters that
our languages in Latin script use. They are made once and kept under `VAR_DIR`. `print_styles` gives
WeasyPrint the same letters; other scripts come from the reader's device on the web and from
Debian's `fonts-noto-core` on paper.
"""

import atexit
import hashlib
import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import fontpkg
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage
from fontTools import subset
from fontTools.ttLib import TTFont

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcherResponse

FAMILY = "Atkinson Hyperlegible"
FACES: dict[str, tuple[int, str]] = {
    "regular": (400, "normal"),
    "bold": (700, "normal"),
    "italic": (400, "italic"),
}
PATHS = {face: f"fonts/atkinson-hyperlegible-{face}.woff2" for face in FACES}
FONT_SCHEME = "footbridge-font"
# English and the Latin-script home languages: Polish, Romanian, Somali, Welsh, Turkish, Lithuanian,
# Portuguese, Yoruba and their neighbours; then quotation marks, dashes, fractions, arrows, euro.
LETTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x218, 0x21C),
    *range(0x300, 0x329),
    *range(0x1E80, 0x1E86),
    *(0x1EF2, 0x1EF3, 0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D),
    *(0x201E, 0x2022, 0x2026, 0x2039, 0x203A, 0x20AC, 0x2122, 0x2190, 0x2192, 0x2212),
)
FEATURES = ("kern", "liga", "mark", "mkmk", "ccmp", "locl")
# What fontconfig (and so WeasyPrint) calls the fonts of the other scripts we print.
PRINT_FAMILIES = (
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Nastaliq Urdu",
    "Noto Sans Gurmukhi",
    "Noto Sans Bengali",
    "Noto Sans Gujarati",
)


def source(face: str) -> Path:
    """The installed font file of a face ("regular", "bold" or "italic")."""
    weight, style = FACES[face]
    return Path(fontpkg.path(FAMILY, weight=weight, style=style))


def _recipe() -> str:
    """Changes when the result would change: the packages, the letters, the features."""
    parts = (
        version("fontpkg-atkinson-hyperlegible"),
        version("fonttools"),
        repr(LETTERS),
        repr(FEATURES),
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def folder() -> Path:
    """Where the finished fonts are kept, made on first use. A change of recipe is a new folder."""
    kept = Path(settings.VAR_DIR) / "fonts" / _recipe()
    for face in FACES:
        _make(face, kept / PATHS[face])
    return kept


def _make(face: str, target: Path) -> None:
    """Write one woff2 file unless it is there: beside it, then renamed, so never half a font."""
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    options = subset.Options(
        flavor="woff2", layout_features=list(FEATURES), hinting=False, desubroutinize=True
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=LETTERS)
    with TTFont(source(face)) as font:
        cutter.subset(font)
        font.flavor = "woff2"
        handle, unfinished = tempfile.mkstemp(dir=target.parent, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            font.save(file)
    Path(unfinished).chmod(0o644)
    Path(unfinished).replace(target)


class FontFinder(BaseFinder):
    """Finds `fonts/atkinson-hyperlegible-….woff2` for collectstatic and for Django's own server."""

    def check(self, **kwargs: object) -> list[object]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: object) -> str | list[str]:
        """The full path of one of our fonts; an empty list for anything else."""
        if path not in PATHS.values():
            return []
        found = str(folder() / path)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """Every font as (path, storage)."""
        storage = FileSystemStorage(location=folder())
        for path in PATHS.values():
            yield path, storage


@lru_cache(maxsize=1)
def print_styles() -> "tuple[FontConfiguration, list[CSS]]":
    """The font configuration and the style sheets of every PDF, read once in a process.

    Use: `font_config, styles = print_styles()`, then `HTML(…).write_pdf(target, stylesheets=styles,
    font_config=font_config, pdf_variant="pdf/ua-1")`.
    Reading them costs more than a page of a report, hence once. Nothing is fetched but our own
    fonts: an address other than `footbridge-font:…` in the style sheets is refused.
    """
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    font_config = FontConfiguration()
    sheets = Path(settings.BASE_DIR) / "static" / "css"
    faces = "".join(
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; font-style: {style};'
        f' src: url("{FONT_SCHEME}:{face}") }}\n'
        for face, (weight, style) in FACES.items()
    )
    styles = [CSS(string=faces, font_config=font_config, url_fetcher=_fetch_font)]
    for name in ("tokens.css", "pdf.css"):
        styles.append(CSS(filename=sheets / name, font_config=font_config, url_fetcher=_fetch_font))
    return font_config, styles


# Let go before the interpreter takes WeasyPrint apart, or it complains on the way out.
atexit.register(print_styles.cache_clear)


def _fetch_font(url: str) -> "URLFetcherResponse":
    """Give WeasyPrint `footbridge-font:<face>`; ValueError for any other address."""
    from weasyprint.urls import URLFetcherResponse

    scheme, _, face = url.partition(":")
    if scheme != FONT_SCHEME or face not in FACES:
        raise ValueError("A style sheet for print may ask for our own fonts only.")
    return URLFetcherResponse(url, source(face).read_bytes(), {"Content-Type": "font/ttf"})


def missing_print_families() -> list[str]:
    """The fonts that reports need for people's scripts and that this machine does not have.

    Asks fontconfig, as WeasyPrint does. Debian's `fonts-noto-core` brings all of them. Empty when
    all is well; every family when fontconfig itself is missing.
    """
    try:
        listed = subprocess.run(
            ["fc-list", ":", "family"], capture_output=True, text=True, check=True, timeout=30
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return list(PRINT_FAMILIES)
    there = {name.strip() for line in listed.splitlines() for name in line.split(",")}
    return [family for family in PRINT_FAMILIES if family not in there]
