from django.db import migrations, models

from families.row_security import ApplyRowSecurity


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0003_outbox_on_behalf_of"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="auditevent",
            name="audit_setting_at",
        ),
        migrations.AddField(
            model_name="user",
            name="languages",
            field=models.JSONField(blank=True, default=list, verbose_name="languages you speak"),
        ),
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(fields=["setting", "-at", "-id"], name="audit_setting_at_id"),
        ),
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(
                condition=models.Q(("verb", "read_many_children")),
                fields=["setting", "-at"],
                name="audit_alarms",
            ),
        ),
        ApplyRowSecurity(),
    ]
