"""Photographs into an observation and out to the eyes that may see them."""

import errno
import io
import os
import time
import uuid
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.storage import InMemoryStorage, default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ProgrammingError, connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from families import context
from families.models import AuditEvent, OutboxJob
from learning_journals import photos as pipeline
from learning_journals import tasks
from learning_journals.actions.photos import clear_lost_files
from learning_journals.models import Observation, Photo
from settings import celery_app
from tests import factories as make
from tests import hostile_files
from tests.cast import Cast
from tests.hostile_files import HOSTILE
from tests.roles import acting_as, as_worker

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def marek(cast: Cast, client: Client) -> Client:
    client.force_login(cast.marek)
    return client


def picture(colour: str = "red", name: str = "IMG_2041.JPG") -> SimpleUploadedFile:
    """A phone's photo, with the place where it was taken in it."""
    content = hostile_files.saved(
        Image.new("RGB", (640, 480), colour), "JPEG", exif=hostile_files.exif_with_place()
    )
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def hostile(name: str) -> SimpleUploadedFile:
    (case,) = [each for each in HOSTILE if each.name == name]
    return SimpleUploadedFile(name, case.make(), content_type="image/jpeg")


def write(client: Client, cast: Cast, *files: SimpleUploadedFile, **fields: Any) -> HttpResponse:
    data = {
        "key": str(uuid.uuid4()),
        "page": str(uuid.uuid4()),
        "child": [str(cast.children["zofia"].pk)],
        "words": "Nine pine cones",
        "then": "save",
        "photos": list(files),
    }
    return client.post(reverse("learning_journals:observation_create"), data | fields)


def own(cast: Cast) -> Observation:
    return Observation.objects.filter(author=cast.marek).exclude(words__contains="kanari").get()


def text_of(answer: HttpResponse) -> str:
    return unescape(answer.content.decode())


def fetch(client: Client, photo: Photo, size: str = "page") -> HttpResponse:
    return client.get(reverse("learning_journals:photo_file", args=[photo.pk, size]))


def work(task: Any, photo: Photo) -> None:
    """Let a worker do what was promised for this photo, as the worker's role."""
    job = OutboxJob.objects.get(subject_id=photo.pk, task__endswith=f".{task.__name__}")
    with as_worker():
        task(str(job.pk))


# --- in -------------------------------------------------------------------------------------------


def test_marek_shares_two_photos_with_the_form(cast: Cast, marek: Client, media: Path) -> None:
    assert write(marek, cast, picture("red"), picture("blue"), then="share").status_code == 302
    seen = own(cast)
    photos = list(seen.photos.all())
    assert [(photo.width, photo.height, photo.position) for photo in photos] == [
        (640, 480, 0),
        (640, 480, 1),
    ]
    assert all(photo.uploaded_by == cast.marek for photo in photos)
    promised = OutboxJob.objects.filter(task="learning_journals.tasks.make_photo_sizes")
    assert {job.subject_id for job in promised} == {photo.pk for photo in photos}
    mother = Client()
    mother.force_login(cast.agnieszka)
    answer = fetch(mother, photos[0])
    assert answer.status_code == 200, "the preview is there at once"
    assert Image.open(io.BytesIO(b"".join(answer.streaming_content))).size == (640, 480)
    for path in media.rglob("*"):
        if path.is_file():
            for canary in hostile_files.CANARIES:
                assert canary not in path.read_bytes()
            assert "2041" not in path.name


def test_the_same_form_sent_twice_keeps_each_photo_once(cast: Cast, marek: Client) -> None:
    form = {"key": str(uuid.uuid4()), "page": str(uuid.uuid4())}
    for _ in range(2):
        write(marek, cast, picture("red"), picture("blue"), **form)
    assert own(cast).photos.count() == 2


@pytest.mark.parametrize("bad", ["sixty-megapixels.jpg", "text.jpg", "drawing.svg", "nothing.jpg"])
def test_a_bad_file_is_named_and_the_rest_is_kept(cast: Cast, marek: Client, bad: str) -> None:
    answer = write(marek, cast, picture("red"), hostile(bad), picture("blue"), then="share")
    html = text_of(answer)
    (case,) = [each for each in HOSTILE if each.name == bad]
    assert answer.status_code == 422
    (reason,) = case.outcomes
    assert f"{bad}: {pipeline.WORDS[reason]}" in html
    assert "saved as a draft" in html
    seen = own(cast)
    assert (seen.status, seen.words, seen.photos.count()) == ("draft", "Nine pine cones", 2)
    assert f'name="observation" value="{seen.pk}"' in html
    assert html.count('class="draft-photo"') == 2


def test_only_a_bad_file_and_no_words_keeps_nothing_and_says_why(
    cast: Cast, marek: Client, media: Path
) -> None:
    answer = write(marek, cast, hostile("text.jpg"), words="")
    assert answer.status_code == 422
    assert "text.jpg: This file is not a photo" in text_of(answer)
    assert not Observation.objects.filter(author=cast.marek, words="").exists()
    assert not [path for path in media.rglob("*") if path.is_file()]


def test_a_photo_needs_no_words(cast: Cast, marek: Client) -> None:
    assert write(marek, cast, picture(), words="", then="share").status_code == 302
    assert own(cast).status == "shared"


def test_when_the_disk_is_full_the_words_are_kept_and_the_file_is_named(
    cast: Cast, marek: Client, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[str] = []

    def full(name: str, content: bytes, *rest: Any) -> None:
        if kept:
            raise pipeline.StorageFull from OSError(errno.ENOSPC, "full")
        kept.append(name)
        real(name, content, *rest)

    real = pipeline.store_photo_file
    monkeypatch.setattr("learning_journals.actions.photos.store_photo_file", full)
    answer = write(marek, cast, picture())
    html = text_of(answer)
    assert answer.status_code == 422
    assert "IMG_2041.JPG: There is no room left for pictures" in html
    assert (own(cast).words, own(cast).photos.count()) == ("Nine pine cones", 0)
    assert kept, "the master was written before the disk was full …"
    assert not [path for path in media.rglob("*") if path.is_file()], "… and is cleared away"


def test_a_thirteenth_photo_is_refused_and_the_first_twelve_stay(cast: Cast, marek: Client) -> None:
    write(marek, cast)
    seen = own(cast)
    for position in range(12):
        make.make_photo(seen, by=cast.marek, position=position)
    answer = add(marek, seen, picture(), htmx=True)
    assert "There are 12 photos already." in text_of(answer)
    assert seen.photos.count() == 12


# --- added while writing, in order, and out again -------------------------------------------------


def add(
    client: Client, observation: Observation, *files: SimpleUploadedFile, htmx: bool = False
) -> HttpResponse:
    return client.post(
        reverse("learning_journals:photo_add", args=[observation.pk]),
        {"photos": list(files)},
        headers={"HX-Request": "true"} if htmx else {},
    )


def test_photos_travel_ahead_of_the_form(cast: Cast, marek: Client) -> None:
    form = {"key": str(uuid.uuid4()), "page": str(uuid.uuid4()), "photos-coming": "yes"}
    answer = marek.post(reverse("learning_journals:observation_autosave"), form).json()
    answer = marek.post(
        answer["photos"],
        {"photos": [picture(), hostile("text.jpg")]},
        headers={"HX-Request": "true"},
    )
    html = text_of(answer)
    assert html.lstrip().startswith('<div id="photos">')
    assert html.count('class="draft-photo"') == 1
    assert "text.jpg: This file is not a photo" in html
    assert own(cast).photos.count() == 1


def test_without_scripting_the_page_of_the_draft_comes_back(cast: Cast, marek: Client) -> None:
    write(marek, cast)
    answer = add(marek, own(cast), picture(), hostile("text.jpg"))
    assert answer.status_code == 302
    html = text_of(marek.get(answer.url))
    assert "text.jpg: This file is not a photo" in html
    assert html.count('class="draft-photo"') == 1


def test_photos_change_places_with_buttons_and_the_words_stay(cast: Cast, marek: Client) -> None:
    write(marek, cast, picture("red"), picture("blue"))
    seen = own(cast)
    red, blue = seen.photos.all()
    edit = reverse("learning_journals:observation_edit", args=[seen.pk])
    form = {
        "key": str(seen.idempotency_key),
        "page": str(uuid.uuid4()),
        "observation": str(seen.pk),
        "version": "1",
        "child": [str(cast.children["zofia"].pk)],
        "words": "Typed and not saved yet",
        f"shows-{blue.pk}": "Blue pine cones",
    }
    answer = marek.post(edit, form | {"then": f"earlier:{blue.pk}"})
    assert answer.url == f"{edit}#photos"
    assert list(seen.photos.all()) == [blue, red]
    seen.refresh_from_db()
    blue.refresh_from_db()
    assert (seen.words, blue.description) == ("Typed and not saved yet", "Blue pine cones")
    answer = marek.post(
        reverse("learning_journals:photo_move", args=[blue.pk]),
        {"to": "later"},
        headers={"HX-Request": "true"},
    )
    html = answer.content.decode()
    assert html.index(str(red.pk)) < html.index(str(blue.pk))
    marek.post(reverse("learning_journals:photo_move", args=[blue.pk]), {"to": "later"})
    assert list(seen.photos.all()) == [red, blue], "at the end of the row nothing happens"


def test_a_photo_is_taken_out_put_back_and_cleared_away_after_an_hour(
    cast: Cast, marek: Client, media: Path, django_capture_on_commit_callbacks: Any
) -> None:
    write(marek, cast, picture())
    (photo,) = own(cast).photos.all()
    answer = marek.post(reverse("learning_journals:photo_remove", args=[photo.pk]), follow=True)
    restore = reverse("learning_journals:photo_restore", args=[photo.pk])
    assert restore in text_of(answer)
    assert fetch(marek, photo).status_code == 404
    assert marek.post(restore).status_code == 302
    assert fetch(marek, photo).status_code == 200
    marek.post(reverse("learning_journals:photo_remove", args=[photo.pk]))
    OutboxJob.objects.filter(task__endswith="clear_photo").order_by("due_at")[:1].get().delete()
    OutboxJob.objects.filter(task__endswith="clear_photo").update(due_at=timezone.now())
    Photo.objects.update(removed_at=timezone.now() - timedelta(hours=2))
    with django_capture_on_commit_callbacks(execute=True):
        work(tasks.clear_photo, photo)
    assert not Photo.objects.filter(pk=photo.pk).exists()
    assert not [path for path in media.rglob("*") if path.is_file()]
    assert marek.post(restore).status_code == 404


def test_a_photo_that_was_put_back_is_not_cleared_away(cast: Cast, marek: Client) -> None:
    write(marek, cast, picture())
    (photo,) = own(cast).photos.all()
    marek.post(reverse("learning_journals:photo_remove", args=[photo.pk]))
    marek.post(reverse("learning_journals:photo_restore", args=[photo.pk]))
    OutboxJob.objects.filter(task__endswith="clear_photo").update(due_at=timezone.now())
    work(tasks.clear_photo, photo)
    assert fetch(marek, photo).status_code == 200


def test_what_was_taken_out_is_gone_once_the_rest_is_shared(cast: Cast, marek: Client) -> None:
    write(marek, cast, picture("red"), picture("blue"))
    red, blue = own(cast).photos.all()
    marek.post(reverse("learning_journals:photo_remove", args=[red.pk]))
    marek.post(reverse("learning_journals:observation_share", args=[own(cast).pk]))
    assert list(Photo.objects.filter(observation=own(cast))) == [blue]


@pytest.mark.parametrize(
    ("who", "status"), [("ewa", 403), ("bettina", 403), ("agnieszka", 404), ("saoirse", 404)]
)
def test_nobody_else_changes_the_photos_of_mareks_draft(
    cast: Cast, marek: Client, who: str, status: int
) -> None:
    write(marek, cast, picture())
    (photo,) = own(cast).photos.all()
    other = Client()
    other.force_login(getattr(cast, who))
    assert add(other, own(cast), picture("green")).status_code == status
    for name in ("photo_remove", "photo_move"):
        answer = other.post(reverse(f"learning_journals:{name}", args=[photo.pk]))
        assert answer.status_code == status
    marek.post(reverse("learning_journals:photo_remove", args=[photo.pk]))
    restore = reverse("learning_journals:photo_restore", args=[photo.pk])
    assert other.post(restore).status_code == 404


def test_photos_of_what_is_shared_stay_as_they_are(cast: Cast, marek: Client) -> None:
    write(marek, cast, picture(), then="share")
    (photo,) = own(cast).photos.all()
    assert add(marek, own(cast), picture("green")).status_code == 403
    remove = reverse("learning_journals:photo_remove", args=[photo.pk])
    assert marek.post(remove).status_code == 403


@pytest.mark.parametrize("htmx", [True, False])
def test_a_photo_that_lands_after_sharing_is_not_lost_in_silence(
    cast: Cast, marek: Client, media: Path, monkeypatch: pytest.MonkeyPatch, htmx: bool
) -> None:
    write(marek, cast, picture())
    draft = own(cast)

    def shared_meanwhile(upload: Any) -> Any:
        Observation.objects.filter(pk=draft.pk).update(status="shared", shared_at=timezone.now())
        return pipeline.inspect_and_clean(upload)

    monkeypatch.setattr("learning_journals.actions.photos.inspect_and_clean", shared_meanwhile)
    files = sorted(media.rglob("*.*"))
    url = reverse("learning_journals:photo_add", args=[draft.pk])
    headers = {"HX-Request": "true"} if htmx else {}
    answer = marek.post(url, {"photos": [picture("green")]}, headers=headers, follow=True)
    assert answer.status_code == 200
    assert "the photo is not in it" in text_of(answer)
    assert draft.photos.count() == 1
    assert sorted(media.rglob("*.*")) == files, "no file is left behind"


def test_the_database_takes_photos_into_drafts_only(cast: Cast, marek: Client) -> None:
    write(marek, cast, picture(), then="share")
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(cast.marek):
        make.make_photo(own(cast), by=cast.marek)


# --- sizes ----------------------------------------------------------------------------------------


def test_a_worker_makes_the_sizes_in_nobodys_name(cast: Cast, marek: Client) -> None:
    write(marek, cast, picture(), then="share")
    (photo,) = own(cast).photos.all()
    cast.marek.is_active = False  # who sent it may be gone by now
    cast.marek.save()
    work(tasks.make_photo_sizes, photo)
    photo.refresh_from_db()
    assert photo.sizes_ready_at is not None
    mother = Client()
    mother.force_login(cast.agnieszka)
    sizes = {}
    for size in ("thumb", "page", "print"):
        answer = fetch(mother, photo, size)
        content = b"".join(answer.streaming_content)
        sizes[size] = (answer["Content-Type"], Image.open(io.BytesIO(content)).size)
    assert sizes == {
        "thumb": ("image/webp", (320, 240)),
        "page": ("image/webp", (640, 480)),
        "print": ("image/jpeg", (640, 480)),
    }


def test_the_worker_sees_a_photo_only_while_its_work_is_promised(cast: Cast, marek: Client) -> None:
    write(marek, cast, picture())
    (photo,) = own(cast).photos.all()
    with as_worker():
        assert list(Photo.objects.all()) == [photo], "of all photographs this one"
    work(tasks.make_photo_sizes, photo)
    with as_worker():
        assert list(Photo.objects.all()) == []


def test_the_worker_learns_of_the_photos_it_names_and_of_no_others(
    cast: Cast, marek: Client
) -> None:
    """To find files without a row; in nobody's name only, and nothing to change."""
    write(marek, cast, picture("red"), picture("blue"))
    red, _blue = own(cast).photos.all()
    OutboxJob.objects.update(done_at=timezone.now())
    name_it = "SELECT set_config('app.photo_names', %s, true)"
    with as_worker(), connection.cursor() as cursor:
        assert list(Photo.objects.all()) == []
        cursor.execute(name_it, [f"{red.name},photos/00/00/{'0' * 32}"])
        assert list(Photo.objects.all()) == [red]
        assert Photo.objects.update(description="seen") == 0
        context.announce(cast.edmund.pk)
        assert red not in Photo.objects.all(), "in the name of a person their own rights hold"


# --- files that nobody knows ----------------------------------------------------------------------

DAY_AND_MORE = 25 * 3600


def sweep() -> None:
    """A day and an hour of beat, as the worker."""
    for hour in range(tasks.HOURS_FOR_ALL_FOLDERS):
        with as_worker(), time_machine.travel(timezone.now() + timedelta(hours=hour), tick=False):
            tasks.clear_lost_files()


def grow_old(folder: Path) -> None:
    """As if all that is in the storage had been written more than a day before the sweep."""
    for path in folder.rglob("*"):
        os.utime(path, (time.time() - DAY_AND_MORE, time.time() - DAY_AND_MORE))


def files_in(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


def lose(photo: Photo, last: str) -> str:
    """Files like those of a request that was undone, beside the photo's own; their key."""
    token = photo.name[-32:]
    key = photo.name[:-32] + token[:4] + last * 28
    pipeline.store_photo_file(pipeline.photo_file_name(key, "master"), b"lost")
    pipeline.store_photo_file(pipeline.photo_file_name(key, "page"), b"lost")
    return key


def test_files_that_no_photo_knows_are_removed_when_they_are_a_day_old(
    cast: Cast, marek: Client, media: Path
) -> None:
    write(marek, cast, picture())
    (photo,) = own(cast).photos.all()
    OutboxJob.objects.update(done_at=timezone.now())  # no promise lets the worker see it
    kept = files_in(media)
    lose(photo, "a")
    half = next(media.rglob("*-master.jpg")).parent / ".x-master.jpg.1.part"
    half.write_bytes(b"half")
    grow_old(media)
    sweep()
    assert files_in(media) == kept
    assert fetch(marek, photo).status_code == 200


def test_an_upload_that_is_on_its_way_keeps_its_files(
    cast: Cast, marek: Client, media: Path
) -> None:
    """Its files are there, and its row cannot be seen before the request has ended."""
    write(marek, cast, picture())
    (photo,) = own(cast).photos.all()
    key = lose(photo, "a")
    grow_old(media)
    new = pipeline.photo_file_name(key, "page")
    os.utime(default_storage.path(new))  # one of them is from just now
    before = files_in(media)
    with as_worker():
        for first in pipeline.EVERY_FOLDER:
            assert clear_lost_files(folders=[first]) == 0
    assert files_in(media) == before


def test_where_the_database_knows_hardly_any_file_none_is_removed(
    cast: Cast, marek: Client, media: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A wrong address of the database, or a backup that is not whole, costs no photographs."""
    write(marek, cast, picture())
    (photo,) = own(cast).photos.all()
    lose(photo, "a"), lose(photo, "b")
    grow_old(media)
    before = files_in(media)
    sweep()
    assert files_in(media) == before
    assert "2 photos' files have no row and 1 have one" in caplog.text


def test_lost_files_are_found_in_a_storage_that_is_no_folder() -> None:
    cloud = InMemoryStorage()
    key = pipeline.new_photo_key()
    assert pipeline.last_change_of(key, cloud) is None
    pipeline.store_photo_file(pipeline.photo_file_name(key, "page"), b"lost", cloud)
    changed = pipeline.last_change_of(key, cloud)
    assert changed is not None
    assert timezone.now() - changed < timedelta(minutes=1)
    assert list(pipeline.stored_photo_keys(cloud, only=[key[7:9]])) == [key]
    assert list(pipeline.stored_photo_keys(cloud, only=["zz"])) == []


def test_beat_asks_for_it_and_every_folder_has_its_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    beat = [each["task"] for each in celery_app.conf.beat_schedule.values()]
    assert f"{tasks.clear_lost_files.name}" in beat
    looked: list[str] = []
    monkeypatch.setattr(tasks.photos, "clear_lost_files", lambda *, folders: looked.extend(folders))
    sweep_from = timezone.now()
    for hour in range(tasks.HOURS_FOR_ALL_FOLDERS):
        with time_machine.travel(sweep_from + timedelta(hours=hour), tick=False):
            tasks.clear_lost_files()
    assert sorted(looked) == list(pipeline.EVERY_FOLDER)


def test_sizes_of_a_photo_that_is_gone_are_no_work(cast: Cast, marek: Client) -> None:
    write(marek, cast, picture())
    (photo,) = own(cast).photos.all()
    Photo.objects.filter(pk=photo.pk).delete()
    work(tasks.make_photo_sizes, photo)
    assert OutboxJob.objects.get(subject_id=photo.pk).done_at is not None


# --- out ------------------------------------------------------------------------------------------


@pytest.fixture
def shown(cast: Cast) -> Photo:
    """Zofia's shared photograph, with its files."""
    photo = cast.photos["zofia"]
    photo.name = pipeline.new_photo_key()
    photo.save()
    for size in ("master", "page"):
        pipeline.store_photo_file(
            pipeline.photo_file_name(photo.name, size), picture().read(), default_storage
        )
    return photo


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("marek", 200),
        ("ewa", 200),
        ("bettina", 200),
        ("agnieszka", 200),
        ("tomasz", 200),
        ("saoirse", 404),
        ("gwen", 404),
        ("nia", 404),
        ("flora", 404),
        ("olwen", 404),
        ("rosalind", 404),
        ("ottilie", 404),
    ],
)
def test_who_sees_zofias_photo(
    cast: Cast, client: Client, shown: Photo, who: str, status: int
) -> None:
    client.force_login(getattr(cast, who))
    assert fetch(client, shown).status_code == status


def test_emrys_reads_idris_journal_and_sees_no_photos(cast: Cast, client: Client) -> None:
    client.force_login(cast.emrys)
    assert fetch(client, cast.photos["idris"]).status_code == 404


def test_a_photo_is_delivered_as_a_picture_and_nothing_else(
    cast: Cast, client: Client, shown: Photo
) -> None:
    client.force_login(cast.agnieszka)
    answer = fetch(client, shown, "print")
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-store"
    assert shown.name.rpartition("/")[2] not in answer["Content-Disposition"]
    assert fetch(client, shown, "thumb")["Content-Type"] == "image/webp"
    for nonsense in ("master", "original", "page2"):
        assert fetch(client, shown, nonsense).status_code == 404


def test_a_look_at_a_large_photo_is_in_the_trail(cast: Cast, client: Client, shown: Photo) -> None:
    client.force_login(cast.agnieszka)
    fetch(client, shown, "thumb")
    fetch(client, shown, "page")
    (line,) = AuditEvent.objects.filter(verb="view_photo")
    assert (line.actor, line.target_id) == (cast.agnieszka, str(shown.pk))


def test_scrolling_past_a_photo_all_day_is_one_line_and_printing_it_is_always_one(
    cast: Cast, client: Client, shown: Photo
) -> None:
    def lines() -> int:
        return AuditEvent.objects.filter(verb="view_photo").count()

    client.force_login(cast.agnieszka)
    for _look in range(3):
        assert fetch(client, shown, "page").status_code == 200
    assert lines() == 1
    for _look in range(2):
        fetch(client, shown, "print")
    assert lines() == 3
    client.force_login(cast.tomasz)
    fetch(client, shown, "page")
    assert lines() == 4, "everybody has their own line"
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=True):
        client.force_login(cast.tomasz)
        fetch(client, shown, "page")
    assert lines() == 5, "and every day"


def test_who_looks_while_the_cache_is_away_is_in_the_trail(
    cast: Cast, client: Client, shown: Photo, settings: Any
) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    client.force_login(cast.agnieszka)
    fetch(client, shown, "page")
    assert AuditEvent.objects.filter(verb="view_photo").count() == 1


def test_behind_a_proxy_the_proxy_reads_the_file(
    cast: Cast, client: Client, shown: Photo, settings: Any
) -> None:
    settings.X_ACCEL_PREFIX = "/private/"
    client.force_login(cast.agnieszka)
    answer = fetch(client, shown, "page")
    assert answer["X-Accel-Redirect"] == f"/private/{shown.name}-page.webp"
    assert answer.content == b""
    assert answer["Content-Type"] == "image/webp"
    client.force_login(cast.nia)
    assert "X-Accel-Redirect" not in fetch(client, shown, "page")


def test_a_photo_without_a_file_is_not_there(cast: Cast, client: Client) -> None:
    client.force_login(cast.agnieszka)
    assert fetch(client, cast.photos["zofia"]).status_code == 404


def test_one_photo_costs_few_statements(cast: Cast, client: Client, shown: Photo) -> None:
    client.force_login(cast.agnieszka)
    fetch(client, shown)
    with CaptureQueriesContext(connection) as seen:
        assert fetch(client, shown).status_code == 200
    ours = [each["sql"] for each in seen if each["sql"].startswith(("SELECT", "INSERT"))]
    assert len([sql for sql in ours if "footbridge_leave" not in sql]) <= 6


@pytest.mark.parametrize(
    ("who", "status"), [("marek", 200), ("agnieszka", 200), ("nia", 404), ("saoirse", 404)]
)
def test_who_sees_zofias_portrait(cast: Cast, client: Client, who: str, status: int) -> None:
    zofia = cast.children["zofia"]
    zofia.portrait = default_storage.save("portraits/3f9c.jpg", picture())
    zofia.save()
    client.force_login(getattr(cast, who))
    answer = client.get(reverse("learning_journals:portrait_file", args=[zofia.pk]))
    assert answer.status_code == status


def test_a_grandad_without_photographs_sees_no_portrait_and_no_broken_picture(
    cast: Cast, client: Client
) -> None:
    """Staff know the child by it, also where its mother says no to photographs."""
    idris = cast.children["idris"]
    idris.portrait = default_storage.save("portraits/3f9d.jpg", picture())
    idris.save()
    make.make_consent(cast.links["nia", "idris"], says_yes=False)
    portrait = reverse("learning_journals:portrait_file", args=[idris.pk])
    for who, sees in ((cast.emrys, False), (cast.nia, True), (cast.marek, True)):
        client.force_login(who)
        assert client.get(portrait).status_code == (200 if sees else 404)
        if who != cast.marek:
            assert (portrait in client.get("/").content.decode()) == sees


@pytest.mark.parametrize("name", ["", "../secret.jpg", "portraits/../../x.jpg", "portraits/x.svg"])
def test_a_portrait_is_a_picture_in_its_folder_or_nothing(
    cast: Cast, marek: Client, name: str
) -> None:
    zofia = cast.children["zofia"]
    zofia.portrait = name
    zofia.save()
    url = reverse("learning_journals:portrait_file", args=[zofia.pk])
    assert marek.get(url).status_code == 404
