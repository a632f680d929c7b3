"""Permissions: answering, writing down a form on paper, and what is asked in which words."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Least
from django.utils.module_loading import import_string

from .. import audit, policies
from ..context import Person
from ..models import (
    Child,
    Consent,
    ConsentInForce,
    ConsentPurpose,
    ConsentWording,
    ParentCarer,
    Setting,
)
from ..models.consent_purposes import FIRST_WORDS
from .dated import ONE_DAY
from .meanwhile import ChangedMeanwhile, one_at_a_time, take


class WordsChanged(Exception):
    """The question was put into other words after the page was opened. `wording` has the new."""

    def __init__(self, wording: ConsentWording) -> None:
        super().__init__("words changed")
        self.wording = wording


def ask_the_first_questions(setting: Setting) -> None:
    """What every setting asks to begin with. Part of making one."""
    purposes = ConsentPurpose.objects.bulk_create(
        ConsentPurpose(
            setting=setting,
            code=first.code,
            kind=first.kind,
            position=position,
            is_asked=first.is_asked,
            review_after_months=first.months,
        )
        for position, first in enumerate(FIRST_WORDS)
    )
    ConsentWording.objects.bulk_create(
        ConsentWording(
            setting=setting,
            purpose=purpose,
            title=first.title,
            question=first.question,
            explanation=first.explanation,
        )
        for purpose, first in zip(purposes, FIRST_WORDS, strict=True)
    )


@transaction.atomic
def answer(
    link: ParentCarer,
    *,
    actor: Person,
    wording: ConsentWording,
    says_yes: bool,
    key: uuid.UUID,
) -> Consent:
    """Write down one's own yes or no for the child of one's own link.

    The same form (`key`) sent twice is one answer. Raises WordsChanged when `wording` is not what
    is asked today.
    """
    return _write(
        link, actor=actor, wording=wording, says_yes=says_yes, key=key, paper_signed_on=None
    )


@transaction.atomic
def record_on_paper(
    link: ParentCarer,
    *,
    actor: Person,
    wording: ConsentWording,
    says_yes: bool,
    signed_on: date,
    key: uuid.UUID,
) -> Consent:
    """Write down what the adult of `link` has signed on paper, in the name of a manager.

    A paper that is older than another answer of theirs is kept and changes nothing; nor does a yes
    of the day on which they said no as well. `Consent.has_counted` says which it is.
    """
    return _write(
        link, actor=actor, wording=wording, says_yes=says_yes, key=key, paper_signed_on=signed_on
    )


@transaction.atomic
def record_paper_form(
    link: ParentCarer,
    *,
    actor: Person,
    answers: Iterable[tuple[ConsentWording, bool]],
    signed_on: date,
    key: uuid.UUID,
) -> list[Consent]:
    """Write down a whole form on paper: every answer on it, or none. The same form (`key`) sent
    twice is one form. Raises WordsChanged for the first question that has other words today."""
    return [
        record_on_paper(
            link,
            actor=actor,
            wording=wording,
            says_yes=says_yes,
            signed_on=signed_on,
            key=uuid.uuid5(key, str(wording.purpose_id)),
        )
        for wording, says_yes in answers
    ]


@transaction.atomic
def change_purpose(
    purpose: ConsentPurpose, *, actor: Person, seen: str, fields: dict[str, Any]
) -> ConsentPurpose:
    """Ask this or not, and how soon again. Raises ChangedMeanwhile."""
    row = take(purpose, seen=seen, fields=tuple(fields))
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))
    audit.record(actor, "change_permission", row)
    return row


@transaction.atomic
def write_wording(
    purpose: ConsentPurpose, *, actor: Person, after: int, fields: dict[str, str]
) -> ConsentWording:
    """Put a question into new words from today on; everybody is asked again. `after` is the version
    that the form showed. Raises ChangedMeanwhile when somebody else wrote a newer one."""
    ConsentPurpose.objects.select_for_update().get(pk=purpose.pk)
    newest = purpose.wordings.order_by("-version").first()
    if newest and all(getattr(newest, name) == value for name, value in fields.items()):
        return newest
    if newest and newest.version != after:
        raise ChangedMeanwhile(newest)
    row = ConsentWording.objects.create(
        setting_id=purpose.setting_id,
        purpose=purpose,
        version=(newest.version if newest else 0) + 1,
        started_on=actor.today,
        written_by=actor.user,
        **fields,
    )
    audit.record(actor, "reword_permission", purpose)
    return row


# --- steps ----------------------------------------------------------------------------------------


def _write(
    link: ParentCarer,
    *,
    actor: Person,
    wording: ConsentWording,
    says_yes: bool,
    key: uuid.UUID,
    paper_signed_on: date | None,
) -> Consent:
    _one_at_a_time(link, wording)
    if done := Consent.objects.filter(recorded_by=actor.user, idempotency_key=key).first():
        return done
    newest = (
        policies.consent_wordings_visible_to(actor)
        .filter(purpose=wording.purpose_id, started_on__lte=actor.today)
        .latest("version")
    )
    if newest.pk != wording.pk:
        raise WordsChanged(newest)
    child, purpose = link.child, wording.purpose
    counts = paper_signed_on is None or not _answered_since(
        link, purpose, says_yes=says_yes, signed_on=paper_signed_on
    )
    consent = Consent(
        setting_id=link.setting_id,
        child=child,
        link=link,
        person_id=link.user_id,
        purpose=purpose,
        wording=wording,
        answer=says_yes,
        recorded_by=actor.user,
        paper_signed_on=paper_signed_on,
        touched=[] if says_yes or not counts else _touched(child, purpose, actor),
        idempotency_key=key,
    )
    if not counts:
        consent.save(force_insert=True)
        audit.record(actor, "keep_older_paper", consent)
        return consent
    _end_what_they_said_before(link, purpose, actor)
    consent.save(force_insert=True)
    ConsentInForce.objects.create(
        setting_id=link.setting_id,
        child=child,
        code=purpose.code,
        is_yes=says_yes,
        consent=consent,
        started_on=actor.today,
        ended_on=_last_day(link, child),
    )
    actor.known.pop("photo_keys", None)
    verb = "give_permission" if says_yes else "refuse_permission"
    audit.record(actor, f"{verb}_on_paper" if paper_signed_on else verb, consent)
    return consent


def _one_at_a_time(link: ParentCarer, wording: ConsentWording) -> None:
    """Two answers of one adult to one question, sent at the same moment, wait for each other. The
    link itself is not theirs to lock."""
    one_at_a_time(f"consent:{link.pk}:{wording.purpose_id}")


def _answered_since(
    link: ParentCarer, purpose: ConsentPurpose, *, says_yes: bool, signed_on: date
) -> bool:
    """Whether this adult has given an answer that a paper of that day does not change: one of a
    later day, or of the same day a no. Nobody knows the hour of a signature, so the no counts."""
    newer = Q(paper_signed_on__gt=signed_on) | Q(paper_signed_on=None, at__date__gt=signed_on)
    if says_yes:
        that_day = Q(paper_signed_on=signed_on) | Q(paper_signed_on=None, at__date=signed_on)
        newer |= that_day & Q(answer=False)
    return Consent.objects.filter(
        newer, child=link.child_id, person=link.user_id, purpose=purpose
    ).exists()


def _end_what_they_said_before(link: ParentCarer, purpose: ConsentPurpose, actor: Person) -> None:
    """A change of mind holds at once: what was said before has yesterday as its last day."""
    yesterday = actor.today - ONE_DAY
    ConsentInForce.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=actor.today),
        consent__child=link.child_id,
        consent__person=link.user_id,
        consent__purpose=purpose,
    ).update(started_on=Least(F("started_on"), Value(yesterday)), ended_on=yesterday)


def _last_day(link: ParentCarer, child: Child) -> date | None:
    """The last day of an answer that is given by a link which will end. That of a family whose
    child leaves outlives the link (migration 0003)."""
    leaves = child.ended_on is not None and (
        link.ended_on is not None and child.ended_on <= link.ended_on
    )
    return None if leaves else link.ended_on


def _touched(child: Child, purpose: ConsentPurpose, actor: Person) -> list[list[Any]]:
    """What a no hides that was shown until now: days with a number, from the part of the house that
    the project names for this purpose.

    `TOUCHED_BY_CONSENT = {"photo_own": "learning_journals.queries.permissions.own_photos_of"}`:
    strings, because this app imports none of those above it.
    """
    named = settings.TOUCHED_BY_CONSENT.get(purpose.code)
    if not named:
        return []
    return [[day.isoformat(), count] for day, count in import_string(named)(child, actor)]
