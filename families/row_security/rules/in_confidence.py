"""What managers keep to themselves, and what they do that families hear of."""

from ..words import LEADS_HERE, ME, Rule

RULES: dict[str, Rule] = {
    "families_courtordernote": Rule(
        read=LEADS_HERE,
        insert=f"written_by_id = {ME} AND {LEADS_HERE}",
        update=LEADS_HERE,
        columns=("ended_on",),
    ),
    "families_seeingas": Rule(
        read=f"adult_id = {ME} OR {LEADS_HERE}",
        # It begins now: one that was dated ahead would last longer than a quarter of an hour.
        insert=(
            f"manager_id = {ME} AND {LEADS_HERE} AND started_at <= clock_timestamp()"
            " AND started_at > clock_timestamp() - interval '1 minute'"
        ),
        update=f"manager_id = {ME} AND {LEADS_HERE}",
        columns=("stopped_at",),
    ),
}
