"""What adults like, what makes it hard for them, invitations to share, and ways to help."""

import threading
import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families import policies
from families.actions.meanwhile import fingerprint
from families.actions.planning import count_what_families_named
from families.actions.taking_part import NoPlaceLeft, leave_way, sign_up, topic_key
from families.forms.taking_part import WayEditForm
from families.models import (
    GOOD_TIMES,
    AuditEvent,
    BarrierAnswer,
    Cover,
    HelpPlace,
    HelpSignUp,
    KeyPersonAssignment,
    Membership,
    ParentCarer,
    PlanningCount,
    ShareInvitation,
    SkillOffer,
    WayToHelp,
    valid_on,
)
from families.queries.taking_part import planning, register
from families.row_security import WORKER
from tests import factories as make
from tests.access.people import person_by_code
from tests.access.walls import take_the_database_wall_down
from tests.cast import Cast, build_cast
from tests.roles import acting_as, as_role
from tests.statements import statements

from .test_pages_of_people import Browse

ONE_DAY = timedelta(days=1)
SURVEY = {
    "name": "Agnieszka",
    "skills": ["cooking", "music"],
    "words": "بيروغي وأغانٍ",
    "languages": ["pl"],
    "good_times": ["wed-afternoon"],
    "involved": ["visit"],
    "involved_words": "",
    "barriers": ["shifts", "cost"],
    "barrier_words": "Late shifts until Friday",
    "visible_to": "team",
}


@pytest.fixture
def browse(cast: Cast) -> Browse:
    """`browse("marek")` is a browser in which Marek is signed in."""

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(cast.users[name])
        return client

    return signed_in


def test_each_part_of_the_survey_is_saved_by_itself_and_says_who_finds_it(browse: Browse) -> None:
    client, page = browse("flora"), reverse("families:survey")
    first = {"name": "Flora", "visible_to": "nobody", "skills": ["music"], "then": "times"}
    answer = client.post(page, first)
    assert answer.url == f"{page}?saved=times#part-times"
    assert SkillOffer.objects.get(user__known_as="Flora").skills == ["music"]
    html = client.get(answer.url).content.decode()
    times = html.index('id="part-times"')
    said = html.index("Only you see it so far", times)
    assert times < said < html.index("When it is good for you")
    assert "data-toast" not in html, "nothing covers the next question"
    html = client.post(page, first | {"then": ""}, follow=True).content.decode()
    assert "Only you see it so far: choose who may find you." in html
    html = client.post(page, first | {"visible_to": "team", "then": ""}, follow=True)
    assert "Who may find it: Everybody who works here." in html.content.decode()


def found_by(cast: Cast, name: str, **how: str) -> set[str]:
    with acting_as(cast.users[name]) as person:
        return {each.offer.name for each in register(person, **how)}


# --- what an adult says of themselves -------------------------------------------------------------


def test_a_mother_says_what_she_likes_changes_it_and_takes_everything_back(
    cast: Cast, browse: Browse
) -> None:
    client, page = browse("agnieszka"), reverse("families:survey")
    for _twice in range(2):
        assert client.post(page, SURVEY).status_code == 302
    assert "بيروغي وأغانٍ" in client.get(page).content.decode()
    assert SkillOffer.objects.get(user=cast.agnieszka).skills == ["cooking", "music"]
    assert client.post(page, SURVEY | {"skills": [], "unsaid": ["skills"]}).status_code == 302
    assert SkillOffer.objects.get(user=cast.agnieszka).unsaid == ["skills"]
    assert client.post(reverse("families:survey_withdraw")).status_code == 302
    assert not SkillOffer.objects.filter(user=cast.agnieszka).exists()
    assert not BarrierAnswer.objects.filter(user=cast.agnieszka).exists()
    said = str([*AuditEvent.objects.filter(actor=cast.agnieszka).values()])
    assert "Late shifts" not in said
    assert browse("gwen").get(page).status_code == 403, "the office has no child here"


def test_words_that_are_too_long_come_back_whole(cast: Cast, browse: Browse) -> None:
    long = SURVEY | {"words": "Kartoffelpufferpfannenstiel" * 40}
    answer = browse("agnieszka").post(reverse("families:survey"), long)
    assert answer.status_code == 422
    assert long["words"] in answer.content.decode()
    assert SkillOffer.objects.get(user=cast.agnieszka).words != long["words"]


def test_an_adult_is_found_by_those_whom_they_let_and_by_nobody_else(cast: Cast) -> None:
    offers = SkillOffer.objects.filter(user=cast.agnieszka)
    team = {"bettina", "marek", "ewa", "saoirse", "gwen"}
    for visible, finders in (
        ("team", team),
        ("room", {"bettina", "marek", "ewa"}),
        ("key_person", {"marek"}),
        ("nobody", set()),
    ):
        offers.update(visible_to=visible)
        found = {name for name in (*team, "ottilie") if "Agnieszka" in found_by(cast, name)}
        assert found == finders, visible
        by_database = set()
        for name in (*team, "ottilie", "flora", "tomasz"):
            with acting_as(cast.users[name]):
                if offers.exists():
                    by_database.add(name)
        assert by_database == finders, visible


@pytest.mark.parametrize("visible", ["team", "room", "key_person"])
def test_who_has_no_child_here_any_more_is_found_neither_by_who_leads_nor_by_the_room(
    cast: Cast, visible: str
) -> None:
    """Edmund's links to both twins are over. What is for the whole team a practitioner still finds:
    she may read nobody's links, so nothing tells her that his are over."""
    offers = SkillOffer.objects.filter(user=cast.edmund)
    offers.update(visible_to=visible)
    finder = "saoirse"
    assert found_by(cast, finder) & {offers.get().name}
    ParentCarer.objects.filter(user=cast.edmund).update(ended_on=timezone.localdate() - ONE_DAY)
    for name in ("bettina", "tariq") if visible == "team" else ("bettina", "saoirse", "gwen"):
        with acting_as(cast.users[name]):  # the database alone
            assert not offers.exists(), name
        person = person_by_code(cast, name)  # the code alone
        assert not policies.skill_offers_visible_to(person).filter(user=cast.edmund).exists(), name
    with acting_as(cast.edmund):
        assert offers.exists(), "what is his own stays his own"


def test_what_makes_it_hard_is_read_with_a_name_only_where_the_adult_says_so(cast: Cast) -> None:
    answers = BarrierAnswer.objects.filter(user=cast.agnieszka)
    for with_name, readers in ((True, {"bettina", "marek"}), (False, set())):
        answers.update(with_name=with_name)
        for name in ("bettina", "marek", "ewa", "saoirse", "gwen", "tomasz"):
            with acting_as(cast.users[name]) as person:
                assert answers.exists() == (name in readers), name
                assert bool(planning(person).named) == (name in readers), name


def test_who_moves_to_the_office_lets_go_of_key_children_and_of_what_was_for_their_key_person(
    cast: Cast, browse: Browse
) -> None:
    SkillOffer.objects.filter(user=cast.agnieszka).update(visible_to="key_person")
    post, today = cast.posts["marek"], timezone.localdate()
    held = KeyPersonAssignment.objects.filter(membership=post)
    names = {row.child.known_as for row in held.select_related("child")}
    held.filter(child=cast.children["zofia"]).update(ended_on=today + timedelta(days=60))
    bettina, url = browse("bettina"), reverse("families:post_edit", args=[post.pk])
    asked = bettina.get(url).context["form"].initial
    body = {name: "" if value is None else value for name, value in asked.items()}
    answer = bettina.post(url, {**body, "role": "office", "rooms": []}, follow=True)
    said = answer.content.decode()
    assert all(name in said for name in names), "the manager hears of them, leaving ones too"
    assert "somebody new from then on" in answer.content.decode()
    assert not held.filter(valid_on(today)).exists()
    assert not Cover.objects.filter(Q(away=post) | Q(membership=post), valid_on(today)).exists()


@pytest.mark.parametrize("wall", ["code", "database"])
def test_nobody_in_the_office_reads_as_a_key_person_behind_either_wall(
    cast: Cast, wall: str
) -> None:
    """Even where an old row of that kind was left behind."""
    SkillOffer.objects.filter(user=cast.agnieszka).update(visible_to="key_person")
    BarrierAnswer.objects.filter(user=cast.agnieszka).update(with_name=True)
    with acting_as(cast.marek):
        assert SkillOffer.objects.filter(user=cast.agnieszka).exists()
        assert BarrierAnswer.objects.filter(user=cast.agnieszka).exists()
    Membership.objects.filter(pk=cast.posts["marek"].pk).update(role="office")
    if wall == "code":
        take_the_database_wall_down()
    with acting_as(cast.marek) as marek:
        offers, answers = SkillOffer.objects.all(), BarrierAnswer.objects.all()
        if wall == "code":
            offers = policies.skill_offers_visible_to(marek)
            answers = policies.barrier_answers_visible_to(marek)
        assert not offers.filter(user=cast.agnieszka).exists()
        assert not answers.filter(user=cast.agnieszka).exists()


def test_the_register_is_searched_by_skill_language_room_and_good_time(cast: Cast) -> None:
    SkillOffer.objects.filter(user=cast.agnieszka).update(
        skills=["cooking"], languages=["pl"], good_times=["wed-afternoon"], words="Pierogi"
    )
    conkers, pinecones = cast.rooms["conkers"].pk, cast.rooms["pinecones"].pk
    for how, there in (
        ({"words": "baking"}, True),
        ({"words": "PIEROGI"}, True),
        ({"words": "accordion"}, False),
        ({"language": "pl"}, True),
        ({"language": "ar"}, False),
        ({"good_time": "wed-afternoon"}, True),
        ({"good_time": "mon-morning"}, False),
        ({"room_id": conkers}, True),
        ({"room_id": pinecones}, False),
    ):
        assert ("Agnieszka" in found_by(cast, "bettina", **how)) == there, how


@pytest.mark.parametrize("query", ["q=%00", "room=x", "time=never", "language=%F0%9F%A6%89"])
def test_nonsense_in_a_search_finds_something_or_nothing(browse: Browse, query: str) -> None:
    assert browse("marek").get(f"{reverse('families:skill_register')}?{query}").status_code == 200


# --- counts ---------------------------------------------------------------------------------------


def families_that_say(cast: Cast, number: int, *, start: int = 0, **said: list[str]) -> None:
    for n in range(start, start + number):
        child = make.make_child(cast.hill, name=f"Child {n}", room=cast.rooms["conkers"])
        home = make.make_family(cast.hill, name=f"Home {n}")
        for side in "ab":  # two adults are one family
            adult = make.make_user(f"adult{n}{side}@example.org", full_name=f"Adult {n}{side}")
            make.make_link(child, user=adult, family=home)
            make.make_barriers(adult, family=home, barriers=said.get("barriers", ["cost"]))
            make.make_offer(adult, family=home, good_times=said.get("good_times", []))


def counted(cast: Cast) -> dict[str, int]:
    with as_role(WORKER):
        count_what_families_named(timezone.localdate())
    rows = PlanningCount.objects.filter(setting=cast.hill)
    return {row.code: row.families for row in rows}


def test_no_number_under_five_is_shown_or_even_kept(cast: Cast, browse: Browse) -> None:
    BarrierAnswer.objects.all().delete()
    families_that_say(cast, 4)
    assert counted(cast)["cost"] == 0
    families_that_say(cast, 1, start=4, good_times=["tue-morning"])
    found = counted(cast)
    assert (found["cost"], found["tue-morning"]) == (5, 0)
    page = browse("marek").get(reverse("families:planning_counts")).content.decode()
    assert "5 or more" in page
    with pytest.raises(IntegrityError, match="no_small_number"), transaction.atomic():
        PlanningCount.objects.filter(code="cost").update(families=4)


def test_one_family_more_or_less_does_not_show(cast: Cast) -> None:
    families_that_say(cast, 7)
    before = counted(cast)
    families_that_say(cast, 1, start=7)
    assert counted(cast) == before, "seven and eight look the same"


def test_families_who_left_do_not_count_and_nobody_but_the_team_reads_the_counts(
    cast: Cast, browse: Browse
) -> None:
    families_that_say(cast, 5)
    assert counted(cast)["cost"] == 5
    link = cast.children["zofia"].parent_carers.model.objects.filter(family__name="Home 0")
    link.update(ended_on=timezone.localdate() - ONE_DAY)
    assert counted(cast)["cost"] == 0
    assert browse("agnieszka").get(reverse("families:planning_counts")).status_code == 403
    with acting_as(cast.agnieszka):
        assert not PlanningCount.objects.exists()
    with acting_as(cast.bettina), pytest.raises(ProgrammingError), transaction.atomic():
        PlanningCount.objects.update(families=5)


def test_the_counts_take_no_filter(cast: Cast, browse: Browse) -> None:
    families_that_say(cast, 6)
    counted(cast)
    page, client = reverse("families:planning_counts"), browse("bettina")
    plain = client.get(page).content
    narrowed = client.get(f"{page}?room={cast.rooms['conkers'].pk}&child=1").content
    assert plain == narrowed


# --- invitations to share -------------------------------------------------------------------------


def invite(cast: Cast, browse: Browse, topic: str, *, by: str = "marek") -> int:
    page = reverse("families:share_invite", args=[cast.offers["agnieszka"].pk])
    form = {"key": str(uuid.uuid4()), "topic": topic, "when": "a Tuesday", "words": "Come!"}
    browse(by).post(page, form)
    return browse(by).post(page, form).status_code


def test_an_invitation_is_answered_on_the_phone_and_thanked_for(cast: Cast, browse: Browse) -> None:
    assert invite(cast, browse, "Pierogi") == 302
    [letter] = ShareInvitation.objects.filter(topic="Pierogi")
    mother, page = browse("agnieszka"), reverse("families:share_answer", args=[letter.pk])
    assert "invites you" in mother.get(reverse("home")).content.decode()
    assert mother.post(page, {"answer": "maybe"}).status_code == 422
    assert browse("marek").post(page, {"answer": "yes"}).status_code == 403
    assert browse("tomasz").get(page).status_code == 404
    assert browse("saoirse").get(page).status_code == 404
    assert mother.post(page, {"answer": "yes", "words": "Wednesday"}).status_code == 302
    thank = reverse("families:share_thank", args=[letter.pk])
    assert browse("ewa").post(thank, {"words": "Thanks"}).status_code == 403
    assert browse("marek").post(thank, {"words": "So many pierogi!"}).status_code == 302
    assert "says thank you" in mother.get(reverse("home")).content.decode()
    mother.post(page, {"answer": "no_thanks"})
    letter.refresh_from_db()
    assert letter.answer == "yes", "what was thanked for stays"


def test_a_topic_that_was_declined_twice_is_not_asked_a_third_time(
    cast: Cast, browse: Browse
) -> None:
    for topic in ("Singing", " singing! "):
        assert invite(cast, browse, topic) == 302
        ShareInvitation.objects.filter(topic=topic.strip()).update(
            answer="no_thanks", answered_at=timezone.now()
        )
    page = reverse("families:share_invite", args=[cast.offers["agnieszka"].pk])
    form = {"key": str(uuid.uuid4()), "topic": "SINGING", "words": "Third time lucky"}
    answer = browse("ewa").post(page, form)
    assert answer.status_code == 422
    assert "said no thanks to this twice" in answer.content.decode()
    assert "Third time lucky" in answer.content.decode()
    assert invite(cast, browse, "Drums") == 302
    assert topic_key("Café – Lieder!") == topic_key("café lieder")


def test_who_cannot_be_found_cannot_be_invited(cast: Cast, browse: Browse) -> None:
    page = reverse("families:share_invite", args=[cast.offers["flora"].pk])
    assert browse("saoirse").get(page).status_code == 404
    with (
        acting_as(cast.saoirse),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        make.make_share(cast.offers["flora"], by=cast.saoirse)


# --- ways to help ---------------------------------------------------------------------------------


def way_form(**changed: object) -> dict[str, object]:
    return {
        "key": str(uuid.uuid4()),
        "help_kind": "garden",
        "title": "Bulbs for the Dingle",
        "text": "",
        "help_day": (timezone.localdate() + 5 * ONE_DAY).isoformat(),
        "hours": "9 to 11",
        "places": "2",
        "checks": "None. You are with us all the time.",
        **changed,
    }


def test_staff_write_on_the_board_and_families_do_not(cast: Cast, browse: Browse) -> None:
    new, form = reverse("families:way_new"), way_form()
    for _twice in range(2):
        assert browse("marek").post(new, form).status_code == 302
    assert WayToHelp.objects.filter(title=form["title"]).count() == 1
    assert browse("agnieszka").post(new, form).status_code == 403
    for wrong in ({"help_day": "2020-01-01"}, {"places": "0"}, {"places": "1e9"}, {"title": ""}):
        assert browse("marek").post(new, way_form(**wrong)).status_code == 422, wrong
    assert (
        "Bulbs for the Dingle"
        in browse("tomasz").get(reverse("families:way_list")).content.decode()
    )


def test_a_helper_signs_up_and_leaves_again_and_only_the_team_reads_who(
    cast: Cast, browse: Browse
) -> None:
    way = cast.ways["hill"]
    page = reverse("families:way_detail", args=[way.pk])
    up, leave = (reverse(f"families:way_{name}", args=[way.pk]) for name in ("sign_up", "leave"))
    for _twice in range(2):
        assert browse("tomasz").post(up, {"shows_name": "on"}).status_code == 302
    assert HelpSignUp.objects.filter(way=way).count() == 2
    shown = browse("edmund").get(page).content.decode()
    assert "Tomasz" in shown
    assert "1 more" in shown, "Flora did not agree to be named"
    assert "Flora" not in shown
    assert "kanari-helper-flora-kanari" in browse("gwen").get(page).content.decode()
    browse("tomasz").post(leave)
    browse("tomasz").post(leave)
    assert [*HelpSignUp.objects.filter(way=way).values_list("user", flat=True)] == [cast.flora.pk]
    assert HelpPlace.objects.filter(way=way).count() == 1


def test_nobody_takes_somebody_elses_place_away(cast: Cast) -> None:
    place = HelpPlace.objects.get(way=cast.ways["hill"])
    with acting_as(cast.edmund):
        assert not HelpSignUp.objects.exists()
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM families_helpplace WHERE id = %s", [place.pk])


def test_after_the_day_nobody_signs_up(cast: Cast, browse: Browse) -> None:
    way = cast.ways["hill"]
    WayToHelp.objects.filter(pk=way.pk).update(day=timezone.localdate() - ONE_DAY)
    answer = browse("tomasz").post(reverse("families:way_sign_up", args=[way.pk]))
    assert answer.status_code == 422
    assert "That day is over" in answer.content.decode()
    way.refresh_from_db()
    with (
        acting_as(cast.tomasz),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        make.make_helper(way, user=cast.tomasz)


def test_when_all_places_are_taken_one_hears_a_kind_no(cast: Cast, browse: Browse) -> None:
    way = make.make_way(cast.hill, by=cast.marek, places=1)
    up = reverse("families:way_sign_up", args=[way.pk])
    assert browse("tomasz").post(up).status_code == 302
    answer = browse("nia").post(up)
    assert answer.status_code == 422
    assert "somebody was a moment quicker" in answer.content.decode()
    with pytest.raises(IntegrityError, match="no_more_helpers"), transaction.atomic():
        HelpPlace.objects.create(setting=cast.hill, way=way, number=2, places=1)
    with pytest.raises(IntegrityError, match="as_many_places"), transaction.atomic():
        HelpPlace.objects.create(setting=cast.hill, way=way, number=2, places=9)


def test_those_who_came_are_thanked(cast: Cast, browse: Browse) -> None:
    way = cast.ways["hill"]
    make.make_helper(way, user=cast.tomasz)
    thank = reverse("families:way_thank", args=[way.pk])
    came = str(HelpSignUp.objects.get(user=cast.tomasz).pk)
    assert browse("agnieszka").post(thank, {"words": "x"}).status_code == 403
    form = {"came": [came], "words": "Two hundred crocuses!"}
    assert browse("marek").post(thank, form).status_code == 302
    page = reverse("families:way_detail", args=[way.pk])
    assert "Two hundred crocuses!" in browse("tomasz").get(page).content.decode()
    assert "Two hundred crocuses!" not in browse("flora").get(page).content.decode()
    other = str(HelpSignUp.objects.get(way=cast.ways["wharf"]).pk)
    assert browse("marek").post(thank, form | {"came": [other]}).status_code == 422


def edit_form(way: WayToHelp, **changed: object) -> dict[str, object]:
    same = {
        **{"help_kind": way.kind, "title": way.title, "text": way.words, "hours": way.hours},
        **{"help_day": way.day.isoformat(), "places": way.places, "checks": way.checks},
    }
    return same | {"seen": fingerprint(way, fields=WayEditForm.edits)} | changed


def test_the_manager_puts_right_what_stands_on_the_board_and_helpers_are_told(
    cast: Cast, browse: Browse
) -> None:
    way = cast.ways["hill"]  # Bettina's, and Flora helps
    edit = reverse("families:way_edit", args=[way.pk])
    page = reverse("families:way_detail", args=[way.pk])
    for name in ("marek", "gwen", "flora"):
        assert browse(name).post(edit, edit_form(way)).status_code == 403, name
        assert edit not in browse(name).get(page).content.decode(), name
    assert browse("ottilie").post(edit, edit_form(way)).status_code == 404
    old = edit_form(way)
    moved = (way.day + ONE_DAY).isoformat()
    assert browse("tariq").post(edit, old | {"help_day": moved, "places": 9}).status_code == 302
    way.refresh_from_db()
    assert way.day.isoformat() == moved
    assert HelpPlace.objects.get(way=way).places == 9, "the places follow"
    assert "changed after you signed up" in browse("flora").get(page).content.decode()
    assert "changed after you signed up" not in browse("nia").get(page).content.decode()
    second = browse("bettina").post(edit, old | {"title": "Tulips"})
    assert second.status_code == 422
    assert "Now it says: 9" in second.content.decode()
    assert "Tulips" in second.content.decode()


def test_a_place_that_is_given_stays_given(cast: Cast, browse: Browse) -> None:
    way = make.make_way(cast.hill, by=cast.marek, places=4)
    for name in ("tomasz", "nia"):
        make.make_helper(way, user=cast.users[name])
    edit = reverse("families:way_edit", args=[way.pk])
    answer = browse("marek").post(edit, edit_form(way, places=1, title="Crocuses"))
    assert answer.status_code == 422
    assert "places up to number 2" in answer.content.decode()
    assert "Crocuses" in answer.content.decode()
    assert browse("marek").post(edit, edit_form(way, places=2)).status_code == 302, "who wrote it"
    assert browse("edmund").post(reverse("families:way_sign_up", args=[way.pk])).status_code == 422


def test_what_is_called_off_says_why_to_those_who_wanted_to_help(
    cast: Cast, browse: Browse
) -> None:
    way = cast.ways["hill"]
    off = reverse("families:way_call_off", args=[way.pk])
    assert browse("marek").post(off, {"why": "x"}).status_code == 403
    assert browse("bettina").post(off, {"why": " "}).status_code == 422
    long = browse("bettina").post(off, {"why": "Rain. " * 60})
    assert long.status_code == 422
    assert ("Rain. " * 60).strip() in long.content.decode()
    for words in ("The frost came early.", "A second reason"):
        assert browse("bettina").post(off, {"why": words}).status_code == 302
    home, page = reverse("home"), reverse("families:way_detail", args=[way.pk])
    assert "The frost came early." in browse("flora").get(home).content.decode()
    assert "The frost came early." not in browse("nia").get(home).content.decode()
    shown = browse("flora").get(page).content.decode()
    assert "The frost came early." in shown
    assert "I cannot come after all" not in shown
    assert browse("nia").post(reverse("families:way_sign_up", args=[way.pk])).status_code == 422
    with (
        acting_as(cast.nia),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        make.make_helper(way, user=cast.nia)
    edit = reverse("families:way_edit", args=[way.pk])
    assert browse("bettina").post(edit, edit_form(way)).status_code == 302, "too late"
    assert not WayToHelp.objects.filter(pk=way.pk, changed_at__isnull=False).exists()
    WayToHelp.objects.filter(pk=way.pk).update(day=timezone.localdate() - ONE_DAY)
    assert "The frost came early." not in browse("flora").get(home).content.decode()
    board = browse("flora").get(reverse("families:way_list")).content.decode()
    assert way.title not in board, "nothing to thank for"


# --- what the database knows, with none of our code before it -------------------------------------


def ask_now() -> None:
    """What the database asks when a transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS a_place_is_somebodys IMMEDIATE")


def put_off() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS a_place_is_somebodys DEFERRED")


@pytest.mark.parametrize("name", ["nia", "marek", "bettina"])
def test_the_database_gives_a_place_to_the_adult_it_is_of_and_to_nobody_else(
    cast: Cast, name: str
) -> None:
    way = make.make_way(cast.hill, by=cast.marek, places=4)
    place = {"setting": cast.hill, "way": way, "places": 4}
    with acting_as(cast.users[name]) as person:
        with transaction.atomic():
            HelpPlace.objects.create(number=1, shown_name="Flora", **place)
            with pytest.raises(ProgrammingError, match="taken by the adult"), transaction.atomic():
                ask_now()
            transaction.set_rollback(True)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            make.make_helper(way, user=cast.flora, name="Flora")
        sign_up(way, actor=person, shows_name=False)
        ask_now()
        put_off()
        leave_way(way, actor=person)
        sign_up(way, actor=person, shows_name=True)
        leave_way(way, actor=person)
        ask_now()  # taken and given back in one go


def test_the_database_lets_nobody_answer_for_the_adult_who_is_invited(cast: Cast) -> None:
    letters = ShareInvitation.objects.filter(pk=cast.shares["agnieszka"].pk)
    now = timezone.now()
    denied = pytest.raises(ProgrammingError, match="nobody for them")
    for name in ("ewa", "bettina", "tariq"):  # who wrote it, and who leads
        with acting_as(cast.users[name]):
            assert letters.exists()
            for change in ({"answer": "yes", "answered_at": now}, {"answer_words": "Gladly"}):
                with denied, transaction.atomic():
                    letters.update(**change)
    with acting_as(cast.agnieszka):
        assert letters.update(answer="yes", answered_at=now) == 1
        thanks = {"thanks": "To me", "thanked_at": now}
        with pytest.raises(ProgrammingError, match="thanks themselves"), transaction.atomic():
            letters.update(**thanks)
    with acting_as(cast.ewa):
        assert letters.update(thanks="So good", thanked_at=now) == 1


def test_the_database_lets_the_board_be_changed_by_who_leads_or_wrote_it(cast: Cast) -> None:
    rows = WayToHelp.objects.filter(pk=cast.ways["hill"].pk)
    off = {"called_off_at": timezone.now(), "called_off_words": "No"}
    denied = pytest.raises(ProgrammingError, match="changed by who leads or wrote it")
    for name in ("marek", "gwen"):
        with acting_as(cast.users[name]):
            for change in (off, {"title": "x"}, {"places": 9}, {"day": timezone.localdate()}):
                with denied, transaction.atomic():
                    rows.update(**change)
            assert rows.update(thanks="Thank you", thanked_at=timezone.now()) == 1
    with acting_as(cast.flora):
        assert rows.update(title="x") == 0
    with acting_as(cast.tariq):
        assert rows.update(**off) == 1
    with pytest.raises(IntegrityError, match="what_is_off_says_why"), transaction.atomic():
        rows.update(called_off_words=" ")


@pytest.mark.django_db(transaction=True)
def test_two_who_want_the_last_place_at_once_and_one_gets_it() -> None:
    """In two connections, held back until both have seen the free place."""
    cast = build_cast()
    way = make.make_way(cast.hill, by=cast.marek, places=1)
    both_looked = threading.Barrier(2, timeout=60)
    came: list[str] = []

    def want(name: str) -> None:
        try:
            with acting_as(cast.users[name]) as person:
                with connection.execute_wrapper(_wait_before_insert(both_looked)):
                    sign_up(way, actor=person, shows_name=False)
                came.append(name)
        except NoPlaceLeft:
            came.append("kind no")
        finally:
            connection.close()

    threads = [threading.Thread(target=want, args=[name]) for name in ("tomasz", "nia")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(came) == 2
    assert came.count("kind no") == 1
    assert HelpPlace.objects.filter(way=way).count() == 1


def _wait_before_insert(barrier: threading.Barrier) -> object:
    def wait(execute: object, sql: str, params: object, many: bool, context: object) -> object:
        if sql.startswith('INSERT INTO "families_helpplace"'):
            barrier.wait()
        return execute(sql, params, many, context)  # type: ignore[operator]

    return wait


# --- as the nursery grows -------------------------------------------------------------------------


def test_the_register_says_whose_parent_somebody_is_to_those_who_know_the_child(
    cast: Cast,
) -> None:
    def whose(name: str) -> list[str]:
        with acting_as(cast.users[name]) as person:
            return [words for found in register(person) for words in found.whose]

    bettina = whose("bettina")
    assert any("of Zofia, Conkers" in words for words in bettina)
    assert not any("Ottoline" in words for words in whose("marek")), "not a child of his room"


@pytest.mark.parametrize("name", ["skill_register", "planning_counts", "way_list"])
def test_pages_cost_the_same_with_20_and_with_200_families(
    cast: Cast, browse: Browse, name: str
) -> None:
    address, bettina, costs = reverse(f"families:{name}"), browse("bettina"), []
    for start, number in ((0, 20), (20, 180)):
        families_that_say(cast, number, start=start, good_times=[*GOOD_TIMES][:3])
        if start:
            for n in range(20):
                make.make_way(cast.hill, by=cast.marek, title=f"Way {n}")
        counted(cast)
        bettina.get(address)
        with statements() as sent:
            assert bettina.get(address).status_code == 200
        costs.append(len(sent))
    assert costs[0] == costs[1]
    assert costs[0] <= 20
