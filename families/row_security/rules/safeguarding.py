"""Safeguarding: the lead and their deputy read, whoever works here writes, nobody changes."""

from ..words import LEADS, ME, OWN_AT_WORK, ROOM_CHILDREN, SAFEGUARDS, WORKS_IN, Rule

OF_A_CONCERN_I_READ = (
    "EXISTS (SELECT 1 FROM families_safeguardingconcern c WHERE c.id = {table}.concern_id)"
)


def _inside(table: str, mine: str) -> Rule:
    """A row that belongs to a concern: read by whoever reads that, added in one's own name."""
    readable = OF_A_CONCERN_I_READ.format(table=table)
    return Rule(read=readable, insert=f"{mine} = {ME} AND setting_id = {SAFEGUARDS} AND {readable}")


RULES: dict[str, Rule] = {
    "families_safeguardingreceipt": Rule(
        read=f"author_id = {ME}",
        insert=f"author_id = {ME} AND setting_id = {WORKS_IN}",
    ),
    "families_safeguardingconcern": Rule(
        # Never by whom it is kept from, and never by who is or was a parent or carer of the child,
        # whatever else they are.
        read=(
            f"setting_id = {SAFEGUARDS} AND NOT {ME} = ANY (kept_from)"
            f" AND (child_id IS NULL OR NOT child_id = {OWN_AT_WORK})"
        ),
        insert=(
            f"author_id = {ME} AND setting_id = {WORKS_IN} AND"
            f" (child_id IS NULL OR setting_id = {LEADS} OR child_id = {ROOM_CHILDREN})"
        ),
    ),
    "families_safeguardingaddendum": _inside("families_safeguardingaddendum", "author_id"),
    "families_safeguardingreading": _inside("families_safeguardingreading", "reader_id"),
}
