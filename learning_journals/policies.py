"""The first wall for what a child does: daily notes, observations, photographs, reports.

Staff see the record of the children in their care; families see what was shared of a child they are
linked to today, as far as the link says; what one home wrote stays with that home.
"""

from django.db.models import Q, QuerySet

from families.context import Person
from families.models import Child, Family, ParentCarer, Room, valid_on
from families.policies import (
    can_care_for,
    children_cared_for_by,
    children_visible_to,
    family_ids_of,
    links_of,
)

from .models import (
    CareEntry,
    Comment,
    DailyNote,
    Observation,
    ObservationChild,
    Photo,
    ProgressReport,
    ReportRun,
)


def _linked(person: Person, **rights: bool) -> QuerySet[ParentCarer]:
    """The ids of one's children on whose link these rights are set, as a subquery."""
    return links_of(person).filter(**rights).values("child_id")


# --- what a person may know of --------------------------------------------------------------------


def journals_visible_to(person: Person) -> QuerySet[Child]:
    """The children whose journal this person may open."""
    return children_visible_to(person).filter(
        Q(pk__in=children_cared_for_by(person).values("pk"))
        | Q(pk__in=_linked(person, sees_journal=True))
    )


def children_logged_in(room: Room, person: Person) -> QuerySet[Child]:
    """The children of a room's board: those in this person's care who belong to the room today."""
    return children_cared_for_by(person).filter(
        valid_on(person.today, prefix="room_places__"), room_places__room=room
    )


def days_visible_to(person: Person) -> QuerySet[Child]:
    """The children whose daily notes this person may open."""
    return children_visible_to(person).filter(
        Q(pk__in=children_cared_for_by(person).values("pk"))
        | Q(pk__in=_linked(person, sees_daily_notes=True))
    )


def care_entries_visible_to(person: Person) -> QuerySet[CareEntry]:
    """Staff: of the children in their care. Family: of their children, without what was undone."""
    return CareEntry.objects.filter(
        Q(child__in=children_cared_for_by(person))
        | Q(child__in=_linked(person, sees_daily_notes=True), undone_at__isnull=True)
    )


def daily_notes_visible_to(person: Person) -> QuerySet[DailyNote]:
    """Staff: of the children in their care. Family: what was released."""
    return DailyNote.objects.filter(
        Q(child__in=children_cared_for_by(person))
        | Q(child__in=_linked(person, sees_daily_notes=True), released_at__isnull=False)
    )


def journal_lines_visible_to(person: Person) -> QuerySet[ObservationChild]:
    """One line per child and observation. Family: shared ones, of the setting or of their own home."""
    return ObservationChild.objects.filter(
        Q(child__in=children_cared_for_by(person))
        | (
            Q(child__in=_linked(person, sees_journal=True), is_shared=True)
            & (Q(family__isnull=True) | Q(family__in=family_ids_of(person)))
        )
    )


def observations_visible_to(person: Person) -> QuerySet[Observation]:
    """One's own, and those with a journal line that one may see."""
    return Observation.objects.filter(
        Q(author=person.user) | Q(pk__in=journal_lines_visible_to(person).values("observation_id"))
    )


def photos_visible_to(person: Person) -> QuerySet[Photo]:
    """Photographs of visible observations; family needs the right to photographs as well."""
    lines = journal_lines_visible_to(person).filter(
        Q(child__in=children_cared_for_by(person))
        | Q(child__in=_linked(person, sees_journal=True, sees_photos=True))
    )
    return Photo.objects.filter(
        Q(uploaded_by=person.user) | Q(observation__in=lines.values("observation_id"))
    )


def comments_visible_to(person: Person) -> QuerySet[Comment]:
    """Staff: under the children in their care. Family: their own home's exchange only."""
    return Comment.objects.filter(
        Q(child__in=children_cared_for_by(person))
        | Q(family__in=family_ids_of(person), child__in=_linked(person, sees_journal=True))
    )


def report_runs_visible_to(person: Person) -> QuerySet[ReportRun]:
    """Managers and deputies see what they printed."""
    if not person.leads:
        return ReportRun.objects.none()
    return ReportRun.objects.filter(setting_id=person.setting_id)


def reports_visible_to(person: Person) -> QuerySet[ProgressReport]:
    """Staff: of the children in their care. Family: shared ones, if the link gives reports."""
    return ProgressReport.objects.filter(
        Q(child__in=children_cared_for_by(person))
        | Q(child__in=_linked(person, sees_reports=True), shared_at__isnull=False)
    )


# --- what a person may do -------------------------------------------------------------------------


def can_log_care(person: Person, child: Child) -> bool:
    """Staff log care for the children they look after."""
    return can_care_for(person, child)


def can_edit_observation(person: Person, observation: Observation) -> bool:
    """The author edits until it is shared; a manager may withdraw it afterwards."""
    return observation.author_id == person.id and observation.status == Observation.Status.DRAFT


def can_withdraw_observation(person: Person, observation: Observation) -> bool:
    """The author and the manager take a shared observation back."""
    return observation.status == Observation.Status.SHARED and (
        observation.author_id == person.id
        or (person.leads and observation.setting_id == person.setting_id)
    )


def can_comment(person: Person, line: ObservationChild) -> bool:
    """Under what is shared: the home it was shared with, and the staff who care for the child."""
    return line.is_shared and (
        can_care_for(person, line.child)
        or links_of(person).filter(child_id=line.child_id, sees_journal=True).exists()
    )


def home_of(person: Person, child: Child) -> Family | None:
    """The household for which this person speaks about this child today; None for staff."""
    link = links_of(person).filter(child=child).select_related("family").first()
    return link.family if link else None


def can_print_reports(person: Person) -> bool:
    """Managers and deputies print and share termly reports."""
    return person.leads
