"""Goals of one home and the setting, and everything that hangs on them."""

from ..words import (
    CARES_FOR_CHILD,
    FAMILIES,
    JOURNAL,
    LEADS,
    ME,
    ROOM_CHILDREN,
    SETTINGS,
    WORKS_IN,
    WRITES_FOR_CHILD,
    Rule,
)

MINE = f"(child_id = {JOURNAL} AND family_id = {FAMILIES})"
LINKED = (
    "EXISTS (SELECT 1 FROM families_parentcarer p WHERE p.child_id = families_familygoal.child_id"
    " AND p.family_id = families_familygoal.family_id)"
)


def _of_a_goal_i_read(table: str) -> str:
    return f"EXISTS (SELECT 1 FROM families_familygoal g WHERE g.id = {table}.goal_id)"


def _for_my_side(table: str, goal: str = "") -> str:
    """A home speaks for itself, staff for the setting, and who is both speaks as the home: nobody
    says yes for two sides."""
    home = f"(g.child_id = {JOURNAL} AND g.family_id = {FAMILIES})"
    staff = (
        f"(g.setting_id = {WORKS_IN} AND (g.setting_id = {LEADS} OR g.child_id = {ROOM_CHILDREN}))"
    )
    return (
        f"EXISTS (SELECT 1 FROM families_familygoal g WHERE g.id = {goal or f'{table}.goal_id'}"
        f" AND (({table}.by_home AND {home}) OR (NOT {table}.by_home AND {staff} AND NOT {home})))"
    )


RULES: dict[str, Rule] = {
    "families_familygoal": Rule(
        read=f"{CARES_FOR_CHILD} OR {MINE}",
        insert=f"{LINKED} AND ({WRITES_FOR_CHILD} OR (setting_id = {SETTINGS} AND {MINE}))",
        update=f"{WRITES_FOR_CHILD} OR {MINE}",
        columns=("review_on", "closed_on"),
    ),
    "families_goalversion": Rule(
        read=_of_a_goal_i_read("families_goalversion"),
        insert=(
            f"author_id = {ME} AND {_for_my_side('families_goalversion')}"
            " AND EXISTS (SELECT 1 FROM families_familygoal g JOIN families_parentcarer p"
            " ON p.child_id = g.child_id AND p.family_id = g.family_id"
            " WHERE g.id = goal_id AND p.user_id = home_owner_id)"
        ),
    ),
    "families_goalyes": Rule(
        read=(
            "EXISTS (SELECT 1 FROM families_goalversion v WHERE v.id = families_goalyes.version_id)"
        ),
        insert=(
            f"person_id = {ME} AND "
            + _for_my_side(
                "families_goalyes",
                "(SELECT v.goal_id FROM families_goalversion v"
                " WHERE v.id = families_goalyes.version_id)",
            )
        ),
    ),
    "families_goalstep": Rule(
        read=_of_a_goal_i_read("families_goalstep"),
        insert=f"author_id = {ME} AND {_for_my_side('families_goalstep')}",
        update=_of_a_goal_i_read("families_goalstep"),
        columns=("done_on", "done_where"),
    ),
    "families_goalreview": Rule(
        read=_of_a_goal_i_read("families_goalreview"),
        insert=f"author_id = {ME} AND {_for_my_side('families_goalreview')}",
    ),
}
