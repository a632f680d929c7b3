"""The first wall for sounds: who reads an entry from home and sees photographs hears it, too."""

import uuid
from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet

from families.context import Person
from families.models import ParentCarer
from families.policies import family_ids_of, in_care_of, links_held_by

from ..models import Observation, ObservationChild, Sound
from .entries import of_entries


def sounds_visible_to(person: Person) -> QuerySet[Sound]:
    """Staff: in the entries about children in their care, of no other home of a child of their own.
    Family: of their own home, with the right to photographs. Who sent one, as long as they belong
    to that home."""
    in_care = ObservationChild.objects.filter(in_care_of(person, "child", home="family"))
    at_home = Q(pk__in=[])
    for link in links_held_by(person, sees_journal=True, sees_photos=True):
        lines = ObservationChild.objects.filter(
            child=link.child_id, family__in=family_ids_of(person), is_shared=True
        )
        at_home |= Q(
            observation__in=lines.values("observation_id"),
            observation__status=Observation.Status.SHARED,
        )
    return Sound.objects.filter(
        Q(uploaded_by=person.user, family__in=family_ids_of(person))
        | Q(observation__in=in_care.values("observation_id"))
        | at_home
    )


def sounds_in_journal(
    observations: Collection[uuid.UUID] | QuerySet[Any], person: Person, *, link: ParentCarer | None
) -> QuerySet[Sound]:
    """Those in entries of a journal that was opened, as `photos_in_journal` finds photographs."""
    sounds = Sound.objects.filter(of_entries(observations))
    if link is None or (link.sees_journal and link.sees_photos):
        return sounds
    return sounds.filter(uploaded_by=person.user)
