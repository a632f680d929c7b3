"""Permissions: the family's page, the manager's register, and what is asked."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from .. import audit, policies
from ..actions.consents import (
    WordsChanged,
    answer,
    change_purpose,
    record_paper_form,
    write_wording,
)
from ..actions.meanwhile import ChangedMeanwhile
from ..context import Person
from ..forms.consents import AnswerForm, PaperForm, PurposeForm, WordingForm
from ..models import Child, Consent, ConsentPurpose, ConsentWording
from ..queries.consents import (
    DISAGREE,
    DUE,
    NO,
    UNANSWERED,
    YES,
    asked_in,
    history_of,
    permissions_page,
    purposes_of,
    register,
)
from ..queries.team import rooms_to_choose
from . import form_page, invalid


@form_page
def consent_list(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """A child's permissions: read by all who know of the child, answered by those who decide."""
    person = request.person
    child = get_object_or_404(policies.children_visible_to(person), pk=child_id)
    form = AnswerForm(request.POST or None)
    words_changed = None
    if request.method == "POST":
        link = policies.link_that_decides(person, child)
        if link is None:
            raise PermissionDenied
        if form.is_valid():
            wording = get_object_or_404(
                policies.consent_wordings_visible_to(person).select_related("purpose"),
                pk=form.cleaned_data["wording"],
                setting_id=child.setting_id,
                purpose__is_asked=True,
            )
            try:
                given = answer(
                    link,
                    actor=person,
                    wording=wording,
                    says_yes=form.says_yes,
                    key=form.cleaned_data["key"],
                )
            except WordsChanged as changed:
                words_changed = changed.wording.purpose_id
                form.add_error(
                    None,
                    _(
                        "The nursery has put this question into new words while you were reading."
                        " Your answer is not saved yet. Read the new words, then press again."
                    ),
                )
            else:
                return _answered(child, given)
    page = permissions_page(child, person)
    context = {
        "page": page,
        "child": child,
        "form": form,
        "words_changed": words_changed,
        "chosen": form.data.get("answer", ""),
        "history": history_of(child, person),
    }
    response = render(request, "families/consent_list.html", context, status=invalid(form))
    audit.record_reading(person, "read_permissions", child, child_ids=[child.pk])
    return response


@require_safe
def consent_detail(request: HttpRequest, consent_id: uuid.UUID) -> HttpResponse:
    """One answer: to which words, when, and what it hid."""
    consent = get_object_or_404(
        policies.consents_visible_to(request.person).select_related(
            "child", "wording", "person", "recorded_by", "in_force"
        ),
        pk=consent_id,
    )
    return render(request, "families/consent_detail.html", {"consent": consent, **_back(consent)})


@form_page
def consent_paper(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """A manager writes down a form on paper, for a named adult who decides."""
    person = request.person
    child = get_object_or_404(policies.children_visible_to(person), pk=child_id)
    if not policies.can_record_on_paper(person, child):
        raise PermissionDenied
    holders = {
        link.pk: link for link in policies.holders_of(child, person) if link.user_id != person.id
    }
    form = PaperForm(
        request.POST or None,
        holders=holders.values(),
        asked=asked_in(child.setting_id, person),
        name=child.known_as,
    )
    if request.method == "POST" and form.is_valid():
        link = holders[form.cleaned_data["holder"]]
        try:
            written = record_paper_form(
                link,
                actor=person,
                answers=form.answers,
                signed_on=form.cleaned_data["signed_on"],
                key=form.cleaned_data["key"],
            )
        except WordsChanged as changed:
            form.say_reworded(changed.wording)
        else:
            messages.success(request, _written_down(link.user.name, len(written)))
            if overtaken := sum(not each.has_counted for each in written):
                messages.warning(
                    request,
                    ngettext(
                        "%(n)s of them changes nothing: %(name)s has answered since, and the newer"
                        " answer counts. Of two answers of one day, the no counts.",
                        "%(n)s of them change nothing: %(name)s has answered since, and the newer"
                        " answer counts. Of two answers of one day, the no counts.",
                        overtaken,
                    )
                    % {"n": overtaken, "name": link.user.name},
                )
            return redirect("families:consent_list", child.pk)
    context = {
        "form": form,
        "child": child,
        "holders": list(holders.values()),
        "back_url": reverse("families:consent_list", args=[child.pk]),
        "back_label": _("Permissions"),
    }
    return render(request, "families/consent_paper_form.html", context, status=invalid(form))


@require_safe
def consent_register(request: HttpRequest) -> HttpResponse:
    """All children and all questions of the setting, for its manager."""
    person = _manager(request)
    purpose_id, room_id = _uuid(request, "purpose"), _uuid(request, "room")
    choices = {
        "": _("everybody"),
        YES: _("who may"),
        NO: _("who may not: somebody said no"),
        UNANSWERED: _("who may not: nobody has answered"),
        DISAGREE: _("where two people disagree"),
        DUE: _("to be asked again"),
    }
    show = request.GET.get("show", "")
    show = show if show in choices else ""
    context = {
        "register": register(person, purpose_id=purpose_id, room_id=room_id, show=show),
        "rooms": list(rooms_to_choose(person)),
        "purpose_id": purpose_id,
        "room_id": room_id,
        "show": show,
        "choices": choices.items(),
    }
    return render(request, "families/consent_register.html", context)


@require_safe
def consent_who_may(request: HttpRequest, purpose_id: uuid.UUID) -> HttpResponse:
    """A list to print for one question: who may come, and who may not."""
    person = _manager(request)
    purpose = get_object_or_404(_purposes(request), pk=purpose_id, is_asked=True)
    room_id = _uuid(request, "room")
    rooms = list(rooms_to_choose(person))
    rows = register(person, purpose_id=purpose.pk, room_id=room_id).rows
    context = {
        "purpose": purpose,
        "title": rows[0].asked.title_for_staff if rows else "",
        "may": [row for row in rows if row.outcome == YES],
        "may_not": [row for row in rows if row.outcome != YES],
        "room": next((room for room in rooms if room.pk == room_id), None),
        "rooms": rooms,
        "today": person.today,
    }
    return render(request, "families/consent_who_may.html", context)


@require_safe
def consent_purpose_list(request: HttpRequest) -> HttpResponse:
    """What this setting asks, and in which words."""
    person = _manager(request)
    return render(request, "families/consent_purpose_list.html", {"purposes": purposes_of(person)})


@form_page
def consent_purpose_edit(request: HttpRequest, purpose_id: uuid.UUID) -> HttpResponse:
    """Ask something or not, and how soon again."""
    person = _manager(request)
    purpose = get_object_or_404(_purposes(request), pk=purpose_id)
    form = PurposeForm(request.POST or None, row=purpose)
    if request.method == "POST" and form.is_valid():
        try:
            change_purpose(
                purpose, actor=person, seen=form.cleaned_data["seen"], fields=form.edited
            )
        except ChangedMeanwhile as meanwhile:
            form.say_changed(meanwhile.row)
        else:
            messages.success(request, _("Saved."))
            return redirect("families:consent_purpose_list")
    context = {"form": form, "wording": _newest(purpose), **_back_to_questions()}
    return render(request, "families/consent_purpose_form.html", context, status=invalid(form))


@form_page
def consent_wording_create(request: HttpRequest, purpose_id: uuid.UUID) -> HttpResponse:
    """Put a question into new words. Old answers keep the old ones."""
    person = _manager(request)
    purpose = get_object_or_404(_purposes(request), pk=purpose_id)
    now = _newest(purpose)
    initial = {
        "after": now.version,
        "title": now.title,
        "question": now.question,
        "explanation": now.explanation,
    }
    form = WordingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            write_wording(
                purpose, actor=person, after=form.cleaned_data["after"], fields=form.words
            )
        except ChangedMeanwhile:
            form.add_error(
                None,
                _(
                    "Somebody else has written new words meanwhile; they are shown above. Yours are"
                    " still here: press the button again to use yours."
                ),
            )
            now = _newest(purpose)
            form.data = form.data.copy()
            form.data["after"] = now.version
        else:
            messages.success(request, _("From today on we ask in these words."))
            return redirect("families:consent_purpose_list")
    context = {"form": form, "wording": now, **_back_to_questions()}
    return render(request, "families/consent_wording_form.html", context, status=invalid(form))


# --- steps ----------------------------------------------------------------------------------------


def _answered(child: Child, given: Consent) -> HttpResponse:
    """Back to the question, where the answer stands; a message would cover the next question."""
    if given.touched:
        return redirect("families:consent_detail", given.pk)
    address = reverse("families:consent_list", args=[child.pk])
    return redirect(f"{address}#{given.purpose.code}")


def _written_down(name: str, count: int) -> str:
    words = ngettext(
        "Written down for %(name)s: %(n)s answer.",
        "Written down for %(name)s: %(n)s answers.",
        count,
    )
    return words % {"name": name, "n": count}


def _manager(request: HttpRequest) -> Person:
    if not policies.can_manage_people(request.person):
        raise PermissionDenied
    return request.person


def _purposes(request: HttpRequest) -> QuerySet[ConsentPurpose]:
    return policies.consent_purposes_visible_to(request.person).filter(
        setting_id=request.person.here
    )


def _newest(purpose: ConsentPurpose) -> ConsentWording:
    return purpose.wordings.latest("version")


def _back(consent: Consent) -> dict[str, str]:
    return {
        "back_url": reverse("families:consent_list", args=[consent.child_id]),
        "back_label": _("Permissions"),
    }


def _back_to_questions() -> dict[str, str]:
    return {"back_url": reverse("families:consent_purpose_list"), "back_label": _("What we ask")}


def _uuid(request: HttpRequest, name: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.GET.get(name, ""))
    except ValueError:
        return None
