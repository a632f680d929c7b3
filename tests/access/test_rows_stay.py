"""A row stays whose it is: no update moves it to another child, home, setting or author."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from django.db.models import ForeignKey
from django.utils import timezone

from families.models import Membership, Setting
from families.row_security import RULES, WEB, WORKER
from learning_journals.models import Comment, DailyNote, Observation
from tests.cast import Cast
from tests.roles import acting_as, as_role

# Columns that say whose or which a row is and may be changed all the same, each with the reason.
MAY_MOVE = {
    ("learning_journals_careentry", "end_logged_by_id"): "who logged the end, written at the end",
    ("learning_journals_childallergen", "ended_by_id"): "who ended it, written when it is ended",
    ("learning_journals_mealstop", "answered_by_id"): "who said what happened, with the answer",
    ("learning_journals_mealstop", "notice_id"): "the accident form about it, of the same child",
    ("learning_journals_dailynote", "written_by_id"): "who wrote last, as the page says",
    ("learning_journals_progressreport", "from_home_id"): "whose words the worker found for it",
    ("communications_conversation", "audience"): "a talk never loses its last reader of the staff",
    ("learning_journals_observation", "author_id"): "a leaver's draft; a trigger asks who leads",
    ("learning_journals_observation", "begun_by_id"): "who began it, with the change of hands",
    ("learning_journals_observation", "reader_id"): "who read it first, never its author",
    ("learning_journals_observation", "builds_on_id"): "an earlier one, shown only in a journal",
    ("families_transitionplan", "card_id"): "help nearby that goes with the plan, by the nursery",
    ("families_planworry", "card_id"): "help nearby that goes with our answer",
    ("families_homevisit", "visitor_id"): "a leaver's visit, which a colleague takes on",
    ("families_homevisit", "second_visitor_id"): "the same for who comes along",
    ("families_helpwish", "owner_id"): "who does what would help, written with the answer",
    ("account_emailaddress", "user_id"): "django-allauth saves whole rows; the rule holds it to me",
    ("account_emailaddress", "email"): "the same whole rows",
    ("families_healthchange", "settled_by_id"): "who checked it, written when it is checked",
    ("learning_journals_nextstep", "closed_by_id"): "who closed it, written when it is closed",
    ("learning_journals_nextstep", "seen_in_id"): "where it was seen, of the same child",
    ("learning_journals_roomweek", "card_id"): "a card of the nursery that goes with the week",
    ("learning_journals_roomweek", "written_by_id"): "who wrote last, as the page says",
    ("learning_journals_weekanswer", "used_by_id"): "who used it and said thank you",
    ("families_setting", "email"): "where the nursery is reached; nobody signs in with it",
    ("mfa_authenticator", "user_id"): "django-allauth saves whole rows; the rule holds it to me",
    ("usersessions_usersession", "user_id"): "django-allauth saves whole rows; held to me",
}
BY_NAME = {"audience", "email", "is_active", "token_hash", "idempotency_key"}


@pytest.mark.django_db
@pytest.mark.parametrize("role", [WEB, WORKER])
def test_no_column_that_says_whose_a_row_is_can_be_changed(role: str) -> None:
    tables = {model._meta.db_table: model for model in apps.get_models()}
    movable = set()
    with connection.cursor() as cursor:
        for table in RULES:
            for field in tables[table]._meta.fields:
                says_whose = isinstance(field, ForeignKey) or field.primary_key
                if not says_whose and field.column not in BY_NAME:
                    continue
                cursor.execute(
                    "SELECT has_column_privilege(%s, %s, %s, 'UPDATE')", [role, table, field.column]
                )
                if cursor.fetchone() == (True,):
                    movable.add((table, field.column))
    assert movable == MAY_MOVE.keys()


def test_a_parent_cannot_give_what_she_wrote_to_another_home_or_author(cast: Cast) -> None:
    entry = Observation.objects.filter(author=cast.flora, family=cast.homes["flora"])
    other = cast.homes["edmund"].pk
    with acting_as(cast.flora):
        assert entry.count() == 2
        for change in ({"family_id": other}, {"author_id": cast.edmund.pk}):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                entry.update(**change)
        assert entry.update(words="Still ours.") == 2


def test_a_practitioner_cannot_move_a_day_to_another_child_or_setting(cast: Cast) -> None:
    notes = DailyNote.objects.filter(child=cast.children["zofia"])
    with acting_as(cast.marek):
        for change in ({"child_id": cast.children["idris"].pk}, {"setting_id": cast.wharf.pk}):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                notes.update(**change)
        assert notes.update(words="Rain.") == 1


def test_nobody_who_signs_in_changes_an_address_or_opens_a_closed_account(cast: Cast) -> None:
    with as_role(WEB), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.purpose', 'sign-in', true)")
        for change in ("email = 'x@example.org'", "is_active = true"):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                cursor.execute(f"UPDATE families_user SET {change}")


# --- on which day ---------------------------------------------------------------------------------


def test_the_other_workplace_opens_on_the_day_that_was_announced(cast: Cast) -> None:
    """Not on Postgres' own day, which begins an hour late in summer."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    Membership.objects.create(
        setting=cast.wharf, user=cast.marek, role="practitioner", started_on=tomorrow
    )
    assert _settings_of(cast, timezone.localdate()) == {cast.hill.pk}
    assert _settings_of(cast, tomorrow) == {cast.hill.pk, cast.wharf.pk}


def _settings_of(cast: Cast, day: date) -> set[object]:
    with as_role(WEB), connection.cursor() as cursor:
        cursor.execute("SELECT footbridge_enter(%s, %s, %s)", [cast.marek.pk, cast.hill.pk, day])
        return set(Setting.objects.values_list("pk", flat=True))


@pytest.mark.django_db
def test_no_rule_asks_for_the_day_of_greenwich() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename, policyname FROM pg_policies"
            " WHERE concat(qual, with_check) ~* 'current_date'"
            " UNION SELECT proname, '' FROM pg_proc WHERE proname LIKE 'footbridge%'"
            " AND prosrc ~* 'current_date'"
        )
        assert cursor.fetchall() == []


def test_a_parent_comments_in_the_setting_of_the_child_only(cast: Cast) -> None:
    seen, child = cast.observations["zofia"], cast.children["zofia"]
    words = {
        "observation_id": seen.pk,
        "child_id": child.pk,
        "family_id": cast.homes["kapelusz"].pk,
        "author_id": cast.agnieszka.pk,
        "words": "Here.",
    }
    with acting_as(cast.agnieszka):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Comment.objects.create(**words, setting_id=cast.wharf.pk, idempotency_key=seen.pk)
        Comment.objects.create(**words, setting_id=child.setting_id, idempotency_key=child.pk)
