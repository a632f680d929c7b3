"""Policies of the house, help nearby, and a hard time at home that only a few know of."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
import time_machine
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families import context, policies
from families.actions.in_confidence import start_seeing_as
from families.models import (
    AuditEvent,
    Family,
    HardTime,
    HousePolicyReading,
    HousePolicyVersion,
    LocalService,
    Membership,
    ParentCarer,
    ServiceAnswer,
)
from families.queries.house_policies import parts_of
from tests import factories as make
from tests.access.people import person_by_code
from tests.at_once import at_once
from tests.cast import Cast, build_cast, canary
from tests.roles import acting_as
from tests.statements import statements

Browse = Callable[[str], Client]


@pytest.fixture
def browse(cast: Cast) -> Browse:
    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(cast.users[name])
        return client

    return signed_in


def day(days: int = 0) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def version_body(**more: Any) -> dict[str, Any]:
    return {
        "key": uuid.uuid4(),
        "summary": "Now 72 hours.",
        "policy_words": "# Why\nTo keep well.",
        "valid_from": day(),
        "after": 1,
        **more,
    }


# --- policies -------------------------------------------------------------------------------------


def test_a_mother_reads_a_policy_says_so_and_is_asked_again_when_it_changes(
    cast: Cast, browse: Browse
) -> None:
    first, agnieszka = cast.house_policies["hill"], browse("agnieszka")
    address = reverse("families:policy_detail", args=[first.policy_id])
    read = reverse("families:policy_read", args=[first.policy_id])
    more = reverse("families:more")
    HardTime.objects.all().update(taken_back_on=timezone.localdate())
    assert "one to read" in agnieszka.get(more).content.decode()
    assert agnieszka.post(read).status_code == 302
    assert agnieszka.post(read).status_code == 302, "pressed twice"
    assert HousePolicyReading.objects.filter(user=cast.agnieszka).count() == 1
    assert "You have read this" in agnieszka.get(address).content.decode()
    assert "one to read" not in agnieszka.get(more).content.decode()
    new = reverse("families:policy_version_create", args=[first.policy_id])
    form = version_body()
    assert browse("bettina").post(new, form).status_code == 302
    assert browse("bettina").post(new, form).status_code == 302, "sent twice"
    assert HousePolicyVersion.objects.filter(policy=first.policy).count() == 2
    page = agnieszka.get(address).content.decode()
    assert "Now 72 hours." in page
    assert "I have read and understood it" in page
    assert first.summary in agnieszka.get(f"{address}?version=1").content.decode()


def test_the_manager_sees_who_has_not_read_it_and_a_mother_does_not(
    cast: Cast, browse: Browse
) -> None:
    policy = cast.house_policies["hill"].policy_id
    browse("agnieszka").post(reverse("families:policy_read", args=[policy]))
    address = reverse("families:policy_detail", args=[policy])
    page = browse("bettina").get(address)
    missing = {user.name for user in page.context["page"].not_read}
    assert {"Tomasz", "Marek", "Flora"} <= missing
    assert not {"Agnieszka", "Olwen", "Dai", "Rosalind", "Sunniva"} & missing
    assert browse("flora").get(address).context["page"].not_read == []


@pytest.mark.parametrize(
    ("more", "field"),
    [({"summary": " "}, "summary"), ({"policy_words": ""}, "policy_words"),
     ({"valid_from": day(2)}, "valid_from")],
)  # fmt: skip
def test_a_version_without_a_summary_or_of_tomorrow_is_not_published(
    cast: Cast, browse: Browse, more: dict[str, str], field: str
) -> None:
    policy = cast.house_policies["hill"].policy
    new = reverse("families:policy_version_create", args=[policy.pk])
    answer = browse("bettina").post(new, version_body(**more))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    assert HousePolicyVersion.objects.filter(policy=policy).count() == 1
    assert browse("marek").post(new, version_body()).status_code == 403


def test_a_new_policy_is_on_everybodys_shelf_and_one_title_is_one_policy(
    cast: Cast, browse: Browse
) -> None:
    new = reverse("families:policy_create")
    form = version_body(title="Sun", policy_kind="policy", after=0)
    for _twice in range(2):
        assert browse("bettina").post(new, form).status_code == 302
    assert "Sun" in browse("agnieszka").get(reverse("families:policy_list")).content.decode()
    again = browse("bettina").post(new, {**form, "title": "sun", "key": uuid.uuid4()})
    assert again.status_code == 422
    assert "There is one with this title" in again.content.decode()
    assert HousePolicyVersion.objects.filter(policy__title__iexact="sun").count() == 1
    assert browse("marek").get(new).status_code == 403


def test_a_version_written_from_an_older_one_does_not_replace_the_newer_unasked(
    cast: Cast, browse: Browse
) -> None:
    policy = cast.house_policies["hill"].policy
    new = reverse("families:policy_version_create", args=[policy.pk])
    assert browse("bettina").get(new).context["form"]["after"].value() == 1
    theirs, hers = version_body(summary="Now 72 hours."), version_body(summary="Now a week.")
    assert browse("tariq").post(new, theirs).status_code == 302
    late = browse("bettina").post(new, hers)
    assert late.status_code == 422
    assert "Now 72 hours." in late.content.decode()
    assert "Now a week." in late.content.decode()
    assert HousePolicyVersion.objects.filter(policy=policy).count() == 2
    hers["after"] = late.context["form"].data["after"]
    assert browse("bettina").post(new, hers).status_code == 302, "seen, and meant"
    newest = HousePolicyVersion.objects.filter(policy=policy).order_by("-number")[0]
    assert (newest.number, newest.summary) == (3, "Now a week.")


@pytest.mark.django_db(transaction=True)
def test_of_two_managers_who_publish_at_the_same_moment_the_second_is_told() -> None:
    cast = build_cast()
    policy = cast.house_policies["hill"].policy

    def publish(name: str) -> int:
        client = Client(raise_request_exception=False)
        client.force_login(cast.users[name])
        new = reverse("families:policy_version_create", args=[policy.pk])
        return client.post(new, version_body(summary=f"From {name}.")).status_code

    both = at_once(
        before='INSERT INTO "families_housepolicyversion"',
        todo=[partial(publish, name) for name in ("bettina", "tariq")],
    )
    assert sorted(both) == [302, 422]
    assert HousePolicyVersion.objects.filter(policy=policy).count() == 2


def test_what_was_published_cannot_be_changed_by_anybody(cast: Cast) -> None:
    with acting_as(cast.bettina):
        for change in ({"summary": "Else"}, {"words": "Else"}):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                HousePolicyVersion.objects.update(**change)


def test_plain_words_become_parts_with_headings() -> None:
    parts = parts_of("First.\n\n# Who\nAll of us.\n# When\n")
    assert [(part.heading, part.words) for part in parts] == [
        ("", "First."),
        ("Who", "All of us."),
        ("When", ""),
    ]


# --- help nearby ----------------------------------------------------------------------------------


def test_a_family_finds_help_by_need_language_and_cost(cast: Cast, browse: Browse) -> None:
    make.make_service(
        cast.hill, name="Warm words", need="feelings", languages=["pl", "ar"], cost="little"
    )
    make.make_service(cast.hill, name="Put away", is_shown=False)
    address, agnieszka = reverse("families:service_list"), browse("agnieszka")
    for query, found in (
        ("", {"Warm words", "Food bank"}),
        ("?need=feelings", {"Warm words"}),
        ("?language=pl", {"Warm words"}),
        ("?language=so", set()),
        ("?cost=free", {"Food bank"}),
        ("?need=nonsense", {"Warm words", "Food bank"}),
    ):
        services = agnieszka.get(address + query).context["services"]
        assert {each.name.partition(" kanari")[0] for each in services} == found, query


def test_manager_and_senco_keep_the_cards_and_nobody_else(cast: Cast, browse: Browse) -> None:
    new = reverse("families:service_create")
    form = {
        "key": uuid.uuid4(), "name": "Toy library", "need": "company", "about": "Borrow toys.",
        "place": "Church hall", "cost": "free", "reach": "Tuesdays", "checked_on": day(),
    }  # fmt: skip
    for name in ("marek", "agnieszka", "gwen"):
        assert browse(name).post(new, form).status_code == 403, name
    assert browse("bettina").post(new, {**form, "checked_on": day(2)}).status_code == 422
    Membership.objects.filter(pk=cast.posts["marek"].pk).update(is_senco=True)
    for _twice in range(2):
        assert browse("marek").post(new, form).status_code == 302
    assert LocalService.objects.filter(name="Toy library", setting=cast.hill).count() == 1


def test_only_the_manager_reads_whether_it_helped_and_not_who_said_so(
    cast: Cast, browse: Browse
) -> None:
    address = reverse("families:service_detail", args=[cast.services["hill"].pk])
    answer = reverse("families:service_answer", args=[cast.services["hill"].pk])
    form = {"key": uuid.uuid4(), "helped": "no", "words": "Shut on Friday"}
    before = AuditEvent.objects.count()
    assert browse("flora").post(answer, form).status_code == 302
    assert AuditEvent.objects.count() == before, "who asked for help is nobody's business"
    page = browse("bettina").get(address).content.decode()
    assert "Shut on Friday" in page
    assert "Flora" not in page
    assert "Shut on Friday" not in browse("marek").get(address).content.decode()
    assert ServiceAnswer.objects.filter(words="Shut on Friday").count() == 1


# --- a hard time at home --------------------------------------------------------------------------


def hard_body(cast: Cast, **more: Any) -> dict[str, Any]:
    return {
        "key": uuid.uuid4(),
        "note_of": cast.homes["flora"].pk,
        "words": "We sleep badly.",
        "told_until": day(10),
        "told": [cast.posts["saoirse"].pk],
        **more,
    }


def test_a_mother_tells_one_person_and_nobody_else_reads_it(cast: Cast, browse: Browse) -> None:
    new = reverse("families:hard_time_create")
    form = hard_body(cast)
    for _twice in range(2):
        assert browse("flora").post(new, form).status_code == 302
    assert HardTime.objects.filter(words="We sleep badly.").count() == 1
    address = reverse("families:hard_time_list")
    for name, reads in (
        ("flora", True), ("saoirse", True), ("edmund", False), ("bettina", False),
        ("tariq", False), ("priya", False), ("agnieszka", False),
    ):  # fmt: skip
        page = browse(name).get(address).content.decode()
        assert ("We sleep badly." in page) is reads, name
        assert policies.hard_times_visible_to(person_by_code(cast, name)).filter(
            words="We sleep badly."
        ).exists() is reads, name  # fmt: skip


def test_a_manager_who_looks_as_a_mother_is_not_told_of_her_hard_time(cast: Cast) -> None:
    link = ParentCarer.objects.get(user=cast.flora, child=cast.children["ottoline"])
    with acting_as(cast.bettina) as manager:
        look = start_seeing_as(link, actor=manager)
    with acting_as(cast.bettina) as bettina:
        seen = context.see_as(look, manager=bettina)
        assert seen is not None
        assert Family.objects.filter(pk=cast.homes["flora"].pk).exists(), "she sees the home"
        assert not HardTime.objects.exists()
    assert not policies.hard_times_visible_to(seen).exists()
    assert not policies.service_answers_visible_to(seen).exists()


def test_it_is_gone_after_its_last_day_in_both_walls(cast: Cast) -> None:
    note = cast.hard_times["kapelusz"]
    for days, there in ((14, True), (15, False)):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            person = person_by_code(cast, "ewa")
            assert policies.hard_times_visible_to(person).filter(pk=note.pk).exists() is there
            with acting_as(cast.ewa):
                assert HardTime.objects.filter(pk=note.pk).exists() is there


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"told_until": day(-1)}, "told_until"),
        ({"told_until": day(94)}, "told_until"),
        ({"told": []}, "told"),
        ({"words": ""}, "words"),
    ],
)
def test_one_without_readers_or_with_a_wrong_end_is_not_kept(
    cast: Cast, browse: Browse, more: dict[str, Any], field: str
) -> None:
    answer = browse("flora").post(reverse("families:hard_time_create"), hard_body(cast, **more))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    assert not HardTime.objects.filter(words="We sleep badly.").exists()


def test_a_key_person_writes_it_down_only_with_the_familys_yes(cast: Cast, browse: Browse) -> None:
    new = reverse("families:hard_time_create")
    form = hard_body(cast, told=[cast.posts["tariq"].pk])
    refused = browse("saoirse").post(new, form)
    assert set(refused.context["form"].errors) == {"with_yes"}
    assert browse("saoirse").post(new, {**form, "with_yes": "on"}).status_code == 302
    note = HardTime.objects.get(words="We sleep badly.")
    assert set(note.readers) == {cast.saoirse.pk, cast.tariq.pk}
    page = browse("flora").get(reverse("families:hard_time_list")).content.decode()
    assert "We sleep badly." in page, "the home reads what is told of it"


def test_who_told_it_takes_it_back_and_reminders_are_as_usual_again(
    cast: Cast, browse: Browse
) -> None:
    note, more = cast.hard_times["kapelusz"], reverse("families:more")
    assert "one to read" not in browse("agnieszka").get(more).content.decode()
    end = reverse("families:hard_time_end", args=[note.pk])
    assert browse("ewa").post(end).status_code == 403, "a reader does not"
    assert browse("marek").post(end).status_code == 404
    assert browse("tomasz").post(end).status_code == 302, "the home does"
    assert canary("hard-kapelusz") not in browse("ewa").get(
        reverse("families:hard_time_list")
    ).content.decode()  # fmt: skip
    assert "one to read" in browse("agnieszka").get(more).content.decode()


def test_a_home_that_has_a_hard_time_is_not_reminded_of_what_can_wait(
    cast: Cast, browse: Browse
) -> None:
    note = cast.hard_times["kapelusz"]
    reminders = ("Has anything changed?", "What is allowed for")

    def shown() -> list[bool]:
        page = browse("agnieszka").get(reverse("home")).content.decode()
        return [words in page for words in reminders]

    assert shown() == [False, False]
    HardTime.objects.filter(pk=note.pk).update(taken_back_on=timezone.localdate())
    assert shown() == [True, True]


# --- how much it costs ----------------------------------------------------------------------------


def test_these_pages_cost_the_same_for_20_and_for_200_rows(cast: Cast, browse: Browse) -> None:
    bettina, agnieszka = browse("bettina"), browse("agnieszka")
    policy = cast.house_policies["hill"].policy_id
    pages = [
        (agnieszka, reverse("families:policy_list")),
        (bettina, reverse("families:policy_detail", args=[policy])),
        (agnieszka, reverse("families:service_list")),
        (bettina, reverse("families:service_detail", args=[cast.services["hill"].pk])),
        (agnieszka, reverse("families:hard_time_list")),
    ]

    def grow(first: int, last: int) -> None:
        for number in range(first, last):
            make.make_policy(cast.hill, by=cast.bettina, title=f"Policy {number}")
            make.make_service(cast.hill, name=f"Service {number}")
            make.make_service_answer(cast.services["hill"], by=cast.flora)
            make.make_hard_time(
                cast.homes["kapelusz"], by=cast.tomasz, words=f"{number}", readers=[cast.ewa]
            )

    def cost() -> list[int]:
        found = []
        for client, address in pages:
            client.get(address)  # what is kept for a minute is kept now
            with statements() as asked:
                assert client.get(address).status_code == 200
            found.append(len(asked))
        return found

    grow(0, 20)
    few = cost()
    grow(20, 200)
    assert cost() == few
    assert max(few) <= 10, few
