"""Cards to try at home, the week of a room, and what homes answer."""

from ..words import (
    CARES_FOR_CHILD,
    FAMILIES,
    JOURNAL,
    LEADS,
    ME,
    SETTINGS,
    TODAY,
    WORKS_IN,
    WRITES_FOR_CHILD,
    Rule,
)


def _my_childs_room(table: str) -> str:
    """A child of mine whose journal I read is in this room today."""
    return (
        "EXISTS (SELECT 1 FROM families_roomplace p"
        f" WHERE p.room_id = {table}.room_id AND p.child_id = {JOURNAL}"
        f" AND p.started_on <= {TODAY} AND (p.ended_on IS NULL OR p.ended_on >= {TODAY}))"
    )


def _my_board(table: str) -> str:
    """A room I work in today, or one of the setting I lead."""
    return (
        f"(setting_id = {WORKS_IN} AND (setting_id = {LEADS} OR EXISTS ("
        "SELECT 1 FROM families_roomassignment a JOIN families_membership m"
        f" ON m.id = a.membership_id WHERE a.room_id = {table}.room_id AND m.user_id = {ME}"
        f" AND m.setting_id = {WORKS_IN}"
        f" AND a.started_on <= {TODAY} AND (a.ended_on IS NULL OR a.ended_on >= {TODAY})"
        f" AND m.started_on <= {TODAY} AND (m.ended_on IS NULL OR m.ended_on >= {TODAY}))))"
    )


GIFT, WEEK = "learning_journals_cardgift", "learning_journals_roomweek"
# A week with a question, of the room that this child is in.
ASKED_THIS_CHILD = (
    f"EXISTS (SELECT 1 FROM {WEEK} w JOIN families_roomplace p ON p.room_id = w.room_id"
    " WHERE w.id = week_id AND w.question <> ''"
    " AND p.child_id = learning_journals_weekanswer.child_id"
    f" AND p.started_on <= {TODAY} AND (p.ended_on IS NULL OR p.ended_on >= {TODAY}))"
)

RULES: dict[str, Rule] = {
    # A family reads what it was given: the gift and the week say so, each by its own rule.
    "learning_journals_sharecard": Rule(
        read=(
            f"setting_id = {WORKS_IN}"
            f" OR EXISTS (SELECT 1 FROM {GIFT} g WHERE g.card_id = learning_journals_sharecard.id)"
            f" OR EXISTS (SELECT 1 FROM {WEEK} w WHERE w.card_id = learning_journals_sharecard.id)"
        ),
        insert=f"setting_id = {WORKS_IN} AND written_by_id = {ME}",
        update=f"setting_id = {WORKS_IN}",
        columns=("put_away_at",),
    ),
    "learning_journals_cardgift": Rule(
        read=(
            f"(room_id IS NULL AND ({CARES_FOR_CHILD} OR child_id = {JOURNAL}))"
            f" OR (child_id IS NULL AND (setting_id = {WORKS_IN} OR {_my_childs_room(GIFT)}))"
        ),
        insert=(
            f"given_by_id = {ME} AND ((room_id IS NULL AND {WRITES_FOR_CHILD})"
            f" OR (child_id IS NULL AND {_my_board(GIFT)}))"
        ),
    ),
    "learning_journals_roomweek": Rule(
        read=f"setting_id = {WORKS_IN} OR (monday <= {TODAY} AND {_my_childs_room(WEEK)})",
        insert=f"written_by_id = {ME} AND {_my_board(WEEK)}",
        update=_my_board(WEEK),
        columns=(
            *("explores", "song", "bring", "question", "card_id"),
            *("written_by_id", "written_at"),
        ),
    ),
    "learning_journals_weekanswer": Rule(
        read=f"{CARES_FOR_CHILD} OR (child_id = {JOURNAL} AND family_id = {FAMILIES})",
        insert=(
            f"author_id = {ME} AND setting_id = {SETTINGS} AND child_id = {JOURNAL}"
            f" AND family_id = {FAMILIES} AND used_at IS NULL AND {ASKED_THIS_CHILD}"
        ),
        update=f"{WRITES_FOR_CHILD} AND used_at IS NULL",
        update_to=f"{WRITES_FOR_CHILD} AND used_by_id = {ME}",
        columns=("used_at", "used_by_id"),
    ),
}
