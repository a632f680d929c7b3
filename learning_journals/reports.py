"""From what a report says to a file: HTML, a tagged PDF, the book of a room.

No models and no rules about who may see what: those are in `queries/report_contents.py`, which
works in the name of the person who asked for the reports.

WeasyPrint may fetch the report's own photographs and our fonts, and nothing else: no network, no
files, no redirects (trust.md 3). The room's book is made of the very pages that the families get,
with their tags (docs/decisions/), so nothing is drawn twice and nothing can differ.
"""

import io
import unicodedata
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_bidi
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, NameObject, NumberObject
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from families.fonts import missing_print_families, print_styles

from .photos import MASTER, open_photo_file, photo_file_name, store_photo_file
from .queries.book_contents import BookContents
from .queries.report_contents import ReportContents

MEDIA_SCHEME = "media"
ACCESSIBLE = "pdf/ua-1"  # tagged, with a title and a language
# Letters of these scripts come from these fonts; the others from the fonts of our own package.
SCRIPT_FAMILIES = {
    "ARABIC": ("Noto Sans Arabic", "Noto Nastaliq Urdu"),
    "GURMUKHI": ("Noto Sans Gurmukhi",),
    "BENGALI": ("Noto Sans Bengali",),
    "GUJARATI": ("Noto Sans Gujarati",),
    "CYRILLIC": ("Noto Sans",),
}


class FontsMissing(Exception):
    """Somebody's words would be printed as empty boxes: these fonts are not installed here."""

    def __init__(self, families: Iterable[str]) -> None:
        self.families = sorted(families)
        super().__init__(", ".join(self.families))


class NotFetched(Exception):
    """A photograph could not be read, or something else was asked for: nothing is printed."""


@dataclass(frozen=True)
class Pdf:
    """A finished document: its bytes and how many pages they are."""

    content: bytes
    pages: int


class PrintPhoto(Protocol):
    """A photograph that is to be printed: its row's id, its stored files."""

    id: uuid.UUID
    name: str
    has_sizes: bool


class OwnPhotosOnly(URLFetcher):
    """Gives WeasyPrint the photographs of one report by `media:<photo id>`; refuses all else.

    A photograph that cannot be opened ends the rendering: a report is whole or not there.
    """

    def __init__(self, photos: Iterable[PrintPhoto]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self.files = {f"{MEDIA_SCHEME}:{photo.id}": file_of_photo(photo) for photo in photos}

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The file of a photograph of this report. ValueError for anything else: it can only have
        come from words that were not escaped, and those must not be printed."""
        name = self.files.get(url)
        if name is None:
            raise ValueError("A report may fetch its own photographs only.")
        return URLFetcherResponse(url, open_photo_file(name), {"Content-Type": "image/jpeg"})


def file_of_photo(photo: PrintPhoto) -> str:
    """The print size, or the cleaned picture itself while a worker has not made the sizes."""
    return photo_file_name(photo.name, "print" if photo.has_sizes else MASTER)


def _is_there(photo: PrintPhoto) -> bool:
    try:
        return default_storage.exists(file_of_photo(photo))
    except ValueError:  # a name that is none of ours
        return False


def render_report(contents: ReportContents) -> Pdf:
    """One child's report. Photographs whose files are lost are left out. Raises FontsMissing, and
    NotFetched when a photograph cannot be read."""
    contents.photos = [photo for photo in contents.photos if _is_there(photo)]
    return _pdf_of(
        "learning_journals/pdf/report.html", {"report": contents}, OwnPhotosOnly(contents.photos)
    )


def render_pages(template: str, context: Mapping[str, object], photos: Iterable[PrintPhoto]) -> Pdf:
    """Any document of ours with these photographs in it, those of them that are there. Raises
    FontsMissing and NotFetched."""
    found = [photo for photo in photos if _is_there(photo)]
    printed = {photo.id for photo in found}
    return _pdf_of(template, {**context, "printed": printed}, OwnPhotosOnly(found))


def render_book(book: BookContents) -> Pdf:
    """A month of a child's journal, or all of it. Photographs whose files are lost are left out.
    Raises FontsMissing and NotFetched."""
    return render_pages("learning_journals/pdf/journal_book.html", {"book": book}, book.photos)


def render_cover(context: Mapping[str, object]) -> Pdf:
    """The first page of a room's book. Raises FontsMissing."""
    return _pdf_of("learning_journals/pdf/room_cover.html", context, OwnPhotosOnly([]))


def _pdf_of(template: str, context: Mapping[str, object], fetcher: URLFetcher) -> Pdf:
    language = get_language() or settings.LANGUAGE_CODE
    text = render_to_string(
        template,
        {**context, "language": language, "direction": "rtl" if get_language_bidi() else "ltr"},
    )
    if missing := fonts_needed(text).intersection(missing_print_families()):
        raise FontsMissing(missing)
    font_config, styles = print_styles()
    try:
        document = HTML(string=text, url_fetcher=fetcher).render(
            stylesheets=styles, font_config=font_config, pdf_variant=ACCESSIBLE
        )
        return Pdf(document.write_pdf(pdf_variant=ACCESSIBLE), len(document.pages))
    except FatalURLFetchingError as problem:  # no Exception, so that it would end the worker
        raise NotFetched(str(problem)) from problem


def bind(cover: Pdf, reports: Iterable[tuple[str, bytes]]) -> Pdf:
    """A room's book: the cover and then each report, given as (name for the outline, bytes).

    pypdf copies pages without what makes them readable aloud, so the tags are carried over here:
    each report's structure becomes a Part of the cover's, and its numbers follow the last ones
    (PDF 1.7, 14.7.4.4: pages and links have numbers under which the parent tree lists their tags).
    """
    book = PdfWriter(clone_from=io.BytesIO(cover.content))
    tags = book.root_object["/StructTreeRoot"]
    whole = tags["/K"][0].get_object()
    if not isinstance(whole["/K"], ArrayObject):
        whole[NameObject("/K")] = ArrayObject([whole.raw_get("/K")])
    numbers = tags["/ParentTree"]["/Nums"]
    for name, content in reports:
        one = PdfReader(io.BytesIO(content))
        its_tags = one.root_object["/StructTreeRoot"]
        its_numbers = its_tags["/ParentTree"]["/Nums"]
        first = 1 + max(int(number) for number in numbers[::2])
        for page in one.pages:
            copy = book.add_page(page)
            copy[NameObject("/StructParents")] = NumberObject(first + page["/StructParents"])
            for link in (each.get_object() for each in copy.get("/Annots", ())):
                if "/StructParent" in link:
                    moved = NumberObject(first + link["/StructParent"])
                    link[NameObject("/StructParent")] = moved
        book.add_outline_item(title=name, page_number=len(book.pages) - len(one.pages))
        for part in its_tags["/K"].clone(book):
            part.get_object()[NameObject("/S")] = NameObject("/Part")
            part.get_object()[NameObject("/P")] = whole.indirect_reference
            whole["/K"].append(part)
        for number, listed in zip(its_numbers[::2], its_numbers[1::2], strict=True):
            numbers += [NumberObject(first + number), listed.clone(book)]
    file = io.BytesIO()
    book.write(file)
    return Pdf(file.getvalue(), len(book.pages))


def fonts_needed(text: str) -> set[str]:
    """The installed fonts without which letters of this text would be printed as boxes."""
    scripts = {
        unicodedata.name(sign, "").partition(" ")[0] for sign in set(text) if sign > "\u036f"
    }
    return {family for script in scripts for family in SCRIPT_FAMILIES.get(script, ())}


def report_file_name(kind: str, row: uuid.UUID) -> str:
    """Where a PDF is kept: `reports/child/3f/3f9c….pdf`; a second try replaces the first."""
    return f"reports/{kind}/{row.hex[:2]}/{row.hex}.pdf"


def keep(name: str, pdf: Pdf) -> None:
    """Store a document whole or not at all (temporary file, fsync, rename). Raises StorageFull."""
    store_photo_file(name, pdf.content)


def remove_kept(name: str) -> None:
    """Remove a stored document; one that is gone already is no error."""
    if name and default_storage.exists(name):
        default_storage.delete(name)


def read_kept(name: str) -> bytes:
    """A stored document. Raises FileNotFoundError."""
    with default_storage.open(name, "rb") as file:
        return file.read()
