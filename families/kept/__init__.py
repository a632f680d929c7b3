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
`__among` and `__within` where it has a list, whose length it does not ask (that alone nobody would
notice but the test). A text is part of the shape; what somebody typed comes as `Words`, a value.
What a builder must not do is refused: in tests loudly, and elsewhere the queryset is built and
asked as ever, which is right and slow.

Both walls stay: the rules are those of `policies`, and Postgres asks its own at every statement
(docs/decisions/0036).
"""

import logging
import uuid
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from operator import itemgetter
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

from ..context import Person
from .stand_ins import (
    NUMBER_OF,
    Asked,
    CannotKeep,
    Cast,
    Many,
    StandIn,
    TooManyValues,
    Words,
    known_once,
    speaks_of_a_stand_in,
)

__all__ = ["KEPT", "CannotKeep", "Kept", "Words", "first_of", "kept", "known_once"]

logger = logging.getLogger(__name__)

MOST_SHAPES = 200  # of one list; then the oldest is forgotten

Build = Callable[..., QuerySet[Any]]
Shape = tuple[Hashable, ...]
Row = TypeVar("Row")


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
    if isinstance(param, Many):
        raise CannotKeep("a list belongs into `__among` or `__within`")
    return itemgetter(number)


def _put_several(params: list[Any], many: int) -> Callable[[Sequence[Any]], list[Any]]:
    numbers = [_number_of(each, many) for each in params]
    if len(params) == 1 and isinstance(params[0], Many):
        number = numbers[0]
        return lambda values: list(values[number])

    def put(values: Sequence[Any]) -> list[Any]:
        found: list[Any] = []
        for each, number in zip(params, numbers, strict=True):
            if number is None:
                found.append(each)
            elif isinstance(each, Many):
                found += values[number]
            else:
                found.append(values[number])
        return found

    return put


def _number_of(param: Any, many: int) -> int | None:
    """Which of `many` values a parameter stands for; None for what is the same for everybody."""
    if not isinstance(param, uuid.UUID | date | Words):
        if isinstance(param, str) and speaks_of_a_stand_in(param):
            raise CannotKeep("an id, or what somebody typed, is put into other words")
        return None
    number = NUMBER_OF.get(id(param), many)
    if number >= many:
        raise CannotKeep("a day, an id or words are not of this call: counted, or of somebody")
    return number


@dataclass
class Kept:
    """All statements of one builder, by shape."""

    build: Build
    # What builders of this shape were seen to read, which is part of the whole shape.
    asked: dict[Shape, list[Asked]] = field(default_factory=dict)
    statements: dict[Shape, _Statement] = field(default_factory=dict)

    def ask(self, person: Person, given: Mapping[str, Any]) -> list[Any]:
        cast = Cast(person)
        for value in given.values():
            cast.look(value)
        begins = (*given, *cast.shape)
        for asked in self.asked.get(begins, ()):
            cast.read(asked)
        statement = self.statements.get((*given, *cast.shape))
        if statement is None:
            statement = self._write(cast, given)
            while len(self.statements) >= MOST_SHAPES:
                self.statements.pop(next(iter(self.statements)), None)
            self.asked[begins] = list(cast.readings)
            self.statements[*given, *cast.shape] = statement
        return statement.rows(cast.values)

    def _write(self, cast: Cast, given: Mapping[str, Any]) -> _Statement:
        played = {name: cast.act(value) for name, value in given.items()}
        try:
            with connections[DEFAULT_DB_ALIAS].execute_wrapper(cast.refuse):
                queryset = self.build(cast.person(), **played)
                return _Statement(queryset, len(cast.values))
        except CannotKeep:
            raise
        except Exception as why:  # whatever a builder does that a stand-in cannot do
            raise CannotKeep(f"the builder fails with a stand-in: {why}") from why


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
        except CannotKeep as why:
            if settings.KEEP_STRICTLY and not isinstance(why, TooManyValues):
                raise
            if (name, str(why)) not in _SAID:
                _SAID.add((name, str(why)))
                logger.warning("%s is built anew each time", name, exc_info=True)
            return list(build(person, **given))

    return rows


_SAID: set[tuple[str, str]] = set()  # once each, and not at every page


def first_of(rows: Sequence[Row]) -> Row | None:
    """The first row of a kept list, None if there is none."""
    return rows[0] if rows else None
