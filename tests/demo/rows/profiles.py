"""Rows of what homes say, and of who has read it."""

from datetime import datetime, timedelta

from families.models import (
    Child,
    FamilyAnswer,
    FamilyCheck,
    HealthChange,
    NurseryRoutine,
    ReadMark,
    Term,
)
from families.models.questions import QUESTIONS, Page
from families.queries.checks import STEPS

from ..words.profiles import (
    CHECKS,
    HEALTH_CHANGES,
    HOMES,
    LATELY,
    PREFER,
    READ,
    ROUTINES,
    Told,
)
from .book import Book


def load_profiles(book: Book) -> None:
    """*Our family* of a dozen homes and more, *All About Me* of some children, and who has read."""
    rows: list[FamilyAnswer] = []
    for key, told in HOMES.items():
        then = book.now - timedelta(days=told.days_ago)
        for code, words in told.family.items():
            at = book.now - timedelta(days=LATELY.get((key, code), told.days_ago))
            rows.append(_answer(book, key, told, code, words, at))
        for code, words in told.earlier.items():
            version = _answer(book, key, told, code, words, then)
            version.replaced_at = book.now - timedelta(days=LATELY.get((key, code), 1))
            rows.append(version)
        for code, words in told.taken_back.items():
            version = _answer(book, key, told, code, words, then)
            version.withdrawn_at = then + timedelta(days=1)
            rows.append(version)
        for child, portrait in told.children.items():
            rows += [
                _answer(book, key, told, code, words, then, child=book.children[child])
                for code, words in portrait.items()
            ]
    FamilyAnswer.objects.bulk_create(rows)
    ReadMark.objects.bulk_create(
        ReadMark(
            setting_id=book.homes[home].setting_id,
            family=book.homes[home],
            page=Page.FAMILY,
            user=book.users[who],
            up_to=book.now - timedelta(days=days),
            at=book.now - timedelta(days=days),
        )
        for who, home, days in READ
    )
    _forget_older_words(book)
    _routines(book)
    _checks(book)


def _answer(
    book: Book,
    home: str,
    told: Told,
    code: str,
    words: str,
    at: datetime,
    *,
    child: Child | None = None,
    page: Page | None = None,
) -> FamilyAnswer:
    page = page or (Page.ABOUT_ME if child else Page.FAMILY)
    family = book.homes[home]
    return FamilyAnswer(
        setting_id=family.setting_id,
        family=family,
        child=child,
        page=page,
        question=code,
        words="" if words == PREFER else words,
        prefers_not_to_say=words == PREFER,
        language=told.language if not words.isascii() else "en-gb",
        audience=(told.audiences.get(code) if child is None else None)
        or QUESTIONS[page][code].audiences[0],
        written_by=book.users[told.by],
        begun_at=at,
        at=at,
    )


def _forget_older_words(book: Book) -> None:
    """Homes that have answered *What matters to you?* say it there alone."""
    for key, told in HOMES.items():
        if "what_matters" in told.family:
            book.homes[key].what_matters = ""
            book.homes[key].save(update_fields=["what_matters"])


def _routines(book: Book) -> None:
    """Routine cards, opened by both sides a week ago: what was changed since is new."""
    answers, lines, marks = [], [], []
    for key, card in ROUTINES.items():
        child = book.children[key]
        post = child.setting_id
        for home, column in card.homes.items():
            told, family = HOMES[home], book.homes[home]
            at = book.now - timedelta(days=1 if home in card.lately else 40)
            for code, words in column.items():
                row = _answer(book, home, told, code, words, at, child=child, page=Page.ROUTINE)
                answers.append(row)
            opened = book.now - timedelta(days=7)
            marks += [
                ReadMark(
                    setting_id=post,
                    family=family,
                    child=child,
                    page=Page.ROUTINE,
                    user=book.users[who],
                    up_to=opened,
                    at=opened,
                )
                for who in (card.by, told.by)
            ]
        at = book.now - timedelta(days=1 if "nursery" in card.lately else 38)
        lines += [
            NurseryRoutine(
                setting_id=post,
                child=child,
                question=code,
                words=words,
                language="en-gb",
                written_by=book.users[card.by],
                begun_at=at,
                at=at,
            )
            for code, words in card.nursery.items()
        ]
    FamilyAnswer.objects.bulk_create(answers)
    NurseryRoutine.objects.bulk_create(lines)
    ReadMark.objects.bulk_create(marks)


def _checks(book: Book) -> None:
    """What families have said anew about health, and who has been round this term."""
    for child, home, name, words in HEALTH_CHANGES:
        row = book.children[child]
        HealthChange.objects.create(
            setting_id=row.setting_id,
            child=row,
            family=book.homes[home],
            field=name,
            words=words,
            was=getattr(row, name),
            proposed_by=book.users[HOMES[home].by],
            at=book.now - timedelta(hours=20),
        )
    for home, steps in CHECKS.items():
        family, is_done = book.homes[home], "all" in steps
        term = Term.objects.filter(
            setting_id=family.setting_id, starts_on__lte=book.today, ends_on__gte=book.today
        ).first()
        if term:
            FamilyCheck.objects.create(
                setting_id=family.setting_id,
                family=family,
                term=term,
                steps_done=list(STEPS) if is_done else list(steps),
                begun_at=book.now - timedelta(days=3),
                finished_at=book.now - timedelta(days=3) if is_done else None,
            )
