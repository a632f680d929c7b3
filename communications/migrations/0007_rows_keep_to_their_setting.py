from django.db import migrations

from families.row_security import keep_to_setting

TALK = "communications_conversation"


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0009_rows_keep_to_their_setting"),
        ("communications", "0006_readers_who_joined_later"),
    ]

    operations = [
        keep_to_setting(TALK, child_id="families_child", family_id="families_family"),
        keep_to_setting("communications_participant", conversation_id=TALK),
        keep_to_setting("communications_message", conversation_id=TALK),
    ]
