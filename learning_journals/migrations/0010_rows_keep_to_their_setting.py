from django.db import migrations

from families.row_security import ApplyRowSecurity, keep_to_setting

CHILD, FAMILY, ROOM = "families_child", "families_family", "families_room"
OBSERVATION, RUN = "learning_journals_observation", "learning_journals_reportrun"


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0009_rows_keep_to_their_setting"),
        ("learning_journals", "0009_lines_hold_to_their_observation"),
    ]

    operations = [
        keep_to_setting(OBSERVATION, family_id=FAMILY),
        keep_to_setting(RUN, room_id=ROOM, term_id="families_term"),
        keep_to_setting(
            "learning_journals_observationchild",
            child_id=CHILD,
            family_id=FAMILY,
            observation_id=OBSERVATION,
        ),
        keep_to_setting("learning_journals_photo", observation_id=OBSERVATION),
        keep_to_setting(
            "learning_journals_comment",
            child_id=CHILD,
            family_id=FAMILY,
            observation_id=OBSERVATION,
        ),
        keep_to_setting("learning_journals_careentry", child_id=CHILD),
        keep_to_setting("learning_journals_dailynote", child_id=CHILD),
        keep_to_setting(
            "learning_journals_progressreport", child_id=CHILD, from_home_id=FAMILY, run_id=RUN
        ),
        ApplyRowSecurity(),
    ]
