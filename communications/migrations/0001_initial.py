import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from families.tables import CreateTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("families", "0003_held_by_the_database"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    # An old migration stands in one list only: a run that stops after this file goes on with the next.
    replaces = [
        ("communications", "0002_row_security"),
        ("communications", "0003_last_look_and_unread_index"),
        ("communications", "0004_digests_one_asks_for"),
        ("communications", "0005_talks_belong_to_a_home"),
        ("communications", "0006_readers_who_joined_later"),
        ("communications", "0008_copies_of_the_record"),
        ("communications", "0009_cards_beside_messages"),
        ("communications", "0010_copies_hold_with_their_link"),
    ]

    operations = [
        CreateTables(
            [
                # --- models/conversations.py
                migrations.CreateModel(
                    name="Conversation",
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
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.family",
                            ),
                        ),
                        ("subject", models.CharField(max_length=120, verbose_name="about")),
                        (
                            "audience",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.UUIDField(), size=None
                            ),
                        ),
                        (
                            "started_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "last_message_at",
                            models.DateTimeField(default=django.utils.timezone.now),
                        ),
                    ],
                    options={
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["audience"], name="conversation_audience"
                            ),
                            models.Index(
                                fields=["child", "-last_message_at"], name="conversation_child"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Participant",
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
                            "conversation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="participants",
                                to="communications.conversation",
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
                        ("is_staff", models.BooleanField(default=False)),
                        ("joined_at", models.DateTimeField(blank=True, null=True)),
                        ("last_read_at", models.DateTimeField(blank=True, null=True)),
                        ("last_heard_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["user", "-last_heard_at"], name="participant_user_heard"
                            ),
                            models.Index(
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
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("conversation", "user"), name="participant_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Message",
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
                            "conversation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="messages",
                                to="communications.conversation",
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
                        ("words", models.TextField(max_length=5000, verbose_name="your message")),
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
                        ("language", models.CharField(default="en-gb", max_length=10)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("idempotency_key", models.UUIDField()),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "indexes": [
                            models.Index(
                                fields=["conversation", "at", "id"], name="message_conversation_at"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("author", "idempotency_key"), name="message_once_per_form"
                            )
                        ],
                    },
                ),
                # --- models/digests.py
                migrations.CreateModel(
                    name="DigestPreference",
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
                                related_name="digest_preferences",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "frequency",
                            models.CharField(
                                choices=[
                                    ("daily", "Every day"),
                                    ("weekly", "Once a week"),
                                    ("never", "Never"),
                                ],
                                default="weekly",
                                max_length=8,
                                verbose_name="how often",
                            ),
                        ),
                        (
                            "weekday",
                            models.PositiveSmallIntegerField(default=4, verbose_name="day"),
                        ),
                        ("hour", models.PositiveSmallIntegerField(default=17, verbose_name="hour")),
                        ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("setting", "user"), name="one_digest_preference"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("hour__lte", 23), ("weekday__lte", 6)),
                                name="digest_weekday_and_hour",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Digest",
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
                            "recipient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="digests",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("period_start", models.DateTimeField()),
                        ("period_end", models.DateTimeField()),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("due", "Due"),
                                    ("sent", "Sent"),
                                    ("empty", "Nothing new"),
                                ],
                                default="due",
                                max_length=8,
                            ),
                        ),
                        ("message_id", models.CharField(max_length=120, unique=True)),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        ("was_asked_for", models.BooleanField(default=False)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("setting", "recipient", "period_end"),
                                name="one_digest_per_period",
                            )
                        ],
                    },
                ),
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
                # --- models/records.py
                migrations.CreateModel(
                    name="RecordPack",
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
                            "link",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.RESTRICT,
                                related_name="+",
                                to="families.parentcarer",
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("day", models.DateField()),
                        (
                            "photos_show",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.UUIDField(), blank=True, default=list, size=None
                            ),
                        ),
                        (
                            "photos_beside",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.UUIDField(), blank=True, default=list, size=None
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("queued", "Being put together"),
                                    ("ready", "Ready"),
                                    ("failed", "Could not be put together"),
                                    ("removed", "Removed again"),
                                ],
                                default="queued",
                                max_length=10,
                            ),
                        ),
                        ("file_name", models.CharField(blank=True, max_length=120)),
                        ("size", models.PositiveBigIntegerField(default=0)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        ("round", models.PositiveSmallIntegerField(default=1)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["asked_by", "-asked_at"], name="record_pack_asked")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("asked_by", "child", "link", "day"),
                                name="one_record_pack_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "ready"), _negated=True),
                                    models.Q(("file_name", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="ready_record_has_a_file",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
