"""Of one child no two sleeps overlap."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
from django.db import migrations, models

# Of two sleeps that overlap, the one that was written down later is taken back: the row stays, as
# after an undo, and the earlier one is what the family has read first.
LATER_ONES_ARE_TAKEN_BACK = """
    DO $$
    DECLARE each record;
    BEGIN
        FOR each IN SELECT * FROM learning_journals_careentry
                     WHERE kind = 'sleep' AND undone_at IS NULL ORDER BY logged_at, id
        LOOP
            UPDATE learning_journals_careentry SET undone_at = now()
             WHERE id = each.id AND EXISTS (
                SELECT 1 FROM learning_journals_careentry e
                 WHERE e.child_id = each.child_id AND e.kind = 'sleep' AND e.undone_at IS NULL
                   AND (e.logged_at, e.id) < (each.logged_at, each.id)
                   AND tstzrange(e.at, e.ended_at) && tstzrange(each.at, each.ended_at));
        END LOOP;
    END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("learning_journals", "0004_sounds")]

    operations = [
        migrations.RunSQL(LATER_ONES_ARE_TAKEN_BACK, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="careentry",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("kind", "sleep"), ("undone_at__isnull", True)),
                expressions=[
                    (models.F("child"), "="),
                    (
                        models.Func(
                            models.F("at"),
                            models.F("ended_at"),
                            models.Value("[)"),
                            function="tstzrange",
                            output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="one_sleep_at_a_time_per_child",
            ),
        ),
    ]
