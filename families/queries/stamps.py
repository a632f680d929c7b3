"""What a device asks the desk: which keys there are, and how many stamps it may have signed; and
the sign of the stamps, for people to compare."""

import uuid
from collections import Counter
from dataclasses import dataclass

from django.utils.crypto import salted_hmac

from .. import policies
from ..context import Person
from ..models import STAMPS_OF_DEVICES


@dataclass(frozen=True)
class Desk:
    """A key of this term, and what is left of it for one more device of this person."""

    key: uuid.UUID
    letterbox: str  # the address of the letterbox whose stamps these are
    modulus: str  # in hexadecimal digits
    fingerprint: str
    stamps: int  # 0 if this person has been given everything
    given: bool  # whether this person has been given some, on whatever device


def desks_for(person: Person) -> list[Desk]:
    """The desks where this person is given stamps. Two statements."""
    keys = list(policies.stamp_keys_visible_to(person).select_related("setting"))
    rows = policies.stamps_given_to(person).filter(key__in=keys).values_list("key_id", flat=True)
    devices = Counter(rows)
    return [
        Desk(
            key=key.pk,
            letterbox=key.setting.letterbox_address,
            modulus=key.modulus,
            fingerprint=key.fingerprint,
            stamps=(*STAMPS_OF_DEVICES, 0)[devices[key.pk]],
            given=devices[key.pk] > 0,
        )
        for key in keys
    ]


def signs_for(person: Person) -> dict[uuid.UUID, str]:
    """Of each setting of this person the fingerprint of the stamps that hold there now."""
    return {key.setting_id: key.fingerprint for key in policies.stamp_signs_visible_to(person)}


def pile_of(person: Person) -> str:
    """By what a browser tells the stamps of several people apart who sign in on it: a hash of the
    account under a key of the server. The browser hashes it again with a number of its own and
    keeps only that (`static/js/stamps.js`), so what is found in it leads to no account and to no
    other browser."""
    return salted_hmac("families.stamps.pile", str(person.id), algorithm="sha256").hexdigest()
