from typing import Any

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models.signals import post_migrate


class FamiliesConfig(AppConfig):
    name = "families"
    verbose_name = "Families"

    def ready(self) -> None:
        from .forms.plain_words import speak_plainly

        speak_plainly()
        post_migrate.connect(_put_behind_the_wall, sender=self)


def _put_behind_the_wall(*, using: str, **_about: Any) -> None:
    """After every `migrate`: the rules of row-level security as they are today."""
    from .row_security import apply_row_security

    if using == DEFAULT_DB_ALIAS:
        apply_row_security(connections[using])
