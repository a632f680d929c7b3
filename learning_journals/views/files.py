"""Private files on their way out."""

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
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
