"""Allowing a medicine, taking that back, giving a dose, and having read of it at home."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from families import audit
from families.actions.meanwhile import one_at_a_time
from families.context import Person
from families.models import Child, Membership, ParentCarer
from families.templatetags.ui import clock_time

from .. import policies
from ..models import Acknowledgement, MedicineGiven, MedicinePermission
from ..queries.medicines import as_they_stand, lapsed
from ..queries.today import listed
from . import Refused
from .hidden_names import refuse_other_names
from .taps import is_to_come, moment_on, still_to_come

NEAR_ITS_TIME = timedelta(hours=1)


@dataclass(frozen=True)
class Allowed:
    """What a permission says, as its form has it."""

    medicine: str
    dose: str
    form: str
    reason: str
    hours_between: int
    storage: str
    started_on: date
    ended_on: date
    times: list[time] = field(default_factory=list)
    when_needed: str = ""


@transaction.atomic
def allow_medicine(
    link: ParentCarer,
    *,
    actor: Person,
    form_key: uuid.UUID,
    allowed: Allowed,
    given_at_home: time | None = None,
) -> MedicinePermission:
    """Allow a medicine for the child of one's own link; `given_at_home` is when the last dose was
    given at home today. The same form sent twice is one permission. Raises `Refused`."""
    if before := MedicinePermission.objects.filter(given_by=actor.user, form_key=form_key).first():
        return before
    if allowed.ended_on < actor.today:
        raise Refused({"last_day": [_("That day is over.")]})
    permission, is_new = MedicinePermission.objects.get_or_create(
        given_by=actor.user,
        form_key=form_key,
        defaults={
            "setting_id": link.setting_id,
            "child_id": link.child_id,
            "family_id": link.family_id,
            "given_by_name": actor.user.name,
            **vars(allowed),
        },
    )
    if is_new:
        audit.record(actor, "allow_medicine", permission)
        if given_at_home:
            if not permission.holds_on(actor.today):
                raise Refused({"given_at_home": [_("The permission does not begin today.")]})
            tell_of_dose_at_home(
                permission, actor=actor, link=link, at=given_at_home, form_key=form_key
            )
    return permission


@transaction.atomic
def end_permission(permission: MedicinePermission, *, actor: Person) -> bool:
    """Take a permission back, from this moment on. Returns whether that was new."""
    ended = MedicinePermission.objects.filter(pk=permission.pk, ended_at__isnull=True)
    is_new = bool(ended.update(ended_at=timezone.now()))
    if is_new:
        audit.record(actor, "end_medicine", permission)
    return is_new


@transaction.atomic
def give_medicine(
    permission: MedicinePermission,
    *,
    actor: Person,
    form_key: uuid.UUID,
    given_by: Membership,
    witness: Membership | None,
    at: time | None,
    reason: str,
    all_the_same: bool,
) -> MedicineGiven:
    """Log a dose of today under a permission in force; `at` is now if it is not given.

    A dose from before the permission was signed or after it was taken back is refused, and so is
    one under a permission of somebody who does not decide for the child any more. A dose too soon
    after the last one, here or at home, of this medicine under any permission, or far from every
    time that was allowed, is refused, unless it was given `all_the_same`: then it is logged and
    says so. The same form sent twice is one dose. Raises `Refused`.
    """
    one_at_a_time(f"medicine {permission.child_id}")
    if before := _dose_of_form(form_key, actor):
        return before
    given_at = moment_on(actor.today, at) if at else timezone.now()
    permission = as_they_stand(actor).select_related("child").get(pk=permission.pk)
    if not permission.holds_on(actor.today) and not _held_then(permission, given_at):
        said = _("There is no permission for this medicine today. Do not give it: ring the family.")
        raise Refused({"": [said]})
    if why := lapsed(permission, actor, is_staff=True):
        raise Refused({"": [why]})
    errors: dict[str, list[str]] = {}
    if is_to_come(given_at):
        errors["at"] = [still_to_come()]
    elif given_at < permission.given_at.replace(second=0, microsecond=0):  # the field knows none
        errors["at"] = [_not_allowed_yet(permission)]
    if permission.when_needed and not reason.strip():
        errors["reason"] = [_("Write what you saw: why was it needed?")]
    if errors:
        raise Refused(errors)
    too_soon = _too_soon(permission, given_at) or _at_another_hour(permission, given_at)
    if too_soon and not all_the_same:
        raise Refused({"all_the_same": [too_soon]})
    refuse_other_names({"reason": reason}, children=[permission.child], actor=actor)
    dose = MedicineGiven.objects.create(
        setting_id=permission.setting_id,
        child_id=permission.child_id,
        permission=permission,
        medicine=permission.medicine,
        dose=permission.dose,
        given_at=given_at,
        given_by=given_by,
        given_by_name=given_by.user.name,
        witness=witness,
        witness_name=witness.user.name if witness else "",
        reason=reason if permission.when_needed else "",
        too_soon=bool(too_soon),
        logged_by=actor.user,
        form_key=form_key,
    )
    audit.record(actor, "give_medicine", dose)
    return dose


@transaction.atomic
def tell_of_dose_at_home(
    permission: MedicinePermission,
    *,
    actor: Person,
    link: ParentCarer,
    at: time,
    form_key: uuid.UUID,
) -> MedicineGiven:
    """Say that a dose was given at home today, so that the nursery does not give the next too soon.
    The same form sent twice is one dose. Raises `Refused`."""
    one_at_a_time(f"medicine {permission.child_id}")
    if before := _dose_of_form(form_key, actor):
        return before
    given_at = moment_on(actor.today, at)
    if is_to_come(given_at):
        raise Refused({"given_at_home": [still_to_come()]})
    if not permission.holds_on(actor.today):
        raise Refused({"": [_("This permission does not hold today.")]})
    dose = MedicineGiven.objects.create(
        setting_id=permission.setting_id,
        child_id=permission.child_id,
        permission=permission,
        at_home=True,
        family_id=link.family_id,
        medicine=permission.medicine,
        dose=permission.dose,
        given_at=given_at,
        given_by_name=actor.user.name,
        logged_by=actor.user,
        form_key=form_key,
    )
    audit.record(actor, "tell_of_medicine_at_home", dose)
    return dose


@transaction.atomic
def acknowledge_doses(
    child: Child, *, actor: Person, link: ParentCarer, up_to: datetime, comment: str
) -> int:
    """Say “I have read this” of every dose we logged until `up_to`; the words stand with the last.
    Returns of how many; said again, nothing changes."""
    doses = list(
        policies.doses_visible_to(actor)
        .filter(child=child, at_home=False, logged_at__lte=up_to)
        .exclude(acknowledgements__person=actor.user)
        .order_by("given_at", "pk")
    )
    _acknowledge(doses, actor=actor, link=link, comment=comment)
    return len(doses)


# --- steps ----------------------------------------------------------------------------------------


def _dose_of_form(form_key: uuid.UUID, actor: Person) -> MedicineGiven | None:
    return MedicineGiven.objects.filter(logged_by=actor.user, form_key=form_key).first()


def _acknowledge(
    doses: Iterable[MedicineGiven], *, actor: Person, link: ParentCarer, comment: str
) -> None:
    doses = list(doses)
    said = [
        Acknowledgement(
            setting_id=dose.setting_id,
            child_id=dose.child_id,
            family_id=link.family_id,
            dose=dose,
            person=actor.user,
            person_name=actor.user.name,
            comment=comment if dose is doses[-1] else "",
        )
        for dose in doses
    ]
    Acknowledgement.objects.bulk_create(said, ignore_conflicts=True)
    if said:
        audit.record(actor, "acknowledge_medicine", said[-1])


def _held_then(permission: MedicinePermission, given_at: datetime) -> bool:
    """Whether it was taken back after this dose was given: a dose that was right is logged."""
    return (
        permission.ended_at is not None
        and permission.ended_at > given_at
        and permission.started_on <= timezone.localdate(given_at) <= permission.ended_on
    )


def _not_allowed_yet(permission: MedicinePermission) -> str:
    facts = {"name": permission.given_by_name, "time": clock_time(permission.given_at)}
    said = _(
        "%(name)s allowed it at %(time)s, so a dose before that had no permission. Is the time"
        " right? Then tell the manager."
    )
    return said % facts


def _at_another_hour(permission: MedicinePermission, given_at: datetime) -> str:
    """Why this is no time at which a dose is allowed, or "". A child sleeps, and lunch is late: an
    hour before or after is still its time."""
    allowed = [moment_on(timezone.localdate(given_at), at) for at in sorted(permission.times)]
    if not allowed or any(abs(given_at - at) <= NEAR_ITS_TIME for at in allowed):
        return ""
    facts = {
        "times": listed([clock_time(at) for at in allowed]),
        "now": clock_time(given_at),
        "name": permission.given_by_name,
    }
    said = _(
        "%(name)s has allowed it at %(times)s, and this is %(now)s. Give it at its time, or ring"
        " the family. Tick this only if it was given all the same."
    )
    return said % facts


def _too_soon(permission: MedicinePermission, given_at: datetime) -> str:
    """Why a dose at this moment is too soon, or "". Two homes may have allowed the same medicine:
    a child has had it all the same, and waits for the longer of their hours."""
    apart = timedelta(hours=permission.hours_apart)
    last = (
        MedicineGiven.objects.filter(
            Q(permission=permission) | Q(medicine__iexact=permission.medicine),
            child_id=permission.child_id,
            given_at__gt=given_at - apart,
            given_at__lt=given_at + apart,
        )
        .order_by("-given_at")
        .first()
    )
    if last is None:
        return ""
    facts = {
        "time": clock_time(last.given_at),
        "hours": permission.hours_apart,
        "next": clock_time(last.given_at + apart),
    }
    if last.at_home:
        said = _(
            "Too soon: a dose was given at home at %(time)s, and %(hours)s hours must lie between."
            " Not before %(next)s. Tick this only if it was given all the same."
        )
    else:
        said = _(
            "Too soon: a dose was given at %(time)s, and %(hours)s hours must lie between. Not"
            " before %(next)s. Tick this only if it was given all the same."
        )
    return said % facts
