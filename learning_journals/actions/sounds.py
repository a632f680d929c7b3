"""A sound into an entry from home, and made ready to be heard."""

import logging
import uuid
from collections.abc import Collection
from datetime import timedelta

from django.core.cache import cache
from django.core.files import File
from django.db import transaction
from django.utils import timezone

from families import audit, outbox
from families.context import Person
from families.languages import language_of

from ..models import Observation, Sound
from ..photos import (
    DecoderBroken,
    full_or,
    open_photo_file,
    remove_unfinished_files,
    store_photo_file,
)
from ..sounds import (
    CLEAN,
    FOLDER,
    MAX_BYTES,
    RECEIVED,
    SoundRefused,
    delete_sound_files,
    kind_of,
    last_change_of_sound,
    make_clean,
    new_sound_key,
    sound_file_name,
    stored_sound_keys,
)
from .lost_files import LOST_AFTER, Kind, clear_lost
from .photos import A_DAY

# What was received has everything a telephone adds in it, so it never stays longer than this.
RECEIVED_KEPT_FOR = timedelta(days=1)
FAILED = "failed"

log = logging.getLogger(__name__)


def add_sound(entry: Observation, *, actor: Person, upload: File, heard: str = "") -> Sound:
    """Keep what was received and promise a worker to make it ready. `heard` says in the writer's
    words what is to be heard.

    Only the size and the first bytes are looked at here. Raises SoundRefused or StorageFull;
    nothing is left behind then.
    """
    if upload.size and upload.size > MAX_BYTES:
        raise SoundRefused("too_many_bytes")
    content = _content_of(upload)
    kind_of(content[:16])
    if entry.family_id is None:
        raise ValueError("A sound stands in an entry from home.")
    key = new_sound_key()
    try:
        store_photo_file(sound_file_name(key, RECEIVED), content)
        with transaction.atomic():
            sound = Sound.objects.create(
                setting_id=entry.setting_id,
                observation=entry,
                family_id=entry.family_id,
                name=key,
                heard=heard,
                language=language_of(heard, preferred=actor.user.preferred_language),
                uploaded_by=actor.user,
            )
            _promise("make_sound", sound)
            _promise("clear_received_sound", sound, wait=RECEIVED_KEPT_FOR)
            audit.record(actor, "add_sound", sound)
    except BaseException:
        delete_sound_files(key)
        raise
    return sound


def note_hearing(sound: Sound, *, actor: Person) -> None:
    """Write down, once a day, that this person listened to what somebody else sent. A player asks
    for a sound in pieces, and again."""
    if actor.is_seen or sound.uploaded_by_id == actor.id:
        return
    heard = f"hear_sound:{actor.id}:{sound.pk}:{actor.today}"
    if not cache.add(heard, True, A_DAY):
        return
    try:
        audit.record(actor, "hear_sound", sound)
    except BaseException:
        cache.delete(heard)
        raise


def make_sound(sound_id: uuid.UUID, *, is_last_try: bool = False) -> None:
    """A worker's part: make the clean sound of what was received, or write down why not. Doing it
    again changes nothing. What was received is removed with it."""
    sound = _waiting(sound_id)
    if sound is None:
        return
    try:
        with open_photo_file(sound_file_name(sound.name, RECEIVED)) as received:
            made = make_clean(received)
    except SoundRefused as problem:
        _refuse(sound, problem.reason)
    except FileNotFoundError:
        log.error("What was received of sound %s is missing from the storage", sound.pk)
        _refuse(sound, FAILED)
    except DecoderBroken:
        if not is_last_try:
            raise
        _refuse(sound, FAILED)
    else:
        store_photo_file(sound_file_name(sound.name, CLEAN), made.content)
        sound.seconds = max(1, round(made.seconds))
        sound.ready_at = timezone.now()
        sound.save(update_fields=["seconds", "ready_at"])
        transaction.on_commit(lambda: delete_sound_files(sound.name, only=[RECEIVED]))


def clear_received(sound_id: uuid.UUID) -> None:
    """A worker's part, a day later: whatever became of it, what was received goes."""
    if (sound := _waiting(sound_id)) is not None:
        _refuse(sound, FAILED)
        return
    sound = Sound.objects.filter(pk=sound_id).first()
    if sound is not None:
        delete_sound_files(sound.name, only=[RECEIVED])


def clear_lost_sounds(*, folders: Collection[str]) -> int:
    """A worker's part: `photos.clear_lost_files` for sounds. Returns how many were removed."""
    remove_unfinished_files(LOST_AFTER, only=folders, folder=FOLDER)
    kind = Kind("sounds", Sound, last_change_of_sound, delete_sound_files)
    return clear_lost(stored_sound_keys(only=folders), kind=kind)


# --- steps ----------------------------------------------------------------------------------------


def _content_of(upload: File) -> bytes:
    """What was sent. Raises StorageFull where there was no room to receive it."""
    try:
        upload.seek(0)
        return upload.read(MAX_BYTES + 1)
    except OSError as problem:
        raise full_or(problem) from problem


def _waiting(sound_id: uuid.UUID) -> Sound | None:
    """The sound that is still to be made ready, held until the end."""
    return (
        Sound.objects.select_for_update()
        .filter(pk=sound_id, ready_at__isnull=True, refused="")
        .first()
    )


def _refuse(sound: Sound, reason: str) -> None:
    sound.refused = reason
    sound.save(update_fields=["refused"])
    transaction.on_commit(lambda: delete_sound_files(sound.name))


def _promise(task: str, sound: Sound, *, wait: timedelta | None = None) -> None:
    outbox.promise(
        task=f"learning_journals.tasks.{task}",
        subject_id=sound.pk,
        key=f"{task.replace('_', '-')}:{sound.pk}",
        setting_id=sound.setting_id,
        due_at=timezone.now() + wait if wait else None,
    )
