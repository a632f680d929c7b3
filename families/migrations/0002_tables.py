import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import families.models.people
import families.models.places
import families.models.safeguarding
from families.tables import CreateTables


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0001_initial"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("sessions", "0001_initial"),
        ("usersessions", "0001_initial"),
    ]
    # An old migration stands in one list only: a run that stops after this file goes on with the next.
    replaces = [
        ("families", "0002_row_security"),
        ("families", "0003_outbox_on_behalf_of"),
        ("families", "0004_hello_cards_and_accepting_invitations"),
        ("families", "0005_the_other_workplace"),
        ("families", "0006_the_first_manager_is_invited_by_nobody"),
        ("families", "0007_letters_of_children_who_leave"),
        ("families", "0008_the_jobs_of_one_row"),
        ("families", "0010_dated_rows_do_not_overlap"),
        ("families", "0011_goals_with_two_owners"),
        ("families", "0012_who_collects"),
        ("families", "0013_terms_do_not_overlap"),
        ("families", "0014_safeguarding_and_where_to_turn"),
        ("families", "0015_taking_part"),
        ("families", "0016_joining_and_plans"),
        ("families", "0017_in_confidence"),
        ("families", "0019_every_setting_asks"),
        ("families", "0020_what_families_say"),
        ("families", "0021_has_anything_changed"),
        ("families", "0022_covers_and_hellos"),
        ("families", "0023_policies_help_nearby_and_hard_times"),
        ("families", "0024_files_that_are_brought_in"),
        ("families", "0027_plans_that_change_and_visits_taken_back"),
        ("families", "0028_a_hope_is_enough"),
        ("families", "0029_drafts_of_what_homes_say"),
        ("families", "0030_rights_of_a_first_day"),
        ("families", "0031_framework_of_a_setting"),
    ]

    operations = [
        CreateTables(
            [
                # --- models/audit.py
                migrations.CreateModel(
                    name="AuditEvent",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
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
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "actor",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("verb", models.CharField(max_length=60)),
                        ("target_type", models.CharField(max_length=60)),
                        ("target_id", models.CharField(max_length=60)),
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
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["setting", "-at", "-id"], name="audit_setting_at_id"
                            ),
                            models.Index(
                                condition=models.Q(("verb", "read_many_children")),
                                fields=["setting", "-at"],
                                name="audit_alarms",
                            ),
                        ],
                    },
                ),
                # --- models/checks.py
                migrations.CreateModel(
                    name="HealthChange",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="health_changes",
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
                            "field",
                            models.CharField(
                                choices=[
                                    ("allergies", "Allergies"),
                                    ("diet", "Food"),
                                    ("care_note", "Good to know"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=300)),
                        ("was", models.CharField(blank=True, max_length=300)),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "settled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("is_accepted", models.BooleanField(default=False)),
                        (
                            "answer",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="a word to the family"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("settled_at__isnull", True)),
                                fields=("child", "family", "field"),
                                name="one_open_health_change_per_home",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_accepted", False),
                                    models.Q(
                                        ("settled_at__isnull", False), ("settled_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="an_accepted_health_change_is_settled",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FamilyCheck",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="checks",
                                to="families.family",
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
                        ("steps_done", models.JSONField(blank=True, default=list)),
                        ("put_off_until", models.DateField(blank=True, null=True)),
                        ("begun_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("family", "term"), name="one_check_per_home_and_term"
                            )
                        ],
                    },
                ),
                # --- models/children.py
                migrations.CreateModel(
                    name="Child",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("started_on", models.DateField(verbose_name="from")),
                        (
                            "ended_on",
                            models.DateField(blank=True, null=True, verbose_name="last day"),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="children",
                                to="families.setting",
                            ),
                        ),
                        ("full_name", models.CharField(max_length=120, verbose_name="full name")),
                        ("known_as", models.CharField(max_length=60, verbose_name="name we use")),
                        (
                            "pronunciation",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="how to say it"
                            ),
                        ),
                        (
                            "date_of_birth",
                            models.DateField(blank=True, null=True, verbose_name="date of birth"),
                        ),
                        (
                            "expected_on",
                            models.DateField(blank=True, null=True, verbose_name="expected"),
                        ),
                        (
                            "home_languages",
                            models.JSONField(
                                blank=True, default=list, verbose_name="home languages"
                            ),
                        ),
                        (
                            "allergies",
                            models.CharField(blank=True, max_length=200, verbose_name="allergies"),
                        ),
                        ("diet", models.CharField(blank=True, max_length=200, verbose_name="food")),
                        (
                            "care_note",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="good to know"
                            ),
                        ),
                        (
                            "consent_key",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                        ),
                        (
                            "reference",
                            models.CharField(
                                blank=True, max_length=60, verbose_name="number in the other system"
                            ),
                        ),
                        ("portrait", models.CharField(blank=True, max_length=120)),
                    ],
                    options={
                        "verbose_name_plural": "children",
                        "indexes": [
                            models.Index(fields=["setting", "known_as"], name="child_setting_name")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True),
                                    ("ended_on__gte", models.F("started_on")),
                                    _connector="OR",
                                ),
                                name="child_leaves_after_starting",
                                violation_error_message="The last day is before the first day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("date_of_birth__isnull", False),
                                    ("expected_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="child_is_born_or_expected",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("reference", ""), _negated=True),
                                fields=("setting", "reference"),
                                name="child_reference_once_per_setting",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RoomPlace",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("started_on", models.DateField(verbose_name="from")),
                        (
                            "ended_on",
                            models.DateField(blank=True, null=True, verbose_name="last day"),
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
                    name="Family",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="families",
                                to="families.setting",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("address", models.TextField(blank=True, verbose_name="address")),
                        (
                            "phone",
                            models.CharField(blank=True, max_length=30, verbose_name="phone"),
                        ),
                        (
                            "what_matters",
                            models.TextField(blank=True, verbose_name="what matters to us"),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "families",
                    },
                ),
                migrations.CreateModel(
                    name="ParentCarer",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("started_on", models.DateField(verbose_name="from")),
                        (
                            "ended_on",
                            models.DateField(blank=True, null=True, verbose_name="last day"),
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
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="parent_carers",
                                to="families.child",
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
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parent_carers",
                                to="families.family",
                            ),
                        ),
                        (
                            "relationship",
                            models.CharField(
                                max_length=80, verbose_name="who they are to the child"
                            ),
                        ),
                        (
                            "has_parental_responsibility",
                            models.BooleanField(
                                default=False, verbose_name="parental responsibility"
                            ),
                        ),
                        (
                            "lives_with_child",
                            models.BooleanField(default=True, verbose_name="lives with the child"),
                        ),
                        (
                            "sees_journal",
                            models.BooleanField(default=True, verbose_name="learning journal"),
                        ),
                        (
                            "sees_daily_notes",
                            models.BooleanField(default=True, verbose_name="daily notes"),
                        ),
                        (
                            "sees_photos",
                            models.BooleanField(default=True, verbose_name="photographs"),
                        ),
                        ("sees_reports", models.BooleanField(default=True, verbose_name="reports")),
                        ("can_message", models.BooleanField(default=True, verbose_name="messages")),
                        (
                            "receives_updates",
                            models.BooleanField(default=True, verbose_name="e-mail updates"),
                        ),
                        (
                            "may_collect",
                            models.BooleanField(default=True, verbose_name="may collect"),
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
                            "rights_since",
                            models.DateTimeField(blank=True, editable=False, null=True),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["user", "child"], name="parent_carer_user_child")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True),
                                    ("ended_on__gte", models.F("started_on")),
                                    _connector="OR",
                                ),
                                name="parent_carer_ends_after_it_starts",
                                violation_error_message="The last day is before the first day.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_on__isnull", True)),
                                fields=("child", "user"),
                                name="one_open_link_per_adult_and_child",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True),
                                    models.Q(("ended_on", models.F("started_on")), _negated=True),
                                    _connector="OR",
                                ),
                                expressions=[
                                    (models.F("child"), "="),
                                    (models.F("user"), "="),
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
                                name="one_link_a_day_per_adult_and_child",
                                violation_error_message="They have another link on some of these days.",
                            ),
                        ],
                    },
                ),
                # --- models/collection.py
                migrations.CreateModel(
                    name="AuthorisedCollector",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("started_on", models.DateField(verbose_name="from")),
                        (
                            "ended_on",
                            models.DateField(blank=True, null=True, verbose_name="last day"),
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
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="collectors",
                                to="families.child",
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="collectors",
                                to="families.family",
                            ),
                        ),
                        ("full_name", models.CharField(max_length=120, verbose_name="full name")),
                        (
                            "relationship",
                            models.CharField(
                                max_length=80, verbose_name="who they are to the child"
                            ),
                        ),
                        ("phone", models.CharField(max_length=30, verbose_name="phone")),
                        ("portrait", models.CharField(blank=True, max_length=120)),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["child", "family"], name="collector_child_home")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True),
                                    ("ended_on__gte", models.F("started_on")),
                                    _connector="OR",
                                ),
                                name="collector_ends_after_they_start",
                                violation_error_message="The last day is before the first day.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CollectionPassword",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="passwords",
                                to="families.family",
                            ),
                        ),
                        (
                            "word",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="collection password"
                            ),
                        ),
                        (
                            "set_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("set_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("family",),
                                name="one_collection_password_per_home",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_at__isnull", True),
                                        models.Q(("word", ""), _negated=True),
                                    ),
                                    models.Q(("ended_at__isnull", False), ("word", "")),
                                    _connector="OR",
                                ),
                                name="an_old_collection_password_is_forgotten",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CollectionChoice",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="collection_choices",
                                to="families.child",
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="families.family",
                            ),
                        ),
                        ("day", models.DateField(verbose_name="day")),
                        (
                            "adult",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "collector",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="choices",
                                to="families.authorisedcollector",
                            ),
                        ),
                        (
                            "told_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("told_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_at__isnull", True)),
                                fields=("child", "family", "day"),
                                name="one_collector_a_day_per_home",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("adult__isnull", False), ("collector__isnull", True)),
                                    models.Q(("adult__isnull", True), ("collector__isnull", False)),
                                    _connector="OR",
                                ),
                                name="either_an_adult_or_a_collector",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CollectorCheck",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "collector",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="checks",
                                to="families.authorisedcollector",
                            ),
                        ),
                        (
                            "choice",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="checks",
                                to="families.collectionchoice",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("collector"),
                                condition=models.Q(("choice__isnull", True)),
                                name="a_collector_is_met_once",
                            ),
                            models.UniqueConstraint(
                                models.F("choice"),
                                condition=models.Q(("choice__isnull", False)),
                                name="a_choice_is_rung_back_once",
                            ),
                        ],
                    },
                ),
                # --- models/consents.py
                migrations.CreateModel(
                    name="ConsentPurpose",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="consent_purposes",
                                to="families.setting",
                            ),
                        ),
                        ("code", models.SlugField(max_length=30)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("photograph", "Photos and films"),
                                    ("outing", "Going out"),
                                    ("care", "Everyday care"),
                                    ("health", "If something happens"),
                                    ("sharing", "Passing things on"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("is_asked", models.BooleanField(default=True, verbose_name="we ask this")),
                        (
                            "review_after_months",
                            models.PositiveSmallIntegerField(
                                null=True, verbose_name="ask again after"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position", "code"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("setting", "code"), name="consent_purpose_code_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_asked", True),
                                    models.Q(
                                        ("code__in", ["photo_own", "photo_group"]), _negated=True
                                    ),
                                    _connector="OR",
                                ),
                                name="photos_in_journals_are_always_asked",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConsentWording",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "purpose",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="wordings",
                                to="families.consentpurpose",
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField(default=1)),
                        ("title", models.CharField(max_length=80, verbose_name="in a few words")),
                        ("question", models.CharField(max_length=200, verbose_name="the question")),
                        (
                            "explanation",
                            models.CharField(
                                blank=True, max_length=600, verbose_name="what it means"
                            ),
                        ),
                        (
                            "started_on",
                            models.DateField(
                                default=django.utils.timezone.localdate, verbose_name="from"
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["version"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("purpose", "version"), name="consent_wording_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Consent",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="consents",
                                to="families.child",
                            ),
                        ),
                        (
                            "link",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="consents",
                                to="families.parentcarer",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "purpose",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="families.consentpurpose",
                            ),
                        ),
                        (
                            "wording",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="families.consentwording",
                            ),
                        ),
                        ("answer", models.BooleanField(verbose_name="yes")),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "paper_signed_on",
                            models.DateField(blank=True, null=True, verbose_name="signed on"),
                        ),
                        ("touched", models.JSONField(blank=True, default=list)),
                        ("idempotency_key", models.UUIDField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["child", "purpose", "-at"], name="consent_child_purpose"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("recorded_by", "idempotency_key"),
                                name="consent_once_per_form",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("paper_signed_on__isnull", True),
                                        ("recorded_by", models.F("person")),
                                    ),
                                    models.Q(
                                        ("paper_signed_on__isnull", False),
                                        models.Q(
                                            ("recorded_by", models.F("person")), _negated=True
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="one_s_own_answer_or_one_on_paper",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConsentInForce",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("started_on", models.DateField(verbose_name="from")),
                        (
                            "ended_on",
                            models.DateField(blank=True, null=True, verbose_name="last day"),
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
                            "child",
                            models.ForeignKey(
                                db_column="child_key",
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers_in_force",
                                to="families.child",
                                to_field="consent_key",
                            ),
                        ),
                        ("code", models.SlugField(max_length=30)),
                        ("is_yes", models.BooleanField()),
                        (
                            "consent",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="in_force",
                                to="families.consent",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "consents in force",
                        "indexes": [
                            models.Index(fields=["setting", "code"], name="consent_in_force_code")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True),
                                    ("ended_on__gte", models.F("started_on")),
                                    _connector="OR",
                                ),
                                name="consent_in_force_ends_after_it_starts",
                                violation_error_message="The last day is before the first day.",
                            )
                        ],
                    },
                ),
                # --- models/court_orders.py
                migrations.CreateModel(
                    name="CourtOrderNote",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("started_on", models.DateField(verbose_name="from")),
                        (
                            "ended_on",
                            models.DateField(blank=True, null=True, verbose_name="last day"),
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
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="court_orders",
                                to="families.child",
                            ),
                        ),
                        (
                            "adult",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("words", models.TextField(verbose_name="what the order says")),
                        (
                            "review_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="look at it again on"
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
                        ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True),
                                    ("ended_on__gte", models.F("started_on")),
                                    _connector="OR",
                                ),
                                name="court_order_ends_after_it_starts",
                                violation_error_message="The last day is before the first day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("review_on__isnull", True),
                                    ("review_on__gte", models.F("started_on")),
                                    _connector="OR",
                                ),
                                name="a_court_order_is_looked_at_after_it_starts",
                            ),
                        ],
                    },
                ),
                # --- models/csv_imports.py
                migrations.CreateModel(
                    name="CsvImport",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("rooms", "Rooms"),
                                    ("staff", "Staff"),
                                    ("children", "Children"),
                                    ("families", "Parents and carers"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("file_name", models.CharField(max_length=200)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("matching", "Columns not matched yet"),
                                    ("ready", "Waiting for your yes"),
                                    ("running", "Being imported"),
                                    ("done", "Imported"),
                                    ("failed", "Not imported"),
                                    ("discarded", "Thrown away"),
                                ],
                                default="matching",
                                max_length=10,
                            ),
                        ),
                        ("headers", models.JSONField(default=list)),
                        ("rows", models.JSONField(default=list)),
                        ("matching", models.JSONField(default=list)),
                        (
                            "date_order",
                            models.CharField(
                                blank=True,
                                choices=[("dmy", "day first"), ("mdy", "month first")],
                                max_length=3,
                            ),
                        ),
                        ("outcome", models.JSONField(blank=True, default=dict)),
                        ("round", models.PositiveSmallIntegerField(default=0)),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                        ("started_at", models.DateTimeField(blank=True, null=True)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["setting", "-created_at"], name="csv_import_newest"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["done", "discarded"]), _negated=True),
                                    ("rows", []),
                                    _connector="OR",
                                ),
                                name="csv_import_keeps_no_rows_when_over",
                            )
                        ],
                    },
                ),
                # --- models/goals.py
                migrations.CreateModel(
                    name="FamilyGoal",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="goals",
                                to="families.child",
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="goals",
                                to="families.family",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                        ("review_on", models.DateField(verbose_name="when we look back together")),
                        ("closed_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["child", "family"], name="goal_child_family")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GoalVersion",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "goal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="versions",
                                to="families.familygoal",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("by_home", models.BooleanField()),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "written_at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                        ("written_on", models.DateField()),
                        ("hope", models.TextField(verbose_name="what we hope")),
                        ("what_we_saw", models.TextField(blank=True, verbose_name="what we saw")),
                        ("home_action", models.TextField(blank=True, verbose_name="next at home")),
                        (
                            "home_owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "setting_action",
                            models.TextField(blank=True, verbose_name="next at nursery"),
                        ),
                        (
                            "setting_owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="families.membership",
                            ),
                        ),
                        ("review_on", models.DateField(verbose_name="when we look back together")),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("goal", "number"), name="goal_version_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("review_on__gte", models.F("written_on"))),
                                name="goal_is_reviewed_after_it_is_written",
                                violation_error_message="This day is over. Choose one that comes.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("hope", ""), _negated=True),
                                name="goal_says_what_we_hope",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GoalYes",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="yeses",
                                to="families.goalversion",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("agreed", "we agree"), ("closed", "we can close it")],
                                max_length=10,
                            ),
                        ),
                        ("by_home", models.BooleanField()),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                        ("thanks", models.TextField(blank=True, verbose_name="thank you")),
                    ],
                    options={
                        "verbose_name_plural": "goal yeses",
                        "ordering": ["at", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("version", "kind", "by_home"), name="one_yes_for_each_side"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GoalStep",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "goal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="families.familygoal",
                            ),
                        ),
                        ("words", models.TextField(verbose_name="small step")),
                        ("by_home", models.BooleanField()),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "written_at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                        ("done_on", models.DateField(blank=True, null=True)),
                        (
                            "done_where",
                            models.CharField(
                                blank=True,
                                choices=[("home", "at home"), ("setting", "at nursery")],
                                max_length=10,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["written_at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_on__isnull", True), ("done_where", "")),
                                    models.Q(
                                        ("done_on__isnull", False),
                                        models.Q(("done_where", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="goal_step_is_done_on_a_day_at_a_place",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GoalReview",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "goal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reviews",
                                to="families.familygoal",
                            ),
                        ),
                        ("words", models.TextField(verbose_name="how far we have come")),
                        ("by_home", models.BooleanField()),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                        (
                            "next_review_on",
                            models.DateField(verbose_name="when we look back again"),
                        ),
                    ],
                    options={
                        "ordering": ["at", "id"],
                    },
                ),
                # --- models/hard_times.py
                migrations.CreateModel(
                    name="HardTime",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="hard_times",
                                to="families.family",
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("words", models.TextField(verbose_name="what you want us to know")),
                        ("started_on", models.DateField()),
                        ("ends_on", models.DateField(verbose_name="until")),
                        ("taken_back_on", models.DateField(blank=True, null=True)),
                        (
                            "readers",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.UUIDField(), size=None
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["family", "ends_on"], name="hard_time_of_home")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("started_on"))),
                                name="hard_time_has_an_end",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("readers", []), _negated=True),
                                name="hard_time_has_readers",
                            ),
                        ],
                    },
                ),
                # --- models/house_policies.py
                migrations.CreateModel(
                    name="HousePolicy",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("policy", "A policy: how we do it here"),
                                    ("together", "How we work together: both sides say yes"),
                                ],
                                default="policy",
                                max_length=10,
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="title")),
                    ],
                    options={
                        "verbose_name_plural": "house policies",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("setting", "title"), name="house_policy_title_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HousePolicyVersion",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "policy",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="versions",
                                to="families.housepolicy",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("valid_from", models.DateField()),
                        ("summary", models.TextField()),
                        ("words", models.TextField()),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("published_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("form_key", models.UUIDField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("policy", "number"), name="house_policy_version_once"
                            ),
                            models.UniqueConstraint(
                                fields=("author", "form_key"), name="house_policy_form_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("summary__regex", "\\S"), ("words__regex", "\\S")
                                ),
                                name="house_policy_version_has_words",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HousePolicyReading",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="readings",
                                to="families.housepolicyversion",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("read_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("version", "user"), name="house_policy_read_once"
                            )
                        ],
                    },
                ),
                # --- models/joining.py
                migrations.CreateModel(
                    name="Joining",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "child",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="joining",
                                to="families.child",
                            ),
                        ),
                        (
                            "offered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("offered_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("settled_on", models.DateField(blank=True, null=True)),
                        ("settled_signs", models.CharField(blank=True, max_length=500)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("settled_on__isnull", True), ("settled_signs", "")),
                                    models.Q(
                                        ("settled_on__isnull", False),
                                        models.Q(("settled_signs", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="settled_by_signs",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="JoiningStep",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="joining_steps",
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
                        ("code", models.CharField(max_length=20)),
                        (
                            "done_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("done_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("child", "family", "code"),
                                name="joining_step_once",
                                nulls_distinct=False,
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HelpWish",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="help_wishes",
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
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "words",
                            models.TextField(
                                max_length=1000, verbose_name="what would help you most?"
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "we_will",
                            models.TextField(
                                blank=True, max_length=1000, verbose_name="what we will do"
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="families.membership",
                            ),
                        ),
                        ("by_day", models.DateField(blank=True, null=True, verbose_name="by when")),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["child", "-at"], name="help_wish_child")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_at__isnull", True),
                                    models.Q(
                                        ("by_day__isnull", False),
                                        ("owner__isnull", False),
                                        models.Q(("we_will", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="an_answer_says_what_who_and_when",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HomeVisit",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="home_visits",
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
                            "purpose",
                            models.TextField(max_length=500, verbose_name="what it is for"),
                        ),
                        (
                            "visitor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="families.membership",
                            ),
                        ),
                        (
                            "second_visitor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="families.membership",
                            ),
                        ),
                        (
                            "times",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.DateTimeField(), size=3
                            ),
                        ),
                        (
                            "offered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("offered_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("offered", "Offered"),
                                    ("accepted", "Agreed"),
                                    ("other_time", "Another time asked for"),
                                    ("declined", "No visit, and that is fine"),
                                    ("taken_back", "Taken back"),
                                ],
                                default="offered",
                                max_length=10,
                            ),
                        ),
                        ("takes_place_at", models.DateTimeField(blank=True, null=True)),
                        ("asked_for_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answer",
                            models.TextField(
                                blank=True, max_length=500, verbose_name="a word to us"
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "taken_back_by",
                            models.CharField(
                                blank=True,
                                choices=[("home", "the family"), ("nursery", "the nursery")],
                                max_length=8,
                            ),
                        ),
                        (
                            "taken_back_words",
                            models.TextField(blank=True, max_length=500, verbose_name="why not"),
                        ),
                        (
                            "notes",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="what we saw and heard"
                            ),
                        ),
                        ("noted_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["child", "-offered_at"], name="home_visit_child")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "accepted"), _negated=True),
                                    ("takes_place_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="an_agreed_visit_has_its_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "other_time"), _negated=True),
                                    ("asked_for_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="another_time_is_named",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("second_visitor__isnull", True),
                                    models.Q(
                                        ("second_visitor", models.F("visitor")), _negated=True
                                    ),
                                    _connector="OR",
                                ),
                                name="two_visitors_are_two_people",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HomeVisitSafetyNote",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.child",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="safety_notes",
                                to="families.homevisit",
                            ),
                        ),
                        (
                            "words",
                            models.TextField(max_length=500, verbose_name="for colleagues only"),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["visit", "at"], name="home_visit_safety")],
                    },
                ),
                migrations.CreateModel(
                    name="SettlingVisit",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="settling_visits",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("together", "Together with a parent or carer"),
                                    ("short", "A short stay without"),
                                    ("half_day", "Half a day without"),
                                ],
                                default="together",
                                max_length=10,
                            ),
                        ),
                        ("day", models.DateField(verbose_name="day")),
                        ("starts_at", models.TimeField(verbose_name="from")),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("proposed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("proposed", "Proposed"),
                                    ("agreed", "Agreed"),
                                    ("cancelled", "Called off"),
                                ],
                                default="proposed",
                                max_length=10,
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(blank=True, max_length=500, verbose_name="how it was"),
                        ),
                        ("outcome_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["child", "day"], name="settling_visit_child")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("status", "cancelled"), _negated=True),
                                fields=("child", "day", "starts_at"),
                                name="one_settling_visit_at_a_time",
                            )
                        ],
                    },
                ),
                # --- models/key_persons.py
                migrations.CreateModel(
                    name="KeyPersonAssignment",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("started_on", models.DateField(verbose_name="from")),
                        (
                            "ended_on",
                            models.DateField(blank=True, null=True, verbose_name="last day"),
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
                            "is_backup",
                            models.BooleanField(default=False, verbose_name="back-up key person"),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="why this changed"
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
                                name="key_person_ends_after_it_starts",
                                violation_error_message="The last day is before the first day.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True), ("is_backup", False)
                                ),
                                fields=("child",),
                                name="one_open_key_person_per_child",
                                violation_error_message="This child has a key person already.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_on__isnull", True), ("is_backup", True)),
                                fields=("child",),
                                name="one_open_backup_per_child",
                                violation_error_message="This child has a back-up key person already.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("is_backup", False)),
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
                                name="one_key_person_a_day_per_child",
                                violation_error_message="This child has another key person on some of these days.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("is_backup", True)),
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
                                name="one_backup_a_day_per_child",
                                violation_error_message="This child has another back-up key person on some of these days.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Cover",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("started_on", models.DateField(verbose_name="from")),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.setting",
                            ),
                        ),
                        (
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="covers",
                                to="families.child",
                            ),
                        ),
                        (
                            "away",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="covered_by",
                                to="families.membership",
                                verbose_name="away",
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="covers",
                                to="families.membership",
                            ),
                        ),
                        ("ended_on", models.DateField(verbose_name="last day")),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                max_length=120,
                                verbose_name="why, in words for families",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["membership", "ended_on"], name="cover_membership_ends"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True),
                                    ("ended_on__gte", models.F("started_on")),
                                    _connector="OR",
                                ),
                                name="cover_ends_after_it_starts",
                                violation_error_message="The last day is before the first day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("membership", models.F("away")), _negated=True),
                                name="nobody_covers_for_themselves",
                                violation_error_message="Nobody can cover for themselves.",
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
                                name="one_cover_a_day_per_child",
                                violation_error_message="Somebody else covers for this child on these days.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HandoverNote",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.child",
                            ),
                        ),
                        (
                            "cover",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="note",
                                to="families.cover",
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "words",
                            models.TextField(max_length=1000, verbose_name="for your colleague"),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="KeyPersonHello",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.child",
                            ),
                        ),
                        (
                            "assignment",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="hello",
                                to="families.keypersonassignment",
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("words", models.TextField(max_length=600, verbose_name="hello")),
                        ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="HelloSeen",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "hello",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="seen",
                                to="families.keypersonhello",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("hello", "user"), name="hello_seen_once_per_adult"
                            )
                        ],
                    },
                ),
                # --- models/local_services.py
                migrations.CreateModel(
                    name="LocalService",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "need",
                            models.CharField(
                                choices=[
                                    ("food", "food and clothes"),
                                    ("money", "money and bills"),
                                    ("home", "a place to live"),
                                    ("health", "health"),
                                    ("feelings", "worries and sadness"),
                                    ("safety", "not safe at home"),
                                    ("disability", "special needs and disability"),
                                    ("parenting", "bringing up a child"),
                                    ("work", "work and learning"),
                                    ("english", "learning English, interpreters"),
                                    ("company", "play and company"),
                                ],
                                max_length=12,
                                verbose_name="helps with",
                            ),
                        ),
                        ("about", models.CharField(max_length=400, verbose_name="what they do")),
                        ("place", models.CharField(max_length=160, verbose_name="where")),
                        (
                            "languages",
                            models.JSONField(blank=True, default=list, verbose_name="languages"),
                        ),
                        (
                            "cost",
                            models.CharField(
                                choices=[
                                    ("free", "free"),
                                    ("little", "costs a little"),
                                    ("paid", "has to be paid"),
                                ],
                                default="free",
                                max_length=8,
                                verbose_name="cost",
                            ),
                        ),
                        (
                            "reach",
                            models.CharField(max_length=300, verbose_name="how to reach them"),
                        ),
                        ("checked_on", models.DateField(verbose_name="last checked")),
                        (
                            "is_shown",
                            models.BooleanField(default=True, verbose_name="families see it"),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["setting", "name"], name="local_service_by_name")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceAnswer",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="families.localservice",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "helped",
                            models.CharField(
                                choices=[
                                    ("yes", "It helped"),
                                    ("a_bit", "A bit"),
                                    ("no", "It did not help"),
                                    ("shut", "I could not reach them"),
                                ],
                                max_length=6,
                            ),
                        ),
                        ("words", models.TextField(blank=True)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("form_key", models.UUIDField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "form_key"), name="service_answer_once"
                            )
                        ],
                    },
                ),
                # --- models/outbox.py
                migrations.CreateModel(
                    name="OutboxJob",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                to="families.setting",
                            ),
                        ),
                        ("key", models.CharField(max_length=200, unique=True)),
                        ("task", models.CharField(max_length=100)),
                        ("subject_id", models.UUIDField()),
                        (
                            "on_behalf_of",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("due_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                        ("given_up_at", models.DateTimeField(blank=True, null=True)),
                        ("last_error", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(
                                    ("done_at__isnull", True), ("given_up_at__isnull", True)
                                ),
                                fields=["due_at"],
                                name="outbox_waiting",
                            ),
                            models.Index(fields=["subject_id"], name="outbox_subject"),
                        ],
                    },
                ),
                # --- models/people.py
                migrations.CreateModel(
                    name="Invitation",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, to="families.setting"
                            ),
                        ),
                        ("email", models.EmailField(max_length=254)),
                        ("full_name", models.CharField(max_length=120)),
                        ("token_hash", models.CharField(max_length=64, unique=True)),
                        (
                            "expires_at",
                            models.DateTimeField(default=families.models.people.invitation_end),
                        ),
                        ("accepted_at", models.DateTimeField(blank=True, null=True)),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "invited_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invitations_sent",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                        ("role", models.CharField(blank=True, max_length=20)),
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
                        ("relationship", models.CharField(blank=True, max_length=80)),
                        ("rights", models.JSONField(blank=True, default=dict)),
                        ("waits", models.BooleanField(default=False)),
                        ("reads_until", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["setting", "email"], name="invitation_setting_email"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("role", ""),
                                        ("child__isnull", False),
                                        ("family__isnull", False),
                                    ),
                                    models.Q(
                                        models.Q(("role", ""), _negated=True),
                                        ("child__isnull", True),
                                        ("family__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="invitation_is_for_a_child_or_a_role",
                            )
                        ],
                    },
                ),
                # --- models/places.py
                migrations.CreateModel(
                    name="Setting",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("address", models.TextField(blank=True, verbose_name="address")),
                        (
                            "phone",
                            models.CharField(blank=True, max_length=30, verbose_name="phone"),
                        ),
                        (
                            "email",
                            models.EmailField(
                                blank=True, max_length=254, verbose_name="e-mail address"
                            ),
                        ),
                        (
                            "registration_number",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="registration number"
                            ),
                        ),
                        (
                            "letterbox_address",
                            models.CharField(
                                default=families.models.places.letterbox_address,
                                max_length=40,
                                unique=True,
                            ),
                        ),
                        ("hidden_care_kinds", models.JSONField(blank=True, default=list)),
                        (
                            "framework",
                            models.CharField(db_default="eyfs", default="eyfs", max_length=20),
                        ),
                        (
                            "emergency_number",
                            models.CharField(
                                default="999", max_length=30, verbose_name="in danger now"
                            ),
                        ),
                        (
                            "helpline_name",
                            models.CharField(
                                blank=True,
                                default="NSPCC",
                                max_length=80,
                                verbose_name="helpline about children",
                            ),
                        ),
                        (
                            "helpline_phone",
                            models.CharField(
                                blank=True,
                                default="0808 800 5000",
                                max_length=30,
                                verbose_name="its phone",
                            ),
                        ),
                        (
                            "authority_name",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="officer of the council"
                            ),
                        ),
                        (
                            "authority_phone",
                            models.CharField(blank=True, max_length=30, verbose_name="their phone"),
                        ),
                        (
                            "regulator_name",
                            models.CharField(
                                blank=True,
                                default="Ofsted",
                                max_length=80,
                                verbose_name="regulator",
                            ),
                        ),
                        (
                            "regulator_phone",
                            models.CharField(
                                blank=True,
                                default="0300 123 1231",
                                max_length=30,
                                verbose_name="phone of the regulator",
                            ),
                        ),
                        (
                            "regulator_address",
                            models.CharField(
                                blank=True,
                                default="Piccadilly Gate, Store Street, Manchester M1 2WD",
                                max_length=200,
                                verbose_name="address of the regulator",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Room",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rooms",
                                to="families.setting",
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
                    ],
                    options={
                        "ordering": ["position", "name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("setting", "name"), name="room_name_once_per_setting"
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
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("started_on", models.DateField(verbose_name="from")),
                        (
                            "ended_on",
                            models.DateField(blank=True, null=True, verbose_name="last day"),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="memberships",
                                to="families.setting",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
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
                            models.CharField(
                                blank=True, max_length=80, verbose_name="working days"
                            ),
                        ),
                        ("is_safeguarding_lead", models.BooleanField(default=False)),
                        ("is_senco", models.BooleanField(default=False)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["user", "setting"], name="membership_user_setting")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True),
                                    ("ended_on__gte", models.F("started_on")),
                                    _connector="OR",
                                ),
                                name="membership_ends_after_it_starts",
                                violation_error_message="The last day is before the first day.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_on__isnull", True)),
                                fields=("setting", "user"),
                                name="one_open_membership_per_person",
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
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("started_on", models.DateField(verbose_name="from")),
                        (
                            "ended_on",
                            models.DateField(blank=True, null=True, verbose_name="last day"),
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
                migrations.CreateModel(
                    name="Term",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="terms",
                                to="families.setting",
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="name")),
                        ("starts_on", models.DateField(verbose_name="first day")),
                        ("ends_on", models.DateField(verbose_name="last day")),
                    ],
                    options={
                        "ordering": ["starts_on"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="term_ends_after_it_starts",
                            ),
                            models.UniqueConstraint(
                                fields=("setting", "starts_on"), name="term_once_per_setting"
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    (models.F("setting"), "="),
                                    (
                                        models.Func(
                                            models.F("starts_on"),
                                            models.F("ends_on"),
                                            models.Value("[]"),
                                            function="daterange",
                                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="one_term_a_day_per_setting",
                            ),
                        ],
                    },
                ),
                # --- models/profiles.py
                migrations.CreateModel(
                    name="FamilyAnswer",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="families.family",
                            ),
                        ),
                        (
                            "child",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="families.child",
                            ),
                        ),
                        (
                            "page",
                            models.CharField(
                                choices=[
                                    ("family", "Our family"),
                                    ("about_me", "All About Me"),
                                    ("routine", "Routine card"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("question", models.CharField(max_length=20)),
                        ("words", models.TextField(blank=True, verbose_name="your words")),
                        ("language", models.CharField(blank=True, max_length=10)),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    ("key_person", "Only our key person and the back-up"),
                                    ("room", "Everybody who cares for our child, and the manager"),
                                    (
                                        "team",
                                        "The whole team: everybody who works with the children here",
                                    ),
                                ],
                                default="room",
                                max_length=10,
                            ),
                        ),
                        ("prefers_not_to_say", models.BooleanField(default=False)),
                        (
                            "written_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("begun_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("replaced_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("replaced_at__isnull", True)),
                                fields=["family", "page"],
                                name="family_answer_in_force",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("child__isnull", False), ("replaced_at__isnull", True)
                                ),
                                fields=["child", "page"],
                                name="child_answer_in_force",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("replaced_at__isnull", True)),
                                fields=("family", "child", "page", "question"),
                                name="one_answer_in_force_per_question",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("prefers_not_to_say", False), ("words", ""), _connector="OR"
                                ),
                                name="who_prefers_not_to_say_says_nothing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("child__isnull", True), ("page", "family")),
                                    models.Q(
                                        models.Q(("page", "family"), _negated=True),
                                        ("child__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="answer_is_of_a_home_or_a_child",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AnswerDraft",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.family",
                            ),
                        ),
                        (
                            "child",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.child",
                            ),
                        ),
                        (
                            "page",
                            models.CharField(
                                choices=[
                                    ("family", "Our family"),
                                    ("about_me", "All About Me"),
                                    ("routine", "Routine card"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("question", models.CharField(max_length=20)),
                        ("words", models.TextField(blank=True)),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    ("key_person", "Only our key person and the back-up"),
                                    ("room", "Everybody who cares for our child, and the manager"),
                                    (
                                        "team",
                                        "The whole team: everybody who works with the children here",
                                    ),
                                ],
                                max_length=10,
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
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("family", "child", "page", "question"),
                                name="one_draft_per_question",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("child__isnull", True), ("page", "family")),
                                    models.Q(
                                        models.Q(("page", "family"), _negated=True),
                                        ("child__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="draft_is_of_a_home_or_a_child",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReadMark",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="read_marks",
                                to="families.family",
                            ),
                        ),
                        (
                            "child",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.child",
                            ),
                        ),
                        (
                            "page",
                            models.CharField(
                                choices=[
                                    ("family", "Our family"),
                                    ("about_me", "All About Me"),
                                    ("routine", "Routine card"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("up_to", models.DateTimeField()),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("family", "child", "page", "user", "up_to"),
                                name="read_once_up_to_a_moment",
                                nulls_distinct=False,
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NurseryRoutine",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="nursery_routine",
                                to="families.child",
                            ),
                        ),
                        ("question", models.CharField(max_length=20)),
                        ("words", models.TextField(blank=True, verbose_name="what we do")),
                        ("language", models.CharField(blank=True, max_length=10)),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("begun_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("replaced_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("replaced_at__isnull", True)),
                                fields=("child", "question"),
                                name="one_nursery_routine_in_force",
                            )
                        ],
                    },
                ),
                # --- models/safeguarding.py
                migrations.CreateModel(
                    name="SafeguardingReceipt",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="families.setting",
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(
                                default=families.models.safeguarding.new_reference, max_length=9
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("readers", models.CharField(max_length=400)),
                        ("form_key", models.UUIDField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("author", "form_key"),
                                name="safeguarding_receipt_once_per_form",
                            ),
                            models.UniqueConstraint(
                                fields=("setting", "reference"),
                                name="safeguarding_reference_once_per_setting",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SafeguardingConcern",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="families.setting",
                            ),
                        ),
                        ("reference", models.CharField(max_length=9)),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("child", "A child"),
                                    ("adult", "An adult who works or helps here"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "child",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="families.child",
                            ),
                        ),
                        ("about", models.CharField(max_length=200)),
                        (
                            "kept_from",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.UUIDField(), default=list, size=None
                            ),
                        ),
                        ("happened_on", models.DateField()),
                        ("around", models.CharField(blank=True, max_length=80)),
                        ("words", models.TextField()),
                        ("done_at_once", models.TextField(blank=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["setting", "-written_at", "-id"], name="safeguarding_newest"
                            ),
                            models.Index(fields=["child", "written_at"], name="safeguarding_child"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("setting", "reference"),
                                name="safeguarding_concern_reference",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("about__regex", "\\S"), ("words__regex", "\\S")
                                ),
                                name="safeguarding_concern_has_words",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SafeguardingAddendum",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="families.setting",
                            ),
                        ),
                        (
                            "concern",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="addenda",
                                to="families.safeguardingconcern",
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("note", "Something to add"),
                                    ("action", "What was done"),
                                    ("referred", "Passed on outside the nursery"),
                                    ("closed", "Closed for now"),
                                    ("reopened", "Opened again"),
                                ],
                                default="note",
                                max_length=10,
                            ),
                        ),
                        ("words", models.TextField()),
                        ("form_key", models.UUIDField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["concern", "written_at"], name="safeguarding_addenda"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("author", "form_key"),
                                name="safeguarding_addendum_once_per_form",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("words__regex", "\\S")),
                                name="safeguarding_addendum_has_words",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SafeguardingReading",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="families.setting",
                            ),
                        ),
                        (
                            "concern",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="readings",
                                to="families.safeguardingconcern",
                            ),
                        ),
                        (
                            "reader",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["concern", "reader"], name="safeguarding_readings")
                        ],
                    },
                ),
                # --- models/seeing_as.py
                migrations.CreateModel(
                    name="SeeingAs",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "manager",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "adult",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "started_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now()
                            ),
                        ),
                        ("stopped_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["adult", "-started_at"], name="seeing_as_adult_at")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("manager", models.F("adult")), _negated=True),
                                name="nobody_is_seen_as_by_themselves",
                            )
                        ],
                    },
                ),
                # --- models/taking_part.py
                migrations.CreateModel(
                    name="SkillOffer",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                            "name",
                            models.CharField(
                                max_length=120, verbose_name="the name to be found by"
                            ),
                        ),
                        ("skills", models.JSONField(blank=True, default=list)),
                        (
                            "words",
                            models.TextField(blank=True, verbose_name="what I like and can show"),
                        ),
                        ("languages", models.JSONField(blank=True, default=list)),
                        ("good_times", models.JSONField(blank=True, default=list)),
                        ("involved", models.JSONField(blank=True, default=list)),
                        (
                            "involved_words",
                            models.TextField(blank=True, verbose_name="in my own words"),
                        ),
                        ("unsaid", models.JSONField(blank=True, default=list)),
                        (
                            "visible_to",
                            models.CharField(
                                choices=[
                                    ("nobody", "Nobody yet: only I see it"),
                                    ("key_person", "My child’s key person"),
                                    ("room", "The team of my child’s room"),
                                    ("team", "Everybody who works here"),
                                ],
                                default="nobody",
                                max_length=12,
                            ),
                        ),
                        ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("setting", "user"), name="one_skill_offer_per_adult"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BarrierAnswer",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                        ("barriers", models.JSONField(blank=True, default=list)),
                        ("words", models.TextField(blank=True, verbose_name="in my own words")),
                        ("with_name", models.BooleanField(default=False)),
                        ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("setting", "user"), name="one_barrier_answer_per_adult"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanningCount",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("barrier", "what makes it hard"),
                                    ("good_time", "good times"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("code", models.CharField(max_length=20)),
                        ("families", models.PositiveSmallIntegerField()),
                        ("counted_on", models.DateField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("setting", "kind", "code", "counted_on"),
                                name="counted_once_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "families__in",
                                        [
                                            0,
                                            5,
                                            10,
                                            15,
                                            20,
                                            25,
                                            30,
                                            35,
                                            40,
                                            45,
                                            50,
                                            55,
                                            60,
                                            65,
                                            70,
                                            75,
                                            80,
                                            85,
                                            90,
                                            95,
                                            100,
                                            105,
                                            110,
                                            115,
                                            120,
                                            125,
                                            130,
                                            135,
                                            140,
                                            145,
                                            150,
                                            155,
                                            160,
                                            165,
                                            170,
                                            175,
                                            180,
                                            185,
                                            190,
                                            195,
                                            200,
                                            205,
                                            210,
                                            215,
                                            220,
                                            225,
                                            230,
                                            235,
                                            240,
                                            245,
                                            250,
                                            255,
                                            260,
                                            265,
                                            270,
                                            275,
                                            280,
                                            285,
                                            290,
                                            295,
                                            300,
                                            305,
                                            310,
                                            315,
                                            320,
                                            325,
                                            330,
                                            335,
                                            340,
                                            345,
                                            350,
                                            355,
                                            360,
                                            365,
                                            370,
                                            375,
                                            380,
                                            385,
                                            390,
                                            395,
                                            400,
                                            405,
                                            410,
                                            415,
                                            420,
                                            425,
                                            430,
                                            435,
                                            440,
                                            445,
                                            450,
                                            455,
                                            460,
                                            465,
                                            470,
                                            475,
                                            480,
                                            485,
                                            490,
                                            495,
                                            500,
                                            505,
                                            510,
                                            515,
                                            520,
                                            525,
                                            530,
                                            535,
                                            540,
                                            545,
                                            550,
                                            555,
                                            560,
                                            565,
                                            570,
                                            575,
                                            580,
                                            585,
                                            590,
                                            595,
                                            600,
                                            605,
                                            610,
                                            615,
                                            620,
                                            625,
                                            630,
                                            635,
                                            640,
                                            645,
                                            650,
                                            655,
                                            660,
                                            665,
                                            670,
                                            675,
                                            680,
                                            685,
                                            690,
                                            695,
                                            700,
                                            705,
                                            710,
                                            715,
                                            720,
                                            725,
                                            730,
                                            735,
                                            740,
                                            745,
                                            750,
                                            755,
                                            760,
                                            765,
                                            770,
                                            775,
                                            780,
                                            785,
                                            790,
                                            795,
                                            800,
                                            805,
                                            810,
                                            815,
                                            820,
                                            825,
                                            830,
                                            835,
                                            840,
                                            845,
                                            850,
                                            855,
                                            860,
                                            865,
                                            870,
                                            875,
                                            880,
                                            885,
                                            890,
                                            895,
                                            900,
                                            905,
                                            910,
                                            915,
                                            920,
                                            925,
                                            930,
                                            935,
                                            940,
                                            945,
                                            950,
                                            955,
                                            960,
                                            965,
                                            970,
                                            975,
                                            980,
                                            985,
                                            990,
                                            995,
                                        ],
                                    )
                                ),
                                name="no_small_number_is_kept",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ShareInvitation",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        (
                            "invited_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("topic", models.CharField(max_length=120, verbose_name="what about")),
                        ("topic_key", models.CharField(max_length=120)),
                        (
                            "room",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="families.room",
                            ),
                        ),
                        (
                            "when",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="when it could be"
                            ),
                        ),
                        ("words", models.TextField(blank=True, verbose_name="a few words")),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes, gladly"),
                                    ("another_time", "Another time"),
                                    ("no_thanks", "No thanks"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("answer_words", models.TextField(blank=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("thanks", models.TextField(blank=True, verbose_name="thank you")),
                        ("thanked_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["user", "setting"], name="share_invitation_user")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", ""), ("answered_at__isnull", True)),
                                    models.Q(
                                        models.Q(("answer", ""), _negated=True),
                                        ("answered_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="an_answer_has_its_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("thanked_at__isnull", True), ("answer", "yes"), _connector="OR"
                                ),
                                name="thanks_are_for_a_yes",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WayToHelp",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("reading", "Reading"),
                                    ("outing", "An outing"),
                                    ("garden", "The garden"),
                                    ("group", "Parents’ group"),
                                    ("other", "Something else"),
                                ],
                                default="other",
                                max_length=10,
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="what")),
                        ("words", models.TextField(blank=True, verbose_name="what there is to do")),
                        ("day", models.DateField(verbose_name="day")),
                        (
                            "hours",
                            models.CharField(
                                blank=True, max_length=60, verbose_name="from when to when"
                            ),
                        ),
                        (
                            "places",
                            models.PositiveSmallIntegerField(verbose_name="how many helpers"),
                        ),
                        ("checks", models.TextField(blank=True, verbose_name="checks needed")),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                        ("changed_at", models.DateTimeField(blank=True, null=True)),
                        ("called_off_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "called_off_words",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="why it is off"
                            ),
                        ),
                        ("thanks", models.TextField(blank=True, verbose_name="thank you")),
                        ("thanked_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name_plural": "ways to help",
                        "indexes": [
                            models.Index(fields=["setting", "day"], name="way_to_help_day")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("places__gte", 1), ("places__lte", 60)),
                                name="a_way_to_help_has_a_place",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("called_off_at__isnull", True), ("called_off_words", "")
                                    ),
                                    models.Q(
                                        ("called_off_at__isnull", False),
                                        ("called_off_words__regex", "\\S"),
                                    ),
                                    _connector="OR",
                                ),
                                name="what_is_off_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HelpPlace",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "way",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="taken",
                                to="families.waytohelp",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("places", models.PositiveSmallIntegerField()),
                        ("shown_name", models.CharField(blank=True, max_length=60)),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("way", "number"), name="a_place_is_given_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("number__gte", 1), ("number__lte", models.F("places"))
                                ),
                                name="no_more_helpers_than_places",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HelpSignUp",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "place",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sign_up",
                                to="families.helpplace",
                            ),
                        ),
                        (
                            "way",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sign_ups",
                                to="families.waytohelp",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                        ("came", models.BooleanField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("way", "user"), name="one_place_for_each_helper"
                            )
                        ],
                    },
                ),
                # --- models/transitions.py
                migrations.CreateModel(
                    name="TransitionPlan",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="plans",
                                to="families.child",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("room", "Another room"),
                                    ("school", "Going to school"),
                                    ("home", "Something new at home"),
                                ],
                                max_length=10,
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
                        ("about", models.CharField(max_length=300, verbose_name="what changes")),
                        ("day", models.DateField(verbose_name="when")),
                        (
                            "room",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="families.room",
                            ),
                        ),
                        (
                            "people",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="who will be there"
                            ),
                        ),
                        (
                            "card",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="families.localservice",
                            ),
                        ),
                        (
                            "begun_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("begun_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("changed_at", models.DateTimeField(blank=True, null=True)),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["child", "-day"], name="plan_child")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("family__isnull", False), ("kind", "home")),
                                    models.Q(
                                        models.Q(("kind", "home"), _negated=True),
                                        ("family__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_change_at_home_has_its_home",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "room"), ("room__isnull", False)),
                                    models.Q(
                                        models.Q(("kind", "room"), _negated=True),
                                        ("room__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_room_plan_names_the_room",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanStep",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.child",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="families.transitionplan",
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
                        ("day", models.DateField(verbose_name="when")),
                        ("words", models.CharField(max_length=300, verbose_name="what we do")),
                        ("whom", models.CharField(blank=True, max_length=120, verbose_name="who")),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("changed_at", models.DateTimeField(blank=True, null=True)),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["day", "id"],
                        "indexes": [models.Index(fields=["plan", "day"], name="plan_step_day")],
                    },
                ),
                migrations.CreateModel(
                    name="PlanPage",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.child",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pages",
                                to="families.transitionplan",
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
                            "comforts",
                            models.TextField(
                                blank=True, max_length=1500, verbose_name="what comforts"
                            ),
                        ),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("plan", "family"), name="one_page_a_home_and_plan"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanWorry",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.child",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="worries",
                                to="families.transitionplan",
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
                            "words",
                            models.CharField(max_length=300, verbose_name="what worries you?"),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "answer",
                            models.TextField(
                                blank=True, max_length=1500, verbose_name="our answer"
                            ),
                        ),
                        (
                            "card",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="families.localservice",
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_at__isnull", True),
                                    models.Q(("answer", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="an_answer_has_words",
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
