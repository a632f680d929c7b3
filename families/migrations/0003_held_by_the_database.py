"""What models do not say and the database holds: rows of one setting, of one child, of one home,
and who changes which part of a row."""

from django.db import migrations

from families.row_security import keep_to_setting

CHILD, FAMILY, MEMBERSHIP = "families_child", "families_family", "families_membership"
AT_HOME = {"child_id": CHILD, "family_id": FAMILY}

# Somebody is chosen for the child and by the home that named them, and rung back about a choice
# that is theirs.
COLLECTORS = [
    "ALTER TABLE families_authorisedcollector ADD CONSTRAINT collector_of_child_and_home"
    " UNIQUE (id, child_id, family_id)",
    "ALTER TABLE families_collectionchoice ADD CONSTRAINT choice_of_the_same_child_and_home"
    " FOREIGN KEY (collector_id, child_id, family_id)"
    " REFERENCES families_authorisedcollector (id, child_id, family_id)",
    "ALTER TABLE families_collectionchoice ADD CONSTRAINT choice_of_collector"
    " UNIQUE (id, collector_id)",
    "ALTER TABLE families_collectorcheck ADD CONSTRAINT check_of_the_same_collector"
    " FOREIGN KEY (choice_id, collector_id)"
    " REFERENCES families_collectionchoice (id, collector_id)",
]
COLLECTORS_LET_GO = [
    "ALTER TABLE families_collectorcheck DROP CONSTRAINT check_of_the_same_collector",
    "ALTER TABLE families_collectionchoice DROP CONSTRAINT choice_of_collector",
    "ALTER TABLE families_collectionchoice DROP CONSTRAINT choice_of_the_same_child_and_home",
    "ALTER TABLE families_authorisedcollector DROP CONSTRAINT collector_of_child_and_home",
]

# A place knows how many there are (when there are more or fewer, it follows), and a sign-up has the
# way of its place.
PLACES = [
    "ALTER TABLE families_waytohelp ADD CONSTRAINT families_waytohelp_with_places"
    " UNIQUE (id, places)",
    "ALTER TABLE families_helpplace ADD CONSTRAINT families_helpplace_as_many_places"
    " FOREIGN KEY (way_id, places) REFERENCES families_waytohelp (id, places) ON UPDATE CASCADE",
    "ALTER TABLE families_helpplace ADD CONSTRAINT families_helpplace_of_way UNIQUE (id, way_id)",
    "ALTER TABLE families_helpsignup ADD CONSTRAINT families_helpsignup_same_way"
    " FOREIGN KEY (place_id, way_id) REFERENCES families_helpplace (id, way_id)",
]
PLACES_LET_GO = [
    "ALTER TABLE families_helpsignup DROP CONSTRAINT families_helpsignup_same_way",
    "ALTER TABLE families_helpplace DROP CONSTRAINT families_helpplace_of_way",
    "ALTER TABLE families_helpplace DROP CONSTRAINT families_helpplace_as_many_places",
    "ALTER TABLE families_waytohelp DROP CONSTRAINT families_waytohelp_with_places",
]

# The child, adult and words of an answer are those of its link and its purpose.
PERMISSIONS = [
    "ALTER TABLE families_parentcarer ADD CONSTRAINT link_of_child_and_adult"
    " UNIQUE (id, child_id, user_id)",
    "ALTER TABLE families_consent ADD CONSTRAINT consent_by_the_adult_of_its_link"
    " FOREIGN KEY (link_id, child_id, person_id)"
    " REFERENCES families_parentcarer (id, child_id, user_id)",
    "ALTER TABLE families_consentwording ADD CONSTRAINT wording_of_purpose UNIQUE (id, purpose_id)",
    "ALTER TABLE families_consent ADD CONSTRAINT consent_to_words_of_its_purpose"
    " FOREIGN KEY (wording_id, purpose_id) REFERENCES families_consentwording (id, purpose_id)",
    # The key's own name in databases that were made before the column was said to be unique.
    "ALTER TABLE families_child RENAME CONSTRAINT families_child_consent_key_key"
    " TO families_child_consent_key_7cd5bf62_uniq",
    "ALTER TABLE families_child ADD CONSTRAINT consent_key_of_setting"
    " UNIQUE (consent_key, setting_id)",
    "ALTER TABLE families_consentinforce ADD CONSTRAINT in_force_child_same_setting"
    " FOREIGN KEY (child_key, setting_id) REFERENCES families_child (consent_key, setting_id)",
    "ALTER TABLE families_consentinforce ADD CONSTRAINT in_force_purpose_same_setting"
    " FOREIGN KEY (setting_id, code) REFERENCES families_consentpurpose (setting_id, code)",
]
PERMISSIONS_LET_GO = [
    "ALTER TABLE families_consentinforce DROP CONSTRAINT in_force_purpose_same_setting",
    "ALTER TABLE families_consentinforce DROP CONSTRAINT in_force_child_same_setting",
    "ALTER TABLE families_child DROP CONSTRAINT consent_key_of_setting",
    "ALTER TABLE families_child RENAME CONSTRAINT families_child_consent_key_7cd5bf62_uniq"
    " TO families_child_consent_key_key",
    "ALTER TABLE families_consent DROP CONSTRAINT consent_to_words_of_its_purpose",
    "ALTER TABLE families_consentwording DROP CONSTRAINT wording_of_purpose",
    "ALTER TABLE families_consent DROP CONSTRAINT consent_by_the_adult_of_its_link",
    "ALTER TABLE families_parentcarer DROP CONSTRAINT link_of_child_and_adult",
]

# An answer ends with the link it was given by, or with parental responsibility, whichever part of
# the house ends that, and for good: who gets either back is asked again. It runs with the rights
# of whoever changes the link. When a child has left, the links of its family end some weeks later:
# what was allowed then stays as it was on the last day. A link whose rights change is followed by
# another from the next day on: what was answered last goes on with it.
ANSWERS_FOLLOW_LINKS = """
CREATE FUNCTION footbridge_answers_end_with_their_link() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    today date := COALESCE(NULLIF(current_setting('app.today', true), '')::date,
                           (now() AT TIME ZONE 'Europe/London')::date);
    last_day date := CASE WHEN NEW.has_parental_responsibility THEN NEW.ended_on ELSE today - 1 END;
BEGIN
    IF last_day IS NULL OR (NEW.has_parental_responsibility AND EXISTS (
        SELECT 1 FROM families_child c WHERE c.id = NEW.child_id AND c.ended_on <= last_day))
    THEN RETURN NULL; END IF;
    UPDATE families_consentinforce f
       SET started_on = LEAST(f.started_on, last_day), ended_on = last_day
      FROM families_consent c
     WHERE c.id = f.consent_id AND c.child_id = NEW.child_id AND c.person_id = NEW.user_id
       AND (f.ended_on IS NULL OR f.ended_on > last_day);
    RETURN NULL;
END $$;
CREATE FUNCTION footbridge_answers_go_on_with_the_next_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE families_consentinforce f SET ended_on = NEW.ended_on
      FROM families_consent c
     WHERE c.id = f.consent_id AND c.child_id = NEW.child_id AND c.person_id = NEW.user_id
       AND f.ended_on = NEW.started_on - 1
       AND NOT EXISTS (SELECT 1 FROM families_consent later WHERE later.child_id = c.child_id
            AND later.person_id = c.person_id AND later.purpose_id = c.purpose_id
            AND later.at > c.at);
    RETURN NULL;
END $$;
CREATE TRIGGER answers_go_on_with_the_next_link
    AFTER INSERT ON families_parentcarer FOR EACH ROW WHEN (NEW.has_parental_responsibility)
    EXECUTE FUNCTION footbridge_answers_go_on_with_the_next_link();
CREATE TRIGGER answers_end_with_their_link
    AFTER UPDATE OF ended_on, has_parental_responsibility ON families_parentcarer
    FOR EACH ROW EXECUTE FUNCTION footbridge_answers_end_with_their_link();
"""
ANSWERS_FOLLOW_NO_MORE = """
DROP TRIGGER answers_go_on_with_the_next_link ON families_parentcarer;
DROP FUNCTION footbridge_answers_go_on_with_the_next_link();
DROP TRIGGER answers_end_with_their_link ON families_parentcarer;
DROP FUNCTION footbridge_answers_end_with_their_link();
"""

# Rules see a row and not which of its columns was written, nor by whom the others were.
EACH_THEIR_PART = [
    """
    CREATE FUNCTION footbridge_each_writes_their_part() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE me uuid := footbridge_id('app.me');
    BEGIN
        IF COALESCE(current_setting('app.purpose', true), '') = 'maintenance' THEN
            RETURN NEW;
        END IF;
        IF (OLD.answer, OLD.answer_words, OLD.answered_at)
           IS DISTINCT FROM (NEW.answer, NEW.answer_words, NEW.answered_at)
           AND me IS DISTINCT FROM OLD.user_id THEN
            RAISE insufficient_privilege
                USING MESSAGE = 'permission denied: who is invited answers, and nobody for them';
        END IF;
        IF (OLD.thanks, OLD.thanked_at) IS DISTINCT FROM (NEW.thanks, NEW.thanked_at)
           AND (me IS NULL OR me = OLD.user_id) THEN
            RAISE insufficient_privilege
                USING MESSAGE = 'permission denied: nobody thanks themselves';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER each_writes_their_part BEFORE UPDATE ON families_shareinvitation
        FOR EACH ROW EXECUTE FUNCTION footbridge_each_writes_their_part()
    """,
    """
    CREATE FUNCTION footbridge_the_board_is_changed_by_who_may() RETURNS trigger
    LANGUAGE plpgsql AS $$
    BEGIN
        IF COALESCE(current_setting('app.purpose', true), '') = 'maintenance' THEN
            RETURN NEW;
        END IF;
        IF (OLD.kind, OLD.title, OLD.words, OLD.day, OLD.hours, OLD.places, OLD.checks,
            OLD.changed_at, OLD.called_off_at, OLD.called_off_words)
           IS DISTINCT FROM
           (NEW.kind, NEW.title, NEW.words, NEW.day, NEW.hours, NEW.places, NEW.checks,
            NEW.changed_at, NEW.called_off_at, NEW.called_off_words)
           AND footbridge_id('app.leads') IS DISTINCT FROM OLD.setting_id
           AND footbridge_id('app.me') IS DISTINCT FROM OLD.created_by_id THEN
            RAISE insufficient_privilege
                USING MESSAGE = 'permission denied: the board is changed by who leads or wrote it';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER the_board_is_changed_by_who_may BEFORE UPDATE ON families_waytohelp
        FOR EACH ROW EXECUTE FUNCTION footbridge_the_board_is_changed_by_who_may()
    """,
    # A place comes before the sign-up that holds it, and says of nobody whose it is. A sign-up is
    # written by its own adult alone (the rule of that table), so a place that has one in the end is
    # theirs; seen with the eyes of who writes, and of nobody: not at all.
    """
    CREATE FUNCTION footbridge_a_place_is_somebodys() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF COALESCE(current_setting('app.purpose', true), '') = 'maintenance'
           OR NOT EXISTS (SELECT 1 FROM families_helpplace p WHERE p.id = NEW.id)
           OR EXISTS (SELECT 1 FROM families_helpsignup s
                       WHERE s.place_id = NEW.id AND s.user_id = footbridge_id('app.me')) THEN
            RETURN NULL;
        END IF;
        RAISE insufficient_privilege
            USING MESSAGE = 'permission denied: a place is taken by the adult it is of';
    END $$
    """,
    """
    CREATE CONSTRAINT TRIGGER a_place_is_somebodys AFTER INSERT ON families_helpplace
        DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION footbridge_a_place_is_somebodys()
    """,
]
NO_PART_OF_THEIR_OWN = [
    "DROP TRIGGER a_place_is_somebodys ON families_helpplace",
    "DROP FUNCTION footbridge_a_place_is_somebodys()",
    "DROP TRIGGER the_board_is_changed_by_who_may ON families_waytohelp",
    "DROP FUNCTION footbridge_the_board_is_changed_by_who_may()",
    "DROP TRIGGER each_writes_their_part ON families_shareinvitation",
    "DROP FUNCTION footbridge_each_writes_their_part()",
]

# A letter is accepted as it is and never opened again.
# The rule says who may update a letter and what it must be before and after. That no column goes
# back, and that whoever holds it leaves its days alone, takes the row of both sides: it is asked
# here of the roles of the running processes. The owner migrates, sets up and erases.
LETTER_STAYS = """
    CREATE FUNCTION footbridge_letter_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF current_user NOT IN ('footbridge_web', 'footbridge_worker') THEN
            RETURN NEW;
        END IF;
        IF (OLD.accepted_at IS NOT NULL AND NEW.accepted_at IS NULL)
           OR (OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS NULL)
           OR (footbridge_id('app.leads') IS DISTINCT FROM OLD.setting_id
               AND (NEW.revoked_at IS DISTINCT FROM OLD.revoked_at
                    OR NEW.reads_until IS DISTINCT FROM OLD.reads_until)) THEN
            RAISE insufficient_privilege
                USING MESSAGE = 'permission denied: a letter is accepted as it is, and once';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER letter_stays
        BEFORE UPDATE OF accepted_at, revoked_at, reads_until ON families_invitation
        FOR EACH ROW EXECUTE FUNCTION footbridge_letter_stays();
"""
LETTER_STAYS_NO_MORE = """
    DROP TRIGGER letter_stays ON families_invitation;
    DROP FUNCTION footbridge_letter_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("families", "0002_tables")]
    # The other old migrations stand in the list of 0002.
    replaces = [
        ("families", "0009_rows_keep_to_their_setting"),
        ("families", "0018_permissions"),
        ("families", "0025_cards_in_plans_and_ways_called_off"),
        ("families", "0026_letters_and_looks_stay_as_they_are"),
    ]

    operations = [
        # People and places
        keep_to_setting(MEMBERSHIP),
        keep_to_setting("families_room"),
        keep_to_setting("families_term"),
        keep_to_setting(CHILD),
        keep_to_setting(FAMILY),
        keep_to_setting(
            "families_roomassignment", membership_id=MEMBERSHIP, room_id="families_room"
        ),
        keep_to_setting("families_roomplace", child_id=CHILD, room_id="families_room"),
        keep_to_setting("families_parentcarer", **AT_HOME),
        keep_to_setting("families_invitation", **AT_HOME),
        migrations.RunSQL(LETTER_STAYS, LETTER_STAYS_NO_MORE),
        keep_to_setting("families_courtordernote", child_id=CHILD),
        keep_to_setting("families_seeingas"),
        # Key persons
        keep_to_setting("families_keypersonassignment", child_id=CHILD, membership_id=MEMBERSHIP),
        keep_to_setting(
            "families_cover", child_id=CHILD, away_id=MEMBERSHIP, membership_id=MEMBERSHIP
        ),
        keep_to_setting("families_handovernote", child_id=CHILD, cover_id="families_cover"),
        keep_to_setting(
            "families_keypersonhello",
            child_id=CHILD,
            assignment_id="families_keypersonassignment",
        ),
        keep_to_setting("families_helloseen", hello_id="families_keypersonhello"),
        # Goals
        keep_to_setting("families_familygoal", **AT_HOME),
        keep_to_setting(
            "families_goalversion", goal_id="families_familygoal", setting_owner_id=MEMBERSHIP
        ),
        keep_to_setting("families_goalyes", version_id="families_goalversion"),
        keep_to_setting("families_goalstep", goal_id="families_familygoal"),
        keep_to_setting("families_goalreview", goal_id="families_familygoal"),
        # Who collects
        keep_to_setting("families_authorisedcollector", **AT_HOME),
        keep_to_setting("families_collectionpassword", family_id=FAMILY),
        keep_to_setting(
            "families_collectionchoice", **AT_HOME, collector_id="families_authorisedcollector"
        ),
        keep_to_setting(
            "families_collectorcheck",
            collector_id="families_authorisedcollector",
            choice_id="families_collectionchoice",
        ),
        migrations.RunSQL(COLLECTORS, COLLECTORS_LET_GO),
        # Safeguarding
        keep_to_setting("families_safeguardingreceipt"),
        keep_to_setting("families_safeguardingconcern", child_id=CHILD),
        keep_to_setting("families_safeguardingaddendum", concern_id="families_safeguardingconcern"),
        keep_to_setting("families_safeguardingreading", concern_id="families_safeguardingconcern"),
        # Taking part
        keep_to_setting("families_skilloffer", family_id=FAMILY),
        keep_to_setting("families_barrieranswer", family_id=FAMILY),
        keep_to_setting("families_planningcount"),
        keep_to_setting("families_shareinvitation", room_id="families_room"),
        keep_to_setting("families_waytohelp"),
        keep_to_setting("families_helpplace", way_id="families_waytohelp"),
        keep_to_setting(
            "families_helpsignup", place_id="families_helpplace", way_id="families_waytohelp"
        ),
        migrations.RunSQL(PLACES, PLACES_LET_GO),
        migrations.RunSQL(EACH_THEIR_PART, NO_PART_OF_THEIR_OWN),
        # Where to turn
        keep_to_setting("families_housepolicy"),
        keep_to_setting("families_housepolicyversion", policy_id="families_housepolicy"),
        keep_to_setting("families_housepolicyreading", version_id="families_housepolicyversion"),
        keep_to_setting("families_localservice"),
        keep_to_setting("families_serviceanswer", service_id="families_localservice"),
        keep_to_setting("families_hardtime", family_id=FAMILY),
        # Joining, and plans for a change
        keep_to_setting("families_joining", child_id=CHILD),
        keep_to_setting("families_joiningstep", **AT_HOME),
        keep_to_setting("families_helpwish", **AT_HOME, owner_id=MEMBERSHIP),
        keep_to_setting(
            "families_homevisit", **AT_HOME, visitor_id=MEMBERSHIP, second_visitor_id=MEMBERSHIP
        ),
        keep_to_setting(
            "families_homevisitsafetynote", child_id=CHILD, visit_id="families_homevisit"
        ),
        keep_to_setting("families_settlingvisit", **AT_HOME),
        keep_to_setting(
            "families_transitionplan",
            **AT_HOME,
            room_id="families_room",
            card_id="families_localservice",
        ),
        keep_to_setting("families_planstep", **AT_HOME, plan_id="families_transitionplan"),
        keep_to_setting("families_planpage", **AT_HOME, plan_id="families_transitionplan"),
        keep_to_setting(
            "families_planworry",
            **AT_HOME,
            plan_id="families_transitionplan",
            card_id="families_localservice",
        ),
        # Permissions
        keep_to_setting("families_consentpurpose"),
        keep_to_setting("families_consentwording", purpose_id="families_consentpurpose"),
        keep_to_setting(
            "families_consent",
            child_id=CHILD,
            link_id="families_parentcarer",
            purpose_id="families_consentpurpose",
            wording_id="families_consentwording",
        ),
        keep_to_setting("families_consentinforce", consent_id="families_consent"),
        migrations.RunSQL(PERMISSIONS, PERMISSIONS_LET_GO),
        migrations.RunSQL(ANSWERS_FOLLOW_LINKS, ANSWERS_FOLLOW_NO_MORE),
        # What families say
        keep_to_setting("families_familyanswer", **AT_HOME),
        keep_to_setting("families_answerdraft", **AT_HOME),
        keep_to_setting("families_nurseryroutine", child_id=CHILD),
        keep_to_setting("families_readmark", **AT_HOME),
        keep_to_setting("families_healthchange", **AT_HOME),
        keep_to_setting("families_familycheck", family_id=FAMILY, term_id="families_term"),
    ]
