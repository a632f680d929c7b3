"""The routine card: at home and at nursery, side by side."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .. import audit, policies
from ..actions.meanwhile import ChangedMeanwhile
from ..actions.routines import nursery_line, open_routine, save_nursery_line
from ..forms.routines import NurseryLineForm
from ..models.questions import QUESTIONS, Page
from ..queries.routines import routine_card as card_of
from ..queries.routines import routines_with_news
from . import form_page, invalid
from .profiles import answer_page, own_sheet, visible_child


@require_safe
def routine_card(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Both columns. Opening it puts out the sign that the other side has changed something."""
    person = request.person
    child = visible_child(request, child_id)
    if not policies.can_read_routine(person, child):
        raise PermissionDenied
    up_to = timezone.now()
    card = card_of(child, person)
    is_new = bool(routines_with_news([child.pk], person))
    answer = render(request, "families/routine_card.html", {"card": card, "is_new": is_new})
    if is_new and request.method == "GET":
        open_routine(child, actor=person, families=card.homes, up_to=up_to)
    else:
        audit.record_reading(person, "read_routine", child, child_ids=[child.pk])
    return answer


@form_page
def routine_edit(request: HttpRequest, child_id: uuid.UUID, topic: str) -> HttpResponse:
    """The home's column: one line, by an adult of that home."""
    child = visible_child(request, child_id)
    return answer_page(request, own_sheet(request, Page.ROUTINE, child), topic)


@form_page
def routine_nursery_edit(request: HttpRequest, child_id: uuid.UUID, topic: str) -> HttpResponse:
    """The nursery's column: one line, by staff who care for the child."""
    person = request.person
    child = visible_child(request, child_id)
    if not policies.can_write_nursery_routine(person, child):
        raise PermissionDenied
    question = QUESTIONS[Page.ROUTINE].get(topic)
    if question is None:
        raise Http404
    line = nursery_line(child, question=topic)
    form = NurseryLineForm(request.POST or None, row=line, question=question)
    if request.method == "POST" and form.is_valid():
        try:
            save_nursery_line(
                line,
                actor=person,
                seen=form.cleaned_data["seen"],
                words=form.cleaned_data["words"],
            )
        except ChangedMeanwhile as meanwhile:
            form.say_changed(meanwhile.row)
        else:
            messages.success(request, _("Saved. The family sees that it is new."))
            return redirect("families:routine_card", child.pk)
    context = {"form": form, "child": child, "card": card_of(child, person), "topic": topic}
    return render(request, "families/routine_nursery_form.html", context, status=invalid(form))
