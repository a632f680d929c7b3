"""Which framework a setting works with."""

from django.db import transaction

from families import audit
from families.context import Person
from families.models import Setting
from families.queries.places import forget_setting


@transaction.atomic
def choose_framework(setting: Setting, *, actor: Person, code: str) -> bool:
    """Work with this pack from now on. What was written before keeps the words it was written with
    (`Observation.framework`). Returns whether that is new; chosen twice it is chosen once."""
    row = Setting.objects.select_for_update(of=("self",)).get(pk=setting.pk)
    if row.framework == code:
        return False
    row.framework = code
    row.save(update_fields=["framework"])
    audit.record(actor, "choose_framework", row)
    transaction.on_commit(lambda: forget_setting(row))
    return True
