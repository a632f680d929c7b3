"""A copy of a record knows which observations are in it: one that was taken back shuts it."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("communications", "0002_held_by_the_database")]

    operations = [
        migrations.AddField(
            model_name="recordpack",
            name="entries",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(),
                blank=True,
                db_default=[],
                default=list,
                size=None,
            ),
        ),
    ]
