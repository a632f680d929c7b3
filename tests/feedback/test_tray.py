"""The manager's tray: notes without order and time, answers, putting away."""

import io
import re
import uuid
from datetime import timedelta
from urllib.parse import urlencode

import pdfplumber
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communications.queries.news import has_news
from families.models import AuditEvent
from feedback.models import FeedbackItem, FeedbackReply, Letterbox, PaperCard
from feedback.queries.tray import brought_for
from tests import factories as make
from tests.cast import Cast
from tests.roles import acting_as
from tests.statements import statements

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


def test_notes_lie_in_one_order_for_everybody_and_it_is_not_that_in_which_they_came(
    cast: Cast, bettina: Client
) -> None:
    told = [f"Note {number:02}" for number in range(12)]
    for number, words in enumerate(told):
        make.make_feedback(cast.hill, words=words, receipt_hash=f"{number:064}")
    tariq = Client()
    tariq.force_login(cast.tariq)
    orders = {
        tuple(item.words for item in client.get(TRAY).context["tray"].notes if item.words in told)
        for client in (bettina, tariq, bettina)
    }
    assert len(orders) == 1
    assert list(orders.pop()) != told


@pytest.mark.parametrize("pile", ["", "closed"])
def test_a_long_pile_comes_page_by_page_and_each_note_once(
    cast: Cast, bettina: Client, pile: str
) -> None:
    there = FeedbackItem.objects.filter(setting=cast.hill).count()
    for number in range(45):
        make.make_feedback(
            cast.hill, words="One of many", receipt_hash=f"{number:064}", is_closed=bool(pile)
        )
    seen: list[object] = []
    look = {pile: "1"} if pile else {}
    query, pages = urlencode(look), 0
    while query or not pages:
        tray = bettina.get(f"{TRAY}?{query}").context["tray"]
        assert tray.look.pile == (pile or "open")
        seen += [each.pk for each in tray.notes]
        query, pages = tray.further, pages + 1
    assert pages == 2
    assert len(seen) == len(set(seen)) >= 45
    assert len(seen) <= 45 + there
    assert "More notes" not in bettina.get(TRAY, {"after": str(max(seen)), **look}).content.decode()
    assert bettina.get(TRAY, {"after": "x"}).status_code == 200


def test_more_says_how_many_wait_for_an_answer_and_to_nobody_else(
    cast: Cast, bettina: Client
) -> None:
    FeedbackItem.objects.filter(setting=cast.hill).update(is_closed=True)
    assert "nothing waits for an answer" in bettina.get("/more/").content.decode()
    for number in range(3):
        make.make_feedback(cast.hill, words="Hm", receipt_hash=f"{number:064}")
    make.make_feedback(cast.hill, words="Rude", receipt_hash="7" * 64, is_aside=True)
    make.make_feedback(cast.hill, words="For Tariq", receipt_hash="8" * 64, reader="lead")
    assert "3 wait for an answer" in bettina.get("/more/").content.decode()
    tariq, marek = Client(), Client()
    tariq.force_login(cast.tariq)
    marek.force_login(cast.users["marek"])
    assert "4 wait for an answer" in tariq.get("/more/").content.decode()
    assert "for an answer" not in marek.get("/more/").content.decode()


def test_putting_away_says_for_whom_it_is_put_away(cast: Cast, bettina: Client) -> None:
    note = cast.feedback["hill"]
    page = bettina.get(reverse("feedback:item_answer", args=[note.pk])).content.decode()
    assert "put away for the manager and the deputy alike" in page
    FeedbackItem.objects.filter(pk=note.pk).update(reader="both")
    page = bettina.get(reverse("feedback:item_answer", args=[note.pk])).content.decode()
    assert "put away for everybody who may read it" in page


def test_the_tray_shows_no_time_and_writes_no_line_about_reading_or_answering(
    cast: Cast, bettina: Client
) -> None:
    lines = AuditEvent.objects.count()
    page = bettina.get(TRAY).content.decode()
    answer(bettina, cast.feedback["hill"], "Thank you")
    detail = bettina.get(reverse("feedback:item_answer", args=[cast.feedback["hill"].pk]))
    assert "<time" not in page + detail.content.decode()
    assert AuditEvent.objects.count() == lines


# --- whom the writer chose ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "reads"),
    [
        ("bettina", {"managers", "both"}),
        ("tariq", {"managers", "lead", "both"}),  # the deputy, who leads safeguarding
        ("saoirse", {"lead", "both"}),  # stands in for him
        ("ottilie", set()),
    ],
)
def test_only_those_read_a_note_whom_its_writer_chose(
    cast: Cast, name: str, reads: set[str]
) -> None:
    notes = {
        reader: make.make_feedback(
            cast.hill, words=f"Only for {reader}.", receipt_hash=f"{reader:x>64}", reader=reader
        )
        for reader in ("managers", "lead", "both")
    }
    client = Client()
    client.force_login(cast.users[name])
    tray = client.get(TRAY).content.decode()
    for reader, note in notes.items():
        assert (f"Only for {reader}." in tray) is (reader in reads)
        status = client.get(reverse("feedback:item_answer", args=[note.pk])).status_code
        assert status == (200 if reader in reads else 404)
        answered = answer(client, note, "Thank you").status_code
        assert answered == (302 if reader in reads else 404)
    assert FeedbackReply.objects.count() == len(reads)


def test_a_manager_who_makes_herself_a_lead_reads_nothing_that_was_for_the_lead_alone(
    cast: Cast, bettina: Client
) -> None:
    notes = {
        reader: make.make_feedback(
            cast.hill, words=f"Only for {reader}.", receipt_hash=f"{reader:x>64}", reader=reader
        )
        for reader in ("managers", "lead", "both")
    }
    Letterbox.objects.update(brought_on=None, lead_brought_on=timezone.localdate())
    cast.hill.memberships.filter(user=cast.bettina).update(is_safeguarding_lead=True)
    tray = bettina.get(TRAY).content.decode()
    assert "Only for both." in tray
    assert "Only for lead." not in tray
    assert bettina.get(reverse("feedback:item_answer", args=[notes["lead"].pk])).status_code == 404
    with acting_as(cast.bettina) as person:
        assert person.leads_safeguarding
        seen = set(FeedbackItem.objects.filter(pk__in=[each.pk for each in notes.values()]))
        assert seen == {notes["managers"], notes["both"]}, "nor does the database show it"
        told = brought_for(person).filter(new_at__isnull=False)
        assert not told.exists(), "nor is she told that something came"
    with acting_as(cast.tariq):
        assert FeedbackItem.objects.filter(pk=notes["lead"].pk).exists()


def test_a_lead_finds_the_tray_under_more_and_nothing_to_arrange(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.saoirse)
    assert TRAY in client.get("/more/").content.decode()
    assert "/feedback/cards/" not in client.get(TRAY).content.decode()
    for address in ("/feedback/cards/", "/feedback/emptying/"):
        assert client.get(address).status_code == 403


def test_what_the_writer_adds_is_seen_as_theirs_and_waits_for_an_answer(
    cast: Cast, bettina: Client
) -> None:
    note = cast.feedback["hill"]
    answer(bettina, note, "Which gate?")
    FeedbackReply.objects.create(
        setting=cast.hill, item=note, number=2, words="The green one", from_writer=True
    )
    assert "The writer has added something" in bettina.get(TRAY).content.decode()
    detail = bettina.get(reverse("feedback:item_answer", args=[note.pk])).content.decode()
    assert detail.index("Which gate?") < detail.index("The green one")


def test_what_was_put_away_or_set_aside_does_not_wait_for_an_answer(
    cast: Cast, bettina: Client
) -> None:
    note = cast.feedback["hill"]
    FeedbackItem.objects.filter(setting=cast.hill).exclude(pk=note.pk).delete()
    assert "Not answered yet" in bettina.get(TRAY).content.decode()
    bettina.post(reverse("feedback:item_close", args=[note.pk]))
    away = bettina.get(TRAY, {"closed": "1"}).content.decode()
    assert "The gate sticks" in away
    assert "Not answered yet" not in away
    assert ">Answer</a>" not in away
    FeedbackItem.objects.filter(pk=note.pk).update(is_closed=False, is_aside=True)
    assert "Not answered yet" not in bettina.get(TRAY).content.decode()


def test_a_lead_sees_which_notes_are_kept_from_the_manager(cast: Cast, bettina: Client) -> None:
    lead = Client()
    lead.force_login(cast.tariq)
    assert "Without the manager" not in bettina.get(TRAY).content.decode()
    make.make_feedback(cast.hill, words="Only for Tariq", reader="lead", receipt_hash="7" * 64)
    assert "Without the manager" in lead.get(TRAY).content.decode()
    assert "Without the manager" not in bettina.get(TRAY).content.decode()


def test_what_waits_for_an_answer_is_one_tap_away(cast: Cast, bettina: Client) -> None:
    wait = make.make_feedback(cast.hill, words="Nobody has answered", receipt_hash="8" * 64)
    page = bettina.get(TRAY).content.decode()
    n = page.split("answered=no")[1].split("</a>")[0]
    assert "wait" in n
    waiting = bettina.get(f"{TRAY}?answered=no").content.decode()
    assert str(wait.pk) in waiting
    answer(bettina, wait, "Somebody has.")
    assert str(wait.pk) not in bettina.get(f"{TRAY}?answered=no").content.decode()


def test_an_answer_is_the_nursery_s_whoever_of_them_wrote_it(cast: Cast, bettina: Client) -> None:
    note = cast.feedback["hill"]
    answer(bettina, note, "Which gate?")
    page = bettina.get(reverse("feedback:item_answer", args=[note.pk])).content.decode()
    assert "The nursery’s answer" in page


def test_a_tray_with_many_notes_asks_no_more_than_one_with_a_few(
    cast: Cast, bettina: Client
) -> None:
    asked = []
    bettina.get(TRAY)
    for more in (5, 60):
        for number in range(more):
            make.make_feedback(
                cast.hill, words=f"Note {number}", receipt_hash=f"{more}-{number:a>50}"
            )
        with statements() as sent:
            bettina.get(TRAY)
        asked.append(len(sent))
    assert asked[0] == asked[1]


# --- when the box is opened -----------------------------------------------------------------------


def test_another_hour_holds_after_the_next_emptying_and_not_before(
    cast: Cast, bettina: Client
) -> None:
    page = bettina.post("/feedback/emptying/", {"weekday": "7", "hour": "9"}, follow=True)
    text = page.content.decode()
    assert "opened every Friday at 16:00" in text
    assert "After the next time: every day at 09:00" in text
    times = Letterbox.objects.get(setting=cast.hill)
    assert (times.weekday, times.hour, times.then_weekday, times.then_hour) == (4, 16, 7, 9)
    again = bettina.post("/feedback/emptying/", {"weekday": "2", "hour": "17"})
    assert again.status_code == 302
    assert Letterbox.objects.get(setting=cast.hill).then_weekday == 2


@pytest.mark.parametrize(
    "typed", [{}, {"weekday": "9", "hour": "30"}, {"weekday": "x", "hour": ""}]
)
def test_an_hour_that_does_not_exist_is_refused(
    cast: Cast, bettina: Client, typed: dict[str, str]
) -> None:
    assert bettina.post("/feedback/emptying/", {"page": "1", **typed}).status_code == 422
    assert not Letterbox.objects.exists()


# --- paper cards ----------------------------------------------------------------------------------


def test_a_sheet_holds_ten_cards_alike_but_for_their_codes(cast: Cast, bettina: Client) -> None:
    make.make_stamp_key(cast.hill, term=cast.terms["hill"])
    sheet = bettina.post("/feedback/cards/", {"sheets": "2"})
    assert sheet["Content-Type"] == "application/pdf"
    assert sheet["Cache-Control"] == "no-store"
    with pdfplumber.open(io.BytesIO(sheet.content)) as pdf:
        pages = [page.extract_text() for page in pdf.pages]
    assert len(pages) == 2
    code = r"[A-Z2-7]{4} [A-Z2-7]{4} [A-Z2-7]{4} [A-Z2-7]{4}"
    codes = re.findall(code, "\n".join(pages))
    assert len(codes) == len(set(codes)) == PaperCard.objects.count() == 20
    for page in pages:
        assert page.count("Say it without your name") == 10
        assert page.count("Autumn term") == 10
        assert f"/letterbox/{cast.hill.letterbox_address}/" in page.replace("\n", "")
    assert not {each.replace(" ", "") for each in codes} & set(
        PaperCard.objects.values_list("code_hash", flat=True)
    )


@pytest.mark.parametrize("sheets", ["", "0", "4", "-1", "many"])
def test_too_few_or_too_many_sheets_are_refused(cast: Cast, bettina: Client, sheets: str) -> None:
    make.make_stamp_key(cast.hill, term=cast.terms["hill"])
    assert bettina.post("/feedback/cards/", {"sheets": sheets}).status_code == 422
    assert not PaperCard.objects.exists()


def test_a_term_has_room_for_four_hundred_cards_and_says_how_many_are_left(
    cast: Cast, bettina: Client
) -> None:
    key = make.make_stamp_key(cast.hill, term=cast.terms["hill"])
    PaperCard.objects.bulk_create(
        PaperCard(setting=cast.hill, key=key, code_hash=f"{number:064x}") for number in range(395)
    )
    page = bettina.post("/feedback/cards/", {"sheets": "1"})
    assert page.status_code == 422
    assert "room for 5 cards more" in page.content.decode()


def test_before_a_term_has_begun_there_are_no_cards(cast: Cast, bettina: Client) -> None:
    page = bettina.post("/feedback/cards/", {"sheets": "1"})
    assert page.status_code == 422
    assert "before a term has begun" in page.content.decode()


# --- the e-mail -----------------------------------------------------------------------------------


def test_the_news_name_new_notes_to_whom_they_are_for_and_to_nobody_else(cast: Cast) -> None:
    today = timezone.localdate()
    Letterbox.objects.create(
        setting=cast.hill, emptied_on=today, brought_on=today - timedelta(days=1), hour=0
    )
    told = {}
    for name in ("bettina", "tariq", "saoirse", "marek"):
        with acting_as(cast.users[name]) as person:
            for days in (0, 3):
                since = timezone.now() - timedelta(days=days)
                told[name, days] = has_news(person, setting_id=cast.hill.pk, since=since)
    assert told["bettina", 3]
    assert not told["bettina", 0]
    client = Client()
    client.force_login(cast.bettina)
    assert "new notes from the letterbox" in client.get("/new/").content.decode()
    client.force_login(cast.saoirse)
    assert "new notes from the letterbox" not in client.get("/new/").content.decode()
    Letterbox.objects.update(lead_brought_on=today - timedelta(days=1))
    assert "new notes from the letterbox" in client.get("/new/").content.decode()
