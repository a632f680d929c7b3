"""Sounds: delivered to those who may hear them and to nobody else.

As with photographs, a proxy that knows `X-Accel-Redirect` reads the file; otherwise Django does.
Either way this view decides, at every single request.
"""

import logging
import uuid
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from .. import policies
from ..actions.sounds import note_hearing
from ..queries.entries import entry_address, shown_sound
from ..sounds import CLEAN, sound_file_name
from .files import in_parts

logger = logging.getLogger(__name__)

CONTENT_TYPE = "audio/mpeg"


@require_safe
def sound_file(request: HttpRequest, sound_id: uuid.UUID) -> HttpResponse:
    """One sound, whole or in pieces, once it is ready. Who listens stands in the trail."""
    sound = get_object_or_404(
        policies.sounds_visible_to(request.person), pk=sound_id, ready_at__isnull=False
    )
    name = sound_file_name(sound.name, CLEAN)
    if not default_storage.exists(name):
        logger.error("The file of row %s is missing from the storage", sound.pk)
        raise Http404
    if settings.X_ACCEL_PREFIX:
        response = HttpResponse(content_type=CONTENT_TYPE)
        response["X-Accel-Redirect"] = settings.X_ACCEL_PREFIX + quote(name)
    else:
        with default_storage.open(name, "rb") as kept:
            response = in_parts(request, kept.read(), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = (
        'inline; filename="sound.mp3"'  # never the name in the storage
    )
    # Whatever slips past the decoder one day: it is a sound, and can do nothing.
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; media-src 'self'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    note_hearing(sound, actor=request.person)
    return response


@require_safe
def sound_state(request: HttpRequest, sound_id: uuid.UUID) -> HttpResponse:
    """The player of one sound, or how far it is: asked again by its entry until it is ready."""
    sound = get_object_or_404(policies.sounds_visible_to(request.person), pk=sound_id)
    if not request.htmx:
        return redirect(entry_address(sound.observation_id, None))
    shown = shown_sound(
        sound.pk,
        seconds=sound.seconds or 0,
        refused=sound.refused,
        heard=sound.heard,
        language=sound.language,
        is_mine=sound.uploaded_by_id == request.person.id,
    )
    return render(request, "learning_journals/_sound.html", {"sound": shown})
