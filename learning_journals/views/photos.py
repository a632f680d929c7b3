"""Delivering photographs to those who may see them, and to nobody else.

Behind a proxy that knows `X-Accel-Redirect` (settings.X_ACCEL_PREFIX) the proxy reads the file;
otherwise Django streams it. Either way this view decides, at every single request.
"""

import logging
import re
import uuid
from collections.abc import Iterable
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from families import audit
from families.policies import children_visible_to

from .. import policies
from ..models import Photo
from ..photos import MASTER, PREVIEW, SIZES, photo_file_name

logger = logging.getLogger(__name__)

CONTENT_TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
PORTRAIT = re.compile(r"portraits/[A-Za-z0-9][A-Za-z0-9_.-]*\.(jpg|png|webp)")


@require_safe
def photo_file(request: HttpRequest, photo_id: uuid.UUID, size: str) -> HttpResponse:
    """One photograph: `size` is thumb, page or print. Until a worker has made the sizes, the
    picture that was made at once is shown instead. Larger sizes are written to the trail."""
    if size not in SIZES:
        raise Http404
    photo = get_object_or_404(policies.photos_visible_to(request.person), pk=photo_id)
    if size != "thumb" and photo.uploaded_by_id != request.person.id:
        audit.record(request.person, "view_photo", photo)
    return _deliver(_files_of(photo, size), row=photo.pk)


@require_safe
def portrait_file(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """A child's portrait, for all who may know the child."""
    child = get_object_or_404(children_visible_to(request.person), pk=child_id)
    if not PORTRAIT.fullmatch(child.portrait):
        raise Http404
    return _deliver([child.portrait], row=child.pk)


def _files_of(photo: Photo, size: str) -> list[str]:
    """The files that can stand for this size, the best first."""
    wanted = [size] if photo.sizes_ready_at else []
    # The master is large; only paper needs more than the preview has.
    instead = [MASTER, PREVIEW] if size == "print" else [PREVIEW, MASTER]
    try:
        return [photo_file_name(photo.name, each) for each in dict.fromkeys([*wanted, *instead])]
    except ValueError:
        return []


def _deliver(names: Iterable[str], *, row: uuid.UUID) -> HttpResponse:
    """The first of these files that there is. Raises Http404 when there is none."""
    name = next((name for name in names if default_storage.exists(name)), None)
    if name is None:
        logger.error("The file of row %s is missing from the storage", row)
        raise Http404
    ending = name.rpartition(".")[2]
    content_type = CONTENT_TYPES[ending]
    if settings.X_ACCEL_PREFIX:
        response = HttpResponse(content_type=content_type)
        response["X-Accel-Redirect"] = settings.X_ACCEL_PREFIX + quote(name)
        response["Content-Disposition"] = f'inline; filename="photo.{ending}"'
    else:
        response = FileResponse(
            default_storage.open(name, "rb"),
            content_type=content_type,
            filename=f"photo.{ending}",  # never the name in the storage
        )
    # Whatever slips past the decoder one day: it is a picture, and can do nothing.
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
