"""Medicine: no dose without a written permission in force, and no change of what was logged."""

from ..words import (
    CARES_FOR_CHILD,
    CHILDREN,
    DAILY,
    DECIDES,
    FAMILIES,
    ME,
    SETTINGS,
    WRITES_FOR_CHILD,
    Rule,
)

OF_MY_HOME = f"(family_id = {FAMILIES} AND child_id = {CHILDREN})"
# By a link to this child in this very home.
ALLOWED_BY_ME = (
    f"given_by_id = {ME} AND setting_id = {SETTINGS} AND family_id = {FAMILIES}"
    f" AND child_id = {DECIDES} AND EXISTS (SELECT 1 FROM families_parentcarer p"
    " WHERE p.child_id = learning_journals_medicinepermission.child_id"
    f" AND p.family_id = learning_journals_medicinepermission.family_id AND p.user_id = {ME})"
)
FOR_MY_CHILD = f"(setting_id = {SETTINGS} AND family_id = {FAMILIES} AND child_id = {DECIDES})"
# Whoever gave it decides for the child on that day, in whichever home.
GIVER_DECIDES = (
    "EXISTS (SELECT 1 FROM families_parentcarer p"
    " WHERE p.child_id = m.child_id AND p.user_id = m.given_by_id AND p.has_parental_responsibility"
    " AND (learning_journals_medicinegiven.given_at AT TIME ZONE 'Europe/London')::date"
    " BETWEEN p.started_on AND COALESCE(p.ended_on, 'infinity'))"
)
IN_FORCE = (
    "EXISTS (SELECT 1 FROM learning_journals_medicinepermission m"
    " WHERE m.id = learning_journals_medicinegiven.permission_id"
    " AND m.child_id = learning_journals_medicinegiven.child_id"
    " AND (learning_journals_medicinegiven.given_at AT TIME ZONE 'Europe/London')::date"
    " BETWEEN m.started_on AND m.ended_on"
    " AND (m.ended_at IS NULL OR m.ended_at > learning_journals_medicinegiven.given_at)"
    " AND CASE WHEN learning_journals_medicinegiven.at_home"
    " THEN m.family_id = learning_journals_medicinegiven.family_id"
    # The hour is typed without seconds.
    " ELSE learning_journals_medicinegiven.given_at >= date_trunc('minute', m.given_at)"
    f" AND {GIVER_DECIDES} END)"
)

RULES: dict[str, Rule] = {
    "learning_journals_medicinepermission": Rule(
        read=f"{CARES_FOR_CHILD} OR {OF_MY_HOME}",
        insert=f"{ALLOWED_BY_ME} AND ended_at IS NULL",
        # Taken back once and for all: a new one is written, the old one never comes back.
        update=f"{FOR_MY_CHILD} AND ended_at IS NULL",
        update_to=f"{FOR_MY_CHILD} AND ended_at IS NOT NULL",
        columns=("ended_at",),
    ),
    "learning_journals_medicinegiven": Rule(
        read=(
            f"{CARES_FOR_CHILD}"
            f" OR (child_id = {DAILY} AND (family_id IS NULL OR family_id = {FAMILIES}))"
        ),
        insert=(
            f"logged_by_id = {ME} AND {IN_FORCE}"
            f" AND ((NOT at_home AND {WRITES_FOR_CHILD}) OR (at_home AND {FOR_MY_CHILD}))"
        ),
    ),
}
