"""Three taps: questions without names, and what may be told of the answers."""

import datetime
import uuid

import django.db.models.deletion
from django.db import migrations, models

from families.row_security import keep_to_setting


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0004_stamps"),
        ("feedback", "0004_the_tray"),
    ]

    operations = [
        migrations.CreateModel(
            name="Pulse",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("title", models.CharField(max_length=80)),
                ("questions", models.JSONField()),
                ("opens_on", models.DateField()),
                ("closes_on", models.DateField()),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("is_opened", models.BooleanField(default=False)),
                ("counted_on", models.DateField(null=True)),
                ("result", models.JSONField(null=True)),
                (
                    "setting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="families.setting",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("counted_on", None), ("is_opened", True)),
                        fields=("setting",),
                        name="one_pulse_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closes_on__gte", models.F("opens_on") + datetime.timedelta(days=6)),
                            ("closes_on__lte", models.F("opens_on") + datetime.timedelta(days=34)),
                        ),
                        name="pulse_is_open_for_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("counted_on", None), ("result__isnull", True)),
                            models.Q(
                                ("counted_on__gt", models.F("closes_on")),
                                ("is_opened", True),
                                ("result__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="pulse_is_counted_after_its_end",
                    ),
                ],
            },
        ),
        keep_to_setting("feedback_pulse"),
        # A total and a number for each answer, or null: none of them is under five, nought neither.
        migrations.RunSQL(
            'ALTER TABLE "feedback_pulse" ADD CONSTRAINT "pulse_tells_no_small_number" CHECK'
            " (result IS NULL OR NOT jsonb_path_exists(result,"
            """ '$.** ? (@.type() == "number" && @ < 5)'))""",
            'ALTER TABLE "feedback_pulse" DROP CONSTRAINT "pulse_tells_no_small_number"',
        ),
    ]
