"""Rows of accidents and injuries, of medicine and fever, and of who has read of them."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from learning_journals.models import (
    Acknowledgement,
    CareEntry,
    MedicineGiven,
    MedicinePermission,
    Notice,
    NoticeAddendum,
)

from .. import terms
from ..words.notices import MEDICINES, NOTICES, TEMPERATURES, MedicineFact, NoticeFact
from .book import Book, named_id

LONG_ENOUGH = timedelta(days=60)  # back, to find so many days on which we were open


def load_notices(book: Book) -> None:
    """The bumps and scrapes of the last weeks, the medicines that are allowed, a fever."""
    days = terms.opening_days(book.today - LONG_ENOUGH, book.today)
    for notice in NOTICES:
        _notice(notice, book, at=_on(days[-1 - notice.days_ago], notice.at))
    for medicine in MEDICINES:
        _medicine(medicine, book, days)
    for key, ago, clock, degrees, called_at, by, words in TEMPERATURES:
        at, child = _on(days[-1 - ago], clock), book.children[key]
        CareEntry.objects.create(
            setting_id=child.setting_id,
            child=child,
            kind=CareEntry.Kind.TEMPERATURE,
            at=at,
            degrees=degrees,
            parent_called_at=called_at,
            words=words,
            logged_by=book.users[by],
            logged_at=at,
            batch=named_id("temperature", key),
        )


def _medicine(fact: MedicineFact, book: Book, days: Sequence[date]) -> None:
    child, by = book.children[fact.child], book.users[fact.by]
    setting = {"setting_id": child.setting_id, "child": child}
    first = book.today - timedelta(days=fact.since_days)
    allowed = MedicinePermission.objects.create(
        pk=named_id("medicine", fact.child, fact.medicine),
        family=book.homes[fact.home],
        given_by=by,
        given_by_name=by.name,
        given_at=_on(first, "07:40"),
        medicine=fact.medicine,
        dose=fact.dose,
        form=fact.form,
        reason=fact.reason,
        times=list(fact.times),
        when_needed=fact.when_needed,
        hours_between=fact.hours_between,
        storage=fact.storage,
        started_on=first,
        ended_on=first + timedelta(days=fact.days),
        form_key=named_id("medicine form", fact.child, fact.medicine),
        **setting,
    )
    for ago, clock, giver, witness, reason in fact.doses:
        at = _on(days[-1 - ago], clock)
        if not allowed.started_on <= at.date() <= allowed.ended_on:
            continue  # a holiday lies between: that day is longer ago than the permission
        dose = MedicineGiven.objects.create(
            permission=allowed,
            medicine=allowed.medicine,
            dose=allowed.dose,
            given_at=at,
            reason=reason,
            logged_by=book.users[giver],
            logged_at=at,
            form_key=named_id("dose", allowed.pk, ago, clock),
            **_colleague("given_by", giver, book),
            **_colleague("witness", witness, book),
            **setting,
        )
        Acknowledgement.objects.create(
            family=book.homes[fact.home],
            dose=dose,
            person=by,
            person_name=by.name,
            at=_on(at.date(), "18:20"),
            **setting,
        )


def _on(day: date, clock: str) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(clock)))


def _notice(fact: NoticeFact, book: Book, *, at: datetime) -> None:
    child = book.children[fact.child]
    setting = {"setting_id": child.setting_id}
    told_by, told_how, told_at = fact.told or ("", "", None)
    notice = Notice.objects.create(
        pk=named_id("notice", fact.child, fact.days_ago),
        child=child,
        kind=fact.kind,
        day=at.date(),
        at=at.time(),
        place=fact.place,
        words=fact.words,
        marks=list(fact.marks),
        injury=fact.injury,
        first_aid=fact.first_aid,
        head_advice_given=fact.head_advice_given,
        told_how=told_how,
        told_at=told_at,
        signed_by=book.users[fact.by],
        signed_by_name=book.users[fact.by].name,
        signed_at=at + timedelta(minutes=20),
        form_key=named_id("notice form", fact.child, fact.days_ago),
        **_colleague("first_aid_by", fact.first_aid_by, book),
        **_colleague("witness", fact.witness, book),
        **_colleague("told_by", told_by, book),
        **setting,
    )
    lines = [(who, words, False) for who, words in fact.added]
    lines += [(*fact.review, True)] if fact.review else []
    for number, (who, words, is_review) in enumerate(lines, start=1):
        NoticeAddendum.objects.create(
            notice=notice,
            is_review=is_review,
            words=words,
            author=book.users[who],
            author_name=book.users[who].name,
            at=at + timedelta(hours=number),
            form_key=named_id("addendum", notice.pk, number),
            **setting,
        )
    for adult, (home, comment) in fact.read_by.items():
        Acknowledgement.objects.create(
            child=child,
            family=book.homes[home],
            notice=notice,
            person=book.users[adult],
            person_name=book.users[adult].name,
            comment=comment,
            at=_on(at.date(), "18:40"),
            **setting,
        )


def _colleague(field: str, key: str, book: Book) -> dict[str, object]:
    """A column with a post and the name beside it."""
    if not key:
        return {}
    post = book.posts[key]
    return {field: post, f"{field}_name": book.users[key].name}
