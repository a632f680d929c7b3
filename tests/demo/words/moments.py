"""All the moments together, and which of them suit a child's age."""

from . import (
    observations_babies,
    observations_crawlers,
    observations_explorers,
    observations_makers,
    observations_questioners,
    observations_storytellers,
    observations_talkers,
    observations_toddlers,
)
from .kinds import Moment

MOMENTS: tuple[Moment, ...] = (
    *observations_babies.MOMENTS,
    *observations_crawlers.MOMENTS,
    *observations_toddlers.MOMENTS,
    *observations_talkers.MOMENTS,
    *observations_storytellers.MOMENTS,
    *observations_explorers.MOMENTS,
    *observations_questioners.MOMENTS,
    *observations_makers.MOMENTS,
)


def moments_for(months: int) -> tuple[Moment, ...]:
    """What a child of this age, in months, might do."""
    return tuple(moment for moment in MOMENTS if moment.ages[0] <= months < moment.ages[1])
