"""Who looks after whom: key persons, who covers for them, and what is said about it."""

from ..words import (
    CARES_FOR_CHILD,
    CHILDREN,
    LEADS_HERE,
    ME,
    ROOM_CHILDREN,
    WORKS_IN,
    Rule,
)


def _mine(column: str) -> str:
    """That this column names my own post."""
    return (
        f"EXISTS (SELECT 1 FROM families_membership m WHERE m.id = {column} AND m.user_id = {ME})"
    )


# A key person gives into care what is in her own: her key children, in the days she has them.
MY_KEY_CHILD = (
    f"(setting_id = {WORKS_IN} AND EXISTS (SELECT 1 FROM families_keypersonassignment k"
    " WHERE k.child_id = families_cover.child_id AND k.membership_id = families_cover.away_id"
    " AND NOT k.is_backup AND k.started_on <= families_cover.started_on"
    " AND (k.ended_on IS NULL OR k.ended_on >= families_cover.ended_on)"
    f" AND {_mine('k.membership_id')}))"
)
MY_ABSENCE = f"(setting_id = {WORKS_IN} AND {_mine('away_id')})"
# Nobody is key person to a child of their own: the families of both homes talk to whoever it is.
NO_PARENT_OF_IT = (
    "NOT EXISTS (SELECT 1 FROM families_membership m JOIN families_parentcarer p"
    " ON p.user_id = m.user_id WHERE m.id = {0}.membership_id AND p.child_id = {0}.child_id)"
)
# A note or a hello belongs to the child of the row it hangs on, and to no other.
OF_THIS_ASSIGNMENT = (
    "EXISTS (SELECT 1 FROM families_keypersonassignment k"
    " WHERE k.id = families_keypersonhello.assignment_id"
    " AND k.child_id = families_keypersonhello.child_id AND NOT k.is_backup"
    f" AND (families_keypersonhello.{LEADS_HERE} OR {_mine('k.membership_id')}))"
)

RULES: dict[str, Rule] = {
    "families_keypersonassignment": Rule(
        read=f"setting_id = {WORKS_IN} OR child_id = {CHILDREN}",
        insert=f"{LEADS_HERE} AND {NO_PARENT_OF_IT.format('families_keypersonassignment')}",
        update=LEADS_HERE,
        columns=("started_on", "ended_on"),
        delete=LEADS_HERE,
    ),
    "families_cover": Rule(
        # Whoever covers reads her own rows before the child is in her care: by them it is.
        read=(
            f"{CARES_FOR_CHILD} OR child_id = {CHILDREN}"
            f" OR (setting_id = {WORKS_IN} AND {_mine('membership_id')})"
        ),
        insert=f"({LEADS_HERE} OR {MY_KEY_CHILD}) AND {NO_PARENT_OF_IT.format('families_cover')}",
        update=f"{LEADS_HERE} OR {MY_ABSENCE}",
        columns=("ended_on", "reason"),
        delete=f"{LEADS_HERE} OR {MY_ABSENCE}",
    ),
    "families_handovernote": Rule(
        read=CARES_FOR_CHILD,
        insert=(
            f"author_id = {ME} AND setting_id = {WORKS_IN} AND EXISTS (SELECT 1"
            " FROM families_cover c WHERE c.id = families_handovernote.cover_id"
            " AND c.child_id = families_handovernote.child_id"
            f" AND (families_handovernote.{LEADS_HERE} OR {_mine('c.away_id')}))"
        ),
        delete=(
            f"setting_id = {WORKS_IN} AND EXISTS (SELECT 1 FROM families_cover c"
            " WHERE c.id = families_handovernote.cover_id"
            f" AND (families_handovernote.{LEADS_HERE} OR {_mine('c.away_id')}))"
        ),
    ),
    "families_keypersonhello": Rule(
        read=f"{CARES_FOR_CHILD} OR child_id = {CHILDREN}",
        insert=f"author_id = {ME} AND setting_id = {WORKS_IN} AND {OF_THIS_ASSIGNMENT}",
        update=f"setting_id = {WORKS_IN} AND {OF_THIS_ASSIGNMENT}",
        columns=("words", "written_at"),
        delete=LEADS_HERE,
    ),
    "families_helloseen": Rule(
        # Staff hear that the hello has arrived; adults read of themselves only.
        read=(
            f"user_id = {ME} OR {LEADS_HERE} OR EXISTS (SELECT 1 FROM families_keypersonhello h"
            f" WHERE h.id = families_helloseen.hello_id AND h.child_id = {ROOM_CHILDREN})"
        ),
        insert=(
            f"user_id = {ME} AND EXISTS (SELECT 1 FROM families_keypersonhello h"
            f" WHERE h.id = families_helloseen.hello_id AND h.child_id = {CHILDREN})"
        ),
        delete=LEADS_HERE,
    ),
}
