"""A hard time at home: tell a few people, for a while."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from .. import policies
from ..actions.hard_times import take_back_hard_time, tell_hard_time
from ..forms.hard_times import HardTimeForm
from ..queries.hard_time import homes_to_tell_of, readers_to_choose, told
from . import form_page, invalid


@require_safe
def hard_time_list(request: HttpRequest) -> HttpResponse:
    """What I have told, or was told, and until when."""
    person = request.person
    if not (person.is_family or person.cares):
        raise PermissionDenied
    return render(request, "families/hard_time_list.html", {"notes": told(person)})


@form_page
def hard_time_create(request: HttpRequest) -> HttpResponse:
    """Tell somebody. Staff write it down only with the family's yes."""
    person = request.person
    homes = homes_to_tell_of(person) if person.is_family or person.cares else []
    if not homes:
        raise PermissionDenied
    form = HardTimeForm(
        request.POST if request.method == "POST" else None,
        homes=homes,
        readers=readers_to_choose(person, {home.setting_id for home in homes}),
        at_home=person.is_family,
    )
    if request.method == "POST" and form.is_valid():
        tell_hard_time(
            form.cleaned_data["key"],
            actor=person,
            family=form.cleaned_data["note_of"],
            words=form.cleaned_data["words"],
            ends_on=form.cleaned_data["told_until"],
            readers=[post.user_id for post in form.cleaned_data["told"]],
        )
        messages.success(request, _("Thank you for telling us. We go gently."))
        return redirect("families:hard_time_list")
    context = {
        "form": form,
        "back_url": reverse("families:hard_time_list"),
        "back_label": _("A hard time at home"),
    }
    return render(request, "families/hard_time_form.html", context, status=invalid(form))


@require_POST
def hard_time_end(request: HttpRequest, hard_time_id: uuid.UUID) -> HttpResponse:
    """Nobody is to read it any more."""
    note = get_object_or_404(policies.hard_times_visible_to(request.person), pk=hard_time_id)
    take_back_hard_time(note, actor=request.person)
    messages.success(request, _("It is over. Nobody reads it any more."))
    return redirect("families:hard_time_list")
