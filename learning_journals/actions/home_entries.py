"""What a family writes from home: an entry of the journal like any other."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime, time

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from families import audit
from families.context import Person
from families.languages import language_of
from families.models import Child, Family

from ..models import Observation, ObservationChild, Photo, Sound
from ..photos import PhotoRefused, StorageFull, delete_photo_files
from ..sounds import SoundRefused, delete_sound_files
from .photos import add_photo
from .sounds import add_sound

MIDDAY = time(12)  # for a day that is over nobody knows the hour


class PhotoNotKept(Exception):
    """A photograph could not be kept, so nothing was written; `str` says which one and why."""


class SoundNotKept(Exception):
    """The same of a sound."""


def write_home_entry(
    children: Sequence[Child],
    *,
    actor: Person,
    family: Family,
    words: str,
    form_key: uuid.UUID,
    child_voice: str = "",
    day: date | None = None,
    uploads: Sequence[File] = (),
    sound: File | None = None,
    heard: str = "",
) -> Observation:
    """Write an entry from home about one's own children; it is shared with the setting at once.

    It belongs to `family`: no other home of these children sees it. `day` is when it happened,
    today if it is not given; `heard` says what is to be heard in `sound`. The same form sent twice
    is one entry: the first. Raises `PhotoNotKept` or `SoundNotKept`; then neither row nor file is
    left.
    """
    photos: list[Photo] = []
    kept: Sound | None = None
    try:
        with transaction.atomic():
            entry, is_new = _write(
                children, actor, family, words, form_key, child_voice=child_voice, day=day
            )
            if sound is not None and is_new:
                kept = _sound(entry, actor, sound, heard)
            for upload in uploads if is_new else ():
                photos.append(_photo(entry, actor, upload))
    except BaseException:
        if kept is not None:
            delete_sound_files(kept.name)
        for photo in photos:
            delete_photo_files(photo.name)
        raise
    return entry


def _photo(entry: Observation, actor: Person, upload: File) -> Photo:
    try:
        return add_photo(entry, actor=actor, upload=upload)
    except (PhotoRefused, StorageFull) as problem:
        raise PhotoNotKept(f"{upload.name}: {problem.message}") from problem


def _sound(entry: Observation, actor: Person, upload: File, heard: str) -> Sound:
    try:
        return add_sound(entry, actor=actor, upload=upload, heard=heard)
    except (SoundRefused, StorageFull) as problem:
        raise SoundNotKept(problem.message) from problem


def _write(
    children: Sequence[Child],
    actor: Person,
    family: Family,
    words: str,
    form_key: uuid.UUID,
    *,
    child_voice: str,
    day: date | None,
) -> tuple[Observation, bool]:
    """The rows of an entry, and whether they are new."""
    now = timezone.now()
    at = now
    if day and day != actor.today:
        at = datetime.combine(day, MIDDAY, tzinfo=timezone.get_current_timezone())
    entry, is_new = Observation.objects.get_or_create(
        author=actor.user,
        idempotency_key=form_key,
        defaults={
            "setting_id": children[0].setting_id,
            "kind": Observation.Kind.HOME,
            "framework": children[0].setting.framework,
            "status": Observation.Status.SHARED,
            "family": family,
            "words": words,
            "language": language_of(words, preferred=actor.user.preferred_language),
            "child_voice": child_voice,
            "happened_at": at,
            "shared_at": now,
        },
    )
    if is_new:
        ObservationChild.objects.bulk_create(
            ObservationChild(
                setting_id=child.setting_id,
                observation=entry,
                child=child,
                author_id=entry.author_id,
                family=family,
                at=at,
                is_shared=True,
            )
            for child in children
        )
        audit.record_about(
            actor, "write_home_entry", entry, child_ids=[child.pk for child in children]
        )
    return entry, is_new
