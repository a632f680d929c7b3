"""What a family's no hides: the photographs of their child that were shown until now.

Named in the settings as `TOUCHED_BY_CONSENT`. Days and numbers only: a photograph of several
children is not told by the others' names.
"""

from collections import Counter
from datetime import date

from django.utils import timezone

from families.context import Person
from families.models import Child

from .. import policies
from ..models import Observation, Photo


def own_photos_of(child: Child, person: Person) -> list[tuple[date, int]]:
    """The shared photographs of this child that this person could see, by day, newest first."""
    return _by_day(_shared_with(child, person))


def group_photos_of(child: Child, person: Person) -> list[tuple[date, int]]:
    """Those of them that show other children too, and so stood in other journals."""
    photos = [photo for photo in _shared_with(child, person) if len(photo.shows) > 1]
    return _by_day(photos)


def _shared_with(child: Child, person: Person) -> list[Photo]:
    return list(
        policies.photos_visible_to(person)
        .filter(observation__status=Observation.Status.SHARED, shows__contains=[child.consent_key])
        .select_related("observation")
    )


def _by_day(photos: list[Photo]) -> list[tuple[date, int]]:
    days = Counter(timezone.localtime(photo.observation.happened_at).date() for photo in photos)
    return sorted(days.items(), reverse=True)
