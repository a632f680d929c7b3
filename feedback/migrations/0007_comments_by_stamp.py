"""Comments without a name on questions to all families: which questions there are, and what is shown."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from families.row_security import keep_column_to_setting, keep_to_setting


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0005_terms_with_stamps"),
        ("feedback", "0006_for_the_committee"),
    ]

    operations = [
        migrations.CreateModel(
            name="AskedQuestion",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=160)),
                ("open_until", models.DateField()),
                ("is_closed", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "from the next emptying on"),
                            ("open", "comments are taken"),
                            ("over", "no more are taken"),
                        ],
                        default="asked",
                        max_length=10,
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
        migrations.AddField(
            model_name="feedbackitem",
            name="question",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="+",
                to="feedback.askedquestion",
            ),
        ),
        migrations.CreateModel(
            name="StampedComment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("is_shown", models.BooleanField()),
                ("words", models.TextField(blank=True)),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comment",
                        to="feedback.feedbackitem",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="feedback.askedquestion",
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
                            models.Q(("is_shown", True), ("words__regex", "\\S")),
                            models.Q(("is_shown", False), ("words", "")),
                            _connector="OR",
                        ),
                        name="comment_has_words_where_it_is_shown",
                    )
                ],
            },
        ),
        keep_to_setting("feedback_askedquestion"),
        keep_column_to_setting("feedback_feedbackitem", "question_id", "feedback_askedquestion"),
        keep_to_setting(
            "feedback_stampedcomment",
            question_id="feedback_askedquestion",
            item_id="feedback_feedbackitem",
        ),
        # A comment stands on the page of the question that its note was written for, and on no other.
        migrations.RunSQL(
            [
                'ALTER TABLE "feedback_feedbackitem" ADD CONSTRAINT "feedback_note_for_question"'
                " UNIQUE (id, question_id)",
                'ALTER TABLE "feedback_stampedcomment" ADD CONSTRAINT "comment_of_its_question"'
                " FOREIGN KEY (item_id, question_id)"
                ' REFERENCES "feedback_feedbackitem" (id, question_id)',
            ],
            [
                'ALTER TABLE "feedback_stampedcomment" DROP CONSTRAINT "comment_of_its_question"',
                'ALTER TABLE "feedback_feedbackitem" DROP CONSTRAINT "feedback_note_for_question"',
            ],
        ),
    ]
