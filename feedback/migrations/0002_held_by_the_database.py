"""What models do not say and the database holds: rows of one setting."""

from django.db import migrations

from families.row_security import keep_to_setting


class Migration(migrations.Migration):
    dependencies = [("feedback", "0001_initial")]
    # The other old migration stands in the list of 0001.
    replaces = [("feedback", "0003_rows_keep_to_their_setting")]

    operations = [
        keep_to_setting("feedback_feedbackitem"),
        keep_to_setting("feedback_feedbackreply", item_id="feedback_feedbackitem"),
    ]
