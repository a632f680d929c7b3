"""For the machines that keep us running: are we alive, and are we able to work?"""

import os
import tempfile
from pathlib import Path

from celery import current_app
from django.contrib.auth.decorators import login_not_required
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"live": True})


@login_not_required
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Database, bell and storage can be used. Says which one cannot, and no more than that."""
    parts = {"database": _database, "bell": _bell, "storage": _storage}
    state = {}
    for name, works in parts.items():
        try:
            works()
            state[name] = True
        except Exception:  # any failure of a dependency means "not ready", whatever its class
            state[name] = False
    return JsonResponse(state, status=200 if all(state.values()) else 503)


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _bell() -> None:
    with current_app.connection_for_write() as broker:
        broker.ensure_connection(max_retries=1, timeout=1)


def _storage() -> None:
    """A small file can be written where photographs are kept: in the folder, or in the bucket."""
    if not isinstance(default_storage, FileSystemStorage):
        default_storage.save("health/ready", ContentFile(b"ready"))  # always the same one
        return
    folder = default_storage.location
    Path(folder).mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(b"ready")
        file.flush()
        os.fsync(file.fileno())
