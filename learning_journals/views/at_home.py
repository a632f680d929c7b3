"""Cards to try at home: the box of the setting, and what a child's family was given."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from families import audit
from families.policies import children_cared_for_by, rooms_worked_in_by
from families.views import form_page, invalid

from .. import policies
from ..actions import Refused
from ..actions.at_home import bring_card_back, give_card, put_card_away, write_card
from ..forms.at_home import CardGiveForm, ShareCardForm
from ..models import ShareCard
from ..queries.at_home import Card, at_home, card_box, gifts_of, given_to
from . import put_beside


@require_safe
def card_list(request: HttpRequest) -> HttpResponse:
    """The box of cards, for who works with the children."""
    _only_staff(request)
    kind = request.GET.get("kind", "")
    address = reverse("learning_journals:card_list")
    context = {
        "cards": card_box(request.person, kind=kind),
        "kind": kind,
        "tabs": [{"label": _("Everything"), "url": address, "current": not kind}]
        + [
            {"label": label, "url": f"{address}?kind={code}", "current": code == kind}
            for code, label in ShareCard.Kind.choices
        ],
    }
    return render(request, "learning_journals/card_list.html", context)


@form_page
def card_create(request: HttpRequest) -> HttpResponse:
    """Write a card."""
    _only_staff(request)
    form = ShareCardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        card = write_card(
            request.person.here,
            actor=request.person,
            key=form.cleaned_data["key"],
            fields=form.card_fields,
        )
        messages.success(request, _("The card is in the box. Who shall have it?"))
        return redirect("learning_journals:card_detail", card.pk)
    context = {"form": form, **_back_to_box()}
    return render(request, "learning_journals/card_form.html", context, status=invalid(form))


@require_safe
def card_detail(request: HttpRequest, share_card_id: uuid.UUID) -> HttpResponse:
    """One card, for staff and for those who were given it."""
    person = request.person
    card = _card(request, share_card_id)
    context = {
        "card": Card(card),
        "gifts": gifts_of(card, person) if policies.can_write_cards(person) else [],
        "may_give": policies.can_write_cards(person) and card.setting_id == person.here,
        "given_to": given_to(card, person),
    }
    return render(request, "learning_journals/card_detail.html", context)


@form_page
def card_give(request: HttpRequest, share_card_id: uuid.UUID) -> HttpResponse:
    """Give a card to families: of a child, of a room."""
    person = request.person
    card = _own_card(request, share_card_id)
    form = CardGiveForm(
        request.POST or None,
        rooms=rooms_worked_in_by(person).order_by("position", "name"),
        children=children_cared_for_by(person).order_by("known_as", "pk"),
        initial={"child": request.GET.getlist("child")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            count = give_card(
                card,
                actor=person,
                children=form.chosen,
                rooms=form.cleaned_data["rooms"],
                words=form.cleaned_data["words"],
            )
        except Refused as refused:
            put_beside(form, refused)
        else:
            if count:
                said = ngettext("Given. It is new to one.", "Given. It is new to %(n)s.", count)
                messages.success(request, said % {"n": count})
            else:
                messages.info(request, _("They have it already."))
            return redirect("learning_journals:card_detail", card.pk)
    context = {
        "form": form,
        "card": Card(card),
        "back_url": reverse("learning_journals:card_detail", args=[card.pk]),
        "back_label": card.title,
    }
    return render(request, "learning_journals/card_give_form.html", context, status=invalid(form))


@require_POST
def card_put_away(request: HttpRequest, share_card_id: uuid.UUID) -> HttpResponse:
    """Take a card out of the box."""
    card = _own_card(request, share_card_id)
    put_card_away(card, actor=request.person)
    undo = reverse("learning_journals:card_bring_back", args=[card.pk])
    messages.success(request, _("The card is put away."), extra_tags=f"undo={undo}")
    return redirect("learning_journals:card_list")


@require_POST
def card_bring_back(request: HttpRequest, share_card_id: uuid.UUID) -> HttpResponse:
    """Put it into the box again."""
    card = _own_card(request, share_card_id)
    bring_card_back(card, actor=request.person)
    return redirect("learning_journals:card_detail", card.pk)


@require_safe
def child_at_home(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """What a child's family has to try, and what its room does this week."""
    person = request.person
    child = get_object_or_404(policies.journals_visible_to(person), pk=child_id)
    context = {
        "child": child,
        "page": at_home(child, person),
        "may_give": policies.can_log_care(person, child),
    }
    answer = render(request, "learning_journals/child_at_home.html", context)
    audit.record_reading(person, "read_journal", child, child_ids=[child.pk])
    return answer


# --- steps ----------------------------------------------------------------------------------------


def _only_staff(request: HttpRequest) -> None:
    if not policies.can_write_cards(request.person):
        raise PermissionDenied


def _card(request: HttpRequest, share_card_id: uuid.UUID) -> ShareCard:
    cards = policies.cards_visible_to(request.person).select_related("written_by")
    return get_object_or_404(cards, pk=share_card_id)


def _own_card(request: HttpRequest, share_card_id: uuid.UUID) -> ShareCard:
    """A card of the setting where this person works. Raises Http404 and PermissionDenied."""
    card = _card(request, share_card_id)
    if not policies.can_write_cards(request.person) or card.setting_id != request.person.here:
        raise PermissionDenied
    return card


def _back_to_box() -> dict[str, str]:
    return {
        "back_url": reverse("learning_journals:card_list"),
        "back_label": _("Cards to try at home"),
    }
