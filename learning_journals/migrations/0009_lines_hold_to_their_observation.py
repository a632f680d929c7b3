import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from families.row_security import ApplyRowSecurity

# The owner's rows are hidden from the owner too, but for upkeep.
UPKEEP = "SELECT set_config('app.purpose', 'maintenance', true)"
AS_THE_OBSERVATION_SAYS = """
    UPDATE learning_journals_observationchild line
       SET author_id = seen.author_id, at = seen.happened_at, is_shared = (seen.status = 'shared')
      FROM learning_journals_observation seen
     WHERE seen.id = line.observation_id;
    SET CONSTRAINTS ALL IMMEDIATE;
    SET CONSTRAINTS ALL DEFERRED;
"""
# A line says what its observation says, and the database sees to it: a changed status, moment or
# author changes every line, also those that the person who changes it does not see.
HOLD = """
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
LET_GO = """
    ALTER TABLE learning_journals_observationchild DROP CONSTRAINT line_as_its_observation_says;
    ALTER TABLE learning_journals_observation DROP CONSTRAINT observation_as_its_lines_say;
    ALTER TABLE learning_journals_observation DROP COLUMN is_shared;
"""


def author(*, null: bool) -> models.ForeignKey:
    return models.ForeignKey(
        db_constraint=False,
        null=null,
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0006_the_first_manager_is_invited_by_nobody"),
        ("learning_journals", "0008_the_worker_knows_which_files_belong_to_a_photo"),
    ]

    operations = [
        migrations.AddField("observationchild", "author", author(null=True)),
        migrations.RunSQL(UPKEEP, migrations.RunSQL.noop),
        migrations.RunSQL(AS_THE_OBSERVATION_SAYS, migrations.RunSQL.noop),
        migrations.AlterField("observationchild", "author", author(null=False)),
        migrations.RunSQL(HOLD, LET_GO),
        ApplyRowSecurity(),
    ]
