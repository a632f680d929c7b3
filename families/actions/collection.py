"""A home says who takes the child home; staff make sure of them."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from .. import audit
from ..context import Person
from ..models import (
    AuthorisedCollector,
    Child,
    CollectionChoice,
    CollectionPassword,
    CollectorCheck,
    Family,
    User,
)


@transaction.atomic
def add_collector(
    children: Iterable[Child],
    *,
    actor: Person,
    key: uuid.UUID,
    family: Family,
    days: tuple[date, date | None],
    fields: dict[str, Any],
    collects_on: date | None = None,
) -> list[AuthorisedCollector]:
    """Allow somebody to take these children home, from a day to a day. With `collects_on` they are
    also the one who collects on that day. The same form (`key`) sent twice is one collector a
    child."""
    added = []
    for child in children:
        collector, is_new = AuthorisedCollector.objects.get_or_create(
            pk=uuid.uuid5(key, str(child.pk)),
            defaults={
                "setting_id": child.setting_id,
                "child": child,
                "family": family,
                "added_by": actor.user,
                "started_on": days[0],
                "ended_on": days[1],
                **fields,
            },
        )
        added.append(collector)
        if is_new:
            audit.record(actor, "add_collector", collector)
            if collects_on:
                choose_collector(child, actor=actor, family=family, day=collects_on, who=collector)
    return added


@transaction.atomic
def end_collector(collector: AuthorisedCollector, *, actor: Person) -> None:
    """From this minute on they may not take the child home, and no day names them any more."""
    now = timezone.now()
    collector = AuthorisedCollector.objects.select_for_update(of=("self",)).get(pk=collector.pk)
    if collector.ended_at is not None:
        return
    collector.ended_at = now
    collector.save(update_fields=["ended_at"])
    CollectionChoice.objects.filter(
        collector=collector, day__gte=actor.today, withdrawn_at__isnull=True
    ).update(withdrawn_at=now)
    audit.record(actor, "end_collector", collector)


@transaction.atomic
def choose_collector(
    child: Child, *, actor: Person, family: Family, day: date, who: User | AuthorisedCollector
) -> CollectionChoice:
    """This home says who collects on this day. What it said before is taken back and stays written
    down. Tapped twice, it is said once."""
    open_ones = CollectionChoice.objects.select_for_update(of=("self",)).filter(
        child=child, family=family, day=day, withdrawn_at__isnull=True
    )
    named = {"adult": who} if isinstance(who, User) else {"collector": who}
    before = open_ones.first()
    if before and getattr(before, next(iter(named))) == who:
        return before
    if before:
        before.withdrawn_at = timezone.now()
        before.save(update_fields=["withdrawn_at"])
    try:
        with transaction.atomic():
            choice = CollectionChoice.objects.create(
                setting_id=child.setting_id,
                child=child,
                family=family,
                day=day,
                told_by=actor.user,
                **named,
            )
    except IntegrityError:  # both parents at the same moment: the first one is told already
        return open_ones.get()
    audit.record(actor, "choose_collector", choice)
    return choice


@transaction.atomic
def withdraw_choice(choice: CollectionChoice, *, actor: Person) -> None:
    """Nothing special on that day after all."""
    choice = CollectionChoice.objects.select_for_update(of=("self",)).get(pk=choice.pk)
    if choice.withdrawn_at is not None:
        return
    choice.withdrawn_at = timezone.now()
    choice.save(update_fields=["withdrawn_at"])
    audit.record(actor, "withdraw_collection_choice", choice)


@transaction.atomic
def set_password(family: Family, *, actor: Person, word: str) -> CollectionPassword:
    """The home takes this word. The one before is forgotten at once; when it held stays known."""
    held = (
        CollectionPassword.objects.select_for_update(of=("self",))
        .filter(family=family, ended_at__isnull=True)
        .first()
    )
    if held and held.word == word:
        return held
    if held:
        held.word, held.ended_at = "", timezone.now()
        held.save(update_fields=["word", "ended_at"])
    password = CollectionPassword.objects.create(
        setting_id=family.setting_id, family=family, word=word, set_by=actor.user
    )
    audit.record(actor, "set_collection_password", password)
    return password


@transaction.atomic
def meet_collector(collector: AuthorisedCollector, *, actor: Person) -> None:
    """A member of staff has met this person, with the family or with a card."""
    _check(collector, actor=actor, verb="meet_collector", choice=None)


@transaction.atomic
def ring_back(choice: CollectionChoice, *, actor: Person) -> None:
    """A member of staff rang the home: it is right that this person collects on that day."""
    if choice.collector is not None:
        _check(choice.collector, actor=actor, verb="ring_back", choice=choice)


def note_reading(child: Child, *, actor: Person, verb: str) -> None:
    """Note in the trail that staff read who may collect this child, or the passwords of its
    homes."""
    audit.record_reading(actor, verb, child, child_ids=[child.pk])


# --- steps ----------------------------------------------------------------------------------------


def _check(
    collector: AuthorisedCollector, *, actor: Person, verb: str, choice: CollectionChoice | None
) -> None:
    try:
        with transaction.atomic():
            check = CollectorCheck.objects.create(
                setting_id=collector.setting_id, collector=collector, choice=choice, by=actor.user
            )
    except IntegrityError:  # a colleague has written it down already
        return
    audit.record(actor, verb, check, child_id=collector.child_id)
