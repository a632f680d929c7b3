"""From which day on a nursery is closed: its letterbox takes nothing then."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0005_terms_with_stamps"),
    ]

    operations = [
        migrations.AddField(
            model_name="setting",
            name="closed_on",
            field=models.DateField(
                null=True, verbose_name="first day on which the nursery is closed"
            ),
        ),
    ]
