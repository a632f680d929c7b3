"""The desk: it opens a key for a setting and term, gives stamps, and destroys the key at the end.

Nothing here is written into the trail: a line with a time beside a stamp would be the beginning of
finding out who used it (trust.md 2).
"""

import uuid
from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from .. import policies
from ..context import Person
from ..models import (
    HEX_DIGITS,
    STAMPS_OF_DEVICES,
    Membership,
    Role,
    StampKey,
    StampsGiven,
    Term,
    open_on,
    valid_on,
)
from ..stamps.blind_rsa import PrivateKey, new_key, sign_blindly
from ..stamps.sealing import seal, unseal
from .meanwhile import one_at_a_time

MOST_KEYS = 50  # that one call makes


class NoStampsLeft(Exception):
    """This person has been given everything that there is for this term."""


class WrongNumber(Exception):
    """A device shows as many as it is to get: no more, and no fewer."""


def open_stamp_keys(day: date) -> int:
    """Make the key of each setting whose term runs on this day and has none. Returns how many. Not
    where the nursery has closed.

    By the worker, in nobody's name. Making a key takes up to a second, so each is a transaction of
    its own, and what is too much for one time is done by the next.
    """
    missing = _terms_without_key(day).values_list("pk", flat=True)
    return sum(_open_stamp_key(day, term=term) for term in missing[:MOST_KEYS])


@transaction.atomic
def _open_stamp_key(day: date, *, term: uuid.UUID) -> bool:
    one_at_a_time(f"stamp key:{term}")
    found = _terms_without_key(day).filter(pk=term).first()
    if found is None:  # somebody else was faster
        return False
    key = new_key()
    row = StampKey(setting_id=found.setting_id, term=found, modulus=f"{key.n:x}")
    row.sealed = seal(key.d.to_bytes(key.public.size), of=row.pk)
    row.save(force_insert=True)
    return True


def _terms_without_key(day: date) -> QuerySet[Term]:
    running = Term.objects.filter(open_on(day), starts_on__lte=day, ends_on__gte=day)
    return running.exclude(pk__in=StampKey.objects.values("term"))


@transaction.atomic
def destroy_stamp_keys(day: date) -> int:
    """Destroy what signs of every term that is over: after it, no new stamp of it can be made by
    anybody, us included. Returns how many."""
    over = StampKey.objects.filter(term__ends_on__lt=day, sealed__isnull=False)
    return over.update(sealed=None)


@transaction.atomic
def tell_letterbox(day: date) -> None:
    """Write down beside each key what the letterbox has to know, and may not ask of anybody: how
    many people hold stamps of it, whether somebody leads safeguarding and no manager does, and
    whether there is an owner or a committee: only then can a writer leave the manager out. A number
    and two words, no names."""
    leads = Membership.objects.filter(
        valid_on(day), setting=OuterRef("setting"), is_safeguarding_lead=True
    )
    above = Membership.objects.filter(
        valid_on(day), setting=OuterRef("setting"), role=Role.COMMITTEE
    )
    known = StampKey.objects.annotate(
        holders_now=Count("given", filter=Q(given__device=0)),
        lead_apart_now=Exists(leads) & ~Exists(leads.filter(role=Role.MANAGER)),
        committee_now=Exists(above),
    )
    unchanged = Q(
        holders_now=F("holders"),
        lead_apart_now=F("lead_apart"),
        committee_now=F("committee_reads"),
    )
    for key in known.exclude(unchanged):
        StampKey.objects.filter(pk=key.pk).update(
            holders=key.holders_now,
            lead_apart=key.lead_apart_now,
            committee_reads=key.committee_now,
        )


@transaction.atomic
def give_stamps(key: StampKey, *, actor: Person, shown: Sequence[str]) -> list[str]:
    """Sign what a device shows, blinded, in hexadecimal digits; returns the signatures in its
    order.

    The same again (the answer was lost) is signed again. Raises `WrongNumber`, `NoStampsLeft`,
    `families.stamps.blind_rsa.RefusedToSign`; then nothing is written down.
    """
    one_at_a_time(f"stamps:{key.pk}:{actor.id}")
    before = {row.device: row.shown for row in policies.stamps_given_to(actor).filter(key=key)}
    if list(shown) not in before.values():
        device = len(before)
        if device == len(STAMPS_OF_DEVICES):
            raise NoStampsLeft
        if len(shown) != STAMPS_OF_DEVICES[device] or len(set(shown)) != len(shown):
            raise WrongNumber
        StampsGiven.objects.create(
            setting_id=key.setting_id, key=key, person=actor.user, device=device, shown=list(shown)
        )
    private = PrivateKey(
        int(key.modulus, 16), int.from_bytes(unseal(bytes(key.sealed or b""), of=key.pk))
    )
    return [sign_blindly(private, bytes.fromhex(each)).hex().zfill(HEX_DIGITS) for each in shown]
