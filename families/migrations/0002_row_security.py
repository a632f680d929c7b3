from django.db import migrations

from families.row_security import ApplyRowSecurity


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0001_initial"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("usersessions", "0001_initial"),
        ("sessions", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [ApplyRowSecurity()]
