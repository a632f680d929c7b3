"""COPY into the tables of models: lines of text, in large portions.

PostgreSQL does not COPY into a table whose owner is held to row-level security, and checks foreign
keys row by row. `open_for_copy` takes both away and puts them back, so that every row is checked
once, at the end.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import psycopg
from django.contrib.postgres.fields import ArrayField
from django.db import models

LINES_A_PORTION = 20_000
NULL = "\\N"


def as_text(value: Any) -> str:
    """One value as COPY reads it. Words must be without tabs, line ends and backslashes."""
    if value is None:
        return NULL
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)


def default_of(field: models.Field) -> str:
    """What Django would write for a field that nobody gave, as COPY reads it."""
    value = field.get_default()
    if isinstance(field, ArrayField):
        return "{" + ",".join(map(str, value or [])) + "}"
    if isinstance(field, models.JSONField):
        return json.dumps(value)
    return as_text(value)


class Table:
    """The rows of one model on their way. `names` are the fields that differ from row to row."""

    def __init__(
        self, connection: psycopg.Connection, model: type[models.Model], *names: str
    ) -> None:
        fields = {
            field.attname: field
            for field in model._meta.concrete_fields
            if field.get_attname_column()[1] and not field.generated
        }
        rest = [
            name
            for name, field in fields.items()
            if name not in names
            and not isinstance(field, models.AutoField)  # the database numbers them
            and not field.has_db_default()
        ]
        columns = ", ".join(f'"{fields[name].column}"' for name in [*names, *rest])
        self.connection = connection
        self.command = f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN'
        self.width = len(names)
        self.tail = "".join(f"\t{default_of(fields[name])}" for name in rest) + "\n"
        self.lines: list[str] = []
        self.count = 0

    def add(self, *values: Any) -> None:
        """One row, in the order of the names."""
        if len(values) != self.width:
            raise ValueError(f"{len(values)} values for {self.width} columns: {self.command}")
        self.lines.append("\t".join(map(as_text, values)) + self.tail)
        if len(self.lines) >= LINES_A_PORTION:
            self.flush()

    def flush(self) -> None:
        """Send what is waiting."""
        if self.lines:
            with self.connection.cursor().copy(self.command) as copy:
                copy.write("".join(self.lines))
            self.count += len(self.lines)
            self.lines.clear()


FOREIGN_KEYS = """
SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
  FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
   AND conrelid::regclass::text = ANY (%s)
"""
PLAIN_INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid)
  FROM pg_index i WHERE NOT indisunique AND indrelid::regclass::text = ANY (%s)
   AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)
"""
FORCED = "SELECT oid::regclass::text FROM pg_class WHERE relforcerowsecurity AND relname = ANY (%s)"


@contextmanager
def open_for_copy(connection: psycopg.Connection, tables: list[str]) -> Iterator[None]:
    """Inside one transaction of the owner: no foreign keys, no plain indexes, the owner not held
    to the rules. Afterwards all of it is there again, and has seen every row."""
    run = connection.execute
    run("SELECT set_config('app.purpose', 'maintenance', true)")
    keys = run(FOREIGN_KEYS, [tables]).fetchall()
    indexes = run(PLAIN_INDEXES, [tables]).fetchall()
    forced = [table for (table,) in run(FORCED, [tables]).fetchall()]
    for table in forced:
        run(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    for table, name, _definition in keys:
        run(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    for name, _definition in indexes:
        run(f"DROP INDEX {name}")
    yield
    for _name, definition in indexes:
        run(definition)
    for table, name, definition in keys:
        run(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
    for table in forced:
        run(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
