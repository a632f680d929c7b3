"""The bench fills a database as the product itself would: every row is one that could be there."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime

import psycopg
import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.db.models import Count, F, Q

from bench.copy import open_for_copy
from bench.data import PASSWORD, Seats, Size
from bench.load import BUSY, TABLES, load
from communications.models import Conversation, Message, Participant
from communications.policies import conversations_visible_to
from families.models import Child, KeyPersonAssignment, OutboxJob, ParentCarer, RoomPlace, User
from learning_journals.models import CareEntry, Comment, DailyNote, Observation, ObservationChild
from learning_journals.policies import (
    care_entries_visible_to,
    children_logged_in,
    journal_lines_visible_to,
)
from tests.roles import acting_as

TINY = Size(children=12, observations=6, photos=13, days=3, care=8, messages=12)
NOW = datetime(2026, 11, 23, 14, 30, tzinfo=UTC)


def raw() -> psycopg.Connection:
    connection.ensure_connection()
    return connection.connection


@pytest.fixture
def filled(db: None) -> Iterator[tuple[Seats, int]]:
    yield load(raw(), TINY, password_hash=make_password(PASSWORD), now=NOW)
    connection.check_constraints()


def catalogue() -> set[tuple[str, ...]]:
    """Constraints, indexes and rules as they are now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 'constraint', conrelid::regclass::text || conname, pg_get_constraintdef(oid)"
            " FROM pg_constraint WHERE connamespace = current_schema()::regnamespace"
            " UNION ALL SELECT 'index', indexname, indexdef FROM pg_indexes"
            " WHERE schemaname = current_schema()"
            " UNION ALL SELECT 'forced', relname, relforcerowsecurity::text FROM pg_class"
            " WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
        )
        return set(cursor.fetchall())


def test_says_how_many_rows_it_made(filled: tuple[Seats, int]) -> None:
    _seats, rows = filled
    assert rows == sum(model._default_manager.count() for model in TABLES)
    assert OutboxJob.objects.count() == 0


def test_as_many_of_everything_as_was_asked_for(filled: tuple[Seats, int]) -> None:
    children = Child.objects.exclude(room_places__room__name="Busy corner")
    assert children.count() == TINY.children
    lines = ObservationChild.objects.filter(child__in=children)
    assert lines.count() == TINY.children * TINY.observations
    counted = children.annotate(photos=Count("journal_lines__observation__photos"))
    assert {child.photos for child in counted} == {TINY.photos}
    entries = CareEntry.objects.filter(child__in=children)
    assert entries.count() == TINY.children * TINY.days * TINY.care
    assert Conversation.objects.filter(child__in=children).count() == TINY.children * 2
    busy = Child.objects.get(room_places__room__name="Busy corner")
    assert busy.care_entries.count() == busy.journal_lines.count() == BUSY.care == 400


def test_constraints_indexes_and_forced_rules_are_all_back(db: None) -> None:
    before = catalogue()
    load(raw(), TINY, password_hash="!", now=NOW)
    assert catalogue() == before


def test_a_row_that_breaks_a_foreign_key_is_refused(db: None) -> None:
    nobody = uuid.uuid4()
    with (
        pytest.raises(psycopg.errors.ForeignKeyViolation),
        transaction.atomic(),
        open_for_copy(raw(), ["families_roomplace", "families_child"]),
    ):
        raw().execute(
            "INSERT INTO families_roomplace (id, setting_id, child_id, room_id, started_on)"
            " VALUES (%s, %s, %s, %s, now())",
            [nobody, nobody, nobody, nobody],
        )


def test_nothing_happened_in_the_future(filled: tuple[Seats, int]) -> None:
    assert not Observation.objects.filter(Q(happened_at__gt=NOW) | Q(shared_at__gt=NOW)).exists()
    assert not CareEntry.objects.filter(Q(at__gt=NOW) | Q(ended_at__gt=NOW)).exists()
    assert not Comment.objects.filter(at__gt=NOW).exists()
    assert not Message.objects.filter(at__gt=NOW).exists()
    assert not DailyNote.objects.filter(Q(day__gt=NOW) | Q(released_at__gt=NOW)).exists()


def test_journal_lines_repeat_what_their_observation_says(filled: tuple[Seats, int]) -> None:
    lines = ObservationChild.objects.all()
    apart = lines.exclude(
        Q(observation__family__isnull=True, family__isnull=True)
        | Q(observation__family=F("family"))
    )
    assert not apart.exists()
    assert not lines.exclude(at=F("observation__happened_at")).exists()
    assert not lines.filter(is_shared=True).exclude(observation__status="shared").exists()
    assert not lines.filter(is_shared=False).exclude(observation__status="draft").exists()


def test_choices_and_lengths_are_those_of_the_models(filled: tuple[Seats, int]) -> None:
    for model in (Observation, Comment, CareEntry, DailyNote, Message, User):
        for row in model._default_manager.order_by("pk")[:25]:
            row.clean_fields(exclude=[f.name for f in model._meta.fields if f.is_relation])


def test_every_child_has_a_room_a_key_person_a_back_up_and_two_parents(
    filled: tuple[Seats, int],
) -> None:
    number = Child.objects.count()
    assert RoomPlace.objects.count() == number
    assert KeyPersonAssignment.objects.filter(is_backup=False).count() == number
    assert KeyPersonAssignment.objects.filter(is_backup=True).count() == number
    assert ParentCarer.objects.count() == 2 * number


def test_a_talk_is_between_one_home_and_staff(filled: tuple[Seats, int]) -> None:
    for talk in Conversation.objects.all():
        readers = Participant.objects.filter(conversation=talk)
        assert {reader.user_id for reader in readers} == set(talk.audience)
        at_home = ParentCarer.objects.filter(child=talk.child_id, family=talk.family_id)
        adults = {link.user_id for link in at_home}
        assert {reader.user_id for reader in readers if not reader.is_staff} == adults
        newest = Message.objects.filter(conversation=talk).latest("at", "id")
        assert talk.last_message_at == newest.at


def test_those_who_sign_in_see_what_will_be_measured(filled: tuple[Seats, int]) -> None:
    seats, _rows = filled
    parent, practitioner = seats.parents[0], seats.practitioners[0]
    with acting_as(User.objects.get(email=parent.email)) as person:
        assert person.is_family
        lines = journal_lines_visible_to(person).filter(child_id=parent.child_id)
        assert lines.count() == TINY.observations - 1  # all but the draft
        assert conversations_visible_to(person).filter(pk=parent.conversation_id).exists()
        assert care_entries_visible_to(person).filter(child_id=parent.child_id).exists()
    with acting_as(User.objects.get(email=practitioner.email)) as person:
        room = RoomPlace.objects.get(child_id=practitioner.child_id).room
        on_the_board = children_logged_in(room, person)
        assert {child.pk.hex for child in on_the_board} == set(practitioner.children)
        draft = Observation.objects.get(pk=practitioner.draft_id)
        assert (draft.author_id, draft.status) == (person.id, "draft")


def test_the_same_rows_every_time(db: None) -> None:
    found = []
    for _time in range(2):
        with transaction.atomic():
            load(raw(), TINY, password_hash="!", now=NOW)
            found.append(set(Message.objects.values_list("id", "at", "words")))
            transaction.set_rollback(True)
    assert found[0] == found[1] != set()
