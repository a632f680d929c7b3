"""Who takes a child home. One home never sees the other's people, passwords or choices."""

from ..words import (
    ARRANGES,
    ARRANGING_HOMES,
    LEADS_HERE,
    ME,
    NOT_LOOKED_AT,
    ROOM_CHILDREN,
    SETTINGS,
    TODAY,
    WORKS_IN,
    Rule,
)

OF_MY_HOME = f"(family_id = {ARRANGING_HOMES} AND child_id = {ARRANGES})"
TOLD_BY_MY_HOME = f"(setting_id = {SETTINGS} AND {OF_MY_HOME})"


def _says_who_collects(day: str) -> str:
    """That by the link `p` somebody says on that day who collects. Whoever may not collect can
    send nobody either."""
    return (
        "p.may_collect AND (p.has_parental_responsibility OR p.lives_with_child)"
        f" AND p.started_on <= {day} AND (p.ended_on IS NULL OR p.ended_on >= {day})"
    )


# The children of my rooms, each with the homes that say today who collects them.
ARRANGED_TODAY = (
    "(child_id, family_id) IN (SELECT p.child_id, p.family_id FROM families_parentcarer p"
    f" WHERE p.child_id = {ROOM_CHILDREN} AND {_says_who_collects(TODAY)})"
)
# Whom a home named that may have lost its rights since: staff must read whom they stop.
NAMED_FOR_A_DAY = (
    "id IN (SELECT n.collector_id FROM families_collectionchoice n"
    f" WHERE n.child_id = {ROOM_CHILDREN} AND n.day >= {TODAY} AND n.withdrawn_at IS NULL)"
)

RULES: dict[str, Rule] = {
    "families_authorisedcollector": Rule(
        # Staff at the door see whom they may let go with the child, and nobody who ended.
        read=(
            f"{LEADS_HERE} OR {OF_MY_HOME} OR (child_id = {ROOM_CHILDREN} AND ended_at IS NULL"
            f" AND (ended_on IS NULL OR ended_on >= {TODAY})"
            f" AND ({ARRANGED_TODAY} OR {NAMED_FOR_A_DAY}))"
        ),
        insert=f"added_by_id = {ME} AND {TOLD_BY_MY_HOME}",
        update=TOLD_BY_MY_HOME,
        columns=("ended_at",),
    ),
    "families_collectionpassword": Rule(
        read=(
            # Who asks for it at work leaves a line of its own in the trail; a look does not.
            f"{LEADS_HERE} OR (family_id = {ARRANGING_HOMES} AND {NOT_LOOKED_AT})"
            " OR EXISTS (SELECT 1 FROM families_parentcarer p"
            " WHERE p.family_id = families_collectionpassword.family_id"
            f" AND p.child_id = {ROOM_CHILDREN} AND {_says_who_collects(TODAY)})"
        ),
        insert=f"set_by_id = {ME} AND setting_id = {SETTINGS} AND family_id = {ARRANGING_HOMES}",
        update=f"setting_id = {SETTINGS} AND family_id = {ARRANGING_HOMES}",
        columns=("word", "ended_at"),
    ),
    "families_collectionchoice": Rule(
        read=(
            f"{LEADS_HERE} OR {OF_MY_HOME}"
            f" OR (child_id = {ROOM_CHILDREN} AND day >= {TODAY} AND withdrawn_at IS NULL)"
        ),
        # The home must say who collects on that very day, not only today. An adult: one of this
        # home who may collect on that day. A collector is held to the child and the home by a key
        # (families migration of this table).
        insert=(
            f"told_by_id = {ME} AND {TOLD_BY_MY_HOME} AND day >= {TODAY}"
            " AND EXISTS (SELECT 1 FROM families_parentcarer p"
            " WHERE p.child_id = families_collectionchoice.child_id"
            " AND p.family_id = families_collectionchoice.family_id"
            f" AND {_says_who_collects('families_collectionchoice.day')})"
            " AND (adult_id IS NULL OR EXISTS (SELECT 1 FROM families_parentcarer p"
            " WHERE p.user_id = families_collectionchoice.adult_id"
            " AND p.child_id = families_collectionchoice.child_id"
            " AND p.family_id = families_collectionchoice.family_id AND p.may_collect"
            " AND p.started_on <= families_collectionchoice.day"
            " AND (p.ended_on IS NULL OR p.ended_on >= families_collectionchoice.day)))"
        ),
        update=TOLD_BY_MY_HOME,
        columns=("withdrawn_at",),
    ),
    "families_collectorcheck": Rule(
        # Whoever may read of the collector: the inner table shows only those.
        read=(
            "EXISTS (SELECT 1 FROM families_authorisedcollector c"
            " WHERE c.id = families_collectorcheck.collector_id)"
        ),
        # Staff who care for the child, while the home says who collects it. No home vouches for its
        # own: one's own links are read whenever they held.
        insert=(
            f"by_id = {ME} AND setting_id = {WORKS_IN}"
            " AND EXISTS (SELECT 1 FROM families_authorisedcollector c"
            f" WHERE c.id = families_collectorcheck.collector_id AND c.added_by_id <> {ME}"
            f" AND (c.{LEADS_HERE} OR c.child_id = {ROOM_CHILDREN})"
            f" AND NOT EXISTS (SELECT 1 FROM families_parentcarer p WHERE p.user_id = {ME}"
            " AND (p.child_id = c.child_id OR p.family_id = c.family_id))"
            " AND EXISTS (SELECT 1 FROM families_parentcarer p WHERE p.child_id = c.child_id"
            f" AND p.family_id = c.family_id AND {_says_who_collects(TODAY)}))"
        ),
    ),
}
