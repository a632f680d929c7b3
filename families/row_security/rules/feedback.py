"""The anonymous letterbox: it writes, a manager reads, nobody else sees anything."""

from ..words import LEADS_HERE, RECEIPT, Rule

RULES: dict[str, Rule] = {
    "feedback_feedbackitem": Rule(
        read=LEADS_HERE,
        update=LEADS_HERE,
        columns=("is_closed",),
        letterbox_read=f"receipt_hash = {RECEIPT}",
        letterbox_insert=(
            "EXISTS (SELECT 1 FROM families_setting s"
            " WHERE s.id = feedback_feedbackitem.setting_id)"
        ),
    ),
    "feedback_feedbackreply": Rule(
        read=LEADS_HERE,
        insert=LEADS_HERE,
        letterbox_read=(
            "EXISTS (SELECT 1 FROM feedback_feedbackitem i"
            " WHERE i.id = feedback_feedbackreply.item_id)"
        ),
    ),
}
