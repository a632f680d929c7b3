"""The second wall: who may read and write which row, said to Postgres itself.

One rule per table; applied after every `migrate` when they differ from what the database has
(`apply_row_security`), so that a changed rule needs no migration of its own; one test that asks the
catalogue whether a table was forgotten (`tests/access/test_catalogue.py`).

The rules speak of the person who is asking. `footbridge_enter` (below) tells the database who that
is at the start of every request and task, until the end of the transaction, and works out from the
dated rows what follows; `families/context.py` calls it. Nobody announced → no rows.

| Word | Means, on this day |
|---|---|
| `me` | the person who asks |
| `settings` | the settings this person belongs to, as staff or as family |
| `works_in` | the setting in which they work now |
| `leads` | the same, if they are manager or deputy there |
| `room_children` | the children of their rooms, and their key children |
| `families` | the households they belong to |
| `children` | the children they are parent or carer of |
| `journal`, `daily`, `photos`, `reports` | those of them whose record they may see |
| `messages` | those of them about whom they may read and write messages |
"""

import hashlib
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import RunSQL
from django.db.migrations.operations.base import Operation
from django.db.transaction import atomic

from .models.children import RIGHTS

WEB, WORKER, LETTERBOX, BACKUP = (
    "footbridge_web",
    "footbridge_worker",
    "footbridge_letterbox",
    "footbridge_backup",
)

# Each word is read once per statement (a sub-select is an InitPlan), not once per row.
ME = "(SELECT footbridge_id('app.me'))"
WORKS_IN = "(SELECT footbridge_id('app.works_in'))"
LEADS = "(SELECT footbridge_id('app.leads'))"
SETTINGS = "ANY ((SELECT footbridge_ids('app.settings'))::uuid[])"
ROOM_CHILDREN = "ANY ((SELECT footbridge_ids('app.room_children'))::uuid[])"
FAMILIES = "ANY ((SELECT footbridge_ids('app.families'))::uuid[])"
CHILDREN = "ANY ((SELECT footbridge_ids('app.children'))::uuid[])"
JOURNAL = "ANY ((SELECT footbridge_ids('app.journal'))::uuid[])"
DAILY = "ANY ((SELECT footbridge_ids('app.daily'))::uuid[])"
PHOTOS = "ANY ((SELECT footbridge_ids('app.photos'))::uuid[])"
REPORTS = "ANY ((SELECT footbridge_ids('app.reports'))::uuid[])"
MESSAGES = "ANY ((SELECT footbridge_ids('app.messages'))::uuid[])"
SIGNING_IN = "(SELECT current_setting('app.purpose', true)) = 'sign-in'"
INVITATION = "(SELECT current_setting('app.invitation', true))"
MY_EMAIL = "(SELECT current_setting('app.my_email', true))"
RECEIPT = "(SELECT current_setting('app.receipt', true))"
LETTERBOX_ADDRESS = "(SELECT current_setting('app.letterbox', true))"
# The day that was announced with the person. While nobody asks, the day of the nurseries' clock:
# Postgres' own CURRENT_DATE is that of Greenwich, an hour late in summer.
TODAY = "(SELECT NULLIF(current_setting('app.today', true), '')::date)"
DAY_BY_THE_CLOCK = "(now() AT TIME ZONE 'Europe/London')::date"
PHOTO_NAMES = (
    "ANY ((SELECT string_to_array(current_setting('app.photo_names', true), ','))::text[])"
)

LEADS_HERE = f"setting_id = {LEADS}"
CARES_FOR_CHILD = f"(setting_id = {LEADS} OR child_id = {ROOM_CHILDREN})"
# Writing names the setting as well: a row about my child is not filed where I have no business.
WRITES_FOR_CHILD = (
    f"(setting_id = {WORKS_IN} AND (setting_id = {LEADS} OR child_id = {ROOM_CHILDREN}))"
)
# The lines of what one wrote at work stay one's own when a child of them changes rooms: to be known
# of, taken back and taken out, never to be moved to another child.
MY_LINE_AT_WORK = f"(author_id = {ME} AND setting_id = {WORKS_IN} AND family_id IS NULL)"
UNDER_MY_LINE = (
    "EXISTS (SELECT 1 FROM learning_journals_observationchild l WHERE l.observation_id ="
    " learning_journals_comment.observation_id AND l.child_id = learning_journals_comment.child_id)"
)
OPEN_INVITATION = (
    "SELECT 1 FROM families_invitation i WHERE i.token_hash = "
    f"{INVITATION} AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now()"
)
# An invitation is accepted by the account with its address, and gives exactly what it says.
MY_OPEN_INVITATION = f"{OPEN_INVITATION} AND lower(i.email) = {MY_EMAIL}"
INVITED_RIGHTS = "jsonb_build_object({})".format(
    ", ".join(f"'{right}', {right}" for right in RIGHTS)
)


@dataclass(frozen=True)
class Rule:
    """Who may read, insert, change and delete the rows of one table; empty means nobody."""

    read: str
    insert: str = ""
    update: str = ""
    delete: str = ""
    # The columns that an update may change. A rule sees the row before and after, but not that it
    # was moved, so nothing that says whose a row is stands here (tests/access/test_rows_stay.py).
    columns: tuple[str, ...] = ()
    # What the worker may do without acting for a person: digests and jobs are nobody's request.
    worker: str = ""
    # What the worker may read besides, but only while it acts for nobody.
    worker_alone: str = ""
    # What the anonymous letterbox may read and insert.
    letterbox_read: str = ""
    letterbox_insert: str = ""


def writable_by(read: str, write: str, *columns: str) -> Rule:
    return Rule(read=read, insert=write, update=write, delete=write, columns=columns)


RULES: dict[str, Rule] = {
    # --- families -------------------------------------------------------------------------------
    "families_user": Rule(
        # Colleagues, the staff of my child's setting, adults of my home and the adults of the
        # children in my care: the two inner tables show each of them only to those who may know.
        read=(
            f"id = {ME} OR {SIGNING_IN}"
            " OR EXISTS (SELECT 1 FROM families_membership m WHERE m.user_id = families_user.id)"
            # While nobody asks, the worker alone reads links, but no names by way of them.
            f" OR ({ME} IS NOT NULL AND EXISTS (SELECT 1 FROM families_parentcarer p"
            " WHERE p.user_id = families_user.id))"
        ),
        insert=(
            f"{SIGNING_IN} AND EXISTS ({OPEN_INVITATION}"
            " AND lower(i.email) = lower(families_user.email))"
        ),
        update=f"id = {ME} OR {SIGNING_IN}",
        columns=(
            *("password", "last_login", "full_name", "known_as", "pronunciation"),
            *("preferred_language", "languages", "phone", "about"),
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
        columns=("name", "address", "phone", "email", "registration_number", "hidden_care_kinds"),
        letterbox_read=f"letterbox_address = {LETTERBOX_ADDRESS}",
    ),
    "families_room": writable_by(
        f"setting_id = {SETTINGS}",
        LEADS_HERE,
        *("name", "colour", "youngest_months", "oldest_months", "places", "position"),
    ),
    "families_term": writable_by(
        f"setting_id = {SETTINGS}", LEADS_HERE, "name", "starts_on", "ends_on"
    ),
    "families_membership": Rule(
        read=f"user_id = {ME} OR setting_id = {SETTINGS}",
        insert=(
            f"{LEADS_HERE} OR (user_id = {ME} AND EXISTS ({MY_OPEN_INVITATION}"
            " AND i.setting_id = families_membership.setting_id"
            " AND i.role = families_membership.role))"
        ),
        update=LEADS_HERE,
        columns=("role", "job_title", "works_on", "is_safeguarding_lead", "is_senco", "ended_on"),
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
            *("full_name", "known_as", "pronunciation", "date_of_birth", "home_languages"),
            *("allergies", "diet", "care_note", "photos_with_others", "ended_on"),
        ),
        delete=LEADS_HERE,
    ),
    "families_roomplace": writable_by(
        f"setting_id = {WORKS_IN} OR child_id = {CHILDREN}", LEADS_HERE, "ended_on"
    ),
    "families_keypersonassignment": writable_by(
        f"setting_id = {WORKS_IN} OR child_id = {CHILDREN}", LEADS_HERE, "ended_on"
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
            f"{LEADS_HERE} OR (user_id = {ME} AND EXISTS ({MY_OPEN_INVITATION}"
            " AND i.setting_id = families_parentcarer.setting_id"
            " AND i.child_id = families_parentcarer.child_id"
            " AND i.family_id = families_parentcarer.family_id"
            " AND i.reads_until IS NOT DISTINCT FROM families_parentcarer.ended_on"
            f" AND i.rights = {INVITED_RIGHTS}))"
        ),
        update=LEADS_HERE,
        columns=("relationship", "started_on", "ended_on", *RIGHTS),
        # Who is to hear from us by e-mail (communications.tasks.queue_due_digests): ids and days of
        # the links that hold. Whose turn it is cannot be asked in anybody's name.
        worker_alone=(
            f"receives_updates AND (ended_on IS NULL OR ended_on >= {DAY_BY_THE_CLOCK} - 1)"
        ),
    ),
    "families_invitation": Rule(
        read=f"{LEADS_HERE} OR token_hash = {INVITATION}",
        insert=LEADS_HERE,
        update=f"{LEADS_HERE} OR token_hash = {INVITATION}",
        columns=("accepted_at", "revoked_at", "reads_until"),
    ),
    "families_auditevent": Rule(
        read=LEADS_HERE,
        insert=f"actor_id = {ME} OR {SIGNING_IN}",
    ),
    "families_outboxjob": Rule(
        read=LEADS_HERE,
        insert=(f"setting_id = {SETTINGS} AND (on_behalf_of_id IS NULL OR on_behalf_of_id = {ME})"),
        worker="true",
        columns=("due_at", "attempts", "done_at", "given_up_at", "last_error"),
    ),
    # --- sign-in (django-allauth) ---------------------------------------------------------------
    "account_emailaddress": writable_by(
        f"user_id = {ME} OR {SIGNING_IN}",
        f"user_id = {ME} OR {SIGNING_IN}",
        *("user_id", "email", "verified", "primary"),
    ),
    "mfa_authenticator": writable_by(
        f"user_id = {ME} OR {SIGNING_IN}",
        f"user_id = {ME} OR {SIGNING_IN}",
        *("user_id", "type", "data", "created_at", "last_used_at"),
    ),
    "usersessions_usersession": writable_by(
        f"user_id = {ME} OR {SIGNING_IN}",
        f"user_id = {ME} OR {SIGNING_IN}",
        *("user_id", "session_key", "ip", "user_agent", "data", "created_at", "last_seen_at"),
    ),
    # --- learning journals ----------------------------------------------------------------------
    "learning_journals_careentry": Rule(
        read=f"{CARES_FOR_CHILD} OR (child_id = {DAILY} AND undone_at IS NULL)",
        insert=WRITES_FOR_CHILD,
        update=WRITES_FOR_CHILD,
        columns=("ended_at", "end_batch", "end_logged_by_id", "end_logged_at", "undone_at"),
    ),
    "learning_journals_dailynote": Rule(
        read=f"{CARES_FOR_CHILD} OR (child_id = {DAILY} AND released_at IS NOT NULL)",
        insert=WRITES_FOR_CHILD,
        update=WRITES_FOR_CHILD,
        columns=("words", "version", "released_at", "written_by_id"),
    ),
    "learning_journals_observation": Rule(
        # The journal line says who may read, with the home and the sharing (below). One's own only
        # for as long as one works there, or belongs to that home: who has left has left.
        read=(
            f"(author_id = {ME} AND (family_id = {FAMILIES}"
            f" OR (setting_id = {WORKS_IN} AND family_id IS NULL)))"
            f" OR setting_id = {LEADS} OR EXISTS (SELECT 1 FROM"
            " learning_journals_observationchild l WHERE l.observation_id ="
            " learning_journals_observation.id)"
        ),
        insert=(
            f"author_id = {ME} AND (setting_id = {WORKS_IN} OR"
            f" (setting_id = {SETTINGS} AND kind = 'home' AND family_id = {FAMILIES}))"
        ),
        update=f"author_id = {ME} OR setting_id = {WORKS_IN}",
        columns=(
            *("kind", "status", "words", "language", "child_voice", "areas", "characteristics"),
            *("next_step", "try_at_home", "happened_at", "shared_at", "version"),
            *("saved_at", "saved_from"),
        ),
        delete=f"author_id = {ME} AND status = 'draft'",
    ),
    "learning_journals_observationchild": Rule(
        # `is_shared` is as true as the observation's status is "shared": a foreign key holds the
        # line to it (learning_journals migration 0009) and changes it with it, whoever sees the
        # line. So nobody needs the right to change one.
        read=(
            f"{CARES_FOR_CHILD} OR {MY_LINE_AT_WORK} OR (child_id = {JOURNAL} AND is_shared"
            f" AND (family_id IS NULL OR family_id = {FAMILIES}))"
        ),
        # Of one's own observation only: whoever could add a line to another's would read it. That
        # the author is who the observation says is held by the same foreign key.
        insert=(
            f"author_id = {ME} AND ({WRITES_FOR_CHILD}"
            f" OR (setting_id = {SETTINGS} AND child_id = {JOURNAL} AND family_id = {FAMILIES}))"
        ),
        delete=(
            f"{WRITES_FOR_CHILD} OR {MY_LINE_AT_WORK}"
            f" OR (child_id = {JOURNAL} AND family_id = {FAMILIES})"
        ),
    ),
    "learning_journals_photo": Rule(
        read=(
            f"(uploaded_by_id = {ME} AND EXISTS (SELECT 1 FROM learning_journals_observation o"
            " WHERE o.id = learning_journals_photo.observation_id))"
            f" OR setting_id = {LEADS} OR EXISTS (SELECT 1 FROM"
            " learning_journals_observationchild l WHERE l.observation_id ="
            f" learning_journals_photo.observation_id AND (l.child_id = {ROOM_CHILDREN}"
            f" OR l.child_id = {PHOTOS}))"
        ),
        insert=(
            f"uploaded_by_id = {ME} AND setting_id = {SETTINGS} AND EXISTS (SELECT 1 FROM"
            " learning_journals_observation o WHERE o.id = learning_journals_photo.observation_id"
            f" AND o.author_id = {ME})"
        ),
        update=f"uploaded_by_id = {ME} OR setting_id = {WORKS_IN}",
        columns=("description", "position", "removed_at", "sizes_ready_at"),
        delete=f"uploaded_by_id = {ME} OR setting_id = {LEADS}",
        # Sizes are made, and what was taken out is cleared away, in nobody's name: who sent the
        # photo may have left by then. The promise of the work is the permission, for this very row
        # and until the work is done.
        worker=(
            "EXISTS (SELECT 1 FROM families_outboxjob j WHERE j.subject_id ="
            " learning_journals_photo.id AND j.task LIKE 'learning_journals.tasks.%'"
            " AND j.done_at IS NULL AND j.given_up_at IS NULL)"
        ),
        # Which files in the storage belong to a photo: of those that the worker names, one by one.
        worker_alone=f"name = {PHOTO_NAMES}",
    ),
    "learning_journals_comment": Rule(
        # Family: as long as the line that is talked about is shared with them.
        read=(
            f"{CARES_FOR_CHILD}"
            f" OR (family_id = {FAMILIES} AND child_id = {JOURNAL} AND {UNDER_MY_LINE})"
        ),
        insert=(
            f"author_id = {ME} AND ({WRITES_FOR_CHILD}"
            f" OR (setting_id = {SETTINGS} AND family_id = {FAMILIES} AND child_id = {JOURNAL}"
            f" AND {UNDER_MY_LINE}))"
        ),
    ),
    "learning_journals_reportrun": Rule(
        # Whoever may read a report may know of which room and term it is.
        read=(
            f"{LEADS_HERE} OR EXISTS (SELECT 1 FROM learning_journals_progressreport r"
            " WHERE r.run_id = learning_journals_reportrun.id)"
        ),
        insert=LEADS_HERE,
        update=LEADS_HERE,
        columns=("status", "file_name", "pages", "finished_at", "round", "tried_again_at"),
    ),
    "learning_journals_progressreport": Rule(
        read=(
            f"{CARES_FOR_CHILD} OR (child_id = {REPORTS} AND shared_at IS NOT NULL"
            f" AND (from_home_id IS NULL OR from_home_id = {FAMILIES}))"
        ),
        insert=LEADS_HERE,
        update=LEADS_HERE,
        columns=(
            *("status", "problem", "file_name", "pages", "finished_at"),
            *("shared_at", "from_home_id"),
        ),
    ),
    # --- communications -------------------------------------------------------------------------
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
            " WHERE c.id = communications_message.conversation_id)"
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
    "communications_lastlook": Rule(
        read=f"user_id = {ME}",
        insert=f"user_id = {ME}",
        update=f"user_id = {ME}",
        columns=("seen_at", "new_since"),
    ),
    # --- feedback: the letterbox writes, a manager reads, nobody else sees anything --------------
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

# Tables without a rule, each with the reason. Web may use them as they are; the worker need not.
OPEN_TABLES = {
    "django_session": "read by its unguessable key before anyone is known; holds no words",
    "django_content_type": "names of models, no rows about people",
    "auth_permission": "names of permissions, which we do not use",
    "auth_group": "empty: roles are memberships",
    "auth_group_permissions": "empty: roles are memberships",
    "account_emailconfirmation": "keys of confirmations by address row, which has its rule",
}
# Web and worker have no business here at all.
OWNERS_TABLES = {"django_migrations": "what the owner has applied"}

# No role may change or remove what happened.
APPEND_ONLY = {"families_auditevent"}

# Columns of the one table that the letterbox reads besides its own.
LETTERBOX_COLUMNS = {"families_setting": "id, name, phone, letterbox_address"}

FUNCTIONS = """
CREATE OR REPLACE FUNCTION footbridge_id(word text) RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT NULLIF(current_setting(word, true), '')::uuid $$;

CREATE OR REPLACE FUNCTION footbridge_ids(word text) RETURNS uuid[] LANGUAGE sql STABLE
PARALLEL SAFE AS $$ SELECT COALESCE(NULLIF(current_setting(word, true), ''), '{}')::uuid[] $$;

-- Says who is asking, until the end of the transaction, and works out what follows from the dated
-- rows on that day. Runs with the rights of the caller, under the rules of this file: each step
-- opens just what the next one reads. Returns what the first wall and the page need to know.
CREATE OR REPLACE FUNCTION footbridge_enter(person uuid, wanted_setting uuid, today date)
RETURNS TABLE (setting_id uuid, role text, membership_id uuid, is_family boolean) LANGUAGE plpgsql
AS $$
DECLARE
    post record;
    home record;
BEGIN
    PERFORM footbridge_leave();
    IF person IS NULL THEN RETURN; END IF;
    PERFORM set_config('app.me', person::text, true),
        set_config('app.today', today::text, true);
    PERFORM set_config('app.my_email', lower(u.email), true)
       FROM families_user u WHERE u.id = person AND u.is_active;
    IF NOT FOUND THEN
        PERFORM footbridge_leave();
        RETURN;
    END IF;

    SELECT m.id, m.setting_id, m.role INTO post FROM families_membership m
     WHERE m.user_id = person AND m.started_on <= today
       AND (m.ended_on IS NULL OR m.ended_on >= today)
     ORDER BY (m.setting_id = wanted_setting) DESC NULLS LAST, m.started_on, m.id LIMIT 1;

    SELECT array_agg(DISTINCT p.setting_id) AS settings,
           array_agg(DISTINCT p.family_id) AS families,
           array_agg(p.child_id) AS children,
           array_agg(p.child_id) FILTER (WHERE p.sees_journal) AS journal,
           array_agg(p.child_id) FILTER (WHERE p.sees_daily_notes) AS daily,
           array_agg(p.child_id) FILTER (WHERE p.sees_photos AND p.sees_journal) AS photos,
           array_agg(p.child_id) FILTER (WHERE p.sees_reports) AS reports,
           array_agg(p.child_id) FILTER (WHERE p.can_message) AS messages
      INTO home FROM families_parentcarer p
     WHERE p.user_id = person AND p.started_on <= today
       AND (p.ended_on IS NULL OR p.ended_on >= today);

    PERFORM
        set_config('app.settings', (COALESCE(home.settings, '{}') || COALESCE(
            ARRAY[post.setting_id] , '{}'))::text, true),
        set_config('app.families', COALESCE(home.families, '{}')::text, true),
        set_config('app.children', COALESCE(home.children, '{}')::text, true),
        set_config('app.journal', COALESCE(home.journal, '{}')::text, true),
        set_config('app.daily', COALESCE(home.daily, '{}')::text, true),
        set_config('app.photos', COALESCE(home.photos, '{}')::text, true),
        set_config('app.reports', COALESCE(home.reports, '{}')::text, true),
        set_config('app.messages', COALESCE(home.messages, '{}')::text, true);

    IF post.id IS NOT NULL THEN
        PERFORM set_config('app.works_in', post.setting_id::text, true);
        IF post.role IN ('manager', 'deputy') THEN
            PERFORM set_config('app.leads', post.setting_id::text, true);
        ELSIF post.role IN ('practitioner', 'room_leader') THEN
            PERFORM set_config('app.room_children', COALESCE((
                SELECT array_agg(DISTINCT found.child_id) FROM (
                    SELECT r.child_id FROM families_roomplace r
                      JOIN families_roomassignment a ON a.room_id = r.room_id
                     WHERE a.membership_id = post.id
                       AND a.started_on <= today AND (a.ended_on IS NULL OR a.ended_on >= today)
                       AND r.started_on <= today AND (r.ended_on IS NULL OR r.ended_on >= today)
                    UNION
                    SELECT k.child_id FROM families_keypersonassignment k
                     WHERE k.membership_id = post.id
                       AND k.started_on <= today AND (k.ended_on IS NULL OR k.ended_on >= today)
                ) AS found), '{}')::text, true);
        END IF;
    END IF;

    setting_id := COALESCE(post.setting_id, home.settings[1]);
    role := COALESCE(post.role, '');
    membership_id := post.id;
    is_family := home.children IS NOT NULL;
    RETURN NEXT;
END $$;

-- Nobody is asking.
CREATE OR REPLACE FUNCTION footbridge_leave() RETURNS void LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM set_config(word, '', true) FROM unnest(ARRAY['app.me', 'app.my_email', 'app.today',
        'app.purpose', 'app.invitation', 'app.settings', 'app.works_in', 'app.leads',
        'app.room_children', 'app.families', 'app.children', 'app.journal', 'app.daily',
        'app.photos', 'app.reports', 'app.messages']) AS word;
END $$;
"""


def statements_for(table: str) -> list[str]:
    """The SQL that puts one table behind its rule; running it again changes nothing."""
    rule = RULES[table]
    name, columns = f'"{table}"', ", ".join(f'"{each}"' for each in rule.columns)
    # The owner migrates, sets up the demo and erases; never by accident, hence the purpose.
    upkeep = "current_setting('app.purpose', true) = 'maintenance'"
    sql = [
        f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY",
        f"REVOKE ALL ON {name} FROM {WEB}, {WORKER}, {LETTERBOX}",
        f"DO $$ DECLARE p record; BEGIN FOR p IN SELECT policyname FROM pg_policies WHERE tablename"
        f" = '{table}' AND schemaname = current_schema() LOOP EXECUTE format('DROP POLICY %I ON"
        f" {name}', p.policyname); END LOOP; END $$",
        f"CREATE POLICY upkeep ON {name} TO CURRENT_USER USING ({upkeep}) WITH CHECK ({upkeep})",
        f"CREATE POLICY reading ON {name} FOR SELECT TO {WEB}, {WORKER} USING ({rule.read})",
        f"GRANT SELECT ON {name} TO {WEB}, {WORKER}",
    ]
    if rule.insert:
        sql += [
            f"CREATE POLICY adding ON {name} FOR INSERT TO {WEB}, {WORKER}"
            f" WITH CHECK ({rule.insert})",
            f"GRANT INSERT ON {name} TO {WEB}, {WORKER}",
        ]
    if rule.update:
        sql += [
            f"CREATE POLICY changing ON {name} FOR UPDATE TO {WEB}, {WORKER}"
            f" USING ({rule.update}) WITH CHECK ({rule.update})",
            f"GRANT UPDATE ({columns}) ON {name} TO {WEB}, {WORKER}",
        ]
    if rule.delete:
        sql += [
            f"CREATE POLICY removing ON {name} FOR DELETE TO {WEB}, {WORKER} USING ({rule.delete})",
            f"GRANT DELETE ON {name} TO {WEB}, {WORKER}",
        ]
    if rule.worker:
        sql += [
            f"CREATE POLICY working ON {name} TO {WORKER} USING ({rule.worker})"
            f" WITH CHECK ({rule.worker})",
            f"GRANT SELECT, INSERT ON {name} TO {WORKER}",
            f"GRANT UPDATE ({columns}) ON {name} TO {WORKER}",
        ]
    if rule.worker_alone:
        alone = f"{ME} IS NULL AND ({rule.worker_alone})"
        sql += [f"CREATE POLICY working_alone ON {name} FOR SELECT TO {WORKER} USING ({alone})"]
    if rule.letterbox_read:
        columns = LETTERBOX_COLUMNS.get(table)
        sql += [
            f"CREATE POLICY letterbox_reading ON {name} FOR SELECT TO {LETTERBOX}"
            f" USING ({rule.letterbox_read})",
            f"GRANT SELECT {f'({columns})' if columns else ''} ON {name} TO {LETTERBOX}",
        ]
    if rule.letterbox_insert:
        sql += [
            f"CREATE POLICY letterbox_adding ON {name} FOR INSERT TO {LETTERBOX}"
            f" WITH CHECK ({rule.letterbox_insert})",
            f"GRANT INSERT ON {name} TO {LETTERBOX}",
        ]
    return sql


def all_statements() -> list[str]:
    """The whole second wall as SQL, in order; running it again changes nothing."""
    sql = [FUNCTIONS]
    for table in RULES:
        sql += statements_for(table)
    for table in OPEN_TABLES:
        sql += [
            f'REVOKE ALL ON "{table}" FROM {WEB}, {WORKER}',
            f'GRANT SELECT, INSERT, UPDATE, DELETE ON "{table}" TO {WEB}',
        ]
    return [
        *sql,
        f"GRANT USAGE ON SCHEMA public TO {WEB}, {WORKER}, {LETTERBOX}",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {WEB}, {WORKER}",
    ]


def fingerprint() -> str:
    """What this file says today, as 64 hexadecimal digits."""
    return hashlib.sha256("\n".join(all_statements()).encode()).hexdigest()


def apply_row_security(connection: BaseDatabaseWrapper) -> bool:
    """Bring a database to the rules of this file, in one transaction. Returns whether it had
    others.

    Called after every `migrate` (`apps.py`), wherever that is called. A database that is migrated
    only in part is left as it is: new tables are granted to nobody, so they are shut.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regprocedure('footbridge_leave()'), 'pg_proc')")
        if cursor.fetchone() == (fingerprint(),):
            return False
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        with atomic(connection.alias):
            for statement in all_statements():
                cursor.execute(statement)
            cursor.execute(f"COMMENT ON FUNCTION footbridge_leave() IS '{fingerprint()}'")
    return True


class ApplyRowSecurity(Operation):
    """Stands in migrations of the time when a migration applied the rules, and does nothing: the
    rules are applied after every `migrate` (docs/decisions/0011)."""

    reduces_to_sql = False
    reversible = True

    def state_forwards(self, app_label: str, state: object) -> None:
        pass

    def database_forwards(self, *args: object) -> None:
        pass

    def database_backwards(self, *args: object) -> None:
        pass

    def describe(self) -> str:
        return "Nothing: the rules are applied after the last migration"


def keep_to_setting(table: str, **parents: str) -> RunSQL:
    """Migration operation: a row and those it points to are of one setting.

    `keep_to_setting("families_roomplace", child_id="families_child")`. A rule lets a manager file
    what she likes under her own setting; this keeps other people's children out of it. Checked at
    once, not at the end: nothing may be read by way of a row that is going to be refused. Parents
    come first, for each is given the key (id, setting_id) by its own call.
    """
    unique = f"{table}_of_setting"
    forwards = [f'ALTER TABLE "{table}" ADD CONSTRAINT "{unique}" UNIQUE (id, setting_id)']
    backwards = [f'ALTER TABLE "{table}" DROP CONSTRAINT "{unique}"']
    for column, parent in parents.items():
        name = f"{table}_{column}_same_setting"[:63]
        forwards.append(
            f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" FOREIGN KEY ({column}, setting_id)'
            f' REFERENCES "{parent}" (id, setting_id)'
        )
        backwards.insert(0, f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
    return RunSQL([*forwards], [*backwards])


__all__ = [
    "OPEN_TABLES",
    "OWNERS_TABLES",
    "RULES",
    "ApplyRowSecurity",
    "Rule",
    "keep_to_setting",
]
