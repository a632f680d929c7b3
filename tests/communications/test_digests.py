"""The digest: one for each person and time, only if something is new, with a link and no words."""

import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from communications import emails, tasks
from communications.actions import digests as actions
from communications.models import Digest, DigestPreference, LastLook, Participant
from communications.queries.digests import due_digests, last_turn, next_turn
from families import outbox
from families.models import Membership, OutboxJob, ParentCarer, User
from families.row_security import WORKER
from tests import factories as make
from tests.access.words import canaries_in
from tests.cast import Cast
from tests.roles import as_role, as_worker

from .mail_server import Sink, free_port, mail_server

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
HEARS = {"agnieszka", "tomasz", "flora", "edmund", "nia", "sunniva", "priya"}
# Links that receive updates; Dai's account is disabled, so he is written down and not written to.
LINKED = HEARS | {"dai"}


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    with mail_server(settings) as running:
        yield running


@pytest.fixture(autouse=True)
def _no_bell(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests call the tasks themselves; nobody listens to the bell."""
    monkeypatch.setattr(outbox, "ring", lambda task, job_id: True)


def friday_evening() -> datetime:
    """The latest Friday, five o'clock and a bit, on the nursery's clock."""
    now = timezone.localtime()
    day = now.date() - timedelta(days=(now.weekday() - 4) % 7)
    evening = datetime(day.year, day.month, day.day, 17, 2, tzinfo=LONDON)
    return evening if evening <= now else evening - timedelta(days=7)


def queue(now: datetime | None = None) -> None:
    with as_worker():
        actions.write_down_due_digests(now=now or friday_evening())


def send_all() -> None:
    """What the worker does when the bell rings for every job."""
    for job_id in OutboxJob.objects.filter(task=actions.SEND_DIGEST).values_list("pk", flat=True):
        with as_worker():
            tasks.send_digest(str(job_id))


def digest_of(user: User) -> Digest:
    return Digest.objects.get(recipient=user)


def make_due_again() -> None:
    OutboxJob.objects.update(due_at=timezone.now() - timedelta(seconds=1))


# --- who, and when -------------------------------------------------------------------------------


def test_everybody_whose_link_receives_updates_is_written_down_once(cast: Cast) -> None:
    queue()
    written = {digest.recipient.email for digest in Digest.objects.select_related("recipient")}
    assert written == {cast.users[name].email for name in LINKED}
    assert Digest.objects.count() == OutboxJob.objects.filter(task=actions.SEND_DIGEST).count()


def test_grandad_olwen_and_staff_who_did_not_ask_are_not_written_down(cast: Cast) -> None:
    queue()
    for name in ("emrys", "olwen", "marek", "bettina", "gwen"):
        assert not Digest.objects.filter(recipient=cast.users[name]).exists(), name


def test_a_second_beat_writes_nothing_twice(cast: Cast) -> None:
    queue()
    before = set(Digest.objects.values_list("pk", flat=True))
    queue()
    queue(friday_evening() + timedelta(minutes=30))
    assert set(Digest.objects.values_list("pk", flat=True)) == before
    assert OutboxJob.objects.filter(task=actions.SEND_DIGEST).count() == len(before)


def test_two_beats_at_the_same_moment_write_nothing_twice(cast: Cast) -> None:
    with as_worker():
        seen_by_both = due_digests(now=friday_evening(), most=100)
        actions._write_down(seen_by_both)
        actions._write_down(seen_by_both)
    assert Digest.objects.count() == len(LINKED)
    jobs = OutboxJob.objects.filter(task=actions.SEND_DIGEST)
    assert jobs.count() == len(LINKED)
    assert {job.subject_id for job in jobs} == set(Digest.objects.values_list("pk", flat=True))


def test_many_people_are_written_down_in_small_transactions(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "BATCH", 3)
    queue()
    assert Digest.objects.count() == len(LINKED)


def test_writing_down_asks_as_often_for_a_hundred_families_as_for_eight(cast: Cast) -> None:
    def statements(now: datetime) -> int:
        with as_worker(), CaptureQueriesContext(connection) as asked:
            actions.write_down_due_digests(now=now)
        return len(asked)

    few = statements(friday_evening() - timedelta(days=7))
    for number in range(92):
        user = make.make_user(f"parent{number}@families.example", full_name="A Parent")
        make.make_link(cast.children["zofia"], user=user, family=cast.homes["kapelusz"])
    assert statements(friday_evening()) == few
    assert Digest.objects.filter(period_end__gt=friday_evening() - timedelta(days=1)).count() == 100


def test_nobody_is_due_in_the_minute_before_their_time(cast: Cast) -> None:
    friday = friday_evening().replace(minute=0)
    queue(friday - timedelta(minutes=1))
    ends = set(Digest.objects.values_list("period_end", flat=True))
    assert ends == {friday - timedelta(days=7)}
    queue(friday)
    assert friday in set(Digest.objects.values_list("period_end", flat=True))


def test_each_adult_chooses_a_time_and_a_time_before_the_choice_does_not_count(cast: Cast) -> None:
    thursday = friday_evening().replace(hour=10) - timedelta(days=1)
    make.make_digest_preference(
        cast.flora, setting=cast.hill, frequency="daily", hour=8, changed_at=thursday
    )
    make.make_digest_preference(cast.edmund, setting=cast.hill, frequency="never")
    queue(thursday)
    assert not Digest.objects.filter(
        recipient=cast.flora, period_end__gt=thursday - timedelta(hours=12)
    ).exists()
    queue(friday_evening())
    assert digest_of(cast.flora).period_end == friday_evening().replace(hour=8, minute=0)
    assert not Digest.objects.filter(recipient=cast.edmund).exists()


def test_a_manager_who_asks_for_digests_gets_them(cast: Cast) -> None:
    make.make_digest_preference(
        cast.bettina,
        setting=cast.hill,
        frequency="weekly",
        changed_at=friday_evening() - timedelta(days=3),
    )
    queue()
    assert Digest.objects.filter(recipient=cast.bettina).count() == 1


def test_the_worker_alone_reads_ids_of_links_and_no_name_of_anybody(cast: Cast) -> None:
    """What queueing may see is small: no user, child or home while the worker acts for nobody."""
    with as_role(WORKER):
        assert ParentCarer.objects.exists()
        assert not ParentCarer.objects.filter(receives_updates=False).exists()
        assert not ParentCarer.objects.filter(user=cast.olwen).exists()
        assert not User.objects.exists()
        # Whether somebody leads safeguarding, and whether there is an owner or a committee, is
        # known to the letterbox's page, and not who.
        others = Membership.objects.filter(is_safeguarding_lead=False)
        assert not others.exclude(role="committee").exists()
        for table in ("families_child", "families_family"):
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT count(*) FROM {table}")
                assert cursor.fetchone() == (0,), table


# --- the clock -----------------------------------------------------------------------------------


def preference(**fields: Any) -> DigestPreference:
    return DigestPreference(**fields)


@pytest.mark.parametrize(
    ("now", "fields", "last"),
    [
        # Friday five o'clock stays five o'clock on both sides of a change of the clocks.
        ("2026-10-24T12:00", {}, "2026-10-23T16:00+00:00"),
        ("2026-10-31T12:00", {}, "2026-10-30T17:00+00:00"),
        ("2026-03-28T12:00", {}, "2026-03-27T17:00+00:00"),
        ("2026-04-04T12:00", {}, "2026-04-03T16:00+00:00"),
        # 01:00 does not exist on 29 March 2026 and comes twice on 25 October 2026.
        ("2026-03-29T12:00", {"frequency": "daily", "hour": 1}, "2026-03-29T01:00+00:00"),
        ("2026-10-25T12:00", {"frequency": "daily", "hour": 1}, "2026-10-25T00:00+00:00"),
        # On the very minute it is due.
        ("2026-11-06T17:00", {}, "2026-11-06T17:00+00:00"),
        ("2026-11-06T16:59", {}, "2026-10-30T17:00+00:00"),
    ],
)
def test_a_turn_is_told_by_the_nurserys_own_clock(
    now: str, fields: dict[str, Any], last: str
) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=LONDON)
    assert last_turn(preference(**fields), moment) == datetime.fromisoformat(last)


def test_every_day_of_a_year_has_one_turn_whatever_the_clocks_do() -> None:
    for hour in (0, 1, 2, 17):
        wish = preference(frequency="daily", hour=hour)
        moment = datetime(2026, 1, 1, tzinfo=LONDON)
        turns = []
        for _day in range(365):
            turn = next_turn(wish, moment)
            assert turn is not None
            turns.append(turn)
            moment = turn
        days = [timezone.localtime(turn, LONDON).date() for turn in turns]
        assert len(set(days)) == 365, hour


def test_never_has_no_turn() -> None:
    never = preference(frequency="never")
    assert last_turn(never, timezone.now()) is None
    assert next_turn(never, timezone.now()) is None


# --- sending -------------------------------------------------------------------------------------


def test_each_person_gets_one_mail_however_often_the_bell_rings(cast: Cast, sink: Sink) -> None:
    queue()
    send_all()
    send_all()
    queue()
    send_all()
    assert sorted(mail["To"] for mail in sink.mails) == sorted(
        cast.users[name].email for name in HEARS
    )
    assert set(Digest.objects.filter(status="sent").values_list("recipient__email", flat=True)) == {
        mail["To"] for mail in sink.mails
    }


def test_the_mail_holds_a_link_and_no_word_about_anybody(cast: Cast, sink: Sink) -> None:
    queue()
    send_all()
    mail = sink.to(cast.agnieszka.email)[0]
    digest = digest_of(cast.agnieszka)
    assert mail["Subject"] == "Something new at Marmalade Hill Nursery"
    assert mail["Message-ID"] == digest.message_id
    assert mail["List-Unsubscribe"].endswith(f"{reverse('communications:digest_preferences')}>")
    del mail["To"]  # in the cast an address is made of the home's own word
    whole = mail.as_string() + "".join(
        part.get_content() for part in mail.walk() if not part.is_multipart()
    )
    assert canaries_in(whole) == set()
    for name in ("Zofia", "Kapelusz", "Agnieszka", "Marek"):
        assert name not in whole
    assert f"{reverse('communications:whats_new')}?digest={digest.pk}" in whole


def test_the_link_leads_to_what_is_new_after_signing_in(cast: Cast, sink: Sink) -> None:
    queue()
    send_all()
    path = f"{reverse('communications:whats_new')}?digest={digest_of(cast.agnieszka).pk}"
    client = Client()
    gate = client.get(path)
    assert gate.status_code == 302
    assert reverse("account_login") in gate["Location"]
    client.force_login(cast.agnieszka)
    page = client.get(path).content.decode()
    assert "Marek wrote about Zofia" in page
    assert "kanari-zofia-kanari" in page


def test_the_same_time_makes_the_same_message_id_and_another_time_another() -> None:
    assert emails.message_id("digest:a") == emails.message_id("digest:a")
    assert emails.message_id("digest:a") != emails.message_id("digest:b")
    assert emails.message_id("digest:a").endswith(">")


def has_seen_everything(user: User) -> datetime:
    """This person has looked and read; returns a moment after that look."""
    looked = timezone.now() + timedelta(minutes=1)
    LastLook.objects.create(user=user, seen_at=looked, new_since=looked)
    Participant.objects.filter(user=user).update(last_read_at=looked)
    return looked + timedelta(minutes=1)


def test_when_nothing_is_new_there_is_no_mail(cast: Cast, sink: Sink) -> None:
    queue()
    has_seen_everything(cast.nia)
    send_all()
    assert sink.to(cast.nia.email) == []
    assert digest_of(cast.nia).status == Digest.Status.EMPTY
    assert OutboxJob.objects.get(subject_id=digest_of(cast.nia).pk).done_at


@pytest.mark.parametrize("source", ["entry", "comment", "day", "report", "message"])
def test_one_new_thing_of_any_kind_is_enough(cast: Cast, sink: Sink, source: str) -> None:
    queue()
    later = has_seen_everything(cast.nia)
    idris, home = cast.children["idris"], cast.homes["lanternjack"]
    if source == "entry":
        make.make_observation(idris, by=cast.marek, at=later)
    elif source == "comment":
        make.make_comment(
            cast.observations["idris"], child=idris, family=home, by=cast.marek, at=later
        )
    elif source == "day":
        yesterday = timezone.localdate() - timedelta(days=1)
        note = make.make_daily_note(idris, by=cast.marek, day=yesterday)
        type(note).objects.filter(pk=note.pk).update(released_at=later)
    elif source == "report":
        room, term = cast.rooms["conkers"], cast.terms["hill"]
        report = make.make_report(idris, room=room, term=term, by=cast.bettina, shared=True)
        type(report).objects.filter(pk=report.pk).update(shared_at=later)
    else:
        make.make_conversation(
            idris,
            family=home,
            parents=[cast.nia],
            staff=[cast.marek],
            messages=[(cast.marek, "Hi")],
        )
        Participant.objects.filter(user=cast.nia).update(last_heard_at=later)
    send_all()
    assert len(sink.to(cast.nia.email)) == 1


def test_a_message_that_was_read_is_no_news(cast: Cast, sink: Sink) -> None:
    queue()
    later = has_seen_everything(cast.agnieszka)
    talk = Participant.objects.filter(user=cast.agnieszka)
    talk.update(last_heard_at=later, last_read_at=later + timedelta(seconds=1))
    send_all()
    assert sink.to(cast.agnieszka.email) == []


def test_what_another_home_wrote_is_no_news(cast: Cast, sink: Sink) -> None:
    queue()
    later = has_seen_everything(cast.edmund)
    ottoline, flora = cast.children["ottoline"], cast.homes["flora"]
    make.make_observation(ottoline, by=cast.flora, family=flora, at=later)
    make.make_comment(
        cast.observations["ottoline"], child=ottoline, family=flora, by=cast.flora, at=later
    )
    send_all()
    assert sink.to(cast.edmund.email) == []


@pytest.mark.parametrize(
    "change", ["link ended", "no updates", "disabled", "said never", "right taken"]
)
def test_rights_lost_between_writing_down_and_sending_mean_no_mail(
    cast: Cast, sink: Sink, change: str
) -> None:
    queue()
    link = ParentCarer.objects.filter(user=cast.nia)
    if change == "link ended":
        link.update(ended_on=timezone.localdate() - timedelta(days=1))
    elif change == "no updates":
        link.update(receives_updates=False)
    elif change == "disabled":
        User.objects.filter(pk=cast.nia.pk).update(is_active=False)
    elif change == "said never":
        make.make_digest_preference(cast.nia, setting=cast.hill, frequency="never")
    else:
        link.update(
            sees_journal=False, sees_daily_notes=False, sees_reports=False, can_message=False
        )
    send_all()
    assert sink.to(cast.nia.email) == []
    assert digest_of(cast.nia).status == Digest.Status.EMPTY
    assert len(sink.to(cast.agnieszka.email)) == 1, "others get theirs"


def test_a_manager_who_left_gets_no_digest_any_more(cast: Cast, sink: Sink) -> None:
    make.make_digest_preference(
        cast.bettina, setting=cast.hill, changed_at=friday_evening() - timedelta(days=3)
    )
    queue()
    Membership.objects.filter(user=cast.bettina).update(
        ended_on=timezone.localdate() - timedelta(days=1)
    )
    send_all()
    assert sink.to(cast.bettina.email) == []


def test_many_mails_share_one_connection(cast: Cast, sink: Sink) -> None:
    queue()
    send_all()
    assert len(sink.mails) == len(HEARS)
    assert len(sink.sessions) == 1


def test_a_connection_that_the_server_closed_is_opened_again(cast: Cast, sink: Sink) -> None:
    queue()
    jobs = list(OutboxJob.objects.filter(task=actions.SEND_DIGEST).values_list("pk", flat=True))
    with as_worker():
        tasks.send_digest(str(jobs[0]))
    line = emails._lines.line
    if line is not None:
        line.connection.connection.sock.close()  # as after a night without mail
        line.used_at -= 3600
    for job_id in jobs[1:]:
        with as_worker():
            tasks.send_digest(str(job_id))
    assert len(sink.mails) == len(HEARS)


# --- when the mail server is away ----------------------------------------------------------------


def test_while_the_mail_server_is_away_nothing_is_lost_and_afterwards_nothing_comes_twice(
    cast: Cast, settings: Any
) -> None:
    queue()
    port = free_port()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    emails.hang_up()
    send_all()
    job = OutboxJob.objects.get(subject_id=digest_of(cast.agnieszka).pk)
    assert job.done_at is None
    assert job.last_error == "ConnectionRefusedError"
    assert job.due_at > timezone.now()
    assert digest_of(cast.agnieszka).status == Digest.Status.DUE
    with mail_server(settings, port=port) as sink:
        make_due_again()
        send_all()
        make_due_again()
        send_all()
        assert len(sink.mails) == len(HEARS)
        assert len({mail["Message-ID"] for mail in sink.mails}) == len(HEARS)


def test_a_server_that_accepts_nobody_just_now_is_asked_again(cast: Cast, sink: Sink) -> None:
    queue()
    sink.refusing = "451 Busy, come back"
    send_all()
    assert sink.mails == []
    assert not Digest.objects.filter(status="sent").exists()
    sink.refusing = ""
    make_due_again()
    send_all()
    assert len(sink.mails) == len(HEARS)


def test_an_outage_of_a_night_gives_no_digest_up(cast: Cast, sink: Sink) -> None:
    queue()
    job = OutboxJob.objects.get(subject_id=digest_of(cast.agnieszka).pk)
    long_ago = timezone.now() - timedelta(hours=2)
    OutboxJob.objects.filter(pk=job.pk).update(
        attempts=9, given_up_at=long_ago, last_error="ConnectionRefusedError"
    )
    broken = OutboxJob.objects.get(subject_id=digest_of(cast.nia).pk)
    OutboxJob.objects.filter(pk=broken.pk).update(
        attempts=9, given_up_at=long_ago, last_error="SMTPRecipientsRefused"
    )
    with as_worker():
        assert actions.try_again_after_outage(now=timezone.now()) == 1
    send_all()
    assert len(sink.to(cast.agnieszka.email)) == 1
    assert sink.to(cast.nia.email) == [], "an address that does not exist is given up"


def test_the_digest_after_a_lost_one_reaches_back_to_the_last_that_was_sent(
    cast: Cast, sink: Sink
) -> None:
    first, second = friday_evening() - timedelta(days=7), friday_evening()
    queue(first)
    Digest.objects.filter(recipient=cast.nia).update(
        status="sent", sent_at=first, message_id=uuid.uuid4().hex
    )
    Digest.objects.exclude(recipient=cast.nia).update(status="due")
    queue(second)
    start = Digest.objects.get(recipient=cast.nia, period_end=second.replace(minute=0)).period_start
    assert start == first
    never_sent = Digest.objects.get(recipient=cast.flora, period_end=second.replace(minute=0))
    assert never_sent.period_start == second.replace(minute=0) - timedelta(days=7)


# --- the page ------------------------------------------------------------------------------------


def test_a_mother_chooses_tuesday_at_seven(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.agnieszka)
    url = reverse("communications:digest_preferences")
    page = client.get(url)
    prefix = page.context["rows"][0]["form"].prefix
    data = {f"{prefix}-setting": str(cast.hill.pk), f"{prefix}-frequency": "weekly"}
    data |= {f"{prefix}-weekday": "1", f"{prefix}-hour": "7"}
    assert client.post(url, data).status_code == 302
    chosen = DigestPreference.objects.get(user=cast.agnieszka)
    assert (chosen.frequency, chosen.weekday, chosen.hour) == ("weekly", 1, 7)
    assert "Tuesday" in client.get(url).content.decode()
    wrong = client.post(url, {**data, f"{prefix}-hour": "25"})
    assert wrong.status_code == 422


def test_send_me_one_now_sends_one_even_if_she_has_seen_it_all(cast: Cast, sink: Sink) -> None:
    now = timezone.now()
    LastLook.objects.create(user=cast.agnieszka, seen_at=now, new_since=now)
    client = Client()
    client.force_login(cast.agnieszka)
    url = reverse("communications:digest_now")
    assert client.post(url, {"setting": cast.hill.pk}).status_code == 302
    send_all()
    assert len(sink.to(cast.agnieszka.email)) == 1


@pytest.mark.parametrize("name", ["emrys", "olwen", "sunniva"])
def test_nobody_asks_for_a_digest_of_a_setting_that_does_not_write_to_them(
    cast: Cast, name: str
) -> None:
    client = Client()
    client.force_login(cast.users[name])
    url = reverse("communications:digest_now")
    assert client.post(url, {"setting": cast.hill.pk}).status_code == 404
    assert client.post(url, {"setting": "nonsense"}).status_code == 404
    assert client.post(url).status_code == 404
    assert not Digest.objects.exists()
