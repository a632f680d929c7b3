"""Take your record with you: an adult's own copy of everything they may see of a child."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from families.models import Child
from families.policies import link_to, own_children_of
from learning_journals.views.files import deliver

from .. import policies
from ..actions import records as actions
from ..models import RecordPack
from ..models.records import KEPT_FOR
from ..queries.records import days_left, packs_of

POLL_FOR_SECONDS = 600


@require_safe
def record_detail(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """What can be taken, until when, and how far today's copy is."""
    person = request.person
    child = _own_child(request, child_id)
    link = link_to(child, person)
    packs = list(packs_of(child, person)[:5])
    over = {pack.pk for pack in packs if not policies.can_take_record(person, pack)}
    newest = packs[0] if packs else None
    building = newest is not None and newest.status == RecordPack.Status.QUEUED
    done, total = actions.progress_of(newest) if newest and building else (0, 1)
    young = (
        newest is not None and (timezone.now() - newest.asked_at).total_seconds() < POLL_FOR_SECONDS
    )
    address = reverse("communications:record_detail", args=[child.pk])
    context = {
        "child": child,
        "link": link,
        "days_left": days_left(link, person) if link else None,
        "packs": packs,
        "over": over,
        "building": building,
        "done": done,
        "total": total,
        "poll_url": address if building and young else "",
        "page_url": address,
        "may_ask": not any(
            pack.day == person.today
            and pack.status != RecordPack.Status.FAILED
            and pack.pk not in over
            for pack in packs
        ),
        "kept_days": KEPT_FOR.days,
    }
    template = "communications/record_detail.html"
    return render(request, f"{template}#record" if request.htmx else template, context)


@require_POST
def record_ask(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Ask for today's copy; asked twice it is one."""
    child = _own_child(request, child_id)
    actions.ask_for_record(child, actor=request.person)
    messages.success(request, _("We put it together now. You may leave this page."))
    return redirect("communications:record_detail", child.pk)


@require_safe
def record_file(request: HttpRequest, pack_id: uuid.UUID) -> HttpResponseBase:
    """One's own copy, as a file; the taking is written down."""
    packs = policies.records_visible_to(request.person).select_related("child")
    pack = get_object_or_404(packs, pk=pack_id)
    if not pack.file_name or not policies.can_take_record(request.person, pack):
        raise Http404
    answer = deliver(
        pack.file_name, f"{pack.child.known_as}, {pack.day}.zip", content_type="application/zip"
    )
    actions.note_taking(pack, actor=request.person)
    return answer


def _own_child(request: HttpRequest, child_id: uuid.UUID) -> Child:
    """A child of one's own: this is a family's page, whatever else one is here."""
    children = own_children_of(request.person).select_related("setting")
    return get_object_or_404(children, pk=child_id)
