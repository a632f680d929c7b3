from django.db import migrations

from families.row_security import keep_to_setting


class Migration(migrations.Migration):
    dependencies = [("feedback", "0002_row_security")]

    operations = [
        keep_to_setting("feedback_feedbackitem"),
        keep_to_setting("feedback_feedbackreply", item_id="feedback_feedbackitem"),
    ]
