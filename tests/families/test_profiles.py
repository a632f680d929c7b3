"""Our family and All About Me: in the family's own words, for those whom the family chose."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families import context, policies
from families.models import (
    AnswerDraft,
    AuditEvent,
    Family,
    FamilyAnswer,
    KeyPersonAssignment,
    ParentCarer,
    ReadMark,
    SeeingAs,
)
from families.models.questions import CONSEQUENCES, QUESTIONS, Page
from families.queries.trail import VERBS
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


def page_of(cast: Cast, home: str) -> str:
    return reverse("families:family_detail", args=[cast.homes[home].pk])


def question_of(cast: Cast, home: str, code: str) -> str:
    return reverse("families:family_answer_edit", args=[cast.homes[home].pk, code])


def about(cast: Cast, child: str, code: str = "") -> str:
    if not code:
        return reverse("families:about_me", args=[cast.children[child].pk])
    return reverse("families:about_me_edit", args=[cast.children[child].pk, code])


def form_of(client: Client, address: str, **changed: str) -> dict[str, Any]:
    """What the page of a question sends when it is opened now and these fields are changed."""
    return {**client.get(address).context["form"].initial, **changed}


def say(client: Client, address: str, words: str, **changed: str) -> Any:
    return client.post(address, form_of(client, address, words=words, **changed))


def read(client: Client, page: str) -> Any:
    """Press *I have read this* on a page that was opened just now."""
    context = client.get(page).context
    profile = context.get("profile") or context["portraits"][0]
    return client.post(f"{page}read/", {"up_to": profile.as_of})


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


# --- in their own words ---------------------------------------------------------------------------


def test_a_mother_tells_one_thing_after_the_other_and_staff_read_the_strengths_first(
    cast: Cast, browse: Browse
) -> None:
    flora = browse("flora")
    answer = say(flora, question_of(cast, "flora", "strengths"), "We get five people out by eight.")
    assert answer.url == question_of(cast, "flora", "about_us"), "and on to the next question"
    say(flora, question_of(cast, "flora", "at_home"), "Two cats, one gran.\n\nنحب الغناء")
    page = text(browse("saoirse"), page_of(cast, "flora"))
    first, second = page.index("We get five people out"), page.index("Two cats, one gran.")
    assert first < page.index("Adults") < second
    assert "نحب الغناء" in page
    assert "Nothing yet" not in page, "what is not answered is not held against anybody"


def type_on(client: Client, address: str, form: dict[str, Any]) -> dict[str, Any]:
    """The page posts itself while one writes; what it shows of that, and the form as it is then."""
    answer = client.post(address, form, headers={"Accept": "application/json"}).json()
    form.update(answer.get("fields", {}))
    return answer


def test_what_one_types_is_seen_by_nobody_but_the_home_until_it_is_saved(
    cast: Cast, browse: Browse
) -> None:
    agnieszka, address = browse("agnieszka"), question_of(cast, "kapelusz", "about_us")
    form = form_of(agnieszka, address)
    for words in ("I hated", "I hated school, HALF", "I hated school, and I love this one."):
        said = type_on(agnieszka, address, form | {"words": words})["said"]
        assert "Only your home sees it until you press Save." in said
    page = page_of(cast, "kapelusz")
    for name in ("marek", "ewa", "bettina"):
        assert "I hated school" not in text(browse(name), page), name
    assert not FamilyAnswer.objects.filter(question="about_us").exists(), "a draft is no version"
    assert AnswerDraft.objects.filter(question="about_us").count() == 1
    assert not AuditEvent.objects.filter(target_type__contains="draft").exists(), "the home's alone"
    for name in ("agnieszka", "tomasz"):
        shown = text(browse(name), address)
        assert "I hated school, and I love this one." in shown, "on every device of the home"
        assert "Not saved yet. Only your home sees it." in text(browse(name), page)
    told = agnieszka.post(address, form_of(browse("agnieszka"), address), follow=True)
    assert "Who may read it now: Everybody who cares for our child" in told.content.decode()
    assert "I hated school, and I love this one." in text(browse("marek"), page)
    [kept] = FamilyAnswer.objects.filter(question="about_us")
    assert kept.written_by == cast.agnieszka
    assert not AnswerDraft.objects.filter(question="about_us").exists()


def test_nobody_types_over_a_draft_of_another_adult_that_they_have_not_seen(
    cast: Cast, browse: Browse
) -> None:
    agnieszka, tomasz = browse("agnieszka"), browse("tomasz")
    address = question_of(cast, "kapelusz", "about_us")
    hers = form_of(agnieszka, address, words="We sing.")
    his = form_of(tomasz, address, words="We row boats.")
    type_on(agnieszka, address, hers)
    assert "Someone at home is writing here too" in type_on(tomasz, address, his)["said"]
    assert tomasz.post(address, his).status_code == 302, "what he saves is his"
    assert "We sing." in text(agnieszka, address), "and her draft is still there"
    his = form_of(tomasz, address, then="discard", draft_seen="another")
    kept = tomasz.post(address, his, follow=True).content.decode()
    assert "Somebody typed more meanwhile." in kept
    assert "We sing." in kept
    hers = form_of(agnieszka, address)
    stale = agnieszka.post(address, hers)
    assert stale.status_code == 422, "his words are newer than her draft"
    assert "We row boats." in stale.content.decode()
    hers = form_of(agnieszka, address, then="discard")
    assert agnieszka.post(address, hers).status_code == 302
    assert "We sing." not in text(agnieszka, address)
    assert "We row boats." in text(browse("marek"), page_of(cast, "kapelusz"))


def test_a_draft_that_says_what_is_saved_anyway_is_none(cast: Cast, browse: Browse) -> None:
    flora, address = browse("flora"), question_of(cast, "flora", "about_us")
    say(flora, address, "Two cats.")
    form = form_of(flora, address)
    type_on(flora, address, form | {"words": "Two cats and"})
    draft = AnswerDraft.objects.get(question="about_us")
    assert draft.words == "Two cats and"
    assert type_on(flora, address, form | {"words": "Two cats."})["said"] == ""
    assert not AnswerDraft.objects.filter(question="about_us").exists()


def test_a_manager_who_looks_as_the_family_sees_it_does_not_read_a_draft(cast: Cast) -> None:
    look = SeeingAs.objects.create(setting=cast.hill, manager=cast.bettina, adult=cast.flora)
    with acting_as(cast.bettina) as bettina:
        seen = context.see_as(look, manager=bettina)
        assert seen is not None
        assert not policies.answer_drafts_visible_to(seen).exists()
        assert not AnswerDraft.objects.exists(), "nor does the database show her one"


def test_before_one_writes_a_home_reads_who_will_read_it(cast: Cast, browse: Browse) -> None:
    routine = reverse("families:routine_edit", args=[cast.children["ottoline"].pk, "sleep"])
    for address in (about(cast, "ottoline", "likes"), routine):
        page = text(browse("flora"), address)
        assert page.index("never") < page.index('name="words"')
    assert "Another home of <bdi>Ottoline</bdi> never sees it." in text(browse("flora"), routine)


def test_what_a_home_said_elsewhere_is_offered_and_never_copied_by_itself(
    cast: Cast, browse: Browse
) -> None:
    flora = browse("flora")
    say(flora, question_of(cast, "flora", "touch"), "Ask before you hug.")
    address = about(cast, "ottoline", "touch")
    assert "You said in “Our family”" in text(flora, address)
    assert flora.get(address).context["form"]["words"].value() == ""
    assert (
        flora.get(f"{address}?take=yes").context["form"]["words"].value() == "Ask before you hug."
    )
    assert not FamilyAnswer.objects.filter(question="touch", page="about_me").exists()
    say(flora, address, "Ask her first.")
    assert "You said in" not in text(flora, address), "answered here too"
    other = text(browse("edmund"), about(cast, "ottoline", "touch"))
    assert "Ask before you hug." not in other


def test_a_sitting_is_one_version_however_often_it_is_saved(cast: Cast, browse: Browse) -> None:
    agnieszka, address = browse("agnieszka"), question_of(cast, "kapelusz", "about_us")
    for words in ("We came", "We came from Łódź", "We came from Łódź, by bus."):
        say(agnieszka, address, words)
    [kept] = FamilyAnswer.objects.filter(question="about_us")
    assert (kept.words, kept.written_by) == ("We came from Łódź, by bus.", cast.agnieszka)
    assert AuditEvent.objects.filter(verb="write_family_answer").count() == 1


def test_the_same_form_sent_twice_is_one_answer(cast: Cast, browse: Browse) -> None:
    agnieszka, address = browse("agnieszka"), question_of(cast, "kapelusz", "about_us")
    form = form_of(agnieszka, address, words="By bus.")
    for _twice in range(2):
        assert agnieszka.post(address, form).status_code == 302
    assert FamilyAnswer.objects.filter(question="about_us").count() == 1


def test_what_was_said_before_stays_with_the_family_and_leaves_the_staff(
    cast: Cast, browse: Browse
) -> None:
    flora, address = browse("flora"), question_of(cast, "flora", "about_us")
    say(flora, address, "We are moving soon.")
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=True):
        say(flora, address, "We are staying after all.")
        assert "We are moving soon." in text(flora, address)
        page = text(browse("saoirse"), page_of(cast, "flora"))
    assert "We are staying after all." in page
    assert "We are moving soon." not in page


def test_an_answer_taken_back_is_hidden_at_once_and_can_be_shown_again(
    cast: Cast, browse: Browse
) -> None:
    flora, address = browse("flora"), question_of(cast, "flora", "about_us")
    say(flora, address, "We have debts.")
    assert "We have debts." in text(browse("saoirse"), page_of(cast, "flora"))
    flora.post(address, {"then": "withdraw"})
    assert "We have debts." not in text(browse("saoirse"), page_of(cast, "flora"))
    assert "Taken back" in text(flora, page_of(cast, "flora"))
    say(flora, address, "We have debts.")
    assert "We have debts." in text(browse("saoirse"), page_of(cast, "flora"))


def test_we_prefer_not_to_say_is_an_answer_and_hides_what_was_there(
    cast: Cast, browse: Browse
) -> None:
    flora, address = browse("flora"), question_of(cast, "flora", "about_us")
    say(flora, address, "It is a long story.")
    say(flora, address, "It is a long story.", then="prefer")
    page = text(browse("saoirse"), page_of(cast, "flora"))
    assert "They prefer not to say." in page
    assert "long story" not in page
    assert "It is a long story." in text(flora, address), "among what was said before"


def test_an_emptied_answer_is_gone_for_staff_and_kept_for_the_family(
    cast: Cast, browse: Browse
) -> None:
    flora, address = browse("flora"), question_of(cast, "flora", "about_us")
    say(flora, address, "Something.")
    say(flora, address, "")
    page = text(browse("saoirse"), page_of(cast, "flora"))
    assert "Something." not in page
    assert "know about your family" not in page
    assert "Something." in text(flora, address)


def test_mother_and_father_write_at_once_and_both_texts_are_kept_and_shown(
    cast: Cast, browse: Browse
) -> None:
    address = question_of(cast, "kapelusz", "about_us")
    agnieszka, tomasz = browse("agnieszka"), browse("tomasz")
    hers = form_of(agnieszka, address, words="We sing.")
    his = form_of(tomasz, address, words="We row boats.")
    assert agnieszka.post(address, hers).status_code == 302
    second = tomasz.post(address, his)
    assert second.status_code == 422
    page = second.content.decode()
    assert "We sing." in page
    assert "We row boats." in page
    his["seen"] = second.context["form"].data["seen"]
    assert tomasz.post(address, {**his, "words": "We sing and row."}).status_code == 302
    assert "We sing." in text(tomasz, address), "hers is among what was said before"


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ("We sing. " * 600, "about_us", "there is room for 4000"),
        ("No pork. " * 40, "meals", "there is room for 300"),
        ("We\x00sing", "about_us", "cannot be kept"),
    ],
)
def test_words_that_cannot_be_kept_are_named_and_not_lost(
    cast: Cast, browse: Browse, words: str, code: str, says: str
) -> None:
    flora, address = browse("flora"), question_of(cast, "flora", code)
    answer = say(flora, address, words)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert words.rpartition("\x00")[2].strip() in answer.content.decode()
    assert not FamilyAnswer.objects.filter(family=cast.homes["flora"], question=code).exists()


def test_a_question_that_nobody_asks_is_not_there(cast: Cast, browse: Browse) -> None:
    assert browse("flora").get(question_of(cast, "flora", "income")).status_code == 404
    assert browse("flora").get(question_of(cast, "flora", "toilet")).status_code == 404


def test_words_from_before_there_were_questions_become_the_first_version(
    cast: Cast, browse: Browse
) -> None:
    home = cast.homes["flora"]
    Family.objects.filter(pk=home.pk).update(what_matters="Kindness first.")
    flora, address = browse("flora"), question_of(cast, "flora", "what_matters")
    assert "Kindness first." in text(browse("saoirse"), page_of(cast, "flora"))
    say(flora, address, "Kindness, and naps.")
    assert "Kindness first." in text(flora, address)
    assert "Kindness first." not in text(browse("saoirse"), page_of(cast, "flora"))
    assert Family.objects.get(pk=home.pk).what_matters == ""


def test_words_from_before_can_be_taken_back_as_well(cast: Cast, browse: Browse) -> None:
    Family.objects.filter(pk=cast.homes["flora"].pk).update(what_matters="Kindness first.")
    flora, address = browse("flora"), question_of(cast, "flora", "what_matters")
    seen = flora.get(address).context["form"].initial["seen"]
    flora.post(address, {"then": "withdraw", "seen": seen})
    assert "Kindness first." not in text(browse("saoirse"), page_of(cast, "flora"))
    assert "Kindness first." in text(flora, address)


# --- who reads it ---------------------------------------------------------------------------------


def test_what_is_for_the_key_person_alone_is_not_for_the_room_nor_the_manager(
    cast: Cast, browse: Browse
) -> None:
    page = page_of(cast, "flora")
    assert "kanari-key-flora-kanari" in text(browse("saoirse"), page), "key person of Ottoline"
    for name in ("priya", "bettina", "tariq"):
        assert "kanari-key-flora-kanari" not in text(browse(name), page), name


def test_whoever_is_key_person_from_today_reads_it_and_whoever_was_until_yesterday_does_not(
    cast: Cast, browse: Browse
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    child, page = cast.children["ottoline"], page_of(cast, "flora")
    KeyPersonAssignment.objects.filter(child=child).update(ended_on=yesterday)
    make.make_key_person(child, membership=cast.posts["priya"], started_on=timezone.localdate())
    assert "kanari-key-flora-kanari" in text(browse("priya"), page)
    assert "kanari-key-flora-kanari" not in text(browse("saoirse"), page)


def test_the_other_home_learns_nothing_of_it(cast: Cast, browse: Browse) -> None:
    for address in (page_of(cast, "flora"), question_of(cast, "flora", "strengths")):
        assert browse("edmund").get(address).status_code == 404
    portrait = text(browse("edmund"), about(cast, "ottoline"))
    assert "kanari-home-edmund-kanari" in portrait
    assert "kanari-home-flora-kanari" not in portrait


def test_staff_read_the_portraits_of_both_homes_side_by_side(cast: Cast, browse: Browse) -> None:
    portrait = text(browse("saoirse"), about(cast, "ottoline"))
    assert "kanari-home-edmund-kanari" in portrait
    assert "kanari-home-flora-kanari" in portrait
    assert browse("saoirse").get(about(cast, "zofia")).status_code == 404


@pytest.mark.parametrize("name", ["saoirse", "bettina"])
def test_nobody_speaks_for_a_family_but_the_family(cast: Cast, browse: Browse, name: str) -> None:
    for address in (
        question_of(cast, "flora", "strengths"),
        about(cast, "ottoline", "sleep"),
    ):
        assert browse(name).get(address).status_code == 403
        assert browse(name).post(address, {"words": "x"}).status_code == 403


def test_a_colleague_who_is_a_parent_does_not_read_the_other_home_of_her_child(
    cast: Cast, browse: Browse
) -> None:
    """Edmund starts to work in the room of his own twins."""
    make.make_staff(cast.hill, user=cast.edmund, room=cast.rooms["pinecones"])
    for address in (page_of(cast, "flora"), about(cast, "ottoline")):
        answer = browse("edmund").get(address)
        assert "We are good at soup. kanari-home-flora" not in answer.content.decode()
        assert "with the fox. kanari-home-flora" not in answer.content.decode()


def test_a_colleague_whose_link_is_over_does_not_read_the_other_home_either(cast: Cast) -> None:
    """Edmund works in the room of the twins; his own links to them ended yesterday."""
    make.make_staff(cast.hill, user=cast.edmund, room=cast.rooms["pinecones"])
    yesterday = timezone.localdate() - timedelta(days=1)
    ParentCarer.objects.filter(user=cast.edmund).update(ended_on=yesterday)
    FamilyAnswer.objects.filter(question="names").update(family=cast.homes["flora"])
    of_flora = FamilyAnswer.objects.filter(family=cast.homes["flora"])
    with acting_as(cast.edmund):  # the database alone
        assert not of_flora.exists()
    person = person_by_code(cast, "edmund")  # the code alone
    assert not policies.answers_visible_to(person).filter(family=cast.homes["flora"]).exists()
    with acting_as(cast.priya) as priya:
        assert policies.answers_visible_to(priya).filter(family=cast.homes["flora"]).exists()


# --- what changed, and who has read it ------------------------------------------------------------


def test_what_changed_since_one_has_read_it_is_marked_and_the_family_sees_who_read(
    cast: Cast, browse: Browse
) -> None:
    saoirse, flora, page = browse("saoirse"), browse("flora"), page_of(cast, "flora")
    assert "You have not said yet" in text(saoirse, page)
    assert read(saoirse, page).status_code == 302
    assert "New since you read it" not in text(saoirse, page)
    assert "Saoirse" in text(flora, page)
    say(flora, question_of(cast, "flora", "at_home"), "A new baby sister.")
    assert text(saoirse, page).count("New since you read it") == 1
    assert "You have not said yet" in text(browse("priya"), page), "each for themselves"
    read(saoirse, page)
    assert "New since you read it" not in text(saoirse, page)


def test_what_somebody_has_read_is_never_overwritten_in_the_same_sitting(
    cast: Cast, browse: Browse
) -> None:
    flora, address = browse("flora"), question_of(cast, "flora", "at_home")
    say(flora, address, "Two cats.")
    read(browse("saoirse"), page_of(cast, "flora"))
    say(flora, address, "Three cats.")
    assert FamilyAnswer.objects.filter(question="at_home").count() == 2


def test_reading_is_said_once_however_often_the_button_is_pressed(
    cast: Cast, browse: Browse
) -> None:
    saoirse, page = browse("saoirse"), page_of(cast, "flora")
    form = {"up_to": saoirse.get(page).context["profile"].as_of}
    for _twice in range(2):
        saoirse.post(f"{page}read/", form)
    assert ReadMark.objects.count() == 1
    ahead = {"up_to": (timezone.now() + timedelta(days=9)).isoformat()}
    saoirse.post(f"{page}read/", ahead)
    assert ReadMark.objects.latest("at").up_to <= timezone.now(), "nobody has read tomorrow's"


def test_a_mother_cannot_say_that_staff_have_read_her_page(cast: Cast, browse: Browse) -> None:
    form = {"up_to": timezone.now().isoformat()}
    for address in (f"{page_of(cast, 'flora')}read/", f"{about(cast, 'ottoline')}read/"):
        assert browse("flora").post(address, form).status_code == 403


def test_both_homes_hear_that_their_portrait_was_read_and_only_of_their_own(
    cast: Cast, browse: Browse
) -> None:
    read(browse("saoirse"), about(cast, "ottoline"))
    homes = [mark.family for mark in ReadMark.objects.order_by("family__name")]
    assert homes == [cast.homes["edmund"], cast.homes["flora"]]
    assert "Saoirse" in text(browse("edmund"), about(cast, "ottoline"))


# --- where it matters -----------------------------------------------------------------------------


def test_what_is_good_to_know_at_meals_is_on_the_board_after_the_allergy(
    cast: Cast, browse: Browse
) -> None:
    say(browse("nia"), question_of(cast, "lanternjack", "meals"), "No pork, and bread with all.")
    board = text(
        browse("marek"), reverse("learning_journals:today_room", args=[cast.rooms["conkers"].pk])
    )
    assert board.index("allergy to") < board.index("No pork, and bread with all.")
    other = text(
        browse("saoirse"),
        reverse("learning_journals:today_room", args=[cast.rooms["pinecones"].pk]),
    )
    assert "No pork" not in other


def test_what_two_homes_want_known_stands_side_by_side_and_for_one_child_alone(
    cast: Cast, browse: Browse
) -> None:
    say(browse("flora"), about(cast, "ottoline", "meals"), "Cuts her own food.")
    say(browse("edmund"), question_of(cast, "edmund", "meals"), "We eat with our hands.")
    board = text(
        browse("saoirse"),
        reverse("learning_journals:today_room", args=[cast.rooms["pinecones"].pk]),
    )
    assert board.count("Cuts her own food.") == 1, "of Ottoline"
    assert board.count("We eat with our hands.") == 2, "of both twins"


def test_touch_and_images_are_on_the_childs_page_for_staff_and_not_for_the_other_home(
    cast: Cast, browse: Browse
) -> None:
    for code in CONSEQUENCES:
        say(browse("flora"), question_of(cast, "flora", code), f"Know {code}.")
    page = reverse("families:child_detail", args=[cast.children["ottoline"].pk])
    assert all(f"Know {code}." in text(browse("saoirse"), page) for code in CONSEQUENCES)
    assert "Know touch." not in text(browse("edmund"), page)


def test_staff_see_in_a_talk_that_a_mother_reads_arabic_and_wants_an_interpreter(
    cast: Cast, browse: Browse
) -> None:
    form = {
        **browse("agnieszka").get(reverse("families:profile_edit")).context["form"].initial,
        "reads": ["ar"],
        "wants_interpreter": "on",
        "message_language": "ar",
    }
    assert browse("agnieszka").post(reverse("families:profile_edit"), form).status_code == 302
    talk = reverse("communications:conversation_detail", args=[cast.conversations["agnieszka"].pk])
    said = "reads Arabic; messages best in Arabic; interpreter wanted"
    assert said in text(browse("marek"), talk)
    assert said not in text(browse("agnieszka"), talk)
    assert said in text(browse("marek"), page_of(cast, "kapelusz"))
    new = reverse("communications:conversation_create")
    assert said in text(browse("marek"), f"{new}?child={cast.children['zofia'].pk}")


# --- the trail, and what it costs -----------------------------------------------------------------


def test_the_trail_says_what_was_done_in_plain_words(cast: Cast, browse: Browse) -> None:
    flora = browse("flora")
    say(flora, question_of(cast, "flora", "at_home"), "Two cats.")
    flora.post(question_of(cast, "flora", "at_home"), {"then": "withdraw"})
    read(browse("saoirse"), page_of(cast, "flora"))
    done = set(AuditEvent.objects.filter(setting=cast.hill).values_list("verb", flat=True))
    assert {"write_family_answer", "withdraw_family_answer", "say_page_is_read"} <= done
    assert done <= VERBS.keys()


def test_pages_cost_the_same_with_many_answers_readers_and_homes(
    cast: Cast, browse: Browse
) -> None:
    child, saoirse, flora = cast.children["ottoline"], browse("saoirse"), browse("flora")
    pages = [
        (saoirse, page_of(cast, "flora")),
        (flora, page_of(cast, "flora")),
        (saoirse, about(cast, "ottoline")),
        (flora, about(cast, "ottoline")),
        (flora, question_of(cast, "flora", "about_us")),
        (saoirse, reverse("families:child_detail", args=[child.pk])),
    ]

    def cost() -> list[int]:
        found = []
        for client, page in pages:
            client.get(page)  # the first visit of an hour writes the trail
            with statements() as sent:
                assert client.get(page).status_code == 200
            found.append(len(sent))
        return found

    few = cost()
    for code in QUESTIONS[Page.FAMILY]:
        if code not in ("strengths", "memories"):
            make.make_answer(cast.homes["flora"], question=code, by=cast.flora)
    for code in QUESTIONS[Page.ABOUT_ME]:
        if code != "sleep":
            make.make_answer(cast.homes["flora"], question=code, child=child, by=cast.flora)
    now = timezone.now()
    for number in range(200):
        make.make_answer(
            cast.homes["flora"],
            question="about_us",
            words=f"Version {number}.",
            by=cast.flora,
            replaced_at=now,
        )
        user = make.make_user(f"reader{number}@example.org", full_name=f"Reader {number}")
        make.make_staff(cast.hill, user=user)
        ReadMark.objects.create(
            setting=cast.hill, family=cast.homes["flora"], page="family", user=user, up_to=now
        )
    assert cost() == few
    assert max(few) <= 24  # the child’s page, with all that stands on it


def test_nobody_takes_back_what_another_adult_wrote_while_she_was_reading(
    cast: Cast, browse: Browse
) -> None:
    agnieszka, address = browse("agnieszka"), question_of(cast, "kapelusz", "strengths")
    opened = form_of(agnieszka, address)
    say(browse("tomasz"), address, "Tomasz bakes with both of them.", then="stop")
    late = agnieszka.post(address, {**opened, "then": "withdraw"})
    assert late.status_code == 422
    assert "Tomasz bakes with both of them." in late.content.decode()
    [now] = FamilyAnswer.objects.filter(
        family=cast.homes["kapelusz"], question="strengths", replaced_at=None
    )
    assert (now.words, now.withdrawn_at) == ("Tomasz bakes with both of them.", None)
    seen = {**opened, "seen": late.context["form"].data["seen"], "then": "withdraw"}
    assert agnieszka.post(address, seen).status_code == 302
    now.refresh_from_db()
    assert now.withdrawn_at, "seen, and taken back"
