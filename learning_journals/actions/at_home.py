"""Cards to try at home, the week of a room, and the answers of homes to its question."""

import uuid
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from families import audit
from families.actions.meanwhile import ChangedMeanwhile, fingerprint, one_at_a_time
from families.actions.once import find_or_create
from families.context import Person
from families.languages import language_of
from families.models import Child, Family, Room

from ..models import CardGift, RoomWeek, ShareCard, WeekAnswer
from . import Refused
from .hidden_names import refuse_names, refuse_other_names

ASKED = ("question",)  # what a home sees of a week when it answers
WEEK_FIELDS = ("explores", "song", "bring", "question", "card_id")
ANSWERED_FOR = timedelta(days=14)  # from its Monday: this week's question and last week's


@transaction.atomic
def write_card(
    setting_id: uuid.UUID, *, actor: Person, key: uuid.UUID, fields: dict[str, Any]
) -> ShareCard:
    """Write a card for the setting. The same form (`key`) sent twice is one."""
    card, is_new = find_or_create(
        ShareCard,
        key=key,
        mine=ShareCard.objects.filter(pk=key, written_by=actor.user),
        row={"setting_id": setting_id, "written_by": actor.user, **fields},
    )
    if is_new:
        audit.record(actor, "write_card", card)
    return card


@transaction.atomic
def put_card_away(card: ShareCard, *, actor: Person) -> None:
    """Take a card out of the box. Those to whom it was given keep it."""
    at = timezone.now()
    if ShareCard.objects.filter(pk=card.pk, put_away_at__isnull=True).update(put_away_at=at):
        audit.record(actor, "put_card_away", card)


@transaction.atomic
def bring_card_back(card: ShareCard, *, actor: Person) -> None:
    """Put a card into the box again."""
    if ShareCard.objects.filter(pk=card.pk, put_away_at__isnull=False).update(put_away_at=None):
        audit.record(actor, "bring_card_back", card)


@transaction.atomic
def give_card(
    card: ShareCard,
    *,
    actor: Person,
    children: Iterable[Child],
    rooms: Iterable[Room],
    words: str = "",
) -> int:
    """Give a card to these children and rooms; returns to how many it is new. Who has it already
    has it, with the line that came with it. Raises Refused where the line names another child."""
    children, rooms = list(children), list(rooms)
    if rooms:
        refuse_names({"words": words}, setting_id=card.setting_id, actor=actor)
    refuse_other_names({"words": words}, children=children, actor=actor)
    one_at_a_time(f"gifts of {card.pk}")
    given = {"setting_id": card.setting_id, "card": card, "words": words, "given_by": actor.user}
    have = set(CardGift.objects.filter(card=card).values_list("child_id", "room_id"))
    gifts = [CardGift(child=child, **given) for child in children if (child.pk, None) not in have]
    gifts += [CardGift(room=room, **given) for room in rooms if (None, room.pk) not in have]
    CardGift.objects.bulk_create(gifts)
    audit.record_each(actor, "give_card", gifts)
    return len(gifts)


@transaction.atomic
def write_week(
    room: Room, *, actor: Person, monday: date, seen: str, fields: dict[str, Any]
) -> RoomWeek:
    """Write the page of a room for a week, or write on in it. `seen` is the fingerprint of what the
    form showed. Raises ChangedMeanwhile; and Refused where the question was answered already, or a
    child is named."""
    said = {name: fields.get(name) or "" for name in ("explores", "song", "bring", "question")}
    refuse_names(said, setting_id=room.setting_id, actor=actor)
    _one_page_at_a_time(room.pk, monday)
    row = RoomWeek.objects.filter(room=room, monday=monday).first()
    week = row or RoomWeek(setting_id=room.setting_id, room=room, monday=monday)
    if row and all(getattr(row, name) == value for name, value in fields.items()):
        return row
    if fingerprint(week, fields=WEEK_FIELDS) != seen:
        raise ChangedMeanwhile(week)
    if row and row.question != fields["question"] and row.answers.exists():
        raise Refused(
            {"question": [_("A family has answered it. The next question comes next week.")]}
        )
    for name, value in fields.items():
        setattr(week, name, value)
    week.written_by = actor.user
    week.written_at = timezone.now()
    week.save(update_fields=[*WEEK_FIELDS, "written_by", "written_at"] if row else None)
    audit.record(actor, "write_room_week", week)
    return week


@transaction.atomic
def answer_week(
    week: RoomWeek,
    *,
    actor: Person,
    child: Child,
    family: Family,
    key: uuid.UUID,
    seen: str,
    words: str,
) -> WeekAnswer:
    """What a home answers to the question of the week. The same form sent twice is one answer.

    `seen` is the fingerprint of the question that the form showed: no words are put under another.
    Raises ChangedMeanwhile; and Refused when the week is long over, or asks nothing.
    """
    _one_page_at_a_time(week.room_id, week.monday)
    week.refresh_from_db(fields=ASKED)
    if not week.question or actor.today - week.monday >= ANSWERED_FOR:
        raise Refused({"words": [_("This week is over. Tell us at the door, or in a message.")]})
    if fingerprint(week, fields=ASKED) != seen:
        raise ChangedMeanwhile(week)
    answer, is_new = find_or_create(
        WeekAnswer,
        key=key,
        mine=WeekAnswer.objects.filter(pk=key, author=actor.user),
        row={
            "setting_id": week.setting_id,
            "week": week,
            "child": child,
            "family": family,
            "author": actor.user,
            "words": words,
            "language": language_of(words, preferred=actor.user.preferred_language),
        },
    )
    if is_new:
        audit.record(actor, "answer_week", answer)
    return answer


@transaction.atomic
def use_answer(answer: WeekAnswer, *, actor: Person) -> None:
    """Used, thank you: said once, by whoever plans; the home that answered reads it."""
    if WeekAnswer.objects.filter(pk=answer.pk, used_at__isnull=True).update(
        used_at=timezone.now(), used_by=actor.user
    ):
        audit.record(actor, "use_answer", answer)


# --- steps ----------------------------------------------------------------------------------------


def _one_page_at_a_time(room_id: uuid.UUID, monday: date) -> None:
    """The page of a room for a week is written, or its question answered, by one at a time."""
    one_at_a_time(f"week of {room_id}, {monday}")
