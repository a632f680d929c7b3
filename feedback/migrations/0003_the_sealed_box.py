"""The sealed box, its hours, paper cards; who reads a note; what a writer adds."""

import uuid

import django.db.models.deletion
import django.db.models.lookups
from django.db import migrations, models

from families.row_security import keep_to_setting


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0004_stamps"),
        ("feedback", "0002_held_by_the_database"),
    ]

    operations = [
        migrations.CreateModel(
            name="Letterbox",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("weekday", models.PositiveSmallIntegerField(default=4)),
                ("hour", models.PositiveSmallIntegerField(default=16)),
                ("then_weekday", models.PositiveSmallIntegerField(null=True)),
                ("then_hour", models.PositiveSmallIntegerField(null=True)),
                ("emptied_on", models.DateField()),
                ("brought_on", models.DateField(null=True)),
                ("lead_brought_on", models.DateField(null=True)),
            ],
            options={
                "verbose_name_plural": "letterboxes",
            },
        ),
        migrations.CreateModel(
            name="PaperCard",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code_hash", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="SealedBox",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("sealed", models.BinaryField()),
            ],
            options={
                "verbose_name_plural": "sealed boxes",
            },
        ),
        migrations.AddField(
            model_name="feedbackitem",
            name="reader",
            field=models.CharField(
                choices=[
                    ("managers", "The manager and the deputy"),
                    ("lead", "The safeguarding lead, without the manager"),
                    ("both", "All of them"),
                ],
                default="managers",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="feedbackreply",
            name="from_writer",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="feedbackitem",
            name="receipt_hash",
            field=models.CharField(max_length=64),
        ),
        migrations.AddConstraint(
            model_name="feedbackitem",
            constraint=models.UniqueConstraint(
                fields=("setting", "receipt_hash"), name="receipt_once_a_setting"
            ),
        ),
        migrations.AddConstraint(
            model_name="feedbackitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("reader__in", ["managers", "lead", "both"])),
                name="note_has_a_known_reader",
            ),
        ),
        migrations.AddField(
            model_name="letterbox",
            name="setting",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="families.setting"
            ),
        ),
        migrations.AddField(
            model_name="papercard",
            name="key",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="families.stampkey",
            ),
        ),
        migrations.AddField(
            model_name="papercard",
            name="setting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="families.setting"
            ),
        ),
        migrations.AddField(
            model_name="sealedbox",
            name="setting",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="families.setting"
            ),
        ),
        migrations.AddConstraint(
            model_name="letterbox",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("hour__lt", 24),
                    ("weekday__lte", 7),
                    models.Q(
                        models.Q(("then_hour", None), ("then_weekday", None)),
                        ("then_weekday__lte", 7),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("then_hour", None), ("then_weekday", None)),
                        ("then_hour__lt", 24),
                        _connector="OR",
                    ),
                ),
                name="letterbox_has_a_day_and_an_hour",
            ),
        ),
        migrations.AddConstraint(
            model_name="papercard",
            constraint=models.UniqueConstraint(
                fields=("key", "code_hash"), name="card_code_once_a_term"
            ),
        ),
        migrations.AddConstraint(
            model_name="sealedbox",
            constraint=models.CheckConstraint(
                condition=django.db.models.lookups.Exact(
                    models.Func(
                        models.F("sealed"),
                        function="octet_length",
                        output_field=models.IntegerField(),
                    ),
                    models.Value(331820),
                ),
                name="sealed_box_has_one_size",
            ),
        ),
        keep_to_setting("feedback_letterbox"),
        keep_to_setting("feedback_sealedbox"),
        keep_to_setting("feedback_papercard", key_id="families_stampkey"),
    ]
