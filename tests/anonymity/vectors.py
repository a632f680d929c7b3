"""The four vectors of RFC 9474, appendix A.

All have one key and one message (`tests/families/stamps/rfc9474.py`, appendix A.1); they differ in
what stands before the message and in the salt. Of the long numbers the first and the last sixteen
bytes or so are enough to know them. The fourth has a blinding of its own: of it the signature is
held.
"""

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from families.stamps.blind_rsa import EXPONENT, Blinded, PrivateKey
from tests.families.stamps import rfc9474

Ends = tuple[str, str]


@dataclass(frozen=True)
class Vector:
    name: str
    prefix: bytes
    salt: bytes
    blinded: Ends | None
    signature: Ends


VECTORS = (
    Vector(
        "RSABSSA-SHA384-PSS-Randomized",
        rfc9474.PREFIX,
        rfc9474.SALT,
        (rfc9474.BLINDED_MESSAGE.hex(), rfc9474.BLINDED_MESSAGE.hex()),
        (rfc9474.SIG.hex(), rfc9474.SIG.hex()),
    ),
    Vector(
        "RSABSSA-SHA384-PSSZERO-Randomized",
        bytes.fromhex("84ea86c8cf3beedfed73beceabd792027c609d1100bf041fdd60d826a718130d"),
        b"",
        ("4c1b82d9b97b968b2ce0754e326abd49", "390f53768f1c2e56113ea91b33c7cfa647"),
        ("195363ba25e4bf763f6538c86865785f", "2f27633589d043bcdc041683b31f7f1"),
    ),
    Vector(
        "RSABSSA-SHA384-PSS-Deterministic",
        b"",
        rfc9474.SALT,
        ("10c166c6a711e81c46f45b18e5873cc4", "669c94a8a855acf30533d8e0594ace7c442"),
        ("6fef8bf9bc182cd8cf7ce45c7dcf0e6f", "110811872fe7c865c42ed59029c706195d52"),
    ),
    Vector(
        "RSABSSA-SHA384-PSSZERO-Deterministic",
        b"",
        b"",
        None,
        ("4454b6983ff01cb28545329f394936ef", "2ac8256df5e5ffa518b88b43fb6f63a24"),
    ),
)


def unblinded(key: PrivateKey, made: Blinded, signed: bytes) -> bytes:
    """As `finalize` does, which insists on our own salt."""
    return (int.from_bytes(signed) * made.inverse % key.n).to_bytes(key.public.size)


def verifies(key: PrivateKey, message: bytes, signature: bytes, *, salt: int) -> bool:
    """The plain verification of RSA-PSS with a salt of this length."""
    public = rsa.RSAPublicNumbers(EXPONENT, key.n).public_key()
    pss = padding.PSS(padding.MGF1(hashes.SHA384()), salt)
    try:
        public.verify(signature, message, pss, hashes.SHA384())
    except InvalidSignature:
        return False
    return True
