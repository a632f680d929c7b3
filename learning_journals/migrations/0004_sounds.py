"""A sound in an entry from home."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import learning_journals.models.search
from families.row_security import keep_to_setting

SOUND, OBSERVATION = "learning_journals_sound", "learning_journals_observation"
# A sound is of the home whose entry it stands in, so it stands in no observation of the nursery.
# Checked at once, so that nothing is read by way of a row that is going to be refused.
OF_ONE_HOME = [
    f"ALTER TABLE {OBSERVATION} ADD CONSTRAINT observation_of_home UNIQUE (id, family_id)",
    f"ALTER TABLE {SOUND} ADD CONSTRAINT sound_of_same_home"
    f" FOREIGN KEY (observation_id, family_id) REFERENCES {OBSERVATION} (id, family_id)",
]
OF_ANY_HOME = [
    f"ALTER TABLE {SOUND} DROP CONSTRAINT sound_of_same_home",
    f"ALTER TABLE {OBSERVATION} DROP CONSTRAINT observation_of_home",
]


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0003_held_by_the_database"),
        ("learning_journals", "0003_second_reader_and_names"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Sound",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True)),
                (
                    "heard",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="what is to be heard"
                    ),
                ),
                ("language", models.CharField(default="en-gb", max_length=10)),
                ("uploaded_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("seconds", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("ready_at", models.DateTimeField(blank=True, null=True)),
                ("refused", models.CharField(blank=True, max_length=20)),
                ("search_words", learning_journals.models.search.SearchWords("heard")),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="families.family",
                    ),
                ),
                (
                    "observation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sound",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ready_at__isnull", False),
                                ("refused", ""),
                                ("seconds__gte", 1),
                                ("seconds__lte", 122),
                            ),
                            models.Q(("ready_at__isnull", True), ("seconds__isnull", True)),
                            _connector="OR",
                        ),
                        name="ready_sound_has_a_length",
                    )
                ],
            },
        ),
        keep_to_setting(SOUND, observation_id=OBSERVATION, family_id="families_family"),
        migrations.RunSQL(OF_ONE_HOME, OF_ANY_HOME),
    ]
