"""An owner or committee above the manager: a post that nobody is moved into or out of."""

from django.db import migrations, models

ROLES = [
    ("practitioner", "Practitioner"),
    ("room_leader", "Room leader"),
    ("deputy", "Deputy manager"),
    ("manager", "Manager"),
    ("office", "Office"),
    ("cook", "Cook"),
    ("committee", "Owner or committee"),
]
# Who could make her own post that of the committee would read what was written past her. So one
# comes to it by a letter and leaves it by its last day. Asked of the roles of the running
# processes; the owner migrates, sets up and erases.
STAYS = """
    CREATE FUNCTION footbridge_committee_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF current_user IN ('footbridge_web', 'footbridge_worker') THEN
            RAISE insufficient_privilege
                USING MESSAGE = 'permission denied: nobody is moved into or out of the committee';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER committee_stays
        BEFORE UPDATE OF role ON families_membership
        FOR EACH ROW WHEN ((OLD.role = 'committee') <> (NEW.role = 'committee'))
        EXECUTE FUNCTION footbridge_committee_stays();
"""
MOVES = """
    DROP TRIGGER committee_stays ON families_membership;
    DROP FUNCTION footbridge_committee_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("families", "0006_a_nursery_that_closes")]

    operations = [
        migrations.AlterField(
            "membership",
            "role",
            models.CharField(choices=ROLES, max_length=20, verbose_name="role"),
        ),
        migrations.AddConstraint(
            "membership",
            models.CheckConstraint(
                condition=~models.Q(role="committee")
                | models.Q(is_safeguarding_lead=False, is_senco=False),
                name="committee_has_no_part_in_care",
            ),
        ),
        migrations.AddField("stampkey", "committee_reads", models.BooleanField(default=False)),
        migrations.RunSQL(STAYS, MOVES),
    ]
