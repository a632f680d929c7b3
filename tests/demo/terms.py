"""School terms as data, and which part of the year the demo tells about."""

from dataclasses import dataclass
from datetime import date, timedelta

ENOUGH_DAYS = 28  # a term that is younger than this has too little to tell


@dataclass(frozen=True)
class SchoolTerm:
    """A term with its half-term week; all days are included."""

    name: str
    starts_on: date
    ends_on: date
    half_term_from: date
    half_term_to: date


# Published dates of some English councils; other years follow the rule below.
KNOWN: dict[int, tuple[SchoolTerm, SchoolTerm, SchoolTerm]] = {
    2025: (
        SchoolTerm(
            "Autumn term 2025",
            date(2025, 9, 2),
            date(2025, 12, 19),
            date(2025, 10, 27),
            date(2025, 10, 31),
        ),
        SchoolTerm(
            "Spring term 2026",
            date(2026, 1, 5),
            date(2026, 3, 27),
            date(2026, 2, 16),
            date(2026, 2, 20),
        ),
        SchoolTerm(
            "Summer term 2026",
            date(2026, 4, 13),
            date(2026, 7, 21),
            date(2026, 5, 25),
            date(2026, 5, 29),
        ),
    ),
    2026: (
        SchoolTerm(
            "Autumn term 2026",
            date(2026, 9, 2),
            date(2026, 12, 18),
            date(2026, 10, 26),
            date(2026, 10, 30),
        ),
        SchoolTerm(
            "Spring term 2027",
            date(2027, 1, 4),
            date(2027, 3, 25),
            date(2027, 2, 15),
            date(2027, 2, 19),
        ),
        SchoolTerm(
            "Summer term 2027",
            date(2027, 4, 12),
            date(2027, 7, 21),
            date(2027, 5, 31),
            date(2027, 6, 4),
        ),
    ),
}


def _monday(day: date) -> date:
    """The first Monday on or after the day."""
    return day + timedelta(days=-day.weekday() % 7)


def terms_of(school_year: int) -> tuple[SchoolTerm, SchoolTerm, SchoolTerm]:
    """The three terms of the school year that begins in September of ``school_year``."""
    if school_year in KNOWN:
        return KNOWN[school_year]
    following = school_year + 1

    def term(name: str, starts_on: date, ends_on: date, half_term: date) -> SchoolTerm:
        return SchoolTerm(
            f"{name} term {starts_on.year}",
            starts_on,
            ends_on,
            half_term,
            half_term + timedelta(days=4),
        )

    return (
        term(
            "Autumn",
            date(school_year, 9, 2),
            date(school_year, 12, 19),
            _monday(date(school_year, 10, 24)),
        ),
        term(
            "Spring",
            _monday(date(following, 1, 3)),
            date(following, 3, 26),
            _monday(date(following, 2, 13)),
        ),
        term(
            "Summer",
            _monday(date(following, 4, 11)),
            date(following, 7, 21),
            _monday(date(following, 5, 25)),
        ),
    )


def terms_around(today: date) -> tuple[SchoolTerm, ...]:
    """The terms of this school year and the one before, in order."""
    school_year = today.year if today.month >= 9 else today.year - 1
    return terms_of(school_year - 1) + terms_of(school_year)


def term_to_tell(today: date) -> SchoolTerm:
    """The term that the demo fills: the newest one that has gone on for at least four weeks.

    The story runs from its first day until today, holidays of the schools included: a day nursery
    is open nearly all year.
    """
    begun = [
        term
        for term in terms_around(today)
        if term.starts_on <= today - timedelta(days=ENOUGH_DAYS)
    ]
    return begun[-1]


def is_closed(day: date) -> bool:
    """The nursery is closed at weekends and from Christmas Eve to New Year's Day."""
    return day.weekday() > 4 or (day.month, day.day) >= (12, 24) or (day.month, day.day) == (1, 1)


def opening_days(first: date, last: date) -> tuple[date, ...]:
    """Every day the nursery is open; the last one always is, so that the demo lives on any day."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return tuple(day for day in days if day == last or not is_closed(day))


def is_half_term(day: date) -> bool:
    return any(term.half_term_from <= day <= term.half_term_to for term in terms_around(day))
