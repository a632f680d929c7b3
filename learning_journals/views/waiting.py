"""What waits on a tablet without connection: its key, the page without anybody, and the worker.

The script is in `static/js/waiting*.js`; why it is built like this is in docs/decisions.
"""

import hashlib
from functools import cache

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from ..queries.waiting import device_key_of, idle_milliseconds

SHELL = "learning_journals/waiting_shell.html"


@require_GET
def waiting_key(request: HttpRequest) -> JsonResponse:
    """Who is signed in here, and the key for what waits in their name. For staff only."""
    if not request.person.is_staff:
        raise PermissionDenied
    key = device_key_of(request.person)
    return JsonResponse(
        {
            "who": key.who,
            "secret": key.secret,
            "name": request.person.user.name,
            "idle": idle_milliseconds(),
            "now": int(timezone.now().timestamp() * 1000),
            "csrf": get_token(request),
        }
    )


@login_not_required
@require_GET
def waiting_shell(request: HttpRequest) -> HttpResponse:
    """The page that opens when there is no connection: the same for everybody, and of nobody.

    The browser fetches it without cookies and keeps it; the script puts the board into it.
    """
    return HttpResponse(render_to_string(SHELL))  # without the request: whoever asks is nobody


@login_not_required
@require_GET
def waiting_worker(request: HttpRequest) -> HttpResponse:
    """The service worker. It differs by one line when the kept page or its files have changed, and
    browsers then fetch everything anew."""
    context = {"version": _version(get_language() or "")}
    worker = HttpResponse(
        render_to_string("learning_journals/waiting_worker.js", context),
        content_type="text/javascript",
    )
    worker["Cache-Control"] = "no-cache"
    return worker


@cache
def _version(language: str) -> str:
    """The kept page names its files with their fingerprints: it is all there is to compare."""
    return hashlib.sha256(f"{language} {render_to_string(SHELL)}".encode()).hexdigest()[:16]
