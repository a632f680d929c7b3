"""Pages for when something is not there, not allowed or broken. Each says what to do next.

A page that does not exist and a page that may not be known look exactly the same.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    # What the address names is not repeated: a hidden child and a missing one answer the same.
    return render(request, "404.html", {"child_in_address": None}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """No context, no database: whatever broke may still be broken."""
    from django.template import loader

    return HttpResponse(loader.get_template("500.html").template.render(_empty()), status=500)


def _empty() -> object:
    from django.template import Context

    return Context({})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long, or cookies are off."""
    return render(request, "403_csrf.html", status=403)
