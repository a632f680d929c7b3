"""The manager's tray: notes without order and time, answers, putting away."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from families.models import AuditEvent
from feedback.models import FeedbackItem, FeedbackReply
from tests import factories as make
from tests.cast import Cast

TRAY = "/feedback/"


@pytest.fixture
def bettina(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.bettina)
    return client


def answer(client: Client, item: FeedbackItem, words: str, key: str = "") -> object:
    address = reverse("feedback:item_answer", args=[item.pk])
    return client.post(address, {"words": words, "key": key or str(uuid.uuid4())})


def test_the_manager_reads_answers_twice_and_puts_a_note_away(cast: Cast, bettina: Client) -> None:
    note = cast.feedback["hill"]
    assert "The gate sticks" in bettina.get(TRAY).content.decode()
    assert answer(bettina, note, "Thank you. We oil it.").status_code == 302
    assert answer(bettina, note, "It is oiled. 🛢️").status_code == 302
    kept = list(FeedbackReply.objects.filter(item=note).values_list("number", "words"))
    assert kept == [(1, "Thank you. We oil it."), (2, "It is oiled. 🛢️")]
    bettina.post(reverse("feedback:item_close", args=[note.pk]))
    assert "The gate sticks" not in bettina.get(TRAY).content.decode()
    assert "The gate sticks" in bettina.get(TRAY, {"closed": "1"}).content.decode()
    refused = answer(bettina, note, "One more thing")
    assert refused.status_code == 422
    assert "put away" in refused.content.decode()
    bettina.post(reverse("feedback:item_close", args=[note.pk]), {"open": "1"})
    assert answer(bettina, note, "One more thing").status_code == 302


def test_an_answer_sent_twice_is_one_answer(cast: Cast, bettina: Client) -> None:
    key = str(uuid.uuid4())
    for _twice in range(2):
        assert answer(bettina, cast.feedback["hill"], "Once", key).status_code == 302
    assert FeedbackReply.objects.filter(item=cast.feedback["hill"]).count() == 1


@pytest.mark.parametrize("words", ["", "x" * 20_000, "zero\x00byte"])
def test_an_answer_that_cannot_be_kept_stays_on_the_page(
    cast: Cast, bettina: Client, words: str
) -> None:
    page = answer(bettina, cast.feedback["hill"], words)
    assert page.status_code == 422
    assert words in page.content.decode()
    assert not FeedbackReply.objects.exists()


@pytest.mark.parametrize("name", ["marek", "gwen", "agnieszka", "ottilie", "femi", "rosalind"])
def test_nobody_but_manager_and_deputy_opens_the_tray_or_a_note(cast: Cast, name: str) -> None:
    client, note = Client(), cast.feedback["hill"]
    client.force_login(cast.users[name])
    if name == "ottilie":
        assert "The gate sticks. kanari-note-hill" not in client.get(TRAY).content.decode()
    else:
        assert client.get(TRAY).status_code == 403
    address = reverse("feedback:item_answer", args=[note.pk])
    missing = reverse("feedback:item_answer", args=[uuid.uuid4()])
    assert client.get(address).content == client.get(missing).content
    assert answer(client, note, "Not mine").status_code == 404
    assert client.post(reverse("feedback:item_close", args=[note.pk])).status_code == 404
    assert not FeedbackReply.objects.exists()
    assert not FeedbackItem.objects.get(pk=note.pk).is_closed


def test_the_deputy_has_the_tray_too(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.tariq)
    assert "The gate sticks" in client.get(TRAY).content.decode()


def test_notes_lie_in_another_order_at_each_look_so_that_nobody_sees_which_came_last(
    cast: Cast, bettina: Client
) -> None:
    for number in range(12):
        make.make_feedback(cast.hill, words=f"Note {number}", receipt_hash=f"{number:064}")
    orders = {
        tuple(item.words for item in bettina.get(TRAY).context["tray"].notes) for _ in range(6)
    }
    assert len(orders) > 1


def test_the_tray_shows_no_time_and_writes_no_line_about_reading_or_answering(
    cast: Cast, bettina: Client
) -> None:
    lines = AuditEvent.objects.count()
    page = bettina.get(TRAY).content.decode()
    answer(bettina, cast.feedback["hill"], "Thank you")
    detail = bettina.get(reverse("feedback:item_answer", args=[cast.feedback["hill"].pk]))
    assert "<time" not in page + detail.content.decode()
    assert AuditEvent.objects.count() == lines
