"""The rules of the file are those of the database, also of one that was installed long ago."""

from dataclasses import replace

import pytest
from django.core.management import call_command
from django.db import connection

from families.row_security import RULES, Rule, apply_row_security

pytestmark = pytest.mark.django_db


def _ask(question: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()


def test_a_changed_rule_reaches_an_installed_database_with_the_next_migrate(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    room = (
        "SELECT qual FROM pg_policies WHERE tablename = 'families_room' AND policyname = 'reading'"
    )
    assert not apply_row_security(connection), "the database has other rules than the file"
    ((before,),) = _ask(room)
    monkeypatch.setitem(RULES, "families_room", replace(RULES["families_room"], read="false"))
    call_command("migrate", verbosity=0)
    assert _ask(room) == [("false",)]
    monkeypatch.undo()
    call_command("migrate", verbosity=0)
    assert _ask(room) == [(before,)]


def test_a_database_that_is_migrated_in_part_is_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(RULES, "families_room", Rule(read="not_a_column_yet"))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'feedback'")
    assert not apply_row_security(connection)
