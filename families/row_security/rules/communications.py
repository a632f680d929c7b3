"""Conversations and digests."""

from ..words import (
    CHILDREN,
    FAMILIES,
    LEADS_HERE,
    ME,
    MESSAGES,
    SETTINGS,
    TODAY,
    WORKS_IN,
    WRITES_FOR_CHILD,
    Rule,
)

MADE_BY_MY_LINK = (
    "EXISTS (SELECT 1 FROM families_parentcarer p WHERE p.id = communications_recordpack.link_id"
    " AND p.child_id = communications_recordpack.child_id"
    f" AND p.user_id = {ME} AND p.started_on <= {TODAY}"
    f" AND (p.ended_on IS NULL OR p.ended_on >= {TODAY})"
    " AND (p.rights_since IS NULL OR p.rights_since <= communications_recordpack.asked_at))"
)
# Beside a message of one's own at work: a card that families see today, of the setting of the talk
# (the key of both). As a mother one has none to give, also where one works in her nursery.
NO_CARD_OR_FROM_WORK = (
    f"(card_id IS NULL OR (setting_id = {WORKS_IN}"
    " AND EXISTS (SELECT 1 FROM communications_participant p"
    " WHERE p.conversation_id = communications_message.conversation_id"
    f" AND p.user_id = {ME} AND p.is_staff)"
    " AND EXISTS (SELECT 1 FROM families_localservice s"
    " WHERE s.id = communications_message.card_id AND s.is_shown)))"
)

RULES: dict[str, Rule] = {
    "communications_conversation": Rule(
        # In the audience, and still tied to the child: as staff of the setting, or as family that
        # may write about this child today. Participants and messages follow this rule.
        read=f"{ME} = ANY (audience) AND (setting_id = {WORKS_IN}"
        f" OR (child_id = {MESSAGES} AND family_id = {FAMILIES}))",
        insert=(
            f"{ME} = ANY (audience) AND started_by_id = {ME} AND ({WRITES_FOR_CHILD}"
            f" OR (setting_id = {SETTINGS} AND child_id = {MESSAGES} AND family_id = {FAMILIES}))"
        ),
        update=f"{ME} = ANY (audience) AND (setting_id = {WORKS_IN}"
        f" OR (child_id = {MESSAGES} AND family_id = {FAMILIES}))",
        columns=("audience", "last_message_at"),
    ),
    "communications_participant": Rule(
        read=(
            "EXISTS (SELECT 1 FROM communications_conversation c"
            " WHERE c.id = communications_participant.conversation_id)"
        ),
        insert=(
            "EXISTS (SELECT 1 FROM communications_conversation c WHERE c.id ="
            " communications_participant.conversation_id AND user_id = ANY (c.audience))"
        ),
        update=(
            "EXISTS (SELECT 1 FROM communications_conversation c"
            " WHERE c.id = communications_participant.conversation_id)"
        ),
        columns=("last_read_at", "last_heard_at"),
    ),
    "communications_message": Rule(
        read=(
            "EXISTS (SELECT 1 FROM communications_conversation c"
            " WHERE c.id = communications_message.conversation_id)"
        ),
        insert=(
            f"author_id = {ME} AND EXISTS (SELECT 1 FROM communications_conversation c"
            f" WHERE c.id = communications_message.conversation_id) AND {NO_CARD_OR_FROM_WORK}"
        ),
    ),
    "communications_digestpreference": Rule(
        read=f"user_id = {ME}",
        insert=f"user_id = {ME} AND setting_id = {SETTINGS}",
        update=f"user_id = {ME}",
        columns=("frequency", "weekday", "hour", "changed_at"),
        worker="true",
    ),
    "communications_digest": Rule(
        read=f"recipient_id = {ME} OR {LEADS_HERE}",
        insert=f"recipient_id = {ME} AND setting_id = {SETTINGS}",  # "send me one now"
        worker="true",
        columns=("status", "sent_at"),
    ),
    "communications_recordpack": Rule(
        # Made with the rights of a link, it holds as long as this link has these rights.
        read=f"asked_by_id = {ME} AND child_id = {CHILDREN} AND {MADE_BY_MY_LINK}",
        insert=(
            f"asked_by_id = {ME} AND setting_id = {SETTINGS} AND child_id = {CHILDREN}"
            f" AND {MADE_BY_MY_LINK}"
        ),
        update=f"asked_by_id = {ME} AND child_id = {CHILDREN} AND {MADE_BY_MY_LINK}",
        columns=(
            *("status", "file_name", "size", "finished_at", "round"),
            *("entries", "photos_show", "photos_beside"),
        ),
        # Removed after a week in nobody's name: the promise of the work is the permission.
        worker=(
            "EXISTS (SELECT 1 FROM families_outboxjob j WHERE j.subject_id ="
            " communications_recordpack.id AND j.task = 'communications.tasks.remove_record'"
            " AND j.done_at IS NULL AND j.given_up_at IS NULL)"
        ),
    ),
    "communications_lastlook": Rule(
        read=f"user_id = {ME}",
        insert=f"user_id = {ME}",
        update=f"user_id = {ME}",
        columns=("seen_at", "new_since"),
    ),
}
