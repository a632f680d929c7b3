"""Who looks after whom: dated, never overwritten, with the reason the family reads."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from .. import audit
from ..context import Person
from ..models import Child, KeyPersonAssignment, Membership
from .dated import end_before


class SamePersonTwice(Exception):
    """Key person and back-up would be the same; `str` says so in plain words."""


@transaction.atomic
def assign_key_person(
    child: Child,
    *,
    actor: Person,
    membership: Membership,
    is_backup: bool,
    day: date,
    reason: str = "",
) -> KeyPersonAssignment:
    """From `day` on this colleague is the child's key person (or back-up); the one before ends.

    Sent twice, or with the one who is it already, nothing changes. Raises SamePersonTwice.
    """
    # Two managers at once wait for each other here; the database allows one open row anyway.
    Child.objects.select_for_update().get(pk=child.pk)
    rows = KeyPersonAssignment.objects.filter(child=child)
    open_rows = rows.filter(ended_on__isnull=True)
    if open_rows.filter(membership=membership, is_backup=not is_backup).exists():
        raise SamePersonTwice(
            _("%(name)s is the other one already: key person and back-up are two people.")
            % {"name": membership.user.name}
        )
    rows = rows.filter(is_backup=is_backup)
    now = rows.filter(ended_on__isnull=True).first()
    if now and now.membership_id == membership.pk and now.started_on <= day:
        return now
    end_before(rows, day=day)
    assignment = KeyPersonAssignment.objects.create(
        setting_id=child.setting_id,
        child=child,
        membership=membership,
        is_backup=is_backup,
        started_on=day,
        reason=reason,
    )
    audit.record(actor, "assign_backup" if is_backup else "assign_key_person", assignment)
    return assignment
