from django.db import migrations

from families.row_security import ApplyRowSecurity


class Migration(migrations.Migration):
    dependencies = [("learning_journals", "0005_photos_once_and_taken_out")]

    operations = [ApplyRowSecurity()]
