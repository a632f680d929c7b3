"""A question to all families: asked, answered by name, decided, and told without giving anybody
away."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communications.forms.your_say import DecisionEditForm
from communications.models import Decision, DecisionAnswer, DecisionOutcome, YouSaid
from communications.queries.home import family_home
from families.actions.meanwhile import fingerprint
from families.models import AuditEvent
from tests import factories as make
from tests.cast import Cast, canary
from tests.roles import acting_as
from tests.statements import statements

Browse = Callable[[str], Client]
QUESTION = "Shall we move the sandpit?"


@pytest.fixture
def browse(cast: Cast) -> Browse:
    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(cast.users[name])
        return client

    return signed_in


def to(name: str, decision: Decision) -> str:
    return reverse(f"communications:decision_{name}", args=[decision.pk])


def page(client: Client, decision: Decision) -> str:
    return client.get(to("detail", decision)).content.decode()


def question(**changes: Any) -> dict[str, Any]:
    """A whole form, as Bettina fills it."""
    return {
        "key": uuid.uuid4(),
        "question": QUESTION,
        "why": "It floods.",
        "fixed": "Not by the gate.",
        "option_1": "Under the oak",
        "option_2": "By the wall",
        "option_3": "",
        "option_4": "",
        "option_5": "",
        "open_until": (timezone.localdate() + timedelta(days=9)).isoformat(),
        **changes,
    }


def write(client: Client, **changes: Any) -> Decision:
    answer = client.post(reverse("communications:decision_create"), question(**changes))
    assert answer.status_code == 302, answer.context["form"].errors
    return Decision.objects.get(pk=answer["Location"].split("/")[-2])


def ask(client: Client, decision: Decision, **changes: Any) -> None:
    decision.refresh_from_db()
    seen = fingerprint(decision, fields=DecisionEditForm.edits)
    answer = client.post(to("ask", decision), {"seen": seen, **changes})
    assert answer.status_code == 302


def outcome(cast: Cast, **changes: Any) -> dict[str, Any]:
    return {
        "key": uuid.uuid4(),
        "option": 2,
        "why": "It is dry there.",
        "decider": cast.posts["tariq"].pk,
        **changes,
    }


def test_a_question_goes_from_the_manager_to_all_families_and_back_to_them(
    cast: Cast, browse: Browse
) -> None:
    bettina, flora, agnieszka = browse("bettina"), browse("flora"), browse("agnieszka")
    decision = write(bettina)
    assert flora.get(to("detail", decision)).status_code == 404
    ask(bettina, decision)
    assert "Not by the gate." in page(flora, decision)
    assert browse("sunniva").get(to("detail", decision)).status_code == 404
    for client, words, shows_all in ((flora, "More shade.", "on"), (agnieszka, "Near her.", "")):
        body = {"option": 1, "words": words, "shows_all": shows_all}
        assert client.post(to("answer", decision), body).status_code == 302
    assert "More shade." in page(agnieszka, decision)
    assert "<bdi>Flora</bdi>" in page(agnieszka, decision)
    for name in ("flora", "tomasz", "edmund", "emrys"):
        assert "Near her." not in page(browse(name), decision), name
        assert "Agnieszka" not in page(browse(name), decision), name
    options = page(agnieszka, decision).split('id="options"')[1]
    assert "Near her." not in options, "hers is not for all to read"
    for name in ("bettina", "marek", "gwen"):
        assert "Near her." in page(browse(name), decision), name
    assert bettina.post(to("close", decision), outcome(cast)).status_code == 302
    told = page(flora, decision)
    assert "It is dry there." in told
    assert "<bdi>Tariq</bdi> decided" in told
    assert "No numbers" in told
    made = bettina.post(to("said", decision))
    item = YouSaid.objects.get(decision=decision)
    assert made["Location"] == reverse("communications:said_edit", args=[item.pk])
    assert item.shown is None
    assert item.versions.get().said == QUESTION
    assert bettina.post(to("said", decision))["Location"] == made["Location"]
    verbs = AuditEvent.objects.filter(target_id=str(decision.pk)).values_list("verb", flat=True)
    assert set(verbs) == {"write_decision", "ask_decision"}


def test_an_answer_is_changed_until_it_is_closed_and_sent_twice_is_one(
    cast: Cast, browse: Browse
) -> None:
    flora, decision = browse("flora"), cast.decisions["hill"]
    DecisionAnswer.objects.filter(decision=decision).delete()
    first = {"option": 1, "words": "More shade.", "shows_all": "on"}
    for _ in range(2):
        assert flora.post(to("answer", decision), first).status_code == 302
    answer = DecisionAnswer.objects.get(decision=decision)
    assert answer.changed_at is None
    assert AuditEvent.objects.filter(verb="answer_decision").count() == 1
    flora.post(to("answer", decision), {"option": 2, "words": "I thought again."})
    answer.refresh_from_db()
    assert (answer.option, answer.words, answer.shows_all) == (2, "I thought again.", False)
    assert answer.changed_at is not None
    assert "I thought again." not in page(browse("agnieszka"), decision)
    make.make_outcome(decision, by=cast.bettina, decider=cast.posts["tariq"])
    late = flora.post(to("answer", decision), {"option": 3, "words": "Wait, please."})
    assert late.status_code == 422
    assert "Wait, please." in late.content.decode()
    answer.refresh_from_db()
    assert answer.option == 2


def test_after_its_last_day_nobody_answers_and_the_words_are_kept(
    cast: Cast, browse: Browse
) -> None:
    over = make.make_decision(
        cast.hill, by=cast.bettina, open_until=timezone.localdate() - timedelta(days=1)
    )
    late = browse("flora").post(to("answer", over), {"option": 1, "words": "I was ill."})
    assert late.status_code == 422
    assert "I was ill." in late.content.decode()
    assert not over.answers.exists()
    assert "What is decided will stand here." in page(browse("flora"), over)


def test_the_database_itself_takes_no_answer_that_comes_late(cast: Cast) -> None:
    today = timezone.localdate()
    over = make.make_decision(cast.hill, by=cast.bettina, open_until=today - timedelta(days=1))
    decided = make.make_decision(cast.hill, by=cast.bettina)
    make.make_outcome(decided, by=cast.bettina, decider=cast.posts["tariq"])
    unasked = make.make_decision(cast.hill, by=cast.bettina, asked=False)
    two = make.make_decision(cast.hill, by=cast.bettina, options=("This", "That"))
    for decision, option in ((over, 1), (decided, 1), (unasked, 1), (two, 3)):
        with (
            pytest.raises(ProgrammingError, match="row-level security"),
            transaction.atomic(),
            acting_as(cast.flora),
        ):
            make.make_decision_answer(
                decision, by=cast.flora, family=cast.homes["flora"], option=option
            )


def test_what_was_asked_stays_as_it_was_also_for_the_database(cast: Cast, browse: Browse) -> None:
    decision, bettina = cast.decisions["hill"], browse("bettina")
    form = question(seen=fingerprint(decision, fields=DecisionEditForm.edits))
    answer = bettina.post(to("edit", decision), form)
    assert answer.status_code == 422
    assert "It floods." in answer.content.decode()
    with acting_as(cast.bettina):
        assert Decision.objects.filter(pk=decision.pk).update(question="Another?") == 0
    decision.refresh_from_db()
    assert canary("question-hill") in decision.question


def test_two_managers_write_at_one_question_and_nobody_s_words_are_lost(
    cast: Cast, browse: Browse
) -> None:
    bettina, tariq = browse("bettina"), browse("tariq")
    decision = write(bettina)
    seen = fingerprint(decision, fields=DecisionEditForm.edits)
    first = bettina.post(to("edit", decision), question(seen=seen, why="It smells."))
    assert first.status_code == 302
    late = tariq.post(to("edit", decision), question(seen=seen, why="It is small."))
    assert late.status_code == 422
    assert "It is small." in late.content.decode()
    assert "Now it says: It smells." in late.content.decode()
    tariq.post(to("ask", decision), {"seen": seen})
    decision.refresh_from_db()
    assert decision.asked_at is None, "he has not read what is asked"


def test_two_managers_decide_at_once_and_the_first_holds(cast: Cast, browse: Browse) -> None:
    decision, form = cast.decisions["hill"], outcome(cast)
    for _ in range(2):
        assert browse("bettina").post(to("close", decision), form).status_code == 302
    late = browse("tariq").post(
        to("close", decision), outcome(cast, option=1, why="I like the oak.")
    )
    assert late.status_code == 422
    assert "I like the oak." in late.content.decode()
    assert DecisionOutcome.objects.get(decision=decision).option == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"question": ""}, "question"),
        ({"why": " "}, "why"),
        ({"option_2": ""}, "option_2"),
        ({"option_1": "", "option_3": "Nowhere"}, "option_1"),
        ({"option_2": " under  the OAK"}, "option_2"),
        ({"option_4": "By the wall"}, "option_4"),
        ({"option_3": "x" * 121}, "option_3"),
        ({"open_until": "2020-01-01"}, "open_until"),
        ({"open_until": "soon"}, "open_until"),
        ({"open_until": ""}, "open_until"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_is_wrong_with_a_question_stands_beside_its_field(
    cast: Cast, browse: Browse, changes: dict[str, Any], field: str
) -> None:
    rows = Decision.objects.count()
    answer = browse("bettina").post(
        reverse("communications:decision_create"), question(**{"fixed": "Kept.", **changes})
    )
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "Kept." in answer.content.decode()
    assert Decision.objects.count() == rows


def test_a_gap_between_the_options_is_closed(cast: Cast, browse: Browse) -> None:
    decision = write(browse("bettina"), option_3="", option_4="Nowhere", option_5="Everywhere")
    assert decision.options == ["Under the oak", "By the wall", "Nowhere", "Everywhere"]
    assert decision.option_3 == "Nowhere"


def test_a_question_whose_day_went_by_is_not_asked(cast: Cast, browse: Browse) -> None:
    old = make.make_decision(
        cast.hill,
        by=cast.bettina,
        asked=False,
        open_until=timezone.localdate() - timedelta(days=1),
    )
    ask(browse("bettina"), old)
    old.refresh_from_db()
    assert old.asked_at is None


def test_an_answer_needs_an_option_of_this_question(cast: Cast, browse: Browse) -> None:
    decision = cast.decisions["hill"]
    for option in ("", "0", "4", "-1", "one", "1e9"):
        answer = browse("edmund").post(to("answer", decision), {"option": option, "words": "Hm."})
        assert answer.status_code == 422, option
        assert "Hm." in answer.content.decode()
    assert not DecisionAnswer.objects.filter(user=cast.edmund).exists()


def test_only_adults_of_families_answer_and_only_who_leads_decides(
    cast: Cast, browse: Browse
) -> None:
    decision = cast.decisions["hill"]
    for name, status in (("marek", 403), ("bettina", 403), ("sunniva", 404), ("olwen", 404)):
        answer = browse(name).post(to("answer", decision), {"option": 1})
        assert answer.status_code == status, name
    assert browse("priya").post(to("answer", decision), {"option": 1}).status_code == 302
    for name, status in (("marek", 403), ("agnieszka", 403), ("ottilie", 404)):
        for action in ("edit", "ask", "close", "said"):
            answer = browse(name).post(to(action, decision), outcome(cast))
            assert answer.status_code == status, (name, action)


def _vote(cast: Cast, decision: Decision, *options: tuple[int, bool]) -> None:
    for number, (option, shows_all) in enumerate(options):
        user = make.make_user(f"voter{number}@example.org", full_name=f"Voter Number{number}")
        child = cast.children["zofia"]
        make.make_link(child, user=user, family=cast.homes["kapelusz"])
        make.make_decision_answer(
            decision,
            by=user,
            family=cast.homes["kapelusz"],
            option=option,
            words=f"Because {number}.",
            shows_all=shows_all,
        )


def test_families_read_no_number_from_which_fewer_than_five_could_be_worked_out(
    cast: Cast, browse: Browse
) -> None:
    decision = make.make_decision(cast.hill, by=cast.bettina)
    _vote(cast, decision, *[(1, False)] * 9, *[(2, False)] * 6, *[(3, False)] * 2)
    browse("bettina").post(to("close", decision), outcome(cast))
    row = DecisionOutcome.objects.get(decision=decision)
    assert (row.total, row.counts, row.is_few) == (17, [9, None, None], [False, False, True])
    told = page(browse("flora"), decision)
    assert "17 adults answered." in told
    assert "9 chose this" in told
    assert "6 chose this" not in told
    assert told.count("fewer than five") == 1
    assert "no number" in told
    assert "Voter" not in told


def test_whoever_shows_their_answer_hides_nobody_else(cast: Cast, browse: Browse) -> None:
    """Five chose the first one, four of them for all to read: a five would give away the fifth."""
    decision = make.make_decision(cast.hill, by=cast.bettina)
    _vote(cast, decision, *[(1, True)] * 4, (1, False), *[(2, False)] * 9, *[(3, False)] * 8)
    browse("bettina").post(to("close", decision), outcome(cast))
    told = page(browse("flora"), decision)
    assert "5 chose this" not in told
    assert "4 for all to read, and fewer than five more" in told
    assert "22 adults answered." in told


def test_four_answers_are_no_numbers(cast: Cast, browse: Browse) -> None:
    decision = make.make_decision(cast.hill, by=cast.bettina)
    _vote(cast, decision, *[(1, False)] * 4)
    browse("bettina").post(to("close", decision), outcome(cast))
    row = DecisionOutcome.objects.get(decision=decision)
    assert (row.total, row.counts) == (None, [None] * 3)
    assert "No numbers" in page(browse("flora"), decision)


def test_the_first_page_shows_an_open_question_until_it_is_answered(
    cast: Cast, browse: Browse
) -> None:
    """Edmund has answered nothing and asked for no patience."""
    there = to("detail", cast.decisions["hill"])
    edmund = browse("edmund")
    assert there in edmund.get("/").content.decode()
    edmund.post(to("answer", cast.decisions["hill"]), {"option": 1})
    assert there not in edmund.get("/").content.decode()


def test_in_a_hard_time_nobody_is_reminded(cast: Cast, browse: Browse) -> None:
    there = to("detail", cast.decisions["hill"])
    assert there not in browse("nia").get("/").content.decode(), "she has asked for patience"
    cast.hard_times["lanternjack"].delete()
    assert there in browse("nia").get("/").content.decode()


def test_it_costs_the_first_page_one_statement_and_no_more(cast: Cast) -> None:
    for number in range(3):
        make.make_decision(cast.hill, by=cast.bettina, question=f"Which {number}?")
    with acting_as(cast.edmund) as edmund:
        with statements() as asked:
            home = family_home(edmund, since=timezone.now())
        assert len(home.questions) == 2, "four are open, two are enough"
        about = [each for each in asked if "communications_decision" in each]
        assert len(about) == 2, "a glance, with the others', and the list"
        assert about[0].startswith("SELECT EXISTS")


@pytest.mark.parametrize(("job", "others"), [("office", False), ("deputy", True)])
def test_whoever_works_here_does_not_read_what_the_other_home_of_their_child_answers(
    cast: Cast, browse: Browse, job: str, others: bool
) -> None:
    """Edmund begins to work here: Flora lives apart from him. As deputy he knows that hers is his
    children's other home; in the office he does not, and reads what is shown to all."""
    decision = cast.decisions["hill"]
    make.make_staff(cast.hill, user=cast.edmund, role=job)
    DecisionAnswer.objects.filter(user=cast.flora).update(shows_all=False)
    assert (canary("voice-agnieszka") in page(browse("edmund"), decision)) is others
    assert canary("voice-flora") not in page(browse("edmund"), decision)
    assert canary("voice-flora") in page(browse("gwen"), decision)


def test_the_pages_cost_the_same_with_20_and_with_200_answers_and_questions(
    cast: Cast, browse: Browse
) -> None:
    decision = cast.decisions["hill"]

    def cost(name: str) -> list[int]:
        client, found = browse(name), []
        for address in (to("detail", decision), reverse("communications:your_say"), "/"):
            if address == "/" and name == "bettina":
                continue
            client.get(address)
            with statements() as asked:
                client.get(address)
            found.append(len(asked))
        return found

    def grow(first: int, last: int) -> None:
        for number in range(first, last):
            user = make.make_user(f"many{number}@example.org")
            make.make_decision_answer(
                decision, by=user, family=cast.homes["flora"], shows_all=bool(number % 2)
            )
            other = make.make_decision(cast.hill, by=cast.bettina, question=f"{number}?")
            if number % 3 == 0:
                make.make_outcome(other, by=cast.bettina, decider=cast.posts["marek"])

    grow(0, 20)
    few = cost("bettina"), cost("edmund")
    grow(20, 200)
    assert (cost("bettina"), cost("edmund")) == few
    assert max(few[0]) <= 9, few
    assert max(few[1][:2]) <= 9, few


def test_the_rows_themselves_allow_no_choice_without_two_options(cast: Cast) -> None:
    for options in (("One", ""), ("One", "One"), ("One", "Two", "", "Four")):
        with pytest.raises(Exception, match="decision_offers_a_choice"), transaction.atomic():
            make.make_decision(cast.hill, by=cast.bettina, options=options)
    assert connection.is_usable()
