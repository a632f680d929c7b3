"""A nursery that has closed: its box is opened once more, then the letterbox takes nothing, and
what came is still read.

It shuts and opens with an emptying alone. A manager who says that the nursery closes right after
one, or takes it back right before the next, must not choose the minutes in which notes are written.
"""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from families.models import Setting
from feedback.actions.box import NurseryClosed
from feedback.actions.emptying import empty_box, write_anew
from feedback.actions.posting import Note, add_to_note, new_receipt, post_note
from feedback.actions.tapping import tap
from feedback.models import EVERY_DAY, FeedbackItem, FeedbackReply, Letterbox, SealedBox
from feedback.queries.letterbox import LETTERBOX, next_turn, setting_of
from feedback.stamps import Stamp
from tests import factories as make
from tests.roles import acting_as

from .boxes import a_stamp, empty, inside, open_letterbox, words_inside
from .test_letterbox import Visitor, code_shown, filled_in, post

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "letterbox"])
CLOSED = "The nursery has closed"


@pytest.fixture
def hill() -> Setting:
    hill = make.make_setting("Marmalade Hill Nursery", phone="01632 960 123")
    open_letterbox(hill)
    return hill


@pytest.fixture
def address(hill: Setting) -> str:
    return reverse("feedback:letterbox", args=[hill.letterbox_address])


@pytest.fixture
def taps(hill: Setting) -> str:
    return reverse("feedback:letterbox_pulse", args=[hill.letterbox_address])


@pytest.fixture
def receipts(hill: Setting) -> str:
    return reverse("feedback:letterbox_receipt", args=[hill.letterbox_address])


def close(hill: Setting, *, days: int = 0) -> None:
    Setting.objects.filter(pk=hill.pk).update(closed_on=timezone.localdate() + timedelta(days=days))


def shut(hill: Setting) -> None:
    close(hill)
    assert empty(hill)


def test_the_page_of_a_closed_nursery_says_so_and_names_the_ways_that_are_not_its_own(
    hill: Setting, address: str, taps: str, receipts: str
) -> None:
    make.make_pulse(hill)
    shut(hill)
    for path in (address, taps):
        page = Visitor().get(path)
        text = page.content.decode()
        assert page.status_code == 200
        assert CLOSED in text
        assert "takes nothing more" in text
        assert "<textarea" not in text
        assert 'type="radio"' not in text
        assert "0808 800 5000" in text
        assert hill.phone not in text, "nobody answers there any more"
        assert receipts in text


def test_the_day_before_it_closes_a_note_is_still_taken(hill: Setting, address: str) -> None:
    close(hill, days=1)
    assert post(address, "The last day is sad.").status_code == 200
    assert words_inside(hill) == ["The last day is sad."]


def test_until_its_box_is_opened_once_more_it_takes_notes_and_taps_and_says_so(
    hill: Setting, address: str, taps: str
) -> None:
    make.make_pulse(hill)
    close(hill)
    for path in (address, taps):
        page = Visitor().get(path)
        assert page.status_code == 200
        said = page.content.decode()
        assert re.search(r"opened once more: .*Friday.*16:00", said)
        assert "also where a later day stands" in said
    assert post(address, "Written after they said that they close.").status_code == 200
    assert len(words_inside(hill)) == 1
    assert empty(hill)
    assert FeedbackItem.objects.count() == 1
    assert CLOSED in Visitor().get(address).content.decode()


@pytest.mark.parametrize("short", ["", "on"], ids=["without a script", "by script"])
@pytest.mark.parametrize("proof", ["stamp", "card", "nothing"])
def test_neither_stamp_nor_card_nor_script_puts_anything_in(
    hill: Setting, address: str, taps: str, proof: str, short: str
) -> None:
    pulse = make.make_pulse(hill)
    form = filled_in(address, "Too late.", short=short)
    form["stamp"] = a_stamp() if proof == "stamp" else ""
    form["card"] = "ABCD EFGH IJKL MNOP" if proof == "card" else ""
    shut(hill)
    before = bytes(SealedBox.objects.get(setting=hill).sealed)
    tapped = {"pulse": str(pulse.pk), "answer_1": "1", "stamp": form["stamp"], "short": short}
    for path, body in ((address, form), (address, form | {"at_once": "on"}), (taps, tapped)):
        answer = Visitor().post(path, body)
        assert answer.status_code == 422
        if short:
            said = answer.json()
            assert said["why"] == "NurseryClosed"
            assert not said["taken"]
            assert "closed" in said["said"][0]
        else:
            text = answer.content.decode()
            assert CLOSED in text
            assert "it used no stamp or card" in text
            if path == address:
                assert "Too late." in text, "the words are still there"
    assert bytes(SealedBox.objects.get(setting=hill).sealed) == before
    assert not FeedbackItem.objects.exists()


def test_what_lay_in_the_box_is_emptied_and_its_answer_is_read(
    hill: Setting, address: str, receipts: str
) -> None:
    code = code_shown(post(address, "The gate sticks."))
    close(hill)
    assert empty(hill)
    [note] = FeedbackItem.objects.all()
    FeedbackReply.objects.create(setting=hill, item=note, number=1, words="It is oiled.")
    page = Visitor().post(receipts, {"receipt": code})
    text = page.content.decode()
    assert page.status_code == 200
    assert "It is oiled." in text
    assert CLOSED in text
    assert "<textarea" not in text
    assert hill.phone not in text


@pytest.mark.parametrize("do", ["add", "close"])
def test_its_writer_adds_nothing_to_a_note_either(
    hill: Setting, address: str, receipts: str, do: str
) -> None:
    code = code_shown(post(address, "The gate sticks."))
    shut(hill)
    answer = Visitor().post(receipts, {"receipt": code, "do": do, "words": "And the door."})
    assert answer.status_code == 422
    assert CLOSED in answer.content.decode()
    assert not inside(hill).posted


def test_the_box_itself_refuses_whatever_page_asks(hill: Setting, address: str) -> None:
    pulse = make.make_pulse(hill)
    code = code_shown(post(address, "The gate sticks."))
    shut(hill)

    def told(doing: Any) -> None:
        with transaction.atomic(using=LETTERBOX):
            known = setting_of(hill.letterbox_address)
            with pytest.raises(NurseryClosed):
                doing(known)

    note = Note("Late", "managers", new_receipt())
    message, signature = map(bytes.fromhex, a_stamp().split("."))
    stamp = Stamp(message, signature)
    told(lambda known: post_note(known, note=note, stamp=stamp, card=""))
    told(lambda known: tap(known, pulse_id=pulse.pk, answers=[1], stamp=stamp, card=""))
    told(lambda known: add_to_note(known, receipt=code, words="And the door."))


def test_a_nursery_that_stays_open_after_all_takes_notes_from_the_next_emptying_on(
    hill: Setting, address: str, receipts: str
) -> None:
    code = code_shown(post(address, "The gate sticks."))
    form = filled_in(address, "Right before the emptying.", stamp=a_stamp())
    shut(hill)
    Setting.objects.filter(pk=hill.pk).update(closed_on=None)
    page = Visitor().get(address).content.decode()
    assert "still shut" in page
    assert "every Friday at 16:00" in page
    assert CLOSED not in page
    assert (
        "shut until the box is opened"
        in Visitor().post(receipts, {"receipt": code}).content.decode()
    )
    assert Visitor().post(address, form).status_code == 422
    refused = Visitor().post(address, form | {"short": "on"}).json()
    assert "every Friday at 16:00" in refused["said"][0]
    assert empty(hill, weeks=2)
    assert FeedbackItem.objects.count() == 1, "nothing came in meanwhile"
    assert post(address, "Good that you stay.").status_code == 200
    assert words_inside(hill) == ["Good that you stay."]


def test_a_day_that_is_only_moved_promises_no_letterbox_that_stays_shut(
    hill: Setting, address: str
) -> None:
    shut(hill)
    day = timezone.localdate(next_turn(Letterbox.objects.get(setting=hill), timezone.now()))
    close(hill, days=(day - timezone.localdate()).days)
    page = Visitor().get(address).content.decode()
    assert CLOSED in page
    assert "takes notes again" not in page


def test_two_emptyings_are_never_less_than_a_day_apart(hill: Setting) -> None:
    """From 23:00 to midnight everything would have been written in an hour that somebody chose."""
    monday = datetime(2027, 3, 1, 23, 1, tzinfo=UTC)  # in winter, as in London
    times = Letterbox.objects.filter(setting=hill)
    times.update(weekday=EVERY_DAY, hour=23, emptied_on=date(2027, 2, 28))
    times.update(then_weekday=EVERY_DAY, then_hour=0)
    assert empty_box(hill.letterbox_address, now=monday)
    assert not empty_box(hill.letterbox_address, now=monday + timedelta(hours=1))
    assert not empty_box(hill.letterbox_address, now=monday + timedelta(hours=20))
    assert empty_box(hill.letterbox_address, now=monday + timedelta(hours=25))


@pytest.mark.parametrize("short", ["", "on"], ids=["without a script", "by script"])
def test_what_was_taken_before_is_not_called_refused_when_it_is_sent_again(
    hill: Setting, address: str, short: str
) -> None:
    """Its answer was lost on the way, and meanwhile the box was opened for the last time."""
    form = filled_in(address, "Taken once.", short=short)
    assert Visitor().post(address, form).status_code == 200
    shut(hill)
    again = Visitor().post(address, form)
    assert again.status_code == 200
    assert CLOSED not in again.content.decode()
    other = Visitor().post(address, form | {"words": "Something else."})
    assert other.status_code == 422
    assert FeedbackItem.objects.get().words == "Taken once."


def test_a_box_made_for_a_nursery_that_has_closed_is_shut_from_the_beginning(
    hill: Setting, address: str
) -> None:
    close(hill)
    Letterbox.objects.filter(setting=hill).delete()
    assert CLOSED in Visitor().get(address).content.decode()
    write_anew(hill.letterbox_address)
    assert Letterbox.objects.get(setting=hill).is_shut
    assert CLOSED in Visitor().get(address).content.decode()


def test_no_manager_shuts_or_opens_the_letterbox_with_her_own_hands(hill: Setting) -> None:
    bettina = make.make_user("bettina@example.org", full_name="Bettina Quill")
    make.make_staff(hill, user=bettina, role="manager")
    with acting_as(bettina), pytest.raises(DatabaseError), transaction.atomic():
        Letterbox.objects.filter(setting=hill).update(is_shut=True)
    Letterbox.objects.filter(setting=hill).delete()
    with acting_as(bettina), pytest.raises(DatabaseError), transaction.atomic():
        Letterbox.objects.create(setting=hill, emptied_on=timezone.localdate(), is_shut=True)
    assert not Letterbox.objects.exists()
