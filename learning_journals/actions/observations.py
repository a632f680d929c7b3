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
from ..queries.hints import wrong_child
from ..queries.names import names_of
from ..queries.second_reader import how_it_is_read
from . import Refused
from .hidden_names import children_around, hide_names, texts_of
from .photos import clear_removed_photos

Status = Observation.Status


@transaction.atomic
def share_observation(
    observation: Observation, *, actor: Person, sure: bool = False, read: int | None = None
) -> Observation:
    """Show an observation to the families of its children. Sharing twice changes nothing, nor do
    two second readers at once.

    The author shares a draft, unless the setting wants a second reader for it; what waits for one
    is shared by one, who is kept with it. The journal lines follow by themselves
    (`ObservationChild`). Raises `Refused` when it cannot be shared like this (`make_ready`), when
    it has to be read first, when it does not wait for this reader any more, when its writer has
    changed it since (`read` is the version that the reader has read), or when it was taken back.
    """
    row = Observation.objects.select_for_update().get(pk=observation.pk)
    if row.status == Status.SHARED:
        return row
    refuse_withdrawn(row)
    if row.status == Status.WAITING or row.author_id != actor.id:
        if not policies.can_read_second(actor, row):
            raise Refused({"": [_("It does not wait for you: it was read or taken back.")]})
        if row.version != read:
            raise Refused({"": [_("It was changed after you opened it. Read it once more.")]})
        row.reader = actor.user
        sure = True  # the writer was asked, and the reader has read whom it is about
    elif not policies.shares_at_once(actor, how_it_is_read(row.setting_id, actor)):
        raise Refused({"": [_("Give it to somebody to read first.")]})
    else:
        row.reader = None
    children = make_ready(row, actor=actor, sure=sure)
    clear_removed_photos(row)
    # From now on what these families allow decides who sees the photographs.
    row.photos.filter(removed_at__isnull=True).update(
        shows=sorted(child.consent_key for child in children)
    )
    row.status = Status.SHARED
    row.shared_at = timezone.now()
    row.version += 1
    row.save(update_fields=["status", "shared_at", "reader", "version"])
    audit.record_about(actor, "share_observation", row, child_ids=[child.pk for child in children])
    return row


def refuse_withdrawn(row: Observation) -> None:
    """Raise `Refused` for what was taken back or put away: a form that is sent once more shares
    nothing again."""
    if row.status == Status.WITHDRAWN:
        raise Refused({"": [_("It was taken back. Make it a draft again first.")]})


def make_ready(row: Observation, *, actor: Person, sure: bool) -> list[Child]:
    """Look at everything that sharing needs, and keep which names are hidden from whom. Returns the
    children. Called in the transaction of who shares it, or gives it to read.

    Raises `Refused`: without children, with neither words nor a photograph, when there are
    photographs and a family has not allowed that they are shared, or when one of its children is
    not in this person's care any more. Unless the person is `sure`, also when the words name
    another child and none of these (S113).
    """
    children, moved = policies.children_in_reach(row, actor)
    photos = row.photos.filter(removed_at__isnull=True)
    errors = reasons_not_to_share(
        row, actor=actor, children=children, moved=moved, photo_count=photos.count()
    )
    around = [] if errors else children_around(row.setting_id, actor=actor)
    if not (errors or sure) and (asked := _wrong_child(row, children, around)):
        errors["sure"] = [asked]
    if errors:
        raise Refused(errors)
    hide_names(row, children=children, around=around)
    return children


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
    row.handed_in_at = row.reader = None
    row.version += 1
    row.save(update_fields=["status", "shared_at", "handed_in_at", "reader", "version"])
    audit.record_about(actor, "restore_observation", row, child_ids=_child_ids(row))
    return row


def _wrong_child(row: Observation, children: list[Child], around: list[Child]) -> str:
    names = names_of((child for child in around if child not in children), but_not=children)
    return wrong_child(texts_of(row), chosen=children, names=names)


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
