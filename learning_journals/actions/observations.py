"""Showing an observation to the families, taking it back, making it a draft again."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from families import audit
from families.context import Person
from families.models import Child

from .. import policies
from ..models import Observation
from . import Refused
from .photos import clear_removed_photos

Status = Observation.Status


@transaction.atomic
def share_observation(observation: Observation, *, actor: Person) -> Observation:
    """Show a draft to the families of its children. Sharing twice changes nothing.

    Raises `Refused`: without children, with neither words nor a photograph, or when a child may not
    be in group photographs.
    """
    row = Observation.objects.select_for_update().get(pk=observation.pk)
    if row.status == Status.SHARED:
        return row
    children = [line.child for line in row.journal_lines.select_related("child")]
    photos = row.photos.filter(removed_at__isnull=True)
    errors = reasons_not_to_share(row, children=children, photo_count=photos.count())
    if errors:
        raise Refused(errors)
    clear_removed_photos(row)
    row.status = Status.SHARED
    row.shared_at = timezone.now()
    row.version += 1
    row.save(update_fields=["status", "shared_at", "version"])
    row.journal_lines.update(is_shared=True, at=row.happened_at)
    audit.record(actor, "share_observation", row, child_id=_only(children))
    return row


@transaction.atomic
def withdraw_observation(observation: Observation, *, actor: Person) -> Observation:
    """Put a draft away, or take a shared observation back from the families. Keeps everything."""
    row = Observation.objects.select_for_update().get(pk=observation.pk)
    if row.status == Status.WITHDRAWN:
        return row
    row.status = Status.WITHDRAWN
    row.version += 1
    row.save(update_fields=["status", "version"])
    row.journal_lines.update(is_shared=False)
    audit.record(actor, "withdraw_observation", row)
    return row


@transaction.atomic
def restore_observation(observation: Observation, *, actor: Person) -> Observation:
    """Make a draft again of what was put away or taken back, so that it can be mended."""
    row = Observation.objects.select_for_update().get(pk=observation.pk)
    if row.status != Status.WITHDRAWN:
        return row
    row.status = Status.DRAFT
    row.shared_at = None
    row.version += 1
    row.save(update_fields=["status", "shared_at", "version"])
    audit.record(actor, "restore_observation", row)
    return row


def reasons_not_to_share(
    observation: Observation, *, children: list[Child], photo_count: int
) -> dict[str, list[str]]:
    """Why this draft cannot be shared yet, by form field; empty when it can."""
    errors: dict[str, list[str]] = {}
    if not children:
        errors["child"] = [_("Choose the child this is about.")]
    if not observation.words and not photo_count:
        errors["words"] = [_("Write what you saw, or add a photo.")]
    if photo_count and (kept_out := policies.kept_out_of_group_photos(children)):
        errors["child"] = [why_not_in_group_photos(child) for child in kept_out]
    return errors


def why_not_in_group_photos(child: Child) -> str:
    """What is said beside the name of a child who may not be in a group photograph."""
    return _(
        "%(name)s’s family has not said yes to group photos. Take %(name)s out, take the photos"
        " out, or write one observation for each child."
    ) % {"name": child.known_as}


def _only(children: list[Child]) -> uuid.UUID | None:
    return children[0].pk if len(children) == 1 else None
