"""Sounds: from a stranger's file to a clean MP3, and where both are kept.

As `photos.py` is for photographs, with one difference: a sound takes seconds to make ready, so in
the request only its first bytes are looked at. What was received is kept as it came, private like
everything, until a worker has made the clean one; then it is removed.

    kind_of(upload)                                  # raises SoundRefused at once where it can
    store_photo_file(sound_file_name(key, RECEIVED), …)
    …
    made = make_clean(open_photo_file(sound_file_name(key, RECEIVED)))      # in a worker

Rules: what telephones and browsers record, decided by the first bytes and then by decoding; at most
20 MB and two minutes; decoded in a child process with memory and time limits (`sound_decoder.py`);
encoded anew as MP3 with no metadata at all.

Errors: `SoundRefused` (the file is at fault; show `.message`), `DecoderBroken` (the installation
is).
"""

from __future__ import annotations

import importlib.util
import logging
import os
import re
import secrets
import shutil
import tempfile
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import IO

from django.core.files.base import File
from django.core.files.storage import Storage, default_storage
from django.utils.translation import gettext_lazy as _

from learning_journals import sound_decoder
from learning_journals.apart import CannotRun, Ended, SaidTooMuch, TookTooLong, hear, run_apart
from learning_journals.photo_decoder import HEIF_BRANDS
from learning_journals.photos import (
    EVERY_FOLDER,
    DecoderBroken,
    delete_files,
    last_change,
    stored_keys,
)
from learning_journals.sound_decoder import LONGEST_SECONDS

__all__ = [
    "CLEAN",
    "FOLDER",
    "LONGEST_SECONDS",
    "MAX_BYTES",
    "RECEIVED",
    "WORDS",
    "CleanSound",
    "DecoderBroken",
    "SoundRefused",
    "delete_sound_files",
    "kind_of",
    "last_change_of_sound",
    "make_clean",
    "new_sound_key",
    "sound_file_name",
    "stored_sound_keys",
]

logger = logging.getLogger(__name__)

MAX_BYTES = 20 * 1024 * 1024
"""Largest upload. Two minutes of uncompressed sound, as no telephone sends it, have 23 MB."""

WALL_SECONDS = 40
"""How long one sound may take in all. The processor limit (20 s) is the sharper one."""

WORDS = {
    "empty": _("This file is empty. Record it again, or choose another one."),
    "too_many_bytes": _("This sound is larger than 20 megabytes. Choose a shorter one."),
    "not_a_sound": _(
        "This file is not a sound, even if its name looks like one. Choose a recording or a song."
    ),
    "unknown_kind": _(
        "This kind of sound cannot be opened here. Record it again on this page, or save it as MP3."
    ),
    "video": _("This is a video. Only its sound can be kept here: record that, or choose a sound."),
    "no_sound": _("There is no sound in this file. Record it again, or choose another one."),
    "too_short": _("There is nothing to be heard in it: it is too short. Record it again."),
    "too_long": _("It is longer than two minutes. Choose a shorter piece."),
    "damaged": _("It is damaged, or part of it is missing. Record it again, or choose it again."),
    "too_slow": _("It took too long to open, so we stopped. Record it again, or save it as MP3."),
    "failed": _("Something went wrong here, not with your sound. Send it again in a new entry."),
    "too_heavy": _("It needs too much memory to open. Record it again, or save it as MP3."),
}


class SoundRefused(Exception):
    """The file is not a sound that we keep. `reason` is a key of `WORDS`; `message` says what is
    wrong and what to do, in the language that is active when it is read."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    @property
    def message(self) -> str:
        return str(WORDS[self.reason])


@dataclass(frozen=True, slots=True)
class CleanSound:
    """A sound as we keep it: MP3 without metadata, how long it lasts, and what the child needed."""

    content: bytes
    seconds: float
    cpu_seconds: float
    peak_megabytes: int


# --- What is it? --------------------------------------------------------------------------

MP4_BOXES = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip")
MAGIC = (
    (b"\x1aE\xdf\xa3", "matroska"),  # WebM: what Chromium and Firefox record
    (b"OggS", "ogg"),
    (b"fLaC", "flac"),
    (b"#!AMR", "amr"),
    (b"caff", "caf"),
    (b"ID3", "mp3"),
)


def kind_of(head: bytes) -> str:
    """The format that the first bytes belong to, in the words of FFmpeg. Raises SoundRefused."""
    if not head:
        raise SoundRefused("empty")
    for magic, kind in MAGIC:
        if head.startswith(magic):
            return kind
    if head[4:8] in MP4_BOXES:  # M4A, voice memos, 3GP: what Safari and telephones record
        if head[8:12] in HEIF_BRANDS | {b"avif", b"avis"}:
            raise SoundRefused("not_a_sound")
        return "mov"
    if head[:4] == b"RIFF":
        if head[8:12] == b"WAVE":
            return "wav"
        raise SoundRefused("video" if head[8:12] == b"AVI " else "not_a_sound")
    if len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0 and head[1] != 0xFF:
        if head[1] & 0xF6 == 0xF0:
            return "aac"
        if head[1] & 0x06:  # a layer is named; of JPEG (FF D8 FF) none is
            return "mp3"
    raise SoundRefused("not_a_sound")


# --- The child process --------------------------------------------------------------------


def make_clean(source: File[bytes] | IO[bytes]) -> CleanSound:
    """Turn what was received into a clean sound, or raise `SoundRefused`. For a worker: up to five
    seconds."""
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(source, copy)
        size = copy.tell()
        if size > MAX_BYTES:
            raise SoundRefused("too_many_bytes")
        copy.seek(0)
        kind = kind_of(copy.read(16))
        copy.seek(0)
        copy.flush()
        try:
            output, code = run_apart(
                sound_decoder.__file__,
                [kind, _places()],
                copy,
                most_bytes=sound_decoder.OUTPUT_BYTES,
                most_seconds=WALL_SECONDS,
            )
        except TookTooLong:
            raise SoundRefused("too_slow") from None
        except SaidTooMuch:
            raise SoundRefused("damaged") from None
        except CannotRun as error:
            raise DecoderBroken("the sound decoder did not start") from error
    return _read_answer(output, code)


@cache
def _places() -> str:
    """Where PyAV and this package are: the child starts without site packages."""
    found = importlib.util.find_spec("av")
    if found is None or found.origin is None:
        raise DecoderBroken("PyAV is not installed")
    ours = Path(sound_decoder.__file__).parent.parent
    return os.pathsep.join([str(Path(found.origin).parent.parent), str(ours)])


def _read_answer(output: bytes, code: int) -> CleanSound:
    """The child has touched a stranger's bytes, so nothing it says is believed without a look."""
    try:
        answer, content = hear(output, code, what="The sound decoder")
    except Ended as ended:
        raise SoundRefused(ended.reason) from None
    except CannotRun as problem:
        raise DecoderBroken(str(problem)) from problem
    if "refused" in answer:
        logger.info("Sound refused: %s", {key: answer[key] for key in sorted(answer)})
        raise SoundRefused(answer["refused"] if answer["refused"] in WORDS else "damaged")
    try:
        made = CleanSound(
            content=content,
            seconds=float(answer["seconds"]),
            cpu_seconds=float(answer["cpu_seconds"]),
            peak_megabytes=int(answer["peak_mb"]),
        )
        longest = LONGEST_SECONDS + sound_decoder.GRACE_SECONDS
        if len(content) != answer["bytes"] or not 0 < made.seconds <= longest:
            raise ValueError("not what was announced")
        if content[0] != 0xFF or content[1] & 0xE6 != 0xE2:  # a frame of MP3, and nothing before it
            raise ValueError("no MP3")
    except (KeyError, IndexError, TypeError, ValueError):
        logger.warning("The sound decoder gave a muddled answer")
        raise SoundRefused("damaged") from None
    return made


# --- Where the files are kept -------------------------------------------------------------

FOLDER = "sounds"
RECEIVED, CLEAN = "received", "clean"
SUFFIXES = {RECEIVED: "bin", CLEAN: "mp3"}
KEY_PATTERN = re.compile(r"sounds/([0-9a-f]{2})/([0-9a-f]{2})/\1\2[0-9a-f]{28}")


def new_sound_key() -> str:
    """A place for a sound's files, as `photos.new_photo_key` makes one for a photo's."""
    token = secrets.token_hex(16)
    return f"{FOLDER}/{token[:2]}/{token[2:4]}/{token}"


def sound_file_name(key: str, which: str) -> str:
    """The storage name of one file of a sound: RECEIVED or CLEAN. Raises ValueError for anything
    that is not one of our keys."""
    if not KEY_PATTERN.fullmatch(key) or which not in SUFFIXES:
        raise ValueError("not a sound key of ours")
    return f"{key}-{which}.{SUFFIXES[which]}"


def delete_sound_files(
    key: str, storage: Storage = default_storage, *, only: Container[str] = tuple(SUFFIXES)
) -> None:
    """Remove the files of a sound. Those already gone are no error."""
    delete_files([sound_file_name(key, which) for which in SUFFIXES if which in only], storage)


def stored_sound_keys(
    storage: Storage = default_storage, *, only: Container[str] = EVERY_FOLDER
) -> Iterator[str]:
    """Every key that has files, so that a job can find those no row knows any more."""
    return stored_keys(KEY_PATTERN, storage, folder=FOLDER, only=only)


def last_change_of_sound(key: str, storage: Storage = default_storage) -> datetime | None:
    """When the newest file of a sound was written; None if there is none."""
    return last_change([sound_file_name(key, which) for which in SUFFIXES], storage)
