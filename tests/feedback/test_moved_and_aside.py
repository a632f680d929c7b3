"""A note that moves into the safeguarding record, and one that is set aside."""

import re
import uuid

import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from families.context import Person
from families.models import (
    AuditEvent,
    OutboxJob,
    SafeguardingConcern,
    SafeguardingReceipt,
)
from feedback.actions.emptying import empty_box
from feedback.models import FeedbackItem, FeedbackReply, Letterbox, MovedNote
from feedback.policies import feedback_visible_to, moved_notes_visible_to
from feedback.queries.letterbox import hash_of
from tests import factories as make
from tests.access.people import person_by_code
from tests.at_once import at_once
from tests.cast import Cast
from tests.roles import acting_as

from .boxes import after_next_turn, open_letterbox

TRAY = "/feedback/"
CODE = "A" * 24


@pytest.fixture
def note(cast: Cast) -> FeedbackItem:
    """A note for manager and deputy about something that is none of the tray's."""
    return make.make_feedback(
        cast.hill, words="Somebody grabs arms in the garden.", receipt_hash=hash_of(CODE)
    )


def sign_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.users[name])
    return client


def address_of(note: FeedbackItem) -> str:
    return reverse("communications:note_concern", args=[note.pk])


def move(client: Client, note: FeedbackItem, **fields: object) -> object:
    body = {"about": "Somebody in the garden", "key": str(uuid.uuid4()), "answer": "", **fields}
    return client.post(address_of(note), body)


def reads(cast: Cast, name: str, note: FeedbackItem) -> bool:
    page = sign_in(cast, name).get(reverse("feedback:item_answer", args=[note.pk]))
    return page.status_code == 200


# --- into the record ------------------------------------------------------------------------------


def test_a_note_moves_into_the_record_and_leaves_the_manager_s_tray(
    cast: Cast, note: FeedbackItem
) -> None:
    FeedbackReply.objects.create(setting=cast.hill, item=note, number=1, words="Which day?")
    bettina, lines = sign_in(cast, "bettina"), AuditEvent.objects.count()
    answer = move(bettina, note, answer="Thank you. Tariq reads this.", done_at_once="Nothing yet.")
    receipt = SafeguardingReceipt.objects.latest("at")
    assert answer["Location"] == reverse("families:safeguarding_receipt", args=[receipt.pk])
    concern = SafeguardingConcern.objects.get(reference=receipt.reference)
    assert "letterbox, without a name" in concern.words
    assert "Somebody grabs arms in the garden." in concern.words
    assert "Which day?" in concern.words
    assert (concern.kind, concern.author, concern.child) == ("child", cast.bettina, None)
    # Gone from her, wherever she looks; the leads go on with it.
    for page in (TRAY, f"{TRAY}?closed=1", f"{TRAY}?moved=1"):
        assert "grabs arms" not in bettina.get(page).content.decode()
    found = {name: reads(cast, name, note) for name in ("bettina", "tariq", "saoirse", "marek")}
    assert found == {"bettina": False, "tariq": True, "saoirse": True, "marek": False}
    saoirse = sign_in(cast, "saoirse")
    assert "grabs arms" not in saoirse.get(TRAY).content.decode()
    assert "grabs arms" in saoirse.get(f"{TRAY}?moved=1").content.decode()
    assert (
        "grabs arms"
        in saoirse.get(reverse("families:safeguarding_detail", args=[concern.pk])).content.decode()
    )
    # The general trail knows nothing; the leads are told that there is something.
    assert AuditEvent.objects.count() == lines
    told = OutboxJob.objects.filter(task="families.tasks.tell_safeguarding_lead")
    assert set(told.values_list("subject_id", flat=True)) >= {cast.tariq.pk, cast.saoirse.pk}
    assert not any("grabs" in str(vars(job)) for job in told)
    assert mail.outbox == []


def test_the_same_form_sent_twice_moves_a_note_once(cast: Cast, note: FeedbackItem) -> None:
    bettina, key, before = sign_in(cast, "bettina"), str(uuid.uuid4()), _concerns()
    answers = [move(bettina, note, key=key, answer="Once")["Location"] for _twice in range(2)]
    assert answers[0] == answers[1]
    assert _concerns() == before + 1
    assert note.replies.count() == 1
    assert move(bettina, note).status_code == 404, "another form finds no note any more"
    assert move(sign_in(cast, "tariq"), note).status_code == 404
    assert _concerns() == before + 1


def _concerns() -> int:
    return SafeguardingConcern.objects.count()


def test_the_manager_who_leads_safeguarding_herself_moves_it_into_the_same_record(
    cast: Cast, note: FeedbackItem
) -> None:
    tariq = sign_in(cast, "tariq")
    assert move(tariq, note).status_code == 302
    assert "grabs arms" not in tariq.get(TRAY).content.decode()
    assert "grabs arms" in tariq.get(f"{TRAY}?moved=1").content.decode()
    assert not reads(cast, "bettina", note)


def test_nothing_is_sent_that_nobody_wrote_and_what_is_sent_is_read_with_the_code(
    cast: Cast, note: FeedbackItem
) -> None:
    bettina = sign_in(cast, "bettina")
    offered = bettina.get(address_of(note)).context["form"]["answer"].value()
    assert "A person responsible for safeguarding reads it" in str(offered)
    move(bettina, note, answer="")
    assert not note.replies.exists()
    other = make.make_feedback(cast.hill, words="Again.", receipt_hash=hash_of("B" * 24))
    move(bettina, other, answer="It is in good hands.")
    assert [each.words for each in other.replies.all()] == ["It is in good hands."]


def test_if_one_of_the_leads_must_not_read_it_the_note_stays_with_those_who_have_it(
    cast: Cast, note: FeedbackItem
) -> None:
    """Saoirse leads safeguarding too, and the note is about her."""
    fields = {"about_adult": "on", "kept_from": [str(cast.posts["saoirse"].pk)]}
    assert move(sign_in(cast, "bettina"), note, **fields).status_code == 302
    concern = SafeguardingConcern.objects.latest("written_at")
    assert (concern.kind, concern.kept_from) == ("adult", [cast.saoirse.pk])
    found = {name: reads(cast, name, note) for name in ("bettina", "tariq", "saoirse")}
    assert found == {"bettina": True, "tariq": True, "saoirse": False}
    # Nothing shows that it was moved, or Saoirse would learn of it once she reads the note.
    bettina = sign_in(cast, "bettina")
    assert "grabs arms" in bettina.get(TRAY).content.decode()
    assert "grabs arms" not in bettina.get(f"{TRAY}?moved=1").content.decode()


def _page_without_tokens(client: Client, address: str) -> str:
    text = client.get(address).content.decode()
    main = text[text.index("<main") : text.index("</main>")]
    return re.sub(r'value="[\w-]{30,}"', "", main)


def test_a_lead_who_must_not_read_the_record_sees_nothing_of_it_in_her_tray(cast: Cast) -> None:
    """The writer chose all of them, and the note is about Saoirse, who leads safeguarding too."""
    note = make.make_feedback(
        cast.hill, words="Saoirse grabs arms.", receipt_hash=hash_of(CODE), reader="both"
    )
    saoirse = sign_in(cast, "saoirse")
    pages = [TRAY, f"{TRAY}?moved=1", reverse("feedback:item_answer", args=[note.pk])]
    pages.append(address_of(note))
    FeedbackItem.objects.exclude(pk=note.pk).delete()  # they come in another order at each look
    before = [_page_without_tokens(saoirse, page) for page in pages]
    fields = {"about_adult": "on", "kept_from": [str(cast.posts["saoirse"].pk)]}
    assert move(sign_in(cast, "bettina"), note, **fields).status_code == 302
    assert MovedNote.objects.get(item=note).for_leads is False
    assert [_page_without_tokens(saoirse, page) for page in pages] == before
    with acting_as(cast.saoirse):
        assert not MovedNote.objects.filter(item_id=note.pk).exists()
    assert not _moved_for(person_by_code(cast, "saoirse"), note)


def test_a_note_that_stayed_is_moved_again_as_if_it_were_new_and_the_same_form_is_one(
    cast: Cast, note: FeedbackItem
) -> None:
    bettina, key, before = sign_in(cast, "bettina"), str(uuid.uuid4()), _concerns()
    fields = {"about_adult": "on", "kept_from": [str(cast.posts["saoirse"].pk)]}
    twice = [move(bettina, note, key=key, answer="Once", **fields)["Location"] for _each in "12"]
    assert twice[0] == twice[1]
    assert (_concerns(), note.replies.count()) == (before + 1, 1)
    colleague = move(sign_in(cast, "tariq"), note)
    assert colleague.status_code == 302
    assert colleague["Location"] != twice[0]
    assert _concerns() == before + 2
    assert MovedNote.objects.get(item=note).for_leads is False
    assert not reads(cast, "saoirse", note), "who knew nothing of the first has undone nothing"


def test_who_presses_twice_at_the_same_moment_reads_the_receipt(
    cast: Cast, note: FeedbackItem, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second press was on its way when the first one had not moved the note yet."""
    bettina, key = sign_in(cast, "bettina"), str(uuid.uuid4())
    first = move(bettina, note, key=key)["Location"]
    monkeypatch.setattr("communications.views.notes.note_to_move", lambda *_asked: note)
    monkeypatch.setattr("communications.actions.notes.receipt_of_form", lambda *_asked: None)
    assert move(bettina, note, key=key)["Location"] == first
    assert move(bettina, note).status_code == 404, "another form has no receipt"


def test_what_nobody_here_could_read_is_not_moved(cast: Cast, note: FeedbackItem) -> None:
    before = _concerns()
    kept = [str(cast.posts[name].pk) for name in ("tariq", "saoirse")]
    page = move(sign_in(cast, "bettina"), note, kept_from=kept, answer="Thank you", about="Both")
    assert page.status_code == 422
    assert "so the note stays where it is" in page.content.decode()
    assert 'value="Both"' in page.content.decode()
    assert (_concerns(), MovedNote.objects.count(), note.replies.count()) == (before, 0, 0)
    assert reads(cast, "bettina", note)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"about": ""}, "write here who it is about"),
        ({"about_adult": "on"}, "Choose who must not read this"),
        ({"answer": "x" * 3_001}, "3000"),
        ({"child": str(uuid.uuid4())}, "cannot be chosen any more"),
        ({"key": ""}, "This page is not whole"),
    ],
)
def test_a_form_that_is_not_whole_keeps_what_was_typed(
    cast: Cast, note: FeedbackItem, fields: dict[str, str], said: str
) -> None:
    page = move(sign_in(cast, "bettina"), note, done_at_once="Told Tariq at once.", **fields)
    assert page.status_code == 422
    assert said in page.content.decode()
    assert "Told Tariq at once." in page.content.decode()
    assert not MovedNote.objects.exists()


@pytest.mark.parametrize("name", ["marek", "agnieszka", "ottilie", "gwen", "saoirse"])
def test_nobody_moves_a_note_that_they_do_not_read(
    cast: Cast, note: FeedbackItem, name: str
) -> None:
    client, before = sign_in(cast, name), _concerns()
    assert client.get(address_of(note)).status_code == 404
    assert move(client, note).status_code == 404
    assert (_concerns(), MovedNote.objects.count()) == (before, 0)


def test_the_database_alone_hides_a_moved_note_from_the_manager_and_lets_nobody_bring_it_back(
    cast: Cast, note: FeedbackItem
) -> None:
    MovedNote.objects.create(setting=cast.hill, item=note, reader="managers", for_leads=True)
    FeedbackReply.objects.create(setting=cast.hill, item=note, number=1, words="x")
    seen = {}
    for name in ("bettina", "tariq", "saoirse", "ottilie"):
        with acting_as(cast.users[name]):
            seen[name] = (
                FeedbackItem.objects.filter(pk=note.pk).count(),
                FeedbackReply.objects.filter(item_id=note.pk).count(),
                FeedbackItem.objects.filter(pk=note.pk).update(is_closed=False),
            )
    assert seen == {
        "bettina": (0, 0, 0), "tariq": (1, 1, 1), "saoirse": (1, 1, 1), "ottilie": (0, 0, 0),
    }  # fmt: skip
    for change in (lambda rows: rows.update(for_leads=False), lambda rows: rows.delete()):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            acting_as(cast.tariq),
            transaction.atomic(),
        ):
            change(MovedNote.objects.filter(item=note))


def test_the_code_alone_hides_a_moved_note_from_the_manager(cast: Cast, note: FeedbackItem) -> None:
    """Asked as the owner, who sees everything."""
    people = {name: person_by_code(cast, name) for name in ("bettina", "tariq", "saoirse")}
    before = {
        name: feedback_visible_to(person).filter(pk=note.pk).exists()
        for name, person in people.items()
    }
    assert before == {"bettina": True, "tariq": True, "saoirse": False}
    MovedNote.objects.create(setting=cast.hill, item=note, reader="managers", for_leads=True)
    after = {
        name: (feedback_visible_to(person).filter(pk=note.pk).exists(), _moved_for(person, note))
        for name, person in people.items()
    }
    assert after == {"bettina": (False, False), "tariq": (True, True), "saoirse": (True, True)}


def _moved_for(person: Person, note: FeedbackItem) -> bool:
    return moved_notes_visible_to(person).filter(item=note).exists()


# --- set aside ------------------------------------------------------------------------------------


def test_an_abusive_note_is_folded_away_counted_for_the_reader_and_brought_back(
    cast: Cast, note: FeedbackItem
) -> None:
    bettina, lines = sign_in(cast, "bettina"), AuditEvent.objects.count()
    aside = reverse("feedback:item_aside", args=[note.pk])
    bettina.post(aside)
    page = bettina.get(TRAY)
    text = page.content.decode()
    assert note.pk not in {each.pk for each in page.context["tray"].notes}
    fold = text[text.index("One note is set aside") :]
    assert "grabs arms" in fold
    assert "nobody shall try" in fold
    assert "grabs arms" not in text[: text.index("One note is set aside")]
    assert "One note is set aside" in sign_in(cast, "tariq").get(TRAY).content.decode()
    assert "set aside" not in sign_in(cast, "saoirse").get(TRAY).content.decode()
    refused = bettina.post(
        reverse("feedback:item_answer", args=[note.pk]), {"words": "No.", "key": str(uuid.uuid4())}
    )
    assert refused.status_code == 422
    assert "Bring it back to answer" in refused.content.decode()
    assert not note.replies.exists()
    bettina.post(aside, {"open": "1"})
    assert "grabs arms" in bettina.get(TRAY).content.decode()
    assert AuditEvent.objects.count() == lines


@pytest.mark.parametrize("name", ["marek", "saoirse", "ottilie", "agnieszka"])
def test_nobody_sets_aside_what_they_do_not_read(cast: Cast, note: FeedbackItem, name: str) -> None:
    answer = sign_in(cast, name).post(reverse("feedback:item_aside", args=[note.pk]))
    assert answer.status_code == 404
    note.refresh_from_db()
    assert not note.is_aside


def test_the_tray_says_what_it_cannot_tell_and_asks_nobody_to_guess(cast: Cast) -> None:
    text = sign_in(cast, "bettina").get(TRAY).content.decode()
    assert "What this page cannot tell" in text
    assert "whether two notes are from the same person" in text
    assert "please" not in text.lower()


# --- two at the same moment -----------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_presses_that_are_on_their_way_together_write_one_worry_and_one_answer() -> None:
    """Of a note that stays in the tray, where only the form itself knows that it was moved."""
    from tests.cast import build_cast

    cast = build_cast()
    note = make.make_feedback(cast.hill, words="Saoirse grabs arms.", receipt_hash=hash_of(CODE))
    fields = {"about_adult": "on", "kept_from": [str(cast.posts["saoirse"].pk)]}
    clients = [sign_in(cast, "bettina") for _each in "12"]
    key, before = str(uuid.uuid4()), _concerns()
    answers = at_once(
        before='INSERT INTO "feedback_movednote"',
        todo=[
            lambda client=client: move(client, note, key=key, answer="Thank you.", **fields)
            for client in clients
        ],
    )
    assert answers[0]["Location"] == answers[1]["Location"]
    assert (_concerns(), note.replies.count()) == (before + 1, 1)


# --- with the real box ----------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True, databases=["default", "letterbox"])
def test_the_code_works_after_the_move_and_what_is_added_is_news_for_the_lead() -> None:
    from tests.cast import build_cast

    from .test_letterbox import Visitor

    cast = build_cast()
    cast.terms["hill"].delete()
    key = open_letterbox(cast.hill)
    note = make.make_feedback(
        cast.hill, words="Somebody grabs arms.", receipt_hash=hash_of(CODE), term=key.term
    )
    move(sign_in(cast, "bettina"), note, answer="Tariq reads this.")
    visitor = Visitor()
    address = reverse("feedback:letterbox_receipt", args=[cast.hill.letterbox_address])
    page = visitor.post(address, {"receipt": CODE}).content.decode()
    assert "Tariq reads this." in page
    assert "Somebody grabs arms." in page
    visitor.post(address, {"receipt": CODE, "do": "add", "words": "It was by the shed."})
    assert empty_box(cast.hill.letterbox_address, now=after_next_turn())
    assert [each.words for each in note.replies.order_by("number")][-1] == "It was by the shed."
    times = Letterbox.objects.get(setting=cast.hill)
    assert times.lead_brought_on is not None
    assert times.brought_on is None, "the manager is not told"
    assert reads(cast, "tariq", note)
    assert not reads(cast, "bettina", note)
