"""Help nearby: look for a card, keep the cards, say whether one helped."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from .. import policies
from ..actions.local_services import add_service, answer_service, change_service
from ..actions.meanwhile import ChangedMeanwhile
from ..forms.fields import both
from ..forms.local_services import ServiceAnswerForm, ServiceEditForm, ServiceForm
from ..models import LocalService
from ..models.languages import LANGUAGES_SPOKEN
from ..queries.local_services import service_page, services_of
from . import form_page, invalid


@require_safe
def service_list(request: HttpRequest) -> HttpResponse:
    """Cards by need, language and cost."""
    person = request.person
    chosen = {name: request.GET.get(name, "")[:12] for name in ("need", "language", "cost")}
    if chosen["language"] not in LANGUAGES_SPOKEN:
        chosen["language"] = ""
    context = {
        "services": services_of(person, **chosen),
        "chosen": chosen,
        "needs": LocalService.Need.choices,
        "costs": LocalService.Cost.choices,
        "all_languages": [(code, both(code)) for code in LANGUAGES_SPOKEN],
        "may_add": policies.can_keep_services(person),
    }
    return render(request, "families/service_list.html", context)


@require_safe
def service_detail(request: HttpRequest, service_id: uuid.UUID) -> HttpResponse:
    """One card."""
    services = policies.local_services_visible_to(request.person)
    service = get_object_or_404(services, pk=service_id)
    context = {"page": service_page(service, request.person), "form": ServiceAnswerForm()}
    return render(request, "families/service_detail.html", context)


@require_POST
def service_answer(request: HttpRequest, service_id: uuid.UUID) -> HttpResponse:
    """Did it help?"""
    services = policies.local_services_visible_to(request.person)
    service = get_object_or_404(services, pk=service_id)
    form = ServiceAnswerForm(request.POST)
    if form.is_valid():
        answer_service(
            service,
            actor=request.person,
            form_key=form.cleaned_data["key"],
            helped=form.cleaned_data["helped"],
            words=form.cleaned_data["words"],
        )
        messages.success(request, _("Thank you. Only the manager reads it."))
        return redirect("families:service_detail", service.pk)
    context = {"page": service_page(service, request.person), "form": form}
    return render(request, "families/service_detail.html", context, status=invalid(form))


@form_page
def service_create(request: HttpRequest) -> HttpResponse:
    """A new card."""
    person = request.person
    if not policies.can_keep_services(person):
        raise PermissionDenied
    form = ServiceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        service = add_service(form.cleaned_data["key"], actor=person, fields=form.service_fields)
        messages.success(request, _("The card is up."))
        return redirect("families:service_detail", service.pk)
    context = {
        "form": form,
        "back_url": reverse("families:service_list"),
        "back_label": _("Help nearby"),
    }
    return render(request, "families/service_form.html", context, status=invalid(form))


@form_page
def service_edit(request: HttpRequest, service_id: uuid.UUID) -> HttpResponse:
    """Put a card right, or put it away."""
    person = request.person
    service = get_object_or_404(policies.local_services_visible_to(person), pk=service_id)
    if not (policies.can_keep_services(person) and service.setting_id == person.here):
        raise PermissionDenied
    form = ServiceEditForm(request.POST if request.method == "POST" else None, row=service)
    if request.method == "POST" and form.is_valid():
        try:
            change_service(
                service, actor=person, seen=form.cleaned_data["seen"], fields=form.edited
            )
        except ChangedMeanwhile as meanwhile:
            form.say_changed(meanwhile.row)
        else:
            messages.success(request, _("Saved."))
            return redirect("families:service_detail", service.pk)
    context = {
        "form": form,
        "back_url": reverse("families:service_detail", args=[service.pk]),
        "back_label": service.name,
    }
    return render(request, "families/service_form.html", context, status=invalid(form))
