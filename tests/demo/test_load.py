"""The demo as rows: whole, within the product's promises, and by one command."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from io import StringIO
from unittest.mock import patch

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count, F, Q
from django.test import override_settings
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from communications.models import Conversation, Message, Participant
from families.models import (
    Child,
    Cover,
    Family,
    KeyPersonAssignment,
    KeyPersonHello,
    Room,
    Setting,
    StampKey,
    StampsGiven,
    User,
    valid_on,
)
from feedback.models import FeedbackItem, Pulse, SealedBox
from feedback.sealed_box import Box
from learning_journals.models import (
    CareEntry,
    Comment,
    DailyNote,
    Observation,
    ObservationChild,
    Photo,
)
from learning_journals.photos import SIZES, photo_file_name
from tests import factories
from tests.roles import acting_as

from . import load, people, pictures, terms, who
from .journal import HOME_ENTRIES
from .rows.photographs import face_of
from .studio import Drawing, Drawn, Face, Studio
from .words.gatherings import GATHERINGS
from .words.moments import MOMENTS
from .words.stories import STORIES

pytestmark = pytest.mark.xdist_group("demo")  # loaded once


class QuickStudio(Studio):
    """Hands out the same small picture for everything, at once."""

    def __init__(self, drawings: Iterable[Drawing], faces: Iterable[Face], **how: object) -> None:
        self.drawings, self.faces = set(drawings), set(faces)

    def portrait(self, face: Face) -> bytes:
        assert face in self.faces
        return b"a portrait"

    def picture(self, drawing: Drawing) -> Drawn:
        assert drawing in self.drawings
        return Drawn({name: str(drawing).encode() for name in ("master", *SIZES)}, 1200, 900)

    def __exit__(self, *error: object) -> None:
        pass


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[datetime]:
    """The demo as it is now, for all tests of this module, and rolled back after them."""
    now = timezone.now()
    with (
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")),
        patch.object(load, "Studio", QuickStudio),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        load.load(say=lambda line: None, now=now)
        yield now
        transaction.set_rollback(True)


def test_the_nursery_is_as_large_as_it_says(demo: datetime) -> None:
    hill = Setting.objects.get(name="Marmalade Hill")
    today = timezone.localdate()
    on_roll = Child.objects.filter(valid_on(today), setting=hill)
    assert on_roll.count() == 84
    assert Room.objects.filter(setting=hill).count() == 4
    assert Setting.objects.count() == 2
    adults = User.objects.filter(
        Q(parent_carers__ended_on__isnull=True) | Q(parent_carers__ended_on__gte=today),
        parent_carers__setting=hill,
    )
    assert 150 <= adults.distinct().count() <= 175
    assert Observation.objects.filter(setting=hill).count() > 250
    assert CareEntry.objects.filter(setting=hill).count() > 5_000
    assert DailyNote.objects.filter(setting=hill).count() > 800
    assert Comment.objects.count() > 100
    assert Conversation.objects.count() > 50


def test_no_row_lies_in_the_future(demo: datetime) -> None:
    assert not CareEntry.objects.filter(Q(at__gt=demo) | Q(ended_at__gt=demo)).exists()
    assert not Observation.objects.filter(Q(happened_at__gt=demo) | Q(shared_at__gt=demo)).exists()
    assert not Comment.objects.filter(at__gt=demo).exists()
    assert not Message.objects.filter(at__gt=demo).exists()
    assert not DailyNote.objects.filter(released_at__gt=demo).exists()


def test_every_child_but_barnaby_has_one_key_person_and_one_back_up_today(demo: datetime) -> None:
    open_now = KeyPersonAssignment.objects.filter(ended_on__isnull=True)
    for child in Child.objects.filter(ended_on__isnull=True):
        roles = sorted(open_now.filter(child=child).values_list("is_backup", flat=True))
        wanted = [False] if child.known_as == "Barnaby" else [False, True]
        assert roles == wanted, child.full_name


def test_marek_is_away_on_a_friday_and_edmund_has_a_hello_to_read(demo: datetime) -> None:
    covers = Cover.objects.filter(away__user__known_as="Marek")
    assert {(each.started_on.weekday(), each.membership.user.name) for each in covers} == {
        (4, "Ewa")
    }
    assert covers.filter(child__known_as="Zofia", note__words__contains="goodbye").exists()
    hello = KeyPersonHello.objects.get(child__known_as="Ottoline")
    assert [each.user.name for each in hello.seen.all()] == ["Flora"]


def test_journal_lines_repeat_their_observation(demo: datetime) -> None:
    assert not ObservationChild.objects.exclude(at=F("observation__happened_at")).exists()
    assert not ObservationChild.objects.exclude(is_shared=Q(observation__status="shared")).exists()
    lines = Observation.objects.annotate(lines=Count("journal_lines"))
    assert not lines.filter(kind="group", lines__lt=2).exists()
    assert not lines.exclude(kind="group").exclude(lines=1).exists()


def test_a_conversation_is_read_by_its_audience_only(demo: datetime) -> None:
    for conversation in Conversation.objects.prefetch_related("participants", "messages"):
        readers = {reader.user_id for reader in conversation.participants.all()}
        assert set(conversation.audience) == readers
        assert {message.author_id for message in conversation.messages.all()} <= readers
    assert Participant.objects.filter(last_heard_at__gt=F("last_read_at")).exists()


def test_a_home_apart_reads_the_journal_and_nothing_of_the_other_home(demo: datetime) -> None:
    edmund = User.objects.get(email="edmund@families.example")
    flora = User.objects.get(email="flora@families.example")
    with acting_as(edmund) as person:
        assert person.is_family
        assert not person.is_staff
        lines = ObservationChild.objects.all()
        assert lines.filter(family__isnull=True).count() > 4
        assert set(lines.filter(family__isnull=False).values_list("family__name", flat=True)) == {
            "Edmund Button"
        }
        assert not Message.objects.filter(author=flora).exists()
        assert not Family.objects.filter(name="Flora Button").exists()


def test_limited_rights_ended_links_and_closed_accounts_hold(demo: datetime) -> None:
    emrys = User.objects.get(email="emrys@families.example")
    with acting_as(emrys):
        assert ObservationChild.objects.exists()
        assert set(Child.objects.values_list("known_as", flat=True)) == {"Idris"}
        assert not Conversation.objects.exists()
    with acting_as(User.objects.get(email="constance@families.example")):
        assert not ObservationChild.objects.exists()
    for gone in ("vernon@families.example", "lionel@marmaladehill.example"):
        with pytest.raises(User.DoesNotExist), acting_as(User.objects.get(email=gone)):
            pass


def test_everybody_who_is_printed_can_sign_in(demo: datetime) -> None:
    for mail, name, _part in who.SIGN_INS:
        user = User.objects.get(email=mail)
        assert user.full_name == name
        assert user.is_active
    assert User.objects.get(email="marek@marmaladehill.example").check_password(people.PASSWORD)


def test_a_note_can_be_read_with_its_receipt(demo: datetime) -> None:
    hill = Setting.objects.get(name="Marmalade Hill")
    notes = FeedbackItem.objects.filter(setting=hill)
    assert notes.count() >= 10
    assert notes.filter(replies__isnull=False, is_closed=False).exists()
    assert notes.filter(replies__isnull=True).exists()


def test_notes_wait_in_the_box_and_enough_people_hold_stamps_to_open_it(demo: datetime) -> None:
    hill = Setting.objects.get(name="Marmalade Hill")
    box = Box.opened(bytes(SealedBox.objects.get(setting=hill).sealed), of=hill.pk)
    assert len(box.posted) == 2
    assert StampKey.objects.get(setting=hill).holders >= 10
    agnieszka = User.objects.get(email="agnieszka@families.example")
    assert not StampsGiven.objects.filter(person=agnieszka).exists(), "hers come with her browser"


def test_three_taps_are_open_told_and_being_written(demo: datetime) -> None:
    hill = Setting.objects.get(name="Marmalade Hill")
    box = Box.opened(bytes(SealedBox.objects.get(setting=hill).sealed), of=hill.pk)
    running = Pulse.objects.get(setting=hill, is_opened=True, counted_on=None)
    assert box.tallies.keys() == {running.pk}
    told = Pulse.objects.get(setting=hill, counted_on__isnull=False)
    assert told.total == 27
    assert any(option.told is None for each in told.asked for option in each.options)
    assert Pulse.objects.filter(setting=hill, is_opened=False).count() == 1


def test_the_command_leaves_a_nursery_alone(demo: datetime) -> None:
    before = Setting.objects.values_list("pk", flat=True)
    call_command("demo", "--if-empty", stdout=StringIO())
    with pytest.raises(CommandError, match="There is a nursery already"):
        call_command("demo", stdout=StringIO())
    assert set(Setting.objects.values_list("pk", flat=True)) == set(before)
    printed = StringIO()
    call_command("demo", "--who", stdout=printed)
    assert "edmund@families.example" in printed.getvalue()


@pytest.mark.django_db
def test_the_command_never_empties_somebody_elses_nursery() -> None:
    factories.make_setting("A Real Nursery")
    with patch.object(load, "empty") as empty, pytest.raises(CommandError, match="not the demo's"):
        call_command("demo", "--reset", stdout=StringIO())
    empty.assert_not_called()


def test_every_photograph_has_files_of_its_own(demo: datetime) -> None:
    photos = Photo.objects.select_related("observation")
    assert photos.count() > 100
    for photo in photos:
        for size in ("master", *SIZES):
            assert default_storage.exists(photo_file_name(photo.name, size))
    assert len({photo.name for photo in photos}) == len(photos)
    assert not Child.objects.filter(portrait="", date_of_birth__isnull=False).exists()
    in_groups = Photo.objects.filter(observation__kind="group")
    assert in_groups.exists()
    assert not in_groups.filter(observation__journal_lines__child__known_as="Pip").exists()


def test_every_scene_has_been_drawn() -> None:
    told = (*MOMENTS, *STORIES, *GATHERINGS, *HOME_ENTRIES)
    assert {each.scene for each in told if each.scene} <= set(pictures.SUBJECTS)


def test_pictures_come_in_every_size() -> None:
    drawing, face = Drawing("drum", ("Kofi",)), face_of(people.CHILD["kofi"])
    with Studio([drawing], [face], sizes=SIZES) as studio:
        picture = studio.picture(drawing)
        assert studio.portrait(face).startswith(b"\xff\xd8")
    assert set(picture.files) == {"master", *SIZES}
    assert picture.files["thumb"].startswith(b"RIFF")
    assert picture.width > picture.height > 0


def test_the_terms_are_in_order() -> None:
    for year in (2025, 2026, 2030):
        found = terms.terms_of(year)
        for term in found:
            assert term.starts_on < term.half_term_from < term.half_term_to < term.ends_on
        assert found[0].ends_on < found[1].starts_on
        assert found[1].ends_on < found[2].starts_on
