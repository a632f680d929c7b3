"""Each wall by itself, row by row: whose words can a person reach?

The database alone: every row of every table that it shows to the person. The code alone: every row
that a `…_visible_to` gives, asked as the owner, who sees everything.
"""

import inspect
from types import ModuleType

import pytest
from django.apps import apps
from django.db import IntegrityError, ProgrammingError, connection
from django.utils import timezone

import communications.policies
import families.policies
import feedback.policies
import learning_journals.policies
from families.models import KeyPersonAssignment, OutboxJob
from families.row_security import OPEN_TABLES, RULES
from learning_journals.models import ObservationChild
from tests import factories as make
from tests.cast import MAY_READ, PERSONAS, Cast
from tests.roles import acting_as

from .people import person_by_code
from .walls import is_rule_of
from .words import canaries_in

POLICIES: tuple[ModuleType, ...] = (
    families.policies,
    learning_journals.policies,
    communications.policies,
    feedback.policies,
)
SIGNED_IN = [name for name in PERSONAS if name not in ("nobody", "dai")]
# Ids and addresses of sign-in are not words; the rest of what people wrote is.
TABLES = sorted(set(RULES) - {"families_auditevent", "families_outboxjob"})
TABLES = [table for table in TABLES if RULES[table].read]  # the sealed box is nobody's to read


def _rows(table: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT t::text FROM "{table}" t')
        return cursor.fetchall()


@pytest.mark.parametrize("name", SIGNED_IN)
def test_the_database_alone_shows_a_person_nobody_elses_words(cast: Cast, name: str) -> None:
    seen: set[str] = set()
    with acting_as(cast.users[name]):
        for table in TABLES:
            seen |= canaries_in(str(_rows(table)))
    # A person who is in the audience reads the talk; managers and others do not.
    assert seen - MAY_READ[name] == set()
    assert MAY_READ[name] - seen == set(), "the database hides what this person should read"


@pytest.mark.parametrize("name", SIGNED_IN)
def test_the_code_alone_shows_a_person_nobody_elses_words(cast: Cast, name: str) -> None:
    person, seen = person_by_code(cast, name), set()
    for module in POLICIES:
        for rule_name, rule in inspect.getmembers(module, inspect.isfunction):
            if rule_name.endswith("_visible_to") and is_rule_of(module, rule):
                for row in rule(person):
                    seen |= canaries_in(str(vars(row)))
    assert seen - MAY_READ[name] == set()
    assert MAY_READ[name] - seen == set(), "the code hides what this person should read"


@pytest.mark.parametrize("name", ["nobody", "dai"])
def test_without_a_person_there_are_no_rows(cast: Cast, name: str) -> None:
    from families import context
    from families.row_security import WEB
    from tests.roles import as_role

    with as_role(WEB):
        if name == "dai":
            assert context.announce(cast.dai.pk) is None
        for table in TABLES:
            assert _rows(table) == [], table


def test_every_model_is_behind_a_rule_or_named_as_open() -> None:
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    assert tables - set(RULES) - set(OPEN_TABLES) == set()


def test_a_manager_cannot_file_another_nurserys_child_under_her_own(cast: Cast) -> None:
    """A rule lets her file what she likes in her setting; the keys keep other children out."""
    with pytest.raises(IntegrityError, match="same_setting"), acting_as(cast.ottilie):
        KeyPersonAssignment.objects.create(
            setting=cast.wharf,
            child=cast.children["rafferty"],
            membership=cast.posts["bram"],
            started_on=timezone.localdate(),
        )


@pytest.mark.parametrize("author", ["agnieszka", "saoirse"])
def test_a_mother_cannot_hang_her_child_onto_what_somebody_else_wrote(
    cast: Cast, author: str
) -> None:
    """She could read it by way of that line. Not in her own name, nor in the writer's."""
    seen = cast.observations["ottoline"]
    line = ObservationChild(
        setting=cast.hill,
        observation=seen,
        child=cast.children["zofia"],
        family=cast.homes["kapelusz"],
        author=cast.users[author],
        at=seen.happened_at,
        is_shared=True,
    )
    with pytest.raises((IntegrityError, ProgrammingError)), acting_as(cast.agnieszka):
        _add_at_once(line)


def _add_at_once(line: ObservationChild) -> None:
    ObservationChild.objects.bulk_create([line])
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_nobody_puts_a_photograph_into_what_somebody_else_wrote(cast: Cast) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(cast.agnieszka):
        make.make_photo(cast.observations["zofia"], by=cast.agnieszka)


def test_nobody_promises_work_in_somebody_elses_name(cast: Cast) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(cast.agnieszka):
        OutboxJob.objects.bulk_create(
            [
                OutboxJob(
                    setting=cast.hill,
                    task="learning_journals.tasks.clear_photo",
                    key="forged",
                    subject_id=cast.photos["zofia"].pk,
                    on_behalf_of=cast.bettina,
                )
            ]
        )
