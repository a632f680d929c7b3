"""Nobody signs up: people are invited, one address, one child and home, or one post."""

import re
import uuid
from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import ProgrammingError, transaction
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families import context
from families.actions import invitations
from families.actions.children import LEAVERS_MAY_READ
from families.actions.invitations import accept_invitation, token_for
from families.models import (
    RIGHTS,
    AuditEvent,
    Child,
    Family,
    Invitation,
    Membership,
    OutboxJob,
    ParentCarer,
    RoomAssignment,
    User,
    hash_of,
)
from families.row_security import WEB
from families.tasks import send_invitation
from tests import factories as make
from tests.cast import Cast
from tests.factories import PASSWORD
from tests.roles import acting_as, as_role, as_worker

ONE_DAY = timedelta(days=1)
NEW = "halina.kapelusz@example.org"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def letter_form(cast: Cast, **fields: object) -> dict[str, object]:
    """What the manager types to invite Zofia's grandmother into her own new home."""
    return {
        "key": str(uuid.uuid4()),
        "full_name": "Halina Kapelusz",
        "email": NEW,
        "relationship": "babcia",
        "home": "new",
        "home_name": "Halina, Lime Street",
        "sees_journal": "on",
        "sees_daily_notes": "on",
        "may_collect": "on",
        **fields,
    }


def send_letters() -> None:
    """What the worker does when the bell rings."""
    jobs = OutboxJob.objects.filter(done_at__isnull=True, task="families.tasks.send_invitation")
    for job in jobs:
        with as_worker():
            send_invitation(str(job.pk))


def link_in_the_last_letter() -> str:
    [found] = set(re.findall(r"https?://[^/\s]+(/invitation/\S+/)", mail.outbox[-1].body))
    return found


@pytest.fixture
def invite(cast: Cast) -> Callable[..., str]:
    """Invites as Bettina and returns the path of the link that came by mail."""

    def send(child: str = "zofia", **fields: object) -> str:
        address = reverse("families:invitation_create", args=[cast.children[child].pk])
        answer = signed_in(cast.bettina).post(address, letter_form(cast, **fields))
        assert answer.status_code == 302, answer.content.decode()
        send_letters()
        return link_in_the_last_letter()

    return send


def accept(path: str, **fields: object) -> Client:
    client = Client()
    client.post(path, {"full_name": "Halina Kapelusz", "password": PASSWORD, **fields})
    return client


# --- from the manager's form to the first sign-in -------------------------------------------------


def test_a_grandmother_joins_with_exactly_the_rights_the_manager_ticked(
    cast: Cast, invite: Callable[..., str]
) -> None:
    client = accept(invite())
    link = ParentCarer.objects.get(user__email=NEW)
    assert link.child == cast.children["zofia"]
    assert link.relationship == "babcia"
    assert link.family.name == "Halina, Lime Street"
    assert link.confirmed_by == cast.bettina
    given = {right for right in RIGHTS if getattr(link, right)}
    assert given == {"sees_journal", "sees_daily_notes", "may_collect"}
    page = client.get(reverse("families:child_detail", args=[link.child_id]))
    assert page.status_code == 200
    assert b"kanari-home-kapelusz-kanari" not in page.content, "the parents' home is another home"


def test_a_form_pressed_twice_at_once_leaves_no_empty_home_behind(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second press looks before the first has committed, and meets its row afterwards."""
    look, looked = invitations._with_key, []

    def look_too_early(key: uuid.UUID, setting_id: uuid.UUID) -> Invitation | None:
        looked.append(key)
        return None if len(looked) == 1 else look(key, setting_id)

    monkeypatch.setattr(invitations, "_with_key", look_too_early)
    sent: list[Invitation] = []
    homes, key = Family.objects.count(), uuid.uuid4()
    for _press in range(2):
        with acting_as(cast.bettina) as person:
            invitation = invitations.invite_parent_carer(
                cast.children["zofia"],
                actor=person,
                key=key,
                email=NEW,
                full_name="Halina Kapelusz",
                relationship="babcia",
                rights={},
                family=None,
                family_name="Halina, Lime Street",
            )
        sent.append(invitation)
        looked.clear()
    assert sent[0] == sent[1]
    assert Family.objects.count() == homes + 1


def test_the_invitation_page_names_the_nursery_and_no_child(
    cast: Cast, invite: Callable[..., str]
) -> None:
    page = Client().get(invite()).content.decode()
    assert "Marmalade Hill Nursery" in page
    assert NEW in page
    assert "Zofia" not in page
    assert "kanari" not in page


def test_the_letter_names_no_child_and_tells_what_to_do(
    cast: Cast, invite: Callable[..., str]
) -> None:
    invite()
    letter = mail.outbox[-1]
    assert letter.to == [NEW]
    whole = str(letter.message())
    assert "Marmalade Hill Nursery" in letter.subject
    assert "Bettina" in letter.body
    assert "Zofia" not in whole
    assert "babcia" not in whole


def test_the_database_keeps_the_hash_of_the_token_and_not_the_token(
    cast: Cast, invite: Callable[..., str]
) -> None:
    token = invite().strip("/").split("/")[-1]
    invitation = Invitation.objects.get(email=NEW)
    assert invitation.token_hash == hash_of(token)
    assert len(token) >= 43, "256 bits"
    assert token not in str(Invitation.objects.values().get(pk=invitation.pk))
    assert token not in str(list(OutboxJob.objects.values()) + list(AuditEvent.objects.values()))


def test_the_same_form_sent_twice_is_one_letter_and_one_new_home(cast: Cast) -> None:
    address = reverse("families:invitation_create", args=[cast.children["zofia"].pk])
    form, client = letter_form(cast), signed_in(cast.bettina)
    homes = Family.objects.count()
    for _twice in range(2):
        assert client.post(address, form).status_code == 302
    assert Invitation.objects.filter(email=NEW).count() == 1
    assert Family.objects.count() == homes + 1
    send_letters()
    assert len(mail.outbox) == 1


def test_a_father_is_invited_into_the_home_that_is_there(
    cast: Cast, invite: Callable[..., str]
) -> None:
    accept(invite(home=str(cast.homes["kapelusz"].pk), home_name=""))
    assert ParentCarer.objects.get(user__email=NEW).family == cast.homes["kapelusz"]


def test_a_home_of_another_nursery_cannot_be_chosen(cast: Cast) -> None:
    address = reverse("families:invitation_create", args=[cast.children["zofia"].pk])
    form = letter_form(cast, home=str(cast.homes["sunniva"].pk))
    assert signed_in(cast.bettina).post(address, form).status_code == 422
    form = letter_form(cast, home="other", other_home=str(cast.homes["sunniva"].pk))
    assert signed_in(cast.bettina).post(address, form).status_code == 422
    assert not Invitation.objects.filter(email=NEW).exists()


def test_whoever_is_linked_already_is_not_invited_again(cast: Cast) -> None:
    address = reverse("families:invitation_create", args=[cast.children["zofia"].pk])
    form = letter_form(cast, email=cast.agnieszka.email.upper())
    page = signed_in(cast.bettina).post(address, form)
    assert page.status_code == 422
    assert "already linked" in page.content.decode()
    assert "Halina Kapelusz" in page.content.decode(), "what was typed is kept"


def test_the_manager_cannot_tell_whether_an_address_is_in_use_elsewhere(cast: Cast) -> None:
    """Sunniva has an account at another nursery, Halina has none anywhere: the same answers."""
    address = reverse("families:invitation_create", args=[cast.children["zofia"].pk])
    answers = []
    for email in (cast.sunniva.email, NEW):
        client = signed_in(cast.bettina)
        answer = client.post(address, letter_form(cast, email=email), follow=True)
        page = answer.content.decode().replace(email, "the address")
        answers.append((answer.status_code, len(re.findall("the address", page))))
    assert answers[0] == answers[1]
    people = signed_in(cast.bettina).get(reverse("families:people_list")).content.decode()
    assert "Sunniva" not in people


@pytest.mark.parametrize("name", ["marek", "gwen", "agnieszka", "edmund"])
def test_nobody_but_manager_and_deputy_invites(cast: Cast, name: str) -> None:
    client = signed_in(cast.users[name])
    for address in (
        reverse("families:invitation_create", args=[cast.children["zofia"].pk]),
        reverse("families:staff_invitation_create"),
    ):
        assert client.get(address).status_code in (403, 404)
        assert client.post(address, letter_form(cast)).status_code in (403, 404)
    assert not Invitation.objects.filter(email=NEW).exists()


# --- links that do not open -----------------------------------------------------------------------


def test_wrong_used_revoked_replaced_and_old_links_answer_exactly_alike(
    cast: Cast, invite: Callable[..., str]
) -> None:
    used = invite(email="used@example.org")
    accept(used)
    revoked = invite(email="revoked@example.org")
    signed_in(cast.bettina).post(
        reverse(
            "families:invitation_revoke",
            args=[Invitation.objects.get(email="revoked@example.org").pk],
        )
    )
    replaced = invite(email="replaced@example.org")
    newer = invite(email="replaced@example.org")
    old = invite(email="old@example.org")
    Invitation.objects.filter(email="old@example.org").update(
        expires_at=timezone.now() - timedelta(seconds=1)
    )
    wrong = reverse("families:invitation_accept", args=["not-a-token-of-ours"])
    answers = {
        (answer.status_code, re.sub(rb'value="[^"]{64}"', b"", answer.content))
        for path in (used, revoked, replaced, old, wrong)
        for answer in (Client().get(path), Client().post(path, {"full_name": "X"}))
    }
    assert len(answers) == 1, "one of them tells something"
    [(status, page)] = answers
    assert status == 404
    assert b"Ask the manager" in page or b"ask the manager" in page
    assert Client().get(newer).status_code == 200, "the newest letter opens"


def test_a_letter_works_for_seven_days_and_not_a_minute_longer(
    cast: Cast, invite: Callable[..., str]
) -> None:
    path = invite()
    sent = timezone.now()
    with time_machine.travel(sent + timedelta(days=7, minutes=-5), tick=True):
        assert Client().get(path).status_code in (200, 404)
    Invitation.objects.filter(email=NEW).update(expires_at=timezone.now() + timedelta(minutes=5))
    assert Client().get(path).status_code == 200
    Invitation.objects.filter(email=NEW).update(expires_at=timezone.now())
    assert Client().get(path).status_code == 404
    fresh = Invitation(email="x@example.org")
    assert abs(fresh.expires_at - timezone.now() - timedelta(days=7)) < timedelta(minutes=1)


def test_no_log_holds_a_link_that_opens(
    cast: Cast, invite: Callable[..., str], caplog: pytest.LogCaptureFixture
) -> None:
    path = invite()
    with caplog.at_level("DEBUG"):
        Client().get(path)
        Client().post(path, {"full_name": ""})
        Client().get(path + "more/")
        accept(path)
        Client().get(path)
    assert path.split("/")[2] not in caplog.text.replace(path + "more/", "")


def test_a_form_sent_twice_makes_one_account_and_one_link(
    cast: Cast, invite: Callable[..., str]
) -> None:
    path = invite()
    accept(path)
    again = Client().post(path, {"full_name": "Halina", "password": PASSWORD})
    assert again.status_code == 404
    assert b"sign in" in again.content
    assert User.objects.filter(email=NEW).count() == 1
    assert ParentCarer.objects.filter(user__email=NEW).count() == 1


# --- people with an account -----------------------------------------------------------------------


def test_somebody_with_an_account_signs_in_first_and_then_accepts_with_one_tap(
    cast: Cast, invite: Callable[..., str]
) -> None:
    """Sunniva of Custard Wharf is invited to a child of Marmalade Hill."""
    path = invite(email=cast.sunniva.email)
    page = Client().get(path)
    assert page.status_code == 200
    assert b"Sign in" in page.content
    assert b'name="full_name"' not in page.content, "no second account is offered"
    posted = Client().post(path, {"full_name": "Somebody Else", "password": PASSWORD})
    assert posted.status_code == 200
    assert not ParentCarer.objects.filter(user=cast.sunniva, child=cast.children["zofia"]).exists()

    client = signed_in(cast.sunniva)
    assert client.get(path).status_code == 200
    assert client.post(path).status_code == 302
    assert ParentCarer.objects.filter(user=cast.sunniva, child=cast.children["zofia"]).exists()
    assert User.objects.get(pk=cast.sunniva.pk).full_name == cast.sunniva.full_name


def test_a_letter_gives_nothing_to_whoever_else_is_signed_in(
    cast: Cast, invite: Callable[..., str]
) -> None:
    path = invite()
    client = signed_in(cast.edmund)
    page = client.get(path)
    assert "went to another address" in page.content.decode()
    assert NEW not in page.content.decode()
    client.post(path)
    assert not ParentCarer.objects.filter(child=cast.children["zofia"], user=cast.edmund).exists()
    assert Invitation.objects.get(email=NEW).is_open


def leaves(cast: Cast, last_day: date, child: str = "zofia") -> None:
    address = reverse("families:child_end", args=[cast.children[child].pk])
    answer = signed_in(cast.bettina).post(address, {"last_day": last_day.isoformat()})
    assert answer.status_code == 302


def test_no_letter_opens_a_child_who_has_left(cast: Cast, invite: Callable[..., str]) -> None:
    path = invite()
    leaves(cast, timezone.localdate())
    accept(path)
    assert not ParentCarer.objects.filter(user__email=NEW).exists()
    assert not User.objects.filter(email=NEW).exists()
    assert Invitation.objects.get(email=NEW).revoked_at


@pytest.mark.parametrize("order", ["invited first", "left first"])
def test_a_letter_gives_no_longer_than_the_family_itself_may_read(
    cast: Cast, invite: Callable[..., str], order: str
) -> None:
    """In good time before the last day the letter still opens; after it, an aunt may be invited to
    read along. Neither link goes on when the family's own has ended."""
    last_day = timezone.localdate() + (ONE_DAY * 20 if order == "invited first" else -ONE_DAY)
    if order == "invited first":
        path = invite()
        leaves(cast, last_day)
    else:
        leaves(cast, last_day)
        path = invite()
    client = accept(path)
    link = ParentCarer.objects.get(user__email=NEW)
    mother = ParentCarer.objects.get(user=cast.agnieszka, child=cast.children["zofia"])
    assert link.ended_on == mother.ended_on == last_day + LEAVERS_MAY_READ
    page = reverse("families:child_detail", args=[link.child_id])
    assert client.get(page).status_code == 200
    with time_machine.travel(timezone.now() + ONE_DAY * 60, tick=True):
        client.force_login(link.user)
        assert client.get(page).status_code == 404


def test_a_second_letter_makes_no_second_link_while_the_first_is_running_out(
    cast: Cast, invite: Callable[..., str]
) -> None:
    leaves(cast, timezone.localdate())
    accept(invite())
    again = Invitation.objects.get(email=NEW)
    Invitation.objects.filter(pk=again.pk).update(accepted_at=None)
    with acting_as(User.objects.get(email=NEW)) as halina:
        accept_invitation(token_for(again.pk), user=halina.user)
    assert ParentCarer.objects.filter(user__email=NEW).count() == 1


def test_nobody_is_invited_to_a_child_whose_family_reads_no_more(cast: Cast) -> None:
    leaves(cast, timezone.localdate() - ONE_DAY * 40)
    address = reverse("families:invitation_create", args=[cast.children["zofia"].pk])
    answer = signed_in(cast.bettina).post(address, letter_form(cast))
    assert answer.status_code == 422
    assert "has left" in answer.content.decode()
    assert not Invitation.objects.filter(email=NEW).exists()


def test_the_database_refuses_a_link_that_lasts_longer_than_the_letter_says(
    cast: Cast, letter: Invitation
) -> None:
    Invitation.objects.filter(pk=letter.pk).update(reads_until=timezone.localdate() + ONE_DAY)
    refused_by_the_database(
        cast,
        cast.edmund,
        token_for(letter.pk),
        lambda: link_to(letter.child, cast.edmund, letter.family, sees_journal=True),
    )


def holding(letter: Invitation, aunt: User) -> QuerySet[Invitation]:
    """The letter in the hands of whom it is for, before the second wall alone."""
    context.announce(aunt.pk)
    context.present_invitation(letter.token_hash)
    return Invitation.objects.filter(pk=letter.pk)


@pytest.mark.parametrize("fate", ["revoked", "accepted", "expired"])
def test_a_letter_that_is_over_is_not_opened_again_by_whoever_holds_it(
    cast: Cast, fate: str
) -> None:
    letter, now = cast.invitations["hill"], timezone.now()
    aunt = make.make_user(letter.email, full_name="An Aunt")
    over = {"revoked": "revoked_at", "accepted": "accepted_at", "expired": "expires_at"}[fate]
    Invitation.objects.filter(pk=letter.pk).update(**{over: now - ONE_DAY})
    with as_role(WEB):
        held = holding(letter, aunt)
        for change in (
            {"revoked_at": None, "reads_until": None},
            {"accepted_at": None},
            {"accepted_at": now},
        ):
            assert held.update(**change) == 0, change


def test_whoever_holds_an_open_letter_can_accept_it_and_nothing_else(cast: Cast) -> None:
    """She takes it as it is: no later last day, not taken back, and never half."""
    letter, today = cast.invitations["hill"], timezone.localdate()
    aunt = make.make_user(letter.email, full_name="An Aunt")
    Invitation.objects.filter(pk=letter.pk).update(reads_until=today)
    now = timezone.now()
    with as_role(WEB):
        held = holding(letter, aunt)
        for change in (
            {"reads_until": None},
            {"reads_until": today + ONE_DAY, "accepted_at": now},
            {"revoked_at": now},
            {"revoked_at": now, "accepted_at": now},
        ):
            with pytest.raises(ProgrammingError), transaction.atomic():
                held.update(**change)
        context.announce(cast.edmund.pk)  # somebody else who found it
        context.present_invitation(letter.token_hash)
        with pytest.raises(ProgrammingError), transaction.atomic():
            held.update(accepted_at=now)
        assert holding(letter, aunt).update(accepted_at=now) == 1


def test_not_even_who_leads_opens_a_letter_again_that_was_used_or_taken_back(cast: Cast) -> None:
    letter, now = cast.invitations["hill"], timezone.now()
    for over in ("accepted_at", "revoked_at"):
        Invitation.objects.filter(pk=letter.pk).update(**{over: now})
        with acting_as(cast.bettina):
            held = Invitation.objects.filter(pk=letter.pk)
            with pytest.raises(ProgrammingError), transaction.atomic():
                held.update(**{over: None})


def test_a_child_twice_linked_is_still_one_link(cast: Cast, invite: Callable[..., str]) -> None:
    path = invite()
    accept(path)
    user = User.objects.get(email=NEW)
    link = ParentCarer.objects.get(user=user)
    Invitation.objects.filter(email=NEW).update(accepted_at=None)
    assert signed_in(user).post(path).status_code == 302
    assert list(ParentCarer.objects.filter(user=user)) == [link]


# --- joining --------------------------------------------------------------------------------------


def test_a_weak_password_is_refused_and_the_name_typed_is_kept(
    cast: Cast, invite: Callable[..., str]
) -> None:
    path = invite()
    page = Client().post(path, {"full_name": "Halina Nowa", "password": "Marzipan7"})
    assert page.status_code == 422
    assert b"Halina Nowa" in page.content
    assert b"Marzipan7" not in page.content
    assert not User.objects.filter(email=NEW).exists()


def test_who_chooses_no_password_signs_in_by_code_later(
    cast: Cast, invite: Callable[..., str]
) -> None:
    client = accept(invite(), password="")
    user = User.objects.get(email=NEW)
    assert not user.has_usable_password()
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.parametrize("name", ["هالينا كابيلوش", "Halina 🧢 Ka\u0328pelusz", "Ż" * 120])
def test_names_in_every_script_are_kept_as_typed(
    cast: Cast, invite: Callable[..., str], name: str
) -> None:
    accept(invite(), full_name=name)
    assert User.objects.get(email=NEW).full_name == name


@pytest.mark.parametrize("name", ["Hal\x00ina", "Ż" * 121, ""])
def test_names_that_cannot_be_kept_are_refused_in_plain_words(
    cast: Cast, invite: Callable[..., str], name: str
) -> None:
    page = Client().post(invite(), {"full_name": name})
    assert page.status_code == 422
    assert not User.objects.filter(email=NEW).exists()


def test_a_colleague_joins_with_role_and_rooms_and_sees_those_children(cast: Cast) -> None:
    form = {
        "key": str(uuid.uuid4()),
        "full_name": "Callum Brackenby",
        "email": "callum@example.org",
        "role": "practitioner",
        "rooms": [str(cast.rooms["conkers"].pk)],
    }
    sent = signed_in(cast.bettina).post(reverse("families:staff_invitation_create"), form)
    assert sent.status_code == 302
    send_letters()
    client = accept(link_in_the_last_letter(), full_name="Callum Brackenby")
    post = Membership.objects.get(user__email="callum@example.org")
    assert post.role == "practitioner"
    assert [each.room for each in RoomAssignment.objects.filter(membership=post)] == [
        cast.rooms["conkers"]
    ]
    zofia, ottoline = cast.children["zofia"], cast.children["ottoline"]
    assert client.get(reverse("families:child_detail", args=[zofia.pk])).status_code == 200
    assert client.get(reverse("families:child_detail", args=[ottoline.pk])).status_code == 404


def test_a_practitioner_is_invited_into_a_room(cast: Cast) -> None:
    form = {
        "key": str(uuid.uuid4()),
        "full_name": "C",
        "email": "c@example.org",
        "role": "practitioner",
    }
    page = signed_in(cast.bettina).post(reverse("families:staff_invitation_create"), form)
    assert page.status_code == 422


# --- the letter and the mail server ---------------------------------------------------------------


def test_a_mail_server_that_is_away_is_told_and_the_letter_goes_later(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = reverse("families:invitation_create", args=[cast.children["zofia"].pk])
    signed_in(cast.bettina).post(address, letter_form(cast))
    from django.core.mail.backends.locmem import EmailBackend

    def refuse(*args: object) -> int:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", refuse)
        send_letters()
    assert mail.outbox == []
    people = signed_in(cast.bettina).get(reverse("families:people_list")).content.decode()
    assert "We keep trying" in people
    OutboxJob.objects.update(due_at=timezone.now())
    send_letters()
    assert len(mail.outbox) == 1
    people = signed_in(cast.bettina).get(reverse("families:people_list")).content.decode()
    assert "Letter sent" in people


def test_a_letter_written_twice_is_the_same_letter(cast: Cast, invite: Callable[..., str]) -> None:
    invite()
    OutboxJob.objects.update(done_at=None, due_at=timezone.now())
    send_letters()
    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert first.body == second.body


def test_a_letter_that_was_taken_back_is_not_sent(cast: Cast) -> None:
    address = reverse("families:invitation_create", args=[cast.children["zofia"].pk])
    signed_in(cast.bettina).post(address, letter_form(cast))
    Invitation.objects.filter(email=NEW).update(revoked_at=timezone.now())
    send_letters()
    assert mail.outbox == []


def test_send_again_makes_a_new_letter_and_the_old_one_useless(
    cast: Cast, invite: Callable[..., str]
) -> None:
    old = invite()
    first = Invitation.objects.get(email=NEW)
    again, key = reverse("families:invitation_again", args=[first.pk]), str(uuid.uuid4())
    for _twice in range(2):
        assert signed_in(cast.bettina).post(again, {"key": key}).status_code == 302
    send_letters()
    assert Invitation.objects.filter(email=NEW).count() == 2
    new = link_in_the_last_letter()
    assert new != old
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200


def test_a_manager_of_another_nursery_cannot_touch_the_letter(
    cast: Cast, invite: Callable[..., str]
) -> None:
    path = invite()
    invitation = Invitation.objects.get(email=NEW)
    client = signed_in(cast.ottilie)
    for name in ("families:invitation_revoke", "families:invitation_again"):
        assert client.post(reverse(name, args=[invitation.pk])).status_code == 404
    assert Client().get(path).status_code == 200


# --- the second wall: the letter gives what it says, whatever the code does -----------------------


@pytest.fixture
def letter(cast: Cast) -> Invitation:
    """A letter to Edmund for Zofia, with the journal and nothing else."""
    key = uuid.uuid4()
    return Invitation.objects.create(
        pk=key,
        setting=cast.hill,
        email=cast.edmund.email,
        full_name="Edmund Button",
        token_hash=hash_of(token_for(key)),
        invited_by=cast.bettina,
        child=cast.children["zofia"],
        family=cast.homes["edmund"],
        relationship="uncle",
        rights={right: right == "sees_journal" for right in RIGHTS},
    )


def link_to(child: Child, user: User, family: Family, **rights: bool) -> ParentCarer:
    return ParentCarer.objects.create(
        setting_id=child.setting_id,
        child=child,
        user=user,
        family=family,
        relationship="uncle",
        started_on=timezone.localdate(),
        **{right: rights.get(right, False) for right in RIGHTS},
    )


def half_way(do: Callable[[], object]) -> None:
    """Do it in a savepoint, so that a refusal undoes this and nothing else."""
    with transaction.atomic():
        do()


def refused_by_the_database(cast: Cast, user: User, token: str, do: Callable[[], object]) -> None:
    with acting_as(user):
        context.present_invitation(hash_of(token))
        with pytest.raises(ProgrammingError, match="row-level security"):
            half_way(do)


def test_the_database_lets_the_letter_be_accepted_by_its_addressee(
    cast: Cast, letter: Invitation
) -> None:
    with acting_as(cast.edmund):
        accept_invitation(token_for(letter.pk), user=cast.edmund)
    assert ParentCarer.objects.filter(child=letter.child, user=cast.edmund).exists()


@pytest.mark.parametrize("right", [right for right in RIGHTS if right != "sees_journal"])
def test_the_database_refuses_a_right_that_the_letter_does_not_give(
    cast: Cast, letter: Invitation, right: str
) -> None:
    refused_by_the_database(
        cast,
        cast.edmund,
        token_for(letter.pk),
        lambda: link_to(
            letter.child, cast.edmund, letter.family, sees_journal=True, **{right: True}
        ),
    )


def test_the_database_refuses_another_child_another_home_and_another_person(
    cast: Cast, letter: Invitation
) -> None:
    token, zofia = token_for(letter.pk), letter.child
    for user, child, home in (
        (cast.edmund, cast.children["idris"], letter.family),
        (cast.edmund, zofia, cast.homes["kapelusz"]),
        (cast.flora, zofia, letter.family),
    ):
        refused_by_the_database(
            cast,
            user,
            token,
            lambda user=user, child=child, home=home: link_to(child, user, home, sees_journal=True),
        )


def test_the_database_refuses_a_link_for_somebody_else_and_without_the_letter(
    cast: Cast, letter: Invitation
) -> None:
    refused_by_the_database(
        cast,
        cast.edmund,
        token_for(letter.pk),
        lambda: link_to(letter.child, cast.flora, letter.family, sees_journal=True),
    )
    refused_by_the_database(
        cast,
        cast.edmund,
        "another token",
        lambda: link_to(letter.child, cast.edmund, letter.family, sees_journal=True),
    )


@pytest.mark.parametrize("spoilt", ["accepted_at", "revoked_at", "expires_at"])
def test_the_database_refuses_a_letter_that_is_not_open(
    cast: Cast, letter: Invitation, spoilt: str
) -> None:
    an_hour_ago = timezone.now() - timedelta(hours=1)
    Invitation.objects.filter(pk=letter.pk).update(**{spoilt: an_hour_ago})
    refused_by_the_database(
        cast,
        cast.edmund,
        token_for(letter.pk),
        lambda: link_to(letter.child, cast.edmund, letter.family, sees_journal=True),
    )


def test_the_database_refuses_a_role_or_a_room_that_the_letter_does_not_give(cast: Cast) -> None:
    key = uuid.uuid4()
    Invitation.objects.create(
        pk=key,
        setting=cast.hill,
        email=cast.edmund.email,
        full_name="Edmund Button",
        token_hash=hash_of(token_for(key)),
        invited_by=cast.bettina,
        role="practitioner",
        rights={"rooms": [str(cast.rooms["conkers"].pk)]},
    )
    days = {"setting": cast.hill, "started_on": timezone.localdate()}

    def become(role: str, room: str, **also: bool) -> None:
        post = Membership.objects.create(user=cast.edmund, role=role, **days, **also)
        RoomAssignment.objects.create(membership=post, room=cast.rooms[room], **days)

    refused_by_the_database(cast, cast.edmund, token_for(key), lambda: become("manager", "conkers"))
    refused_by_the_database(
        cast, cast.edmund, token_for(key), lambda: become("practitioner", "pinecones")
    )
    lead = lambda: become("practitioner", "conkers", is_safeguarding_lead=True)  # noqa: E731
    refused_by_the_database(cast, cast.edmund, token_for(key), lead)
    with acting_as(cast.edmund):
        context.present_invitation(hash_of(token_for(key)))
        become("practitioner", "conkers")


def test_without_a_token_the_database_shows_no_letter_and_no_nursery(
    cast: Cast, letter: Invitation
) -> None:
    with as_role(WEB):
        context.announce_signing_in()
        assert not Invitation.objects.exists()
        context.present_invitation(hash_of("another token"))
        assert not Invitation.objects.exists()
        context.present_invitation(letter.token_hash)
        assert [each.pk for each in Invitation.objects.all()] == [letter.pk]
        assert not Child.objects.exists()


def test_an_account_cannot_be_made_for_another_address_than_the_letters(
    cast: Cast, letter: Invitation
) -> None:
    with as_role(WEB):
        context.announce_signing_in()
        context.present_invitation(letter.token_hash)
        with pytest.raises(ProgrammingError, match="row-level security"):
            half_way(lambda: User.objects.create_user("a@example.org", None, full_name="A"))
