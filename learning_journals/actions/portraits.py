"""The picture by which a family knows who looks after their child."""

import secrets

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction

from families import audit
from families.context import Person
from families.models import User

from ..photos import inspect_and_clean, make_sizes, store_photo_file

FOLDER = "portraits"


def change_staff_portrait(upload: File, *, actor: Person) -> None:
    """Clean an uploaded picture and make it the actor's own; the one before goes.

    The small size is made here and not by a worker: it is one picture in years, and whoever sends
    it looks at it at once. Raises PhotoRefused and StorageFull; nothing is changed then.
    """
    small = make_sizes(inspect_and_clean(upload).master)["thumb"]
    name = f"{FOLDER}/staff-{secrets.token_hex(16)}.webp"
    store_photo_file(name, small.content)
    try:
        _hang(name, actor=actor)
    except BaseException:
        default_storage.delete(name)
        raise


def remove_staff_portrait(user: User, *, actor: Person) -> None:
    """Initials again instead of the picture."""
    if user.pk == actor.id:
        _hang("", actor=actor)


@transaction.atomic
def _hang(name: str, *, actor: Person) -> None:
    user = User.objects.select_for_update().get(pk=actor.id)
    before, user.portrait = user.portrait, name
    if before == name:
        return
    user.save(update_fields=["portrait"])
    if before:
        transaction.on_commit(lambda: default_storage.delete(before))
    audit.record(actor, "change_staff_portrait", user)
