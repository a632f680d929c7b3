"""A child's day, told to the family."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from learning_journals.models import CareEntry, DailyNote
from tests import factories as make
from tests.cast import Cast, canary
from tests.statements import statements

pytestmark = pytest.mark.django_db

MOST_STATEMENTS = 18  # accidents, medicine, next steps, the morning at home, what grew from what


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.users[name])
    return client


def today() -> date:
    return timezone.localdate()


def at(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=timezone.get_current_timezone())


def day_of(cast: Cast, name: str, child: str, day: date | None = None) -> str:
    url = (
        reverse("learning_journals:day_detail", args=[cast.children[child].pk, day])
        if day
        else reverse("learning_journals:day_today", args=[cast.children[child].pk])
    )
    answer = signed_in(cast, name).get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def log(cast: Cast, kind: str, clock: str, *, day: date, **fields: Any) -> CareEntry:
    return make.make_care_entry(
        cast.children["zofia"], by=cast.marek, kind=kind, at=at(day, clock), **fields
    )


LAST_WEEK = timedelta(days=7)


def test_zofias_mother_reads_the_day_as_a_story(cast: Cast) -> None:
    day = today() - LAST_WEEK
    log(cast, "mood", "08:10", day=day, answer="settled")
    log(cast, "lunch", "12:00", day=day, answer="most", words="Lentils and peas")
    log(cast, "bottle", "15:00", day=day, millilitres=150)
    log(cast, "drink", "16:00", day=day, millilitres=60)
    log(cast, "sleep", "12:40", day=day, ended_at=at(day, "13:30"))
    log(cast, "activity", "10:00", day=day, words="Leaves in the Dingle")
    make.make_daily_note(
        cast.children["zofia"], by=cast.marek, day=day, words="Zofia and the long row of cones."
    )
    html = day_of(cast, "agnieszka", "zofia", day)
    for said in (
        "08:10: settled",
        "Lunch: ate most of it",
        "Lentils and peas",
        "Bottle 15:00: 150 ml",
        "210 ml to drink in all",
        "Slept from 12:40 to 13:30: 50 minutes",
        "Leaves in the Dingle",
        "Zofia and the long row of cones.",
    ):
        assert said in html, said


def test_nappies_are_counted_gently_and_without_a_time(cast: Cast) -> None:
    day = today() - LAST_WEEK
    for clock, answer in (
        ("08:07", "wet"),
        ("11:13", "wet"),
        ("14:17", "soiled"),
        ("15:19", "toilet"),
        ("16:21", "toilet"),
        ("16:53", "accident"),
    ):
        log(cast, "nappy", clock, day=day, answer=answer)
    html = day_of(cast, "agnieszka", "zofia", day)
    assert "Nappies: 2 wet, 1 soiled" in html
    assert "Used the toilet 2 times" in html
    assert "One little accident" in html
    for clock in ("08:07", "11:13", "14:17", "15:19", "16:53"):
        assert clock not in html


def test_a_child_who_sleeps_now_is_said_to_sleep(cast: Cast) -> None:
    make.make_care_entry(
        cast.children["zofia"],
        by=cast.marek,
        kind="sleep",
        at=timezone.now() - timedelta(minutes=1),
    )
    assert "Asleep since" in day_of(cast, "agnieszka", "zofia")


def test_what_was_undone_is_told_to_nobody(cast: Cast) -> None:
    day = today() - LAST_WEEK
    log(cast, "lunch", "12:00", day=day, words="Wrong child", undone_at=timezone.now())
    for name in ("agnieszka", "marek"):
        assert "Wrong child" not in day_of(cast, name, "zofia", day)


def test_a_kind_that_the_setting_does_not_log_is_not_told(cast: Cast) -> None:
    cast.hill.hidden_care_kinds = ["nappy"]
    cast.hill.save()
    day = today() - LAST_WEEK
    log(cast, "nappy", "08:07", day=day, answer="wet")
    assert "Nappies" not in day_of(cast, "agnieszka", "zofia", day)


def test_meals_stand_there_at_once_but_unfinished_words_wait_for_their_release(
    cast: Cast,
) -> None:
    day = today() - LAST_WEEK
    log(cast, "tea", "16:00", day=day, answer="all")
    make.make_daily_note(
        cast.children["zofia"], by=cast.marek, day=day, words="Half a thought", released=False
    )
    html = day_of(cast, "agnieszka", "zofia", day)
    assert "Tea: ate it all" in html
    assert "Half a thought" not in html
    html = day_of(cast, "ewa", "zofia", day)
    assert "Half a thought" in html
    assert "Not shared with the family yet" in html


def test_what_was_seen_that_day_stands_under_the_story(cast: Cast) -> None:
    day = today() - LAST_WEEK
    make.make_observation(
        cast.children["zofia"], by=cast.marek, words="Drums!", at=at(day, "10:00")
    )
    make.make_observation(
        cast.children["zofia"],
        by=cast.marek,
        words="The day after.",
        at=at(day + timedelta(days=1), "00:00"),
    )
    html = day_of(cast, "agnieszka", "zofia", day)
    assert "Drums!" in html
    assert "The day after." not in html


def test_a_grandfather_without_the_journal_reads_the_day_alone(cast: Cast) -> None:
    cast.children["idris"].parent_carers.filter(user=cast.emrys).update(sees_journal=False)
    html = day_of(cast, "emrys", "idris")
    assert "Peas." in html
    assert "Nine pine cones" not in html
    assert reverse("learning_journals:journal", args=[cast.children["idris"].pk]) not in html


def test_one_walks_from_day_to_day_past_the_empty_ones(cast: Cast) -> None:
    long_ago = today() - timedelta(days=30)
    log(cast, "lunch", "12:00", day=long_ago, answer="all")
    zofia = cast.children["zofia"].pk
    html = day_of(cast, "agnieszka", "zofia")
    assert reverse("learning_journals:day_detail", args=[zofia, long_ago]) in html
    html = day_of(cast, "agnieszka", "zofia", long_ago)
    assert reverse("learning_journals:day_detail", args=[zofia, today()]) in html
    assert 'rel="prev"' not in html


def test_an_empty_day_says_something_kind(cast: Cast) -> None:
    assert "Perhaps Zofia was at home." in day_of(
        cast, "agnieszka", "zofia", today() - timedelta(days=3)
    )


def test_midnight_belongs_to_the_day_that_begins_also_when_the_clocks_change(cast: Cast) -> None:
    sunday = date(2026, 10, 25)  # 25 hours long in London
    log(cast, "snack", "00:00", day=sunday, words="At its first minute")
    log(cast, "snack", "23:59", day=sunday, words="At its last minute")
    html = day_of(cast, "agnieszka", "zofia", sunday)
    assert "At its first minute" in html
    assert "At its last minute" in html
    assert "At its" not in day_of(cast, "agnieszka", "zofia", sunday + timedelta(days=1))


def test_a_day_that_has_not_come_or_is_none_does_not_exist(cast: Cast) -> None:
    zofia = cast.children["zofia"].pk
    client = signed_in(cast, "agnieszka")
    tomorrow = today() + timedelta(days=1)
    url = reverse("learning_journals:day_detail", args=[zofia, tomorrow])
    assert client.get(url).status_code == 404
    assert client.get(f"/children/{zofia}/day/2026-02-31/").status_code == 404


def test_parents_of_twins_step_from_one_day_to_the_other(cast: Cast) -> None:
    html = day_of(cast, "edmund", "ottoline")
    rafferty = cast.children["rafferty"].pk
    assert reverse("learning_journals:day_detail", args=[rafferty, today()]) in html


@pytest.mark.parametrize("name", ["saoirse", "flora", "gwen", "olwen", "ottilie"])
def test_for_others_zofias_day_does_not_exist(cast: Cast, name: str) -> None:
    url = reverse("learning_journals:day_today", args=[cast.children["zofia"].pk])
    assert signed_in(cast, name).get(url).status_code == 404


def test_a_full_day_costs_no_more_statements_than_a_quiet_one(cast: Cast) -> None:
    day = today() - LAST_WEEK
    counted = {}
    for many in (1, 30):
        for number in range(many):
            log(cast, "snack", f"{9 + number % 8:02d}:00", day=day, answer="some")
            seen = make.make_observation(
                cast.children["zofia"], by=cast.marek, words="Seen.", at=at(day, "10:00")
            )
            make.make_photo(seen, by=cast.marek)
        for name in ("agnieszka", "marek"):
            client = signed_in(cast, name)
            url = reverse("learning_journals:day_detail", args=[cast.children["zofia"].pk, day])
            client.get(url)
            with statements() as sent:
                assert client.get(url).status_code == 200
            counted.setdefault(name, []).append(len(sent))
    for name, (quiet, full) in counted.items():
        assert quiet == full <= MOST_STATEMENTS, name


# --- the words of the day -------------------------------------------------------------------------


def write(cast: Cast, name: str, *, words: str, version: int, then: str = "share") -> Any:
    url = reverse("learning_journals:day_edit", args=[cast.children["zofia"].pk, today()])
    body = {"words": words, "version": version, "then": then, "why": "A slip of the pen."}
    return signed_in(cast, name).post(url, body)


def note() -> DailyNote:
    return DailyNote.objects.get(child__known_as="Zofia", day=timezone.localdate())


def test_the_words_of_a_day_name_no_other_child_nor_does_the_reason_of_a_change(
    cast: Cast,
) -> None:
    DailyNote.objects.all().delete()
    answer = write(cast, "marek", words="Idris cried, and Zofia sang.", version=0)
    assert answer.status_code == 422
    assert "“Idris” is another child’s name" in answer.context["form"].errors["words"][0]
    assert not DailyNote.objects.exists()
    assert write(cast, "marek", words="Zofia sang.", version=0).status_code == 302


def test_marek_writes_keeps_and_then_shares_the_words(cast: Cast) -> None:
    DailyNote.objects.all().delete()
    assert write(cast, "marek", words="Cones!", version=0, then="keep").status_code == 302
    assert "Cones!" not in day_of(cast, "agnieszka", "zofia")
    assert write(cast, "marek", words="Cones!", version=1).status_code == 302
    assert "Cones!" in day_of(cast, "agnieszka", "zofia")


def test_a_correction_stays_shared(cast: Cast) -> None:
    write(cast, "ewa", words="No sleep was another child's line.", version=1, then="keep")
    assert "another child" in day_of(cast, "agnieszka", "zofia")
    assert note().version == 2


def test_two_who_write_at_once_lose_neithers_words(cast: Cast) -> None:
    assert write(cast, "ewa", words="Ewa was first.", version=1).status_code == 302
    answer = write(cast, "marek", words="Marek was second.", version=1)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Ewa was first." in html
    assert "Marek was second." in html
    assert 'name="version" value="2"' in html
    assert note().words == "Ewa was first."


def test_two_who_begin_at_once_lose_neithers_words(cast: Cast) -> None:
    DailyNote.objects.all().delete()
    write(cast, "ewa", words="Ewa was first.", version=0)
    answer = write(cast, "marek", words="Marek was second.", version=0)
    assert answer.status_code == 409
    assert "Marek was second." in answer.content.decode()
    assert note().words == "Ewa was first."


def test_the_same_form_sent_twice_changes_nothing_more(cast: Cast) -> None:
    for _ in range(2):
        assert write(cast, "marek", words="Twice.", version=1).status_code == 302
    assert note().version == 2


def test_too_many_words_are_kept_and_explained(cast: Cast) -> None:
    answer = write(cast, "marek", words="long " * 500, version=1)
    assert answer.status_code == 422
    assert "long " * 499 in answer.content.decode()
    assert canary("zofia") in note().words


def test_families_read_and_do_not_write_the_words_of_the_day(cast: Cast) -> None:
    url = reverse("learning_journals:day_edit", args=[cast.children["zofia"].pk, today()])
    assert signed_in(cast, "agnieszka").get(url).status_code == 403
    assert write(cast, "agnieszka", words="Mine.", version=1).status_code == 403
    assert signed_in(cast, "saoirse").get(url).status_code == 404
