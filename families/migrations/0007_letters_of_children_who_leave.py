from datetime import timedelta

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from families.row_security import ApplyRowSecurity

LEAVERS_MAY_READ = timedelta(days=28)  # as actions.children had it on the day of this migration


def limit_letters_and_links(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Letters to children whose last day is known already give no longer than the family has, nor
    do links that such a letter has given."""
    schema_editor.execute("SELECT set_config('app.purpose', 'maintenance', true)")
    letters = apps.get_model("families", "Invitation").objects
    for letter in letters.filter(child__ended_on__isnull=False).select_related("child"):
        letter.reads_until = letter.child.ended_on + LEAVERS_MAY_READ
        letter.save(update_fields=["reads_until"])
    links = apps.get_model("families", "ParentCarer").objects.filter(ended_on__isnull=True)
    for link in links.filter(child__ended_on__isnull=False).select_related("child"):
        link.ended_on = max(link.started_on, link.child.ended_on + LEAVERS_MAY_READ)
        link.save(update_fields=["ended_on"])
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


class Migration(migrations.Migration):
    dependencies = [("families", "0006_the_first_manager_is_invited_by_nobody")]

    operations = [
        migrations.AddField("invitation", "reads_until", models.DateField(blank=True, null=True)),
        migrations.RunPython(limit_letters_and_links, migrations.RunPython.noop),
        ApplyRowSecurity(),
    ]
