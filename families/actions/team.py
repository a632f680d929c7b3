"""Posts on the team: role, days, rooms, last day."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import audit
from ..context import Person
from ..models import (
    CARE_ROLES,
    LEAD_ROLES,
    Cover,
    Invitation,
    KeyPersonAssignment,
    Membership,
    Room,
    RoomAssignment,
    Setting,
    valid_on,
)
from .dated import ONE_DAY, end_after, end_before, follow_end
from .meanwhile import take


class NobodyWouldLead(Exception):
    """The setting would be left without manager and deputy; `str` says so in plain words."""


@transaction.atomic
def change_post(
    post: Membership, *, actor: Person, seen: str, rooms: list[Room], fields: dict[str, Any]
) -> list[KeyPersonAssignment]:
    """Save role, days and rooms of a colleague, from today on. Whoever no longer works with the
    children is key person of nobody from today on, and covers for nobody.

    Returns the key-person rows that ended, so that the manager can name somebody for each child.
    Raises ChangedMeanwhile and NobodyWouldLead.
    """
    _lock_who_leads(post)
    post = take(post, seen=seen, fields=tuple(fields))
    if post.role in LEAD_ROLES and fields["role"] not in LEAD_ROLES:
        _somebody_else_leads(post, actor.today)
        _revoke_letters_of(post)
    for name, value in fields.items():
        setattr(post, name, value)
    post.save(update_fields=list(fields))
    assigned = RoomAssignment.objects.filter(membership=post)
    end_before(assigned.exclude(room__in=rooms), day=actor.today)
    stays = set(assigned.filter(valid_on(actor.today)).values_list("room_id", flat=True))
    RoomAssignment.objects.bulk_create(
        RoomAssignment(
            setting_id=post.setting_id, membership=post, room=room, started_on=actor.today
        )
        for room in rooms
        if room.pk not in stays
    )
    ending = [] if post.role in CARE_ROLES else _let_go_of_children(post, day=actor.today)
    audit.record(actor, "change_post", post)
    return ending


@transaction.atomic
def end_post(post: Membership, *, actor: Person, last_day: date) -> list[KeyPersonAssignment]:
    """A colleague leaves: post, rooms, key children and covers end with `last_day`. What ended with
    an earlier last day follows this one, unless somebody else has been named since; a cover keeps
    its own days.

    Returns the key-person rows that end with it while their child stays and nobody follows, so that
    the manager can name somebody. Raises NobodyWouldLead.
    """
    _lock_who_leads(post)
    post = Membership.objects.select_for_update(of=("self",)).get(pk=post.pk)
    if post.role in LEAD_ROLES:
        _somebody_else_leads(post, last_day)
    _move_last_day(post, last_day)
    end_after(RoomAssignment.objects.filter(membership=post), last_day=last_day)
    _let_go_of_children(post, day=last_day + ONE_DAY)
    _revoke_letters_of(post)
    audit.record(actor, "end_post", post)
    follows = KeyPersonAssignment.objects.filter(
        child=OuterRef("child"), is_backup=OuterRef("is_backup"), started_on__gt=last_day
    )
    return list(
        KeyPersonAssignment.objects.filter(~Exists(follows), membership=post, ended_on=last_day)
        .exclude(child__ended_on__lte=last_day)
        .select_related("child")
        .order_by("is_backup", "child__known_as", "id")
    )


@transaction.atomic
def let_colleague_stay(post: Membership, *, actor: Person) -> None:
    """There is no last day after all: post, rooms and key children go on, but for those who have
    somebody else from then on. A post without a last day stays as it is."""
    _lock_who_leads(post)
    post = Membership.objects.select_for_update(of=("self",)).get(pk=post.pk)
    if post.ended_on is None:
        return
    _move_last_day(post, None)
    audit.record(actor, "let_colleague_stay", post)


def _move_last_day(post: Membership, last_day: date | None) -> None:
    before, post.ended_on = post.ended_on, last_day
    post.save(update_fields=["ended_on"])
    follow_end(
        RoomAssignment.objects.filter(membership=post),
        before=before,
        last_day=last_day,
        alike=("membership_id", "room_id"),
    )
    follow_end(
        KeyPersonAssignment.objects.filter(membership=post).select_related("child"),
        before=before,
        last_day=last_day,
        alike=("child_id", "is_backup"),
        limit=lambda row: row.child.ended_on,
    )


def _let_go_of_children(post: Membership, *, day: date) -> list[KeyPersonAssignment]:
    """From `day` on nobody is in the care of this post by name. Returns what held longer."""
    held = KeyPersonAssignment.objects.filter(membership=post)
    longer = Q(ended_on__isnull=True) | Q(ended_on__gte=day)
    ending = list(held.filter(longer).select_related("child"))
    end_before(held, day=day)
    end_before(Cover.objects.filter(Q(away=post) | Q(membership=post)), day=day)
    return ending


def _revoke_letters_of(post: Membership) -> None:
    """Whoever leaves, or leads no more, leaves no open door behind: not even for themselves."""
    Invitation.objects.filter(
        Q(invited_by_id=post.user_id) | Q(email__iexact=post.user.email),
        setting_id=post.setting_id,
        accepted_at__isnull=True,
        revoked_at__isnull=True,
    ).update(revoked_at=timezone.now())


def _lock_who_leads(post: Membership) -> None:
    """One change of posts in a setting at a time: two leaders who end each other's post at the same
    moment would each find the other still leading. Hinders nothing else that is written here."""
    Setting.objects.select_for_update(no_key=True).get(pk=post.setting_id)


def _somebody_else_leads(post: Membership, day: date) -> None:
    others = Membership.objects.filter(
        valid_on(day), setting_id=post.setting_id, role__in=LEAD_ROLES, ended_on__isnull=True
    ).exclude(pk=post.pk)
    if not others.exists():
        raise NobodyWouldLead(
            _("Nobody would be left to lead. Make somebody else manager or deputy first.")
        )
