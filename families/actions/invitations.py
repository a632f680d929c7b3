"""Nobody signs up: a manager invites one address to one child and home, or to one post.

The letter's token is worked out from the invitation's id and the site's secret, so that a worker
can write the letter later, and again after a crash, while the database keeps only its SHA-256.
"""

import uuid
from base64 import urlsafe_b64encode
from typing import Any

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from .. import audit, context, emails, outbox
from ..context import Person
from ..models import (
    RIGHTS,
    Child,
    Family,
    Invitation,
    Membership,
    ParentCarer,
    Role,
    Room,
    RoomAssignment,
    Setting,
    User,
    hash_of,
    valid_on,
)
from .children import reads_until

SEND_TASK = "families.tasks.send_invitation"


class InvitationGone(Exception):
    """Wrong, used, taken back or too old: the answer is the same for all of them."""


class AccountExists(Exception):
    """The invited address has an account: whoever accepts must sign in with it."""


class AlreadyHere(Exception):
    """The person invited has this link or post already, or there is nothing left to read; `str`
    says so in plain words."""


def token_for(invitation_id: uuid.UUID) -> str:
    """The token of the letter: 256 bits in 43 letters of an address."""
    digest = salted_hmac("families.invitation", str(invitation_id), algorithm="sha256").digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")


# --- the manager's side ---------------------------------------------------------------------------


@transaction.atomic
def invite_parent_carer(
    child: Child,
    *,
    actor: Person,
    key: uuid.UUID,
    email: str,
    full_name: str,
    relationship: str,
    rights: dict[str, bool],
    family: Family | None,
    family_name: str = "",
) -> Invitation:
    """Invite an adult to a child, into a home of this setting or a new one called `family_name`.

    `key` is the form's own id: the same form sent twice is one invitation and one letter. An
    earlier open invitation of the address to the same child is taken back. Raises AlreadyHere.
    """
    if sent_before := _with_key(key, actor.here):
        return sent_before
    email = email.lower()
    linked = ParentCarer.objects.filter(
        valid_on(actor.today), child=child, user__email__iexact=email
    )
    if linked.exists():
        raise AlreadyHere(
            _("%(email)s is already linked to %(child)s.")
            % {"email": email, "child": child.known_as}
        )
    until = reads_until(child)
    if until and until < actor.today:
        raise AlreadyHere(
            _("%(child)s has left, and the family cannot read any more either.")
            % {"child": child.known_as}
        )
    return _send(
        actor,
        "invite_parent_carer",
        same_place=Q(child=child),
        new_home=family_name if family is None else None,
        id=key,
        setting_id=child.setting_id,
        email=email,
        full_name=full_name,
        child=child,
        family=family,
        reads_until=until,
        relationship=relationship,
        rights={right: bool(rights.get(right)) for right in RIGHTS},
    )


@transaction.atomic
def invite_staff(
    setting_id: uuid.UUID,
    *,
    actor: Person,
    key: uuid.UUID,
    email: str,
    full_name: str,
    role: str,
    rooms: list[Room],
) -> Invitation:
    """Invite a member of staff with a role, into rooms of this setting. Raises AlreadyHere."""
    if sent_before := _with_key(key, actor.here):
        return sent_before
    email = email.lower()
    posts = Membership.objects.filter(
        valid_on(actor.today), setting_id=setting_id, user__email__iexact=email
    )
    if posts.exists():
        raise AlreadyHere(_("%(email)s is already on the team.") % {"email": email})
    return _send(
        actor,
        "invite_staff",
        same_place=Q(child__isnull=True),
        id=key,
        setting_id=setting_id,
        email=email,
        full_name=full_name,
        role=role,
        rights={"rooms": [str(room.pk) for room in rooms]},
    )


def invite_first_manager(
    setting: Setting, *, key: uuid.UUID, email: str, full_name: str
) -> Invitation:
    """Invite who will lead a new setting, in nobody's name. Earlier open letters are taken back.

    For `actions.new_setting` only: a step of its transaction.
    """
    return _send(
        None,
        "invite_first_manager",
        same_place=Q(),
        same_email=False,
        id=key,
        setting_id=setting.pk,
        email=email,
        full_name=full_name,
        role=Role.MANAGER,
        rights={"rooms": []},
    )


@transaction.atomic
def send_invitation_again(invitation: Invitation, *, actor: Person, key: uuid.UUID) -> Invitation:
    """A new letter with a new token and seven more days; the earlier letter opens nothing any more.

    Nothing happens to an invitation that was accepted; `key` as in `invite_parent_carer`.
    """
    if sent_before := _with_key(key, actor.here):
        return sent_before
    if invitation.accepted_at:
        return invitation
    same_place = Q(child_id=invitation.child_id)
    fields = {
        name: getattr(invitation, name)
        for name in (
            *("setting_id", "email", "full_name", "role", "child_id", "family_id"),
            *("relationship", "rights", "reads_until"),
        )
    }
    return _send(actor, "send_invitation_again", same_place=same_place, id=key, **fields)


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, actor: Person) -> bool:
    """Take an open invitation back: the letter opens nothing any more. False if it was not open."""
    changed = Invitation.objects.filter(
        pk=invitation.pk, accepted_at__isnull=True, revoked_at__isnull=True
    ).update(revoked_at=timezone.now())
    if changed:
        audit.record(actor, "revoke_invitation", invitation)
    return bool(changed)


def deliver_invitation(
    invitation_id: uuid.UUID, *, sender_id: uuid.UUID | None, setting_id: uuid.UUID
) -> None:
    """Write and send the letter, in the name of whoever invited; the first manager's in nobody's.

    An invitation that is no longer open is left alone. Raises what the mail server raises, and
    ValueError when the site's secret has changed since (then the manager sends it again).
    """
    if sender_id is None:
        # Whoever holds the token may read the letter it belongs to, and so may we.
        context.present_invitation(hash_of(token_for(invitation_id)))
        _deliver(invitation_id, in_nobodys_name=True)
        context.announce(None)
        return
    with context.acting_as(sender_id, setting_id=setting_id):
        _deliver(invitation_id)


def _deliver(invitation_id: uuid.UUID, *, in_nobodys_name: bool = False) -> None:
    known = Invitation.objects.select_related("setting", "invited_by")
    invitation = known.filter(pk=invitation_id).first()
    if invitation is None or not invitation.is_open:
        return
    if in_nobodys_name and invitation.invited_by_id:
        raise ValueError("Somebody sent this invitation, and the job does not say who.")
    token = token_for(invitation.pk)
    if hash_of(token) != invitation.token_hash:
        raise ValueError("The secret that made this invitation is not ours any more.")
    emails.invitation_letter(invitation, token=token).send()


def _with_key(key: uuid.UUID, setting_id: uuid.UUID) -> Invitation | None:
    return Invitation.objects.filter(pk=key, setting_id=setting_id).first()


def _send(
    actor: Person | None,
    verb: str,
    *,
    same_place: Q,
    same_email: bool = True,
    new_home: str | None = None,
    **fields: Any,
) -> Invitation:
    key = fields.pop("id")
    earlier = Invitation.objects.filter(
        same_place,
        setting_id=fields["setting_id"],
        accepted_at__isnull=True,
        revoked_at__isnull=True,
    )
    if same_email:
        earlier = earlier.filter(email__iexact=fields["email"])
    earlier.update(revoked_at=timezone.now())
    fields["invited_by"] = actor.user if actor else None
    try:
        with transaction.atomic():
            invitation = _letter(key, fields, new_home)
    except IntegrityError:
        # The same form, a moment ago, in another process; or a key that is somebody else's row.
        if sent_before := _with_key(key, fields["setting_id"]):
            return sent_before
        invitation = _letter(uuid.uuid4(), fields, new_home)
    outbox.promise(
        task=SEND_TASK,
        subject_id=invitation.pk,
        key=f"invitation:{invitation.pk}",
        setting_id=invitation.setting_id,
        actor_id=actor.id if actor else None,
    )
    if actor:
        audit.record(actor, verb, invitation)
    else:
        audit.record_for_the_site(verb, invitation)
    return invitation


def _letter(key: uuid.UUID, fields: dict[str, Any], new_home: str | None) -> Invitation:
    # The home stands and falls with the letter: of a form that was sent twice neither stays.
    if new_home is not None:
        home = Family.objects.create(setting_id=fields["setting_id"], name=new_home)
        fields = {**fields, "family": home}
    return Invitation.objects.create(id=key, token_hash=hash_of(token_for(key)), **fields)


# --- the invited person's side --------------------------------------------------------------------


@transaction.atomic
def accept_invitation(
    token: str,
    *,
    user: User | None,
    full_name: str = "",
    known_as: str = "",
    password: str = "",
) -> User:
    """Accept as `user`, or as a new person with this name and (or without) a password.

    Makes the link or the post exactly as invited, once, and returns the person. From here on the
    transaction is this person's. Raises InvitationGone, and AccountExists when `user` is None and
    the address has an account.
    """
    token_hash = hash_of(token)
    context.present_invitation(token_hash)
    invitation = Invitation.objects.select_for_update().filter(token_hash=token_hash).first()
    if invitation is None or not invitation.is_open:
        raise InvitationGone
    if user is None:
        user = _new_account(invitation, full_name=full_name, known_as=known_as, password=password)
        context.announce(user.pk)
        context.present_invitation(token_hash)
    elif user.email.lower() != invitation.email.lower():
        raise InvitationGone
    person = Person(user=user, today=timezone.localdate(), setting_id=invitation.setting_id)
    if invitation.child_id and invitation.family_id:
        _link(invitation, person, invitation.child_id, invitation.family_id)
    else:
        _employ(invitation, person)
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    audit.record(person, "accept_invitation", invitation)
    return user


def _new_account(invitation: Invitation, *, full_name: str, known_as: str, password: str) -> User:
    try:
        with transaction.atomic():
            user = User.objects.create_user(
                invitation.email, password or None, full_name=full_name, known_as=known_as
            )
    except IntegrityError:
        raise AccountExists from None
    # The letter came to this address, so it is proved.
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def _link(
    invitation: Invitation, person: Person, child_id: uuid.UUID, family_id: uuid.UUID
) -> None:
    links = ParentCarer.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=person.today), user=person.user
    )
    if links.filter(child_id=child_id).exists():
        return
    if invitation.reads_until and invitation.reads_until < person.today:
        raise InvitationGone
    try:
        with transaction.atomic():
            ParentCarer.objects.create(
                setting_id=invitation.setting_id,
                child_id=child_id,
                user=person.user,
                family_id=family_id,
                relationship=invitation.relationship,
                started_on=person.today,
                ended_on=invitation.reads_until,
                confirmed_by_id=invitation.invited_by_id,
                **{right: invitation.rights[right] for right in RIGHTS},
            )
    except IntegrityError:  # another letter for the same child, accepted at the same moment
        if not links.filter(child_id=child_id).exists():
            raise


def _employ(invitation: Invitation, person: Person) -> None:
    if Membership.objects.filter(
        user=person.user, setting_id=invitation.setting_id, ended_on__isnull=True
    ).exists():
        return
    days = {"setting_id": invitation.setting_id, "started_on": person.today}
    post = Membership.objects.create(user=person.user, role=invitation.role, **days)
    for room_id in invitation.rights.get("rooms", []):
        RoomAssignment.objects.create(membership=post, room_id=room_id, **days)
