"""The way to us: a place before the birth, the next thing on both sides, and visits."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families import policies
from families.actions import joining as actions
from families.actions import visits
from families.actions.meanwhile import fingerprint
from families.models import (
    AuditEvent,
    Child,
    ConsentPurpose,
    Family,
    HelpWish,
    HomeVisit,
    HomeVisitSafetyNote,
    Invitation,
    Joining,
    JoiningStep,
    KeyPersonAssignment,
    ParentCarer,
    RoomPlace,
    SettlingVisit,
)
from families.queries.joining import joining_page, who_is_starting
from tests import factories as make
from tests.access.people import person_by_code
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


def way(child: Child) -> str:
    return reverse("families:joining_detail", args=[child.pk])


def filled(client: Client, address: str, **changed: Any) -> dict[str, Any]:
    """What the form of a page sends when it is opened now and these fields are changed."""
    form = client.get(address).context["form"]
    return {name: form[name].value() or "" for name in form.fields} | changed


@pytest.fixture
def baby(cast: Cast) -> Child:
    """Baby Nur: expected in spring, Zofia's sister; Marek is the key person already."""
    child = Child.objects.create(
        setting=cast.hill,
        full_name="Baby Kapelusz",
        known_as="Baby Nur",
        expected_on=in_days(100),
        started_on=in_days(300),
    )
    RoomPlace.objects.create(
        setting=cast.hill, child=child, room=cast.rooms["conkers"], started_on=in_days(300)
    )
    make.make_joining(child, by=cast.bettina)
    make.make_link(child, user=cast.agnieszka, family=cast.homes["kapelusz"])
    make.make_key_person(child, membership=cast.posts["marek"])
    return child


# --- a place, also before the birth ---------------------------------------------------------------


def offer(cast: Cast, **fields: Any) -> dict[str, Any]:
    return {
        "full_name": "Baby Kapelusz",
        "known_as": "Baby Nur",
        "date_of_birth": "",
        "expected_on": in_days(100).isoformat(),
        "started_on": in_days(300).isoformat(),
        "room": cast.rooms["conkers"].pk,
        "key": uuid.uuid4(),
        **fields,
    }


def test_a_place_is_offered_to_a_baby_who_is_not_born_yet(cast: Cast, browse: Browse) -> None:
    form = offer(cast)
    for _twice in range(2):
        answer = browse("bettina").post(reverse("families:child_create"), form)
        assert answer.status_code == 302
    child = Child.objects.get(known_as="Baby Nur")
    assert (child.is_expected, child.age_in_months(in_days(0))) == (True, None)
    assert Joining.objects.filter(child=child).count() == 1
    page = browse("bettina").get(answer["Location"]).content.decode()
    assert "Expected" in page
    assert "Baby Nur" in browse("bettina").get(reverse("families:joining_list")).content.decode()


@pytest.mark.parametrize(
    ("field", "days", "says"),
    [
        ("expected_on", 500, "more than a year away"),
        ("expected_on", -60, "long over"),
        ("started_on", 50, "before the child is born"),
        ("expected_on", None, "24/11/2026"),
    ],
)
def test_a_date_that_cannot_be_is_said_beside_it(
    cast: Cast, browse: Browse, field: str, days: int | None, says: str
) -> None:
    value = "" if days is None else in_days(days).isoformat()
    answer = browse("bettina").post(reverse("families:child_create"), offer(cast, **{field: value}))
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert "Baby Nur" in answer.content.decode(), "nothing that was typed is lost"
    assert not Child.objects.filter(known_as="Baby Nur").exists()


def test_an_expected_child_is_on_no_board_and_breaks_no_page(
    cast: Cast, browse: Browse, baby: Child
) -> None:
    board = browse("marek").get(
        reverse("learning_journals:today_room", args=[cast.rooms["conkers"].pk])
    )
    assert "Zofia" in board.content.decode()
    assert "Baby Nur" not in board.content.decode()
    home = browse("agnieszka").get(reverse("home")).content.decode()
    assert "Expected in" in home
    assert "The next thing for you" in home
    for name in ("marek", "agnieszka", "bettina"):
        page = browse(name).get(reverse("families:child_detail", args=[baby.pk]))
        assert page.status_code == 200
        assert "way to us" in page.content.decode()
    assert browse("marek").get(reverse("learning_journals:journal_list")).status_code == 200


def test_the_first_day_moves_with_its_room_until_it_has_come(
    cast: Cast, browse: Browse, baby: Child
) -> None:
    address = reverse("families:joining_first_day", args=[baby.pk])
    assert browse("marek").post(address, {"first_day": in_days(310)}).status_code == 403
    assert browse("bettina").post(address, {"first_day": in_days(-1)}).status_code == 422
    assert browse("bettina").post(address, {"first_day": in_days(310)}).status_code == 302
    baby.refresh_from_db()
    assert baby.started_on == baby.room_places.get().started_on == in_days(310)
    started = reverse("families:joining_first_day", args=[cast.children["zofia"].pk])
    assert browse("bettina").post(started, {"first_day": in_days(5)}).status_code == 422


def key_person(client: Client, child: Child, post: Any, *, days: int) -> Any:
    """The manager names a key person, from so many days on."""
    typed = {"membership": post.pk, "day": in_days(days).isoformat(), "reason": "", "hello": ""}
    return client.post(reverse("families:key_person_edit", args=[child.pk]), typed)


def test_the_key_person_of_a_child_who_is_to_come_walks_the_way_from_the_day_she_is_named(
    cast: Cast, browse: Browse
) -> None:
    """Also of a baby who is not born yet; and both walls say so."""
    bettina, saoirse = browse("bettina"), browse("saoirse")
    bettina.post(reverse("families:child_create"), offer(cast))
    nur = Child.objects.get(known_as="Baby Nur")
    pages = [reverse("families:child_detail", args=[nur.pk]), way(nur)]
    assert [saoirse.get(page).status_code for page in pages] == [404, 404]
    too_early = key_person(bettina, nur, cast.posts["saoirse"], days=-1)
    assert too_early.status_code == 422
    assert "This day is over" in too_early.content.decode()
    assert key_person(bettina, nur, cast.posts["saoirse"], days=0).status_code == 302
    pages.append(reverse("families:hello_edit", args=[nur.key_persons.get().pk]))
    assert [saoirse.get(page).status_code for page in pages] == [200, 200, 200]
    assert "Baby Nur" in saoirse.get(reverse("families:joining_list")).content.decode()
    with acting_as(cast.saoirse):
        assert Child.objects.filter(pk=nur.pk).exists()
    week = saoirse.get(reverse("communications:key_children")).context["week"]
    [hers] = [row for row in week.children if row.child == nur]
    assert [each.icon for each in hers.to_do] == ["hand", "messages-square"], "no day to tell of"
    assert browse("gwen").get(pages[0]).status_code == 404


def test_before_the_way_to_us_begins_there_is_no_key_person(cast: Cast, browse: Browse) -> None:
    fern = make.make_child(cast.hill, name="Fern Hill", started_on=in_days(30))
    answer = key_person(browse("bettina"), fern, cast.posts["marek"], days=0)
    assert answer.status_code == 422
    assert "before the child’s first day" in answer.content.decode()


def test_whoever_was_to_look_after_a_child_from_the_first_day_on_begins_with_another_one_too(
    cast: Cast, browse: Browse, baby: Child
) -> None:
    bettina, address = browse("bettina"), reverse("families:joining_first_day", args=[baby.pk])
    baby.key_persons.all().delete()
    make.make_key_person(baby, membership=cast.posts["marek"], started_on=baby.started_on)
    make.make_key_person(  # gone before the later day
        baby,
        membership=cast.posts["ewa"],
        is_backup=True,
        started_on=baby.started_on,
        ended_on=in_days(305),
    )
    bettina.post(address, {"first_day": in_days(290)})
    assert {row.started_on for row in baby.key_persons.all()} == {in_days(290)}
    bettina.post(address, {"first_day": in_days(310)})
    row = baby.key_persons.get()
    assert (row.membership, row.started_on) == (cast.posts["marek"], in_days(310))


def test_who_follows_another_key_person_on_the_way_stays_on_her_day(
    cast: Cast, browse: Browse, baby: Child
) -> None:
    baby.key_persons.update(ended_on=in_days(299))
    make.make_key_person(baby, membership=cast.posts["saoirse"], started_on=in_days(300))
    address = reverse("families:joining_first_day", args=[baby.pk])
    for days in (290, 320):
        assert browse("bettina").post(address, {"first_day": in_days(days)}).status_code == 302
    assert baby.key_persons.get(ended_on=None).started_on == in_days(300)


@pytest.mark.parametrize(
    ("days", "says"), [(330, "a move to another room is planned"), (345, "the child’s last day")]
)
def test_a_first_day_that_cannot_be_is_said_beside_it(
    cast: Cast, browse: Browse, baby: Child, days: int, says: str
) -> None:
    bettina = browse("bettina")
    typed = {"room": cast.rooms["pinecones"].pk, "day": in_days(320).isoformat()}
    bettina.post(reverse("families:child_move", args=[baby.pk]), typed)
    ends = {"last_day": in_days(340).isoformat()}
    bettina.post(reverse("families:child_end", args=[baby.pk]), ends)
    address = reverse("families:joining_first_day", args=[baby.pk])
    answer = bettina.post(address, {"first_day": in_days(days).isoformat()})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert in_days(days).isoformat() in answer.content.decode(), "what was typed is kept"
    baby.refresh_from_db()
    assert baby.started_on == in_days(300)


# --- the next thing to do -------------------------------------------------------------------------


def test_each_side_sees_its_own_next_thing_and_a_tick_leads_to_the_one_after(
    cast: Cast, browse: Browse, baby: Child
) -> None:
    def next_of(name: str) -> str:
        with acting_as(cast.users[name]) as person:
            thing = joining_page(baby, person).next_thing
        return thing.step.code if thing else ""

    assert (next_of("agnieszka"), next_of("marek")) == ("take_place", "hello")
    step = reverse("families:joining_step", args=[baby.pk])
    for _twice in range(2):
        assert browse("agnieszka").post(step, {"code": "take_place"}).status_code == 302
    assert next_of("agnieszka") == "would_help"
    assert JoiningStep.objects.get(child=baby).family == cast.homes["kapelusz"]
    assert browse("agnieszka").post(step, {"code": "hello"}).status_code == 403
    assert browse("marek").post(step, {"code": "take_place"}).status_code == 403
    browse("agnieszka").post(step, {"code": "take_place", "back": "on"})
    assert next_of("agnieszka") == "take_place"


def test_what_happens_ticks_its_step_by_itself(cast: Cast, baby: Child) -> None:
    make.make_wish(baby, family=cast.homes["kapelusz"], by=cast.agnieszka, words="Polish")
    with acting_as(cast.marek) as person:
        page = joining_page(baby, person)
    done = {row.step.code for stage in page.stages for row in stage.steps if row.is_done}
    assert {"would_help", "key_person"} <= done
    assert "answer_wish" not in done


def done_for(cast: Cast, name: str, child: Child) -> set[str]:
    """The codes of the steps that this person sees as done."""
    with acting_as(cast.users[name]) as person:
        page = joining_page(child, person)
    return {row.step.code for stage in page.stages for row in stage.steps if row.is_done}


def answer_everything(link: ParentCarer) -> None:
    """Yes to all that the setting of this link asks."""
    for purpose in ConsentPurpose.objects.filter(setting=link.setting_id, is_asked=True):
        make.make_consent(link, code=purpose.code)


def test_all_about_me_is_done_with_the_first_answer_and_open_again_once_it_is_taken_back(
    cast: Cast, browse: Browse, baby: Child
) -> None:
    home = cast.homes["kapelusz"]
    for name in ("agnieszka", "marek", "bettina"):
        assert "about_me" not in done_for(cast, name, baby)
    answer = make.make_answer(home, child=baby, question="likes", by=cast.agnieszka)
    for name in ("agnieszka", "marek", "bettina"):
        assert "about_me" in done_for(cast, name, baby)
    assert not JoiningStep.objects.filter(child=baby).exists(), "nothing is written for it"
    type(answer).objects.filter(pk=answer.pk).update(audience="key_person")
    assert "about_me" in done_for(cast, "marek", baby)
    assert "about_me" not in done_for(cast, "bettina", baby), "she may not know of that answer"
    type(answer).objects.filter(pk=answer.pk).update(withdrawn_at=timezone.now())
    assert "about_me" not in done_for(cast, "agnieszka", baby)
    step = reverse("families:joining_step", args=[baby.pk])
    browse("agnieszka").post(step, {"code": "about_me"})
    assert "about_me" in done_for(cast, "agnieszka", baby), "on paper it is ticked by hand"


def test_we_prefer_not_to_say_is_an_answer_and_an_emptied_one_is_none(
    cast: Cast, baby: Child
) -> None:
    home = cast.homes["kapelusz"]
    answer = make.make_answer(home, child=baby, question="likes", words="", by=cast.agnieszka)
    assert "about_me" not in done_for(cast, "agnieszka", baby)
    type(answer).objects.filter(pk=answer.pk).update(prefers_not_to_say=True)
    assert "about_me" in done_for(cast, "agnieszka", baby)


def test_the_permissions_are_done_when_every_question_has_an_answer(
    cast: Cast, baby: Child
) -> None:
    link = ParentCarer.objects.get(child=baby, user=cast.agnieszka)
    ParentCarer.objects.filter(pk=link.pk).update(has_parental_responsibility=True)
    asked = list(ConsentPurpose.objects.filter(setting=cast.hill, is_asked=True))
    for purpose in asked[1:]:
        make.make_consent(link, code=purpose.code, says_yes=False)
    for name in ("agnieszka", "marek", "bettina"):
        assert "permissions" not in done_for(cast, name, baby), "one question is open"
    make.make_consent(link, code=asked[0].code)
    for name in ("agnieszka", "marek", "bettina"):
        assert "permissions" in done_for(cast, name, baby)
    assert not JoiningStep.objects.filter(child=baby).exists()


def test_one_home_never_learns_that_the_other_has_answered(cast: Cast) -> None:
    """Flora has answered everything about Ottoline, and written All About Me; Edmund nothing."""
    child, edmunds = cast.children["ottoline"], cast.homes["edmund"]
    answer_everything(cast.links["flora", "ottoline"])
    edmunds.answers.filter(child=child).delete()
    assert {"permissions", "about_me"} <= done_for(cast, "flora", child)
    assert not {"permissions", "about_me"} & done_for(cast, "edmund", child)
    assert {"permissions", "about_me"} <= done_for(cast, "saoirse", child)


def test_staff_read_which_home_told_and_not_which_decided(cast: Cast) -> None:
    child = cast.children["ottoline"]
    answer_everything(cast.links["flora", "ottoline"])
    cast.homes["edmund"].answers.filter(child=child).delete()
    for name in ("saoirse", "bettina"):
        with acting_as(cast.users[name]) as person:
            page = joining_page(child, person)
        homes = {row.step.code: row.homes for stage in page.stages for row in stage.steps}
        assert homes["about_me"] == [cast.homes["flora"].name]
        assert homes["permissions"] == []


def test_who_does_not_decide_goes_by_what_the_page_of_permissions_says(
    cast: Cast, baby: Child
) -> None:
    """Agnieszka decides nothing for this baby; Tomasz does, and has answered."""
    link = make.make_link(
        baby,
        user=cast.tomasz,
        family=cast.homes["kapelusz"],
        has_parental_responsibility=True,
    )
    assert "permissions" not in done_for(cast, "agnieszka", baby)
    answer_everything(link)
    assert "permissions" in done_for(cast, "agnieszka", baby)


def test_what_happened_is_not_taken_back_by_hand(cast: Cast, browse: Browse, baby: Child) -> None:
    home: Family = cast.homes["kapelusz"]
    step = reverse("families:joining_step", args=[baby.pk])
    browse("agnieszka").post(step, {"code": "about_me"})
    assert "Not yet" in browse("agnieszka").get(way(baby)).content.decode()
    make.make_answer(home, child=baby, question="likes", by=cast.agnieszka)
    assert "Not yet" not in browse("agnieszka").get(way(baby)).content.decode()


def test_the_next_thing_leads_to_the_page_on_which_it_is_done(
    cast: Cast, browse: Browse, baby: Child
) -> None:
    for code in ("take_place", "would_help"):
        browse("agnieszka").post(reverse("families:joining_step", args=[baby.pk]), {"code": code})
    for code, address in (("permissions", "consent_list"), ("about_me", "about_me")):
        page = browse("agnieszka").get(way(baby)).content.decode()
        goes_to = reverse(f"families:{address}", args=[baby.pk])
        assert f'<a class="button button-primary" href="{goes_to}">' in page
        browse("agnieszka").post(reverse("families:joining_step", args=[baby.pk]), {"code": code})


def test_the_manager_is_led_to_choose_a_key_person_until_there_is_one(
    cast: Cast, browse: Browse, baby: Child
) -> None:
    goes_to = reverse("families:key_person_edit", args=[baby.pk])
    assert goes_to not in browse("bettina").get(way(baby)).content.decode(), "there is one"
    KeyPersonAssignment.objects.filter(child=baby).delete()
    link = f'<a class="button button-primary" href="{goes_to}">'
    assert link in browse("bettina").get(way(baby)).content.decode()
    assert goes_to not in browse("marek").get(way(baby)).content.decode(), "not hers to decide"


def test_the_manager_is_told_that_nobody_is_invited_yet(
    cast: Cast, browse: Browse, baby: Child
) -> None:
    invite = reverse("families:invitation_create", args=[baby.pk])
    assert invite not in browse("bettina").get(way(baby)).content.decode()
    ParentCarer.objects.filter(child=baby).delete()
    assert invite in browse("bettina").get(way(baby)).content.decode()
    assert invite not in browse("marek").get(way(baby)).content.decode()
    Invitation.objects.create(
        setting=cast.hill,
        child=baby,
        family=cast.homes["kapelusz"],
        email="agnieszka@example.test",
        full_name="Agnieszka Kapelusz",
        token_hash="f" * 64,
        invited_by=cast.bettina,
    )
    assert invite not in browse("bettina").get(way(baby)).content.decode(), "a letter is open"


def test_a_step_whose_day_is_over_says_so_in_a_word(
    cast: Cast, browse: Browse, baby: Child
) -> None:
    starting = reverse("families:joining_list")
    late = "status-warning"
    assert late not in browse("bettina").get(way(baby)).content.decode()
    assert late not in browse("bettina").get(starting).content.decode()
    Child.objects.filter(pk=baby.pk).update(started_on=in_days(20), expected_on=in_days(10))
    for address in (way(baby), starting):
        page = browse("bettina").get(address).content.decode()
        assert late in page
        assert "late" in page


def test_two_homes_tick_their_own_steps(cast: Cast) -> None:
    child = cast.children["ottoline"]
    with acting_as(cast.flora) as person:
        actions.tick_step(child, actor=person, code="take_place", family=cast.homes["flora"])
    with acting_as(cast.edmund) as person:
        page = joining_page(child, person)
    taken = next(
        row for stage in page.stages for row in stage.steps if row.step.code == "take_place"
    )
    assert not taken.is_done


def test_who_is_starting_asks_as_often_for_two_hundred_children_as_for_twenty(cast: Cast) -> None:
    counts = []
    for wanted in (20, 200):
        have = Joining.objects.filter(child__started_on__gt=in_days(0)).count()
        children = Child.objects.bulk_create(
            Child(
                setting=cast.hill,
                full_name=f"Child {number}",
                known_as=f"Child {number}",
                date_of_birth=in_days(-400),
                started_on=in_days(30),
            )
            for number in range(have, wanted)
        )
        Joining.objects.bulk_create(
            Joining(setting=cast.hill, child=child, offered_by=cast.bettina) for child in children
        )
        for child in children:
            make.make_link(child, user=cast.agnieszka, family=cast.homes["kapelusz"])
            make.make_answer(cast.homes["kapelusz"], child=child, question="likes")
        with acting_as(cast.bettina) as person:
            with statements() as sent:
                rows = who_is_starting(person)
            assert len(rows) == wanted
        counts.append(len(sent))
    assert counts[0] == counts[1]


# --- what would help ------------------------------------------------------------------------------


def test_a_wish_is_answered_with_what_who_and_when_and_stays_with_its_home(
    cast: Cast, browse: Browse
) -> None:
    child = cast.children["ottoline"]
    form = {"words": "A quiet room at pick-up", "key": uuid.uuid4()}
    for _twice in range(2):
        address = reverse("families:wish_create", args=[child.pk])
        assert browse("flora").post(address, form).status_code == 302
    wish = HelpWish.objects.get(words="A quiet room at pick-up")
    answer = reverse("families:wish_answer", args=[wish.pk])
    good = filled(
        browse("saoirse"),
        answer,
        we_will="The sofa corner is yours from four.",
        owner=cast.posts["saoirse"].pk,
        by_day=in_days(3).isoformat(),
    )
    late = browse("saoirse").post(answer, {**good, "by_day": in_days(-3).isoformat()})
    assert late.status_code == 422
    assert "The sofa corner" in late.content.decode()
    assert browse("saoirse").post(answer, good).status_code == 302
    page = browse("flora").get(way(child)).content.decode()
    assert "The sofa corner is yours" in page
    assert "Saoirse" in page
    assert "sofa" not in browse("edmund").get(way(child)).content.decode()
    assert browse("edmund").get(answer).status_code == 404
    assert browse("flora").post(answer, good).status_code == 403


@pytest.mark.parametrize(
    ("page", "field"),
    [
        ("wish_answer", "we_will"),
        ("home_visit_notes", "notes"),
        ("settling_outcome", "outcome"),
        ("joining_settled", "settled_signs"),
    ],
)
def test_the_second_of_two_colleagues_reads_what_the_first_wrote_and_erases_nothing(
    cast: Cast, browse: Browse, page: str, field: str
) -> None:
    zofia, visit = cast.children["zofia"], cast.visits["zofia"]
    HomeVisit.objects.filter(pk=visit.pk).update(status="accepted", takes_place_at=timezone.now())
    row = {
        "wish_answer": cast.wishes["zofia"],
        "home_visit_notes": visit,
        "settling_outcome": cast.settling["zofia"],
        "joining_settled": zofia,
    }[page]
    address = reverse(f"families:{page}", args=[row.pk])
    more = {"owner": cast.posts["ewa"].pk, "by_day": in_days(3)} if field == "we_will" else {}
    first = filled(browse("marek"), address, **more, **{field: "A blue tent."})
    second = filled(browse("ewa"), address, **more, **{field: "Counting the stairs."})
    for _twice in range(2):
        assert browse("marek").post(address, first).status_code == 302
    late = browse("ewa").post(address, second)
    assert late.status_code == 422
    assert "A blue tent." in late.content.decode()
    assert "Counting the stairs." in late.content.decode()
    assert filled(browse("ewa"), address)[field] == "A blue tent.", "it still says so"
    second["seen"] = late.context["form"].data["seen"]
    assert browse("ewa").post(address, second).status_code == 302, "seen, and meant"
    assert filled(browse("ewa"), address)[field] == "Counting the stairs."


# --- a visit at home ------------------------------------------------------------------------------


def test_a_visit_is_declined_without_a_reason_and_nothing_follows(
    cast: Cast, browse: Browse
) -> None:
    visit = cast.visits["zofia"]
    address = reverse("families:home_visit_detail", args=[visit.pk])
    page = browse("agnieszka").get(address).content.decode()
    assert "A no changes nothing" in page
    assert browse("agnieszka").post(address, {"choice": "no"}).status_code == 302
    visit.refresh_from_db()
    assert (visit.status, visit.answer) == ("declined", "")
    assert "that is fine" in browse("marek").get(address).content.decode()


def test_of_two_answers_at_once_the_first_holds_and_the_second_is_told(
    cast: Cast, browse: Browse
) -> None:
    visit = cast.visits["zofia"]
    with acting_as(cast.agnieszka) as person:
        visits.accept_home_visit(visit, actor=person, at=visit.times[0], words="")
    with acting_as(cast.tomasz) as person, pytest.raises(visits.AnsweredMeanwhile):
        visits.decline_home_visit(visit, actor=person, words="")
    address = reverse("families:home_visit_detail", args=[visit.pk])
    answer = browse("tomasz").post(address, {"choice": "no"}, follow=True).content.decode()
    assert "Somebody was quicker" in answer
    visit.refresh_from_db()
    assert visit.status == HomeVisit.Status.ACCEPTED


def test_another_time_is_asked_for_and_agreed(cast: Cast, browse: Browse) -> None:
    visit = cast.visits["zofia"]
    address = reverse("families:home_visit_detail", args=[visit.pk])
    for wrong in ("", in_days(-1).isoformat() + "T10:00"):
        answer = browse("agnieszka").post(
            address, {"choice": "other", "other_time": wrong, "answer": "After work."}
        )
        assert answer.status_code == 422
        assert "After work." in answer.content.decode()
    given = {"choice": "other", "other_time": in_days(4).isoformat() + "T17:30"}
    assert browse("agnieszka").post(address, given).status_code == 302
    agree = reverse("families:home_visit_agree", args=[visit.pk])
    assert browse("agnieszka").post(agree).status_code == 403
    assert browse("marek").post(agree).status_code == 302
    visit.refresh_from_db()
    assert visit.takes_place_at == visit.asked_for_at


def test_a_home_cannot_say_yes_to_a_time_that_is_over(cast: Cast, browse: Browse) -> None:
    visit = cast.visits["zofia"]
    over = timezone.now() - timedelta(days=3)
    HomeVisit.objects.filter(pk=visit.pk).update(times=[over])
    visit.refresh_from_db()
    address = reverse("families:home_visit_detail", args=[visit.pk])
    assert "The times that we offered are over" in browse("agnieszka").get(address).content.decode()
    late = browse("agnieszka").post(
        address, {"choice": visit.times[0].isoformat(), "answer": "We look forward to it."}
    )
    assert late.status_code == 422
    assert "That time is over" in late.content.decode()
    assert "We look forward to it." in late.content.decode()
    with acting_as(cast.agnieszka) as person, pytest.raises(visits.TimeIsOver):
        visits.accept_home_visit(visit, actor=person, at=visit.times[0], words="")
    visit.refresh_from_db()
    assert (visit.status, visit.takes_place_at) == ("offered", None)


def test_the_nursery_cannot_agree_to_a_time_that_is_over(cast: Cast, browse: Browse) -> None:
    visit = cast.visits["zofia"]
    over = timezone.now() - timedelta(days=3)
    HomeVisit.objects.filter(pk=visit.pk).update(
        status="other_time", asked_for_at=over, answered_at=over
    )
    agree = reverse("families:home_visit_agree", args=[visit.pk])
    page = browse("marek").post(agree, follow=True).content.decode()
    assert "That time is over" in page
    visit.refresh_from_db()
    assert (visit.status, visit.takes_place_at) == ("other_time", None)


def test_a_visit_that_the_nursery_takes_back_tells_the_family_why(
    cast: Cast, browse: Browse
) -> None:
    visit = cast.visits["zofia"]
    back = reverse("families:home_visit_take_back", args=[visit.pk])
    page = reverse("families:home_visit_detail", args=[visit.pk])
    assert browse("marek").post(back, {"words": ""}).status_code == 422, "not without a word"
    for words in ("Ewa broke her foot.", "Something else."):
        assert browse("marek").post(back, {"words": words}).status_code == 302
    visit.refresh_from_db()
    assert visit.status == "taken_back"
    told = browse("agnieszka").get(page).content.decode()
    assert "The nursery cannot come after all." in told
    assert "Ewa broke her foot." in told, "what was said first stays"
    assert browse("flora").get(page).status_code == 404
    assert browse("flora").post(back, {"words": "x"}).status_code == 404


def test_a_family_takes_a_visit_back_and_never_has_to_say_why(cast: Cast, browse: Browse) -> None:
    visit = cast.visits["zofia"]
    back = reverse("families:home_visit_take_back", args=[visit.pk])
    assert browse("agnieszka").post(back, {"words": ""}).status_code == 302
    page = reverse("families:home_visit_detail", args=[visit.pk])
    assert "The family would rather not" in browse("marek").get(page).content.decode()


def test_the_safety_note_is_for_colleagues_and_never_for_a_family(
    cast: Cast, browse: Browse
) -> None:
    visit = cast.visits["zofia"]
    address = reverse("families:home_visit_detail", args=[visit.pk])
    assert "kanari-safety-zofia-kanari" in browse("ewa").get(address).content.decode()
    page = browse("agnieszka").get(address).content.decode()
    assert "safety" not in page
    assert "colleagues" not in page
    safety = reverse("families:home_visit_safety", args=[visit.pk])
    assert browse("agnieszka").get(safety).status_code == 403


def test_a_colleague_does_not_read_what_was_noted_about_her_own_home(
    cast: Cast, browse: Browse
) -> None:
    """Priya works here and is Anouk's mother; now she also works in Anouk's room."""
    cast.posts["priya"].room_assignments.update(room=cast.rooms["conkers"])
    with acting_as(cast.priya) as person:
        assert person.cares
        assert not HomeVisitSafetyNote.objects.filter(child=cast.children["anouk"]).exists()
        assert HomeVisitSafetyNote.objects.filter(child=cast.children["zofia"]).exists()
    address = reverse("families:home_visit_detail", args=[cast.visits["anouk"].pk])
    page = browse("priya").get(address).content.decode()
    assert "kanari-safety-anouk-kanari" not in page


def test_a_colleague_whose_own_child_is_on_no_list_of_hers_any_more_still_does_not_read_it(
    cast: Cast,
) -> None:
    """Priya's link to Anouk is over; the note about her front door is still about hers."""
    cast.posts["priya"].room_assignments.update(room=cast.rooms["conkers"])
    yesterday = timezone.localdate() - timedelta(days=1)
    ParentCarer.objects.filter(user=cast.priya).update(ended_on=yesterday)
    of_anouk = HomeVisitSafetyNote.objects.filter(child=cast.children["anouk"])
    with acting_as(cast.priya):  # the database alone
        assert not of_anouk.exists()
        assert HomeVisitSafetyNote.objects.filter(child=cast.children["zofia"]).exists()
    person = person_by_code(cast, "priya")  # the code alone
    assert not policies.can_read_safety_notes(person, cast.children["anouk"])
    notes = policies.safety_notes_visible_to(person)
    assert set(notes.values_list("child__known_as", flat=True)) == {"Zofia", "Idris"}


def test_notes_of_the_visit_are_shared_back(cast: Cast, browse: Browse) -> None:
    visit = cast.visits["zofia"]
    notes = reverse("families:home_visit_notes", args=[visit.pk])
    words = filled(browse("marek"), notes, notes="She showed me the cat.")
    assert browse("marek").post(notes, words).status_code == 422, "too soon"
    HomeVisit.objects.filter(pk=visit.pk).update(
        status="accepted", takes_place_at=timezone.now(), answered_at=timezone.now()
    )
    assert browse("marek").post(notes, words).status_code == 302
    address = reverse("families:home_visit_detail", args=[visit.pk])
    assert "showed me the cat" in browse("tomasz").get(address).content.decode()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"time_1": "2020-01-01T10:00"}, "time is over"),
        ({"time_1": "2099-01-01T10:00"}, "more than a year away"),
        ({"second_visitor": "marek"}, "same person"),
        ({"purpose": ""}, "few words"),
    ],
)
def test_an_offer_that_cannot_be_says_why(
    cast: Cast, browse: Browse, change: dict[str, str], says: str
) -> None:
    form = {
        "home": cast.homes["kapelusz"].pk,
        "purpose": "To meet",
        "visitor": cast.posts["marek"].pk,
        "second_visitor": "",
        "time_1": in_days(3).isoformat() + "T10:00",
        "key": uuid.uuid4(),
        **change,
    }
    if form["second_visitor"]:
        form["second_visitor"] = cast.posts["marek"].pk
    address = reverse("families:home_visit_offer", args=[cast.children["zofia"].pk])
    answer = browse("marek").post(address, form)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_a_home_of_another_child_cannot_be_offered_a_visit(cast: Cast, browse: Browse) -> None:
    form = {
        "home": cast.homes["lanternjack"].pk,
        "purpose": "To meet",
        "visitor": cast.posts["marek"].pk,
        "time_1": in_days(3).isoformat() + "T10:00",
        "key": uuid.uuid4(),
    }
    address = reverse("families:home_visit_offer", args=[cast.children["zofia"].pk])
    assert browse("marek").post(address, form).status_code == 422


# --- settling in ----------------------------------------------------------------------------------


def settling_form(day: date, **fields: Any) -> dict[str, Any]:
    return {
        "visit_day": day.isoformat(),
        "starts_at": "10:00",
        "visit_kind": "together",
        "key": uuid.uuid4(),
        **fields,
    }


def test_a_visit_is_proposed_by_one_side_and_agreed_by_the_other(
    cast: Cast, browse: Browse
) -> None:
    child = cast.children["zofia"]
    propose = reverse("families:settling_create", args=[child.pk])
    form = settling_form(in_days(3))
    for _twice in range(2):
        assert browse("agnieszka").post(propose, form).status_code == 302
    visit = SettlingVisit.objects.get(child=child, day=in_days(3))
    agree = reverse("families:settling_agree", args=[visit.pk])
    assert browse("agnieszka").post(agree).status_code == 403, "nobody agrees with herself"
    assert browse("marek").post(agree).status_code == 302
    visit.refresh_from_db()
    assert visit.status == "agreed"


@pytest.mark.parametrize(
    ("days", "says"), [(-1, "over"), (500, "more than a year"), (3, "already")]
)
def test_a_visit_in_the_past_or_at_a_taken_time_is_refused(
    cast: Cast, browse: Browse, days: int, says: str
) -> None:
    child = cast.children["zofia"]
    make.make_settling_visit(child, by=cast.marek, day=in_days(3))
    propose = reverse("families:settling_create", args=[child.pk])
    answer = browse("marek").post(propose, settling_form(in_days(days)))
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_how_it_was_is_told_in_the_childs_signs_and_not_before_it_was(
    cast: Cast, browse: Browse
) -> None:
    child = cast.children["zofia"]
    later = make.make_settling_visit(child, by=cast.marek, day=in_days(3))
    tell = reverse("families:settling_outcome", args=[later.pk])
    said = "Cried, then sat with Ewa and the trains."
    words = filled(browse("marek"), tell, outcome=said)
    assert browse("marek").post(tell, words).status_code == 422
    tell = reverse("families:settling_outcome", args=[cast.settling["zofia"].pk])
    words = filled(browse("marek"), tell, outcome=said)
    assert browse("marek").post(tell, words).status_code == 302
    assert "the trains" in browse("tomasz").get(way(child)).content.decode()
    assert browse("tomasz").post(tell, words).status_code == 403


def test_either_side_calls_a_settling_in_visit_off_and_it_is_gone_for_both(
    cast: Cast, browse: Browse
) -> None:
    child = cast.children["zofia"]
    for name, other in (("agnieszka", "marek"), ("marek", "agnieszka")):
        visit = make.make_settling_visit(child, by=cast.marek, day=in_days(3))
        off = reverse("families:settling_call_off", args=[visit.pk])
        assert off in browse(other).get(way(child)).content.decode()
        assert browse("flora").post(off).status_code == 404
        assert browse(name).post(off).status_code == 302
        visit.refresh_from_db()
        assert visit.status == "cancelled"
        assert off not in browse(other).get(way(child)).content.decode()
    again = settling_form(in_days(3))
    assert (
        browse("marek")
        .post(reverse("families:settling_create", args=[child.pk]), again)
        .status_code
        == 302
    ), "the time is free again"


def test_a_child_feels_at_home_by_its_signs_and_from_the_day_on_which_it_was_first_said(
    cast: Cast, browse: Browse
) -> None:
    child = cast.children["zofia"]
    Joining.objects.filter(child=child).update(settled_on=None, settled_signs="")
    address = reverse("families:joining_settled", args=[child.pk])
    assert browse("agnieszka").get(address).status_code == 403
    assert browse("marek").post(address, filled(browse("marek"), address)).status_code == 422
    with time_machine.travel(timezone.now() - timedelta(days=9), tick=True):
        said = filled(browse("marek"), address, settled_signs="Asks for Ewa.")
        assert browse("marek").post(address, said).status_code == 302
    more = filled(browse("marek"), address, settled_signs="Asks for Ewa, and sleeps.")
    assert browse("marek").post(address, more).status_code == 302
    joining = Joining.objects.get(child=child)
    assert joining.settled_on == in_days(-9)
    assert "Asks for Ewa, and sleeps." in browse("tomasz").get(way(child)).content.decode()


def test_a_visit_that_has_been_told_of_is_not_called_off(cast: Cast) -> None:
    visit = cast.settling["zofia"]
    with acting_as(cast.marek) as person:
        seen = fingerprint(visit, fields=("outcome",))
        visits.write_outcome(visit, actor=person, seen=seen, outcome="Laughed.")
        with pytest.raises(visits.AnsweredMeanwhile):
            visits.call_settling_visit_off(visit, actor=person)


def test_a_grandad_who_may_not_write_to_us_plans_nothing(cast: Cast, browse: Browse) -> None:
    child = cast.children["idris"]
    for name in ("joining_detail", "settling_create", "wish_create"):
        address = reverse(f"families:{name}", args=[child.pk])
        assert browse("emrys").get(address).status_code == 404, name
    assert browse("nia").get(way(child)).status_code == 200


def test_every_step_of_the_way_stands_in_the_trail(cast: Cast, baby: Child) -> None:
    with acting_as(cast.agnieszka) as person:
        actions.tick_step(baby, actor=person, code="take_place", family=cast.homes["kapelusz"])
    line = AuditEvent.objects.get(verb="tick_joining_step")
    assert (line.actor, line.child_id) == (cast.agnieszka, baby.pk)
