"""The day round the child: what homes tell in the morning, when families read the words of a day,
what is on the table and what a child must not eat. The days themselves: `learning_journals.py`."""

from ...models.places import Role
from ..words import (
    CARES_FOR_CHILD,
    CHILDREN,
    DAILY,
    DAY_BY_THE_CLOCK,
    FAMILIES,
    LEADS,
    LEADS_FOR_CHILD,
    LEADS_HERE,
    ME,
    ROOM_CHILDREN,
    SETTINGS,
    TODAY,
    WORKS_IN,
    WRITES_FOR_CHILD,
    Rule,
)
from .profiles import MY_LINK_OF_THIS_HOME

OF_MY_HOME = f"(family_id = {FAMILIES} AND child_id = {DAILY})"
# Told until the day is over, and from the evening before: the hour is the code's (actions).
TOLD_BY_MY_HOME = (
    f"(setting_id = {SETTINGS} AND {OF_MY_HOME} AND day BETWEEN {TODAY} AND {TODAY} + 1"
    f" AND {MY_LINK_OF_THIS_HOME.format('learning_journals_morningnote')})"
)
# Notes that one may read oneself: the inner table shows no others.
OF_A_NOTE_I_READ = (
    "EXISTS (SELECT 1 FROM learning_journals_morningnote n"
    " WHERE n.id = learning_journals_morningnotereading.note_id{})"
)
OF_A_DAY_I_READ = (
    "EXISTS (SELECT 1 FROM learning_journals_dailynote n"
    " WHERE n.id = learning_journals_dailynotechange.note_id{})"
)
COOKS = (
    f"(setting_id = {WORKS_IN} AND EXISTS (SELECT 1 FROM families_membership m"
    f" WHERE m.user_id = {ME} AND m.setting_id = {WORKS_IN} AND m.role = '{Role.COOK.value}'"
    f" AND m.started_on <= {TODAY} AND (m.ended_on IS NULL OR m.ended_on >= {TODAY})))"
)
WRITES_MENUS = f"({LEADS_HERE} OR {COOKS})"
TICKED_BY_MY_HOME = (
    f"(setting_id = {SETTINGS} AND family_id = {FAMILIES} AND child_id = {CHILDREN}"
    f" AND {MY_LINK_OF_THIS_HOME.format('learning_journals_childallergen')})"
)
# The hour comes in nobody's name, and looks at no more than what waits for it, or was finished at
# the moment when words began to be read at once. (After the change
# the row is still one of these.)
WAITS_FOR_THE_HOUR = (
    f"ready_at IS NOT NULL AND day > {DAY_BY_THE_CLOCK} - 8 AND EXISTS (SELECT 1 FROM"
    " learning_journals_releaserule r WHERE r.setting_id = learning_journals_dailynote.setting_id"
    " AND r.how IN ('at_hour', 'at_once') AND r.replaced_at IS NULL)"
)

RULES: dict[str, Rule] = {
    "learning_journals_morningnote": Rule(
        read=f"{CARES_FOR_CHILD} OR {OF_MY_HOME}",
        insert=f"written_by_id = {ME} AND {TOLD_BY_MY_HOME}",
        update=TOLD_BY_MY_HOME,
        columns=("replaced_at",),
    ),
    "learning_journals_morningnotereading": Rule(
        read=OF_A_NOTE_I_READ.format(""),
        insert=(
            f"by_id = {ME} AND setting_id = {WORKS_IN} AND "
            + OF_A_NOTE_I_READ.format(
                f" AND (n.setting_id = {LEADS} OR n.child_id = {ROOM_CHILDREN})"
            )
        ),
    ),
    "learning_journals_releaserule": Rule(
        read=f"setting_id = {SETTINGS}",
        insert=f"chosen_by_id = {ME} AND {LEADS_HERE}",
        update=LEADS_HERE,
        columns=("replaced_at",),
        worker_alone="how IN ('at_hour', 'at_once') AND replaced_at IS NULL",
    ),
    "learning_journals_dailynotechange": Rule(
        read=OF_A_DAY_I_READ.format(""),
        insert=(
            f"changed_by_id = {ME} AND setting_id = {WORKS_IN} AND "
            + OF_A_DAY_I_READ.format(
                f" AND (n.setting_id = {LEADS} OR n.child_id = {ROOM_CHILDREN})"
            )
        ),
    ),
    "learning_journals_offer": Rule(
        read=f"setting_id = {SETTINGS}",
        insert=f"written_by_id = {ME} AND {WRITES_MENUS}",
        update=WRITES_MENUS,
        columns=("replaced_at",),
    ),
    "learning_journals_mealstop": Rule(
        read=CARES_FOR_CHILD,
        insert=f"stopped_by_id = {ME} AND how = '' AND {WRITES_FOR_CHILD}",
        update=WRITES_FOR_CHILD,
        columns=("how", "answered_by_id", "answered_at", "answer_batch", "notice_id"),
    ),
    "learning_journals_childallergen": Rule(
        # Of a home until the nursery has confirmed it; then of everybody who looks after the child.
        read=(
            f"{CARES_FOR_CHILD}"
            f" OR (child_id = {CHILDREN} AND (family_id IS NULL OR family_id = {FAMILIES}))"
        ),
        insert=(
            f"ticked_by_id = {ME} AND ended_at IS NULL"
            f" AND ((family_id IS NULL AND {LEADS_FOR_CHILD}) OR {TICKED_BY_MY_HOME})"
        ),
        update=f"{LEADS_FOR_CHILD} OR {TICKED_BY_MY_HOME}",
        columns=("ended_at", "ended_by_id"),
    ),
}
