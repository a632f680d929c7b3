"""What models do not say and the database holds: rows of one setting and of one child, lines that
say what their observation says, and who gives a draft away."""

from django.db import migrations

from families.row_security import keep_to_setting

CHILD, FAMILY, MEMBERSHIP = "families_child", "families_family", "families_membership"
AT_HOME = {"child_id": CHILD, "family_id": FAMILY}
OBSERVATION, NOTICE = "learning_journals_observation", "learning_journals_notice"
CARD, OFFER = "learning_journals_sharecard", "learning_journals_offer"

# A line says what its observation says, and the database sees to it: a changed status, moment or
# author changes every line, also those that the person who changes it does not see.
LINES_AGREE = """
    ALTER TABLE learning_journals_observation
        ADD COLUMN is_shared boolean NOT NULL GENERATED ALWAYS AS (status = 'shared') STORED;
    ALTER TABLE learning_journals_observation
        ADD CONSTRAINT observation_as_its_lines_say UNIQUE (id, author_id, happened_at, is_shared);
    ALTER TABLE learning_journals_observationchild
        ADD CONSTRAINT line_as_its_observation_says
        FOREIGN KEY (observation_id, author_id, at, is_shared)
        REFERENCES learning_journals_observation (id, author_id, happened_at, is_shared)
        ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;
"""
LINES_LET_GO = """
    ALTER TABLE learning_journals_observationchild DROP CONSTRAINT line_as_its_observation_says;
    ALTER TABLE learning_journals_observation DROP CONSTRAINT observation_as_its_lines_say;
    ALTER TABLE learning_journals_observation DROP COLUMN is_shared;
"""

# The grant names the columns, and the rule the setting; that it is a draft of the nursery, and that
# who leads gives it away with the name of who began it, is asked here, whoever updates.
DRAFT_CHANGES_HANDS = """
    CREATE FUNCTION footbridge_draft_changes_hands() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF COALESCE(current_setting('app.purpose', true), '') = 'maintenance' THEN
            RETURN NEW;
        END IF;
        IF OLD.status <> 'draft' OR OLD.family_id IS NOT NULL OR NEW.begun_by_id IS NULL
           OR (OLD.begun_by_id IS NOT NULL AND NEW.begun_by_id <> OLD.begun_by_id)
           OR footbridge_id('app.leads') IS DISTINCT FROM OLD.setting_id
           OR NOT EXISTS (SELECT 1 FROM families_membership m
                           WHERE m.user_id = NEW.author_id AND m.setting_id = OLD.setting_id) THEN
            RAISE insufficient_privilege
                USING MESSAGE = 'permission denied: an author changes for a draft, by who leads';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER draft_changes_hands
        BEFORE UPDATE OF author_id, begun_by_id ON learning_journals_observation
        FOR EACH ROW
        WHEN (OLD.author_id IS DISTINCT FROM NEW.author_id
              OR OLD.begun_by_id IS DISTINCT FROM NEW.begun_by_id)
        EXECUTE FUNCTION footbridge_draft_changes_hands();
"""
DRAFT_CHANGES_FREELY = """
    DROP TRIGGER draft_changes_hands ON learning_journals_observation;
    DROP FUNCTION footbridge_draft_changes_hands();
"""

# What is acknowledged, and under what a dose is given, is about the same child. Checked at once, so
# that nothing is read by way of a row that is going to be refused.
SAME_CHILD = [
    "ALTER TABLE learning_journals_notice ADD CONSTRAINT notice_of_child UNIQUE (id, child_id)",
    "ALTER TABLE learning_journals_medicinegiven ADD CONSTRAINT dose_of_child"
    " UNIQUE (id, child_id)",
    "ALTER TABLE learning_journals_medicinepermission ADD CONSTRAINT medicine_of_child"
    " UNIQUE (id, child_id)",
    "ALTER TABLE learning_journals_acknowledgement ADD CONSTRAINT read_notice_of_same_child"
    " FOREIGN KEY (notice_id, child_id) REFERENCES learning_journals_notice (id, child_id)",
    "ALTER TABLE learning_journals_acknowledgement ADD CONSTRAINT read_dose_of_same_child"
    " FOREIGN KEY (dose_id, child_id) REFERENCES learning_journals_medicinegiven (id, child_id)",
    "ALTER TABLE learning_journals_medicinegiven ADD CONSTRAINT dose_for_same_child"
    " FOREIGN KEY (permission_id, child_id)"
    " REFERENCES learning_journals_medicinepermission (id, child_id)",
]
NOT_THE_SAME_CHILD = [
    "ALTER TABLE learning_journals_medicinegiven DROP CONSTRAINT dose_for_same_child",
    "ALTER TABLE learning_journals_acknowledgement DROP CONSTRAINT read_dose_of_same_child",
    "ALTER TABLE learning_journals_acknowledgement DROP CONSTRAINT read_notice_of_same_child",
    "ALTER TABLE learning_journals_medicinepermission DROP CONSTRAINT medicine_of_child",
    "ALTER TABLE learning_journals_medicinegiven DROP CONSTRAINT dose_of_child",
    "ALTER TABLE learning_journals_notice DROP CONSTRAINT notice_of_child",
]


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0003_held_by_the_database"),
        ("learning_journals", "0001_initial"),
    ]
    # The other old migrations stand in the list of 0001.
    replaces = [
        ("learning_journals", "0009_lines_hold_to_their_observation"),
        ("learning_journals", "0010_rows_keep_to_their_setting"),
        ("learning_journals", "0013_drafts_change_hands"),
    ]

    operations = [
        # The journal
        keep_to_setting(OBSERVATION, family_id=FAMILY),
        keep_to_setting(
            "learning_journals_observationchild", **AT_HOME, observation_id=OBSERVATION
        ),
        migrations.RunSQL(LINES_AGREE, LINES_LET_GO),
        migrations.RunSQL(DRAFT_CHANGES_HANDS, DRAFT_CHANGES_FREELY),
        keep_to_setting("learning_journals_photo", observation_id=OBSERVATION),
        keep_to_setting("learning_journals_comment", **AT_HOME, observation_id=OBSERVATION),
        keep_to_setting("learning_journals_entryanswer", **AT_HOME, observation_id=OBSERVATION),
        keep_to_setting(
            "learning_journals_journalbook", child_id=CHILD, link_id="families_parentcarer"
        ),
        keep_to_setting(
            "learning_journals_nextstep",
            child_id=CHILD,
            begun_from_id=OBSERVATION,
            seen_in_id=OBSERVATION,
        ),
        # Reports
        keep_to_setting(
            "learning_journals_reportrun", room_id="families_room", term_id="families_term"
        ),
        keep_to_setting(
            "learning_journals_progressreport",
            child_id=CHILD,
            from_home_id=FAMILY,
            run_id="learning_journals_reportrun",
        ),
        # At home
        keep_to_setting(CARD),
        keep_to_setting("learning_journals_roomweek", room_id="families_room", card_id=CARD),
        keep_to_setting(
            "learning_journals_cardgift", card_id=CARD, child_id=CHILD, room_id="families_room"
        ),
        keep_to_setting(
            "learning_journals_weekanswer", **AT_HOME, week_id="learning_journals_roomweek"
        ),
        # The day
        keep_to_setting(OFFER),
        keep_to_setting("learning_journals_careentry", child_id=CHILD, offer_id=OFFER),
        keep_to_setting("learning_journals_dailynote", child_id=CHILD),
        keep_to_setting("learning_journals_dailynotechange", note_id="learning_journals_dailynote"),
        keep_to_setting("learning_journals_morningnote", **AT_HOME),
        keep_to_setting(
            "learning_journals_morningnotereading", note_id="learning_journals_morningnote"
        ),
        keep_to_setting("learning_journals_childallergen", **AT_HOME),
        # Accidents and medicine
        keep_to_setting(
            NOTICE,
            child_id=CHILD,
            first_aid_by_id=MEMBERSHIP,
            witness_id=MEMBERSHIP,
            told_by_id=MEMBERSHIP,
        ),
        keep_to_setting("learning_journals_noticeaddendum", notice_id=NOTICE),
        keep_to_setting("learning_journals_medicinepermission", **AT_HOME),
        keep_to_setting(
            "learning_journals_medicinegiven",
            **AT_HOME,
            permission_id="learning_journals_medicinepermission",
            given_by_id=MEMBERSHIP,
            witness_id=MEMBERSHIP,
        ),
        keep_to_setting(
            "learning_journals_acknowledgement",
            **AT_HOME,
            notice_id=NOTICE,
            dose_id="learning_journals_medicinegiven",
        ),
        migrations.RunSQL(SAME_CHILD, NOT_THE_SAME_CHILD),
    ]
