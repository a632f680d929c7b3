"""Photographs: from a stranger's file to clean pictures, and where those are kept.

No models here. A view hands over what was uploaded and gets back a `CleanPhoto` (or the
words to show); it keeps the files with `store_photo_file` under a random key that only the
database knows. A worker makes the sizes afterwards.

    photo = inspect_and_clean(request.FILES["photo"])       # ≈ 0.5 s for a telephone's photo
    key = new_photo_key()
    store_photo_file(photo_file_name(key, "master"), photo.master)
    store_photo_file(photo_file_name(key, PREVIEW), photo.preview.content)
    …
    for name, size in make_sizes(open_photo_file(photo_file_name(key, "master"))).items():
        store_photo_file(photo_file_name(key, name), size.content)

Rules (trust.md 3): JPEG, PNG, WebP and HEIC, decided by decoding; at most 20 MB and 50
megapixels; decoded in a child process with memory and time limits (`photo_decoder.py`);
turned upright, made sRGB, encoded anew with no metadata at all; the original is not kept.

Errors: `PhotoRefused` (the file is at fault; show `.message` beside the field), `StorageFull`
(the disk is; show `.message`, keep what was typed), `DecoderBroken` (the installation is;
let it become a server error).
"""

from __future__ import annotations

import contextlib
import errno
import importlib.util
import io
import logging
import os
import re
import secrets
import tempfile
import threading
import time
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import IO, Any, TypeAlias

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, Storage, default_storage
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.utils.translation import gettext_lazy as _

from learning_journals import photo_decoder
from learning_journals.apart import CannotRun, Ended, SaidTooMuch, TookTooLong, hear, run_apart
from learning_journals.photo_decoder import MAX_BYTES, MAX_PIXELS, OUTPUT_BYTES, PREVIEW, SIZES

__all__ = [
    "MAX_BYTES",
    "MAX_PIXELS",
    "PREVIEW",
    "SIZES",
    "CleanPhoto",
    "DecoderBroken",
    "PhotoRefused",
    "PhotoSize",
    "StorageFull",
    "UploadHandler",
    "delete_photo_files",
    "inspect_and_clean",
    "last_change_of",
    "make_sizes",
    "new_photo_key",
    "open_photo_file",
    "photo_file_name",
    "remove_unfinished_files",
    "store_photo_file",
    "stored_photo_keys",
]

logger = logging.getLogger(__name__)

WALL_SECONDS = 10
"""How long one picture may take in all. The processor limit (6 s) is the sharper one; this
one also ends a process that waits for something."""

DECODERS_AT_ONCE = 2
"""Per web or worker process, so that ten uploads in one moment cannot fill the memory."""

WAIT_FOR_TURN_SECONDS = 15

WORDS = {
    "empty": _(
        "This file is empty. If the picture is in an online album, download it to this "
        "device first, then choose it again."
    ),
    "too_many_bytes": _(
        "This picture is larger than 20 megabytes. Please choose a smaller copy of it."
    ),
    "too_many_pixels": _(
        "This picture is larger than 50 megapixels. Please choose a smaller copy of it, or "
        "take it again with the camera's normal setting."
    ),
    "not_a_photo": _(
        "This file is not a photo, even if its name looks like one. Please choose a photo "
        "(JPEG, PNG, WebP or HEIC)."
    ),
    "svg": _(
        "This is a computer drawing (SVG), not a photo. Please save it as JPEG or PNG and "
        "choose that file."
    ),
    "web_page": _(
        "This is a web page, not a photo. Please save the picture itself to this device and "
        "choose that file."
    ),
    "pdf": _(
        "This is a PDF document, not a photo. Please take a photo of the page and choose that."
    ),
    "video": _("This is a video. Only photos can be kept here. Please choose a photo instead."),
    "other_picture": _(
        "This kind of picture (%(kind)s) cannot be opened here. Please save it as JPEG and "
        "choose that file."
    ),
    "damaged": _(
        "This picture is damaged or part of it is missing. Please choose it again, or send "
        "it again from the device it was taken with."
    ),
    "too_slow": _(
        "This picture took too long to open, so we stopped. Please save it again as a normal "
        "JPEG and choose that file."
    ),
    "too_heavy": _(
        "This picture needs too much memory to open. Please choose a smaller copy of it, "
        "saved as a normal JPEG."
    ),
    "busy": _(
        "Many pictures are arriving at this moment. Nothing is wrong with yours. Please try "
        "again in a minute."
    ),
}


class PhotoRefused(Exception):
    """The file is not a photo that we keep.

    `reason_code` is a key of `WORDS`, for tests and logs; `message` says what is wrong and
    what to do, in the language that is active when it is read.
    """

    def __init__(self, reason_code: str, kind: str = "") -> None:
        super().__init__(reason_code)
        self.reason_code = reason_code
        self.kind = kind

    @property
    def message(self) -> str:
        return str(WORDS[self.reason_code]) % {"kind": self.kind}


class StorageFull(Exception):
    """There is no room to keep a file. Nothing of it is left behind."""

    @property
    def message(self) -> str:
        return str(
            _(
                "There is no room left for pictures, so this one was not saved. Everything you "
                "wrote is still here. Please tell the nursery, and try again later."
            )
        )


class DecoderBroken(RuntimeError):
    """The decoder program cannot run: a fault of this installation, not of a picture."""


@dataclass(frozen=True, slots=True)
class PhotoSize:
    """One encoded picture: its bytes, its size in pixels, `image/jpeg` or `image/webp`."""

    content: bytes
    width: int
    height: int
    content_type: str


@dataclass(frozen=True, slots=True)
class CleanPhoto:
    """A photo as we keep it.

    `master` is a JPEG in sRGB, upright, at most 2400 pixels on the longer edge (`width` ×
    `height`), with no metadata. `preview` is the `page` size, ready to be shown at once.
    `cpu_seconds` and `peak_megabytes` are what the child process needed.
    """

    master: bytes
    width: int
    height: int
    preview: PhotoSize
    cpu_seconds: float
    peak_megabytes: int


Source: TypeAlias = "bytes | Path | IO[bytes] | File[bytes]"  # what a picture may come as


def inspect_and_clean(source: Source) -> CleanPhoto:
    """Turn an uploaded file into a clean photo, or raise `PhotoRefused`.

    Takes bytes, a path, an open file or what Django's forms give for an upload. Names and
    declared types are never looked at.
    """
    answer, files = _decode("photo", source)
    master, preview = files["master"], files[PREVIEW]
    return CleanPhoto(
        master=master.content,
        width=master.width,
        height=master.height,
        preview=preview,
        cpu_seconds=float(answer["cpu_seconds"]),
        peak_megabytes=int(answer["peak_mb"]),
    )


def make_sizes(master: Source) -> dict[str, PhotoSize]:
    """All sizes of `SIZES` from a master: `thumb` and `page` (WebP, for screens) and `print`
    (JPEG, for PDFs). Never larger than the master. For a worker: about half a second."""
    return _decode("sizes", master)[1]


# --- Arriving ----------------------------------------------------------------------------


class UploadHandler(TemporaryFileUploadHandler):
    """Keeps a large upload in a temporary file, and notes it when there is no room for that.

    Django's own handler would end the request there, and with it every word of the form. This
    one reads on; what arrived is an upload that raises StorageFull when it is looked at.
    """

    problem: OSError | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.problem = None
        with self._noting_a_full_disk():
            super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.problem is None:
            with self._noting_a_full_disk():
                super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if self.problem is None:
            with self._noting_a_full_disk():
                return super().file_complete(file_size)
        with contextlib.suppress(OSError):
            self.file.close()  # and with it the part that did find room
        return _UploadWithoutRoom(io.BytesIO(), self.file_name, self.content_type, file_size)

    @contextlib.contextmanager
    def _noting_a_full_disk(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if not isinstance(full_or(error), StorageFull):
                raise
            self.problem = error


class _UploadWithoutRoom(UploadedFile):
    """The name of a file that could not be kept until somebody would look at it."""

    def seek(self, *_: int) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


# --- The child process --------------------------------------------------------------------

ANNOUNCED = {"photo": {"master", PREVIEW}, "sizes": set(SIZES)}

_turns = threading.BoundedSemaphore(DECODERS_AT_ONCE)


@cache
def _package_folders() -> str:
    """Where Pillow and pillow-heif are installed. The child starts without site packages
    (faster, and no stray `.pth` file runs in it), so it is told."""
    folders = []
    for package in ("PIL", "pillow_heif"):
        found = importlib.util.find_spec(package)
        if found is None or found.origin is None:
            raise DecoderBroken(f"{package} is not installed")
        folders.append(str(Path(found.origin).parent.parent))
    return os.pathsep.join(dict.fromkeys(folders))


@contextlib.contextmanager
def _as_file(source: Source) -> Iterator[IO[bytes]]:
    """The picture as a real file that can be handed to another process, opened for reading."""
    if isinstance(source, Path):
        with source.open("rb") as opened:
            yield opened
        return
    path = getattr(source, "temporary_file_path", None)
    if path is not None:
        with Path(path()).open("rb") as opened:
            yield opened
        return
    with tempfile.TemporaryFile() as copy:
        try:
            if isinstance(source, bytes):
                copy.write(source[: MAX_BYTES + 1])
            else:
                source.seek(0)
                copy.write(source.read(MAX_BYTES + 1))
            copy.flush()
        except OSError as error:
            raise full_or(error) from error
        copy.seek(0)
        yield copy


def _decode(task: str, source: Source) -> tuple[dict[str, Any], dict[str, PhotoSize]]:
    """Run the decoder program on a picture; return its answer and the files it made."""
    with _as_file(source) as picture:
        size = os.fstat(picture.fileno()).st_size
        if size == 0:
            raise PhotoRefused("empty")
        if size > MAX_BYTES:
            raise PhotoRefused("too_many_bytes")
        if not _turns.acquire(timeout=WAIT_FOR_TURN_SECONDS):
            raise PhotoRefused("busy")
        try:
            output, code = _run(task, picture)
        finally:
            _turns.release()
    answer, files = _read_answer(output, code)
    if "refused" not in answer and set(files) != ANNOUNCED[task]:
        logger.warning("The photo decoder left something out")
        raise PhotoRefused("damaged")
    if "refused" in answer:
        logger.info("Photo refused: %s", {k: answer[k] for k in sorted(answer) if k != "parts"})
        reason = answer["refused"] if answer["refused"] in WORDS else "damaged"
        raise PhotoRefused(reason, str(answer.get("kind", ""))[:20])
    return answer, files


def _run(task: str, picture: IO[bytes]) -> tuple[bytes, int]:
    """Start the child, collect at most `OUTPUT_BYTES` from it, and end it in any case."""
    try:
        return run_apart(
            photo_decoder.__file__,
            [task, _package_folders()],
            picture,
            most_bytes=OUTPUT_BYTES,
            most_seconds=WALL_SECONDS,
        )
    except TookTooLong:
        raise PhotoRefused("too_slow") from None
    except SaidTooMuch:
        raise PhotoRefused("damaged") from None
    except CannotRun as error:
        raise DecoderBroken("the photo decoder did not start") from error


def _read_answer(output: bytes, code: int) -> tuple[dict[str, Any], dict[str, PhotoSize]]:
    """Take the answer apart. The child has touched a stranger's bytes, so nothing it says is
    believed without a look."""
    try:
        answer, rest = hear(output, code, what="The photo decoder")
    except Ended as ended:
        raise PhotoRefused(ended.reason) from None
    except CannotRun as problem:
        raise DecoderBroken(str(problem)) from problem
    files: dict[str, PhotoSize] = {}
    try:
        float(answer["cpu_seconds"]), int(answer["peak_mb"])
        for part in answer.get("parts", ()):
            content, rest = rest[: part["bytes"]], rest[part["bytes"] :]
            magic = b"\xff\xd8\xff" if part["type"] == "image/jpeg" else b"RIFF"
            known = part["type"] in photo_decoder.CONTENT_TYPES.values()
            if not known or not content.startswith(magic) or len(content) != part["bytes"]:
                raise ValueError("not what was announced")
            files[part["name"]] = PhotoSize(
                content, int(part["width"]), int(part["height"]), part["type"]
            )
    except (KeyError, TypeError, ValueError):
        logger.warning("The photo decoder gave a muddled answer")
        raise PhotoRefused("damaged") from None
    return answer, files


# --- Where the files are kept -------------------------------------------------------------

FOLDER = "photos"
MASTER = "master"
SUFFIXES = {MASTER: "jpg"} | {
    name: {"JPEG": "jpg", "WEBP": "webp"}[file_format]
    for name, (_edge, file_format, _quality) in SIZES.items()
}
KEY_PATTERN = re.compile(r"photos/([0-9a-f]{2})/([0-9a-f]{2})/\1\2[0-9a-f]{28}")
UNFINISHED = ".part"
EVERY_FOLDER = tuple(f"{number:02x}" for number in range(256))


def new_photo_key() -> str:
    """A place for a photo's files, such as `photos/3f/9c/3f9c…`: 128 random bits, in folders
    of which none gets large. Nothing of the upload's name, child or date is in it."""
    token = secrets.token_hex(16)
    return f"{FOLDER}/{token[:2]}/{token[2:4]}/{token}"


def photo_file_name(key: str, size: str) -> str:
    """The storage name of one file of a photo: `master` or a name from `SIZES`.

    Raises ValueError for anything that is not one of our keys or sizes.
    """
    if not KEY_PATTERN.fullmatch(key) or size not in SUFFIXES:
        raise ValueError("not a photo key and size of ours")
    return f"{key}-{size}.{SUFFIXES[size]}"


def store_photo_file(name: str, content: bytes, storage: Storage = default_storage) -> None:
    """Keep a file whole or not at all; replaces one of the same name.

    On a disk: written beside its place, brought to the disk, then renamed. Elsewhere (S3) the
    storage's own `save` is whole by nature, and takes the place of what was there (the settings say
    `file_overwrite`; a storage that keeps both is refused). Nothing is deleted first: there is
    never a moment without the file. Raises `StorageFull`; other errors pass through.
    """
    try:
        local = _local_path(name, storage)
        if local is not None:
            _write_whole(local, content, storage)
        else:
            kept = storage.save(name, ContentFile(content))
            if kept != name:
                _delete(kept, storage)
                raise ValueError(f"{type(storage).__name__} does not replace files")
    except OSError as error:
        raise full_or(error) from error


def open_photo_file(name: str, storage: Storage = default_storage) -> File[bytes]:
    """Open a kept file for reading. Raises FileNotFoundError."""
    return storage.open(name, "rb")


def delete_photo_files(key: str, storage: Storage = default_storage) -> None:
    """Remove every file of a photo. Those already gone are no error."""
    delete_files([photo_file_name(key, size) for size in SUFFIXES], storage)


def delete_files(names: Iterable[str], storage: Storage = default_storage) -> None:
    """Remove these files. Those already gone are no error."""
    for name in names:
        _delete(name, storage)


def stored_photo_keys(
    storage: Storage = default_storage, *, only: Container[str] = EVERY_FOLDER
) -> Iterator[str]:
    """Every key that has files, so that a job can find those no row knows any more.

    `only` looks into some of the 256 folders: a listing of each takes long in S3.
    """
    yield from stored_keys(KEY_PATTERN, storage, folder=FOLDER, only=only)


def stored_keys(
    pattern: re.Pattern[str], storage: Storage, *, folder: str, only: Container[str]
) -> Iterator[str]:
    """The same for any folder that is laid out so: the keys of this pattern that have files."""
    for first in _folders(storage, folder):
        if first not in only:
            continue
        for second in _folders(storage, f"{folder}/{first}"):
            place = f"{folder}/{first}/{second}"
            names = storage.listdir(place)[1]
            keys = {f"{place}/{name.partition('-')[0]}" for name in names}
            yield from sorted(key for key in keys if pattern.fullmatch(key))


def last_change_of(key: str, storage: Storage = default_storage) -> datetime | None:
    """When the newest file of a photo was written; None if there is none."""
    return last_change([photo_file_name(key, size) for size in SUFFIXES], storage)


def last_change(names: Iterable[str], storage: Storage = default_storage) -> datetime | None:
    """When the newest of these files was written; None if there is none."""
    times = []
    for name in names:
        with contextlib.suppress(FileNotFoundError):
            if storage.exists(name):
                times.append(storage.get_modified_time(name))
    return max(times, default=None)


def remove_unfinished_files(
    older_than: timedelta = timedelta(hours=1),
    storage: Storage = default_storage,
    *,
    only: Iterable[str] = EVERY_FOLDER,
    folder: str = FOLDER,
) -> int:
    """Remove what a killed process left half-written (disks only). Returns how many files."""
    root = _local_path(folder, storage)
    removed = 0
    if root is not None:
        before = time.time() - older_than.total_seconds()
        for path in (path for first in only for path in (root / first).rglob(f".*{UNFINISHED}")):
            with contextlib.suppress(FileNotFoundError):
                if path.stat().st_mtime < before:
                    path.unlink()
                    removed += 1
    return removed


def _delete(name: str, storage: Storage) -> None:
    with contextlib.suppress(FileNotFoundError):
        storage.delete(name)


def _folders(storage: Storage, folder: str) -> Iterable[str]:
    try:
        return sorted(storage.listdir(folder)[0])
    except FileNotFoundError:
        return ()


def _local_path(name: str, storage: Storage) -> Path | None:
    """The path of a stored file, when the storage is a plain folder. (Asking for `path` is not
    enough: Django's storage in memory has one too.)"""
    return Path(storage.path(name)) if isinstance(storage, FileSystemStorage) else None


def _write_whole(path: Path, content: bytes, storage: Storage) -> None:
    """Temporary file in the same folder, fsync, rename, fsync of the folder."""
    folder_mode = file_mode = None
    if isinstance(storage, FileSystemStorage):
        folder_mode = storage.directory_permissions_mode
        file_mode = storage.file_permissions_mode
    _make_folders(path.parent, folder_mode)
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(8)}{UNFINISHED}")
    try:
        with unfinished.open("xb") as file:
            file.write(content)
            file.flush()
            if file_mode is not None:
                os.fchmod(file.fileno(), file_mode)
            os.fsync(file.fileno())
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _make_folders(folder: Path, mode: int | None) -> None:
    if folder.is_dir():
        return
    _make_folders(folder.parent, mode)
    with contextlib.suppress(FileExistsError):
        folder.mkdir()
        if mode is not None:
            folder.chmod(mode)


def full_or(error: OSError) -> Exception:
    """`StorageFull` when that is what the system says, otherwise the error itself."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return StorageFull()
    return error
