"""Visits before and around the first day: at home, if the family likes, and with us."""

import uuid
from datetime import date, datetime, time
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from .. import audit
from ..context import Person
from ..models import Child, Family, HomeVisit, HomeVisitSafetyNote, Membership, SettlingVisit
from .meanwhile import rewrite
from .once import make_once

Status = HomeVisit.Status
# What the trail says of each answer.
ANSWERED: dict[str, str] = {
    Status.ACCEPTED: "accepted_home_visit",
    Status.OTHER_TIME: "other_time_home_visit",
    Status.DECLINED: "declined_home_visit",
}


class AnsweredMeanwhile(Exception):
    """Somebody else of the home, or the nursery, was quicker. `visit` is the row as it is now."""

    def __init__(self, visit: HomeVisit | SettlingVisit) -> None:
        super().__init__("answered meanwhile")
        self.visit = visit


class TimeIsOver(Exception):
    """Nobody can come at a time that is over."""


class SameTimeTaken(Exception):
    """There is a visit of this child at that very time already."""


# --- at home --------------------------------------------------------------------------------------


@transaction.atomic
def offer_home_visit(
    child: Child,
    *,
    actor: Person,
    key: uuid.UUID,
    family: Family,
    purpose: str,
    visitor: Membership,
    second_visitor: Membership | None,
    times: list[datetime],
) -> HomeVisit:
    """Offer a visit: what for, who comes, when. The same form (`key`) sent twice is one offer."""
    row: dict[str, Any] = {
        "setting_id": child.setting_id,
        "child": child,
        "family": family,
        "purpose": purpose,
        "visitor": visitor,
        "second_visitor": second_visitor,
        "times": sorted(set(times)),
        "offered_by": actor.user,
    }
    return make_once(HomeVisit, actor=actor, key=key, row=row, verb="offer_home_visit")


@transaction.atomic
def accept_home_visit(visit: HomeVisit, *, actor: Person, at: datetime, words: str) -> None:
    """The home says yes to one of the times. Raises AnsweredMeanwhile, TimeIsOver."""
    visit = _open_offer(visit)
    if at not in visit.times:
        raise AnsweredMeanwhile(visit)
    _still_to_come(at)
    _answer(visit, actor, Status.ACCEPTED, words, takes_place_at=at)


@transaction.atomic
def ask_for_other_time(visit: HomeVisit, *, actor: Person, at: datetime, words: str) -> None:
    """The home would like another time. Raises AnsweredMeanwhile."""
    _answer(_open_offer(visit), actor, Status.OTHER_TIME, words, asked_for_at=at)


@transaction.atomic
def decline_home_visit(visit: HomeVisit, *, actor: Person, words: str) -> None:
    """The home says no. No reason is asked for, and nothing follows. Raises AnsweredMeanwhile."""
    _answer(_open_offer(visit), actor, Status.DECLINED, words)


@transaction.atomic
def agree_to_other_time(visit: HomeVisit, *, actor: Person) -> None:
    """The nursery can come when the home asked it to. Raises AnsweredMeanwhile, TimeIsOver."""
    visit = _locked(visit)
    if visit.status != Status.OTHER_TIME:
        raise AnsweredMeanwhile(visit)
    _still_to_come(visit.asked_for_at)
    visit.status, visit.takes_place_at = Status.ACCEPTED, visit.asked_for_at
    visit.save(update_fields=["status", "takes_place_at"])
    audit.record(actor, "agree_to_home_visit", visit)


@transaction.atomic
def take_home_visit_back(visit: HomeVisit, *, actor: Person, side: str, words: str) -> None:
    """The visit does not take place after all; either side may say so, and why. The other side
    reads it. Raises AnsweredMeanwhile."""
    visit = _locked(visit)
    if visit.status in (Status.TAKEN_BACK, Status.DECLINED) or visit.noted_at:
        raise AnsweredMeanwhile(visit)
    visit.status, visit.taken_back_by, visit.taken_back_words = Status.TAKEN_BACK, side, words
    visit.save(update_fields=["status", "taken_back_by", "taken_back_words"])
    audit.record(actor, "take_home_visit_back", visit)


@transaction.atomic
def write_visit_notes(visit: HomeVisit, *, actor: Person, seen: str, notes: str) -> None:
    """What we saw and heard, shared back with the home at once. Raises ChangedMeanwhile."""
    visit = rewrite(visit, seen=seen, fields={"notes": notes})
    if visit is None:
        return
    visit.noted_at = timezone.now()
    visit.save(update_fields=["notes", "noted_at"])
    audit.record(actor, "write_visit_notes", visit)


@transaction.atomic
def write_safety_note(
    visit: HomeVisit, *, actor: Person, key: uuid.UUID, words: str
) -> HomeVisitSafetyNote:
    """For colleagues who go there. A later note stands beside the earlier ones."""
    row = {
        "setting_id": visit.setting_id,
        "child_id": visit.child_id,
        "visit": visit,
        "words": words,
        "author": actor.user,
    }
    return make_once(HomeVisitSafetyNote, actor=actor, key=key, row=row, verb="write_safety_note")


def _open_offer(visit: HomeVisit) -> HomeVisit:
    """The offer, locked; of two answers at once the second hears of the first."""
    visit = _locked(visit)
    if visit.status != Status.OFFERED:
        raise AnsweredMeanwhile(visit)
    return visit


def _still_to_come(at: datetime | None) -> None:
    if at is None or at <= timezone.now():
        raise TimeIsOver


def _answer(visit: HomeVisit, actor: Person, status: str, words: str, **times: datetime) -> None:
    for name, value in times.items():
        setattr(visit, name, value)
    visit.status, visit.answer, visit.answered_at = status, words, timezone.now()
    visit.save(update_fields=["status", "answer", "answered_at", *times])
    audit.record(actor, ANSWERED[status], visit)


def _locked(visit: HomeVisit) -> HomeVisit:
    return HomeVisit.objects.select_for_update(of=("self",)).get(pk=visit.pk)


# --- with us --------------------------------------------------------------------------------------


@transaction.atomic
def propose_settling_visit(
    child: Child,
    *,
    actor: Person,
    key: uuid.UUID,
    family: Family | None,
    kind: str,
    day: date,
    starts_at: time,
) -> SettlingVisit:
    """Propose a visit, for a home or (without one) for the nursery. Raises SameTimeTaken."""
    row = {
        "setting_id": child.setting_id,
        "child": child,
        "family": family,
        "kind": kind,
        "day": day,
        "starts_at": starts_at,
        "proposed_by": actor.user,
    }
    try:
        return make_once(
            SettlingVisit, actor=actor, key=key, row=row, verb="propose_settling_visit"
        )
    except IntegrityError as problem:
        raise SameTimeTaken from problem


@transaction.atomic
def agree_to_settling_visit(visit: SettlingVisit, *, actor: Person) -> None:
    """The other side says yes. Raises AnsweredMeanwhile if it was called off."""
    visit = _locked_settling(visit)
    if visit.status == SettlingVisit.Status.AGREED:
        return
    if visit.status == SettlingVisit.Status.CANCELLED:
        raise AnsweredMeanwhile(visit)
    visit.status = SettlingVisit.Status.AGREED
    visit.save(update_fields=["status"])
    audit.record(actor, "agree_to_settling_visit", visit)


@transaction.atomic
def call_settling_visit_off(visit: SettlingVisit, *, actor: Person) -> None:
    """Either side calls a visit off, as long as nothing was written about how it was."""
    visit = _locked_settling(visit)
    if visit.status == SettlingVisit.Status.CANCELLED:
        return
    if visit.outcome_at:
        raise AnsweredMeanwhile(visit)
    visit.status = SettlingVisit.Status.CANCELLED
    visit.save(update_fields=["status"])
    audit.record(actor, "call_settling_visit_off", visit)


@transaction.atomic
def write_outcome(visit: SettlingVisit, *, actor: Person, seen: str, outcome: str) -> None:
    """How it was, in the child's signs: "cried, then sat with Ewa and the trains". Raises
    ChangedMeanwhile."""
    visit = rewrite(visit, seen=seen, fields={"outcome": outcome})
    if visit is None:
        return
    visit.outcome_at = timezone.now()
    visit.save(update_fields=["outcome", "outcome_at"])
    audit.record(actor, "write_settling_outcome", visit)


def _locked_settling(visit: SettlingVisit) -> SettlingVisit:
    return SettlingVisit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
