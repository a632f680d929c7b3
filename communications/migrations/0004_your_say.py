"""What families say, what is done about it, and questions to all of them."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from families.row_security import keep_to_setting


class Migration(migrations.Migration):
    dependencies = [
        ("communications", "0003_entries_of_a_copy"),
        ("families", "0003_held_by_the_database"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("question", models.CharField(max_length=160, verbose_name="question")),
                ("why", models.TextField(verbose_name="why we ask")),
                ("fixed", models.TextField(blank=True, verbose_name="what cannot be chosen")),
                ("option_1", models.CharField(max_length=120)),
                ("option_2", models.CharField(max_length=120)),
                ("option_3", models.CharField(blank=True, max_length=120)),
                ("option_4", models.CharField(blank=True, max_length=120)),
                ("option_5", models.CharField(blank=True, max_length=120)),
                ("open_until", models.DateField(verbose_name="open until")),
                (
                    "written_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
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
        ),
        migrations.CreateModel(
            name="DecisionAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("option", models.PositiveSmallIntegerField()),
                ("words", models.TextField(blank=True)),
                ("shows_all", models.BooleanField(default=False)),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("changed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="communications.decision",
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DecisionOutcome",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("option", models.PositiveSmallIntegerField()),
                ("why", models.TextField(verbose_name="why")),
                ("decider_name", models.CharField(max_length=120)),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("total", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "counts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(null=True),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "is_few",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BooleanField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "named",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("form_key", models.UUIDField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.membership",
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outcome",
                        to="communications.decision",
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
            name="YouSaid",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("newest", models.PositiveSmallIntegerField(default=1)),
                ("shown", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decision",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communications.decision",
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
                "verbose_name_plural": "you said",
            },
        ),
        migrations.CreateModel(
            name="YouSaidVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("said", models.CharField(max_length=200)),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("will", "We will do it"),
                            ("partly", "We do it in part"),
                            ("cannot", "We cannot, because …"),
                        ],
                        max_length=8,
                    ),
                ),
                ("doing", models.TextField(blank=True)),
                ("reason", models.TextField(blank=True)),
                ("duty", models.TextField(blank=True)),
                ("owner_name", models.CharField(max_length=120)),
                ("by_day", models.DateField(blank=True, null=True)),
                ("done_on", models.DateField(blank=True, null=True)),
                ("is_public", models.BooleanField(default=False)),
                ("author_name", models.CharField(max_length=120)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("form_key", models.UUIDField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="communications.yousaid",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["setting", "open_until"], name="decision_open_until"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("option_1__regex", "\\S"),
                    ("option_2__regex", "\\S"),
                    models.Q(
                        ("option_2", ""),
                        models.Q(("option_2", models.F("option_1")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("option_3", ""),
                        models.Q(("option_3", models.F("option_1")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("option_3", ""),
                        models.Q(("option_3", models.F("option_2")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("option_4", ""),
                        models.Q(("option_4", models.F("option_1")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("option_4", ""),
                        models.Q(("option_4", models.F("option_2")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("option_4", ""),
                        models.Q(("option_4", models.F("option_3")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("option_5", ""),
                        models.Q(("option_5", models.F("option_1")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("option_5", ""),
                        models.Q(("option_5", models.F("option_2")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("option_5", ""),
                        models.Q(("option_5", models.F("option_3")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("option_5", ""),
                        models.Q(("option_5", models.F("option_4")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("option_4", ""), models.Q(("option_3", ""), _negated=True), _connector="OR"
                    ),
                    models.Q(
                        ("option_5", ""), models.Q(("option_4", ""), _negated=True), _connector="OR"
                    ),
                ),
                name="decision_offers_a_choice",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("question__regex", "\\S"), ("why__regex", "\\S")),
                name="decision_has_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionanswer",
            constraint=models.UniqueConstraint(
                fields=("decision", "user"), name="one_decision_answer_each"
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("option__gte", 1), ("option__lte", 5)),
                name="decision_answer_chooses",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionoutcome",
            constraint=models.CheckConstraint(
                condition=models.Q(("why__regex", "\\S")), name="outcome_has_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionoutcome",
            constraint=models.CheckConstraint(
                condition=models.Q(("option__gte", 1), ("option__lte", 5)), name="outcome_chooses"
            ),
        ),
        migrations.AddIndex(
            model_name="yousaid",
            index=models.Index(fields=["setting", "-published_at"], name="you_said_published"),
        ),
        migrations.AddConstraint(
            model_name="yousaid",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("shown__isnull", True),
                    models.Q(("published_at__isnull", False), ("shown", models.F("newest"))),
                    _connector="OR",
                ),
                name="you_said_shows_its_newest",
            ),
        ),
        migrations.AddConstraint(
            model_name="yousaidversion",
            constraint=models.UniqueConstraint(
                fields=("item", "number"), name="you_said_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="yousaidversion",
            constraint=models.UniqueConstraint(
                fields=("author", "form_key"), name="you_said_form_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="yousaidversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("said__regex", "\\S")), name="you_said_has_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="yousaidversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer", "cannot"), ("doing__regex", "\\S"), _connector="OR"),
                name="you_said_is_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="yousaidversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer", "will"), ("reason__regex", "\\S"), _connector="OR"),
                name="a_no_has_its_reason",
            ),
        ),
        keep_to_setting("communications_decision"),
        keep_to_setting(
            "communications_decisionanswer",
            decision_id="communications_decision",
            family_id="families_family",
        ),
        keep_to_setting(
            "communications_decisionoutcome",
            decision_id="communications_decision",
            decider_id="families_membership",
        ),
        keep_to_setting("communications_yousaid", decision_id="communications_decision"),
        keep_to_setting(
            "communications_yousaidversion",
            item_id="communications_yousaid",
            owner_id="families_membership",
        ),
    ]
