"""The photograph of somebody who collects: through the pipeline of all photographs."""

import secrets

from django.core.files import File
from django.core.files.storage import default_storage

from ..photos import inspect_and_clean, store_photo_file


def keep_face(upload: File) -> str:
    """Clean an uploaded picture, keep a small copy without any metadata, return where it is.

    Raises PhotoRefused (the file is at fault) or StorageFull (the disk is).
    """
    clean = inspect_and_clean(upload)
    ending = clean.preview.content_type.rpartition("/")[2].replace("jpeg", "jpg")
    name = f"portraits/collector-{secrets.token_hex(16)}.{ending}"
    store_photo_file(name, clean.preview.content)
    return name


def forget_face(name: str) -> None:
    """Remove a picture whose row could not be made."""
    if name:
        default_storage.delete(name)
