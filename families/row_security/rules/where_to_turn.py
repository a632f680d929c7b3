"""Policies of the house, help nearby, a hard time at home."""

from ..words import (
    FAMILIES,
    LEADS,
    LEADS_HERE,
    ME,
    NOT_LOOKED_AT,
    ROOM_CHILDREN,
    SETTINGS,
    TODAY,
    WORKS_IN,
    Rule,
)

# Manager, deputy, or who looks after special needs.
KEEPS_THE_CARDS = (
    f"({LEADS_HERE} OR (setting_id = {WORKS_IN} AND EXISTS (SELECT 1 FROM families_membership m"
    f" WHERE m.user_id = {ME} AND m.setting_id = families_localservice.setting_id AND m.is_senco"
    f" AND m.started_on <= {TODAY} AND (m.ended_on IS NULL OR m.ended_on >= {TODAY}))))"
)

RULES: dict[str, Rule] = {
    "families_housepolicy": Rule(read=f"setting_id = {SETTINGS}", insert=LEADS_HERE),
    "families_housepolicyversion": Rule(
        read=f"setting_id = {SETTINGS}", insert=f"{LEADS_HERE} AND author_id = {ME}"
    ),
    "families_housepolicyreading": Rule(
        read=f"user_id = {ME} OR {LEADS_HERE}",
        insert=f"user_id = {ME} AND setting_id = {SETTINGS}",
    ),
    "families_localservice": Rule(
        read=f"setting_id = {SETTINGS} AND (is_shown OR {KEEPS_THE_CARDS})",
        insert=KEEPS_THE_CARDS,
        update=KEEPS_THE_CARDS,
        columns=(
            *("name", "need", "about", "place", "languages", "cost", "reach"),
            *("checked_on", "is_shown"),
        ),
    ),
    "families_serviceanswer": Rule(
        read=f"user_id = {ME} OR {LEADS_HERE}",
        insert=f"user_id = {ME} AND setting_id = {SETTINGS}",
    ),
    "families_hardtime": Rule(
        # Over after its last day, for all; a named reader reads with their post here. Who takes
        # it back has to see what becomes of the row: on that day, and the code shows it no more.
        read=(
            f"ends_on >= {TODAY} AND {NOT_LOOKED_AT} AND ("
            f"(taken_back_on IS NULL AND setting_id = {WORKS_IN} AND {ME} = ANY (readers))"
            f" OR ((family_id = {FAMILIES} OR (setting_id = {WORKS_IN} AND author_id = {ME}))"
            f" AND (taken_back_on IS NULL OR taken_back_on = {TODAY})))"
        ),
        insert=(
            f"author_id = {ME} AND ((setting_id = {SETTINGS} AND family_id = {FAMILIES})"
            f" OR (setting_id = {WORKS_IN} AND {ME} = ANY (readers) AND (setting_id = {LEADS}"
            " OR EXISTS (SELECT 1 FROM families_parentcarer p WHERE p.family_id ="
            f" families_hardtime.family_id AND p.child_id = {ROOM_CHILDREN}))))"
        ),
        update=(f"family_id = {FAMILIES} OR (setting_id = {WORKS_IN} AND {ME} = author_id)"),
        columns=("taken_back_on",),
    ),
}
