"""Stamps for the letterbox: a key for each setting and term, and who has been given any."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from families.row_security import keep_to_setting


class Migration(migrations.Migration):
    dependencies = [("families", "0003_held_by_the_database")]

    operations = [
        migrations.CreateModel(
            name="StampKey",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("modulus", models.CharField(max_length=768)),
                ("sealed", models.BinaryField(null=True)),
                ("holders", models.PositiveIntegerField(default=0)),
                ("lead_apart", models.BooleanField(default=False)),
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
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="families.term",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "modulus__regex",
                                "^[89a-f][0-9a-f]{255}[0-9a-f]{255}[0-9a-f]{255}[0-9a-f]{2}$",
                            )
                        ),
                        name="stamp_key_has_3072_bits",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StampsGiven",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("device", models.PositiveSmallIntegerField()),
                (
                    "shown",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=768), size=None
                    ),
                ),
                (
                    "key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="given",
                        to="families.stampkey",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
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
                "verbose_name_plural": "stamps given",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("key", "person", "device"), name="stamps_once_for_a_device"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("device__lt", 3)), name="stamps_for_three_devices"
                    ),
                ],
            },
        ),
        keep_to_setting("families_stampkey", term_id="families_term"),
        keep_to_setting("families_stampsgiven", key_id="families_stampkey"),
    ]
