"""Termly reports: print a room, watch it grow, share it, read it."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from families.fonts import missing_print_families
from families.policies import is_manager_of, rooms_worked_in_by

from .. import policies
from ..actions import reports as actions
from ..forms.reports import PrintReportsForm
from ..models import ReportRun
from ..queries import reports as queries
from .files import deliver

PDF = "application/pdf"
POLL_FOR_SECONDS = 600  # a page that asks for ever would keep a shared tablet signed in


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """Managers print and look back; staff and families find what they may read."""
    return _report_list(request, PrintReportsForm(**_choices(request)))


def _choices(request: HttpRequest) -> dict[str, Any]:
    person = request.person
    return {
        "rooms": rooms_worked_in_by(person),
        "terms": queries.terms_to_report_on(person) if policies.can_print_reports(person) else [],
        "initial": {"key": uuid.uuid4()},
    }


def _report_list(request: HttpRequest, form: PrintReportsForm, status: int = 200) -> HttpResponse:
    person = request.person
    may_print = policies.can_print_reports(person)
    context = {
        "form": form,
        "may_print": may_print,
        "runs": queries.recent_runs(person) if may_print else [],
        "families": queries.shared_with_family(person),
        "in_my_rooms": queries.ready_in_my_rooms(person),
        "fonts_missing": missing_print_families() if may_print else [],
    }
    return render(request, "learning_journals/report_list.html", context, status=status)


@require_POST
def report_run_create(request: HttpRequest) -> HttpResponse:
    """Promise a report on every child of a room, and go and watch."""
    if not policies.can_print_reports(request.person):
        raise PermissionDenied
    form = PrintReportsForm(request.POST, **_choices(request))
    if form.is_valid():
        room, term = form.cleaned_data["room"], form.cleaned_data["term"]
        children = queries.children_to_report_on(room, term, request.person)
        if children:
            run = actions.print_reports(
                room,
                actor=request.person,
                term=term,
                children=children,
                form_key=form.cleaned_data["key"],
            )
            return redirect("learning_journals:report_run_detail", run_id=run.pk)
        form.add_error("room", _("No child belongs to this room in that term."))
    return _report_list(request, form, status=422)


def _run(request: HttpRequest, run_id: uuid.UUID) -> ReportRun:
    runs = policies.report_runs_visible_to(request.person).select_related("room", "term")
    return get_object_or_404(runs, pk=run_id)


@require_safe
def report_run_detail(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """How far a run is; htmx asks every two seconds while it grows."""
    run = _run(request, run_id)
    progress = queries.progress_of(run, request.person)
    young = (timezone.now() - run.round_began_at).total_seconds() < POLL_FOR_SECONDS
    address = reverse("learning_journals:report_run_detail", args=[run.pk])
    context = {
        "run": run,
        "progress": progress,
        "poll_url": address if progress.is_building and young else "",
        "page_url": address,
    }
    template = "learning_journals/report_run_detail.html"
    return render(request, f"{template}#report-run" if request.htmx else template, context)


@require_POST
def report_run_retry(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """Try once more what could not be built."""
    run = _run(request, run_id)
    actions.try_again(run, actor=request.person)
    return redirect("learning_journals:report_run_detail", run_id=run.pk)


@require_POST
def report_run_share(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """Share every finished report of a run with the child's family, or take all of them back."""
    run = _run(request, run_id)
    return _share(request, run, list(queries.reports_of(run, request.person)))


@require_POST
def report_share(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """Share one report with the child's family, or take it back."""
    report = get_object_or_404(policies.reports_visible_to(request.person), pk=report_id)
    if not is_manager_of(request.person, report.setting_id):
        raise PermissionDenied
    return _share(request, report.run, [report])


def _share(request: HttpRequest, run: ReportRun, reports: list[Any]) -> HttpResponse:
    back = request.GET.get("back") == "yes"
    changed = actions.share_reports(reports, actor=request.person, shared=not back)
    if changed and not back:
        undo = (
            reverse("learning_journals:report_share", args=[changed[0].pk])
            if len(changed) == 1
            else reverse("learning_journals:report_run_share", args=[run.pk])
        )
        said = ngettext(
            "The report is shared with the family.", "%(n)s reports are shared.", len(changed)
        ) % {"n": len(changed)}
        messages.success(request, said, extra_tags=f"undo={undo}?back=yes")
    elif changed:
        messages.success(request, _("Taken back. The family does not see it any more."))
    return redirect("learning_journals:report_run_detail", run_id=run.pk)


@require_safe
def report_file(request: HttpRequest, report_id: uuid.UUID) -> HttpResponseBase:
    """One child's report as a PDF, for those who may read it; the reading is written down."""
    reports = policies.reports_visible_to(request.person).select_related("child", "run__term")
    report = get_object_or_404(reports, pk=report_id)
    if not report.file_name:
        raise Http404
    actions.note_reading(report, actor=request.person)
    called = f"{report.child.known_as}, {report.run.term.name}.pdf"
    return deliver(report.file_name, called, content_type=PDF)


@require_safe
def report_run_file(request: HttpRequest, run_id: uuid.UUID) -> HttpResponseBase:
    """The book of a room for printing."""
    run = _run(request, run_id)
    if not run.file_name:
        raise Http404
    actions.note_reading(run, actor=request.person)
    called = f"{run.room.name}, {run.term.name}.pdf"
    return deliver(run.file_name, called, content_type=PDF)
