"""A nursery that has closed: its letterbox takes nothing more, and what came is still read."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from families.models import Setting
from feedback.actions.box import NurseryClosed
from feedback.actions.posting import Note, add_to_note, new_receipt, post_note
from feedback.actions.tapping import tap
from feedback.models import FeedbackItem, FeedbackReply, SealedBox
from feedback.queries.letterbox import LETTERBOX, setting_of
from tests import factories as make

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


def test_the_page_of_a_closed_nursery_says_so_and_names_the_ways_that_are_not_its_own(
    hill: Setting, address: str, taps: str, receipts: str
) -> None:
    make.make_pulse(hill)
    close(hill)
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


@pytest.mark.parametrize("short", ["", "on"], ids=["without a script", "by script"])
@pytest.mark.parametrize("proof", ["stamp", "card", "nothing"])
def test_neither_stamp_nor_card_nor_script_puts_anything_in(
    hill: Setting, address: str, taps: str, proof: str, short: str
) -> None:
    pulse = make.make_pulse(hill)
    form = filled_in(address, "Too late.", short=short)
    form["stamp"] = a_stamp() if proof == "stamp" else ""
    form["card"] = "ABCD EFGH IJKL MNOP" if proof == "card" else ""
    before = bytes(SealedBox.objects.get(setting=hill).sealed)
    close(hill)
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
            assert "no stamp or card was used" in text
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
    empty(hill)
    close(hill)
    answer = Visitor().post(receipts, {"receipt": code, "do": do, "words": "And the door."})
    assert answer.status_code == 422
    assert CLOSED in answer.content.decode()
    assert not inside(hill).posted


def test_the_box_itself_refuses_whatever_page_asks(hill: Setting, address: str) -> None:
    pulse = make.make_pulse(hill)
    code = code_shown(post(address, "The gate sticks."))
    empty(hill)
    close(hill)

    def told(doing: Any) -> None:
        with transaction.atomic(using=LETTERBOX):
            known = setting_of(hill.letterbox_address)
            with pytest.raises(NurseryClosed):
                doing(known)

    note = Note("Late", "managers", new_receipt())
    told(lambda known: post_note(known, note=note, stamp=None, card=""))
    told(lambda known: tap(known, pulse_id=pulse.pk, answers=[1], stamp=None, card=""))
    told(lambda known: add_to_note(known, receipt=code, words="And the door."))


def test_a_nursery_that_stays_open_after_all_takes_notes_again(hill: Setting, address: str) -> None:
    close(hill)
    assert CLOSED in Visitor().get(address).content.decode()
    Setting.objects.filter(pk=hill.pk).update(closed_on=None)
    assert post(address, "Good that you stay.").status_code == 200
    assert words_inside(hill) == ["Good that you stay."]
