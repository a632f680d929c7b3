"""The first day of a term stays once there are stamps of it."""

from django.db import migrations

# Which key is the last one follows from the first days. Were one moved and moved back, stamps and
# cards that were used would be good again (`feedback.actions.posting`). Asked of the roles of the
# running processes; the owner migrates, sets up and erases.
FIRST_DAY_STAYS = """
    CREATE FUNCTION footbridge_first_day_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF current_user IN ('footbridge_web', 'footbridge_worker')
           AND EXISTS (SELECT 1 FROM families_stampkey k WHERE k.term_id = OLD.id) THEN
            RAISE insufficient_privilege
                USING MESSAGE = 'permission denied: there are stamps of this term';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER first_day_stays
        BEFORE UPDATE OF starts_on ON families_term
        FOR EACH ROW WHEN (OLD.starts_on IS DISTINCT FROM NEW.starts_on)
        EXECUTE FUNCTION footbridge_first_day_stays();
"""
FIRST_DAY_MOVES = """
    DROP TRIGGER first_day_stays ON families_term;
    DROP FUNCTION footbridge_first_day_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("families", "0004_stamps")]

    operations = [migrations.RunSQL(FIRST_DAY_STAYS, FIRST_DAY_MOVES)]
