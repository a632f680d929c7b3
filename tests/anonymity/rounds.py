"""One round: twenty parents sign in and read in a known order, all or half of them post, the box is
emptied. What each of them wrote is known here and to no attacker."""

import os
import random
import secrets
from dataclasses import dataclass
from typing import Literal

import redis

from .artefacts import Traces, Trail
from .house import ROUND, AnonymityHouse
from .parents import Parent

STAMPS = 6  # of the first device
WORDS = ["the", "gate", "sticks", "in", "rain", "and", "nobody", "says", "hello", "before", "nine"]
Event = tuple[Literal["read", "post"], Parent]
# When somebody posts: "at once" after reading, signed in, and nobody between; or at a moment "of
# its own", with the letterbox opened from the notice on the door.
When = Literal["at once", "of its own"]

# In which order they come and what they write. It is printed with what was measured; the same one
# plays the same parents again (ANONYMITY_SEED). Keys, stamps and the box have their own chance.
SEED = int(os.environ.get("ANONYMITY_SEED") or secrets.randbits(32))


@dataclass(frozen=True)
class Played:
    """What the round left behind, and the truth about it."""

    before: Traces  # while the box is still shut
    after: Traces
    wrote: dict[str, str]  # note → who wrote it
    posted: frozenset[str]
    everybody: tuple[str, ...]


class Game:
    """Rounds with the same parents in one house; every six rounds a term begins."""

    def __init__(
        self, house: AnonymityHouse, parents: list[Parent], *, naive: bool = False
    ) -> None:
        self.house, self.parents, self.naive = house, parents, naive
        self.chance = random.Random(SEED)
        self.letterbox = house.letterbox()
        self.days = {
            email: f"/children/{child}/day/"
            for email, child in house.ask(
                "SELECT u.email, l.child_id FROM families_parentcarer l"
                " JOIN families_user u ON u.id = l.user_id"
            )
        }
        self.wrote: dict[str, str] = {}

    def play(self, *, half: bool = False, when: When = "at once") -> Played:
        """One round. `half`: ten post and all sign in."""
        self._have_stamps()
        order = self.chance.sample(self.parents, len(self.parents))
        posting = order if not half else self.chance.sample(order, len(order) // 2)
        self._an_hour_passes()
        if not self.naive:
            self.house.let_hour_come()
        trail = Trail(self.house, naive=self.naive)
        for what, parent in self._events(order, posting, when):
            if what == "read":
                self._read(parent)
            else:
                self._post(parent)
            trail.copy()
        before = trail.traces()
        if not self.naive:
            self.house.empty()
            trail.copy()
        after = trail.traces() if not half else before
        notes = dict(trail.words())
        assert half or len(notes) == len(order), "each note arrived once"
        return Played(
            before=before,
            after=after,
            wrote={note: self.wrote[words.split()[0]] for note, words in notes.items()},
            posted=frozenset(parent.name for parent in posting),
            everybody=tuple(parent.name for parent in order),
        )

    def _events(self, order: list[Parent], posting: list[Parent], when: When) -> list[Event]:
        events: list[Event] = [("read", parent) for parent in order]
        if when == "of its own":
            events += [("post", parent) for parent in posting]
            self.chance.shuffle(events)
            return events
        return [
            event
            for parent in order
            for event in [("read", parent), *([("post", parent)] if parent in posting else [])]
        ]

    def _have_stamps(self) -> None:
        """At the beginning of a term every browser fetches its own by itself."""
        if self.naive or all(parent.stamps for parent in self.parents):
            return
        self.house.begin_term()
        for parent in self.chance.sample(self.parents, len(self.parents)):
            parent.sign_in()
            parent.stamps.clear()
            parent.fetch_stamps()
            assert len(parent.stamps) == STAMPS
        self.house.count_holders(len(self.parents))
        self.house.let_hour_come()
        self.house.empty()  # whatever others have left in it

    def _an_hour_passes(self) -> None:
        """Who reads on within the hour leaves no second line in the trail."""
        with redis.Redis.from_url(self.house.redis_url) as valkey:
            for key in valkey.scan_iter("*read_day*", count=1_000):
                valkey.delete(key)

    def _read(self, parent: Parent) -> None:
        parent.sign_in()
        parent.read("/")
        parent.read(self.days[parent.name])
        self.house.ring(ROUND)  # about a minute has passed: the worker may write the box anew

    def _post(self, parent: Parent) -> None:
        mark = secrets.token_hex(8)
        self.wrote[mark] = parent.name
        words = " ".join([mark, *self.chance.sample(WORDS, 8)])
        naive = self.naive
        answer = parent.post_naively(words) if naive else parent.post(self.letterbox, words)
        assert answer.status == 200, answer.text
