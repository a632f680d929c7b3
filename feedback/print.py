"""What is printed of the letterbox, as PDFs: a sheet of paper cards, ten alike but for their codes,
with marks where to cut; and a notice for the door."""

import segno
from django.template.loader import render_to_string
from weasyprint import HTML
from weasyprint.urls import URLFetcher

from families.fonts import print_styles
from families.models import Setting

CARDS_A_SHEET = 10
ACCESSIBLE = "pdf/ua-1"  # tagged, with a title and a language


def card_sheets(codes: list[str], *, setting_name: str, url: str, term: str, sign: str) -> bytes:
    """A4, ten cards a sheet, each with the same square: `url`, the letterbox's address.
    `sign`: the fingerprint of the term's key, to compare with what the page shows."""
    groups = [[code[start : start + 4] for start in range(0, len(code), 4)] for code in codes]
    sheets = [
        groups[start : start + CARDS_A_SHEET] for start in range(0, len(groups), CARDS_A_SHEET)
    ]
    text = render_to_string(
        "feedback/pdf/cards.html",
        {
            "sheets": sheets,
            "name": setting_name,
            "url": url,
            "term": term,
            "sign": sign,
            "square": _square(url, scale=6),
        },
    )
    return HTML(string=text, url_fetcher=_nothing_but_the_square()).write_pdf(
        pdf_variant=ACCESSIBLE
    )


def notice(setting: Setting, *, url: str, when: str, term: str, sign: str) -> bytes:
    """One page of A4 for the door and the cloakroom. It says no more than the letterbox's own page.

    `url`: the letterbox's address, written and as a square; `when`: when it is opened, in words;
    `term` and `sign`: of which term the stamps are and the fingerprint of their key, both empty
    before the first term has begun.
    """
    text = render_to_string(
        "feedback/pdf/notice.html",
        {
            "setting": setting,
            "url": url,
            "when": when,
            "term": term,
            "sign": sign,
            "square": _square(url, scale=10),
        },
    )
    font_config, styles = print_styles()
    return HTML(string=text, url_fetcher=_nothing_but_the_square()).write_pdf(
        stylesheets=styles, font_config=font_config, pdf_variant=ACCESSIBLE
    )


def _square(url: str, *, scale: int) -> str:
    """The QR code of an address, as a picture within the page."""
    return segno.make(url, error="m", micro=False).png_data_uri(border=2, scale=scale)


def _nothing_but_the_square() -> URLFetcher:
    return URLFetcher(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)
