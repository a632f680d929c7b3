"""Statements that are written once and asked again and again.

To put a statement together from rules costs Django more than Postgres needs to answer it: the first
page of a family spent more than half of its time there. So a list that every first page asks is
*kept*: the function that builds its queryset is called once with a **stand-in**, who has the same
rights as the person but none of their ids, days or names, and what Django makes of it is kept, with
the places into which values belong. From then on values are put in and the statement is sent.

    @kept
    def newest(person: Person, *, child: Child, since: datetime) -> QuerySet[Line]:
        return lines_visible_to(person).filter(child=child, at__gt=since)

    newest(person, child=child, since=since)  # a list of rows

Because a stand-in stands there when the statement is built, nothing of one person can be left in it
for another: a builder that looks at more than ids, whole days and rights finds nothing to look at.
What it does look at (a role, a right of a link, whether a list is empty, which of two homes are the
same) is part of the **shape**, and each shape has a statement of its own. A builder may ask nothing
of the database, may not count with days or moments (they come as arguments, worked out), and writes
`__among` and `__within` where it has a list. Whatever else it does is refused: in tests loudly, and
elsewhere the queryset is built and asked as ever, which is right and slow.

Both walls stay: the rules are those of `policies`, and Postgres asks its own at every statement
(docs/decisions/0036).
"""

import logging
import uuid
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache, wraps
from operator import itemgetter
from typing import Any, NoReturn

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models import QuerySet

from .context import NOWHERE, Person
from .models import User

logger = logging.getLogger(__name__)

MOST_SHAPES = 200  # of one list; more of them mean that something else than rights is in the shape
MOST_VALUES = 400  # in one call
BESIDE = 2  # how many rows away one may look: from a link to its child to the setting

Reading = Callable[..., list[Any]]
Asked = tuple[Reading, tuple[str, ...]]
Build = Callable[..., QuerySet[Any]]
Shape = tuple[Hashable, ...]


class CannotKeep(Exception):
    """There is something in this queryset that is neither a right nor a value; says what."""


# --- stand-ins ------------------------------------------------------------------------------------


class _Part:
    """What stands for the values of one kind; in a shape by a mark of its own for each."""

    def __init__(self, actors: list[Any]) -> None:
        self.actors = actors
        self.marks = [object() for _actor in actors]


class _Many(uuid.UUID):
    """One id in the place of many. Whether another one is among them cannot be said."""

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        raise CannotKeep("the builder looks for one id among many")

    __hash__ = uuid.UUID.__hash__


# Nothing that occurs. Days lie so far apart, and so unevenly, that one counted on from another is
# none of them.
_NUMBERS = range(MOST_VALUES)
_ID = _Part([uuid.uuid4() for _number in _NUMBERS])
_LIST = _Part([_Many(int=uuid.uuid4().int) for _number in _NUMBERS])
_DAY = _Part([date(3000, 1, 1) + timedelta(days=4001 * number) for number in _NUMBERS])
_MOMENT = _Part(
    [
        datetime(3000, 1, 1, 3, 7, 11, 13, tzinfo=UTC) + timedelta(days=4003 * number)
        for number in _NUMBERS
    ]
)
_NUMBER_OF = {
    actor: number
    for part in (_ID, _LIST, _DAY, _MOMENT)
    for number, actor in enumerate(part.actors)
}
_AS_TEXT = frozenset(str(actor) for part in (_ID, _LIST) for actor in part.actors)


class _Nothing(dict[str, Any]):
    """What has been read about a stand-in: asking is refused, so that no answer is kept."""

    def _refuse(self, *_arguments: Any) -> NoReturn:
        raise CannotKeep("a rule reads something once for a request and is not `known_once`")

    __contains__ = __getitem__ = __setitem__ = get = setdefault = _refuse  # type: ignore[assignment]


@dataclass(frozen=True)
class StandIn(Person):
    """Has the rights of a person and nothing else of theirs."""

    cast: "_Cast | None" = None


def known_once(read: Reading) -> Reading:
    """For a rule that reads ids or rows once for a request: of a stand-in it has stand-ins."""

    @wraps(read)
    def reading(person: Person, *what: str) -> list[Any]:
        if isinstance(person, StandIn) and person.cast:
            return person.cast.reading(read, what)
        return read(person, *what)

    return reading


class _Cast:
    """What one call looks like: its shape and its values. The stand-ins for them are made only if
    a statement has to be written.

    Equal values have the same stand-in, so that two links of one home are still of one home.
    `shape` is all that a builder can see of them.
    """

    def __init__(self, real: Person) -> None:
        self.real = real
        self.shape: list[Hashable] = []
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
        elif value is None or kind in _PLAIN or isinstance(value, str):
            self.shape.append(value)
        elif kind is date:
            self._note(value, _DAY)
        elif kind is datetime:
            self._note(value, _MOMENT)
        elif isinstance(value, models.Model):
            self._look_at_row(value)
        elif isinstance(value, Iterable):
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
            self.shape.append(len(found) if _are_rows(found) else bool(found))
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
                raise CannotKeep("too many values")
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


# --- statements -----------------------------------------------------------------------------------


class _Statement:
    """What Django made of a queryset of stand-ins, and where their values belong."""

    def __init__(self, queryset: QuerySet[Any], many: int) -> None:
        if queryset._prefetch_related_lookups or queryset._known_related_objects:  # type: ignore[attr-defined]
            raise CannotKeep("what is fetched beside it is not part of the statement")
        self.queryset = queryset
        self.using = queryset.db
        self.compiler = queryset.query.get_compiler(self.using)
        self.sql = ""
        self.puts: list[Callable[[Sequence[Any]], Any]] = []
        try:
            self.sql, params = self.compiler.as_sql()
        except EmptyResultSet:
            return  # nobody of this shape finds anything
        self.puts = [_put(each, many) for each in params]

    def rows(self, values: Sequence[Any]) -> list[Any]:
        if not self.sql:
            return []
        # The iterators of Django take everything they need from the compiler of a query.
        ready = self.sql, tuple([put(values) for put in self.puts])
        compiler = _twin(
            self.compiler,
            connection=connections[self.using],
            as_sql=lambda *_arguments, **_options: ready,
        )
        query = _twin(self.queryset.query, get_compiler=lambda *_arguments, **_options: compiler)
        queryset = _twin(self.queryset, _query=query)
        return list(queryset._iterable_class(queryset))


def _twin(one: Any, **other: Any) -> Any:
    """The same with something else in it. `copy` would ask a queryset for its rows first."""
    twin = object.__new__(type(one))
    twin.__dict__ = {**one.__dict__, **other}
    return twin


def _put(param: Any, many: int) -> Callable[[Sequence[Any]], Any]:
    """How this parameter is made of the `many` values of a call."""
    if isinstance(param, list | tuple):
        return _put_several(list(param), many)
    number = _number_of(param, many)
    if number is None:
        return lambda _values: param
    if isinstance(param, _Many):
        raise CannotKeep("a list belongs into `__among` or `__within`")
    return itemgetter(number)


def _put_several(params: list[Any], many: int) -> Callable[[Sequence[Any]], list[Any]]:
    numbers = [_number_of(each, many) for each in params]
    if len(params) == 1 and isinstance(params[0], _Many):
        number = numbers[0]
        return lambda values: list(values[number])

    def put(values: Sequence[Any]) -> list[Any]:
        found: list[Any] = []
        for each, number in zip(params, numbers, strict=True):
            if number is None:
                found.append(each)
            elif isinstance(each, _Many):
                found += values[number]
            else:
                found.append(values[number])
        return found

    return put


def _number_of(param: Any, many: int) -> int | None:
    """Which of `many` values a parameter stands for; None for what is the same for everybody."""
    if not isinstance(param, uuid.UUID | date):
        if isinstance(param, str) and param in _AS_TEXT:
            raise CannotKeep("an id is put into words")
        return None
    number = _NUMBER_OF.get(param, many)
    if number >= many:
        raise CannotKeep(f"{param!r} is not of this call: it is counted, or of somebody")
    return number


@dataclass
class Kept:
    """All statements of one builder, by shape."""

    build: Build
    # What builders of this shape were seen to read, which is part of the whole shape.
    asked: dict[Shape, list[Asked]] = field(default_factory=dict)
    statements: dict[Shape, _Statement] = field(default_factory=dict)

    def ask(self, person: Person, given: Mapping[str, Any]) -> list[Any]:
        cast = _Cast(person)
        for value in given.values():
            cast.look(value)
        begins = (*given, *cast.shape)
        for asked in self.asked.get(begins, ()):
            cast.read(asked)
        statement = self.statements.get((*given, *cast.shape))
        if statement is None:
            if len(self.statements) >= MOST_SHAPES:
                raise CannotKeep(f"more than {MOST_SHAPES} shapes")
            played = {name: cast.act(value) for name, value in given.items()}
            with connections[DEFAULT_DB_ALIAS].execute_wrapper(cast.refuse):
                queryset = self.build(cast.person(), **played)
                statement = _Statement(queryset, len(cast.values))
            self.asked[begins] = list(cast.readings)
            self.statements[*given, *cast.shape] = statement
        return statement.rows(cast.values)


KEPT: dict[str, Kept] = {}  # every list that is kept, by its name


def kept(build: Build) -> Callable[..., list[Any]]:
    """The builder of a queryset, as a function that gives its rows; see the head of this file."""
    name = f"{build.__module__}.{build.__qualname__}"
    KEPT[name] = Kept(build)

    @wraps(build)
    def rows(person: Person, **given: Any) -> list[Any]:
        if isinstance(person, StandIn):
            raise CannotKeep(f"{name} is asked inside of another list")
        try:
            return KEPT[name].ask(person, given)
        except CannotKeep:
            if settings.KEEP_STRICTLY:
                raise
            logger.warning("%s is built anew", name, exc_info=True)
            return list(build(person, **given))

    return rows
