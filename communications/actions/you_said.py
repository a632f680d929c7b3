"""You said, we did: write it down, change it, publish it, take it back."""

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from families import audit
from families.actions.meanwhile import ChangedMeanwhile, one_at_a_time
from families.context import Person
from families.policies import can_manage_people, is_manager_of

from .. import policies
from ..models import Decision, YouSaid, YouSaidVersion

# What a manager writes; everything else of a version follows from what was done.
WORDS = ("said", "answer", "doing", "reason", "duty", "owner", "by_day", "done_on")


class DayMissing(Exception):
    """Nothing is promised to families without a day."""


@transaction.atomic
def write_said(*, actor: Person, form_key: uuid.UUID, words: dict[str, Any]) -> YouSaid:
    """Write down what families said and what is done about it; only who leads reads it yet. `words`
    are those of `WORDS`. The same form sent twice is one. Raises PermissionDenied."""
    one_at_a_time(f"you-said:{actor.here}")
    if (sent := _sent_before(actor, form_key)) is not None:
        return sent.item
    if not can_manage_people(actor):
        raise PermissionDenied
    item = YouSaid.objects.create(setting_id=actor.here)
    _add(item, number=1, actor=actor, form_key=form_key, words=words, is_public=False)
    audit.record(actor, "write_said", item)
    return item


@transaction.atomic
def change_said(
    item: YouSaid, *, actor: Person, form_key: uuid.UUID, after: int, words: dict[str, Any]
) -> YouSaid:
    """Say something else from now on. What it said before is kept for who leads; where it is
    published, families read the new words at once. `after` is the version that the form showed.

    Raises ChangedMeanwhile with the version that is there now, and PermissionDenied.
    """

    def change(item: YouSaid, newest: YouSaidVersion) -> None:
        if all(getattr(newest, name) == words[name] for name in WORDS):
            return
        _next(item, actor=actor, form_key=form_key, words=words, is_public=newest.is_public)
        audit.record(actor, "change_said", item)

    return _held(item, actor=actor, form_key=form_key, after=after, act=change)


@transaction.atomic
def publish_said(item: YouSaid, *, actor: Person, form_key: uuid.UUID, after: int) -> YouSaid:
    """Let all families of the setting and everybody who works there read it. Published already: it
    stays so. Raises ChangedMeanwhile, DayMissing and PermissionDenied."""

    def publish(item: YouSaid, newest: YouSaidVersion) -> None:
        if newest.is_public:
            return
        if not newest.is_whole:
            raise DayMissing
        item.published_at = now = timezone.now()
        _next(item, actor=actor, form_key=form_key, words=_words_of(newest), is_public=True, at=now)
        audit.record(actor, "publish_said", item)

    return _held(item, actor=actor, form_key=form_key, after=after, act=publish)


@transaction.atomic
def take_back_said(item: YouSaid, *, actor: Person, form_key: uuid.UUID, after: int) -> YouSaid:
    """Nobody but who leads reads it any more. Raises ChangedMeanwhile and PermissionDenied."""

    def take_back(item: YouSaid, newest: YouSaidVersion) -> None:
        if not newest.is_public:
            return
        _next(item, actor=actor, form_key=form_key, words=_words_of(newest), is_public=False)
        audit.record(actor, "take_back_said", item)

    return _held(item, actor=actor, form_key=form_key, after=after, act=take_back)


@transaction.atomic
def said_from_decision(decision: Decision, *, actor: Person) -> YouSaid:
    """What came out of a decision, as something to be done: written once, and not published yet,
    because only the manager knows by when. Raises PermissionDenied."""
    one_at_a_time(f"you-said:{actor.here}")
    there = policies.you_said_visible_to(actor).filter(decision=decision).first()
    if there:
        return there
    outcome = policies.decision_outcomes_visible_to(actor).filter(decision=decision).first()
    if outcome is None or not is_manager_of(actor, decision.setting_id):
        raise PermissionDenied
    words = {
        "said": decision.question,
        "answer": YouSaidVersion.Answer.WILL,
        "doing": f"{decision.options[outcome.option - 1]}\n\n{outcome.why}",
        "reason": "",
        "duty": decision.fixed,
        "owner": outcome.decider,
        "by_day": None,
        "done_on": None,
    }
    item = YouSaid.objects.create(setting_id=decision.setting_id, decision=decision)
    _add(item, number=1, actor=actor, form_key=outcome.pk, words=words, is_public=False)
    audit.record(actor, "write_said", item)
    return item


def _held(
    item: YouSaid,
    *,
    actor: Person,
    form_key: uuid.UUID,
    after: int,
    act: Callable[[YouSaid, YouSaidVersion], None],
) -> YouSaid:
    """Do something to an item that nobody else changes until the transaction is over, and that
    still says what the actor has seen. The same form sent twice does nothing more."""
    if not is_manager_of(actor, item.setting_id):
        raise PermissionDenied
    item = YouSaid.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if _sent_before(actor, form_key) is not None:
        return item
    newest = YouSaidVersion.objects.select_related("owner").get(item=item, number=item.newest)
    if newest.number != after:
        raise ChangedMeanwhile(newest)
    act(item, newest)
    return item


def _next(
    item: YouSaid,
    *,
    actor: Person,
    form_key: uuid.UUID,
    words: dict[str, Any],
    is_public: bool,
    at: datetime | None = None,
) -> None:
    number = item.newest + 1
    _add(
        item,
        number=number,
        actor=actor,
        form_key=form_key,
        words=words,
        is_public=is_public,
        at=at,
    )
    item.newest, item.shown = number, number if is_public else None
    item.save(update_fields=["newest", "shown", "published_at"])


def _add(
    item: YouSaid,
    *,
    number: int,
    actor: Person,
    form_key: uuid.UUID,
    words: dict[str, Any],
    is_public: bool,
    at: datetime | None = None,
) -> None:
    YouSaidVersion.objects.create(
        setting_id=item.setting_id,
        item=item,
        number=number,
        is_public=is_public,
        owner_name=words["owner"].user.name,
        author=actor.user,
        author_name=actor.user.name,
        at=at or timezone.now(),
        form_key=form_key,
        **words,
    )


def _words_of(version: YouSaidVersion) -> dict[str, Any]:
    return {name: getattr(version, name) for name in WORDS}


def _sent_before(actor: Person, form_key: uuid.UUID) -> YouSaidVersion | None:
    sent = YouSaidVersion.objects.filter(author=actor.user, form_key=form_key)
    return sent.select_related("item").first()
