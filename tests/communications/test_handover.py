"""A colleague leaves: each key child gets somebody else, and what she began is finished."""

from collections.abc import Callable
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communications.queries.handover import colleagues_after
from families.actions.team import end_post
from families.models import (
    AuditEvent,
    Child,
    HelpWish,
    HomeVisit,
    KeyPersonAssignment,
    Membership,
    valid_on,
)
from learning_journals.models import Observation
from tests import factories as make
from tests.cast import Cast
from tests.roles import acting_as
from tests.statements import statements

ONE_DAY = timedelta(days=1)
Browse = Callable[[str], Client]


@pytest.fixture
def browse(cast: Cast) -> Browse:
    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(cast.users[name])
        return client

    return signed_in


def page_of(cast: Cast, name: str) -> str:
    return reverse("communications:handover", args=[cast.posts[name].pk])


def key_person(cast: Cast, child: str, *, is_backup: bool = False) -> str:
    day = timezone.localdate() + ONE_DAY
    row = KeyPersonAssignment.objects.filter(
        valid_on(day), child=cast.children[child], is_backup=is_backup
    ).first()
    return row.membership.user.known_as if row else ""


def test_writing_down_a_last_day_leads_to_the_page_that_hands_over(
    cast: Cast, browse: Browse
) -> None:
    end = reverse("families:post_end", args=[cast.posts["marek"].pk])
    answer = browse("bettina").post(end, {"last_day": timezone.localdate().isoformat()})
    assert answer["Location"] == page_of(cast, "marek")
    page = browse("bettina").get(page_of(cast, "marek")).content.decode()
    for words in ("Key person of Zofia", "Key person of Idris", "Who finishes the drafts?"):
        assert words in page


def test_one_submit_gives_the_children_to_the_back_up_and_the_drafts_with_their_beginning(
    cast: Cast, browse: Browse
) -> None:
    with acting_as(cast.bettina) as person:
        end_post(cast.posts["marek"], actor=person, last_day=timezone.localdate())
    rows = KeyPersonAssignment.objects.filter(membership=cast.posts["marek"])
    ewa = cast.posts["ewa"].pk
    form = {**{f"child-{row.pk}": ewa for row in rows}, "drafts_to": ewa}
    for _twice in range(2):
        assert browse("bettina").post(page_of(cast, "marek"), form).status_code == 302
    for child in ("zofia", "idris"):
        assert key_person(cast, child) == "Ewa"
        assert key_person(cast, child, is_backup=True) == "", "nobody is both"
    today = timezone.localdate()
    held = KeyPersonAssignment.objects.get(
        valid_on(today), child=cast.children["zofia"], is_backup=False
    )
    assert held.membership == cast.posts["marek"], "on the last day it is still Marek"
    drafts = Observation.objects.filter(begun_by=cast.marek)
    assert {draft.author for draft in drafts} == {cast.ewa}
    assert drafts.count() == 2
    assert AuditEvent.objects.filter(verb="hand_draft_over").count() == 1
    mine = browse("ewa").get(
        reverse("learning_journals:observation_edit", args=[cast.observations["zofia-draft"].pk])
    )
    assert mine.status_code == 200
    journal = reverse("learning_journals:journal", args=[cast.children["zofia"].pk])
    assert "begun by Marek" in browse("ewa").get(journal).content.decode()


def test_a_child_without_anybody_is_said_beside_the_name_and_nothing_is_half_done(
    cast: Cast, browse: Browse
) -> None:
    with acting_as(cast.bettina) as person:
        end_post(cast.posts["marek"], actor=person, last_day=timezone.localdate())
    rows = list(KeyPersonAssignment.objects.filter(membership=cast.posts["marek"]))
    form = {f"child-{rows[0].pk}": cast.posts["ewa"].pk, "drafts_to": cast.posts["ewa"].pk}
    answer = browse("bettina").post(page_of(cast, "marek"), form)
    assert answer.status_code == 422
    assert "no child is left alone" in answer.content.decode()
    assert key_person(cast, "zofia") == key_person(cast, "idris") == ""
    assert not Observation.objects.filter(begun_by=cast.marek).exists()


def test_who_leaves_herself_takes_nothing_over(cast: Cast, browse: Browse) -> None:
    leaves = timezone.localdate() + 60 * ONE_DAY
    with acting_as(cast.bettina) as person:
        end_post(cast.posts["marek"], actor=person, last_day=timezone.localdate())
        marek = Membership.objects.get(pk=cast.posts["marek"].pk)
        assert cast.posts["ewa"] in colleagues_after(marek, person)
    Membership.objects.filter(pk=cast.posts["ewa"].pk).update(ended_on=leaves)
    with acting_as(cast.bettina) as person:
        assert cast.posts["ewa"] not in colleagues_after(marek, person)


def test_who_cannot_look_after_a_child_is_said_beside_the_child(cast: Cast, browse: Browse) -> None:
    with acting_as(cast.bettina) as person:
        end_post(cast.posts["marek"], actor=person, last_day=timezone.localdate())
    held = KeyPersonAssignment.objects.filter(membership=cast.posts["marek"])
    rows = {row.child_id: row for row in held}
    form = {f"child-{row.pk}": cast.posts["saoirse"].pk for row in rows.values()}
    refused = rows[cast.children["zofia"].pk]
    form |= {f"child-{refused.pk}": cast.posts["ewa"].pk, "drafts_to": cast.posts["ewa"].pk}
    # She gives notice between the page and its button.
    with patch("communications.views.handover.colleagues_after") as offered:
        Membership.objects.filter(pk=cast.posts["ewa"].pk).update(
            ended_on=timezone.localdate() + 60 * ONE_DAY
        )
        offered.return_value = list(Membership.objects.filter(setting=cast.hill))
        answer = browse("bettina").post(page_of(cast, "marek"), form)
    assert answer.status_code == 422
    assert "Ewa is leaving" in str(answer.context["form"].errors[f"child-{refused.pk}"])
    assert key_person(cast, "zofia") == key_person(cast, "idris") == "", "nothing is half done"
    assert not Observation.objects.filter(begun_by=cast.marek).exists()


def test_what_marek_promised_to_a_family_goes_with_the_child(cast: Cast, browse: Browse) -> None:
    marek, ewa, saoirse = (cast.posts[name] for name in ("marek", "ewa", "saoirse"))
    later = timezone.localdate() + 5 * ONE_DAY
    cast_wishes = HelpWish.objects.filter(pk__in=[cast.wishes["zofia"].pk, cast.wishes["anouk"].pk])
    cast_wishes.update(
        owner=marek, by_day=later, we_will="A bench at the door.", answered_at=timezone.now()
    )
    done = HelpWish.objects.create(
        setting=cast.hill,
        child=cast.children["zofia"],
        family=cast.homes["kapelusz"],
        author=cast.agnieszka,
        words="A hook.",
        owner=marek,
        by_day=timezone.localdate(),
        we_will="There is one.",
        answered_at=timezone.now(),
    )
    HomeVisit.objects.filter(pk=cast.visits["zofia"].pk).update(
        status="accepted", takes_place_at=timezone.now() + 5 * ONE_DAY, second_visitor=ewa
    )
    with acting_as(cast.bettina) as person:
        end_post(marek, actor=person, last_day=timezone.localdate())
    page = browse("bettina").get(page_of(cast, "marek"))
    left = page.context["left"]
    goal = cast.goals["zofia-with-kapelusz"]
    assert goal in left.goals
    assert cast.visits["zofia"] in left.visits
    assert set(left.wishes) == set(cast_wishes), "what is done by the last day is his own to do"
    assert left.others == [cast.children["anouk"]], "a promise to a child that is not his"
    for words in ("Promised to families", "A bench at the door.", "the family of: Anouk"):
        assert words in page.content.decode()
    rows = KeyPersonAssignment.objects.filter(membership=marek, is_backup=False)
    form = {f"child-{row.pk}": ewa.pk for row in rows} | {"drafts_to": ewa.pk}
    answer = browse("bettina").post(page_of(cast, "marek"), form)
    assert answer.status_code == 422, "nobody for Anouk's family"
    form["promises_to"] = saoirse.pk
    assert browse("bettina").post(page_of(cast, "marek"), form).status_code == 302
    said = goal.versions.order_by("number")
    assert [(each.setting_owner, each.hope) for each in said] == [
        (marek, said[0].hope),
        (ewa, said[0].hope),
    ]
    visit = HomeVisit.objects.get(pk=cast.visits["zofia"].pk)
    assert (visit.visitor, visit.second_visitor) == (ewa, None), "she was to come along"
    assert cast_wishes.get(child=cast.children["zofia"]).owner == ewa
    assert cast_wishes.get(child=cast.children["anouk"]).owner == saoirse
    done.refresh_from_db()
    assert done.owner == marek
    for verb in ("change_goal", "hand_visit_on", "hand_wish_on"):
        assert AuditEvent.objects.filter(verb=verb, actor=cast.bettina).exists()
    assert browse("bettina").get(page_of(cast, "marek")).context["left"].is_empty


@pytest.mark.parametrize("name", ["marek", "ewa", "gwen", "agnieszka", "ottilie"])
def test_nobody_but_who_leads_hands_over(cast: Cast, browse: Browse, name: str) -> None:
    with acting_as(cast.bettina) as person:
        end_post(cast.posts["ewa"], actor=person, last_day=timezone.localdate())
    assert browse(name).get(page_of(cast, "ewa")).status_code == 404


@pytest.mark.parametrize("name", ["ewa", "marek"])
def test_the_database_lets_no_one_else_change_an_author(cast: Cast, name: str) -> None:
    drafts = Observation.objects.filter(pk=cast.observations["zofia-draft"].pk)
    with (
        acting_as(cast.users[name]),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        drafts.update(author_id=cast.ewa.pk, begun_by_id=cast.marek.pk)


def test_what_is_shared_keeps_its_author_also_for_the_manager(cast: Cast) -> None:
    shared = Observation.objects.filter(pk=cast.observations["zofia"].pk)
    with (
        acting_as(cast.bettina),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        shared.update(author_id=cast.ewa.pk, begun_by_id=cast.marek.pk)


def test_the_page_asks_as_often_for_two_hundred_children_as_for_twenty(
    cast: Cast, browse: Browse
) -> None:
    counts = []
    for more in (20, 180):
        for number in range(more):
            child = make.make_child(
                cast.hill, name=f"Child {more} {number}", room=cast.rooms["conkers"]
            )
            make.make_key_person(child, membership=cast.posts["marek"])
        KeyPersonAssignment.objects.filter(membership=cast.posts["marek"]).update(
            ended_on=timezone.localdate()
        )
        type(cast.posts["marek"]).objects.filter(pk=cast.posts["marek"].pk).update(
            ended_on=timezone.localdate()
        )
        client = browse("bettina")
        client.get(page_of(cast, "marek"))
        with statements() as sent:
            assert client.get(page_of(cast, "marek")).status_code == 200
        counts.append(len(sent))
    assert Child.objects.count() > 200
    assert counts[0] == counts[1]
