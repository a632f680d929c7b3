"""The tray: themes, what may be told of a term, what is set aside, what is in the record."""

import uuid

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

from families.row_security import keep_column_to_setting, keep_to_setting


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0004_stamps"),
        ("feedback", "0003_the_sealed_box"),
    ]

    operations = [
        migrations.AddField(
            model_name="feedbackitem",
            name="is_aside",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="feedbackitem",
            name="term",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="+",
                to="families.term",
            ),
        ),
        migrations.CreateModel(
            name="MovedNote",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "reader",
                    models.CharField(
                        choices=[
                            ("managers", "The manager and the deputy"),
                            ("lead", "The safeguarding lead, without the manager"),
                            ("both", "All of them"),
                        ],
                        max_length=10,
                    ),
                ),
                ("for_leads", models.BooleanField()),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moved",
                        to="feedback.feedbackitem",
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
            name="Theme",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                ("is_retired", models.BooleanField(default=False)),
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
            name="NoteTheme",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="themes",
                        to="feedback.feedbackitem",
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
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="feedback.theme",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ThemeCount",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("notes", models.PositiveIntegerField(null=True)),
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
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="families.term",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="feedback.theme",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="theme",
            constraint=models.UniqueConstraint(
                models.F("setting"),
                django.db.models.functions.text.Lower("name"),
                name="theme_once_a_setting",
            ),
        ),
        migrations.AddConstraint(
            model_name="theme",
            constraint=models.CheckConstraint(
                condition=models.Q(("name__regex", "\\S")), name="theme_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="notetheme",
            constraint=models.UniqueConstraint(
                fields=("item", "theme"), name="note_has_theme_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="themecount",
            constraint=models.UniqueConstraint(
                fields=("term", "theme"), name="theme_counted_once_a_term"
            ),
        ),
        migrations.AddConstraint(
            model_name="themecount",
            constraint=models.CheckConstraint(
                condition=models.Q(("notes", None), ("notes__gte", 5), _connector="OR"),
                name="no_small_number_of_notes",
            ),
        ),
        keep_column_to_setting("feedback_feedbackitem", "term_id", "families_term"),
        keep_to_setting("feedback_movednote", item_id="feedback_feedbackitem"),
        # Who reads it is what the note says. The rule of the table lies on that.
        migrations.RunSQL(
            [
                'ALTER TABLE "feedback_feedbackitem" ADD CONSTRAINT "feedback_note_of_reader"'
                " UNIQUE (id, reader)",
                'ALTER TABLE "feedback_movednote" ADD CONSTRAINT "feedback_moved_same_reader"'
                ' FOREIGN KEY (item_id, reader) REFERENCES "feedback_feedbackitem" (id, reader)',
            ],
            [
                'ALTER TABLE "feedback_movednote" DROP CONSTRAINT "feedback_moved_same_reader"',
                'ALTER TABLE "feedback_feedbackitem" DROP CONSTRAINT "feedback_note_of_reader"',
            ],
        ),
        keep_to_setting("feedback_theme"),
        keep_to_setting(
            "feedback_notetheme", item_id="feedback_feedbackitem", theme_id="feedback_theme"
        ),
        keep_to_setting("feedback_themecount", term_id="families_term", theme_id="feedback_theme"),
    ]
