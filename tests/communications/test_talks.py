"""Talks between a home and the nursery: who begins them, who reads them, what is never lost."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from communications.actions.conversations import mark_read, send_message, start_conversation
from communications.models import Conversation, Message, Participant, is_unread
from communications.policies import can_send_message, conversations_visible_to
from communications.queries.conversations import talk_for
from communications.queries.people import audience_for, is_in_on, names_of, staff_for
from families.models import (
    AuditEvent,
    KeyPersonAssignment,
    Membership,
    ParentCarer,
    RoomAssignment,
)
from tests import factories as make
from tests.cast import Cast
from tests.roles import acting_as

pytestmark = pytest.mark.django_db


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.users[name])
    return client


def talk_url(conversation: Conversation) -> str:
    return reverse("communications:conversation_detail", args=[conversation.pk])


def answer_url(conversation: Conversation) -> str:
    return reverse("communications:message_create", args=[conversation.pk])


def new_url(child_id: object) -> str:
    return f"{reverse('communications:conversation_create')}?child={child_id}"


def begin(client: Client, child_id: object, **fields: object) -> Conversation:
    """Fill the form as a person would and return the talk."""
    data = {"words": "She bit her cousin. Is this normal?", "key": str(uuid.uuid4()), **fields}
    response = client.post(new_url(child_id), data)
    assert response.status_code == 302, response.content.decode()
    return Conversation.objects.get(pk=response["Location"].strip("/").split("/")[-1])


# --- beginning -----------------------------------------------------------------------------------


def test_a_mother_writes_to_her_key_person_and_the_back_up_and_to_nobody_else(cast: Cast) -> None:
    talk = begin(signed_in(cast, "agnieszka"), cast.children["zofia"].pk)
    assert talk.audience == [cast.agnieszka.pk, cast.marek.pk, cast.ewa.pk]
    assert talk.family == cast.homes["kapelusz"]
    assert talk.subject == f"About {cast.children['zofia'].known_as}"
    staff = {part.user_id: part.is_staff for part in talk.participants.all()}
    assert staff == {cast.agnieszka.pk: False, cast.marek.pk: True, cast.ewa.pk: True}


def test_before_she_writes_she_is_told_who_will_read_it(cast: Cast) -> None:
    page = signed_in(cast, "agnieszka").get(new_url(cast.children["zofia"].pk)).content.decode()
    assert "Marek (key person) and Ewa (back-up key person)" in page
    assert "Tomasz (dad)" in page, "she may let the child's father read along"


def test_the_father_at_home_reads_along_only_if_she_chooses_him(cast: Cast) -> None:
    zofia = cast.children["zofia"].pk
    alone = begin(signed_in(cast, "agnieszka"), zofia)
    together = begin(signed_in(cast, "agnieszka"), zofia, readers=str(cast.tomasz.pk))
    tomasz = signed_in(cast, "tomasz")
    assert tomasz.get(talk_url(alone)).status_code == 404
    assert tomasz.get(talk_url(together)).status_code == 200


def test_the_father_who_lives_apart_cannot_be_let_in_and_sees_nothing(cast: Cast) -> None:
    client = signed_in(cast, "flora")
    data = {"words": "x", "key": str(uuid.uuid4()), "readers": str(cast.edmund.pk)}
    client.post(new_url(cast.children["ottoline"].pk), data)
    assert not Conversation.objects.filter(
        started_by=cast.flora, audience__contains=[cast.edmund.pk]
    ).exists()
    talk = begin(client, cast.children["ottoline"].pk)
    edmund = signed_in(cast, "edmund")
    assert edmund.get(talk_url(talk)).status_code == 404
    assert (
        str(talk.pk) not in edmund.get(reverse("communications:conversation_list")).content.decode()
    )


def test_if_key_person_and_back_up_are_away_the_leader_of_the_room_reads_it_too(cast: Cast) -> None:
    yesterday = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[
        timezone.localdate().weekday() - 1
    ]
    make.make_staff(
        cast.hill,
        user=make.make_user("jamal@marmaladehill.example", full_name="Jamal Thistlewood"),
        role="room_leader",
        room=cast.rooms["conkers"],
    )
    with acting_as(cast.agnieszka) as person:
        assert names_of(staff_for(cast.children["zofia"], person)) == "Marek and Ewa"
    for name in ("marek", "ewa"):
        Membership.objects.filter(pk=cast.posts[name].pk).update(works_on=yesterday)
    with acting_as(cast.agnieszka) as person:
        readers = names_of(staff_for(cast.children["zofia"], person))
    assert readers == "Marek, Ewa and Jamal"


def test_a_child_without_a_key_person_is_the_room_leaders_then_the_managers_business(
    cast: Cast,
) -> None:
    with acting_as(cast.flora) as person:
        assert names_of(staff_for(cast.children["rafferty"], person)) == "Saoirse"
    RoomAssignment.objects.filter(room=cast.rooms["pinecones"]).delete()
    with acting_as(cast.flora) as person:
        assert names_of(staff_for(cast.children["rafferty"], person)) == "Bettina and Tariq"


def test_a_practitioner_writes_to_one_home_of_the_twins_and_must_say_which(cast: Cast) -> None:
    client = signed_in(cast, "saoirse")
    ottoline = cast.children["ottoline"].pk
    data = {"words": "A happy week.", "key": str(uuid.uuid4())}
    unsaid = client.post(new_url(ottoline), data)
    assert unsaid.status_code == 422
    assert "A happy week." in unsaid.content.decode()
    talk = begin(client, ottoline, home=str(cast.homes["edmund"].pk))
    assert talk.audience == [cast.saoirse.pk, cast.edmund.pk]
    assert talk.family == cast.homes["edmund"]
    assert signed_in(cast, "flora").get(talk_url(talk)).status_code == 404


def test_a_manager_may_leave_the_back_up_out_of_a_hard_talk(cast: Cast) -> None:
    client = signed_in(cast, "bettina")
    talk = begin(client, cast.children["zofia"].pk, readers=str(cast.marek.pk))
    assert set(talk.audience) == {
        cast.bettina.pk,
        cast.agnieszka.pk,
        cast.tomasz.pk,
        cast.marek.pk,
    }


def test_a_practitioner_writes_as_the_mother_she_is_about_her_own_child(cast: Cast) -> None:
    with acting_as(cast.priya) as person:
        assert audience_for(cast.children["anouk"], person).as_family
    talk = begin(signed_in(cast, "priya"), cast.children["anouk"].pk)
    assert talk.family == cast.homes["priya"]
    assert not Participant.objects.get(conversation=talk, user=cast.priya).is_staff


@pytest.mark.parametrize(
    ("name", "child"),
    [
        ("marek", "ottoline"),  # another room
        ("agnieszka", "idris"),  # another family
        ("ottilie", "zofia"),  # another setting
        ("olwen", "zofia"),  # not any more
        ("emrys", "idris"),  # may not write
    ],
)
def test_nobody_writes_about_a_child_who_is_not_theirs(cast: Cast, name: str, child: str) -> None:
    before = Conversation.objects.count()
    data = {"words": "Hello", "key": str(uuid.uuid4())}
    assert signed_in(cast, name).post(new_url(cast.children[child].pk), data).status_code == 404
    assert Conversation.objects.count() == before


def test_the_database_refuses_a_talk_about_a_child_who_is_not_hers(cast: Cast) -> None:
    refused = pytest.raises(ProgrammingError, match="row-level security")
    with acting_as(cast.agnieszka), refused, transaction.atomic():
        Conversation.objects.create(
            setting=cast.hill,
            child=cast.children["idris"],
            family=cast.homes["kapelusz"],
            subject="x",
            audience=[cast.agnieszka.pk],
            started_by=cast.agnieszka,
        )


# --- what arrives twice, what is too long, what is strange ---------------------------------------


def test_a_first_message_sent_twice_begins_one_talk(cast: Cast) -> None:
    client, key = signed_in(cast, "agnieszka"), str(uuid.uuid4())
    first = begin(client, cast.children["zofia"].pk, key=key)
    again = begin(client, cast.children["zofia"].pk, key=key)
    assert first == again
    assert first.messages.count() == 1
    assert (
        Conversation.objects.filter(started_by=cast.agnieszka, subject=first.subject).count() == 1
    )


def test_an_answer_sent_twice_is_one_message_and_one_line_of_the_trail(cast: Cast) -> None:
    talk, key = cast.conversations["agnieszka"], str(uuid.uuid4())
    client = signed_in(cast, "marek")
    for _time in range(2):
        response = client.post(answer_url(talk), {"words": "Thank you.", "key": key})
        assert response.status_code == 302
    assert talk.messages.filter(words="Thank you.").count() == 1
    assert AuditEvent.objects.filter(verb="send_message", actor=cast.marek).count() == 1


@pytest.mark.parametrize("words", ["x" * 5_001, "   ", "", "with a zero\x00byte"])
def test_what_cannot_be_sent_is_said_and_kept(cast: Cast, words: str) -> None:
    talk = cast.conversations["agnieszka"]
    count = talk.messages.count()
    response = signed_in(cast, "marek").post(
        answer_url(talk), {"words": words, "key": str(uuid.uuid4())}
    )
    assert response.status_code == 422
    page = response.content.decode()
    assert words.replace("\x00", "") in page.replace("\x00", "")
    assert "field-error" in page
    assert talk.messages.count() == count


def test_five_thousand_letters_with_line_breaks_fit(cast: Cast) -> None:
    words = ("line\n" * 1_000).strip().ljust(5_000, ".")
    talk = cast.conversations["agnieszka"]
    typed = words.replace("\n", "\r\n")  # as browsers send it
    data = {"words": typed, "key": str(uuid.uuid4())}
    assert signed_in(cast, "marek").post(answer_url(talk), data).status_code == 302
    assert talk.messages.latest("at").words == words


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("شكراً جزيلاً 🌻", "ar"),
        ("Dziękuję bardzo za wiadomość", "pl"),
        ("Thank you, see you on Friday", "en-gb"),
        ("<script>alert(1)</script> & <b>bold</b>", "pl"),
    ],
)
def test_words_are_shown_as_they_were_written_with_their_language(
    cast: Cast, words: str, language: str
) -> None:
    cast.agnieszka.preferred_language = "pl"
    cast.agnieszka.save()
    client = signed_in(cast, "agnieszka")
    talk = cast.conversations["agnieszka"]
    client.post(answer_url(talk), {"words": words, "key": str(uuid.uuid4())})
    page = client.get(talk_url(talk)).content.decode()
    assert f'lang="{language}"' in page
    assert "<script>alert(1)" not in page
    assert talk.messages.latest("at").words == words


# --- reading -------------------------------------------------------------------------------------


def test_marek_sees_a_message_as_unread_and_opening_it_is_reading_it(cast: Cast) -> None:
    marek, talk = signed_in(cast, "marek"), cast.conversations["agnieszka"]
    listed = reverse("communications:conversation_list")
    assert "talk-unread" in marek.get(listed).content.decode()
    assert "nav-badge" in marek.get(listed).content.decode()
    marek.get(talk_url(talk))
    assert "talk-unread" not in marek.get(listed).content.decode()
    assert "nav-badge" not in marek.get(listed).content.decode()
    page = signed_in(cast, "agnieszka").get(talk_url(talk)).content.decode()
    assert "Read by Marek, today" in page
    assert "Ewa, today" not in page, "Ewa has not opened it"


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Purpose": "prefetch"}, {"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}],
)
def test_a_page_that_was_only_fetched_ahead_has_not_been_read(
    cast: Cast, headers: dict[str, str]
) -> None:
    talk = cast.conversations["agnieszka"]
    signed_in(cast, "marek").get(talk_url(talk), headers=headers)
    signed_in(cast, "marek").head(talk_url(talk))
    assert Participant.objects.get(conversation=talk, user=cast.marek).last_read_at is None


def test_a_message_that_came_while_the_page_was_made_stays_unread(cast: Cast) -> None:
    talk = cast.conversations["agnieszka"]
    with acting_as(cast.marek) as person:
        assert not mark_read(talk, actor=person, up_to=timezone.now() - timedelta(hours=1))
        assert mark_read(talk, actor=person, up_to=timezone.now())
        assert not mark_read(talk, actor=person, up_to=timezone.now()), "nothing to write twice"
        assert not mark_read(talk, actor=person, up_to=None), "nothing was said to him yet"


def test_a_message_that_is_committed_after_the_page_was_opened_is_unread(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its clock was read before: it was being saved while Marek opened the talk without it."""
    talk, marek = cast.conversations["agnieszka"], signed_in(cast, "marek")
    before = timezone.now()
    marek.get(talk_url(talk))
    monkeypatch.setattr("communications.actions.conversations.timezone.now", lambda: before)
    with acting_as(cast.agnieszka) as person:
        send_message(talk, actor=person, words="She did it again.", form_key=uuid.uuid4())
    monkeypatch.undo()
    mine = Participant.objects.filter(is_unread(), conversation=talk, user=cast.marek)
    assert mine.exists()
    hers = signed_in(cast, "agnieszka").get(talk_url(talk)).content.decode()
    assert hers.index("Read by Marek") < hers.rindex("She did it again.")
    marek.get(talk_url(talk))
    assert not mine.exists(), "he has opened it now"
    hers = signed_in(cast, "agnieszka").get(talk_url(talk)).content.decode()
    assert hers.index("Read by Marek") > hers.rindex("She did it again.")


def test_of_two_messages_at_once_the_one_committed_last_is_unread_too(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Marek's page was made between the two; the second one's clock is the earlier."""
    talk, early = cast.conversations["agnieszka"], timezone.now()
    with acting_as(cast.agnieszka) as person:
        send_message(talk, actor=person, words="One.", form_key=uuid.uuid4())
    with acting_as(cast.marek) as person:
        page = talk_for(talk, person)
    monkeypatch.setattr("communications.actions.conversations.timezone.now", lambda: early)
    with acting_as(cast.ewa) as person:
        send_message(talk, actor=person, words="Two.", form_key=uuid.uuid4())
    monkeypatch.undo()
    with acting_as(cast.marek) as person:
        mark_read(talk, actor=person, up_to=page.heard_at)
    assert Participant.objects.filter(is_unread(), conversation=talk, user=cast.marek).exists()


def test_an_answer_is_unread_for_everybody_but_its_author(cast: Cast) -> None:
    talk = cast.conversations["agnieszka"]
    marek = signed_in(cast, "marek")
    marek.get(talk_url(talk))
    marek.post(answer_url(talk), {"words": "We have not seen it here.", "key": str(uuid.uuid4())})
    unread = {
        part.user_id: part.last_heard_at is not None
        and (part.last_read_at is None or part.last_read_at < part.last_heard_at)
        for part in talk.participants.all()
    }
    assert unread == {cast.agnieszka.pk: True, cast.marek.pk: False, cast.ewa.pk: True}


def test_with_scripting_an_answer_comes_back_as_the_talk_alone(cast: Cast) -> None:
    talk = cast.conversations["agnieszka"]
    response = signed_in(cast, "marek").post(
        answer_url(talk),
        {"words": "On my way.", "key": str(uuid.uuid4())},
        headers={"HX-Request": "true", "HX-Target": "conversation"},
    )
    page = response.content.decode()
    assert response.status_code == 200
    assert page.strip().startswith('<div id="conversation"')
    assert "On my way." in page
    assert "<html" not in page


# --- rights that end -----------------------------------------------------------------------------


@pytest.mark.parametrize("wall", ["both", "database alone"])
def test_a_mother_whose_link_ended_yesterday_reads_nothing_any_more(cast: Cast, wall: str) -> None:
    talk = cast.conversations["agnieszka"]
    # A second child keeps her account in use.
    make.make_link(cast.children["idris"], user=cast.agnieszka, family=cast.homes["kapelusz"])
    with acting_as(cast.agnieszka) as person:
        assert conversations_visible_to(person).count() == 1
    ParentCarer.objects.filter(user=cast.agnieszka, child=cast.children["zofia"]).update(
        ended_on=timezone.localdate() - timedelta(days=1)
    )
    with acting_as(cast.agnieszka) as person:
        rows = (
            Conversation.objects.all()
            if wall == "database alone"
            else conversations_visible_to(person)
        )
        assert rows.count() == 0
        messages = Message.objects.all() if wall == "database alone" else None
        assert messages is None or messages.count() == 0
    client = signed_in(cast, "agnieszka")
    assert client.get(talk_url(talk)).status_code == 404
    data = {"words": "Still here?", "key": str(uuid.uuid4())}
    assert client.post(answer_url(talk), data).status_code == 404


def test_a_practitioner_who_left_reads_nothing_any_more(cast: Cast) -> None:
    talk = cast.conversations["agnieszka"]
    Membership.objects.filter(pk=cast.posts["marek"].pk).update(
        ended_on=timezone.localdate() - timedelta(days=1)
    )
    assert signed_in(cast, "marek").get(talk_url(talk)).status_code == 404
    with acting_as(cast.marek):
        assert Conversation.objects.count() == 0


def leave(cast: Cast, *names: str) -> None:
    """These colleagues' last day was yesterday."""
    yesterday = timezone.localdate() - timedelta(days=1)
    for name in names:
        Membership.objects.filter(pk=cast.posts[name].pk).update(ended_on=yesterday)
        KeyPersonAssignment.objects.filter(membership=cast.posts[name]).update(ended_on=yesterday)


def test_a_mother_never_writes_to_nobody_and_knows_beforehand_who_will_read_it(cast: Cast) -> None:
    talk = cast.conversations["agnieszka"]
    leave(cast, "marek", "ewa")
    client = signed_in(cast, "agnieszka")
    before = client.get(talk_url(talk)).content.decode()
    assert "Agnieszka</bdi> can read this. Nobody else." in before
    assert "When you send this, <bdi>Bettina (manager) and Tariq (deputy manager)</bdi>" in before
    assert signed_in(cast, "bettina").get(talk_url(talk)).status_code == 404, "not before that"

    data = {"words": "Are you still there?", "key": str(uuid.uuid4())}
    assert client.post(answer_url(talk), data).status_code == 302
    client.post(answer_url(talk), data)
    talk.refresh_from_db()
    old = [cast.agnieszka.pk, cast.marek.pk, cast.ewa.pk]
    assert talk.audience == [*old, cast.bettina.pk, cast.tariq.pk]
    new = talk.participants.filter(user__in=[cast.tariq, cast.bettina])
    assert [part.is_staff for part in new] == [True, True]
    assert AuditEvent.objects.filter(verb="let_read_along", child=talk.child).count() == 1
    bettina = signed_in(cast, "bettina")
    assert (
        "Are you still there?"
        in bettina.get(reverse("communications:conversation_list")).content.decode()
    )
    for reader in (client, bettina):
        page = reader.get(talk_url(talk)).content.decode()
        assert "From here on <bdi>Bettina and Tariq</bdi> can read this too" in page
        assert page.count("From here on") == 1
        line = page.index("From here on")
        assert page.rindex("Is this normal?") < line < page.rindex("Are you still there?")
        assert "works there any more" not in page
    assert signed_in(cast, "saoirse").get(talk_url(talk)).status_code == 404
    assert bettina.post(answer_url(talk), data | {"key": str(uuid.uuid4())}).status_code == 302
    talk.refresh_from_db()
    assert len(talk.audience) == 5


def test_as_long_as_one_of_the_staff_is_there_nobody_is_let_in(cast: Cast) -> None:
    talk = cast.conversations["agnieszka"]
    leave(cast, "marek")
    client = signed_in(cast, "agnieszka")
    page = client.get(talk_url(talk)).content.decode()
    assert "Agnieszka and Ewa</bdi> can read this. Nobody else." in page
    client.post(answer_url(talk), {"words": "Hello Ewa", "key": str(uuid.uuid4())})
    talk.refresh_from_db()
    assert talk.audience == [cast.agnieszka.pk, cast.marek.pk, cast.ewa.pk]


def test_the_database_lets_a_parent_add_readers_of_the_audience_only(cast: Cast) -> None:
    """The action needs this much of the second wall, and no more than this."""
    talk = cast.conversations["agnieszka"]
    row = {"setting": cast.hill, "conversation": talk, "user": cast.saoirse, "is_staff": True}
    with acting_as(cast.agnieszka), pytest.raises(ProgrammingError), transaction.atomic():
        Participant.objects.bulk_create([Participant(**row)])
    with acting_as(cast.flora):
        assert Conversation.objects.filter(pk=talk.pk).update(audience=[cast.flora.pk]) == 0


def test_a_practitioner_who_changed_rooms_still_reads_the_talk_without_new_names(
    cast: Cast,
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    KeyPersonAssignment.objects.filter(membership=cast.posts["ewa"]).update(ended_on=yesterday)
    RoomAssignment.objects.filter(membership=cast.posts["ewa"]).update(ended_on=yesterday)
    page = signed_in(cast, "ewa").get(talk_url(cast.conversations["agnieszka"]))
    assert page.status_code == 200
    assert "somebody who has moved on" in page.content.decode()
    assert "a child who has moved on" in page.content.decode()


@pytest.mark.parametrize("change", ["link ended", "may not write", "left the staff"])
def test_the_code_alone_hides_a_talk_from_whoever_lost_the_right_to_it(
    cast: Cast, change: str
) -> None:
    """Asked as the owner, to whom the database shows every row."""
    yesterday = timezone.localdate() - timedelta(days=1)
    user = cast.marek if change == "left the staff" else cast.agnieszka
    with acting_as(user) as before:
        pass
    assert conversations_visible_to(before).count() == 1
    link = ParentCarer.objects.filter(user=cast.agnieszka)
    if change == "link ended":
        link.update(ended_on=yesterday)
    elif change == "may not write":
        link.update(can_message=False)
    else:
        Membership.objects.filter(user=cast.marek).update(ended_on=yesterday)
    with acting_as(user) as after:
        pass
    assert conversations_visible_to(after).count() == 0
    assert not can_send_message(after, cast.conversations["agnieszka"])


def test_grandad_who_may_not_write_finds_no_messages_anywhere(cast: Cast) -> None:
    emrys = signed_in(cast, "emrys")
    for name in ("conversation_list", "conversation_create"):
        assert emrys.get(reverse(f"communications:{name}")).status_code == 404
    home = emrys.get(reverse("home")).content.decode()
    assert reverse("communications:conversation_list") not in home
    assert reverse("communications:conversation_create") not in home


def test_nobody_outside_the_audience_answers_even_by_calling_the_action(cast: Cast) -> None:
    talk = cast.conversations["agnieszka"]
    for name in ("tomasz", "bettina", "saoirse"):
        with acting_as(cast.users[name]) as person, pytest.raises(PermissionDenied):
            send_message(talk, actor=person, words="Me too", form_key=uuid.uuid4())
    with acting_as(cast.agnieszka) as person, pytest.raises(PermissionDenied):
        start_conversation(
            cast.children["idris"],
            actor=person,
            family_id=cast.homes["kapelusz"].pk,
            readers=[],
            subject="x",
            words="x",
            form_key=uuid.uuid4(),
        )


# --- many ----------------------------------------------------------------------------------------


def _more_talks(cast: Cast, count: int) -> None:
    for number in range(count):
        make.make_conversation(
            cast.children["zofia"],
            family=cast.homes["kapelusz"],
            parents=[cast.agnieszka],
            staff=[cast.marek, cast.ewa],
            messages=[(cast.agnieszka, f"Talk {number:03}")],
            subject=f"Talk {number:03}",
        )


def test_the_list_asks_the_database_as_often_for_thirty_talks_as_for_one(cast: Cast) -> None:
    client = signed_in(cast, "marek")
    url = reverse("communications:conversation_list")
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    _more_talks(cast, 30)
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(few)


def test_a_talk_asks_as_often_for_forty_messages_as_for_one(cast: Cast) -> None:
    client, talk = signed_in(cast, "marek"), cast.conversations["agnieszka"]
    client.get(talk_url(talk))
    with CaptureQueriesContext(connection) as few:
        client.get(talk_url(talk))
    for _number in range(60):
        Message.objects.create(
            setting=cast.hill,
            conversation=talk,
            author=cast.agnieszka,
            words="More",
            idempotency_key=uuid.uuid4(),
        )
    with CaptureQueriesContext(connection) as many:
        page = client.get(talk_url(talk)).content.decode()
    assert len(many) == len(few)
    assert "Show earlier messages" in page


def test_every_talk_is_found_by_going_back_step_by_step(cast: Cast) -> None:
    _more_talks(cast, 45)
    Participant.objects.filter(user=cast.marek, conversation__subject__lt="Talk 020").update(
        last_read_at=timezone.now()
    )
    client, url, seen = signed_in(cast, "marek"), reverse("communications:conversation_list"), []
    while url:
        response = client.get(url)
        seen += [row.subject for row in response.context["talks"].rows]
        url = response.context["older_url"]
    assert len(seen) == len(set(seen)) == 46


@pytest.mark.parametrize("before", ["nonsense", "1~2~3", "1e400~x~1", "~~", "9" * 400])
def test_nonsense_in_the_address_shows_the_newest(cast: Cast, before: str) -> None:
    url = reverse("communications:conversation_list")
    assert signed_in(cast, "marek").get(url, {"before": before}).status_code == 200


@pytest.mark.parametrize(
    ("works_on", "day", "is_in"),
    [
        ("Mon Tue Wed Thu", "2026-11-27", False),  # a Friday
        ("Mon Tue Wed Thu", "2026-11-26", True),
        ("Monday to Thursday", "2026-11-25", True),
        ("Monday to Thursday", "2026-11-27", False),
        ("Mon–Wed, Fri", "2026-11-27", True),
        ("Mon–Wed, Fri", "2026-11-26", False),
        ("", "2026-11-27", None),
        ("by arrangement", "2026-11-27", None),
    ],
)
def test_working_days_are_understood_as_people_write_them(
    works_on: str, day: str, is_in: bool | None
) -> None:
    assert is_in_on(works_on, date.fromisoformat(day)) is is_in
