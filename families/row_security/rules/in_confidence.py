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
        insert=f"manager_id = {ME} AND {LEADS_HERE}",
        update=f"manager_id = {ME} AND {LEADS_HERE}",
        columns=("stopped_at",),
    ),
}
