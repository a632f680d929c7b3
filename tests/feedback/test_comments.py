"""Comments by stamp on a question to all families: through the letterbox and the sealed box."""

import json
import re
import uuid
import zlib
from datetime import timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, connection, connections, transaction
from django.urls import reverse
from django.utils import timezone

from families.models import Setting
from families.row_security import LETTERBOX as LETTERBOX_ROLE
from feedback.models import AskedQuestion, FeedbackItem, StampedComment
from feedback.queries.letterbox import setting_of
from feedback.sealed_box import Posted
from tests import factories as make

from .boxes import a_stamp, empty, inside, open_letterbox, words_inside
from .test_letterbox import SAME_HEADERS, Visitor, code_in_form, code_shown

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "letterbox"])

TITLE = "Shall parents’ evening move?"
WORDS = "Nurses work on Saturdays. kanari-comment-5d1b"


@pytest.fixture
def hill() -> Setting:
    hill = make.make_setting("Marmalade Hill Nursery", phone="01632 960 123")
    open_letterbox(hill)
    return hill


@pytest.fixture
def question(hill: Setting) -> AskedQuestion:
    return ask(hill)


@pytest.fixture
def address(hill: Setting, question: AskedQuestion) -> str:
    return place(hill, question)


def ask(setting: Setting, *, days: int = 7, **fields: Any) -> AskedQuestion:
    day = timezone.localdate() + timedelta(days=days)
    row = {"pk": uuid.uuid4(), "title": TITLE, "open_until": day, "state": "open", **fields}
    return AskedQuestion.objects.create(setting=setting, **row)


def place(setting: Setting, question: AskedQuestion | None = None) -> str:
    key = question.pk if question else uuid.uuid4()
    return reverse("feedback:letterbox_comment", args=[setting.letterbox_address, key])


def filled_in(address: str, words: str = WORDS, **fields: str) -> dict[str, str]:
    receipt = code_in_form(Visitor().get(address))
    return {"receipt": receipt, "words": words, "reader": "managers", "stamp": a_stamp(), **fields}


def post(address: str, words: str = WORDS, **fields: str) -> Any:
    return Visitor().post(address, filled_in(address, words, **fields))


def post_anything(address: str) -> Any:
    form = {"receipt": "B" * 24, "words": WORDS, "reader": "managers", "stamp": a_stamp()}
    return Visitor().post(address, form)


def reads(setting: Setting, code: str) -> str:
    there = reverse("feedback:letterbox_receipt", args=[setting.letterbox_address])
    return Visitor().post(there, {"receipt": code}).content.decode()


# --- the letterbox's own page ---------------------------------------------------------------------


def test_a_comment_goes_through_the_sealed_box_and_comes_out_as_a_note_for_its_question(
    hill: Setting, question: AskedQuestion, address: str
) -> None:
    page = Visitor().get(address)
    assert TITLE in page.content.decode()
    code = code_shown(post(address))
    assert not FeedbackItem.objects.exists(), "it waits in the box"
    assert [each.question for each in inside(hill).posted] == [question.pk.hex]
    assert empty(hill)
    note = FeedbackItem.objects.get()
    assert (note.words, note.question_id, note.reader) == (WORDS, question.pk, "managers")
    assert not StampedComment.objects.exists(), "nothing comes onto the page by itself"
    assert "It is not on its page yet" in reads(hill, code)


def test_the_page_knows_no_cookie_no_person_and_answers_a_script_alike(address: str) -> None:
    client = Visitor()
    client.cookies["sessionid"] = "kanari"
    seen = set()
    for words in ("A", "ב" * 900, WORDS * 20):
        answer = client.post(address, {**filled_in(address, words), "short": "on"})
        assert not answer.cookies
        assert set(dict(answer.items())) == SAME_HEADERS
        seen.add((answer.status_code, answer.content))
    assert seen == {(200, b'{"taken": true}')}


def test_a_comment_makes_the_box_no_longer_and_is_answered_like_a_note(
    hill: Setting, address: str
) -> None:
    note = reverse("feedback:letterbox", args=[hill.letterbox_address])
    pages = []
    for where in (address, note):
        form = {**filled_in(address), "stamp": a_stamp(), "short": "on"}
        pages.append(Visitor().post(where, form).content)
    assert pages[0] == pages[1]
    assert sorted(len(each.question) for each in inside(hill).posted) == [0, 32]


def test_one_stamp_lets_in_a_note_or_a_comment_and_not_both(hill: Setting, address: str) -> None:
    stamp = a_stamp()
    assert post(address, stamp=stamp).status_code == 200
    other = Visitor().post(
        reverse("feedback:letterbox", args=[hill.letterbox_address]),
        filled_in(address, "A note", stamp=stamp),
    )
    assert other.status_code == 422
    assert "let a note in already" in other.content.decode()
    assert words_inside(hill) == [WORDS]


def test_sent_twice_it_is_one_before_and_after_the_emptying(hill: Setting, address: str) -> None:
    form = filled_in(address)
    first = Visitor().post(address, form)
    assert Visitor().post(address, form).content == first.content
    assert words_inside(hill) == [WORDS]
    empty(hill)
    assert Visitor().post(address, form).content == first.content
    assert FeedbackItem.objects.count() == 1


def test_it_always_waits_and_is_always_for_who_puts_it_on_the_page(
    hill: Setting, address: str
) -> None:
    assert post(address, reader="lead").status_code == 422
    assert post(address, at_once="on").status_code == 200
    assert not FeedbackItem.objects.exists()
    empty(hill)
    assert FeedbackItem.objects.get().reader == "managers"


@pytest.mark.parametrize("why", ["it is over", "it begins later", "of another nursery", "none"])
def test_when_it_is_over_the_letterbox_says_so_and_offers_an_ordinary_note(
    hill: Setting, address: str, question: AskedQuestion, why: str
) -> None:
    form = filled_in(address)
    if why == "it is over":
        AskedQuestion.objects.update(is_closed=True, state="over")
    elif why == "it begins later":
        AskedQuestion.objects.update(state="asked")
    elif why == "of another nursery":
        address = place(hill, ask(make.make_setting("Custard Wharf")))
    else:
        address = place(hill)
    page = Visitor().get(address)
    assert page.status_code == 200
    assert "No comments are taken here now" in page.content.decode()
    assert TITLE not in page.content.decode()
    late = Visitor().post(address, form)
    assert late.status_code == 422
    assert "no stamp or card was used" in late.content.decode()
    assert WORDS in late.content.decode()
    short = Visitor().post(address, {**form, "short": "on"})
    assert (short.status_code, short.json()["why"]) == (422, "QuestionOver")
    assert words_inside(hill) == []
    instead = re.search(r'<form class="form" method="post" action="([^"]+)"', late.content.decode())
    assert Visitor().post(instead[1], form).status_code == 200, "with the same stamp"
    assert [each.question for each in inside(hill).posted] == [""]


def test_decided_while_it_was_on_its_way_it_is_not_taken(
    hill: Setting, address: str, question: AskedQuestion, monkeypatch: pytest.MonkeyPatch
) -> None:
    from feedback.actions import posting

    monkeypatch.setattr(posting, "_is_open", lambda *_args: False)
    late = post(address)
    assert "No comments are taken here now" in late.content.decode()
    assert words_inside(hill) == []


def test_of_a_nursery_with_fewer_than_ten_who_have_stamps_nothing_is_taken() -> None:
    wharf = make.make_setting("Custard Wharf")
    open_letterbox(wharf, holders=9)
    address = place(wharf, ask(wharf))
    assert "cannot hide you yet" in Visitor().get(address).content.decode()
    form = {"receipt": "A" * 24, "words": WORDS, "stamp": a_stamp(), "reader": "managers"}
    assert Visitor().post(address, form).status_code == 422
    assert words_inside(wharf) == []


def test_the_letterbox_s_first_page_shows_what_is_open_and_nothing_else(
    hill: Setting, question: AskedQuestion
) -> None:
    ask(hill, title="Long decided?", is_closed=True, state="over")
    ask(hill, title="Asked this minute?", state="asked")
    ask(make.make_setting("Custard Wharf"), title="Of the wharf?")
    page = Visitor().get(reverse("feedback:letterbox", args=[hill.letterbox_address]))
    text = page.content.decode()
    assert TITLE in text
    assert place(hill, question) in text
    for other in ("Long decided?", "Asked this minute?", "Of the wharf?"):
        assert other not in text


def test_comments_are_taken_from_one_emptying_to_another_whatever_is_pressed_in_between(
    hill: Setting,
) -> None:
    """Who asks ten minutes before the box is opened, or decides ten minutes after, would know when
    a comment was written."""
    question = ask(hill, state="asked", days=9)
    address = place(hill, question)
    assert "No comments are taken here now" in Visitor().get(address).content.decode()
    assert empty(hill)
    code_shown(post(address, "One."))
    AskedQuestion.objects.update(is_closed=True)  # decided at once
    code_shown(post(address, "Two."))
    assert words_inside(hill) == ["One.", "Two."]
    assert empty(hill, weeks=2)
    assert FeedbackItem.objects.filter(question_id=question.pk).count() == 2
    question.refresh_from_db()
    assert question.state == "over"
    assert post_anything(address).status_code == 422


@pytest.mark.parametrize(
    ("days", "is_closed", "state"), [(30, False, "open"), (-1, False, "over"), (30, True, "over")]
)
def test_what_is_over_before_the_box_was_opened_takes_none(
    hill: Setting, days: int, is_closed: bool, state: str
) -> None:
    question = ask(hill, state="asked", days=days, is_closed=is_closed)
    assert empty(hill)
    question.refresh_from_db()
    assert question.state == state


def test_a_comment_that_was_taken_is_answered_as_taken_when_the_question_is_over(
    hill: Setting, address: str
) -> None:
    form = filled_in(address)
    assert Visitor().post(address, form).status_code == 200
    AskedQuestion.objects.update(is_closed=True, state="over")
    assert Visitor().post(address, form).status_code == 200
    assert Visitor().post(address, {**form, "short": "on"}).json() == {"taken": True}
    assert len(inside(hill).posted) == 1


def test_a_box_from_before_there_were_comments_is_read_as_it_was() -> None:
    before = zlib.compress(json.dumps(["note", "a" * 64, "Words", "managers", 0]).encode())
    assert Posted.from_bytes(before) == Posted("note", "a" * 64, "Words", "managers")
    with_question = Posted("note", "a" * 64, "Words", "managers", question="b" * 32)
    assert Posted.from_bytes(with_question.to_bytes()) == with_question


# --- what the letterbox's role may see ------------------------------------------------------------


def test_the_letterbox_s_role_sees_titles_of_its_nursery_and_no_answer_or_name(
    hill: Setting, question: AskedQuestion
) -> None:
    ask(make.make_setting("Custard Wharf"), title="Of the wharf?")
    with transaction.atomic(using="letterbox"):
        assert setting_of(hill.letterbox_address)
        seen = set(AskedQuestion.objects.using("letterbox").values_list("pk", flat=True))
        assert seen == {question.pk}
    for table in ("communications_decision", "communications_decisionanswer"):
        with (
            transaction.atomic(using="letterbox"),
            connections["letterbox"].cursor() as cursor,
            pytest.raises(ProgrammingError, match="permission denied"),
        ):
            cursor.execute(f"SELECT id FROM {table}")
    with connection.cursor() as cursor:
        for right in ("INSERT", "UPDATE", "DELETE"):
            for table in ("feedback_askedquestion", "feedback_stampedcomment"):
                cursor.execute(
                    "SELECT has_table_privilege(%s, %s, %s)", [LETTERBOX_ROLE, table, right]
                )
                assert cursor.fetchone() == (False,), (table, right)


def test_with_the_code_one_reads_of_one_s_own_comment_alone_what_became_of_it(
    hill: Setting, question: AskedQuestion, address: str
) -> None:
    mine, other = (code_shown(post(address, words)) for words in ("Mine.", "Another’s."))
    empty(hill)
    for words, shown in (("Mine.", True), ("Another’s.", False)):
        item = FeedbackItem.objects.get(words=words)
        StampedComment.objects.create(
            setting=hill, question=question, item=item, is_shown=shown, words=words * shown
        )
    AskedQuestion.objects.update(is_closed=True, state="over")
    assert "It stands on the page of the question" in reads(hill, mine)
    assert TITLE in reads(hill, mine), "of one's own note the title is seen for ever"
    assert "It was kept off the page" in reads(hill, other)


@pytest.mark.parametrize("short", ["", "on"], ids=["without a script", "by script"])
def test_a_nursery_that_has_closed_takes_no_comment_and_uses_no_stamp(
    hill: Setting, address: str, short: str
) -> None:
    form = filled_in(address, stamp=a_stamp(), short=short)
    Setting.objects.filter(pk=hill.pk).update(closed_on=timezone.localdate())
    assert empty(hill)
    answer = Visitor().post(address, form)
    assert answer.status_code == 422
    if short:
        assert answer.json()["why"] == "NurseryClosed"
    else:
        text = answer.content.decode()
        assert "The nursery has closed" in text
        assert WORDS in text, "the words are still there"
    assert "<textarea" not in Visitor().get(address).content.decode()
    assert inside(hill).posted == []
    assert not inside(hill).spent
