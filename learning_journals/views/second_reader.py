"""The second reader: what waits, giving it back, taking it back, and whether there is one."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from families import audit
from families.policies import settings_visible_to
from families.views import form_page, invalid

from .. import policies
from ..actions import Refused
from ..actions.second_reader import (
    choose_second_reader,
    give_back_observation,
    take_back_observation,
)
from ..forms.second_reader import GiveBackForm, SecondReaderForm
from ..models import Observation
from ..queries.second_reader import how_it_is_read, to_read

LIST = "learning_journals:observations_to_read"


@form_page
def second_reader_edit(request: HttpRequest) -> HttpResponse:
    """A manager chooses whether observations are read by a second person."""
    person = request.person
    setting = get_object_or_404(settings_visible_to(person), pk=person.here)
    if not policies.can_choose_second_reader(person, setting):
        raise PermissionDenied
    initial = {"how": how_it_is_read(setting.pk, person)}
    form = SecondReaderForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        choose_second_reader(setting, actor=person, how=form.cleaned_data["how"])
        messages.success(request, _("Saved. It holds from now on."))
        return redirect("learning_journals:second_reader_edit")
    context = {"form": form, "back_url": reverse("families:more"), "back_label": _("More")}
    template = "learning_journals/second_reader_form.html"
    return render(request, template, context, status=invalid(form))


@require_safe
def observations_to_read(request: HttpRequest) -> HttpResponse:
    """What waits for this reader, the oldest first."""
    person = request.person
    if not policies.is_second_reader(person):
        raise PermissionDenied
    rows = to_read(person)
    page = render(request, "learning_journals/observations_to_read.html", {"rows": rows})
    if rows:
        audit.record_reading(
            person,
            "list_to_read",
            person.user,
            child_ids=sorted({child for row in rows for child in row.child_ids}),
        )
    return page


@form_page
def observation_give_back(request: HttpRequest, observation_id: uuid.UUID) -> HttpResponse:
    """A reader gives an observation back to its writer, with a few words."""
    person = request.person
    observation = _observation(request, observation_id)
    if not policies.can_read_second(person, observation):
        if policies.is_second_reader(person) and observation.author_id != person.id:
            messages.info(request, _("It does not wait any more: it was read or taken back."))
            return redirect(LIST)
        raise PermissionDenied
    form = GiveBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            give_back_observation(observation, actor=person, words=form.cleaned_data["words"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            said = _("Given back. %(name)s reads your words beside the draft.")
            messages.success(request, said % {"name": observation.author.name})
            return redirect(LIST)
    context = {
        "form": form,
        "observation": observation,
        "back_url": reverse("learning_journals:observation_detail", args=[observation.pk]),
        "back_label": _("Back to the observation"),
    }
    template = "learning_journals/give_back_form.html"
    return render(request, template, context, status=invalid(form))


@require_POST
def observation_take_back(request: HttpRequest, observation_id: uuid.UUID) -> HttpResponse:
    """The writer takes back what waits, to write on."""
    observation = _observation(request, observation_id)
    if not policies.wrote_at_work(request.person, observation):
        raise PermissionDenied
    taken = take_back_observation(observation, actor=request.person)
    if taken.status == Observation.Status.SHARED:
        messages.info(request, _("It was read meanwhile, and the family has it."))
        return redirect("learning_journals:observation_detail", observation.pk)
    return redirect("learning_journals:observation_edit", observation.pk)


def _observation(request: HttpRequest, observation_id: uuid.UUID) -> Observation:
    """Of one's own, or about children in one's care; families look for it in vain. Raises
    Http404."""
    rows = policies.observations_visible_to(request.person).filter(family__isnull=True)
    return get_object_or_404(rows.select_related("author"), pk=observation_id)
