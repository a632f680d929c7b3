"""What a home and the nursery say to each other under an entry."""

import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from families.languages import language_of
from families.models import AuditEvent
from learning_journals.models import COMMENT_LIMIT, Comment
from tests import factories as make
from tests.cast import Cast, canary
from tests.roles import acting_as

pytestmark = pytest.mark.django_db


def send(client: Client, cast: Cast, child: str, entry: str, **more: Any) -> Any:
    """Post a comment under an entry of the cast, as the page's form does."""
    htmx = {"headers": {"HX-Request": "true"}} if more.pop("htmx", False) else {}
    url = reverse(
        "learning_journals:comment_create",
        args=[cast.children[child].pk, cast.observations[entry].pk],
    )
    return client.post(url, {"words": "Lovely.", "key": str(uuid.uuid4()), **more}, **htmx)


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.users[name])
    return client


def journal(cast: Cast, name: str, child: str) -> str:
    url = reverse("learning_journals:journal", args=[cast.children[child].pk])
    return signed_in(cast, name).get(url).content.decode()


def test_agnieszka_writes_back_and_marek_and_tomasz_read_it(cast: Cast) -> None:
    answer = send(
        signed_in(cast, "agnieszka"), cast, "zofia", "zofia", words="She does it at home."
    )
    assert answer.status_code == 302
    assert answer.url.endswith(f"#entry-{cast.observations['zofia'].pk}")
    for name in ("marek", "tomasz", "agnieszka"):
        assert "She does it at home." in journal(cast, name, "zofia")


def test_the_answer_of_the_nursery_goes_to_the_home_that_asked(cast: Cast) -> None:
    saoirse = signed_in(cast, "saoirse")
    edmund = str(cast.homes["edmund"].pk)
    answer = send(saoirse, cast, "ottoline", "ottoline", words="For Edmund only.", home=edmund)
    assert answer.status_code == 302
    assert "For Edmund only." in journal(cast, "edmund", "ottoline")
    assert "For Edmund only." not in journal(cast, "flora", "ottoline")


def test_staff_see_two_threads_with_the_names_of_the_homes(cast: Cast) -> None:
    html = journal(cast, "saoirse", "ottoline")
    entry = html[html.index(f'id="entry-{cast.observations["ottoline"].pk}"') :]
    for home, other in (("flora", "edmund"), ("edmund", "flora")):
        thread = entry.partition(f"With <bdi>{cast.homes[home].name}</bdi>")[2]
        thread = thread.partition("</ol>")[0]
        assert f"With socks. {canary(f'home-{home}')}" in thread
        assert canary(f"home-{other}") not in thread


def test_a_home_sees_one_thread_and_no_name_of_a_home(cast: Cast) -> None:
    html = journal(cast, "edmund", "ottoline")
    assert "With <bdi>" not in html
    assert canary("home-flora") not in html


def test_staff_must_say_which_home_they_mean_and_lose_no_word(cast: Cast) -> None:
    answer = send(signed_in(cast, "saoirse"), cast, "ottoline", "ottoline", words="For whom?")
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Choose which home this is for." in html
    assert "For whom?" in html
    assert not Comment.objects.filter(words="For whom?").exists()


@pytest.mark.parametrize("name", ["edmund", "saoirse"])
def test_nobody_writes_into_a_thread_of_a_home_that_is_not_the_childs(
    cast: Cast, name: str
) -> None:
    stranger = str(cast.homes["kapelusz"].pk)
    answer = send(
        signed_in(cast, name), cast, "ottoline", "ottoline", words="Sneaky.", home=stranger
    )
    assert answer.status_code == 422
    assert not Comment.objects.filter(words="Sneaky.").exists()


def test_edmund_cannot_write_in_floras_name(cast: Cast) -> None:
    flora = str(cast.homes["flora"].pk)
    answer = send(signed_in(cast, "edmund"), cast, "ottoline", "ottoline", home=flora)
    assert answer.status_code == 422
    assert not Comment.objects.filter(author=cast.edmund, family=cast.homes["flora"]).exists()


def test_under_a_home_entry_only_that_home_and_the_nursery_talk(cast: Cast) -> None:
    assert (
        send(signed_in(cast, "edmund"), cast, "ottoline", "ottoline-from-flora").status_code == 404
    )
    answer = send(
        signed_in(cast, "saoirse"),
        cast,
        "ottoline",
        "ottoline-from-flora",
        words="To the other home?",
        home=str(cast.homes["edmund"].pk),
    )
    assert answer.status_code == 422
    answer = send(signed_in(cast, "saoirse"), cast, "ottoline", "ottoline-from-flora", words="Oh!")
    assert answer.status_code == 302
    assert Comment.objects.get(words="Oh!").family == cast.homes["flora"]


def test_the_same_form_sent_twice_is_one_comment(cast: Cast) -> None:
    client, key = signed_in(cast, "agnieszka"), str(uuid.uuid4())
    for _ in range(3):
        send(client, cast, "zofia", "zofia", words="Once.", key=key)
    assert Comment.objects.filter(words="Once.").count() == 1
    assert AuditEvent.objects.filter(verb="write_comment").count() == 1


def test_a_comment_of_20_000_letters_is_refused_kindly_and_kept(cast: Cast) -> None:
    words = "za długo " * 2_222
    for htmx in (True, False):
        answer = send(signed_in(cast, "agnieszka"), cast, "zofia", "zofia", words=words, htmx=htmx)
        assert answer.status_code == 422
        html = answer.content.decode()
        assert words.strip() in html
        assert "letters long, and there is room for 2000" in html
        assert "Everything you wrote is still here" in html


def test_exactly_as_many_letters_as_there_is_room_for_fit_line_breaks_counted_once(
    cast: Cast,
) -> None:
    words = ("x\r\n" * COMMENT_LIMIT)[: COMMENT_LIMIT // 2 * 3]
    words = words[:-3] + "xy"
    assert len(words.replace("\r\n", "\n")) == COMMENT_LIMIT
    assert (
        send(signed_in(cast, "agnieszka"), cast, "zofia", "zofia", words=words).status_code == 302
    )


@pytest.mark.parametrize("words", ["", "   ", "\r\n\r\n"])
def test_nothing_written_is_answered_in_words(cast: Cast, words: str) -> None:
    answer = send(signed_in(cast, "agnieszka"), cast, "zofia", "zofia", words=words)
    assert answer.status_code == 422
    assert "Write a few words first." in answer.content.decode()


def test_a_zero_byte_is_refused_in_plain_words(cast: Cast) -> None:
    answer = send(signed_in(cast, "agnieszka"), cast, "zofia", "zofia", words="so\x00cks")
    assert answer.status_code == 422
    assert "a zero byte" in answer.content.decode()


@pytest.mark.parametrize("words", ["Wow 🧦👩‍👩‍👧", "هذا رائع", "Z͑ͫ̓ͪ̂ͫ̽o̢͡fia", "<b>&amp;</b>"])
def test_emoji_right_to_left_and_marks_arrive_as_written(cast: Cast, words: str) -> None:
    send(signed_in(cast, "agnieszka"), cast, "zofia", "zofia", words=words)
    assert Comment.objects.filter(words=words).exists()


def test_htmx_gets_the_thread_alone_with_the_new_words_in_it(cast: Cast) -> None:
    answer = send(
        signed_in(cast, "agnieszka"), cast, "zofia", "zofia", words="Just now.", htmx=True
    )
    html = answer.content.decode()
    assert answer.status_code == 200
    assert html.strip().startswith('<div class="entry-foot talks">')
    assert answer["HX-Push-Url"] == "false", "going back or reloading shows the journal"
    assert "Just now." in html
    assert 'role="status"' in html


def test_without_scripting_one_comes_back_to_the_page_one_was_on(cast: Cast) -> None:
    answer = send(signed_in(cast, "agnieszka"), cast, "zofia", "zofia", before="1.5~x")
    assert "?before=1.5~x#entry-" in answer.url


def test_nobody_comments_on_a_draft(cast: Cast) -> None:
    assert send(signed_in(cast, "marek"), cast, "zofia", "zofia-draft").status_code == 403
    assert send(signed_in(cast, "agnieszka"), cast, "zofia", "zofia-draft").status_code == 404


@pytest.mark.parametrize("name", ["saoirse", "flora", "gwen", "ottilie", "olwen"])
def test_for_others_there_is_nothing_to_comment_on(cast: Cast, name: str) -> None:
    assert send(signed_in(cast, name), cast, "zofia", "zofia").status_code == 404


def test_an_entry_of_another_child_is_not_found_under_this_one(cast: Cast) -> None:
    assert send(signed_in(cast, "marek"), cast, "zofia", "idris").status_code == 404


def test_without_scripting_the_form_is_a_page_and_with_it_stands_under_the_entry(
    cast: Cast,
) -> None:
    agnieszka = signed_in(cast, "agnieszka")
    url = re.search(r'class="reply-open" href="([^"]+)"', journal(cast, "agnieszka", "zofia"))[1]
    page = agnieszka.get(url)
    assert page.status_code == 200
    assert "<html" in page.content.decode()
    assert page.content.decode().count('<textarea name="words"') == 1
    under = agnieszka.get(url, headers={"HX-Request": "true"})
    assert "<html" not in under.content.decode()
    assert under.content.decode().count('<textarea name="words"') == 1
    assert under["HX-Push-Url"] == "false"


def test_the_form_under_an_entry_can_be_left_and_the_talk_stays(cast: Cast) -> None:
    agnieszka = signed_in(cast, "agnieszka")
    send(agnieszka, cast, "zofia", "zofia", words="She does it at home.")
    ids = [cast.children["zofia"].pk, cast.observations["zofia"].pk]
    url = reverse("learning_journals:comment_create", args=ids)
    form = agnieszka.get(url, headers={"HX-Request": "true"}).content.decode()
    leave = re.search(r'href="([^"]+close=1[^"]*)"', form)[1]
    left = agnieszka.get(leave, headers={"HX-Request": "true"})
    assert "She does it at home." in left.content.decode()
    assert "<textarea" not in left.content.decode()
    assert 'class="reply-open"' in left.content.decode()
    assert left["HX-Push-Url"] == "false"
    entry = f"#entry-{cast.observations['zofia'].pk}"
    assert agnieszka.get(leave).url.endswith(f"/journal/{entry}"), "without scripting"
    assert agnieszka.get(f"{leave}&before=later").url.endswith(f"/journal/?before=later{entry}")


def test_the_database_alone_keeps_edmund_out_of_floras_thread(cast: Cast) -> None:
    """The second wall, asked without the first: a row in Flora's name is refused."""
    from django.db import ProgrammingError

    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(cast.edmund):
        make.make_comment(
            cast.observations["ottoline"],
            child=cast.children["ottoline"],
            family=cast.homes["flora"],
            by=cast.edmund,
        )


@pytest.mark.parametrize(
    ("words", "preferred", "code"),
    [
        ("She does this at home with socks.", "pl", "en-gb"),
        ("W domu robi to ze skarpetkami.", "pl", "pl"),
        ("W domu robi to ze skarpetkami.", "en-gb", "en-gb"),
        ("شكرا جزيلا", "en-gb", "ar"),
        ("شکریہ", "ur", "ur"),
        ("ਧੰਨਵਾਦ", "pa", "pa"),
        ("ধন্যবাদ", "en-gb", "bn"),
        ("આભાર", "gu", "gu"),
        ("Дякуємо", "uk", "uk"),
        ("Thank you", "ar", "en-gb"),
        ("🧦", "ur", "en-gb"),
        ("", "", "en-gb"),
    ],
)
def test_the_language_of_words_is_guessed_from_script_and_writer(
    words: str, preferred: str, code: str
) -> None:
    assert language_of(words, preferred=preferred) == code
