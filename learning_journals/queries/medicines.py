"""Medicine as it is read: on a child's page, on the board with the next time, at home."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Greatest, TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from families import policies as people
from families.context import Person
from families.kept import kept
from families.models import Child, valid_on
from families.templatetags.ui import clock_time, say_day

from .. import policies
from ..models import MedicineGiven, MedicinePermission
from .notices import waiting_links

DOSES_SHOWN = 60
LONGEST_UNREAD = timedelta(days=14)


@dataclass(frozen=True)
class Course:
    """A permission, where it stands today, and what one may do with it."""

    permission: MedicinePermission
    is_in_force: bool
    is_to_come: bool
    lapsed: str  # why it holds no more, though nobody took it back; or ""
    next_time: str  # "next at 12:30", "when needed, not before 14:15", or ""
    may_give: bool
    may_end: bool
    home_key: uuid.UUID = field(default_factory=uuid.uuid4)  # of the form for a dose at home


@dataclass(frozen=True)
class MedicinePage:
    """A child's medicines, as one person may read them."""

    courses: list[Course]
    over: list[Course]
    doses: Sequence[MedicineGiven]
    unread: set[uuid.UUID]  # of those that the reader is to acknowledge
    may_allow: bool
    read_at: str  # up to which moment a press on “I have read this” counts


@dataclass(frozen=True, slots=True)
class BoardMedicine:
    """What a child has today, on its tile."""

    url: str
    words: str  # "Amoxicillin: next at 12:30"


@dataclass
class DosesToRead:
    """The doses of one child that are still to be read of."""

    child: Child
    doses: list[MedicineGiven] = field(default_factory=list)


def medicine_page(child: Child, person: Person) -> MedicinePage:
    """Everything on the page of a child's medicines: three statements, for any number of doses."""
    now = timezone.now()
    may_give = policies.can_give_medicine(person, child)
    link = policies.link_that_allows_medicine(person, child)
    permissions = as_they_stand(person).filter(child=child)
    courses = [
        Course(
            permission=each,
            is_in_force=each.holds_on(person.today),
            is_to_come=each.ended_at is None and each.started_on > person.today,
            lapsed=(why := lapsed(each, person, is_staff=may_give)),
            next_time=next_time(each, now=now) if each.holds_on(person.today) and not why else "",
            may_give=may_give and each.holds_on(person.today) and not why,
            may_end=(
                link is not None and link.family_id == each.family_id and each.ended_at is None
            ),
        )
        for each in permissions.order_by("-started_on", "-given_at", "pk")
    ]
    acknowledged = policies.acknowledgements_visible_to(person)
    mine = acknowledged.filter(dose=OuterRef("pk"), person=person.user)
    doses = list(
        policies.doses_visible_to(person)
        .filter(child=child)
        .annotate(i_have_read=Exists(mine))
        .prefetch_related(Prefetch("acknowledgements", queryset=acknowledged, to_attr="read_by"))
        .order_by("-given_at", "-pk")[:DOSES_SHOWN]
    )
    reads = policies.link_that_reads_notices(person, child) is not None and not person.is_seen
    return MedicinePage(
        courses=[each for each in courses if each.is_in_force or each.is_to_come],
        over=[each for each in courses if not (each.is_in_force or each.is_to_come)],
        doses=doses,
        unread={each.pk for each in doses if not (each.at_home or each.i_have_read)}
        if reads
        else set(),
        may_allow=link is not None,
        read_at=now.isoformat(),
    )


# May `medicines_on_the_board` find something? (families/queries/glances.py)
MEDICINES = """
SELECT FROM learning_journals_medicinepermission
WHERE child_id = ANY (%(children)s) AND started_on <= %(today)s AND ended_on >= %(today)s
  AND ended_at IS NULL
"""


def medicines_on_the_board(
    children: Collection[Child], person: Person
) -> dict[uuid.UUID, list[BoardMedicine]]:
    """Child → the medicines that are allowed today, with the next time: one statement."""
    now = timezone.now()
    found: dict[uuid.UUID, list[BoardMedicine]] = defaultdict(list)
    permissions = as_they_stand(person).filter(
        _dated(person.today), child__pk__among=[child.pk for child in children]
    )
    for permission in permissions.order_by("medicine", "pk"):
        said = lapsed(permission, person, is_staff=True) or next_time(permission, now=now)
        if said:
            url = reverse("learning_journals:medicine_list", args=[permission.child_id])
            found[permission.child_id].append(BoardMedicine(url, f"{permission.medicine}: {said}"))
    return found


def as_they_stand(person: Person) -> QuerySet[MedicinePermission]:
    """The permissions one may know of, each with the moments of today's doses here under it
    (`given_today`), the last dose of this medicine, here or at home and under any permission
    (`last_given`), the hours that lie between two doses where the strictest permission of today
    says how many (`hours_apart`), and whether who gave it still decides for the child
    (`giver_decides`), or until when they did. Of each only what one may know of."""
    same = Q(child=OuterRef("child"), medicine__iexact=OuterRef("medicine"))
    permissions = policies.medicine_permissions_visible_to(person)
    doses = policies.doses_visible_to(person)
    here = doses.filter(
        permission=OuterRef("pk"), at_home=False, given_at__gte=_midnight(person.today)
    )
    last = doses.filter(same | Q(permission=OuterRef("pk"))).order_by("-given_at")
    strictest = permissions.filter(same, _dated(person.today)).order_by("-hours_between")
    links = people.parent_carers_visible_to(person).filter(
        user=OuterRef("given_by"), child=OuterRef("child"), has_parental_responsibility=True
    )
    # By their names in a dictionary: the model declares them, and the plugin of mypy takes an
    # annotation of a declared name for a mistake.
    return permissions.annotate(
        **{
            "given_today": ArraySubquery(here.values("given_at")),
            "last_given": Subquery(last.values("given_at")[:1]),
            "hours_apart": Greatest(
                F("hours_between"), Subquery(strictest.values("hours_between")[:1])
            ),
            "giver_decides": Exists(links.filter(valid_on(person.today))),
            "giver_decided_until": Subquery(
                links.filter(ended_on__lt=person.today).order_by("-ended_on").values("ended_on")[:1]
            ),
        }
    )


def lapsed(permission: MedicinePermission, person: Person, *, is_staff: bool) -> str:
    """Why a permission of `as_they_stand` holds no more, though its days are not over and nobody
    took it back: who gave it does not decide for the child any more. "" if it holds.

    A home does not learn where somebody has moved, and so not whether they still decide.
    """
    if permission.giver_decides or not permission.holds_on(person.today):
        return ""
    facts = {"name": permission.given_by_name}
    if not is_staff:
        said = _("%(name)s’s permission may not hold any more. Allow it again if it is needed.")
        return said % facts
    until = permission.giver_decided_until
    if until is None:
        return _("%(name)s’s permission holds no more. Ring the family.") % facts
    facts["day"] = say_day(until, person.today)
    return _("%(name)s’s permission held until %(day)s. Ring the family.") % facts


def next_time(permission: MedicinePermission, *, now: datetime) -> str:
    """When the next dose of today is due, in words; "" when today's are given. Of a permission of
    `as_they_stand`."""
    last = permission.last_given
    earliest = last + timedelta(hours=permission.hours_apart) if last else None
    if permission.when_needed:
        if earliest and earliest > now:
            return _("when needed, not before %(time)s") % {"time": clock_time(earliest)}
        return _("when needed")
    times = sorted(permission.times)
    given = len(permission.given_today)
    if given >= len(times):
        return ""
    due = timezone.make_aware(datetime.combine(timezone.localdate(now), times[given]))
    if earliest and earliest > due:
        return _("next not before %(time)s") % {"time": clock_time(earliest)}
    return _("next at %(time)s") % {"time": clock_time(due)}


def doses_of_day(child: Child, person: Person, *, day: date) -> list[MedicineGiven]:
    """What was given on one day, oldest first: one statement."""
    start, end = _midnight(day), _midnight(day + timedelta(days=1))
    return _doses_between(person, child_id=child.pk, start=start, end=end)


@kept
def _doses_between(
    person: Person, *, child_id: uuid.UUID, start: datetime, end: datetime
) -> QuerySet[MedicineGiven]:
    doses = policies.doses_visible_to(person).filter(child_id=child_id)
    return doses.filter(given_at__gte=start, given_at__lt=end).order_by("given_at", "pk")


# May `doses_to_read` find something? (families/queries/glances.py)
DOSES = """
SELECT FROM learning_journals_medicinegiven g
WHERE g.child_id = ANY (%(children)s) AND NOT g.at_home AND NOT EXISTS (
  SELECT FROM learning_journals_acknowledgement a WHERE a.dose_id = g.id AND a.person_id = %(me)s)
"""


def doses_to_read(person: Person) -> list[DosesToRead]:
    """For the first page of a parent: by child, the doses they have not acknowledged. One
    statement; none for who has no child here."""
    children = people.own_child_ids_of(person, sees_daily_notes=True)
    if not children:
        return []
    mine = policies.acknowledgements_visible_to(person).filter(
        dose=OuterRef("pk"), person=person.user
    )
    found: dict[uuid.UUID, DosesToRead] = {}
    for dose in (
        policies.doses_visible_to(person)
        .filter(
            ~Exists(mine),
            child__in=children,
            at_home=False,
            given_at__gte=timezone.now() - LONGEST_UNREAD,
        )
        .select_related("child")
        .order_by("given_at", "pk")
    ):
        found.setdefault(dose.child_id, DosesToRead(dose.child)).doses.append(dose)
    return list(found.values())


def unread_doses(person: Person) -> list[DosesToRead]:
    """For staff: by child, the doses of which a home has not read, the longest first. One
    statement."""
    found: dict[uuid.UUID, DosesToRead] = {}
    for dose in (
        MedicineGiven.objects.annotate(day=TruncDate("given_at"))
        .filter(
            people.in_care_of(person, "child"),
            Exists(waiting_links(person, of="dose")),
            at_home=False,
            given_at__gte=timezone.now() - LONGEST_UNREAD,
        )
        .select_related("child")
        .order_by("given_at", "pk")
    ):
        found.setdefault(dose.child_id, DosesToRead(dose.child)).doses.append(dose)
    return list(found.values())


def said_of_dose(dose: MedicineGiven) -> str:
    """A dose in a line: "12:31 Amoxicillin, 5 ml, by Ewa"."""
    facts = {
        "time": clock_time(dose.given_at),
        "medicine": dose.medicine,
        "dose": dose.dose,
        "name": dose.given_by_name,
    }
    if dose.at_home:
        return _("%(time)s at home: %(medicine)s, %(dose)s") % facts
    return _("%(time)s: %(medicine)s, %(dose)s, given by %(name)s") % facts


def _dated(day: date) -> Q:
    """Permissions of this day that nobody took back."""
    return Q(started_on__lte=day, ended_on__gte=day, ended_at__isnull=True)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
