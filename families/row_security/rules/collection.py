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

RULES: dict[str, Rule] = {
    "families_authorisedcollector": Rule(
        # Staff at the door see whom they may let go with the child, and nobody who ended.
        read=(
            f"{LEADS_HERE} OR {OF_MY_HOME} OR (child_id = {ROOM_CHILDREN} AND ended_at IS NULL"
            f" AND (ended_on IS NULL OR ended_on >= {TODAY}))"
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
            f" AND p.child_id = {ROOM_CHILDREN} AND p.started_on <= {TODAY}"
            f" AND (p.ended_on IS NULL OR p.ended_on >= {TODAY}))"
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
        # An adult: one of this home who may collect on that day. A collector is held to the child
        # and the home by a key (families migration of this table).
        insert=(
            f"told_by_id = {ME} AND {TOLD_BY_MY_HOME} AND day >= {TODAY}"
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
        # Staff who care for the child; nobody vouches for somebody they have named themselves.
        insert=(
            f"by_id = {ME} AND setting_id = {WORKS_IN}"
            " AND EXISTS (SELECT 1 FROM families_authorisedcollector c"
            f" WHERE c.id = families_collectorcheck.collector_id AND c.added_by_id <> {ME}"
            f" AND (c.{LEADS_HERE} OR c.child_id = {ROOM_CHILDREN}))"
        ),
    ),
}
