"""Safeguarding: raise a concern from any page; the leads' register."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from .. import policies
from ..actions.safeguarding import (
    NobodyWouldRead,
    add_to_concern,
    open_concerns,
    raise_concern,
)
from ..context import Person
from ..forms.safeguarding import AddendumForm, AdultConcernForm, ConcernForm
from ..models import SafeguardingConcern
from ..queries.safeguarding import (
    children_to_name,
    chronology,
    colleagues_of,
    concern_page,
    leads_of,
    receipts_of,
    register,
)
from ..queries.where_to_turn import workplace_of
from . import form_page, invalid

ABOUT_AN_ADULT = "adult"
SHOWN = ("open", "new", "closed", "all")


@form_page
def safeguarding_raise(request: HttpRequest) -> HttpResponse:
    """Write down a worry: about a child, or with `?about=adult` about somebody who works here."""
    person = request.person
    if not policies.can_raise_concern(person):
        raise PermissionDenied
    about_adult = request.GET.get("about") == ABOUT_AN_ADULT
    leads = list(leads_of(person))
    form = _concern_form(request, person, about_adult=about_adult)
    if request.method == "POST" and form.is_valid():
        try:
            receipt = raise_concern(
                form.cleaned_data["key"],
                actor=person,
                kind=(
                    SafeguardingConcern.Kind.ADULT
                    if about_adult
                    else SafeguardingConcern.Kind.CHILD
                ),
                child=form.cleaned_data["child"],
                about=form.name,
                kept_from=form.kept_from_ids,
                happened_on=form.cleaned_data["happened_on"],
                around=form.cleaned_data["around"],
                words=form.cleaned_data["words"],
                done_at_once=form.cleaned_data["done_at_once"],
            )
        except NobodyWouldRead:
            form.add_error(
                None,
                _(
                    "Nobody here could read this, so it is not kept. Ring one of the numbers above"
                    " today and tell them. Your words are still on this page."
                ),
            )
        else:
            return redirect("families:safeguarding_receipt", receipt.pk)
    context = {
        "form": form,
        "about_adult": about_adult,
        "leads": leads,
        "place": workplace_of(person),
    }
    return render(request, "families/safeguarding_form.html", context, status=invalid(form))


@require_safe
def safeguarding_receipt(request: HttpRequest, receipt_id: uuid.UUID) -> HttpResponse:
    """What the writer keeps: that it was sent, when, and who reads it."""
    receipts = policies.receipts_visible_to(request.person)
    receipt = get_object_or_404(receipts, pk=receipt_id)
    context = {"receipt": receipt, "place": workplace_of(request.person)}
    return render(request, "families/safeguarding_receipt.html", context)


@require_safe
def safeguarding_receipts(request: HttpRequest) -> HttpResponse:
    """What I have sent: dates and references, no words."""
    if not policies.can_raise_concern(request.person):
        raise PermissionDenied
    receipts = receipts_of(request.person)
    return render(request, "families/safeguarding_receipts.html", {"receipts": receipts})


@require_safe
def safeguarding_list(request: HttpRequest) -> HttpResponse:
    """The register of the leads."""
    person = _lead(request)
    show = request.GET.get("show", "")
    show = show if show in SHOWN else "open"
    found = register(person, show=show, before=request.GET.get("before", ""))
    address = reverse("families:safeguarding_list")
    words = {"open": _("Open"), "new": _("Not opened yet"), "closed": _("Closed"), "all": _("All")}
    context = {
        "rows": found.rows,
        "tabs": [
            {"label": words[each], "url": f"{address}?show={each}", "current": each == show}
            for each in SHOWN
        ],
        "older_url": (
            f"{address}?{urlencode({'show': show, 'before': found.older})}" if found.older else ""
        ),
    }
    return render(request, "families/safeguarding_list.html", context)


@require_safe
def safeguarding_detail(request: HttpRequest, concern_id: uuid.UUID) -> HttpResponse:
    """One concern with everything that followed. That it was read is written into it."""
    person = request.person
    concern = _concern(person, concern_id)
    page = concern_page(concern, person)
    open_concerns([concern], actor=person)
    form = AddendumForm(is_closed=page.is_closed)
    return render(request, "families/safeguarding_detail.html", {"page": page, "form": form})


@require_POST
def safeguarding_add(request: HttpRequest, concern_id: uuid.UUID) -> HttpResponse:
    """Add what was done or learned."""
    person = request.person
    concern = _concern(person, concern_id)
    page = concern_page(concern, person)
    form = AddendumForm(request.POST, is_closed=page.is_closed)
    if form.is_valid():
        add_to_concern(
            concern,
            actor=person,
            form_key=form.cleaned_data["key"],
            kind=form.cleaned_data["kind"],
            words=form.cleaned_data["words"],
        )
        return redirect("families:safeguarding_detail", concern.pk)
    context = {"page": page, "form": form}
    return render(request, "families/safeguarding_detail.html", context, status=invalid(form))


@require_safe
def safeguarding_child(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """All concerns about one child in the order of their days, to read or to print."""
    person = request.person
    pages = chronology(child_id, person)
    if not pages:
        raise Http404
    open_concerns([page.concern for page in pages], actor=person)
    return render(request, "families/safeguarding_child.html", {"pages": pages})


def _concern_form(request: HttpRequest, person: Person, *, about_adult: bool) -> ConcernForm:
    """The form; `?child=` is the child from whose page one comes, if one may name that child."""
    data = request.POST if request.method == "POST" else None
    kind = AdultConcernForm if about_adult else ConcernForm
    return kind(
        data,
        children=children_to_name(person),
        colleagues=colleagues_of(person),
        initial={"child": request.GET.get("child", "")},
    )


def _lead(request: HttpRequest) -> Person:
    if not policies.can_read_concerns(request.person):
        raise PermissionDenied
    return request.person


def _concern(person: Person, concern_id: uuid.UUID) -> SafeguardingConcern:
    concerns = policies.concerns_visible_to(person).select_related("author")
    return get_object_or_404(concerns, pk=concern_id)
