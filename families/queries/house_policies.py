"""The policies of the house: what holds, what was said before, who has read it."""

import uuid
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from .. import policies
from ..context import Person
from ..models import HousePolicy, HousePolicyVersion, User, valid_on


@dataclass(frozen=True)
class Shelf:
    """A policy with the version that holds, and whether this person has read it."""

    policy: HousePolicy
    version: HousePolicyVersion
    is_read: bool


@dataclass(frozen=True)
class Part:
    """A heading (or "") and the words below it."""

    heading: str
    words: str


@dataclass(frozen=True)
class PolicyPage:
    """One version of a policy, in parts; the others; and who has not read it, for the manager."""

    policy: HousePolicy
    version: HousePolicyVersion
    parts: list[Part]
    versions: list[HousePolicyVersion]
    is_newest: bool
    is_read: bool
    not_read: list[User]
    read_by: int


def shelf_of(person: Person) -> list[Shelf]:
    """Every policy of this person's settings, by title. Three statements."""
    newest = HousePolicyVersion.objects.filter(policy=OuterRef("policy")).order_by("-number")
    versions = (
        policies.house_policy_versions_visible_to(person)
        .filter(pk=Subquery(newest.values("pk")[:1]))
        .select_related("policy")
        .order_by("-policy__kind", "policy__title", "pk")
    )
    read = _read_by(person)
    return [Shelf(each.policy, each, each.pk in read) for each in versions]


def still_to_read(person: Person) -> int:
    """How many policies wait to be read by this person."""
    return sum(not each.is_read for each in shelf_of(person))


def policy_page(policy: HousePolicy, person: Person, *, number: int | None) -> PolicyPage | None:
    """The newest version, or the one with this number; None if there is none."""
    versions = list(
        policies.house_policy_versions_visible_to(person)
        .filter(policy=policy)
        .select_related("author")
        .order_by("-number")
    )
    shown = next((each for each in versions if number in (None, each.number)), None)
    if shown is None:
        return None
    readings = policies.house_policy_readings_visible_to(person).filter(version=shown)
    readers = set(readings.values_list("user_id", flat=True))
    leads = policies.is_manager_of(person, policy.setting_id)
    return PolicyPage(
        policy=policy,
        version=shown,
        parts=parts_of(shown.words),
        versions=versions,
        is_newest=shown == versions[0],
        is_read=person.id in readers,
        not_read=_without(readers, person) if leads else [],
        read_by=len(readers) if leads else 0,
    )


def parts_of(words: str) -> list[Part]:
    """Plain words in parts: a line that begins with "#" is a heading."""
    parts: list[Part] = []
    heading, lines = "", list[str]()
    for line in [*words.split("\n"), "#"]:
        if line.startswith("#"):
            if heading or "\n".join(lines).strip():
                parts.append(Part(heading, "\n".join(lines).strip()))
            heading, lines = line.lstrip("# ").strip(), []
        else:
            lines.append(line)
    return parts


def _read_by(person: Person) -> set[uuid.UUID]:
    readings = policies.house_policy_readings_visible_to(person).filter(user=person.user)
    return set(readings.values_list("version_id", flat=True))


def _without(readers: set[uuid.UUID], person: Person) -> list[User]:
    """The adults of the setting, family and staff, who have not read it."""
    links = policies.parent_carers_visible_to(person).filter(
        valid_on(person.today), setting_id=person.here
    )
    posts = policies.staff_visible_to(person).filter(setting_id=person.here)
    people = policies.people_visible_to(person).filter(is_active=True)
    adults = people.filter(pk__in=links.values("user_id")) | people.filter(
        pk__in=posts.values("user_id")
    )
    found = adults.exclude(pk__in=readers).distinct().order_by("known_as", "full_name", "pk")
    return list(found)
