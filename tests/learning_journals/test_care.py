"""Logging a day: one tap for many children, once, never in the future, and back again."""

import threading
import uuid
from collections import Counter
from datetime import datetime, timedelta
from functools import partial
from html import unescape
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families.models import AuditEvent, Child
from learning_journals.actions import Refused
from learning_journals.actions.daily import log_care, undo_care
from learning_journals.actions.sleeps import end_sleep, end_sleeps
from learning_journals.models import CareEntry
from tests import factories as make
from tests.at_once import at_once
from tests.cast import Cast
from tests.roles import acting_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def marek(cast: Cast, client: Client) -> Client:
    client.force_login(cast.marek)
    return client


@pytest.fixture
def at_three(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """It is three in the afternoon, so that "earlier today" and "later today" both exist."""
    then = timezone.localtime().replace(hour=15, minute=0, second=20, microsecond=0)
    monkeypatch.setattr(timezone, "now", lambda: then)
    return then


def log(client: Client, cast: Cast, *names: str, htmx: bool = False, **fields: Any) -> HttpResponse:
    children = [str(cast.children[name].pk) for name in names]
    data = {"key": str(uuid.uuid4()), "child": children, "kind": "lunch", "amount": "most"}
    return client.post(
        reverse("learning_journals:care_create", args=[cast.rooms["conkers"].pk]),
        data | fields,
        headers={"HX-Request": "true"} if htmx else {},
    )


def test_words_for_several_children_name_none_of_them(cast: Cast, marek: Client) -> None:
    """Each family reads them on the day of its own child."""
    words = "Idris pushed Zofia off the trike."
    for names in (("zofia",), ("zofia", "idris")):
        answer = log(marek, cast, *names, kind="activity", words=words)
        assert answer.status_code == 422
        assert "is another child’s name" in text_of(answer)
        assert words in text_of(answer), "what was typed stays"
    assert not logged(kind="activity", words=words)
    answer = log(marek, cast, "zofia", kind="activity", words="Zofia rode the trike.")
    assert answer.status_code == 302


def logged(*, kind: str, words: str = "") -> list[CareEntry]:
    entries = CareEntry.objects.filter(kind=kind).exclude(words__contains="kanari")
    return list(entries.filter(words=words).order_by("child__known_as", "logged_at"))


def text_of(answer: HttpResponse) -> str:
    """The page as one reads it, without the marks around names."""
    return unescape(answer.content.decode()).replace("\u2068", "").replace("\u2069", "")


def trail_of(verb: str) -> dict[str, int]:
    """How often each child stands in the trail with this."""
    lines = AuditEvent.objects.filter(verb=verb).select_related("child")
    return dict(Counter(line.child.known_as.lower() for line in lines))


def test_marek_logs_lunch_for_two_children_with_one_tap(cast: Cast, marek: Client) -> None:
    answer = log(marek, cast, "zofia", "idris")
    assert answer.status_code == 302
    entries = logged(kind="lunch")
    assert [entry.child.known_as for entry in entries] == ["Idris", "Zofia"]
    assert {entry.answer for entry in entries} == {"most"}
    assert len({entry.batch for entry in entries}) == 1
    assert {entry.logged_by for entry in entries} == {cast.marek}
    board = text_of(marek.get(answer.url))
    assert "Saved for Idris and Zofia. Lunch: most" in board
    assert reverse("learning_journals:care_undo", args=[entries[0].batch]) in board
    trail = AuditEvent.objects.filter(verb="log_lunch")
    assert {(line.actor, line.child_id) for line in trail} == {
        (cast.marek, cast.children[name].pk) for name in ("zofia", "idris")
    }


def test_the_board_alone_comes_back_to_htmx_with_nobody_chosen(cast: Cast, marek: Client) -> None:
    answer = log(marek, cast, "zofia", htmx=True)
    html = text_of(answer)
    assert answer.status_code == 200
    assert html.lstrip().startswith('<div class="today" id="board"')
    assert "Saved for Zofia" in html
    assert "hx-swap-oob" in html
    assert 'value="' + str(cast.children["zofia"].pk) + '" checked' not in html


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (["zofia"], "Saved for Zofia. Lunch: most, 15:00. Zofia is still marked asleep."),
        (["zofia", "idris"], "Idris and Zofia are still marked asleep."),
    ],
)
def test_a_meal_for_a_sleeping_child_is_saved_and_the_sleep_is_spoken_of(
    cast: Cast, marek: Client, at_three: datetime, names: list[str], says: str
) -> None:
    log(marek, cast, *names, kind="sleep", at="13:00")
    answer = log(marek, cast, *names, htmx=True)
    assert says in text_of(answer)
    assert "\u2068Zofia\u2069" in answer.content.decode(), "a name keeps its direction to itself"


def test_what_was_eaten_before_the_sleep_is_no_doubt_and_a_nappy_neither(
    cast: Cast, marek: Client, at_three: datetime
) -> None:
    log(marek, cast, "zofia", kind="sleep", at="13:00")
    for fields in ({"at": "12:10"}, {"kind": "nappy", "nappy": "wet"}):
        answer = text_of(log(marek, cast, "zofia", htmx=True, **fields))
        assert "Saved for Zofia" in answer
        assert "still marked asleep" not in answer


def test_the_same_form_sent_twice_makes_one_set(cast: Cast, marek: Client) -> None:
    key = str(uuid.uuid4())
    for _ in range(2):
        assert log(marek, cast, "zofia", "idris", key=key).status_code == 302
    assert len(logged(kind="lunch")) == 2
    assert AuditEvent.objects.filter(verb="log_lunch").count() == 2, "one a child"


def test_an_old_page_sent_again_with_other_children_loses_nothing(
    cast: Cast, marek: Client
) -> None:
    key = str(uuid.uuid4())
    log(marek, cast, "zofia", key=key)
    log(marek, cast, "idris", key=key)
    log(marek, cast, "idris", key=key, amount="none")
    assert [entry.answer for entry in logged(kind="lunch")] == ["most", "none", "most"]


@pytest.mark.parametrize(
    ("fields", "stored"),
    [
        ({"kind": "bottle", "ml_button": "180"}, {"kind": "bottle", "millilitres": 180}),
        ({"kind": "bottle", "ml": "175", "ml_button": "180"}, {"millilitres": 175}),
        ({"kind": "drink"}, {"kind": "drink", "millilitres": None, "answer": ""}),
        ({"kind": "nappy", "nappy": "wet"}, {"kind": "nappy", "answer": "wet"}),
        ({"kind": "mood", "mood": "joyful"}, {"kind": "mood", "answer": "joyful"}),
        ({"kind": "snack", "amount": "more", "ml": "50"}, {"answer": "more", "millilitres": None}),
        ({"kind": "activity", "words": "Puddles 🌧️"}, {"kind": "activity", "answer": ""}),
    ],
)
def test_each_kind_keeps_its_own_answer_only(
    cast: Cast, marek: Client, fields: dict[str, str], stored: dict[str, object]
) -> None:
    words = fields.get("words", "kept")
    assert log(marek, cast, "zofia", **{"words": words} | fields).status_code == 302
    entry = CareEntry.objects.get(words=words)
    assert {name: getattr(entry, name) for name in stored} == stored


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"child": []}, "Choose at least one child."),
        ({"kind": "lunch", "amount": ""}, "Say how much was eaten."),
        ({"kind": "bottle"}, "Say how much was drunk."),
        ({"kind": "bottle", "ml": "5000"}, "Write a number from 1 to 1000."),
        ({"kind": "bottle", "ml": "a lot"}, "Write a number from 1 to 1000."),
        ({"kind": "nappy"}, "Say what it was."),
        ({"kind": "mood"}, "Say how it was."),
        ({"kind": "activity", "words": " "}, "what did they do?"),
        ({"at": "18:00"}, "still to come"),
        ({"at": "half past"}, "Write the time like 12:10"),
        ({"kind": "sleep", "at": "12:00", "until": "11:50"}, "cannot end before it begins"),
        ({"kind": "sleep", "at": "12:00", "until": "15:30"}, "still to come"),
        ({"kind": "wake"}, "is not asleep"),
        ({"kind": "dancing"}, "cannot be chosen any more"),
        ({"words": "zero\x00byte"}, "a zero byte"),
        ({"words": "x" * 501}, "there is room for 500"),
    ],
)
@pytest.mark.usefixtures("at_three")
def test_a_refused_tap_says_why_and_keeps_what_was_chosen(
    cast: Cast, marek: Client, fields: dict[str, Any], says: str
) -> None:
    before = CareEntry.objects.count()
    answer = log(marek, cast, "zofia", "idris", **fields)
    html = text_of(answer)
    assert answer.status_code == 422
    assert "error-summary" in html
    assert says in html
    assert CareEntry.objects.count() == before
    if "child" not in fields:
        for name in ("zofia", "idris"):
            assert f'value="{cast.children[name].pk}" checked' in html
    for name in ("at", "until", "ml"):
        if name in fields:
            assert f'value="{fields[name]}"' in html
    assert f'name="amount" value="{fields.get("amount", "most")}" checked' in html or (
        fields.get("amount") == ""
    )


def test_a_child_of_another_room_cannot_be_logged_for(cast: Cast, marek: Client) -> None:
    stranger = cast.children["ottoline"]
    answer = log(marek, cast, "zofia", child=[str(stranger.pk), str(cast.children["zofia"].pk)])
    assert answer.status_code == 422
    assert "is not in this room today" in text_of(answer)
    assert f'value="{cast.children["zofia"].pk}" checked' in text_of(answer)
    with acting_as(cast.marek) as person, pytest.raises(Refused):
        log_care(
            cast.rooms["conkers"],
            actor=person,
            child_ids=[stranger.pk],
            form_key=uuid.uuid4(),
            kind="lunch",
            answer="all",
        )
    assert not CareEntry.objects.filter(child=stranger, answer="all").exists()


def test_saoirse_cannot_log_in_conkers(cast: Cast, client: Client) -> None:
    client.force_login(cast.saoirse)
    assert log(client, cast, "zofia").status_code == 404


def test_lunch_of_earlier_today_keeps_its_time(
    cast: Cast, marek: Client, at_three: datetime
) -> None:
    log(marek, cast, "zofia", at="12:10")
    (entry,) = logged(kind="lunch")
    assert f"{timezone.localtime(entry.at):%H:%M}" == "12:10"
    assert timezone.localdate(entry.at) == at_three.date()


# --- undo -----------------------------------------------------------------------------------------


def test_marek_takes_a_tap_back_and_the_rows_stay(cast: Cast, marek: Client) -> None:
    log(marek, cast, "zofia", "idris")
    batch = logged(kind="lunch")[0].batch
    undo = reverse("learning_journals:care_undo", args=[batch])
    for _ in range(2):
        answer = marek.post(undo, follow=True)
        assert "Taken back for Idris and Zofia. Lunch: most" in text_of(answer)
    assert all(entry.undone_at for entry in logged(kind="lunch"))
    assert trail_of("undo_care") == {"zofia": 1, "idris": 1}


def test_a_tap_that_was_taken_back_is_not_quietly_claimed_as_saved(
    cast: Cast, marek: Client
) -> None:
    key = str(uuid.uuid4())
    log(marek, cast, "zofia", key=key)
    marek.post(reverse("learning_journals:care_undo", args=[logged(kind="lunch")[0].batch]))
    answer = log(marek, cast, "zofia", key=key)
    assert answer.status_code == 422
    assert "You took this back a moment ago" in text_of(answer)
    fresh = text_of(answer).split('name="key" value="')[1].split('"')[0]
    assert fresh != key
    assert log(marek, cast, "zofia", key=fresh).status_code == 302


def test_after_a_few_minutes_a_tap_stays(cast: Cast, marek: Client) -> None:
    log(marek, cast, "zofia")
    CareEntry.objects.filter(answer="most").update(logged_at=timezone.now() - timedelta(minutes=6))
    entry = logged(kind="lunch")[0]
    answer = marek.post(reverse("learning_journals:care_undo", args=[entry.batch]), follow=True)
    assert "so it stays" in text_of(answer)
    entry.refresh_from_db()
    assert entry.undone_at is None


@pytest.mark.parametrize("who", ["ewa", "bettina", "saoirse", "agnieszka", "ottilie"])
def test_nobody_else_takes_mareks_tap_back(cast: Cast, marek: Client, who: str) -> None:
    log(marek, cast, "zofia")
    (entry,) = logged(kind="lunch")
    other = Client()
    other.force_login(getattr(cast, who))
    answer = other.post(reverse("learning_journals:care_undo", args=[entry.batch]))
    assert answer.status_code == 404
    entry.refresh_from_db()
    assert entry.undone_at is None


def test_a_batch_that_never_was_cannot_be_undone(marek: Client) -> None:
    url = reverse("learning_journals:care_undo", args=[uuid.uuid4()])
    assert marek.post(url).status_code == 404


# --- sleeps ---------------------------------------------------------------------------------------


def sleep_of(child: Child, by: Any, *, minutes_ago: int, **fields: Any) -> CareEntry:
    at = timezone.now() - timedelta(minutes=minutes_ago)
    return make.make_care_entry(child, by=by, kind="sleep", at=at, **fields)


@pytest.mark.usefixtures("at_three")
def test_zofia_falls_asleep_and_wakes_up(cast: Cast, marek: Client) -> None:
    assert log(marek, cast, "zofia", kind="sleep", at="12:30").status_code == 302
    (sleep,) = logged(kind="sleep")
    assert sleep.ended_at is None
    answer = log(marek, cast, "zofia", kind="wake", at="13:45")
    assert answer.status_code == 302
    sleep.refresh_from_db()
    assert f"{timezone.localtime(sleep.ended_at):%H:%M}" == "13:45"
    assert sleep.end_logged_by == cast.marek
    assert "Saved: Zofia woke up at 13:45." in text_of(marek.get(answer.url))


@pytest.mark.usefixtures("at_three")
def test_nobody_sleeps_twice_at_once(cast: Cast, marek: Client) -> None:
    log(marek, cast, "zofia", kind="sleep", at="12:30")
    answer = log(marek, cast, "zofia", "idris", kind="sleep", at="13:00")
    assert answer.status_code == 422
    assert "Zofia fell asleep at 12:30 and is not awake yet." in text_of(answer)
    answer = log(marek, cast, "zofia", kind="sleep", at="12:00", until="12:40")
    assert answer.status_code == 422
    log(marek, cast, "zofia", kind="wake", at="13:45")
    answer = log(marek, cast, "zofia", kind="sleep", at="13:00", until="14:00")
    assert "began at 12:30 and ended at 13:45" in text_of(answer)
    assert log(marek, cast, "zofia", kind="sleep", at="13:45").status_code == 302
    assert len(logged(kind="sleep")) == 2


@pytest.mark.usefixtures("at_three")
def test_zofia_cannot_wake_up_before_she_fell_asleep(cast: Cast, marek: Client) -> None:
    log(marek, cast, "zofia", kind="sleep", at="12:30")
    answer = log(marek, cast, "zofia", kind="wake", at="12:10")
    assert answer.status_code == 422
    assert "so waking up comes after that" in text_of(answer)
    assert 'value="12:10"' in text_of(answer)


def end(client: Client, cast: Cast, sleep: CareEntry, room: str = "conkers", **fields: Any) -> Any:
    url = reverse("learning_journals:sleep_end", args=[cast.rooms[room].pk, sleep.pk])
    return client.post(url, {"key": str(uuid.uuid4())} | fields)


def test_one_tap_on_the_tile_wakes_one_child_and_can_be_undone(cast: Cast, marek: Client) -> None:
    sleep = sleep_of(cast.children["zofia"], cast.ewa, minutes_ago=40)
    answer = end(marek, cast, sleep)
    assert answer.status_code == 302
    sleep.refresh_from_db()
    assert sleep.ended_at is not None
    board = text_of(marek.get(answer.url))
    undo = board.split('action="/care/')[1].split('"')[0]
    assert marek.post(f"/care/{undo}").status_code == 302
    sleep.refresh_from_db()
    assert sleep.ended_at is None
    assert sleep.undone_at is None


def test_a_sleep_of_tuesday_is_ended_on_tuesday(cast: Cast, marek: Client) -> None:
    began = timezone.localtime() - timedelta(days=3)
    began = began.replace(hour=12, minute=30, second=7)
    sleep = make.make_care_entry(cast.children["idris"], by=cast.ewa, kind="sleep", at=began)
    assert end(marek, cast, sleep, at="13:50").status_code == 302
    sleep.refresh_from_db()
    assert timezone.localtime(sleep.ended_at) == began.replace(
        hour=13, minute=50, second=0, microsecond=0
    )


def test_no_sleep_lasts_longer_than_twenty_hours(cast: Cast, marek: Client) -> None:
    began = (timezone.localtime() - timedelta(days=3)).replace(hour=12, minute=30)
    sleep = make.make_care_entry(cast.children["idris"], by=cast.ewa, kind="sleep", at=began)
    for at in ("", "11:00"):
        answer = end(marek, cast, sleep, at=at)
        assert answer.status_code == 422
        assert "A sleep cannot be longer than 20 hours." in text_of(answer)
    sleep.refresh_from_db()
    assert sleep.ended_at is None


def test_a_sleep_is_ended_once(cast: Cast, marek: Client) -> None:
    sleep = sleep_of(cast.children["zofia"], cast.ewa, minutes_ago=40)
    end(marek, cast, sleep)
    answer = end(marek, cast, sleep)
    assert answer.status_code == 422
    assert "already" in text_of(answer)


@pytest.mark.parametrize("who", ["saoirse", "agnieszka", "gwen", "ottilie"])
def test_nobody_else_ends_zofias_sleep(cast: Cast, client: Client, who: str) -> None:
    sleep = sleep_of(cast.children["zofia"], cast.ewa, minutes_ago=40)
    client.force_login(getattr(cast, who))
    for room in ("conkers", "pinecones", "ducklings"):
        assert end(client, cast, sleep, room).status_code == 404
    sleep.refresh_from_db()
    assert sleep.ended_at is None


def test_waking_cannot_be_undone_once_she_sleeps_again(cast: Cast) -> None:
    zofia = cast.children["zofia"]
    sleep = sleep_of(zofia, cast.marek, minutes_ago=90)
    with acting_as(cast.marek) as person:
        woken = end_sleep(sleep, actor=person, form_key=uuid.uuid4())
    sleep_of(zofia, cast.marek, minutes_ago=0)
    with acting_as(cast.marek) as person, pytest.raises(Refused, match="asleep again"):
        undo_care(woken.batch, actor=person)


def test_waking_cannot_be_undone_once_a_later_sleep_is_written_down(cast: Cast) -> None:
    zofia = cast.children["zofia"]
    sleep = sleep_of(zofia, cast.marek, minutes_ago=90)
    with acting_as(cast.marek) as person:
        woken = end_sleep(sleep, actor=person, form_key=uuid.uuid4())
    later = timezone.now() + timedelta(minutes=5)
    sleep_of(zofia, cast.marek, minutes_ago=0, ended_at=later)
    with acting_as(cast.marek) as person, pytest.raises(Refused, match="asleep again"):
        undo_care(woken.batch, actor=person)
    sleep.refresh_from_db()
    assert sleep.ended_at is not None


def test_the_database_knows_no_child_who_sleeps_twice_at_once(cast: Cast) -> None:
    zofia, idris = cast.children["zofia"], cast.children["idris"]
    noon = timezone.now() - timedelta(hours=2)
    hour = timedelta(hours=1)
    make.make_care_entry(zofia, by=cast.marek, kind="sleep", at=noon, ended_at=noon + hour)
    make.make_care_entry(
        zofia, by=cast.marek, kind="sleep", at=noon, ended_at=noon + hour, undone_at=noon + hour
    )
    make.make_care_entry(idris, by=cast.marek, kind="sleep", at=noon, ended_at=noon + hour)
    make.make_care_entry(zofia, by=cast.marek, kind="sleep", at=noon + hour)
    with pytest.raises(IntegrityError, match="one_sleep_at_a_time_per_child"):
        make.make_care_entry(
            zofia, by=cast.ewa, kind="sleep", at=noon + hour / 2, ended_at=noon + hour * 2
        )


@pytest.mark.django_db(transaction=True)
def test_two_tablets_at_once_log_one_sleep_and_the_second_hears_of_it(cast: Cast) -> None:
    def tap(name: str, *children: str) -> tuple[int, str]:
        tablet = Client(raise_request_exception=False)
        tablet.force_login(cast.users[name])
        answer = log(tablet, cast, *children, kind="sleep", at="00:00", until="00:01")
        return answer.status_code, text_of(answer)

    both = at_once(
        before='INSERT INTO "learning_journals_careentry"',
        todo=[partial(tap, "marek", "zofia", "idris"), partial(tap, "ewa", "idris", "zofia")],
    )
    (first, _page), (second, said) = sorted(both)
    assert (first, second) == (302, 422)
    assert "Zofia has a sleep already that began at 00:00 and ended at 00:01." in said
    assert len(logged(kind="sleep")) == 2


def test_several_wake_with_one_tap(cast: Cast) -> None:
    for name in ("zofia", "idris"):
        sleep_of(cast.children[name], cast.ewa, minutes_ago=40)
    ids = [cast.children[name].pk for name in ("zofia", "idris")]
    key = uuid.uuid4()
    with acting_as(cast.marek) as person:
        room = cast.rooms["conkers"]
        first = end_sleeps(room, actor=person, child_ids=ids, form_key=key)
        again = end_sleeps(room, actor=person, child_ids=ids, form_key=key)
        assert (first.repeated, again.repeated) == (False, True)
        assert {entry.child_id for entry in again.entries} == set(ids)
        assert len(undo_care(first.batch, actor=person)) == 2
    assert trail_of("log_wake") == {"zofia": 1, "idris": 1}
    assert trail_of("undo_wake") == {"zofia": 1, "idris": 1}
    assert CareEntry.objects.filter(kind="sleep", ended_at=None).count() == 2


@pytest.mark.django_db(transaction=True)
def test_ten_equal_taps_at_the_same_moment_make_one_set(cast: Cast) -> None:
    key, answers = str(uuid.uuid4()), []

    def tap() -> None:
        client = Client()
        client.cookies = cookies
        answers.append(log(client, cast, "zofia", "idris", key=key).status_code)
        connection.close()

    signed_in = Client()
    signed_in.force_login(cast.marek)
    cookies = signed_in.cookies
    threads = [threading.Thread(target=tap) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [302] * 10
    assert len(logged(kind="lunch")) == 2


# --- temperature and sun cream --------------------------------------------------------------------


def test_a_temperature_is_logged_with_when_the_parent_was_called(
    cast: Cast, marek: Client, at_three: datetime
) -> None:
    degrees = {"kind": "temperature", "degrees": "38,2", "called_at": "14:50"}
    assert log(marek, cast, "zofia", **degrees).status_code == 302
    [entry] = logged(kind="temperature")
    assert (str(entry.degrees), f"{entry.parent_called_at:%H:%M}") == ("38.2", "14:50")
    marek.force_login(cast.agnieszka)
    day = reverse("learning_journals:day_today", args=[cast.children["zofia"].pk])
    assert "15:00: 38.2 °C, we called you at 14:50" in text_of(marek.get(day))


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("degrees", {"degrees": ""}),
        ("degrees", {"degrees": "33.9"}),
        ("degrees", {"degrees": "42.6"}),
        ("degrees", {"degrees": "378"}),
        ("degrees", {"degrees": "37.85"}),
        ("degrees", {"degrees": "NaN"}),
        ("degrees", {"degrees": "warm"}),
        ("called_at", {"degrees": "38.2", "called_at": "16:00"}),
        ("called_at", {"degrees": "38.2", "called_at": "later"}),
    ],
)
def test_a_temperature_that_no_child_has_is_asked_for_again(
    cast: Cast, marek: Client, at_three: datetime, field: str, fields: dict[str, str]
) -> None:
    answer = log(marek, cast, "zofia", kind="temperature", **fields)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert logged(kind="temperature") == []
    for typed in filter(None, fields.values()):
        assert f'value="{typed}"' in answer.content.decode()


def test_the_database_knows_no_fever_of_fifty(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="care_temperature_is_a_childs"):
        make.make_care_entry(
            cast.children["zofia"], by=cast.marek, kind="temperature", degrees="50.0"
        )


def test_sun_cream_is_for_children_whose_family_allows_it(cast: Cast, marek: Client) -> None:
    make.make_consent(cast.links["agnieszka", "zofia"], code="sun_cream")
    make.make_consent(cast.links["nia", "idris"], code="sun_cream", says_yes=False)
    answer = log(marek, cast, "zofia", "idris", "anouk", kind="sun_cream")
    assert answer.status_code == 422
    assert set(answer.context["form"].errors["child"]) == {
        "Anouk: the family has not answered about sun cream yet.",
        "Idris: the family said no to sun cream.",
    }
    assert logged(kind="sun_cream") == []
    assert log(marek, cast, "zofia", kind="sun_cream").status_code == 302
    assert [entry.child.known_as for entry in logged(kind="sun_cream")] == ["Zofia"]


def test_one_no_of_two_parents_stops_the_sun_cream_in_the_database_too(cast: Cast) -> None:
    zofia = cast.children["zofia"]
    make.make_consent(cast.links["agnieszka", "zofia"], code="sun_cream")
    with acting_as(cast.marek):
        make.make_care_entry(zofia, by=cast.marek, kind="sun_cream")
    make.make_consent(cast.links["tomasz", "zofia"], code="sun_cream", says_yes=False)
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(cast.marek):
        make.make_care_entry(zofia, by=cast.marek, kind="sun_cream")


# --- what waited for the connection ---------------------------------------------------------------


def test_what_waited_on_the_tablet_says_when_it_was_tapped(
    marek: Client, cast: Cast, at_three: datetime
) -> None:
    five_past_twelve = at_three.replace(hour=12, minute=5)
    log(marek, cast, "zofia", amount="all", tapped=five_past_twelve.isoformat())
    log(marek, cast, "idris", tapped=(at_three + timedelta(hours=3)).isoformat())
    zofia, idris = sorted(logged(kind="lunch"), key=lambda entry: entry.at)
    assert (zofia.at, zofia.logged_at) == (five_past_twelve, at_three)
    assert idris.at == at_three  # a tablet whose clock is wrong


def test_what_waited_over_night_is_of_the_day_on_which_it_was_tapped(
    marek: Client, cast: Cast, at_three: datetime
) -> None:
    yesterday = at_three - timedelta(days=1)
    log(marek, cast, "zofia", kind="sleep", at="12:10", until="13:40", tapped=yesterday.isoformat())
    (sleep,) = logged(kind="sleep")
    assert timezone.localtime(sleep.at) == yesterday.replace(hour=12, minute=10, second=0)
    assert timezone.localdate(sleep.ended_at) == yesterday.date()


def test_nothing_is_logged_for_a_day_before_the_child_came_or_after_they_left(
    marek: Client, cast: Cast, at_three: datetime
) -> None:
    zofia = Child.objects.filter(pk=cast.children["zofia"].pk)
    zofia.update(started_on=at_three.date())
    for days in (6, 1):
        tapped = (at_three - timedelta(days=days)).isoformat()
        answer = log(marek, cast, "zofia", "idris", kind="nappy", nappy="wet", tapped=tapped)
        assert answer.status_code == 422
        assert "Zofia was not with us on this day." in text_of(answer)
    assert logged(kind="nappy") == []
    hour_ago = (at_three - timedelta(hours=1)).isoformat()
    answer = log(marek, cast, "zofia", kind="nappy", nappy="wet", tapped=hour_ago)
    assert answer.status_code == 302


def test_the_same_tap_sent_again_after_its_answer_was_lost_is_one_row(
    marek: Client, cast: Cast, at_three: datetime
) -> None:
    fields = {"key": str(uuid.uuid4()), "tapped": (at_three - timedelta(hours=2)).isoformat()}
    for _time in range(3):
        assert log(marek, cast, "zofia", "idris", htmx=True, **fields).status_code == 200
    assert len(logged(kind="lunch")) == 2
    wake = {"key": str(uuid.uuid4()), "tapped": (at_three - timedelta(hours=1)).isoformat()}
    log(marek, cast, "zofia", kind="sleep", at="12:30")
    for _time in range(2):
        assert log(marek, cast, "zofia", htmx=True, kind="wake", **wake).status_code == 200
    (sleep,) = logged(kind="sleep")
    assert sleep.ended_at == at_three - timedelta(hours=1)


def test_what_waited_longer_than_a_week_is_refused_with_the_reason(
    marek: Client, cast: Cast, at_three: datetime
) -> None:
    old = log(marek, cast, "zofia", tapped=(at_three - timedelta(days=8)).isoformat())
    assert old.status_code == 422
    assert "more than 7 days" in text_of(old)
    for nonsense in ("yesterday", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"):
        assert log(marek, cast, "zofia", tapped=nonsense).status_code == 422
    assert logged(kind="lunch") == []


def test_the_answer_to_a_tap_names_its_own_undo_whatever_other_toasts_are_on_the_page(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.marek)
    log(client, cast, "idris", kind="activity", words="Puddles", answer="")  # its toast is not seen
    answer = log(client, cast, "zofia", kind="activity", words="Leaves", htmx=True)
    (leaves,) = logged(kind="activity", words="Leaves")
    undo = reverse("learning_journals:care_undo", args=[leaves.batch])
    assert answer["Logged-As"] == undo
