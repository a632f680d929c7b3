"""People, places, children and what links them."""

from dataclasses import replace

from ...models.children import RIGHTS
from ..words import (
    CHILDREN,
    DAY_BY_THE_CLOCK,
    FAMILIES,
    IN_THIS_LETTERBOX,
    INVITATION,
    LEADS,
    LEADS_FOR_CHILD,
    LEADS_HERE,
    LETTERBOX_ADDRESS,
    ME,
    MY_EMAIL,
    OWN_AT_WORK,
    ROOM_CHILDREN,
    SETTINGS,
    SIGNING_IN,
    TODAY,
    WORKS_IN,
    Rule,
    writable_by,
)

OPEN_INVITATION = (
    "SELECT 1 FROM families_invitation i WHERE i.token_hash = "
    f"{INVITATION} AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now()"
)
# The letters of a setting are its leads', but those to a child of their own.
LETTERS = f"({LEADS_HERE} AND (child_id IS NULL OR NOT child_id = {OWN_AT_WORK}))"
# An invitation is accepted by the account with its address, and gives exactly what it says.
MY_OPEN_INVITATION = f"{OPEN_INVITATION} AND lower(i.email) = {MY_EMAIL}"
INVITED_RIGHTS = "jsonb_build_object({})".format(
    ", ".join(f"'{right}', {right}" for right in RIGHTS)
)

RULES: dict[str, Rule] = {
    "families_user": Rule(
        # Colleagues, the staff of my child's setting, adults of my home and the adults of the
        # children in my care: the two inner tables show each of them only to those who may know.
        read=(
            f"id = {ME} OR {SIGNING_IN}"
            # While nobody asks, the worker alone reads links, but no names by way of them.
            f" OR ({ME} IS NOT NULL AND"
            " (EXISTS (SELECT 1 FROM families_membership m WHERE m.user_id = families_user.id)"
            " OR EXISTS (SELECT 1 FROM families_parentcarer p WHERE p.user_id = families_user.id)))"
        ),
        insert=(
            f"{SIGNING_IN} AND EXISTS ({OPEN_INVITATION}"
            " AND lower(i.email) = lower(families_user.email))"
        ),
        update=f"id = {ME} OR {SIGNING_IN}",
        columns=(
            *("password", "last_login", "full_name", "known_as", "pronunciation"),
            *("preferred_language", "languages", "phone", "about", "portrait"),
            *("reads", "message_language", "wants_interpreter"),
        ),
    ),
    "families_setting": Rule(
        read=(
            f"id = {SETTINGS} OR EXISTS ({OPEN_INVITATION} AND i.setting_id = families_setting.id)"
            # The other place where one works, to go there (`footbridge_enter` enters one of them).
            " OR EXISTS (SELECT 1 FROM families_membership m WHERE m.setting_id ="
            f" families_setting.id AND m.user_id = {ME} AND m.started_on <= {TODAY}"
            f" AND (m.ended_on IS NULL OR m.ended_on >= {TODAY}))"
        ),
        update=f"id = {LEADS}",
        columns=(
            *("name", "address", "phone", "email", "registration_number", "hidden_care_kinds"),
            "framework",
            *("emergency_number", "helpline_name", "helpline_phone", "authority_name"),
            *("authority_phone", "regulator_name", "regulator_phone", "regulator_address"),
            "closed_on",
        ),
        worker_alone="true",  # it goes round to empty the letterboxes
        letterbox_read=f"letterbox_address = {LETTERBOX_ADDRESS}",
    ),
    "families_room": replace(
        writable_by(
            f"setting_id = {SETTINGS}",
            LEADS_HERE,
            *("name", "colour", "youngest_months", "oldest_months", "places", "position"),
        ),
        # Its page warns of a room that is named.
        letterbox_read=IN_THIS_LETTERBOX,
    ),
    "families_term": replace(
        writable_by(f"setting_id = {SETTINGS}", LEADS_HERE, "name", "starts_on", "ends_on"),
        worker_alone="true",  # a key for stamps is opened when a term begins
        letterbox_read=IN_THIS_LETTERBOX,
    ),
    "families_membership": Rule(
        read=f"user_id = {ME} OR setting_id = {SETTINGS}",
        insert=(
            # No letter makes anybody a safeguarding lead.
            f"{LEADS_HERE} OR (user_id = {ME} AND NOT is_safeguarding_lead"
            f" AND EXISTS ({MY_OPEN_INVITATION}"
            " AND i.setting_id = families_membership.setting_id"
            " AND i.role = families_membership.role))"
        ),
        update=LEADS_HERE,
        columns=("role", "job_title", "works_on", "is_safeguarding_lead", "is_senco", "ended_on"),
        # Whether somebody leads safeguarding, and no manager; whether there is an owner or a
        # committee (families/actions/stamps.py).
        worker_alone="is_safeguarding_lead OR role = 'committee'",
    ),
    "families_roomassignment": Rule(
        read=f"setting_id = {SETTINGS}",
        insert=(
            f"{LEADS_HERE} OR (EXISTS (SELECT 1 FROM families_membership m WHERE m.id ="
            f" families_roomassignment.membership_id AND m.user_id = {ME})"
            f" AND EXISTS ({MY_OPEN_INVITATION}"
            " AND i.setting_id = families_roomassignment.setting_id"
            " AND i.rights -> 'rooms' @> to_jsonb(families_roomassignment.room_id::text)))"
        ),
        update=LEADS_HERE,
        columns=("ended_on",),
        delete=LEADS_HERE,
    ),
    "families_child": Rule(
        read=f"setting_id = {LEADS} OR id = {ROOM_CHILDREN} OR id = {CHILDREN}",
        insert=LEADS_HERE,
        update=LEADS_HERE,
        columns=(
            *("full_name", "known_as", "pronunciation", "date_of_birth", "expected_on"),
            *("home_languages", "allergies", "diet", "care_note"),
            *("started_on", "ended_on", "reference"),
        ),
        delete=LEADS_HERE,
    ),
    "families_roomplace": writable_by(
        f"setting_id = {WORKS_IN} OR child_id = {CHILDREN}",
        LEADS_HERE,
        *("started_on", "ended_on"),
    ),
    "families_family": Rule(
        # Not by way of one's own link alone: that row stays readable after it has ended.
        read=(
            f"setting_id = {LEADS} OR id = {FAMILIES} OR EXISTS (SELECT 1 FROM families_parentcarer"
            f" p WHERE p.family_id = families_family.id AND p.child_id = {ROOM_CHILDREN})"
        ),
        insert=LEADS_HERE,
        update=f"setting_id = {LEADS} OR id = {FAMILIES}",
        columns=("name", "address", "phone", "what_matters"),
        delete=LEADS_HERE,
    ),
    "families_parentcarer": Rule(
        read=(
            f"user_id = {ME} OR family_id = {FAMILIES} OR setting_id = {LEADS}"
            f" OR child_id = {ROOM_CHILDREN}"
        ),
        insert=(
            f"{LEADS_FOR_CHILD} OR (user_id = {ME} AND EXISTS ({MY_OPEN_INVITATION}"
            " AND i.setting_id = families_parentcarer.setting_id"
            " AND i.child_id = families_parentcarer.child_id"
            " AND i.family_id = families_parentcarer.family_id"
            " AND i.reads_until IS NOT DISTINCT FROM families_parentcarer.ended_on"
            f" AND i.rights = {INVITED_RIGHTS}))"
        ),
        update=LEADS_FOR_CHILD,
        columns=("relationship", "started_on", "ended_on", "rights_since", *RIGHTS),
        # What was planned and never held. What held stays.
        delete=f"{LEADS_FOR_CHILD} AND started_on > {TODAY}",
        # Who is to hear from us by e-mail (communications.tasks.queue_due_digests): ids and days of
        # the links that hold. Whose turn it is cannot be asked in anybody's name.
        worker_alone=(
            f"receives_updates AND (ended_on IS NULL OR ended_on >= {DAY_BY_THE_CLOCK} - 1)"
        ),
    ),
    "families_invitation": Rule(
        read=f"{LETTERS} OR token_hash = {INVITATION}",
        insert=LETTERS,
        # Who holds an open letter accepts it and no more: not a letter that is over, not for
        # somebody else. That the days stay as they are, a trigger asks (families migration 0003).
        update=(
            f"{LETTERS} OR (token_hash = {INVITATION} AND accepted_at IS NULL"
            " AND revoked_at IS NULL AND expires_at > now())"
        ),
        update_to=(
            f"{LETTERS} OR (token_hash = {INVITATION} AND accepted_at IS NOT NULL"
            f" AND revoked_at IS NULL AND lower(email) = {MY_EMAIL})"
        ),
        columns=("accepted_at", "revoked_at", "reads_until"),
    ),
    "families_auditevent": Rule(
        read=LEADS_HERE,
        insert=f"actor_id = {ME} OR {SIGNING_IN}",
    ),
    "families_outboxjob": Rule(
        # That somebody raised a worry about a child is known to the safeguarding leads alone.
        read=f"{LEADS_HERE} AND task <> 'families.tasks.tell_safeguarding_lead'",
        insert=(f"setting_id = {SETTINGS} AND (on_behalf_of_id IS NULL OR on_behalf_of_id = {ME})"),
        worker="true",
        columns=("due_at", "attempts", "done_at", "given_up_at", "last_error"),
    ),
}
