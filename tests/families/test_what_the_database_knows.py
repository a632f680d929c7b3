"""What the code takes for granted is held by the database, and said in plain words on a page."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families.actions.children import end_link
from families.actions.key_persons import assign_key_person
from families.models import KeyPersonAssignment, ParentCarer
from learning_journals.models import Observation, ProgressReport, ReportRun
from tests import factories as make
from tests.cast import Cast
from tests.roles import acting_as

ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "home"},
        {"status": "draft"},
        {"shared_at": None},
    ],
)
def test_an_observation_is_what_it_says(cast: Cast, change: dict[str, object]) -> None:
    rows = Observation.objects.filter(pk=cast.observations["zofia"].pk)
    with pytest.raises(IntegrityError, match=r"from_home_means|shared_means"), transaction.atomic():
        rows.update(**change)


def test_an_entry_from_home_has_a_home(cast: Cast) -> None:
    rows = Observation.objects.filter(pk=cast.observations["zofia-from-kapelusz"].pk)
    with pytest.raises(IntegrityError, match="from_home_means_a_home"), transaction.atomic():
        rows.update(family=None)


@pytest.mark.parametrize("model", [ProgressReport, ReportRun])
def test_what_is_ready_has_a_file(cast: Cast, model: type[ProgressReport | ReportRun]) -> None:
    with pytest.raises(IntegrityError, match="has_a_file"), transaction.atomic():
        model.objects.update(status="ready", file_name="")
    model.objects.update(status="ready", file_name="reports/one.pdf")


def test_no_adult_has_two_links_to_a_child_on_one_day(cast: Cast) -> None:
    link = cast.children["zofia"].parent_carers.get(user=cast.agnieszka)
    last = timezone.localdate() - 5 * ONE_DAY
    ParentCarer.objects.filter(pk=link.pk).update(ended_on=last)
    again = {"user": cast.agnieszka, "family": cast.homes["kapelusz"]}
    with pytest.raises(IntegrityError, match="one_link_a_day"), transaction.atomic():
        make.make_link(cast.children["zofia"], **again, started_on=last)
    make.make_link(cast.children["zofia"], **again, started_on=last + ONE_DAY)


def test_a_new_link_can_be_ended_at_once_on_the_day_after_the_old_one(cast: Cast) -> None:
    """At once is at once: it keeps yesterday as its only day, though the old one held then."""
    today, child = timezone.localdate(), cast.children["zofia"]
    child.parent_carers.filter(user=cast.agnieszka).update(ended_on=today - ONE_DAY)
    link = make.make_link(
        child, user=cast.agnieszka, family=cast.homes["kapelusz"], started_on=today
    )
    with acting_as(cast.bettina) as bettina:
        end_link(link, actor=bettina, at_once=True)
    link.refresh_from_db()
    assert (link.started_on, link.ended_on) == (today - ONE_DAY, today - ONE_DAY)


@pytest.mark.parametrize("is_backup", [False, True])
def test_no_child_has_two_key_persons_on_one_day(cast: Cast, is_backup: bool) -> None:
    child, today = cast.children["zofia"], timezone.localdate()
    first = {"membership": cast.posts["saoirse"], "is_backup": is_backup}
    with pytest.raises(IntegrityError, match="a_day_per_child"), transaction.atomic():
        make.make_key_person(child, **first, started_on=today - ONE_DAY, ended_on=today)


def test_a_key_person_who_was_planned_gives_way_to_one_from_an_earlier_day(cast: Cast) -> None:
    child, today = cast.children["zofia"], timezone.localdate()
    with acting_as(cast.bettina) as bettina:
        for name, day in (("saoirse", today + 9 * ONE_DAY), ("priya", today + 2 * ONE_DAY)):
            assign_key_person(
                child, actor=bettina, membership=cast.posts[name], is_backup=False, day=day
            )
    rows = KeyPersonAssignment.objects.filter(child=child, is_backup=False)
    assert [(row.membership, row.ended_on) for row in rows.order_by("started_on")] == [
        (cast.posts["marek"], today + ONE_DAY),
        (cast.posts["priya"], None),
    ]


def test_two_managers_at_once_hear_of_it_in_plain_words(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the database refuses is said beside the form, and nothing that was typed is lost."""
    monkeypatch.setattr("families.actions.key_persons.end_before", lambda *args, **kwargs: None)
    client.force_login(cast.bettina)
    answer = client.post(
        reverse("families:key_person_edit", args=[cast.children["zofia"].pk]),
        {
            "membership": cast.posts["saoirse"].pk,
            "day": timezone.localdate().isoformat(),
            "reason": "Marek moves to Oaks",
        },
    )
    assert answer.status_code == 422
    assert "Somebody else changed this just now" in answer.content.decode()
    assert "Marek moves to Oaks" in answer.content.decode()
