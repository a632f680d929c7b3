"""Termly reports: asked for by a manager, built by workers, shared with families."""

import logging
import uuid
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from families import audit, outbox
from families.context import Person
from families.models import Child, OutboxJob, Room, Term

from ..models import ProgressReport, ReportRun
from ..photos import StorageFull
from ..policies import report_runs_visible_to, reports_visible_to
from ..queries.report_contents import contents_of
from ..reports import (
    FontsMissing,
    bind,
    keep,
    read_kept,
    render_cover,
    render_report,
    report_file_name,
)

BUILD_REPORT = "learning_journals.tasks.build_report"
BUILD_RUN = "learning_journals.tasks.build_report_run"

log = logging.getLogger(__name__)

Status, Problem = ProgressReport.Status, ProgressReport.Problem


@transaction.atomic
def print_reports(
    room: Room, *, actor: Person, term: Term, children: Iterable[Child], form_key: uuid.UUID
) -> ReportRun:
    """Ask for a report on each of these children and for one book of them all.

    The rows and the promises to build them are one transaction. The same form sent twice is one
    run: the first.
    """
    run, is_new = ReportRun.objects.get_or_create(
        requested_by=actor.user,
        idempotency_key=form_key,
        defaults={"setting_id": room.setting_id, "room": room, "term": term},
    )
    if is_new:
        reports = [
            ProgressReport(setting_id=room.setting_id, run=run, child=child) for child in children
        ]
        ProgressReport.objects.bulk_create(reports)
        outbox.promise_all([_report_job(report, run, actor) for report in reports])
        audit.record(actor, "print_reports", run)
    return run


@transaction.atomic
def try_again(run: ReportRun, *, actor: Person) -> ReportRun:
    """Promise once more whatever of a run is not ready. Does nothing while all of it is."""
    run = _locked(run.pk, actor)
    unfinished = list(_reports_of(run, actor).exclude(status=Status.READY))
    if run.status == ReportRun.Status.READY and not unfinished:
        return run
    run.round += 1
    run.tried_again_at = timezone.now()
    run.status = ReportRun.Status.BUILDING
    run.save(update_fields=["round", "tried_again_at", "status"])
    if unfinished:
        ids = [report.pk for report in unfinished]
        ProgressReport.objects.filter(pk__in=ids).update(status=Status.QUEUED, problem="")
        outbox.promise_all([_report_job(report, run, actor) for report in unfinished])
    else:
        outbox.promise_all([_book_job(run, actor)])
    audit.record(actor, "print_reports_again", run)
    return run


def build_report(report_id: uuid.UUID, *, actor: Person, is_last_try: bool) -> None:
    """Build one child's report in the name of `actor`, inside the transaction of its job.

    The file is whole and in its place before the row says so; both happen again harmlessly if the
    worker dies in between. What cannot be mended by trying again is written down at once; any
    other failure is raised, so that the job tries again later, until `is_last_try`.
    """
    report = _reports(actor).select_related("run__room", "run__term").get(pk=report_id)
    if report.status == Status.QUEUED:
        _build(report, actor, is_last_try=is_last_try)
    _promise_book_after_the_last(report.run_id, actor)


def _build(report: ProgressReport, actor: Person, *, is_last_try: bool) -> None:
    try:
        with transaction.atomic():  # so that after a failed query the row can still be written
            contents = contents_of(report, actor)
            pdf = render_report(contents)
        name = report_file_name("child", report.pk)
        keep(name, pdf)
    except FontsMissing as problem:
        log.error("Report %s needs fonts that are not installed: %s", report.pk, problem)
        report.status, report.problem = Status.FAILED, Problem.FONTS
    except Exception as problem:
        if not is_last_try:
            raise
        log.exception("Report %s could not be built", report.pk)
        report.status = Status.FAILED
        report.problem = Problem.STORAGE if isinstance(problem, StorageFull) else Problem.OTHER
    else:
        report.status, report.problem = Status.READY, ""
        report.file_name, report.pages = name, pdf.pages
        report.from_home_id = contents.home_id
        report.has_photos = bool(contents.photos)
    report.finished_at = timezone.now()
    report.save(
        update_fields=[
            *("status", "problem", "file_name", "pages", "from_home", "has_photos", "finished_at")
        ]
    )


def _promise_book_after_the_last(run_id: uuid.UUID, actor: Person) -> None:
    """The job that finishes the last report of a run promises the room's book.

    The run's row is locked before counting: of two workers that finish at the same moment, the
    second counts after the first has committed.
    """
    run = _locked(run_id, actor)
    if not _reports_of(run, actor).filter(status=Status.QUEUED).exists():
        outbox.promise_all([_book_job(run, actor)])


def build_report_run(run_id: uuid.UUID, *, actor: Person, is_last_try: bool) -> None:
    """Bind the finished reports of a run into one file for printing, in the transaction of its job.

    Those that could not be built are named on the cover. With none finished the run has failed.
    """
    run = _locked(run_id, actor)
    reports = list(
        _reports_of(run, actor).select_related("child").order_by("child__known_as", "pk")
    )
    if any(report.status == Status.QUEUED for report in reports):
        return  # tried again meanwhile: the last of those promises the book anew
    ready = [report for report in reports if report.status == Status.READY]
    run.status = ReportRun.Status.READY if ready else ReportRun.Status.FAILED
    if ready:
        try:
            cover = render_cover(
                {
                    "run": run,
                    "house": run.setting.name,
                    "children": [report.child.known_as for report in ready],
                    "missing": [report.child.known_as for report in reports if report not in ready],
                }
            )
            book = bind(
                cover,
                ((report.child.known_as, read_kept(report.file_name)) for report in ready),
            )
            run.file_name = report_file_name("room", run.pk)
            keep(run.file_name, book)
            run.pages = book.pages
        except Exception:
            if not is_last_try:
                raise
            log.exception("The book of run %s could not be bound", run.pk)
            run.status = ReportRun.Status.FAILED
    run.finished_at = timezone.now()
    run.save(update_fields=["status", "file_name", "pages", "finished_at"])


@transaction.atomic
def share_reports(
    reports: Iterable[ProgressReport], *, actor: Person, shared: bool = True
) -> list[ProgressReport]:
    """Let the families read these finished reports, or take them back. Returns those changed."""
    wanted = [report.pk for report in reports]
    changed = list(
        _reports(actor)
        .select_for_update(of=("self",))
        .filter(pk__in=wanted, status=Status.READY, shared_at__isnull=shared)
    )
    for report in changed:
        report.shared_at = timezone.now() if shared else None
        report.save(update_fields=["shared_at"])
        audit.record(actor, "share_report" if shared else "take_report_back", report)
    return changed


def note_reading(report: ProgressReport | ReportRun, *, actor: Person) -> None:
    """Write down that this person opened a report."""
    audit.record(actor, "read_report", report)


def _reports(actor: Person) -> QuerySet[ProgressReport]:
    return reports_visible_to(actor).filter(run__in=report_runs_visible_to(actor))


def _reports_of(run: ReportRun, actor: Person) -> QuerySet[ProgressReport]:
    return _reports(actor).filter(run=run)


def _locked(run_id: uuid.UUID, actor: Person) -> ReportRun:
    runs = report_runs_visible_to(actor).select_for_update(of=("self",))
    return runs.select_related("room", "term", "setting").get(pk=run_id)


def _report_job(report: ProgressReport, run: ReportRun, actor: Person) -> OutboxJob:
    return _job(BUILD_REPORT, f"report:{report.pk}", report.pk, run, actor)


def _book_job(run: ReportRun, actor: Person) -> OutboxJob:
    return _job(BUILD_RUN, f"report-run:{run.pk}", run.pk, run, actor)


def _job(task: str, key: str, subject_id: uuid.UUID, run: ReportRun, actor: Person) -> OutboxJob:
    return OutboxJob(
        key=key + (f":{run.round}" if run.round > 1 else ""),
        task=task,
        subject_id=subject_id,
        setting_id=run.setting_id,
        on_behalf_of_id=actor.id,
    )
