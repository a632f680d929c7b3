from django.db import migrations

from families.row_security import ApplyRowSecurity


class Migration(migrations.Migration):
    dependencies = [("communications", "0004_digests_one_asks_for")]

    operations = [ApplyRowSecurity()]
