"""Goals with two owners: a home and the nursery say yes to the same words, or nothing is agreed."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families import policies
from families.models import AuditEvent, FamilyGoal, GoalStep, GoalVersion, GoalYes
from families.queries.goals import Goal, goal_page
from tests import factories as make
from tests.access.walls import take_the_database_wall_down
from tests.cast import Cast
from tests.roles import acting_as
from tests.statements import statements

from .test_pages_of_people import Browse

ONE_DAY = timedelta(days=1)


@pytest.fixture
def browse(cast: Cast) -> Browse:
    """`browse("marek")` is a browser in which Marek is signed in."""

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(cast.users[name])
        return client

    return signed_in


@pytest.fixture
def goal(cast: Cast) -> FamilyGoal:
    """Agnieszka has proposed it; the nursery has not said yes."""
    return cast.goals["zofia-with-kapelusz"]


def page(goal: FamilyGoal, name: str = "detail") -> str:
    return reverse(f"families:goal_{name}", args=[goal.pk])


def words(cast: Cast, **changed: object) -> dict[str, object]:
    return {
        "key": str(uuid.uuid4()),
        "home": str(cast.homes["kapelusz"].pk),
        "hope": "Zofia says good night to us both",
        "what_we_saw": "",
        "home_action": "One song after the bath",
        "home_owner": str(cast.tomasz.pk),
        "setting_action": "The same song before the nap",
        "setting_owner": str(cast.posts["marek"].pk),
        "review_on": (timezone.localdate() + 30 * ONE_DAY).isoformat(),
        **changed,
    }


def seen(cast: Cast, goal: FamilyGoal, name: str) -> Goal:
    with acting_as(cast.users[name]) as person:
        found = goal_page(goal, person)
        assert found.stands
        assert found.line
        return found


# --- proposing, changing, agreeing ----------------------------------------------------------------


def test_a_mother_proposes_a_goal_and_it_is_agreed_when_the_key_person_says_yes(
    cast: Cast, browse: Browse
) -> None:
    form = words(cast)
    new = reverse("families:child_goal_new", args=[cast.children["zofia"].pk])
    for _twice in range(2):
        assert browse("agnieszka").post(new, form).status_code == 302
    [goal] = FamilyGoal.objects.filter(versions__hope=form["hope"])
    mine = seen(cast, goal, "agnieszka")
    assert not mine.is_agreed
    assert not mine.waits_for_me, "who writes has said yes"
    assert seen(cast, goal, "marek").waits_for_me
    assert "Waits for your yes" in browse("marek").get(page(goal)).content.decode()
    for _twice in range(2):
        assert browse("marek").post(page(goal, "accept"), {"version": 1}).status_code == 302
    assert seen(cast, goal, "agnieszka").is_agreed
    assert "Agreed by both" in browse("agnieszka").get(page(goal)).content.decode()
    assert GoalYes.objects.filter(version__goal=goal).count() == 2
    verbs = AuditEvent.objects.filter(child=cast.children["zofia"], target_id=str(goal.pk))
    assert [*verbs.exclude(verb="read_goal").values_list("verb", flat=True).order_by("id")] == [
        "propose_goal",
        "accept_goal",
    ]


def test_a_change_of_the_words_ends_the_agreement_and_says_so(
    cast: Cast, browse: Browse, goal: FamilyGoal
) -> None:
    browse("marek").post(page(goal, "accept"), {"version": 1})
    changed = words(cast, version=1, hope="Zofia says good night in Polish")
    assert browse("tomasz").post(page(goal, "change"), changed).status_code == 302
    now = seen(cast, goal, "marek")
    assert (now.is_agreed, now.was_agreed, now.waits_for_me) == (False, True, True)
    shown = browse("marek").get(page(goal)).content.decode()
    assert "the yes of before no longer holds" in shown
    assert "Asks for her cup." in shown, "what was agreed stays readable"
    assert GoalVersion.objects.filter(goal=goal).count() == 2
    browse("marek").post(page(goal, "accept"), {"version": 2})
    assert seen(cast, goal, "tomasz").is_agreed


def test_a_yes_to_words_that_have_changed_agrees_to_nothing_and_shows_the_new_ones(
    cast: Cast, browse: Browse, goal: FamilyGoal
) -> None:
    browse("tomasz").post(page(goal, "change"), words(cast, version=1))
    before = GoalYes.objects.count()
    answer = browse("marek").post(page(goal, "accept"), {"version": 1})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "nothing was agreed" in shown
    assert "Zofia says good night to us both" in shown
    assert 'name="version" value="2"' in shown
    assert GoalYes.objects.count() == before


def test_two_who_change_the_words_at_once_lose_none_of_them(
    cast: Cast, browse: Browse, goal: FamilyGoal
) -> None:
    browse("tomasz").post(page(goal, "change"), words(cast, version=1))
    mine = words(cast, version=1, hope="Zofia chooses the song")
    answer = browse("marek").post(page(goal, "change"), mine)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Zofia chooses the song" in shown
    assert "Now it says: Zofia says good night to us both" in shown
    assert GoalVersion.objects.filter(goal=goal).count() == 2
    assert browse("marek").post(page(goal, "change"), mine | {"version": 2}).status_code == 302
    assert seen(cast, goal, "tomasz").now.hope == "Zofia chooses the song"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("home_owner", "", "Choose who does it at home."),
        ("setting_owner", "", "Choose who does it at nursery."),
        ("review_on", "2020-01-01", "This day is over."),
        ("review_on", "2999-01-01", "That is very far away."),
        ("review_on", "soon", "Write the day like this"),
        ("hope", "", "Write a few words first."),
        ("hope", "ب" * 501, "Everything you wrote is still here"),
    ],
)
def test_a_goal_that_lacks_something_is_not_begun_and_loses_nothing(
    cast: Cast, browse: Browse, field: str, value: str, said: str
) -> None:
    new = reverse("families:child_goal_new", args=[cast.children["zofia"].pk])
    before = FamilyGoal.objects.count()
    answer = browse("agnieszka").post(new, words(cast, **{field: value}))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "One song after the bath" in answer.content.decode()
    assert FamilyGoal.objects.count() == before


def test_a_hope_alone_begins_a_goal_and_each_side_says_yes_with_its_next_thing(
    cast: Cast, browse: Browse
) -> None:
    new = reverse("families:child_goal_new", args=[cast.children["zofia"].pk])
    hope = words(cast, home_action="", setting_action="")
    assert browse("agnieszka").post(new, hope).status_code == 302
    begun = FamilyGoal.objects.get(versions__hope=hope["hope"])
    assert not seen(cast, begun, "agnieszka").home_yes, "there is nothing yet to say yes to"
    first = {"version": 1}
    answer = browse("marek").post(page(begun, "accept"), first)
    assert "First write what you do next" in answer.content.decode()
    assert "Write your next thing at nursery" in browse("marek").get(page(begun)).content.decode()
    ours = words(cast, home_action="", version=1)
    assert browse("marek").post(page(begun, "change"), ours).status_code == 302
    assert seen(cast, begun, "marek").setting_yes
    theirs = words(cast, version=2)
    assert browse("agnieszka").post(page(begun, "change"), theirs).status_code == 302
    assert not seen(cast, begun, "marek").is_agreed, "the words have changed since his yes"
    browse("marek").post(page(begun, "accept"), {"version": 3})
    assert seen(cast, begun, "marek").is_agreed


def test_nobody_of_the_other_home_can_own_a_goal(cast: Cast, browse: Browse) -> None:
    new = reverse("families:child_goal_new", args=[cast.children["ottoline"].pk])
    form = words(cast, home=str(cast.homes["flora"].pk), home_owner=str(cast.edmund.pk))
    form["setting_owner"] = str(cast.posts["saoirse"].pk)
    for name in ("flora", "saoirse"):
        assert browse(name).post(new, form).status_code == 422
    first = browse("saoirse").get(new).content.decode()
    assert "With which home?" in first, "a child of two homes: staff say with which"
    chosen = browse("saoirse").get(f"{new}?home={cast.homes['flora'].pk}").content.decode()
    assert "Flora" in chosen
    assert "Edmund" not in chosen


# --- two homes, two sides, two walls --------------------------------------------------------------


def test_the_childs_other_home_knows_nothing_of_a_goal_and_has_its_own(
    cast: Cast, browse: Browse
) -> None:
    hers, his = cast.goals["ottoline-with-flora"], cast.goals["ottoline-with-edmund"]
    listed = reverse("families:child_goals", args=[cast.children["ottoline"].pk])
    for reader, own, other in (("flora", hers, his), ("edmund", his, hers)):
        client = browse(reader)
        assert client.get(page(own)).status_code == 200
        assert client.get(page(other)).status_code == 404
        assert client.post(page(other, "accept"), {"version": 1}).status_code == 404
        shown = client.get(listed).content.decode()
        assert str(own.pk) in shown
        assert str(other.pk) not in shown
    shown = browse("saoirse").get(listed).content.decode()
    assert str(hers.pk) in shown
    assert str(his.pk) in shown


def test_who_may_not_read_the_journal_reads_no_goals(cast: Cast, browse: Browse) -> None:
    goal = cast.goals["idris-with-emrys"]
    cast.emrys.parent_carers.update(sees_journal=False)
    assert browse("emrys").get(page(goal)).status_code == 404
    with acting_as(cast.emrys):
        assert not FamilyGoal.objects.exists()
    take_the_database_wall_down()
    with acting_as(cast.emrys) as emrys:
        assert not policies.goals_visible_to(emrys).exists()


def test_a_mother_who_works_here_says_yes_for_her_home_only(cast: Cast) -> None:
    """Neither wall lets one person be both sides, even in the room where her child is."""
    goal = cast.goals["anouk-with-priya"]
    make.make_key_person(cast.children["anouk"], membership=cast.posts["priya"])
    with acting_as(cast.priya) as priya:
        assert policies.can_care_for(priya, goal.child)
        assert policies.speaks_for_home(priya, child=goal.child, family=goal.family)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            GoalYes.objects.create(
                setting=cast.hill,
                version=goal.versions.get(),
                kind="agreed",
                by_home=False,
                person=cast.priya,
            )


@pytest.mark.parametrize("by_home", [True, False])
def test_the_database_lets_nobody_say_yes_for_somebody_else(
    cast: Cast, goal: FamilyGoal, by_home: bool
) -> None:
    who, whom = (cast.marek, cast.agnieszka) if by_home else (cast.agnieszka, cast.marek)
    GoalYes.objects.all().delete()
    for person in (who, whom):
        with (
            acting_as(who),
            pytest.raises(ProgrammingError, match="row-level security"),
            transaction.atomic(),
        ):
            GoalYes.objects.create(
                setting=cast.hill,
                version=goal.versions.get(),
                kind="agreed",
                by_home=by_home,
                person=person,
            )


def test_no_wording_is_ever_written_over(cast: Cast, goal: FamilyGoal) -> None:
    for name in ("marek", "agnieszka", "bettina"):
        for rows in (
            GoalVersion.objects.filter(goal=goal),
            GoalYes.objects.filter(version__goal=goal),
        ):
            with (
                acting_as(cast.users[name]),
                pytest.raises(ProgrammingError, match="permission denied"),
                transaction.atomic(),
            ):
                rows.update(by_home=False)


def test_the_database_knows_what_a_goal_needs(cast: Cast, goal: FamilyGoal) -> None:
    versions = GoalVersion.objects.filter(goal=goal)
    for change in ({"hope": ""}, {"review_on": timezone.localdate() - ONE_DAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            versions.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        GoalStep.objects.update(done_on=timezone.localdate())
    yes = GoalYes.objects.get(version__goal=goal)
    with pytest.raises(IntegrityError), transaction.atomic():
        GoalYes.objects.create(
            setting=cast.hill, version=yes.version, kind="agreed", by_home=True, person=yes.person
        )


# --- steps, looking back, closing -----------------------------------------------------------------


def test_small_steps_are_dated_by_the_side_that_did_them(
    cast: Cast, browse: Browse, goal: FamilyGoal
) -> None:
    form = {"key": str(uuid.uuid4()), "words": "قالت «كوب» في الحمّام"}
    for _twice in range(2):
        assert browse("tomasz").post(page(goal, "step_add"), form).status_code == 302
    step = GoalStep.objects.get(words=form["words"])
    done = reverse("families:goal_step_done", args=[step.pk])
    browse("marek").post(done)
    browse("tomasz").post(done)
    step.refresh_from_db()
    assert (step.done_on, step.done_where) == (timezone.localdate(), "setting")
    [told] = [each for each in seen(cast, goal, "tomasz").line if each.kind == "step"]
    assert (told.words, told.title) == (form["words"], "at nursery")
    browse("tomasz").post(reverse("families:goal_step_reopen", args=[step.pk]))
    step.refresh_from_db()
    assert (step.done_on, step.done_where) == (None, "")
    empty = browse("tomasz").post(page(goal, "step_add"), {"key": str(uuid.uuid4()), "words": " "})
    assert empty.status_code == 422


def test_a_goal_whose_day_has_come_waits_on_the_list_until_somebody_looks_back(
    cast: Cast, browse: Browse, goal: FamilyGoal
) -> None:
    browse("marek").post(page(goal, "accept"), {"version": 1})
    due = reverse("families:goals_due")
    assert str(goal.pk) not in browse("marek").get(due).content.decode()
    FamilyGoal.objects.filter(pk=goal.pk).update(review_on=timezone.localdate())
    assert str(goal.pk) in browse("marek").get(due).content.decode()
    assert str(goal.pk) not in browse("saoirse").get(due).content.decode()
    assert "Time to look back" in browse("agnieszka").get(reverse("home")).content.decode()
    form = {"key": str(uuid.uuid4()), "words": "She sings along.", "review_on": "2020-01-01"}
    assert browse("marek").post(page(goal, "review"), form).status_code == 422
    form["review_on"] = (timezone.localdate() + 40 * ONE_DAY).isoformat()
    for _twice in range(2):
        assert browse("marek").post(page(goal, "review"), form).status_code == 302
    assert str(goal.pk) not in browse("marek").get(due).content.decode()
    shown = browse("agnieszka").get(page(goal)).content.decode()
    assert shown.count("She sings along.") == 1
    assert "%" not in shown.partition("<main")[2], "no figure says how far"
    assert browse("agnieszka").get(due).status_code == 403


def test_a_goal_is_closed_when_both_have_said_thank_you_and_stays_as_it_is(
    cast: Cast, browse: Browse, goal: FamilyGoal
) -> None:
    thanks = {"version": 1, "words": "Thank you, Marek, for the song."}
    for _twice in range(2):
        assert browse("agnieszka").post(page(goal, "close"), thanks).status_code == 302
    goal.refresh_from_db()
    assert goal.closed_on is None, "one side alone closes nothing"
    assert thanks["words"] in browse("marek").get(page(goal, "close")).content.decode()
    browse("marek").post(page(goal, "close"), {"version": 1, "words": "It was Zofia’s song."})
    goal.refresh_from_db()
    assert goal.closed_on == timezone.localdate()
    assert "Closed with thanks" in browse("agnieszka").get(page(goal)).content.decode()
    step = {"key": str(uuid.uuid4()), "words": "One more"}
    for name, form in (
        ("accept", {"version": 1}),
        ("step_add", step),
        ("change", words(cast, version=1)),
    ):
        assert browse("marek").post(page(goal, name), form).status_code == 302
    assert not GoalStep.objects.filter(words="One more").exists()
    assert GoalVersion.objects.filter(goal=goal).count() == 1


def test_new_words_take_back_a_thank_you_that_waited(
    cast: Cast, browse: Browse, goal: FamilyGoal
) -> None:
    browse("agnieszka").post(page(goal, "close"), {"version": 1, "words": "Done!"})
    browse("marek").post(page(goal, "change"), words(cast, version=1))
    late = browse("marek").post(page(goal, "close"), {"version": 1, "words": "Done!"})
    assert late.status_code == 422
    browse("marek").post(page(goal, "close"), {"version": 2, "words": "Done!"})
    goal.refresh_from_db()
    assert goal.closed_on is None


def test_a_key_that_is_another_nurserys_row_makes_one_of_ones_own(
    cast: Cast, browse: Browse
) -> None:
    taken = cast.goals["barnacle-with-sunniva"]
    new = reverse("families:child_goal_new", args=[cast.children["zofia"].pk])
    assert browse("agnieszka").post(new, words(cast, key=str(taken.pk))).status_code == 302
    taken.refresh_from_db()
    assert taken.child == cast.children["barnacle"]
    assert FamilyGoal.objects.filter(versions__hope="Zofia says good night to us both").exists()


# --- as the nursery grows -------------------------------------------------------------------------


def many_goals(cast: Cast, number: int, start: int) -> None:
    for n in range(start, start + number):
        child = make.make_child(cast.hill, name=f"Child {n}", room=cast.rooms["conkers"])
        home = make.make_family(cast.hill, name=f"Home {n}")
        adult = make.make_user(f"adult{n}@example.org", full_name=f"Adult {n}")
        make.make_link(child, user=adult, family=home)
        make.make_goal(
            child,
            family=home,
            by=adult,
            home_owner=adult,
            setting_owner=cast.posts["marek"],
            review_on=timezone.localdate() - ONE_DAY,
        )


@pytest.mark.parametrize("name", ["goals_due", "child_goals", "goal_detail"])
def test_pages_of_goals_cost_the_same_with_20_and_with_200_families(
    cast: Cast, browse: Browse, goal: FamilyGoal, name: str
) -> None:
    arguments: dict[str, list[Any]] = {
        "goals_due": [],
        "child_goals": [cast.children["zofia"].pk],
        "goal_detail": [goal.pk],
    }
    address, marek = reverse(f"families:{name}", args=arguments[name]), browse("marek")
    costs = []
    for start, number in ((0, 20), (20, 180)):
        many_goals(cast, number, start)
        marek.get(address)
        costs.append(_cost(marek, address))
    assert costs[0] == costs[1]
    assert costs[0] <= 25


def _cost(client: Client, address: str) -> int:
    with statements() as sent:
        assert client.get(address).status_code == 200
    return len(sent)


def test_a_family_with_more_goals_waits_no_longer_for_its_first_page(
    cast: Cast, browse: Browse
) -> None:
    client = browse("agnieszka")
    client.get(reverse("home"))
    one = _cost(client, reverse("home"))
    for _ in range(12):
        make.make_goal(
            cast.children["zofia"],
            family=cast.homes["kapelusz"],
            by=cast.agnieszka,
            home_owner=cast.agnieszka,
            setting_owner=cast.posts["marek"],
        )
    assert _cost(client, reverse("home")) == one
