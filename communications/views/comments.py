"""A comment from the letterbox comes onto the page of a question, or is kept off it.

It stands here because `feedback` may know no child, and somebody must look whether one is named.
"""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from families.context import Person
from families.views import form_page, invalid
from feedback.actions.comments import NoComment, keep_off
from feedback.models import FeedbackItem

from ..actions.comments import NamesAChild, put_on_page
from ..forms.comments import KeepOffForm, ShowForm
from ..queries.comments import children_named_in, comment_to_show


@form_page
def comment_show(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    """One press puts a comment on the page, unless it seems to name a child: then it is shown once
    more, with the name, before anybody can."""
    person = request.person
    item = _comment(person, item_id)
    form = ShowForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            put_on_page(item, actor=person, is_sure=form.cleaned_data["sure"])
        except NamesAChild:
            form.add_error("sure", _("Read it once more. Keep it off, or tick that it may stand."))
        except NoComment:
            raise Http404 from None
        else:
            messages.success(request, _("It stands on the page of the question, by stamp."))
            return redirect("feedback:item_answer", item.pk)
    named = children_named_in(person, item.words)
    return _page(request, "comment_show", form, item, named=named)


@form_page
def comment_keep_off(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    """Keep a comment off the page, or take it off again, and tell its writer why."""
    person = request.person
    item = _comment(person, item_id)
    form = KeepOffForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            keep_off(item, actor=person, **form.cleaned_data)
        except NoComment:
            raise Http404 from None
        messages.success(request, _("Kept off the page. The writer reads why with the code."))
        return redirect("feedback:item_answer", item.pk)
    return _page(request, "comment_keep_off", form, item)


def _comment(person: Person, item_id: uuid.UUID) -> FeedbackItem:
    item = comment_to_show(person, item_id)
    if item is None:
        raise Http404
    return item


def _page(
    request: HttpRequest,
    name: str,
    form: ShowForm | KeepOffForm,
    item: FeedbackItem,
    **words: object,
) -> HttpResponse:
    context = {
        "form": form,
        "item": item,
        "back_url": reverse("feedback:item_answer", args=[item.pk]),
        "back_label": _("Back to the note"),
        **words,
    }
    return render(request, f"communications/{name}.html", context, status=invalid(form))
