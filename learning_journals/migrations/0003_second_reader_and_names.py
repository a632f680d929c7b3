"""The second reader, the link to an earlier observation, names hidden from other families."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from families.row_security import keep_column_to_setting, keep_to_setting

OBSERVATION = "learning_journals_observation"


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0003_held_by_the_database"),
        ("learning_journals", "0002_held_by_the_database"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="GivenBack",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("words", models.CharField(max_length=500, verbose_name="what is still missing?")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name_plural": "given back",
            },
        ),
        migrations.CreateModel(
            name="SecondReaderRule",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("nobody", "No: whoever writes it shares it"),
                            ("all", "Yes, all of them"),
                            (
                                "not_of_readers",
                                "Yes, but room leaders, deputy and manager share their own at once",
                            ),
                        ],
                        max_length=14,
                    ),
                ),
                ("chosen_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("replaced_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="observation",
            name="shared_means_shared_at",
        ),
        migrations.AddField(
            model_name="observation",
            name="builds_on",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="went_on",
                to="learning_journals.observation",
            ),
        ),
        migrations.AddField(
            model_name="observation",
            name="child_count",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="observation",
            name="handed_in_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="observation",
            name="reader",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="observationchild",
            name="hidden_names",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=120),
                blank=True,
                db_default=[],
                default=list,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="journalbook",
            name="entries",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(),
                blank=True,
                db_default=[],
                default=list,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="hidden_names",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=120),
                blank=True,
                db_default=[],
                default=list,
                size=None,
            ),
        ),
        migrations.AlterField(
            model_name="observation",
            name="status",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("waiting", "Waiting for a second reader"),
                    ("shared", "Shared with the family"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="draft",
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="observation",
            index=models.Index(
                condition=models.Q(("status", "waiting")),
                fields=["setting", "handed_in_at"],
                name="observation_waits",
            ),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("shared_at__isnull", False), ("status", "shared")),
                    models.Q(("shared_at__isnull", True), ("status__in", ("draft", "waiting"))),
                    ("status", "withdrawn"),
                    _connector="OR",
                ),
                name="shared_means_shared_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "waiting"), _negated=True),
                    models.Q(
                        ("child_count__gt", 0),
                        ("family__isnull", True),
                        ("handed_in_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="waiting_means_handed_in",
            ),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reader__isnull", True),
                    models.Q(("reader", models.F("author")), _negated=True),
                    _connector="OR",
                ),
                name="a_second_reader_is_somebody_else",
            ),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("builds_on__isnull", True),
                    models.Q(("builds_on", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="builds_on_another",
            ),
        ),
        migrations.AddField(
            model_name="givenback",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="givenback",
            name="observation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="given_back",
                to="learning_journals.observation",
            ),
        ),
        migrations.AddField(
            model_name="givenback",
            name="setting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="families.setting"
            ),
        ),
        migrations.AddField(
            model_name="secondreaderrule",
            name="chosen_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="secondreaderrule",
            name="setting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="families.setting"
            ),
        ),
        migrations.AddIndex(
            model_name="givenback",
            index=models.Index(fields=["observation", "-at"], name="given_back_at"),
        ),
        migrations.AddConstraint(
            model_name="givenback",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="given_back_with_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="secondreaderrule",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_at__isnull", True)),
                fields=("setting",),
                name="one_second_reader_rule_per_setting",
            ),
        ),
        keep_column_to_setting(OBSERVATION, "builds_on_id", OBSERVATION),
        keep_to_setting("learning_journals_givenback", observation_id=OBSERVATION),
        keep_to_setting("learning_journals_secondreaderrule"),
    ]
