"""What we are working on with a child."""

from ..words import CARES_FOR_CHILD, JOURNAL, LEADS, ME, TODAY, WORKS_IN, WRITES_FOR_CHILD, Rule

_TODAY = "started_on <= {today} AND ({row}.ended_on IS NULL OR {row}.ended_on >= {today})"


def _on(row: str) -> str:
    return f"{row}.{_TODAY.format(row=row, today=TODAY)}"


# The key person and the back-up, whoever covers today, and who leads.
LOOKS_AFTER = (
    f"(setting_id = {LEADS} OR EXISTS (SELECT 1 FROM families_membership m"
    f" WHERE m.user_id = {ME} AND m.setting_id = {WORKS_IN} AND {_on('m')} AND ("
    "EXISTS (SELECT 1 FROM families_keypersonassignment k WHERE k.membership_id = m.id"
    f" AND k.child_id = learning_journals_nextstep.child_id AND {_on('k')})"
    " OR EXISTS (SELECT 1 FROM families_cover c WHERE c.membership_id = m.id"
    f" AND c.child_id = learning_journals_nextstep.child_id AND {_on('c')}))))"
)


def _about_this_child(column: str) -> str:
    """The observation, if there is one, is of the nursery, about this child and seen by me."""
    return (
        f"({column} IS NULL OR EXISTS (SELECT 1 FROM learning_journals_observationchild l"
        f" WHERE l.observation_id = {column} AND l.family_id IS NULL"
        " AND l.child_id = learning_journals_nextstep.child_id))"
    )


RULES: dict[str, Rule] = {
    "learning_journals_nextstep": Rule(
        read=f"{CARES_FOR_CHILD} OR child_id = {JOURNAL}",
        insert=(
            f"{WRITES_FOR_CHILD} AND begun_by_id = {ME} AND closed_on IS NULL AND {LOOKS_AFTER}"
            f" AND {_about_this_child('begun_from_id')}"
        ),
        # Closed once; what is closed stays as it is.
        update=f"{WRITES_FOR_CHILD} AND closed_on IS NULL",
        update_to=(
            f"{WRITES_FOR_CHILD} AND closed_by_id = {ME} AND {_about_this_child('seen_in_id')}"
        ),
        columns=("closed_on", "closed_by_id", "outcome", "seen_in_id", "closing_words"),
    ),
}
