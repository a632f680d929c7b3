"""The first questions for the settings there are. Later ones get them when they begin.

What a manager had ticked as "may be in group photographs" is not carried over: it does not say who
allowed it. Every family is asked.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from families.models.consent_purposes import FIRST_WORDS

UPKEEP = "SELECT set_config('app.purpose', 'maintenance', true)"


def ask(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    purposes, wordings = (
        apps.get_model("families", "ConsentPurpose"),
        apps.get_model("families", "ConsentWording"),
    )
    for setting in apps.get_model("families", "Setting").objects.all():
        for position, first in enumerate(FIRST_WORDS):
            purpose = purposes.objects.create(
                setting=setting,
                code=first.code,
                kind=first.kind,
                position=position,
                is_asked=first.is_asked,
                review_after_months=first.months,
            )
            wordings.objects.create(
                setting=setting,
                purpose=purpose,
                title=first.title,
                question=first.question,
                explanation=first.explanation,
            )


class Migration(migrations.Migration):
    dependencies = [("families", "0018_permissions")]

    operations = [
        migrations.RunSQL(UPKEEP, migrations.RunSQL.noop),
        migrations.RunPython(ask, migrations.RunPython.noop),
    ]
