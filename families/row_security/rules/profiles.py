"""What households say of themselves and their children, and who has read it.

Whom an answer is for is chosen by the family, answer by answer; each list of homes and children
below is worked out once per statement from the dated rows.
"""

from ...models.places import CARE_ROLES
from ..words import (
    CARES_FOR_CHILD,
    CHILDREN,
    DAILY,
    FAMILIES,
    LEADS,
    LEADS_FOR_CHILD,
    LEADS_HERE,
    ME,
    NOT_LOOKED_AT,
    ROOM_CHILDREN,
    SETTINGS,
    TODAY,
    WORKS_IN,
    WRITES_FOR_CHILD,
    Rule,
)


def _holds(row: str) -> str:
    return f"{row}.started_on <= {TODAY} AND ({row}.ended_on IS NULL OR {row}.ended_on >= {TODAY})"


ROLES = ", ".join(f"'{role.value}'" for role in CARE_ROLES)
MY_POST = (
    f"m.user_id = {ME} AND m.setting_id = {WORKS_IN} AND m.role IN ({ROLES}) AND {_holds('m')}"
)
CARES = f"(SELECT EXISTS (SELECT 1 FROM families_membership m WHERE {MY_POST}))"
KEY_CHILDREN = (
    "ANY (ARRAY(SELECT k.child_id FROM families_keypersonassignment k JOIN families_membership m"
    f" ON m.id = k.membership_id WHERE {MY_POST} AND {_holds('k')}))"
)
_HOMES = "ANY (ARRAY(SELECT p.family_id FROM families_parentcarer p WHERE p.child_id = {} AND {}))"
HOMES_IN_CARE = _HOMES.format(ROOM_CHILDREN, _holds("p"))
HOMES_OF_KEY_CHILDREN = _HOMES.format(KEY_CHILDREN, _holds("p"))
NO_PARENT_HERE = "(SELECT cardinality(footbridge_ids('app.own_children')) = 0)"

OWN = f"(family_id = {FAMILIES} AND (child_id IS NULL OR child_id = {CHILDREN}))"
IN_CARE = (
    f"(setting_id = {LEADS} OR child_id = {ROOM_CHILDREN}"
    f" OR (child_id IS NULL AND family_id = {HOMES_IN_CARE}))"
)
OF_KEY_CHILD = (
    f"(child_id = {KEY_CHILDREN} OR (child_id IS NULL AND family_id = {HOMES_OF_KEY_CHILDREN}))"
)
# A household speaks of a child to whom its writer is linked by this very household.
MY_LINK_OF_THIS_HOME = (
    "EXISTS (SELECT 1 FROM families_parentcarer p WHERE p.child_id = {0}.child_id"
    f" AND p.family_id = {{0}}.family_id AND p.user_id = {ME} AND {_holds('p')})"
)
_MINE_TO_TELL = (
    f"setting_id = {SETTINGS} AND family_id = {FAMILIES} AND"
    f" (child_id IS NULL OR {MY_LINK_OF_THIS_HOME})"
)
MINE_TO_TELL = _MINE_TO_TELL.format("families_familyanswer")

RULES: dict[str, Rule] = {
    "families_familyanswer": Rule(
        read=(
            f"({OWN} AND (audience <> 'key_person' OR {NOT_LOOKED_AT}))"
            f" OR (replaced_at IS NULL AND withdrawn_at IS NULL AND setting_id = {WORKS_IN}"
            f" AND {CARES} AND ("
            f"(audience = 'team' AND ({NO_PARENT_HERE} OR {IN_CARE}))"
            f" OR (audience = 'room' AND {IN_CARE})"
            f" OR (audience = 'key_person' AND {OF_KEY_CHILD})))"
        ),
        insert=(
            f"{MINE_TO_TELL}"
            f" AND (written_by_id = {ME}"
            # The words of the time before there were questions, on their way out.
            " OR (written_by_id IS NULL AND num_nonnulls(replaced_at, withdrawn_at) > 0))"
        ),
        update=MINE_TO_TELL,
        # Who may read a version is chosen once; another choice is another version.
        columns=("words", "language", "at", "replaced_at", "withdrawn_at"),
    ),
    # A draft is never changed: what is typed next takes its place.
    "families_answerdraft": Rule(
        read=f"{OWN} AND {NOT_LOOKED_AT}",
        insert=f"{_MINE_TO_TELL.format('families_answerdraft')} AND written_by_id = {ME}",
        delete=_MINE_TO_TELL.format("families_answerdraft"),
    ),
    "families_healthchange": Rule(
        read=f"(family_id = {FAMILIES} AND child_id = {CHILDREN}) OR {CARES_FOR_CHILD}",
        insert=(
            f"proposed_by_id = {ME} AND settled_at IS NULL AND setting_id = {SETTINGS}"
            f" AND family_id = {FAMILIES}"
            f" AND {MY_LINK_OF_THIS_HOME.format('families_healthchange')}"
        ),
        # The family may say something newer instead, but accept its own words it may not.
        update=(
            f"{LEADS_FOR_CHILD} OR (family_id = {FAMILIES} AND child_id = {CHILDREN}"
            " AND NOT is_accepted)"
        ),
        columns=("settled_at", "settled_by_id", "is_accepted", "answer"),
    ),
    "families_familycheck": Rule(
        read=f"family_id = {FAMILIES} OR {LEADS_HERE}",
        insert=f"family_id = {FAMILIES} AND setting_id = {SETTINGS}",
        update=f"family_id = {FAMILIES}",
        columns=("steps_done", "put_off_until", "finished_at"),
    ),
    "families_nurseryroutine": Rule(
        read=f"{CARES_FOR_CHILD} OR (child_id = {DAILY} AND replaced_at IS NULL)",
        insert=f"{WRITES_FOR_CHILD} AND written_by_id = {ME}",
        update=WRITES_FOR_CHILD,
        columns=("words", "language", "at", "replaced_at"),
    ),
    "families_readmark": Rule(
        read=f"{OWN} OR (user_id = {ME} AND setting_id = {WORKS_IN}) OR {LEADS_HERE}",
        insert=(
            f"user_id = {ME} AND (({OWN} AND setting_id = {SETTINGS})"
            f" OR (setting_id = {WORKS_IN} AND {CARES} AND {IN_CARE}))"
        ),
    ),
}
