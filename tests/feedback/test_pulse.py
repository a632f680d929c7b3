"""Three taps without a name: counted inside the sealed box, told after the last day, if at all."""

import json
import uuid
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.db import DatabaseError, ProgrammingError, connection, connections, transaction
from django.urls import reverse
from django.utils import timezone

from families.models import AuditEvent, OutboxJob, Setting, StampKey
from families.row_security import LETTERBOX, WEB, WORKER
from families.small_numbers import FEWEST, what_may_be_told
from feedback.actions.emptying import empty_box
from feedback.models import EVERY_DAY, FeedbackItem, Letterbox, PaperCard, Pulse
from feedback.sealed_box import SLOTS, Box, NoRoom, Posted, Tally
from feedback.stamps import card_hash, new_card_code
from tests import factories as make
from tests.roles import as_role

from .boxes import a_stamp, inside, open_letterbox
from .test_letterbox import Visitor

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "letterbox"])

TWO = [
    {"words": "How do they like it?", "signs": "faces", "options": ["Well", "So-so", "Not well"]},
    {"words": "More of what?", "signs": "shapes", "options": ["Soup", "Fruit", "Bread", "Rice"]},
]


@pytest.fixture
def hill() -> Setting:
    hill = make.make_setting("Marmalade Hill Nursery", phone="01632 960 123")
    open_letterbox(hill)
    return hill


@pytest.fixture
def pulse(hill: Setting) -> Pulse:
    return make.make_pulse(hill, title="Food", questions=TWO)


@pytest.fixture
def address(hill: Setting) -> str:
    return reverse("feedback:letterbox_pulse", args=[hill.letterbox_address])


def tapped(pulse: Pulse, *answers: int, **fields: str) -> dict[str, str]:
    body = {f"answer_{number}": str(answer) for number, answer in enumerate(answers, start=1)}
    return {"pulse": str(pulse.pk), "stamp": a_stamp(), **body, **fields}


def answer(address: str, pulse: Pulse, *answers: int, **fields: str) -> Any:
    return Visitor().post(address, tapped(pulse, *answers, **fields))


def a_card(setting: Setting) -> str:
    """The code of one more paper card of this term."""
    code = new_card_code()
    key = StampKey.objects.get(setting=setting)
    PaperCard.objects.create(setting=setting, key=key, code_hash=card_hash(code))
    return code


def after_its_end(setting: Setting) -> bool:
    """Empty the box at its first hour after the last day."""
    return empty_box(setting.letterbox_address, now=timezone.now() + timedelta(days=14))


def counts_inside(setting: Setting) -> list[list[int]]:
    [tally] = inside(setting).tallies.values()
    return tally.by_stamp


# --- one family taps ------------------------------------------------------------------------------


def test_a_tap_is_counted_in_the_sealed_box_and_kept_nowhere_by_itself(
    hill: Setting, address: str, pulse: Pulse
) -> None:
    page = Visitor().get(address)
    text = page.content.decode()
    for words in ("Food", "How do they like it?", "So-so", "More of what?", "Rice"):
        assert words in text
    lines = AuditEvent.objects.count()
    thanks = answer(address, pulse, 1, 3)
    assert thanks.status_code == 200
    assert "counted in the sealed box" in thanks.content.decode()
    answer(address, pulse, 1, 4)
    assert counts_inside(hill) == [[2, 0, 0], [0, 0, 1, 1]]
    box = inside(hill)
    assert box.posted == []
    assert len(box.spent) == 2
    pulse.refresh_from_db()
    assert (pulse.result, pulse.counted_on) == (None, None)
    assert not FeedbackItem.objects.exists()
    assert not OutboxJob.objects.exists()
    assert AuditEvent.objects.count() == lines


def test_the_page_knows_no_cookie_and_no_person(address: str, pulse: Pulse) -> None:
    page = answer(address, pulse, 1, 1)
    assert page.cookies == {}
    assert "Cookie" not in page.headers.get("Vary", "")
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"


def test_the_answer_to_a_script_is_the_same_whatever_was_tapped(address: str, pulse: Pulse) -> None:
    answers = [answer(address, pulse, *each, short="on") for each in ((1, 1), (3, 4), (2, 2))]
    assert len({each.content for each in answers}) == 1
    assert len({str(sorted(each.headers.items())) for each in answers}) == 1
    assert answers[0].json() == {"taken": True}


def test_what_was_sent_twice_because_the_answer_was_lost_counts_once(
    hill: Setting, address: str, pulse: Pulse
) -> None:
    body = tapped(pulse, 2, 2)
    assert Visitor().post(address, body).status_code == 200
    other = body | {"answer_1": "1", "short": "on"}
    assert Visitor().post(address, other).json()["why"] == "AlreadySpent"
    again = Visitor().post(address, body).content.decode()
    assert "it is counted, once" in again
    assert counts_inside(hill) == [[0, 1, 0], [0, 1, 0, 0]], "what came first holds"


def test_a_card_lets_one_answer_in(hill: Setting, address: str, pulse: Pulse) -> None:
    card = a_card(hill)
    lower = f"{card[:4]} {card[4:8]} {card[8:12]} {card[12:]}".lower()
    assert answer(address, pulse, 1, 1, stamp="", card=lower).status_code == 200
    [tally] = inside(hill).tallies.values()
    assert tally == Tally([[0, 0, 0], [0, 0, 0, 0]], [[1, 0, 0], [1, 0, 0, 0]])


def test_a_stamp_that_let_a_note_in_lets_no_answer_in_and_the_other_way_round(
    hill: Setting, address: str, pulse: Pulse
) -> None:
    letterbox = reverse("feedback:letterbox", args=[hill.letterbox_address])
    note = {"receipt": "A" * 24, "words": "The gate.", "reader": "managers", "stamp": a_stamp()}
    assert Visitor().post(letterbox, note).status_code == 200
    refused = answer(address, pulse, 2, 3, stamp=note["stamp"], short="on")
    assert refused.status_code == 422
    assert "has been used already" in refused.content.decode()
    body = tapped(pulse, 1, 1)
    assert Visitor().post(address, body).status_code == 200
    tapped_before = answer(address, pulse, 2, 3, stamp=body["stamp"], short="on")
    assert tapped_before.content == refused.content, "not what a stamp was used for"
    again = note | {"receipt": "B" * 24, "stamp": body["stamp"]}
    assert Visitor().post(letterbox, again).status_code == 422


# --- what is not taken ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"stamp": ""}, "needs a stamp or the code of a card"),
        ({"stamp": "ab" * 64 + "." + "cd" * 384}, "needs a stamp or the code of a card"),
        ({"stamp": "nonsense"}, "needs a stamp or the code of a card"),
        ({"stamp": "", "card": "A" * 16}, "needs a stamp or the code of a card"),
        ({"card": "ABC"}, "16 letters and numbers"),
        ({"answer_2": ""}, "Tap one answer."),
        ({"answer_2": "5"}, "not one of these"),
        ({"answer_2": "0"}, "not one of these"),
        ({"answer_2": "-1"}, "not one of these"),
        ({"answer_2": "²"}, "not one of these"),
        ({"answer_2": "x" * 9_000}, "not one of these"),
    ],
)
def test_what_is_wrong_stands_beside_it_and_what_was_tapped_stays(
    hill: Setting, address: str, pulse: Pulse, change: dict[str, str], says: str
) -> None:
    page = answer(address, pulse, 2, 3, **change)
    text = page.content.decode()
    assert page.status_code == 422
    assert says in text
    assert 'value="2" id="id_answer_1_2" checked' in text
    assert inside(hill).tallies == {}
    assert not inside(hill).spent


def test_two_answers_to_one_question_are_none(hill: Setting, address: str, pulse: Pulse) -> None:
    body = "&".join(f"{name}={value}" for name, value in tapped(pulse, 1, 1).items())
    form = "application/x-www-form-urlencoded"
    page = Visitor().post(address, f"{body}&answer_1=2", content_type=form)
    assert page.status_code == 422
    assert "Two answers came for this question" in page.content.decode()
    assert inside(hill).tallies == {}


def test_of_a_nursery_with_fewer_than_ten_who_have_stamps_nothing_is_taken() -> None:
    wharf = make.make_setting("Custard Wharf")
    open_letterbox(wharf, holders=9)
    pulse = make.make_pulse(wharf, questions=TWO)
    address = reverse("feedback:letterbox_pulse", args=[wharf.letterbox_address])
    assert "cannot hide you yet" in Visitor().get(address).content.decode()
    refused = answer(address, pulse, 1, 1, short="on")
    assert refused.json()["why"] == "TooFewPeople"
    assert inside(wharf).tallies == {}


@pytest.mark.parametrize(
    ("opens", "closes"), [(-9, -1), (1, 9)], ids=["closed yesterday", "opens tomorrow"]
)
def test_before_the_first_and_after_the_last_day_nothing_is_taken(
    hill: Setting, address: str, opens: int, closes: int
) -> None:
    today = timezone.localdate()
    pulse = make.make_pulse(
        hill,
        title="Breakfast talk",
        questions=TWO,
        opens_on=today + timedelta(days=opens),
        closes_on=today + timedelta(days=closes),
    )
    assert "Breakfast talk" not in Visitor().get(address).content.decode()
    late = answer(address, pulse, 1, 1)
    assert late.status_code == 422
    assert "no stamp or card was used" in late.content.decode()
    assert answer(address, pulse, 1, 1, short="on").json()["why"] == "PulseClosed"
    assert not inside(hill).spent


def test_what_is_not_set_yet_is_on_no_page(hill: Setting, address: str) -> None:
    draft = make.make_pulse(hill, title="Breakfast talk", questions=TWO, is_opened=False)
    assert "Breakfast talk" not in Visitor().get(address).content.decode()
    assert answer(address, draft, 1, 1).status_code == 422


def test_an_answer_to_other_questions_is_not_taken_for_these(
    hill: Setting, address: str, pulse: Pulse
) -> None:
    page = Visitor().post(address, tapped(pulse, 1, 1) | {"pulse": str(uuid.uuid4())})
    assert page.status_code == 422
    assert "Those questions are closed" in page.content.decode()
    assert not inside(hill).spent


def test_the_taps_of_another_nursery_are_not_taken(address: str, pulse: Pulse) -> None:
    wharf = make.make_setting("Custard Wharf")
    open_letterbox(wharf, number=1)
    theirs = make.make_pulse(wharf, questions=TWO)
    assert answer(address, theirs, 1, 1).status_code == 422
    assert answer(address, pulse, 1, 1, stamp=a_stamp(1)).status_code == 422
    assert Visitor().get(reverse("feedback:letterbox_pulse", args=["nowhere"])).status_code == 404


def test_a_full_box_says_so_and_makes_room_for_a_tally_once_only() -> None:
    box = Box(posted=[Posted("note", f"{number:064}", "x") for number in range(SLOTS)])
    with pytest.raises(NoRoom):
        box.count(uuid.uuid4(), shape=[3], answers=[1], by_card=False)
    box.posted.pop()
    pulse = uuid.uuid4()
    for _each in range(3):
        box.count(pulse, shape=[3], answers=[1], by_card=False)
    with pytest.raises(NoRoom):
        box.put_in(Posted("note", "a" * 64, "x"))
    again = Box.opened(box.sealed(of=pulse), of=pulse)
    assert again.tallies == {pulse: Tally([[3, 0, 0]], [[0, 0, 0]])}
    assert len(again.posted) == SLOTS - 1


def test_a_full_box_says_so_on_the_page(
    hill: Setting, address: str, pulse: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedback.sealed_box.SLOTS", 0)
    page = answer(address, pulse, 2, 1)
    assert page.status_code == 422
    assert "The box is full" in page.content.decode()
    assert "id_answer_1_2" in page.content.decode()


def test_when_the_database_is_away_the_taps_are_kept_to_be_sent_again(
    hill: Setting, address: str, pulse: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_args: object, **_kwargs: object) -> None:
        raise DatabaseError

    monkeypatch.setattr("feedback.views.letterbox_pulse.tap", away)
    page = answer(address, pulse, 2, 4)
    assert page.status_code == 503
    assert '<input type="hidden" name="answer_2" value="4">' in page.content.decode()
    assert answer(address, pulse, 2, 4, short="on").json()["why"] == "Away"


# --- what comes out -------------------------------------------------------------------------------


def tap_many(hill: Setting, address: str, pulse: Pulse, *answers: tuple[int, int, int]) -> None:
    for first, second, times in answers:
        for _each in range(times):
            assert answer(address, pulse, first, second).status_code == 200


def test_the_numbers_come_out_after_the_last_day_and_not_before(
    hill: Setting, address: str, pulse: Pulse
) -> None:
    tap_many(hill, address, pulse, (1, 1, 6), (2, 2, 5))
    Letterbox.objects.filter(setting=hill).update(weekday=EVERY_DAY)
    on_its_last_day = timezone.localtime() + timedelta(days=5)
    assert empty_box(hill.letterbox_address, now=on_its_last_day.replace(hour=23))
    pulse.refresh_from_db()
    assert pulse.result is None
    assert counts_inside(hill)[0] == [6, 5, 0]
    assert after_its_end(hill)
    pulse.refresh_from_db()
    assert pulse.counted_on > pulse.closes_on
    box = inside(hill)
    assert box.tallies == {}
    assert len(box.spent) == 11, "they stay spent"


def test_below_five_no_number_is_told_not_even_how_few(
    hill: Setting, address: str, pulse: Pulse
) -> None:
    tap_many(hill, address, pulse, (1, 1, 4))
    after_its_end(hill)
    pulse.refresh_from_db()
    assert pulse.result == {"total": None, "counts": [[None] * 3, [None] * 4]}


def test_where_nobody_answered_the_same_stands(hill: Setting, pulse: Pulse) -> None:
    after_its_end(hill)
    pulse.refresh_from_db()
    assert pulse.result == {"total": None, "counts": [[None] * 3, [None] * 4]}


def test_a_small_number_and_what_would_give_it_away_are_not_told(
    hill: Setting, address: str, pulse: Pulse
) -> None:
    tap_many(hill, address, pulse, (1, 1, 8), (2, 2, 6), (3, 3, 2))
    after_its_end(hill)
    pulse.refresh_from_db()
    assert pulse.result["total"] == 16
    assert pulse.result["counts"][0] == [8, None, None]


def test_a_manager_with_cards_cannot_lift_a_small_number_and_subtract_her_own(
    hill: Setting, address: str, pulse: Pulse
) -> None:
    """Three families tapped the last answer; six cards of hers would make nine of them."""
    tap_many(hill, address, pulse, (1, 1, 9), (2, 2, 8), (3, 2, 3))
    for _each in range(6):
        answer(address, pulse, 3, 2, stamp="", card=a_card(hill))
    after_its_end(hill)
    pulse.refresh_from_db()
    assert pulse.result["total"] == 26
    assert pulse.result["counts"][0] == [9, None, None]
    assert pulse.result["counts"][1] == [None, 11 + 6, None, None], "added to what may be told"


def test_five_cards_alone_tell_nothing(hill: Setting, address: str, pulse: Pulse) -> None:
    tap_many(hill, address, pulse, (1, 1, 4))
    for _each in range(5):
        answer(address, pulse, 1, 1, stamp="", card=a_card(hill))
    after_its_end(hill)
    pulse.refresh_from_db()
    assert pulse.result["total"] is None
    assert pulse.result["counts"][0] == [None] * 3


def test_while_few_hold_stamps_the_numbers_stay_in_the_box(
    hill: Setting, address: str, pulse: Pulse
) -> None:
    tap_many(hill, address, pulse, (1, 1, 6))
    StampKey.objects.update(holders=9)
    assert not after_its_end(hill)
    pulse.refresh_from_db()
    assert pulse.counted_on is None
    StampKey.objects.update(holders=10)
    assert after_its_end(hill)


def test_what_nobody_answered_does_not_wait_for_ten_who_hold_stamps(
    hill: Setting, pulse: Pulse
) -> None:
    """Or a nursery that had ten and has nine now could never ask again."""
    StampKey.objects.update(holders=9)
    assert after_its_end(hill)
    pulse.refresh_from_db()
    assert pulse.result == {"total": None, "counts": [[None] * 3, [None] * 4]}
    assert make.make_pulse(hill, title="The next")


def test_a_note_that_waits_keeps_even_unanswered_taps_in_the_box(
    hill: Setting, pulse: Pulse
) -> None:
    letterbox = reverse("feedback:letterbox", args=[hill.letterbox_address])
    note = {"receipt": "A" * 24, "words": "The gate.", "reader": "managers", "stamp": a_stamp()}
    assert Visitor().post(letterbox, note).status_code == 200
    StampKey.objects.update(holders=9)
    assert not after_its_end(hill)
    pulse.refresh_from_db()
    assert pulse.counted_on is None


def test_emptied_twice_at_the_same_hour_the_numbers_are_told_once(
    hill: Setting, address: str, pulse: Pulse
) -> None:
    tap_many(hill, address, pulse, (1, 1, 7))
    assert after_its_end(hill)
    assert not after_its_end(hill)
    pulse.refresh_from_db()
    assert pulse.result["total"] == 7


@pytest.mark.parametrize(("options", "most"), [(3, 15), (4, 12), (5, 10)])
def test_who_knows_the_total_from_another_question_still_knows_no_small_number(
    options: int, most: int
) -> None:
    """The total is the same for all questions of a sheet, so a question of which nothing is told
    stands beside one that tells it. All results that look alike are laid side by side: every number
    that is not told could have been another one."""
    alike: dict[tuple[Any, ...], set[tuple[int, ...]]] = {}
    for counts in product(range(most + 1), repeat=options):
        if FEWEST <= sum(counts) <= most:
            told = tuple(what_may_be_told(list(counts)).counts)
            alike.setdefault((told, sum(counts)), set()).add(counts)
    assert alike
    for (told, total), possible in alike.items():
        for place, count in enumerate(told):
            if count is None:
                assert len({each[place] for each in possible}) > 1, (told, total, possible)


# --- the second wall ------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [WEB, WORKER])
def test_neither_the_web_nor_the_worker_writes_down_a_number(pulse: Pulse, role: str) -> None:
    with (
        as_role(role),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        Pulse.objects.update(result={"total": 99, "counts": []})


def _told(cursor: Any, sql: str, *values: str) -> bool:
    cursor.execute(sql, values)
    return cursor.fetchone()[0]


def test_the_letterbox_changes_nothing_but_what_is_told(hill: Setting, pulse: Pulse) -> None:
    may = "SELECT has_column_privilege(%s, 'feedback_pulse', %s, 'UPDATE')"
    columns = [field.column for field in Pulse._meta.fields]
    with connection.cursor() as cursor:
        changed = {each for each in columns if _told(cursor, may, LETTERBOX, each)}
    assert changed == {"counted_on", "result"}
    with transaction.atomic(using="letterbox"), connections["letterbox"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM feedback_pulse")
        assert cursor.fetchone() == (0,), "no letterbox is open"


def test_the_database_keeps_one_running_at_a_time_and_no_numbers_before_the_end(
    hill: Setting, pulse: Pulse
) -> None:
    with pytest.raises(DatabaseError, match="one_pulse_at_a_time"):
        make.make_pulse(hill, title="Another")
    with pytest.raises(DatabaseError, match="pulse_is_counted_after_its_end"):
        Pulse.objects.filter(pk=pulse.pk).update(
            counted_on=pulse.closes_on, result=json.loads('{"total": 5}')
        )


@pytest.mark.parametrize("days", [1, 5, 35])
def test_the_database_keeps_it_open_for_a_week_to_five(hill: Setting, days: int) -> None:
    today = timezone.localdate()
    with pytest.raises(DatabaseError, match="pulse_is_open_for_days"):
        make.make_pulse(hill, opens_on=today, closes_on=today + timedelta(days=days))


def test_the_database_takes_the_shortest_and_the_longest(hill: Setting) -> None:
    today = timezone.localdate()
    for days in (6, 34):
        draft = {"opens_on": today, "closes_on": today + timedelta(days=days)}
        make.make_pulse(hill, is_opened=False, **draft)


@pytest.mark.parametrize(
    "result",
    [
        {"total": 4, "counts": [[None, None, None]]},
        {"total": 0, "counts": [[None, None, None]]},
        {"total": 20, "counts": [[8, 12, 0]]},
        {"total": 20, "counts": [[8, 10, None], [None, 4, 16]]},
        {"total": 20, "counts": [[-5, None, None]]},
    ],
)
def test_the_database_keeps_no_small_number(hill: Setting, result: dict[str, Any]) -> None:
    with pytest.raises(DatabaseError, match="pulse_tells_no_small_number"):
        make.make_told_pulse(hill, result=result)
    make.make_told_pulse(hill, result={"total": 5, "counts": [[5, None, None]]})
