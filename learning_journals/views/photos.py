"""Photographs: delivered to those who may see them and to nobody else; put into drafts and out.

Behind a proxy that knows `X-Accel-Redirect` (settings.X_ACCEL_PREFIX) the proxy reads the file;
otherwise Django streams it. Either way this view decides, at every single request.
"""

import logging
import re
import uuid
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from families.policies import can_see_portrait, children_visible_to
from families.views import picture

from .. import policies
from ..actions import Refused
from ..actions.photos import add_photo, move_photo, note_viewing, put_photo_back, remove_photo
from ..models import Observation, Photo
from ..photos import MASTER, PREVIEW, SIZES, PhotoRefused, StorageFull, photo_file_name
from ..queries.observations import draft_photos, photos_of
from .observations import EARLIER, tell_removed

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
    picture_file = deliver(_files_of(photo, size), row=photo.pk)
    note_viewing(photo, actor=request.person, size=size)
    return picture_file


@picture
@require_safe
def portrait_file(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """A child's portrait, for those of its adults who see photographs, and for the staff who care
    for it (`can_see_portrait` says why they always do)."""
    child = get_object_or_404(children_visible_to(request.person), pk=child_id)
    if not can_see_portrait(request.person, child) or not PORTRAIT.fullmatch(child.portrait):
        raise Http404
    return deliver([child.portrait], row=child.pk)


def _files_of(photo: Photo, size: str) -> list[str]:
    """The files that can stand for this size, the best first."""
    wanted = [size] if photo.sizes_ready_at else []
    # The master is large; only paper needs more than the preview has.
    instead = [MASTER, PREVIEW] if size == "print" else [PREVIEW, MASTER]
    try:
        return [photo_file_name(photo.name, each) for each in dict.fromkeys([*wanted, *instead])]
    except ValueError:
        return []


def deliver(names: Iterable[str], *, row: uuid.UUID) -> HttpResponse:
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


# --- into a draft, in order, and out again --------------------------------------------------------


@require_POST
def photo_add(request: HttpRequest, observation_id: uuid.UUID) -> HttpResponse:
    """Put the pictures of one request into a draft of one's own, and show its photos."""
    observation = get_object_or_404(
        policies.observations_visible_to(request.person), pk=observation_id
    )
    if not policies.can_edit_observation(request.person, observation):
        raise PermissionDenied
    left_out = []
    for upload in request.FILES.getlist("photos"):
        try:
            add_photo(observation, actor=request.person, upload=upload)
        except (PhotoRefused, StorageFull) as problem:
            left_out.append(f"{upload.name}: {problem.message}")
        except Refused as problem:
            left_out.append(f"{upload.name}: {problem}")
            observation.refresh_from_db(fields=["status"])  # it may be no draft any more
    return _photos_of_draft(request, observation, left_out=left_out)


@require_POST
def photo_remove(request: HttpRequest, photo_id: uuid.UUID) -> HttpResponse:
    """Take a photo out of a draft of one's own; it can be put back for an hour."""
    photo = _own_photo(request, photo_id)
    remove_photo(photo, actor=request.person)
    tell_removed(request, photo)
    return _photos_of_draft(request, photo.observation)


@require_POST
def photo_move(request: HttpRequest, photo_id: uuid.UUID) -> HttpResponse:
    """Show a photo of a draft one place earlier (`to=earlier`) or later."""
    photo = _own_photo(request, photo_id)
    move_photo(photo, actor=request.person, earlier=request.POST.get("to") == EARLIER)
    return _photos_of_draft(request, photo.observation)


@require_POST
def photo_restore(request: HttpRequest, photo_id: uuid.UUID) -> HttpResponse:
    """Put a photo back that was taken out by mistake."""
    photo = get_object_or_404(
        policies.removed_photos_of(request.person).select_related("observation"), pk=photo_id
    )
    if not policies.can_edit_observation(request.person, photo.observation):
        raise PermissionDenied
    put_photo_back(photo, actor=request.person)
    return redirect(_photos_address(photo.observation))


def _own_photo(request: HttpRequest, photo_id: uuid.UUID) -> Photo:
    """A photo in a draft of one's own. Raises Http404 and PermissionDenied."""
    photo = get_object_or_404(
        policies.photos_visible_to(request.person).select_related("observation"), pk=photo_id
    )
    if not policies.can_edit_observation(request.person, photo.observation):
        raise PermissionDenied
    return photo


def _photos_of_draft(
    request: HttpRequest, observation: Observation, *, left_out: Sequence[str] = ()
) -> HttpResponse:
    """The photos of a draft as a region of its form, or the page of the draft without scripting."""
    if not request.htmx:
        for words in left_out:
            messages.error(request, words)
        return redirect(_photos_address(observation))
    photos = photos_of(observation, request.person)
    context = {"observation": observation, "photos": draft_photos(photos), "left_out": left_out}
    return render(request, "learning_journals/observation_form.html#photos", context)


def _photos_address(observation: Observation) -> str:
    """Its form, or its page if it was shared meanwhile."""
    is_draft = observation.status == Observation.Status.DRAFT
    page = "observation_edit" if is_draft else "observation_detail"
    return f"{reverse(f'learning_journals:{page}', args=[observation.pk])}#photos"
