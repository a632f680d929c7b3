"""What a manager arranges: when the box is emptied, paper cards, and the notice for the door."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from families.models import StampKey

from ..actions.box import NurseryClosed
from ..actions.letterboxes import EnoughCards, choose_emptying, make_cards
from ..forms.letterboxes import CardsForm, EmptyingForm
from ..print import CARDS_A_SHEET, card_sheets, notice
from ..queries.letterboxes import Keeping, keeping_of


@require_http_methods(["GET", "HEAD", "POST"])
def emptying_edit(request: HttpRequest) -> HttpResponse:
    """Choose when the box is emptied; it holds after the next time."""
    keeping = _keeping(request)
    times = keeping.times
    chosen = {
        "weekday": times.weekday if times.then_weekday is None else times.then_weekday,
        "hour": times.hour if times.then_hour is None else times.then_hour,
    }
    form = EmptyingForm(request.POST or None, initial=chosen)
    if request.method == "POST" and form.is_valid():
        choose_emptying(request.person, **form.cleaned_data)
        messages.success(request, _("Kept. It holds after the next time the box is opened."))
        return redirect("feedback:tray")
    status = 422 if form.errors else 200
    return render(request, "feedback/emptying_form.html", _context(form, keeping), status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def card_sheet(request: HttpRequest) -> HttpResponse:
    """Paper cards as a PDF. The codes are on the cards and nowhere else."""
    keeping = _keeping(request)
    form = CardsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if keeping.key is None:
            form.add_error(None, _("There are no cards before a term has begun."))
        else:
            try:
                codes = make_cards(
                    keeping.key,
                    setting=keeping.setting,
                    actor=request.person,
                    how_many=form.cleaned_data["sheets"] * CARDS_A_SHEET,
                )
            except NurseryClosed:
                form.add_error(None, _("The nursery has closed: there are no cards any more."))
            except EnoughCards as enough:
                form.add_error("sheets", _("This term there is room for %(n)d cards more.")
                               % {"n": enough.left})  # fmt: skip
            else:
                return _cards(keeping, keeping.key, codes)
    status = 422 if form.errors else 200
    return render(request, "feedback/card_form.html", _context(form, keeping), status=status)


@require_safe
def notice_print(request: HttpRequest) -> HttpResponse:
    """The notice for the door and the cloakroom as a PDF of one page."""
    keeping = _keeping(request)
    if keeping.setting.is_closed(request.person.today):
        messages.error(request, _("The nursery has closed: there is no notice any more."))
        return redirect("feedback:tray")
    key = keeping.key
    content = notice(
        keeping.setting,
        url=_address_of(keeping),
        when=keeping.times.when,
        term=key.term.name if key else "",
        sign=key.fingerprint if key else "",
    )
    return _pdf(content, "letterbox-notice.pdf")


def _cards(keeping: Keeping, key: StampKey, codes: list[str]) -> HttpResponse:
    content = card_sheets(
        codes,
        setting_name=keeping.setting.name,
        url=_address_of(keeping),
        term=key.term.name,
        sign=key.fingerprint,
    )
    return _pdf(content, "letterbox-cards.pdf")


def _address_of(keeping: Keeping) -> str:
    path = reverse("feedback:letterbox", args=[keeping.setting.letterbox_address])
    return settings.SITE_URL.rstrip("/") + path


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def _context(form: EmptyingForm | CardsForm, keeping: Keeping) -> dict[str, object]:
    back = {"back_url": reverse("feedback:tray"), "back_label": _("All notes")}
    return {"form": form, "keeping": keeping, **back}


def _keeping(request: HttpRequest) -> Keeping:
    found = keeping_of(request.person)
    if found is None:
        raise PermissionDenied
    return found
