from typing import Any

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate

# psycopg keeps the plans of a hundred statements, and then forgets the oldest for each new one: of
# two hundred that come in turn, as on our pages, nearly everything is planned each time. A plan
# takes the database some 40 KB for each connection.
PLANS_KEPT = 1_000


class FamiliesConfig(AppConfig):
    name = "families"
    verbose_name = "Families"

    def ready(self) -> None:
        from .forms.plain_words import speak_plainly

        speak_plainly()
        post_migrate.connect(_put_behind_the_wall, sender=self)
        connection_created.connect(_keep_plans)


def _keep_plans(*, connection: BaseDatabaseWrapper, **_about: Any) -> None:
    connection.connection.prepared_max = PLANS_KEPT


def _put_behind_the_wall(*, using: str, **_about: Any) -> None:
    """After every `migrate`: the rules of row-level security as they are today."""
    from .row_security import apply_row_security

    if using == DEFAULT_DB_ALIAS:
        apply_row_security(connections[using])
