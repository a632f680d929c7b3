import django.db.models.deletion
from django.db import migrations, models

from families.row_security import ApplyRowSecurity


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0005_the_other_workplace"),
        ("learning_journals", "0006_readers_know_the_term_of_a_report"),
    ]

    operations = [
        migrations.AddField(
            model_name="progressreport",
            name="from_home",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="families.family",
            ),
        ),
        ApplyRowSecurity(),
    ]
