"""What the vectors of RFC 9474 without our salt need: the same steps, with the salt they have."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from families.stamps.blind_rsa import EXPONENT, Blinded, PrivateKey


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
