from django.db import migrations

from families.row_security import ApplyRowSecurity


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0004_hello_cards_and_accepting_invitations"),
    ]

    operations = [ApplyRowSecurity()]
