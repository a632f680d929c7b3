from django.db import migrations

from families.row_security import ApplyRowSecurity


class Migration(migrations.Migration):
    dependencies = [
        ("feedback", "0001_initial"),
        ("families", "0002_row_security"),
    ]

    operations = [ApplyRowSecurity()]
