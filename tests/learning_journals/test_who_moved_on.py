"""A child or the author changes rooms: what was shared can still be taken back, a draft still knows
everybody it is about, and nobody is shared past a family's no.

Behind row security the author does not see a child that moved on, so an action that trusts the rows
it sees forgets that child. These tests look with the owner's eyes.
"""

import uuid
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families.models import RoomAssignment, RoomPlace
from families.row_security import WEB, WORKER
from learning_journals import policies
from learning_journals.models import Comment, Observation, ObservationChild, Photo
from tests import factories as make
from tests.access.people import person_by_code
from tests.cast import Cast
from tests.roles import acting_as

pytestmark = pytest.mark.django_db

SHARED_WORDS = "Zofia and Anouk built a bridge of pegs."
NOT_FINISHED = "About Zofia alone, and not finished."


@pytest.fixture
def marek(cast: Cast, client: Client) -> Client:
    client.force_login(cast.marek)
    return client


def anouk_moves_to_pinecones(cast: Cast) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    RoomPlace.objects.filter(child=cast.children["anouk"]).update(ended_on=yesterday)
    RoomPlace.objects.create(
        setting=cast.hill,
        child=cast.children["anouk"],
        room=cast.rooms["pinecones"],
        started_on=timezone.localdate(),
    )


def marek_moves_to_pinecones(cast: Cast) -> None:
    """And is no longer key person of anybody in Conkers."""
    yesterday = timezone.localdate() - timedelta(days=1)
    RoomAssignment.objects.filter(membership=cast.posts["marek"]).update(ended_on=yesterday)
    RoomAssignment.objects.create(
        setting=cast.hill,
        membership=cast.posts["marek"],
        room=cast.rooms["pinecones"],
        started_on=timezone.localdate(),
    )
    cast.posts["marek"].key_children.update(ended_on=yesterday)


MOVES = {"child": anouk_moves_to_pinecones, "author": marek_moves_to_pinecones}


def about_both(cast: Cast, **fields: Any) -> Observation:
    """Marek's observation of Zofia and Anouk, with a photograph; shared unless told otherwise."""
    seen = make.make_observation(
        *(cast.children["zofia"], cast.children["anouk"]),
        by=cast.marek,
        words=SHARED_WORDS,
        idempotency_key=uuid.uuid4(),
        **fields,
    )
    make.make_photo(seen, by=cast.marek)
    return seen


def talk_about(seen: Observation, cast: Cast) -> None:
    for child, home, parent in (("zofia", "kapelusz", "agnieszka"), ("anouk", "priya", "priya")):
        for who in (cast.users[parent], cast.ewa):
            make.make_comment(
                seen, child=cast.children[child], family=cast.homes[home], by=who, words="Pegs!"
            )


def say_yes_to_group_photos(cast: Cast, *names: str) -> None:
    for (_adult, child), link in cast.links.items():
        if child in names and link.has_parental_responsibility:
            make.make_consent(link, code="photo_group")


def do(client: Client, what: str, seen: Observation, **fields: Any) -> Any:
    return client.post(reverse(f"learning_journals:observation_{what}", args=[seen.pk]), fields)


def shared_lines(seen: Observation) -> dict[str, bool]:
    lines = ObservationChild.objects.filter(observation=seen).select_related("child")
    return {line.child.known_as.split()[0].lower(): line.is_shared for line in lines}


def reaches(cast: Cast, parent: str, seen: Observation) -> set[str]:
    """What of an observation reaches a parent: by the database alone, by the code alone, and by
    the journal's page."""
    found: set[str] = set()
    with acting_as(cast.users[parent]):
        for kind, rows in (
            ("observation", Observation.objects.filter(pk=seen.pk)),
            ("line", ObservationChild.objects.filter(observation=seen)),
            ("photo", Photo.objects.filter(observation=seen)),
            ("comment", Comment.objects.filter(observation=seen)),
        ):
            if rows.exists():
                found.add(f"{kind} in the database")
    person = person_by_code(cast, parent)
    for kind, rows in (
        ("observation", policies.observations_visible_to(person).filter(pk=seen.pk)),
        ("line", policies.journal_lines_visible_to(person).filter(observation=seen)),
        ("photo", policies.photos_visible_to(person).filter(observation=seen)),
        ("comment", policies.comments_visible_to(person).filter(observation=seen)),
    ):
        if rows.exists():
            found.add(f"{kind} in the code")
    visitor = Client()
    visitor.force_login(cast.users[parent])
    child = "zofia" if parent == "agnieszka" else "anouk"
    page = visitor.get(reverse("learning_journals:journal", args=[cast.children[child].pk]))
    assert page.status_code == 200
    if any(words in unescape(page.content.decode()) for words in (SHARED_WORDS, NOT_FINISHED)):
        found.add("words on the page")
    return found


@pytest.fixture
def odile(cast: Cast) -> str:
    """Anouk's other mother, who does not work here: Priya may read of Anouk as staff as well."""
    cast.users["odile"] = make.make_user("odile@example.com", full_name="Odile Nettlefold")
    make.make_link(
        cast.children["anouk"],
        user=cast.odile,
        family=cast.homes["priya"],
        relationship="mum",
    )
    return "odile"


@pytest.mark.parametrize("who_moves", MOVES)
def test_what_is_taken_back_reaches_no_family_whoever_changed_rooms(
    cast: Cast, marek: Client, odile: str, who_moves: str
) -> None:
    say_yes_to_group_photos(cast, "zofia", "anouk")
    seen = about_both(cast)
    talk_about(seen, cast)
    assert len(reaches(cast, odile, seen)) == len(reaches(cast, "agnieszka", seen)) == 9
    MOVES[who_moves](cast)
    assert do(marek, "withdraw", seen).status_code == 302
    assert shared_lines(seen) == {"zofia": False, "anouk": False}
    assert reaches(cast, odile, seen) == reaches(cast, "agnieszka", seen) == set()


@pytest.mark.parametrize("who_moves", MOVES)
def test_a_draft_made_again_of_it_reaches_no_family_either(
    cast: Cast, marek: Client, odile: str, who_moves: str
) -> None:
    seen = about_both(cast)
    talk_about(seen, cast)
    MOVES[who_moves](cast)
    do(marek, "withdraw", seen)
    do(marek, "restore", seen)
    seen.refresh_from_db()
    assert seen.status == "draft"
    chosen = [str(cast.children["zofia"].pk)] if who_moves == "child" else []
    answer = do(
        *(marek, "edit", seen),
        **{"key": str(seen.idempotency_key), "page": str(uuid.uuid4())},
        **{"observation": str(seen.pk), "version": str(seen.version)},
        **{"words": NOT_FINISHED, "child": chosen, "then": "save"},
    )
    assert answer.status_code == 302
    seen.refresh_from_db()
    assert seen.words == NOT_FINISHED
    assert not any(shared_lines(seen).values())
    assert reaches(cast, odile, seen) == reaches(cast, "agnieszka", seen) == set()


def test_the_manager_takes_back_what_somebody_else_shared(
    cast: Cast, client: Client, odile: str
) -> None:
    seen = about_both(cast)
    anouk_moves_to_pinecones(cast)
    client.force_login(cast.bettina)
    do(client, "withdraw", seen)
    assert reaches(cast, odile, seen) == reaches(cast, "agnieszka", seen) == set()


def test_no_line_says_shared_while_its_observation_does_not(cast: Cast) -> None:
    """The database's own promise, whatever an action forgets or a forged statement says."""
    draft = about_both(cast, shared=False)
    for wrong in (
        {"is_shared": True},
        {"author_id": cast.ewa.pk},
        {"at": timezone.now() - timedelta(days=9)},
    ):
        with pytest.raises(IntegrityError):
            change_lines(draft, wrong)


def change_lines(seen: Observation, fields: dict[str, Any]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        ObservationChild.objects.filter(observation=seen).update(**fields)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("role", [WEB, WORKER])
def test_no_running_role_can_change_a_line_but_for_the_names_hidden_in_it(
    db: None, role: str
) -> None:
    """Nor move one to another child: lines are added, taken out, and follow their observation."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
            " AND has_column_privilege(%s, attrelid, attnum, 'UPDATE')",
            [ObservationChild._meta.db_table, role],
        )
        assert cursor.fetchall() == [("hidden_names",)]


def test_lines_follow_their_observation_by_themselves(cast: Cast) -> None:
    draft = about_both(cast, shared=False)
    for status, shared in (("shared", True), ("withdrawn", False), ("draft", False)):
        shared_at = timezone.now() if shared else None
        Observation.objects.filter(pk=draft.pk).update(status=status, shared_at=shared_at)
        assert set(shared_lines(draft).values()) == {shared}


def test_who_left_the_home_does_not_read_its_lines_by_having_written_them(cast: Cast) -> None:
    """Priya works here: what she wrote as a mother is the home's, and goes with her link."""
    entry = cast.observations["anouk-from-priya"]
    cast.children["anouk"].parent_carers.update(ended_on=timezone.localdate() - timedelta(days=1))
    with acting_as(cast.priya):
        assert not ObservationChild.objects.filter(observation=entry).exists()
        assert not Observation.objects.filter(pk=entry.pk).exists()


# --- sharing --------------------------------------------------------------------------------------


def test_a_no_to_group_photos_holds_when_the_child_has_moved_on(
    cast: Cast, marek: Client, odile: str
) -> None:
    say_yes_to_group_photos(cast, "zofia")
    draft = about_both(cast, shared=False)
    do(marek, "share", draft)
    assert not any(shared_lines(draft).values())
    anouk_moves_to_pinecones(cast)
    answer = marek.get(do(marek, "share", draft).url)
    assert "no longer in your care" in unescape(answer.content.decode())
    draft.refresh_from_db()
    assert draft.status == "draft"
    assert reaches(cast, odile, draft) == reaches(cast, "agnieszka", draft) == set()


def test_saving_and_sharing_in_one_press_does_not_forget_the_child_either(
    cast: Cast, marek: Client
) -> None:
    say_yes_to_group_photos(cast, "zofia")
    draft = about_both(cast, shared=False)
    anouk_moves_to_pinecones(cast)
    form = {
        **{"key": str(draft.idempotency_key), "page": str(uuid.uuid4())},
        **{"observation": str(draft.pk), "version": "1", "words": "Pegs, and a bridge."},
        **{"child": [str(cast.children["zofia"].pk)], "then": "share"},
    }
    answer = do(marek, "edit", draft, **form)
    assert answer.status_code == 422
    said = unescape(answer.content.decode())
    assert "no longer in your care" in said
    assert "Your words and everything else are saved" in said
    draft.refresh_from_db()
    assert (draft.status, draft.words) == ("draft", "Pegs, and a bridge.")
    assert shared_lines(draft) == {"zofia": False, "anouk": False}


def test_the_author_takes_out_who_moved_on_and_shares_the_rest(cast: Cast, marek: Client) -> None:
    draft = about_both(cast, shared=False)
    anouk_moves_to_pinecones(cast)
    edit = reverse("learning_journals:observation_edit", args=[draft.pk])
    assert 'name="without_moved"' in marek.get(edit).content.decode()
    form = {
        **{"key": str(draft.idempotency_key), "page": str(uuid.uuid4())},
        **{"observation": str(draft.pk), "version": "1", "words": "Zofia built a bridge."},
        **{"child": [str(cast.children["zofia"].pk)], "then": "share", "without_moved": "on"},
    }
    assert do(marek, "edit", draft, **form).status_code == 302
    assert shared_lines(draft) == {"zofia": True}
    other = about_both(cast, shared=False)
    cast.children["anouk"].room_places.update(room=cast.rooms["conkers"])
    edit = reverse("learning_journals:observation_edit", args=[other.pk])
    assert 'name="without_moved"' not in marek.get(edit).content.decode()
