"""A letter is accepted as it is and never opened again; a look begins by the database's clock."""

import django.db.models.functions.datetime
from django.db import migrations, models

# The rule says who may update a letter and what it must be before and after. That no column goes
# back, and that whoever holds it leaves its days alone, takes the row of both sides: it is asked
# here of the roles of the running processes. The owner migrates, sets up and erases.
ASK = """
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
ASK_NO_MORE = """
    DROP TRIGGER letter_stays ON families_invitation;
    DROP FUNCTION footbridge_letter_stays();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0025_cards_in_plans_and_ways_called_off"),
    ]

    operations = [
        migrations.AlterField(
            model_name="seeingas",
            name="started_at",
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
        ),
        migrations.RunSQL(ASK, ASK_NO_MORE),
    ]
