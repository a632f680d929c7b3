"""My key children: what their families would like to hear this week, as Marek sees it."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communications.models import Conversation, Message
from learning_journals.models import DailyNote, Observation
from tests import factories as make
from tests.cast import Cast, canary
from tests.statements import statements

pytestmark = pytest.mark.django_db
URL = "/key-children/"


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.users[name])
    return client


def week(cast: Cast, name: str) -> dict[str, list[str]]:
    """Child → what is open, in words."""
    shown = signed_in(cast, name).get(URL).context["week"]
    return {each.child.known_as: [thing.words for thing in each.to_do] for each in shown.children}


def nothing_said_this_week() -> None:
    long_ago = timezone.now() - timedelta(days=9)
    DailyNote.objects.update(day=long_ago.date())
    Observation.objects.update(happened_at=long_ago)
    Conversation.objects.update(last_message_at=long_ago)


def test_each_gap_has_gentle_words_and_leads_to_the_thing_to_do(cast: Cast) -> None:
    nothing_said_this_week()
    assert week(cast, "marek") == {
        "Idris": ["A few words about the day", "Something you noticed", "A word with the family"],
        "Zofia": [
            "Agnieszka waits for an answer",
            "A few words about the day",
            "Something you noticed",
            "A word with the family",
        ],
    }
    client = signed_in(cast, "marek")
    for each in client.get(URL).context["week"].children:
        for thing in each.to_do:
            assert client.get(thing.url).status_code == 200, thing


def test_of_two_homes_that_wait_for_an_answer_both_are_named(cast: Cast) -> None:
    Conversation.objects.filter(child=cast.children["ottoline"]).delete()
    for home in ("flora", "edmund"):
        make.make_conversation(
            cast.children["ottoline"],
            family=cast.homes[home],
            parents=[cast.users[home]],
            staff=[cast.saoirse],
            messages=[(cast.users[home], "May she stay until five?")],
        )
    waiting = [words for words in week(cast, "saoirse")["Ottoline"] if "waits" in words]
    assert waiting == ["Flora waits for an answer", "Edmund waits for an answer"]


def test_what_was_said_this_week_is_no_longer_asked_for(cast: Cast) -> None:
    talk = cast.conversations["agnieszka"]
    Message.objects.create(
        setting=cast.hill,
        conversation=talk,
        author=cast.marek,
        words="Quite normal.",
        at=timezone.now() + timedelta(minutes=1),
        idempotency_key=talk.pk,
    )
    assert week(cast, "marek") == {"Idris": ["A word with the family"], "Zofia": []}
    page = unescape(signed_in(cast, "marek").get(URL).content.decode())
    assert "The family has heard from you this week." in page


def test_what_a_home_wrote_is_not_what_the_key_person_noticed(cast: Cast) -> None:
    Observation.objects.filter(family__isnull=True).update(
        happened_at=timezone.now() - timedelta(days=9)
    )
    assert "Something you noticed" in week(cast, "marek")["Idris"]


def test_whoever_covers_has_the_child_on_her_list_and_reads_no_talk_of_others(cast: Cast) -> None:
    zofia = cast.children["zofia"]
    cast.covers["zofia"].note.delete()
    cast.covers["zofia"].delete()
    make.make_cover(zofia, away=cast.posts["marek"], by=cast.posts["saoirse"])
    assert "Zofia" in week(cast, "saoirse")
    page = signed_in(cast, "saoirse").get(URL).content.decode()
    assert "you cover for Marek" in page
    assert "Agnieszka waits" not in page, "that talk is not hers"
    assert canary("talk-agnieszka") not in page


def test_a_new_key_person_is_reminded_to_say_hello(cast: Cast) -> None:
    held = cast.key_persons["idris"]
    held.hello.delete()
    assert "Say hello to the family" not in week(cast, "marek")["Idris"], "they know each other"
    type(held).objects.filter(pk=held.pk).update(started_on=timezone.localdate())
    assert "Say hello to the family" in week(cast, "marek")["Idris"]


def test_families_and_the_office_have_no_such_list(cast: Cast) -> None:
    for name in ("agnieszka", "gwen"):
        assert signed_in(cast, name).get(URL).status_code == 403
    assert "You have no key children" in signed_in(cast, "bettina").get(URL).content.decode()


def test_the_list_asks_as_much_for_many_children_as_for_a_few(cast: Cast) -> None:
    client = signed_in(cast, "marek")
    client.get(URL)
    counted = []
    for _ in range(2):
        with statements() as sent:
            assert client.get(URL).status_code == 200
        counted.append(len(sent))
        for number in range(20):
            child = make.make_child(cast.hill, name=f"Kid {number}", room=cast.rooms["conkers"])
            make.make_key_person(child, membership=cast.posts["marek"])
            make.make_daily_note(child, by=cast.marek)
            make.make_conversation(
                child,
                family=cast.homes["kapelusz"],
                parents=[cast.agnieszka],
                staff=[cast.marek],
                messages=[(cast.agnieszka, "Hello?")],
            )
    assert counted[0] == counted[1] <= 18, counted


def test_a_new_talk_goes_to_whoever_covers_and_says_so(cast: Cast) -> None:
    cast.covers["zofia"].note.delete()
    cast.covers["zofia"].delete()
    make.make_cover(cast.children["zofia"], away=cast.posts["marek"], by=cast.posts["saoirse"])
    url = f"{reverse('communications:conversation_create')}?child={cast.children['zofia'].pk}"
    page = " ".join(unescape(signed_in(cast, "agnieszka").get(url).content.decode()).split())
    assert "Saoirse (covers for Marek)" in page
