"""Blind signatures: RSABSSA-SHA384-PSS-Randomized of RFC 9474.

A browser makes a message, blinds it, has it signed here, takes the blinding off, and holds an
ordinary RSA-PSS signature of a message that nobody here has seen. `blind` and `finalize` are the
browser's part (`static/js/blind-rsa.js`); in Python they serve the tests and the paper cards.
All integers are big-endian bytes of the modulus' length, as in RFC 8017.
"""

import secrets
from dataclasses import dataclass
from hashlib import sha384
from math import gcd

import gmpy2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

BITS = 3072  # a signature of today that nobody should be able to forge in ten years
EXPONENT = 65_537
PREFIX_BYTES = 32  # of chance before every message (RFC 9474, 4.1)
SALT_BYTES = 48  # as long as the hash (RFC 9474, 5)


class RefusedToSign(Exception):
    """What came to be signed is no number below the modulus, or the machine has miscalculated."""


@dataclass(frozen=True)
class PublicKey:
    """What everybody may know: the modulus. The exponent is always 65,537."""

    n: int

    @property
    def size(self) -> int:
        """The length of the modulus, and so of every signature, in bytes."""
        return (self.n.bit_length() + 7) // 8


@dataclass(frozen=True, repr=False)
class PrivateKey:
    """What signs. It is never printed: `repr` shows the public part."""

    n: int
    d: int

    @property
    def public(self) -> PublicKey:
        return PublicKey(self.n)

    def __repr__(self) -> str:
        return f"PrivateKey(of {self.public})"


@dataclass(frozen=True)
class Blinded:
    """A message on its way: `shown` goes to be signed, the rest stays with who made it."""

    message: bytes  # with its random prefix
    shown: bytes
    inverse: int


def new_key(bits: int = BITS) -> PrivateKey:
    """A fresh key. Fewer bits are for tests alone."""
    numbers = rsa.generate_private_key(public_exponent=EXPONENT, key_size=bits).private_numbers()
    return PrivateKey(numbers.public_numbers.n, numbers.d)


def blind(
    key: PublicKey,
    message: bytes,
    *,
    prefix: bytes | None = None,
    salt: bytes | None = None,
    inverse: int | None = None,
) -> Blinded:
    """Blind a message. What is chosen by chance can be given, for the vectors of the RFC."""
    whole = (secrets.token_bytes(PREFIX_BYTES) if prefix is None else prefix) + message
    encoded = int.from_bytes(
        _pss_encoded(
            whole,
            key.n.bit_length() - 1,
            secrets.token_bytes(SALT_BYTES) if salt is None else salt,
        )
    )
    while inverse is None or gcd(inverse, key.n) != 1:
        inverse = secrets.randbelow(key.n - 1) + 1
    factor = int(gmpy2.powmod(pow(inverse, -1, key.n), EXPONENT, key.n))
    return Blinded(whole, (encoded * factor % key.n).to_bytes(key.size), inverse)


def sign_blindly(key: PrivateKey, shown: bytes) -> bytes:
    """Sign what a browser shows. Raises `RefusedToSign`.

    The power is taken in constant time and of a number that is blinded once more, so that how long
    it takes tells nothing about the key. The result is checked, because one faulty signature
    would give the key away.
    """
    size, n = key.public.size, key.n
    number = int.from_bytes(shown)
    if len(shown) != size or not 0 < number < n:
        raise RefusedToSign
    chance = secrets.randbelow(n - 2) + 2
    if gcd(chance, n) != 1:
        raise RefusedToSign
    hidden = number * int(gmpy2.powmod(chance, EXPONENT, n)) % n
    power = int(gmpy2.powmod_sec(hidden, key.d, n))
    signed = power * pow(chance, -1, n) % n
    if int(gmpy2.powmod(signed, EXPONENT, n)) != number:
        raise RefusedToSign
    return signed.to_bytes(size)


def finalize(key: PublicKey, blinded: Blinded, signed: bytes) -> bytes:
    """Take the blinding off. Raises `InvalidSignature` if what came back is not the signature."""
    number = int.from_bytes(signed)
    if len(signed) != key.size or number >= key.n:
        raise InvalidSignature
    signature = (number * blinded.inverse % key.n).to_bytes(key.size)
    if not is_signed(key, blinded.message, signature):
        raise InvalidSignature
    return signature


def is_signed(key: PublicKey, message: bytes, signature: bytes) -> bool:
    """Whether this is a signature of this message (with its prefix) by this key."""
    public = rsa.RSAPublicNumbers(EXPONENT, key.n).public_key()
    pss = padding.PSS(padding.MGF1(hashes.SHA384()), SALT_BYTES)
    try:
        public.verify(signature, message, pss, hashes.SHA384())
    except InvalidSignature:
        return False
    return True


def _pss_encoded(message: bytes, bits: int, salt: bytes) -> bytes:
    """EMSA-PSS of RFC 8017, 9.1.1, with SHA-384 and MGF1 of it."""
    size = (bits + 7) // 8
    digest = sha384(bytes(8) + sha384(message).digest() + salt).digest()
    block = bytes(size - len(salt) - len(digest) - 2) + b"\x01" + salt
    mask = _mgf1(digest, len(block))
    masked = bytearray(a ^ b for a, b in zip(block, mask, strict=True))
    masked[0] &= 0xFF >> (8 * size - bits)
    return bytes(masked) + digest + b"\xbc"


def _mgf1(seed: bytes, length: int) -> bytes:
    made = b""
    for counter in range(-(-length // sha384().digest_size)):
        made += sha384(seed + counter.to_bytes(4)).digest()
    return made[:length]
