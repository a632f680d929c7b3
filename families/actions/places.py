"""The nursery itself: what it is called, its rooms, its terms."""

import uuid
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from .. import audit
from ..context import Person
from ..models import Room, Setting, StampKey, Term
from ..queries.places import forget_setting
from .meanwhile import take


class Taken(Exception):
    """Another room has the name, or another term some of the days, or the first day of a term can
    be moved no more; `str` says so in plain words."""


@transaction.atomic
def change_nursery(setting: Setting, *, actor: Person, seen: str, fields: dict[str, Any]) -> None:
    """Save name, address and how to reach the nursery. Raises ChangedMeanwhile."""
    setting = take(setting, seen=seen, fields=tuple(fields))
    for name, value in fields.items():
        setattr(setting, name, value)
    setting.save(update_fields=list(fields))
    audit.record(actor, "change_nursery", setting)
    transaction.on_commit(lambda: forget_setting(setting))


@transaction.atomic
def close_nursery(setting: Setting, *, actor: Person, seen: str, closed_on: date | None) -> None:
    """Say from which day on the nursery is closed, or with None that it stays open. Nothing is
    removed. Raises ChangedMeanwhile."""
    setting = take(setting, seen=seen, fields=("closed_on",))
    setting.closed_on = closed_on
    setting.save(update_fields=["closed_on"])
    audit.record(actor, "close_nursery" if closed_on else "keep_nursery_open", setting)
    transaction.on_commit(lambda: forget_setting(setting))


@transaction.atomic
def add_room(
    setting_id: uuid.UUID, *, actor: Person, key: uuid.UUID, fields: dict[str, Any]
) -> Room:
    """Make a room, last in the lists. The same form (`key`) sent twice is one. Raises Taken."""
    rooms = Room.objects.filter(setting_id=setting_id)
    if room := rooms.filter(pk=key).first():
        return room
    last = rooms.aggregate(last=Max("position"))["last"]
    room = Room(setting_id=setting_id, position=0 if last is None else last + 1, **fields)
    room.pk = key
    _save(room, said=_("There is a room with this name already."), new=True)
    audit.record(actor, "add_room", room)
    return room


@transaction.atomic
def change_room(room: Room, *, actor: Person, seen: str, fields: dict[str, Any]) -> None:
    """Save a room. Raises ChangedMeanwhile and Taken."""
    room = take(room, seen=seen, fields=tuple(fields))
    _save(room, said=_("There is a room with this name already."), fields=fields)
    audit.record(actor, "change_room", room)


@transaction.atomic
def add_term(
    setting_id: uuid.UUID, *, actor: Person, key: uuid.UUID, fields: dict[str, Any]
) -> Term:
    """Make a term. The same form (`key`) sent twice is one. Raises Taken."""
    if term := Term.objects.filter(pk=key, setting_id=setting_id).first():
        return term
    term = Term(setting_id=setting_id, **fields)
    term.pk = key
    _save(term, said=_("Another term has some of these days."), new=True)
    audit.record(actor, "add_term", term)
    return term


@transaction.atomic
def change_term(term: Term, *, actor: Person, seen: str, fields: dict[str, Any]) -> None:
    """Save a term. Raises ChangedMeanwhile and Taken.

    Its first day stays once there are stamps of it: which stamps are good follows from it, and were
    it moved and moved back, those that were used would be good again. The database refuses it too.
    """
    term = take(term, seen=seen, fields=tuple(fields))
    is_moved = fields.get("starts_on", term.starts_on) != term.starts_on
    if is_moved and StampKey.objects.filter(term=term).exists():
        raise Taken(_("There are stamps for this term already, so its first day stays as it is."))
    _save(term, said=_("Another term has some of these days."), fields=fields)
    audit.record(actor, "change_term", term)


def _save(
    row: Room | Term, *, said: str, fields: dict[str, Any] | None = None, new: bool = False
) -> None:
    """Write the row; the database's own constraint decides whether there is room for it."""
    for name, value in (fields or {}).items():
        setattr(row, name, value)
    try:
        with transaction.atomic():
            row.save(force_insert=new, update_fields=list(fields) if fields else None)
    except IntegrityError:
        raise Taken(said) from None
