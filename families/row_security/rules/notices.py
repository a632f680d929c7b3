"""What a family must know the same day: signed, added to, acknowledged, and never changed."""

from ..words import (
    CARES_FOR_CHILD,
    DAILY,
    FAMILIES,
    LEADS,
    ME,
    OWN_AT_WORK,
    ROOM_CHILDREN,
    SETTINGS,
    WORKS_IN,
    WRITES_FOR_CHILD,
    Rule,
)

# Whoever may read the notice: the inner table shows only those.
OF_A_NOTICE_I_READ = (
    "EXISTS (SELECT 1 FROM learning_journals_notice n"
    " WHERE n.id = learning_journals_noticeaddendum.notice_id{and_more})"
)
OF_A_CHILD_IN_MY_CARE = OF_A_NOTICE_I_READ.format(
    and_more=f" AND (n.setting_id = {LEADS} OR n.child_id = {ROOM_CHILDREN})"
)
OF_NO_CHILD_OF_MINE = OF_A_NOTICE_I_READ.format(and_more=f" AND NOT n.child_id = {OWN_AT_WORK}")
BY_MY_LINK_TO_IT = (
    "EXISTS (SELECT 1 FROM families_parentcarer p WHERE p.child_id = {table}.child_id"
    f" AND p.family_id = {{table}}.family_id AND p.user_id = {ME})"
)

RULES: dict[str, Rule] = {
    # No update and no delete: what was signed stays as it was signed.
    "learning_journals_notice": Rule(
        read=f"{CARES_FOR_CHILD} OR child_id = {DAILY}",
        insert=f"signed_by_id = {ME} AND {WRITES_FOR_CHILD}",
    ),
    "learning_journals_noticeaddendum": Rule(
        read=OF_A_NOTICE_I_READ.format(and_more=""),
        insert=(
            f"author_id = {ME} AND setting_id = {WORKS_IN} AND {OF_A_CHILD_IN_MY_CARE}"
            f" AND (NOT is_review OR (setting_id = {LEADS} AND {OF_NO_CHILD_OF_MINE}))"
        ),
    ),
    # Of one home. A key holds it to the child of what was read (learning_journals migration).
    "learning_journals_acknowledgement": Rule(
        read=f"{CARES_FOR_CHILD} OR (family_id = {FAMILIES} AND child_id = {DAILY})",
        insert=(
            f"person_id = {ME} AND setting_id = {SETTINGS} AND family_id = {FAMILIES}"
            f" AND child_id = {DAILY}"
            f" AND {BY_MY_LINK_TO_IT.format(table='learning_journals_acknowledgement')}"
        ),
    ),
}
