"""The values of cells: days, e-mail addresses, names, numbers. What is wrong is said in plain words
together with what to do."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from ...models.csv_imports import CsvImport
from ...models.languages import LANGUAGES_SPOKEN
from ...spreadsheets import is_formula, plain

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("jan january", "feb february", "mar march", "apr april", "may", "jun june"),
            *("jul july", "aug august", "sep sept september", "oct october", "nov november"),
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
MIDNIGHT = re.compile(r"[ T]00:00(:00(\.0+)?)?(Z|\+00:00)?$")
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")
NUMBERS = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})$")
WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]+([a-z]+)\.?,?[ -]+(\d{4}|\d{2})$", re.I)
WORDS_US = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$", re.I)
YES = {"yes", "y", "true", "1", "x", "✓", "✔", "ticked", "on", "ja", "tak"}
NO = {"no", "n", "false", "0", "off", "none", "nein", "nie"}
NOTHING = {"-", "–", "—"}


class BadCell(Exception):
    """A cell that cannot be taken: what is wrong with it, and what to do."""

    def __init__(self, wrong: str, todo: str) -> None:
        super().__init__(wrong)
        self.wrong = wrong
        self.todo = todo


@dataclass(frozen=True)
class Trouble:
    """A bad row or cell: where it is in the spreadsheet, what is wrong, what to do."""

    row: int
    heading: str
    value: str
    wrong: str
    todo: str


@dataclass
class Line:
    """What would become of one row (or of one adult in it)."""

    row: int
    title: str
    what: str = "same"  # "new", "changed" or "same"
    changes: list[str] = field(default_factory=list)


@dataclass
class Plan:
    """All that a file would do, and all that keeps it from doing it. `writes` is for the action."""

    kind: str
    lines: list[Line] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    writes: Any = None

    def of(self, what: str) -> list[Line]:
        return [line for line in self.lines if line.what == what]

    @property
    def new(self) -> list[Line]:
        return self.of("new")

    @property
    def changed(self) -> list[Line]:
        return self.of("changed")

    @property
    def same(self) -> list[Line]:
        return self.of("same")

    @property
    def bad_rows(self) -> int:
        return len({trouble.row for trouble in self.troubles})

    @property
    def does_nothing(self) -> bool:
        return not (self.new or self.changed)


class Row:
    """One row by the fields of its columns. Whatever is wrong is noted in the plan."""

    def __init__(
        self, number: int, cells: list[str], columns: dict[str, int], headers: list[str], plan: Plan
    ) -> None:
        self.number = number
        self.cells = cells
        self.columns = columns
        self.headers = headers
        self.plan = plan
        self.is_bad = False

    def heading(self, name: str) -> str:
        """What stands over the column of a field."""
        return self.headers[self.columns[name]] if name in self.columns else ""

    def complain(self, name: str, wrong: str, todo: str) -> None:
        """Note what is wrong with the cell of this field ("" for the row as a whole)."""
        self.is_bad = True
        at = self.columns.get(name)
        self.plan.troubles.append(
            Trouble(
                row=self.number,
                heading=self.headers[at] if at is not None else "",
                value=self.cells[at][:80] if at is not None else "",
                wrong=wrong,
                todo=todo,
            )
        )

    def raw(self, name: str) -> str:
        """The words of a cell; "" for an empty one, a bad one and a column that is left out."""
        at = self.columns.get(name)
        cell = self.cells[at] if at is not None else ""
        if cell in NOTHING:
            return ""
        if is_formula(cell):
            self.complain(
                name,
                _("This is a formula, not words."),
                _("Write its result into the cell. Words may not begin with =, +, - or @."),
            )
            return ""
        return plain(cell).strip()

    def words(self, name: str, *, most: int) -> str:
        """Words on one line."""
        said = " ".join(self.raw(name).split())
        return self._not_too_long(name, said, most)

    def lines(self, name: str, *, most: int) -> str:
        """Words on several lines."""
        kept = (line.strip() for line in self.raw(name).splitlines())
        said = "\n".join(line for line in kept if line)
        return self._not_too_long(name, said, most)

    def _not_too_long(self, name: str, said: str, most: int) -> str:
        if len(said) <= most:
            return said
        self.complain(
            name,
            _("This is %(n)s letters long.") % {"n": len(said)},
            _("There is room for %(most)s letters. Make it shorter.") % {"most": most},
        )
        return ""

    def name(self, *, prefix: str = "", end: str = "") -> str:
        """A person's full name, from one column or from two."""
        first = self.words(f"{prefix}first_name{end}", most=60)
        last = self.words(f"{prefix}last_name{end}", most=60)
        whole = self.words(f"{prefix}full_name{end}", most=120)
        return whole or " ".join(part for part in (first, last) if part)

    def email(self, name: str) -> str:
        """An e-mail address in small letters."""
        said = self.words(name, most=254).lower().removeprefix("mailto:")
        if not said:
            return ""
        try:
            validate_email(said)
        except ValidationError:
            self.complain(
                name,
                _("This is not an e-mail address."),
                _("One address a cell, like pomona@example.org."),
            )
            return ""
        return said

    def day(self, name: str, *, order: str) -> date | None:
        """A day, written in any of the ways that spreadsheets write it."""
        said = self.words(name, most=60)
        if not said:
            return None
        try:
            return day_of(said, order=order)
        except BadCell as bad:
            self.complain(name, bad.wrong, bad.todo)
            return None

    def number_of(self, name: str, *, most: int) -> int | None:
        """A whole number."""
        said = self.words(name, most=40)
        if not said:
            return None
        found = re.fullmatch(r"(\d{1,5})(?:\.0+)?(?: ?(?:months?|m|places?))?", said, re.I)
        if found and int(found[1]) <= most:
            return int(found[1])
        self.complain(
            name,
            _("This is not a number we can use."),
            _("Write a whole number up to %(most)s.") % {"most": most},
        )
        return None

    def months(self, name: str) -> int | None:
        """An age in months; "2 years" are 24."""
        said = self.words(name, most=40)
        if years := re.fullmatch(r"(\d{1,2}) ?(?:years?|yrs?|y)", said, re.I):
            return int(years[1]) * 12
        return self.number_of(name, most=120)

    def yes_or_no(self, name: str) -> bool | None:
        """A tick; None for an empty cell."""
        said = self.words(name, most=40).casefold()
        if not said:
            return None
        if said in YES | NO:
            return said in YES
        self.complain(name, _("This is neither yes nor no."), _("Write yes or no."))
        return None

    def languages(self, name: str) -> list[str]:
        """Codes of languages, from their names."""
        codes = []
        for word in re.split(r"[;,/&\n]| and ", self.raw(name)):
            if not word.strip():
                continue
            if code := _language(word.strip()):
                codes.append(code)
            else:
                self.complain(
                    name,
                    _("We do not know the language “%(word)s”.") % {"word": word.strip()[:40]},
                    _("Write its English name, several with a semicolon: Polish; English."),
                )
        return list(dict.fromkeys(codes))


def _language(word: str) -> str:
    said = word.casefold()
    for code, (name, own) in LANGUAGES_SPOKEN.items():
        if said in (code, str(name).casefold(), own.casefold()):
            return code
    return ""


def turned(name: str) -> str:
    """ "Kapelusz, Zofia" is "Zofia Kapelusz"; a name without one comma stays."""
    last, comma, first = name.partition(",")
    if comma and first.strip() and last.strip() and "," not in first:
        return f"{first.strip()} {last.strip()}"
    return name


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ in spaces and capitals only."""
    return folded(one) == folded(other)


def folded(words: str) -> str:
    """Words to compare by."""
    return " ".join(words.split()).casefold()


# --- days -----------------------------------------------------------------------------------------


def day_of(said: str, *, order: str) -> date:
    """The day that a cell names. `order` is asked for where 03/04/2023 can be two days.

    Raises BadCell.
    """
    said = MIDNIGHT.sub("", said.strip())
    year = month = day = 0
    if found := ISO.match(said):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    elif found := NUMBERS.match(said):
        day, month, year = int(found[1]), int(found[3]), _year(found[4])
        if order == CsvImport.DateOrder.MONTH_FIRST and found[2] in "/-":
            day, month = month, day
    elif (found := WORDS.match(said)) and found[2].lower() in MONTHS:
        day, month, year = int(found[1]), MONTHS[found[2].lower()], _year(found[3])
    elif (found := WORDS_US.match(said)) and found[1].lower() in MONTHS:
        day, month, year = int(found[2]), MONTHS[found[1].lower()], int(found[3])
    elif re.fullmatch(r"\d{5}", said):
        raise BadCell(
            _("This is a day as the spreadsheet counts it, not as people write it."),
            _("Give the column the format “Date” in your spreadsheet, and save it again."),
        )
    try:
        return date(year, month, day)
    except ValueError:
        raise BadCell(
            _("This is not a day."), _("Write the day like this: 31/12/2023 or 3 Mar 2023.")
        ) from None


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def order_to_ask(days: Sequence[str]) -> bool:
    """Whether these cells leave open which number is the month, or say that it comes first.

    31/12/2023 somewhere says that the day is first; 12/31/2023, or only days up to the twelfth,
    say nothing that we would trust without asking.
    """
    doubtful = False
    for said in days:
        found = NUMBERS.match(MIDNIGHT.sub("", said.strip()))
        if not found or found[2] not in "/-":
            continue
        first, second = int(found[1]), int(found[3])
        if first > 12 and second <= 12:
            return any(_month_first(other) for other in days)
        doubtful = doubtful or first != second
    return doubtful


def _month_first(said: str) -> bool:
    found = NUMBERS.match(MIDNIGHT.sub("", said.strip()))
    return bool(found and found[2] in "/-" and int(found[1]) <= 12 < int(found[3]))
