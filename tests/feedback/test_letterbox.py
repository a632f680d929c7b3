"""The anonymous letterbox as its visitors meet it, and what it leaves behind: nothing."""

import logging
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, OperationalError, connection, connections, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.client import MULTIPART_CONTENT
from django.urls import reverse
from django.utils import translation

from families.context import acting_as
from families.models import AuditEvent, OutboxJob, Setting
from families.row_security import WEB, WORKER
from feedback import door
from feedback.models import FeedbackItem, FeedbackReply
from feedback.queries.letterbox import hash_of
from feedback.views.letterbox import not_here
from tests import factories as make
from tests.roles import as_role

from .boxes import a_stamp, empty, open_letterbox, words_inside

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "letterbox"])

CANARY = "kanari-letterbox-2f6c"
RECEIPT = re.compile(r'name="receipt" value="([A-Z2-7]{24})"')


@pytest.fixture
def hill() -> Setting:
    hill = make.make_setting("Marmalade Hill Nursery", phone="01632 960 123")
    open_letterbox(hill)
    return hill


@pytest.fixture
def address(hill: Setting) -> str:
    return reverse("feedback:letterbox", args=[hill.letterbox_address])


@pytest.fixture
def receipt_address(hill: Setting) -> str:
    return reverse("feedback:letterbox_receipt", args=[hill.letterbox_address])


def code_in_form(page: Any) -> str:
    return RECEIPT.search(page.content.decode())[1]


def code_shown(page: Any) -> str:
    text = page.content.decode()
    return "".join(re.findall(r"<span>([A-Z2-7]{4})</span>", text))


class Visitor(Client):
    """A browser that sends forms as browsers do when there is no file in them."""

    def post(self, path: str, data: object = None, content_type: str = "", **extra: object) -> Any:
        if isinstance(data, dict) and not content_type:
            data, content_type = urlencode(data), "application/x-www-form-urlencoded"
        return super().post(path, data, content_type=content_type or MULTIPART_CONTENT, **extra)


def filled_in(address: str, words: str, **fields: str) -> dict[str, str]:
    """The form as somebody with a stamp sends it."""
    receipt = code_in_form(Visitor().get(address))
    form = {"receipt": receipt, "words": words, "reader": "managers", "stamp": a_stamp()}
    return form | fields


def post(address: str, words: str = f"The gate sticks. {CANARY}", **fields: str) -> Any:
    return Visitor().post(address, filled_in(address, words, **fields))


# --- writing and reading --------------------------------------------------------------------------


def test_a_parent_puts_a_note_in_and_reads_the_answer_with_the_code(
    hill: Setting, address: str, receipt_address: str
) -> None:
    thanks = post(address)
    code = code_shown(thanks)
    assert len(code) == 24
    assert not FeedbackItem.objects.exists(), "it waits in the box"
    assert empty(hill)
    [note] = FeedbackItem.objects.all()
    assert note.words == f"The gate sticks. {CANARY}"
    assert note.receipt_hash == hash_of(code)

    client = Visitor()
    waiting = client.post(receipt_address, {"receipt": code})
    assert "No answer yet" in waiting.content.decode()
    for number, words in enumerate(("Thank you, we oil it.", "It is oiled."), start=1):
        FeedbackReply.objects.create(setting=hill, item=note, number=number, words=words)
    answer = client.post(receipt_address, {"receipt": code}).content.decode()
    assert answer.index("we oil it") < answer.index("It is oiled")
    assert CANARY in answer


def test_a_writer_reads_nothing_untrue_about_a_note_that_was_set_aside_or_put_away(
    hill: Setting, address: str, receipt_address: str
) -> None:
    code = code_shown(post(address))
    empty(hill)

    def reads(**told: str) -> str:
        return Visitor().post(receipt_address, {"receipt": code, **told}).content.decode()

    FeedbackItem.objects.update(is_aside=True)
    page = reads()
    assert "There may be none." in page
    assert "Look again in a few days" not in page
    assert "set aside" not in page
    added = reads(do="add", words="One more thing")
    assert "It lies in the sealed box" in added
    assert "One more thing" in added, "one sees what one has just sent"
    assert "One more thing" not in reads()
    note = FeedbackItem.objects.get()
    FeedbackReply.objects.create(setting=hill, item=note, number=1, words="More", from_writer=True)
    assert "There may be none." in reads(), "what the writer adds is no answer"
    FeedbackItem.objects.update(is_aside=False, is_closed=True)
    page = reads()
    assert "put away without an answer" in page
    assert "No answer yet" not in page
    assert "Look again in a few days" not in page
    FeedbackReply.objects.update(from_writer=False)
    assert "put away without an answer" not in reads()


def test_a_writer_for_whom_it_is_done_reads_that_and_is_asked_no_second_time(
    hill: Setting, address: str, receipt_address: str
) -> None:
    code = code_shown(post(address))
    empty(hill)
    page = Visitor().post(receipt_address, {"receipt": code, "do": "close"}).content.decode()
    assert "You said that it is done for you" in page
    assert "every Friday at 16:00" in page
    assert "It lies in the sealed box" not in page
    assert 'value="close"' not in page
    assert "<textarea" not in page


@pytest.mark.parametrize(
    ("reader", "who"),
    [
        ("committee", "The owner or committee"),
        ("lead", "The safeguarding lead"),
        ("managers", "Marmalade Hill Nursery"),
    ],
)
def test_the_writer_reads_who_has_answered(
    hill: Setting, address: str, receipt_address: str, reader: str, who: str
) -> None:
    """Who left the manager out must not think that she answered."""
    code = code_shown(post(address))
    empty(hill)
    FeedbackItem.objects.update(reader=reader)
    note = FeedbackItem.objects.get()
    FeedbackReply.objects.create(setting=hill, item=note, number=1, words="Thank you.")
    page = Visitor().post(receipt_address, {"receipt": code}).content.decode()
    [heading] = re.findall(r'<section class="card"><h2 dir="auto">(.*?)</h2>', page)
    assert heading == who


@pytest.mark.parametrize("typed", ["lower", "groups", "dashes", "look-alikes"])
def test_a_code_is_understood_however_it_was_written_down(
    hill: Setting, address: str, receipt_address: str, typed: str
) -> None:
    code = "ABCDEFGHIJKL" + "MNOPQRSTUVWO"
    post(address, receipt=code)
    empty(hill)
    written = {
        "lower": code.lower(),
        "groups": " ".join(code[i : i + 4] for i in range(0, 24, 4)),
        "dashes": "-".join(code[i : i + 6] for i in range(0, 24, 6)),
        "look-alikes": code.replace("O", "0").replace("I", "1").replace("B", "8"),
    }[typed]
    page = Visitor().post(receipt_address, {"receipt": written})
    assert CANARY in page.content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("AAAAAAAAAAAAAAAAAAAAAAAA", "No note fits this code"),
        ("short", "24 letters"),
        ("", "Type the code"),
        ("A" * 500, "24 letters"),
        ("ключ ключ ключ ключ ключ", "24 letters"),
        ("AAAA\x00AAAAAAAAAAAAAAAAAAAA", "24 letters"),
    ],
)
def test_a_wrong_code_is_said_in_plain_words_and_stays_typed(
    receipt_address: str, typed: str, words: str
) -> None:
    page = Visitor().post(receipt_address, {"receipt": typed})
    assert page.status_code == 422
    assert words in page.content.decode()


def test_a_code_opens_nothing_at_another_nursery(hill: Setting, address: str) -> None:
    code = code_shown(post(address))
    empty(hill)
    wharf = make.make_setting("Custard Wharf")
    other = reverse("feedback:letterbox_receipt", args=[wharf.letterbox_address])
    page = Visitor().post(other, {"receipt": code})
    assert CANARY not in page.content.decode()
    assert "No note fits this code" in page.content.decode()


def test_a_form_sent_twice_is_one_note_with_one_code(hill: Setting, address: str) -> None:
    form = filled_in(address, "Twice")
    first, second = (Visitor().post(address, form) for _twice in range(2))
    assert first.content == second.content
    assert words_inside(hill) == ["Twice"]
    empty(hill)
    assert Visitor().post(address, form).content == first.content, "and after the emptying"
    assert FeedbackItem.objects.count() == 1


def test_going_back_and_writing_something_else_is_a_second_note_with_a_code_of_its_own(
    hill: Setting, address: str, receipt_address: str
) -> None:
    form = filled_in(address, "First")
    first = code_shown(Visitor().post(address, form))
    again = {**form, "words": "Second", "stamp": a_stamp()}
    second = code_shown(Visitor().post(address, again))
    assert first != second
    empty(hill)
    assert sorted(FeedbackItem.objects.values_list("words", flat=True)) == ["First", "Second"]
    assert "Second" in Visitor().post(receipt_address, {"receipt": second}).content.decode()


def test_every_posting_is_answered_with_the_same_bytes_apart_from_the_code(address: str) -> None:
    pages = []
    for words in ("A", "ב" * 1500, "Somebody hits children. " * 40):
        page = post(address, words)
        pages.append((page.status_code, re.sub(rb"<span>[A-Z2-7]{4}</span>", b"", page.content)))
        headers = dict(page.items())
        assert set(headers) == SAME_HEADERS
    assert len(set(pages)) == 1
    assert {len(page) for _status, page in pages} == {len(pages[0][1])}


SAME_HEADERS = {
    "Content-Type",
    "Cache-Control",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
}


@pytest.mark.parametrize(
    "words",
    [
        "نورة لا تحب البوابة.\n\nشكراً",
        "e\u0301\u0327 👩‍👩‍👧 Z̷͎̈́a̶l̶g̶o̵",
        "<script>alert(1)</script> {{ x }} %s '; DROP TABLE",
        "x" * 3000,
    ],
)
def test_words_of_every_kind_arrive_as_they_were_written(
    hill: Setting, address: str, words: str
) -> None:
    page = post(address, words)
    assert page.status_code == 200
    empty(hill)
    assert FeedbackItem.objects.get().words == words
    assert b"<script>" not in page.content


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "Write a few words first"),
        ("   ", "Write a few words first"),
        ("x" * 20_000, "there is room for 3000"),
        (f"{CANARY} zero\x00byte", "cannot be kept"),
    ],
)
def test_a_note_that_cannot_be_kept_stays_on_the_page_with_the_reason(
    hill: Setting, address: str, words: str, said: str
) -> None:
    page = post(address, words)
    assert page.status_code == 422
    assert said in page.content.decode()
    assert words.strip() in page.content.decode()
    assert words_inside(hill) == []


def test_a_note_from_an_old_page_without_a_code_keeps_its_words_and_gets_a_new_code(
    address: str,
) -> None:
    for broken in ("", "weak", "A" * 30):
        form = filled_in(address, "Please read this", receipt=broken)
        page = Visitor().post(address, form)
        assert page.status_code == 422
        assert "Please read this" in page.content.decode()
        again = Visitor().post(address, {**form, "receipt": code_in_form(page)})
        assert again.status_code == 200


def test_far_too_much_and_other_kinds_of_bodies_are_refused_without_being_opened(
    hill: Setting, address: str
) -> None:
    huge = Visitor().post(
        address, "words=" + "x" * 3_000_000, content_type="application/x-www-form-urlencoded"
    )
    upload = SimpleUploadedFile("note.txt", b"x" * 10)
    with_file = Visitor().post(address, {"words": upload}, MULTIPART_CONTENT)
    as_json = Visitor().post(address, '{"words": "x"}', content_type="application/json")
    for page in (huge, with_file, as_json):
        assert page.status_code == 422
        assert "did not arrive" in page.content.decode()
    assert words_inside(hill) == []


def test_a_form_on_another_site_cannot_post_in_somebodys_name(hill: Setting, address: str) -> None:
    form = filled_in(address, "Not from here")
    for site in ("cross-site", "same-site"):
        page = Visitor().post(address, form, headers={"Sec-Fetch-Site": site})
        assert page.status_code == 422
    assert words_inside(hill) == []
    assert (
        Visitor().post(address, form, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200
    )


@pytest.mark.parametrize(
    "path",
    [
        "/letterbox/",
        "/letterbox/no-such-letterbox/",
        "/letterbox/no-such-letterbox/receipt/",
        "/letterbox/%00/",
        "/letterbox/..%2f..%2fetc/",
        "/letterbox/'; DROP TABLE/",
        f"/letterbox/{'a' * 500}/",
        "/letterbox/a/b/c/d",
    ],
)
def test_addresses_without_a_letterbox_all_say_the_same(hill: Setting, path: str) -> None:
    page = Visitor().get(path)
    assert page.status_code == 404
    assert page.content == Visitor().get("/letterbox/nothing/").content
    assert "Marmalade" not in page.content.decode()
    assert "999" in page.content.decode(), "the emergency routes are everywhere"


def test_who_needs_help_now_reads_it_before_anything_else(address: str) -> None:
    page = Visitor().get(address).content.decode()
    main = page[page.index("<main") :]
    first_heading = main.index("Is somebody in danger")
    assert first_heading < main.index("A note without your name")
    for route in ("999", "0808 800 5000", "0300 123 1231", "01632 960 123"):
        assert route in main


def test_the_page_promises_no_more_than_it_keeps(address: str) -> None:
    page = Visitor().get(address).content.decode()
    for honest in (
        "every Friday at 16:00",
        "the only note in the box",
        "holds the key of the box",
        "recognise how you write",
        "the nursery’s Wi-Fi",
        "secretly changed our programs",
        "very small nursery",
        "who was signed in just before",
        "is asked to give it to the safeguarding leads",
        "kept as long as the nursery uses Footbridge",
        "Nobody is called",
    ):
        assert honest in page
    assert not re.search(r"\b(completely|totally|fully) anonymous", page)


def test_without_scripting_the_page_says_that_a_card_is_needed(address: str) -> None:
    page = Visitor().get(address).content.decode()
    assert "you need the code of a paper card" in page[page.index("no-js-only") :]
    label = page[page.index("Code of your card") :]
    assert "(if you like)" not in label[: label.index("</label>")]


def test_sent_now_nobody_is_called_and_the_thanks_say_so(address: str) -> None:
    thanks = post(address, at_once="on").content.decode()
    assert "Nobody is called" in thanks
    assert "I have a code: read the answer" in thanks


def test_the_page_asks_for_nothing_that_its_door_keeps_out(address: str) -> None:
    page = Visitor().get(address)
    assert "manifest-src" not in page["Content-Security-Policy"]
    assert 'rel="manifest"' not in page.content.decode()


def test_the_door_lets_scripts_of_its_own_in_and_nothing_else(address: str) -> None:
    policy = Visitor().get(address)["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'; connect-src 'self';" in policy
    assert "unsafe" not in policy


# --- what is left behind --------------------------------------------------------------------------


@pytest.fixture
def signed_in(hill: Setting) -> Visitor:
    """A mother's browser with all her cookies."""
    mother = make.make_user("mother@example.org", full_name="Agnieszka Kapelusz")
    child = make.make_child(hill, name="Zofia")
    make.make_link(child, user=mother, family=make.make_family(hill, name="Kapelusz"))
    client = Visitor()
    client.force_login(mother)
    client.get("/more/")
    return client


def test_a_signed_in_mother_posts_and_no_session_cookie_trail_job_or_cache_knows_of_it(
    signed_in: Visitor, address: str
) -> None:
    session = list(Session.objects.values())
    lines, jobs = AuditEvent.objects.count(), OutboxJob.objects.count()
    keys = _cache_keys()
    shown = signed_in.get(address)
    sent = signed_in.post(address, filled_in(address, f"Hello {CANARY}", at_once="on"))
    read = signed_in.post(
        address + "receipt/", {"receipt": code_shown(sent)}, headers={"Accept-Language": "pl"}
    )
    for page in (shown, sent, read):
        assert page.status_code == 200
        assert page.cookies == {}
        assert "Set-Cookie" not in page.headers
        assert "Cookie" not in page.headers.get("Vary", "")
        assert "Agnieszka" not in page.content.decode()
        assert page["Cache-Control"] == "no-store"
        assert page["Referrer-Policy"] == "no-referrer"
    assert list(Session.objects.values()) == session
    assert AuditEvent.objects.count() == lines
    assert OutboxJob.objects.count() == jobs
    assert _cache_keys() == keys


def _cache_keys() -> set[bytes]:
    client = cache._cache.get_client(None, write=True)
    return {key for key in client.keys("*") if cache.key_prefix.encode() in key}


def test_the_door_takes_the_cookies_away_before_anything_can_read_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = []

    def look(request: HttpRequest, address: str) -> HttpResponse:
        seen.append(dict(request.COOKIES))
        return not_here(request)

    monkeypatch.setattr(
        door, "resolve", lambda path: SimpleNamespace(func=look, args=(), kwargs={"address": "x"})
    )
    request = RequestFactory().get("/letterbox/x/", headers={"Cookie": "sessionid=secret"})
    door.LetterboxDoor(not_here)(request)
    assert seen == [{}]


@pytest.mark.parametrize(
    "path", ["//letterbox/x/", "///letterbox//x/", "/./letterbox/x/", "/today/../letterbox/x/"]
)
def test_nobody_goes_round_the_door_with_another_slash(path: str) -> None:
    around = []
    request = RequestFactory().get("/")
    request.path_info = path
    page = door.LetterboxDoor(around.append)(request)
    assert around == []
    assert page.status_code == 404
    assert page["Referrer-Policy"] == "no-referrer"


def test_no_other_middleware_is_reached_but_the_one_for_transport_security() -> None:
    middleware = django_settings.MIDDLEWARE
    place = middleware.index("feedback.door.LetterboxDoor")
    before = [each for each in middleware[:place] if not each.startswith("tests.")]
    assert before == ["django.middleware.security.SecurityMiddleware"]


def test_nobody_learns_from_the_page_in_which_language_the_last_visitor_read(
    address: str,
) -> None:
    with translation.override("pl"):
        page = Visitor().get(address)
        assert 'lang="en-gb"' in page.content.decode()
        assert translation.get_language() == "pl", "and the thread is left as it was"


@pytest.fixture
def logged() -> Iterator[list[str]]:
    """Every line that any logger writes when LOG_LEVEL is DEBUG."""
    lines: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(logging.Formatter("%(name)s %(message)s").format(record))

    handler = Keep(level=0)
    root, names = logging.getLogger(), list(logging.root.manager.loggerDict)
    loggers, level = [root, *map(logging.getLogger, names)], root.level
    for each in loggers:
        each.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield lines
    root.setLevel(level)
    for each in loggers:
        each.removeHandler(handler)


def test_no_logger_writes_a_word_an_address_or_a_code_whatever_goes_wrong(
    hill: Setting,
    address: str,
    receipt_address: str,
    logged: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code = code_shown(post(address))
    post(address, "x" * 20_000 + CANARY)
    post(address, f"{CANARY}\x00")
    Visitor().post(receipt_address, {"receipt": code})
    Visitor().post(receipt_address, {"receipt": "A" * 24})
    Visitor().get("/letterbox/nothing/")
    Visitor().put(address)
    Visitor().post(address, "words=" + CANARY * 200_000,
                  content_type="application/x-www-form-urlencoded")  # fmt: skip

    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError(f"a bug with {CANARY} in its message")

    monkeypatch.setattr("feedback.views.letterbox.post_note", fail)
    page = post(address)
    assert page.status_code == 503
    monkeypatch.setattr("feedback.views.letterbox.post_note", _database_away)
    page = post(address)
    assert page.status_code == 503
    text = "\n".join(logged)
    for secret in (CANARY, code, hash_of(code), hill.letterbox_address, "letterbox"):
        assert secret not in text, secret


def _database_away(*args: object, **kwargs: object) -> None:
    raise OperationalError(f"server closed the connection while saving {CANARY}")


def test_when_the_database_is_away_the_words_stay_on_the_page_and_nothing_is_promised(
    hill: Setting, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Visitor()
    form = filled_in(address, f"Please read {CANARY}")
    with monkeypatch.context() as patch:
        patch.setattr("feedback.views.letterbox.setting_of", _database_away)
        page = client.post(address, form)
        look = client.get(address)
        read = client.post(address + "receipt/", {"receipt": "A" * 24})
    assert {page.status_code, look.status_code, read.status_code} == {503}
    text = page.content.decode()
    assert "was not taken" in text
    assert f"Please read {CANARY}" in text
    assert form["receipt"] in text, "the same code, so that a note that did arrive is not doubled"
    assert "999" in text
    again = client.post(address, {**form, "receipt": code_in_form(page)})
    assert again.status_code == 200
    assert words_inside(hill) == [f"Please read {CANARY}"]


def test_the_words_travel_beside_the_statement_and_not_in_it(address: str) -> None:
    """What a superuser reads in pg_stat_activity is the statement with placeholders."""
    post(address)
    with connection.cursor() as cursor:
        cursor.execute("SELECT query FROM pg_stat_activity WHERE usename = 'footbridge_letterbox'")
        assert CANARY not in str(cursor.fetchall())
    assert django_settings.DATABASES["letterbox"]["OPTIONS"]["server_side_binding"] is True


# --- what is stored, and who can reach it ---------------------------------------------------------


def test_a_note_points_at_its_setting_and_at_nothing_and_nobody_else() -> None:
    for model in apps.get_app_config("feedback").get_models():
        for field in model._meta.get_fields():
            if field.is_relation and field.related_model is not None:
                assert field.related_model._meta.label in (
                    "families.Setting",
                    "families.StampKey",  # that a paper card is good for this term
                    "families.Term",  # in which the box was opened, and nothing finer
                    "feedback.Theme",
                    "feedback.NoteTheme",
                    "feedback.MovedNote",
                    "feedback.AskedQuestion",  # a title and a day, no answer and no name
                    "feedback.StampedComment",
                    "feedback.FeedbackItem",
                    "feedback.FeedbackReply",
                ), f"{model.__name__}.{field.name}"
    pointing = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label != "feedback"
        for field in model._meta.get_fields()
        if field.is_relation
        and not field.auto_created
        and field.related_model is not None
        and field.related_model._meta.app_label == "feedback"
    ]
    assert pointing == []


def test_a_note_has_no_time_no_counter_and_no_address() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, data_type FROM information_schema.columns"
            " WHERE table_name LIKE 'feedback_%'"
        )
        columns = cursor.fetchall()
    assert {name for table, name, _kind in columns if table == "feedback_feedbackitem"} == {
        "id", "setting_id", "words", "receipt_hash", "reader", "is_closed", "is_aside", "term_id",
        "question_id",  # what all families were asked, where it is a comment on it
    }  # fmt: skip
    assert not [kind for _table, _name, kind in columns if "time" in kind]
    # When the box was emptied, which everybody may know: it is its hour.
    assert {(table, name) for table, name, kind in columns if kind == "date"} == {
        ("feedback_letterbox", "emptied_on"),
        ("feedback_letterbox", "brought_on"),
        ("feedback_letterbox", "lead_brought_on"),
        ("feedback_letterbox", "committee_brought_on"),
        ("feedback_askedquestion", "open_until"),
        # When three taps are open, and the emptying that told their numbers.
        *(("feedback_pulse", name) for name in ("opens_on", "closes_on", "counted_on")),
    }
    assert {kind for _table, name, kind in columns if name == "id"} == {"uuid"}


def test_only_the_code_itself_opens_the_stored_hash(hill: Setting, address: str) -> None:
    code = code_shown(post(address))
    empty(hill)
    stored = str(list(FeedbackItem.objects.values()))
    assert code not in stored
    assert hash_of(code) in stored


@pytest.mark.parametrize("role", [WEB, WORKER])
def test_the_running_site_cannot_put_a_note_in(hill: Setting, role: str) -> None:
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        as_role(role),
        transaction.atomic(),
    ):
        FeedbackItem.objects.create(setting=hill, words="x", receipt_hash="y")


def test_the_letterbox_role_reads_no_note_without_its_code(hill: Setting, address: str) -> None:
    code = code_shown(post(address))
    empty(hill)
    with transaction.atomic(using="letterbox"), connections["letterbox"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM feedback_feedbackitem")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM families_setting")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT set_config('app.receipt', %s, true)", [hash_of(code)])
        cursor.execute("SELECT count(*) FROM feedback_feedbackitem")
        assert cursor.fetchone() == (1,)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM families_user",
        "SELECT * FROM families_child",
        "SELECT * FROM django_session",
        "SELECT address FROM families_setting",
        "INSERT INTO families_auditevent DEFAULT VALUES",
        "UPDATE feedback_feedbackitem SET words = 'x'",
        "DELETE FROM feedback_feedbackitem",
        "UPDATE feedback_feedbackreply SET words = 'x'",
        "DELETE FROM feedback_sealedbox",
        "SELECT sealed FROM families_stampkey",
        "SELECT * FROM families_stampsgiven",
        "INSERT INTO feedback_papercard DEFAULT VALUES",
    ],
)
def test_the_letterbox_role_can_touch_nothing_else(statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(using="letterbox"),
        connections["letterbox"].cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_note_cannot_be_put_into_the_box_of_a_nursery_whose_address_was_not_given(
    hill: Setting,
) -> None:
    wharf = make.make_setting("Custard Wharf")
    insert = (
        "INSERT INTO feedback_feedbackitem"
        " (id, setting_id, words, receipt_hash, reader, is_closed, is_aside)"
        " VALUES (gen_random_uuid(), %s, 'x', 'y', 'managers', false, false)"
    )
    with transaction.atomic(using="letterbox"), connections["letterbox"].cursor() as cursor:
        cursor.execute("SELECT set_config('app.letterbox', %s, true)", [hill.letterbox_address])
        cursor.execute(insert, [hill.pk])
        with pytest.raises(DatabaseError, match="row-level security"):
            cursor.execute(insert.replace("'y'", "'z'"), [wharf.pk])
        transaction.set_rollback(True, using="letterbox")


def test_feedback_imports_nothing_of_families_but_the_setting_the_rule_and_the_person() -> None:
    """In a fresh process, so that imports of other tests do not count."""
    program = textwrap.dedent(
        """
        import ast, pathlib
        for path in pathlib.Path("feedback").rglob("*.py"):
            if "migrations" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("families"):
                    for name in node.names:
                        print(f"{node.module}.{name.name}")
                if isinstance(node, ast.Import):
                    for name in node.names:
                        assert not name.name.startswith("families"), path
        """
    )
    found = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.split()
    assert set(found) <= {
        "families.models.Setting",
        "families.models.Room",  # its name, which the page warns of
        "families.models.Role",  # what is for the lead alone is not for a manager who leads
        "families.models.StampKey",
        "families.models.open_on",  # whether a nursery has closed
        "families.models.Term",  # a name and two days
        "families.fonts.print_styles",  # letters on paper
        "families.policies.terms_visible_to",
        "families.context.Person",
        "families.policies.is_manager_of",
        "families.policies.settings_visible_to",  # whose three taps one reads, signed in
        # Which numbers may be told: arithmetic.
        "families.small_numbers.FEWEST",
        "families.small_numbers.what_may_be_told",
    }


def test_a_manager_reads_the_note_and_a_practitioner_does_not(hill: Setting, address: str) -> None:
    post(address)
    empty(hill)
    manager = make.make_user("bettina@example.org", full_name="Bettina Quill")
    make.make_staff(hill, user=manager, role="manager")
    marek = make.make_user("marek@example.org", full_name="Marek Puddifoot")
    make.make_staff(hill, user=marek)
    for user, count in ((manager, 1), (marek, 0)):
        with as_role(WEB), acting_as(user.pk):
            assert FeedbackItem.objects.count() == count
