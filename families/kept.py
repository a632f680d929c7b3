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

import copy
import logging
import uuid
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache, wraps
from typing import Any, NoReturn

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models import QuerySet

from .context import Person
from .models import User

logger = logging.getLogger(__name__)

MOST_SHAPES = 200  # of one list; more of them mean that something else than rights is in the shape
MOST_VALUES = 400  # of one kind in one call

Reading = Callable[..., list[Any]]
Build = Callable[..., QuerySet[Any]]


class CannotKeep(Exception):
    """There is something in this queryset that is neither a right nor a value; says what."""


# What stands for an id, a day and a moment: nothing that occurs. Days lie so far apart, and so
# unevenly, that one counted on from another is none of them.
_IDS = [uuid.uuid4() for _number in range(MOST_VALUES)]
_LISTS = [uuid.uuid4() for _number in range(MOST_VALUES)]
_DAYS = [date(4000, 1, 1) + timedelta(days=4001 * number) for number in range(MOST_VALUES)]
_MOMENTS = [
    datetime(4000, 1, 1, 3, 7, 11, 13, tzinfo=UTC) + timedelta(days=4003 * number)
    for number in range(MOST_VALUES)
]
_STANDING_FOR_MANY = frozenset(_LISTS)


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
    """The stand-ins of one call: the shape they have, and what they stand for.

    Equal values have the same stand-in, so that two links of one home are still of one home.
    `shape` is all that a builder can see of them.
    """

    def __init__(self, real: Person) -> None:
        self.real = real
        self.shape: list[Hashable] = []
        self.values: dict[Any, Any] = {}  # stand-in → what it stands for
        self.readings: dict[tuple[Reading, tuple[str, ...]], list[Any]] = {}
        self._of: dict[Hashable, Any] = {}  # what it stands for → stand-in
        self._is_reading = False
        self._used = {"id": 0, "list": 0, "day": 0, "moment": 0}
        self.person = self._person(real)

    def play(self, value: Any) -> Any:
        """The stand-in of a value: a row, an id, a day, a moment, or several of them."""
        if value is None or isinstance(value, bool | str | int | timedelta):
            self.shape.append(value)
            return value
        if isinstance(value, uuid.UUID):
            return self._stand("id", value, value, _IDS)
        if isinstance(value, datetime):
            return self._stand("moment", value, value, _MOMENTS)
        if isinstance(value, date):
            return self._stand("day", value, value, _DAYS)
        if isinstance(value, models.Model):
            return self._row(value)
        if isinstance(value, Iterable):
            return self._several(list(value))
        raise CannotKeep(f"no stand-in for {type(value).__name__}")

    def reading(self, read: Reading, what: tuple[str, ...]) -> list[Any]:
        """What a rule reads once for a request, played. It is part of the shape from then on."""
        if (read, what) not in self.readings:
            self._is_reading = True
            found = read(self.real, *what)
            self._is_reading = False
            rows = bool(found) and isinstance(found[0], models.Model)
            self.readings[read, what] = (
                [self.play(each) for each in found] if rows else self._several(found)
            )
            self.shape.append(len(found) if rows else bool(found))
        return list(self.readings[read, what])

    def refuse(self, execute: Callable[..., Any], sql: str, *arguments: Any) -> Any:
        """While a builder runs nothing but what is read once may be asked of the database."""
        if not self._is_reading:
            raise CannotKeep(f"the builder asks the database: {sql[:80]}")
        return execute(sql, *arguments)

    def _several(self, values: list[Any]) -> list[Any]:
        # As one: the statement is the same for three ids and for three hundred.
        self.shape.append(bool(values))
        key = ("list", tuple(values))
        return [self._stand("list", key, values, _LISTS)] if values else []

    def _stand(self, kind: str, key: Hashable, value: Any, pool: list[Any]) -> Any:
        actor = self._of.get(key)
        if actor is None:
            number = self._used[kind]
            if number == MOST_VALUES:
                raise CannotKeep("too many values")
            self._used[kind] = number + 1
            actor = self._of[key] = pool[number]
            self.values[actor] = value
        self.shape.append(actor)
        return actor

    def _row(self, row: models.Model) -> models.Model:
        """The same kind of row with stand-ins for its keys and for the rows it brought along. What
        is yes or no stays; everything else is missing, and to ask for it asks the database."""
        model = type(row)
        names = [name for name in _seen_of(model) if name in row.__dict__]
        self.shape += names
        actor = model.from_db(None, names, [self.play(row.__dict__[name]) for name in names])
        for name, other in row._state.fields_cache.items():
            if isinstance(other, models.Model):
                self.shape.append(name)
                actor._state.fields_cache[name] = self._row(other)
        return actor

    def _person(self, person: Person) -> StandIn:
        rights = {name: self.play(getattr(person, name)) for name in _RIGHTS}
        seen_by = person.seen_by
        self.shape.append(seen_by is not None)
        return StandIn(
            user=self._user(person.id),
            seen_by=self._user(seen_by.pk) if seen_by else None,
            known=_Nothing(),
            cast=self,
            **rights,
        )

    def _user(self, key: uuid.UUID) -> User:
        return User.from_db(None, ["id"], [self.play(key)])


_RIGHTS = (
    *("today", "setting_id", "role", "membership_id"),
    *("is_family", "was_family", "leads_safeguarding"),
)


@cache
def _seen_of(model: type[models.Model]) -> tuple[str, ...]:
    """The columns of a row that a builder may look at: keys, and what is yes or no."""
    return tuple(
        each.attname
        for each in model._meta.concrete_fields
        if isinstance(each.target_field if each.is_relation else each, _SEEN)
    )


_SEEN = (models.UUIDField, models.BooleanField)


# --- statements -----------------------------------------------------------------------------------


class _Statement:
    """What Django made of a queryset of stand-ins, and where their values belong."""

    def __init__(self, queryset: QuerySet[Any], cast: _Cast) -> None:
        if queryset._prefetch_related_lookups or queryset._known_related_objects:  # type: ignore[attr-defined]
            raise CannotKeep("what is fetched beside it is not part of the statement")
        self.queryset = queryset
        self.using = queryset.db
        self.compiler = queryset.query.get_compiler(self.using)
        self.sql = ""
        self.puts: list[Callable[[Mapping[Any, Any]], Any]] = []
        try:
            self.sql, params = self.compiler.as_sql()
        except EmptyResultSet:
            return  # nobody of this shape finds anything
        self.puts = [_put(each, cast.values) for each in params]

    def rows(self, values: Mapping[Any, Any]) -> list[Any]:
        if not self.sql:
            return []
        # The iterators of Django take everything they need from the compiler of a query.
        compiler = copy.copy(self.compiler)
        compiler.connection = connections[self.using]
        ready = self.sql, tuple(put(values) for put in self.puts)
        compiler.as_sql = lambda *_arguments, **_options: ready  # type: ignore[method-assign]
        query = copy.copy(self.queryset.query)
        query.get_compiler = lambda *_arguments, **_options: compiler  # type: ignore[method-assign]
        queryset = copy.copy(self.queryset)
        queryset._query = query  # type: ignore[attr-defined]
        return list(queryset._iterable_class(queryset))  # type: ignore[attr-defined]


def _put(param: Any, values: Mapping[Any, Any]) -> Callable[[Mapping[Any, Any]], Any]:
    """How this parameter is made of the values of another call."""
    if isinstance(param, list | tuple):
        return _put_several(list(param), values)
    if isinstance(param, uuid.UUID | date):
        if param in _STANDING_FOR_MANY:
            raise CannotKeep("a list belongs into `__among` or `__within`")
        if param not in values:
            raise CannotKeep(f"{param!r} is not of this call: it is counted, or of somebody")
        return lambda of: of[param]
    return lambda _of: param


def _put_several(
    params: list[Any], values: Mapping[Any, Any]
) -> Callable[[Mapping[Any, Any]], Any]:
    for each in params:
        if isinstance(each, uuid.UUID | date) and each not in values:
            raise CannotKeep(f"{each!r} is not of this call: it is counted, or of somebody")

    def put(of: Mapping[Any, Any]) -> list[Any]:
        found: list[Any] = []
        for each in params:
            if each in _STANDING_FOR_MANY:
                found += of[each]
            else:
                found.append(of.get(each, each))
        return found

    return put


@dataclass
class Kept:
    """All statements of one builder, by shape."""

    build: Build
    # What builders of this shape were seen to read, which is part of the shape.
    read: dict[tuple[Hashable, ...], list[tuple[Reading, tuple[str, ...]]]] = field(
        default_factory=dict
    )
    statements: dict[tuple[Hashable, ...], _Statement] = field(default_factory=dict)

    def ask(self, person: Person, given: Mapping[str, Any]) -> list[Any]:
        cast = _Cast(person)
        played = {name: cast.play(value) for name, value in given.items()}
        begins = tuple(cast.shape)
        for read, what in self.read.get(begins, ()):
            cast.reading(read, what)
        statement = self.statements.get(tuple(cast.shape))
        if statement is None:
            if len(self.statements) >= MOST_SHAPES:
                raise CannotKeep(f"more than {MOST_SHAPES} shapes")
            with connections[DEFAULT_DB_ALIAS].execute_wrapper(cast.refuse):
                statement = _Statement(self.build(cast.person, **played), cast)
            self.read[begins] = list(cast.readings)
            self.statements[tuple(cast.shape)] = statement
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
