"""How the lookups of `families.models.base` are written into a statement."""

import uuid

import pytest
from django.db import connection

from families.models import AuditEvent
from learning_journals.models import CareEntry, Observation
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_word_of_ours_stands_in_the_statement_itself() -> None:
    sql, params = CareEntry.objects.filter(kind__literally="sleep").query.sql_with_params()
    assert "= 'sleep'" in sql
    assert "sleep" not in params


@pytest.mark.parametrize("word", ["x' OR 'a' = 'a", "x'", "", "Sleep", "two words"])
def test_any_other_word_is_refused(word: str) -> None:
    with pytest.raises(ValueError, match="not one of our own words"):
        str(CareEntry.objects.filter(kind__literally=word).query)


@pytest.mark.parametrize(
    ("index", "rows"),
    [
        (
            "audit_alarms",
            AuditEvent.objects.filter(verb__literally="read_many_children").order_by("-at"),
        ),
        ("observation_waits", Observation.objects.filter(status__literally="waiting")),
        (
            "sleep",  # either of two
            CareEntry.objects.filter(
                kind__literally="sleep",
                ended_at__isnull=True,
                undone_at__isnull=True,
                child=uuid.UUID(int=1),
            ),
        ),
    ],
    ids=["alarms", "waits", "sleeps"],
)
def test_an_index_of_some_rows_serves_a_plan_that_is_made_for_all_values(
    cast: Cast, index: str, rows: object
) -> None:
    """As the web plans (settings/database_roles.py): with the word as a value it could not."""
    statement = rows.filter(setting_id=cast.hill.pk).order_by().values("pk").query
    sql, params = statement.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL plan_cache_mode = force_generic_plan")
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {sql}", params)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert index in plan
