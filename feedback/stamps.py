"""What lets a note in: a stamp, checked by its signature alone, or the code of a paper card.

Who was given it is known to nobody here (docs/decisions/0032).
"""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from .sealed_box import MARK_BYTES

EXPONENT = 65_537
SALT_BYTES = 48  # RSABSSA-SHA384-PSS-Randomized (RFC 9474, 5)
MESSAGE_BYTES = 64  # a random prefix and a random number, as `static/js/stamps.js` makes them
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"  # base32
CARD_LETTERS = 16  # 80 bits, under a key: nobody can try them out but here, one by one
# What people write for a letter that looks the same; base32 knows none of these.
LOOK_ALIKES = str.maketrans("018", "OIB")


@dataclass(frozen=True)
class Stamp:
    """A random message and the signature that the desk gave without seeing it."""

    message: bytes
    signature: bytes

    def is_signed(self, modulus: str) -> bool:
        """Whether the key with this modulus (hexadecimal digits) has signed it: RSA-PSS."""
        if len(self.message) != MESSAGE_BYTES:
            return False
        public = rsa.RSAPublicNumbers(EXPONENT, int(modulus, 16)).public_key()
        pss = padding.PSS(padding.MGF1(hashes.SHA384()), SALT_BYTES)
        try:
            public.verify(self.signature, self.message, pss, hashes.SHA384())
        except InvalidSignature:
            return False
        return True

    @property
    def mark(self) -> bytes:
        """What the box remembers when it is spent. Of the message: a signature has one message,
        a message may have many signatures."""
        return hashlib.sha256(b"stamp" + self.message).digest()[:MARK_BYTES]


def new_card_code() -> str:
    """Sixteen base32 letters: one in 2**80."""
    return "".join(secrets.choice(LETTERS) for _letter in range(CARD_LETTERS))


def plain_code(typed: str) -> str:
    """A code however it was typed: small letters, spaces, dashes, 0 for O."""
    return re.sub(r"[\s\-–—.]", "", typed).upper().translate(LOOK_ALIKES)


def card_hash(code: str) -> str:
    """What the database keeps of a card's code, under a key that it does not have."""
    made = HKDF(hashes.SHA256(), length=32, salt=None, info=b"footbridge paper cards")
    key = made.derive(settings.LETTERBOX_KEY.encode())
    return hmac.new(key, code.encode(), hashlib.sha256).hexdigest()


def card_mark(code_hash: str) -> bytes:
    """What the box remembers when a card is spent."""
    return hashlib.sha256(b"card" + bytes.fromhex(code_hash)).digest()[:MARK_BYTES]
