"""Plans for a change: common steps, each home's own worries, and nothing ready without answers."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families.actions import plans as actions
from families.actions.meanwhile import fingerprint
from families.forms.plans import PlanEditForm, PlanPageForm
from families.models import AuditEvent, LocalService, PlanPage, PlanWorry, TransitionPlan
from families.queries.plans import plan_detail, plans_of
from tests import factories as make
from tests.cast import Cast
from tests.roles import acting_as
from tests.statements import statements

Browse = Callable[[str], Client]


@pytest.fixture
def browse(cast: Cast) -> Browse:
    """`browse("marek")` is a browser in which Marek is signed in."""

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(cast.users[name])
        return client

    return signed_in


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def page_of(plan: TransitionPlan) -> str:
    return reverse("families:plan_detail", args=[plan.pk])


def filled(client: Client, address: str, **changed: Any) -> dict[str, Any]:
    """What the form of a page sends when it is opened now and these fields are changed."""
    form = client.get(address).context["form"]
    return {name: form[name].value() or "" for name in form.fields} | changed


def signing(client: Client, plan: TransitionPlan) -> dict[str, str]:
    """What is sent by who reads the plan now and then signs."""
    return {"seen": client.get(page_of(plan)).context["page"].seen}


def sign(client: Client, plan: TransitionPlan) -> str:
    """Read the plan, sign it, and come back to what the page says then."""
    address = reverse("families:plan_sign", args=[plan.pk])
    return client.post(address, signing(client, plan), follow=True).content.decode()


def new_plan(cast: Cast, **fields: Any) -> dict[str, Any]:
    return {
        "plan_kind": "room",
        "about": "From Pinecones to Conkers",
        "day": in_days(20).isoformat(),
        "people": "Marek",
        "new_room": cast.rooms["conkers"].pk,
        "key": uuid.uuid4(),
        **fields,
    }


def test_either_side_begins_a_plan_and_twice_is_once(cast: Cast, browse: Browse) -> None:
    child = cast.children["ottoline"]
    address = reverse("families:plan_create", args=[child.pk])
    form = new_plan(cast)
    for _twice in range(2):
        assert browse("saoirse").post(address, form).status_code == 302
    assert TransitionPlan.objects.filter(child=child, kind="room").count() == 1
    school = new_plan(cast, plan_kind="school", about="School")
    assert browse("flora").post(address, school).status_code == 302


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"new_room": ""}, "Choose the room"),
        ({"day": "2020-01-01"}, "That day is over"),
        ({"day": "2099-01-01"}, "more than a year"),
        ({"plan_kind": "home", "new_room": ""}, "Choose the home"),
        ({"about": ""}, "Write something here"),
    ],
)
def test_a_plan_that_cannot_be_says_why_and_keeps_the_words(
    cast: Cast, browse: Browse, change: dict[str, str], says: str
) -> None:
    address = reverse("families:plan_create", args=[cast.children["ottoline"].pk])
    answer = browse("saoirse").post(address, new_plan(cast, **change))
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert "Marek" in answer.content.decode()


def test_the_steps_are_common_and_the_worries_each_homes_own(cast: Cast, browse: Browse) -> None:
    plan = cast.plans["ottoline"]
    flora = browse("flora").get(page_of(plan)).content.decode()
    edmund = browse("edmund").get(page_of(plan)).content.decode()
    assert "See the school" in flora
    assert "See the school" in edmund
    assert "kanari-home-flora-kanari" in flora
    assert "kanari-home-flora-kanari" not in edmund
    assert "kanari-home-edmund-kanari" not in flora
    nursery = browse("saoirse").get(page_of(plan)).content.decode()
    assert "kanari-home-flora-kanari" in nursery
    assert "kanari-home-edmund-kanari" in nursery


def test_something_new_at_one_home_is_no_plan_of_the_other(cast: Cast, browse: Browse) -> None:
    address = reverse("families:plan_create", args=[cast.children["ottoline"].pk])
    form = new_plan(cast, plan_kind="home", about="A new baby here", new_room="")
    answer = browse("flora").post(address, form)
    assert answer.status_code == 302
    plan = TransitionPlan.objects.get(about="A new baby here")
    assert plan.family == cast.homes["flora"]
    assert browse("edmund").get(page_of(plan)).status_code == 404
    plans = reverse("families:plan_list", args=[plan.child_id])
    assert "new baby" not in browse("edmund").get(plans).content.decode()
    assert browse("saoirse").get(page_of(plan)).status_code == 200


def test_a_plan_is_not_ready_while_any_worry_waits_for_an_answer(
    cast: Cast, browse: Browse
) -> None:
    plan = cast.plans["ottoline"]
    assert "A worry has no answer yet" in sign(browse("saoirse"), plan)
    for worry in PlanWorry.objects.filter(plan=plan):
        answer = reverse("families:worry_answer", args=[worry.pk])
        good = filled(browse("saoirse"), answer, answer="Saoirse sits by.")
        assert browse("saoirse").post(answer, {**good, "answer": ""}).status_code == 422
        assert browse("saoirse").post(answer, good).status_code == 302
    sign(browse("saoirse"), plan)
    plan.refresh_from_db()
    assert plan.signed_at
    sign(browse("flora"), plan)
    assert PlanPage.objects.get(plan=plan, family=cast.homes["flora"]).signed_at
    assert not PlanPage.objects.get(plan=plan, family=cast.homes["edmund"]).signed_at
    new = {"words": "And the shoes?", "key": uuid.uuid4()}
    browse("edmund").post(reverse("families:worry_create", args=[plan.pk]), new)
    with acting_as(cast.saoirse) as person:
        assert not plan_detail(plan, person).is_ready, "a new worry opens it again"
    with acting_as(cast.flora) as person:
        assert plan_detail(plan, person).is_ready, "she learns nothing of the other home's worry"


def test_nobody_is_offered_to_sign_while_a_worry_waits(cast: Cast, browse: Browse) -> None:
    plan = cast.plans["ottoline"]
    sign = reverse("families:plan_sign", args=[plan.pk])
    flora = browse("flora").get(page_of(plan)).content.decode()
    saoirse = browse("saoirse").get(page_of(plan)).content.decode()
    assert "We wait for the nursery’s answer" in flora
    assert "A worry waits for your answer" in saoirse
    assert sign not in flora + saoirse
    PlanWorry.objects.filter(plan=plan, family=cast.homes["flora"]).update(
        answer="Saoirse sits by.", answered_at=timezone.now()
    )
    assert sign in browse("flora").get(page_of(plan)).content.decode()
    assert sign not in browse("saoirse").get(page_of(plan)).content.decode(), "Edmund still waits"


def test_a_worry_is_answered_by_the_nursery_and_by_nobody_else(cast: Cast, browse: Browse) -> None:
    answer = reverse("families:worry_answer", args=[cast.worries["ottoline"].pk])
    assert browse("flora").post(answer, {"answer": "x"}).status_code == 403
    assert browse("edmund").get(answer).status_code == 404
    assert browse("marek").get(answer).status_code == 404
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanWorry.objects.filter(plan=cast.plans["ottoline"]).update(answered_at=timezone.now())


def test_a_card_in_an_answer_is_that_homes_and_one_of_the_plan_is_for_both(
    cast: Cast, browse: Browse
) -> None:
    plan, worry = cast.plans["ottoline"], cast.worries["ottoline"]
    money = make.make_service(cast.hill, name="Penny Table", reach="Ring 01632 960 201")
    nurse = make.make_service(cast.hill, name="Sleep Easy")
    answer = reverse("families:worry_answer", args=[worry.pk])
    saoirse = browse("saoirse")
    body = filled(saoirse, answer, answer="They sit with you over it.", card_id=money.pk)
    assert saoirse.post(answer, body).status_code == 302
    edit = reverse("families:plan_edit", args=[plan.pk])
    head = {
        "about": plan.about,
        "day": plan.day.isoformat(),
        "people": plan.people,
        "card_id": nurse.pk,
        "seen": fingerprint(plan, fields=PlanEditForm.edits),
    }
    assert browse("saoirse").post(edit, head).status_code == 302
    flora = browse("flora").get(page_of(plan)).content.decode()
    edmund = browse("edmund").get(page_of(plan)).content.decode()
    assert "tel:01632960201" in flora
    assert "Sleep Easy" in flora
    assert "Sleep Easy" in edmund
    assert "Penny Table" not in edmund, "what one home needs is its own business"
    LocalService.objects.update(is_shown=False)
    for reader in ("flora", "bettina"):  # also to her who keeps the cards
        page = browse(reader).get(page_of(plan)).content.decode()
        assert page.count("not in our list any more") == 2, reader
        assert "Penny Table" not in page, reader
    browse("flora").post(reverse("families:plan_sign", args=[plan.pk]))
    with acting_as(cast.saoirse):
        assert TransitionPlan.objects.filter(pk=plan.pk).update(signed_at=timezone.now()) == 1


@pytest.mark.parametrize("form", ["answer", "plan"])
def test_a_card_that_cannot_go_into_a_plan_is_said_and_the_words_are_kept(
    cast: Cast, browse: Browse, form: str
) -> None:
    plan = cast.plans["ottoline"]
    address = {
        "answer": reverse("families:worry_answer", args=[cast.worries["ottoline"].pk]),
        "plan": reverse("families:plan_edit", args=[plan.pk]),
    }[form]
    for card in (cast.services["wharf"].pk, "x", make.make_service(cast.hill, is_shown=False).pk):
        body = {
            **{"answer": "They know", "about": "They know", "day": plan.day.isoformat()},
            "seen": fingerprint(plan, fields=PlanEditForm.edits),
            "card_id": card,
        }
        answer = browse("saoirse").post(address, body)
        assert answer.status_code == 422, card
        assert "This card is not in the list any more" in answer.content.decode()
        assert "They know" in answer.content.decode()


def test_of_two_who_choose_a_card_at_once_the_second_reads_its_name(
    cast: Cast, browse: Browse
) -> None:
    plan, food = cast.plans["zofia"], cast.services["hill"]
    body = {
        **{"about": plan.about, "day": plan.day.isoformat(), "people": ""},
        **{"card_id": "", "seen": "0" * 64},
    }
    answer = browse("marek").post(reverse("families:plan_edit", args=[plan.pk]), body)
    assert answer.status_code == 422
    assert f"Now it says: {food.name}" in answer.content.decode()


def test_the_database_takes_cards_into_plans_from_the_nursery_alone(cast: Cast) -> None:
    """Through the second wall alone."""
    plan, worry, food = cast.plans["ottoline"], cast.worries["ottoline"], cast.services["hill"]
    refused = pytest.raises(ProgrammingError, match="row-level security")
    with acting_as(cast.flora):
        for rows in (
            TransitionPlan.objects.filter(pk=plan.pk),
            PlanWorry.objects.filter(pk=worry.pk),
        ):
            assert rows.exists()
            assert rows.update(card=food) == 0
        with refused, transaction.atomic():
            make.make_plan(plan.child, by=cast.flora, about="x", card=food)
        with refused, transaction.atomic():
            make.make_worry(plan, family=cast.homes["flora"], by=cast.flora, words="x", card=food)
        make.make_worry(plan, family=cast.homes["flora"], by=cast.flora, words="x")
    foreign = pytest.raises(IntegrityError, match="card_id_same_setting")
    with acting_as(cast.saoirse):
        for rows in (TransitionPlan.objects.filter(pk=plan.pk), PlanWorry.objects.all()):
            with foreign, transaction.atomic():
                rows.update(card=cast.services["wharf"])


def test_two_who_write_what_comforts_at_once_see_both_texts(cast: Cast, browse: Browse) -> None:
    plan, home = cast.plans["ottoline"], cast.homes["flora"]
    address = reverse("families:plan_page_edit", args=[plan.pk, home.pk])
    seen = fingerprint(cast.plan_pages["ottoline"], fields=PlanPageForm.edits)
    assert browse("saoirse").post(address, {"comforts": "A song", "seen": seen}).status_code == 302
    second = browse("flora").post(address, {"comforts": "The rabbit Tum", "seen": seen})
    assert second.status_code == 422
    assert "A song" in second.content.decode()
    assert "The rabbit Tum" in second.content.decode()
    other = reverse("families:plan_page_edit", args=[plan.pk, cast.homes["edmund"].pk])
    assert browse("flora").get(other).status_code == 404


def test_a_page_that_is_changed_after_signing_is_to_be_signed_anew(cast: Cast) -> None:
    page = cast.plan_pages["ottoline"]
    PlanPage.objects.filter(pk=page.pk).update(signed_at=timezone.now())
    with acting_as(cast.flora) as person:
        actions.change_plan_page(
            page,
            actor=person,
            seen=fingerprint(page, fields=("comforts",)),
            fields={"comforts": "Only the song"},
        )
    page.refresh_from_db()
    assert page.signed_at is None


def test_what_comforts_sent_as_it_is_leaves_the_signature(cast: Cast) -> None:
    page = cast.plan_pages["ottoline"]
    PlanPage.objects.filter(pk=page.pk).update(signed_at=timezone.now())
    with acting_as(cast.flora) as person:
        seen = fingerprint(page, fields=("comforts",))
        same = {"comforts": page.comforts}
        actions.change_plan_page(page, actor=person, seen=seen, fields=same)
    page.refresh_from_db()
    assert page.signed_at


@pytest.fixture
def signed(cast: Cast, browse: Browse) -> TransitionPlan:
    """Ottoline's plan without an open worry, signed by the nursery and by Flora."""
    plan = cast.plans["ottoline"]
    PlanWorry.objects.filter(plan=plan).update(answer="We sit by.", answered_at=timezone.now())
    for name in ("saoirse", "flora"):
        assert "Signed. The other side sees it." in sign(browse(name), plan)
    return plan


def test_what_changes_after_both_sides_signed_is_signed_anew_by_both(
    cast: Cast, browse: Browse, signed: TransitionPlan
) -> None:
    step = cast.plan_steps["ottoline"]
    changes = [
        ("saoirse", reverse("families:plan_edit", args=[signed.pk]), {"day": in_days(200)}),
        ("flora", reverse("families:plan_step_edit", args=[step.pk]), {"words": "Two visits"}),
        (
            "edmund",
            reverse("families:plan_step_create", args=[signed.pk]),
            {"day": in_days(5), "words": "A walk past the school"},
        ),
    ]
    for name, address, change in changes:
        page = browse("flora").get(page_of(signed)).content.decode()
        assert "Signed by this home" in page
        assert "We call this plan ready" in page
        done = browse(name).post(address, filled(browse(name), address, **change))
        assert done.status_code == 302
        for reader in ("saoirse", "flora"):
            page = browse(reader).get(page_of(signed)).content.decode()
            assert "Changed since this home signed" in page, (name, reader)
            assert "so it must be signed again" in page, (name, reader)
            assert "We call this plan ready" not in page, (name, reader)
        with acting_as(cast.flora) as person:
            assert not any(row.is_ready for row in plans_of(signed.child, person))
        for again in ("saoirse", "flora"):
            sign(browse(again), signed)
    with acting_as(cast.flora) as person:
        assert [row.is_ready for row in plans_of(signed.child, person)] == [True]


def test_a_form_sent_without_a_change_leaves_the_signatures(
    browse: Browse, signed: TransitionPlan
) -> None:
    address = reverse("families:plan_edit", args=[signed.pk])
    assert browse("saoirse").post(address, filled(browse("saoirse"), address)).status_code == 302
    assert "Signed by this home" in browse("flora").get(page_of(signed)).content.decode()


def test_nobody_signs_what_was_changed_after_she_read_it(
    cast: Cast, browse: Browse, signed: TransitionPlan
) -> None:
    for name in ("flora", "saoirse"):
        flora_read = signing(browse(name), signed)
        address = reverse("families:plan_step_create", args=[signed.pk])
        new = {"day": in_days(5), "words": "In the dark", "key": uuid.uuid4()}
        browse("edmund").post(address, new)
        late = browse(name).post(
            reverse("families:plan_sign", args=[signed.pk]), flora_read, follow=True
        )
        assert "The plan was changed just now" in late.content.decode(), name
        assert "We call this plan ready" not in late.content.decode(), name


def test_a_home_with_a_worry_that_waits_cannot_sign(cast: Cast, browse: Browse) -> None:
    plan = cast.plans["ottoline"]
    assert "A worry has no answer yet" in sign(browse("flora"), plan)
    assert not PlanPage.objects.get(plan=plan, family=cast.homes["flora"]).signed_at


def test_either_side_ticks_a_step_and_takes_the_tick_back(
    cast: Cast, browse: Browse, signed: TransitionPlan
) -> None:
    step = cast.plan_steps["ottoline"]
    done = reverse("families:plan_step_done", args=[step.pk])
    assert browse("flora").post(done).status_code == 302
    step.refresh_from_db()
    first = step.done_at
    assert first
    browse("saoirse").post(done)
    step.refresh_from_db()
    assert step.done_at == first, "done is done: the first day stays"
    page = browse("edmund").get(page_of(signed)).content.decode()
    assert "Not yet" in page
    assert "We call this plan ready" in page, "a tick changes nothing that was signed"
    browse("saoirse").post(done, {"back": "on"})
    step.refresh_from_db()
    assert step.done_at is None
    ticks = AuditEvent.objects.filter(verb__endswith="tick_plan_step").order_by("at", "id")
    assert [(line.actor, line.verb) for line in ticks] == [
        (cast.flora, "tick_plan_step"),
        (cast.saoirse, "untick_plan_step"),
    ]


def test_the_second_of_two_colleagues_who_answer_a_worry_reads_the_first_answer(
    cast: Cast, browse: Browse
) -> None:
    worry = cast.worries["ottoline"]
    address = reverse("families:worry_answer", args=[worry.pk])
    saoirse = filled(browse("saoirse"), address, answer="She may bring the rabbit.")
    bettina = filled(browse("bettina"), address, answer="We walk there twice.")
    assert browse("saoirse").post(address, saoirse).status_code == 302
    assert browse("saoirse").post(address, saoirse).status_code == 302, "sent twice"
    second = browse("bettina").post(address, bettina)
    assert second.status_code == 422
    assert "She may bring the rabbit." in second.content.decode()
    assert "We walk there twice." in second.content.decode()
    worry.refresh_from_db()
    assert worry.answer == "She may bring the rabbit."


def test_a_step_for_a_day_that_is_over_is_refused(cast: Cast, browse: Browse) -> None:
    address = reverse("families:plan_step_create", args=[cast.plans["ottoline"].pk])
    step = {"day": in_days(-1).isoformat(), "words": "Visit", "key": uuid.uuid4()}
    assert browse("flora").post(address, step).status_code == 422
    assert browse("flora").post(address, {**step, "day": in_days(1)}).status_code == 302


def test_a_plan_costs_the_same_with_twenty_and_with_two_hundred_lines(cast: Cast) -> None:
    plan, counts = cast.plans["ottoline"], []
    for more in (20, 180):
        for number in range(more):
            make.make_plan_step(plan, by=cast.saoirse, words=f"Step {number}")
            make.make_worry(
                plan, family=cast.homes["flora"], by=cast.flora, words=f"Worry {number}"
            )
            PlanWorry.objects.filter(words=f"Worry {number}").update(
                card=make.make_service(cast.hill, name=f"Card {number}")
            )
        with acting_as(cast.saoirse) as person, statements() as sent:
            plan_detail(plan, person)
            plans_of(plan.child, person)
        counts.append(len(sent))
    assert counts[0] == counts[1]


def test_flora_is_told_on_the_form_and_on_the_plan_that_the_other_home_reads_what_changes(
    cast: Cast, browse: Browse
) -> None:
    child, flora = cast.children["ottoline"], browse("flora")
    form = flora.get(reverse("families:plan_create", args=[child.pk])).context["form"]
    for name in ("about", "people"):
        assert "in both homes" in str(form.fields[name].help_text), name
        assert "something new at home" in str(form.fields[name].help_text), name
    school = make.make_plan(child, by=cast.flora, kind="school", about="School")
    at_home = make.make_plan(
        child, by=cast.flora, kind="home", about="A baby", family=cast.homes["flora"]
    )
    assert "in both homes" in flora.get(page_of(school)).content.decode()
    only_hers = flora.get(page_of(at_home)).content.decode()
    assert "in both homes" not in only_hers
    assert "No other home reads this plan." in only_hers
