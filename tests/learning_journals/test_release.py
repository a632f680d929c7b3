"""When families read the words of a day: at once, at a set hour, when the room leader says so."""

from datetime import date, datetime, time, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families.models import AuditEvent
from learning_journals import tasks
from learning_journals.actions import release as actions
from learning_journals.models import DailyNote, DailyNoteChange, ReleaseRule
from learning_journals.queries import release as queries
from tests import factories as make
from tests.cast import Cast, canary
from tests.roles import acting_as, as_worker
from tests.statements import statements

pytestmark = pytest.mark.django_db
AT_FIVE = time(17, 15)


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.users[name])
    return client


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def write(cast: Cast, name: str = "marek", *, version: int = 0, **given: Any) -> HttpResponse:
    url = reverse("learning_journals:day_edit", args=[cast.children["zofia"].pk, today()])
    body = {"words": "Cones!", "version": version, "then": "share", **given}
    return signed_in(cast, name).post(url, body)


def read_by(cast: Cast, name: str) -> str:
    url = reverse("learning_journals:day_today", args=[cast.children["zofia"].pk])
    return page(signed_in(cast, name), url)


def room_url(cast: Cast, room: str = "conkers") -> str:
    return reverse("learning_journals:room_day_detail", args=[cast.rooms[room].pk])


def today() -> date:
    return timezone.localdate()


def moment(clock: time, days: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(today() + timedelta(days=days), clock))


@pytest.fixture
def unwritten(cast: Cast) -> Cast:
    """Nobody has written the words of a day."""
    DailyNote.objects.all().delete()
    return cast


@pytest.fixture
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is noon, whenever the tests run."""
    noon, real = moment(time(12)), timezone.localtime
    monkeypatch.setattr(
        queries.timezone, "localtime", lambda value=None, tz=None: real(value or noon, tz)
    )


# --- the rule -------------------------------------------------------------------------------------


def test_without_a_choice_words_are_read_as_soon_as_they_are_shared(unwritten: Cast) -> None:
    assert write(unwritten, then="keep").status_code == 302
    assert "Cones!" not in read_by(unwritten, "agnieszka")
    assert write(unwritten, version=1).status_code == 302
    assert "Cones!" in read_by(unwritten, "agnieszka")


def choose(cast: Cast, name: str = "bettina", **given: Any) -> HttpResponse:
    body = {"how": "by_leader", "logged": ["lunch", "sleep"], **given}
    return signed_in(cast, name).post(reverse("learning_journals:daily_notes_edit"), body)


def test_bettina_chooses_and_the_earlier_rule_stays_written_down(cast: Cast) -> None:
    assert choose(cast, how="at_hour", at="17:15").status_code == 302
    assert choose(cast).status_code == 302
    assert choose(cast).status_code == 302, "the same once more is nothing new"
    rules = list(ReleaseRule.objects.order_by("chosen_at").values_list("how", "at"))
    assert rules == [("at_hour", AT_FIVE), ("by_leader", None)]
    assert ReleaseRule.objects.filter(replaced_at=None).count() == 1
    cast.hill.refresh_from_db()
    assert "mood" in cast.hill.hidden_care_kinds
    assert "lunch" not in cast.hill.hidden_care_kinds
    html = page(signed_in(cast, "bettina"), reverse("learning_journals:daily_notes_edit"))
    assert html.count("checked") == 3, "the rule, lunch and sleep"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"how": "at_hour"}, "Say at which hour."),
        ({"how": "at_hour", "at": "tea time"}, "Write the time like 17:15."),
        ({"how": "never"}, "cannot be chosen any more"),
        ({"logged": []}, "Leave at least one"),
    ],
)
def test_a_choice_that_cannot_be_is_explained(
    cast: Cast, given: dict[str, object], said: str
) -> None:
    answer = choose(cast, **given)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not ReleaseRule.objects.exists()


@pytest.mark.parametrize("name", ["marek", "agnieszka", "gwen"])
def test_nobody_else_chooses(cast: Cast, name: str) -> None:
    assert choose(cast, name).status_code == 403
    with (
        acting_as(cast.users[name]),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        make.make_release_rule(cast.hill, by=cast.users[name])


def test_what_waits_is_read_when_nothing_holds_it_any_more(unwritten: Cast) -> None:
    make.make_release_rule(unwritten.hill, by=unwritten.bettina)
    write(unwritten)
    assert "Cones!" not in read_by(unwritten, "agnieszka")
    choose(unwritten, how="at_once")
    assert "Cones!" in read_by(unwritten, "agnieszka")


# --- at a set hour --------------------------------------------------------------------------------


@pytest.mark.usefixtures("at_noon")
def test_at_the_set_hour_the_worker_releases_what_is_finished_and_nothing_else(
    unwritten: Cast,
) -> None:
    make.make_release_rule(unwritten.hill, by=unwritten.bettina, how="at_hour", at=AT_FIVE)
    assert write(unwritten).status_code == 302
    draft = make.make_daily_note(unwritten.children["idris"], by=unwritten.ewa, released=False)
    elsewhere = make.make_daily_note(
        unwritten.children["barnacle"],
        by=unwritten.bram,
        released=False,
        ready_at=timezone.now(),
    )
    assert "Cones!" not in read_by(unwritten, "agnieszka")
    with as_worker():
        assert actions.release_due(now=moment(time(17, 14))) == 0
        assert actions.release_due(now=moment(AT_FIVE)) == 1
        assert actions.release_due(now=moment(time(17, 16))) == 0, "nothing is released twice"
    assert "Cones!" in read_by(unwritten, "agnieszka")
    assert DailyNote.objects.get(child__known_as="Zofia").released_at == moment(AT_FIVE)
    for note in (draft, elsewhere):
        note.refresh_from_db()
        assert note.released_at is None


def test_beat_rings_the_task(unwritten: Cast) -> None:
    make.make_release_rule(unwritten.hill, by=unwritten.bettina, how="at_hour", at=time(0))
    make.make_daily_note(
        unwritten.children["zofia"], by=unwritten.marek, released=False, ready_at=timezone.now()
    )
    with as_worker():
        tasks.release_due_days()
    assert DailyNote.objects.get().released_at is not None


def test_words_that_waited_overnight_are_released_and_older_ones_are_not(unwritten: Cast) -> None:
    make.make_release_rule(unwritten.hill, by=unwritten.bettina, how="at_hour", at=AT_FIVE)
    for days in (1, 6, 30):
        make.make_daily_note(
            unwritten.children["zofia"],
            by=unwritten.marek,
            day=today() - timedelta(days=days),
            released=False,
            ready_at=timezone.now(),
        )
    with as_worker():
        assert actions.release_due(now=moment(time(0, 1))) == 2


def test_words_finished_while_the_rule_changed_to_at_once_do_not_wait_for_ever(
    unwritten: Cast,
) -> None:
    make.make_release_rule(unwritten.hill, by=unwritten.bettina, how="at_once")
    for child, days in (("zofia", 0), ("idris", 3)):
        make.make_daily_note(
            unwritten.children[child],
            by=unwritten.marek,
            day=today() - timedelta(days=days),
            released=False,
            ready_at=timezone.now(),  # by somebody who had read the rule before
        )
    with as_worker():
        assert actions.release_due(now=moment(time(0, 1))) == 2


def test_the_worker_sees_no_more_of_the_days_than_what_waits(cast: Cast) -> None:
    make.make_release_rule(cast.hill, by=cast.bettina, how="at_hour", at=AT_FIVE)
    waits = make.make_daily_note(
        cast.children["zofia"],
        by=cast.marek,
        day=today() - timedelta(days=1),
        released=False,
        ready_at=timezone.now(),
    )
    with as_worker():
        assert list(DailyNote.objects.values_list("pk", flat=True)) == [waits.pk]


@pytest.mark.usefixtures("at_noon")
def test_words_finished_after_the_hour_are_read_at_once(unwritten: Cast) -> None:
    make.make_release_rule(unwritten.hill, by=unwritten.bettina, how="at_hour", at=time(11))
    write(unwritten)
    assert "Cones!" in read_by(unwritten, "agnieszka")


# --- when the room leader says so -----------------------------------------------------------------


@pytest.fixture
def by_leader(unwritten: Cast) -> Cast:
    make.make_release_rule(unwritten.hill, by=unwritten.bettina)
    return unwritten


def release(cast: Cast, name: str = "marek", *, up_to: str = "", room: str = "conkers") -> Any:
    return signed_in(cast, name).post(room_url(cast, room), {"up_to": up_to})


def test_marek_releases_his_room_with_one_press(by_leader: Cast) -> None:
    write(by_leader, "ewa")
    draft = make.make_daily_note(
        by_leader.children["idris"], by=by_leader.ewa, words="Half a thought", released=False
    )
    html = page(signed_in(by_leader, "marek"), room_url(by_leader))
    assert "Release the day of 1 child" in html
    assert "words not finished" in html.lower()
    assert "words still missing" in html.lower(), "Anouk"
    assert "Cones!" not in read_by(by_leader, "agnieszka")
    assert release(by_leader).status_code == 302
    assert release(by_leader).status_code == 302
    assert "Cones!" in read_by(by_leader, "agnieszka")
    draft.refresh_from_db()
    assert draft.released_at is None
    assert AuditEvent.objects.filter(verb="release_daily_note").count() == 1


def test_what_was_finished_after_the_page_was_made_waits_for_another_look(by_leader: Cast) -> None:
    up_to = timezone.now().isoformat()
    write(by_leader, "ewa")
    release(by_leader, up_to=up_to)
    assert "Cones!" not in read_by(by_leader, "agnieszka")
    release(by_leader, up_to="nonsense")
    assert "Cones!" in read_by(by_leader, "agnieszka")


def test_ewa_sees_what_is_missing_and_releases_nothing(by_leader: Cast) -> None:
    write(by_leader, "ewa")
    html = page(signed_in(by_leader, "ewa"), room_url(by_leader))
    assert "Release the day" not in html
    assert release(by_leader, "ewa").status_code == 403
    assert release(by_leader, "saoirse").status_code == 404
    assert release(by_leader, "agnieszka").status_code == 404
    assert "Cones!" not in read_by(by_leader, "agnieszka")


def test_words_of_yesterday_that_were_finished_late_are_released_too(by_leader: Cast) -> None:
    make.make_daily_note(
        by_leader.children["zofia"],
        by=by_leader.ewa,
        day=today() - timedelta(days=1),
        words="Late words",
        released=False,
        ready_at=timezone.now(),
    )
    assert "Late words" in page(signed_in(by_leader, "marek"), room_url(by_leader))
    release(by_leader)
    assert DailyNote.objects.get().released_at is not None


def test_the_leader_of_a_room_does_not_break_a_set_hour(unwritten: Cast) -> None:
    make.make_release_rule(unwritten.hill, by=unwritten.bettina, how="at_hour", at=time(23, 59))
    assert release(unwritten).status_code == 403


def test_a_full_room_costs_no_more_statements_than_a_quiet_one(by_leader: Cast) -> None:
    client = signed_in(by_leader, "marek")
    page(client, room_url(by_leader))
    with statements() as few:
        page(client, room_url(by_leader))
    for number in range(20):
        child = make.make_child(
            by_leader.hill, name=f"Child {number}", room=by_leader.rooms["conkers"]
        )
        make.make_daily_note(child, by=by_leader.ewa, released=False, ready_at=timezone.now())
        make.make_care_entry(child, by=by_leader.ewa)
    with statements() as many:
        assert "Release the day of 20 children" in page(client, room_url(by_leader))
    assert len(many) == len(few)


# --- corrections ----------------------------------------------------------------------------------


def changes() -> QuerySet[DailyNoteChange]:
    """Of Zofia's day, without that of the cast."""
    return DailyNoteChange.objects.filter(note__child__known_as="Zofia", version__gt=0)


def test_a_correction_says_why_and_keeps_what_the_family_had_read(cast: Cast) -> None:
    answer = write(cast, "ewa", version=1, words="He slept 12:40.")
    assert answer.status_code == 422
    html = unescape(answer.content.decode())
    assert "Say why you change them." in html
    assert "He slept 12:40." in html
    assert not changes().exists()
    answer = write(
        cast, "ewa", version=1, words="He slept 12:40.", why="That was another child's line."
    )
    assert answer.status_code == 302
    html = read_by(cast, "agnieszka")
    assert "He slept 12:40." in html
    assert "That was another child's line." in html
    assert "Changed by" in html
    assert f"A good day. {canary('zofia')}" in html, "behind a disclosure"
    assert html.index("What stood here before") < html.index(f"A good day. {canary('zofia')}")


def test_words_that_nobody_has_read_change_without_a_reason(unwritten: Cast) -> None:
    write(unwritten, then="keep")
    assert write(unwritten, version=1, words="Leaves!", then="keep").status_code == 302
    assert not changes().exists()


def test_the_same_correction_sent_twice_is_one(cast: Cast) -> None:
    for _twice in range(2):
        assert write(cast, version=1, words="New.", why="A slip.").status_code == 302
    assert changes().count() == 1


def test_a_correction_can_neither_be_changed_nor_read_by_others(cast: Cast) -> None:
    write(cast, version=1, words="New.", why="A slip.")
    with acting_as(cast.flora):
        assert not changes().exists()
    with acting_as(cast.agnieszka):
        assert changes().count() == 1
    with acting_as(cast.marek), pytest.raises(ProgrammingError), transaction.atomic():
        DailyNoteChange.objects.update(why="Nothing.")
    with pytest.raises(IntegrityError), transaction.atomic():
        DailyNoteChange.objects.update(why="")
