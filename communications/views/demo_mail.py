"""The demo's letterbox for e-mail: what was sent, readable by whoever tries the demo.

Mounted in the demo only. Everything in it is about invented people.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..queries.demo_mail import letter, letters


@login_not_required
@require_safe
def demo_mail_list(request: HttpRequest) -> HttpResponse:
    """Every e-mail that was sent, the newest first."""
    return render(request, "communications/demo_mail_list.html", {"letters": letters()})


@login_not_required
@require_safe
def demo_mail_detail(request: HttpRequest, key: str) -> HttpResponse:
    """One e-mail as plain text, with the links in it."""
    found = letter(key)
    if found is None:
        raise Http404
    return render(request, "communications/demo_mail_detail.html", {"letter": found})
