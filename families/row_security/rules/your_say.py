"""What families say: "You said, we did", and questions to all families."""

from ..words import (
    FAMILIES,
    LEADS,
    LEADS_HERE,
    ME,
    NOT_FROM_ABOVE,
    NOT_LOOKED_AT,
    SETTINGS,
    TODAY,
    WORKS_IN,
    Rule,
)

# The question of an answer, as long as it can be answered: asked, not decided, its day not over.
OPEN_AND_THERE = (
    "EXISTS (SELECT 1 FROM communications_decision d"
    " WHERE d.id = communications_decisionanswer.decision_id"
    f" AND d.asked_at IS NOT NULL AND d.open_until >= {TODAY}"
    " AND (ARRAY[d.option_1, d.option_2, d.option_3, d.option_4, d.option_5])"
    "[communications_decisionanswer.option] <> '')"
    " AND NOT EXISTS (SELECT 1 FROM communications_decisionoutcome o"
    " WHERE o.decision_id = communications_decisionanswer.decision_id)"
)
ASKED_WITH_THIS_OPTION = (
    "EXISTS (SELECT 1 FROM communications_decision d"
    " WHERE d.id = communications_decisionoutcome.decision_id AND d.asked_at IS NOT NULL"
    " AND (ARRAY[d.option_1, d.option_2, d.option_3, d.option_4, d.option_5])"
    "[communications_decisionoutcome.option] <> '')"
)

# A colleague with a child of their own here does not know which homes are that child's other homes,
# unless they lead. So they read what is shown to all, and no more.
READS_EVERY_ANSWER = (
    f"(setting_id = {WORKS_IN} AND (setting_id = {LEADS} OR (SELECT"
    " COALESCE(cardinality(footbridge_ids('app.own_children')), 0) = 0)))"
)

RULES: dict[str, Rule] = {
    "communications_yousaid": Rule(
        read=f"setting_id = {SETTINGS} AND (shown IS NOT NULL OR {LEADS_HERE})",
        insert=LEADS_HERE,
        update=LEADS_HERE,
        columns=("newest", "shown", "published_at"),
    ),
    "communications_yousaidversion": Rule(
        # Families read the version that is shown, and no word of those before it.
        read=(
            f"setting_id = {SETTINGS} AND ({LEADS_HERE} OR EXISTS (SELECT 1"
            " FROM communications_yousaid y WHERE y.id = communications_yousaidversion.item_id"
            " AND y.shown = communications_yousaidversion.number))"
        ),
        insert=f"{LEADS_HERE} AND author_id = {ME}",
    ),
    "communications_decision": Rule(
        read=f"setting_id = {SETTINGS} AND (asked_at IS NOT NULL OR {LEADS_HERE})",
        insert=f"{LEADS_HERE} AND written_by_id = {ME} AND asked_at IS NULL",
        # Once it is asked it stays as it is.
        update=f"{LEADS_HERE} AND asked_at IS NULL",
        update_to=LEADS_HERE,
        columns=(
            *("question", "why", "fixed", "open_until", "asked_at"),
            *("option_1", "option_2", "option_3", "option_4", "option_5"),
        ),
    ),
    "communications_decisionanswer": Rule(
        # By name for staff; for families one's own, and what its writer shows to all: all families
        # and staff, not the owner or committee.
        read=(
            f"setting_id = {SETTINGS} AND ((shows_all AND {NOT_FROM_ABOVE}) OR ({NOT_LOOKED_AT}"
            f" AND (user_id = {ME} OR {READS_EVERY_ANSWER})))"
        ),
        insert=(
            f"user_id = {ME} AND setting_id = {SETTINGS} AND family_id = {FAMILIES}"
            f" AND {OPEN_AND_THERE}"
        ),
        update=f"user_id = {ME} AND setting_id = {SETTINGS} AND {OPEN_AND_THERE}",
        columns=("name", "option", "words", "shows_all", "changed_at"),
    ),
    "communications_decisionoutcome": Rule(
        read=f"setting_id = {SETTINGS}",
        insert=f"{LEADS_HERE} AND author_id = {ME} AND {ASKED_WITH_THIS_OPTION}",
    ),
}
