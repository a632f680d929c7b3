"""The functions of the database: who is asking, and what follows from the dated rows."""

FUNCTIONS = """
CREATE OR REPLACE FUNCTION footbridge_id(word text) RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT NULLIF(current_setting(word, true), '')::uuid $$;

CREATE OR REPLACE FUNCTION footbridge_ids(word text) RETURNS uuid[] LANGUAGE sql STABLE
PARALLEL SAFE AS $$ SELECT COALESCE(NULLIF(current_setting(word, true), ''), '{}')::uuid[] $$;

-- Opens what follows for somebody as parent or carer on that day, of all their children or of those
-- in one setting.
CREATE OR REPLACE FUNCTION footbridge_home(person uuid, today date, only_setting uuid,
    OUT settings uuid[], OUT children uuid[]) LANGUAGE plpgsql
AS $$
DECLARE
    home record;
BEGIN
    SELECT array_agg(DISTINCT p.setting_id) AS settings,
           array_agg(DISTINCT p.family_id) AS families,
           array_agg(p.child_id) AS children,
           array_agg(p.child_id) FILTER (WHERE p.has_parental_responsibility) AS decides,
           -- Whoever may not collect can send nobody either.
           array_agg(p.child_id) FILTER (WHERE p.may_collect
               AND (p.has_parental_responsibility OR p.lives_with_child)) AS arranges,
           array_agg(DISTINCT p.family_id) FILTER (WHERE p.may_collect
               AND (p.has_parental_responsibility OR p.lives_with_child)) AS arranging_homes,
           array_agg(p.child_id) FILTER (WHERE p.sees_journal) AS journal,
           array_agg(p.child_id) FILTER (WHERE p.sees_daily_notes) AS daily,
           array_agg(p.child_id) FILTER (WHERE p.sees_photos AND p.sees_journal) AS photos,
           array_agg(p.child_id) FILTER (WHERE p.sees_reports) AS reports,
           array_agg(p.child_id) FILTER (WHERE p.can_message) AS messages
      INTO home FROM families_parentcarer p
     WHERE p.user_id = person AND p.started_on <= today
       AND (p.ended_on IS NULL OR p.ended_on >= today)
       AND (only_setting IS NULL OR p.setting_id = only_setting);

    PERFORM
        set_config('app.settings', COALESCE(home.settings, '{}')::text, true),
        set_config('app.families', COALESCE(home.families, '{}')::text, true),
        set_config('app.children', COALESCE(home.children, '{}')::text, true),
        set_config('app.decides', COALESCE(home.decides, '{}')::text, true),
        set_config('app.arranges', COALESCE(home.arranges, '{}')::text, true),
        set_config('app.arranging_homes', COALESCE(home.arranging_homes, '{}')::text, true),
        set_config('app.journal', COALESCE(home.journal, '{}')::text, true),
        set_config('app.daily', COALESCE(home.daily, '{}')::text, true),
        set_config('app.photos', COALESCE(home.photos, '{}')::text, true),
        set_config('app.reports', COALESCE(home.reports, '{}')::text, true),
        set_config('app.messages', COALESCE(home.messages, '{}')::text, true);
    settings := home.settings;
    children := home.children;
END $$;

-- Somebody who works here meets children of their own, of today or of once: their other households
-- stay shut at work, one that they have moved out of too, and what is decided about them is decided
-- by a colleague.
CREATE OR REPLACE FUNCTION footbridge_meet_own_children(person uuid) RETURNS void LANGUAGE plpgsql
AS $$
DECLARE
    own uuid[];
    homes uuid[];
BEGIN
    SELECT array_agg(DISTINCT p.child_id), COALESCE(array_agg(DISTINCT p.family_id) FILTER (
               WHERE p.ended_on IS NULL OR p.ended_on >= current_setting('app.today')::date), '{}')
      INTO own, homes FROM families_parentcarer p WHERE p.user_id = person;
    PERFORM set_config('app.own_children', own::text, true);
    PERFORM set_config('app.other_homes', COALESCE((
        SELECT array_agg(DISTINCT p.family_id) FROM families_parentcarer p
         WHERE p.child_id = ANY (own) AND NOT p.family_id = ANY (homes)), '{}')::text, true);
END $$;

-- Says who is asking, until the end of the transaction, and works out what follows from the dated
-- rows on that day. Runs with the rights of the caller, under the rules of this file: each step
-- opens just what the next one reads. Returns what the first wall and the page need to know.
DROP FUNCTION IF EXISTS footbridge_enter(uuid, uuid, date); -- what it returns may have changed
CREATE FUNCTION footbridge_enter(person uuid, wanted_setting uuid, today date)
RETURNS TABLE (setting_id uuid, role text, membership_id uuid, is_family boolean,
               was_family boolean, leads_safeguarding boolean) LANGUAGE plpgsql
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

    SELECT m.id, m.setting_id, m.role, m.is_safeguarding_lead INTO post FROM families_membership m
     WHERE m.user_id = person AND m.started_on <= today
       AND (m.ended_on IS NULL OR m.ended_on >= today)
     ORDER BY (m.setting_id = wanted_setting) DESC NULLS LAST, m.started_on, m.id LIMIT 1;

    SELECT * INTO home FROM footbridge_home(person, today, NULL);
    PERFORM set_config('app.settings', (COALESCE(home.settings, '{}') || COALESCE(
        ARRAY[post.setting_id], '{}'))::text, true);

    -- Owner and committee belong to the setting and do not work in it: every rule of staff asks for
    -- the setting in which one works.
    IF post.role = 'committee' THEN
        PERFORM set_config('app.governs', post.setting_id::text, true);
    ELSIF post.id IS NOT NULL THEN
        PERFORM set_config('app.works_in', post.setting_id::text, true);
        IF post.is_safeguarding_lead THEN
            PERFORM set_config('app.safeguards', post.setting_id::text, true);
        END IF;
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
                    UNION
                    SELECT c.child_id FROM families_cover c
                     WHERE c.membership_id = post.id
                       AND today BETWEEN c.started_on AND c.ended_on
                ) AS found), '{}')::text, true);
        END IF;
    END IF;

    setting_id := COALESCE(post.setting_id, home.settings[1]);
    role := COALESCE(post.role, '');
    membership_id := post.id;
    is_family := home.children IS NOT NULL;
    was_family := EXISTS (SELECT FROM families_parentcarer p WHERE p.user_id = person);
    IF was_family AND post.role <> 'committee' THEN
        PERFORM footbridge_meet_own_children(person);
    END IF;
    leads_safeguarding := COALESCE(post.is_safeguarding_lead AND post.role <> 'committee', false);
    RETURN NEXT;
END $$;

-- A manager looks as a family sees it (families/models/seeing_as.py). Called in her name, and opens
-- nothing unless the look is her own, of her setting, not stopped and less than a quarter of an
-- hour old, at somebody who has a child there today and does not work there. From then on nobody is
-- `me`: what is personal (conversations, wishes, sign-in, drafts) stays shut; only what the homes
-- of that setting may see is open. The words that staff have are gone.
DROP FUNCTION IF EXISTS footbridge_see_as(uuid, date);
CREATE FUNCTION footbridge_see_as(look uuid, today date)
RETURNS TABLE (setting_id uuid, role text, membership_id uuid, is_family boolean,
               was_family boolean, leads_safeguarding boolean) LANGUAGE plpgsql
AS $$
DECLARE
    seen record;
    home record;
    led uuid := footbridge_id('app.leads');
BEGIN
    SELECT l.adult_id INTO seen FROM families_seeingas l
     WHERE l.id = look AND l.manager_id = footbridge_id('app.me') AND l.setting_id = led
       AND l.adult_id <> l.manager_id AND l.stopped_at IS NULL
       AND l.started_at <= clock_timestamp()
       AND l.started_at > clock_timestamp() - interval '15 minutes';
    IF NOT FOUND THEN RETURN; END IF;
    PERFORM FROM families_membership m WHERE m.user_id = seen.adult_id AND m.setting_id = led
        AND m.started_on <= today AND (m.ended_on IS NULL OR m.ended_on >= today);
    IF FOUND THEN RETURN; END IF;
    PERFORM FROM families_parentcarer p WHERE p.user_id = seen.adult_id AND p.setting_id = led
        AND p.started_on <= today AND (p.ended_on IS NULL OR p.ended_on >= today);
    IF NOT FOUND THEN RETURN; END IF;

    SELECT * INTO home FROM footbridge_home(seen.adult_id, today, led);
    PERFORM set_config(word, '', true) FROM unnest(ARRAY['app.my_email', 'app.works_in',
        'app.leads', 'app.governs', 'app.safeguards', 'app.room_children', 'app.messages',
        'app.decides', 'app.invitation']) AS word;
    PERFORM set_config('app.me', '00000000-0000-0000-0000-000000000000', true),
        set_config('app.purpose', 'see-as', true);
    setting_id := led;
    role := '';
    is_family := true;
    was_family := true;
    leads_safeguarding := false;
    RETURN NEXT;
END $$;

-- Nobody is asking.
CREATE OR REPLACE FUNCTION footbridge_leave() RETURNS void LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM set_config(word, '', true) FROM unnest(ARRAY['app.me', 'app.my_email', 'app.today',
        'app.purpose', 'app.invitation', 'app.settings', 'app.works_in', 'app.leads',
        'app.governs', 'app.safeguards', 'app.room_children', 'app.families', 'app.children',
        'app.decides', 'app.arranges', 'app.arranging_homes', 'app.journal', 'app.daily',
        'app.photos', 'app.reports', 'app.messages', 'app.own_children',
        'app.other_homes']) AS word;
END $$;
"""
