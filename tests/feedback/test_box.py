"""The sealed box: spent and kept together, how it looks from outside, its emptying."""

import random
import threading
import uuid
from datetime import timedelta
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from django.db import DatabaseError, IntegrityError, connection, connections, transaction
from django.urls import reverse
from django.utils import timezone

from families.models import Setting, StampKey
from families.row_security import WEB, WORKER
from feedback import tasks
from feedback.actions import emptying
from feedback.actions.letterboxes import make_cards
from feedback.models import FeedbackItem, FeedbackReply, Letterbox, SealedBox
from feedback.queries.letterbox import hash_of, last_turn, note_of, setting_of
from feedback.sealed_box import (
    MARKS,
    ROOM,
    SEALED_BYTES,
    SLOTS,
    Box,
    NoRoom,
    Posted,
    TooLong,
)
from tests import factories as make
from tests.roles import acting_as, as_role, as_worker

from .boxes import a_key, a_stamp, after_next_turn, empty, inside, open_letterbox, words_inside
from .test_letterbox import Visitor, code_in_form, code_shown, filled_in, post

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "letterbox"])


@pytest.fixture
def hill() -> Setting:
    hill = make.make_setting("Marmalade Hill Nursery", phone="01632 960 123")
    open_letterbox(hill)
    return hill


@pytest.fixture
def address(hill: Setting) -> str:
    return reverse("feedback:letterbox", args=[hill.letterbox_address])


def sealed_of(setting: Setting) -> bytes:
    return bytes(SealedBox.objects.get(setting=setting).sealed)


def test_a_note_knows_the_term_in_which_the_box_was_opened_and_nothing_finer(
    hill: Setting, address: str
) -> None:
    """Whichever it was posted in: what comes out together is of one term."""
    first = StampKey.objects.get(setting=hill)
    post(address, "Posted in the first term")
    post(address, "Sent at once in the first term", at_once="on")
    day = timezone.localdate()
    first.term.ends_on = day - timedelta(days=1)
    first.term.save()
    second = open_letterbox(hill, number=1, name="Next", starts_on=day, ends_on=day)
    assert empty(hill)
    terms = dict(FeedbackItem.objects.values_list("words", "term"))
    assert terms == {
        "Posted in the first term": second.term_id,
        "Sent at once in the first term": first.term_id,
    }


# --- stamps ---------------------------------------------------------------------------------------


def test_without_a_stamp_or_card_nothing_is_taken_and_the_words_stay(
    hill: Setting, address: str
) -> None:
    page = post(address, "Please read this", stamp="")
    assert page.status_code == 422
    assert "needs a stamp" in page.content.decode()
    assert "Please read this" in page.content.decode()
    assert words_inside(hill) == []


def forgeries() -> dict[str, str]:
    message, _, signature = a_stamp().partition(".")
    other = a_stamp().partition(".")[0]
    return {
        "of another message": f"{other}.{signature}",
        "one bit off": f"{message}.{int(signature, 16) ^ 1:0768x}",
        "zero": f"{message}.{'0' * 768}",
        "one": f"{message}.{1:0768x}",
        "larger than the modulus": f"{message}.{'f' * 768}",
        "of chance": f"{message}.{random.Random(3).getrandbits(3000):0768x}",
        "of another nursery": a_stamp(1),
        "short": f"{message[:-2]}.{signature}",
        "no hexadecimal digits": "x" * 128 + "." + "y" * 768,
        "enormous": "a" * 100_000,
    }


@pytest.mark.parametrize("which", forgeries())
def test_a_forged_or_foreign_stamp_lets_nothing_in(hill: Setting, address: str, which: str) -> None:
    before = sealed_of(hill)
    assert post(address, "Forged", stamp=forgeries()[which]).status_code == 422
    assert sealed_of(hill) == before, "not even the box was touched"


def test_a_thousand_forgeries_of_chance_let_nothing_in(hill: Setting) -> None:
    from feedback.stamps import Stamp

    chance, modulus = random.Random(7), f"{a_key().n:x}"
    for _each in range(1_000):
        assert not Stamp(chance.randbytes(64), chance.randbytes(384)).is_signed(modulus)


def test_a_stamp_of_last_term_is_refused_as_soon_as_there_are_new_ones(
    hill: Setting, address: str
) -> None:
    today = timezone.localdate()
    hill_term = StampKey.objects.get(setting=hill).term
    type(hill_term).objects.filter(pk=hill_term.pk).update(
        starts_on=today - timedelta(days=90), ends_on=today - timedelta(days=1)
    )
    assert post(address, "In the holidays").status_code == 200
    open_letterbox(hill, number=1, starts_on=today, ends_on=today + timedelta(days=80))
    assert post(address, "Too late").status_code == 422
    assert post(address, "This term", stamp=a_stamp(1)).status_code == 200
    assert words_inside(hill) == ["In the holidays", "This term"], "nothing was lost on the way"


def test_the_box_never_goes_back_to_the_stamps_of_an_earlier_term(
    hill: Setting, address: str
) -> None:
    """Not even if somebody with the database moves the days: its spent stamps are forgotten."""
    today = timezone.localdate()
    earlier = StampKey.objects.get(setting=hill).term
    earlier.starts_on, earlier.ends_on = today - timedelta(days=90), today - timedelta(days=1)
    earlier.save()
    used = a_stamp()
    assert post(address, "In the holidays", stamp=used).status_code == 200
    later = open_letterbox(hill, number=1, starts_on=today, ends_on=today + timedelta(days=80))
    new = a_stamp(1)
    assert post(address, "This term", stamp=new).status_code == 200
    terms = type(earlier).objects.filter(pk=later.term_id)
    terms.update(starts_on=today + timedelta(days=1))
    assert post(address, "Again", stamp=used).status_code == 422
    assert post(address, "Never used", stamp=a_stamp()).status_code == 422
    terms.update(starts_on=today)
    assert post(address, "And this one", stamp=new).status_code == 422
    assert words_inside(hill) == ["In the holidays", "This term"]


def test_a_stamp_is_spent_once_whatever_is_sent_with_it(hill: Setting, address: str) -> None:
    stamp = a_stamp()
    assert post(address, "Once", stamp=stamp).status_code == 200
    for _again in range(3):
        page = post(address, "Twice", stamp=stamp)
        assert page.status_code == 422
        assert "let a note in already" in page.content.decode()
    empty(hill)
    assert post(address, "After the emptying", stamp=stamp).status_code == 422
    assert post(address, "At once", stamp=stamp, at_once="on").status_code == 422
    assert list(FeedbackItem.objects.values_list("words", flat=True)) == ["Once"]


def test_of_fifty_at_the_same_moment_with_one_stamp_exactly_one_is_kept(
    hill: Setting, address: str
) -> None:
    stamp, page = a_stamp(), Visitor().get(address)
    form = {"receipt": code_in_form(page), "reader": "managers", "stamp": stamp}
    start, answers = threading.Barrier(10), []

    def send(number: int) -> None:
        try:
            start.wait(60)
            for each in range(5):
                words = f"Note {number} {each}"
                receipt = f"{'ABCDEFGHIJ'[number]}{'KLMNO'[each]}".ljust(24, "A")
                answer = Visitor().post(address, {**form, "words": words, "receipt": receipt})
                answers.append(answer.status_code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send, args=[number]) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200, *[422] * 49]
    assert len(inside(hill).posted) == 1
    assert len(inside(hill).spent) == 1


def test_killed_between_spending_and_storing_there_is_neither(
    hill: Setting, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is one write; and whoever tries again with the same stamp is let in."""
    stamp, before = a_stamp(), sealed_of(hill)

    def die(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    for where in ("feedback.actions.posting.put_back", "feedback.actions.posting.Box.put_in"):
        with monkeypatch.context() as patch:
            patch.setattr(where, die)
            with pytest.raises(KeyboardInterrupt):
                post(address, "Half", stamp=stamp)
        assert sealed_of(hill) == before
    assert post(address, "Whole", stamp=stamp).status_code == 200
    assert words_inside(hill) == ["Whole"]


def test_sent_now_spends_the_stamp_and_is_there_at_once(hill: Setting, address: str) -> None:
    stamp = a_stamp()
    thanks = post(address, "Now", stamp=stamp, at_once="on")
    assert "was sent now" in thanks.content.decode()
    assert FeedbackItem.objects.get().words == "Now"
    assert len(inside(hill).spent) == 1
    assert post(address, "Again", stamp=stamp).status_code == 422


def test_with_nine_people_the_page_says_that_it_hides_nobody_and_takes_nothing(
    hill: Setting, address: str
) -> None:
    form = filled_in(address, "Please keep these words")
    StampKey.objects.update(holders=9)
    page = Visitor().get(address).content.decode()
    assert "cannot hide you yet" in page
    assert "<textarea" not in page
    assert "0808 800 5000" in page
    for extra in ({}, {"at_once": "on"}):
        refused = Visitor().post(address, {**form, **extra})
        assert refused.status_code == 422
        assert "Please keep these words" in refused.content.decode()
    assert words_inside(hill) == []
    assert not FeedbackItem.objects.exists()


def test_before_any_term_there_is_no_stamp_and_nothing_is_taken() -> None:
    wharf = make.make_setting("Custard Wharf")
    address = reverse("feedback:letterbox", args=[wharf.letterbox_address])
    assert "cannot hide you yet" in Visitor().get(address).content.decode()
    form = {"receipt": "A" * 24, "words": "x", "reader": "managers", "stamp": a_stamp()}
    assert Visitor().post(address, form).status_code == 422


def test_the_page_names_the_key_by_which_browsers_know_their_stamps(
    hill: Setting, address: str
) -> None:
    """A browser whose stamps are of another key says that it has none (static/js/letterbox.js)."""
    page, key = Visitor().get(address).content.decode(), StampKey.objects.get(setting=hill)
    assert f'data-modulus="{key.modulus}"' in page
    assert key.fingerprint in page


def test_a_script_gets_the_same_bytes_for_every_note_that_is_taken(address: str) -> None:
    answers = set()
    for words, more in (
        ("A", {}),
        ("ب" * 900, {"reader": "both"}),
        ("Now", {"at_once": "on", "ticks": "welcome"}),
    ):
        answer = post(address, words, short="on", **more)
        answers.add((answer.status_code, answer.content, tuple(sorted(answer.items()))))
    [(status, content, _headers)] = answers
    assert (status, content) == (200, b'{"taken": true}')


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"stamp": ""}, "NotStamped"),
        ({"words": " "}, "Unreadable"),
        ({"receipt": "weak"}, "Unreadable"),
        ({"reader": "everybody"}, "Unreadable"),
        ({"card": "short"}, "Unreadable"),
    ],
)
def test_a_script_hears_in_a_word_and_in_words_why_not(
    address: str, change: dict[str, str], why: str
) -> None:
    answer = Visitor().post(address, {**filled_in(address, "Words"), "short": "on", **change})
    assert answer.status_code == 422
    assert answer.json()["why"] == why
    assert all(answer.json()["said"])


# --- the box from outside and inside --------------------------------------------------------------


def test_the_box_has_one_size_and_looks_like_chance_whatever_is_in_it(
    hill: Setting, address: str
) -> None:
    seen = [sealed_of(hill)]
    for words in ("A", "kanari-in-the-box " * 100, "ب" * 1_500):
        post(address, words)
        seen.append(sealed_of(hill))
    emptying.write_anew(hill.letterbox_address)
    seen.append(sealed_of(hill))
    assert {len(each) for each in seen} == {SEALED_BYTES}
    assert len(set(seen)) == len(seen), "every write is new, with the same inside too"
    for each in seen:
        assert b"kanari" not in each
        assert max(each.count(bytes([byte])) for byte in range(256)) < 2 * SEALED_BYTES / 256
    with pytest.raises(IntegrityError, match="one_size"):
        SealedBox.objects.update(sealed=b"short")


def test_what_lies_in_the_box_is_in_a_new_order_after_every_write() -> None:
    box, of = Box(), uuid.uuid4()
    for number in range(20):
        box.put_in(Posted("note", f"{number}", f"Note {number}"))
    orders = {
        tuple(each.words for each in Box.opened(box.sealed(of=of), of=of).posted) for _ in "ab"
    }
    assert len(orders) == 2


def test_a_box_opens_for_its_own_nursery_with_the_right_key_and_unchanged(
    hill: Setting, settings: Any
) -> None:
    sealed = sealed_of(hill)
    assert Box.opened(sealed, of=hill.pk).posted == []
    changed = bytearray(sealed)
    changed[50_000] ^= 1
    for wrong, of in ((sealed, uuid.uuid4()), (bytes(changed), hill.pk)):
        with pytest.raises(InvalidTag):
            Box.opened(wrong, of=of)
    settings.LETTERBOX_KEY = "another key than the one it was sealed with"
    with pytest.raises(InvalidTag):
        Box.opened(sealed, of=hill.pk)


def test_everything_that_was_put_in_comes_out_and_the_spent_stamps_stay() -> None:
    box, of = Box(), uuid.uuid4()
    box.begin_term(key := uuid.uuid4())
    notes = [Posted("note", f"{n:064}", "ñ🌳" * n, "both", n) for n in range(SLOTS)]
    marks = {number.to_bytes(16) for number in range(MARKS)}
    for note in notes:
        box.put_in(note)
    for mark in marks:
        box.spend(mark)
    again = Box.opened(box.sealed(of=of), of=of)
    assert sorted(again.posted, key=lambda each: each.number) == notes
    assert (again.spent, again.key) == (marks, key)
    for one_more in (lambda: again.put_in(notes[0]), lambda: again.spend(b"x" * 16)):
        with pytest.raises(NoRoom):
            one_more()


def test_four_kibibytes_of_small_pictures_are_refused_with_the_words_kept(
    hill: Setting, address: str
) -> None:
    chance = random.Random(1)
    words = "".join(chr(chance.randrange(0x1F300, 0x1F5FF)) for _each in range(3_000))
    page = post(address, words)
    assert page.status_code == 422
    assert "too long for the box" in page.content.decode()
    assert words in page.content.decode()
    assert words_inside(hill) == []
    with pytest.raises(TooLong) as problem:
        Posted("note", "0" * 64, words).to_bytes()
    assert 0 < problem.value.over < 4 * 3_000 - ROOM + 500


def test_ready_words_need_no_others_and_come_as_words(hill: Setting, address: str) -> None:
    assert post(address, "", ticks="welcome").status_code == 200
    assert post(address, "And the gate.", ticks="why").status_code == 200
    assert post(address, " ").status_code == 422
    assert post(address, "x", ticks="no such words").status_code == 422
    assert words_inside(hill) == [
        "I do not feel welcome here.",
        "Something was decided, and I do not know why.\nAnd the gate.",
    ]


def test_who_reads_it_is_what_was_chosen_and_only_what_there_is(
    hill: Setting, address: str
) -> None:
    for reader in ("managers", "lead", "both"):
        assert post(address, reader, reader=reader).status_code == 200
    StampKey.objects.update(lead_apart=False)
    page = Visitor().get(address).content.decode()
    assert "The safeguarding lead, without" not in page
    assert "The manager and the deputy read it." in page
    assert 'type="radio"' not in page, "nothing to choose"
    assert post(address, "managers too", reader="managers").status_code == 200
    assert post(address, "Nobody would read it", reader="lead").status_code == 422
    empty(hill)
    assert {item.words: item.reader for item in FeedbackItem.objects.all()} == {
        "managers too": "managers",
        **{reader: reader for reader in ("managers", "lead", "both")},
    }
    times = Letterbox.objects.get(setting=hill)
    assert times.brought_on is not None
    assert times.lead_brought_on is not None


def test_managers_are_not_told_of_what_came_for_the_lead_alone(hill: Setting, address: str) -> None:
    post(address, "Only for the lead", reader="lead")
    empty(hill)
    times = Letterbox.objects.get(setting=hill)
    assert (times.brought_on, times.lead_brought_on is None) == (None, False)


def test_a_long_note_in_arabic_fits_as_one_in_english_does(hill: Setting, address: str) -> None:
    words = ("ابنتي لا تحب البوابة لأنها عالية وثقيلة جدا في المطر. " * 60)[:3_000].strip()
    assert post(address, words).status_code == 200
    assert words_inside(hill) == [words]


def test_a_full_box_says_so_keeps_the_words_and_lets_urgent_ones_through(
    hill: Setting, address: str
) -> None:
    box = Box()
    box.begin_term(StampKey.objects.get(setting=hill).pk)
    for number in range(SLOTS):
        box.put_in(Posted("note", f"{number:064}", f"Note {number}", "managers"))
    SealedBox.objects.filter(setting=hill).update(sealed=box.sealed(of=hill.pk))
    stamp = a_stamp()
    page = post(address, "One too many", stamp=stamp)
    assert page.status_code == 422
    for words in ("The box is full", "One too many", "every Friday at 16:00", "send it now"):
        assert words in page.content.decode()
    assert len(inside(hill).spent) == 0, "the stamp is good for another time"
    assert post(address, "Urgent", stamp=stamp, at_once="on").status_code == 200
    assert empty(hill)
    assert FeedbackItem.objects.count() == SLOTS + 1
    assert post(address, "There is room again").status_code == 200


def fill(hill: Setting, *, kind: str = "note", places: int = SLOTS) -> None:
    """Lay so much into the box, beside what is spent already."""
    box = inside(hill)
    box.posted = [Posted(kind, f"{number:064}", f"Note {number}") for number in range(places)]
    SealedBox.objects.filter(setting=hill).update(sealed=box.sealed(of=hill.pk))


def test_whoever_kept_the_codes_of_cards_cannot_ask_whether_one_was_used(
    hill: Setting, address: str, cards: list[str]
) -> None:
    """Only by using it up: with a receipt that is taken, the very note that lies there, or a full
    box, the answer is the same for both, and nothing is spent."""
    mine = {"words": "My own", "stamp": "", "receipt": "M" * 24, "short": "on"}
    assert post(address, **mine, card=cards[0]).json() == {"taken": True}
    assert post(address, "Of somebody", stamp="", card=cards[1]).status_code == 200

    def asked(**fields: str) -> list[bytes]:
        return [post(address, **{**mine, **fields, "card": card}).content for card in cards[1:3]]

    used, unused = asked(words="Another")
    assert used == unused
    assert b"ReceiptTaken" in used
    assert asked() == [b'{"taken": true}'] * 2, "it lies there once, whatever lets it in"
    soup = {"words": "Soup?", "signs": "faces", "options": ["Well", "So-so", "Not well"]}
    pulse = make.make_pulse(hill, questions=[soup])
    taps = reverse("feedback:letterbox_pulse", args=[hill.letterbox_address])
    fill(hill)
    used, unused = asked(receipt="N" * 24)
    assert used == unused
    assert b"NoRoom" in used
    tap = {"pulse": str(pulse.pk), "answer_1": "1", "short": "on"}
    used, unused = (Visitor().post(taps, {**tap, "card": card}).content for card in cards[1:3])
    assert used == unused
    assert b"NoRoom" in used
    assert len(inside(hill).spent) == 2


def test_what_writers_add_keeps_no_note_out(hill: Setting, address: str, receipts: str) -> None:
    code = code_shown(post(address, "First"))
    empty(hill)
    more = {"receipt": code, "do": "add", "words": "One more thing"}
    fill(hill, kind="reply", places=16)
    refused = Visitor().post(receipts, more)
    assert refused.status_code == 422
    assert "The box is full" in refused.content.decode()
    assert "One more thing" in refused.content.decode()
    assert post(address, "A note").status_code == 200
    fill(hill, kind="reply", places=15)
    assert Visitor().post(receipts, more).status_code == 200


@pytest.mark.parametrize("role", [WEB, WORKER])
@pytest.mark.parametrize("what", ["SELECT sealed FROM", "UPDATE", "DELETE FROM", "INSERT INTO"])
def test_neither_web_nor_worker_reaches_the_box_in_their_own_name(
    hill: Setting, role: str, what: str
) -> None:
    rest = {"UPDATE": " SET sealed = ''", "INSERT INTO": " DEFAULT VALUES"}.get(what, "")
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        as_role(role),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"{what} feedback_sealedbox{rest}")


# --- emptying -------------------------------------------------------------------------------------


def test_on_friday_at_four_by_the_nurserys_clock_the_beat_empties_the_box_once(
    hill: Setting, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(8):
        post(address, f"Note {number}")
    zone, friday = timezone.get_default_timezone(), timezone.localdate()
    while friday.weekday() != 4 or friday <= timezone.localdate():
        friday += timedelta(days=1)
    at = timezone.datetime.combine(friday, timezone.datetime.min.time(), tzinfo=zone)
    for hour, minute, kept in ((15, 59, 0), (16, 0, 8), (16, 1, 8), (23, 0, 8)):
        moment = at.replace(hour=hour, minute=minute)
        monkeypatch.setattr(tasks.timezone, "now", lambda moment=moment: moment)
        with as_worker():
            tasks.empty_boxes()
        assert FeedbackItem.objects.count() == kept, (hour, minute)
    times = Letterbox.objects.get(setting=hill)
    assert (times.emptied_on, times.brought_on) == (friday, friday)
    assert len(inside(hill).spent) == 8, "what is spent stays spent"


def test_a_worker_that_was_away_on_friday_empties_on_saturday_and_again_on_friday(
    hill: Setting, address: str
) -> None:
    post(address, "Waited")
    times = Letterbox.objects.get(setting=hill)
    late = after_next_turn()
    turn = last_turn(times, late)
    assert emptying.empty_box(hill.letterbox_address, now=late)
    times.refresh_from_db()
    assert times.emptied_on == turn, "for the turn that it was due, not the day it was done"
    assert not emptying.empty_box(hill.letterbox_address, now=late + timedelta(minutes=1))
    assert emptying.empty_box(hill.letterbox_address, now=late + timedelta(days=7))


def test_notes_lie_in_the_tray_in_an_order_that_has_nothing_to_do_with_their_coming(
    hill: Setting, address: str
) -> None:
    orders = set()
    for week in (1, 2, 3):
        for number in range(8):
            post(address, f"Week {week} note {number}")
        empty(hill, weeks=week)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT words FROM feedback_feedbackitem WHERE words LIKE %s ORDER BY ctid",
                [f"Week {week}%"],
            )
            orders.add(tuple(words[-1] for (words,) in cursor.fetchall()))
    assert len(orders) == 3, "8! orders: three times the same is no chance"


def test_two_beats_at_the_same_moment_empty_it_once(hill: Setting, address: str) -> None:
    for number in range(5):
        post(address, f"Note {number}")
    now, done, start = after_next_turn(), [], threading.Barrier(4)

    def beat() -> None:
        try:
            start.wait(30)
            done.append(emptying.empty_box(hill.letterbox_address, now=now))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=beat) for _each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [False, False, False, True]
    assert FeedbackItem.objects.count() == 5


@pytest.mark.parametrize("where", ["put_back", "_write_down", "_bring_added"])
def test_killed_in_the_middle_nothing_has_happened_and_the_next_beat_does_it(
    hill: Setting, address: str, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    code = code_shown(post(address, "First"))
    empty(hill)
    receipts = reverse("feedback:letterbox_receipt", args=[hill.letterbox_address])
    Visitor().post(receipts, {"receipt": code, "do": "add", "words": "One more thing"})
    post(address, "Second")
    before = sealed_of(hill)

    def die(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(emptying, where, die)
        with pytest.raises(KeyboardInterrupt):
            empty(hill, weeks=2)
    assert FeedbackItem.objects.count() == 1
    assert sealed_of(hill) == before
    assert empty(hill, weeks=2)
    assert FeedbackItem.objects.count() == 2
    assert FeedbackReply.objects.get().words == "One more thing"
    assert not empty(hill, weeks=2)


def test_among_too_few_people_the_notes_stay_where_they_are(hill: Setting, address: str) -> None:
    post(address, "Kept")
    StampKey.objects.update(holders=9)
    assert not empty(hill)
    assert words_inside(hill) == ["Kept"]
    StampKey.objects.update(holders=10)
    assert empty(hill)
    assert FeedbackItem.objects.get().words == "Kept"


def test_one_box_that_cannot_be_opened_does_not_stop_the_others(
    hill: Setting, address: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    wharf = make.make_setting("Custard Wharf")
    open_letterbox(wharf)
    SealedBox.objects.filter(setting=wharf).update(sealed=bytes(SEALED_BYTES))
    post(address, "Mine")
    now = after_next_turn()
    monkeypatch.setattr(tasks.timezone, "now", lambda: now)
    with as_worker():
        tasks.empty_boxes()
    assert FeedbackItem.objects.get().words == "Mine"
    assert "InvalidTag" in caplog.text
    assert wharf.letterbox_address not in caplog.text


def test_writing_anew_makes_missing_boxes_changes_the_bytes_and_loses_nothing(
    hill: Setting, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    post(address, "Still there")
    new, before = make.make_setting("Custard Wharf"), sealed_of(hill)
    monkeypatch.setattr(tasks, "its_turn_by_chance", lambda: True)
    with as_worker():
        tasks.write_boxes_anew()
    assert sealed_of(hill) != before
    assert words_inside(hill) == ["Still there"]
    assert SealedBox.objects.filter(setting=new).exists()
    assert not emptying.empty_box(new.letterbox_address, now=timezone.now()), "not at once"


def test_rounds_come_at_any_second_and_by_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    delays = []
    monkeypatch.setattr(
        tasks.write_boxes_anew, "apply_async", lambda **how: delays.append(how["countdown"])
    )
    for _minute in range(50):
        tasks.go_round_soon()
    assert len(set(delays)) > 10
    assert max(delays) < 60
    turns = sum(emptying.its_turn_by_chance() for _each in range(12_000))
    assert 50 < turns < 170


# --- receipts, both ways --------------------------------------------------------------------------


@pytest.fixture
def receipts(hill: Setting) -> str:
    return reverse("feedback:letterbox_receipt", args=[hill.letterbox_address])


def test_both_sides_talk_until_the_writer_closes_it(
    hill: Setting, address: str, receipts: str
) -> None:
    code, visitor = code_shown(post(address, "The gate sticks")), Visitor()
    assert "still in the sealed box" in visitor.post(receipts, {"receipt": code}).content.decode()
    empty(hill)
    item = FeedbackItem.objects.get()
    FeedbackReply.objects.create(setting=hill, item=item, number=1, words="Which gate?")
    added = visitor.post(receipts, {"receipt": code, "do": "add", "words": "The one to the street"})
    assert "lies in the sealed box" in added.content.decode()
    assert FeedbackReply.objects.count() == 1, "nobody sees it before the box is opened"
    visitor.post(receipts, {"receipt": code, "do": "add", "words": "And it squeaks"})
    empty(hill, weeks=2)
    said = list(FeedbackReply.objects.order_by("number").values_list("words", "from_writer"))
    assert said == [
        ("Which gate?", False), ("The one to the street", True), ("And it squeaks", True),
    ]  # fmt: skip
    page = visitor.post(receipts, {"receipt": code}).content.decode()
    assert page.index("Which gate?") < page.index("The one to the street") < page.index("squeaks")
    closed = visitor.post(receipts, {"receipt": code, "do": "close"})
    assert "it is done for you" in closed.content.decode()
    empty(hill, weeks=3)
    assert FeedbackItem.objects.get().is_closed
    late = visitor.post(receipts, {"receipt": code, "do": "add", "words": "Too late"})
    assert late.status_code == 422
    assert "has been put away" in late.content.decode()


def test_one_writer_cannot_fill_the_box_with_answers(
    hill: Setting, address: str, receipts: str
) -> None:
    code = code_shown(post(address, "First"))
    empty(hill)
    for number in range(3):
        for _twice in range(2):  # the same form sent twice is one
            form = {"receipt": code, "do": "add", "words": f"More {number}"}
            assert Visitor().post(receipts, form).status_code == 200
    full = Visitor().post(receipts, {"receipt": code, "do": "add", "words": "And more"})
    assert full.status_code == 422
    assert "And more" in full.content.decode()
    assert len(inside(hill).posted) == 3


def test_ten_thousand_guessed_codes_find_nothing_and_wait_for_nobody(
    hill: Setting, address: str, receipts: str
) -> None:
    """While somebody holds the box, and nobody has to wait for those who guess."""
    code = code_shown(post(address, "Found by its code alone"))
    empty(hill)
    guess = random.Random(11)
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("SELECT id FROM feedback_sealedbox FOR UPDATE")
        with transaction.atomic(using="letterbox"):
            known = setting_of(hill.letterbox_address)
            for _each in range(10_000):
                assert note_of(known, "".join(guess.choices("ABCDEFGH234567", k=24))) is None
            assert note_of(known, code) is not None
        page = Visitor().post(receipts, {"receipt": "A" * 24})
    assert page.status_code == 422
    before = sealed_of(hill)
    for _each in range(20):
        Visitor().post(receipts, {"receipt": "B" * 24, "do": "add", "words": "Guess"})
    assert sealed_of(hill) == before


def test_a_code_used_before_at_another_nursery_stops_nobodys_emptying(
    hill: Setting, address: str
) -> None:
    wharf = make.make_setting("Custard Wharf")
    open_letterbox(wharf)
    there = reverse("feedback:letterbox", args=[wharf.letterbox_address])
    for where in (address, there):
        assert post(where, "Same code", receipt="C" * 24).status_code == 200
    assert empty(hill)
    assert empty(wharf)
    assert FeedbackItem.objects.filter(receipt_hash=hash_of("C" * 24)).count() == 2


# --- cards ----------------------------------------------------------------------------------------


@pytest.fixture
def cards(hill: Setting) -> list[str]:
    bettina = make.make_user("bettina@example.org", full_name="Bettina Quill")
    make.make_staff(hill, user=bettina, role="manager")
    with acting_as(bettina) as person:
        key = StampKey.objects.get(setting=hill)
        return make_cards(key, setting=hill, actor=person, how_many=10)


def test_a_card_lets_one_note_in_however_its_code_is_typed(
    hill: Setting, address: str, cards: list[str]
) -> None:
    typed = "-".join(cards[0][at : at + 4] for at in range(0, 16, 4)).lower().replace("o", "0")
    assert post(address, "By card", stamp="", card=typed).status_code == 200
    again = post(address, "Twice", stamp="", card=cards[0])
    assert again.status_code == 422
    assert "let a note in already" in again.content.decode()
    assert "Twice" in again.content.decode()
    assert post(address, "Another", stamp="", card=cards[1]).status_code == 200
    assert words_inside(hill) == ["Another", "By card"]


def test_a_card_of_chance_of_another_nursery_or_of_another_term_lets_nothing_in(
    hill: Setting, address: str, cards: list[str]
) -> None:
    wharf = make.make_setting("Custard Wharf")
    open_letterbox(wharf)
    there = reverse("feedback:letterbox", args=[wharf.letterbox_address])
    assert post(there, "Elsewhere", stamp="", card=cards[0]).status_code == 422
    assert post(address, "Guessed", stamp="", card="A" * 16).status_code == 422
    today = timezone.localdate()
    term = StampKey.objects.get(setting=hill).term
    type(term).objects.filter(pk=term.pk).update(ends_on=today - timedelta(days=1))
    open_letterbox(hill, number=1, starts_on=today, ends_on=today + timedelta(days=80))
    assert post(address, "Old card", stamp="", card=cards[0]).status_code == 422
    assert words_inside(hill) == words_inside(wharf) == []


def test_what_is_kept_of_cards_does_not_tell_their_codes_nor_their_order(
    hill: Setting, cards: list[str]
) -> None:
    from feedback.models import PaperCard
    from feedback.stamps import card_hash

    stored = list(PaperCard.objects.values_list("code_hash", flat=True))
    assert sorted(stored) == sorted(map(card_hash, cards))
    assert stored != [card_hash(code) for code in cards]
    assert not any(hash_of(code) in stored for code in cards), "a plain hash could be tried out"
