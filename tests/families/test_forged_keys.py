"""Keys of forms and places in lists as nobody writes them: answered, and never with a 500."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from families.models import Child, Invitation
from feedback.models import FeedbackReply
from tests import factories as make
from tests.cast import Cast

from .test_invitations import letter_form
from .test_pages_of_people import new_child

pytestmark = pytest.mark.django_db

NONSENSE = (
    *("~", "x~y", "-1", "x", "~x", "x~", "nan~1", "inf~1", "1e300~1", "-1e300~1", "9" * 5_000),
    *("0~" + "0" * 32, "nan~" + "0" * 32, "inf~" + "0" * 32, "1e17~" + "0" * 32 + "~1"),
    *("-62135596800~" + "0" * 32 + "~1", "253402300799~" + "0" * 32, "1~" + "0" * 32 + "~2"),
    *("2026-01-01T10:00:00~1", "2026-01-01T10:00:00+00:00~x", "2026-99-01T10:00~1"),
    *("0001-01-01T00:00:00+14:00~1", "9999-12-31T23:59:59-14:00~1"),
    *("2026-01-01T10:00:00+00:00~" + "9" * 40, "2026-01-01T10:00:00+00:00~-" + "9" * 4_200),
    *("Home~" + "g" * 32, "zero\x00~" + "0" * 32, "🦉~🦉", "a~b~c~d"),
)


@pytest.fixture
def bettina(cast: Cast, client: Client) -> Client:
    client.force_login(cast.bettina)
    return client


def of_the_wharf(cast: Cast, what: str) -> uuid.UUID:
    """An id of the other nursery, that somebody at Marmalade Hill cannot see."""
    return cast.children["barnacle"].pk if what == "child" else cast.invitations["wharf"].pk


def test_a_key_that_is_another_nurserys_child_still_makes_one_of_ones_own(
    cast: Cast, bettina: Client
) -> None:
    taken = of_the_wharf(cast, "child")
    form = new_child(cast) | {"key": str(taken)}
    assert bettina.post(reverse("families:child_create"), form).status_code == 302
    [rumi] = Child.objects.filter(full_name="Rumi Hilltop")
    assert rumi.pk != taken
    assert rumi.setting == cast.hill
    assert Child.objects.get(pk=taken).known_as == cast.children["barnacle"].known_as


@pytest.mark.parametrize("page", ["parent", "staff", "again"])
def test_a_key_that_is_another_nurserys_letter_still_sends_one_of_ones_own(
    cast: Cast, bettina: Client, page: str
) -> None:
    taken = of_the_wharf(cast, "letter")
    before = Invitation.objects.get(pk=taken)
    address, form = {
        "parent": (
            reverse("families:invitation_create", args=[cast.children["zofia"].pk]),
            letter_form(cast),
        ),
        "staff": (
            reverse("families:staff_invitation_create"),
            {
                **{"full_name": "Ines Bramble", "email": "ines@example.org"},
                **{"role": "practitioner", "rooms": [str(cast.rooms["conkers"].pk)]},
            },
        ),
        "again": (
            reverse("families:invitation_again", args=[cast.invitations["hill"].pk]),
            {},
        ),
    }[page]
    here = Invitation.objects.filter(setting=cast.hill)
    letters = here.count()
    assert bettina.post(address, form | {"key": str(taken)}).status_code == 302
    assert here.count() == letters + 1
    after = Invitation.objects.get(pk=taken)
    assert (after.setting, after.email, after.revoked_at) == (cast.wharf, before.email, None)


@pytest.mark.parametrize("whose", ["hill", "wharf"])
def test_a_key_that_is_another_answer_still_answers(
    cast: Cast, bettina: Client, whose: str
) -> None:
    other = cast.feedback["wharf"]
    if whose == "hill":
        other = make.make_feedback(cast.hill, words="Another note", receipt_hash="e" * 64)
    taken = FeedbackReply.objects.create(
        setting=other.setting, item=other, number=1, words="To somebody else"
    )
    note = cast.feedback["hill"]
    address = reverse("feedback:item_answer", args=[note.pk])
    answer = bettina.post(address, {"words": "We oil it.", "key": str(taken.pk)})
    assert answer.status_code == 302
    assert FeedbackReply.objects.get(item=note).words == "We oil it."
    taken.refresh_from_db()
    assert taken.words == "To somebody else"


def lists(cast: Cast) -> dict[str, tuple[str, str, str]]:
    """Who looks, the page that comes in pages, and how it calls the place where one begins."""
    zofia, talk = cast.children["zofia"].pk, cast.conversations["agnieszka"].pk
    return {
        "homes": ("bettina", reverse("families:people_list"), "after"),
        "trail": ("bettina", reverse("families:audit_list"), "before"),
        "journal": ("agnieszka", reverse("learning_journals:journal", args=[zofia]), "before"),
        "talks": ("agnieszka", reverse("communications:conversation_list"), "before"),
        "talk": ("agnieszka", reverse("communications:conversation_detail", args=[talk]), "before"),
    }


@pytest.mark.parametrize("page", ["homes", "trail", "journal", "talks", "talk"])
def test_a_place_that_is_none_shows_a_page_all_the_same(
    cast: Cast, client: Client, page: str
) -> None:
    name, address, word = lists(cast)[page]
    client.force_login(cast.users[name])
    answers: dict[str, Any] = {}
    for nonsense in NONSENSE:
        client.raise_request_exception = False
        answers[nonsense[:60]] = client.get(address, {word: nonsense}).status_code
    assert {place: code for place, code in answers.items() if code != 200} == {}
