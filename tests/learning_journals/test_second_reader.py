"""The second reader: four eyes before a family reads, where the nursery wants that."""

import uuid
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families.models import AuditEvent, RoomAssignment
from learning_journals import policies
from learning_journals.actions import Refused
from learning_journals.actions.observations import share_observation
from learning_journals.actions.second_reader import (
    choose_second_reader,
    give_back_observation,
    hand_in_observation,
    take_back_observation,
)
from learning_journals.models import GivenBack, Observation, SecondReaderRule
from learning_journals.queries.second_reader import to_read
from tests import factories as make
from tests.cast import Cast
from tests.roles import acting_as
from tests.statements import statements

pytestmark = pytest.mark.django_db

How = SecondReaderRule.How
WORDS = "Zofia gave Idris the red spade and took the blue one."


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.users[name])
    return client


def text_of(answer: HttpResponse) -> str:
    return unescape(answer.content.decode())


def at(name: str, *args: Any) -> str:
    return reverse(f"learning_journals:{name}", args=args)


@pytest.fixture
def wanted(cast: Cast) -> None:
    """Bettina wants that all observations are read first."""
    choose(cast, How.ALL)


def choose(cast: Cast, how: str) -> None:
    answer = signed_in(cast, "bettina").post(at("second_reader_edit"), {"how": how})
    assert answer.status_code == 302


def drafted(cast: Cast, *names: str, by: str = "ewa", **fields: Any) -> Observation:
    children = [cast.children[name] for name in names or ("zofia",)]
    return make.make_observation(
        *children, by=cast.users[by], shared=False, **{"words": WORDS, **fields}
    )


def handed_in(cast: Cast, *names: str, by: str = "ewa", **fields: Any) -> Observation:
    seen = drafted(cast, *names, by=by, **fields)
    with acting_as(cast.users[by]) as person:
        return hand_in_observation(seen, actor=person)


def status_of(seen: Observation) -> str:
    return Observation.objects.get(pk=seen.pk).status


def waiting_for(cast: Cast, name: str) -> set[uuid.UUID]:
    with acting_as(cast.users[name]) as person:
        return {row.id for row in to_read(person)}


def as_read(seen: Observation) -> dict[str, int]:
    """What the reader's button sends: the version that stands on the page."""
    return {"version": Observation.objects.get(pk=seen.pk).version}


# --- whether there is one -------------------------------------------------------------------------


def test_nobody_reads_first_until_a_manager_wants_it(cast: Cast) -> None:
    assert not SecondReaderRule.objects.exists()
    seen = drafted(cast)
    assert "Share with the family" in text_of(
        signed_in(cast, "ewa").get(at("observation_edit", seen.pk))
    )
    signed_in(cast, "ewa").post(at("observation_share", seen.pk))
    assert status_of(seen) == "shared"


def test_bettina_chooses_and_what_she_chose_before_stays_written_down(cast: Cast) -> None:
    for how in (How.ALL, How.ALL, How.NOT_OF_READERS):
        choose(cast, how)
    kept = SecondReaderRule.objects.order_by("chosen_at").values_list("how", "replaced_at")
    assert [how for how, _at in kept] == [How.ALL, How.NOT_OF_READERS]
    assert [replaced is None for _how, replaced in kept] == [False, True]
    assert AuditEvent.objects.filter(verb="choose_second_reader").count() == 2
    page = text_of(signed_in(cast, "tariq").get(at("second_reader_edit")))
    assert 'value="not_of_readers"' in page


@pytest.mark.parametrize("name", ["marek", "ewa", "gwen", "agnieszka"])
def test_only_who_manages_chooses(cast: Cast, name: str) -> None:
    answer = signed_in(cast, name).post(at("second_reader_edit"), {"how": How.ALL})
    assert answer.status_code in (403, 404)
    assert not SecondReaderRule.objects.exists()


def test_a_choice_that_is_none_is_answered_in_words(cast: Cast) -> None:
    answer = signed_in(cast, "bettina").post(at("second_reader_edit"), {"how": "sometimes"})
    assert answer.status_code == 422


# --- giving it to read ----------------------------------------------------------------------------


def test_ewa_gives_it_to_read_and_marek_shares_it(cast: Cast, wanted: None) -> None:
    ewa, marek, agnieszka = (signed_in(cast, name) for name in ("ewa", "marek", "agnieszka"))
    seen = drafted(cast)
    form = text_of(ewa.get(at("observation_edit", seen.pk)))
    assert "Give it to read" in form
    assert "Share with the family" not in form
    assert ewa.post(at("observation_share", seen.pk)).status_code == 302
    assert status_of(seen) == "waiting"
    journal = at("journal", cast.children["zofia"].pk)
    assert "red spade" not in text_of(agnieszka.get(journal))
    assert agnieszka.get(at("observation_detail", seen.pk)).status_code == 404
    listed = text_of(marek.get(at("observations_to_read")))
    assert "red spade" in listed
    assert "Ewa" in listed
    board = text_of(marek.get(at("today_room", cast.rooms["conkers"].pk)))
    assert "One observation waits to be read" in board
    assert "one observation waits" in text_of(marek.get(reverse("families:more")))
    page = text_of(marek.get(at("observation_detail", seen.pk)))
    assert "Zofia gave a friend the red spade" in page, "she reads it as the family will"
    assert "family reads “a friend” instead of" in page
    assert "To read before families do" in page, "the way back"
    assert "waits for a second reader" in text_of(marek.get(at("journal_find"), {"q": "spade"}))
    assert marek.post(at("observation_share", seen.pk), as_read(seen)).status_code == 302
    shared = Observation.objects.get(pk=seen.pk)
    assert (shared.status, shared.author, shared.reader) == ("shared", cast.ewa, cast.marek)
    text = text_of(agnieszka.get(journal))
    assert "Zofia gave a friend the red spade" in text
    assert "Ewa" in text
    assert "read by" not in text, "who read it first is the nursery’s"
    assert "read by Marek" in text_of(ewa.get(journal))
    assert waiting_for(cast, "marek") == set()
    verbs = AuditEvent.objects.filter(target_id=seen.pk).values_list("verb", "actor")
    assert ("hand_in_observation", cast.ewa.pk) in verbs
    assert ("share_observation", cast.marek.pk) in verbs


def test_the_form_gives_it_to_read_too_and_once(cast: Cast, wanted: None) -> None:
    form = {
        "key": str(uuid.uuid4()),
        "page": str(uuid.uuid4()),
        "child": [str(cast.children["zofia"].pk)],
        "words": "Zofia swept the whole yard.",
        "then": "share",
    }
    ewa = signed_in(cast, "ewa")
    for _twice in range(2):
        assert ewa.post(at("observation_create"), form).status_code == 302
    seen = Observation.objects.get(words=form["words"])
    assert (seen.status, seen.child_count) == ("waiting", 1)
    assert AuditEvent.objects.filter(verb="hand_in_observation").count() == 1


def test_what_could_not_be_shared_is_not_given_to_read(cast: Cast, wanted: None) -> None:
    empty = drafted(cast, words="")
    with acting_as(cast.ewa) as person, pytest.raises(Refused):
        hand_in_observation(empty, actor=person)
    assert status_of(empty) == "draft"


@pytest.mark.parametrize(("how", "shared"), [(How.ALL, False), (How.NOT_OF_READERS, True)])
def test_a_reader_shares_her_own_only_if_the_manager_says_so(
    cast: Cast, how: str, shared: bool
) -> None:
    choose(cast, how)
    for name in ("marek", "bettina"):
        seen = drafted(cast, by=name)
        signed_in(cast, name).post(at("observation_share", seen.pk))
        assert status_of(seen) == ("shared" if shared else "waiting"), name
        signed_in(cast, name).post(at("observation_share", seen.pk))
        assert status_of(seen) == ("shared" if shared else "waiting"), "not by pressing twice"
    seen = drafted(cast, by="ewa")
    with acting_as(cast.ewa) as person, pytest.raises(Refused):
        share_observation(seen, actor=person)


# --- who reads ------------------------------------------------------------------------------------


def test_who_reads_cares_for_every_child_and_did_not_write_it(cast: Cast, wanted: None) -> None:
    """Bettina wrote of a child of each room: Marek knows one of them, Saoirse the other."""
    both = handed_in(cast, "zofia", "ottoline", by="bettina")
    one = handed_in(cast, "zofia")
    own = handed_in(cast, "zofia", by="marek")
    assert waiting_for(cast, "tariq") == {both.pk, one.pk, own.pk}
    assert waiting_for(cast, "bettina") == {one.pk, own.pk}
    assert waiting_for(cast, "marek") == {one.pk}
    assert waiting_for(cast, "saoirse") == set()
    for name in ("ewa", "priya", "gwen", "agnieszka", "bram", "ottilie"):
        assert waiting_for(cast, name) == set(), name
    with acting_as(cast.marek) as person, pytest.raises(Refused):
        share_observation(both, actor=person)
    with acting_as(cast.marek) as person, pytest.raises(Refused):
        share_observation(own, actor=person)
    assert {status_of(each) for each in (both, one, own)} == {"waiting"}


@pytest.mark.parametrize("name", ["ewa", "priya", "gwen", "agnieszka", "nia", "ottilie", "saoirse"])
def test_nobody_else_shares_or_gives_back(cast: Cast, wanted: None, name: str) -> None:
    seen = handed_in(cast)
    client = signed_in(cast, name)
    client.post(at("observation_share", seen.pk), as_read(seen))
    client.post(at("observation_give_back", seen.pk), {"words": "No."})
    assert status_of(seen) == "waiting"
    assert not GivenBack.objects.filter(observation=seen).exists()


def test_nobody_reads_what_is_about_a_child_of_their_own(cast: Cast, wanted: None) -> None:
    make.make_link(cast.children["zofia"], user=cast.marek, family=cast.homes["kapelusz"])
    seen = handed_in(cast)
    assert waiting_for(cast, "marek") == set()
    assert waiting_for(cast, "bettina") == {seen.pk}


def test_who_was_a_childs_parent_until_yesterday_reads_nothing_of_it_first(
    cast: Cast, wanted: None
) -> None:
    link = make.make_link(cast.children["zofia"], user=cast.marek, family=cast.homes["kapelusz"])
    link.ended_on = timezone.localdate() - timedelta(days=1)
    link.started_on = link.ended_on - timedelta(days=9)
    link.save()
    seen = handed_in(cast)
    assert waiting_for(cast, "marek") == set()
    page = signed_in(cast, "marek").get(at("observation_give_back", seen.pk), follow=True)
    assert page.status_code == 200
    assert "It does not wait any more" in text_of(page)


def test_who_began_it_and_handed_it_over_does_not_read_it_first(cast: Cast, wanted: None) -> None:
    seen = handed_in(cast)
    Observation.objects.filter(pk=seen.pk).update(begun_by=cast.marek)
    assert waiting_for(cast, "marek") == set()
    assert waiting_for(cast, "bettina") == {seen.pk}


def test_a_reader_reads_it_as_each_of_the_families_will(cast: Cast, wanted: None) -> None:
    seen = handed_in(cast, "zofia", "idris", words="Zofia and Idris dug a hole.")
    marek = signed_in(cast, "marek")
    page = text_of(marek.get(at("observation_detail", seen.pk)))
    for child, words in (
        ("zofia", "Zofia and a friend dug a hole."),
        ("idris", "A friend and Idris dug a hole."),
    ):
        address = f"?child={cast.children[child].pk}"
        assert address in page
        assert words in text_of(marek.get(at("observation_detail", seen.pk) + address))


def test_what_was_rewritten_after_marek_opened_it_is_read_once_more(
    cast: Cast, wanted: None
) -> None:
    seen = handed_in(cast)
    marek = signed_in(cast, "marek")
    opened = as_read(seen)
    assert f'name="version" value="{opened["version"]}"' in text_of(
        marek.get(at("observation_detail", seen.pk))
    )
    with acting_as(cast.ewa) as person:
        take_back_observation(seen, actor=person)
    Observation.objects.filter(pk=seen.pk).update(words="Something nobody has read.")
    handed_in_again(cast, seen)
    for form in (opened, {}, {"version": "x"}):
        answer = marek.post(at("observation_share", seen.pk), form, follow=True)
        assert "It was changed after you opened it." in text_of(answer)
        assert status_of(seen) == "waiting"
    marek.post(at("observation_share", seen.pk), as_read(seen))
    assert status_of(seen) == "shared"


def test_two_readers_at_once_are_one_share(cast: Cast, wanted: None) -> None:
    seen = handed_in(cast)
    for name in ("marek", "bettina"):
        answer = signed_in(cast, name).post(
            at("observation_share", seen.pk), as_read(seen), follow=True
        )
        assert answer.status_code == 200
        assert "Shared with the family of Zofia" in text_of(answer)
    shared = Observation.objects.get(pk=seen.pk)
    assert shared.reader == cast.marek
    assert AuditEvent.objects.filter(verb="share_observation", target_id=seen.pk).count() == 1


def test_what_was_taken_back_meanwhile_is_said_kindly(cast: Cast, wanted: None) -> None:
    seen = handed_in(cast)
    with acting_as(cast.ewa) as person:
        take_back_observation(seen, actor=person)
    marek = signed_in(cast, "marek")
    answer = marek.post(at("observation_share", seen.pk), as_read(seen), follow=True)
    assert answer.request["PATH_INFO"] == at("observations_to_read")
    assert "It does not wait for you" in text_of(answer)
    answer = marek.post(at("observation_give_back", seen.pk), {"words": "Hm."}, follow=True)
    assert "It does not wait any more" in text_of(answer)
    assert status_of(seen) == "draft"


def test_a_no_to_photographs_said_while_it_waited_holds_it_back(cast: Cast, wanted: None) -> None:
    seen = drafted(cast)
    make.make_photo(seen, by=cast.ewa)
    with acting_as(cast.ewa) as person:
        hand_in_observation(seen, actor=person)
    make.make_consent(cast.links["agnieszka", "zofia"], says_yes=False)
    answer = signed_in(cast, "marek").post(
        at("observation_share", seen.pk), as_read(seen), follow=True
    )
    assert "has not said yes to photos in the journal" in text_of(answer)
    assert status_of(seen) == "waiting"


# --- giving back and taking back ------------------------------------------------------------------


def test_marek_gives_it_back_and_ewa_reads_why_beside_the_draft(cast: Cast, wanted: None) -> None:
    seen = handed_in(cast)
    marek, ewa = signed_in(cast, "marek"), signed_in(cast, "ewa")
    refused = marek.post(at("observation_give_back", seen.pk), {"words": " "})
    assert refused.status_code == 422
    assert "Write a few words" in text_of(refused)
    answer = marek.post(at("observation_give_back", seen.pk), {"words": "What did she say?"})
    assert answer.url == at("observations_to_read")
    assert status_of(seen) == "draft"
    page = text_of(ewa.get(at("observation_edit", seen.pk)))
    assert "What did she say?" in page
    assert "gave it back" in page
    assert "Given back, with a few words" in text_of(ewa.get(at("observation_create")))
    assert "given back" in text_of(ewa.get(at("journal_find"), {"q": "spade"}))
    again = handed_in_again(cast, seen)
    with acting_as(cast.marek) as person:
        share_observation(again, actor=person, read=again.version)
    for name in ("agnieszka", "tomasz"):
        text = text_of(signed_in(cast, name).get(at("observation_detail", seen.pk)))
        assert "What did she say?" not in text
    assert GivenBack.objects.get(observation=seen).by == cast.marek, "it stays written down"


def handed_in_again(cast: Cast, seen: Observation) -> Observation:
    with acting_as(cast.ewa) as person:
        return hand_in_observation(seen, actor=person)


def test_ewa_takes_it_back_to_write_on(cast: Cast, wanted: None) -> None:
    seen = handed_in(cast)
    ewa = signed_in(cast, "ewa")
    assert ewa.get(at("observation_edit", seen.pk)).url == at("observation_detail", seen.pk)
    page = text_of(ewa.get(at("observation_detail", seen.pk)))
    assert "Take it back and write on" in page
    assert WORDS in page, "her own words stand as she wrote them"
    assert "Waits for a second reader" in text_of(ewa.get(at("observation_create")))
    answer = ewa.post(at("observation_take_back", seen.pk))
    assert answer.url == at("observation_edit", seen.pk)
    assert (status_of(seen), waiting_for(cast, "marek")) == ("draft", set())
    with acting_as(cast.ewa) as person:
        share_again = take_back_observation(seen, actor=person)
    assert share_again.status == "draft"
    for name in ("marek", "bettina"):
        assert signed_in(cast, name).post(at("observation_take_back", seen.pk)).status_code == 403


def test_taken_back_from_the_family_and_mended_it_is_read_again(cast: Cast, wanted: None) -> None:
    seen = handed_in(cast)
    signed_in(cast, "marek").post(at("observation_share", seen.pk), as_read(seen))
    ewa = signed_in(cast, "ewa")
    ewa.post(at("observation_withdraw", seen.pk))
    ewa.post(at("observation_restore", seen.pk))
    assert Observation.objects.get(pk=seen.pk).reader is None, "nobody has read the new words"
    ewa.post(at("observation_share", seen.pk))
    assert status_of(seen) == "waiting"


def test_a_form_that_is_sent_once_more_shares_nothing_that_was_taken_back(cast: Cast) -> None:
    ewa = signed_in(cast, "ewa")
    form = {
        "key": str(uuid.uuid4()),
        "child": [str(cast.children["zofia"].pk)],
        "page": str(uuid.uuid4()),
        "words": "Zofia dug a hole.",
        "then": "share",
    }
    for first in (True, False):
        answer = ewa.post(at("observation_create"), form)
        seen = Observation.objects.get(words="Zofia dug a hole.")
        if first:
            assert (answer.status_code, seen.status) == (302, "shared")
            ewa.post(at("observation_withdraw", seen.pk))
    assert answer.status_code == 422
    assert "It was taken back." in text_of(answer)
    assert seen.status == "withdrawn"
    choose(cast, How.ALL)
    assert ewa.post(at("observation_create"), form).status_code == 422
    assert status_of(seen) == "withdrawn"


# --- the walls ------------------------------------------------------------------------------------


def test_the_second_wall_knows_who_reads_what_was_given_back(cast: Cast, wanted: None) -> None:
    seen = handed_in(cast)
    with acting_as(cast.marek) as person:
        give_back_observation(seen, actor=person, words="More of her words?")
    for name, reads in {
        **dict.fromkeys(("ewa", "marek", "bettina", "tariq"), True),
        **dict.fromkeys(("priya", "saoirse", "gwen", "agnieszka", "tomasz", "ottilie"), False),
    }.items():
        with acting_as(cast.users[name]) as person:
            assert GivenBack.objects.filter(observation=seen).exists() is reads, name
            first = policies.given_back_visible_to(person).filter(observation=seen)
            assert first.exists() is reads, name


@pytest.mark.parametrize("name", ["ewa", "priya", "saoirse", "agnieszka", "ottilie"])
def test_the_database_takes_no_words_from_who_does_not_read(
    cast: Cast, wanted: None, name: str
) -> None:
    seen = handed_in(cast)
    with acting_as(cast.users[name]) as person, pytest.raises(DatabaseError), transaction.atomic():
        GivenBack.objects.create(
            setting=cast.hill, observation=seen, by=person.user, words="Let me in."
        )


@pytest.mark.parametrize("name", ["agnieszka", "tomasz", "nia", "emrys", "flora", "bram"])
def test_no_family_and_no_other_nursery_finds_what_waits_in_the_database(
    cast: Cast, wanted: None, name: str
) -> None:
    seen = handed_in(cast, "zofia", "idris")
    with acting_as(cast.users[name]) as person:
        assert not Observation.objects.filter(pk=seen.pk).exists()
        assert not policies.observations_visible_to(person).filter(pk=seen.pk).exists()


def test_the_database_knows_what_waiting_means(cast: Cast) -> None:
    seen = drafted(cast)
    rows = Observation.objects.filter(pk=seen.pk)
    for wrong in (
        {"status": "waiting"},
        {"reader": cast.ewa},
        {"builds_on": seen},
        {"status": "waiting", "handed_in_at": timezone.now(), "child_count": 0},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)


# --- statements -----------------------------------------------------------------------------------


def test_twenty_that_wait_cost_what_two_do(cast: Cast, wanted: None) -> None:
    RoomAssignment.objects.filter(membership=cast.posts["ewa"]).update(room=cast.rooms["conkers"])
    client, counts = signed_in(cast, "marek"), []
    for many in (2, 20):
        for _each in range(many):
            handed_in(cast, "zofia", "idris")
        client.get(at("observations_to_read"))
        with statements() as sent:
            client.get(at("observations_to_read"))
        counts.append(len([each for each in sent if "INSERT" not in each]))
    assert counts[0] == counts[1]


def test_choosing_in_the_action_twice_is_one_rule(cast: Cast) -> None:
    with acting_as(cast.bettina) as person:
        for _twice in range(2):
            choose_second_reader(cast.hill, actor=person, how=How.ALL)
    assert SecondReaderRule.objects.count() == 1
