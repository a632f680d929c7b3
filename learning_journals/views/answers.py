"""Answers without many words, under the entries of a journal."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import push_url, retarget

from families.views import form_page, invalid

from .. import policies
from ..actions.answers import answer_entry, take_answer_away
from ..forms.answers import TapForm, TriedForm
from ..models import EntryAnswer, ObservationChild
from ..queries.as_read import read_by
from ..queries.circle import circle_of
from ..queries.entries import entries_of, entry_address
from ..queries.frameworks import pack_for
from ..queries.journal import lines_of
from ..queries.journal_filters import Wanted

FROM_ENTRY = "entry"  # tapped on the entry's own page
TRIED = EntryAnswer.Kind.TRIED.value


@require_POST
def entry_answer(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """One tap: a cheer or "we see this too", given or taken away again."""
    person = request.person
    child = get_object_or_404(policies.journals_visible_to(person), pk=child_id)
    form = TapForm(request.POST)
    address = reverse("learning_journals:journal", args=[child.pk])
    if not form.is_valid():
        messages.error(request, _("Nothing was sent. Tap one of the answers under an entry."))
        return redirect(address)
    said = form.cleaned_data
    line = get_object_or_404(lines_of(child, person), observation_id=said["entry"])
    _may_answer(request, line, said["kind"])
    if said["taken_away"]:
        take_answer_away(line, actor=person, kind=said["kind"])
    else:
        answer_entry(line, actor=person, kind=said["kind"])
    wanted = Wanted.read(QueryDict(said["back"]), pack_for(child, person))
    if request.htmx:
        return _talk(request, line, said["kind"], before=wanted.before)
    if said["back"] == FROM_ENTRY:
        return redirect(entry_address(line.observation_id, child.pk))
    return redirect(f"{wanted.address(child)}#entry-{line.observation_id}")


def _talk(request: HttpRequest, line: ObservationChild, kind: str, *, before: str) -> HttpResponse:
    """What stands under the entry now, put where it stood."""
    circle = circle_of(line.child, request.person)
    [entry] = entries_of([line], request.person, child=line.child, circle=circle)
    entry.note_tap(kind)
    context = {"entry": entry, "page_cursor": before}
    answer = render(request, "talk.html", context, using="rows")
    return push_url(retarget(answer, f"#entry-{line.observation_id} .talks"), False)


@form_page
def entry_tried(
    request: HttpRequest, child_id: uuid.UUID, observation_id: uuid.UUID
) -> HttpResponse:
    """How it was at home, with a few words if one likes; said again, it replaces the answer."""
    person = request.person
    child = get_object_or_404(policies.journals_visible_to(person), pk=child_id)
    line = get_object_or_404(lines_of(child, person), observation_id=observation_id)
    _may_answer(request, line, TRIED)
    address = entry_address(observation_id, child.pk)
    mine = (
        policies.entry_answers_visible_to(person)
        .filter(observation_id=observation_id, child=child, author=person.user, kind=TRIED)
        .first()
    )
    if request.method == "POST":
        if "take_away" in request.POST:
            take_answer_away(line, actor=person, kind=TRIED)
            messages.success(request, _("Taken away."))
            return redirect(address)
        form = TriedForm(request.POST)
        if form.is_valid():
            answer_entry(
                line,
                actor=person,
                kind=TRIED,
                result=form.cleaned_data["result"],
                words=form.cleaned_data["words"],
            )
            messages.success(request, _("Thank you. The nursery reads it under the entry."))
            return redirect(address)
    else:
        form = TriedForm(initial={"result": mine.result, "words": mine.words} if mine else {})
    context = {
        "child": child,
        "form": form,
        "mine": mine,
        "idea": read_by(line, person).try_at_home,
        "language": line.observation.language,
        "back_url": address,
        "back_label": _("Back to the entry"),
    }
    return render(request, "learning_journals/tried_form.html", context, status=invalid(form))


def _may_answer(request: HttpRequest, line: ObservationChild, kind: str) -> None:
    if not policies.can_answer(request.person, line, kind):
        raise PermissionDenied
