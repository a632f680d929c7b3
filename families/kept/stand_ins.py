"""Who stands there while a statement is written: the rights of a person, nothing else of theirs."""

import re
import uuid
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, wraps
from typing import Any, NoReturn

from django.db import models
from django.utils.translation import get_language

from ..context import NOWHERE, Person
from ..models import User

MOST_VALUES = 400  # in one call
BESIDE = 2  # how many rows away one may look: from a link to its child to the setting

Reading = Callable[..., list[Any]]
Asked = tuple[Reading, tuple[str, ...]]


class CannotKeep(Exception):
    """There is something in this queryset that is neither a right nor a value; says what."""


class TooManyValues(CannotKeep):
    """One call has more ids and days than there are stand-ins: no mistake of the builder's."""


class _Part:
    """What stands for the values of one kind; in a shape by a mark of its own for each."""

    def __init__(self, actors: list[Any]) -> None:
        self.actors = actors
        self.marks = [object() for _actor in actors]


class Many(uuid.UUID):
    """One id in the place of many. Whether another one is among them cannot be said."""

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        raise CannotKeep("the builder looks for one id among many")

    def __hash__(self) -> int:
        raise CannotKeep("the builder looks for one id among many")


class Words(str):
    """What somebody typed, as a value of a call. Any other text is part of the shape, and has a
    statement of its own."""


class _Typed(Words):
    """Stands for words. It is handed on as it is: to look at it is to depend on what was typed."""

    def _refuse(self, *_arguments: Any) -> NoReturn:
        raise CannotKeep("the builder looks at what somebody typed")

    __len__ = __iter__ = __contains__ = __getitem__ = __add__ = __mod__ = __format__ = _refuse
    split = strip = lower = upper = casefold = replace = encode = startswith = _refuse  # type: ignore[assignment]


def _refuse(_self: Any, *_arguments: Any) -> NoReturn:
    raise CannotKeep("the builder counts with a day or a moment, or compares it")


_COUNTING = dict.fromkeys(
    (
        *("__lt__", "__le__", "__gt__", "__ge__", "__add__", "__radd__", "__sub__", "__rsub__"),
        *("weekday", "isoweekday", "isocalendar", "isoformat", "strftime", "__format__"),
        *("toordinal", "timetuple", "replace", "ctime"),
    ),
    _refuse,
)
_PARTS_OF_A_DAY = dict.fromkeys(("year", "month", "day"), property(_refuse))
_PARTS_OF_A_MOMENT = dict.fromkeys(("hour", "minute"), property(_refuse))
_Day: Any = type("_Day", (date,), {**_COUNTING, **_PARTS_OF_A_DAY})
_Moment: Any = type(
    "_Moment",
    (datetime,),
    {
        **_COUNTING,
        **_PARTS_OF_A_DAY,
        **_PARTS_OF_A_MOMENT,
        **dict.fromkeys(("astimezone", "date", "time", "timestamp"), _refuse),
    },
)

# They are known by what they are and not by what they say: whatever is made of one is another.
_NUMBERS = range(MOST_VALUES)
_ID = _Part([uuid.uuid4() for _number in _NUMBERS])
_LIST = _Part([Many(int=uuid.uuid4().int) for _number in _NUMBERS])
_DAY = _Part([_Day(3000 + number, 1, 1) for number in _NUMBERS])
_MOMENT = _Part([_Moment(3000 + number, 1, 1, tzinfo=UTC) for number in _NUMBERS])
_WORDS = _Part([_Typed(uuid.uuid4()) for _number in _NUMBERS])
NUMBER_OF = {
    id(actor): number
    for part in (_ID, _LIST, _DAY, _MOMENT, _WORDS)
    for number, actor in enumerate(part.actors)
}
AS_TEXT = frozenset(str(actor) for part in (_ID, _LIST, _WORDS) for actor in part.actors)
A_STAND_IN = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def speaks_of_a_stand_in(text: str) -> bool:
    """Whether an id or words were made part of this text: in it they would be everybody's."""
    return any(found.lower() in AS_TEXT for found in A_STAND_IN.findall(text))


class _Nothing(dict[str, Any]):
    """What has been read about a stand-in: asking is refused, so that no answer is kept."""

    def _refuse(self, *_arguments: Any) -> NoReturn:
        raise CannotKeep("a rule reads something once for a request and is not `known_once`")

    __contains__ = __getitem__ = __setitem__ = __iter__ = _refuse  # type: ignore[assignment]
    get = setdefault = pop = update = items = keys = values = _refuse  # type: ignore[assignment]


@dataclass(frozen=True)
class StandIn(Person):
    """Has the rights of a person and nothing else of theirs."""

    cast: "Cast | None" = None


def known_once(read: Reading) -> Reading:
    """For a rule that reads ids or rows once for a request: of a stand-in it has stand-ins."""

    @wraps(read)
    def reading(person: Person, *what: str) -> list[Any]:
        if isinstance(person, StandIn) and person.cast:
            return person.cast.reading(read, what)
        return read(person, *what)

    return reading


class Cast:
    """What one call looks like: its shape and its values. The stand-ins for them are made only if
    a statement has to be written.

    Equal values have the same stand-in, so that two links of one home are still of one home.
    `shape` is all that a builder can see of them.
    """

    def __init__(self, real: Person) -> None:
        self.real = real
        self.shape: list[Hashable] = [get_language()]
        self.values: list[Any] = []  # by the number of the stand-in
        self.readings: dict[Asked, list[Any]] = {}
        self._numbers: dict[Hashable, int] = {}  # value → number of its stand-in
        self._is_reading = False
        for right in _RIGHTS:
            self.look(getattr(real, right))
        self.look(real.id)
        self.shape.append(real.seen_by is not None)

    def look(self, value: Any) -> None:
        """Note a value, and what a builder can see of it."""
        kind = type(value)
        if kind is uuid.UUID:
            self._note(value, _ID)
        elif kind is Words:
            self._note(value, _WORDS)
        elif value is None or kind in _PLAIN or isinstance(value, str):
            self.shape.append(value)
        elif kind is date:
            self._note(value, _DAY)
        elif kind is datetime:
            self._note(value, _MOMENT)
        elif isinstance(value, models.Model):
            self._look_at_row(value)
        elif isinstance(value, Collection):
            # As one: the statement is the same for three ids and for three hundred.
            several = tuple(value)
            self.shape.append(bool(several))
            if several:
                self._note(several, _LIST)
        else:
            raise CannotKeep(f"no stand-in for {kind.__name__}")

    def act(self, value: Any) -> Any:
        """The stand-in of a value that was noted."""
        kind = type(value)
        if kind is uuid.UUID:
            return _ID.actors[self._numbers[value]]
        if kind is Words:
            return _WORDS.actors[self._numbers[value]]
        if value is None or kind in _PLAIN or isinstance(value, str):
            return value
        if kind is date:
            return _DAY.actors[self._numbers[value]]
        if kind is datetime:
            return _MOMENT.actors[self._numbers[value]]
        if isinstance(value, models.Model):
            return self._row(value)
        several = tuple(value)
        return [_LIST.actors[self._numbers[several]]] if several else []

    def read(self, asked: Asked) -> list[Any]:
        """What a rule reads once for a request. It is part of the shape from then on."""
        if asked not in self.readings:
            read, what = asked
            self._is_reading = True
            found = self.readings[asked] = read(self.real, *what)
            self._is_reading = False
            self.shape += (asked, len(found) if _are_rows(found) else bool(found))
            if _are_rows(found):
                for each in found:
                    self.look(each)
            else:
                self.look(found)
        return self.readings[asked]

    def reading(self, read: Reading, what: tuple[str, ...]) -> list[Any]:
        """The same with stand-ins."""
        found = self.read((read, what))
        return [self.act(each) for each in found] if _are_rows(found) else list(self.act(found))

    def refuse(self, execute: Callable[..., Any], sql: str, *arguments: Any) -> Any:
        """While a builder runs nothing but what is read once may be asked of the database."""
        if not self._is_reading:
            raise CannotKeep(f"the builder asks the database: {sql[:80]}")
        return execute(sql, *arguments)

    def person(self) -> StandIn:
        """Who stands there instead of the person."""
        real = self.real
        return StandIn(
            user=_actor(User, {"id": self.act(real.id)}),
            seen_by=_actor(User, {"id": NOWHERE}) if real.seen_by else None,
            known=_Nothing(),
            cast=self,
            **{right: self.act(getattr(real, right)) for right in _RIGHTS},
        )

    def _note(self, value: Hashable, part: _Part) -> None:
        number = self._numbers.get(value)
        if number is None:
            number = self._numbers[value] = len(self.values)
            if number == MOST_VALUES:
                raise TooManyValues("too many values")
            self.values.append(value)
        self.shape.append(part.marks[number])

    def _look_at_row(self, row: models.Model, *, deep: int = BESIDE) -> None:
        own = row.__dict__
        for name in _seen_of(row.__class__):
            if name in own:
                self.look(own[name])
            else:
                self.shape.append(_MISSING)
        for name, other in _beside(row) if deep else ():
            self.shape.append(name)
            self._look_at_row(other, deep=deep - 1)

    def _row(self, row: models.Model, *, deep: int = BESIDE) -> models.Model:
        """The same kind of row with stand-ins for its keys and for the rows it brought along. What
        is yes or no stays; everything else is missing, and to ask for it asks the database."""
        own = row.__dict__
        names = [name for name in _seen_of(row.__class__) if name in own]
        actor = _actor(row.__class__, {name: self.act(own[name]) for name in names})
        for name, other in _beside(row) if deep else ():
            actor._state.fields_cache[name] = self._row(other, deep=deep - 1)
        return actor


_PLAIN = frozenset({bool, int, timedelta})
_MISSING = object()
_SEEN = (models.UUIDField, models.BooleanField)
_RIGHTS = (
    *("today", "setting_id", "role", "membership_id"),
    *("is_family", "was_family", "leads_safeguarding"),
)


def _are_rows(found: list[Any]) -> bool:
    return bool(found) and isinstance(found[0], models.Model)


def _beside(row: models.Model) -> list[tuple[str, models.Model]]:
    """The rows that this one points to and has brought along, by name."""
    brought = row._state.fields_cache
    return [
        (name, brought[name])
        for name in _pointers_of(row.__class__)
        if isinstance(brought.get(name), models.Model)
    ]


@cache
def _pointers_of(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(each.name for each in model._meta.concrete_fields if each.is_relation)


def _actor(model: type[models.Model], columns: dict[str, Any]) -> Any:
    return model.from_db(
        None,
        [each.attname for each in model._meta.concrete_fields if each.attname in columns],
        [columns[each.attname] for each in model._meta.concrete_fields if each.attname in columns],
    )


@cache
def _seen_of(model: type[models.Model]) -> tuple[str, ...]:
    """The columns of a row that a builder may look at: keys, and what is yes or no."""
    return tuple(
        each.attname
        for each in model._meta.concrete_fields
        if isinstance(each.target_field if each.is_relation else each, _SEEN)
    )
