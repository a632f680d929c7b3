"""Who looks after whom: dated, never overwritten, with the reason the family reads."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import audit
from ..context import Person
from ..models import (
    CARE_ROLES,
    LEAD_ROLES,
    Child,
    Cover,
    HelloSeen,
    KeyPersonAssignment,
    KeyPersonHello,
    Membership,
    ParentCarer,
)
from .dated import end_before


class CannotLookAfter(Exception):
    """This colleague cannot be it from that day on; `str` says why in plain words."""


class SamePersonTwice(CannotLookAfter):
    """Key person and back-up would be the same."""


@transaction.atomic
def assign_key_person(
    child: Child,
    *,
    actor: Person,
    membership: Membership,
    is_backup: bool,
    day: date,
    reason: str = "",
    hello: str = "",
) -> KeyPersonAssignment:
    """From `day` on this colleague is the child's key person (or back-up); the one before ends,
    and so does what others cover for that one. With `hello`, the first words to the family.

    Sent twice, or with the one who is it already, nothing changes. Raises CannotLookAfter.
    """
    # Two managers at once wait for each other here; the database allows one open row anyway.
    child = Child.objects.select_for_update().get(pk=child.pk)
    rows = KeyPersonAssignment.objects.filter(child=child)
    lasting = Q(ended_on__isnull=True) | Q(ended_on__gte=day)
    if rows.filter(lasting, membership=membership, is_backup=not is_backup).exists():
        raise SamePersonTwice(
            _("%(name)s is the other one already: key person and back-up are two people.")
            % {"name": membership.user.name}
        )
    rows = rows.filter(is_backup=is_backup)
    now = rows.filter(lasting).order_by("started_on").first()
    if now and now.membership_id == membership.pk and now.started_on <= day:
        return now
    _stays(membership, day=day)
    if looks_after_their_own(membership, child):
        raise CannotLookAfter(
            _("%(name)s is %(child)s’s own parent or carer: choose a colleague.")
            % {"name": membership.user.name, "child": child.known_as}
        )
    if rows.filter(
        started_on__gte=day, started_on__lte=actor.today, membership__role__in=LEAD_ROLES
    ).exists():
        # She may have read what is for the key person alone; that she could stays written down.
        raise CannotLookAfter(
            _("A manager was named for today, and the family can read that. Choose a later day.")
        )
    end_before(rows, day=day)
    if not is_backup:
        end_before(Cover.objects.filter(child=child).exclude(away=membership), day=day)
    assignment = KeyPersonAssignment.objects.create(
        setting_id=child.setting_id,
        child=child,
        membership=membership,
        is_backup=is_backup,
        started_on=day,
        ended_on=child.ended_on,
        reason=reason,
    )
    audit.record(actor, "assign_backup" if is_backup else "assign_key_person", assignment)
    if hello and not is_backup:
        say_hello(assignment, actor=actor, words=hello)
    return assignment


@transaction.atomic
def say_hello(assignment: KeyPersonAssignment, *, actor: Person, words: str) -> KeyPersonHello:
    """A new key person's words to the family: written once, changed as often as she likes. Who has
    thanked for them already is not asked again."""
    written = {"words": words, "written_at": timezone.now()}
    said = KeyPersonHello.objects.filter(assignment=assignment)
    hello = said.first()
    if hello is None:
        hello = KeyPersonHello(
            setting_id=assignment.setting_id,
            child_id=assignment.child_id,
            assignment=assignment,
            author=actor.user,
            **written,
        )
        # Sent twice at the same moment, the second finds the first.
        KeyPersonHello.objects.bulk_create([hello], ignore_conflicts=True)
    elif hello.words != words:
        said.update(**written)
    else:
        return hello
    audit.record(actor, "say_hello", hello)
    return hello


@transaction.atomic
def thank_for_hello(hello: KeyPersonHello, *, actor: Person) -> None:
    """This adult has read it; it leaves their first page. Pressed twice it is once."""
    seen = HelloSeen(setting_id=hello.setting_id, hello=hello, user=actor.user)
    HelloSeen.objects.bulk_create([seen], ignore_conflicts=True)
    audit.record(actor, "thank_for_hello", hello)


def looks_after_their_own(membership: Membership, child: Child) -> bool:
    """Whether this colleague is or was parent or carer of the child. Both homes talk to the key
    person, and each must be free to."""
    return ParentCarer.objects.filter(user=membership.user_id, child=child).exists()


def _stays(membership: Membership, *, day: date) -> None:
    """Raise CannotLookAfter unless the colleague is with the children from `day` on for good."""
    said = {"name": membership.user.name}
    if membership.role not in CARE_ROLES:
        raise CannotLookAfter(_("%(name)s does not work with the children here.") % said)
    if membership.started_on > day:
        raise CannotLookAfter(_("%(name)s does not work here yet on that day.") % said)
    if membership.ended_on is not None:
        raise CannotLookAfter(
            _("%(name)s is leaving. Choose somebody who stays, or name a cover instead.") % said
        )
