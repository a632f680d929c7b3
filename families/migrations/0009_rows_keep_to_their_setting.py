from django.db import migrations

from families.row_security import keep_to_setting


class Migration(migrations.Migration):
    dependencies = [("families", "0008_the_jobs_of_one_row")]

    operations = [
        keep_to_setting("families_membership"),
        keep_to_setting("families_room"),
        keep_to_setting("families_term"),
        keep_to_setting("families_child"),
        keep_to_setting("families_family"),
        keep_to_setting(
            "families_roomassignment",
            membership_id="families_membership",
            room_id="families_room",
        ),
        keep_to_setting("families_roomplace", child_id="families_child", room_id="families_room"),
        keep_to_setting(
            "families_parentcarer", child_id="families_child", family_id="families_family"
        ),
        keep_to_setting(
            "families_keypersonassignment",
            child_id="families_child",
            membership_id="families_membership",
        ),
        keep_to_setting(
            "families_invitation", child_id="families_child", family_id="families_family"
        ),
    ]
