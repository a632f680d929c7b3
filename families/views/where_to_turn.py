"""Where to turn: the card of every parent, and what the manager keeps right on it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .. import policies
from ..actions.meanwhile import ChangedMeanwhile
from ..actions.where_to_turn import change_contacts
from ..forms.where_to_turn import ContactsForm
from ..queries.where_to_turn import cards_for
from . import form_page, invalid


@require_safe
def where_to_turn(request: HttpRequest) -> HttpResponse:
    """Who is there for you: in the nursery, and outside it."""
    person = request.person
    context = {"cards": cards_for(person), "may_edit": policies.can_manage_people(person)}
    return render(request, "families/where_to_turn.html", context)


@form_page
def where_to_turn_edit(request: HttpRequest) -> HttpResponse:
    """The telephone numbers and the regulator, for the manager."""
    person = request.person
    if not policies.can_manage_people(person):
        raise PermissionDenied
    place = get_object_or_404(policies.settings_visible_to(person), pk=person.here)
    form = ContactsForm(request.POST or None, row=place)
    if request.method == "POST" and form.is_valid():
        try:
            change_contacts(place, actor=person, seen=form.cleaned_data["seen"], fields=form.edited)
        except ChangedMeanwhile as meanwhile:
            form.say_changed(meanwhile.row)
        else:
            messages.success(request, _("Saved. Families see it at once."))
            return redirect("families:where_to_turn")
    context = {
        "form": form,
        "back_url": reverse("families:where_to_turn"),
        "back_label": _("Where to turn"),
    }
    return render(request, "families/where_to_turn_form.html", context, status=invalid(form))
