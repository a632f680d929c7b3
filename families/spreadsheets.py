"""From the bytes of a file to the rows of a sheet, and back to a file that no program runs.

Whoever exports from another product or from Excel has no say in encoding, separator or where the
headings stand, so all of that is found out here. What cannot be read is refused in plain words.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 5_000
MOST_COLUMNS = 100
HEADINGS_WITHIN = 15  # rows from the top
SEPARATORS = (",", ";", "\t", "|")
# What zip (and so .xlsx and .ods), old Excel, PDF and pictures begin with.
NOT_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
# A cell that begins so is run by a spreadsheet; the wide signs are those of East Asian keyboards.
RUN = "=+\\-@\t\r＝＋－＠"
RUNS = re.compile(f"[{RUN}]")
MADE_HARMLESS = re.compile(f"'+[{RUN}]")
A_NUMBER = re.compile(r"[+\-＋－]?[\d\s().,/\-]*$")
LOOKS_LIKE_DATA = re.compile(r"@|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|^[\d\s+().,-]+$")


class Unreadable(Exception):
    """The file cannot be read; `str` says why and what to do, in plain words."""


@dataclass(frozen=True)
class Sheet:
    """Headings and rows; each row with its number as the spreadsheet shows it. Same width."""

    headers: list[str]
    rows: list[tuple[int, list[str]]]


def read_sheet(content: bytes, *, knows: Callable[[str], bool]) -> Sheet:
    """Read a CSV file. `knows` says of a heading whether it is one we have heard of.

    Raises Unreadable.
    """
    if len(content) > MOST_BYTES:
        raise Unreadable(
            _("This file is larger than 5 MB. Take columns or sheets out that are not needed here.")
        )
    text = _decoded(content)
    if not text.strip():
        raise Unreadable(_("There is nothing in this file."))
    if text.lstrip()[:1] == "<" and re.match(r"\s*<(!doctype|html|table|\?xml)", text, re.I):
        raise _not_csv()
    text, separators = _told_separator(text)
    found = [_with_headings(_records(text, sep), knows) for sep in separators]
    heard, _width, records, at = max(found, key=lambda each: each[:2])
    if not heard:
        raise Unreadable(
            _(
                "We found no headings in this file. Write one above each column, for example:"
                " First name, Surname, Date of birth."
            )
        )
    return _sheet(records, at)


def _decoded(content: bytes) -> str:
    if content.startswith(NOT_TEXT):
        raise _not_csv()
    text = None
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    if text is None or CONTROL.search(text):
        raise _not_csv()
    return unicodedata.normalize("NFC", text)


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    beginning = content[:400]
    if len(beginning) > 3 and beginning[1::2].count(0) > len(beginning) / 4:
        return ("utf-16-le",)
    if len(beginning) > 3 and beginning[::2].count(0) > len(beginning) / 4:
        return ("utf-16-be",)
    return ("utf-8-sig", "cp1252")


def _not_csv() -> Unreadable:
    return Unreadable(
        _(
            "This is not a CSV file. In your spreadsheet choose “Save as”, then “CSV”, and bring"
            " that file."
        )
    )


def _told_separator(text: str) -> tuple[str, tuple[str, ...]]:
    """Excel may write the separator into a first line that it does not show: `sep=;`."""
    told = re.match(r"\"?sep=(.)\"?\r?\n", text, re.I)
    if told and told[1] in SEPARATORS:
        return text[told.end() :], (told[1],)
    return text, SEPARATORS


def _records(text: str, separator: str) -> list[list[str]]:
    try:
        return list(_parsed(text, separator, strict=True))
    except csv.Error as problem:
        if "end of data" in str(problem):
            # Read loosely, everything behind it would be one cell.
            return _without_end(text, separator)
    try:
        return list(_parsed(text, separator, strict=False))
    except csv.Error:
        return []


def _without_end(text: str, separator: str) -> list[list[str]]:
    """Only the rows before the quotation mark that never closes, and a mark that it was so."""
    records = []
    try:
        for record in _parsed(text, separator, strict=True):
            records.append(record)
    except csv.Error:
        records.append([NEVER_CLOSES])
    return records


NEVER_CLOSES = "\x00"  # no text that was read has this sign


def _parsed(text: str, separator: str, *, strict: bool) -> Iterable[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)


Found = tuple[int, int, list[list[str]], int]


def _with_headings(records: list[list[str]], knows: Callable[[str], bool]) -> Found:
    """How many headings we have heard of, in which of the first records, and how many cells."""
    best: Found = (0, 0, records, 0)
    for at, record in enumerate(records[:HEADINGS_WITHIN]):
        cells = [cell.strip() for cell in record if cell.strip()]
        heard = sum(map(knows, cells))
        if any(LOOKS_LIKE_DATA.search(cell) for cell in cells):
            continue
        if (heard, len(cells)) > best[:2]:
            best = (heard, len(cells), records, at)
    return best


def _sheet(records: list[list[str]], at: int) -> Sheet:
    if records[-1] == [NEVER_CLOSES]:
        raise Unreadable(
            _(
                "A quotation mark opens in row %(row)s and never closes. Take it out, then bring"
                " the file again."
            )
            % {"row": len(records)}
        )
    headers = [_tidy(cell) for cell in records[at]]
    rows = [
        (number, [_tidy(cell) for cell in record])
        for number, record in enumerate(records[at + 1 :], start=at + 2)
        if any(cell.strip() for cell in record)
    ]
    if not rows:
        raise Unreadable(_("There are headings in this file, but no rows under them."))
    if len(rows) > MOST_ROWS:
        raise Unreadable(
            ngettext(
                "There is room for %(most)s rows, and this file has %(n)s. Bring it in parts.",
                "There is room for %(most)s rows, and this file has %(n)s. Bring it in parts.",
                len(rows),
            )
            % {"n": len(rows), "most": MOST_ROWS}
        )
    width = max(len(cells) for cells in (headers, *(_without_tail(row) for _n, row in rows)))
    if width > MOST_COLUMNS:
        raise Unreadable(
            _("There is room for %(most)s columns, and this file has %(n)s.")
            % {"n": width, "most": MOST_COLUMNS}
        )
    headers = _wide(headers, width)
    rows = [(number, _wide(cells, width)) for number, cells in rows]
    used = [
        place
        for place in range(width)
        if headers[place] or any(cells[place] for _number, cells in rows)
    ]
    return Sheet(
        headers=[headers[place][:200] for place in used],
        rows=[(number, [cells[place] for place in used]) for number, cells in rows],
    )


def _without_tail(cells: list[str]) -> list[str]:
    """Without the empty cells at the end of which spreadsheets write hundreds."""
    last = max((place for place, cell in enumerate(cells) if cell), default=-1)
    return cells[: last + 1]


def _wide(cells: list[str], width: int) -> list[str]:
    return (cells + [""] * (width - len(cells)))[:width]


def _tidy(cell: str) -> str:
    return cell.replace("\xa0", " ").replace("\r\n", "\n").strip(" \n\u200b\ufeff")


# --- cells that spreadsheets run ------------------------------------------------------------------


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would work this cell out. +44 1632 960 123 and -5 it only shows."""
    return bool(RUNS.match(cell)) and not A_NUMBER.match(cell)


def plain(cell: str) -> str:
    """The words of a cell, without the mark that `harmless` put before them."""
    return cell[1:] if MADE_HARMLESS.match(cell) else cell


def harmless(cell: str) -> str:
    """The same words so that no spreadsheet runs them; `plain` gives them back."""
    return f"'{cell}" if RUNS.match(cell) or MADE_HARMLESS.match(cell) else cell


def as_csv(headers: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """A file that Excel opens with a double click, accents and all, and that runs nothing."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([harmless(each) for each in headers])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")
