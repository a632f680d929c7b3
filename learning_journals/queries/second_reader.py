"""What waits for a second reader, and what was given back to its writer."""

import uuid
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.text import Truncator

from families.context import Person
from families.policies import in_care_of
from families.templatetags.ui import say_when

from .. import policies
from ..models import GivenBack, Observation, ObservationChild, SecondReaderRule

MOST_TO_READ = 50
How = SecondReaderRule.How


@dataclass(frozen=True, slots=True)
class ToRead:
    """An observation that waits, as a line to tap."""

    id: uuid.UUID
    names: str
    author: str
    words: str
    language: str
    since: str
    child_ids: list[uuid.UUID]


def how_it_is_read(setting_id: uuid.UUID | None, person: Person) -> str:
    """Whether observations of this setting are read by a second person; `nobody`, if nobody chose.
    One statement a request."""
    if "second_reader" not in person.known:
        rule = policies.second_reader_rules_visible_to(person).filter(
            setting=setting_id, replaced_at__isnull=True
        )
        person.known["second_reader"] = (
            rule.values_list("how", flat=True).first() or How.NOBODY.value
        )
    return person.known["second_reader"]


# May `how_many_to_read` find something? (families/queries/glances.py)
WAITS_TO_BE_READ = f"""
SELECT FROM learning_journals_observation
WHERE setting_id = %(here)s AND status = '{Observation.Status.WAITING.value}'
"""


def how_many_to_read(person: Person) -> int | None:
    """How many wait for this person: one statement for readers, none for others, who get None."""
    if not policies.is_second_reader(person):
        return None
    return policies.observations_to_read(person).count()


def to_read(person: Person) -> list[ToRead]:
    """What waits for this person, the oldest first. Two statements."""
    rows = (
        policies.observations_to_read(person)
        .select_related("author")
        .defer("search_words")
        .prefetch_related(
            Prefetch(
                "journal_lines",
                queryset=ObservationChild.objects.filter(in_care_of(person, "child"))
                .select_related("child")
                .order_by("child__known_as"),
            )
        )
        .order_by("handed_in_at", "pk")
    )
    return [
        ToRead(
            id=row.pk,
            names=", ".join(line.child.known_as for line in row.journal_lines.all()),
            author=row.author.name,
            words=Truncator(" ".join(row.words.split())).chars(120),
            language=row.language,
            since=say_when(row.handed_in_at) if row.handed_in_at else "",
            child_ids=[line.child_id for line in row.journal_lines.all()],
        )
        for row in rows[:MOST_TO_READ]
    ]


def given_back(observation: Observation | None, person: Person) -> list[GivenBack]:
    """What readers said when they gave this back, the last first: one statement."""
    if observation is None:
        return []
    rows = policies.given_back_visible_to(person).filter(observation=observation)
    return list(rows.select_related("by").order_by("-at", "-pk"))
