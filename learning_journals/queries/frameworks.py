"""Which framework pack somebody works with, or reads."""

from families.context import Person
from families.models import Child
from families.policies import link_to
from families.queries.places import setting_here

from ..frameworks import DEFAULT, Pack, pack_of
from ..models import Observation


def pack_here(person: Person) -> Pack:
    """The pack of the setting where this person acts; no statement of its own."""
    setting = setting_here(person)
    return pack_of(setting.framework if setting else DEFAULT)


def pack_for(child: Child, person: Person) -> Pack:
    """The pack of the setting that a child goes to: of two nurseries each has its own."""
    link = link_to(child, person)
    return pack_of(link.child.setting.framework) if link else pack_here(person)


def pack_of_draft(observation: Observation | None, person: Person) -> Pack:
    """What the form of an observation offers. A draft in which something was chosen already keeps
    the words it was chosen by, also when the setting has gone on to another framework."""
    if observation is not None and (observation.areas or observation.characteristics):
        return pack_of(observation.framework)
    return pack_here(person)
