"""Rows of permissions: what those who decide have answered, and what one of them took back."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random

from families.models import (
    Consent,
    ConsentInForce,
    ConsentPurpose,
    ConsentWording,
    ParentCarer,
)
from learning_journals.models import Photo

from ..studio import Drawing
from ..words.consents import (
    CAREFUL,
    DISAGREE,
    LONG_AGO,
    NEW_WORDS,
    NO_OF_A_HUNDRED,
    SILENT_OF_A_HUNDRED,
    TAKEN_BACK,
)
from .book import BATCH, Book, named_id

ANSWERED_EARLY = 5  # days after the first one, at the latest
FIRST = ("photo_own", "photo_group", "emergency")


def load_consents(book: Book, photos: Iterable[tuple[Photo, Drawing]]) -> None:
    """Most families answered most questions soon after their child began. Where two adults decide,
    the second answers what matters most."""
    words = _words(book)
    rows: list[tuple[Consent, ConsentInForce]] = []
    seconds: set[object] = set()
    for link in _who_decides(book):
        adult, child = _keys_of(book, link)
        is_second = link.child_id in seconds
        seconds.add(link.child_id)
        for purpose, wordings in words[link.setting_id]:
            says_yes = _answer(adult, child, purpose, is_second=is_second)
            if says_yes is None:
                continue
            at = _when(book, link, (adult, child, purpose.code))
            rows.append(_rows(link, purpose, _words_on(wordings, at), says_yes, at))
            if days := TAKEN_BACK.get((adult, child, purpose.code)):
                rows[-1][1].ended_on = book.today - timedelta(days=days + 1)
                at = book.now - timedelta(days=days)
                rows.append(_rows(link, purpose, wordings[-1], False, at))
                rows[-1][0].touched = _touched(link, photos)
    Consent.objects.bulk_create([consent for consent, _ in rows], batch_size=BATCH)
    ConsentInForce.objects.bulk_create([in_force for _, in_force in rows], batch_size=BATCH)


def _words(book: Book) -> dict[object, list[tuple[ConsentPurpose, list[ConsentWording]]]]:
    """Setting → what is asked, with its words, the oldest first; begun long ago."""
    ConsentWording.objects.update(started_on=book.today - timedelta(days=1500))
    for code, days, question, explanation in NEW_WORDS:
        setting = book.settings["marmalade-hill"]
        first = ConsentWording.objects.get(setting=setting, purpose__code=code)
        ConsentWording.objects.create(
            setting=setting,
            purpose_id=first.purpose_id,
            version=2,
            title=first.title,
            question=question,
            explanation=explanation,
            started_on=book.today - timedelta(days=days),
            written_by=book.users["bettina"],
        )
    return {
        setting.pk: [
            (purpose, list(purpose.wordings.order_by("version")))
            for purpose in ConsentPurpose.objects.filter(setting=setting, is_asked=True)
        ]
        for setting in book.settings.values()
    }


def _who_decides(book: Book) -> list[ParentCarer]:
    return list(
        ParentCarer.objects.filter(has_parental_responsibility=True, ended_on__isnull=True)
        .select_related("child", "user", "family")
        .order_by("child_id", "-lives_with_child", "user__email")
    )


def _keys_of(book: Book, link: ParentCarer) -> tuple[str, str]:
    adult = next(key for key, user in book.users.items() if user.pk == link.user_id)
    child = next(key for key, row in book.children.items() if row.pk == link.child_id)
    return adult, child


def _answer(adult: str, child: str, purpose: ConsentPurpose, *, is_second: bool) -> bool | None:
    code = purpose.code
    if (adult, child, code) in DISAGREE:
        return DISAGREE[adult, child, code]
    if (adult, child, code) in {*LONG_AGO, *TAKEN_BACK}:
        return True
    if code in ("photo_own", "photo_group"):
        return True
    if is_second:
        return True if code in FIRST else None
    chance = Random(f"consent {child} {code}").randrange(100)
    if chance < CAREFUL.get(code, NO_OF_A_HUNDRED):
        return False
    return None if chance >= 100 - SILENT_OF_A_HUNDRED else True


def _when(book: Book, link: ParentCarer, key: tuple[str, str, str]) -> datetime:
    """A few days after the first one, in the last year; or as long ago as the facts say."""
    if days := LONG_AGO.get(key):
        return book.now - timedelta(days=days)
    here = (book.today - link.started_on).days
    early = Random(f"consent {key[1]}").randint(1, ANSWERED_EARLY)
    return book.now - timedelta(days=min(max(here - early, 0), 300), minutes=10)


def _words_on(wordings: list[ConsentWording], at: datetime) -> ConsentWording:
    return [each for each in wordings if each.started_on <= at.date()][-1]


def _rows(
    link: ParentCarer,
    purpose: ConsentPurpose,
    wording: ConsentWording,
    says_yes: bool,
    at: datetime,
) -> tuple[Consent, ConsentInForce]:
    consent = Consent(
        setting_id=link.setting_id,
        child=link.child,
        link=link,
        person=link.user,
        purpose=purpose,
        wording=wording,
        answer=says_yes,
        at=at,
        recorded_by=link.user,
        idempotency_key=named_id("consent", link.pk, purpose.code, says_yes),
    )
    return consent, ConsentInForce(
        setting_id=link.setting_id,
        child=link.child,
        code=purpose.code,
        is_yes=says_yes,
        consent=consent,
        started_on=at.date(),
        ended_on=None,
    )


def _touched(link: ParentCarer, photos: Iterable[tuple[Photo, Drawing]]) -> list[list[object]]:
    key = link.child.consent_key
    days = Counter(
        photo.observation.happened_at.date()
        for photo, _drawing in photos
        if key in photo.shows and len(photo.shows) > 1
    )
    return [[day.isoformat(), count] for day, count in sorted(days.items(), reverse=True)]
