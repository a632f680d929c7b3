"""The letterbox takes comments on questions to all families, on those too that were asked before."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("communications", "0004_your_say"),
        ("feedback", "0007_comments_by_stamp"),
    ]

    operations = [
        # The tables stand behind their rules already, for their owner too.
        migrations.RunSQL(
            "SELECT set_config('app.purpose', 'maintenance', true)", migrations.RunSQL.noop
        ),
        migrations.RunSQL(
            "INSERT INTO feedback_askedquestion"
            " (id, setting_id, title, open_until, is_closed, state)"
            " SELECT d.id, d.setting_id, d.question, d.open_until, decided,"
            " CASE WHEN decided THEN 'over' ELSE 'asked' END"
            " FROM communications_decision d, LATERAL (SELECT EXISTS (SELECT 1"
            " FROM communications_decisionoutcome o WHERE o.decision_id = d.id) AS decided) AS o"
            " WHERE d.asked_at IS NOT NULL ON CONFLICT DO NOTHING",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL("SELECT set_config('app.purpose', '', true)", migrations.RunSQL.noop),
    ]
