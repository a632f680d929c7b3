"""Skills, barriers, invitations to share, ways to help, and the planners' counts."""

from ...models.places import CARE_ROLES
from ..words import LEADS, LEADS_HERE, ME, ROOM_CHILDREN, SETTINGS, TODAY, WORKS_IN, Rule

HOLDS = f"p.started_on <= {TODAY} AND (p.ended_on IS NULL OR p.ended_on >= {TODAY})"
WITH_CHILDREN = ", ".join(f"'{role.value}'" for role in CARE_ROLES)


def _key_person(table: str) -> str:
    """I am key person today of a child of this adult, in a post with the children."""
    return (
        "EXISTS (SELECT 1 FROM families_parentcarer p"
        " JOIN families_keypersonassignment k ON k.child_id = p.child_id AND NOT k.is_backup"
        f" AND k.started_on <= {TODAY} AND (k.ended_on IS NULL OR k.ended_on >= {TODAY})"
        " JOIN families_membership m ON m.id = k.membership_id"
        f" AND m.role IN ({WITH_CHILDREN})"
        f" AND m.started_on <= {TODAY} AND (m.ended_on IS NULL OR m.ended_on >= {TODAY})"
        f" WHERE p.user_id = {table}.user_id AND m.user_id = {ME}"
        f" AND p.setting_id = {table}.setting_id AND {HOLDS})"
    )


def _has_a_child_here(table: str) -> str:
    """This adult is linked today to a child of the setting of the row."""
    return (
        f"EXISTS (SELECT 1 FROM families_parentcarer p WHERE p.user_id = {table}.user_id"
        f" AND p.setting_id = {table}.setting_id AND {HOLDS})"
    )


# Who has no child here any more is not found. Of the whole team only who leads can be asked whether
# there is a link: colleagues of other rooms read none.
FOUND_BY_ME = (
    f"setting_id = {WORKS_IN} AND"
    f" ((visible_to = 'team' AND ({LEADS} IS NULL OR {_has_a_child_here('families_skilloffer')}))"
    f" OR (visible_to = 'room' AND ((setting_id = {LEADS}"
    f" AND {_has_a_child_here('families_skilloffer')}) OR EXISTS (SELECT 1 FROM"
    " families_parentcarer p WHERE p.user_id = families_skilloffer.user_id"
    f" AND p.child_id = {ROOM_CHILDREN} AND {HOLDS})))"
    f" OR (visible_to = 'key_person' AND {_key_person('families_skilloffer')}))"
)
MINE_HERE = f"user_id = {ME} AND setting_id = {SETTINGS}"
STILL_WANTED = (
    "EXISTS (SELECT 1 FROM families_waytohelp w"
    f" WHERE w.id = way_id AND w.day >= {TODAY} AND w.called_off_at IS NULL)"
)

RULES: dict[str, Rule] = {
    "families_skilloffer": Rule(
        read=f"user_id = {ME} OR ({FOUND_BY_ME})",
        insert=MINE_HERE,
        update=f"user_id = {ME}",
        columns=(
            *("name", "skills", "words", "languages", "good_times", "involved"),
            *("involved_words", "unsaid", "visible_to", "changed_at"),
        ),
        delete=f"user_id = {ME}",
        # The worker counts for the planners and writes down no more than fives.
        worker_alone="true",
    ),
    "families_barrieranswer": Rule(
        read=(
            f"user_id = {ME} OR (with_name AND ((setting_id = {LEADS}"
            f" AND {_has_a_child_here('families_barrieranswer')})"
            f" OR (setting_id = {WORKS_IN} AND {_key_person('families_barrieranswer')})))"
        ),
        insert=MINE_HERE,
        update=f"user_id = {ME}",
        columns=("barriers", "words", "with_name", "changed_at"),
        delete=f"user_id = {ME}",
        worker_alone="true",
    ),
    "families_planningcount": Rule(
        read=f"setting_id = {WORKS_IN}",
        worker="true",
        columns=("families",),
    ),
    "families_shareinvitation": Rule(
        read=(
            f"user_id = {ME} OR (setting_id = {WORKS_IN} AND (invited_by_id = {ME} OR {LEADS_HERE}"
            " OR EXISTS (SELECT 1 FROM families_skilloffer o WHERE o.user_id ="
            " families_shareinvitation.user_id"
            " AND o.setting_id = families_shareinvitation.setting_id)))"
        ),
        insert=(
            f"setting_id = {WORKS_IN} AND invited_by_id = {ME} AND answer = ''"
            " AND EXISTS (SELECT 1 FROM families_skilloffer o WHERE o.user_id ="
            " families_shareinvitation.user_id"
            f" AND o.setting_id = families_shareinvitation.setting_id AND o.user_id <> {ME})"
        ),
        update=(
            f"user_id = {ME} OR (setting_id = {WORKS_IN} AND (invited_by_id = {ME}"
            f" OR {LEADS_HERE}))"
        ),
        # Who writes which of them a rule cannot see: a trigger holds the answer to the adult who
        # was invited, and the thanks to the others (migration).
        columns=("answer", "answer_words", "answered_at", "thanks", "thanked_at"),
    ),
    "families_waytohelp": Rule(
        read=f"setting_id = {SETTINGS}",
        insert=f"setting_id = {WORKS_IN} AND created_by_id = {ME}",
        update=f"setting_id = {WORKS_IN}",
        # Everybody at work says thank you; a trigger leaves the rest to who leads or wrote it.
        columns=(
            *("thanks", "thanked_at", "changed_at", "called_off_at", "called_off_words"),
            *("kind", "title", "words", "day", "hours", "places", "checks"),
        ),
    ),
    "families_helpplace": Rule(
        read=f"setting_id = {SETTINGS}",
        # A place names nobody, for all families read it. That it is taken by the adult it is of, a
        # trigger asks when the transaction ends: a sign-up of theirs has to hold it (migration).
        insert=f"setting_id = {SETTINGS} AND {STILL_WANTED}",
        # Only one's own: the key of somebody else's sign-up holds their place.
        delete=f"setting_id = {SETTINGS}",
    ),
    "families_helpsignup": Rule(
        read=f"user_id = {ME} OR setting_id = {WORKS_IN}",
        insert=f"{MINE_HERE} AND {STILL_WANTED}",
        update=f"setting_id = {WORKS_IN}",
        columns=("came",),
        delete=f"user_id = {ME}",
    ),
}
