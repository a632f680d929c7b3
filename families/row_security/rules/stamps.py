"""Stamps: each person for themselves; the worker opens and destroys keys, in nobody's name."""

from ..words import IN_THIS_LETTERBOX, ME, SETTINGS, TODAY, Rule

IS_OPEN = (
    "EXISTS (SELECT 1 FROM families_setting s WHERE s.id = setting_id"
    f" AND (s.closed_on IS NULL OR s.closed_on > {TODAY}))"
)

RULES: dict[str, Rule] = {
    "families_stampkey": Rule(
        read=f"setting_id = {SETTINGS}",
        columns=("sealed", "holders", "lead_apart", "committee_reads"),
        worker=f"{ME} IS NULL",
        letterbox_read=IN_THIS_LETTERBOX,
    ),
    "families_stampsgiven": Rule(
        read=f"person_id = {ME}",
        insert=f"person_id = {ME} AND setting_id = {SETTINGS} AND {IS_OPEN}",
        worker_alone="true",
    ),
}
