"""What we are working on: three at most, begun by the key person, closed as seen or not now."""

import uuid
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families.models import AuditEvent, Cover
from learning_journals.models import NextStep
from tests import factories as make
from tests.cast import Cast
from tests.roles import acting_as
from tests.statements import statements

pytestmark = pytest.mark.django_db

WORDS = {
    "words": "Telling big and bigger apart",
    "why": "She lines up everything by size.",
    "at_home": "Socks from the wash: whose is big?",
}


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.users[name])
    return client


def page_of(cast: Cast, child: str) -> str:
    return reverse("learning_journals:next_step_list", args=[cast.children[child].pk])


def begin(client: Client, cast: Cast, child: str = "zofia", **fields: Any) -> Any:
    address = reverse("learning_journals:next_step_create", args=[cast.children[child].pk])
    return client.post(address, {"key": uuid.uuid4(), **WORDS, **fields})


def close(client: Client, step: NextStep, **fields: Any) -> Any:
    return client.post(reverse("learning_journals:next_step_close", args=[step.pk]), fields)


def test_marek_begins_one_from_an_observation_and_both_see_it_everywhere(cast: Cast) -> None:
    marek, zofia = signed_in(cast, "marek"), cast.children["zofia"]
    seen = make.make_observation(
        zofia, by=cast.marek, words="Nine cones.", next_step="Big and bigger.", try_at_home="Socks."
    )
    detail = marek.get(reverse("learning_journals:observation_detail", args=[seen.pk]))
    address = reverse("learning_journals:next_step_create", args=[zofia.pk])
    assert f"{address}?from={seen.pk}" in detail.content.decode()
    form = marek.get(f"{address}?from={seen.pk}").content.decode()
    for said in ("Nine cones.", "Big and bigger.", "Socks."):
        assert said in form
    assert begin(marek, cast, begun_from=seen.pk).status_code == 302
    step = NextStep.objects.get(words=WORDS["words"])
    assert (step.begun_from_id, step.begun_by_id) == (seen.pk, cast.marek.pk)
    assert step.begun_on == timezone.localdate()
    pages = (
        page_of(cast, "zofia"),
        reverse("learning_journals:journal", args=[zofia.pk]),
        reverse("families:child_detail", args=[zofia.pk]),
    )
    for name in ("marek", "agnieszka"):
        for page in pages:
            assert WORDS["words"] in signed_in(cast, name).get(page).content.decode(), (name, page)
    sheet = reverse("learning_journals:day_today", args=[zofia.pk])
    assert WORDS["words"] in marek.get(sheet).content.decode()
    assert WORDS["why"] in signed_in(cast, "tomasz").get(pages[0]).content.decode()


def test_a_fourth_is_refused_in_plain_words_and_nothing_that_was_typed_is_lost(cast: Cast) -> None:
    marek = signed_in(cast, "marek")
    for _number in range(2):
        assert begin(marek, cast).status_code == 302
    answer = begin(marek, cast, words="A fourth thing")
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "has three already" in html
    assert "A fourth thing" in html
    assert NextStep.objects.filter(child=cast.children["zofia"]).count() == 3


@pytest.mark.parametrize("field", ["words", "why", "at_home"])
def test_another_childs_name_stands_in_none_of_it(cast: Cast, field: str) -> None:
    marek, before = signed_in(cast, "marek"), NextStep.objects.count()
    answer = begin(marek, cast, **{field: "Idris and she fight"})
    assert answer.status_code == 422
    assert "another child’s name" in answer.context["form"].errors[field][0]
    assert "Idris and she fight" in answer.content.decode()
    assert NextStep.objects.count() == before
    begin(marek, cast)
    step = NextStep.objects.get(words=WORDS["words"])
    answer = close(marek, step, how="not_now", closing_words="Anouk was faster.")
    assert answer.status_code == 422
    assert "another child’s name" in answer.context["form"].errors["closing_words"][0]
    step.refresh_from_db()
    assert step.closed_on is None


def test_a_brother_of_the_same_homes_may_be_named(cast: Cast) -> None:
    answer = begin(signed_in(cast, "saoirse"), cast, "ottoline", why="She copies Rafferty.")
    assert answer.status_code == 302
    answer = begin(signed_in(cast, "bettina"), cast, "ottoline", why="She copies Zofia.")
    assert answer.status_code == 422


def test_the_database_too_knows_that_there_are_three_at_most(cast: Cast) -> None:
    zofia = cast.children["zofia"]
    for place in (1, 4):
        with pytest.raises(IntegrityError), transaction.atomic():
            make.make_next_step(zofia, by=cast.marek, place=place)


def test_the_same_form_sent_twice_is_one_step(cast: Cast) -> None:
    marek, key = signed_in(cast, "marek"), uuid.uuid4()
    for _time in range(2):
        assert begin(marek, cast, key=key).status_code == 302
    assert NextStep.objects.filter(words=WORDS["words"]).count() == 1
    assert AuditEvent.objects.filter(verb="begin_next_step").count() == 1


def test_every_word_is_needed_and_a_long_one_is_not_cut(cast: Cast) -> None:
    answer = begin(signed_in(cast, "marek"), cast, why=" ", words="x" * 301)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Write a few words first." in html
    assert "301 letters long" in html
    assert "x" * 301 in html


def test_it_is_the_key_person_the_backup_the_cover_and_who_leads_that_begin(cast: Cast) -> None:
    for name in ("marek", "ewa", "tariq"):
        make.NextStep.objects.filter(child=cast.children["zofia"]).delete()
        assert begin(signed_in(cast, name), cast).status_code == 302, name
    assert begin(signed_in(cast, "ewa"), cast, child="anouk").status_code == 403
    assert begin(signed_in(cast, "agnieszka"), cast).status_code == 403
    assert begin(signed_in(cast, "saoirse"), cast).status_code == 404
    cover = {"child": cast.children["ottoline"], "membership": cast.posts["priya"]}
    priya = signed_in(cast, "priya")
    assert begin(priya, cast, child="ottoline").status_code == 403
    Cover.objects.filter(**cover).update(started_on=timezone.localdate())
    assert begin(priya, cast, child="ottoline").status_code == 302


def test_the_database_lets_nobody_else_begin_either(cast: Cast) -> None:
    anouk = cast.children["anouk"]
    row = {"setting": cast.hill, "child": anouk, "place": 2, **WORDS}
    with pytest.raises(ProgrammingError), acting_as(cast.ewa):
        NextStep.objects.create(begun_by=cast.ewa, **row)
    foreign = cast.observations["ottoline"]
    with pytest.raises(ProgrammingError), acting_as(cast.bettina):
        NextStep.objects.create(begun_by=cast.bettina, begun_from=foreign, **row)


def test_it_is_closed_as_seen_in_an_observation_that_the_family_reads_too(cast: Cast) -> None:
    ewa, step = signed_in(cast, "ewa"), cast.next_steps["zofia"]
    assert "Choose the observation." in close(ewa, step, how="seen").content.decode()
    draft = cast.observations["zofia-draft"]
    assert close(ewa, step, how="seen", seen_in=draft.pk).status_code == 422
    seen = cast.observations["zofia"]
    assert close(ewa, step, how="seen", seen_in=seen.pk).status_code == 302
    step.refresh_from_db()
    assert (step.outcome, step.seen_in_id, step.closed_by_id) == ("seen", seen.pk, cast.ewa.pk)
    html = signed_in(cast, "agnieszka").get(page_of(cast, "zofia")).content.decode()
    assert "We saw it" in html
    assert reverse("learning_journals:observation_detail", args=[seen.pk]) in html


def test_not_now_is_an_end_too_and_the_first_end_stays(cast: Cast) -> None:
    step = cast.next_steps["zofia"]
    assert close(signed_in(cast, "marek"), step, how="not_now").status_code == 302
    seen = cast.observations["zofia"].pk
    assert close(signed_in(cast, "ewa"), step, how="seen", seen_in=seen).status_code == 302
    step.refresh_from_db()
    assert (step.outcome, step.closed_by_id) == ("not_now", cast.marek.pk)
    with acting_as(cast.ewa):  # nor by who goes round the code
        assert NextStep.objects.filter(pk=step.pk).update(closing_words="x") == 0


def test_what_was_taken_back_is_not_linked_any_more(cast: Cast) -> None:
    step, seen = cast.next_steps["zofia"], cast.observations["zofia"]
    close(signed_in(cast, "marek"), step, how="seen", seen_in=seen.pk)
    address = reverse("learning_journals:observation_withdraw", args=[seen.pk])
    signed_in(cast, "marek").post(address)
    html = signed_in(cast, "agnieszka").get(page_of(cast, "zofia")).content.decode()
    assert "We saw it" in html
    assert reverse("learning_journals:observation_detail", args=[seen.pk]) not in html


def test_a_family_begins_and_closes_nothing(cast: Cast) -> None:
    for name, status in (("agnieszka", 403), ("flora", 404), ("saoirse", 404)):
        answer = close(signed_in(cast, name), cast.next_steps["zofia"], how="not_now")
        assert answer.status_code == status, name
    cast.next_steps["zofia"].refresh_from_db()
    assert cast.next_steps["zofia"].closed_on is None


def test_the_page_costs_the_same_with_three_and_with_fifty_that_are_over(cast: Cast) -> None:
    zofia, counted = cast.children["zofia"], []
    for ended in (2, 40):
        for _number in range(ended):
            make.make_next_step(
                zofia,
                by=cast.marek,
                closed_on=timezone.localdate(),
                closed_by=cast.ewa,
                outcome="seen",
                seen_in=cast.observations["zofia"],
            )
        for name in ("agnieszka", "marek"):
            reader = signed_in(cast, name)
            reader.get(page_of(cast, "zofia"))
            with statements() as sent:
                assert reader.get(page_of(cast, "zofia")).status_code == 200
            counted.append(len(sent))
    assert counted[:2] == counted[2:]
    assert max(counted) <= 12
