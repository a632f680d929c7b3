"""Sounds from home: made ready, kept apart, and heard by those who may hear them."""

import io
import json
import shutil
import subprocess
import sys
import uuid
import zipfile
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import av
import pytest
import time_machine
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, ProgrammingError, transaction
from django.http import HttpResponse
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone, translation

from communications.queries.records import record_of
from communications.records import build
from families import context
from families.models import AuditEvent, OutboxJob
from learning_journals import photo_decoder, sound_decoder, sounds, tasks
from learning_journals.actions.sounds import clear_lost_sounds
from learning_journals.models import Observation, Sound
from learning_journals.photos import StorageFull, store_photo_file
from learning_journals.policies import sounds_visible_to
from learning_journals.queries.entries import spoken_seconds
from learning_journals.sounds import CLEAN, RECEIVED, SoundRefused, make_clean, sound_file_name
from settings import celery_app
from tests import factories as make
from tests import tones
from tests.access.people import person_by_code
from tests.cast import Cast
from tests.roles import acting_as, as_worker

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def files_in(folder: Path) -> list[str]:
    return sorted(path.name.partition("-")[2] for path in folder.rglob("*") if path.is_file())


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.users[name])
    return client


def song(content: bytes | None = None, name: str = "lullaby.m4a") -> SimpleUploadedFile:
    return SimpleUploadedFile(
        name, tones.KINDS["voice memo.m4a"](2) if content is None else content
    )


def write(cast: Cast, name: str, child: str, **fields: Any) -> HttpResponse:
    url = reverse("learning_journals:home_entry_create", args=[cast.children[child].pk])
    fields = {"words": "She sings it.", "key": str(uuid.uuid4()), "sound": song(), **fields}
    return signed_in(cast, name).post(url, fields)


def sent(cast: Cast, name: str = "agnieszka", child: str = "zofia", **fields: Any) -> Sound:
    answer = write(cast, name, child, **fields)
    assert answer.status_code == 302, answer.content.decode()
    return Sound.objects.exclude(heard__contains="kanari").latest("uploaded_at")


def work(sound: Sound, *, task: str = "make_sound") -> Sound:
    """What the worker does, as the worker and in nobody's name, and what follows its commit."""
    job = OutboxJob.objects.get(subject_id=sound.pk, task=f"learning_journals.tasks.{task}")
    with TestCase.captureOnCommitCallbacks(execute=True), as_worker():
        getattr(tasks, task)(str(job.pk))
    sound.refresh_from_db()
    return sound


def journal(cast: Cast, name: str, child: str) -> str:
    url = reverse("learning_journals:journal", args=[cast.children[child].pk])
    return unescape(signed_in(cast, name).get(url).content.decode())


def address(sound: Sound) -> str:
    return reverse("learning_journals:sound_file", args=[sound.pk])


def state(sound: Sound) -> str:
    return reverse("learning_journals:sound_state", args=[sound.pk])


# --- from any sound to one that every browser plays -----------------------------------------------


@pytest.mark.parametrize("name", tones.KINDS)
def test_whatever_a_telephone_records_becomes_an_mp3_of_the_same_length(name: str) -> None:
    made = make_clean(io.BytesIO(tones.KINDS[name](3)))
    assert made.seconds == pytest.approx(3, abs=0.15)
    with av.open(io.BytesIO(made.content)) as again:
        assert again.format.name == "mp3"
        assert again.duration / av.time_base == pytest.approx(3, abs=0.2)
        assert again.metadata == {}


@pytest.mark.parametrize("name", tones.KINDS)
def test_nothing_that_the_file_said_of_itself_is_left(name: str, tmp_path: Path) -> None:
    received, clean = tones.KINDS[name](1), tmp_path / "clean.mp3"
    clean.write_bytes(make_clean(io.BytesIO(received)).content)
    assert b"CANARY" not in clean.read_bytes()
    assert b"anary" not in clean.read_bytes()
    exiftool = shutil.which("exiftool")
    assert exiftool, "exiftool is the judge here"
    command = [exiftool, "-json", "-G", str(clean)]
    (tags,) = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    about = {key for key in tags if not key.startswith(("File:", "ExifTool:", "SourceFile"))}
    # What a frame of MP3 itself says, and nothing of anybody.
    assert all(key.startswith(("MPEG:", "Composite:Duration")) for key in about), about
    if tones.TOLD["title"].encode() in received:
        before = tmp_path / name
        before.write_bytes(received)
        command[-1] = str(before)
        assert b"CANARY" in subprocess.run(command, capture_output=True, check=True).stdout


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"dear diary", "not_a_sound"),
        (b"\xff\xd8\xff\xe0 a photograph", "not_a_sound"),
        (b"\x00\x00\x00\x18ftypheic", "not_a_sound"),
        (b"<html><script>alert(1)</script>", "not_a_sound"),
        (b"%PDF-1.7", "not_a_sound"),
        (b"RIFF\x00\x00\x00\x00AVI ", "video"),
        (b"#EXTM3U\nfile:///etc/passwd\n", "not_a_sound"),
        (b"ID3" + bytes(4000), "damaged"),
        (tones.KINDS["voice memo.m4a"](1)[:400], "damaged"),
        (tones.video(), "video"),
        (tones.KINDS["recorder.wav"](0.1), "too_short"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_is_no_sound_is_refused_by_what_it_is(content: bytes, reason: str) -> None:
    with pytest.raises(SoundRefused) as refused:
        make_clean(io.BytesIO(content))
    assert refused.value.reason == reason
    assert refused.value.message


def test_two_minutes_and_a_moment_are_kept_and_more_is_not() -> None:
    minute = tones.tone(60, rate=8_000)
    two = tones.encoded(minute + minute + minute[:8_000], "wav", "pcm_s16le", rate=8_000)
    assert make_clean(io.BytesIO(two)).seconds == pytest.approx(121, abs=0.1)
    three = tones.encoded(minute + minute + minute, "wav", "pcm_s16le", rate=8_000)
    with pytest.raises(SoundRefused) as refused:
        make_clean(io.BytesIO(three))
    assert refused.value.reason == "too_long"


def test_what_the_file_says_of_its_length_is_not_believed() -> None:
    """A header that names one second, before three minutes of sound."""
    plain = {"write_xing": "0", "id3v2_version": "0"}
    one = tones.encoded(tones.tone(1, rate=16_000), "mp3", "libmp3lame", rate=16_000)
    rest = tones.encoded(
        tones.tone(60, rate=16_000), "mp3", "libmp3lame", rate=16_000, options=plain
    )
    with pytest.raises(SoundRefused) as refused:
        make_clean(io.BytesIO(one + rest * 3))
    assert refused.value.reason == "too_long"


def test_a_few_broken_frames_are_passed_over_as_a_player_does() -> None:
    whole = tones.KINDS["song.mp3"](3)
    broken = whole[:20_000] + b"CANARY" * 200 + whole[20_000:] + b"TAG CANARY" + bytes(118)
    made = make_clean(io.BytesIO(broken))
    assert made.seconds == pytest.approx(3, abs=0.5)
    assert b"CANARY" not in made.content


# --- the room the decoder works in ----------------------------------------------------------------


def test_behind_the_closed_door_nothing_can_be_opened() -> None:
    program = f"""
import os, socket, sys
sys.path.insert(0, {str(Path(photo_decoder.__file__).parent)!r})
import sound_decoder as decoder
decoder.lock_in({sounds._places()!r})
import av
for attempt in (lambda: open({__file__!r}), socket.socket, os.pipe, lambda: av.open({__file__!r})):
    try:
        attempt()
    except OSError as error:
        print(error.errno)
    else:
        print("opened")
try:
    bytearray(900 * 1024 * 1024)
except MemoryError:
    print("no memory")
"""
    command = [sys.executable, "-I", "-S", "-c", program]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said.split("\n")[:5] == ["24", "24", "24", "24", "no memory"]


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("time.sleep(60)", "too_slow"),
        ("print('not json')\nsys.exit(0)", "damaged"),
        ("sys.exit(70)", None),
        ("os.kill(os.getpid(), 11)", "damaged"),
        ("os.kill(os.getpid(), 9)", "too_heavy"),
        ('print(json.dumps({"refused": "made up"}))', "damaged"),
        (
            'said = {"seconds": 2, "bytes": 4, "cpu_seconds": 1, "peak_mb": 1}\n'
            'print(json.dumps(said) + "\\n<htm", end="")',
            "damaged",
        ),
        (
            'print(json.dumps({"seconds": 9999, "bytes": 0, "cpu_seconds": 1, "peak_mb": 1}))',
            "damaged",
        ),
        ("sys.stdout.buffer.write(bytes(9_000_000))", "damaged"),
    ],
)
def test_what_a_captured_decoder_says_is_not_believed(
    program: str, reason: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "decoder.py"
    path.write_text("import json, os, sys, time\n" + program)
    monkeypatch.setattr(sound_decoder, "__file__", str(path))
    monkeypatch.setattr(sounds, "_places", lambda: str(tmp_path))
    monkeypatch.setattr(sounds, "WALL_SECONDS", 1)
    expected = SoundRefused if reason else sounds.DecoderBroken
    with pytest.raises(expected) as problem:
        make_clean(io.BytesIO(tones.KINDS["recorder.wav"](1)))
    if isinstance(problem.value, SoundRefused):
        assert problem.value.reason == reason


# --- a mother sings -------------------------------------------------------------------------------


def test_agnieszka_sends_a_lullaby_and_those_who_read_her_words_hear_it(
    cast: Cast, media: Path
) -> None:
    cast.agnieszka.preferred_language = "pl"
    cast.agnieszka.save()
    sound = sent(cast, heard="Kołysanka o dwóch kotkach")
    assert files_in(media) == ["received.bin"]
    waiting = journal(cast, "marek", "zofia")
    assert "The sound is being made ready." in waiting
    assert state(sound) in waiting
    assert address(sound) not in waiting.replace(state(sound), "")
    assert signed_in(cast, "marek").get(address(sound)).status_code == 404

    work(sound)
    assert sound.seconds == 2
    assert files_in(media) == ["clean.mp3"]
    for name in ("agnieszka", "tomasz", "marek", "bettina"):
        html = journal(cast, name, "zofia")
        assert f'preload="none" src="{address(sound)}"' in html
        assert "2 seconds" in html
        assert 'dir="auto" lang="pl">Kołysanka o dwóch kotkach' in html
        answer = signed_in(cast, name).get(address(sound))
        assert answer.status_code == 200
        assert make_clean(io.BytesIO(answer.content)).seconds == pytest.approx(2, abs=0.2)


def test_who_hears_no_words_and_reads_no_polish_can_write_what_is_to_be_heard(cast: Cast) -> None:
    cast.agnieszka.preferred_language = "ar"
    cast.agnieszka.save()
    sound = sent(cast, words="", heard="أغنية قبل النوم")
    assert sound.language == "ar"
    assert sound.observation.words == ""
    assert 'lang="ar">أغنية قبل النوم' in journal(cast, "marek", "zofia")


def test_neither_words_nor_a_sound_is_too_little(cast: Cast) -> None:
    answer = write(cast, "agnieszka", "zofia", words="", sound="", heard="kept")
    assert answer.status_code == 422
    assert "Write a few words first." in answer.content.decode()
    assert 'value="kept"' in answer.content.decode()


def test_what_edmund_sends_stays_with_his_home_and_the_nursery(cast: Cast) -> None:
    sound = work(sent(cast, "edmund", "ottoline"))
    for name, status in (
        *(("edmund", 200), ("saoirse", 200), ("bettina", 200), ("tariq", 200)),
        *(("flora", 404), ("agnieszka", 404), ("marek", 404), ("ottilie", 404), ("gwen", 404)),
    ):
        assert signed_in(cast, name).get(address(sound)).status_code == status, name
        assert (address(sound) in journal(cast, name, "ottoline")) is (status == 200), name
    assert Client().get(address(sound)).status_code == 302
    with acting_as(cast.flora):
        assert not Sound.objects.filter(pk=sound.pk).exists()


def test_who_sees_no_photographs_hears_no_sounds(cast: Cast) -> None:
    sound = work(sent(cast))
    link = cast.links["tomasz", "zofia"]
    link.sees_photos = False
    link.save()
    assert signed_in(cast, "tomasz").get(address(sound)).status_code == 404
    assert address(sound) not in journal(cast, "tomasz", "zofia")
    with acting_as(cast.tomasz):
        assert not Sound.objects.filter(pk=sound.pk).exists()
    assert signed_in(cast, "agnieszka").get(address(sound)).status_code == 200


def test_a_sound_goes_with_its_entry(cast: Cast) -> None:
    sound = work(sent(cast, "edmund", "ottoline"))
    with context.maintenance():
        Observation.objects.filter(pk=sound.observation_id).update(status="withdrawn")
    cast.edmund.refresh_from_db()
    assert address(sound) not in journal(cast, "edmund", "ottoline")
    with context.maintenance():
        Observation.objects.filter(pk=sound.observation_id).delete()
    assert not Sound.objects.filter(pk=sound.pk).exists()


def test_the_same_form_sent_twice_is_one_sound(cast: Cast, media: Path) -> None:
    key = str(uuid.uuid4())
    for _ in range(2):
        assert write(cast, "agnieszka", "zofia", key=key).status_code == 302
    assert Sound.objects.filter(observation__words="She sings it.").count() == 1
    assert files_in(media) == ["received.bin"]


def test_the_work_done_twice_changes_nothing(cast: Cast, media: Path) -> None:
    sound = work(sent(cast))
    first = sound.ready_at
    OutboxJob.objects.filter(subject_id=sound.pk).update(done_at=None, due_at=timezone.now())
    assert work(sound).ready_at == first
    assert files_in(media) == ["clean.mp3"]


# --- what goes wrong ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("song.mp3", b"dear diary", "This file is not a sound"),
        ("song.mp3", b"", "This file is empty"),
        ("song.mp3", b"ID3" + bytes(21 * 1024 * 1024), "larger than 20 megabytes"),
        ("film.avi", b"RIFF\x00\x00\x00\x00AVI LIST", "This is a video"),
        ("face.heic", b"\x00\x00\x00\x18ftypheic\x00\x00", "This file is not a sound"),
    ],
)
def test_what_can_be_seen_at_once_is_said_at_once_and_no_word_is_lost(
    cast: Cast, media: Path, name: str, content: bytes, words: str
) -> None:
    answer = write(cast, "edmund", "ottoline", sound=song(content, name), heard="Her song")
    assert answer.status_code == 422
    html = unescape(answer.content.decode())
    assert words in html
    assert "She sings it." in html
    assert 'value="Her song"' in html
    assert not Observation.objects.filter(words="She sings it.").exists()
    assert files_in(media) == []


def test_thirty_megabytes_are_refused_without_being_kept(cast: Cast, media: Path) -> None:
    content = b"OggS" + bytes(30 * 1024 * 1024)
    assert write(cast, "edmund", "ottoline", sound=song(content)).status_code == 422
    assert files_in(media) == []


def test_with_a_photograph_that_is_none_the_sound_is_not_kept_either(
    cast: Cast, media: Path
) -> None:
    text = SimpleUploadedFile("holiday.jpg", b"dear diary")
    answer = write(cast, "edmund", "ottoline", photos=[text])
    assert answer.status_code == 422
    assert "Record or choose your sound again" in answer.content.decode()
    assert not Sound.objects.filter(heard="").exists()
    assert files_in(media) == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (tones.video(), "This is a video."),
        (
            tones.encoded(tones.tone(180, rate=8_000), "wav", "pcm_s16le", rate=8_000),
            "It is longer than two minutes.",
        ),
        (tones.KINDS["voice memo.m4a"](2)[:500], "It is damaged"),
    ],
    ids=["a video", "three minutes", "half a file"],
)
def test_what_only_the_worker_sees_is_said_in_the_entry_whose_words_stay(
    cast: Cast, media: Path, content: bytes, words: str
) -> None:
    sound = work(sent(cast, "edmund", "ottoline", sound=song(content)))
    assert sound.refused
    assert files_in(media) == []
    mine, theirs = journal(cast, "edmund", "ottoline"), journal(cast, "saoirse", "ottoline")
    assert "She sings it." in mine
    assert f"We could not read this sound. {words}" in mine
    assert "She sings it." in theirs
    assert words not in theirs
    assert "There was a sound here that could not be kept." in theirs
    assert signed_in(cast, "edmund").get(address(sound)).status_code == 404


def test_a_full_disk_keeps_the_words_in_the_form(
    cast: Cast, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(name: str, content: bytes) -> None:
        raise StorageFull

    monkeypatch.setattr("learning_journals.actions.sounds.store_photo_file", full)
    answer = write(cast, "edmund", "ottoline")
    assert answer.status_code == 422
    assert "She sings it." in answer.content.decode()
    assert not Observation.objects.filter(words="She sings it.").exists()


def test_a_request_that_breaks_off_leaves_neither_row_nor_file(
    cast: Cast, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: Any, **_fields: Any) -> None:
        raise DatabaseError("the connection is gone")

    monkeypatch.setattr("learning_journals.actions.sounds.audit.record", broken)
    with pytest.raises(DatabaseError):
        write(cast, "edmund", "ottoline")
    assert not Observation.objects.filter(words="She sings it.").exists()
    assert files_in(media) == []


def test_a_broken_installation_is_tried_again_and_not_blamed_on_the_sound(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = sent(cast)
    monkeypatch.setattr(sounds, "_places", lambda: "/nowhere")
    for _ in range(7):
        OutboxJob.objects.filter(subject_id=sound.pk).update(due_at=timezone.now())
        assert work(sound).refused == ""
    OutboxJob.objects.filter(subject_id=sound.pk).update(due_at=timezone.now())
    assert work(sound).refused == "failed"
    assert "Something went wrong here, not with your sound." in journal(cast, "agnieszka", "zofia")


def test_what_was_received_is_gone_after_a_day_whatever_became_of_it(
    cast: Cast, media: Path
) -> None:
    never, ready = sent(cast), work(sent(cast, "edmund", "ottoline"))
    store_photo_file(sound_file_name(ready.name, RECEIVED), b"left behind")
    assert files_in(media) == ["clean.mp3", "received.bin", "received.bin"]
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        work(never, task="clear_received_sound")
        work(ready, task="clear_received_sound")
    assert files_in(media) == ["clean.mp3"]
    assert never.refused == "failed"


def test_files_that_no_sound_knows_are_swept_away_after_a_day(cast: Cast, media: Path) -> None:
    sound = work(sent(cast))
    lost = f"sounds/{sound.name[7:9]}/00/{sound.name[7:9]}00{'0' * 28}"
    store_photo_file(sound_file_name(lost, RECEIVED), b"lost")
    folders = [sound.name[7:9]]
    with as_worker():
        assert clear_lost_sounds(folders=folders) == 0
        with time_machine.travel(timezone.now() + timedelta(days=2)):
            assert clear_lost_sounds(folders=folders) == 1
    assert files_in(media) == ["clean.mp3"]


def test_the_wrong_database_removes_nothing(cast: Cast, media: Path) -> None:
    for number in range(3):
        key = f"sounds/00/0{number}/000{number}{'0' * 28}"
        store_photo_file(sound_file_name(key, CLEAN), b"of another database")
    with as_worker(), time_machine.travel(timezone.now() + timedelta(days=2)):
        assert clear_lost_sounds(folders=["00"]) == 0
    assert len(files_in(media)) == 3


def test_a_worker_that_hangs_is_ended() -> None:
    task = celery_app.tasks["learning_journals.tasks.make_sound"]
    assert sounds.WALL_SECONDS < task.soft_time_limit < task.time_limit


# --- delivered ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "status", "piece"),
    [
        (None, 200, slice(None)),
        ("bytes=0-1", 206, slice(0, 2)),
        ("bytes=0-", 206, slice(0, None)),
        ("bytes=100-199", 206, slice(100, 200)),
        ("bytes=100-99999999", 206, slice(100, None)),
        ("bytes=-50", 206, slice(-50, None)),
        ("bytes=5-2", 200, slice(None)),
        ("bytes=0-1,4-5", 200, slice(None)),
        ("seconds=0-1", 200, slice(None)),
        ("bytes=-", 200, slice(None)),
    ],
)
def test_it_comes_in_pieces_as_safari_wants_it(
    cast: Cast, asked: str | None, status: int, piece: slice
) -> None:
    sound = work(sent(cast))
    content = default_storage.open(sound_file_name(sound.name, CLEAN)).read()
    answer = signed_in(cast, "marek").get(address(sound), headers={"Range": asked} if asked else {})
    assert answer.status_code == status
    assert answer.content == content[piece]
    assert answer["Content-Length"] == str(len(content[piece]))
    assert answer["Accept-Ranges"] == "bytes"
    if status == 206:
        first, end, _step = piece.indices(len(content))
        assert answer["Content-Range"] == f"bytes {first}-{end - 1}/{len(content)}"


def test_a_piece_behind_the_end_is_said_to_be_none(cast: Cast) -> None:
    sound = work(sent(cast))
    answer = signed_in(cast, "marek").get(address(sound), headers={"Range": "bytes=9999999-"})
    assert answer.status_code == 416
    assert answer["Content-Range"].startswith("bytes */")
    assert answer.content == b""


def test_it_is_delivered_as_sound_and_kept_by_nobody(cast: Cast, settings: Any) -> None:
    sound = work(sent(cast))
    for prefix in ("", "/private/"):
        settings.X_ACCEL_PREFIX = prefix
        answer = signed_in(cast, "marek").get(address(sound))
        assert answer["Content-Type"] == "audio/mpeg"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
        assert sound.name[13:] not in answer["Content-Disposition"]
    assert answer["X-Accel-Redirect"] == f"/private/{sound_file_name(sound.name, CLEAN)}"
    assert answer.content == b""


def test_only_the_page_that_records_may_use_the_microphone(cast: Cast) -> None:
    client = signed_in(cast, "agnieszka")
    child = cast.children["zofia"].pk
    records = client.get(reverse("learning_journals:home_entry_create", args=[child]))
    reads = client.get(reverse("learning_journals:journal", args=[child]))
    assert "microphone=(self)" in records["Permissions-Policy"]
    assert "microphone=()" in reads["Permissions-Policy"]
    assert "media-src 'self' blob:" in records["Content-Security-Policy"]


def test_who_listens_stands_in_the_trail_once_a_day(cast: Cast) -> None:
    sound = work(sent(cast))
    for name in ("marek", "marek", "agnieszka", "tomasz"):
        signed_in(cast, name).get(address(sound), headers={"Range": "bytes=0-1"})
    heard = AuditEvent.objects.filter(verb="hear_sound", target_id=str(sound.pk))
    assert sorted(heard.values_list("actor__full_name", flat=True)) == sorted(
        [cast.users["marek"].full_name, cast.tomasz.full_name]
    )
    assert AuditEvent.objects.filter(verb="add_sound", target_id=str(sound.pk)).count() == 1


def test_the_entry_asks_again_until_the_sound_is_ready(cast: Cast) -> None:
    sound = sent(cast)
    marek = signed_in(cast, "marek")
    waiting = marek.get(state(sound), headers={"HX-Request": "true"}).content.decode()
    assert state(sound) in waiting
    work(sound)
    ready = marek.get(state(sound), headers={"HX-Request": "true"}).content.decode()
    assert "<audio" in ready
    assert "hx-get" not in ready
    assert marek.get(state(sound)).status_code == 302
    flora = signed_in(cast, "flora")
    assert flora.get(state(sound), headers={"HX-Request": "true"}).status_code == 404


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        *((1, "1 second"), (14, "14 seconds"), (60, "1 minute"), (61, "1 minute 1 second")),
        *((119, "1 minute 59 seconds"), (122, "2 minutes 2 seconds")),
    ],
)
def test_a_length_is_said_in_words(seconds: int, words: str) -> None:
    assert spoken_seconds(seconds) == words


# --- the walls ------------------------------------------------------------------------------------


def test_a_sound_stands_in_nothing_that_the_nursery_wrote(cast: Cast) -> None:
    shared = cast.observations["zofia"]
    shared.family_id = cast.homes["kapelusz"].pk
    with pytest.raises(IntegrityError, match="sound_of_same_home"), transaction.atomic():
        make.make_sound(shared, by=cast.users["marek"])


def test_nobody_puts_a_sound_into_what_somebody_else_wrote_or_says_that_it_is_ready(
    cast: Cast,
) -> None:
    for by, entry, waits in (
        ("tomasz", "zofia-from-kapelusz", True),
        ("flora", "ottoline-from-edmund", True),
        ("edmund", "ottoline-from-edmund", False),
    ):
        Sound.objects.filter(observation=cast.observations[entry]).delete()
        with (
            pytest.raises(ProgrammingError, match="row-level security"),
            transaction.atomic(),
            acting_as(cast.users[by]),
        ):
            make.make_sound(cast.observations[entry], by=cast.users[by], waits=waits)


def test_nobody_changes_a_sound_once_it_is_sent(cast: Cast) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        acting_as(cast.agnieszka),
    ):
        Sound.objects.filter(uploaded_by=cast.agnieszka).update(heard="another song")


def test_a_worker_sees_no_sound_without_a_promise(cast: Cast) -> None:
    sent(cast)
    OutboxJob.objects.update(done_at=timezone.now())
    with as_worker():
        assert not Sound.objects.exists()


def test_the_first_wall_works_its_answer_out_alone(cast: Cast) -> None:
    """With the database's own wall away."""
    heard = {
        name: sounds_visible_to(person_by_code(cast, name)).count()
        for name in ("flora", "edmund", "agnieszka", "marek", "saoirse", "gwen", "olwen")
    }
    assert heard["flora"] == heard["edmund"]
    both = {cast.sounds["ottoline-from-flora"], cast.sounds["ottoline-from-edmund"]}
    assert both <= set(sounds_visible_to(person_by_code(cast, "saoirse")))
    assert not both <= set(sounds_visible_to(person_by_code(cast, "flora")))
    assert heard["gwen"] == heard["olwen"] == 0


# --- taken along ----------------------------------------------------------------------------------


def test_it_goes_into_the_copy_of_the_record_of_its_own_home_only(cast: Cast) -> None:
    sound = work(sent(cast, "edmund", "ottoline", heard="Her song"))
    # The rows of the cast have no files.
    Sound.objects.exclude(pk=sound.pk).delete()
    for name, is_there in (("edmund", True), ("flora", False)):
        with acting_as(cast.users[name]) as person, translation.override("en-gb"):
            record = record_of(cast.children["ottoline"], person)
            content = build(
                record, taken_by="x", taken_at=timezone.now(), progress=lambda done, total: None
            )
        with zipfile.ZipFile(io.BytesIO(content)) as pack:
            told = json.loads(pack.read("record.json"))
            files = [each for each in pack.namelist() if each.startswith("sounds/")]
            entries = [entry["sound"] for entry in told["journal"] if entry["sound"]]
            assert bool(files) is is_there, name
            assert ("sounds/" in pack.read("READ ME.txt").decode()) is is_there
            if is_there:
                (entry,) = entries
                assert entry == {
                    **{"file": files[0], "seconds": 2, "heard": "Her song"},
                    "language": "en-gb",
                }
                assert make_clean(io.BytesIO(pack.read(files[0]))).seconds > 1


def test_its_words_are_found(cast: Cast) -> None:
    sent(cast, words="", heard="Kołysanka o kotkach")
    url = reverse("learning_journals:journal", args=[cast.children["zofia"].pk])
    for name in ("agnieszka", "marek"):
        found = signed_in(cast, name).get(url, {"q": "kolysanka"}).content.decode()
        assert "Kołysanka o kotkach" in found
    everywhere = reverse("learning_journals:journal_find")
    assert (
        "from home" in signed_in(cast, "marek").get(everywhere, {"q": "kolysanka"}).content.decode()
    )
