"""Private keys in the database are sealed with a key that is not in it: `LETTERBOX_KEY`.

A thief of the database or of its backups can forge no stamp.
"""

import secrets
import uuid

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE_BYTES = 12  # of AES-GCM (NIST SP 800-38D, 5.2.1.1)


def seal(what: bytes, *, of: uuid.UUID) -> bytes:
    """Seal the private part of the row `of`; it opens for this row alone."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + _lock().encrypt(nonce, what, of.bytes)


def unseal(sealed: bytes, *, of: uuid.UUID) -> bytes:
    """What was sealed. Raises `cryptography.exceptions.InvalidTag` if it is not of this row, was
    changed, or was sealed with another key."""
    return _lock().decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], of.bytes)


def _lock() -> AESGCM:
    made = HKDF(SHA256(), length=32, salt=None, info=b"footbridge stamp keys")
    return AESGCM(made.derive(settings.LETTERBOX_KEY.encode()))
