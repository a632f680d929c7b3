from django.db import migrations

from families.row_security import ApplyRowSecurity


class Migration(migrations.Migration):
    dependencies = [("learning_journals", "0007_reports_know_whose_words")]

    operations = [ApplyRowSecurity()]
