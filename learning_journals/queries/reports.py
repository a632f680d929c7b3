"""Termly reports on screen: what can be printed, how far a run is, what a family may read."""

import uuid
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from families.context import Person
from families.models import Child, OutboxJob, Room, RoomPlace, Term, valid_on
from families.policies import children_cared_for_by, in_care_of, own_child_ids_of, terms_visible_to

from ..models import ProgressReport, ReportRun
from ..policies import report_runs_visible_to, reports_visible_to

Status, Problem = ProgressReport.Status, ProgressReport.Problem
RUNS_SHOWN, REPORTS_SHOWN = 12, 60


@dataclass(frozen=True)
class ShownReport:
    """One child's report in a list."""

    id: uuid.UUID
    child_name: str
    room: Room
    is_ready: bool
    is_failed: bool
    is_shared: bool
    pages: int
    problem: str


@dataclass(frozen=True)
class Progress:
    """How far a run is. `total` counts the reports and the room's book."""

    run: ReportRun
    reports: list[ShownReport]
    done: int
    total: int
    is_building: bool
    is_stuck: bool
    said: str

    @property
    def ready(self) -> int:
        return sum(report.is_ready for report in self.reports)

    @property
    def failed(self) -> int:
        return sum(report.is_failed for report in self.reports)

    @property
    def to_share(self) -> int:
        return sum(report.is_ready and not report.is_shared for report in self.reports)

    @property
    def shared(self) -> int:
        return sum(report.is_shared for report in self.reports)


@dataclass(frozen=True)
class FamilyReports:
    """The reports that were shared about one child, newest first."""

    child: Child
    reports: list[ProgressReport] = field(default_factory=list)


def children_to_report_on(room: Room, term: Term, person: Person) -> list[Child]:
    """The children of a room on the last day of a term that is over, otherwise today; by name."""
    day = min(term.ends_on, person.today)
    placed = RoomPlace.objects.filter(valid_on(day), room=room).values("child_id")
    children = children_cared_for_by(person).filter(valid_on(day), pk__in=placed)
    return list(children.order_by("known_as", "pk"))


def terms_to_report_on(person: Person) -> list[Term]:
    """The terms that have begun, newest first."""
    terms = terms_visible_to(person).filter(Q(setting_id=person.setting_id))
    return list(terms.filter(starts_on__lte=person.today).order_by("-starts_on"))


def recent_runs(person: Person) -> list[ReportRun]:
    """What was printed lately, newest first, each with `children` and `ready` counted."""
    return list(
        report_runs_visible_to(person)
        .select_related("room", "term", "requested_by")
        .annotate(
            children=Count("reports"),
            ready=Count("reports", filter=Q(reports__status=Status.READY)),
        )
        .order_by("-requested_at")[:RUNS_SHOWN]
    )


def reports_of(run: ReportRun, person: Person) -> QuerySet[ProgressReport]:
    """The reports of a run, by the children's names."""
    reports = reports_visible_to(person).filter(run=run).select_related("child")
    return reports.order_by("child__known_as", "pk")


def progress_of(run: ReportRun, person: Person) -> Progress:
    """How far a run is: two queries."""
    rows = list(reports_of(run, person))
    reports = [
        ShownReport(
            id=row.pk,
            child_name=row.child.known_as,
            room=run.room,
            is_ready=row.status == Status.READY,
            is_failed=row.status == Status.FAILED,
            is_shared=row.shared_at is not None,
            pages=row.pages,
            problem=problem_words(row.problem) if row.status == Status.FAILED else "",
        )
        for row in rows
    ]
    is_building = run.status == ReportRun.Status.BUILDING
    waiting = sum(not (report.is_ready or report.is_failed) for report in reports)
    is_stuck = is_building and _given_up(run, [row.pk for row in rows])
    total = len(reports) + 1
    done = total - waiting - is_building
    if not is_building:
        said = _("All done")
    elif waiting:
        said = _("%(done)s of %(total)s reports are ready") % {
            "done": len(reports) - waiting,
            "total": len(reports),
        }
    else:
        said = _("All reports are ready. Now they become one book.")
    return Progress(run, reports, done, total, is_building and not is_stuck, is_stuck, said)


def _given_up(run: ReportRun, reports: list[uuid.UUID]) -> bool:
    """Whether the workers have stopped trying on some part of a run."""
    jobs = OutboxJob.objects.filter(setting_id=run.setting_id, subject_id__in=[run.pk, *reports])
    later = jobs.filter(done_at__isnull=True, given_up_at__isnull=True)
    return jobs.filter(given_up_at__isnull=False).exists() and not later.exists()


def problem_words(problem: str) -> str:
    """Why a report could not be built and what helps, for the manager."""
    said: dict[str, str] = {
        Problem.FONTS: _(
            "Words in this report need letters that the server does not have. Whoever looks after"
            " the server installs the Debian package fonts-noto-core; then try again."
        ),
        Problem.STORAGE: _(
            "There is no room left for files on the server. Make room, then try again."
        ),
    }
    return said.get(problem, _("Something went wrong on the server. Try again."))


def shared_with_family(person: Person) -> list[FamilyReports]:
    """For a parent or carer: each child whose reports they may read; the newest of each term."""
    reports = (
        reports_visible_to(person)
        .filter(child__in=own_child_ids_of(person), shared_at__isnull=False, status=Status.READY)
        .select_related("child", "run__term", "run__room")
        .order_by("child__known_as", "child_id", "-run__term__starts_on", "-run__requested_at")
    )
    found: dict[uuid.UUID, FamilyReports] = {}
    terms: set[tuple[uuid.UUID, date]] = set()
    for report in reports:
        mark = (report.child_id, report.run.term.starts_on)
        if mark not in terms:
            terms.add(mark)
            found.setdefault(report.child_id, FamilyReports(report.child)).reports.append(report)
    return list(found.values())


def ready_in_my_rooms(person: Person) -> list[ProgressReport]:
    """For staff who do not lead: the finished reports of the children in their care."""
    if person.leads or not person.cares:
        return []
    return list(
        reports_visible_to(person)
        .filter(in_care_of(person, "child"), status=Status.READY)
        .select_related("child", "run__term", "run__room")
        .order_by("-run__requested_at", "child__known_as")[:REPORTS_SHOWN]
    )
