import uuid

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("families", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Observation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("observation", "Observation"),
                            ("group", "Group observation"),
                            ("wow", "Wow moment"),
                            ("home", "From home"),
                        ],
                        default="observation",
                        max_length=12,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("shared", "Shared with the family"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                (
                    "words",
                    models.TextField(blank=True, max_length=5000, verbose_name="what you saw"),
                ),
                ("language", models.CharField(default="en-gb", max_length=10)),
                (
                    "child_voice",
                    models.TextField(
                        blank=True, max_length=500, verbose_name="in the child's words"
                    ),
                ),
                (
                    "areas",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("CL", "Communication and Language"),
                                ("PSED", "Personal, Social and Emotional Development"),
                                ("PD", "Physical Development"),
                                ("L", "Literacy"),
                                ("M", "Mathematics"),
                                ("UW", "Understanding the World"),
                                ("EAD", "Expressive Arts and Design"),
                            ],
                            max_length=8,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "characteristics",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("playing_exploring", "Playing and exploring"),
                                ("active_learning", "Active learning"),
                                ("creating_thinking", "Creating and thinking"),
                            ],
                            max_length=24,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "next_step",
                    models.TextField(
                        blank=True, max_length=500, verbose_name="what we will offer next"
                    ),
                ),
                (
                    "try_at_home",
                    models.TextField(blank=True, max_length=500, verbose_name="to try at home"),
                ),
                (
                    "happened_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="when"),
                ),
                ("shared_at", models.DateTimeField(blank=True, null=True)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("idempotency_key", models.UUIDField(blank=True, null=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="observations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="families.family",
                    ),
                ),
                (
                    "setting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="families.setting",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("words", models.TextField(max_length=2000, verbose_name="your words")),
                ("language", models.CharField(default="en-gb", max_length=10)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("idempotency_key", models.UUIDField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="families.child",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="families.family",
                    ),
                ),
                (
                    "setting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="families.setting",
                    ),
                ),
                (
                    "observation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="learning_journals.observation",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="ObservationChild",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                ("is_shared", models.BooleanField(default=False)),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="journal_lines",
                        to="families.child",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="families.family",
                    ),
                ),
                (
                    "observation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="journal_lines",
                        to="learning_journals.observation",
                    ),
                ),
                (
                    "setting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="families.setting",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Photo",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True)),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                (
                    "description",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="what the picture shows"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("uploaded_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("sizes_ready_at", models.DateTimeField(blank=True, null=True)),
                (
                    "observation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photos",
                        to="learning_journals.observation",
                    ),
                ),
                (
                    "setting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="families.setting",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="ReportRun",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("requested_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("building", "Building"),
                            ("ready", "Ready"),
                            ("failed", "Could not be built"),
                        ],
                        default="building",
                        max_length=10,
                    ),
                ),
                ("file_name", models.CharField(blank=True, max_length=120)),
                ("pages", models.PositiveIntegerField(default=0)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("idempotency_key", models.UUIDField()),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="families.room",
                    ),
                ),
                (
                    "setting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="families.setting",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="families.term",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProgressReport",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("queued", "Waiting"),
                            ("ready", "Ready"),
                            ("failed", "Could not be built"),
                        ],
                        default="queued",
                        max_length=10,
                    ),
                ),
                ("file_name", models.CharField(blank=True, max_length=120)),
                ("pages", models.PositiveIntegerField(default=0)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("shared_at", models.DateTimeField(blank=True, null=True)),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="families.child",
                    ),
                ),
                (
                    "setting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="families.setting",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="learning_journals.reportrun",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CareEntry",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("breakfast", "Breakfast"),
                            ("snack", "Snack"),
                            ("lunch", "Lunch"),
                            ("tea", "Tea"),
                            ("drink", "Drink"),
                            ("bottle", "Bottle"),
                            ("sleep", "Sleep"),
                            ("nappy", "Nappy or toilet"),
                            ("mood", "Mood"),
                            ("activity", "Activity"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="time"),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="until")),
                ("answer", models.CharField(blank=True, max_length=12)),
                (
                    "millilitres",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(1000)],
                        verbose_name="ml",
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=500, verbose_name="words")),
                ("logged_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("batch", models.UUIDField()),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="care_entries",
                        to="families.child",
                    ),
                ),
                (
                    "logged_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                "verbose_name_plural": "care entries",
                "indexes": [
                    models.Index(fields=["child", "-at", "-id"], name="care_child_at"),
                    models.Index(fields=["setting", "batch"], name="care_setting_batch"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("batch", "child"), name="care_once_per_batch_and_child"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            ("ended_at__gte", models.F("at")),
                            _connector="OR",
                        ),
                        name="care_ends_after_it_starts",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            ("kind", "sleep"),
                            ("undone_at__isnull", True),
                        ),
                        fields=("child",),
                        name="one_open_sleep_per_child",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DailyNote",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("day", models.DateField()),
                (
                    "words",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="a real moment of the day"
                    ),
                ),
                ("released_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="daily_notes",
                        to="families.child",
                    ),
                ),
                (
                    "setting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="families.setting",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("child", "day"), name="one_daily_note_per_child_and_day"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="observation",
            index=models.Index(
                fields=["setting", "-happened_at", "-id"], name="observation_setting_at"
            ),
        ),
        migrations.AddIndex(
            model_name="observation",
            index=models.Index(fields=["author", "status"], name="observation_author_status"),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.UniqueConstraint(
                fields=("author", "idempotency_key"), name="observation_once_per_form"
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["observation", "at"], name="comment_observation_at"),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.UniqueConstraint(
                fields=("author", "idempotency_key"), name="comment_once_per_form"
            ),
        ),
        migrations.AddIndex(
            model_name="observationchild",
            index=models.Index(fields=["child", "-at", "-id"], name="journal_child_at"),
        ),
        migrations.AddConstraint(
            model_name="observationchild",
            constraint=models.UniqueConstraint(
                fields=("observation", "child"), name="child_once_in_observation"
            ),
        ),
        migrations.AddIndex(
            model_name="photo",
            index=models.Index(fields=["observation", "position"], name="photo_observation"),
        ),
        migrations.AddConstraint(
            model_name="reportrun",
            constraint=models.UniqueConstraint(
                fields=("requested_by", "idempotency_key"), name="report_run_once_per_form"
            ),
        ),
        migrations.AddIndex(
            model_name="progressreport",
            index=models.Index(fields=["child", "-finished_at"], name="report_child"),
        ),
        migrations.AddConstraint(
            model_name="progressreport",
            constraint=models.UniqueConstraint(
                fields=("run", "child"), name="one_report_per_child_and_run"
            ),
        ),
    ]
