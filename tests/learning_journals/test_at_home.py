"""Cards to try at home, the week of a room, its question, and used, thank you."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families.actions.meanwhile import fingerprint
from families.models import AuditEvent, RoomPlace
from learning_journals.models import CardGift, RoomWeek, ShareCard, WeekAnswer
from tests import factories as make
from tests.at_once import at_once
from tests.cast import Cast, canary
from tests.roles import acting_as
from tests.statements import statements

pytestmark = pytest.mark.django_db

CARD = {
    "kind": "song",
    "title": "Five cones",
    "words": "Five brown cones\non the windowsill",
    "minutes": "5",
    "language": "en",
}


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.users[name])
    return client


def at(name: str, *args: Any) -> str:
    return reverse(f"learning_journals:{name}", args=args)


def week_of(cast: Cast, room: str = "conkers") -> str:
    return at("room_week", cast.rooms[room].pk)


def seen_in(week: RoomWeek) -> str:
    """What the form carries of the question it shows."""
    return fingerprint(week, fields=("question",))


def answer(client: Client, cast: Cast, room: str = "conkers", **fields: Any) -> Any:
    seen = seen_in(cast.weeks[room])
    body = {"key": uuid.uuid4(), "seen": seen, "words": "The cat in a hat.", **fields}
    return client.post(at("week_answer", cast.weeks[room].pk), body)


def text(client: Client, address: str) -> str:
    found = client.get(address)
    assert found.status_code == 200
    return found.content.decode()


# --- cards ----------------------------------------------------------------------------------------


def test_marek_writes_a_card_and_gives_it_to_his_room_and_one_child(cast: Cast) -> None:
    marek = signed_in(cast, "marek")
    assert marek.post(at("card_create"), {"key": uuid.uuid4(), **CARD}).status_code == 302
    card = ShareCard.objects.get(title="Five cones")
    give = {"rooms": [cast.rooms["conkers"].pk], "child": [cast.children["idris"].pk]}
    for _time in range(2):  # who has it already has it
        assert marek.post(at("card_give", card.pk), give).status_code == 302
    assert CardGift.objects.filter(card=card).count() == 2
    for name, child in (("agnieszka", "zofia"), ("nia", "idris")):
        parent = signed_in(cast, name)
        assert "Five cones" in text(parent, at("child_at_home", cast.children[child].pk))
        one = text(parent, at("card_detail", card.pk))
        assert "on the windowsill" in one
        assert at("child_at_home", cast.children[child].pk) in one, "the way back"
    for name in ("flora", "sunniva", "bram"):
        assert signed_in(cast, name).get(at("card_detail", card.pk)).status_code == 404, name


def test_a_card_that_is_put_away_stays_with_whom_it_was_given_to(cast: Cast) -> None:
    marek, card = signed_in(cast, "marek"), cast.cards["hill"]
    assert marek.post(at("card_put_away", card.pk)).status_code == 302
    assert canary("song-hill") not in text(marek, at("card_list"))
    mine = at("child_at_home", cast.children["zofia"].pk)
    assert canary("song-hill") in text(signed_in(cast, "agnieszka"), mine)
    marek.post(at("card_bring_back", card.pk))
    assert canary("song-hill") in text(marek, at("card_list"))


def test_a_card_goes_to_nobody_outside_ones_care(cast: Cast) -> None:
    ewa, card = signed_in(cast, "ewa"), cast.cards["hill"]
    for body in (
        {"child": [cast.children["ottoline"].pk]},
        {"rooms": [cast.rooms["pinecones"].pk]},
        {"words": "For nobody"},
    ):
        assert ewa.post(at("card_give", card.pk), body).status_code == 422
    row = {"setting": cast.hill, "card": card, "given_by": cast.ewa}
    for whom in ({"child": cast.children["ottoline"]}, {"room": cast.rooms["pinecones"]}):
        with pytest.raises(ProgrammingError), transaction.atomic(), acting_as(cast.ewa):
            CardGift.objects.create(**row, **whom)
    assert signed_in(cast, "agnieszka").get(at("card_list")).status_code == 403
    assert signed_in(cast, "agnieszka").get(at("card_give", card.pk)).status_code == 403


def test_a_card_with_a_day_and_more_of_minutes_is_told_so_in_plain_words(cast: Cast) -> None:
    body = {"key": uuid.uuid4(), **CARD, "minutes": "soon", "title": "x" * 81}
    found = signed_in(cast, "marek").post(at("card_create"), body)
    assert found.status_code == 422
    html = found.content.decode()
    assert "Write a whole number." in html
    assert "81 letters long" in html


def test_the_line_with_a_card_names_nobody_else(cast: Cast) -> None:
    marek, card = signed_in(cast, "marek"), cast.cards["hill"]
    zofia, conkers = cast.children["zofia"].pk, cast.rooms["conkers"].pk
    for give, words in (
        ({"child": [zofia]}, "Idris sings it best."),
        ({"rooms": [conkers]}, "Zofia sings it best."),
    ):
        before = CardGift.objects.count()
        answer = marek.post(at("card_give", card.pk), {**give, "words": words})
        assert answer.status_code == 422
        assert "child’s name" in answer.context["form"].errors["words"][0]
        assert words in answer.content.decode()
        assert CardGift.objects.count() == before


def test_the_page_of_the_week_names_no_child(cast: Cast) -> None:
    RoomWeek.objects.all().delete()
    marek = signed_in(cast, "marek")
    edit = at("room_week_edit", cast.rooms["conkers"].pk, timezone.localdate())
    body = {
        "seen": marek.get(edit).context["form"]["seen"].value(),
        "explores": "Rolling, because Zofia loves it",
        "question": "",
    }
    answer = marek.post(edit, body)
    assert answer.status_code == 422
    assert "“Zofia” is a child’s name" in answer.context["form"].errors["explores"][0]
    assert not RoomWeek.objects.exists()


# --- the week -------------------------------------------------------------------------------------


def test_marek_writes_this_week_and_the_families_of_the_room_read_it(cast: Cast) -> None:
    RoomWeek.objects.all().delete()
    marek = signed_in(cast, "marek")
    edit = at("room_week_edit", cast.rooms["conkers"].pk, timezone.localdate())
    seen = marek.get(edit).context["form"]["seen"].value()
    body = {
        **{"seen": seen, "explores": "Rolling and sliding", "question": "What rolls at yours?"},
        "share_card": cast.cards["hill"].pk,
    }
    assert marek.post(edit, body).status_code == 302
    assert marek.post(edit, body).status_code == 302  # sent twice it is one page, and no quarrel
    assert (
        RoomWeek.objects.count() == AuditEvent.objects.filter(verb="write_room_week").count() == 1
    )
    for name in ("agnieszka", "emrys", "priya", "gwen"):
        assert "Rolling and sliding" in text(signed_in(cast, name), week_of(cast)), name
    assert "What rolls at yours?" in text(signed_in(cast, "agnieszka"), "/")
    for name in ("flora", "sunniva", "bram", "olwen"):
        assert signed_in(cast, name).get(week_of(cast)).status_code == 404, name
    # The card of the week is theirs too, though nobody gave it to them.
    assert signed_in(cast, "nia").get(at("card_detail", cast.cards["hill"].pk)).status_code == 200


def test_next_week_is_not_read_by_families_before_monday(cast: Cast) -> None:
    monday = cast.weeks["conkers"].monday + timedelta(weeks=1)
    address = at("room_week_on", cast.rooms["conkers"].pk, monday)
    assert canary("soon-conkers") in text(signed_in(cast, "ewa"), address)
    assert canary("soon-conkers") not in text(signed_in(cast, "agnieszka"), address)


def test_two_who_write_one_week_lose_nobodys_words(cast: Cast) -> None:
    edit = at("room_week_edit", cast.rooms["conkers"].pk, timezone.localdate())
    marek, ewa = signed_in(cast, "marek"), signed_in(cast, "ewa")
    seen = ewa.get(edit).context["form"]["seen"].value()
    same = {"seen": seen, "question": cast.weeks["conkers"].question}
    assert marek.post(edit, {**same, "explores": "Mud"}).status_code == 302
    found = ewa.post(edit, {**same, "explores": "Ice"})
    assert found.status_code == 422
    html = found.content.decode()
    assert "Someone else changed this" in html
    assert "Now it says: Mud" in html
    again = {**same, "explores": "Ice", "seen": found.context["form"].data["seen"]}
    assert ewa.post(edit, again).status_code == 302
    cast.weeks["conkers"].refresh_from_db()
    assert cast.weeks["conkers"].explores == "Ice"


def test_a_question_that_was_answered_stays_as_it_was_asked(cast: Cast) -> None:
    marek = signed_in(cast, "marek")
    edit = at("room_week_edit", cast.rooms["conkers"].pk, timezone.localdate())
    seen = marek.get(edit).context["form"]["seen"].value()
    found = marek.post(edit, {"seen": seen, "explores": "Mud", "question": "Another?"})
    assert found.status_code == 422
    assert "A family has answered it." in found.content.decode()


def test_a_week_is_written_by_who_works_in_the_room_and_not_when_it_is_over(cast: Cast) -> None:
    room, today = cast.rooms["conkers"].pk, timezone.localdate()
    for name, day, status in (
        ("saoirse", today, 403),
        ("agnieszka", today, 403),
        ("flora", today, 404),
        ("marek", today - timedelta(weeks=1), 403),
        ("marek", today + timedelta(weeks=30), 403),
        ("marek", today + timedelta(weeks=2), 200),
        ("tariq", today, 200),
    ):
        found = signed_in(cast, name).get(at("room_week_edit", room, day))
        assert found.status_code == status, (name, day)
    weeks = RoomWeek.objects.filter(pk=cast.weeks["conkers"].pk)
    with acting_as(cast.saoirse):
        assert weeks.update(explores="Ours now") == 0


def test_the_first_and_the_last_day_of_the_calendar_are_days_too(cast: Cast) -> None:
    for day in ("0001-01-01", "9999-12-31"):
        found = signed_in(cast, "marek").get(f"/rooms/{cast.rooms['conkers'].pk}/weeks/{day}/")
        assert found.status_code in (200, 404)


# --- the question ---------------------------------------------------------------------------------


def test_a_home_answers_the_room_uses_it_and_that_home_alone_reads_the_thank_you(
    cast: Cast,
) -> None:
    edmund, flora, saoirse = (signed_in(cast, name) for name in ("edmund", "flora", "saoirse"))
    assert answer(edmund, cast, "pinecones", words="Pancakes, ungefähr rund.").status_code == 302
    told = WeekAnswer.objects.get(words="Pancakes, ungefähr rund.")
    assert told.family_id == cast.homes["edmund"].pk
    planning = at("room_planning", cast.rooms["pinecones"].pk)
    assert "Pancakes" in text(saoirse, planning)
    assert saoirse.post(at("week_answer_used", told.pk)).status_code == 302
    assert saoirse.post(at("week_answer_used", told.pk)).status_code == 302
    assert AuditEvent.objects.filter(verb="use_answer").count() == 1
    mine = text(edmund, week_of(cast, "pinecones"))
    assert "Pancakes" in mine
    assert "Used, thank you – Saoirse" in mine
    theirs = text(flora, week_of(cast, "pinecones"))
    assert "Pancakes" not in theirs
    assert "Used, thank you" not in theirs
    assert flora.post(at("week_answer_used", told.pk)).status_code == 404
    assert edmund.post(at("week_answer_used", told.pk)).status_code == 403


def test_an_empty_answer_is_asked_for_again_beside_the_field(cast: Cast) -> None:
    found = answer(signed_in(cast, "agnieszka"), cast, words=" ")
    assert found.status_code == 422
    assert "Write a few words first." in found.content.decode()
    long = answer(signed_in(cast, "agnieszka"), cast, words="ż" * 1001)
    assert long.status_code == 422
    assert "ż" * 1001 in long.content.decode()


def test_the_same_answer_sent_twice_is_one(cast: Cast) -> None:
    key = uuid.uuid4()
    for _time in range(2):
        assert answer(signed_in(cast, "agnieszka"), cast, key=key).status_code == 302
    assert WeekAnswer.objects.filter(words="The cat in a hat.").count() == 1


def test_a_mother_of_two_says_about_whom(cast: Cast) -> None:
    flora = signed_in(cast, "flora")
    rafferty = cast.children["rafferty"]
    assert answer(flora, cast, "pinecones", child=rafferty.pk).status_code == 302
    assert WeekAnswer.objects.get(words="The cat in a hat.").child_id == rafferty.pk
    foreign = answer(flora, cast, "pinecones", child=cast.children["zofia"].pk)
    assert foreign.status_code == 422


def test_an_answer_never_lands_under_a_question_its_writer_did_not_see(cast: Cast) -> None:
    agnieszka = signed_in(cast, "agnieszka")
    seen = agnieszka.get(week_of(cast)).context["form"]["seen"].value()
    RoomWeek.objects.filter(pk=cast.weeks["conkers"].pk).update(question="What rolls at yours?")
    found = answer(agnieszka, cast, seen=seen)
    assert found.status_code == 422
    html = found.content.decode()
    assert "The room asks something else now" in html
    assert "What rolls at yours?" in html
    assert "The cat in a hat." in html, "what was typed is kept"
    assert not WeekAnswer.objects.filter(words="The cat in a hat.").exists()
    seen = found.context["form"]["seen"].value()
    assert answer(agnieszka, cast, seen=seen).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_a_question_does_not_change_while_it_is_answered(cast: Cast) -> None:
    WeekAnswer.objects.all().delete()
    edit = at("room_week_edit", cast.rooms["conkers"].pk, timezone.localdate())
    marek, agnieszka = signed_in(cast, "marek"), signed_in(cast, "agnieszka")
    body = {
        "seen": marek.get(edit).context["form"]["seen"].value(),
        "explores": "Mud",
        "question": "What rolls at yours?",
    }
    both = at_once(
        before=(
            'INSERT INTO "learning_journals_weekanswer"',
            'UPDATE "learning_journals_roomweek"',
        ),
        todo=[
            lambda: marek.post(edit, body).status_code,
            lambda: answer(agnieszka, cast).status_code,
        ],
    )
    assert sorted(both) == [302, 422], "whoever comes second hears of the other"
    now = RoomWeek.objects.get(pk=cast.weeks["conkers"].pk)
    assert WeekAnswer.objects.exists() == (now.question != "What rolls at yours?")


def test_a_question_of_long_ago_is_not_answered_any_more(cast: Cast) -> None:
    week = make.make_room_week(cast.rooms["conkers"], by=cast.marek, weeks=-3)
    agnieszka = signed_in(cast, "agnieszka")
    body = {"key": uuid.uuid4(), "seen": seen_in(week), "words": "Late"}
    found = agnieszka.post(at("week_answer", week.pk), body)
    assert found.status_code == 422
    assert not WeekAnswer.objects.filter(week=week).exists()


def test_nobody_answers_for_a_child_who_is_not_in_the_room(cast: Cast) -> None:
    assert answer(signed_in(cast, "saoirse"), cast).status_code == 403
    assert answer(signed_in(cast, "flora"), cast).status_code == 404
    row = {
        "setting": cast.hill,
        "week": cast.weeks["conkers"],
        "child": cast.children["ottoline"],
        "family": cast.homes["flora"],
        "author": cast.flora,
        "words": "Let me in",
    }
    with pytest.raises(ProgrammingError), acting_as(cast.flora):
        WeekAnswer.objects.create(**row)


def test_who_moves_to_another_room_reads_the_week_of_that_one(cast: Cast) -> None:
    places = RoomPlace.objects.filter(child=cast.children["zofia"])
    places.update(ended_on=timezone.localdate() - timedelta(days=1))
    agnieszka = signed_in(cast, "agnieszka")
    assert agnieszka.get(week_of(cast)).status_code == 404


def test_planning_is_for_the_staff_of_the_room(cast: Cast) -> None:
    planning = at("room_planning", cast.rooms["conkers"].pk)
    for name, status in (("marek", 200), ("bettina", 200), ("saoirse", 403), ("agnieszka", 403)):
        assert signed_in(cast, name).get(planning).status_code == status, name
    assert signed_in(cast, "flora").get(planning).status_code == 404


# --- what it costs --------------------------------------------------------------------------------


def test_the_pages_cost_the_same_with_few_and_with_many_rows(cast: Cast) -> None:
    conkers, zofia = cast.rooms["conkers"], cast.children["zofia"]
    pages = {
        "marek": [at("room_planning", conkers.pk), week_of(cast), at("card_list")],
        "agnieszka": [at("child_at_home", zofia.pk), week_of(cast), "/"],
    }
    counted = []
    for number in (3, 30):
        for each in range(number):
            card = make.make_share_card(cast.hill, by=cast.marek, title=f"Song {number} {each}")
            make.make_card_gift(card, by=cast.marek, room=conkers)
            make.make_week_answer(
                cast.weeks["conkers"],
                child=zofia,
                family=cast.homes["kapelusz"],
                by=cast.agnieszka,
                words=f"The cat {each}",
            )
            if number == 30 and each < 20:
                make.make_room_week(conkers, by=cast.marek, weeks=-1 - each)
        for name, addresses in pages.items():
            reader = signed_in(cast, name)
            for address in addresses:
                text(reader, address)
                with statements() as sent:
                    text(reader, address)
                counted.append(len(sent))
    assert counted[: len(counted) // 2] == counted[len(counted) // 2 :]
