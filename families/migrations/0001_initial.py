import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.operations
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import families.models.people
import families.models.places


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        django.contrib.postgres.operations.BtreeGistExtension(),
        migrations.CreateModel(
            name="Child",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("started_on", models.DateField(verbose_name="from")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("full_name", models.CharField(max_length=120, verbose_name="full name")),
                ("known_as", models.CharField(max_length=60, verbose_name="name we use")),
                (
                    "pronunciation",
                    models.CharField(blank=True, max_length=120, verbose_name="how to say it"),
                ),
                ("date_of_birth", models.DateField(verbose_name="date of birth")),
                (
                    "home_languages",
                    models.JSONField(blank=True, default=list, verbose_name="home languages"),
                ),
                (
                    "allergies",
                    models.CharField(blank=True, max_length=200, verbose_name="allergies"),
                ),
                ("diet", models.CharField(blank=True, max_length=200, verbose_name="food")),
                (
                    "care_note",
                    models.CharField(blank=True, max_length=300, verbose_name="good to know"),
                ),
                (
                    "photos_with_others",
                    models.BooleanField(default=False, verbose_name="may be in group photographs"),
                ),
                ("portrait", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "verbose_name_plural": "children",
            },
        ),
        migrations.CreateModel(
            name="Family",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("address", models.TextField(blank=True, verbose_name="address")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="phone")),
                ("what_matters", models.TextField(blank=True, verbose_name="what matters to us")),
            ],
            options={
                "verbose_name_plural": "families",
            },
        ),
        migrations.CreateModel(
            name="Setting",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("address", models.TextField(blank=True, verbose_name="address")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="phone")),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mail address"),
                ),
                (
                    "registration_number",
                    models.CharField(blank=True, max_length=40, verbose_name="registration number"),
                ),
                (
                    "letterbox_address",
                    models.CharField(
                        default=families.models.places.letterbox_address, max_length=40, unique=True
                    ),
                ),
                ("hidden_care_kinds", models.JSONField(blank=True, default=list)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "email",
                    models.EmailField(max_length=254, unique=True, verbose_name="e-mail address"),
                ),
                ("full_name", models.CharField(max_length=120, verbose_name="full name")),
                (
                    "known_as",
                    models.CharField(blank=True, max_length=60, verbose_name="name we use"),
                ),
                (
                    "pronunciation",
                    models.CharField(blank=True, max_length=120, verbose_name="how to say it"),
                ),
                (
                    "preferred_language",
                    models.CharField(default="en-gb", max_length=10, verbose_name="language"),
                ),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="phone")),
                ("about", models.TextField(blank=True, verbose_name="hello card")),
                ("is_active", models.BooleanField(default=True, verbose_name="may sign in")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"),
                        name="one_user_per_email_address",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("started_on", models.DateField(verbose_name="from")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("practitioner", "Practitioner"),
                            ("room_leader", "Room leader"),
                            ("deputy", "Deputy manager"),
                            ("manager", "Manager"),
                            ("office", "Office"),
                            ("cook", "Cook"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                (
                    "job_title",
                    models.CharField(blank=True, max_length=80, verbose_name="job title"),
                ),
                (
                    "works_on",
                    models.CharField(blank=True, max_length=80, verbose_name="working days"),
                ),
                ("is_safeguarding_lead", models.BooleanField(default=False)),
                ("is_senco", models.BooleanField(default=False)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "setting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="families.setting",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Room",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                (
                    "colour",
                    models.CharField(
                        choices=[
                            ("sage", "sage"),
                            ("clay", "clay"),
                            ("sky", "sky"),
                            ("plum", "plum"),
                        ],
                        default="sage",
                        max_length=10,
                    ),
                ),
                ("youngest_months", models.PositiveSmallIntegerField(default=0)),
                ("oldest_months", models.PositiveSmallIntegerField(default=60)),
                ("places", models.PositiveSmallIntegerField(default=12)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "setting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rooms",
                        to="families.setting",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "name"],
            },
        ),
        migrations.CreateModel(
            name="ParentCarer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("started_on", models.DateField(verbose_name="from")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "relationship",
                    models.CharField(max_length=80, verbose_name="who they are to the child"),
                ),
                (
                    "has_parental_responsibility",
                    models.BooleanField(default=False, verbose_name="parental responsibility"),
                ),
                (
                    "lives_with_child",
                    models.BooleanField(default=True, verbose_name="lives with the child"),
                ),
                (
                    "sees_journal",
                    models.BooleanField(default=True, verbose_name="learning journal"),
                ),
                ("sees_daily_notes", models.BooleanField(default=True, verbose_name="daily notes")),
                ("sees_photos", models.BooleanField(default=True, verbose_name="photographs")),
                ("sees_reports", models.BooleanField(default=True, verbose_name="reports")),
                ("can_message", models.BooleanField(default=True, verbose_name="messages")),
                (
                    "receives_updates",
                    models.BooleanField(default=True, verbose_name="e-mail updates"),
                ),
                ("may_collect", models.BooleanField(default=True, verbose_name="may collect")),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parent_carers",
                        to="families.child",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parent_carers",
                        to="families.family",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parent_carers",
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
        ),
        migrations.CreateModel(
            name="OutboxJob",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.CharField(max_length=200, unique=True)),
                ("task", models.CharField(max_length=100)),
                ("subject_id", models.UUIDField()),
                ("due_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("given_up_at", models.DateTimeField(blank=True, null=True)),
                ("last_error", models.CharField(blank=True, max_length=200)),
                (
                    "setting",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="families.setting",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="KeyPersonAssignment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("started_on", models.DateField(verbose_name="from")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "is_backup",
                    models.BooleanField(default=False, verbose_name="back-up key person"),
                ),
                (
                    "reason",
                    models.CharField(blank=True, max_length=200, verbose_name="why this changed"),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="key_persons",
                        to="families.child",
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="key_children",
                        to="families.membership",
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
            name="Invitation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("email", models.EmailField(max_length=254)),
                ("full_name", models.CharField(max_length=120)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("expires_at", models.DateTimeField(default=families.models.people.invitation_end)),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("role", models.CharField(blank=True, max_length=20)),
                ("relationship", models.CharField(blank=True, max_length=80)),
                ("rights", models.JSONField(blank=True, default=dict)),
                (
                    "child",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="families.child",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="families.family",
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations_sent",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "setting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="families.setting"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="family",
            name="setting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="families",
                to="families.setting",
            ),
        ),
        migrations.AddField(
            model_name="child",
            name="setting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="children",
                to="families.setting",
            ),
        ),
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("verb", models.CharField(max_length=60)),
                ("target_type", models.CharField(max_length=60)),
                ("target_id", models.CharField(max_length=60)),
                (
                    "actor",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.child",
                    ),
                ),
                (
                    "setting",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.setting",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(verbose_name="last day")),
                (
                    "setting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="terms",
                        to="families.setting",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_on"],
            },
        ),
        migrations.CreateModel(
            name="RoomPlace",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("started_on", models.DateField(verbose_name="from")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="room_places",
                        to="families.child",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="places_taken",
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
            ],
            options={
                "indexes": [
                    models.Index(fields=["room", "started_on"], name="room_place_room_from")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True),
                            ("ended_on__gte", models.F("started_on")),
                            _connector="OR",
                        ),
                        name="room_place_ends_after_it_starts",
                        violation_error_message="The last day is before the first day.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (models.F("child"), "="),
                            (
                                models.Func(
                                    models.F("started_on"),
                                    models.F("ended_on"),
                                    models.Value("[]"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="one_room_a_day_per_child",
                        violation_error_message="This child has another room on some of these days.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoomAssignment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("started_on", models.DateField(verbose_name="from")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="room_assignments",
                        to="families.membership",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
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
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True),
                            ("ended_on__gte", models.F("started_on")),
                            _connector="OR",
                        ),
                        name="room_assignment_ends_after_it_starts",
                        violation_error_message="The last day is before the first day.",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="room",
            constraint=models.UniqueConstraint(
                fields=("setting", "name"), name="room_name_once_per_setting"
            ),
        ),
        migrations.AddIndex(
            model_name="parentcarer",
            index=models.Index(fields=["user", "child"], name="parent_carer_user_child"),
        ),
        migrations.AddConstraint(
            model_name="parentcarer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True),
                    ("ended_on__gte", models.F("started_on")),
                    _connector="OR",
                ),
                name="parent_carer_ends_after_it_starts",
                violation_error_message="The last day is before the first day.",
            ),
        ),
        migrations.AddConstraint(
            model_name="parentcarer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True)),
                fields=("child", "user"),
                name="one_open_link_per_adult_and_child",
            ),
        ),
        migrations.AddIndex(
            model_name="outboxjob",
            index=models.Index(
                condition=models.Q(("done_at__isnull", True), ("given_up_at__isnull", True)),
                fields=["due_at"],
                name="outbox_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(fields=["user", "setting"], name="membership_user_setting"),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True),
                    ("ended_on__gte", models.F("started_on")),
                    _connector="OR",
                ),
                name="membership_ends_after_it_starts",
                violation_error_message="The last day is before the first day.",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True)),
                fields=("setting", "user"),
                name="one_open_membership_per_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="keypersonassignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True),
                    ("ended_on__gte", models.F("started_on")),
                    _connector="OR",
                ),
                name="key_person_ends_after_it_starts",
                violation_error_message="The last day is before the first day.",
            ),
        ),
        migrations.AddConstraint(
            model_name="keypersonassignment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True), ("is_backup", False)),
                fields=("child",),
                name="one_open_key_person_per_child",
                violation_error_message="This child has a key person already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="keypersonassignment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True), ("is_backup", True)),
                fields=("child",),
                name="one_open_backup_per_child",
                violation_error_message="This child has a back-up key person already.",
            ),
        ),
        migrations.AddIndex(
            model_name="invitation",
            index=models.Index(fields=["setting", "email"], name="invitation_setting_email"),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("role", ""), ("child__isnull", False), ("family__isnull", False)),
                    models.Q(
                        models.Q(("role", ""), _negated=True),
                        ("child__isnull", True),
                        ("family__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="invitation_is_for_a_child_or_a_role",
            ),
        ),
        migrations.AddIndex(
            model_name="child",
            index=models.Index(fields=["setting", "known_as"], name="child_setting_name"),
        ),
        migrations.AddConstraint(
            model_name="child",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True),
                    ("ended_on__gte", models.F("started_on")),
                    _connector="OR",
                ),
                name="child_leaves_after_starting",
                violation_error_message="The last day is before the first day.",
            ),
        ),
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(fields=["setting", "-at"], name="audit_setting_at"),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="term_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.UniqueConstraint(
                fields=("setting", "starts_on"), name="term_once_per_setting"
            ),
        ),
    ]
