"""From home: what a family tells about the morning, and the room that reads it."""

from datetime import datetime, time, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families.models import AuditEvent
from learning_journals.models import MorningNote, MorningNoteReading
from learning_journals.queries import from_home as queries
from tests import factories as make
from tests.cast import Cast
from tests.roles import acting_as
from tests.statements import statements

pytestmark = pytest.mark.django_db


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.users[name])
    return client


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def address(cast: Cast, child: str = "zofia") -> str:
    return reverse("learning_journals:from_home", args=[cast.children[child].pk])


def board(cast: Cast, room: str = "conkers") -> str:
    return reverse("learning_journals:today_room", args=[cast.rooms[room].pk])


def tell(
    cast: Cast, name: str, child: str = "zofia", *, version: int = 0, **told: Any
) -> HttpResponse:
    body = {"day": timezone.localdate().isoformat(), "version": version, **told}
    return signed_in(cast, name).post(address(cast, child), body)


def read(cast: Cast, name: str, *notes: MorningNote, room: str = "conkers") -> HttpResponse:
    url = reverse("learning_journals:from_home_read", args=[cast.rooms[room].pk])
    return signed_in(cast, name).post(url, {"note": [str(note.pk) for note in notes]})


def notes_of(cast: Cast, child: str = "zofia") -> list[MorningNote]:
    return list(MorningNote.objects.filter(child=cast.children[child]).order_by("version"))


@pytest.fixture
def silent(cast: Cast) -> Cast:
    """Nobody has told anything this morning."""
    MorningNote.objects.all().delete()
    return cast


@pytest.fixture
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is noon, whenever the tests run."""
    _clock(monkeypatch, time(12))


def _clock(monkeypatch: pytest.MonkeyPatch, at: time) -> None:
    now = timezone.make_aware(datetime.combine(timezone.localdate(), at))
    real = timezone.localtime
    monkeypatch.setattr(
        queries.timezone, "localtime", lambda value=None, tz=None: real(value or now, tz)
    )


def test_agnieszka_tells_and_marek_sees_it_on_the_face_and_in_words(silent: Cast) -> None:
    answer = tell(
        silent,
        "agnieszka",
        slept="little",
        had_breakfast="none",
        mood="tired",
        medicine="Paracetamol, 2.5 ml",
        medicine_at="06:50",
        words="Granny left yesterday.",
    )
    assert answer.status_code == 302
    html = page(signed_in(silent, "marek"), board(silent))
    assert "Paracetamol, 2.5 ml at 06:50" in html
    assert "Slept little · No breakfast yet · Tired" in html
    assert "Granny left yesterday." in html
    assert "1 not read" in html
    day = reverse("learning_journals:day_today", args=[silent.children["zofia"].pk])
    assert "Granny left yesterday." in page(signed_in(silent, "ewa"), day)


@pytest.mark.usefixtures("at_noon")
def test_the_home_sees_who_read_it_and_when(silent: Cast) -> None:
    tell(silent, "agnieszka", words="All well.")
    assert "Told, not read yet" in page(signed_in(silent, "tomasz"), address(silent))
    for _twice in range(2):
        assert read(silent, "marek", *notes_of(silent)).status_code == 302
    read(silent, "ewa", *notes_of(silent))
    assert MorningNoteReading.objects.count() == 2, "once by each"
    html = page(signed_in(silent, "agnieszka"), address(silent))
    assert "Read by Marek" in html
    assert "Read by Marek" in page(signed_in(silent, "agnieszka"), reverse("home"))
    html = page(signed_in(silent, "marek"), board(silent))
    assert "1 not read" not in html
    assert "We have read this" not in html
    assert AuditEvent.objects.filter(verb="read_morning").count() == 2


def test_a_change_keeps_what_stood_there_and_is_to_be_read_again(silent: Cast) -> None:
    tell(silent, "agnieszka", words="All well.")
    read(silent, "marek", *notes_of(silent))
    assert tell(silent, "tomasz", version=1, words="She was sick at seven.").status_code == 302
    first, second = notes_of(silent)
    assert (first.words, second.words) == ("All well.", "She was sick at seven.")
    assert first.replaced_at is not None
    html = page(signed_in(silent, "marek"), board(silent))
    assert "She was sick at seven." in html
    assert "Changed. What stood here before" in html
    assert "All well." in html
    assert "1 not read" in html


def test_the_same_form_sent_twice_is_one_note(silent: Cast) -> None:
    for _twice in range(2):
        assert tell(silent, "agnieszka", words="All well.").status_code == 302
    assert len(notes_of(silent)) == 1


def test_two_of_one_home_who_tell_at_once_lose_neithers_words(silent: Cast) -> None:
    tell(silent, "agnieszka", words="Agnieszka was first.")
    answer = tell(silent, "tomasz", words="Tomasz was second.")
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Agnieszka was first." in html
    assert "Tomasz was second." in html
    assert 'name="version" value="1"' in html
    assert [note.words for note in notes_of(silent)] == ["Agnieszka was first."]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, "Tell us at least one thing"),
        ({"words": "   "}, "Tell us at least one thing"),
        ({"medicine": "Ibuprofen"}, "Say when it was given."),
        ({"medicine_at": "07:00", "slept": "well"}, "Say which medicine it was"),
        ({"medicine": "Ibuprofen", "medicine_at": "half past"}, "Write the time like 07:10."),
        ({"words": "w" * 501}, "there is room for 500"),
        ({"slept": "like a stone"}, "cannot be chosen any more"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    silent: Cast, told: dict[str, str], said: str
) -> None:
    answer = tell(silent, "agnieszka", **told)
    assert answer.status_code == 422
    html = unescape(answer.content.decode())
    assert said in html
    for name in ("medicine", "words"):
        assert told.get(name, "").strip() in html
    assert notes_of(silent) == []


def test_in_the_evening_a_home_tells_about_tomorrow(
    silent: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    _clock(monkeypatch, time(17, 59))
    assert tell(silent, "agnieszka", day=tomorrow, words="Too early.").status_code == 422
    _clock(monkeypatch, time(18))
    assert f'value="{tomorrow}"' in page(signed_in(silent, "agnieszka"), address(silent))
    assert tell(silent, "agnieszka", day=tomorrow, words="An early night.").status_code == 302
    assert tell(silent, "agnieszka", words="And today still.").status_code == 302
    assert {str(note.day) for note in notes_of(silent)} == {
        tomorrow,
        timezone.localdate().isoformat(),
    }
    assert "An early night." not in page(signed_in(silent, "marek"), board(silent))


@pytest.mark.usefixtures("at_noon")
def test_a_day_that_is_over_or_far_away_is_told_about_no_more(silent: Cast) -> None:
    for days in (-1, 1, 2, 400):
        day = (timezone.localdate() + timedelta(days=days)).isoformat()
        answer = tell(silent, "agnieszka", day=day, words="Late.")
        assert answer.status_code == 422
        assert "This day is over" in answer.content.decode()
    assert notes_of(silent) == []


@pytest.mark.usefixtures("at_noon")
def test_the_twins_two_homes_tell_two_things_and_neither_reads_the_other(silent: Cast) -> None:
    tell(silent, "flora", "ottoline", words="Flora told this.")
    assert tell(silent, "edmund", "ottoline", words="Edmund told that.").status_code == 302
    html = page(signed_in(silent, "saoirse"), board(silent, "pinecones"))
    assert "Flora told this." in html
    assert "Edmund told that." in html
    for name, own, other in (
        ("flora", "Flora told", "Edmund told"),
        ("edmund", "Edmund told", "Flora told"),
    ):
        client = signed_in(silent, name)
        child = silent.children["ottoline"].pk
        for url in (
            address(silent, "ottoline"),
            reverse("learning_journals:day_today", args=[child]),
        ):
            html = page(client, url)
            assert own in html
            assert other not in html


def test_only_those_who_see_the_day_tell_about_it(silent: Cast) -> None:
    assert signed_in(silent, "marek").get(address(silent)).status_code == 403
    assert tell(silent, "marek", words="Mine.").status_code == 403
    for name in ("flora", "olwen", "ottilie", "saoirse", "gwen"):
        assert signed_in(silent, name).get(address(silent)).status_code == 404
    silent.children["idris"].parent_carers.filter(user=silent.emrys).update(sees_daily_notes=False)
    assert tell(silent, "emrys", "idris", words="Mine.").status_code == 404
    assert MorningNote.objects.count() == 0


def test_nobody_says_to_have_read_a_note_of_another_room(cast: Cast) -> None:
    theirs = cast.mornings["ottoline-from-flora"]
    assert read(cast, "marek", theirs).status_code == 302
    assert read(cast, "agnieszka", cast.mornings["zofia-from-kapelusz"]).status_code == 404
    assert MorningNoteReading.objects.count() == 0


def test_the_database_lets_nobody_tell_in_another_homes_name(cast: Cast) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    for who, home, day in (
        ("edmund", "flora", tomorrow),
        ("edmund", "edmund", tomorrow + timedelta(days=1)),
        ("saoirse", "flora", tomorrow),
    ):
        with (
            acting_as(cast.users[who]),
            pytest.raises(ProgrammingError, match="row-level security"),
            transaction.atomic(),
        ):
            make.make_morning_note(
                cast.children["ottoline"], family=cast.homes[home], by=cast.users[who], day=day
            )
    with acting_as(cast.edmund):
        make.make_morning_note(
            cast.children["ottoline"], family=cast.homes["edmund"], by=cast.edmund, day=tomorrow
        )


def test_the_database_keeps_one_note_a_home_and_day(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make.make_morning_note(
            cast.children["zofia"], family=cast.homes["kapelusz"], by=cast.tomasz, version=2
        )


def test_a_board_of_many_mornings_costs_no_more_statements_than_one(cast: Cast) -> None:
    client = signed_in(cast, "marek")
    page(client, board(cast))
    with statements() as few:
        page(client, board(cast))
    for number in range(20):
        child = make.make_child(cast.hill, name=f"Child{number} Button", room=cast.rooms["conkers"])
        home = make.make_family(cast.hill, name=f"Home {number}")
        parent = make.make_user(f"p{number}@example.org", full_name=f"Parent {number}")
        make.make_link(child, user=parent, family=home, relationship="mum")
        make.make_morning_note(child, family=home, by=parent)
    with statements() as many:
        assert "Child19" in page(client, board(cast))
    assert len(many) == len(few)
