"""Where everything begins: a nursery with rooms and a term, and the letter to who will lead it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from .. import audit
from ..models import Invitation, Membership, Room, Setting, Term
from ..models.places import Colour
from .consents import ask_the_first_questions
from .invitations import invite_first_manager


class CannotBegin(Exception):
    """Something that was given does not do; `str` says what, in one plain line."""


@dataclass(frozen=True)
class FirstTerm:
    """A term by name and days."""

    name: str
    starts_on: date
    ends_on: date

    @classmethod
    def around(cls, day: date) -> "FirstTerm":
        """The term that `day` lies in. Nurseries are open all the year round, so every day does."""
        if day.month >= 9:
            name, first, last = "Autumn term", (9, 1), (12, 31)
        elif day.month <= 3:
            name, first, last = "Spring term", (1, 1), (3, 31)
        else:
            name, first, last = "Summer term", (4, 1), (8, 31)
        return cls(f"{name} {day.year}", date(day.year, *first), date(day.year, *last))


@transaction.atomic
def begin_setting(
    name: str,
    *,
    manager_email: str,
    manager_name: str,
    room_names: Sequence[str],
    term: FirstTerm,
    phone: str = "",
) -> Invitation:
    """Make a nursery with rooms and a term, and invite its first manager. Raises CannotBegin.

    For whoever runs the site, under `context.maintenance`: there is nobody yet in whose name it
    could be done, and the trail says so.
    """
    name, rooms = _one_line(name), [_one_line(room) for room in room_names]
    _refuse(not name, "The nursery needs a name.")
    _refuse(len(name) > 120, "The nursery's name may have 120 letters.")
    _refuse(
        Setting.objects.filter(name__iexact=name).exists(),
        f"There is a nursery called {name} already.",
    )
    _refuse(not rooms, "At least one room is needed: --room NAME.")
    for room in rooms:
        _refuse(not room or len(room) > 60, "A room's name has 1 to 60 letters.")
        _refuse(
            [each.lower() for each in rooms].count(room.lower()) > 1,
            f"The room {room} is named twice.",
        )
    _refuse(not term.name or len(term.name) > 60, "A term's name has 1 to 60 letters.")
    _refuse(term.ends_on < term.starts_on, "The term ends before it starts.")
    _refuse(len(phone) > 30, "A telephone number may have 30 signs.")
    email, full_name = _manager(manager_email, manager_name)

    setting = Setting.objects.create(name=name, phone=phone)
    colours = Colour.values
    Room.objects.bulk_create(
        Room(setting=setting, name=room, position=place, colour=colours[place % len(colours)])
        for place, room in enumerate(rooms)
    )
    Term.objects.create(
        setting=setting, name=term.name, starts_on=term.starts_on, ends_on=term.ends_on
    )
    ask_the_first_questions(setting)
    audit.record_for_the_site("begin_setting", setting)
    return invite_first_manager(setting, key=uuid.uuid4(), email=email, full_name=full_name)


@transaction.atomic
def invite_first_manager_again(name: str, *, manager_email: str, manager_name: str) -> Invitation:
    """Another letter, to this or another address, for a nursery that nobody has joined yet.

    The earlier letters open nothing any more. Raises CannotBegin.
    """
    email, full_name = _manager(manager_email, manager_name)
    setting = Setting.objects.filter(name__iexact=_one_line(name)).first()
    if setting is None:
        raise CannotBegin(f"There is no nursery called {name}.")
    _refuse(
        Membership.objects.filter(setting=setting).exists(),
        f"Somebody has joined {setting.name}: its managers invite from here on.",
    )
    return invite_first_manager(setting, key=uuid.uuid4(), email=email, full_name=full_name)


def _manager(email: str, full_name: str) -> tuple[str, str]:
    email, full_name = email.strip().lower(), _one_line(full_name)
    try:
        validate_email(email)
    except ValidationError:
        raise CannotBegin(f"{email or 'This'} is not an e-mail address.") from None
    _refuse(len(email) > 254, "An e-mail address may have 254 signs.")
    _refuse(not full_name, "The manager needs a name: --manager-name NAME.")
    _refuse(len(full_name) > 120, "The manager's name may have 120 letters.")
    return email, full_name


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _refuse(wrong: bool, why: str) -> None:
    if wrong:
        raise CannotBegin(why)
