"""Rows that many tests start from, made once by Python and afterwards by their own SQL.

Making the cast takes some hundred statements with a little Python between them, before nearly every
test. The first time in a process they are written down; every other time the same statements are
sent as one text, and what was returned comes as a fresh copy. All moments move along with the
clock, so that "two hours ago" stays two hours ago; on another day the rows are made anew.
"""

import pickle
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model
from django.utils import timezone
from psycopg import ClientCursor

Made = TypeVar("Made")
WRITES = ("INSERT", "UPDATE", "DELETE")


class _Recording:
    """The statements of one call, what it returned, and when that was."""

    def __init__(self, build: Callable[[], Made]) -> None:
        self.sent: list[tuple[str, Any]] = []
        with connection.execute_wrapper(self._write_down):
            self.made = pickle.dumps(build())
        self.at = timezone.now()  # when all was there: nothing is moved into the future

    def _write_down(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        if sql.startswith(WRITES):
            assert not many, "say it in one statement, for example with bulk_create"
            self.sent.append((sql, params))
        return execute(sql, params, many, context)

    def play(self) -> Any:
        """Send the statements again and return a copy of what was made."""
        past = timezone.now() - self.at
        connection.ensure_connection()
        with ClientCursor(connection.connection) as cursor:
            text = (cursor.mogrify(sql, _moved(params, past)) for sql, params in self.sent)
            cursor.execute(";\n".join(text))
        made = self.copy()
        _move_rows(vars(made).values(), past, set())
        return made

    def copy(self) -> Any:
        return pickle.loads(self.made)  # noqa: S301 - written by this very process


_RECORDINGS: dict[tuple[Callable[[], Any], date], _Recording] = {}


def made_by(build: Callable[[], Made]) -> Made:
    """What `build()` returns, with its rows in the database; fast from the second time on."""
    which = (build, timezone.localdate())
    if which in _RECORDINGS:
        return _RECORDINGS[which].play()
    _RECORDINGS[which] = _Recording(build)
    return _RECORDINGS[which].copy()


def _moved(params: Iterable[Any] | None, past: timedelta) -> list[Any]:
    return [each + past if isinstance(each, datetime) else each for each in params or ()]


def _move_rows(values: Iterable[Any], past: timedelta, seen: set[int]) -> None:
    """Move the moments in all rows that can be reached from here."""
    for value in values:
        if isinstance(value, dict):
            _move_rows(value.values(), past, seen)
        elif isinstance(value, Model) and id(value) not in seen:
            seen.add(id(value))
            for name, each in vars(value).items():
                if isinstance(each, datetime):
                    setattr(value, name, each + past)
            _move_rows(value._state.fields_cache.values(), past, seen)
