"""Spreadsheets that are brought in."""

from ..words import LEADS_HERE, ME, Rule

RULES: dict[str, Rule] = {
    "families_csvimport": Rule(
        read=LEADS_HERE,
        insert=f"{LEADS_HERE} AND uploaded_by_id = {ME}",
        update=LEADS_HERE,
        columns=(
            *("kind", "state", "rows", "matching", "date_order", "outcome"),
            *("round", "started_at", "finished_at"),
        ),
    ),
}
