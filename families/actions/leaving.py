"""A colleague leaves: the key children get somebody else, from the day after."""

from django.db import transaction
from django.utils.translation import gettext as _

from .. import audit
from ..context import Person
from ..models import KeyPersonAssignment, Membership
from .dated import ONE_DAY, end_before
from .key_persons import assign_key_person


class NotLeaving(Exception):
    """There is no last day of this colleague, so nothing is handed over."""


@transaction.atomic
def hand_over_key_children(
    post: Membership,
    *,
    actor: Person,
    choices: list[tuple[KeyPersonAssignment, Membership]],
) -> None:
    """Name somebody new for each of these rows of a colleague who leaves, from the day after.

    A back-up who becomes the key person is back-up no longer. Raises NotLeaving, SamePersonTwice
    (key person and back-up would be one); then nothing is changed.
    """
    if post.ended_on is None:
        raise NotLeaving
    day = post.ended_on + ONE_DAY
    reason = _("%(name)s has left.") % {"name": post.user.name}
    # Key persons first: a back-up who moves up makes room for the next one.
    for row, to in sorted(choices, key=lambda choice: choice[0].is_backup):
        if not row.is_backup:
            end_before(
                KeyPersonAssignment.objects.filter(child=row.child, membership=to, is_backup=True),
                day=day,
            )
        assign_key_person(
            row.child,
            actor=actor,
            membership=to,
            is_backup=row.is_backup,
            day=day,
            reason=reason,
        )
    audit.record(actor, "hand_key_children_over", post)
