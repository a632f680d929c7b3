"""A note may be for the owner or committee alone."""

from django.db import migrations, models

READERS = [
    ("managers", "The manager and the deputy"),
    ("lead", "The safeguarding lead, without the manager"),
    ("both", "The manager, the deputy and the safeguarding lead"),
    ("committee", "The owner or committee, without manager and deputy"),
]


class Migration(migrations.Migration):
    dependencies = [("feedback", "0005_the_pulse")]

    operations = [
        migrations.RemoveConstraint("feedbackitem", "note_has_a_known_reader"),
        migrations.AlterField(
            "feedbackitem",
            "reader",
            models.CharField(choices=READERS, default="managers", max_length=10),
        ),
        migrations.AlterField(
            "movednote", "reader", models.CharField(choices=READERS, max_length=10)
        ),
        migrations.AddConstraint(
            "feedbackitem",
            models.CheckConstraint(
                condition=models.Q(("reader__in", ["managers", "lead", "both", "committee"])),
                name="note_has_a_known_reader",
            ),
        ),
        migrations.AddField("letterbox", "committee_brought_on", models.DateField(null=True)),
    ]
