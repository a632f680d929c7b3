"""What models do not say and the database holds: rows of one setting."""

from django.db import migrations

from families.row_security import keep_to_setting

TALK, CHILD = "communications_conversation", "families_child"


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0003_held_by_the_database"),
        ("communications", "0001_initial"),
    ]
    # The other old migrations stand in the list of 0001.
    replaces = [("communications", "0007_rows_keep_to_their_setting")]

    operations = [
        keep_to_setting(TALK, child_id=CHILD, family_id="families_family"),
        keep_to_setting("communications_participant", conversation_id=TALK),
        keep_to_setting(
            "communications_message", conversation_id=TALK, card_id="families_localservice"
        ),
        keep_to_setting(
            "communications_recordpack", child_id=CHILD, link_id="families_parentcarer"
        ),
    ]
