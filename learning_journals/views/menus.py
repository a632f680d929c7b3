"""The menu of the week, and what a child must not eat."""

import uuid
from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from families.actions.meanwhile import ChangedMeanwhile
from families.models import Setting
from families.policies import children_visible_to, link_to, settings_visible_to
from families.views import form_page, invalid

from .. import policies
from ..actions.menus import (
    copy_last_week,
    hold_allergens,
    menu_fingerprint,
    tick_for_home,
    write_menu,
)
from ..forms.menus import AllergensForm, MenuDayForm
from ..queries.menus import (
    children_to_confirm,
    menu_of_week,
    monday_of,
    offers_of_day,
    ticks_of,
)

WEEKS_AROUND = timedelta(days=7 * 30)  # so far back and ahead a menu is looked at and written


@require_safe
def menu_week(request: HttpRequest) -> HttpResponse:
    """What is on the table this week (`?week=` for another): everybody of the setting reads it."""
    person = request.person
    setting = _setting(request)
    monday = monday_of(_day_asked(request, person.today))
    may_write = policies.can_write_menu(person)
    context = {
        "setting": setting,
        "week": menu_of_week(person, monday=monday),
        "monday": monday,
        "before": monday - timedelta(days=7),
        "after": monday + timedelta(days=7),
        "may_write": may_write,
        "may_copy": may_write,
        "to_confirm": children_to_confirm(person) if person.leads else [],
    }
    return render(request, "learning_journals/menu_week.html", context)


@form_page
def menu_day(request: HttpRequest, day: date) -> HttpResponse:
    """The cook or a manager writes what is offered on a day."""
    person = request.person
    setting = _setting(request)
    if not policies.can_write_menu(person):
        raise PermissionDenied
    if abs(day - person.today) > WEEKS_AROUND:
        raise Http404
    back_url = f"{reverse('learning_journals:menu_week')}?week={monday_of(day).isoformat()}"
    offers = offers_of_day(person, day=day)
    moved_on, status = [], 200
    if request.method == "POST":
        form = MenuDayForm(request.POST)
        if form.is_valid():
            try:
                write_menu(
                    setting,
                    actor=person,
                    day=day,
                    seen=form.cleaned_data["seen"],
                    meals=form.meals,
                )
            except ChangedMeanwhile as meanwhile:
                moved_on, status = meanwhile.row, 409
                seen = menu_fingerprint(person, day=day)
                form = MenuDayForm(initial={**form.cleaned_data, "seen": seen})
            else:
                messages.success(request, _("Saved. The rooms see it at their meals."))
                return redirect(back_url)
    else:
        initial: dict[str, object] = {"seen": menu_fingerprint(person, day=day)}
        for meal, offer in offers.items():
            initial |= {f"{meal}_offer": offer.words, f"{meal}_allergens": offer.allergens}
        form = MenuDayForm(initial=initial)
    context = {
        "day": day,
        "form": form,
        "moved_on": moved_on,
        "back_url": back_url,
        "back_label": _("Menu"),
    }
    status = status if status == 409 else invalid(form)
    return render(request, "learning_journals/menu_day_form.html", context, status=status)


@require_POST
def menu_copy(request: HttpRequest, day: date) -> HttpResponse:
    """What was offered a week before is offered again, wherever nothing is written yet."""
    person = request.person
    setting = _setting(request)
    if not policies.can_write_menu(person):
        raise PermissionDenied
    if abs(day - person.today) > WEEKS_AROUND:
        raise Http404
    monday = monday_of(day)
    copied = copy_last_week(setting, actor=person, monday=monday)
    if copied:
        said = ngettext("One meal copied.", "%(n)s meals copied.", copied) % {"n": copied}
        messages.success(request, said)
    else:
        messages.info(request, _("There was nothing to copy: the week before is empty."))
    return redirect(f"{reverse('learning_journals:menu_week')}?week={monday.isoformat()}")


@form_page
def allergens(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """What a child must not eat: a home ticks it, the manager confirms it, the room reads it."""
    person = request.person
    child = get_object_or_404(children_visible_to(person), pk=child_id)
    link = link_to(child, person)
    may_hold = link is None and policies.can_hold_allergens(person, child)
    if link is None and not policies.can_log_care(person, child):
        raise PermissionDenied
    if request.method == "POST":
        if link is None and not may_hold:
            raise PermissionDenied
        form = AllergensForm(request.POST)
        if form.is_valid():
            codes = form.cleaned_data["allergens"]
            if link is not None:
                tick_for_home(child, actor=person, family=link.family, codes=codes)
                said = _("Saved. The room knows it from now on.")
            else:
                up_to = min(form.cleaned_data["up_to"], timezone.now())
                hold_allergens(child, actor=person, codes=codes, up_to=up_to)
                said = _("Confirmed.")
            messages.success(request, said)
            return redirect("learning_journals:allergens", child.pk)
    else:
        form = AllergensForm(initial={"up_to": timezone.now().isoformat()})
    context = {
        "child": child,
        "form": form,
        "ticks": ticks_of(child, person, home=link.family if link else None),
        "is_home": link is not None,
        "may_hold": may_hold,
        "back_url": reverse("families:child_detail", args=[child.pk]),
        "back_label": child.known_as,
    }
    return render(request, "learning_journals/allergens.html", context, status=invalid(form))


def _setting(request: HttpRequest) -> Setting:
    return get_object_or_404(settings_visible_to(request.person), pk=request.person.here)


def _day_asked(request: HttpRequest, today: date) -> date:
    try:
        day = parse_date(request.GET.get("week", ""))
    except ValueError:
        day = None
    return day if day and abs(day - today) <= WEEKS_AROUND else today
