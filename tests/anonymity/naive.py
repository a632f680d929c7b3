"""The deliberately naive build, against which every attacker has to win (else it proves nothing).

It means well: no author is kept, the note has a key of chance. But it is a page like any other, and
so there is a sequence, a time, a line in the log, an entry in the cache and a copy in a file.
"""

import logging
import time
import uuid

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.urls import path

from settings.urls import *
from settings.urls import urlpatterns as of_the_house

TABLE = "anonymity_naivenote"
MAKE = f"""
    CREATE TABLE IF NOT EXISTS {TABLE} (
      number bigserial, id uuid PRIMARY KEY, words text NOT NULL, receipt_hash text NOT NULL,
      written_at timestamptz NOT NULL DEFAULT clock_timestamp());
    GRANT SELECT, INSERT ON {TABLE} TO footbridge_web;
    GRANT USAGE ON SEQUENCE {TABLE}_number_seq TO footbridge_web
"""
log = logging.getLogger(__name__)


def suggestion_box(request: HttpRequest) -> JsonResponse:
    """Keep what a signed-in parent writes, without their name."""
    words, key = request.POST["words"], uuid.uuid4()
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {TABLE} (id, words, receipt_hash) VALUES (%s, %s, %s)",
            [key, words, f"{time.time_ns():024x}"],
        )
    log.info("A note came in: %s", key)
    if len(words) > 3_000:
        log.warning("A long note: %s", words)
    cache.set(f"note:{key}", words, 3600)
    folder = settings.MEDIA_ROOT / "notes"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{key}.txt").write_text(words)
    return JsonResponse({"taken": True})


urlpatterns = [path("suggestion-box/", suggestion_box), *of_the_house]
