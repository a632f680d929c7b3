"""Blind signatures in Python; the browser's half is held against this one in tests/e2e."""

import secrets

import pytest
from cryptography.exceptions import InvalidSignature

from families.stamps import blind_rsa
from families.stamps.blind_rsa import (
    EXPONENT,
    PrivateKey,
    RefusedToSign,
    blind,
    finalize,
    is_signed,
    new_key,
    sign_blindly,
)

from . import rfc9474 as vector


@pytest.fixture(scope="module")
def key() -> PrivateKey:
    return new_key(2048)


def test_we_sign_what_the_standard_says() -> None:
    key = PrivateKey(vector.P * vector.Q, pow(EXPONENT, -1, (vector.P - 1) * (vector.Q - 1)))
    blinded = blind(
        key.public, vector.MESSAGE, prefix=vector.PREFIX, salt=vector.SALT, inverse=vector.INV
    )
    assert blinded.shown == vector.BLINDED_MESSAGE
    assert finalize(key.public, blinded, sign_blindly(key, blinded.shown)) == vector.SIG


def test_what_was_signed_blindly_is_an_ordinary_signature(key: PrivateKey) -> None:
    blinded = blind(key.public, b"a stamp")
    signature = finalize(key.public, blinded, sign_blindly(key, blinded.shown))
    assert is_signed(key.public, blinded.message, signature)
    assert blinded.message.endswith(b"a stamp")


def test_what_the_desk_sees_is_new_each_time(key: PrivateKey) -> None:
    """The same message twice: neither what is shown nor what is kept is the same."""
    one, other = blind(key.public, b"a stamp"), blind(key.public, b"a stamp")
    assert one.shown != other.shown
    assert one.message != other.message


def test_a_signature_of_another_message_key_or_none_is_refused(key: PrivateKey) -> None:
    blinded = blind(key.public, b"a stamp")
    signature = finalize(key.public, blinded, sign_blindly(key, blinded.shown))
    assert not is_signed(key.public, blinded.message + b"!", signature)
    assert not is_signed(new_key(2048).public, blinded.message, signature)
    for forged in (b"", signature[:-1], signature + b"\0", bytes(256), secrets.token_bytes(256)):
        assert not is_signed(key.public, blinded.message, forged)


def test_every_bit_of_a_signature_counts(key: PrivateKey) -> None:
    blinded = blind(key.public, b"a stamp")
    signature = finalize(key.public, blinded, sign_blindly(key, blinded.shown))
    for at in range(0, len(signature) * 8, 97):
        broken = bytearray(signature)
        broken[at // 8] ^= 1 << at % 8
        assert not is_signed(key.public, blinded.message, bytes(broken))


@pytest.mark.parametrize("shown", [b"", bytes(256), b"\xff" * 256, b"\1" * 255, b"\1" * 257])
def test_only_a_number_below_the_modulus_is_signed(key: PrivateKey, shown: bytes) -> None:
    with pytest.raises(RefusedToSign):
        sign_blindly(key, shown)


def test_a_faulty_signature_never_leaves_the_house(
    key: PrivateKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One wrong power, and whoever has it can work out the key (Boneh, DeMillo, Lipton 1997)."""
    right = blind_rsa.gmpy2.powmod_sec
    monkeypatch.setattr(blind_rsa.gmpy2, "powmod_sec", lambda *of: right(*of) ^ 1)
    with pytest.raises(RefusedToSign):
        sign_blindly(key, blind(key.public, b"a stamp").shown)


def test_the_browser_keeps_nothing_that_was_not_signed(key: PrivateKey) -> None:
    blinded = blind(key.public, b"a stamp")
    for answer in (sign_blindly(key, blind(key.public, b"other").shown), b"", b"\xff" * 256):
        with pytest.raises(InvalidSignature):
            finalize(key.public, blinded, answer)


def test_a_private_key_is_never_printed(key: PrivateKey) -> None:
    assert str(key.d) not in f"{key!r} {key}"
