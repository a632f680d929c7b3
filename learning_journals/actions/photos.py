"""Photographs into an observation, in their order, and out again."""

import hashlib
import logging
import uuid
from collections.abc import Collection
from datetime import timedelta

from django.core.cache import cache
from django.core.files import File
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from families import audit, outbox
from families.context import Person

from .. import policies
from ..models import Observation, Photo
from ..photos import (
    MASTER,
    PREVIEW,
    CleanPhoto,
    delete_photo_files,
    inspect_and_clean,
    last_change_of,
    make_sizes,
    new_photo_key,
    open_photo_file,
    photo_file_name,
    remove_unfinished_files,
    store_photo_file,
    stored_photo_keys,
)
from . import Refused
from .lost_files import LOST_AFTER, Kind, clear_lost

A_DAY = 24 * 3600  # seconds
MOST_PHOTOS = 12  # of one observation; more is an album
KEPT_AFTER_REMOVAL = timedelta(hours=1)

log = logging.getLogger(__name__)


def add_photo(observation: Observation, *, actor: Person, upload: File) -> Photo:
    """Clean an uploaded picture and put it last into this observation.

    The sizes for screens and paper are promised to a worker. The same picture twice is one photo.
    Raises PhotoRefused (the file is at fault), StorageFull (the disk is) or `Refused` (there are
    too many, or it was shared while the picture was on its way); nothing is left behind then.
    """
    clean = inspect_and_clean(upload)
    digest = hashlib.sha256(clean.master).hexdigest()
    there = Photo.objects.filter(observation=observation, removed_at__isnull=True)
    if same := there.filter(digest=digest).first():
        return same
    key = new_photo_key()
    try:
        _keep_files(key, clean)
        with transaction.atomic():
            _still_a_draft(observation, actor)
            position = _next_place(there)
            photo = Photo.objects.create(
                setting_id=observation.setting_id,
                observation=observation,
                name=key,
                width=clean.width,
                height=clean.height,
                position=position,
                uploaded_by=actor.user,
                digest=digest,
            )
            _promise("make_photo_sizes", photo, key=f"photo-sizes:{photo.pk}")
            audit.record(actor, "add_photo", photo)
    except IntegrityError:  # the same picture, sent twice at the same moment
        delete_photo_files(key)
        return there.get(digest=digest)
    except BaseException:
        delete_photo_files(key)
        raise
    return photo


@transaction.atomic
def remove_photo(photo: Photo, *, actor: Person) -> None:
    """Take a photo out of a draft. For an hour it can be put back; then a worker clears it away."""
    now = timezone.now()
    photo.removed_at = now
    photo.save(update_fields=["removed_at"])
    _promise(
        "clear_photo",
        photo,
        key=f"clear-photo:{photo.pk}:{now:%Y%m%dT%H%M%S%f}",
        wait=KEPT_AFTER_REMOVAL,
    )
    audit.record(actor, "remove_photo", photo)


@transaction.atomic
def put_photo_back(photo: Photo, *, actor: Person) -> None:
    """Undo `remove_photo`. If the same picture was added again meanwhile, that one stays."""
    photo.removed_at = None
    try:
        with transaction.atomic():
            photo.save(update_fields=["removed_at"])
    except IntegrityError:
        return
    audit.record(actor, "put_photo_back", photo)


@transaction.atomic
def move_photo(photo: Photo, *, actor: Person, earlier: bool) -> None:
    """Change places with the neighbour before or after. At the end of the row nothing happens."""
    row = list(
        Photo.objects.select_for_update()
        .filter(observation=photo.observation_id, removed_at__isnull=True)
        .order_by("position", "id")
    )
    here = next(index for index, each in enumerate(row) if each.pk == photo.pk)
    there = here + (-1 if earlier else 1)
    if not 0 <= there < len(row):
        return
    row[here], row[there] = row[there], row[here]
    for position, each in enumerate(row):
        each.position = position
    Photo.objects.bulk_update(row, ["position"])
    audit.record(actor, "move_photo", photo)


def note_viewing(photo: Photo, *, actor: Person, size: str) -> None:
    """Write down that this person looked at a photograph of somebody else's: large enough for
    paper each time, as large as a page once a day, for whoever reads on sees the same ones again.

    To be called when the picture is ready to be shown. With the cache away a line more is written
    rather than one too few.
    """
    if actor.is_seen or size == "thumb" or photo.uploaded_by_id == actor.id:
        return
    seen = f"view_photo:{actor.id}:{photo.pk}:{actor.today}"
    if size == "page" and not cache.add(seen, True, A_DAY):
        return
    try:
        audit.record(actor, "view_photo", photo)
    except BaseException:
        cache.delete(seen)
        raise


def make_photo_sizes(photo_id: uuid.UUID) -> None:
    """A worker's part: make the sizes of a photo from its master. Doing it again changes nothing.

    The row is held meanwhile, so that clearing away waits and leaves no file behind.
    """
    photo = Photo.objects.select_for_update().filter(pk=photo_id).first()
    if photo is None or photo.sizes_ready_at is not None:
        return
    with open_photo_file(photo_file_name(photo.name, MASTER)) as master:
        sizes = make_sizes(master)
    for size, made in sizes.items():
        store_photo_file(photo_file_name(photo.name, size), made.content)
    photo.sizes_ready_at = timezone.now()
    photo.save(update_fields=["sizes_ready_at"])


def clear_photo(photo_id: uuid.UUID) -> None:
    """A worker's part: clear away what was taken out an hour ago and not put back."""
    long_ago = timezone.now() - KEPT_AFTER_REMOVAL
    photo = Photo.objects.select_for_update().filter(pk=photo_id, removed_at__lte=long_ago).first()
    if photo is not None:
        _clear(photo)


def clear_removed_photos(observation: Observation) -> None:
    """What was taken out of a draft is gone for good once the draft is shared."""
    for photo in observation.photos.select_for_update().filter(removed_at__isnull=False):
        _clear(photo)


def clear_lost_files(*, folders: Collection[str]) -> int:
    """A worker's part: remove files in these folders that no photo knows, and half-written ones
    (`lost_files.py`). Returns how many photos' files were removed."""
    unfinished = remove_unfinished_files(LOST_AFTER, only=folders)
    kind = Kind("photos", Photo, last_change_of, delete_photo_files)
    removed = clear_lost(stored_photo_keys(only=folders), kind=kind)
    if removed or unfinished:
        log.info("Removed the files of %s lost photos, %s unfinished", removed, unfinished)
    return removed


# --- steps ----------------------------------------------------------------------------------------


def _still_a_draft(observation: Observation, actor: Person) -> None:
    """Hold the observation until the photo is in it. What was shared meanwhile has been looked at
    without this photo, for its wishes and for the names of who is shown; nobody would see it there.
    What a home writes is shared from its first moment, and gets its photos with it."""
    now = Observation.objects.select_for_update(of=("self",)).get(pk=observation.pk)
    if now.family_id is None and not policies.can_edit_observation(actor, now):
        said = _(
            "It was shared or handed in before this photo arrived, so the photo is not in it. Take"
            " it back first, then add the photo."
        )
        raise Refused({"photos": [said]})


def _next_place(there: QuerySet[Photo]) -> int:
    places = list(there.values_list("position", flat=True))
    if len(places) >= MOST_PHOTOS:
        said = _("There are %(most)s photos already. Take one out first.") % {"most": MOST_PHOTOS}
        raise Refused({"photos": [said]})
    return max(places, default=-1) + 1


def _keep_files(key: str, clean: CleanPhoto) -> None:
    """The master first: a preview without it would be a promise nobody can keep."""
    store_photo_file(photo_file_name(key, MASTER), clean.master)
    store_photo_file(photo_file_name(key, PREVIEW), clean.preview.content)


def _clear(photo: Photo) -> None:
    key = photo.name
    photo.delete()
    transaction.on_commit(lambda: delete_photo_files(key))


def _promise(task: str, photo: Photo, *, key: str, wait: timedelta | None = None) -> None:
    outbox.promise(
        task=f"learning_journals.tasks.{task}",
        subject_id=photo.pk,
        key=key,
        setting_id=photo.setting_id,
        due_at=timezone.now() + wait if wait else None,
    )
