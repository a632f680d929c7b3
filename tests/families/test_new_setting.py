"""A real nursery begins: one command makes it, and its first manager comes in by the letter."""

import re
from datetime import date
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families.actions.new_setting import FirstTerm
from families.models import AuditEvent, Invitation, Membership, OutboxJob, Room, Setting, Term, User
from families.tasks import send_invitation
from tests.cast import Cast
from tests.factories import PASSWORD, make_setting
from tests.roles import as_worker

NAME, ADDRESS = "Bramble Bank", "hester@bramblebank.example"


def new_setting(*more: str, name: str = NAME, address: str = ADDRESS) -> str:
    """Run the command with two rooms, and return the path of the address it prints."""
    said = StringIO()
    rooms = ["--room", "Wrens", "--room", "Robins"]
    who = ["--manager-name", "Hester Bramble"]
    call_command("new_setting", name, address, *who, *rooms, *more, stdout=said)
    [path] = re.findall(r"https?://[^/\s]+(/invitation/\S+/)", said.getvalue())
    return path


def send_the_letter() -> None:
    job = OutboxJob.objects.filter(done_at__isnull=True).latest("created_at")
    with as_worker():
        send_invitation(str(job.pk))
    job.refresh_from_db()
    assert job.done_at, job.last_error


@pytest.mark.django_db
def test_a_nursery_begins_with_one_command_and_its_manager_comes_in() -> None:
    path = new_setting("--phone", "01632 960 777")
    setting = Setting.objects.get(name=NAME)
    assert list(Room.objects.filter(setting=setting).values_list("name", flat=True)) == [
        "Wrens",
        "Robins",
    ]
    term = Term.objects.get(setting=setting)
    assert term.starts_on <= timezone.localdate() <= term.ends_on
    send_the_letter()
    letter = mail.outbox[-1]
    assert letter.to == [ADDRESS]
    assert path in letter.body
    assert "None" not in letter.body
    assert f"{NAME} begins with Footbridge" in letter.body

    client = Client()
    assert NAME in client.get(path).content.decode()
    client.post(path, {"full_name": "Hester Bramble", "password": PASSWORD})
    post = Membership.objects.get(setting=setting)
    assert (post.user.email, post.role) == (ADDRESS, "manager")
    for page in ("home", "families:people_list", "families:team_list", "families:audit_list"):
        assert client.get(reverse(page), follow=True).status_code == 200
    trail = client.get(reverse("families:audit_list")).content.decode()
    assert "Whoever runs Footbridge here" in trail
    assert "made this nursery" in trail
    answer = client.post(
        reverse("families:child_create"),
        {
            "key": "6c2f7e36-63d8-4f0a-8f5e-0e4f30a1f001",
            "full_name": "Wilfred Thorn",
            "known_as": "Wilf",
            "date_of_birth": "2025-01-05",
            "started_on": timezone.localdate().isoformat(),
            "room": str(Room.objects.get(name="Wrens").pk),
            "seen": "",
        },
    )
    assert answer.status_code == 302, answer.content.decode()
    assert Client().get(path).status_code == 404, "the address works once"


@pytest.mark.django_db(transaction=True)
def test_the_owner_needs_no_open_door_besides_the_commands_own() -> None:
    """The connection of the tests has the purpose of upkeep; that of a real process has none."""
    with connection.cursor() as cursor:
        cursor.execute("SET app.purpose = ''")
        try:
            assert new_setting().startswith("/invitation/")
            assert not Setting.objects.exists(), "no rows without a purpose"
        finally:
            cursor.execute("SET app.purpose = 'maintenance'")
    assert Setting.objects.get().name == NAME


@pytest.mark.django_db
def test_who_has_an_account_already_leads_a_second_nursery_with_it(cast: Cast) -> None:
    path = new_setting(address=cast.sunniva.email)
    assert "sign in" in Client().get(path).content.decode().lower()
    client = Client()
    client.force_login(cast.sunniva)
    client.post(path)
    assert Membership.objects.get(setting__name=NAME).user == cast.sunniva


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": "marmalade hill NURSERY"}, "There is a nursery called"),
        ({"name": " "}, "needs a name"),
        ({"address": "hester at bramble"}, "is not an e-mail address"),
        ({"room": []}, "At least one room"),
        ({"room": ["Wrens", "wrens"]}, "named twice"),
        ({"manager_name": ""}, "The manager needs a name"),
        ({"term_starts": "1 September"}, "is not a day"),
        ({"term_starts": "2026-09-01", "term_ends": "2026-08-01"}, "ends before it starts"),
    ],
)
@pytest.mark.django_db
def test_bad_input_is_one_plain_line_and_nothing_half_done(
    changed: dict[str, object], said: str
) -> None:
    make_setting("Marmalade Hill Nursery")
    before = AuditEvent.objects.count()
    given = {"name": NAME, "address": ADDRESS, "manager_name": "Hester", "room": ["Wrens"]}
    given |= changed
    with pytest.raises(CommandError) as problem:
        call_command("new_setting", given.pop("name"), given.pop("address"), **given)
    assert said in str(problem.value)
    assert "\n" not in str(problem.value)
    assert problem.value.returncode == 1
    assert Setting.objects.count() == 1
    for model in (Room, Term, Invitation, OutboxJob, User):
        assert not model.objects.exists()
    assert AuditEvent.objects.count() == before


@pytest.mark.django_db
def test_a_wrong_address_is_mended_while_nobody_has_joined() -> None:
    typo = new_setting(address="hetser@bramblebank.example")
    path = new_setting("--again")
    assert Client().get(typo).status_code == 404
    assert Setting.objects.filter(name=NAME).count() == 1
    assert Room.objects.count() == 2
    Client().post(path, {"full_name": "Hester Bramble", "password": PASSWORD})
    with pytest.raises(CommandError, match="Somebody has joined"):
        new_setting("--again")


@pytest.mark.django_db
def test_a_letter_that_somebody_sent_is_not_delivered_in_nobodys_name(cast: Cast) -> None:
    new_setting()
    Invitation.objects.filter(setting__name=NAME).update(invited_by=cast.bettina)
    job = OutboxJob.objects.latest("created_at")
    with as_worker():
        send_invitation(str(job.pk))
    job.refresh_from_db()
    assert (job.done_at, job.last_error) == (None, "ValueError")
    assert mail.outbox == []


@pytest.mark.parametrize("day", [date(2026, month, 15) for month in range(1, 13)])
def test_every_day_lies_in_a_term(day: date) -> None:
    term = FirstTerm.around(day)
    assert term.starts_on <= day <= term.ends_on
    assert term.name.endswith("2026")
