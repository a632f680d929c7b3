"""A sheet of paper cards as a PDF: ten alike, but for their codes, with marks where to cut."""

import segno
from django.template.loader import render_to_string
from weasyprint import HTML
from weasyprint.urls import URLFetcher

CARDS_A_SHEET = 10


def card_sheets(codes: list[str], *, setting_name: str, url: str, term: str, sign: str) -> bytes:
    """A4, ten cards a sheet, each with the same square: `url`, the letterbox's address.
    `sign`: the fingerprint of the term's key, to compare with what the page shows."""
    square = segno.make(url, error="m", micro=False)
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
            "square": square.png_data_uri(border=2, scale=6),
        },
    )
    nothing_but_the_square = URLFetcher(
        allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True
    )
    return HTML(string=text, url_fetcher=nothing_but_the_square).write_pdf(pdf_variant="pdf/ua-1")
