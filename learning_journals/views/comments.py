"""Comments under an entry: between one home and the nursery."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import push_url

from .. import policies
from ..actions.comments import write_comment
from ..forms.comments import CommentForm
from ..models import ObservationChild
from ..queries.circle import circle_of
from ..queries.entries import entries_of
from ..queries.journal import journal_open_to, line_in_journal


@require_http_methods(["GET", "POST"])
def comment_create(
    request: HttpRequest, child_id: uuid.UUID, observation_id: uuid.UUID
) -> HttpResponse:
    """Write into the thread of a home: GET opens the form, POST shows the threads again, and
    `?close=1` leaves it without a word."""
    person = request.person
    child = journal_open_to(person, child_id)
    line = line_in_journal(person, child, observation_id) if child else None
    if child is None or line is None:
        raise Http404
    if not policies.can_comment(person, line):
        raise PermissionDenied
    circle = circle_of(child, person)
    before = (request.POST or request.GET).get("before", "")
    closes = request.method == "GET" and "close" in request.GET
    if closes and not request.htmx:
        return redirect(_in_the_journal(line, before))
    form = None
    if request.method == "POST":
        homes = [home for key, home in circle.homes.items() if line.family_id in (None, key)]
        form = CommentForm(request.POST, homes=homes)
        if form.is_valid():
            write_comment(
                line,
                actor=person,
                family=form.cleaned_data["home"],
                words=form.cleaned_data["words"],
                form_key=form.cleaned_data["key"],
            )
            if not request.htmx:
                messages.success(request, _("Your words are in the journal."))
                return redirect(_in_the_journal(line, before))
    [entry] = entries_of([line], person, child=child, circle=circle)
    context: dict[str, Any] = {"child": child, "entries": [entry], "page_cursor": before}
    if closes:
        context["just_left"] = True
    elif form is None:
        entry.is_writing = True
    elif form.errors:
        context["wrong"] = entry.keep(
            home=form.data.get("home", ""),
            typed=form.data.get("words", ""),
            errors=form.sentences(),
        )
    else:
        context["just_said"] = True
    return _show(request, context, status=422 if form is not None and form.errors else 200)


def _in_the_journal(line: ObservationChild, before: str) -> str:
    """Where the entry stands: in the journal, on the page one came from."""
    address = reverse("learning_journals:journal", args=[line.child_id])
    query = f"?{urlencode({'before': before})}" if before else ""
    return f"{address}{query}#entry-{line.observation_id}"


def _show(request: HttpRequest, context: dict[str, Any], *, status: int) -> HttpResponse:
    """The entry on a page of its own; to htmx only what stands under it."""
    if not request.htmx:
        return render(request, "learning_journals/comment_form.html", context, status=status)
    context["entry"] = context["entries"][0]
    # The page stays the journal, wherever the address of the form leads.
    return push_url(render(request, "talk.html", context, status=status, using="rows"), False)
