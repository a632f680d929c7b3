"""The first page, what is new, the wishes for e-mail and the e-mails of the demo."""

import uuid
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from communications.actions.looks import note_look
from communications.models import Digest, LastLook
from families.models import KeyPersonAssignment, Membership, ParentCarer
from tests import factories as make
from tests.cast import Cast
from tests.roles import acting_as

pytestmark = pytest.mark.django_db
MOST_STATEMENTS = 12  # performance.md, "SQL per page"
# Permissions, goals, where to turn, routine cards, the check of the term, what is off, accidents
# and medicine to read of, the week, the morning, questions to all families.
MOST_AT_HOME = 28


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.users[name])
    return client


def home_of(cast: Cast, name: str) -> str:
    response = signed_in(cast, name).get(reverse("home"))
    assert response.status_code == 200
    return response.content.decode()


def asked(cursor: CaptureQueriesContext) -> list[str]:
    """Statements about rows: neither savepoints nor the tests' own change of role, nor a session
    that another test's clean cache made read from its table."""
    quiet = ("SAVEPOINT", "RELEASE", "SET ", "RESET", "ROLLBACK")
    return [
        each["sql"]
        for each in cursor
        if not each["sql"].startswith(quiet)
        and '"django_session"' not in each["sql"]
        and "footbridge_leave" not in each["sql"]
        and "set_config('app.purpose', 'maintenance'" not in each["sql"]
    ]


# --- the first page -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["marek", "bettina", "gwen", "ottilie"])
def test_staff_start_on_the_board(cast: Cast, name: str) -> None:
    response = signed_in(cast, name).get(reverse("home"))
    assert response.status_code == 302
    assert response["Location"] == reverse("learning_journals:today")


def test_a_mother_sees_the_day_the_journal_and_who_looks_after_her_child(cast: Cast) -> None:
    page = home_of(cast, "agnieszka")
    assert "Hello" in page
    assert "Peas." in page, "lunch of today"
    assert "A good day." in page, "the words of today"
    assert "Nine pine cones." in page, "the newest entry"
    assert reverse("families:person_detail", args=[cast.posts["marek"].pk]) in page
    assert "key person" in page


def test_the_way_to_a_message_stands_with_each_child_for_whom_one_may_write(cast: Cast) -> None:
    write = f"{reverse('communications:conversation_create')}?child="
    page = home_of(cast, "agnieszka")
    assert page.index(f"{write}{cast.children['zofia'].pk}") < page.index("From the journal")
    assert home_of(cast, "flora").count(write) == len(("Ottoline", "Rafferty"))
    ParentCarer.objects.filter(user=cast.agnieszka).update(can_message=False)
    assert write not in home_of(cast, "agnieszka")


def test_words_of_the_day_that_are_not_released_stay_with_the_staff(cast: Cast) -> None:
    note = cast.notes["zofia"]
    type(note).objects.filter(pk=note.pk).update(released_at=None)
    assert "A good day." not in home_of(cast, "agnieszka")


def test_when_the_key_person_is_away_today_the_back_up_is_named(cast: Cast) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    other_day = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[tomorrow.weekday()]
    Membership.objects.filter(pk=cast.posts["marek"].pk).update(works_on=other_day)
    page = home_of(cast, "agnieszka")
    assert "is not in today" in page
    assert "is there instead" in page


def test_a_child_without_a_key_person_is_said_to_have_none(cast: Cast) -> None:
    KeyPersonAssignment.objects.filter(child=cast.children["zofia"]).delete()
    assert "has no key person yet" in home_of(cast, "agnieszka")


def test_each_home_of_the_twins_sees_the_twins_and_not_the_other_home(cast: Cast) -> None:
    page = home_of(cast, "flora")
    assert "kanari-ottoline-kanari" in page
    assert "kanari-rafferty-kanari" in page
    assert "kanari-home-edmund-kanari" not in page


def test_who_may_not_see_daily_notes_sees_no_day(cast: Cast) -> None:
    ParentCarer.objects.filter(user=cast.agnieszka).update(sees_daily_notes=False)
    page = home_of(cast, "agnieszka")
    assert "Peas." not in page
    assert reverse("learning_journals:day_today", args=[cast.children["zofia"].pk]) not in page


def test_a_mother_who_works_here_has_both_sides(cast: Cast) -> None:
    page = home_of(cast, "priya")
    assert "My children" in page
    assert reverse("learning_journals:today") in page
    new = reverse("communications:whats_new")
    client = signed_in(cast, "priya")
    assert "kanari-home-flora-kanari" not in client.get(new).content.decode()
    assert "kanari-home-flora-kanari" in client.get(f"{new}?side=work").content.decode()


def test_somebody_who_is_linked_to_nobody_is_told_so_kindly(cast: Cast) -> None:
    assert "nothing here for you today" in home_of(cast, "olwen")


@pytest.mark.parametrize(
    ("name", "more"),
    # Who works here as well is asked once for the other homes of their own children.
    [("agnieszka", 0), ("flora", 0), ("priya", 1), ("emrys", 0)],
)
def test_the_first_page_asks_the_database_no_more_often_than_it_may(
    cast: Cast, name: str, more: int
) -> None:
    client = signed_in(cast, name)
    client.get(reverse("home"))
    with CaptureQueriesContext(connection) as statements:
        client.get(reverse("home"))
    assert len(asked(statements)) <= MOST_AT_HOME + more, asked(statements)


def test_the_first_page_asks_as_often_for_many_children_and_entries_as_for_one(cast: Cast) -> None:
    client = signed_in(cast, "agnieszka")
    client.get(reverse("home"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("home"))
    for number in range(4):
        child = make.make_child(cast.hill, name=f"Child {number}", room=cast.rooms["conkers"])
        make.make_link(child, user=cast.agnieszka, family=cast.homes["kapelusz"])
        make.make_care_entry(child, by=cast.marek)
        make.make_daily_note(child, by=cast.marek)
        for _entry in range(8):
            make.make_photo(make.make_observation(child, by=cast.marek), by=cast.marek)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("home"))
    assert len(asked(many)) == len(asked(few))


@pytest.mark.parametrize("page", ["conversation_list", "whats_new", "digest_preferences"])
def test_the_other_pages_stay_within_twelve_statements_too(cast: Cast, page: str) -> None:
    for name in ("agnieszka", "marek", "bettina"):
        client, url = signed_in(cast, name), reverse(f"communications:{page}")
        client.get(url)
        with CaptureQueriesContext(connection) as statements:
            client.get(url)
        assert len(asked(statements)) <= MOST_STATEMENTS, (name, asked(statements))


def test_a_talk_stays_within_twelve_statements_too(cast: Cast) -> None:
    client = signed_in(cast, "marek")
    url = reverse("communications:conversation_detail", args=[cast.conversations["agnieszka"].pk])
    client.get(reverse("communications:conversation_list"))
    with CaptureQueriesContext(connection) as statements:
        client.get(url)
    assert len(asked(statements)) <= MOST_STATEMENTS, asked(statements)


# --- what is new ----------------------------------------------------------------------------------


def test_new_stays_new_during_a_visit_and_is_old_at_the_next(cast: Cast) -> None:
    client, new = signed_in(cast, "agnieszka"), reverse("communications:whats_new")
    assert "Nine pine cones." in client.get(new).content.decode()
    assert "Nine pine cones." in client.get(new).content.decode()
    LastLook.objects.update(seen_at=timezone.now() - timedelta(hours=1))
    assert "Nine pine cones." not in client.get(new).content.decode()


def test_a_page_fetched_ahead_is_no_look(cast: Cast) -> None:
    client = signed_in(cast, "agnieszka")
    client.get(reverse("home"), headers={"Sec-Purpose": "prefetch"})
    client.head(reverse("home"))
    assert not LastLook.objects.exists()


def test_a_look_is_written_once_in_a_while_and_not_with_every_page(cast: Cast) -> None:
    with acting_as(cast.agnieszka) as person:
        note_look(actor=person)
        with CaptureQueriesContext(connection) as statements:
            note_look(actor=person)
        assert not [each for each in statements if not each["sql"].startswith("SELECT")]


def test_the_link_in_a_digest_shows_what_it_told_of_even_after_another_look(cast: Cast) -> None:
    now = timezone.now()
    LastLook.objects.create(user=cast.agnieszka, seen_at=now, new_since=now)
    digest = Digest.objects.create(
        setting=cast.hill,
        recipient=cast.agnieszka,
        period_start=now - timedelta(days=7),
        period_end=now,
        message_id="x",
        status="sent",
        sent_at=now,
    )
    client, new = signed_in(cast, "agnieszka"), reverse("communications:whats_new")
    assert "Nine pine cones." not in client.get(new).content.decode()
    assert "Nine pine cones." in client.get(new, {"digest": digest.pk}).content.decode()
    theirs, _edmund = client, signed_in(cast, "edmund")
    assert _edmund.get(new, {"digest": digest.pk}).status_code == 200
    assert theirs.get(new, {"digest": uuid.uuid4()}).status_code == 200
    assert theirs.get(new, {"digest": "nonsense"}).status_code == 200


def test_staff_hear_what_came_from_home_and_their_own_words_are_no_news(cast: Cast) -> None:
    page = signed_in(cast, "marek").get(reverse("communications:whats_new")).content.decode()
    assert "kanari-home-kapelusz-kanari" in page
    assert "Nine pine cones." not in page


def test_an_entry_about_both_twins_is_one_piece_of_news(cast: Cast) -> None:
    twins = (cast.children["ottoline"], cast.children["rafferty"])
    make.make_observation(*twins, by=cast.saoirse, words="Both on the plank.")
    page = signed_in(cast, "flora").get(reverse("communications:whats_new")).content.decode()
    assert page.count("Both on the plank.") == 1


# --- the e-mails of the demo ----------------------------------------------------------------------


@pytest.fixture
def box(tmp_path: Path, settings: Any) -> Path:
    settings.VAR_DIR = tmp_path
    for part in ("new", "cur", "tmp"):
        (tmp_path / "mail" / part).mkdir(parents=True)
    return tmp_path / "mail"


def _keep(box: Path, name: str, *, text: str, html: str = "") -> None:
    mail = EmailMessage()
    mail["From"], mail["To"] = "Marmalade Hill <hello@footbridge.example>", "a@families.example"
    mail["Subject"] = "Something new"
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    (box / "new" / name).write_bytes(mail.as_bytes())


@pytest.mark.urls("tests.communications.demo_urls")
def test_whoever_tries_the_demo_reads_its_e_mails_signed_out(box: Path, settings: Any) -> None:
    link = f"{settings.SITE_URL}/new/?digest=1"
    _keep(box, "1.M1.host", text=f"Look: {link}\n<script>alert(1)</script>", html="<b>x</b>")
    client = Client()
    assert "a@families.example" in client.get("/demo/mail/").content.decode()
    page = client.get("/demo/mail/1.M1.host/").content.decode()
    assert 'href="/new/?digest=1"' in page
    assert "<script>alert" not in page


@pytest.mark.urls("tests.communications.demo_urls")
@pytest.mark.parametrize("key", ["2.M1.host", "..", "../new/1.M1.host", "%2e%2e%2fsecret", "a b"])
def test_an_e_mail_that_is_not_there_is_not_found(box: Path, key: str) -> None:
    _keep(box, "1.M1.host", text="x")
    (box.parent / "secret").write_text("secret")
    assert Client().get(f"/demo/mail/{key}/").status_code == 404


@pytest.mark.urls("tests.communications.demo_urls")
def test_before_the_first_e_mail_the_page_says_how_to_get_one(
    tmp_path: Path, settings: Any
) -> None:
    settings.VAR_DIR = tmp_path
    assert "No e-mail yet" in Client().get("/demo/mail/").content.decode()


def test_outside_the_demo_there_is_no_such_page() -> None:
    assert Client().get("/demo/mail/").status_code in (302, 404)
    assert not any(
        getattr(pattern, "name", "") == "demo_mail_list"
        for pattern in __import__("communications.urls", fromlist=["urlpatterns"]).urlpatterns
    )
