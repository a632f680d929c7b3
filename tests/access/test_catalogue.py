"""What Postgres itself says about the second wall: nothing was forgotten, nobody is too strong."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model

from families.row_security import (
    APPEND_ONLY,
    LETTERBOX,
    OPEN_TABLES,
    OWNERS_TABLES,
    RULES,
    WEB,
    WORKER,
)

pytestmark = pytest.mark.django_db
# What happened stays written down as it was, whatever becomes of the child.
THE_TRAIL_STAYS = {("families_auditevent", "child_id", "families_child")}


def _ask(question: str, *values: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchall()


def test_every_table_has_a_rule_or_a_reason_to_be_open() -> None:
    tables = {
        name for (name,) in _ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    }
    assert tables - set(RULES) - set(OPEN_TABLES) - set(OWNERS_TABLES) == set()
    assert set(RULES) - tables == set(), "a rule for a table that does not exist"


def test_row_security_is_forced_on_every_table_with_a_rule() -> None:
    forced = {
        name
        for (name,) in _ask(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
        )
    }
    assert set(RULES) - forced == set()


def test_every_rule_has_arrived_in_the_database() -> None:
    """A migration that met a column of tomorrow leaves a table shut; a later one must open it."""
    ruled = {name for (name,) in _ask("SELECT DISTINCT tablename FROM pg_policies")}
    assert set(RULES) - ruled == set()


@pytest.mark.parametrize("role", [WEB, WORKER, LETTERBOX])
def test_no_running_role_can_pass_the_wall_or_change_the_tables(role: str) -> None:
    ((is_super, bypasses, creates_roles, creates_databases),) = _ask(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles"
        " WHERE rolname = %s",
        role,
    )
    assert (is_super, bypasses, creates_roles, creates_databases) == (False,) * 4
    owned = _ask("SELECT tablename FROM pg_tables WHERE tableowner = %s", role)
    assert owned == []
    ((may_create,),) = _ask("SELECT has_schema_privilege(%s, 'public', 'CREATE')", role)
    assert not may_create


def test_the_owner_is_not_a_superuser_either() -> None:
    ((is_super, bypasses),) = _ask(
        "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
    )
    assert (is_super, bypasses) == (False, False)


def test_the_trail_can_only_grow() -> None:
    for table in APPEND_ONLY:
        for role in (WEB, WORKER, LETTERBOX):
            for right in ("UPDATE", "DELETE", "TRUNCATE"):
                ((may,),) = _ask("SELECT has_table_privilege(%s, %s, %s)", role, table, right)
                assert not may, f"{role} may {right} {table}"


def test_the_letterbox_reaches_the_letterbox_and_nothing_else() -> None:
    reachable = {
        name
        for (name,) in _ask(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind = 'r' AND (has_table_privilege(%s, oid, 'SELECT, INSERT, UPDATE, DELETE')"
            " OR has_any_column_privilege(%s, oid, 'SELECT, INSERT, UPDATE'))",
            LETTERBOX,
            LETTERBOX,
        )
    }
    assert reachable == {
        *("feedback_feedbackitem", "feedback_feedbackreply"),
        *("feedback_letterbox", "feedback_sealedbox", "feedback_papercard"),
        "feedback_movednote",
        "feedback_pulse",
        *("feedback_askedquestion", "feedback_stampedcomment"),
        # Some columns of each, none of them about a person (`LETTERBOX_COLUMNS`).
        *("families_setting", "families_room", "families_stampkey", "families_term"),
    }


def test_only_the_letterbox_reaches_the_sealed_box() -> None:
    for role in (WEB, WORKER):
        for right in ("SELECT", "INSERT", "UPDATE"):
            ((may,),) = _ask(
                "SELECT has_any_column_privilege(%s, 'feedback_sealedbox', %s)", role, right
            )
            assert not may, (role, right)


def test_nobody_on_the_web_can_write_an_anonymous_note_or_empty_a_table() -> None:
    for role in (WEB, WORKER):
        ((may,),) = _ask("SELECT has_table_privilege(%s, 'feedback_feedbackitem', 'INSERT')", role)
        assert not may
        truncatable = _ask(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind = 'r' AND has_table_privilege(%s, oid, 'TRUNCATE')",
            role,
        )
        assert truncatable == []


def test_no_function_runs_with_somebody_elses_rights() -> None:
    definers = _ask(
        "SELECT proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
        " WHERE n.nspname = 'public' AND prosecdef"
    )
    assert definers == []


def test_there_are_no_views_that_would_run_as_their_owner() -> None:
    assert _ask("SELECT viewname FROM pg_views WHERE schemaname = 'public'") == []


def test_a_row_and_those_it_points_to_are_of_one_setting() -> None:
    """Every foreign key between two tables with a setting has a twin that holds the setting."""
    models = [model for model in apps.get_models() if _has_setting(model)]
    wanted = {
        (model._meta.db_table, field.column, field.related_model._meta.db_table)
        for model in models
        for field in model._meta.fields
        if field.is_relation and _has_setting(field.related_model)
    } - THE_TRAIL_STAYS
    assert len(wanted) >= 30
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.conrelid::regclass::text, a.attname, c.confrelid::regclass::text"
            " FROM pg_constraint c JOIN pg_attribute a"
            " ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)"
            " WHERE c.contype = 'f' AND cardinality(c.conkey) = 2 AND NOT c.condeferrable"
            " AND a.attname <> 'setting_id' AND EXISTS (SELECT FROM pg_attribute s"
            " WHERE s.attrelid = c.conrelid AND s.attnum = ANY (c.conkey)"
            " AND s.attname = 'setting_id')"
        )
        held = {tuple(row) for row in cursor.fetchall()}
    assert wanted - held == set()


def _has_setting(model: type[Model]) -> bool:
    return any(field.name == "setting" for field in model._meta.fields)
