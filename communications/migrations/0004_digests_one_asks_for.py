from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("communications", "0003_last_look_and_unread_index"),
    ]

    operations = [
        migrations.AddField(
            model_name="digest",
            name="was_asked_for",
            field=models.BooleanField(default=False),
        ),
    ]
