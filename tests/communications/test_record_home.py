"""The copy of the record holds what one's own home allows, says and offers, and no other home."""

import io
import json
import uuid
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pypdf import PdfReader

from communications import records
from communications.queries.record_home import (
    collecting_in_record,
    permissions_in_record,
)
from communications.queries.records import Record, record_of
from families.models import (
    AuthorisedCollector,
    CollectionChoice,
    CollectionPassword,
    Consent,
    ConsentInForce,
    ConsentWording,
    FamilyAnswer,
    HelpSignUp,
    ParentCarer,
    ShareInvitation,
    User,
)
from families.models.questions import OUR_FAMILY
from families.policies import link_to
from tests import factories as make
from tests.cast import Cast, canary
from tests.roles import acting_as
from tests.statements import statements

pytestmark = pytest.mark.django_db


def copy_of(cast: Cast, name: str, child: str) -> Record:
    with acting_as(cast.users[name]) as person:
        record = record_of(cast.children[child], person)
    assert record is not None
    return record


def paper_of(record: Record) -> str:
    content = records.build(
        record, taken_by="Flora", taken_at=timezone.now(), progress=lambda _done, _total: None
    )
    with zipfile.ZipFile(io.BytesIO(content)) as files:
        pdf = PdfReader(io.BytesIO(files.read("record.pdf")))
    return " ".join("".join(page.extract_text() for page in pdf.pages).split())


def everything(record: Record) -> str:
    return json.dumps(record.as_json(taken_by="", taken_at=timezone.now()), ensure_ascii=False)


# --- who collects ---------------------------------------------------------------------------------


def test_who_may_collect_is_there_with_days_and_the_password_is_not(cast: Cast) -> None:
    home = cast.homes["flora"]
    CollectionPassword.objects.filter(family=home).update(word="marzipan")
    gone = make.make_collector(
        cast.children["ottoline"],
        family=home,
        by=cast.flora,
        name="Aunt Bergamot",
        ended_on=timezone.localdate(),
        ended_at=timezone.now(),
    )
    record = copy_of(cast, "flora", "ottoline")
    assert [each["name"] for each in record.collecting["people"]] == [
        f"A Neighbour {canary('home-flora')}",
        "Aunt Bergamot",
    ]
    assert record.collecting["people"][1]["until"] == gone.ended_on.isoformat()
    assert record.collecting["people"][1]["taken_back_at"]
    assert record.collecting["people"][0]["named_by"] == cast.flora.name
    assert record.collecting["password_is_set"] is True
    assert len(record.collecting["days"]) == 1
    paper = paper_of(record)
    assert "Aunt Bergamot" in paper
    assert "A password is set." in paper
    assert "marzipan" not in everything(record) + paper


def test_whoever_was_named_by_an_adult_who_has_left_the_home_is_still_named(cast: Cast) -> None:
    AuthorisedCollector.objects.filter(child=cast.children["zofia"]).update(added_by=cast.olwen)
    assert len(copy_of(cast, "agnieszka", "zofia").collecting["people"]) == 1


def test_a_grandad_who_names_nobody_is_not_told_whether_there_is_a_password(cast: Cast) -> None:
    make.make_collector(cast.children["idris"], family=cast.homes["emrys"], by=cast.nia)
    record = copy_of(cast, "emrys", "idris")
    assert record.collecting == {}
    assert "A password is set" not in paper_of(record)


def test_a_manager_who_is_a_mother_takes_her_own_homes_collectors(cast: Cast) -> None:
    """As manager she reads those of both homes. Edmund, who named his, is gone."""
    ParentCarer.objects.filter(user=cast.edmund).update(user=cast.bettina)
    with acting_as(cast.bettina) as person:
        link = link_to(cast.children["ottoline"], person)
        assert link is not None
        collecting = collecting_in_record(cast.children["ottoline"], person, link)
    assert [each["name"] for each in collecting["people"]] == [
        f"A Neighbour {canary('home-edmund')}"
    ]
    assert collecting["people"][0]["named_by"] == ""
    assert len(collecting["days"]) == 1


# --- what is allowed ------------------------------------------------------------------------------


def asked(record: Record, code: str) -> dict[str, Any]:
    return next(each for each in record.permissions if each["asks"] == code)


def test_each_answer_stands_beside_the_very_words_that_were_asked(cast: Cast) -> None:
    old = ConsentWording.objects.get(setting=cast.hill, purpose__code="photo_own")
    new = ConsentWording.objects.create(
        setting=cast.hill, purpose=old.purpose, version=2, title="Photos", question="Photos now?"
    )
    row = asked(copy_of(cast, "flora", "ottoline"), "photo_own")
    (answer,) = row["my_answers"]
    assert (answer["answer"], answer["asked"]["version"], answer["asked"]["question"]) == (
        *("yes", 1),
        old.question,
    )
    assert (row["asked_today"]["version"], row["asked_today"]["question"]) == (2, new.question)
    assert row["in_force"] == "yes"
    paper = paper_of(copy_of(cast, "flora", "ottoline"))
    assert "Photos now?" in paper
    assert old.question in paper
    assert "to version 1 of the words" in paper


def test_what_is_not_asked_any_more_keeps_its_answers(cast: Cast) -> None:
    link = cast.links["flora", "ottoline"]
    make.make_consent(link, code="sun_cream", says_yes=False)
    consent = Consent.objects.get(link=link, purpose__code="sun_cream")
    type(consent.purpose).objects.filter(pk=consent.purpose_id).update(is_asked=False)
    record = copy_of(cast, "flora", "ottoline")
    row = asked(record, "sun_cream")
    assert row["asked_today"] is None
    assert [each["answer"] for each in row["my_answers"]] == ["no"]
    assert "We do not ask this any more." in paper_of(record)
    assert "sun_cream" not in everything(copy_of(cast, "edmund", "ottoline"))


def test_a_parent_who_has_not_answered_learns_nothing_of_the_other(cast: Cast) -> None:
    """Flora says yes to photographs, Edmund has said nothing; then he says no."""
    theirs = asked(copy_of(cast, "edmund", "ottoline"), "photo_own")
    assert (theirs["my_answers"], theirs["in_force"]) == ([], None)
    make.make_consent(cast.links["edmund", "ottoline"], says_yes=False)
    theirs = asked(copy_of(cast, "edmund", "ottoline"), "photo_own")
    assert [each["answer"] for each in theirs["my_answers"]] == ["no"]
    hers = asked(copy_of(cast, "flora", "ottoline"), "photo_own")
    assert [each["answer"] for each in hers["my_answers"]] == ["yes"]
    assert hers["in_force"] == "no"


def test_an_answer_that_counts_no_more_is_there_and_says_so(cast: Cast) -> None:
    """Parental responsibility was taken from Flora and given back: she is asked again."""
    yesterday = timezone.localdate() - timedelta(days=1)
    ConsentInForce.objects.filter(consent__link=cast.links["flora", "ottoline"]).update(
        ended_on=yesterday
    )
    record = copy_of(cast, "flora", "ottoline")
    row = asked(record, "photo_own")
    assert [each["answer"] for each in row["my_answers"]] == ["yes"]
    assert row["in_force"] is None
    assert "does not count any more" in paper_of(record)


def test_what_waits_for_an_answer_is_a_short_list_on_paper(cast: Cast) -> None:
    assert "You have not answered. " in paper_of(copy_of(cast, "flora", "ottoline"))
    paper = paper_of(copy_of(cast, "emrys", "idris"))
    assert "The nursery acts on: allowed. " in paper
    assert "Nobody has answered, so the nursery acts on: not allowed. " in paper
    assert "You have not answered." not in paper


def test_who_does_not_decide_reads_what_the_nursery_acts_on_and_nobodys_answer(cast: Cast) -> None:
    record = copy_of(cast, "emrys", "idris")
    row = asked(record, "photo_own")
    assert (row["my_answers"], row["in_force"]) == ([], "yes")
    assert asked(record, "photo_group")["in_force"] == "unanswered"


def test_a_manager_who_is_a_mother_takes_her_own_answers(cast: Cast) -> None:
    """As manager she reads everybody's."""
    ParentCarer.objects.filter(user=cast.edmund).update(user=cast.bettina)
    with acting_as(cast.bettina) as person:
        link = link_to(cast.children["ottoline"], person)
        assert link is not None
        rows = permissions_in_record(cast.children["ottoline"], person, link)
    assert rows
    assert not any(row["my_answers"] or row["in_force"] for row in rows)


# --- what a home says -----------------------------------------------------------------------------


def test_a_homes_words_are_there_as_written_with_who_reads_them(cast: Cast) -> None:
    record = copy_of(cast, "agnieszka", "zofia")
    said = {each["question"]: each for each in record.our_family}
    assert said["memories"]["read_by"] == "key_person"
    assert said["names"]["read_by"] == "team"
    assert said["strengths"]["words"] == f"We are good at soup. {canary('home-kapelusz')}"
    # Words of the time before there were questions, which have no moment.
    assert (said["what_matters"]["words"], said["what_matters"]["at"]) == (
        canary("home-kapelusz"),
        None,
    )
    taken_back = said["celebrations"]
    assert taken_back["read_by"] is None
    assert taken_back["taken_back_at"]
    (sleep,) = record.about_me
    assert (sleep["question"], sleep["read_by"]) == ("sleep", "room")
    paper = paper_of(record)
    assert "Only our key person and the back-up" in paper
    assert "Taken back: nobody at the nursery reads it." in paper


def test_only_what_holds_is_there_and_what_one_prefers_not_to_say_is_said(cast: Cast) -> None:
    FamilyAnswer.objects.filter(pk=cast.answers["strengths-flora"].pk).update(
        replaced_at=timezone.now(), words="We were good at jam."
    )
    make.make_answer(cast.homes["flora"], words="", prefers_not_to_say=True, by=cast.flora)
    record = copy_of(cast, "flora", "ottoline")
    assert "good at jam" not in everything(record)
    first = record.our_family[0]
    assert (first["question"], first["prefers_not_to_say"]) == ("strengths", True)
    assert "We prefer not to say." in paper_of(record)


def test_the_routine_card_has_ones_own_column_and_the_nurserys(cast: Cast) -> None:
    for name in ("flora", "edmund"):
        (sleep,) = copy_of(cast, name, "ottoline").routine
        assert sleep["at_home"]["words"] == f"At seven, with a song. {canary(f'home-{name}')}"
        assert sleep["at_nursery"]["words"] == f"After lunch, by the window. {canary('ottoline')}"
        assert sleep["at_nursery"]["by"] == cast.saoirse.name


def test_who_may_not_see_the_day_takes_no_column_of_the_nursery(cast: Cast) -> None:
    """Priya works in her daughter's room, where she reads the card; as her mother she may not."""
    cast.posts["priya"].room_assignments.update(room=cast.rooms["conkers"])
    ParentCarer.objects.filter(user=cast.priya).update(sees_daily_notes=False)
    (sleep,) = copy_of(cast, "priya", "anouk").routine
    assert sleep["at_home"]["words"]
    assert sleep["at_nursery"] is None


# --- taking part ----------------------------------------------------------------------------------


def test_an_adult_takes_what_they_offered_and_answered_themselves(cast: Cast) -> None:
    """Agnieszka was invited by a colleague who has left since; Tomasz, of her home, was not."""
    ShareInvitation.objects.filter(user=cast.agnieszka).update(
        invited_by=cast.rosalind, answer="yes", answer_words="Gladly!", answered_at=timezone.now()
    )
    record = copy_of(cast, "agnieszka", "zofia")
    part = record.taking_part
    assert part["to_share"]["found_by"] == "room"
    assert part["makes_it_hard"]["with_name"] is True
    (letter,) = part["invitations"]
    assert (letter["by"], letter["answer"], letter["answer_words"]) == (
        *(cast.rosalind.name, "yes"),
        "Gladly!",
    )
    paper = paper_of(record)
    for words in ("Music and singing", "Shifts or long hours", "Yes, gladly", "Gladly!"):
        assert words in paper
    assert copy_of(cast, "tomasz", "zofia").taking_part == {
        "to_share": None,
        "makes_it_hard": None,
        "invitations": [],
        "helping": [],
    }


def test_thanks_are_in_the_copy_of_who_came(cast: Cast) -> None:
    type(cast.ways["hill"]).objects.update(thanks="The bulbs are in.", thanked_at=timezone.now())
    (helping,) = copy_of(cast, "flora", "ottoline").taking_part["helping"]
    assert (helping["came"], helping["thanks"]) == (None, "")
    HelpSignUp.objects.filter(user=cast.flora).update(came=True)
    record = copy_of(cast, "flora", "ottoline")
    assert record.taking_part["helping"][0]["thanks"] == "The bulbs are in."
    assert "you came" in paper_of(record)


# --- all of it ------------------------------------------------------------------------------------


def test_an_empty_record_has_no_empty_headings(cast: Cast) -> None:
    child = make.make_child(cast.hill, name="Pim Newcomer", room=cast.rooms["conkers"])
    home = make.make_family(cast.hill, name="Home Newcomer")
    link = make.make_link(child, user=make.make_user("pim@example.org"), family=home)
    with acting_as(link.user) as person:
        record = record_of(child, person)
    assert record is not None
    paper = paper_of(record)
    for heading in ("Who may take your child home", "All about", "At home and at", "Our family"):
        assert heading not in paper
    assert "You, and taking part" not in paper


def test_a_copy_asks_as_often_for_two_hundred_rows_as_for_twenty(cast: Cast) -> None:
    counts = []
    for wanted in (20, 200):
        fill(cast, wanted, user=cast.flora)
        with acting_as(cast.flora) as person:
            with statements() as sent:
                record = record_of(cast.children["ottoline"], person)
            assert record is not None
            assert len(record.collecting["people"]) >= wanted
            assert len(record.collecting["days"]) >= wanted
            assert len(record.taking_part["invitations"]) >= wanted
            assert len(record.taking_part["helping"]) >= wanted
            assert len(asked(record, "photo_own")["my_answers"]) >= wanted
        counts.append(len(sent))
    assert counts[0] == counts[1]


def fill(cast: Cast, wanted: int, *, user: User) -> None:
    """Rows of Flora's home about Ottoline, up to as many as wanted."""
    child, home, today = cast.children["ottoline"], cast.homes["flora"], timezone.localdate()
    answered = Consent.objects.filter(link=cast.links["flora", "ottoline"])
    numbers = range(answered.count(), wanted + 1)
    place = {"setting": cast.hill, "child": child, "family": home}
    collectors = AuthorisedCollector.objects.bulk_create(
        AuthorisedCollector(
            full_name=f"Aunt {number}", added_by=user, started_on=today, phone="1", **place
        )
        for number in numbers
    )
    CollectionChoice.objects.bulk_create(
        CollectionChoice(
            collector=collector, told_by=user, day=today + timedelta(days=number), **place
        )
        for number, collector in zip(numbers, collectors, strict=True)
    )
    first = answered[0]
    Consent.objects.bulk_create(
        Consent(
            setting=cast.hill,
            child=child,
            link=first.link,
            person=user,
            recorded_by=user,
            purpose=first.purpose,
            wording=first.wording,
            answer=False,
            idempotency_key=uuid.uuid4(),
        )
        for _number in numbers
    )
    ShareInvitation.objects.bulk_create(
        ShareInvitation(
            setting=cast.hill, user=user, name="Flora", invited_by=cast.saoirse, topic=f"{number}"
        )
        for number in numbers
    )
    for number in numbers:
        way = make.make_way(cast.hill, by=cast.bettina, title=f"Bulbs {number}")
        make.make_helper(way, user=user)
    for question in OUR_FAMILY[: 3 if wanted < 100 else None]:
        if question.code not in ("strengths", "memories"):
            FamilyAnswer.objects.get_or_create(
                setting=cast.hill, family=home, question=question.code, page="family", words="Yes."
            )
