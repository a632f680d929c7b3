"""The pages of bringing in: the list of files, what a file would do, letters that wait, and how far
a new nursery has come."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import policies
from ..context import Person
from ..models import Invitation, Role
from ..models.csv_imports import CsvImport
from ..spreadsheets import as_csv
from .csv_import.cells import Line, Plan, Trouble
from .csv_import.plans import plan_of

FILES_SHOWN = 30
TROUBLES_SHOWN = 50
LINES_SHOWN = 40
LETTERS_SHOWN = 200
KEPT_DAYS = 30


def recent_imports(person: Person) -> QuerySet[CsvImport]:
    """The files of the last weeks, newest first, without what stands in them."""
    return (
        policies.csv_imports_visible_to(person)
        .filter(created_at__gte=timezone.now() - timedelta(days=KEPT_DAYS))
        .exclude(state=CsvImport.State.DISCARDED)
        .select_related("uploaded_by")
        .defer("rows", "headers", "matching")
        .order_by("-created_at", "id")[:FILES_SHOWN]
    )


@dataclass
class Preview:
    """What a file would do, shortened for the page."""

    plan: Plan
    troubles: list[Trouble]
    new: list[Line]
    changed: list[Line]
    remarks: list[str]

    @property
    def more_troubles(self) -> int:
        return len(self.plan.troubles) - len(self.troubles)

    @property
    def more_new(self) -> int:
        return len(self.plan.new) - len(self.new)

    @property
    def more_changed(self) -> int:
        return len(self.plan.changed) - len(self.changed)


def preview_of(csv_import: CsvImport, person: Person) -> Preview:
    """What this file would do, and every row that is bad."""
    plan = plan_of(csv_import, person)
    return Preview(
        plan=plan,
        troubles=plan.troubles[:TROUBLES_SHOWN],
        new=plan.new[:LINES_SHOWN],
        changed=plan.changed[:LINES_SHOWN],
        remarks=list(dict.fromkeys(plan.remarks))[:LINES_SHOWN],
    )


def list_of_troubles(csv_import: CsvImport, person: Person) -> bytes:
    """Every bad row and cell as a file, to have beside the spreadsheet while mending it."""
    return as_csv(
        [_("Row"), _("Column"), _("What stands there"), _("What is wrong"), _("What to do")],
        [
            [str(each.row), each.heading, each.value, each.wrong, each.todo]
            for each in plan_of(csv_import, person).troubles
        ],
    )


# --- letters --------------------------------------------------------------------------------------


def waiting_letters(person: Person) -> QuerySet[Invitation]:
    """Invitations that an import has written and nobody has sent, by child and name."""
    return (
        policies.invitations_visible_to(person)
        .filter(waits=True, accepted_at__isnull=True, revoked_at__isnull=True)
        .select_related("child", "family")
        .order_by("child__known_as", "full_name", "id")
    )


# --- getting started ------------------------------------------------------------------------------


@dataclass
class Step:
    """One step of a new nursery: what it is, what is there, and where to go."""

    title: str
    said: str
    is_done: bool
    links: list[tuple[str, str]]
    is_next: bool = False


def getting_started(person: Person) -> list[Step]:
    """Rooms, staff, children, families, letters: what is done and what is next."""
    rooms = policies.rooms_visible_to(person).filter(setting_id=person.here).count()
    team = policies.staff_visible_to(person).filter(setting_id=person.here)
    staff = team.exclude(role=Role.COMMITTEE).count()
    children = (
        policies.children_visible_to(person)
        .filter(setting_id=person.here)
        .exclude(ended_on__lt=person.today)
        .count()
    )
    open_letters = policies.invitations_visible_to(person).filter(
        accepted_at__isnull=True, revoked_at__isnull=True
    )
    letters = Counter(
        open_letters.aggregate(
            waits=Count("id", filter=Q(waits=True)),
            colleagues=Count("id", filter=Q(child__isnull=True)),
            families=Count("id", filter=Q(child__isnull=False)),
        )
    )
    adults = (
        policies.parent_carers_visible_to(person)
        .filter(setting_id=person.here)
        .exclude(ended_on__lt=person.today)
        .values("user_id")
        .distinct()
        .count()
    )
    bring = reverse("families:csv_import_create")
    steps = [
        Step(
            _("Rooms"),
            ngettext("%(n)s room is here.", "%(n)s rooms are here.", rooms) % {"n": rooms},
            rooms > 0,
            [(f"{bring}?kind=rooms", _("Bring in a list of rooms"))],
        ),
        Step(
            _("Staff"),
            ngettext("%(n)s colleague is here.", "%(n)s colleagues are here.", staff) % {"n": staff}
            + " "
            + ngettext("%(n)s is invited.", "%(n)s are invited.", letters["colleagues"])
            % {"n": letters["colleagues"]},
            staff + letters["colleagues"] > 1,
            [
                (f"{bring}?kind=staff", _("Bring in a list of staff")),
                (reverse("families:staff_invitation_create"), _("Invite one colleague")),
            ],
        ),
        Step(
            _("Children"),
            ngettext("%(n)s child is on the roll.", "%(n)s children are on the roll.", children)
            % {"n": children},
            children > 0,
            [
                (f"{bring}?kind=children", _("Bring in a list of children")),
                (reverse("families:child_create"), _("Put one child on the roll")),
            ],
        ),
        Step(
            _("Families"),
            ngettext("%(n)s adult is here.", "%(n)s adults are here.", adults) % {"n": adults}
            + " "
            + ngettext("%(n)s is invited.", "%(n)s are invited.", letters["families"])
            % {"n": letters["families"]},
            adults + letters["families"] > 0,
            [(f"{bring}?kind=families", _("Bring in a list of parents and carers"))],
        ),
        Step(
            _("Letters"),
            ngettext(
                "%(n)s letter waits to be sent.", "%(n)s letters wait to be sent.", letters["waits"]
            )
            % {"n": letters["waits"]},
            letters["waits"] == 0 and adults + letters["families"] > 0,
            [(reverse("families:letter_list"), _("Look at the letters"))],
        ),
    ]
    for step in steps:
        if not step.is_done:
            step.is_next = True
            break
    return steps
