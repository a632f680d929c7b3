"""Bringing a nursery in from spreadsheets, and taking its lists out again."""

import io
import uuid
import zipfile

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from .. import policies
from ..actions.csv_imports import (
    NotNow,
    bring_file,
    change_kind,
    discard_import,
    match_columns,
    note_export,
    say_if_it_failed,
    send_waiting_letters,
    start_import,
)
from ..forms.csv_imports import ColumnsForm, CsvFileForm, KindForm, LettersForm
from ..models.csv_imports import CsvImport
from ..queries.csv_import.exports import EXPORTERS, file_of, sample_of
from ..queries.csv_imports import (
    LETTERS_SHOWN,
    getting_started,
    list_of_troubles,
    preview_of,
    recent_imports,
    waiting_letters,
)
from . import form_page, invalid

POLL_FOR_SECONDS = 600  # a page that asks for ever would keep a shared tablet signed in
State = CsvImport.State


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What a new nursery needs, what is done, and what is next."""
    _managers_only(request)
    return render(
        request, "families/getting_started.html", {"steps": getting_started(request.person)}
    )


@require_safe
def csv_import_list(request: HttpRequest) -> HttpResponse:
    """The files of the last weeks, empty sheets, and the lists to take out."""
    _managers_only(request)
    context = {
        "imports": list(recent_imports(request.person)),
        "kinds": CsvImport.Kind.choices,
        "waiting": waiting_letters(request.person).count(),
    }
    return render(request, "families/csv_import_list.html", context)


@form_page
def csv_import_create(request: HttpRequest) -> HttpResponse:
    """Bring in a file."""
    _managers_only(request)
    person = request.person
    form = CsvFileForm(
        request.POST or None,
        request.FILES or None,
        initial={"kind": request.GET.get("kind", "")},
    )
    if request.method == "POST" and form.is_valid():
        csv_import = bring_file(
            person.setting_id,
            actor=person,
            key=form.cleaned_data["key"],
            kind=form.cleaned_data["kind"],
            file_name=form.cleaned_data["file"].name,
            sheet=form.sheet,
        )
        return redirect("families:csv_import_match", csv_import.pk)
    context = {
        "form": form,
        "multipart": True,
        "kinds": CsvImport.Kind.choices,
        "back_url": reverse("families:csv_import_list"),
        "back_label": _("Bring in and take out"),
    }
    return render(request, "families/csv_import_form.html", context, status=invalid(form))


@form_page
def csv_import_match(request: HttpRequest, csv_import_id: uuid.UUID) -> HttpResponse:
    """What each column of a file is."""
    csv_import = _import(request, csv_import_id)
    if not csv_import.is_open:
        return redirect("families:csv_import_detail", csv_import.pk)
    if request.method == "POST" and "kind" in request.POST:
        return _other_kind(request, csv_import)
    form = ColumnsForm(request.POST if request.method == "POST" else None, csv_import=csv_import)
    if request.method == "POST" and form.is_valid():
        try:
            match_columns(
                csv_import,
                actor=request.person,
                matching=form.matching,
                date_order=form.cleaned_data["date_order"],
            )
        except NotNow:
            messages.info(request, _("This file is being imported already."))
        return redirect("families:csv_import_detail", csv_import.pk)
    context = {
        "form": form,
        "csv_import": csv_import,
        "kind_form": KindForm(initial={"kind": csv_import.kind}),
        "back_url": reverse("families:csv_import_list"),
        "back_label": _("Bring in and take out"),
    }
    return render(request, "families/csv_import_match.html", context, status=invalid(form))


def _other_kind(request: HttpRequest, csv_import: CsvImport) -> HttpResponse:
    """The file is about something else than was guessed: guess its columns anew."""
    form = KindForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose what the file is about."))
    else:
        try:
            change_kind(csv_import, actor=request.person, kind=form.cleaned_data["kind"])
        except NotNow:
            messages.info(request, _("This file is being imported already."))
    return redirect("families:csv_import_match", csv_import.pk)


@require_safe
def csv_import_detail(request: HttpRequest, csv_import_id: uuid.UUID) -> HttpResponse:
    """What a file would do, how far the worker is, or what it did; htmx asks while it works."""
    csv_import = _import(request, csv_import_id)
    if csv_import.state == State.MATCHING:
        return redirect("families:csv_import_match", csv_import.pk)
    address = reverse("families:csv_import_detail", args=[csv_import.pk])
    if csv_import.state == State.RUNNING:
        csv_import = say_if_it_failed(csv_import, actor=request.person)
    runs = csv_import.state == State.RUNNING
    young = bool(
        csv_import.started_at
        and (timezone.now() - csv_import.started_at).total_seconds() < POLL_FOR_SECONDS
    )
    context = {
        "csv_import": csv_import,
        "preview": preview_of(csv_import, request.person) if csv_import.is_open else None,
        "runs": runs,
        "rows": len(csv_import.rows),
        "poll_url": address if runs and young else "",
        "page_url": address,
    }
    template = "families/csv_import_detail.html"
    return render(request, f"{template}#csv-import" if request.htmx else template, context)


@require_safe
def csv_import_troubles(request: HttpRequest, csv_import_id: uuid.UUID) -> HttpResponse:
    """Every bad row and cell, as a file."""
    csv_import = _import(request, csv_import_id)
    if csv_import.state not in (State.READY, State.FAILED):
        raise Http404
    name = f"{_('To mend in')} {csv_import.file_name}"
    return _file(list_of_troubles(csv_import, request.person), name)


@require_POST
def csv_import_start(request: HttpRequest, csv_import_id: uuid.UUID) -> HttpResponse:
    """Yes: import it. Refused while a row is bad."""
    csv_import = _import(request, csv_import_id)
    if csv_import.is_open and preview_of(csv_import, request.person).plan.troubles:
        messages.error(request, _("Some rows are still bad. Mend them first."))
    else:
        try:
            start_import(csv_import, actor=request.person)
        except NotNow:
            messages.info(request, _("Say first what the columns are."))
    return redirect("families:csv_import_detail", csv_import.pk)


@require_POST
def csv_import_discard(request: HttpRequest, csv_import_id: uuid.UUID) -> HttpResponse:
    """Throw a file away."""
    csv_import = _import(request, csv_import_id)
    if discard_import(csv_import, actor=request.person):
        messages.success(request, _("Thrown away. Nothing of it was kept."))
    else:
        messages.info(request, _("This file was imported, or is being imported."))
    return redirect("families:csv_import_list")


@require_safe
def csv_sample(request: HttpRequest, kind: str) -> HttpResponse:
    """An empty sheet with the right headings."""
    _managers_only(request)
    if kind not in EXPORTERS:
        raise Http404
    return _file(sample_of(kind), f"footbridge-{kind}.csv")


@require_safe
def csv_export(request: HttpRequest, kind: str) -> HttpResponse:
    """One list of the setting, or all four as a zip file; the taking out is written down."""
    _managers_only(request)
    person = request.person
    if kind not in (*EXPORTERS, "all"):
        raise Http404
    setting = get_object_or_404(policies.settings_visible_to(person), pk=person.here)
    day = person.today.isoformat()
    if kind == "all":
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as bundle:
            for each in EXPORTERS:
                bundle.writestr(f"{each}.csv", file_of(each, person))
        response = _file(content.getvalue(), f"footbridge-{day}.zip", "application/zip")
    else:
        response = _file(file_of(kind, person), f"{kind}-{day}.csv")
    note_export(setting, actor=person, kind=kind)
    return response


@form_page
def letter_list(request: HttpRequest) -> HttpResponse:
    """Letters that an import has written: look them through, and send them."""
    _managers_only(request)
    person = request.person
    waiting = waiting_letters(person)
    shown = list(waiting[:LETTERS_SHOWN])
    form = LettersForm(
        request.POST if request.method == "POST" else None, ids=[str(each.pk) for each in shown]
    )
    if request.method == "POST" and form.is_valid():
        if not form.cleaned_data["everybody"]:
            waiting = waiting.filter(pk__in=form.cleaned_data["letters"])
        sent = send_waiting_letters(waiting, actor=person)
        messages.success(
            request,
            ngettext(
                "%(n)s letter is on its way. It works for seven days.",
                "%(n)s letters are on their way. They work for seven days.",
                sent,
            )
            % {"n": sent},
        )
        return redirect("families:letter_list")
    context = {
        "form": form,
        "letters": shown,
        "number": waiting.count(),
        "chosen": set(request.POST.getlist("letters")),
    }
    return render(request, "families/letter_list.html", context, status=invalid(form))


def _managers_only(request: HttpRequest) -> None:
    if not policies.can_import(request.person):
        raise PermissionDenied


def _import(request: HttpRequest, csv_import_id: uuid.UUID) -> CsvImport:
    return get_object_or_404(policies.csv_imports_visible_to(request.person), pk=csv_import_id)


def _file(content: bytes, name: str, kind: str = "text/csv; charset=utf-8") -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Cache-Control"] = "no-store"
    return response
