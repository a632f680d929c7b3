"""The second reader: who chooses that there is one, who reads, who may share without one.

Room leaders, deputy and manager read (domain.md S72). A reader sees every child of the observation:
what a family allows about one whom she does not know of, she could not ask. Nobody reads what is
about a child of whom they are or were parent or carer, and nobody what they wrote or began.
"""

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from families.context import Person
from families.models import Role, Setting
from families.policies import (
    children_of_ones_own,
    in_care_of,
    is_manager_of,
)

from ..models import GivenBack, Observation, ObservationChild, SecondReaderRule

How = SecondReaderRule.How


def second_reader_rules_visible_to(person: Person) -> QuerySet[SecondReaderRule]:
    """The team may know how it works here; families need not."""
    rules = SecondReaderRule.objects.filter(setting_id=person.here)
    return rules if person.is_staff else rules.none()


def can_choose_second_reader(person: Person, setting: Setting) -> bool:
    """Manager and deputy say whether somebody reads first."""
    return is_manager_of(person, setting.pk)


def is_second_reader(person: Person) -> bool:
    """Who reads for the nursery what others wrote."""
    return person.leads or person.role == Role.ROOM_LEADER


def shares_at_once(person: Person, how: str) -> bool:
    """Whether this person shares what they wrote without a second reader, under the rule `how`."""
    if how == How.NOBODY:
        return True
    return how == How.NOT_OF_READERS and is_second_reader(person)


def observations_to_read(person: Person) -> QuerySet[Observation]:
    """What waits for this person: written by others, about children in their care alone, and about
    none of their own."""
    waiting = Observation.objects.filter(
        setting_id=person.here, status__literally=Observation.Status.WAITING, family__isnull=True
    )
    if not is_second_reader(person):
        return waiting.none()
    lines = ObservationChild.objects.filter(observation=OuterRef("pk")).order_by()
    seen = (
        lines.filter(in_care_of(person, "child"))
        .exclude(child__in=children_of_ones_own(person))
        .values("observation")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return (
        waiting.exclude(author=person.user)
        .filter(~Q(begun_by=person.user) | Q(begun_by__isnull=True))
        .alias(seen=Coalesce(Subquery(seen), 0))
        .filter(seen=F("child_count"))
    )


def can_read_second(person: Person, observation: Observation) -> bool:
    """Whether it waits for this person. One statement."""
    return (
        observation.status == Observation.Status.WAITING
        and observations_to_read(person).filter(pk=observation.pk).exists()
    )


def can_take_back(person: Person, observation: Observation) -> bool:
    """The writer takes it back to write on, as long as nobody has read it."""
    return observation.status == Observation.Status.WAITING and observation.author_id == person.id


def given_back_visible_to(person: Person) -> QuerySet[GivenBack]:
    """Why something was given back: for its writer, and for the readers of the children it is
    about. Never for a family, also when the observation is shared in the end."""
    here = GivenBack.objects.filter(setting_id=person.here)
    if not person.cares:
        return here.none()
    lines = ObservationChild.objects.filter(in_care_of(person, "child"), family__isnull=True)
    about = Q(observation__in=lines.values("observation_id")) if is_second_reader(person) else Q()
    mine = Q(observation__author=person.user)
    return here.filter(mine | about) if about else here.filter(mine)
