"""What the sealed box is made of: 64 places for notes and 4,096 for spent stamps, always all. What
families tap is counted in one of the places.

The whole of it is encrypted anew at every write with a key that is not in the database, places in a
new order, empty ones filled with chance: from outside one cannot tell how many notes there are, nor
which write brought one (trust.md 2).
"""

import json
import secrets
import uuid
import zlib
from dataclasses import dataclass, field
from typing import Self

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

SLOTS, SLOT_BYTES = 64, 4_096
MARKS, MARK_BYTES = 4_096, 16
LENGTH_BYTES = 2  # before what lies in a slot; 0 in an empty one
ROOM = SLOT_BYTES - LENGTH_BYTES
NOTE = "note"  # the kind of a place in which a note lies
MOST_ADDED = 16  # of the places, for what writers add to notes that were emptied
TALLY = "tally"  # the kind of a place in which taps are counted
NO_KEY = uuid.UUID(int=0)
FREE, SPENT, ANSWERED = range(3)  # what stands before a mark
NONCE_BYTES, TAG_BYTES = 12, 16  # of AES-GCM (NIST SP 800-38D, 5.2.1.1)
OPEN_BYTES = 16 + SLOTS * SLOT_BYTES + MARKS * (1 + MARK_BYTES)
SEALED_BYTES = NONCE_BYTES + OPEN_BYTES + TAG_BYTES

_chance = secrets.SystemRandom()


class NoRoom(Exception):
    """There is no free place in the box, or none for one more spent stamp."""


class TooLong(Exception):
    """It does not fit into a slot: by how many bytes."""

    def __init__(self, over: int) -> None:
        super().__init__(over)
        self.over = over


@dataclass(frozen=True)
class Posted:
    """What lies in one slot: a note, or what its writer adds to one that was emptied."""

    kind: str  # "note", "reply" or "close"
    receipt_hash: str
    words: str = ""
    reader: str = ""
    number: int = 0  # of the replies of one writer, so that they keep their order
    question: str = ""  # of a note: the question to all families that it is for

    def to_bytes(self) -> bytes:
        """At most `ROOM` bytes. Raises `TooLong`."""
        parts = [self.kind, self.receipt_hash, self.words, self.reader, self.number]
        parts += [self.question] if self.question else []  # as boxes were before there were any
        made = json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()
        made = zlib.compress(made, 9)  # Arabic takes two bytes a letter, and has as much to say
        if len(made) > ROOM:
            raise TooLong(len(made) - ROOM)
        return made

    @classmethod
    def from_bytes(cls, made: bytes) -> Self:
        return cls(*json.loads(zlib.decompress(made)))


@dataclass
class Tally:
    """How often each answer of a pulse was tapped, question by question: never who tapped what,
    nor what was tapped together. Those who came with a paper card are counted apart, because a
    manager can print cards."""

    by_stamp: list[list[int]]
    by_card: list[list[int]]

    @classmethod
    def of(cls, shape: list[int]) -> Self:
        """Nothing tapped yet; `shape` is how many answers each question offers."""
        return cls([[0] * size for size in shape], [[0] * size for size in shape])

    def add(self, answers: list[int], *, by_card: bool) -> None:
        """One answer to each question; the first of its answers is 1."""
        for counts, answer in zip(self.by_card if by_card else self.by_stamp, answers, strict=True):
            counts[answer - 1] += 1


@dataclass
class Box:
    """A box while it is open. `key` is the stamp key that the spent stamps are of.

    `answered` are those of the spent ones that let an answer to three taps in, where an earlier
    version wrote that down. Nothing asks for it or adds to it any more.
    """

    key: uuid.UUID = NO_KEY
    posted: list[Posted] = field(default_factory=list)
    spent: set[bytes] = field(default_factory=set)
    answered: set[bytes] = field(default_factory=set)
    tallies: dict[uuid.UUID, Tally] = field(default_factory=dict)

    def put_in(self, what: Posted) -> None:
        """Raises `NoRoom` or `TooLong`; then nothing was put in.

        What writers add to earlier notes takes no stamp, so it has few places: whoever adds and
        adds must not keep notes out.
        """
        self._refuse_if_full()
        added = sum(each.kind != NOTE for each in self.posted)
        if what.kind != NOTE and added >= MOST_ADDED:
            raise NoRoom
        what.to_bytes()
        self.posted.append(what)

    def count(
        self, pulse: uuid.UUID, *, shape: list[int], answers: list[int], by_card: bool
    ) -> None:
        """Add one answer to the tally of a pulse. Raises `NoRoom`."""
        if pulse not in self.tallies:
            self._refuse_if_full()
            self.tallies[pulse] = Tally.of(shape)
        self.tallies[pulse].add(answers, by_card=by_card)

    def check_room(self, *, places: int) -> None:
        """Whether so many more places and one more spent stamp fit, asked before anybody looks
        whether a stamp is spent: the answer is then the same for those that are and those that are
        not. Raises `NoRoom`."""
        if len(self.posted) + len(self.tallies) + places > SLOTS or len(self.spent) >= MARKS:
            raise NoRoom

    def _refuse_if_full(self) -> None:
        if len(self.posted) + len(self.tallies) >= SLOTS:
            raise NoRoom

    def spend(self, mark: bytes) -> None:
        """Remember that a stamp was used. Raises `NoRoom`."""
        if len(self.spent) >= MARKS:
            raise NoRoom
        self.spent.add(mark)

    def begin_term(self, key: uuid.UUID) -> None:
        """Stamps of another key are refused by their signature, so what was spent of it may go."""
        if self.key != key:
            self.key, self.spent, self.answered = key, set(), set()

    def sealed(self, *, of: uuid.UUID) -> bytes:
        """The box of this setting as it is stored: a new nonce, a new order, always one size."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + _lock(of).encrypt(nonce, self._packed(), of.bytes)

    @classmethod
    def opened(cls, sealed: bytes, *, of: uuid.UUID) -> Self:
        """Raises `cryptography.exceptions.InvalidTag` if it is not of this setting, was changed, or
        was sealed with another key."""
        nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        return cls._unpacked(_lock(of).decrypt(nonce, rest, of.bytes))

    def _packed(self) -> bytes:
        tallies = [
            Posted(TALLY, pulse.hex, json.dumps([tally.by_stamp, tally.by_card]))
            for pulse, tally in self.tallies.items()
        ]
        slots = [each.to_bytes() for each in [*self.posted, *tallies]]
        slots += [b""] * (SLOTS - len(slots))
        marks = [
            bytes([ANSWERED if mark in self.answered else SPENT]) + mark for mark in self.spent
        ]
        marks += [
            bytes([FREE]) + secrets.token_bytes(MARK_BYTES) for _free in range(MARKS - len(marks))
        ]
        _chance.shuffle(slots)
        _chance.shuffle(marks)
        filled = (
            len(slot).to_bytes(LENGTH_BYTES) + slot + secrets.token_bytes(ROOM - len(slot))
            for slot in slots
        )
        return b"".join([self.key.bytes, *filled, *marks])

    @classmethod
    def _unpacked(cls, packed: bytes) -> Self:
        box, at = cls(key=uuid.UUID(bytes=packed[:16])), 16
        for start in range(at, at + SLOTS * SLOT_BYTES, SLOT_BYTES):
            inside = start + LENGTH_BYTES
            length = int.from_bytes(packed[start:inside])
            if length:
                box._lay_back(Posted.from_bytes(packed[inside : inside + length]))
        for start in range(at + SLOTS * SLOT_BYTES, len(packed), 1 + MARK_BYTES):
            mark = packed[start + 1 : start + 1 + MARK_BYTES]
            if packed[start] != FREE:
                box.spent.add(mark)
            if packed[start] == ANSWERED:
                box.answered.add(mark)
        return box

    def _lay_back(self, what: Posted) -> None:
        if what.kind == TALLY:
            self.tallies[uuid.UUID(what.receipt_hash)] = Tally(*json.loads(what.words))
        else:
            self.posted.append(what)


def _lock(setting: uuid.UUID) -> AESGCM:
    made = HKDF(SHA256(), length=32, salt=None, info=b"footbridge sealed box" + setting.bytes)
    return AESGCM(made.derive(settings.LETTERBOX_KEY.encode()))
