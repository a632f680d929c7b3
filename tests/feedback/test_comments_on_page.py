"""Comments by stamp: from the tray onto the page of the question, or kept off it."""

import re
import uuid

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communications.actions.decisions import FIELDS, ask_decision, decide
from communications.models import Decision
from communications.queries.comments import children_named_in
from families.actions.meanwhile import fingerprint
from feedback.models import AskedQuestion, FeedbackItem, FeedbackReply, StampedComment
from feedback.queries.tray import how_many_wait
from tests import factories as make
from tests.cast import Cast
from tests.roles import acting_as
from tests.statements import statements

WORDS = "Nurses work on Saturdays. kanari-comment-5d1b"


@pytest.fixture
def decision(cast: Cast) -> Decision:
    return cast.decisions["hill"]


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.users[name])
    return client


def page_of(cast: Cast, name: str, decision: Decision) -> str:
    there = reverse("communications:decision_detail", args=[decision.pk])
    return signed_in(cast, name).get(there).content.decode()


def on_page(decision: Decision) -> list[StampedComment]:
    """What was looked at of this question, kept off or not."""
    return list(StampedComment.objects.filter(question=decision.pk))


def show(item: FeedbackItem) -> str:
    return reverse("communications:comment_show", args=[item.pk])


def off(item: FeedbackItem) -> str:
    return reverse("communications:comment_keep_off", args=[item.pk])


def test_bettina_sees_for_which_question_it_is_and_puts_it_there_with_one_press(
    cast: Cast, decision: Decision
) -> None:
    item = make.make_stamped_comment(decision, words=WORDS)
    bettina = signed_in(cast, "bettina")
    for there in (reverse("feedback:tray"), reverse("feedback:item_answer", args=[item.pk])):
        text = bettina.get(there).content.decode()
        assert "For the question" in text
        assert decision.question in text
        assert show(item) in text
    assert WORDS not in page_of(cast, "flora", decision)
    for _twice in range(2):
        assert bettina.post(show(item)).status_code == 302
    assert len(on_page(decision)) == 1
    for name in ("flora", "agnieszka", "marek", "bettina"):
        text = page_of(cast, name, decision)
        assert WORDS in text, name
        assert "By stamp" in text
    there = reverse("communications:decision_detail", args=[decision.pk])
    assert signed_in(cast, "sunniva").get(there).status_code == 404


def test_what_is_kept_off_is_counted_on_the_page_and_its_writer_reads_why(
    cast: Cast, decision: Decision
) -> None:
    item = make.make_stamped_comment(decision, words=WORDS)
    bettina = signed_in(cast, "bettina")
    empty_form = bettina.post(off(item), {"key": uuid.uuid4(), "reason": " "})
    assert empty_form.status_code == 422
    assert not on_page(decision)
    form = {"key": uuid.uuid4(), "reason": "It names a colleague. Leave her name out."}
    for _twice in range(2):
        assert bettina.post(off(item), form).status_code == 302
    told = FeedbackReply.objects.get(item=item)
    assert (told.words, told.from_writer) == (form["reason"], False)
    text = page_of(cast, "flora", decision)
    assert "1 comment was kept off this page" in text
    assert WORDS not in text
    assert form["reason"] not in text, "it is for the writer alone"
    assert [each.words for each in on_page(decision)] == [""]


def test_what_stands_there_can_be_taken_off_again_and_put_back(
    cast: Cast, decision: Decision
) -> None:
    item = make.make_stamped_comment(decision, words=WORDS, shown=True)
    bettina = signed_in(cast, "bettina")
    bettina.post(off(item), {"key": uuid.uuid4(), "reason": "Told to us by mistake."})
    assert WORDS not in page_of(cast, "flora", decision)
    bettina.post(show(item))
    text = page_of(cast, "flora", decision)
    assert WORDS in text
    assert "kept off this page" not in text


@pytest.mark.parametrize(
    "words", ["zofia cried at the gate.", "Zofia’s mother works late.", "The Kapelusz girl."]
)
def test_what_names_a_child_is_never_put_there_without_a_second_look(
    cast: Cast, decision: Decision, words: str
) -> None:
    child = cast.children["zofia"]
    words = words.replace("Kapelusz", child.full_name.split()[-1])
    item = make.make_stamped_comment(decision, words=words)
    bettina = signed_in(cast, "bettina")
    page = bettina.post(show(item))
    assert page.status_code == 422
    assert "seems to name a child" in page.content.decode()
    assert f"<bdi>{child.known_as}</bdi>" in page.content.decode()
    assert not on_page(decision)
    assert bettina.post(show(item), {"sure": "on"}).status_code == 302
    assert [each.is_shown for each in on_page(decision)] == [True]


def test_a_name_inside_another_word_is_no_name(cast: Cast, decision: Decision) -> None:
    name = cast.children["zofia"].known_as
    item = make.make_stamped_comment(decision, words=f"The {name}brand tea is good.")
    assert signed_in(cast, "bettina").post(show(item)).status_code == 302


@pytest.mark.parametrize("name", ["marek", "agnieszka", "ottilie", "sunniva"])
def test_only_who_leads_this_nursery_puts_something_on_its_page(
    cast: Cast, decision: Decision, name: str
) -> None:
    item = make.make_stamped_comment(decision, words=WORDS)
    client = signed_in(cast, name)
    assert client.post(show(item)).status_code == 404
    assert client.post(off(item), {"key": uuid.uuid4(), "reason": "No."}).status_code == 404
    assert not on_page(decision)
    assert not FeedbackReply.objects.filter(item=item).exists()


def test_an_ordinary_note_comes_on_no_page(cast: Cast, decision: Decision) -> None:
    note = cast.feedback["hill"]
    assert signed_in(cast, "bettina").post(show(note)).status_code == 404
    assert not on_page(decision)


def test_the_database_alone_lets_no_family_and_no_colleague_write_on_the_page(
    cast: Cast, decision: Decision
) -> None:
    item = make.make_stamped_comment(decision, words=WORDS)
    row = {"setting": cast.hill, "question_id": decision.pk, "item": item, "is_shown": True}
    for user in (cast.flora, cast.users["marek"], cast.users["ottilie"]):
        with (
            pytest.raises(ProgrammingError, match="row-level security"),
            transaction.atomic(),
            acting_as(user),
        ):
            StampedComment.objects.create(words=WORDS, **row)


def test_the_database_keeps_no_word_of_what_is_kept_off_and_each_to_its_question(
    cast: Cast, decision: Decision
) -> None:
    item = make.make_stamped_comment(decision, words=WORDS)
    other = make.make_decision(cast.hill, by=cast.bettina)
    row = {"setting": cast.hill, "item": item}
    for fields in (
        {"question_id": decision.pk, "is_shown": False, "words": WORDS},
        {"question_id": decision.pk, "is_shown": True, "words": ""},
        {"question_id": other.pk, "is_shown": True, "words": WORDS},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            StampedComment.objects.create(**row, **fields)


def test_what_moves_to_the_safeguarding_record_or_is_set_aside_leaves_the_page(
    cast: Cast, decision: Decision
) -> None:
    bettina = signed_in(cast, "bettina")
    aside = make.make_stamped_comment(decision, words="Rude words.", shown=True)
    bettina.post(reverse("feedback:item_aside", args=[aside.pk]))
    assert "Rude words." not in page_of(cast, "flora", decision)
    assert bettina.post(show(aside)).status_code == 404
    worry = make.make_stamped_comment(decision, words="Somebody hits.", shown=True)
    form = {
        "key": uuid.uuid4(),
        "about": "Somebody",
        "answer": "Thank you.",
        "done_at_once": "",
    }
    moved = bettina.post(reverse("communications:note_concern", args=[worry.pk]), form)
    assert moved.status_code == 302, moved.context["form"].errors
    text = page_of(cast, "flora", decision)
    assert "Somebody hits." not in text
    assert "2 comments were kept off this page" in text
    assert "read why" not in text, "nobody has written them why"


def test_who_leads_safeguarding_too_puts_nothing_of_the_record_back_on_the_page(
    cast: Cast, decision: Decision
) -> None:
    """Tariq reads the note still, as lead; as deputy he could press."""
    tariq = signed_in(cast, "tariq")
    worry = make.make_stamped_comment(decision, words="Somebody hits.", shown=True)
    form = {"key": uuid.uuid4(), "about": "Somebody", "answer": "", "done_at_once": ""}
    moved = tariq.post(reverse("communications:note_concern", args=[worry.pk]), form)
    assert moved.status_code == 302, moved.context["form"].errors
    assert tariq.get(reverse("feedback:item_answer", args=[worry.pk])).status_code == 200
    assert tariq.post(show(worry), {"sure": "on"}).status_code == 404
    assert tariq.get(off(worry)).status_code == 404
    with acting_as(cast.users["tariq"]):
        comments = StampedComment.objects.filter(item=worry)
        assert comments.update(is_shown=True, words="Somebody hits.") == 0, "nor the database"
    assert "Somebody hits." not in page_of(cast, "flora", decision)


def test_what_stands_on_the_page_waits_for_no_answer_until_its_writer_says_more(
    cast: Cast, decision: Decision
) -> None:
    FeedbackItem.objects.all().delete()
    item = make.make_stamped_comment(decision, words=WORDS, shown=True)
    waiting = make.make_stamped_comment(decision, words="Another.")
    with acting_as(cast.bettina) as bettina:
        assert how_many_wait(bettina) == 1
    FeedbackReply.objects.create(
        setting=cast.hill, item=item, number=1, words="And mine?", from_writer=True
    )
    with acting_as(cast.bettina) as bettina:
        assert how_many_wait(bettina) == 2
    assert not StampedComment.objects.filter(item=waiting).exists()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("小明", "今天小明很开心"),
        ("وليد", "اللعبة لوليد"),
        ("Zoë", "Zoe\u0308 was there"),
        ("Wren Applegarth-Moon", "The Applegarth twins"),
        ("Wren", "W\u200bren likes it"),
    ],
)
def test_a_name_is_found_in_every_script_and_however_its_letters_are_written(
    cast: Cast, name: str, words: str
) -> None:
    child = cast.children["zofia"]
    child.full_name, child.known_as = name, name.split()[0]
    child.save(update_fields=["full_name", "known_as"])
    with acting_as(cast.bettina) as bettina:
        assert children_named_in(bettina, words) == [child.known_as]
        assert child.known_as not in children_named_in(bettina, "Nobody is named.")


def test_the_order_on_the_page_is_not_that_of_arrival_and_stays(
    cast: Cast, decision: Decision
) -> None:
    words = [f"Comment number {number}." for number in range(12)]
    for each in words:
        make.make_stamped_comment(decision, words=each, shown=True)
    orders = {
        tuple(re.findall(r"Comment number \d+\.", page_of(cast, name, decision)))
        for name in ("flora", "agnieszka", "bettina", "flora")
    }
    assert len(orders) == 1
    assert list(orders.pop()) != words


def test_asking_lays_it_out_for_the_letterbox_and_deciding_closes_it(
    cast: Cast, decision: Decision
) -> None:
    draft = make.make_decision(cast.hill, by=cast.bettina, asked=False, question="A cat?")
    assert not AskedQuestion.objects.filter(pk=draft.pk).exists()
    with acting_as(cast.bettina) as bettina:
        ask_decision(draft, actor=bettina, seen=fingerprint(draft, fields=FIELDS))
    laid = AskedQuestion.objects.get(pk=draft.pk)
    assert (laid.title, laid.open_until, laid.is_closed) == ("A cat?", draft.open_until, False)
    draft.refresh_from_db()
    with acting_as(cast.bettina) as bettina:
        decide(
            draft,
            actor=bettina,
            form_key=uuid.uuid4(),
            option=1,
            why="Allergies.",
            decider=cast.posts["tariq"],
        )
    laid.refresh_from_db()
    assert laid.is_closed


def test_the_page_leads_families_to_the_letterbox_while_it_is_open(
    cast: Cast, decision: Decision
) -> None:
    way = reverse("feedback:letterbox_comment", args=[cast.hill.letterbox_address, decision.pk])
    assert way in page_of(cast, "flora", decision)
    assert way not in page_of(cast, "marek", decision), "who has no child here has no stamps"
    make.make_outcome(decision, by=cast.bettina, decider=cast.posts["tariq"])
    assert way not in page_of(cast, "flora", decision)


def test_the_page_asks_the_database_the_same_for_few_and_many_comments(
    cast: Cast, decision: Decision
) -> None:
    flora, there = (
        signed_in(cast, "flora"),
        reverse("communications:decision_detail", args=[decision.pk]),
    )
    counts = []
    for more in (1, 30):
        for number in range(more):
            make.make_stamped_comment(decision, words=f"Words {more} {number}", shown=True)
        flora.get(there)
        with statements() as sent:
            flora.get(there)
        counts.append(len(sent))
    assert counts[0] == counts[1]


def test_the_tray_asks_the_same_for_few_and_many_comments(cast: Cast, decision: Decision) -> None:
    bettina, counts = signed_in(cast, "bettina"), []
    for more in (1, 12):
        for number in range(more):
            make.make_stamped_comment(
                decision, words=f"Words {more} {number}", shown=(None, True, False)[number % 3]
            )
        bettina.get(reverse("feedback:tray"))
        with statements() as sent:
            bettina.get(reverse("feedback:tray"))
        counts.append(len(sent))
    assert counts[0] == counts[1]


def test_no_role_of_the_web_changes_what_was_asked(cast: Cast, decision: Decision) -> None:
    with acting_as(cast.bettina):
        asked = AskedQuestion.objects.filter(pk=decision.pk)
        for change in ({"title": "Another?"}, {"open_until": timezone.localdate()}):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                asked.update(**change)
