"""Has anything changed? The walk of a term, and health facts that wait to be checked."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .. import policies
from ..context import Person
from ..kept import kept
from ..models import Child, Family, FamilyCheck, HealthChange, ParentCarer, Term, valid_on
from .hard_time import soft_homes_of

STEPS: dict[str, tuple[str | Promise, str | Promise, str]] = {
    "contacts": (_("How to reach you"), _("Address, phone, who we ring."), "phone"),
    "health": (_("Health"), _("Allergies, food, what is good to know."), "heart-pulse"),
    "languages": (_("Languages"), _("What each of you speaks and reads."), "languages"),
    "routines": (_("Routines"), _("Sleep, food, comfort, goodbyes."), "moon"),
    "permissions": (_("Permissions"), _("Photographs, outings, sun cream."), "file-check"),
}


@dataclass(frozen=True)
class Step:
    """One step of the walk."""

    code: str
    title: str | Promise
    hint: str | Promise
    icon: str
    url: str
    is_done: bool


@dataclass(frozen=True)
class Walk:
    """The check of one household in one term."""

    family: Family
    term: Term
    check: FamilyCheck | None
    steps: list[Step]
    url: str

    @property
    def done(self) -> int:
        return sum(step.is_done for step in self.steps)

    @property
    def next_step(self) -> Step | None:
        return next((step for step in self.steps if not step.is_done), None)

    @property
    def is_finished(self) -> bool:
        return self.check is not None and self.check.finished_at is not None


def walk_of(family: Family, person: Person) -> Walk | None:
    """The check of this household for the term that runs; None between terms. Two statements."""
    term = _terms(person).filter(setting_id=family.setting_id).first()
    if term is None:
        return None
    check = policies.checks_visible_to(person).filter(family=family, term=term).first()
    return _walk(family, term, check)


# May `walks_due` find something? (queries/glances.py)
WALKS = """
SELECT FROM families_term t CROSS JOIN unnest(%(families)s::uuid[]) AS home (id)
WHERE t.starts_on <= %(today)s AND t.ends_on >= %(today)s AND NOT EXISTS (
  SELECT FROM families_familycheck c WHERE c.family_id = home.id AND c.term_id = t.id
    AND (c.finished_at IS NOT NULL OR c.put_off_until > %(today)s))
"""


def walks_due(person: Person) -> list[Walk]:
    """For the first page of a parent: the checks that are not done and not put off, but not of a
    home that has a hard time. Two statements for any number of homes."""
    families = {link.family_id: link.family for link in policies.links_held_by(person)}
    terms: dict[uuid.UUID, Term] = {}
    soft: set[uuid.UUID] = set()
    if families:
        for running in _terms_and_soft_homes(person):
            terms[running.setting_id] = running
            soft.update(running.soft or ())  # none at all while somebody sees as this person
    checks = {
        (check.family_id, check.term_id): check
        for check in _checks(
            person, families=list(families), terms=[each.pk for each in terms.values()]
        )
    }
    due = []
    for family in families.values():
        term = terms.get(family.setting_id)
        check = checks.get((family.pk, term.pk)) if term else None
        rests = check and (
            check.finished_at or (check.put_off_until and check.put_off_until > person.today)
        )
        if term and not rests and family.pk not in soft:
            due.append(_walk(family, term, check))
    return due


@kept
def _terms_and_soft_homes(person: Person) -> QuerySet[Term]:
    return _terms(person).annotate(soft=ArraySubquery(soft_homes_of(person)))


@kept
def _checks(
    person: Person, *, families: list[uuid.UUID], terms: list[uuid.UUID]
) -> QuerySet[FamilyCheck]:
    return policies.checks_visible_to(person).filter(family__among=families, term__among=terms)


def homes_without_check(person: Person) -> tuple[Term | None, list[Family], int]:
    """For the manager: this term, the homes that have not finished the walk, and how many have."""
    term = _terms(person).filter(setting_id=person.here).first()
    if term is None:
        return None, [], 0
    finished = policies.checks_visible_to(person).filter(
        family=OuterRef("pk"), term=term, finished_at__isnull=False
    )
    here = ParentCarer.objects.filter(valid_on(person.today), family=OuterRef("pk"))
    homes = policies.families_visible_to(person).filter(Exists(here), setting_id=person.here)
    missing = list(homes.exclude(Exists(finished)).order_by("name", "id"))
    return term, missing, homes.filter(Exists(finished)).count()


def _terms(person: Person) -> QuerySet[Term]:
    return policies.terms_visible_to(person).filter(
        starts_on__lte=person.today, ends_on__gte=person.today
    )


def _walk(family: Family, term: Term, check: FamilyCheck | None) -> Walk:
    done = check.steps_done if check else []
    return Walk(
        family=family,
        term=term,
        check=check,
        steps=[
            Step(
                code,
                title,
                hint,
                icon,
                reverse("families:family_check_step", args=[family.pk, code]),
                code in done,
            )
            for code, (title, hint, icon) in STEPS.items()
        ],
        url=reverse("families:family_check", args=[family.pk]),
    )


def own_children_in(family: Family, person: Person) -> list[Child]:
    """The children for whom this person belongs to this household, by name."""
    return sorted(
        (link.child for link in policies.links_held_by(person) if link.family_id == family.pk),
        key=lambda child: child.known_as,
    )


def permissions_url(child: Child) -> str:
    """Where the permissions of a child are given, or "" while there is no such page."""
    try:
        return reverse("families:consent_list", args=[child.pk])
    except NoReverseMatch:
        return ""


# May `unchecked_health` find something? (queries/glances.py)
UNCHECKED = """
SELECT FROM families_healthchange WHERE child_id = ANY (%(children)s) AND settled_at IS NULL
"""


def unchecked_health(
    child_ids: Iterable[uuid.UUID], person: Person
) -> dict[uuid.UUID, list[HealthChange]]:
    """Child → what a family has said anew and nobody has checked yet. One statement."""
    found: dict[uuid.UUID, list[HealthChange]] = defaultdict(list)
    for change in (
        policies.health_changes_visible_to(person)
        .filter(child__pk__among=list(child_ids), settled_at__isnull=True)
        .order_by("field", "at")
    ):
        found[change.child_id].append(change)
    return found


def health_to_check(person: Person) -> list[HealthChange]:
    """For the manager: everything that waits, the longest first; but for a child of their own."""
    return list(
        policies.health_changes_visible_to(person)
        .filter(setting_id=person.here, settled_at__isnull=True)
        .exclude(child__in=policies.children_of_ones_own(person))
        .select_related("child", "family", "proposed_by")
        .order_by("at")
    )
