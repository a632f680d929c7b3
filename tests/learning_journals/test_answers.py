"""Answers that need no words: a cheer, "we see this too", "we tried it"."""

import re
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.test import Client
from django.urls import reverse

from families.models import AuditEvent
from learning_journals.models import EntryAnswer, Observation, ObservationChild
from tests import factories as make
from tests.cast import Cast
from tests.roles import acting_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def answers(cast: Cast) -> Any:
    """A cast in which nobody has answered yet, and there is something to try at home."""
    EntryAnswer.objects.all().delete()
    Observation.objects.filter(kind="observation").update(try_at_home="Sort the socks.")
    return EntryAnswer.objects


def browse(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.users[name])
    return client


def tap(cast: Cast, name: str, child: str, entry: str, button: str, **more: str) -> Any:
    """Press a button under an entry, as the page's one form does."""
    url = reverse("learning_journals:entry_answer", args=[cast.children[child].pk])
    return browse(cast, name).post(url, {button: cast.observations[entry].pk, **more})


def tried(cast: Cast, name: str, child: str, entry: str, **said: str) -> Any:
    url = reverse(
        "learning_journals:entry_tried",
        args=[cast.children[child].pk, cast.observations[entry].pk],
    )
    return browse(cast, name).post(url, said)


def journal(cast: Cast, name: str, child: str) -> str:
    url = reverse("learning_journals:journal", args=[cast.children[child].pk])
    return browse(cast, name).get(url).content.decode()


def test_agnieszka_cheers_twice_and_it_is_one_and_marek_and_tomasz_see_it(
    cast: Cast, answers: Any
) -> None:
    for _twice in range(2):
        answer = tap(cast, "agnieszka", "zofia", "zofia", "cheer")
        assert answer.status_code == 302
        assert answer.url.endswith(f"#entry-{cast.observations['zofia'].pk}")
    assert answers.count() == 1
    for name in ("marek", "tomasz", "agnieszka", "bettina"):
        assert "A cheer from Agnieszka" in journal(cast, name, "zofia")
    assert AuditEvent.objects.filter(verb="answer_entry").count() == 1


def test_two_of_one_home_see_it_too_and_one_takes_it_away_again(cast: Cast, answers: Any) -> None:
    for name in ("agnieszka", "tomasz"):
        tap(cast, name, "zofia", "zofia", "see_too")
    assert "Agnieszka, Tomasz: we see this too" in journal(cast, "marek", "zofia")
    html = journal(cast, "agnieszka", "zofia")
    assert re.search(r'name="no_see_too" value="[^"]*" aria-pressed="true"', html)
    for _twice in range(2):
        assert tap(cast, "agnieszka", "zofia", "zofia", "no_see_too").status_code == 302
    assert "Tomasz: we see this too" in journal(cast, "marek", "zofia")
    assert "Agnieszka, Tomasz" not in journal(cast, "marek", "zofia")


def test_the_other_home_of_a_child_never_learns_of_it(cast: Cast, answers: Any) -> None:
    tap(cast, "flora", "ottoline", "ottoline", "cheer")
    tried(cast, "flora", "ottoline", "ottoline", result="so_so", words="Too many socks.")
    assert "Flora tried it: so-so" in journal(cast, "flora", "ottoline")
    html = journal(cast, "edmund", "ottoline")
    assert "Flora" not in html
    assert "Too many socks." not in html
    assert "Too many socks." in journal(cast, "saoirse", "ottoline")


def test_she_tried_it_says_how_it_was_changes_her_mind_and_takes_it_away(
    cast: Cast, answers: Any
) -> None:
    answer = tried(cast, "agnieszka", "zofia", "zofia", words="Skarpetki!")
    assert answer.status_code == 422
    assert "Choose how it was." in answer.content.decode()
    assert "Skarpetki!" in answer.content.decode(), "what was typed stays"
    tried(cast, "agnieszka", "zofia", "zofia", result="loved", words="Skarpetki!")
    tried(cast, "agnieszka", "zofia", "zofia", result="not_for_us")
    assert [(each.result, each.words) for each in answers.all()] == [("not_for_us", "")]
    assert "Agnieszka tried it: not for us" in journal(cast, "ewa", "zofia")
    tried(cast, "agnieszka", "zofia", "zofia", take_away="yes")
    assert not answers.exists()
    verbs = AuditEvent.objects.filter(actor=cast.agnieszka).values_list("verb", flat=True)
    assert {"answer_entry", "change_answer", "take_answer_away"} <= set(verbs)


def test_too_many_words_about_what_was_tried_are_kept_and_nothing_is_saved(
    cast: Cast, answers: Any
) -> None:
    answer = tried(cast, "agnieszka", "zofia", "zofia", result="loved", words="a" * 301)
    assert answer.status_code == 422
    assert "a" * 301 in answer.content.decode()
    assert not answers.exists()


def test_marek_cheers_what_came_from_home_and_nothing_else(cast: Cast, answers: Any) -> None:
    entry = "zofia-from-kapelusz"
    assert tap(cast, "marek", "zofia", entry, "cheer").status_code == 302
    assert "A cheer from Marek" in journal(cast, "agnieszka", "zofia")
    assert answers.get().family == cast.homes["kapelusz"]
    assert tap(cast, "marek", "zofia", entry, "see_too").status_code == 403
    assert tap(cast, "ewa", "zofia", "zofia", "cheer").status_code == 403
    assert tried(cast, "marek", "zofia", "zofia", result="loved").status_code == 403


def test_nobody_cheers_themselves_and_a_draft_has_no_answers(cast: Cast, answers: Any) -> None:
    assert tap(cast, "agnieszka", "zofia", "zofia-from-kapelusz", "cheer").status_code == 403
    assert tap(cast, "tomasz", "zofia", "zofia-from-kapelusz", "cheer").status_code == 302
    assert tap(cast, "marek", "zofia", "zofia-draft", "cheer").status_code == 403
    assert tap(cast, "agnieszka", "zofia", "zofia-draft", "cheer").status_code == 404


def test_what_offers_nothing_to_try_cannot_have_been_tried(cast: Cast, answers: Any) -> None:
    Observation.objects.update(try_at_home="")
    assert tried(cast, "agnieszka", "zofia", "zofia", result="loved").status_code == 403
    assert "/tried/" not in journal(cast, "agnieszka", "zofia")


@pytest.mark.parametrize("name", ["edmund", "olwen", "gwen", "sunniva", "saoirse"])
def test_who_does_not_read_the_journal_answers_nothing(cast: Cast, answers: Any, name: str) -> None:
    assert tap(cast, name, "zofia", "zofia", "cheer").status_code == 404
    assert tried(cast, name, "zofia", "zofia", result="loved").status_code == 404


def test_a_tap_on_nothing_says_so_and_comes_back(cast: Cast, answers: Any) -> None:
    url = reverse("learning_journals:entry_answer", args=[cast.children["zofia"].pk])
    for body in ({}, {"cheer": "nonsense"}, {"no_cheer": "\x00"}):
        answer = browse(cast, "agnieszka").post(url, body, follow=True)
        assert "Nothing was sent." in answer.content.decode()


def test_after_a_tap_one_is_where_one_was(cast: Cast, answers: Any) -> None:
    answer = tap(cast, "agnieszka", "zofia", "zofia", "cheer", back="q=pine&area=M&evil=//x.org")
    assert "?q=pine&area=M#entry-" in answer.url


def test_htmx_gets_what_stands_under_the_entry_and_puts_it_there(cast: Cast, answers: Any) -> None:
    seen = cast.observations["zofia"]
    url = reverse("learning_journals:entry_answer", args=[cast.children["zofia"].pk])
    answer = browse(cast, "agnieszka").post(
        url, {"see_too": seen.pk}, headers={"HX-Request": "true"}
    )
    html = answer.content.decode()
    assert html.strip().startswith('<div class="entry-foot talks">')
    assert (answer["HX-Retarget"], answer["HX-Push-Url"]) == (f"#entry-{seen.pk} .talks", "false")
    pressed = re.search(r"<button[^>]*data-takes-focus[^>]*>([^<]*)", html)
    assert pressed, "the focus stays on the button"
    assert pressed[1] == "We see this too"


def test_the_database_alone_keeps_answers_where_they_belong(cast: Cast, answers: Any) -> None:
    """Edmund for Flora's home, Marek "we see this too", Saoirse under what no home wrote, and
    Agnieszka in Tomasz' name: each of them fails, whatever the code may say."""

    def answer(by: str, child: str, home: str, author: str, entry: str, **more: str) -> None:
        fields = {"kind": "cheer", **more}
        with (
            pytest.raises((ProgrammingError, IntegrityError)),
            transaction.atomic(),
            acting_as(cast.users[by]),
        ):
            make.make_entry_answer(
                cast.observations[entry],
                child=cast.children[child],
                family=cast.homes[home],
                by=cast.users[author],
                **fields,
            )

    answer("edmund", "ottoline", "flora", "edmund", "ottoline")
    answer("marek", "zofia", "kapelusz", "marek", "zofia-from-kapelusz", kind="see_too")
    answer("saoirse", "ottoline", "flora", "saoirse", "ottoline")
    answer("saoirse", "ottoline", "edmund", "saoirse", "ottoline-from-flora")
    answer("agnieszka", "zofia", "kapelusz", "tomasz", "zofia")
    answer("agnieszka", "zofia", "kapelusz", "agnieszka", "zofia-draft")


def test_an_answer_ends_with_what_it_is_about(cast: Cast, answers: Any) -> None:
    tap(cast, "agnieszka", "zofia", "zofia", "cheer")
    seen = cast.observations["zofia"]
    Observation.objects.filter(pk=seen.pk).update(status="withdrawn")
    ObservationChild.objects.filter(observation=seen).update(is_shared=False)
    with acting_as(cast.agnieszka):
        assert not EntryAnswer.objects.exists()
