import django.contrib.postgres.fields
from django.db import migrations, models

UPKEEP = "SELECT set_config('app.purpose', 'maintenance', true)"
# What was shared before: the children of its lines.
SHOWN_SO_FAR = """
    UPDATE learning_journals_photo photo
       SET shows = ARRAY(
            SELECT c.consent_key FROM learning_journals_observationchild line
              JOIN families_child c ON c.id = line.child_id
             WHERE line.observation_id = photo.observation_id ORDER BY c.consent_key)
      FROM learning_journals_observation seen
     WHERE seen.id = photo.observation_id AND seen.kind <> 'home' AND seen.status <> 'draft'
"""
# A report that is ready may have photographs in it: nobody wrote down which.
REPORTS_SO_FAR = """
    UPDATE learning_journals_progressreport SET has_photos = true WHERE file_name <> ''
"""


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0019_every_setting_asks"),
        ("learning_journals", "0013_drafts_change_hands"),
    ]

    operations = [
        migrations.AddField(
            model_name="photo",
            name="shows",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(), blank=True, default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="progressreport",
            name="has_photos",
            field=models.BooleanField(default=False),
        ),
        migrations.RunSQL([UPKEEP, SHOWN_SO_FAR, REPORTS_SO_FAR], migrations.RunSQL.noop),
    ]
