"""What adults offer and what hinders them, invitations to share, and ways to help."""

import re
import unicodedata
import uuid
from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from .. import audit, policies
from ..context import Person
from ..models import (
    BarrierAnswer,
    Family,
    HelpPlace,
    HelpSignUp,
    Room,
    ShareInvitation,
    SkillOffer,
    WayToHelp,
)
from .meanwhile import take

ENOUGH_NOES = 2  # S95: never a third time the same


class AskAnotherWay(Exception):
    """This adult has said no thanks to this topic twice."""


class DayIsOver(Exception):
    """The day on which hands were needed is over."""


class CalledOff(Exception):
    """What hands were needed for does not take place."""


class TooFewPlaces(Exception):
    """More places than these are given away already. `least` is how many there have to be."""

    def __init__(self, least: int) -> None:
        super().__init__("too few places")
        self.least = least


class NoPlaceLeft(Exception):
    """Somebody else took the last place."""


class AlreadyThanked(Exception):
    """It has happened and was thanked for: the answer stays."""


@transaction.atomic
def save_offer(
    family: Family, *, actor: Person, offer: dict[str, Any], barriers: dict[str, Any]
) -> SkillOffer:
    """Write down what this adult said of themselves; what stood there before goes. The trail says
    that they wrote, never what."""
    mine: dict[str, Any] = {"setting_id": family.setting_id, "user": actor.user}
    first = {"family": family}
    now = {"changed_at": timezone.now()}
    saved, _new = SkillOffer.objects.update_or_create(
        **mine, defaults=offer | now, create_defaults=offer | first | now
    )
    BarrierAnswer.objects.update_or_create(
        **mine, defaults=barriers | now, create_defaults=barriers | first | now
    )
    audit.record(actor, "save_offer", saved)
    return saved


@transaction.atomic
def withdraw_offer(setting_id: uuid.UUID, *, actor: Person) -> None:
    """Take everything back that this adult said of themselves; nothing of it is kept."""
    mine = {"setting_id": setting_id, "user": actor.user}
    offer = SkillOffer.objects.filter(**mine).first()
    BarrierAnswer.objects.filter(**mine).delete()
    if offer:
        audit.record(actor, "withdraw_offer", offer)
        offer.delete()


@transaction.atomic
def invite_to_share(
    offer: SkillOffer,
    *,
    actor: Person,
    key: uuid.UUID,
    topic: str,
    room: Room | None,
    when: str,
    words: str,
) -> ShareInvitation:
    """Invite an adult to show or share something. The same form sent twice is one letter.

    Raises AskAnotherWay after two noes to the same topic (domain.md S95).
    """
    letters = ShareInvitation.objects.filter(setting_id=offer.setting_id, user_id=offer.user_id)
    if letter := letters.filter(pk=key, invited_by=actor.user).first():
        return letter
    same = topic_key(topic)
    noes = letters.filter(topic_key=same, answer=ShareInvitation.Answer.NO_THANKS)
    if noes.count() >= ENOUGH_NOES:
        raise AskAnotherWay
    row = {
        "setting_id": offer.setting_id,
        "user_id": offer.user_id,
        "name": offer.name,
        "invited_by": actor.user,
        "topic": topic,
        "topic_key": same,
        "room": room,
        "when": when,
        "words": words,
    }
    letter = _create(ShareInvitation, key=key, fields=row)
    audit.record(actor, "invite_to_share", letter)
    return letter


@transaction.atomic
def answer_invitation(
    letter: ShareInvitation, *, actor: Person, answer: str, words: str
) -> ShareInvitation:
    """Yes, another time, or no thanks; no reason is asked for, and one may think again.

    Raises AlreadyThanked.
    """
    letter = ShareInvitation.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if letter.thanked_at:
        raise AlreadyThanked
    if (letter.answer, letter.answer_words) == (answer, words):
        return letter
    letter.answer, letter.answer_words, letter.answered_at = answer, words, timezone.now()
    letter.save(update_fields=["answer", "answer_words", "answered_at"])
    audit.record(actor, "answer_invitation", letter)
    return letter


@transaction.atomic
def thank_for_sharing(letter: ShareInvitation, *, actor: Person, thanks: str) -> bool:
    """Say thank you for what was shared, once. Returns whether there was a yes to thank for."""
    letter = ShareInvitation.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if letter.answer != ShareInvitation.Answer.YES:
        return False
    if letter.thanked_at is None:
        letter.thanks, letter.thanked_at = thanks, timezone.now()
        letter.save(update_fields=["thanks", "thanked_at"])
        audit.record(actor, "thank_for_sharing", letter)
    return True


@transaction.atomic
def add_way_to_help(
    setting_id: uuid.UUID, *, actor: Person, key: uuid.UUID, fields: dict[str, Any]
) -> WayToHelp:
    """Write on the board what hands are needed for. The same form sent twice is one."""
    if way := WayToHelp.objects.filter(pk=key, setting_id=setting_id).first():
        return way
    way = _create(
        WayToHelp,
        key=key,
        fields={"setting_id": setting_id, "created_by": actor.user, **fields},
    )
    audit.record(actor, "add_way_to_help", way)
    return way


@transaction.atomic
def change_way_to_help(
    way: WayToHelp, *, actor: Person, seen: str, fields: dict[str, Any]
) -> WayToHelp:
    """Put right what stands on the board; who took a place before is told to look again.

    Raises PermissionDenied, ChangedMeanwhile, DayIsOver, CalledOff, and TooFewPlaces: a place that
    is given stays given.
    """
    if not policies.can_change_way(actor, way):
        raise PermissionDenied
    way = take(way, seen=seen, fields=tuple(fields))
    _still_to_come(way, actor)
    least = HelpPlace.objects.filter(way=way).aggregate(last=Max("number"))["last"] or 0
    if fields["places"] < least:
        raise TooFewPlaces(least)
    for name, value in fields.items():
        setattr(way, name, value)
    way.changed_at = timezone.now()
    way.save(update_fields=[*fields, "changed_at"])
    audit.record(actor, "change_way_to_help", way)
    return way


@transaction.atomic
def call_way_off(way: WayToHelp, *, actor: Person, why: str) -> None:
    """It does not take place. The page stays, with the reason, so that nobody comes for nothing;
    called off twice, the first reason stands. Raises PermissionDenied, DayIsOver."""
    if not policies.can_change_way(actor, way):
        raise PermissionDenied
    way = WayToHelp.objects.select_for_update(of=("self",)).get(pk=way.pk)
    if way.called_off_at:
        return
    _still_to_come(way, actor)
    way.called_off_at, way.called_off_words = timezone.now(), why
    way.save(update_fields=["called_off_at", "called_off_words"])
    audit.record(actor, "call_way_off", way)


@transaction.atomic
def sign_up(way: WayToHelp, *, actor: Person, shows_name: bool) -> HelpSignUp:
    """Take a place; pressed twice it is one. Raises DayIsOver, CalledOff, NoPlaceLeft.

    Places are numbered and each number is given once, so that of two people who want the last one
    at the same moment the database lets one have it.
    """
    _still_to_come(way, actor)
    if mine := _sign_up_of(way, actor):
        return mine
    taken = set(HelpPlace.objects.filter(way=way).values_list("number", flat=True))
    shown = actor.user.name.split(" ")[0][:60] if shows_name else ""
    for number in range(1, way.places + 1):
        if number in taken:
            continue
        try:
            with transaction.atomic():
                sign = _take(way, actor=actor, number=number, shown=shown)
        except IntegrityError:
            if mine := _sign_up_of(way, actor):
                return mine
            continue  # somebody else has this one by now
        audit.record(actor, "sign_up", way)
        return sign
    raise NoPlaceLeft


@transaction.atomic
def leave_way(way: WayToHelp, *, actor: Person) -> None:
    """Give the place back. Raises DayIsOver."""
    if way.day < actor.today:
        raise DayIsOver
    mine = _sign_up_of(way, actor)
    if mine is None:
        return
    place = mine.place_id
    mine.delete()
    HelpPlace.objects.filter(pk=place).delete()
    audit.record(actor, "leave_way", way)


@transaction.atomic
def thank_helpers(
    way: WayToHelp, *, actor: Person, came: Collection[uuid.UUID], thanks: str
) -> None:
    """Write down who came, and say thank you to them. Sent again, it is corrected."""
    sign_ups = HelpSignUp.objects.filter(way=way)
    sign_ups.filter(pk__in=came).update(came=True)
    sign_ups.exclude(pk__in=came).update(came=False)
    WayToHelp.objects.filter(pk=way.pk).update(thanks=thanks, thanked_at=timezone.now())
    audit.record(actor, "thank_helpers", way)


def topic_key(topic: str) -> str:
    """The same for "Cooking", " cooking! " and "COOKING": what makes two topics one."""
    letters = unicodedata.normalize("NFKC", topic).casefold()
    return re.sub(r"[\W_]+", " ", letters).strip()[:120]


# --- steps ----------------------------------------------------------------------------------------


def _still_to_come(way: WayToHelp, actor: Person) -> None:
    if way.day < actor.today:
        raise DayIsOver
    if way.called_off_at:
        raise CalledOff


def _sign_up_of(way: WayToHelp, actor: Person) -> HelpSignUp | None:
    return HelpSignUp.objects.filter(way=way, user=actor.user).first()


def _take(way: WayToHelp, *, actor: Person, number: int, shown: str) -> HelpSignUp:
    setting = {"setting_id": way.setting_id, "way": way}
    place = HelpPlace.objects.create(number=number, places=way.places, shown_name=shown, **setting)
    return HelpSignUp.objects.create(place=place, user=actor.user, name=actor.user.name, **setting)


def _create(model: type[Any], *, key: uuid.UUID, fields: dict[str, Any]) -> Any:
    """A row with this key; where it is taken by somebody else's row, one with another."""
    try:
        with transaction.atomic():
            return model._default_manager.create(pk=key, **fields)
    except IntegrityError as taken:
        if "pkey" not in str(taken):
            raise
        return model._default_manager.create(**fields)
