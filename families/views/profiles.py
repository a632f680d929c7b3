"""*Our family* and *All About Me*: one open question a page, kept while one writes."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from .. import audit, policies
from ..actions.meanwhile import ChangedMeanwhile
from ..actions.profiles import (
    DraftOfAnother,
    answer_to,
    discard_draft,
    draft_fingerprint,
    keep_draft,
    mark_page_read,
    save_answer,
    withdraw_answer,
)
from ..forms.profiles import AnswerForm, ReadForm
from ..models import AnswerDraft, Child, FamilyAnswer
from ..models.questions import Page
from ..queries.profiles import (
    Sheet,
    draft_of,
    homes_of_child,
    key_people_of,
    portraits_of,
    said_elsewhere,
    versions_of,
)
from . import form_page, invalid

# What the buttons under a question do.
ON, STOP, PREFER, WITHDRAW, DISCARD = "on", "stop", "prefer", "withdraw", "discard"


@form_page
def family_answer_edit(request: HttpRequest, family_id: uuid.UUID, question: str) -> HttpResponse:
    """What a household says about itself."""
    family = get_object_or_404(policies.families_visible_to(request.person), pk=family_id)
    if not policies.can_write_for_home(request.person, family):
        raise PermissionDenied
    return answer_page(request, Sheet(Page.FAMILY, family), question)


@require_POST
def family_read(request: HttpRequest, family_id: uuid.UUID) -> HttpResponse:
    """A member of staff has read the page of a household."""
    person = request.person
    family = get_object_or_404(policies.families_visible_to(person), pk=family_id)
    if not policies.can_say_read(person, family):
        raise PermissionDenied
    form = ReadForm(request.POST)
    if form.is_valid():
        mark_page_read(family, actor=person, page=Page.FAMILY, up_to=form.cleaned_data["up_to"])
        messages.success(request, _("The family sees that you have read their page."))
    return redirect("families:family_detail", family.pk)


@require_safe
def about_me(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """The portrait of a child by its family; for staff by each of its homes."""
    child = visible_child(request, child_id)
    context = {"child": child, "portraits": portraits_of(child, request.person)}
    answer = render(request, "families/about_me.html", context)
    audit.record_reading(request.person, "read_about_me", child, child_ids=[child.pk])
    return answer


@form_page
def about_me_edit(request: HttpRequest, child_id: uuid.UUID, topic: str) -> HttpResponse:
    """What a household says about its child."""
    child = visible_child(request, child_id)
    return answer_page(request, own_sheet(request, Page.ABOUT_ME, child), topic)


@require_POST
def about_me_read(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """A member of staff has read what each home of a child says about it."""
    person = request.person
    child = visible_child(request, child_id)
    homes = [home for home in homes_of_child(child, person) if policies.can_say_read(person, home)]
    if not homes:
        raise PermissionDenied
    form = ReadForm(request.POST)
    if form.is_valid():
        for home in homes:
            mark_page_read(
                home,
                actor=person,
                page=Page.ABOUT_ME,
                up_to=form.cleaned_data["up_to"],
                child=child,
            )
        messages.success(request, _("The family sees that you have read this."))
    return redirect("families:about_me", child.pk)


# --- what the pages share -------------------------------------------------------------------------


def visible_child(request: HttpRequest, child_id: uuid.UUID) -> Child:
    """A child this person may know of, or 404."""
    return get_object_or_404(policies.children_visible_to(request.person), pk=child_id)


def own_sheet(request: HttpRequest, page: Page, child: Child) -> Sheet:
    """The page on which this person's own household speaks about the child, or 403."""
    link = policies.link_to(child, request.person)
    if link is None or not policies.can_write_for_home(request.person, link.family, child):
        raise PermissionDenied
    return Sheet(page, link.family, child)


def answer_page(request: HttpRequest, sheet: Sheet, code: str) -> HttpResponse:
    """One question: read; typed, and kept for the home alone (JSON); saved; or taken back."""
    question = sheet.questions.get(code)
    if question is None:
        raise Http404
    answer = answer_to(sheet.family, page=sheet.page, question=code, child=sheet.child)
    then = request.POST.get("then", ON)
    draft = draft_of(answer, request.person)
    if request.method == "POST" and then == DISCARD:
        seen = request.POST.get("draft_seen", "")
        if discard_draft(answer, actor=request.person, seen=seen):
            messages.success(request, _("Thrown away. What you saved before stays."))
        else:
            messages.info(
                request, _("Somebody typed more meanwhile. It is here: look at it first.")
            )
        return redirect(sheet.url_of(code))
    elsewhere = None if draft else said_elsewhere(answer, request.person)
    taken_over = elsewhere.words if elsewhere and "take" in request.GET else ""
    form = AnswerForm(
        request.POST or None,
        row=answer,
        question=question,
        key_people=key_people_of(sheet, request.person),
        draft=draft,
        taken_over=taken_over,
    )
    if _is_autosave(request):
        return _kept(request, answer, form)
    if request.method == "POST" and then == WITHDRAW:
        try:
            withdraw_answer(answer, actor=request.person, seen=request.POST.get("seen", ""))
        except ChangedMeanwhile as meanwhile:
            form.full_clean()
            form.say_changed(meanwhile.row)
        else:
            messages.success(request, _("Taken back. Nobody here reads it any more."))
            return redirect(sheet.url)
    elif request.method == "POST" and form.is_valid():
        try:
            kept = save_answer(
                answer,
                actor=request.person,
                seen=form.cleaned_data["seen"],
                **form.edited,
                draft_seen=form.cleaned_data["draft_seen"],
                prefers_not_to_say=then == PREFER,
            )
        except ChangedMeanwhile as meanwhile:
            form.say_changed(meanwhile.row)
        else:
            if kept.is_shown and not kept.prefers_not_to_say:
                words = _("Saved. Who may read it now: %(who)s.") % {"who": form.readers}
            else:
                words = _("Saved. Thank you for telling us.")
            messages.success(request, words)
            further = _next_url(sheet, code) if then in (ON, PREFER) else ""
            return redirect(further or sheet.url)
    codes = list(sheet.questions)
    context = {
        "form": form,
        "sheet": sheet,
        "question": question,
        "answer": answer,
        "draft": draft,
        "elsewhere": elsewhere,
        "taken_over": taken_over,
        "place": codes.index(code) + 1,
        "of": len(codes),
        "skip_url": _next_url(sheet, code),
        "versions": versions_of(answer, request.person),
        "back_url": sheet.url,
        "back_label": sheet.child.known_as if sheet.child else sheet.family.name,
    }
    return render(request, "families/answer_form.html", context, status=invalid(form))


def _is_autosave(request: HttpRequest) -> bool:
    return request.method == "POST" and request.headers.get("Accept") == "application/json"


def _kept(request: HttpRequest, answer: FamilyAnswer, form: AnswerForm) -> JsonResponse:
    """What was typed so far stays with the home: what it reads about that, and the draft's mark."""
    if not form.is_valid():
        why = next((each[0] for each in form.errors.values()), "")
        return JsonResponse({"said": _("Not kept yet: %(why)s") % {"why": why}})
    try:
        draft: AnswerDraft | None = keep_draft(
            answer, actor=request.person, seen=form.cleaned_data["draft_seen"], **form.edited
        )
    except DraftOfAnother:
        return JsonResponse({"said": _("Someone at home is writing here too. Press Save.")})
    said = _("Kept at %(time)s. Only your home sees it until you press Save.") % {
        "time": f"{timezone.localtime():%H:%M}"
    }
    return JsonResponse(
        {"said": said if draft else "", "fields": {"draft_seen": draft_fingerprint(draft)}}
    )


def _next_url(sheet: Sheet, code: str) -> str:
    """The question after this one, or "" after the last."""
    codes = list(sheet.questions)
    following = codes[codes.index(code) + 1 :]
    return sheet.url_of(following[0]) if following else ""
