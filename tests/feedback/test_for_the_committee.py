"""The owner or committee: reads what is addressed to them, and nothing of a child or a family."""

import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communications.models import DecisionAnswer
from communications.queries.news import has_news, staff_news
from families.actions.meanwhile import fingerprint
from families.actions.stamps import tell_letterbox
from families.forms.people import PostForm
from families.models import ConsentInForce, Membership, Setting, StampKey
from feedback.actions.emptying import empty_box
from feedback.models import FeedbackItem, FeedbackReply, Letterbox, MovedNote
from feedback.policies import feedback_visible_to
from feedback.queries.tray import brought_for
from tests import factories as make
from tests.cast import Cast, canary
from tests.roles import acting_as, as_worker
from tests.statements import statements

from .boxes import after_next_turn, open_letterbox
from .test_letterbox import Visitor, filled_in

Browse = Callable[[str], Client]
TRAY = "/feedback/"
ABOVE = canary("above-note-hill")


@pytest.fixture
def browse(cast: Cast) -> Browse:
    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(cast.users[name])
        return client

    return signed_in


@pytest.fixture
def note(cast: Cast) -> FeedbackItem:
    return FeedbackItem.objects.get(setting=cast.hill, reader="committee")


# --- who reads it ---------------------------------------------------------------------------------


def test_thaddeus_reads_and_answers_what_is_for_the_committee(
    cast: Cast, browse: Browse, note: FeedbackItem
) -> None:
    thaddeus = browse("thaddeus")
    tray = thaddeus.get(TRAY).content.decode()
    assert ABOVE in tray
    assert canary("note-hill") not in tray
    assert canary("lead-note-hill") not in tray
    assert "Without manager and deputy" in tray
    page = reverse("feedback:item_answer", args=[note.pk])
    assert (
        "The owner or committee, without manager and deputy" in thaddeus.get(page).content.decode()
    )
    answer = {"words": "Thank you. I look into it.", "key": str(uuid.uuid4())}
    assert thaddeus.post(page, answer).status_code == 302
    assert FeedbackReply.objects.get(item=note).words == "Thank you. I look into it."
    assert thaddeus.post(reverse("feedback:item_close", args=[note.pk])).status_code == 302
    assert FeedbackItem.objects.get(pk=note.pk).is_closed


@pytest.mark.parametrize("name", ["bettina", "tariq", "saoirse", "marek", "agnieszka", "ottilie"])
def test_neither_manager_nor_deputy_nor_lead_reads_it_on_a_page_or_in_the_database(
    cast: Cast, browse: Browse, note: FeedbackItem, name: str
) -> None:
    client = browse(name)
    for query in ({}, {"closed": "1"}, {"moved": "1"}):
        assert ABOVE not in client.get(TRAY, query).content.decode()
    assert client.get(reverse("feedback:item_answer", args=[note.pk])).status_code == 404
    assert client.post(reverse("feedback:item_close", args=[note.pk])).status_code == 404
    with acting_as(cast.users[name]) as person:
        assert not FeedbackItem.objects.filter(pk=note.pk).exists()
        assert not FeedbackItem.objects.filter(pk=note.pk).update(is_closed=True)
        assert not feedback_visible_to(person).filter(reader="committee").exists()
        with pytest.raises(DatabaseError), transaction.atomic():
            FeedbackReply.objects.create(setting=cast.hill, item=note, number=1, words="Mine")


def test_thaddeus_reads_no_note_that_is_for_others(cast: Cast) -> None:
    for reader in ("managers", "lead", "both"):
        make.make_feedback(cast.hill, words="x", reader=reader, receipt_hash=f"{reader:y>64}")
    with acting_as(cast.thaddeus) as person:
        assert {each.reader for each in FeedbackItem.objects.all()} == {"committee"}
        assert {each.reader for each in feedback_visible_to(person)} == {"committee"}


def test_nobody_moves_a_note_for_the_committee_into_the_record(
    cast: Cast, browse: Browse, note: FeedbackItem
) -> None:
    """Tariq leads safeguarding and is deputy: there he would read it."""
    thaddeus = browse("thaddeus")
    move = reverse("communications:note_concern", args=[note.pk])
    page = thaddeus.get(reverse("feedback:item_answer", args=[note.pk])).content.decode()
    assert move not in page
    assert "by word of mouth" in page
    assert thaddeus.get(move).status_code == 404
    for name in ("thaddeus", "tariq"):
        with acting_as(cast.users[name]), pytest.raises(DatabaseError), transaction.atomic():
            MovedNote.objects.create(
                setting=cast.hill, item=note, reader="committee", for_leads=True
            )


# --- what else is theirs, and what is not ---------------------------------------------------------


def test_thaddeus_reads_how_the_nursery_is_led(cast: Cast, browse: Browse) -> None:
    thaddeus = browse("thaddeus")
    policy = cast.house_policies["hill"].policy_id
    for name, args in (
        ("communications:your_say", []),
        ("communications:said_board", []),
        ("communications:decision_detail", [cast.decisions["hill"].pk]),
        ("feedback:pulse_list", []),
        ("feedback:term_picture", []),
        ("families:policy_list", []),
        ("families:policy_detail", [policy]),
        ("families:team_list", []),
        ("families:where_to_turn", []),
        ("communications:whats_new", []),
        ("communications:digest_preferences", []),
        ("families:more", []),
    ):
        assert thaddeus.get(reverse(name, args=args)).status_code == 200, name
    question = thaddeus.get(
        reverse("communications:decision_detail", args=[cast.decisions["hill"].pk])
    ).content.decode()
    assert canary("question-hill") in question
    assert "kanari-voice" not in question, "no family's answer, not even one shown to all"


def test_thaddeus_begins_at_his_notes_and_is_shown_no_place_of_a_child(
    cast: Cast, browse: Browse
) -> None:
    thaddeus = browse("thaddeus")
    assert thaddeus.get("/")["Location"] == TRAY
    nav = re.search(r'<nav class="nav".*?</nav>', thaddeus.get(TRAY).content.decode(), re.S)[0]
    assert "More" in nav
    assert f'href="{TRAY}" aria-current="page"' in nav
    for place in ("Today", "Journal", "Messages"):
        assert place not in nav
    more = thaddeus.get("/more/").content.decode()
    assert TRAY in more
    assert "/letterbox/" not in more, "he would be told that his browser has no stamp"
    zofia = cast.children["zofia"].pk
    for path in (f"/children/{zofia}/", f"/children/{zofia}/journal/"):
        assert thaddeus.get(path).status_code == 404
    for path in ("/feedback/cards/", "/feedback/notice/", "/feedback/emptying/", "/nursery/"):
        assert thaddeus.get(path).status_code == 403
    assert thaddeus.post("/feedback/terms/", {"term": cast.terms["hill"].pk}).status_code == 403


@pytest.mark.parametrize("of_a", ["child", "family", "parentcarer", "consent", "consentinforce"])
def test_the_database_shows_thaddeus_no_row_of_a_child(cast: Cast, of_a: str) -> None:
    from django.apps import apps

    with acting_as(cast.thaddeus) as person:
        assert person.governs
        assert not person.is_staff
        assert not apps.get_model("families", of_a).objects.exists()


def test_a_child_at_another_nursery_opens_nothing_of_this_one(cast: Cast, browse: Browse) -> None:
    """An owner whose own child goes to the sister nursery."""
    child, home = cast.children["barnacle"], cast.homes["sunniva"]
    make.make_link(child, user=cast.thaddeus, family=home)
    question = reverse("communications:decision_detail", args=[cast.decisions["hill"].pk])
    assert "kanari-voice" not in browse("thaddeus").get(question).content.decode()
    with acting_as(cast.thaddeus) as person:
        assert person.is_family
        assert not DecisionAnswer.objects.filter(setting=cast.hill).exists()
        assert not ConsentInForce.objects.filter(setting=cast.hill).exists()


def test_a_mother_on_the_committee_reads_as_a_mother_too(cast: Cast, browse: Browse) -> None:
    make.make_link(cast.children["zofia"], user=cast.thaddeus, family=cast.homes["kapelusz"])
    thaddeus = browse("thaddeus")
    assert thaddeus.get("/").status_code == 200
    assert ABOVE in thaddeus.get(TRAY).content.decode()
    assert thaddeus.get(f"/children/{cast.children['zofia'].pk}/journal/").status_code == 200
    assert thaddeus.get(f"/children/{cast.children['ottoline'].pk}/journal/").status_code == 404
    with acting_as(cast.thaddeus):
        assert FeedbackItem.objects.count() == 1


def test_thaddeus_needs_a_second_factor_like_everybody_who_works_here(
    cast: Cast, browse: Browse, settings: Any
) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    for name in ("thaddeus", "gwen"):
        assert browse(name).get(TRAY)["Location"] == reverse("mfa_index"), name


def test_his_tray_asks_no_more_for_sixty_notes_than_for_five(cast: Cast, browse: Browse) -> None:
    thaddeus, asked = browse("thaddeus"), []
    thaddeus.get(TRAY)
    for more in (5, 60):
        for number in range(more):
            make.make_feedback(
                cast.hill,
                words=f"Note {number}",
                reader="committee",
                receipt_hash=f"{more}-{number:a>50}",
            )
        with statements() as sent:
            thaddeus.get(TRAY)
        asked.append(len(sent))
    assert asked[0] == asked[1] <= 12


# --- who comes to it ------------------------------------------------------------------------------


def test_a_manager_makes_nobody_who_is_here_already_the_committee(
    cast: Cast, browse: Browse
) -> None:
    """She could read what was written past her."""
    post = cast.posts["marek"]
    bettina, edit = browse("bettina"), reverse("families:post_edit", args=[post.pk])
    assert "committee" not in bettina.get(edit).content.decode()
    body = {"role": "committee", "seen": fingerprint(post, fields=PostForm.edits)}
    assert bettina.post(edit, body).status_code == 422
    mine = Membership.objects.filter(user=cast.bettina)
    with acting_as(cast.bettina):
        for posts in (mine, Membership.objects.filter(pk=post.pk)):
            with pytest.raises(DatabaseError), transaction.atomic():
                posts.update(role="committee")
        with pytest.raises(DatabaseError), transaction.atomic():
            Membership.objects.filter(user=cast.thaddeus).update(role="manager")
    assert mine.get().role == "manager"


def test_who_sits_above_leads_no_safeguarding(cast: Cast, browse: Browse) -> None:
    post = cast.posts["thaddeus"]
    edit = reverse("families:post_edit", args=[post.pk])
    body = {
        "role": "committee",
        "job_title": "Chair",
        "is_safeguarding_lead": "on",
        "is_senco": "on",
        "seen": fingerprint(post, fields=PostForm.edits),
    }
    assert browse("bettina").post(edit, body).status_code == 302
    kept = Membership.objects.get(pk=post.pk)
    assert (kept.job_title, kept.is_safeguarding_lead, kept.is_senco) == ("Chair", False, False)
    with pytest.raises(DatabaseError), transaction.atomic():
        Membership.objects.filter(pk=post.pk).update(is_safeguarding_lead=True)


def test_when_he_has_left_he_reads_nothing_more(cast: Cast, browse: Browse) -> None:
    last = {"started_on": timezone.localdate() - timedelta(days=9)}
    last["ended_on"] = timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(user=cast.thaddeus).update(**last)
    assert browse("thaddeus").get(TRAY).status_code == 403
    with acting_as(cast.thaddeus):
        assert not FeedbackItem.objects.exists()


# --- the letterbox --------------------------------------------------------------------------------


class TestTheLetterbox:
    pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "letterbox"])

    @pytest.fixture
    def hill(self) -> Setting:
        hill = make.make_setting("Marmalade Hill Nursery", phone="01632 960 123")
        open_letterbox(hill)
        return hill

    @pytest.fixture
    def address(self, hill: Setting) -> str:
        return reverse("feedback:letterbox", args=[hill.letterbox_address])

    def chair(self, hill: Setting, **days: Any) -> Any:
        user = make.make_user("chair@marmaladehill.example", full_name="The Chair")
        return make.make_staff(hill, user=user, role="committee", room=None, **days)

    def told(self) -> None:
        with as_worker():
            tell_letterbox(timezone.localdate())
        StampKey.objects.update(holders=10)  # nobody of these was given stamps

    def test_the_page_offers_the_committee_only_where_there_is_one(
        self, hill: Setting, address: str
    ) -> None:
        self.told()
        words = "The owner or committee, without manager and deputy"
        assert words not in Visitor().get(address).content.decode()
        refused = Visitor().post(address, filled_in(address, "About her.", reader="committee"))
        assert refused.status_code == 422
        post = self.chair(hill)
        self.told()
        page = Visitor().get(address).content.decode()
        assert words in page
        assert "never shown to the manager or the deputy" in page
        assert "All of them" not in page
        Membership.objects.filter(pk=post.pk).update(ended_on=timezone.localdate())
        Membership.objects.filter(pk=post.pk).update(
            started_on=timezone.localdate() - timedelta(days=3),
            ended_on=timezone.localdate() - timedelta(days=1),
        )
        self.told()
        assert words not in Visitor().get(address).content.decode()

    @pytest.mark.parametrize("at_once", ["", "on"])
    def test_a_note_reaches_the_committee_and_tells_nobody_else(
        self, hill: Setting, address: str, at_once: str
    ) -> None:
        chair = self.chair(hill)
        manager = make.make_user("manager@marmaladehill.example", full_name="The Manager")
        make.make_staff(hill, user=manager, role="manager", room=None)
        self.told()
        form = filled_in(address, "The manager shouts.", reader="committee", at_once=at_once)
        assert Visitor().post(address, form).status_code == 200
        empty_box(hill.letterbox_address, now=after_next_turn())
        [note] = FeedbackItem.objects.all()
        assert (note.reader, note.words) == ("committee", "The manager shouts.")
        times = Letterbox.objects.get(setting=hill)
        assert times.brought_on is None
        assert times.lead_brought_on is None
        assert (times.committee_brought_on is None) == bool(at_once)
        Letterbox.objects.update(committee_brought_on=timezone.localdate(), hour=0)
        before = timezone.now() - timedelta(days=2)
        with acting_as(chair.user) as person:
            assert [each.pk for each in FeedbackItem.objects.all()] == [note.pk]
            assert brought_for(person).filter(new_at__isnull=False).exists()
            assert has_news(person, setting_id=hill.pk, since=before)
            assert "notes from the letterbox" in staff_news(person, since=before).items[0].title
        with acting_as(manager) as person:
            assert not FeedbackItem.objects.exists()
            assert not brought_for(person).filter(new_at__isnull=False).exists()
            assert not has_news(person, setting_id=hill.pk, since=before)
