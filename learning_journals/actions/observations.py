"""Showing an observation to the families, taking it back, making it a draft again."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from families import audit
from families.context import Person
from families.models import OWN_PHOTOS, Child

from .. import policies
from ..models import Observation
from . import Refused
from .photos import clear_removed_photos

Status = Observation.Status


@transaction.atomic
def share_observation(observation: Observation, *, actor: Person) -> Observation:
    """Show a draft to the families of its children. Sharing twice changes nothing.

    The journal lines follow by themselves (`ObservationChild`). Raises `Refused`: without children,
    with neither words nor a photograph, when there are photographs and a family has not allowed
    that they are shared, or when one of its children is not in this person's care any more.
    """
    row = Observation.objects.select_for_update().get(pk=observation.pk)
    if row.status == Status.SHARED:
        return row
    children, moved = policies.children_in_reach(row, actor)
    photos = row.photos.filter(removed_at__isnull=True)
    errors = reasons_not_to_share(
        row, actor=actor, children=children, moved=moved, photo_count=photos.count()
    )
    if errors:
        raise Refused(errors)
    clear_removed_photos(row)
    # From now on what these families allow decides who sees the photographs.
    photos.update(shows=sorted(child.consent_key for child in children))
    row.status = Status.SHARED
    row.shared_at = timezone.now()
    row.version += 1
    row.save(update_fields=["status", "shared_at", "version"])
    audit.record_about(actor, "share_observation", row, child_ids=[child.pk for child in children])
    return row


@transaction.atomic
def withdraw_observation(observation: Observation, *, actor: Person) -> Observation:
    """Put a draft away, or take a shared observation back from every family. Keeps everything."""
    row = Observation.objects.select_for_update().get(pk=observation.pk)
    if row.status == Status.WITHDRAWN:
        return row
    row.status = Status.WITHDRAWN
    row.version += 1
    row.save(update_fields=["status", "version"])
    audit.record_about(actor, "withdraw_observation", row, child_ids=_child_ids(row))
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
    audit.record_about(actor, "restore_observation", row, child_ids=_child_ids(row))
    return row


def _child_ids(row: Observation) -> list[uuid.UUID]:
    return list(row.journal_lines.values_list("child_id", flat=True))


def reasons_not_to_share(
    observation: Observation,
    *,
    actor: Person,
    children: list[Child],
    moved: int,
    photo_count: int,
) -> dict[str, list[str]]:
    """Why this draft cannot be shared yet, by form field; empty when it can. `children` are those
    in the author's care, `moved` says how many more it is about: nobody can answer for these, nor
    read what their families said about photographs."""
    errors: dict[str, list[str]] = {}
    if moved:
        errors["child"] = [why_not_with_moved(moved)]
    elif not children:
        errors["child"] = [_("Choose the child this is about.")]
    if not observation.words and not photo_count:
        errors["words"] = [_("Write what you saw, or add a photo.")]
    if photo_count and not moved and (kept_out := policies.kept_out_of_photos(children, actor)):
        errors["child"] = [why_not_in_photos(child, code=code) for child, code in kept_out]
    return errors


def why_not_with_moved(moved: int) -> str:
    """What is said of children in a draft who are in another room by now, or have left."""
    return ngettext(
        "This is also about a child who is no longer in your care. Take that child out to share it"
        " with the others, or let somebody who cares for the child now write about it.",
        "This is also about %(moved)s children who are no longer in your care. Take them out to"
        " share it with the others, or let somebody who cares for them now write about it.",
        moved,
    ) % {"moved": moved}


def why_not_in_photos(child: Child, *, code: str) -> str:
    """What is said beside the name of a child whose photographs may not be shared like this."""
    if code == OWN_PHOTOS:
        said = _(
            "%(name)s’s family has not said yes to photos in the journal. Take the photos out, or"
            " take %(name)s out."
        )
    else:
        said = _(
            "%(name)s’s family has not said yes to group photos. Take %(name)s out, take the photos"
            " out, or write one observation for each child."
        )
    return said % {"name": child.known_as}
