"""Who signs in, alone: tables of libraries point here, and are made while there is little else."""

import uuid

import django.db.models.functions.text
import django.utils.timezone
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        BtreeGistExtension(),  # days of a child that may not overlap
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
                (
                    "languages",
                    models.JSONField(blank=True, default=list, verbose_name="languages you speak"),
                ),
                (
                    "reads",
                    models.JSONField(blank=True, default=list, verbose_name="languages you read"),
                ),
                (
                    "message_language",
                    models.CharField(
                        blank=True, max_length=10, verbose_name="language for messages"
                    ),
                ),
                (
                    "wants_interpreter",
                    models.BooleanField(default=False, verbose_name="an interpreter for talks"),
                ),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="phone")),
                ("about", models.TextField(blank=True, verbose_name="hello card")),
                ("portrait", models.CharField(blank=True, max_length=120)),
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
    ]
