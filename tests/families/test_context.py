"""Who is asking: one announcement a transaction, and every right ends and begins by date."""

import uuid
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.utils import timezone
from pytest_django.fixtures import Settings

from families import context
from families.models import (
    Child,
    KeyPersonAssignment,
    Membership,
    ParentCarer,
    RoomAssignment,
    User,
)
from families.policies import children_visible_to
from families.row_security import WEB
from tests.cast import Cast
from tests.roles import acting_as, as_role


def _names(cast: Cast, who: str) -> tuple[set[str], set[str]]:
    """The children this person reaches through the database alone, and through both walls."""
    with acting_as(cast.users[who]) as person:
        alone = {child.full_name.split()[0] for child in Child.objects.all()}
        both = {child.full_name.split()[0] for child in children_visible_to(person)}
    return alone, both


def _agree(cast: Cast, who: str, *names: str) -> None:
    assert _names(cast, who) == (set(names), set(names))


def test_an_announcement_outside_a_transaction_is_refused(transactional_db: None) -> None:
    with pytest.raises(RuntimeError):
        context.announce(uuid.uuid4())


def test_the_context_ends_with_the_transaction(cast: Cast) -> None:
    with as_role(WEB):
        with transaction.atomic():
            context.announce(cast.agnieszka.pk)
            assert Child.objects.count() == 1
            context.announce(None)
        assert Child.objects.count() == 0


def test_a_task_gives_the_purpose_back_that_it_found(cast: Cast) -> None:
    with as_role(WEB), transaction.atomic():
        context.announce_signing_in()
        with context.acting_as(cast.agnieszka.pk):
            assert User.objects.filter(pk=cast.sunniva.pk).count() == 0
        assert User.objects.filter(pk=cast.sunniva.pk).count() == 1  # signing in looks people up
        assert Child.objects.count() == 0


def test_nothing_is_done_in_the_name_of_a_disabled_account(cast: Cast) -> None:
    with (
        as_role(WEB),
        pytest.raises(User.DoesNotExist),
        context.acting_as(cast.dai.pk),
    ):
        pass


def test_a_link_opens_on_its_first_day_and_closes_after_its_last(cast: Cast) -> None:
    today = timezone.localdate()
    ParentCarer.objects.filter(user=cast.tomasz).update(
        started_on=today, ended_on=today + timedelta(days=2)
    )
    for days, names in ((-1, ()), (0, ("Zofia",)), (2, ("Zofia",)), (3, ())):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            _agree(cast, "tomasz", *names)


def test_a_practitioner_changes_rooms_at_midnight(cast: Cast) -> None:
    today = timezone.localdate()
    RoomAssignment.objects.filter(membership=cast.posts["saoirse"]).update(ended_on=today)
    KeyPersonAssignment.objects.filter(membership=cast.posts["saoirse"]).update(ended_on=today)
    RoomAssignment.objects.create(
        setting=cast.hill,
        membership=cast.posts["saoirse"],
        room=cast.rooms["conkers"],
        started_on=today + timedelta(days=1),
    )
    _agree(cast, "saoirse", "Ottoline", "Rafferty")
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        _agree(cast, "saoirse", "Zofia", "Idris", "Anouk")


def test_a_new_manager_sees_nothing_before_the_first_day(cast: Cast) -> None:
    _agree(cast, "femi")
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert len(_names(cast, "femi")[0]) == 5


def test_somebody_with_two_settings_acts_in_one_at_a_time(cast: Cast) -> None:
    Membership.objects.create(
        setting=cast.wharf, user=cast.bettina, role="manager", started_on=date(2020, 1, 1)
    )
    with acting_as(cast.bettina, setting_id=cast.wharf.pk) as person:
        assert person.setting_id == cast.wharf.pk
        assert [child.full_name.split()[0] for child in Child.objects.all()] == ["Barnacle"]
        assert children_visible_to(person).count() == 1
    with acting_as(cast.bettina, setting_id=cast.hill.pk):
        assert Child.objects.count() == 5


def test_a_setting_one_does_not_belong_to_cannot_be_chosen(cast: Cast) -> None:
    with acting_as(cast.marek, setting_id=cast.wharf.pk) as person:
        assert person.setting_id == cast.hill.pk


def test_the_whole_context_is_one_statement(cast: Cast, django_assert_num_queries: object) -> None:
    with as_role(WEB), transaction.atomic(), django_assert_num_queries(1):
        context.announce(cast.marek.pk)


def test_a_request_that_fails_leaves_nothing_half_done(
    cast: Cast, client: Client, settings: Settings
) -> None:
    client.raise_request_exception = False
    client.force_login(cast.marek)
    settings.ROOT_URLCONF = "tests.families.test_context"
    assert client.get("/half/").status_code == 500
    cast.marek.refresh_from_db()
    assert cast.marek.full_name == "Marek Puddifoot"


def _half(request: HttpRequest) -> HttpResponse:
    """Changes a row and then fails."""
    User.objects.filter(pk=request.user.pk).update(full_name="Half done")
    raise ZeroDivisionError


urlpatterns = [path("half/", _half)]
handler500 = "families.views.errors.server_error"


def test_two_people_on_one_connection_never_meet(cast: Cast) -> None:
    """A pool hands the same connection to one request after the other."""
    with as_role(WEB):
        for turn in range(200):
            who, name = (("agnieszka", "Zofia"), ("sunniva", "Barnacle"))[turn % 2]
            with transaction.atomic():
                context.announce(cast.users[who].pk)
                seen = [child.full_name.split()[0] for child in Child.objects.all()]
            assert seen == [name]
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("footbridge_owner",)
