"""What a tablet needs to keep things for one person while there is no connection."""

import base64
from dataclasses import dataclass

from django.conf import settings
from django.utils.crypto import salted_hmac

from families.context import Person


@dataclass(frozen=True)
class DeviceKey:
    """`who` stands for this person in this nursery and names nobody; `secret` locks what waits."""

    who: str
    secret: str


def device_key_of(person: Person) -> DeviceKey:
    """The key of one person in one nursery, the same at every sign-in, so that what could not be
    sent before a session ended can be read after the next (docs/decisions, offline)."""
    whose = f"{person.id} {person.here}"
    who = salted_hmac("learning_journals.waiting.who", whose, algorithm="sha256").hexdigest()[:32]
    secret = salted_hmac("learning_journals.waiting.key", whose, algorithm="sha256").digest()
    return DeviceKey(who, base64.b64encode(secret).decode())


def idle_milliseconds() -> int:
    """How long a tablet that nobody touches keeps its key: as long as the session would last."""
    return settings.STAFF_IDLE_SECONDS * 1000
