"""A card of help nearby beside a message: given by staff, read by whoever reads the message."""

import uuid
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communications.actions.conversations import send_message
from communications.models import Conversation, Message
from communications.queries.records import record_of
from families.models import AuditEvent, LocalService
from tests import factories as make
from tests.cast import Cast
from tests.roles import acting_as
from tests.statements import statements

Browse = Callable[[str], Client]
REFUSED = pytest.raises(ProgrammingError, match="row-level security")


@pytest.fixture
def browse(cast: Cast) -> Browse:
    """`browse("marek")` is a browser in which Marek is signed in."""

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(cast.users[name])
        return client

    return signed_in


@pytest.fixture
def library(cast: Cast) -> LocalService:
    return make.make_service(
        cast.hill,
        name="Penny Table",
        need="money",
        languages=["pl", "ar"],
        reach="Thursday 9 to 12, or ring 01632 960 201.\nDoor B",
    )


def page_of(talk: Conversation) -> str:
    return reverse("communications:conversation_detail", args=[talk.pk])


def sent(client: Client, talk: Conversation, **form: object) -> int:
    body = {"words": "Perhaps they can help.", "key": uuid.uuid4(), **form}
    address = reverse("communications:message_create", args=[talk.pk])
    return client.post(address, body).status_code


def message(
    cast: Cast, talk: Conversation, *, by: str, card: LocalService | None, setting: object = None
) -> Message:
    return Message(
        setting_id=setting or talk.setting_id,
        conversation=talk,
        author=cast.users[by],
        words="x",
        card=card,
        idempotency_key=uuid.uuid4(),
    )


def test_marek_puts_a_card_beside_his_words_and_a_mother_can_ring_from_it(
    cast: Cast, browse: Browse, library: LocalService
) -> None:
    talk = cast.conversations["agnieszka"]
    assert "Add a help card" in browse("marek").get(page_of(talk)).content.decode()
    assert sent(browse("marek"), talk, card_id=library.pk) == 302
    page = browse("agnieszka").get(page_of(talk)).content.decode()
    for said in ("Penny Table", "money and bills", "Mill Lane", "Polish, Arabic", "free"):
        assert said in page
    assert '<a class="tap" href="tel:01632960201" dir="ltr">01632 960 201</a>' in page
    assert reverse("families:service_detail", args=[library.pk]) in page
    assert "Add a help card" not in page, "families have no cards to give"
    assert "Penny" not in str([*AuditEvent.objects.filter(verb="send_message").values()])


def test_a_first_message_takes_a_card_along_from_its_page(
    cast: Cast, browse: Browse, library: LocalService
) -> None:
    marek = browse("marek")
    card = marek.get(reverse("families:service_detail", args=[library.pk])).content.decode()
    new = reverse("communications:conversation_create")
    assert f"{new}?card={library.pk}" in card
    child = cast.children["zofia"].pk
    faces = marek.get(f"{new}?card={library.pk}").content.decode()
    assert f"?child={child}&amp;card={library.pk}" in faces
    form = marek.get(f"{new}?child={child}&card={library.pk}").content.decode()
    assert f'<option value="{library.pk}" selected>' in form
    body = {"words": "Have you met them?", "key": uuid.uuid4(), "card_id": library.pk}
    answer = marek.post(f"{new}?child={child}", body)
    assert answer.status_code == 302
    assert Message.objects.get(words="Have you met them?").card == library


def test_a_card_is_read_as_it_is_today_and_one_put_away_says_so(
    cast: Cast, browse: Browse, library: LocalService
) -> None:
    talk = cast.conversations["agnieszka"]
    sent(browse("marek"), talk, card_id=library.pk)
    LocalService.objects.filter(pk=library.pk).update(reach="New: 01632 960 299")
    page = browse("agnieszka").get(page_of(talk)).content.decode()
    assert "tel:01632960299" in page
    assert "01632 960 201" not in page
    LocalService.objects.filter(pk=library.pk).update(is_shown=False)
    for reader in ("agnieszka", "marek"):
        page = browse(reader).get(page_of(talk)).content.decode()
        assert "Penny Table" not in page, reader
        assert page.count("not in our list any more") == 2, "the cast has one already"


@pytest.mark.parametrize("which", ["wharf", "away", "nonsense"])
def test_a_card_that_cannot_be_given_is_said_and_the_words_are_kept(
    cast: Cast, browse: Browse, library: LocalService, which: str
) -> None:
    LocalService.objects.filter(pk=library.pk).update(is_shown=which != "away")
    card = {"wharf": cast.services["wharf"].pk, "away": library.pk, "nonsense": "x"}[which]
    talk, count = cast.conversations["agnieszka"], Message.objects.count()
    body = {"words": "Perhaps they can help.", "key": uuid.uuid4(), "card_id": card}
    address = reverse("communications:message_create", args=[talk.pk])
    answer = browse("marek").post(address, body)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This card is not in the list any more" in page
    assert "Perhaps they can help." in page
    assert '<details class="more" open>' in page
    assert Message.objects.count() == count


def test_a_card_goes_with_words_and_is_kept_while_they_are_missing(
    cast: Cast, browse: Browse, library: LocalService
) -> None:
    talk = cast.conversations["agnieszka"]
    address = reverse("communications:message_create", args=[talk.pk])
    body = {"words": " ", "key": uuid.uuid4(), "card_id": library.pk}
    answer = browse("marek").post(address, body)
    assert answer.status_code == 422
    assert f'<option value="{library.pk}" selected>' in answer.content.decode()


def test_a_mother_gives_no_card_neither_by_a_forged_form_nor_by_an_action(
    cast: Cast, browse: Browse, library: LocalService
) -> None:
    talk = cast.conversations["agnieszka"]
    assert sent(browse("agnieszka"), talk, card_id=library.pk, words="From me") == 302
    assert Message.objects.get(words="From me").card is None
    with acting_as(cast.agnieszka) as person, pytest.raises(PermissionDenied):
        send_message(talk, actor=person, words="x", form_key=uuid.uuid4(), card_id=library.pk)


def test_the_database_lets_staff_give_a_card_of_their_own_and_nobody_else(
    cast: Cast, library: LocalService
) -> None:
    """Through the second wall alone: the rows are written without any of our code."""
    talk = cast.conversations["agnieszka"]
    with acting_as(cast.marek):
        message(cast, talk, by="marek", card=library).save()
        with REFUSED, transaction.atomic():
            message(cast, talk, by="marek", card=cast.services["wharf"]).save()
    with acting_as(cast.agnieszka):
        message(cast, talk, by="agnieszka", card=None).save()
        with REFUSED, transaction.atomic():
            message(cast, talk, by="agnieszka", card=library).save()
    with pytest.raises(IntegrityError, match="card_id_same_setting"), transaction.atomic():
        message(cast, talk, by="marek", card=cast.services["wharf"]).save()  # by the owner even
    LocalService.objects.filter(pk=library.pk).update(is_shown=False)
    with acting_as(cast.marek), REFUSED, transaction.atomic():
        message(cast, talk, by="marek", card=library).save()
    written = Message.objects.filter(conversation=talk)
    denied = pytest.raises(ProgrammingError, match="permission denied")
    with acting_as(cast.marek), denied, transaction.atomic():
        written.update(card=library)


def test_a_mother_who_works_here_gives_no_card_in_her_own_talk(
    cast: Cast, browse: Browse, library: LocalService
) -> None:
    talk = make.make_conversation(
        cast.children["anouk"],
        family=cast.homes["priya"],
        parents=[cast.priya],
        staff=[cast.marek],
        messages=[(cast.priya, "Is she eating?")],
    )
    assert "Add a help card" not in browse("priya").get(page_of(talk)).content.decode()
    with acting_as(cast.priya), REFUSED, transaction.atomic():
        message(cast, talk, by="priya", card=library).save()


def test_her_own_copy_of_the_record_names_the_card(cast: Cast) -> None:
    with acting_as(cast.agnieszka) as person:
        record = record_of(cast.children["zofia"], person)
    assert record
    cards = {said["card"] for talk in record.conversations for said in talk["messages"]}
    assert cards == {cast.services["hill"].name, None}, "not the one that was put away"


def test_a_talk_costs_the_same_with_one_card_and_with_thirty(cast: Cast, browse: Browse) -> None:
    talk, marek, costs = cast.conversations["agnieszka"], browse("marek"), []
    for more in (1, 29):
        for number in range(more):
            card = make.make_service(cast.hill, name=f"Card {more} {number}")
            saved = message(cast, talk, by="marek", card=card)
            saved.at = timezone.now()
            saved.save()
        marek.get(page_of(talk))
        with statements() as asked:
            assert marek.get(page_of(talk)).status_code == 200
        costs.append(len(asked))
    assert costs[0] == costs[1]
