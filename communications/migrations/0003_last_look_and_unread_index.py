import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from families.row_security import ApplyRowSecurity


class Migration(migrations.Migration):
    dependencies = [
        ("communications", "0002_row_security"),
        ("families", "0004_hello_cards_and_accepting_invitations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LastLook",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("seen_at", models.DateTimeField()),
                ("new_since", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="digestpreference",
            name="changed_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.AddIndex(
            model_name="participant",
            index=models.Index(
                condition=models.Q(
                    ("last_heard_at__isnull", False),
                    models.Q(
                        ("last_read_at__isnull", True),
                        ("last_read_at__lt", models.F("last_heard_at")),
                        _connector="OR",
                    ),
                ),
                fields=["user"],
                name="participant_unread",
            ),
        ),
        ApplyRowSecurity(),
    ]
