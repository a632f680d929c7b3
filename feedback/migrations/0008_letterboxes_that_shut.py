"""A letterbox is shut and opened when it is emptied, not when somebody says that the nursery closes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0007_owner_or_committee"),
        ("feedback", "0007_comments_by_stamp"),
    ]

    operations = [
        migrations.AddField(
            model_name="letterbox",
            name="is_shut",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.RunSQL(
            "SELECT set_config('app.purpose', 'maintenance', true)", migrations.RunSQL.noop
        ),
        migrations.RunSQL(
            "UPDATE feedback_letterbox SET is_shut = true FROM families_setting s"
            " WHERE s.id = setting_id AND s.closed_on <= current_date",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL("SELECT set_config('app.purpose', '', true)", migrations.RunSQL.noop),
    ]
