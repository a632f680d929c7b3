"""A note of the letterbox moves into the safeguarding record."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from families.actions.safeguarding import NobodyWouldRead
from families.context import Person
from families.queries.safeguarding import children_to_name, colleagues_of, leads_of
from families.queries.where_to_turn import workplace_of
from families.views import form_page, invalid
from feedback.actions.tray import AlreadyMoved
from feedback.models import FeedbackItem

from ..actions.notes import move_note_to_record
from ..forms.notes import NoteConcernForm
from ..queries.notes import note_to_move, receipt_of_form


@form_page
def note_concern(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    """Move a note that one reads into the safeguarding record."""
    person = request.person
    note = note_to_move(person, item_id)
    if note is None:
        return _sent_before(request, person)
    form = NoteConcernForm(
        request.POST if request.method == "POST" else None,
        children=children_to_name(person),
        colleagues=colleagues_of(person),
    )
    if request.method == "POST" and form.is_valid():
        try:
            receipt = move_note_to_record(
                person,
                item_id=note.pk,
                form_key=form.cleaned_data["key"],
                about_adult=form.cleaned_data["about_adult"],
                child=form.cleaned_data["child"],
                about=form.name,
                kept_from=form.kept_from_ids,
                done_at_once=form.cleaned_data["done_at_once"],
                answer=form.cleaned_data["answer"],
            )
        except NobodyWouldRead:
            form.add_error(
                None,
                _(
                    "Nobody here could read this in the record, so the note stays where it is. Ring"
                    " one of the numbers above today and tell them."
                ),
            )
        except (AlreadyMoved, FeedbackItem.DoesNotExist):
            return _sent_before(request, person)  # pressed twice, or a colleague was faster
        else:
            return redirect("families:safeguarding_receipt", receipt.pk)
    context = {
        "form": form,
        "note": note,
        "leads": list(leads_of(person)),
        "place": workplace_of(person),
        "back_url": reverse("feedback:item_answer", args=[note.pk]),
        "back_label": _("Back to the note"),
    }
    return render(request, "communications/note_concern.html", context, status=invalid(form))


def _sent_before(request: HttpRequest, person: Person) -> HttpResponse:
    """The note is not there for this person. If it is because of this very form, the receipt."""
    try:
        key = uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        raise Http404 from None
    receipt = receipt_of_form(person, key)
    if receipt is None:
        raise Http404
    return redirect("families:safeguarding_receipt", receipt.pk)
