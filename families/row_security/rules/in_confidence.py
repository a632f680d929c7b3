"""What managers keep to themselves, and what they do that families hear of."""

from ..words import LEADS_FOR_CHILD, LEADS_HERE, ME, OWN_AT_WORK, Rule

RULES: dict[str, Rule] = {
    "families_courtordernote": Rule(
        read=LEADS_FOR_CHILD,
        insert=f"written_by_id = {ME} AND {LEADS_FOR_CHILD}",
        update=LEADS_FOR_CHILD,
        columns=("ended_on",),
    ),
    "families_seeingas": Rule(
        read=f"adult_id = {ME} OR {LEADS_HERE}",
        # It begins now: one that was dated ahead would last longer than a quarter of an hour. At
        # somebody whose link she may read (not the other home's), and nobody of her own child.
        insert=(
            f"manager_id = {ME} AND {LEADS_HERE} AND started_at <= clock_timestamp()"
            " AND started_at > clock_timestamp() - interval '1 minute'"
            " AND EXISTS (SELECT FROM families_parentcarer p"
            " WHERE p.user_id = families_seeingas.adult_id)"
            " AND NOT EXISTS (SELECT FROM families_parentcarer p"
            f" WHERE p.user_id = families_seeingas.adult_id AND p.child_id = {OWN_AT_WORK})"
        ),
        update=f"manager_id = {ME} AND {LEADS_HERE}",
        columns=("stopped_at",),
    ),
}
