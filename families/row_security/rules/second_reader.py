"""The second reader: the setting's choice, and what was given back to a writer."""

from ...models.places import Role
from ..words import LEADS, LEADS_HERE, ME, OWN_AT_WORK, ROOM_CHILDREN, TODAY, WORKS_IN, Rule

# Room leaders; manager and deputy are LEADS.
LEADS_A_ROOM = (
    f"EXISTS (SELECT 1 FROM families_membership m WHERE m.user_id = {ME}"
    f" AND m.setting_id = {WORKS_IN} AND m.role = '{Role.ROOM_LEADER.value}'"
    f" AND m.started_on <= {TODAY} AND (m.ended_on IS NULL OR m.ended_on >= {TODAY}))"
)
_OF_IT = "learning_journals_givenback.observation_id"
MINE = (
    f"EXISTS (SELECT 1 FROM learning_journals_observation o WHERE o.id = {_OF_IT}"
    f" AND o.author_id = {ME} AND o.family_id IS NULL)"
)
ABOUT_MY_CHILDREN = (
    f"EXISTS (SELECT 1 FROM learning_journals_observationchild l WHERE l.observation_id = {_OF_IT}"
    f" AND l.child_id = {ROOM_CHILDREN})"
)
# Given back by who reads for the nursery, while it waits, and never one's own or about one's own.
WAITS_FOR_ME = (
    f"EXISTS (SELECT 1 FROM learning_journals_observation o WHERE o.id = {_OF_IT}"
    f" AND o.status = 'waiting' AND o.author_id <> {ME} AND NOT EXISTS (SELECT 1 FROM"
    " learning_journals_observationchild l WHERE l.observation_id = o.id"
    f" AND l.child_id = {OWN_AT_WORK}))"
)

RULES: dict[str, Rule] = {
    "learning_journals_secondreaderrule": Rule(
        read=f"setting_id = {WORKS_IN}",
        insert=f"chosen_by_id = {ME} AND {LEADS_HERE}",
        update=LEADS_HERE,
        columns=("replaced_at",),
    ),
    "learning_journals_givenback": Rule(
        read=(
            f"setting_id = {WORKS_IN} AND (setting_id = {LEADS} OR {MINE}"
            f" OR ({LEADS_A_ROOM} AND {ABOUT_MY_CHILDREN}))"
        ),
        insert=(
            f"by_id = {ME} AND setting_id = {WORKS_IN} AND {WAITS_FOR_ME}"
            f" AND (setting_id = {LEADS} OR ({LEADS_A_ROOM} AND {ABOUT_MY_CHILDREN}))"
        ),
    ),
}
