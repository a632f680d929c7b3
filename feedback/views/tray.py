"""The manager's tray: notes without order and time, answers, putting away and setting aside."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import policies
from ..actions.tray import answer_note, close_note, set_aside
from ..forms.tray import AnswerForm
from ..queries.tray import Look, how_many_wait, note_page, tray_of


@require_safe
def tray(request: HttpRequest) -> HttpResponse:
    """The open notes; `?closed=1` those put away, `?moved=1` those in the safeguarding record; with
    `theme` and `answered` some of them."""
    person = request.person
    if not policies.may_open_tray(person):
        raise PermissionDenied
    context = {
        "tray": tray_of(person, look=Look.asked(request.GET)),
        "waiting": how_many_wait(person),
        "keeps": policies.may_keep_letterbox(person),
        "reads_terms": policies.may_read_terms(person),
    }
    return render(request, "feedback/note_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def item_answer(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    """One note with its answers, and a form for the next."""
    person = request.person
    notes = policies.feedback_visible_to(person).select_related("question", "comment")
    item = get_object_or_404(notes, pk=item_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST":
        if item.is_aside:
            form.add_error(None, _("This note is set aside. Bring it back to answer."))
        elif not policies.can_answer_feedback(person, item):
            form.add_error(None, _("This note is put away. Take it out again to answer."))
        elif form.is_valid():
            answer_note(item, actor=person, **form.cleaned_data)
            messages.success(request, _("Answered. The writer reads it with the code."))
            return redirect("feedback:item_answer", item.pk)
    context = {
        "page": note_page(person, item),
        "form": form,
        "keeps": policies.may_keep_letterbox(person),
        "may_move": policies.can_move_to_record(person, item),
    }
    status = 422 if form.errors else 200
    return render(request, "feedback/note_detail.html", context, status=status)


@require_POST
def item_close(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    """Put a note away, or with `open` take it out again."""
    item = get_object_or_404(policies.feedback_visible_to(request.person), pk=item_id)
    closed = "open" not in request.POST
    close_note(item, actor=request.person, closed=closed)
    if closed:
        messages.success(request, _("Put away."))
        return redirect("feedback:tray")
    messages.success(request, _("Taken out again."))
    return redirect("feedback:item_answer", item.pk)


@require_POST
def item_aside(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    """Set an abusive note aside, or with `open` bring it back."""
    item = get_object_or_404(policies.feedback_visible_to(request.person), pk=item_id)
    aside = "open" not in request.POST
    set_aside(item, actor=request.person, aside=aside)
    if aside:
        messages.success(request, _("Set aside. It is folded away at the end of the notes."))
        return redirect("feedback:tray")
    messages.success(request, _("Brought back."))
    return redirect("feedback:item_answer", item.pk)
