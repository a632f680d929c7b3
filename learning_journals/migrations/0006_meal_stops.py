"""A meal that stopped waits for its answer."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from families.row_security import keep_to_setting

STOP, NOTICE = "learning_journals_mealstop", "learning_journals_notice"
# The accident form about a mistake is about the same child.
OF_ONE_CHILD = (
    f"ALTER TABLE {STOP} ADD CONSTRAINT stop_of_same_child"
    f" FOREIGN KEY (notice_id, child_id) REFERENCES {NOTICE} (id, child_id)"
)
OF_ANY_CHILD = f"ALTER TABLE {STOP} DROP CONSTRAINT stop_of_same_child"


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0003_held_by_the_database"),
        ("learning_journals", "0005_one_sleep_at_a_time"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MealStop",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "allergens",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("celery", "Celery"),
                                ("gluten", "Gluten (wheat, rye, barley, oats)"),
                                ("crustaceans", "Crustaceans (prawns, crab)"),
                                ("eggs", "Eggs"),
                                ("fish", "Fish"),
                                ("lupin", "Lupin"),
                                ("milk", "Milk"),
                                ("molluscs", "Molluscs (mussels, squid)"),
                                ("mustard", "Mustard"),
                                ("nuts", "Nuts"),
                                ("peanuts", "Peanuts"),
                                ("sesame", "Sesame"),
                                ("soya", "Soya"),
                                ("sulphites", "Sulphites"),
                            ],
                            max_length=12,
                        ),
                        size=None,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("batch", models.UUIDField()),
                ("stopped_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("else", "had something else"),
                            ("not", "did not eat it"),
                            ("mistake", "was given it by mistake"),
                            ("taken_back", "the tap was taken back"),
                        ],
                        max_length=12,
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answer_batch", models.UUIDField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="meal_stops",
                        to="families.child",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="learning_journals.notice",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="learning_journals.offer",
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
                    "stopped_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("how", ""),
                            models.Q(("how", "mistake"), ("notice__isnull", True)),
                            _connector="OR",
                        ),
                        fields=["child"],
                        name="meal_stop_that_waits",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("child", "batch"), name="a_meal_stops_once_a_tap"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=("child", "offer"),
                        name="a_meal_waits_for_one_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "allergens__contained_by",
                                [
                                    "celery",
                                    "gluten",
                                    "crustaceans",
                                    "eggs",
                                    "fish",
                                    "lupin",
                                    "milk",
                                    "molluscs",
                                    "mustard",
                                    "nuts",
                                    "peanuts",
                                    "sesame",
                                    "soya",
                                    "sulphites",
                                ],
                            ),
                            ("allergens__len__gt", 0),
                        ),
                        name="a_stop_is_for_known_allergens",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at__isnull", True),
                                ("answered_by__isnull", True),
                                ("how", ""),
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                ("how__in", ["else", "not", "mistake", "taken_back"]),
                            ),
                            _connector="OR",
                        ),
                        name="who_answers_a_stop_says_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("notice__isnull", True), ("how", "mistake"), _connector="OR"
                        ),
                        name="only_a_mistake_has_an_accident_form",
                    ),
                ],
            },
        ),
        keep_to_setting(
            STOP,
            child_id="families_child",
            offer_id="learning_journals_offer",
            notice_id=NOTICE,
        ),
        migrations.RunSQL(OF_ONE_CHILD, OF_ANY_CHILD),
    ]
