"""Private files on their way out."""

import re

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header


def deliver(name: str, called: str, *, content_type: str) -> HttpResponseBase:
    """Through the proxy if there is one that understands X-Accel-Redirect, otherwise streamed."""
    response: HttpResponseBase
    if settings.X_ACCEL_PREFIX:
        response = HttpResponse(content_type=content_type)
        response["X-Accel-Redirect"] = settings.X_ACCEL_PREFIX + name
    else:
        try:
            file = default_storage.open(name, "rb")
        except FileNotFoundError:
            raise Http404 from None
        response = FileResponse(file, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, called)
    response["Cache-Control"] = "no-store"
    return response


RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def in_parts(request: HttpRequest, content: bytes, *, content_type: str) -> HttpResponse:
    """The whole, or the one piece that is asked for (RFC 9110, 14): Safari plays nothing that does
    not come in pieces. What asks for several, or in another way, is given the whole. For small
    files, and only where no proxy does it.
    """
    response = HttpResponse(content, content_type=content_type)
    response["Accept-Ranges"] = "bytes"
    asked = RANGE.fullmatch(request.headers.get("Range", "").strip())
    if not asked or asked.group() == "bytes=-" or "If-Range" in request.headers:
        return response
    size = len(content)
    first, last = asked.groups()
    if first:
        begin, end = int(first), min(int(last) if last else size, size - 1)
        if last and int(last) < begin:
            return response  # no range at all
    else:
        begin, end = max(size - int(last), 0), size - 1
    if begin > end:
        response = HttpResponse(status=416, content_type=content_type)
        response["Content-Range"] = f"bytes */{size}"
        return response
    response.content = content[begin : end + 1]
    response.status_code = 206
    response["Content-Range"] = f"bytes {begin}-{end}/{size}"
    return response
