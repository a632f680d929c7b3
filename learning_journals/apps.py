from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register


class LearningJournalsConfig(AppConfig):
    name = "learning_journals"
    verbose_name = "Learning journals"

    def ready(self) -> None:
        register(_packs_are_whole)


def _packs_are_whole(**_about: Any) -> list[CheckMessage]:
    """A framework pack that is not whole stops the start, and says where to look."""
    from .frameworks import DEFAULT, BadPack, packs

    try:
        found = packs()
    except BadPack as wrong:
        return [Error(str(wrong), id="learning_journals.E001")]
    if DEFAULT not in found:
        return [Error(f"There is no framework pack “{DEFAULT}”.", id="learning_journals.E002")]
    return []
